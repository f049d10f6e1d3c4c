/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-feed-link.h"

#include "gh-error.h"
#include "gh-feed-decoder.h"
#include "gh-transport-websocket.h"
#include "gh-websocket-close.h"

#include <glib/gi18n.h>

/* What the kinds of links have in common: the WebSocket below them, its close codes, silence, and
 * the decoder. */
typedef struct
{
  GhTransport *transport; /* (owned) */
  GhClock *clock;         /* (owned) */
  char *access_token;     /* (owned) (nullable) */

  GhFeedDecoder *decoder;              /* (owned) (nullable): until the end */
  GCancellable *cancellable;           /* (owned): of the handshake */
  SoupWebsocketConnection *connection; /* (owned) (nullable) */
  GError *error;                       /* (owned) (nullable): what libsoup said before it closed */
  gint64 silence_us;
  guint silence_id;
  gint64 alive_at_us;
} GhFeedLinkPrivate;

typedef enum
{
  SIGNAL_OPENED,
  SIGNAL_ALIVE,
  SIGNAL_MESSAGE,
  SIGNAL_TOKEN_REFUSED,
  SIGNAL_LOST,
} GhFeedLinkSignal;

static guint signals[SIGNAL_LOST + 1];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (GhFeedLink, gh_feed_link, G_TYPE_OBJECT)

static GhFeedLinkPrivate *
get (GhFeedLink *self)
{
  return gh_feed_link_get_instance_private (self);
}

/* From here on nothing happens any more. */
static void
let_go (GhFeedLink *self)
{
  GhFeedLinkPrivate *priv = get (self);

  g_cancellable_cancel (priv->cancellable);
  gh_clock_clear_timeout (priv->clock, &priv->silence_id);
  g_clear_object (&priv->decoder);
  if (priv->connection != NULL)
    g_signal_handlers_disconnect_by_data (priv->connection, self);
  if (GH_FEED_LINK_GET_CLASS (self)->ended != NULL)
    GH_FEED_LINK_GET_CLASS (self)->ended (self);
}

static void
silence_timeout_cb (gpointer user_data)
{
  GhFeedLink *self = user_data;
  GhFeedLinkPrivate *priv = get (self);
  gint64 left_us;

  /* Started once and not anew with each message: it looks whether there was one. */
  priv->silence_id = 0;
  left_us = priv->alive_at_us + priv->silence_us - gh_clock_get_monotonic_us (priv->clock);
  if (left_us > 0)
    priv->silence_id = gh_clock_add_timeout (priv->clock, left_us, silence_timeout_cb, self);
  else
    gh_feed_link_lose_literal (self, GH_ERROR_TIMEOUT,
                               _("Nothing was heard from the server any more"));
}

static void
mark_alive (GhFeedLink *self)
{
  GhFeedLinkPrivate *priv = get (self);

  priv->alive_at_us = gh_clock_get_monotonic_us (priv->clock);
  g_signal_emit (self, signals[SIGNAL_ALIVE], 0);
}

static void
decoded_cb (GhFeedDecoder *decoder, GhFeedMessage *message, gpointer user_data)
{
  g_autoptr (GhFeedLink) self = g_object_ref (user_data);

  if (GH_FEED_LINK_GET_CLASS (self)->decoded != NULL)
    GH_FEED_LINK_GET_CLASS (self)->decoded (self, message);
  g_signal_emit (self, signals[SIGNAL_MESSAGE], 0, message);
}

static void
message_cb (SoupWebsocketConnection *connection,
            SoupWebsocketDataType type,
            GBytes *bytes,
            gpointer user_data)
{
  g_autoptr (GhFeedLink) self = g_object_ref (user_data);

  mark_alive (self);
  if (get (self)->decoder == NULL)
    return; /* closed, by whoever was told */

  if (type == SOUP_WEBSOCKET_DATA_BINARY)
    {
      g_autoptr (GhFeedMessage) message = gh_feed_message_new ();

      g_signal_emit (self, signals[SIGNAL_MESSAGE], 0, message);
    }
  else
    GH_FEED_LINK_GET_CLASS (self)->text (self, bytes);
}

