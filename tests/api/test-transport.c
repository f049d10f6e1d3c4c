/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-test-main.h"
#include "gh-test-server.h"
#include "gh-test-wait.h"
#include "gh-transport-websocket.h"
#include "gh-transport.h"
#include "gh-virtual-clock.h"

#define PATH "/api/thing"
#define OK_HEAD "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"

typedef struct
{
  GhTestServer *server;  /* (owned) */
  GhVirtualClock *clock; /* (owned) */
  GhTransport *transport; /* (owned) */
} Fixture;

static GhTransport *
new_transport (Fixture *fixture, const char *address)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhServerAddress) server = gh_server_address_new (address, &error);

  g_assert_no_error (error);

  return gh_transport_new (server, GH_CLOCK (fixture->clock));
}

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  fixture->server = gh_test_server_new ();
  fixture->clock = gh_virtual_clock_new ();
  fixture->transport = new_transport (fixture, gh_test_server_get_base (fixture->server));
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  gh_test_drain ();
  g_assert_finalize_object (fixture->transport);
  g_assert_cmpuint (gh_virtual_clock_get_n_timeouts (fixture->clock), ==, 0);
  g_assert_finalize_object (fixture->clock);
  g_assert_finalize_object (fixture->server);
  gh_test_drain ();
}

static void
start (Fixture *fixture,
       GhRequestMethod method,
       GCancellable *cancellable,
       GAsyncResult **result)
{
  g_autoptr (GhRequest) request = gh_request_new (method, "/thing");

  if (method != GH_REQUEST_GET)
    {
      g_autoptr (GBytes) body = g_bytes_new_static ("{\"a\":1}", 7);

      gh_request_set_json_body (request, body);
    }
  gh_transport_send_async (fixture->transport,
                           request,
                           "t0ken",
                           cancellable,
                           gh_test_take_result_cb,
                           result);
}

static GhReply *
send (Fixture *fixture, GhRequestMethod method, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  start (fixture, method, NULL, &result);
  gh_test_wait_until (result != NULL);

  return gh_transport_send_finish (fixture->transport, result, error);
}

static void
assert_fails (Fixture *fixture, GhRequestMethod method, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhReply) reply = send (fixture, method, &error);

  g_assert_null (reply);
  g_assert_error (error, GH_ERROR, code);
  /* An invalid reply names the path of the field; all others are sentences for a person. */
  if (code != GH_ERROR_INVALID_REPLY)
    g_assert_true (g_str_has_suffix (error->message, "."));
}

static void
assert_succeeds (Fixture *fixture, GhRequestMethod method)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhReply) reply = send (fixture, method, &error);

  g_assert_no_error (error);
  g_assert_nonnull (reply);
}

static void
test_sends (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GhRequest) request = gh_request_new (GH_REQUEST_POST, "/thing");
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"a\":1}", 7);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhReply) reply = NULL;
  g_autoptr (GhJsonReader) reader = NULL;

  gh_test_server_respond (fixture->server, "POST", PATH, 201,
                          "{\"success\":true,\"data\":{\"n\":5}}");
  gh_request_add_query (request, "q", "a b");
  gh_request_set_json_body (request, body);
  gh_transport_send_async (fixture->transport, request, "t0ken", NULL, gh_test_take_result_cb,
                           &result);
  gh_test_wait_until (result != NULL);
  reply = gh_transport_send_finish (fixture->transport, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gh_reply_get_status (reply), ==, 201);
  reader = gh_reply_read (reply, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gh_json_reader_get_int (reader, "n", GH_JSON_REQUIRED, 0, 9, 0), ==, 5);

#define HEADER(name) gh_test_server_get_header (fixture->server, "POST", PATH, name)
  g_assert_cmpstr (HEADER ("Authorization"), ==, "Bearer t0ken");
  g_assert_cmpstr (HEADER ("Accept"), ==, "application/json");
  g_assert_cmpstr (HEADER ("Content-Type"), ==, "application/json");
  g_assert_true (g_str_has_prefix (HEADER ("User-Agent"), "Gatehouse/"));
  g_assert_null (HEADER ("Cookie"));
