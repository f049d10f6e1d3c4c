/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-face-recognition.h"

G_BEGIN_DECLS

/* Where in the list that @query makes the newest event stands that is not after @time_us: as many
 * rows from the top as there are newer ones, which the server tells in one answer. */
void gh_event_position_find_async (GhFaceRecognition *face_recognition,
                                   GhEventQuery *query,
                                   gint64 time_us,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* -1 with an error. */
gint64 gh_event_position_find_finish (GAsyncResult *result, GError **error);

/* The same in what is here: the length of the list where everything in it is newer. */
guint gh_event_position_find_in_list (GListModel *events, gint64 time_us);

G_END_DECLS
