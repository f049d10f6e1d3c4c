/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-client.h"

#include <string.h>

#include "gh-test-main.h"
#include "gh-test-wait.h"

#define CONNECT "/socket.io/?EIO=4&transport=websocket"
#define EVENT "42/face-recognition,"

/* Somebody who writes and reads packets by hand. */
typedef struct
{
  SoupWebsocketConnection *connection; /* (owned) (nullable) */
  guint status;                        /* of the handshake */
  GPtrArray *packets;                  /* (owned) of char */
  gboolean is_closed;
} Watcher;

static void
message_cb (SoupWebsocketConnection *connection, int type, GBytes *message, gpointer user_data)
{
  Watcher *watcher = user_data;
  gsize length;
  const char *data = g_bytes_get_data (message, &length);

  g_assert_cmpint (type, ==, SOUP_WEBSOCKET_DATA_TEXT);
  g_ptr_array_add (watcher->packets, g_strndup (data, length));
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

  watcher->packets = g_ptr_array_new_with_free_func (g_free);
  if (token != NULL)
    {
      g_autofree char *header = g_strconcat ("Bearer ", token, NULL);

      soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                    header);
    }
  soup_session_websocket_connect_async (client->session, message, NULL, NULL, G_PRIORITY_DEFAULT,
                                        NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  watcher->connection = soup_session_websocket_connect_finish (client->session, result, NULL);
  watcher->status = soup_message_get_status (message);
  if (watcher->connection != NULL)
    {
      g_signal_connect (watcher->connection, "message", G_CALLBACK (message_cb), watcher);
      g_signal_connect (watcher->connection, "closed", G_CALLBACK (closed_cb), watcher);
      gh_test_wait_until (watcher->packets->len == 1);
    }
  return watcher;
}

static void
watcher_free (Watcher *watcher)
{
  if (watcher->connection != NULL)
    g_signal_handlers_disconnect_by_data (watcher->connection, watcher);
  g_clear_object (&watcher->connection);
  g_ptr_array_unref (watcher->packets);
  g_free (watcher);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Watcher, watcher_free)

static void
say (Watcher *watcher, const char *packet)
{
  soup_websocket_connection_send_text (watcher->connection, packet);
}

/* How many packets begin with @prefix and have @part in them. */
static guint
count (Watcher *watcher, const char *prefix, const char *part)
{
  guint n = 0;

  for (guint i = 0; i < watcher->packets->len; i++)
    {
      const char *packet = g_ptr_array_index (watcher->packets, i);

      n += g_str_has_prefix (packet, prefix) && strstr (packet, part) != NULL;
    }
  return n;
}

static void
enter (Watcher *watcher, const char *token)
{
  g_autofree char *packet =
    g_strdup_printf ("40/face-recognition,{\"token\":\"%s\"}", token);

  say (watcher, packet);
}

/* Somebody who is in, and has heard of it. */
static Watcher *
watcher_new_inside (GhDemoClient *client, const char *token)
{
  Watcher *watcher = watcher_new (client, CONNECT, NULL);

  enter (watcher, token);
  gh_test_wait_until (count (watcher, EVENT, "USER_UPDATE") >= 2);
  return watcher;
}

static JsonObject *
parse (const char *packet, JsonNode **root)
{
  *root = json_from_string (strchr (packet, '['), NULL);
  g_assert_nonnull (*root);
  return json_array_get_object_element (json_node_get_array (*root), 1);
}