#undef HEADER
  g_assert_cmpstr (gh_test_server_get_body (fixture->server, "POST", PATH), ==, "{\"a\":1}");
  g_assert_cmpstr (gh_test_server_get_query (fixture->server, "POST", PATH), ==, "q=a%20b");
}

static void
test_keeps_no_cookies (Fixture *fixture, gconstpointer user_data)
{
  gh_test_server_respond_full (fixture->server, "GET", PATH, 204, NULL, NULL,
                               "Set-Cookie", "sid=1; Path=/", NULL);
  assert_succeeds (fixture, GH_REQUEST_GET);
  assert_succeeds (fixture, GH_REQUEST_GET);
  g_assert_null (gh_test_server_get_header (fixture->server, "GET", PATH, "Cookie"));
}

static void
test_empty_answers (Fixture *fixture, gconstpointer user_data)
{
  gh_test_server_respond_full (fixture->server, "DELETE", PATH, 204, NULL, NULL, NULL);
  gh_test_server_respond_full (fixture->server, "DELETE", PATH, 200, NULL, NULL, NULL);
  gh_test_server_respond_full (fixture->server, "DELETE", PATH, 200, "text/html", NULL, NULL);
  assert_succeeds (fixture, GH_REQUEST_DELETE);
  assert_succeeds (fixture, GH_REQUEST_DELETE);
  assert_succeeds (fixture, GH_REQUEST_DELETE);
}

static void
test_captive_portal (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GBytes) page = g_bytes_new_static ("<html>Welcome</html>", 20);
  g_autoptr (GBytes) json = g_bytes_new_static ("{}", 2);

  gh_test_server_respond_full (fixture->server, "GET", PATH, 200, "text/html", page, NULL);
  gh_test_server_respond_full (fixture->server, "GET", PATH, 401, "text/html", page, NULL);
  gh_test_server_respond_full (fixture->server, "GET", PATH, 200, "text/plain", json, NULL);
  gh_test_server_respond_full (fixture->server, "GET", PATH, 200, NULL, json, NULL);
  gh_test_server_respond_full (fixture->server, "GET", PATH, 200, "application/problem+json", json,
                               NULL);
  for (guint i = 0; i < 4; i++)
    assert_fails (fixture, GH_REQUEST_GET, GH_ERROR_NOT_API);
  assert_succeeds (fixture, GH_REQUEST_GET);
}

static void
test_garbage (Fixture *fixture, gconstpointer user_data)
{
  gh_test_server_respond_raw (fixture->server, "GET", PATH, "SSH-2.0-OpenSSH_9.9\r\n\r\n",
                              GH_TEST_THEN_CLOSE);
  gh_test_server_respond_raw (fixture->server, "GET", PATH, OK_HEAD "Content-Length: 3\r\n\r\n{]}",
                              GH_TEST_THEN_CLOSE);
  assert_fails (fixture, GH_REQUEST_GET, GH_ERROR_NOT_API);
  assert_fails (fixture, GH_REQUEST_GET, GH_ERROR_INVALID_REPLY);
}

static void
test_redirects_are_refused (Fixture *fixture, gconstpointer user_data)
{
  static const guint statuses[] = { 301, 302, 303, 307, 308 };
  g_autoptr (GhTestServer) thief = gh_test_server_new ();
  g_autofree char *location =
    g_strdup_printf ("http://127.0.0.1:%u/steal", gh_test_server_get_port (thief));

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      gh_test_server_redirect (fixture->server, "POST", PATH, statuses[i], location);
      gh_test_server_redirect (fixture->server, "GET", PATH, statuses[i], location);
    }
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      assert_fails (fixture, GH_REQUEST_POST, GH_ERROR_NOT_API);
      assert_fails (fixture, GH_REQUEST_GET, GH_ERROR_NOT_API);
    }
  g_assert_cmpuint (gh_test_server_count_all (thief), ==, 0);
}

