/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-carrier.h"

#include <string.h>

#include "gh-demo-engine-io.h"
#include "gh-demo-outbox.h"
#include "gh-demo-secret.h"

#define PING_INTERVAL_US (25 * G_USEC_PER_SEC)
#define PING_TIMEOUT_US (20 * G_USEC_PER_SEC)
#define SID_LENGTH 20

/* What stands between packets that come or go together. */
#define SEPARATOR "\x1e"

/* Whoever does not come for this many packets is gone. */
#define MOST_WAITING 256

struct _GhDemoCarrier
{
  GhClock *clock; /* (owned) */
  const GhDemoCarrierEvents *events;
  gpointer user_data; /* (unowned) */
  char *sid;          /* (owned) */
  guint timeout_id;   /* until the next ping, or the pong that is due */
  gboolean is_closed;

  /* Over a WebSocket. */
  SoupWebsocketConnection *connection; /* (owned) (nullable) */
  GhDemoOutbox *outbox;                /* (owned) (nullable) */

  /* By polling, until a WebSocket has proven to work. */
  SoupWebsocketConnection *probe; /* (owned) (nullable) */
  SoupServerMessage *poll;        /* (owned) (nullable): a request that waits for a packet */
  gulong poll_gone_id;
  GQueue waiting; /* (owned) of GBytes: packets that wait for a request */
};

/* --- The end ---------------------------------------------------------------------------------- */

static void
release_socket (GhDemoCarrier *self, SoupWebsocketConnection **connection)
{
  if (*connection == NULL)
    return;
  g_signal_handlers_disconnect_by_data (*connection, self);
  g_clear_object (connection);
}

static void
free_carrier (gpointer data)
{
  GhDemoCarrier *self = data;

  gh_clock_clear_timeout (self->clock, &self->timeout_id);
  g_clear_pointer (&self->outbox, gh_demo_outbox_free);
  release_socket (self, &self->connection);
  release_socket (self, &self->probe);
  if (self->poll != NULL)
    g_clear_signal_handler (&self->poll_gone_id, self->poll);
  g_clear_object (&self->poll);
  g_queue_clear_full (&self->waiting, (GDestroyNotify) g_bytes_unref);
  g_free (self->sid);
  g_object_unref (self->clock);
}

/* Nothing comes or goes any more. */
static void
lose (GhDemoCarrier *self)
{
  if (self->is_closed)
    return;
  self->is_closed = TRUE;
  gh_clock_clear_timeout (self->clock, &self->timeout_id);
  self->events->closed (self, self->user_data);
}

/* --- Polling ---------------------------------------------------------------------------------- */

static void
poll_gone_cb (SoupServerMessage *message, gpointer user_data)
{
  GhDemoCarrier *self = user_data;

  g_clear_signal_handler (&self->poll_gone_id, message);
  g_clear_object (&self->poll);
  lose (self);
}

static void
answer_text (SoupServerMessage *message, const char *type, const char *text, gsize length)
{
  soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, text, length);
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
}

/* Whatever waits, in one answer. */
static void
answer_poll (GhDemoCarrier *self, SoupServerMessage *message)
{
  g_autoptr (GString) body = g_string_new (NULL);
  GBytes *packet;

  while ((packet = g_queue_pop_head (&self->waiting)) != NULL)
    {
      if (body->len > 0)
        g_string_append (body, SEPARATOR);
      g_string_append_len (body, g_bytes_get_data (packet, NULL),
                           (gssize) g_bytes_get_size (packet));
      g_bytes_unref (packet);
    }
  answer_text (message, "text/plain; charset=UTF-8", body->str, body->len);
}

static void
end_poll (GhDemoCarrier *self)
{
  g_autoptr (SoupServerMessage) message = g_steal_pointer (&self->poll);

  if (message == NULL)
    return;
  g_clear_signal_handler (&self->poll_gone_id, message);
  answer_poll (self, message);
  soup_server_message_unpause (message);
}

