/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-socket-io.h"

#include <string.h>

#include "gh-demo-id.h"
#include "gh-demo-outbox.h"
#include "gh-demo-secret.h"
#include "gh-demo-socket-io-message.h"
#include "gh-json-reader.h"

#define NAMESPACE GH_DEMO_SOCKET_IO_NAMESPACE

#define PING_INTERVAL_US (25 * G_USEC_PER_SEC)
#define PING_TIMEOUT_US (20 * G_USEC_PER_SEC)
#define CONNECT_TIMEOUT_US (45 * G_USEC_PER_SEC)
#define BEAT_US (30 * G_USEC_PER_SEC)
#define MOST_PAYLOAD_BYTES 1000000
#define SID_LENGTH 20
#define MOST_SUBSCRIPTIONS 64
#define MOST_TYPE_BYTES 128

struct _GhDemoSocketIo
{
  GhDemoContext *context; /* (unowned) */
  GPtrArray *sockets;     /* (owned) of Socket */
  gint64 since_us;
  guint beat_id;
};

typedef struct
{
  GhDemoSocketIo *owner;               /* (unowned) */
  SoupWebsocketConnection *connection; /* (owned) */
  GhDemoOutbox *outbox;                /* (owned) */
  char *token;                         /* (owned) (nullable): of the handshake */
  char *sid;                           /* (owned) (nullable): while it is in the namespace */
  char *user_id;                       /* (owned) (nullable) */
  GPtrArray *types;                    /* (owned) of char: subscribed to; none is all */
  guint timeout_id;                    /* until the next ping, or the pong that is due */
  guint connect_id;                    /* until it has to have asked for a namespace */
} Socket;

static void
socket_free (Socket *socket)
{
  GhClock *clock = socket->owner->context->clock;

  gh_clock_clear_timeout (clock, &socket->timeout_id);
  gh_clock_clear_timeout (clock, &socket->connect_id);
  g_signal_handlers_disconnect_by_data (socket->connection, socket);
  gh_demo_outbox_free (socket->outbox);
  g_object_unref (socket->connection);
  g_ptr_array_unref (socket->types);
  g_free (socket->token);
  g_free (socket->sid);
  g_free (socket->user_id);
  g_free (socket);
}

static gint64
now_us (GhDemoSocketIo *self)
{
  return gh_clock_get_real_us (self->context->clock);
}

/* --- Sending ---------------------------------------------------------------------------------- */

/* Whoever does not read is cut off, and is gone when libsoup has noticed. */
static void
send_bytes (Socket *socket, GBytes *packet)
{
  if (!gh_demo_outbox_send (socket->outbox, packet))
    gh_demo_outbox_cut (socket->outbox);
}

static void
send_text (Socket *socket, const char *text)
{
  g_autoptr (GBytes) packet = g_bytes_new (text, strlen (text));

  send_bytes (socket, packet);
}

static void
send_reply (Socket *socket, GhJsonWriter *writer)
{
  g_autoptr (GBytes) packet = gh_demo_socket_io_end (writer);

  send_bytes (socket, packet);
}

static gboolean
is_meant_for (Socket *socket, const char *type)
{
  return socket->types->len == 0 ||
         g_ptr_array_find_with_equal_func (socket->types, type, g_str_equal, NULL);
}

/* Everybody gets everything once, subscribed or not, because it also comes by way of the whole
 * namespace; and those whom it is meant for get it again. */
static void
broadcast (GhDemoSocketIo *self, const char *type, GhJsonWriter *writer)
{
  char id[GH_DEMO_ID_LENGTH + 1];
  g_autoptr (GBytes) packet = NULL;

  gh_demo_id_fill (id, self->context->random, now_us (self));
  packet = gh_demo_socket_io_end_message (writer, id);
  for (guint i = 0; i < self->sockets->len; i++)
    {
      Socket *socket = g_ptr_array_index (self->sockets, i);

      if (socket->sid == NULL)
        continue;
      send_bytes (socket, packet);
      if (is_meant_for (socket, type))
        send_bytes (socket, packet);
    }
}

static void
tell_of_user (GhDemoSocketIo *self, const char *user_id, const char *status)
{
  GhJsonWriter *writer = gh_demo_socket_io_begin_message ("USER_UPDATE", now_us (self));

  gh_json_writer_begin_object (writer, "data");
  gh_json_writer_add_string (writer, "userId", user_id);
  gh_json_writer_add_string (writer, "email", "");
  gh_json_writer_add_string (writer, "role", "");
  gh_json_writer_add_string (writer, "status", status);
  gh_json_writer_end_object (writer);
  broadcast (self, "USER_UPDATE", writer);
}

