/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-client.h"

#include <string.h>

#include "gh-test-main.h"
#include "gh-test-wait.h"

#define POLLING "/socket.io/?EIO=4&transport=polling"
#define EVENT "42/face-recognition,"

/* A request for packets that is on its way. */
typedef struct
{
  SoupMessage *message; /* (owned) */
  GAsyncResult *result; /* (owned) (nullable) */
} Poll;

static Poll *
poll_new (GhDemoClient *client, const char *path)
{
  Poll *poll = g_new0 (Poll, 1);
  g_autofree char *uri = gh_demo_client_make_uri (client, "http", path);

  poll->message = soup_message_new ("GET", uri);
  soup_session_send_and_read_async (client->session, poll->message, G_PRIORITY_DEFAULT, NULL,
                                    gh_test_take_result_cb, &poll->result);
  return poll;
}

static void
poll_free (Poll *poll)
{
  g_clear_object (&poll->result);
  g_object_unref (poll->message);
  g_free (poll);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Poll, poll_free)

static char *
poll_wait (GhDemoClient *client, Poll *poll)
{
  g_autoptr (GBytes) body = NULL;

  gh_test_wait_until (poll->result != NULL);
  body = soup_session_send_and_read_finish (client->session, poll->result, NULL);
  return body != NULL ? g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body))
                      : g_strdup ("");
}

/* What comes next, and the status that it comes with. */
static char *
ask (GhDemoClient *client, const char *path, guint status)
{
  g_autoptr (Poll) poll = poll_new (client, path);
  g_autofree char *text = poll_wait (client, poll);

  g_assert_cmpuint (soup_message_get_status (poll->message), ==, status);
  return g_steal_pointer (&text);
}

static guint
post (GhDemoClient *client, const char *path, const char *packets)
{
  g_autofree char *uri = gh_demo_client_make_uri (client, "http", path);
  g_autoptr (SoupMessage) message = soup_message_new ("POST", uri);
  g_autoptr (GBytes) body = g_bytes_new (packets, strlen (packets));
  g_autoptr (GhDemoReply) reply = NULL;

  soup_message_set_request_body_from_bytes (message, "text/plain;charset=UTF-8", body);
  reply = gh_demo_client_send (client, message);
  if (reply->status == 200)
    g_assert_cmpmem (g_bytes_get_data (reply->body, NULL), g_bytes_get_size (reply->body), "ok", 2);
  return reply->status;
}

/* Shakes hands; answers where to go on. */
static char *
open_carrier (GhDemoClient *client)
{
  static const char before[] = "0{\"sid\":\"";
  g_autofree char *hello = ask (client, POLLING, 200);
  g_autofree char *sid = NULL;

  g_assert_true (g_str_has_prefix (hello, before));
  g_assert_nonnull (strstr (hello, "\"upgrades\":[\"websocket\"]"));
  sid = g_strndup (hello + strlen (before), strcspn (hello + strlen (before), "\""));
  return g_strconcat (POLLING "&sid=", sid, NULL);
}

static void
enter (GhDemoClient *client, const char *path)
{
  g_autofree char *token = gh_demo_client_sign_in (client, "officer");
  g_autofree char *packet =
    g_strdup_printf ("40/face-recognition,{\"token\":\"%s\"}", token);
  g_autofree char *answer = NULL;

  g_assert_cmpuint (post (client, path, packet), ==, 200);
  answer = ask (client, path, 200);
  g_assert_true (g_str_has_prefix (answer, "40/face-recognition,{\"sid\":\""));
  g_assert_nonnull (strstr (answer, "\x1e" EVENT "[\"message\",{\"type\":\"CONNECTION_STATUS\""));
  g_assert_nonnull (strstr (answer, "USER_UPDATE"));
}

