/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-face-recognition.h"

G_BEGIN_DECLS

/* Inside enrolment/ only: which faces the server has. */

/* The record of a face id; %NULL without an error where there is none. */
void gh_bulk_records_find_async (GhFaceRecognition *face_recognition,
                                 const char *face_id,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GhFaceRecord *gh_bulk_records_find_finish (GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* The face ids of all records. */
void gh_bulk_records_list_async (GhFaceRecognition *face_recognition,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GHashTable *gh_bulk_records_list_finish (GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
