/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-feed-transport.h"

G_DEFINE_ENUM_TYPE (GhFeedTransport, gh_feed_transport,
                    G_DEFINE_ENUM_VALUE (GH_FEED_TRANSPORT_AUTO, "auto"),
                    G_DEFINE_ENUM_VALUE (GH_FEED_TRANSPORT_WEBSOCKET, "websocket"),
                    G_DEFINE_ENUM_VALUE (GH_FEED_TRANSPORT_SOCKETIO, "socketio"),
                    G_DEFINE_ENUM_VALUE (GH_FEED_TRANSPORT_POLLING, "polling"))
