/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-event-filter.h"
#include "gh-face-recognition.h"

G_BEGIN_DECLS

/* Goes back through the history as a filter wants it, newest first, a page at a time, however many
 * queries that takes, and gives each event once. For lists that grow, exports and counts. One step
 * at a time; nothing is asked for by itself. */
#define GH_TYPE_EVENT_WALK (gh_event_walk_get_type ())
G_DECLARE_FINAL_TYPE (GhEventWalk, gh_event_walk, GH, EVENT_WALK, GObject)

GhEventWalk *gh_event_walk_new (GhFaceRecognition *face_recognition,
                                const GhEventFilter *filter,
                                guint page_size) G_GNUC_WARN_UNUSED_RESULT;

void gh_event_walk_next_async (GhEventWalk *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* (element-type GhFaceEvent): what has come and is wanted; may be empty before the end, too. */
GPtrArray *gh_event_walk_next_finish (GhEventWalk *self,
                                      GAsyncResult *result,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean gh_event_walk_is_done (GhEventWalk *self);
gboolean gh_event_walk_seems_done (GhEventWalk *self);
guint gh_event_walk_get_n_examined (GhEventWalk *self);
gint64 gh_event_walk_get_total (GhEventWalk *self);
gint64 gh_event_walk_get_reached_us (GhEventWalk *self);

G_END_DECLS