static void
test_deadline_before_the_answer (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhReply) reply = NULL;

  gh_test_server_hang (fixture->server, "GET", PATH);
  start (fixture, GH_REQUEST_GET, NULL, &result);
  gh_test_wait_until (gh_test_server_get_n_held (fixture->server, "GET", PATH) == 1);
  gh_virtual_clock_advance_us (fixture->clock, GH_TRANSPORT_DEADLINE_US - 1);
  gh_test_drain ();
  g_assert_null (result);

  gh_virtual_clock_advance_us (fixture->clock, 1);
  gh_test_wait_until (result != NULL);
  reply = gh_transport_send_finish (fixture->transport, result, &error);
  g_assert_error (error, GH_ERROR, GH_ERROR_TIMEOUT);
}

/* A byte every second keeps no deadline from coming. */
static void
test_slow_loris (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhReply) reply = NULL;

  gh_test_server_respond_raw (fixture->server, "GET", PATH, OK_HEAD "Content-Length: 500\r\n\r\n{",
                              GH_TEST_THEN_KEEP);
  start (fixture, GH_REQUEST_GET, NULL, &result);
  gh_test_wait_until (gh_test_server_get_n_kept (fixture->server) == 1);
  for (guint i = 0; i < 9; i++)
    {
      gh_test_server_dribble (fixture->server, " ");
      gh_test_drain ();
      gh_virtual_clock_advance_us (fixture->clock, G_TIME_SPAN_SECOND);
      gh_test_drain ();
      g_assert_null (result);
    }
  gh_virtual_clock_advance_us (fixture->clock, G_TIME_SPAN_SECOND);
  gh_test_wait_until (result != NULL);
  reply = gh_transport_send_finish (fixture->transport, result, &error);
  g_assert_error (error, GH_ERROR, GH_ERROR_TIMEOUT);
}

static void
test_cut_short (Fixture *fixture, gconstpointer user_data)
{
  static const char *const answers[] = {
    "",
    "HTTP/1.1 200",
    OK_HEAD,
    OK_HEAD "Content-Length: 100\r\n\r\n{\"a\":",
    OK_HEAD "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      gh_test_server_respond_raw (fixture->server, "POST", PATH, answers[i], GH_TEST_THEN_CLOSE);
      gh_test_server_respond_raw (fixture->server, "POST", PATH, answers[i], GH_TEST_THEN_ABORT);
    }
  for (guint i = 0; i < 2 * G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GhReply) reply = send (fixture, GH_REQUEST_POST, &error);

      g_test_message ("%s %u: %s", answers[i / 2], i % 2, error != NULL ? error->message : NULL);
      g_assert_null (reply);
      g_assert_true (g_error_matches (error, GH_ERROR, GH_ERROR_OFFLINE)
                     || g_error_matches (error, GH_ERROR, GH_ERROR_NOT_API)
                     || g_error_matches (error, GH_ERROR, GH_ERROR_INVALID_REPLY));
    }
  g_assert_cmpuint (gh_test_server_count (fixture->server, "POST", PATH),
                    ==,
                    2 * G_N_ELEMENTS (answers));
}

static void
test_too_large (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *announced = g_strdup_printf (OK_HEAD "Content-Length: %d\r\n\r\n{",
                                                GH_JSON_MOST_BYTES + 1);
  g_autofree char *blank = g_strnfill (GH_JSON_MOST_BYTES + 1024, ' ');
  g_autofree char *streamed = g_strconcat (OK_HEAD "\r\n", blank, NULL);

  gh_test_server_respond_raw (fixture->server, "GET", PATH, announced, GH_TEST_THEN_KEEP);
  assert_fails (fixture, GH_REQUEST_GET, GH_ERROR_LIMIT);

  gh_test_server_respond_raw (fixture->server, "PATCH", PATH, streamed, GH_TEST_THEN_CLOSE);
  assert_fails (fixture, GH_REQUEST_PATCH, GH_ERROR_LIMIT);
}