static void
test_refusals (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new_field (0);
  g_autofree char *bare = ask (client, "/socket.io/", 400);
  g_autofree char *transport = ask (client, "/socket.io/?EIO=4&transport=pigeon", 400);
  g_autofree char *sid = ask (client, POLLING "&sid=nobody", 400);
  g_autofree char *version = ask (client, "/socket.io/?EIO=3&transport=polling", 400);
  g_autofree char *plain = ask (client, "/socket.io/?EIO=4&transport=websocket", 400);

  g_assert_cmpstr (bare, ==, "{\"code\":0,\"message\":\"Transport unknown\"}");
  g_assert_cmpstr (transport, ==, bare);
  g_assert_cmpstr (sid, ==, "{\"code\":1,\"message\":\"Session ID unknown\"}");
  g_assert_cmpstr (version, ==, "{\"code\":5,\"message\":\"Unsupported protocol version\"}");
  g_assert_cmpstr (plain, ==, "{\"code\":3,\"message\":\"Bad request\"}");
  g_assert_cmpuint (post (client, POLLING, "40"), ==, 400);
}

static void
test_packets_wait_for_each_other (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new_field (0);
  g_autofree char *path = open_carrier (client);
  g_autoptr (Poll) poll = NULL;
  g_autofree char *event = NULL;
  g_autofree char *again = NULL;

  enter (client, path);
  g_assert_cmpuint (gh_demo_server_get_n_watchers (client->server), ==, 1);

  /* The request waits for the event; its double waits for the next request. */
  poll = poll_new (client, path);
  g_assert_cmpuint (post (client, path, EVENT "[\"ping\",{}]\x1e" EVENT "[\"ping\",{}]"), ==, 200);
  event = poll_wait (client, poll);
  g_assert_nonnull (strstr (event, "[\"pong\","));
  g_clear_pointer (&event, g_free);
  event = ask (client, path, 200);
  g_assert_nonnull (strstr (event, "[\"pong\","));
  gh_demo_server_emit (client->server, 1);
  again = ask (client, path, 200);
  g_assert_nonnull (strstr (again, "FACE_RECOGNITION"));
  g_assert_nonnull (strstr (again, "}]\x1e" EVENT "[\"message\",{\"type\":\"FACE_RECOGNITION\""));
}

static void
test_pings (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new_field (0);
  g_autofree char *path = open_carrier (client);
  g_autofree char *ping = NULL;
  g_autofree char *last = NULL;

  enter (client, path);
  gh_virtual_clock_advance_us (client->clock, 25 * G_USEC_PER_SEC);
  ping = ask (client, path, 200);
  g_assert_cmpstr (ping, ==, "2");
  g_assert_cmpuint (post (client, path, "3"), ==, 200);
  gh_virtual_clock_advance_us (client->clock, 20 * G_USEC_PER_SEC);
  g_assert_cmpuint (gh_demo_server_get_n_watchers (client->server), ==, 1);

  /* Who does not answer is gone, and knows. */
  gh_virtual_clock_advance_us (client->clock, 5 * G_USEC_PER_SEC);
  g_free (ask (client, path, 200));
  gh_virtual_clock_advance_us (client->clock, 20 * G_USEC_PER_SEC);
  g_assert_cmpuint (gh_demo_server_get_n_watchers (client->server), ==, 0);
  last = ask (client, path, 400);
  g_assert_nonnull (strstr (last, "Session ID unknown"));
}

static void
test_endings (void)
{
  static const char *const garbage[] = { "x", "", "4", "bAAAA" };
  g_autoptr (GhDemoClient) client = gh_demo_client_new_field (0);
  g_autofree char *path = open_carrier (client);
  g_autoptr (Poll) one = NULL;
  g_autoptr (Poll) other = NULL;
  g_autofree char *said = NULL;
  g_autofree char *gone = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (garbage); i++)
    {
      g_autofree char *broken = open_carrier (client);

      g_assert_cmpuint (post (client, broken, garbage[i]), ==, 200);
      g_free (ask (client, broken, 400));
    }

  /* Two requests at a time. */
  enter (client, path);
  one = poll_new (client, path);
  other = poll_new (client, path);
  gh_test_wait_until (one->result != NULL && other->result != NULL);
  g_assert_cmpuint (soup_message_get_status (one->message)
                      + soup_message_get_status (other->message),
                    ==, 600);
  g_assert_cmpuint (gh_demo_server_get_n_watchers (client->server), ==, 0);

  /* A word of farewell. */
  g_free (g_steal_pointer (&path));
  path = open_carrier (client);
  g_assert_cmpuint (post (client, path, "1"), ==, 200);
  gone = ask (client, path, 400);
}

