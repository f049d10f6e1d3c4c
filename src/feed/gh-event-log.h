/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-clock.h"
#include "gh-face-event.h"
#include "gh-feed-break.h"

G_BEGIN_DECLS

/* The newest events, newest first: a bounded #GListModel of #GhFaceEvent and #GhFeedBreak. However
 * many events come, the list changes at most once a frame. */
#define GH_TYPE_EVENT_LOG (gh_event_log_get_type ())
G_DECLARE_FINAL_TYPE (GhEventLog, gh_event_log, GH, EVENT_LOG, GObject)

#define GH_EVENT_LOG_DEFAULT_CAPACITY 100
#define GH_EVENT_LOG_MOST_CAPACITY 10000

/* Properties: "capacity" (uint, read-write), "held" (boolean, read-write: the list stands still),
 * "n-pending" (uint: events waiting while held), "n-items".
 * Signal "event-added" (#GhFaceEvent): every event that was not known, at once and whether or not
 * there is room for it. */
GhEventLog *gh_event_log_new (GhClock *clock, guint capacity) G_GNUC_WARN_UNUSED_RESULT;

guint gh_event_log_get_capacity (GhEventLog *self);
void gh_event_log_set_capacity (GhEventLog *self, guint capacity);
gboolean gh_event_log_get_held (GhEventLog *self);
void gh_event_log_set_held (GhEventLog *self, gboolean held);
guint gh_event_log_get_n_pending (GhEventLog *self);

void gh_event_log_ask_for_all (GhEventLog *self, gint64 since_us);
gboolean gh_event_log_contains (GhEventLog *self, const char *event_id);
void gh_event_log_clear (GhEventLog *self);

G_END_DECLS
