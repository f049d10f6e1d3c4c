/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-socketio-link.h"

#include "gh-error.h"
#include "gh-socketio-packet.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#define PATH "socket.io/?EIO=4&transport=websocket"

/* What the server in the field calls a namespace that it does not have. */
#define NO_SUCH_NAMESPACE "Invalid namespace"

/* The server opens the carrier; then we enter the namespace, with the token; then it lets us in.
 * It lets in whoever comes, and looks at the token after that: what counts is its word that we are
 * connected, or where it has none, that it has not thrown us out within a second. Thrown out, we
 * may enter again over the same carrier. */
typedef enum
{
  STEP_CARRIER,
  STEP_ENTERING,
  STEP_SETTLING,
  STEP_OPEN,
  STEP_REFUSED,
} Step;

struct _GhSocketioLink
{
  GhFeedLink parent_instance;

  Step step;
  guint step_id; /* what the step may take; 0 where it may take for ever */
};

G_DEFINE_FINAL_TYPE (GhSocketioLink, gh_socketio_link, GH_TYPE_FEED_LINK)

static void step_timeout_cb (gpointer user_data);

static void
go_to (GhSocketioLink *self, Step step, gint64 most_us)
{
  GhClock *clock = gh_feed_link_get_clock (GH_FEED_LINK (self));

  self->step = step;
  gh_clock_clear_timeout (clock, &self->step_id);
  if (most_us > 0)
    self->step_id = gh_clock_add_timeout (clock, most_us, step_timeout_cb, self);
}

static void
tell_opened (GhSocketioLink *self)
{
  go_to (self, STEP_OPEN, 0);
  gh_feed_link_tell_opened (GH_FEED_LINK (self));
}

static void
step_timeout_cb (gpointer user_data)
{
  GhSocketioLink *self = user_data;

  self->step_id = 0;
  if (self->step == STEP_SETTLING)
    tell_opened (self);
  else
    gh_feed_link_lose_literal (GH_FEED_LINK (self), GH_ERROR_TIMEOUT,
                               _("The server took too long to begin the live connection"));
}

static void
enter (GhSocketioLink *self)
{
  GhFeedLink *link = GH_FEED_LINK (self);
  g_autofree char *text =
    gh_socketio_encode_connect (GH_SOCKETIO_NAMESPACE, gh_feed_link_get_access_token (link));

  go_to (self, STEP_ENTERING, GH_SOCKETIO_LINK_GREETING_US);
  gh_feed_link_send (link, text);
}

static void
refuse_token (GhSocketioLink *self, const char *reason)
{
  g_autoptr (GError) error = g_error_new_literal (GH_ERROR, GH_ERROR_UNAUTHORIZED,
                                                  _("The server wants the sign-in renewed"));

  gh_error_set_http_status (error, SOUP_STATUS_UNAUTHORIZED);
  if (reason != NULL)
    gh_error_set_server_message (error, reason);
  go_to (self, STEP_REFUSED, 0);
  gh_feed_link_tell_token_refused (GH_FEED_LINK (self), error);
}

/* Servers that look at the token before they let anybody in say so in this way. */
static void
take_connect_error (GhSocketioLink *self, const GhSocketioPacket *packet)
{
  g_autofree char *reason = gh_socketio_packet_dup_reason (packet);

  if (g_strcmp0 (reason, NO_SUCH_NAMESPACE) == 0)
    gh_feed_link_lose_literal (GH_FEED_LINK (self), GH_ERROR_NOT_FOUND,
                               _("This server has no live events"));
  else
    refuse_token (self, reason);
}

static void
take_message (GhSocketioLink *self, const GhSocketioPacket *packet)
{
  /* We enter one namespace only; the others' packets are not for us. */
  if (g_strcmp0 (packet->namespace, GH_SOCKETIO_NAMESPACE) != 0)
    return;

  switch (packet->type)
    {
    case GH_SOCKETIO_CONNECT:
      if (self->step == STEP_ENTERING)
        go_to (self, STEP_SETTLING, GH_SOCKETIO_LINK_SETTLING_US);
      break;
    case GH_SOCKETIO_DISCONNECT:
      if (self->step != STEP_REFUSED)
        refuse_token (self, NULL);
      break;
    case GH_SOCKETIO_EVENT:
      gh_feed_link_decode (GH_FEED_LINK (self), packet->payload);
      break;
    case GH_SOCKETIO_CONNECT_ERROR:
      if (self->step == STEP_ENTERING)
        take_connect_error (self, packet);
      break;
    case GH_SOCKETIO_ACK:
    default:
      break;
    }
}