static void
write_heartbeat (GhDemoSocketIo *self, const char *client_id, GhJsonWriter *writer)
{
  gint64 up_us = gh_clock_get_monotonic_us (self->context->clock) - self->since_us;

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_add_time (writer, "timestamp", now_us (self));
  gh_json_writer_add_string (writer, "clientId", client_id);
  gh_json_writer_add_time (writer, "serverTime", now_us (self));
  gh_json_writer_add_double (writer, "uptime", (double) up_us / G_USEC_PER_SEC);
  gh_json_writer_add_int (writer, "connectedClients", gh_demo_socket_io_get_n_watchers (self));
  gh_json_writer_end_object (writer);
}

static void
beat_cb (gpointer user_data)
{
  GhDemoSocketIo *self = user_data;
  GhJsonWriter *heartbeat = gh_demo_socket_io_begin ("heartbeat");
  GhJsonWriter *statistics =
    gh_demo_socket_io_begin_message ("STATISTICS_UPDATE", now_us (self));
  g_autoptr (GBytes) packet = NULL;

  self->beat_id = gh_clock_add_timeout (self->context->clock, BEAT_US, beat_cb, self);
  write_heartbeat (self, "server", heartbeat);
  packet = gh_demo_socket_io_end (heartbeat);
  for (guint i = 0; i < self->sockets->len; i++)
    {
      Socket *socket = g_ptr_array_index (self->sockets, i);

      if (socket->sid != NULL)
        send_bytes (socket, packet);
    }
  gh_demo_socket_io_write_statistics (self->context->database, now_us (self), statistics);
  broadcast (self, "STATISTICS_UPDATE", statistics);
}

/* --- Engine.IO: who still lives --------------------------------------------------------------- */

static void wait_for_ping (Socket *socket);

static void
hang_up (Socket *socket)
{
  gh_demo_outbox_close (socket->outbox, SOUP_WEBSOCKET_CLOSE_NO_STATUS, NULL);
}

static void
no_pong_cb (gpointer user_data)
{
  Socket *socket = user_data;

  socket->timeout_id = 0;
  hang_up (socket);
}

static void
ping_cb (gpointer user_data)
{
  Socket *socket = user_data;

  send_text (socket, "2");
  socket->timeout_id = gh_clock_add_timeout (socket->owner->context->clock, PING_TIMEOUT_US,
                                             no_pong_cb, socket);
}

static void
wait_for_ping (Socket *socket)
{
  GhClock *clock = socket->owner->context->clock;

  gh_clock_clear_timeout (clock, &socket->timeout_id);
  socket->timeout_id = gh_clock_add_timeout (clock, PING_INTERVAL_US, ping_cb, socket);
}

static void
no_connect_cb (gpointer user_data)
{
  Socket *socket = user_data;

  socket->connect_id = 0;
  hang_up (socket);
}

/* --- Namespaces ------------------------------------------------------------------------------- */

static void
leave (Socket *socket)
{
  g_autofree char *user_id = g_steal_pointer (&socket->user_id);

  g_clear_pointer (&socket->sid, g_free);
  g_ptr_array_set_size (socket->types, 0);
  if (user_id != NULL)
    tell_of_user (socket->owner, user_id, "offline");
}

static char *
make_sid (void)
{
  g_autofree char *token = gh_demo_secret_make_token ();

  return g_strndup (token, SID_LENGTH);
}

static void
tell_status (Socket *socket, const char *status)
{
  GhDemoSocketIo *self = socket->owner;
  GhJsonWriter *writer = gh_demo_socket_io_begin_message ("CONNECTION_STATUS", now_us (self));
  g_autoptr (GBytes) packet = NULL;

  gh_json_writer_begin_object (writer, "data");
  gh_json_writer_add_string (writer, "status", status);
  gh_json_writer_add_time (writer, "timestamp", now_us (self));
  gh_json_writer_add_string (writer, "clientId", socket->sid);
  gh_json_writer_end_object (writer);
  packet = gh_demo_socket_io_end_message (writer, NULL);
  send_bytes (socket, packet);
}