static void
test_offline (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GhTransport) nowhere = new_transport (fixture, "https://no-such-host.invalid");
  g_autoptr (GhTransport) working = g_steal_pointer (&fixture->transport);

  fixture->transport = g_object_ref (working);
  gh_test_server_stop (fixture->server);
  assert_fails (fixture, GH_REQUEST_GET, GH_ERROR_OFFLINE);
  gh_test_server_start (fixture->server);
  gh_test_server_respond (fixture->server, "GET", PATH, 200, "{}");
  assert_succeeds (fixture, GH_REQUEST_GET);

  g_set_object (&fixture->transport, nowhere);
  assert_fails (fixture, GH_REQUEST_GET, GH_ERROR_OFFLINE);
  g_set_object (&fixture->transport, working);
}

/* A server that drops an idle connection at the very moment of the next request. */
static void
test_stale_connection (Fixture *fixture, gconstpointer user_data)
{
  gh_test_server_respond (fixture->server, "GET", PATH, 200, "{}");
  gh_test_server_respond_raw (fixture->server, "GET", PATH, "", GH_TEST_THEN_CLOSE);
  gh_test_server_respond (fixture->server, "GET", PATH, 200, "{}");
  assert_succeeds (fixture, GH_REQUEST_GET);
  assert_succeeds (fixture, GH_REQUEST_GET);
  g_assert_cmpuint (gh_test_server_count (fixture->server, "GET", PATH), ==, 3);

  /* What may have had an effect is not sent again. */
  gh_test_server_respond_raw (fixture->server, "POST", PATH, "", GH_TEST_THEN_CLOSE);
  assert_fails (fixture, GH_REQUEST_POST, GH_ERROR_OFFLINE);
  g_assert_cmpuint (gh_test_server_count (fixture->server, "POST", PATH), ==, 1);
}

static void
test_dropped_while_idle (Fixture *fixture, gconstpointer user_data)
{
  gh_test_server_respond (fixture->server, "POST", PATH, 200, "{}");
  assert_succeeds (fixture, GH_REQUEST_POST);
  gh_test_server_drop_connections (fixture->server);
  gh_test_drain ();
  assert_succeeds (fixture, GH_REQUEST_POST);
}

static void
test_cancel (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GCancellable) early = g_cancellable_new ();
  g_autoptr (GCancellable) late = g_cancellable_new ();
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GError) first_error = NULL;
  g_autoptr (GError) second_error = NULL;

  g_cancellable_cancel (early);
  start (fixture, GH_REQUEST_GET, early, &first);
  gh_test_wait_until (first != NULL);
  g_assert_null (gh_transport_send_finish (fixture->transport, first, &first_error));
  g_assert_error (first_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  gh_test_server_respond_raw (fixture->server, "GET", PATH, OK_HEAD "Content-Length: 9\r\n\r\n{",
                              GH_TEST_THEN_KEEP);
  start (fixture, GH_REQUEST_GET, late, &second);
  gh_test_wait_until (gh_test_server_get_n_kept (fixture->server) == 1);
  gh_test_drain ();
  g_cancellable_cancel (late);
  gh_test_wait_until (second != NULL);
  g_assert_null (gh_transport_send_finish (fixture->transport, second, &second_error));
  g_assert_error (second_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* A server of one connection, in a thread: libsoup's falls over a handshake that is still under way
 * when it is disposed of. */
typedef struct
{
  GSocketListener *listener; /* (owned) */
  gboolean is_tls;
  gsize n_told; /* bytes that the other side told */
} TlsServer;

/* Shakes hands with a certificate that nobody vouches for; or speaks first, and no TLS. */
static gpointer
tls_server_run (gpointer user_data)
{
  static const char greeting[] = "220 mail.example ESMTP\r\n";
  TlsServer *server = user_data;
  g_autoptr (GSocketConnection) connection =
    g_socket_listener_accept (server->listener, NULL, NULL, NULL);
  g_autofree char *path =
    g_test_build_filename (G_TEST_DIST, "api", "test-only-certificate.pem", NULL);
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_file (path, NULL);
  g_autoptr (GIOStream) tls = NULL;
  char buffer[512];

  if (server->is_tls)
    {
      tls = g_tls_server_connection_new (G_IO_STREAM (connection), certificate, NULL);
      server->n_told += g_input_stream_read (g_io_stream_get_input_stream (tls), buffer,
                                             sizeof buffer, NULL, NULL) > 0;
    }
  else
    g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), greeting,
                               strlen (greeting), NULL, NULL, NULL);

  return NULL;
}

