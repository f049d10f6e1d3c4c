/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-socket-io-private.h"

#include "gh-demo-socket-io-message.h"

#define MOST_SUBSCRIPTIONS 64
#define MOST_TYPE_BYTES 128

static void
complain (GhDemoSocketIoClient *client, const char *pattern)
{
  GhJsonWriter *writer = gh_demo_socket_io_begin ("exception");

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_add_string (writer, "status", "error");
  gh_json_writer_add_string (writer, "message", "Internal server error");
  gh_json_writer_begin_object (writer, "cause");
  gh_json_writer_add_string (writer, "pattern", pattern);
  gh_json_writer_end_object (writer);
  gh_json_writer_end_object (writer);
  gh_demo_socket_io_reply (client, writer);
}

static void
answer_types (GhDemoSocketIoClient *client, const char *name, GPtrArray *types)
{
  GhJsonWriter *writer = gh_demo_socket_io_begin (name);

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_begin_array (writer, "events");
  for (guint i = 0; i < types->len; i++)
    gh_json_writer_add_string (writer, NULL, g_ptr_array_index (types, i));
  gh_json_writer_end_array (writer);
  gh_json_writer_end_object (writer);
  gh_demo_socket_io_reply (client, writer);
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
subscribe (GhDemoSocketIoClient *client, GhJsonReader *argument)
{
  g_autoptr (GPtrArray) types = NULL;
  guint n = 0;

  if (gh_json_reader_get_kind (argument) != GH_JSON_KIND_OBJECT ||
      !gh_json_reader_enter_array (argument, "events", GH_JSON_REQUIRED, MOST_SUBSCRIPTIONS, &n))
    {
      complain (client, "subscribe");
      return;
    }
  types = read_types (argument, n);
  for (guint i = 0; i < types->len && client->types->len < MOST_SUBSCRIPTIONS; i++)
    g_ptr_array_add (client->types, g_strdup (g_ptr_array_index (types, i)));
  answer_types (client, "subscribed", types);
}

static void
unsubscribe (GhDemoSocketIoClient *client, GhJsonReader *argument)
{
  g_autoptr (GPtrArray) types = NULL;
  guint n = 0;
  guint index;

  if (gh_json_reader_get_kind (argument) != GH_JSON_KIND_ARRAY ||
      !gh_json_reader_enter_array (argument, NULL, GH_JSON_REQUIRED, MOST_SUBSCRIPTIONS, &n))
    {
      complain (client, "unsubscribe");
      return;
    }
  types = read_types (argument, n);
  for (guint i = 0; i < types->len; i++)
    while (g_ptr_array_find_with_equal_func (client->types, g_ptr_array_index (types, i),
                                             g_str_equal, &index))
      g_ptr_array_remove_index (client->types, index);
  answer_types (client, "unsubscribed", types);
}

static void
authenticate (GhDemoSocketIoClient *client, GhJsonReader *argument)
{
  GhDemoSocketIo *self = client->owner;
  g_autofree char *token = gh_json_reader_dup_string_here (argument, 8192);
  g_autofree char *user_id = gh_demo_tokens_read_user_id (self->context->tokens, token);
  GhJsonWriter *writer = gh_demo_socket_io_begin ("authenticated");

  if (user_id != NULL)
    gh_demo_socket_io_tell_status (client, "AUTHENTICATED");
  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_add_boolean (writer, "success", user_id != NULL);
  if (user_id != NULL)
    gh_json_writer_add_string (writer, "userId", user_id);
  else
    gh_json_writer_add_string (writer, "error", "Invalid token");
  gh_json_writer_end_object (writer);
  gh_demo_socket_io_reply (client, writer);
  if (user_id == NULL)
    gh_demo_socket_io_show_out (client);
}

static void
pong (GhDemoSocketIoClient *client)
{
  GhJsonWriter *writer = gh_demo_socket_io_begin ("pong");

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_add_time (writer, "timestamp", gh_demo_socket_io_now_us (client->owner));
  gh_json_writer_end_object (writer);
  gh_demo_socket_io_reply (client, writer);
}

static void
heartbeat (GhDemoSocketIoClient *client)
{
  GhJsonWriter *writer = gh_demo_socket_io_begin ("heartbeat");

  gh_demo_socket_io_write_heartbeat (client->owner, client->sid, writer);
  gh_demo_socket_io_reply (client, writer);
}

/**
 * gh_demo_socket_io_hear:
 * @client: who is in the namespace
 * @json: the payload of an EVENT
 *
 * Does what a client asks for; what is not known is passed over.
 *
 * Returns: %FALSE if it is no event at all
 */
gboolean
gh_demo_socket_io_hear (GhDemoSocketIoClient *client, const char *json)
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
    heartbeat (client);
  else if (g_str_equal (name, "ping"))
    pong (client);
  else if (n < 2 || !gh_json_reader_enter_element (reader, 1))
    complain (client, name);
  else if (g_str_equal (name, "subscribe"))
    subscribe (client, reader);
  else if (g_str_equal (name, "unsubscribe"))
    unsubscribe (client, reader);
  else if (g_str_equal (name, "authenticate"))
    authenticate (client, reader);
  return TRUE;
}
