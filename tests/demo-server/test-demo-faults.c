/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-client.h"

#include <string.h>

#include "gh-test-main.h"
#include "gh-test-wait.h"

typedef GhDemoClient *(*MakeClient) (guint n_events);

/* What goes wrong goes wrong in every dialect. */
static const MakeClient dialects[] = { gh_demo_client_new, gh_demo_client_new_field };

/* A request under way. */
typedef struct
{
  SoupMessage *message; /* (owned) */
  GAsyncResult *result; /* (owned) (nullable) */
} Call;

static Call *
call_new (GhDemoClient *client, const char *token)
{
  Call *call = g_new0 (Call, 1);
  g_autofree char *uri = gh_demo_client_make_uri (client, "http", "/api/auth/me");
  g_autofree char *header = g_strconcat ("Bearer ", token, NULL);

  call->message = soup_message_new ("GET", uri);
  /* A connection of its own is never tried again. */
  soup_message_add_flags (call->message, SOUP_MESSAGE_NEW_CONNECTION);
  soup_message_headers_replace (soup_message_get_request_headers (call->message),
                                "Authorization", header);
  soup_session_send_and_read_async (client->session, call->message, G_PRIORITY_DEFAULT, NULL,
                                    gh_test_take_result_cb, &call->result);
  return call;
}

static void
call_free (Call *call)
{
  g_clear_object (&call->result);
  g_object_unref (call->message);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, call_free)

static void
assert_obeys (GhDemoClient *client, const char *line)
{
  g_test_message ("%s", line);
  g_assert_true (gh_demo_server_obey (client->server, line));
}

static void
test_latency (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (dialects); i++)
    {
      g_autoptr (GhDemoClient) client = dialects[i](0);
      g_autofree char *token = gh_demo_client_sign_in (client, "officer");
      g_autoptr (Call) call = NULL;
      guint before = gh_virtual_clock_get_n_timeouts (client->clock);

      assert_obeys (client, "latency 3000");
      call = call_new (client, token);
      gh_test_wait_until (gh_virtual_clock_get_n_timeouts (client->clock) == before + 1);
      gh_virtual_clock_advance_us (client->clock, 2999 * G_TIME_SPAN_MILLISECOND);
      gh_test_drain ();
      g_assert_null (call->result);
      gh_virtual_clock_advance_us (client->clock, G_TIME_SPAN_MILLISECOND);
      gh_test_wait_until (call->result != NULL);
      g_assert_cmpuint (soup_message_get_status (call->message), ==, 200);
      assert_obeys (client, "latency 0");
      gh_demo_assert_call (client, "GET", "/auth/me", token, NULL, 200);
    }
}

/* Also what takes a thread is answered once, and late. */
static void
test_latency_of_signing_in (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new (0);
  g_autofree char *uri = gh_demo_client_make_uri (client, "http", "/api/auth/login");
  g_autofree char *body = g_strdup_printf (
    "{\"email\":\"admin@gatehouse.example\",\"password\":\"%s\"}", client->password);
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
  g_autoptr (SoupMessage) message = soup_message_new ("POST", uri);
  g_autoptr (GAsyncResult) result = NULL;

  assert_obeys (client, "latency 100");
  soup_message_set_request_body_from_bytes (message, "application/json", bytes);
  soup_session_send_and_read_async (client->session, message, G_PRIORITY_DEFAULT, NULL,
                                    gh_test_take_result_cb, &result);
  gh_test_wait_until (gh_virtual_clock_get_n_timeouts (client->clock) == 1);
  gh_virtual_clock_advance_us (client->clock, 100 * G_TIME_SPAN_MILLISECOND);
  gh_test_wait_until (result != NULL);
  g_assert_cmpuint (soup_message_get_status (message), ==, 200);
}

static void
test_status (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (dialects); i++)
    {
      g_autoptr (GhDemoClient) client = dialects[i](0);
      g_autofree char *token = gh_demo_client_sign_in (client, "officer");

      assert_obeys (client, "status 503 2");
      gh_demo_assert_call (client, "GET", "/auth/me", token, NULL, 503);
      gh_demo_assert_call (client, "GET", "/nowhere", token, NULL, 503);
      gh_demo_assert_call (client, "GET", "/auth/me", token, NULL, 200);
    }
}

static void
test_truncate (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (dialects); i++)
    {
      g_autoptr (GhDemoClient) client = dialects[i](0);
      g_autofree char *token = gh_demo_client_sign_in (client, "officer");
      g_autoptr (Call) call = NULL;
      g_autoptr (GBytes) body = NULL;
      g_autoptr (GError) error = NULL;

      assert_obeys (client, "truncate 1");
      call = call_new (client, token);
      gh_test_wait_until (call->result != NULL);
      body = soup_session_send_and_read_finish (client->session, call->result, &error);
      g_assert_null (body);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);
      g_assert_cmpuint (soup_message_get_status (call->message), ==, 200);
      gh_demo_assert_call (client, "GET", "/auth/me", token, NULL, 200);
    }
}