static void
assert_tls_fails (Fixture *fixture, gboolean is_tls, const char *says)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  g_autoptr (GhTransport) plain = g_object_ref (fixture->transport);
  g_autoptr (GhTransport) secure = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhReply) reply = NULL;
  g_autofree char *address = NULL;
  TlsServer server = { listener, is_tls, 0 };
  GThread *thread;
  guint16 port;

  port = g_socket_listener_add_any_inet_port (listener, NULL, &error);
  g_assert_no_error (error);
  thread = g_thread_new ("tls-server", tls_server_run, &server);
  address = g_strdup_printf ("https://127.0.0.1:%u", port);
  secure = new_transport (fixture, address);

  g_set_object (&fixture->transport, secure);
  reply = send (fixture, GH_REQUEST_GET, &error);
  g_set_object (&fixture->transport, plain);
  g_assert_null (reply);
  g_assert_error (error, GH_ERROR, GH_ERROR_TLS);
  g_assert_nonnull (strstr (error->message, says));
  g_thread_join (thread);
  g_assert_cmpuint (server.n_told, ==, 0);
}

static void
test_tls (Fixture *fixture, gconstpointer user_data)
{
  assert_tls_fails (fixture, TRUE, "authority");
  assert_tls_fails (fixture, FALSE, "does not offer");
}

static SoupWebsocketConnection *
connect_websocket (Fixture *fixture, GCancellable *cancellable, gint64 advance_us, GError **error)
{
  g_autofree char *uri =
    gh_server_address_dup_websocket_uri (gh_transport_get_address (fixture->transport));
  g_autoptr (GAsyncResult) result = NULL;

  gh_transport_connect_websocket_async (fixture->transport, uri, "t0ken", cancellable,
                                        gh_test_take_result_cb, &result);
  if (advance_us > 0)
    {
      gh_test_wait_until (gh_test_server_get_n_held (fixture->server, GH_TEST_WEBSOCKET, "/") > 0);
      gh_virtual_clock_advance_us (fixture->clock, advance_us);
    }
  gh_test_wait_until (result != NULL);

  return gh_transport_connect_websocket_finish (fixture->transport, result, error);
}

static void
message_cb (SoupWebsocketConnection *connection, int type, GBytes *message, gpointer user_data)
{
  *(gsize *) user_data = g_bytes_get_size (message);
}

static void
test_websocket (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoupWebsocketConnection) connection = NULL;
  g_autofree char *large = g_strnfill (1024 * 1024, 'x');
  g_autofree char *origin =
    gh_server_address_dup_origin (gh_transport_get_address (fixture->transport));
  gsize received = 0;

  connection = connect_websocket (fixture, NULL, 0, &error);
  g_assert_no_error (error);
#define HEADER(name) gh_test_server_get_header (fixture->server, GH_TEST_WEBSOCKET, "/", name)
  g_assert_cmpstr (HEADER ("Authorization"), ==, "Bearer t0ken");
  g_assert_cmpstr (HEADER ("Origin"), ==, origin);
  g_assert_true (g_str_has_prefix (HEADER ("User-Agent"), "Gatehouse/"));
  g_assert_null (HEADER ("Sec-WebSocket-Extensions"));