static void
take_packet (GhSocketioLink *self, const GhSocketioPacket *packet)
{
  GhFeedLink *link = GH_FEED_LINK (self);

  switch (packet->carrier)
    {
    case GH_ENGINEIO_CLOSE:
      gh_feed_link_lose_literal (link, GH_ERROR_OFFLINE, _("The live connection was lost"));
      break;
    case GH_ENGINEIO_PING:
      gh_feed_link_send (link, GH_ENGINEIO_PONG_TEXT);
      break;
    case GH_ENGINEIO_MESSAGE:
      take_message (self, packet);
      break;
    case GH_ENGINEIO_OPEN:
    case GH_ENGINEIO_PONG:
    case GH_ENGINEIO_UPGRADE:
    case GH_ENGINEIO_NOOP:
    default:
      break;
    }
}

static void
begin (GhSocketioLink *self, const GhSocketioPacket *packet)
{
  GhFeedLink *link = GH_FEED_LINK (self);
  gint64 silence_us;

  if (packet == NULL || packet->carrier != GH_ENGINEIO_OPEN
      || !gh_socketio_packet_read_silence (packet, &silence_us, NULL))
    {
      gh_feed_link_lose_literal (link, GH_ERROR_NOT_API,
                                 _("What answers there does not speak Socket.IO"));
      return;
    }
  gh_feed_link_set_silence_us (link, silence_us);
  enter (self);
}

static char *
gh_socketio_link_dup_uri (GhFeedLink *link)
{
  g_autofree char *root = gh_server_address_dup_websocket_uri (
    gh_transport_get_address (gh_feed_link_get_transport (link)));

  return g_strconcat (root, PATH, NULL);
}

static void
gh_socketio_link_connected (GhFeedLink *link)
{
  go_to (GH_SOCKETIO_LINK (link), STEP_CARRIER, GH_SOCKETIO_LINK_GREETING_US);
}

static void
gh_socketio_link_text (GhFeedLink *link, GBytes *text)
{
  GhSocketioLink *self = GH_SOCKETIO_LINK (link);
  g_autoptr (GhSocketioPacket) packet = gh_socketio_packet_new_from_text (text, NULL);

  if (self->step == STEP_CARRIER)
    begin (self, packet);
  else if (packet != NULL)
    take_packet (self, packet);
  else
    gh_feed_link_tell_invalid (link);
}

static void
gh_socketio_link_decoded (GhFeedLink *link, const GhFeedMessage *message)
{
  GhSocketioLink *self = GH_SOCKETIO_LINK (link);

  if (message->says_connected && self->step == STEP_SETTLING)
    tell_opened (self);
}

static void
gh_socketio_link_token_renewed (GhFeedLink *link)
{
  enter (GH_SOCKETIO_LINK (link));
}

static void
gh_socketio_link_ended (GhFeedLink *link)
{
  gh_clock_clear_timeout (gh_feed_link_get_clock (link), &GH_SOCKETIO_LINK (link)->step_id);
}

static void
gh_socketio_link_class_init (GhSocketioLinkClass *klass)
{
  GhFeedLinkClass *link_class = GH_FEED_LINK_CLASS (klass);

  link_class->dup_uri = gh_socketio_link_dup_uri;
  link_class->connected = gh_socketio_link_connected;
  link_class->text = gh_socketio_link_text;
  link_class->decoded = gh_socketio_link_decoded;
  link_class->token_renewed = gh_socketio_link_token_renewed;
  link_class->ended = gh_socketio_link_ended;
}

static void
gh_socketio_link_init (GhSocketioLink *self)
{
}

/**
 * gh_socketio_link_new:
 * @transport: the way to the server
 * @access_token: (nullable): says to the server who asks, in the packet that enters the namespace
 *
 * Returns: (transfer full): a link that is not open yet
 */
GhFeedLink *
gh_socketio_link_new (GhTransport *transport, const char *access_token)
{
  GhFeedLink *self;

  g_return_val_if_fail (GH_IS_TRANSPORT (transport), NULL);

  self = g_object_new (GH_TYPE_SOCKETIO_LINK, NULL);
  gh_feed_link_set_up (self, transport, access_token);

  return self;
}
