/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-face-recognition.h"
#include "gh-still.h"
#include "gh-upload.h"

G_BEGIN_DECLS

/* One picture on its way to be enrolled: encoded so that the request fits, with the template and
 * the confidence that the server makes of it. */
#define GH_TYPE_PREPARED_FACE (gh_prepared_face_get_type ())
G_DECLARE_FINAL_TYPE (GhPreparedFace, gh_prepared_face, GH, PREPARED_FACE, GObject)

GhPreparedFace *gh_prepared_face_new (GhStill *still, int least_side) G_GNUC_WARN_UNUSED_RESULT;

GhStill *gh_prepared_face_get_still (GhPreparedFace *self);
/* @user_id is nullable. */
void gh_prepared_face_set_ids (GhPreparedFace *self, const char *face_id, const char *user_id);

void gh_prepared_face_encode_async (GhPreparedFace *self,
                                    gsize most_json_bytes,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean gh_prepared_face_encode_finish (GhPreparedFace *self,
                                         GAsyncResult *result,
                                         GError **error);

void gh_prepared_face_scan_async (GhPreparedFace *self,
                                  GhUpload *upload,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean gh_prepared_face_scan_finish (GhPreparedFace *self, GAsyncResult *result, GError **error);

void gh_prepared_face_recognize_async (GhPreparedFace *self,
                                       GhFaceRecognition *face_recognition,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean gh_prepared_face_recognize_finish (GhPreparedFace *self,
                                            GAsyncResult *result,
                                            GError **error);
GhRecognition *gh_prepared_face_get_recognition (GhPreparedFace *self);

void gh_prepared_face_set_confidence (GhPreparedFace *self, double confidence);
double gh_prepared_face_get_confidence (GhPreparedFace *self, gboolean *is_told);
GBytes *gh_prepared_face_get_image (GhPreparedFace *self);

/* Finished with gh_face_recognition_enroll_finish(). */
void gh_prepared_face_enroll_async (GhPreparedFace *self,
                                    GhFaceRecognition *face_recognition,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

G_END_DECLS