#undef HEADER

  g_signal_connect (connection, "message", G_CALLBACK (message_cb), &received);
  gh_test_wait_until (gh_test_server_get_n_websockets (fixture->server) == 1);
  gh_test_server_send_text (fixture->server, large);
  gh_test_wait_until (received > 0);
  g_assert_cmpuint (received, ==, strlen (large));
  soup_websocket_connection_close (connection, SOUP_WEBSOCKET_CLOSE_NORMAL, NULL);
  gh_test_wait_until (gh_test_server_get_n_websockets (fixture->server) == 0);
  gh_test_wait_until (soup_websocket_connection_get_state (connection)
                      == SOUP_WEBSOCKET_STATE_CLOSED);
}

static void
test_websocket_refused (Fixture *fixture, gconstpointer user_data)
{
  static const struct
  {
    guint status;
    int code;
  } refusals[] = {
    { 400, GH_ERROR_VALIDATION },   { 401, GH_ERROR_UNAUTHORIZED }, { 403, GH_ERROR_FORBIDDEN },
    { 404, GH_ERROR_NOT_FOUND },    { 429, GH_ERROR_RATE_LIMITED }, { 500, GH_ERROR_SERVER },
    { 503, GH_ERROR_SERVER },       { 200, GH_ERROR_NOT_API },      { 302, GH_ERROR_NOT_API },
  };

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SoupWebsocketConnection) connection = NULL;

      gh_test_server_refuse_websockets (fixture->server, refusals[i].status, "{}");
      connection = connect_websocket (fixture, NULL, 0, &error);
      g_assert_null (connection);
      g_assert_error (error, GH_ERROR, refusals[i].code);
      if (refusals[i].status >= 300)
        g_assert_cmpuint (gh_error_get_http_status (error), ==, refusals[i].status);
    }
}

static void
test_websocket_deadline (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoupWebsocketConnection) connection = NULL;

  gh_test_server_hang (fixture->server, GH_TEST_WEBSOCKET, "/");
  connection = connect_websocket (fixture, NULL, GH_TRANSPORT_DEADLINE_US, &error);
  g_assert_null (connection);
  g_assert_error (error, GH_ERROR, GH_ERROR_TIMEOUT);
}

static void
test_websocket_cancel (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SoupWebsocketConnection) connection = NULL;

  g_cancellable_cancel (cancellable);
  connection = connect_websocket (fixture, cancellable, 0, &error);
  g_assert_null (connection);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)
  ADD ("/transport/sends-and-reads", test_sends);
  ADD ("/transport/keeps-no-cookies", test_keeps_no_cookies);
  ADD ("/transport/empty-answers", test_empty_answers);
  ADD ("/transport/captive-portal", test_captive_portal);
  ADD ("/transport/garbage", test_garbage);
  ADD ("/transport/redirects-are-refused", test_redirects_are_refused);
  ADD ("/transport/deadline-before-the-answer", test_deadline_before_the_answer);
  ADD ("/transport/slow-loris", test_slow_loris);
  ADD ("/transport/cut-short", test_cut_short);
  ADD ("/transport/too-large", test_too_large);
  ADD ("/transport/offline", test_offline);
  ADD ("/transport/stale-connection", test_stale_connection);
  ADD ("/transport/dropped-while-idle", test_dropped_while_idle);
  ADD ("/transport/cancel", test_cancel);
  ADD ("/transport/tls", test_tls);
  ADD ("/transport/websocket", test_websocket);
  ADD ("/transport/websocket-refused", test_websocket_refused);
  ADD ("/transport/websocket-deadline", test_websocket_deadline);
  ADD ("/transport/websocket-cancel", test_websocket_cancel);
#undef ADD

  return g_test_run ();
}
