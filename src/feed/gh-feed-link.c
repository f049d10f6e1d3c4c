/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-feed-link.h"

#include "gh-error.h"
#include "gh-feed-decoder.h"
#include "gh-feed.h"
#include "gh-transport-websocket.h"

#include <glib/gi18n.h>

/* Close codes of the contract's servers, from the range that applications may use. */
#define CLOSE_UNAUTHORIZED 4401
#define CLOSE_FORBIDDEN 4403

/* A quiet door sends nothing for hours, so what tells a live connection from a dead one is the
 * answer to a ping. libsoup pings; it does so by its own clock, for it has no call for a single
 * ping. How long nothing may come is timed here. */
struct _GhFeedLink
{
  GObject parent_instance;

  GhTransport *transport; /* (owned) */
  GhClock *clock;         /* (owned) */
  char *access_token;     /* (owned) (nullable) */
  guint ping_seconds;

  GhFeedDecoder *decoder;              /* (owned) */
  GCancellable *cancellable;           /* (owned): of the handshake */
  SoupWebsocketConnection *connection; /* (owned) (nullable) */
  GError *error;                       /* (owned) (nullable): what libsoup said before it closed */
  guint silence_id;
  gint64 alive_at_us;
};

typedef enum
{
  SIGNAL_OPENED,
  SIGNAL_ALIVE,
  SIGNAL_MESSAGE,
  SIGNAL_LOST,
} GhFeedLinkSignal;

static guint signals[SIGNAL_LOST + 1];

G_DEFINE_FINAL_TYPE (GhFeedLink, gh_feed_link, G_TYPE_OBJECT)

static void connected_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/* From here on nothing happens any more. */
static void
let_go (GhFeedLink *self)
{
  g_cancellable_cancel (self->cancellable);
  gh_clock_clear_timeout (self->clock, &self->silence_id);
  g_clear_object (&self->decoder);
  if (self->connection != NULL)
    g_signal_handlers_disconnect_by_data (self->connection, self);
}

static void
lose (GhFeedLink *self, const GError *error)
{
  let_go (self);
  g_clear_object (&self->connection);
  g_signal_emit (self, signals[SIGNAL_LOST], 0, error);
}

static void
lose_literal (GhFeedLink *self, GhError code, const char *message)
{
  g_autoptr (GError) error = g_error_new_literal (GH_ERROR, (int) code, message);

  lose (self, error);
}

static void
silence_timeout_cb (gpointer user_data)
{
  GhFeedLink *self = user_data;
  gint64 left_us;

  /* Started once and not anew with each message: it looks whether there was one. */
  self->silence_id = 0;
  left_us = self->alive_at_us + GH_FEED_SILENCE_US - gh_clock_get_monotonic_us (self->clock);
  if (left_us > 0)
    self->silence_id = gh_clock_add_timeout (self->clock, left_us, silence_timeout_cb, self);
  else
    lose_literal (self, GH_ERROR_TIMEOUT, _("Nothing was heard from the server any more"));
}

static void
mark_alive (GhFeedLink *self)
{
  self->alive_at_us = gh_clock_get_monotonic_us (self->clock);
  g_signal_emit (self, signals[SIGNAL_ALIVE], 0);
}

static void
decoded_cb (GhFeedDecoder *decoder, GhFeedMessage *message, gpointer user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_MESSAGE], 0, message);
}

static void
message_cb (SoupWebsocketConnection *connection,
            SoupWebsocketDataType type,
            GBytes *bytes,
            gpointer user_data)
{
  g_autoptr (GhFeedLink) self = g_object_ref (user_data);

  mark_alive (self);
  if (self->decoder == NULL)
    return; /* closed, by whoever was told */

  if (type == SOUP_WEBSOCKET_DATA_BINARY)
    {
      g_autoptr (GhFeedMessage) message = gh_feed_message_new ();

      g_signal_emit (self, signals[SIGNAL_MESSAGE], 0, message);
    }
  else if (!gh_feed_decoder_push (self->decoder, bytes))
    lose_literal (self, GH_ERROR_LIMIT, _("The server sends more than can be read"));
}

static void
pong_cb (SoupWebsocketConnection *connection, GBytes *bytes, gpointer user_data)
{
  mark_alive (user_data);
}

static void
error_cb (SoupWebsocketConnection *connection, GError *error, gpointer user_data)
{
  GhFeedLink *self = user_data;

  g_clear_error (&self->error);
  self->error = g_error_copy (error);
}

static void
closed_cb (SoupWebsocketConnection *connection, gpointer user_data)
{
  GhFeedLink *self = user_data;

  if (g_error_matches (self->error, SOUP_WEBSOCKET_ERROR, SOUP_WEBSOCKET_CLOSE_TOO_BIG))
    {
      lose_literal (self, GH_ERROR_LIMIT, _("The server sent a message that is too large"));
      return;
    }

  switch (soup_websocket_connection_get_close_code (connection))
    {
    case CLOSE_UNAUTHORIZED:
      lose_literal (self, GH_ERROR_UNAUTHORIZED, _("The server wants the sign-in renewed"));
      break;
    case CLOSE_FORBIDDEN:
      lose_literal (self, GH_ERROR_FORBIDDEN, _("This account may not watch live events"));
      break;
    case SOUP_WEBSOCKET_CLOSE_SERVER_ERROR:
      lose_literal (self, GH_ERROR_SERVER, _("The server failed and ended the live connection"));
      break;
    default:
      lose_literal (self, GH_ERROR_OFFLINE, _("The live connection was lost"));
      break;
    }
}