typedef struct
{
  SoupWebsocketConnection *connection; /* (owned) */
  GPtrArray *packets;                  /* (owned) of char */
} Probe;

static void
message_cb (SoupWebsocketConnection *connection, int type, GBytes *message, gpointer user_data)
{
  gsize length;
  const char *data = g_bytes_get_data (message, &length);

  g_ptr_array_add (((Probe *) user_data)->packets, g_strndup (data, length));
}

static void
probe_open (GhDemoClient *client, Probe *probe, const char *path)
{
  g_autofree char *socket_path =
    g_strconcat ("/socket.io/?EIO=4&transport=websocket", strstr (path, "&sid="), NULL);
  g_autofree char *uri = gh_demo_client_make_uri (client, "ws", socket_path);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", uri);
  g_autoptr (GAsyncResult) result = NULL;

  probe->packets = g_ptr_array_new_with_free_func (g_free);
  soup_session_websocket_connect_async (client->session, message, NULL, NULL, G_PRIORITY_DEFAULT,
                                        NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  probe->connection = soup_session_websocket_connect_finish (client->session, result, NULL);
  g_assert_nonnull (probe->connection);
  g_signal_connect (probe->connection, "message", G_CALLBACK (message_cb), probe);
}

static void
probe_clear (Probe *probe)
{
  g_signal_handlers_disconnect_by_data (probe->connection, probe);
  g_object_unref (probe->connection);
  g_ptr_array_unref (probe->packets);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Probe, probe_clear)

/* As socket.io's own clients do it: in by polling, then over to a WebSocket. */
static void
test_upgrade (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new_field (0);
  g_autofree char *path = open_carrier (client);
  g_auto (Probe) probe = { 0 };
  g_autoptr (Poll) poll = NULL;
  g_autofree char *noop = NULL;
  g_autofree char *late = NULL;

  enter (client, path);
  poll = poll_new (client, path);
  probe_open (client, &probe, path);
  soup_websocket_connection_send_text (probe.connection, "2probe");
  gh_test_wait_until (probe.packets->len == 1);
  g_assert_cmpstr (g_ptr_array_index (probe.packets, 0), ==, "3probe");
  noop = poll_wait (client, poll);
  g_assert_cmpstr (noop, ==, "6");

  /* What comes in between is not lost. */
  gh_demo_server_emit (client->server, 1);
  soup_websocket_connection_send_text (probe.connection, "5");
  gh_test_wait_until (probe.packets->len == 3);
  g_assert_nonnull (strstr (g_ptr_array_index (probe.packets, 2), "FACE_RECOGNITION"));
  g_assert_cmpuint (gh_demo_server_get_n_watchers (client->server), ==, 1);
  late = ask (client, path, 400);
  g_assert_nonnull (strstr (late, "Bad request"));
  soup_websocket_connection_send_text (probe.connection, EVENT "[\"ping\",{}]");
  gh_test_wait_until (probe.packets->len == 4);
}

int
main (int argc, char **argv)
{
  gh_test_init_with_pictures (&argc, &argv);
  g_test_add_func ("/demo-polling/refusals", test_refusals);
  g_test_add_func ("/demo-polling/packets-wait-for-each-other", test_packets_wait_for_each_other);
  g_test_add_func ("/demo-polling/pings", test_pings);
  g_test_add_func ("/demo-polling/endings", test_endings);
  g_test_add_func ("/demo-polling/upgrade", test_upgrade);
  return g_test_run ();
}
