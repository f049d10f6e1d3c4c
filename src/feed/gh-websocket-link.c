/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-websocket-link.h"

/* A quiet door sends nothing for hours, so what tells a live connection from a dead one is the
 * answer to a ping. */
struct _GhWebsocketLink
{
  GhFeedLink parent_instance;

  guint ping_seconds;
};

G_DEFINE_FINAL_TYPE (GhWebsocketLink, gh_websocket_link, GH_TYPE_FEED_LINK)

static char *
gh_websocket_link_dup_uri (GhFeedLink *link)
{
  return gh_server_address_dup_websocket_uri (
    gh_transport_get_address (gh_feed_link_get_transport (link)));
}

static void
gh_websocket_link_connected (GhFeedLink *link)
{
  gh_feed_link_set_ping_seconds (link, GH_WEBSOCKET_LINK (link)->ping_seconds);
  gh_feed_link_tell_opened (link);
}

static void
gh_websocket_link_class_init (GhWebsocketLinkClass *klass)
{
  GhFeedLinkClass *link_class = GH_FEED_LINK_CLASS (klass);

  link_class->has_token_in_handshake = TRUE;
  link_class->dup_uri = gh_websocket_link_dup_uri;
  link_class->connected = gh_websocket_link_connected;
  link_class->text = gh_feed_link_decode;
}

static void
gh_websocket_link_init (GhWebsocketLink *self)
{
}

/**
 * gh_websocket_link_new:
 * @transport: the way to the server
 * @access_token: (nullable): says to the server who asks, in the header of the handshake
 * @ping_seconds: how often the server is asked for a sign of life
 *
 * Returns: (transfer full): a link that is not open yet
 */
GhFeedLink *
gh_websocket_link_new (GhTransport *transport, const char *access_token, guint ping_seconds)
{
  GhFeedLink *self;

  g_return_val_if_fail (GH_IS_TRANSPORT (transport), NULL);

  self = g_object_new (GH_TYPE_WEBSOCKET_LINK, NULL);
  gh_feed_link_set_up (self, transport, access_token);
  GH_WEBSOCKET_LINK (self)->ping_seconds = ping_seconds;

  return self;
}
