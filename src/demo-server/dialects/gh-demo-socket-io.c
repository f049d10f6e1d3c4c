/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-socket-io-private.h"

#include <string.h>

#include "gh-demo-id.h"
#include "gh-demo-secret.h"
#include "gh-demo-socket-io-message.h"

#define NAMESPACE GH_DEMO_SOCKET_IO_NAMESPACE

#define CONNECT_TIMEOUT_US (45 * G_USEC_PER_SEC)
#define BEAT_US (30 * G_USEC_PER_SEC)
#define SID_LENGTH 20

static void
client_free (GhDemoSocketIoClient *client)
{
  gh_clock_clear_timeout (client->owner->context->clock, &client->connect_id);
  gh_demo_carrier_unref (client->carrier);
  g_ptr_array_unref (client->types);
  g_free (client->token);
  g_free (client->sid);
  g_free (client->user_id);
  g_free (client);
}

/**
 * gh_demo_socket_io_now_us:
 * @self: the live channel
 *
 * Returns: what time it is
 */
gint64
gh_demo_socket_io_now_us (GhDemoSocketIo *self)
{
  return gh_clock_get_real_us (self->context->clock);
}

/* --- Sending ---------------------------------------------------------------------------------- */

/**
 * gh_demo_socket_io_reply:
 * @client: who asked
 * @writer: (transfer full): a packet whose argument is written
 *
 * Sends it to this client alone.
 */
void
gh_demo_socket_io_reply (GhDemoSocketIoClient *client, GhJsonWriter *writer)
{
  g_autoptr (GBytes) packet = gh_demo_socket_io_end (writer);

  gh_demo_carrier_send (client->carrier, packet);
}

static gboolean
is_meant_for (GhDemoSocketIoClient *client, const char *type)
{
  return client->types->len == 0 ||
         g_ptr_array_find_with_equal_func (client->types, type, g_str_equal, NULL);
}

/* Everybody gets everything once, subscribed or not, because it also comes by way of the whole
 * namespace; and those whom it is meant for get it again. */
static void
broadcast (GhDemoSocketIo *self, const char *type, GhJsonWriter *writer)
{
  char id[GH_DEMO_ID_LENGTH + 1];
  g_autoptr (GBytes) packet = NULL;

  gh_demo_id_fill (id, self->context->random, gh_demo_socket_io_now_us (self));
  packet = gh_demo_socket_io_end_message (writer, id);
  for (guint i = 0; i < self->clients->len; i++)
    {
      GhDemoSocketIoClient *client = g_ptr_array_index (self->clients, i);

      if (client->sid == NULL)
        continue;
      gh_demo_carrier_send (client->carrier, packet);
      if (is_meant_for (client, type))
        gh_demo_carrier_send (client->carrier, packet);
    }
}

static void
tell_of_user (GhDemoSocketIo *self, const char *user_id, const char *status)
{
  GhJsonWriter *writer =
    gh_demo_socket_io_begin_message ("USER_UPDATE", gh_demo_socket_io_now_us (self));

  gh_json_writer_begin_object (writer, "data");
  gh_json_writer_add_string (writer, "userId", user_id);
  gh_json_writer_add_string (writer, "email", "");
  gh_json_writer_add_string (writer, "role", "");
  gh_json_writer_add_string (writer, "status", status);
  gh_json_writer_end_object (writer);
  broadcast (self, "USER_UPDATE", writer);
}

/**
 * gh_demo_socket_io_write_heartbeat:
 * @self: the live channel
 * @client_id: whom it is from, or for
 * @writer: where to write
 *
 * Writes the argument of a heartbeat.
 */
void
gh_demo_socket_io_write_heartbeat (GhDemoSocketIo *self,
                                   const char *client_id,
                                   GhJsonWriter *writer)
{
  gint64 up_us = gh_clock_get_monotonic_us (self->context->clock) - self->since_us;

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_add_time (writer, "timestamp", gh_demo_socket_io_now_us (self));
  gh_json_writer_add_string (writer, "clientId", client_id);
  gh_json_writer_add_time (writer, "serverTime", gh_demo_socket_io_now_us (self));
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
    gh_demo_socket_io_begin_message ("STATISTICS_UPDATE", gh_demo_socket_io_now_us (self));
  g_autoptr (GBytes) packet = NULL;

  self->beat_id = gh_clock_add_timeout (self->context->clock, BEAT_US, beat_cb, self);
  gh_demo_socket_io_write_heartbeat (self, "server", heartbeat);
  packet = gh_demo_socket_io_end (heartbeat);
  for (guint i = 0; i < self->clients->len; i++)
    {
      GhDemoSocketIoClient *client = g_ptr_array_index (self->clients, i);

      if (client->sid != NULL)
        gh_demo_carrier_send (client->carrier, packet);
    }
  gh_demo_socket_io_write_statistics (self->context->database,
                                      gh_demo_socket_io_now_us (self),
                                      statistics);
  broadcast (self, "STATISTICS_UPDATE", statistics);
}

