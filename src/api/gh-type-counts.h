/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-event-reader.h"
#include "gh-statistics.h"

G_BEGIN_DECLS

/* How many events there are of each type, as the server tells or as it counts them: a page of one
 * event says how many there are. Types change slowly, so what was counted is good for a while.
 *
 * Signal "changed": all have become known, or known anew. */
#define GH_TYPE_TYPE_COUNTS (gh_type_counts_get_type ())
G_DECLARE_FINAL_TYPE (GhTypeCounts, gh_type_counts, GH, TYPE_COUNTS, GObject)

/* A request for each type is enough so often. */
#define GH_TYPE_COUNTS_FRESH_US (10 * G_TIME_SPAN_MINUTE)

GhTypeCounts *gh_type_counts_new (GhEventReader *reader, GhClock *clock) G_GNUC_WARN_UNUSED_RESULT;

/* By #GhEventType; NULL while they are not known. */
const gint64 *gh_type_counts_get (GhTypeCounts *self);

void gh_type_counts_take (GhTypeCounts *self, GhStatistics *statistics);

/* One update at a time. */
void gh_type_counts_update_async (GhTypeCounts *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean gh_type_counts_update_finish (GhTypeCounts *self, GAsyncResult *result, GError **error);

G_END_DECLS