static void
pong_cb (SoupWebsocketConnection *connection, GBytes *bytes, gpointer user_data)
{
  mark_alive (user_data);
}

static void
error_cb (SoupWebsocketConnection *connection, GError *error, gpointer user_data)
{
  GhFeedLinkPrivate *priv = get (user_data);

  g_clear_error (&priv->error);
  priv->error = g_error_copy (error);
}

static void
closed_cb (SoupWebsocketConnection *connection, gpointer user_data)
{
  GhFeedLink *self = user_data;
  g_autoptr (GError) error = gh_websocket_close_make_error (connection, get (self)->error);

  gh_feed_link_lose (self, error);
}

static void
connected_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GhFeedLink *self = user_data;
  GhFeedLinkPrivate *priv;
  g_autoptr (SoupWebsocketConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  connection = gh_transport_connect_websocket_finish (GH_TRANSPORT (source), result, &error);
  if (gh_error_is_cancelled (error))
    return;
  if (connection == NULL)
    {
      gh_feed_link_lose (self, error);
      return;
    }

  priv = get (self);
  priv->connection = g_steal_pointer (&connection);
  g_signal_connect (priv->connection, "message", G_CALLBACK (message_cb), self);
  g_signal_connect (priv->connection, "pong", G_CALLBACK (pong_cb), self);
  g_signal_connect (priv->connection, "error", G_CALLBACK (error_cb), self);
  g_signal_connect (priv->connection, "closed", G_CALLBACK (closed_cb), self);

  priv->silence_id =
    gh_clock_add_timeout (priv->clock, priv->silence_us, silence_timeout_cb, self);
  g_object_ref (self);
  mark_alive (self);
  if (priv->decoder != NULL)
    GH_FEED_LINK_GET_CLASS (self)->connected (self);
  g_object_unref (self);
}

static void
gh_feed_link_dispose (GObject *object)
{
  GhFeedLinkPrivate *priv = get (GH_FEED_LINK (object));

  if (priv->clock != NULL)
    let_go (GH_FEED_LINK (object));
  g_clear_object (&priv->connection);
  g_clear_object (&priv->cancellable);
  g_clear_object (&priv->transport);
  g_clear_object (&priv->clock);

  G_OBJECT_CLASS (gh_feed_link_parent_class)->dispose (object);
}

static void
gh_feed_link_finalize (GObject *object)
{
  GhFeedLinkPrivate *priv = get (GH_FEED_LINK (object));

  g_clear_pointer (&priv->access_token, g_free);
  g_clear_error (&priv->error);

  G_OBJECT_CLASS (gh_feed_link_parent_class)->finalize (object);
}

static guint
new_signal (const char *name, GhFeedLinkClass *klass)
{
  return g_signal_new (name, G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 0);
}

static guint
new_signal_with (const char *name, GhFeedLinkClass *klass, GType type)
{
  return g_signal_new (name, G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 1, type);
}

static void
gh_feed_link_class_init (GhFeedLinkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gh_feed_link_dispose;
  object_class->finalize = gh_feed_link_finalize;

  signals[SIGNAL_OPENED] = new_signal ("opened", klass);
  signals[SIGNAL_ALIVE] = new_signal ("alive", klass);
  signals[SIGNAL_MESSAGE] = new_signal_with ("message", klass, G_TYPE_POINTER);
  signals[SIGNAL_TOKEN_REFUSED] = new_signal_with ("token-refused", klass, G_TYPE_ERROR);
  signals[SIGNAL_LOST] = new_signal_with ("lost", klass, G_TYPE_ERROR);
}

