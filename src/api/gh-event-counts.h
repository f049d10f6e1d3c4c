/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-event-reader.h"
#include "gh-time-slots.h"

G_BEGIN_DECLS

/* How many events there were in each of the last hours or days, counted by the server: a page of one
 * event says how many there are. What is over is never asked for twice.
 *
 * Signal "changed": a count has become known or another, or time has gone on. */
#define GH_TYPE_EVENT_COUNTS (gh_event_counts_get_type ())
G_DECLARE_FINAL_TYPE (GhEventCounts, gh_event_counts, GH, EVENT_COUNTS, GObject)

/* Events of an hour may come so much later than it ended. */
#define GH_EVENT_COUNTS_GRACE_US G_TIME_SPAN_MINUTE

/* @zone is nullable: this computer's. */
GhEventCounts *gh_event_counts_new (GhEventReader *reader,
                                    GhTimeSlotKind kind,
                                    guint n_slots,
                                    GTimeZone *zone) G_GNUC_WARN_UNUSED_RESULT;

/* Oldest first; none before the first update. */
guint gh_event_counts_get_n_slots (GhEventCounts *self);
GhTimeSlot gh_event_counts_get_slot (GhEventCounts *self, guint position);
/* -1 while nothing is known. */
gint64 gh_event_counts_get_n_events (GhEventCounts *self, guint position);

/* One update at a time. @now_us is real time, by the server's clock. */
void gh_event_counts_update_async (GhEventCounts *self,
                                   gint64 now_us,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean gh_event_counts_update_finish (GhEventCounts *self, GAsyncResult *result, GError **error);

G_END_DECLS
