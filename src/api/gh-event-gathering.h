/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-event-walk.h"
#include "gh-paged-list.h"

G_BEGIN_DECLS

/* The wanted ones among the newest events, as a #GListModel of #GhFaceEvent, newest first, for
 * filters that no single query answers: it grows by gh_event_gathering_load_more() and says how far
 * it has looked.
 *
 * Properties (read-only, notified): "state" (#GhPagedListState: of the first load), "is-loading"
 * (boolean), "error" (boxed GError, nullable: why the newest load stopped), "n-examined" (uint),
 * "is-done" (boolean: there is no more, or no more is kept). */
#define GH_TYPE_EVENT_GATHERING (gh_event_gathering_get_type ())
G_DECLARE_FINAL_TYPE (GhEventGathering, gh_event_gathering, GH, EVENT_GATHERING, GObject)

/* So many are kept; each brings its picture. */
#define GH_EVENT_GATHERING_MOST 2000
/* Of one load: so many pages are asked for at most, or until so many events were found. */
#define GH_EVENT_GATHERING_PAGES 5
#define GH_EVENT_GATHERING_ENOUGH 50

GhEventGathering *gh_event_gathering_new (GhFaceRecognition *face_recognition,
                                          const GhEventFilter *filter)
  G_GNUC_WARN_UNUSED_RESULT;

void gh_event_gathering_load_more (GhEventGathering *self);
void gh_event_gathering_load_back_to (GhEventGathering *self, gint64 time_us);

GhPagedListState gh_event_gathering_get_state (GhEventGathering *self);
gboolean gh_event_gathering_get_is_loading (GhEventGathering *self);
gboolean gh_event_gathering_get_is_done (GhEventGathering *self);
const GError *gh_event_gathering_get_error (GhEventGathering *self);
guint gh_event_gathering_get_n_examined (GhEventGathering *self);
gint64 gh_event_gathering_get_total (GhEventGathering *self);
gint64 gh_event_gathering_get_reached_us (GhEventGathering *self);

G_END_DECLS