static void
hold_poll (GhDemoCarrier *self, SoupServerMessage *message)
{
  self->poll = g_object_ref (message);
  self->poll_gone_id = g_signal_connect (message, "finished", G_CALLBACK (poll_gone_cb), self);
  /* A message without a status is one that libsoup tries to make a WebSocket of. */
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_pause (message);
}

/* --- Who still lives -------------------------------------------------------------------------- */

static void
no_pong_cb (gpointer user_data)
{
  GhDemoCarrier *self = user_data;

  self->timeout_id = 0;
  gh_demo_carrier_close (self);
}

static void
ping_cb (gpointer user_data)
{
  GhDemoCarrier *self = user_data;

  self->timeout_id = gh_clock_add_timeout (self->clock, PING_TIMEOUT_US, no_pong_cb, self);
  gh_demo_carrier_send_text (self, "2");
}

/* Not at once: whoever sends is in the middle of something. */
static void
queue (GhDemoCarrier *self, GBytes *packet)
{
  if (g_queue_get_length (&self->waiting) >= MOST_WAITING)
    {
      gh_clock_clear_timeout (self->clock, &self->timeout_id);
      self->timeout_id = gh_clock_add_timeout (self->clock, 0, no_pong_cb, self);
      return;
    }
  g_queue_push_tail (&self->waiting, g_bytes_ref (packet));
  end_poll (self);
}

static void
wait_for_ping (GhDemoCarrier *self)
{
  gh_clock_clear_timeout (self->clock, &self->timeout_id);
  self->timeout_id = gh_clock_add_timeout (self->clock, PING_INTERVAL_US, ping_cb, self);
}

/* FALSE if that was no packet, or one that makes no sense. */
static gboolean
take (GhDemoCarrier *self, const char *packet)
{
  if (g_str_equal (packet, "3"))
    wait_for_ping (self);
  else if (g_str_equal (packet, "1"))
    gh_demo_carrier_close (self);
  else
    return packet[0] == '4' && packet[1] != '\0' &&
           self->events->heard (self, packet + 1, self->user_data);
  return TRUE;
}

/* --- Over a WebSocket ------------------------------------------------------------------------- */

static void
message_cb (SoupWebsocketConnection *connection, int type, GBytes *message, gpointer user_data)
{
  g_autoptr (GhDemoCarrier) self = gh_demo_carrier_ref (user_data);
  gsize length;
  const char *data = g_bytes_get_data (message, &length);
  g_autofree char *text = g_strndup (data, length);

  if (type != SOUP_WEBSOCKET_DATA_TEXT || !take (self, text))
    gh_demo_carrier_close (self);
}

static void
closed_cb (SoupWebsocketConnection *connection, gpointer user_data)
{
  lose (user_data);
}

static void
adopt (GhDemoCarrier *self, SoupWebsocketConnection *connection)
{
  self->connection = g_object_ref (connection);
  self->outbox = gh_demo_outbox_new (connection);
  soup_websocket_connection_set_max_incoming_payload_size (connection, GH_DEMO_CARRIER_MOST_BYTES);
  g_signal_connect (connection, "closed", G_CALLBACK (closed_cb), self);
  g_signal_connect (connection, "message", G_CALLBACK (message_cb), self);
}

static void
probe_closed_cb (SoupWebsocketConnection *connection, gpointer user_data)
{
  GhDemoCarrier *self = user_data;

  release_socket (self, &self->probe);
}