static void
test_handshake (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new_field (0);
  g_autofree char *token = gh_demo_client_sign_in (client, "officer");
  g_autoptr (Watcher) watcher = watcher_new (client, CONNECT, NULL);
  g_autoptr (Watcher) bare = watcher_new (client, "/socket.io/", NULL);
  g_autoptr (Watcher) by_header = watcher_new (client, CONNECT, token);
  const char *open = g_ptr_array_index (watcher->packets, 0);

  g_assert_true (g_str_has_prefix (open, "0{\"sid\":\""));
  g_assert_nonnull (strstr (open, "\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":20000,"
                                  "\"maxPayload\":1000000}"));
  g_assert_null (soup_websocket_connection_get_extensions (watcher->connection));
  g_assert_null (bare->connection);
  g_assert_cmpuint (bare->status, ==, 400);

  enter (watcher, token);
  gh_test_wait_until (watcher->packets->len == 5);
  g_assert_true (g_str_has_prefix (g_ptr_array_index (watcher->packets, 1),
                                   "40/face-recognition,{\"sid\":\""));
  g_assert_nonnull (strstr (g_ptr_array_index (watcher->packets, 2),
                            "\"CONNECTION_STATUS\""));
  g_assert_nonnull (strstr (g_ptr_array_index (watcher->packets, 2),
                            "\"status\":\"CONNECTED\""));
  g_assert_cmpuint (count (watcher, EVENT, "USER_UPDATE"), ==, 2);

  say (by_header, "40/face-recognition,");
  gh_test_wait_until (count (by_header, EVENT, "CONNECTED") == 1);
  g_assert_cmpuint (gh_demo_server_get_n_watchers (client->server), ==, 2);
}

/* Let in, shown the door, and welcome again on the same connection with a better token. */
static void
test_bad_token (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new_field (0);
  g_autoptr (GhDemoReply) login =
    gh_demo_client_login (client, "officer@gatehouse.example", client->password);
  const char *token = gh_demo_reply_text (login, "data.accessToken");
  g_autofree char *bearer = g_strconcat ("Bearer ", token, NULL);
  const char *bad[] = { "x", bearer, gh_demo_reply_text (login, "data.refreshToken"), "" };
  g_autoptr (Watcher) watcher = watcher_new (client, CONNECT, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      enter (watcher, bad[i]);
      gh_test_wait_until (watcher->packets->len == 3 + 2 * i);
      g_assert_true (g_str_has_prefix (g_ptr_array_index (watcher->packets, 1 + 2 * i),
                                       "40/face-recognition,{\"sid\":\""));
      g_assert_cmpstr (g_ptr_array_index (watcher->packets, 2 + 2 * i), ==,
                       "41/face-recognition,");
    }
  g_assert_cmpuint (gh_demo_server_get_n_watchers (client->server), ==, 0);

  enter (watcher, token);
  gh_test_wait_until (count (watcher, EVENT, "CONNECTED") == 1);
  g_assert_cmpuint (gh_demo_server_get_n_watchers (client->server), ==, 1);

  /* Looked at on entering only. */
  gh_virtual_clock_advance_us (client->clock, 20 * G_USEC_PER_SEC);
  gh_demo_server_emit (client->server, 1);
  gh_test_wait_until (count (watcher, EVENT, "FACE_RECOGNITION") == 2);

  say (watcher, "41/face-recognition,");
  gh_test_wait_until (gh_demo_server_get_n_watchers (client->server) == 0);
  g_assert_false (watcher->is_closed);
}

/* Looked at is the token, and not what has become of the user. */
static void
test_deactivated_user (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new_field (0);
  g_autofree char *admin = gh_demo_client_sign_in (client, "admin");
  g_autofree char *token = gh_demo_client_sign_in (client, "officer");
  g_autoptr (GhDemoReply) me = gh_demo_client_call (client, "GET", "/users/me", token, NULL);
  g_autofree char *off =
    g_strdup_printf ("/users/%s/deactivate", gh_demo_reply_text (me, "data.id"));
  g_autoptr (Watcher) before = watcher_new_inside (client, token);
  g_autoptr (Watcher) after = NULL;

  gh_demo_assert_call (client, "PATCH", off, admin, NULL, 200);
  gh_demo_assert_call (client, "GET", "/users/me", token, NULL, 401);
  after = watcher_new_inside (client, token);
  gh_demo_server_emit (client->server, 1);
  gh_test_wait_until (count (before, EVENT, "FACE_RECOGNITION") == 2);
  gh_test_wait_until (count (after, EVENT, "FACE_RECOGNITION") == 2);
}

static void
test_namespaces (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new_field (0);
  g_autoptr (Watcher) watcher = watcher_new (client, CONNECT, NULL);

  say (watcher, "40/nope,");
  say (watcher, "40");
  gh_test_wait_until (watcher->packets->len == 3);
  g_assert_cmpstr (g_ptr_array_index (watcher->packets, 1), ==,
                   "44/nope,{\"message\":\"Invalid namespace\"}");
  g_assert_true (g_str_has_prefix (g_ptr_array_index (watcher->packets, 2), "40{\"sid\":\""));
}

