/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-event-query.h"
#include "gh-result-page.h"
#include "gh-session.h"

G_BEGIN_DECLS

/* The endpoint group /face-recognition (specification, section 4). */
#define GH_TYPE_FACE_RECOGNITION (gh_face_recognition_get_type ())
G_DECLARE_FINAL_TYPE (GhFaceRecognition, gh_face_recognition, GH, FACE_RECOGNITION, GObject)

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

G_END_DECLS