/* Everybody is let in, and shown the door right away if the token is no good. */
static void
enter (Socket *socket, const char *token)
{
  GhDemoSocketIo *self = socket->owner;
  g_autofree char *sid = make_sid ();
  g_autofree char *accepted = g_strdup_printf ("40" NAMESPACE ",{\"sid\":\"%s\"}", sid);
  const char *reason = NULL;
  gint64 session;
  g_autoptr (GhDemoUser) user =
    gh_demo_tokens_check (self->context->tokens, token, &session, &reason);

  send_text (socket, accepted);
  if (user == NULL)
    {
      send_text (socket, "41" NAMESPACE ",");
      leave (socket);
      return;
    }
  g_set_str (&socket->sid, sid);
  g_set_str (&socket->user_id, user->id);
  tell_status (socket, "CONNECTED");
  tell_of_user (self, user->id, "online");
}

static void
connect_to (Socket *socket, const char *name, const char *payload)
{
  g_autoptr (GhJsonReader) reader = gh_json_reader_new_for_text (payload, -1, NULL);
  const char *token = NULL;

  gh_clock_clear_timeout (socket->owner->context->clock, &socket->connect_id);
  if (name[0] == '\0' || g_str_equal (name, "/"))
    {
      g_autofree char *sid = make_sid ();
      g_autofree char *accepted = g_strdup_printf ("40{\"sid\":\"%s\"}", sid);

      send_text (socket, accepted);
    }
  else if (!g_str_equal (name, NAMESPACE))
    {
      g_autofree char *refused =
        g_strdup_printf ("44%s,{\"message\":\"Invalid namespace\"}", name);

      send_text (socket, refused);
    }
  else
    {
      if (reader != NULL)
        token = gh_json_reader_peek_string (reader, "token", GH_JSON_OPTIONAL, 8192);
      enter (socket, token != NULL ? token : socket->token);
    }
}

/* --- What clients say ------------------------------------------------------------------------- */

static void
complain (Socket *socket, const char *pattern)
{
  GhJsonWriter *writer = gh_demo_socket_io_begin ("exception");

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_add_string (writer, "status", "error");
  gh_json_writer_add_string (writer, "message", "Internal server error");
  gh_json_writer_begin_object (writer, "cause");
  gh_json_writer_add_string (writer, "pattern", pattern);
  gh_json_writer_end_object (writer);
  gh_json_writer_end_object (writer);
  send_reply (socket, writer);
}

static void
answer_types (Socket *socket, const char *name, GPtrArray *types)
{
  GhJsonWriter *writer = gh_demo_socket_io_begin (name);

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_begin_array (writer, "events");
  for (guint i = 0; i < types->len; i++)
    gh_json_writer_add_string (writer, NULL, g_ptr_array_index (types, i));
  gh_json_writer_end_array (writer);
  gh_json_writer_end_object (writer);
  send_reply (socket, writer);
}

/* The strings of the array that the reader has entered; leaves it. */
static GPtrArray *
read_types (GhJsonReader *reader, guint n)
{
  GPtrArray *types = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    if (gh_json_reader_enter_element (reader, i))
      {
        char *type = gh_json_reader_dup_string_here (reader, MOST_TYPE_BYTES);

        if (type != NULL)
          g_ptr_array_add (types, type);
        gh_json_reader_leave (reader);
      }
  gh_json_reader_leave (reader);
  return types;
}

static void
subscribe (Socket *socket, GhJsonReader *argument)
{
  g_autoptr (GPtrArray) types = NULL;
  guint n = 0;

  if (gh_json_reader_get_kind (argument) != GH_JSON_KIND_OBJECT ||
      !gh_json_reader_enter_array (argument, "events", GH_JSON_REQUIRED, MOST_SUBSCRIPTIONS, &n))
    {
      complain (socket, "subscribe");
      return;
    }
  types = read_types (argument, n);
  for (guint i = 0; i < types->len && socket->types->len < MOST_SUBSCRIPTIONS; i++)
    g_ptr_array_add (socket->types, g_strdup (g_ptr_array_index (types, i)));
  answer_types (socket, "subscribed", types);
}

static void
unsubscribe (Socket *socket, GhJsonReader *argument)
{
  g_autoptr (GPtrArray) types = NULL;
  guint n = 0;
  guint index;

  if (gh_json_reader_get_kind (argument) != GH_JSON_KIND_ARRAY ||
      !gh_json_reader_enter_array (argument, NULL, GH_JSON_REQUIRED, MOST_SUBSCRIPTIONS, &n))
    {
      complain (socket, "unsubscribe");
      return;
    }
  types = read_types (argument, n);
  for (guint i = 0; i < types->len; i++)
    while (g_ptr_array_find_with_equal_func (socket->types, g_ptr_array_index (types, i),
                                             g_str_equal, &index))
      g_ptr_array_remove_index (socket->types, index);
  answer_types (socket, "unsubscribed", types);
}