/* Every message twice, with one id, to those it is meant for; and once to all the others. */
static void
test_events (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new_field (0);
  g_autofree char *token = gh_demo_client_sign_in (client, "officer");
  g_autoptr (Watcher) all = watcher_new_inside (client, token);
  g_autoptr (Watcher) matching = watcher_new_inside (client, token);
  g_autoptr (Watcher) other = watcher_new_inside (client, token);
  g_autoptr (Watcher) late = NULL;
  g_autoptr (JsonNode) first_root = NULL;
  g_autoptr (JsonNode) second_root = NULL;
  g_autoptr (GhDemoReply) history = NULL;
  JsonObject *first;
  JsonObject *second;
  JsonObject *data;

  say (matching, EVENT "[\"subscribe\",{\"events\":[\"FACE_RECOGNITION\",\"ALERT\"]}]");
  say (other, EVENT "7[\"subscribe\",{\"events\":[\"ALERT\"]}]");
  gh_test_wait_until (count (matching, EVENT, "[\"subscribed\",{\"events\":") == 1);
  gh_test_wait_until (count (other, EVENT, "[\"subscribed\",{\"events\":[\"ALERT\"]}]") == 1);
  gh_demo_server_emit (client->server, 1);
  gh_test_wait_until (count (all, EVENT, "FACE_RECOGNITION") == 2);
  gh_test_wait_until (count (matching, EVENT, "\"type\":\"FACE_RECOGNITION\"") == 2);
  gh_test_wait_until (count (other, EVENT, "FACE_RECOGNITION") == 1);
  say (other, EVENT "[\"ping\",{}]");
  gh_test_wait_until (count (other, EVENT, "[\"pong\",") == 1);
  g_assert_cmpuint (count (other, EVENT, "FACE_RECOGNITION"), ==, 1);

  first = parse (g_ptr_array_index (all->packets, all->packets->len - 2), &first_root);
  second = parse (g_ptr_array_index (all->packets, all->packets->len - 1), &second_root);
  g_assert_cmpstr (json_object_get_string_member (first, "messageId"), ==,
                   json_object_get_string_member (second, "messageId"));
  data = json_object_get_object_member (first, "data");
  g_assert_true (g_str_has_suffix (json_object_get_string_member (data, "eventType"), "_EVENT") ||
                 g_str_equal (json_object_get_string_member (data, "eventType"), "UNKNOWN_FACE"));
  g_assert_false (json_object_has_member (data, "id"));
  g_assert_false (json_object_has_member (data, "imageData"));
  history = gh_demo_client_call (client, "GET", "/face-recognition/events", token, NULL);
  g_assert_cmpstr (json_object_get_string_member (data, "eventId"), ==,
                   gh_demo_reply_text (history, "data.events[0].id"));

  /* Whoever comes later hears of nothing. */
  late = watcher_new_inside (client, token);
  say (late, EVENT "[\"ping\",{}]");
  gh_test_wait_until (count (late, EVENT, "[\"pong\",") == 1);
  g_assert_cmpuint (count (late, EVENT, "FACE_RECOGNITION"), ==, 0);
}

static void
test_nothing_done_by_requests_is_told (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new_field (0);
  g_autofree char *token = gh_demo_client_sign_in (client, "admin");
  g_autoptr (Watcher) watcher = watcher_new_inside (client, token);
  guint before = watcher->packets->len;

  gh_demo_assert_call (client, "POST", "/face-recognition/enroll", token,
                       "{\"faceId\":\"F1\",\"imageData\":\"x\",\"faceData\":\"x\","
                       "\"confidence\":1}",
                       201);
  gh_demo_assert_call (client, "POST", "/auth/logout", token, "{}", 204);
  say (watcher, EVENT "[\"ping\",{}]");
  gh_test_wait_until (count (watcher, EVENT, "[\"pong\",") == 1);
  g_assert_cmpuint (watcher->packets->len, ==, before + 1);
}

