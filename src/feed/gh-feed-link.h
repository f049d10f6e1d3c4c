/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-transport.h"

G_BEGIN_DECLS

/* One live connection, from the handshake to its end. It is opened once and ends once. */
#define GH_TYPE_FEED_LINK (gh_feed_link_get_type ())
G_DECLARE_FINAL_TYPE (GhFeedLink, gh_feed_link, GH, FEED_LINK, GObject)

#define GH_FEED_LINK_PING_SECONDS 20

/* Signals: "opened"; "alive": anything at all came from the server; "message" (#GhFeedMessage *);
 * "lost" (GError *): it is over, and this is the last signal. */
GhFeedLink *gh_feed_link_new (GhTransport *transport,
                              const char *access_token,
                              guint ping_seconds) G_GNUC_WARN_UNUSED_RESULT;

void gh_feed_link_open (GhFeedLink *self);
void gh_feed_link_close (GhFeedLink *self);
const char *gh_feed_link_get_access_token (GhFeedLink *self);

G_END_DECLS
