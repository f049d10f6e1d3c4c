/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-feed-link.h"

G_BEGIN_DECLS

/* The WebSocket of the specification: every text frame is a message. */
#define GH_TYPE_WEBSOCKET_LINK (gh_websocket_link_get_type ())
G_DECLARE_FINAL_TYPE (GhWebsocketLink, gh_websocket_link, GH, WEBSOCKET_LINK, GhFeedLink)

#define GH_WEBSOCKET_LINK_PING_SECONDS 20

GhFeedLink *gh_websocket_link_new (GhTransport *transport,
                                   const char *access_token,
                                   guint ping_seconds) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
