/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-event-log.h"
#include "gh-face-recognition.h"
#include "gh-feed-notice.h"
#include "gh-feed-state.h"
#include "gh-feed-transport.h"
#include "gh-session.h"

G_BEGIN_DECLS

/* The live stream of one session: connects, reconnects for ever, fills the gap after every break
 * from the history, and keeps #GhEventLog. */
#define GH_TYPE_FEED (gh_feed_get_type ())
G_DECLARE_FINAL_TYPE (GhFeed, gh_feed, GH, FEED, GObject)

/* Properties (read-only, notified): "state", "since-us" (real time of the last change of state),
 * "retry-at-us" (real time, 0 unless waiting), "error" (boxed GError, nullable: why it is not
 * live), "last-received-us" (real time of the newest sign of life, 0 before the first), "log",
 * "n-ignored", "n-invalid", "active-transport".
 * Property "transport": see gh_feed_set_transport().
 * Signal "notice" (#GhFeedNotice *): what a server tells beside events.
 * @random is nullable; it spreads the reconnects. */
GhFeed *gh_feed_new (GhSession *session,
                     GhFaceRecognition *face_recognition,
                     GhEventLog *log,
                     GRand *random) G_GNUC_WARN_UNUSED_RESULT;

void gh_feed_start (GhFeed *self);
void gh_feed_stop (GhFeed *self);
/* The next try now and not when the back-off says so. */
void gh_feed_retry_now (GhFeed *self);
void gh_feed_set_transport (GhFeed *self, GhFeedTransport transport);
/* What was good when the program ran last: tried first where nothing is fixed. Before the start. */
void gh_feed_prefer_transport (GhFeed *self, GhFeedTransport transport);

GhEventLog *gh_feed_get_log (GhFeed *self);
GhFeedTransport gh_feed_get_transport (GhFeed *self);
GhFeedTransport gh_feed_get_active_transport (GhFeed *self);
GhFeedState gh_feed_get_state (GhFeed *self);
gint64 gh_feed_get_since_us (GhFeed *self);
gint64 gh_feed_get_retry_at_us (GhFeed *self);
gint64 gh_feed_get_last_received_us (GhFeed *self);
const GError *gh_feed_get_error (GhFeed *self);
guint gh_feed_get_n_ignored (GhFeed *self);
guint gh_feed_get_n_invalid (GhFeed *self);

G_END_DECLS