/* It asks whether this works; then, when it has heard that it does, it moves. */
static void
probe_message_cb (SoupWebsocketConnection *connection,
                  int type,
                  GBytes *message,
                  gpointer user_data)
{
  g_autoptr (GhDemoCarrier) self = gh_demo_carrier_ref (user_data);
  g_autoptr (SoupWebsocketConnection) probe = g_object_ref (connection);
  gsize length;
  const char *data = g_bytes_get_data (message, &length);
  g_autofree char *text = g_strndup (data, length);

  if (g_str_equal (text, "2probe"))
    {
      soup_websocket_connection_send_text (probe, "3probe");
      /* The request that waits is let go, so that the client can stop asking. */
      if (self->poll != NULL)
        gh_demo_carrier_send_text (self, "6");
      return;
    }
  release_socket (self, &self->probe);
  if (!g_str_equal (text, "5"))
    {
      soup_websocket_connection_close (probe, SOUP_WEBSOCKET_CLOSE_NO_STATUS, NULL);
      return;
    }
  if (self->poll != NULL)
    gh_demo_carrier_send_text (self, "6");
  adopt (self, probe);
  while (!g_queue_is_empty (&self->waiting))
    {
      g_autoptr (GBytes) packet = g_queue_pop_head (&self->waiting);

      gh_demo_carrier_send (self, packet);
    }
}

/* --- For the door ----------------------------------------------------------------------------- */

/**
 * gh_demo_carrier_new:
 * @clock: what time it is
 * @events: what is told of it
 * @user_data: for @events
 *
 * Returns: (transfer full): a carrier that nobody uses yet
 */
GhDemoCarrier *
gh_demo_carrier_new (GhClock *clock, const GhDemoCarrierEvents *events, gpointer user_data)
{
  GhDemoCarrier *self = g_rc_box_new0 (GhDemoCarrier);
  g_autofree char *token = gh_demo_secret_make_token ();

  self->clock = g_object_ref (clock);
  self->events = events;
  self->user_data = user_data;
  self->sid = g_strndup (token, SID_LENGTH);
  g_queue_init (&self->waiting);
  return self;
}

/**
 * gh_demo_carrier_ref:
 * @self: a carrier
 *
 * Returns: (transfer full): @self
 */
GhDemoCarrier *
gh_demo_carrier_ref (GhDemoCarrier *self)
{
  return g_rc_box_acquire (self);
}

/**
 * gh_demo_carrier_unref:
 * @self: (transfer full): a carrier
 *
 * Gives one reference back.
 */
void
gh_demo_carrier_unref (GhDemoCarrier *self)
{
  g_rc_box_release_full (self, free_carrier);
}

/**
 * gh_demo_carrier_get_sid:
 * @self: a carrier
 *
 * Returns: (transfer none): its name
 */
const char *
gh_demo_carrier_get_sid (GhDemoCarrier *self)
{
  return self->sid;
}

/**
 * gh_demo_carrier_is_polling:
 * @self: a carrier
 *
 * Returns: %TRUE until it has a WebSocket
 */
gboolean
gh_demo_carrier_is_polling (GhDemoCarrier *self)
{
  return self->connection == NULL;
}

/**
 * gh_demo_carrier_open:
 * @self: a new carrier
 * @connection: (nullable): what it is carried by; %NULL for polling
 *
 * Says hello.
 */
void
gh_demo_carrier_open (GhDemoCarrier *self, SoupWebsocketConnection *connection)
{
  g_autofree char *hello = g_strdup_printf (
    "0{\"sid\":\"%s\",\"upgrades\":[%s],\"pingInterval\":25000,\"pingTimeout\":20000,"
    "\"maxPayload\":%d}",
    self->sid, connection == NULL ? "\"websocket\"" : "", GH_DEMO_CARRIER_MOST_BYTES);

  if (connection != NULL)
    adopt (self, connection);
  gh_demo_carrier_send_text (self, hello);
  wait_for_ping (self);
}

/**
 * gh_demo_carrier_probe:
 * @self: a carrier that is polling
 * @connection: what it might be carried by
 *
 * Moves to the WebSocket if the client wants to.
 */