/* --- Namespaces ------------------------------------------------------------------------------- */

static void
no_connect_cb (gpointer user_data)
{
  GhDemoSocketIoClient *client = user_data;

  client->connect_id = 0;
  gh_demo_carrier_close (client->carrier);
}

static void
leave (GhDemoSocketIoClient *client)
{
  g_autofree char *user_id = g_steal_pointer (&client->user_id);

  g_clear_pointer (&client->sid, g_free);
  g_ptr_array_set_size (client->types, 0);
  if (user_id != NULL)
    tell_of_user (client->owner, user_id, "offline");
}

static char *
make_sid (void)
{
  g_autofree char *token = gh_demo_secret_make_token ();

  return g_strndup (token, SID_LENGTH);
}

/**
 * gh_demo_socket_io_tell_status:
 * @client: who is in the namespace
 * @status: CONNECTED or AUTHENTICATED
 *
 * Tells a client how things stand with it.
 */
void
gh_demo_socket_io_tell_status (GhDemoSocketIoClient *client, const char *status)
{
  GhDemoSocketIo *self = client->owner;
  GhJsonWriter *writer =
    gh_demo_socket_io_begin_message ("CONNECTION_STATUS", gh_demo_socket_io_now_us (self));
  g_autoptr (GBytes) packet = NULL;

  gh_json_writer_begin_object (writer, "data");
  gh_json_writer_add_string (writer, "status", status);
  gh_json_writer_add_time (writer, "timestamp", gh_demo_socket_io_now_us (self));
  gh_json_writer_add_string (writer, "clientId", client->sid);
  gh_json_writer_end_object (writer);
  packet = gh_demo_socket_io_end_message (writer, NULL);
  gh_demo_carrier_send (client->carrier, packet);
}

/**
 * gh_demo_socket_io_show_out:
 * @client: whose token is no good
 *
 * Shows the client the door of the namespace, without a reason. Its carrier stays.
 */
void
gh_demo_socket_io_show_out (GhDemoSocketIoClient *client)
{
  gh_demo_carrier_send_text (client->carrier, "41" NAMESPACE ",");
  leave (client);
}

/* Everybody is let in, and shown the door right away if the token is no good. What has become of
 * the user since it was signed is not looked at. */
static void
enter (GhDemoSocketIoClient *client, const char *token)
{
  GhDemoSocketIo *self = client->owner;
  g_autofree char *sid = make_sid ();
  g_autofree char *accepted = g_strdup_printf ("40" NAMESPACE ",{\"sid\":\"%s\"}", sid);
  g_autofree char *user_id = gh_demo_tokens_read_user_id (self->context->tokens, token);

  gh_demo_carrier_send_text (client->carrier, accepted);
  if (user_id == NULL)
    {
      gh_demo_socket_io_show_out (client);
      return;
    }
  g_set_str (&client->sid, sid);
  g_set_str (&client->user_id, user_id);
  gh_demo_socket_io_tell_status (client, "CONNECTED");
  tell_of_user (self, user_id, "online");
}

static void
connect_to (GhDemoSocketIoClient *client, const char *name, const char *payload)
{
  g_autoptr (GhJsonReader) reader = gh_json_reader_new_for_text (payload, -1, NULL);
  const char *token = NULL;

  gh_clock_clear_timeout (client->owner->context->clock, &client->connect_id);
  if (name[0] == '\0' || g_str_equal (name, "/"))
    {
      g_autofree char *sid = make_sid ();
      g_autofree char *accepted = g_strdup_printf ("40{\"sid\":\"%s\"}", sid);

      gh_demo_carrier_send_text (client->carrier, accepted);
    }
  else if (!g_str_equal (name, NAMESPACE))
    {
      g_autofree char *refused =
        g_strdup_printf ("44%s,{\"message\":\"Invalid namespace\"}", name);

      gh_demo_carrier_send_text (client->carrier, refused);
    }
  else
    {
      if (reader != NULL)
        token = gh_json_reader_peek_string (reader, "token", GH_JSON_OPTIONAL, 8192);
      enter (client, token != NULL ? token : client->token);
    }
}