/* What cameras see at the rate of --rate is kept; it is told of only with --emit. */
static void
test_rate (void)
{
  for (guint is_told = 0; is_told < 2; is_told++)
    {
      GhDemoOptions *options = gh_demo_client_make_field_options (0);
      g_autoptr (GhDemoClient) client = NULL;
      g_autofree char *token = NULL;
      g_autoptr (Watcher) watcher = NULL;
      g_autoptr (GhDemoReply) history = NULL;

      options->rate = 1;
      options->emit = is_told != 0;
      client = gh_demo_client_new_with_options (options);
      token = gh_demo_client_sign_in (client, "officer");
      watcher = watcher_new_inside (client, token);
      gh_virtual_clock_advance_us (client->clock, 10 * G_USEC_PER_SEC);
      history = gh_demo_client_call (client, "GET", "/face-recognition/events", token, NULL);
      g_assert_cmpint (gh_demo_reply_int (history, "data.total"), >, 2);
      say (watcher, EVENT "[\"ping\",{}]");
      gh_test_wait_until (count (watcher, EVENT, "[\"pong\",") == 1);
      g_assert_cmpint (count (watcher, EVENT, "FACE_RECOGNITION"), ==,
                       is_told ? 2 * gh_demo_reply_int (history, "data.total") : 0);
    }
}

static void
test_statistics (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new_field (30);
  g_autofree char *token = gh_demo_client_sign_in (client, "officer");
  g_autoptr (Watcher) watcher = watcher_new_inside (client, token);
  g_autoptr (JsonNode) root = NULL;
  JsonObject *data;

  gh_virtual_clock_advance_us (client->clock, 30 * G_USEC_PER_SEC);
  gh_test_wait_until (count (watcher, EVENT, "STATISTICS_UPDATE") == 2);
  g_assert_cmpuint (count (watcher, EVENT, "[\"heartbeat\","), ==, 1);
  data = json_object_get_object_member (
    parse (g_ptr_array_index (watcher->packets, watcher->packets->len - 1), &root), "data");
  g_assert_cmpint (json_object_get_int_member (data, "totalFaces"), ==, 24);
  g_assert_cmpint (json_object_get_int_member (data, "totalEvents"), ==, 30);
  g_assert_cmpfloat (json_object_get_double_member (data, "recognitionRate"), ==, 0.95);

  say (watcher, EVENT "[\"heartbeat\",{}]");
  gh_test_wait_until (count (watcher, EVENT, "[\"heartbeat\",") == 2);
}

static void
test_ping (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new_field (0);
  g_autofree char *token = gh_demo_client_sign_in (client, "officer");
  g_autoptr (Watcher) watcher = watcher_new_inside (client, token);
  g_autoptr (Watcher) silent = watcher_new (client, CONNECT, NULL);

  gh_virtual_clock_advance_us (client->clock, 25 * G_USEC_PER_SEC);
  gh_test_wait_until (count (watcher, "2", "") == 1 && count (silent, "2", "") == 1);
  say (watcher, "3");
  say (watcher, EVENT "[\"ping\",{}]");
  gh_test_wait_until (count (watcher, EVENT, "[\"pong\",") == 1);
  gh_virtual_clock_advance_us (client->clock, 20 * G_USEC_PER_SEC);
  gh_test_wait_until (silent->is_closed);
  g_assert_false (watcher->is_closed);
}

/* Whoever has asked for any namespace, and answers, may stay. */
static void
test_stays_outside (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new_field (0);
  g_autoptr (Watcher) watcher = watcher_new (client, CONNECT, NULL);

  gh_virtual_clock_advance_us (client->clock, 25 * G_USEC_PER_SEC);
  gh_test_wait_until (watcher->packets->len == 2);
  say (watcher, "3");
  say (watcher, "40/nope,");
  gh_test_wait_until (watcher->packets->len == 3);
  gh_virtual_clock_advance_us (client->clock, 21 * G_USEC_PER_SEC);
  say (watcher, "40/nope,");
  gh_test_wait_until (watcher->packets->len == 4);
  g_assert_false (watcher->is_closed);
}