static void
authenticate (Socket *socket, GhJsonReader *argument)
{
  GhDemoSocketIo *self = socket->owner;
  g_autofree char *token = gh_json_reader_dup_string_here (argument, 8192);
  const char *reason = NULL;
  gint64 session;
  g_autoptr (GhDemoUser) user =
    gh_demo_tokens_check (self->context->tokens, token, &session, &reason);
  GhJsonWriter *writer = gh_demo_socket_io_begin ("authenticated");

  if (user != NULL)
    tell_status (socket, "AUTHENTICATED");
  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_add_boolean (writer, "success", user != NULL);
  if (user != NULL)
    gh_json_writer_add_string (writer, "userId", user->id);
  else
    gh_json_writer_add_string (writer, "error", "Invalid token");
  gh_json_writer_end_object (writer);
  send_reply (socket, writer);
  if (user == NULL)
    {
      send_text (socket, "41" NAMESPACE ",");
      leave (socket);
    }
}

static void
pong (Socket *socket)
{
  GhJsonWriter *writer = gh_demo_socket_io_begin ("pong");

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_add_time (writer, "timestamp", now_us (socket->owner));
  gh_json_writer_end_object (writer);
  send_reply (socket, writer);
}

static void
heartbeat (Socket *socket)
{
  GhJsonWriter *writer = gh_demo_socket_io_begin ("heartbeat");

  write_heartbeat (socket->owner, socket->sid, writer);
  send_reply (socket, writer);
}

/* What is not known is passed over. FALSE if it is no event at all. */
static gboolean
hear (Socket *socket, const char *json)
{
  g_autoptr (GhJsonReader) reader = gh_json_reader_new_for_text (json, -1, NULL);
  g_autofree char *name = NULL;
  guint n = 0;

  if (reader == NULL || gh_json_reader_get_kind (reader) != GH_JSON_KIND_ARRAY ||
      !gh_json_reader_enter_array (reader, NULL, GH_JSON_REQUIRED, 16, &n) ||
      !gh_json_reader_enter_element (reader, 0))
    return FALSE;
  name = gh_json_reader_dup_string_here (reader, MOST_TYPE_BYTES);
  gh_json_reader_leave (reader);
  if (name == NULL)
    return FALSE;

  if (g_str_equal (name, "heartbeat"))
    heartbeat (socket);
  else if (g_str_equal (name, "ping"))
    pong (socket);
  else if (n < 2 || !gh_json_reader_enter_element (reader, 1))
    complain (socket, name);
  else if (g_str_equal (name, "subscribe"))
    subscribe (socket, reader);
  else if (g_str_equal (name, "unsubscribe"))
    unsubscribe (socket, reader);
  else if (g_str_equal (name, "authenticate"))
    authenticate (socket, reader);
  return TRUE;
}

/* FALSE if it is no packet of Socket.IO, or comes too early. */
static gboolean
take_packet (Socket *socket, const char *packet)
{
  const char *rest = packet + 1;
  const char *comma = rest[0] == '/' ? strchr (rest, ',') : NULL;
  gsize length = rest[0] != '/' ? 0 : comma != NULL ? (gsize) (comma - rest) : strlen (rest);
  g_autofree char *name = g_strndup (rest, length);

  rest += length + (comma != NULL ? 1 : 0);
  if (packet[0] == '0')
    {
      connect_to (socket, name, rest);
      return TRUE;
    }
  if (socket->sid == NULL || !g_str_equal (name, NAMESPACE))
    return FALSE;
  if (packet[0] == '1')
    {
      leave (socket);
      return TRUE;
    }
  /* The number of an acknowledgement that nobody will send. */
  while (g_ascii_isdigit (*rest))
    rest++;
  return packet[0] == '2' && hear (socket, rest);
}

static void
message_cb (SoupWebsocketConnection *connection, int type, GBytes *message, gpointer user_data)
{
  Socket *socket = user_data;
  gsize length;
  const char *data = g_bytes_get_data (message, &length);
  g_autofree char *text = g_strndup (data, length);
  gboolean is_good = FALSE;

  if (type == SOUP_WEBSOCKET_DATA_TEXT && g_str_equal (text, "3"))
    {
      wait_for_ping (socket);
      is_good = TRUE;
    }
  else if (type == SOUP_WEBSOCKET_DATA_TEXT && text[0] == '4' && text[1] != '\0')
    {
      is_good = take_packet (socket, text + 1);
    }
  if (!is_good)
    hang_up (socket);
}

