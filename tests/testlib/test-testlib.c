/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-list-recorder.h"
#include "gh-test-main.h"
#include "gh-test-server.h"
#include "gh-test-wait.h"

/* What a plain libsoup client sees of the test server. */
typedef struct
{
  GhTestServer *server; /* (owned) */
  SoupSession *session; /* (owned) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  fixture->server = gh_test_server_new ();
  fixture->session = soup_session_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  soup_session_abort (fixture->session);
  g_assert_finalize_object (fixture->session);
  g_assert_finalize_object (fixture->server);
  gh_test_drain ();
}

static void
send (Fixture *fixture,
      const char *method,
      const char *path,
      GCancellable *cancellable,
      GAsyncResult **result)
{
  g_autofree char *uri = g_strconcat (gh_test_server_get_base (fixture->server), path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, uri);

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  soup_session_send_and_read_async (fixture->session,
                                    message,
                                    G_PRIORITY_DEFAULT,
                                    cancellable,
                                    gh_test_take_result_cb,
                                    result);
}

static char *
finish (Fixture *fixture, GAsyncResult *result, guint *status, GError **error)
{
  g_autoptr (GBytes) bytes =
    soup_session_send_and_read_finish (fixture->session, result, error);
  SoupMessage *message = soup_session_get_async_result_message (fixture->session, result);

  *status = soup_message_get_status (message);

  if (bytes == NULL)
    return NULL;
  if (g_bytes_get_size (bytes) == 0)
    return g_strdup ("");
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
assert_answer (Fixture *fixture,
               const char *method,
               const char *path,
               guint status,
               const char *body)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *got = NULL;
  guint got_status;

  send (fixture, method, path, NULL, &result);
  gh_test_wait_until (result != NULL);
  got = finish (fixture, result, &got_status, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (got_status, ==, status);
  g_assert_cmpstr (got, ==, body);
}

static void
test_script (Fixture *fixture, gconstpointer user_data)
{
  gh_test_server_respond (fixture->server, "GET", "/api/a", 200, "{\"n\":1}");
  gh_test_server_respond (fixture->server, "GET", "/api/a", 500, "{\"n\":2}");
  gh_test_server_redirect (fixture->server, "POST", "/api/a", 302, "http://elsewhere.example/");

  assert_answer (fixture, "GET", "/a?x=1", 200, "{\"n\":1}");
  g_assert_cmpstr (gh_test_server_get_query (fixture->server, "GET", "/api/a"), ==, "x=1");
  assert_answer (fixture, "GET", "/a", 500, "{\"n\":2}");
  assert_answer (fixture, "GET", "/a", 500, "{\"n\":2}");
  assert_answer (fixture, "POST", "/a", 302, "");
  g_assert_cmpuint (gh_test_server_count (fixture->server, "GET", "/api/a"), ==, 3);
  g_assert_cmpuint (gh_test_server_count (fixture->server, "POST", "/api/a"), ==, 1);
  g_assert_cmpuint (gh_test_server_count_all (fixture->server), ==, 4);
  g_assert_nonnull (gh_test_server_get_header (fixture->server, "GET", "/api/a", "Host"));
}

static void
test_hold (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autofree char *body = NULL;
  guint status;

  gh_test_server_respond (fixture->server, "GET", "/api/a", 200, "{}");
  gh_test_server_hold (fixture->server, "GET", "/api/a");
  send (fixture, "GET", "/a", NULL, &first);
  send (fixture, "GET", "/a", NULL, &second);
  gh_test_wait_until (gh_test_server_get_n_held (fixture->server, "GET", "/api/a") == 2);
  g_assert_null (first);

  gh_test_server_release (fixture->server, "GET", "/api/a");
  gh_test_wait_until (first != NULL && second != NULL);
  body = finish (fixture, first, &status, NULL);
  g_assert_cmpstr (body, ==, "{}");
  g_assert_cmpuint (gh_test_server_get_n_held (fixture->server, "GET", "/api/a"), ==, 0);
}

static void
test_hang_and_cancel (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;
  guint status;

  gh_test_server_hang (fixture->server, "GET", "/api/a");
  send (fixture, "GET", "/a", cancellable, &result);
  gh_test_wait_until (gh_test_server_count (fixture->server, "GET", "/api/a") == 1);
  g_cancellable_cancel (cancellable);
  gh_test_wait_until (result != NULL);
  body = finish (fixture, result, &status, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (body);
}

static void
test_raw (Fixture *fixture, gconstpointer user_data)
{
  static const char head[] = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 4\r\n\r\n";
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) aborted = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;
  g_autofree char *nothing = NULL;
  guint status;

  gh_test_server_respond_raw (fixture->server, "GET", "/api/a", head, GH_TEST_THEN_KEEP);
  send (fixture, "GET", "/a", NULL, &result);
  gh_test_wait_until (gh_test_server_get_n_kept (fixture->server) == 1);
  gh_test_server_dribble (fixture->server, "ab");
  gh_test_drain ();
  g_assert_null (result);
  gh_test_server_dribble (fixture->server, "cd");
  gh_test_wait_until (result != NULL);
  body = finish (fixture, result, &status, NULL);
  g_assert_cmpstr (body, ==, "abcd");

  gh_test_server_respond_raw (fixture->server, "GET", "/api/b", head, GH_TEST_THEN_ABORT);
  send (fixture, "GET", "/b", NULL, &aborted);
  gh_test_wait_until (aborted != NULL);
  nothing = finish (fixture, aborted, &status, &error);
  g_assert_nonnull (error);
}

static void
test_restart (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GAsyncResult) hung = NULL;
  g_autoptr (GAsyncResult) refused = NULL;
  g_autoptr (GError) hung_error = NULL;
  g_autoptr (GError) refused_error = NULL;
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;
  guint status;

  gh_test_server_respond (fixture->server, "GET", "/api/a", 200, "{}");
  assert_answer (fixture, "GET", "/a", 200, "{}");

  gh_test_server_hang (fixture->server, "GET", "/api/b");
  send (fixture, "GET", "/b", NULL, &hung);
  gh_test_wait_until (gh_test_server_get_n_held (fixture->server, "GET", "/api/b") == 1);
  gh_test_server_stop (fixture->server);
  gh_test_wait_until (hung != NULL);
  a = finish (fixture, hung, &status, &hung_error);
  g_assert_nonnull (hung_error);

  send (fixture, "GET", "/a", NULL, &refused);
  gh_test_wait_until (refused != NULL);
  b = finish (fixture, refused, &status, &refused_error);
  g_assert_error (refused_error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);

  gh_test_server_start (fixture->server);
  assert_answer (fixture, "GET", "/a", 200, "{}");
  g_assert_cmpuint (gh_test_server_get_n_held (fixture->server, "GET", "/api/b"), ==, 0);
}

static void
closed_cb (SoupWebsocketConnection *connection, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
text_cb (SoupWebsocketConnection *connection, int type, GBytes *bytes, gpointer user_data)
{
  char **text = user_data;

  g_free (*text);
  *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static SoupWebsocketConnection *
connect_websocket (Fixture *fixture, GError **error)
{
  g_autofree char *uri =
    g_strdup_printf ("ws://127.0.0.1:%u/", gh_test_server_get_port (fixture->server));
  g_autoptr (SoupMessage) message = soup_message_new ("GET", uri);
  g_autoptr (GAsyncResult) result = NULL;

  soup_session_websocket_connect_async (fixture->session,
                                        message,
                                        NULL,
                                        NULL,
                                        G_PRIORITY_DEFAULT,
                                        NULL,
                                        gh_test_take_result_cb,
                                        &result);
  gh_test_wait_until (result != NULL);

  return soup_session_websocket_connect_finish (fixture->session, result, error);
}

static void
test_websocket (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (SoupWebsocketConnection) connection = NULL;
  g_autoptr (SoupWebsocketConnection) other = NULL;
  g_autoptr (SoupWebsocketConnection) refused = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gboolean closed = FALSE;

  connection = connect_websocket (fixture, &error);
  g_assert_no_error (error);
  g_signal_connect (connection, "message", G_CALLBACK (text_cb), &text);
  g_signal_connect (connection, "closed", G_CALLBACK (closed_cb), &closed);
  gh_test_wait_until (gh_test_server_get_n_websockets (fixture->server) == 1);

  gh_test_server_send_text (fixture->server, "hello");
  gh_test_wait_until (text != NULL);
  g_assert_cmpstr (text, ==, "hello");
  soup_websocket_connection_send_text (connection, "there");
  gh_test_wait_until (gh_test_server_get_websocket_texts (fixture->server)->len == 1);

  gh_test_server_close_websockets (fixture->server, 1001, "going");
  gh_test_wait_until (closed);
  g_assert_cmpuint (soup_websocket_connection_get_close_code (connection), ==, 1001);
  gh_test_wait_until (gh_test_server_get_n_websockets (fixture->server) == 0);

  other = connect_websocket (fixture, &error);
  g_assert_no_error (error);
  closed = FALSE;
  g_signal_connect (other, "closed", G_CALLBACK (closed_cb), &closed);
  gh_test_wait_until (gh_test_server_get_n_websockets (fixture->server) == 1);
  gh_test_server_abort_websockets (fixture->server);
  gh_test_wait_until (closed);
  g_assert_cmpuint (soup_websocket_connection_get_close_code (other), !=, 1000);

  gh_test_server_refuse_websockets (fixture->server, 401, "{}");
  refused = connect_websocket (fixture, &error);
  g_assert_error (error, SOUP_WEBSOCKET_ERROR, SOUP_WEBSOCKET_ERROR_NOT_WEBSOCKET);
  g_assert_cmpuint (gh_test_server_count (fixture->server, GH_TEST_WEBSOCKET, "/"), ==, 3);
}

static void
test_silence (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (SoupWebsocketConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  gboolean closed = FALSE;

  connection = connect_websocket (fixture, &error);
  g_assert_no_error (error);
  gh_test_wait_until (gh_test_server_get_n_websockets (fixture->server) == 1);
  gh_test_server_silence_websockets (fixture->server);

  /* By the time that another connection has been answered, this text would have come. */
  g_signal_connect (connection, "closed", G_CALLBACK (closed_cb), &closed);
  soup_websocket_connection_send_text (connection, "anybody there?");
  gh_test_server_respond (fixture->server, "GET", "/api/a", 200, "{}");
  assert_answer (fixture, "GET", "/a", 200, "{}");
  gh_test_drain ();
  g_assert_cmpuint (gh_test_server_get_websocket_texts (fixture->server)->len, ==, 0);
  g_assert_cmpuint (gh_test_server_get_n_websockets (fixture->server), ==, 1);
  g_assert_false (closed);
  g_signal_handlers_disconnect_by_data (connection, &closed);
}

