/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-feed-break.h"

G_BEGIN_DECLS

GhFeedBreak *gh_feed_break_new (gint64 from_us, gint64 position_us) G_GNUC_WARN_UNUSED_RESULT;

gint64 gh_feed_break_get_position_us (GhFeedBreak *self);
void gh_feed_break_set_to_us (GhFeedBreak *self, gint64 to_us);
void gh_feed_break_set_filled (GhFeedBreak *self, guint filled);
void gh_feed_break_set_complete (GhFeedBreak *self, gboolean complete);

G_END_DECLS