static void
closed_cb (SoupWebsocketConnection *connection, gpointer user_data)
{
  Socket *socket = user_data;
  GhDemoSocketIo *self = socket->owner;

  leave (socket);
  g_ptr_array_remove_fast (self->sockets, socket);
}

/* --- For the server --------------------------------------------------------------------------- */

/**
 * gh_demo_socket_io_new:
 * @context: what the server works with
 *
 * Returns: (transfer full): a live channel that nobody watches
 */
GhDemoSocketIo *
gh_demo_socket_io_new (GhDemoContext *context)
{
  GhDemoSocketIo *self = g_new0 (GhDemoSocketIo, 1);

  self->context = context;
  self->sockets = g_ptr_array_new_with_free_func ((GDestroyNotify) socket_free);
  self->since_us = gh_clock_get_monotonic_us (context->clock);
  return self;
}

/**
 * gh_demo_socket_io_free:
 * @self: (transfer full) (nullable): the live channel
 *
 * Frees it; its connections are let go.
 */
void
gh_demo_socket_io_free (GhDemoSocketIo *self)
{
  if (self == NULL)
    return;
  gh_clock_clear_timeout (self->context->clock, &self->beat_id);
  g_ptr_array_unref (self->sockets);
  g_free (self);
}

/**
 * gh_demo_socket_io_add:
 * @self: the live channel
 * @connection: a connection that is open
 * @token: (nullable): the one that came with the handshake
 *
 * Begins to speak Engine.IO.
 */
void
gh_demo_socket_io_add (GhDemoSocketIo *self,
                       SoupWebsocketConnection *connection,
                       const char *token)
{
  Socket *socket = g_new0 (Socket, 1);
  GhClock *clock = self->context->clock;
  g_autofree char *sid = make_sid ();
  g_autofree char *open = g_strdup_printf (
    "0{\"sid\":\"%s\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":20000,"
    "\"maxPayload\":%d}",
    sid, MOST_PAYLOAD_BYTES);

  socket->owner = self;
  socket->connection = g_object_ref (connection);
  socket->outbox = gh_demo_outbox_new (connection);
  socket->token = g_strdup (token);
  socket->types = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->sockets, socket);

  soup_websocket_connection_set_max_incoming_payload_size (connection, MOST_PAYLOAD_BYTES);
  g_signal_connect (connection, "closed", G_CALLBACK (closed_cb), socket);
  g_signal_connect (connection, "message", G_CALLBACK (message_cb), socket);
  send_text (socket, open);
  wait_for_ping (socket);
  socket->connect_id = gh_clock_add_timeout (clock, CONNECT_TIMEOUT_US, no_connect_cb, socket);
  if (self->beat_id == 0)
    self->beat_id = gh_clock_add_timeout (clock, BEAT_US, beat_cb, self);
}

/**
 * gh_demo_socket_io_get_n_watchers:
 * @self: the live channel
 *
 * Returns: how many are in the namespace
 */
guint
gh_demo_socket_io_get_n_watchers (GhDemoSocketIo *self)
{
  guint n = 0;

  for (guint i = 0; i < self->sockets->len; i++)
    n += ((Socket *) g_ptr_array_index (self->sockets, i))->sid != NULL;
  return n;
}

/**
 * gh_demo_socket_io_send_event:
 * @self: the live channel
 * @event: what happened
 *
 * Tells everybody who watches now; nobody will be told later.
 */
void
gh_demo_socket_io_send_event (GhDemoSocketIo *self, const GhDemoEvent *event)
{
  GhJsonWriter *writer = gh_demo_socket_io_begin_message ("FACE_RECOGNITION", now_us (self));

  gh_demo_socket_io_write_event (event, self->context->pictures, writer);
  broadcast (self, "FACE_RECOGNITION", writer);
}

/**
 * gh_demo_socket_io_send_garbage:
 * @self: the live channel
 *
 * Tells everybody something that makes no sense.
 */
void
gh_demo_socket_io_send_garbage (GhDemoSocketIo *self)
{
  for (guint i = 0; i < self->sockets->len; i++)
    send_text (g_ptr_array_index (self->sockets, i), "42" NAMESPACE ",[\"message\",{\"type\":");
}

/**
 * gh_demo_socket_io_drop_all:
 * @self: the live channel
 *
 * Cuts every connection without a word, as a network does that goes away.
 */
void
gh_demo_socket_io_drop_all (GhDemoSocketIo *self)
{
  while (self->sockets->len > 0)
    {
      Socket *socket = g_ptr_array_steal_index_fast (self->sockets, self->sockets->len - 1);

      gh_demo_outbox_cut (socket->outbox);
      socket_free (socket);
    }
}