static void
test_garbage (void)
{
  static const char *const garbage[] = {
    "x", "", "4", "49", "2", "42[\"ping\"]", EVENT "[\"ping\",{}]", EVENT "[",
  };
  g_autoptr (GhDemoClient) client = gh_demo_client_new_field (0);

  for (guint i = 0; i < G_N_ELEMENTS (garbage); i++)
    {
      g_autoptr (Watcher) watcher = watcher_new (client, CONNECT, NULL);

      say (watcher, garbage[i]);
      gh_test_wait_until (watcher->is_closed);
      g_assert_cmpuint (soup_websocket_connection_get_close_code (watcher->connection), ==,
                        SOUP_WEBSOCKET_CLOSE_NO_STATUS);
    }
}

static void
test_requests (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new_field (0);
  g_autofree char *token = gh_demo_client_sign_in (client, "officer");
  g_autofree char *packet = g_strdup_printf (EVENT "[\"authenticate\",\"%s\"]", token);
  g_autoptr (Watcher) watcher = watcher_new_inside (client, token);

  say (watcher, EVENT "[\"subscribe\",\"no object\"]");
  gh_test_wait_until (count (watcher, EVENT, "[\"exception\",{\"status\":\"error\"") == 1);
  say (watcher, EVENT "[\"whatever\",1]");
  say (watcher, EVENT "[\"subscribe\",{\"events\":[\"ALERT\",\"nonsense\"]}]");
  say (watcher, EVENT "[\"unsubscribe\",[\"ALERT\"]]");
  gh_test_wait_until (count (watcher, EVENT, "[\"unsubscribed\",{\"events\":[\"ALERT\"]}]") == 1);
  say (watcher, packet);
  gh_test_wait_until (count (watcher, EVENT, "[\"authenticated\",{\"success\":true") == 1);
  g_assert_cmpuint (count (watcher, EVENT, "\"AUTHENTICATED\""), ==, 1);
  say (watcher, EVENT "[\"authenticate\",\"x\"]");
  gh_test_wait_until (count (watcher, "41/face-recognition,", "") == 1);
  g_assert_cmpuint (count (watcher, EVENT, "\"error\":\"Invalid token\""), ==, 1);
}

static void
test_large_frame (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new_field (0);
  g_autoptr (Watcher) watcher = watcher_new (client, CONNECT, NULL);
  g_autofree char *large = g_strnfill (1000001, '4');

  say (watcher, large);
  /* The code of it can be lost with what was not read. */
  gh_test_wait_until (watcher->is_closed);
}

static void
test_dropped (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new_field (0);
  g_autofree char *token = gh_demo_client_sign_in (client, "officer");
  g_autoptr (Watcher) watcher = watcher_new_inside (client, token);

  gh_demo_server_drop (client->server);
  gh_test_wait_until (watcher->is_closed);
  g_assert_cmpuint (soup_websocket_connection_get_close_code (watcher->connection), ==, 0);
  g_assert_cmpuint (gh_demo_server_get_n_watchers (client->server), ==, 0);
}

int
main (int argc, char **argv)
{
  gh_test_init_with_pictures (&argc, &argv);
  g_test_add_func ("/demo-socket-io/handshake", test_handshake);
  g_test_add_func ("/demo-socket-io/bad-token", test_bad_token);
  g_test_add_func ("/demo-socket-io/deactivated-user", test_deactivated_user);
  g_test_add_func ("/demo-socket-io/namespaces", test_namespaces);
  g_test_add_func ("/demo-socket-io/events", test_events);
  g_test_add_func ("/demo-socket-io/nothing-done-by-requests-is-told",
                   test_nothing_done_by_requests_is_told);
  g_test_add_func ("/demo-socket-io/rate", test_rate);
  g_test_add_func ("/demo-socket-io/statistics", test_statistics);
  g_test_add_func ("/demo-socket-io/ping", test_ping);
  g_test_add_func ("/demo-socket-io/stays-outside", test_stays_outside);
  g_test_add_func ("/demo-socket-io/garbage", test_garbage);
  g_test_add_func ("/demo-socket-io/requests", test_requests);
  g_test_add_func ("/demo-socket-io/large-frame", test_large_frame);
  g_test_add_func ("/demo-socket-io/dropped", test_dropped);
  return g_test_run ();
}