static void
test_hang (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (dialects); i++)
    {
      g_autoptr (GhDemoClient) client = dialects[i](0);
      g_autofree char *token = gh_demo_client_sign_in (client, "officer");
      g_autoptr (Call) one = NULL;
      g_autoptr (Call) other = NULL;

      assert_obeys (client, "hang 1");
      one = call_new (client, token);
      other = call_new (client, token);
      gh_test_wait_until (one->result != NULL || other->result != NULL);
      gh_virtual_clock_advance_us (client->clock, 60 * G_USEC_PER_SEC);
      gh_demo_assert_call (client, "GET", "/auth/me", token, NULL, 200);
      g_assert_true (one->result == NULL || other->result == NULL);
      soup_session_abort (client->session);
      gh_test_wait_until (one->result != NULL && other->result != NULL);
    }
}

static void
test_revoke (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (dialects); i++)
    {
      g_autoptr (GhDemoClient) client = dialects[i](0);
      g_autoptr (GhDemoReply) login =
        gh_demo_client_login (client, "officer@gatehouse.example", client->password);
      g_autofree char *body = g_strdup_printf (
        "{\"refreshToken\":\"%s\"}", gh_demo_reply_text (login, "data.refreshToken"));
      g_autofree char *again = NULL;

      assert_obeys (client, "revoke");
      gh_demo_assert_call (client, "POST", "/auth/refresh", NULL, body, 401);
      gh_demo_assert_call (client, "GET", "/auth/me",
                           gh_demo_reply_text (login, "data.accessToken"), NULL, 200);
      again = gh_demo_client_sign_in (client, "officer");
    }
}

/* --- Live events ------------------------------------------------------------------------------ */

typedef struct
{
  SoupWebsocketConnection *connection; /* (owned) */
  GPtrArray *packets;                  /* (owned) of char */
  GPtrArray *ids;                      /* (owned) of char: of the events, as they came */
} Watcher;

static void
message_cb (SoupWebsocketConnection *connection, int type, GBytes *message, gpointer user_data)
{
  static const char *const members[] = { "\"eventId\":\"", "\"data\":{\"id\":\"" };
  Watcher *watcher = user_data;
  gsize length;
  const char *data = g_bytes_get_data (message, &length);
  char *text = g_strndup (data, length);

  g_ptr_array_add (watcher->packets, text);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const char *member = strstr (text, members[i]);

      if (member != NULL)
        g_ptr_array_add (watcher->ids, g_strndup (member + strlen (members[i]), 25));
    }
}

static Watcher *
watcher_new (GhDemoClient *client, gboolean is_field)
{
  Watcher *watcher = g_new0 (Watcher, 1);
  g_autofree char *token = gh_demo_client_sign_in (client, "officer");
  g_autofree char *uri = gh_demo_client_make_uri (
    client, "ws", is_field ? "/socket.io/?EIO=4&transport=websocket" : "/ws");
  g_autofree char *header = g_strconcat ("Bearer ", token, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", uri);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  watcher->packets = g_ptr_array_new_with_free_func (g_free);
  watcher->ids = g_ptr_array_new_with_free_func (g_free);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                header);
  soup_session_websocket_connect_async (client->session, message, NULL, NULL, G_PRIORITY_DEFAULT,
                                        NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  watcher->connection = soup_session_websocket_connect_finish (client->session, result, &error);
  g_assert_no_error (error);
  g_signal_connect (watcher->connection, "message", G_CALLBACK (message_cb), watcher);
  if (is_field)
    soup_websocket_connection_send_text (watcher->connection, "40/face-recognition,");
  gh_test_wait_until (gh_demo_server_get_n_watchers (client->server) == 1);
  return watcher;
}

static void
watcher_free (Watcher *watcher)
{
  g_signal_handlers_disconnect_by_data (watcher->connection, watcher);
  g_object_unref (watcher->connection);
  g_ptr_array_unref (watcher->packets);
  g_ptr_array_unref (watcher->ids);
  g_free (watcher);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Watcher, watcher_free)

static const char *
get_id (Watcher *watcher, guint index)
{
  return g_ptr_array_index (watcher->ids, index);
}

static void
test_duplicate (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (dialects); i++)
    {
      g_autoptr (GhDemoClient) client = dialects[i](0);
      g_autoptr (Watcher) watcher = watcher_new (client, i == 1);
      guint each = i == 1 ? 2 : 1;

      assert_obeys (client, "duplicate on");
      gh_demo_server_emit (client->server, 1);
      assert_obeys (client, "duplicate off");
      gh_demo_server_emit (client->server, 1);
      gh_test_wait_until (watcher->ids->len == 3 * each);
      g_assert_cmpstr (get_id (watcher, 0), ==, get_id (watcher, 2 * each - 1));
      g_assert_cmpstr (get_id (watcher, 0), !=, get_id (watcher, 2 * each));
    }
}

