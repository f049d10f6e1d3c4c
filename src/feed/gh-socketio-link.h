/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-feed-link.h"

G_BEGIN_DECLS

/* Socket.IO 4 over a WebSocket. */
#define GH_TYPE_SOCKETIO_LINK (gh_socketio_link_get_type ())
G_DECLARE_FINAL_TYPE (GhSocketioLink, gh_socketio_link, GH, SOCKETIO_LINK, GhFeedLink)

#define GH_SOCKETIO_NAMESPACE "/face-recognition"

/* How long the server may take for its part of a greeting. */
#define GH_SOCKETIO_LINK_GREETING_US (10 * G_TIME_SPAN_SECOND)
/* After this long without a word against it, an entry counts. */
#define GH_SOCKETIO_LINK_SETTLING_US (1 * G_TIME_SPAN_SECOND)

GhFeedLink *gh_socketio_link_new (GhTransport *transport,
                                  const char *access_token) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