void
gh_demo_carrier_probe (GhDemoCarrier *self, SoupWebsocketConnection *connection)
{
  release_socket (self, &self->probe);
  self->probe = g_object_ref (connection);
  g_signal_connect (connection, "message", G_CALLBACK (probe_message_cb), self);
  g_signal_connect (connection, "closed", G_CALLBACK (probe_closed_cb), self);
}

/**
 * gh_demo_carrier_poll:
 * @self: a carrier that is polling
 * @message: a request for packets
 *
 * Answers it when there is a packet. Two at a time are a mistake that ends the carrier.
 */
void
gh_demo_carrier_poll (GhDemoCarrier *self, SoupServerMessage *message)
{
  if (self->poll != NULL)
    {
      gh_demo_engine_io_refuse (message, GH_DEMO_ENGINE_IO_BAD_REQUEST);
      gh_demo_carrier_close (self);
    }
  else if (g_queue_is_empty (&self->waiting))
    hold_poll (self, message);
  else
    answer_poll (self, message);
}

/**
 * gh_demo_carrier_post:
 * @self: a carrier that is polling
 * @message: a request with packets
 *
 * Takes them.
 */
void
gh_demo_carrier_post (GhDemoCarrier *self, SoupServerMessage *message)
{
  g_autoptr (GhDemoCarrier) owned = gh_demo_carrier_ref (self);
  g_autoptr (GBytes) body =
    soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autofree char *text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  g_auto (GStrv) packets = g_strsplit (text, SEPARATOR, -1);

  answer_text (message, "text/html", "ok", strlen ("ok"));
  if (packets[0] == NULL)
    gh_demo_carrier_close (self);
  for (char **packet = packets; *packet != NULL && !self->is_closed; packet++)
    if (!take (self, *packet))
      gh_demo_carrier_close (self);
}

/**
 * gh_demo_carrier_send:
 * @self: a carrier
 * @packet: of Engine.IO
 *
 * Sends it when it is its turn. Whoever does not take what is sent is cut off.
 */
void
gh_demo_carrier_send (GhDemoCarrier *self, GBytes *packet)
{
  if (self->is_closed)
    return;
  if (self->connection == NULL)
    queue (self, packet);
  else if (!gh_demo_outbox_send (self->outbox, packet))
    gh_demo_outbox_cut (self->outbox);
}

/**
 * gh_demo_carrier_send_text:
 * @self: a carrier
 * @packet: of Engine.IO
 *
 * Sends it.
 */
void
gh_demo_carrier_send_text (GhDemoCarrier *self, const char *packet)
{
  g_autoptr (GBytes) bytes = g_bytes_new (packet, strlen (packet));

  gh_demo_carrier_send (self, bytes);
}

/**
 * gh_demo_carrier_close:
 * @self: a carrier
 *
 * Ends it with a word.
 */
void
gh_demo_carrier_close (GhDemoCarrier *self)
{
  g_autoptr (GhDemoCarrier) owned = gh_demo_carrier_ref (self);

  if (self->connection != NULL)
    {
      gh_demo_outbox_close (self->outbox, SOUP_WEBSOCKET_CLOSE_NO_STATUS, NULL);
      return;
    }
  if (self->poll != NULL)
    gh_demo_carrier_send_text (self, "1");
  lose (self);
}

/**
 * gh_demo_carrier_cut:
 * @self: a carrier
 *
 * Ends it without a word, as a network does that goes away.
 */
void
gh_demo_carrier_cut (GhDemoCarrier *self)
{
  g_autoptr (GhDemoCarrier) owned = gh_demo_carrier_ref (self);
  g_autoptr (SoupServerMessage) message = g_steal_pointer (&self->poll);

  if (message != NULL)
    {
      g_autoptr (GIOStream) stream = NULL;

      g_clear_signal_handler (&self->poll_gone_id, message);
      stream = soup_server_message_steal_connection (message);
      g_io_stream_close (stream, NULL, NULL);
    }
  if (self->outbox != NULL)
    gh_demo_outbox_cut (self->outbox);
  lose (self);
}
