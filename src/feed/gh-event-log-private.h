/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-event-log.h"
#include "gh-feed-break.h"

G_BEGIN_DECLS

/* What the feed, and nobody else, does to its log. */

gboolean gh_event_log_add (GhEventLog *self, GhFaceEvent *event);
void gh_event_log_add_break (GhEventLog *self, GhFeedBreak *mark);
gboolean gh_event_log_wants_all (GhEventLog *self, gint64 *since_us);
gint64 gh_event_log_get_newest_us (GhEventLog *self);
void gh_event_log_reset (GhEventLog *self);

G_END_DECLS
