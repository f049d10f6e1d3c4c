/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-client.h"

#include <string.h>

#include "gh-test-main.h"
#include "gh-test-wait.h"

/* Somebody who watches. */
typedef struct
{
  SoupWebsocketConnection *connection; /* (owned) (nullable) */
  guint status;                        /* of the handshake */
  GPtrArray *messages;                 /* (owned) of char */
  gboolean is_closed;
} Watcher;

static void
message_cb (SoupWebsocketConnection *connection, int type, GBytes *message, gpointer user_data)
{
  Watcher *watcher = user_data;
  gsize length;
  const char *data = g_bytes_get_data (message, &length);

  g_assert_cmpint (type, ==, SOUP_WEBSOCKET_DATA_TEXT);
  g_ptr_array_add (watcher->messages, g_strndup (data, length));
}

static void
closed_cb (SoupWebsocketConnection *connection, gpointer user_data)
{
  Watcher *watcher = user_data;

  watcher->is_closed = TRUE;
}

static Watcher *
watcher_new (GhDemoClient *client, const char *path, const char *token)
{
  Watcher *watcher = g_new0 (Watcher, 1);
  g_autofree char *uri = gh_demo_client_make_uri (client, "ws", path);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", uri);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  watcher->messages = g_ptr_array_new_with_free_func (g_free);
  if (token != NULL)
    {
      g_autofree char *header = g_strconcat ("Bearer ", token, NULL);

      soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                    header);
    }
  soup_session_websocket_connect_async (client->session, message, NULL, NULL, G_PRIORITY_DEFAULT,
                                        NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  watcher->connection = soup_session_websocket_connect_finish (client->session, result, &error);
  watcher->status = soup_message_get_status (message);
  if (watcher->connection != NULL)
    {
      soup_websocket_connection_set_max_incoming_payload_size (watcher->connection, 1024 * 1024);
      g_signal_connect (watcher->connection, "message", G_CALLBACK (message_cb), watcher);
      g_signal_connect (watcher->connection, "closed", G_CALLBACK (closed_cb), watcher);
    }
  return watcher;
}

static void
watcher_free (Watcher *watcher)
{
  if (watcher->connection != NULL)
    g_signal_handlers_disconnect_by_data (watcher->connection, watcher);
  g_clear_object (&watcher->connection);
  g_ptr_array_unref (watcher->messages);
  g_free (watcher);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Watcher, watcher_free)

static void
test_refused_handshakes (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new (0);
  g_autofree char *token = gh_demo_client_sign_in (client, "officer");
  g_autoptr (Watcher) nobody = watcher_new (client, "/", NULL);
  g_autoptr (Watcher) forged = watcher_new (client, "/", "x.y.z");
  g_autoptr (Watcher) elsewhere = watcher_new (client, "/api", token);
  g_autoptr (Watcher) expired = NULL;

  g_assert_null (nobody->connection);
  g_assert_cmpuint (nobody->status, ==, 401);
  g_assert_null (forged->connection);
  g_assert_cmpuint (forged->status, ==, 401);
  g_assert_null (elsewhere->connection);
  g_assert_cmpuint (elsewhere->status, ==, 404);

  gh_virtual_clock_advance_us (client->clock, G_TIME_SPAN_HOUR);
  expired = watcher_new (client, "/ws", token);
  g_assert_null (expired->connection);
  g_assert_cmpuint (expired->status, ==, 401);
  g_assert_cmpuint (gh_demo_server_get_n_watchers (client->server), ==, 0);
}

/* What comes over the socket is what the history lists: the same events, told in the same words. */
static void
test_delivers_what_the_history_lists (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new (20);
  g_autofree char *token = gh_demo_client_sign_in (client, "officer");
  g_autoptr (Watcher) root = watcher_new (client, "/", token);
  g_autoptr (Watcher) other = watcher_new (client, "/ws", token);
  g_autoptr (GhDemoReply) page = NULL;
  JsonArray *items;

  g_assert_nonnull (root->connection);
  g_assert_nonnull (other->connection);
  gh_demo_server_emit (client->server, 12);
  gh_test_wait_until (root->messages->len == 12 && other->messages->len == 12);

  page =
    gh_demo_client_call (client, "GET", "/face-recognition/events?limit=12", token, NULL);
  items = json_object_get_array_member (
    json_object_get_object_member (json_node_get_object (page->root), "data"), "items");
  for (guint i = 0; i < 12; i++)
    {
      g_autoptr (JsonNode) message =
        json_from_string (g_ptr_array_index (root->messages, i), NULL);
      JsonObject *object = json_node_get_object (message);

      g_assert_cmpstr (json_object_get_string_member (object, "type"), ==,
                       "face_recognition_event");
      g_assert_true (json_node_equal (json_object_get_member (object, "data"),
                                      json_array_get_element (items, 11 - i)));
      g_assert_cmpstr (g_ptr_array_index (other->messages, i), ==,
                       g_ptr_array_index (root->messages, i));
    }
}