static void
test_recorder (void)
{
  g_autoptr (GListStore) store = g_list_store_new (G_TYPE_CANCELLABLE);
  g_autoptr (GhListRecorder) recorder = gh_list_recorder_new (G_LIST_MODEL (store));
  g_autoptr (GCancellable) item = g_cancellable_new ();
  gpointer items[] = { item, item, item };

  g_list_store_append (store, item);
  gh_list_recorder_assert (recorder, "+0");
  g_list_store_splice (store, 0, 1, items, 3);
  g_list_store_remove (store, 1);
  gh_list_recorder_assert (recorder, "0-1+3, -1");
  g_list_store_remove_all (store);
  gh_list_recorder_assert (recorder, "0-2");
  gh_list_recorder_assert (recorder, "");
  g_assert_cmpuint (gh_list_recorder_get_n_changes (recorder), ==, 4);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)
  ADD ("/testlib/server/plays-its-script", test_script);
  ADD ("/testlib/server/holds-and-releases", test_hold);
  ADD ("/testlib/server/hangs", test_hang_and_cancel);
  ADD ("/testlib/server/raw-bytes", test_raw);
  ADD ("/testlib/server/restarts-on-its-port", test_restart);
  ADD ("/testlib/server/websocket", test_websocket);
  ADD ("/testlib/server/websocket-goes-silent", test_silence);
#undef ADD
  g_test_add_func ("/testlib/list-recorder", test_recorder);

  return g_test_run ();
}