/* FALSE if it is no packet of Socket.IO, or comes too early. */
static gboolean
take_packet (GhDemoSocketIoClient *client, const char *packet)
{
  const char *rest = packet + 1;
  const char *comma = rest[0] == '/' ? strchr (rest, ',') : NULL;
  gsize length = rest[0] != '/' ? 0 : comma != NULL ? (gsize) (comma - rest) : strlen (rest);
  g_autofree char *name = g_strndup (rest, length);

  rest += length + (comma != NULL ? 1 : 0);
  if (packet[0] == '0')
    {
      connect_to (client, name, rest);
      return TRUE;
    }
  if (client->sid == NULL || !g_str_equal (name, NAMESPACE))
    return FALSE;
  if (packet[0] == '1')
    {
      leave (client);
      return TRUE;
    }
  /* The number of an acknowledgement that nobody will send. */
  while (g_ascii_isdigit (*rest))
    rest++;
  return packet[0] == '2' && gh_demo_socket_io_hear (client, rest);
}

/* --- Carriers --------------------------------------------------------------------------------- */

static GhDemoSocketIoClient *
find_client (GhDemoSocketIo *self, GhDemoCarrier *carrier)
{
  for (guint i = 0; i < self->clients->len; i++)
    {
      GhDemoSocketIoClient *client = g_ptr_array_index (self->clients, i);

      if (client->carrier == carrier)
        return client;
    }
  g_assert_not_reached ();
}

static void
opened_cb (GhDemoCarrier *carrier, SoupServerMessage *message, gpointer user_data)
{
  GhDemoSocketIo *self = user_data;
  GhDemoSocketIoClient *client = g_new0 (GhDemoSocketIoClient, 1);
  GhClock *clock = self->context->clock;

  client->owner = self;
  client->carrier = gh_demo_carrier_ref (carrier);
  client->token = gh_demo_tokens_dup_bearer (soup_message_headers_get_one (
    soup_server_message_get_request_headers (message), "Authorization"));
  client->types = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->clients, client);
  client->connect_id = gh_clock_add_timeout (clock, CONNECT_TIMEOUT_US, no_connect_cb, client);
  if (self->beat_id == 0)
    self->beat_id = gh_clock_add_timeout (clock, BEAT_US, beat_cb, self);
}

static gboolean
heard_cb (GhDemoCarrier *carrier, const char *packet, gpointer user_data)
{
  return take_packet (find_client (user_data, carrier), packet);
}

static void
closed_cb (GhDemoCarrier *carrier, gpointer user_data)
{
  GhDemoSocketIo *self = user_data;
  GhDemoSocketIoClient *client = find_client (self, carrier);

  leave (client);
  g_ptr_array_remove_fast (self->clients, client);
  gh_demo_engine_io_forget (self->engine, carrier);
}

static const GhDemoEngineIoEvents events = {
  .opened = opened_cb,
  .carrier = { .heard = heard_cb, .closed = closed_cb },
};

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
  self->clients = g_ptr_array_new_with_free_func ((GDestroyNotify) client_free);
  self->engine = gh_demo_engine_io_new (context->clock, &events, self);
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
  g_ptr_array_unref (self->clients);
  gh_demo_engine_io_free (self->engine);
  g_free (self);
}

/**
 * gh_demo_socket_io_get_engine:
 * @self: the live channel
 *
 * Returns: (transfer none): its door
 */
GhDemoEngineIo *
gh_demo_socket_io_get_engine (GhDemoSocketIo *self)
{
  return self->engine;
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

  for (guint i = 0; i < self->clients->len; i++)
    n += ((GhDemoSocketIoClient *) g_ptr_array_index (self->clients, i))->sid != NULL;
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
  GhJsonWriter *writer =
    gh_demo_socket_io_begin_message ("FACE_RECOGNITION", gh_demo_socket_io_now_us (self));

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
  for (guint i = 0; i < self->clients->len; i++)
    {
      GhDemoSocketIoClient *client = g_ptr_array_index (self->clients, i);

      gh_demo_carrier_send_text (client->carrier, "42" NAMESPACE ",[\"message\",{\"type\":");
    }
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
  /* Nobody is left to be told of the others. */
  for (guint i = 0; i < self->clients->len; i++)
    g_clear_pointer (&((GhDemoSocketIoClient *) g_ptr_array_index (self->clients, i))->user_id,
                     g_free);
  while (self->clients->len > 0)
    gh_demo_carrier_cut (
      ((GhDemoSocketIoClient *) g_ptr_array_index (self->clients, 0))->carrier);
}