static void
connected_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GhFeedLink *self = user_data;
  g_autoptr (SoupWebsocketConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  connection = gh_transport_connect_websocket_finish (GH_TRANSPORT (source), result, &error);
  if (gh_error_is_cancelled (error))
    return;
  if (connection == NULL)
    {
      lose (self, error);
      return;
    }

  self->connection = g_steal_pointer (&connection);
  g_signal_connect (self->connection, "message", G_CALLBACK (message_cb), self);
  g_signal_connect (self->connection, "pong", G_CALLBACK (pong_cb), self);
  g_signal_connect (self->connection, "error", G_CALLBACK (error_cb), self);
  g_signal_connect (self->connection, "closed", G_CALLBACK (closed_cb), self);
  soup_websocket_connection_set_keepalive_interval (self->connection, self->ping_seconds);

  self->silence_id =
    gh_clock_add_timeout (self->clock, GH_FEED_SILENCE_US, silence_timeout_cb, self);
  g_object_ref (self);
  mark_alive (self);
  g_signal_emit (self, signals[SIGNAL_OPENED], 0);
  g_object_unref (self);
}

static void
gh_feed_link_dispose (GObject *object)
{
  GhFeedLink *self = GH_FEED_LINK (object);

  if (self->clock != NULL)
    let_go (self);
  g_clear_object (&self->connection);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->transport);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gh_feed_link_parent_class)->dispose (object);
}

static void
gh_feed_link_finalize (GObject *object)
{
  GhFeedLink *self = GH_FEED_LINK (object);

  g_clear_pointer (&self->access_token, g_free);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (gh_feed_link_parent_class)->finalize (object);
}

static void
gh_feed_link_class_init (GhFeedLinkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gh_feed_link_dispose;
  object_class->finalize = gh_feed_link_finalize;

  signals[SIGNAL_OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ALIVE] = g_signal_new ("alive", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_MESSAGE] =
    g_signal_new ("message", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_LOST] = g_signal_new ("lost", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
gh_feed_link_init (GhFeedLink *self)
{
  self->cancellable = g_cancellable_new ();
  self->decoder = gh_feed_decoder_new ();
  g_signal_connect (self->decoder, "message", G_CALLBACK (decoded_cb), self);
}

/**
 * gh_feed_link_new:
 * @transport: the way to the server
 * @access_token: (nullable): says to the server who asks
 * @ping_seconds: how often the server is asked for a sign of life
 *
 * Returns: (transfer full): a link that is not open yet
 */
GhFeedLink *
gh_feed_link_new (GhTransport *transport, const char *access_token, guint ping_seconds)
{
  GhFeedLink *self;

  g_return_val_if_fail (GH_IS_TRANSPORT (transport), NULL);

  self = g_object_new (GH_TYPE_FEED_LINK, NULL);
  self->transport = g_object_ref (transport);
  self->clock = g_object_ref (gh_transport_get_clock (transport));
  self->access_token = g_strdup (access_token);
  self->ping_seconds = ping_seconds;

  return self;
}

/**
 * gh_feed_link_open:
 * @self: a link
 *
 * Shakes hands with the server. Ends with "opened" or with "lost", never within this call.
 */
void
gh_feed_link_open (GhFeedLink *self)
{
  g_autofree char *uri = NULL;

  g_return_if_fail (GH_IS_FEED_LINK (self));

  uri = gh_server_address_dup_websocket_uri (gh_transport_get_address (self->transport));
  gh_transport_connect_websocket_async (self->transport, uri, self->access_token,
                                        self->cancellable, connected_ready_cb, self);
}

/**
 * gh_feed_link_close:
 * @self: a link
 *
 * Takes leave of the server. No signal follows.
 */
void
gh_feed_link_close (GhFeedLink *self)
{
  g_autoptr (SoupWebsocketConnection) connection = NULL;

  g_return_if_fail (GH_IS_FEED_LINK (self));

  let_go (self);
  connection = g_steal_pointer (&self->connection);
  if (connection == NULL
      || soup_websocket_connection_get_state (connection) != SOUP_WEBSOCKET_STATE_OPEN)
    return;

  /* The good-bye is sent and answered after this link is gone. */
  g_signal_connect (connection, "closed", G_CALLBACK (g_object_unref), NULL);
  soup_websocket_connection_close (g_steal_pointer (&connection), SOUP_WEBSOCKET_CLOSE_GOING_AWAY,
                                   NULL);
}

/**
 * gh_feed_link_get_access_token:
 * @self: a link
 *
 * Returns: (transfer none) (nullable): the token that it was made with
 */
const char *
gh_feed_link_get_access_token (GhFeedLink *self)
{
  g_return_val_if_fail (GH_IS_FEED_LINK (self), NULL);

  return self->access_token;
}