static void
gh_feed_link_init (GhFeedLink *self)
{
  GhFeedLinkPrivate *priv = get (self);

  priv->silence_us = GH_FEED_SILENCE_US;
  priv->cancellable = g_cancellable_new ();
  priv->decoder = gh_feed_decoder_new ();
  g_signal_connect (priv->decoder, "message", G_CALLBACK (decoded_cb), self);
}

/**
 * gh_feed_link_open:
 * @self: a link
 *
 * Shakes hands with the server. Ends with "opened", "token-refused" or "lost", never within this
 * call.
 */
void
gh_feed_link_open (GhFeedLink *self)
{
  GhFeedLinkPrivate *priv;
  GhFeedLinkClass *klass;
  g_autofree char *uri = NULL;

  g_return_if_fail (GH_IS_FEED_LINK (self));

  priv = get (self);
  klass = GH_FEED_LINK_GET_CLASS (self);
  uri = klass->dup_uri (self);
  gh_transport_connect_websocket_async (priv->transport, uri,
                                        klass->has_token_in_handshake ? priv->access_token : NULL,
                                        priv->cancellable, connected_ready_cb, self);
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
  connection = g_steal_pointer (&get (self)->connection);
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
 * Returns: (transfer none) (nullable): the token that it asks with
 */
const char *
gh_feed_link_get_access_token (GhFeedLink *self)
{
  g_return_val_if_fail (GH_IS_FEED_LINK (self), NULL);

  return get (self)->access_token;
}

/**
 * gh_feed_link_renew_token:
 * @self: a link whose token was refused
 * @access_token: (nullable): another one
 *
 * Asks the server once more, over the same connection. Ends as gh_feed_link_open() does.
 */
void
gh_feed_link_renew_token (GhFeedLink *self, const char *access_token)
{
  g_return_if_fail (GH_IS_FEED_LINK (self));

  g_set_str (&get (self)->access_token, access_token);
  GH_FEED_LINK_GET_CLASS (self)->token_renewed (self);
}

/**
 * gh_feed_link_set_up:
 * @self: a new link
 * @transport: the way to the server
 * @access_token: (nullable): says to the server who asks
 *
 * Gives it what every link needs.
 */
void
gh_feed_link_set_up (GhFeedLink *self, GhTransport *transport, const char *access_token)
{
  GhFeedLinkPrivate *priv;

  g_return_if_fail (GH_IS_FEED_LINK (self));
  g_return_if_fail (GH_IS_TRANSPORT (transport));

  priv = get (self);
  priv->transport = g_object_ref (transport);
  priv->clock = g_object_ref (gh_transport_get_clock (transport));
  priv->access_token = g_strdup (access_token);
}

/**
 * gh_feed_link_get_transport:
 * @self: a link
 *
 * Returns: (transfer none): the way to the server
 */
GhTransport *
gh_feed_link_get_transport (GhFeedLink *self)
{
  g_return_val_if_fail (GH_IS_FEED_LINK (self), NULL);

  return get (self)->transport;
}

/**
 * gh_feed_link_get_clock:
 * @self: a link
 *
 * Returns: (transfer none): the clock that times it
 */
GhClock *
gh_feed_link_get_clock (GhFeedLink *self)
{
  g_return_val_if_fail (GH_IS_FEED_LINK (self), NULL);

  return get (self)->clock;
}

/**
 * gh_feed_link_set_ping_seconds:
 * @self: a link that is connected
 * @seconds: how often a WebSocket ping asks the server for a sign of life; 0 for never
 *
 * libsoup pings by its own clock, for it has no call for a single ping.
 */
void
gh_feed_link_set_ping_seconds (GhFeedLink *self, guint seconds)
{
  g_return_if_fail (GH_IS_FEED_LINK (self) && get (self)->connection != NULL);

  soup_websocket_connection_set_keepalive_interval (get (self)->connection, seconds);
}

/**
 * gh_feed_link_set_silence_us:
 * @self: a link that is connected
 * @silence_us: how long nothing may come, in microseconds; %GH_FEED_SILENCE_US until this is called
 *
 * Changes when the server is taken for gone.
 */
void
gh_feed_link_set_silence_us (GhFeedLink *self, gint64 silence_us)
{
  GhFeedLinkPrivate *priv;

  g_return_if_fail (GH_IS_FEED_LINK (self));

  priv = get (self);
  priv->silence_us = silence_us;
  gh_clock_clear_timeout (priv->clock, &priv->silence_id);
  priv->silence_id = gh_clock_add_timeout (priv->clock, silence_us, silence_timeout_cb, self);
}

/**
 * gh_feed_link_send:
 * @self: a link that is connected
 * @text: a text frame
 *
 * Says something to the server, unless it is closing.
 */
void
gh_feed_link_send (GhFeedLink *self, const char *text)
{
  SoupWebsocketConnection *connection;

  g_return_if_fail (GH_IS_FEED_LINK (self) && get (self)->connection != NULL);

  connection = get (self)->connection;
  if (soup_websocket_connection_get_state (connection) == SOUP_WEBSOCKET_STATE_OPEN)
    soup_websocket_connection_send_text (connection, text);
}

/**
 * gh_feed_link_decode:
 * @self: a link that is connected
 * @json: what the server says of events and of other things
 *
 * Has it told as a message, after those before it.
 */
void
gh_feed_link_decode (GhFeedLink *self, GBytes *json)
{
  g_return_if_fail (GH_IS_FEED_LINK (self) && get (self)->decoder != NULL);

  if (!gh_feed_decoder_push (get (self)->decoder, json))
    gh_feed_link_lose_literal (self, GH_ERROR_LIMIT,
                               _("The server sends more than can be read"));
}

/**
 * gh_feed_link_tell_opened:
 * @self: a link that is connected
 *
 * From now on it brings what happens.
 */
void
gh_feed_link_tell_opened (GhFeedLink *self)
{
  g_return_if_fail (GH_IS_FEED_LINK (self));

  g_signal_emit (self, signals[SIGNAL_OPENED], 0);
}

/**
 * gh_feed_link_tell_invalid:
 * @self: a link that is connected
 *
 * Something came that breaks the contract.
 */
void
gh_feed_link_tell_invalid (GhFeedLink *self)
{
  g_autoptr (GhFeedMessage) message = gh_feed_message_new ();

  g_return_if_fail (GH_IS_FEED_LINK (self));

  message->n_invalid = 1;
  g_signal_emit (self, signals[SIGNAL_MESSAGE], 0, message);
}

/**
 * gh_feed_link_tell_token_refused:
 * @self: a link that is connected
 * @error: why
 *
 * It is not open, and can be by gh_feed_link_renew_token().
 */
void
gh_feed_link_tell_token_refused (GhFeedLink *self, const GError *error)
{
  g_return_if_fail (GH_IS_FEED_LINK (self));

  g_signal_emit (self, signals[SIGNAL_TOKEN_REFUSED], 0, error);
}

/**
 * gh_feed_link_lose:
 * @self: a link
 * @error: why
 *
 * Ends it.
 */
void
gh_feed_link_lose (GhFeedLink *self, const GError *error)
{
  g_return_if_fail (GH_IS_FEED_LINK (self));

  let_go (self);
  g_clear_object (&get (self)->connection);
  g_signal_emit (self, signals[SIGNAL_LOST], 0, error);
}

/**
 * gh_feed_link_lose_literal:
 * @self: a link
 * @code: what can be done about it
 * @message: why, in the person's language
 *
 * Ends it.
 */
void
gh_feed_link_lose_literal (GhFeedLink *self, GhError code, const char *message)
{
  g_autoptr (GError) error = g_error_new_literal (GH_ERROR, (int) code, message);

  gh_feed_link_lose (self, error);
}
