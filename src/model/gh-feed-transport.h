/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* How events come from the server. */
typedef enum
{
  GH_FEED_TRANSPORT_AUTO, /* by whatever can be had */
  GH_FEED_TRANSPORT_WEBSOCKET,
  GH_FEED_TRANSPORT_SOCKETIO,
  GH_FEED_TRANSPORT_POLLING,
} GhFeedTransport;

#define GH_TYPE_FEED_TRANSPORT (gh_feed_transport_get_type ())
GType gh_feed_transport_get_type (void);

G_END_DECLS
