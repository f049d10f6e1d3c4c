/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-endpoint-group.h"
#include "gh-event-query.h"
#include "gh-face-changes.h"
#include "gh-face-query.h"
#include "gh-face-record.h"
#include "gh-recognition.h"
#include "gh-result-page.h"
#include "gh-statistics.h"

G_BEGIN_DECLS

/* The endpoint group /face-recognition (specification, section 4). */
#define GH_TYPE_FACE_RECOGNITION (gh_face_recognition_get_type ())
G_DECLARE_FINAL_TYPE (GhFaceRecognition, gh_face_recognition, GH, FACE_RECOGNITION, GhEndpointGroup)

#define GH_FACE_RECOGNITION_MOST_RECORDS 100 /* a page */

GhFaceRecognition *gh_face_recognition_new (GhSession *session) G_GNUC_WARN_UNUSED_RESULT;

/* A page of #GhFaceEvent, newest first; @page counts from 1. @query is nullable: everything. */
void gh_face_recognition_list_events_async (GhFaceRecognition *self,
                                            guint page,
                                            guint limit,
                                            GhEventQuery *query,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
GhResultPage *gh_face_recognition_list_events_finish (GhFaceRecognition *self,
                                                      GAsyncResult *result,
                                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

void gh_face_recognition_get_statistics_async (GhFaceRecognition *self,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);
GhStatistics *gh_face_recognition_get_statistics_finish (GhFaceRecognition *self,
                                                         GAsyncResult *result,
                                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* --- Face records (gh-face-records.c) -------------------------------------------------------- */

void gh_face_recognition_enroll_async (GhFaceRecognition *self,
                                       const GhFaceDraft *draft,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GhFaceRecord *gh_face_recognition_enroll_finish (GhFaceRecognition *self,
                                                 GAsyncResult *result,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A page of #GhFaceRecord; @page counts from 1. @query is nullable: everything. */
void gh_face_recognition_list_records_async (GhFaceRecognition *self,
                                             guint page,
                                             guint limit,
                                             GhFaceQuery *query,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
GhResultPage *gh_face_recognition_list_records_finish (GhFaceRecognition *self,
                                                       GAsyncResult *result,
                                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

void gh_face_recognition_get_record_async (GhFaceRecognition *self,
                                           const char *id,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
GhFaceRecord *gh_face_recognition_get_record_finish (GhFaceRecognition *self,
                                                     GAsyncResult *result,
                                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

void gh_face_recognition_update_record_async (GhFaceRecognition *self,
                                              const char *id,
                                              const GhFaceChanges *changes,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);
GhFaceRecord *gh_face_recognition_update_record_finish (GhFaceRecognition *self,
                                                        GAsyncResult *result,
                                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

void gh_face_recognition_delete_record_async (GhFaceRecognition *self,
                                              const char *id,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);
gboolean gh_face_recognition_delete_record_finish (GhFaceRecognition *self,
                                                   GAsyncResult *result,
                                                   GError **error);

/* --- Who is that? (gh-face-recognize.c) ------------------------------------------------------- */

void gh_face_recognition_recognize_async (GhFaceRecognition *self,
                                          GBytes *image,
                                          const char *media_type,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
GhRecognition *gh_face_recognition_recognize_finish (GhFaceRecognition *self,
                                                     GAsyncResult *result,
                                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* --- The camera (gh-face-camera.c) ------------------------------------------------------------ */

/* That the server has no connection to its camera is an answer: *@is_connected is FALSE, *@reason
 * (nullable, owned by the caller) the server's words. */
void gh_face_recognition_test_connection_async (GhFaceRecognition *self,
                                                GCancellable *cancellable,
                                                GAsyncReadyCallback callback,
                                                gpointer user_data);
gboolean gh_face_recognition_test_connection_finish (GhFaceRecognition *self,
                                                     GAsyncResult *result,
                                                     gboolean *is_connected,
                                                     char **reason,
                                                     GError **error);

/* What the camera sees, an encoded picture. @camera_id is nullable: the server's choice. */
void gh_face_recognition_snapshot_async (GhFaceRecognition *self,
                                         const char *camera_id,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
GBytes *gh_face_recognition_snapshot_finish (GhFaceRecognition *self,
                                             GAsyncResult *result,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