static void
test_people_come_irregularly (void)
{
  GhDemoOptions *options = gh_demo_options_new ();
  g_autoptr (GhDemoClient) client = NULL;
  g_autofree char *token = NULL;
  g_autoptr (GhDemoReply) page = NULL;

  g_set_str (&options->database, ":memory:");
  options->n_events = 0;
  options->rate = 2;
  options->has_seed = TRUE;
  options->access_ttl_s = 3600;
  client = gh_demo_client_new_with_options (options);
  token = gh_demo_client_sign_in (client, "officer");
  gh_virtual_clock_advance_us (client->clock, 100 * G_USEC_PER_SEC);
  page = gh_demo_client_call (client, "GET", "/face-recognition/events?limit=1", token, NULL);
  g_assert_cmpint (gh_demo_reply_int (page, "data.total"), >, 150);
  g_assert_cmpint (gh_demo_reply_int (page, "data.total"), <, 260);

  gh_demo_server_pause (client->server);
  g_assert_cmpuint (gh_virtual_clock_get_n_timeouts (client->clock), ==, 0);
  gh_demo_server_resume (client->server);
  g_assert_cmpuint (gh_virtual_clock_get_n_timeouts (client->clock), ==, 1);
}

static void
test_answers_ping (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new (0);
  g_autofree char *token = gh_demo_client_sign_in (client, "officer");
  g_autoptr (Watcher) watcher = watcher_new (client, "/", token);

  soup_websocket_connection_send_text (watcher->connection, "{\"type\":");
  soup_websocket_connection_send_text (watcher->connection, "{\"type\":\"subscribe\"}");
  soup_websocket_connection_send_text (watcher->connection, "{\"type\":\"ping\"}");
  gh_test_wait_until (watcher->messages->len == 1);
  g_assert_cmpstr (g_ptr_array_index (watcher->messages, 0), ==, "{\"type\":\"pong\"}");
}

static void
test_signed_out (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new (0);
  g_autofree char *token = gh_demo_client_sign_in (client, "officer");
  g_autofree char *stays = gh_demo_client_sign_in (client, "officer");
  g_autoptr (Watcher) watcher = watcher_new (client, "/", token);
  g_autoptr (Watcher) other = watcher_new (client, "/", stays);

  gh_demo_assert_call (client, "POST", "/auth/logout", token, "{}", 204);
  gh_test_wait_until (watcher->is_closed);
  g_assert_cmpuint (soup_websocket_connection_get_close_code (watcher->connection), ==, 4401);
  g_assert_false (other->is_closed);
  gh_test_wait_until (gh_demo_server_get_n_watchers (client->server) == 1);
}

static void
test_deactivated (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new (0);
  g_autofree char *admin = gh_demo_client_sign_in (client, "admin");
  g_autofree char *token = gh_demo_client_sign_in (client, "officer");
  g_autoptr (Watcher) watcher = watcher_new (client, "/", token);
  g_autoptr (GhDemoReply) me = gh_demo_client_call (client, "GET", "/auth/me", token, NULL);
  g_autofree char *path =
    g_strconcat ("/users/", gh_demo_reply_text (me, "data.id"), "/deactivate", NULL);

  gh_demo_assert_call (client, "PATCH", path, admin, NULL, 200);
  gh_test_wait_until (watcher->is_closed);
  g_assert_cmpuint (soup_websocket_connection_get_close_code (watcher->connection), ==, 4401);
}

static void
test_dropped (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new (0);
  g_autofree char *token = gh_demo_client_sign_in (client, "officer");
  g_autoptr (Watcher) watcher = watcher_new (client, "/", token);
  g_autoptr (Watcher) again = NULL;

  gh_demo_server_drop (client->server);
  gh_test_wait_until (watcher->is_closed);
  /* No close frame came. */
  g_assert_cmpuint (soup_websocket_connection_get_close_code (watcher->connection), ==, 0);
  g_assert_cmpuint (gh_demo_server_get_n_watchers (client->server), ==, 0);
  again = watcher_new (client, "/", token);
  g_assert_nonnull (again->connection);
}

/* Whoever does not read is sent away before memory is filled for them. */
static void
test_slow_watcher_is_sent_away (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new (0);
  g_autofree char *token = gh_demo_client_sign_in (client, "officer");
  g_autofree char *handshake = g_strdup_printf ("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                                                "Upgrade: websocket\r\nConnection: Upgrade\r\n"
                                                "Sec-WebSocket-Version: 13\r\n"
                                                "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                                                "Authorization: Bearer %s\r\n\r\n",
                                                token);
  g_autoptr (GSocketClient) socket_client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = g_socket_client_connect_to_host (
    socket_client, "127.0.0.1", (guint16) gh_demo_server_get_port (client->server), NULL, NULL);
  GOutputStream *output;

  g_assert_nonnull (connection);
  output = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  g_assert_true (
    g_output_stream_write_all (output, handshake, strlen (handshake), NULL, NULL, NULL));
  gh_test_wait_until (gh_demo_server_get_n_watchers (client->server) == 1);
  for (guint i = 0; i < 100 && gh_demo_server_get_n_watchers (client->server) > 0; i++)
    {
      gh_demo_server_emit (client->server, 50);
      gh_test_drain ();
    }
  g_assert_cmpuint (gh_demo_server_get_n_watchers (client->server), ==, 0);
}

int
main (int argc, char **argv)
{
  gh_test_init_with_pictures (&argc, &argv);
  g_test_add_func ("/demo-live/refused-handshakes", test_refused_handshakes);
  g_test_add_func ("/demo-live/delivers-what-the-history-lists",
                   test_delivers_what_the_history_lists);
  g_test_add_func ("/demo-live/people-come-irregularly", test_people_come_irregularly);
  g_test_add_func ("/demo-live/answers-ping", test_answers_ping);
  g_test_add_func ("/demo-live/signed-out", test_signed_out);
  g_test_add_func ("/demo-live/deactivated", test_deactivated);
  g_test_add_func ("/demo-live/dropped", test_dropped);
  g_test_add_func ("/demo-live/slow-watcher-is-sent-away", test_slow_watcher_is_sent_away);
  return g_test_run ();
}