/* The second before the first; and none is held back for ever. */
static void
test_reorder (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (dialects); i++)
    {
      g_autoptr (GhDemoClient) client = dialects[i](0);
      g_autofree char *token = gh_demo_client_sign_in (client, "officer");
      g_autoptr (Watcher) watcher = watcher_new (client, i == 1);
      guint each = i == 1 ? 2 : 1;
      const char *list = i == 1 ? "data.events" : "data.items";
      g_autofree char *newest = g_strconcat (list, "[0].id", NULL);
      g_autofree char *oldest = g_strconcat (list, "[2].id", NULL);
      g_autofree char *middle = g_strconcat (list, "[1].id", NULL);
      g_autoptr (GhDemoReply) history = NULL;

      assert_obeys (client, "reorder on");
      gh_demo_server_emit (client->server, 3);
      gh_test_wait_until (watcher->ids->len == 2 * each);
      gh_virtual_clock_advance_us (client->clock, G_USEC_PER_SEC);
      gh_test_wait_until (watcher->ids->len == 3 * each);
      history = gh_demo_client_call (client, "GET", "/face-recognition/events", token, NULL);
      g_assert_cmpstr (get_id (watcher, 0), ==, gh_demo_reply_text (history, middle));
      g_assert_cmpstr (get_id (watcher, each), ==, gh_demo_reply_text (history, oldest));
      g_assert_cmpstr (get_id (watcher, 2 * each), ==, gh_demo_reply_text (history, newest));
    }
}

static void
test_garbage (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (dialects); i++)
    {
      g_autoptr (GhDemoClient) client = dialects[i](0);
      g_autoptr (Watcher) watcher = watcher_new (client, i == 1);
      guint n_broken = 0;

      assert_obeys (client, "garbage");
      gh_demo_server_emit (client->server, 1);
      gh_test_wait_until (watcher->ids->len > 0);
      for (guint j = 0; j < watcher->packets->len; j++)
        n_broken += g_str_has_suffix (g_ptr_array_index (watcher->packets, j), ":");
      g_assert_cmpuint (n_broken, ==, 1);
    }
}

static void
closed_cb (SoupWebsocketConnection *connection, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

/* Nobody is told that the other end is gone, neither who was there nor who comes. */
static void
test_half_open (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (dialects); i++)
    {
      g_autoptr (GhDemoClient) client = dialects[i](0);
      g_autofree char *token = gh_demo_client_sign_in (client, "officer");
      g_autoptr (Watcher) watcher = watcher_new (client, i == 1);
      g_autoptr (Call) call = NULL;
      gboolean is_closed = FALSE;
      guint n;

      g_signal_connect (watcher->connection, "closed", G_CALLBACK (closed_cb), &is_closed);
      assert_obeys (client, "half-open on");
      gh_test_drain ();
      n = watcher->packets->len;
      g_assert_cmpuint (gh_demo_server_get_n_watchers (client->server), ==, 0);
      gh_demo_server_emit (client->server, 1);
      soup_websocket_connection_send_text (watcher->connection, "anybody there?");
      call = call_new (client, token);
      gh_test_drain ();
      gh_virtual_clock_advance_us (client->clock, 120 * G_USEC_PER_SEC);
      gh_test_drain ();
      g_assert_false (is_closed);
      g_assert_cmpuint (watcher->packets->len, ==, n);
      g_assert_null (call->result);

      assert_obeys (client, "half-open off");
      gh_demo_assert_call (client, "GET", "/auth/me", token, NULL, 200);
      g_assert_false (is_closed);
      g_signal_handlers_disconnect_by_data (watcher->connection, &is_closed);
      soup_session_abort (client->session);
      gh_test_wait_until (call->result != NULL);
    }
}

static void
test_not_understood (void)
{
  static const char *const lines[] = {
    "",        "latency",   "latency x",    "latency 999999999", "status 503", "status 200 1",
    "hang -1", "duplicate", "reorder wild", "truncate 1 2",      "revoked",
    "half-open",
  };
  g_autoptr (GhDemoClient) client = gh_demo_client_new (0);

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_test_message ("%s", lines[i]);
      g_assert_false (gh_demo_server_obey (client->server, lines[i]));
    }
}

int
main (int argc, char **argv)
{
  gh_test_init_with_pictures (&argc, &argv);
  g_test_add_func ("/demo-faults/latency", test_latency);
  g_test_add_func ("/demo-faults/latency-of-signing-in", test_latency_of_signing_in);
  g_test_add_func ("/demo-faults/status", test_status);
  g_test_add_func ("/demo-faults/truncate", test_truncate);
  g_test_add_func ("/demo-faults/hang", test_hang);
  g_test_add_func ("/demo-faults/revoke", test_revoke);
  g_test_add_func ("/demo-faults/duplicate", test_duplicate);
  g_test_add_func ("/demo-faults/reorder", test_reorder);
  g_test_add_func ("/demo-faults/garbage", test_garbage);
  g_test_add_func ("/demo-faults/half-open", test_half_open);
  g_test_add_func ("/demo-faults/not-understood", test_not_understood);
  return g_test_run ();
}
