/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-face-event.h"
#include "gh-feed-break.h"

G_BEGIN_DECLS

/* The rows of a log: arrays of #GhFaceEvent and #GhFeedBreak, newest first once sorted. */

GPtrArray *gh_event_rows_new (void) G_GNUC_WARN_UNUSED_RESULT;
void gh_event_rows_sort (GPtrArray *rows);
void gh_event_rows_merge (GPtrArray *rows, GPtrArray *more, guint *position, guint *n_between);
int gh_event_rows_compare (gconstpointer a, gconstpointer b);

guint gh_event_rows_count_events (GPtrArray *rows);
gboolean gh_event_rows_find_oldest_break (GPtrArray *rows, guint *index);

G_END_DECLS
