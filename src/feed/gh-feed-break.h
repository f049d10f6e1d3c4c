/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* A mark in the list: between these two times the link was down. */
#define GH_TYPE_FEED_BREAK (gh_feed_break_get_type ())
G_DECLARE_FINAL_TYPE (GhFeedBreak, gh_feed_break, GH, FEED_BREAK, GObject)

/* Properties: "from-us", "to-us" (real time), "filled" (uint: events that came from the history),
 * "complete" (boolean: FALSE while filling, or where the history did not reach back far enough). */
gint64 gh_feed_break_get_from_us (GhFeedBreak *self);
gint64 gh_feed_break_get_to_us (GhFeedBreak *self);
guint gh_feed_break_get_filled (GhFeedBreak *self);
gboolean gh_feed_break_get_complete (GhFeedBreak *self);

G_END_DECLS
