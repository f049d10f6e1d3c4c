/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events from the socket into the merged list, beside a bare WebSocket of libsoup whose frames are
 * only parsed by json-glib. Both read the same frames of the same server, which has a thread of its
 * own. */
#include <json-glib/json-glib.h>
#include <string.h>

#include "bench.h"
#include "gh-feed.h"
#include "gh-memory-token-store.h"
#include "gh-system-clock.h"
#include "gh-test-server.h"
#include "gh-test-wait.h"
#include "gh-time.h"

#define TOKENS                                                                                    \
  "{\"success\":true,\"data\":{\"accessToken\":\"a\",\"refreshToken\":\"r\",\"user\":{"           \
  "\"id\":\"u1\",\"email\":\"officer@example.org\",\"firstName\":\"Ada\",\"lastName\":\"L\","     \
  "\"role\":\"USER\",\"isActive\":true,\"createdAt\":\"2026-01-01T00:00:00.000Z\","               \
  "\"updatedAt\":\"2026-01-01T00:00:00.000Z\"}}}"
#define NO_EVENTS                                                                                 \
  "{\"success\":true,\"data\":{\"items\":[],\"total\":0,\"page\":1,\"limit\":50,\"totalPages\":0}}"

typedef struct
{
  GMainContext *context; /* (owned) */
  GMainLoop *loop;       /* (owned) */
  GThread *thread;       /* (owned) */
  GhTestServer *server;  /* (owned): of the thread */
  const char *picture;
  guint n_frames; /* in a run */
  guint n_sent;   /* in all of them */

  GhTransport *transport;              /* (owned) */
  GhSession *session;                  /* (owned) */
  GhEventLog *log;                     /* (owned) */
  GhFeed *feed;                        /* (owned) */
  SoupSession *bare_session;           /* (owned) */
  SoupWebsocketConnection *connection; /* (owned) (nullable) */
  char *last_id;                       /* (owned) (nullable): that the bare one has read */
} Bench;

/* --- The server ------------------------------------------------------------------------------- */

static gpointer
serve (gpointer data)
{
  Bench *self = data;
  GhTestServer *server;

  g_main_context_push_thread_default (self->context);
  server = gh_test_server_new ();
  gh_test_server_respond (server, "POST", "/api/auth/login", 200, TOKENS);
  gh_test_server_respond (server, "POST", "/api/auth/logout", 200, "{\"success\":true}");
  gh_test_server_respond (server, "GET", "/api/face-recognition/events", 200, NO_EVENTS);
  g_atomic_pointer_set (&self->server, server);
  g_main_context_wakeup (NULL);
  g_main_loop_run (self->loop);
  g_clear_object (&self->server);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

static char *
make_id (guint number)
{
  return g_strdup_printf ("event-%u", number);
}

/* In the thread. Whoever is connected gets them: one at a time is. */
static gboolean
send_frames_cb (gpointer user_data)
{
  Bench *self = user_data;
  gint64 now_us = g_get_real_time ();

  for (guint i = 0; i < self->n_frames; i++)
    {
      g_autofree char *id = make_id (self->n_sent + i + 1);
      g_autofree char *time = gh_time_format_iso8601 (now_us + i * G_TIME_SPAN_MILLISECOND);
      g_autofree char *text = g_strdup_printf (
        "{\"type\":\"face_recognition_event\",\"data\":{\"id\":\"%s\",\"faceRecordId\":\"record-1\","
        "\"faceId\":\"face-1\",\"eventType\":\"recognized\",\"confidence\":0.93,"
        "\"timestamp\":\"%s\",\"cameraId\":\"camera-1\",\"location\":\"Main entrance\"%s,"
        "\"metadata\":{\"quality\":0.8,\"boundingBox\":{\"x\":10,\"y\":20,\"width\":100,"
        "\"height\":120}}}}",
        id, time, self->picture);

      gh_test_server_send_text (self->server, text);
    }
  return G_SOURCE_REMOVE;
}

static guint
send_frames (Bench *self)
{
  guint last = self->n_sent + self->n_frames;

  g_main_context_invoke (self->context, send_frames_cb, self);
  return last;
}

typedef struct
{
  GhTestServer *server; /* (unowned) */
  guint n;
  int is_done;
} Count;

/* In the thread. */
static gboolean
count_sockets_cb (gpointer user_data)
{
  Count *count = user_data;

  count->n = gh_test_server_get_n_websockets (count->server);
  g_atomic_int_set (&count->is_done, TRUE);
  g_main_context_wakeup (NULL);
  return G_SOURCE_REMOVE;
}

/* Until the server has noticed who has gone. */
static void
wait_for_no_sockets (Bench *self)
{
  guint n;

  do
    {
      Count count = { .server = self->server };

      g_main_context_invoke (self->context, count_sockets_cb, &count);
      gh_test_wait_until (g_atomic_int_get (&count.is_done));
      n = count.n;
    }
  while (n > 0);
}

/* --- Ours ------------------------------------------------------------------------------------- */

static void
open_ours (Bench *self)
{
  gh_feed_start (self->feed);
  gh_test_wait_until (gh_feed_get_state (self->feed) == GH_FEED_LIVE);
}

static void
run_ours (gpointer data)
{
  Bench *self = data;
  g_autofree char *last = make_id (send_frames (self));

  gh_test_wait_until (gh_event_log_contains (self->log, last));
  self->n_sent += self->n_frames;
}

static void
close_ours (Bench *self)
{
  gh_feed_stop (self->feed);
  wait_for_no_sockets (self);
}

/* --- The bare one ----------------------------------------------------------------------------- */

static void
message_cb (SoupWebsocketConnection *connection, int type, GBytes *message, gpointer user_data)
{
  Bench *self = user_data;
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  gsize size;
  const char *text = g_bytes_get_data (message, &size);
  JsonObject *event;

  g_assert_true (json_parser_load_from_data (parser, text, (gssize) size, NULL));
  event = json_object_get_object_member (json_node_get_object (json_parser_get_root (parser)),
                                         "data");
  g_set_str (&self->last_id, json_object_get_string_member (event, "id"));
}

static void
open_bare (Bench *self)
{
  g_autofree char *uri =
    g_strdup_printf ("ws://127.0.0.1:%u/", gh_test_server_get_port (self->server));
  g_autoptr (SoupMessage) message = soup_message_new ("GET", uri);
  g_autoptr (GAsyncResult) result = NULL;

  soup_session_websocket_connect_async (self->bare_session, message, NULL, NULL,
                                        G_PRIORITY_DEFAULT, NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  self->connection =
    soup_session_websocket_connect_finish (self->bare_session, result, NULL);
  g_assert_nonnull (self->connection);
  g_signal_connect (self->connection, "message", G_CALLBACK (message_cb), self);
}

static void
run_bare (gpointer data)
{
  Bench *self = data;
  g_autofree char *last = make_id (send_frames (self));

  gh_test_wait_until (g_strcmp0 (self->last_id, last) == 0);
  self->n_sent += self->n_frames;
}

static void
close_bare (Bench *self)
{
  soup_websocket_connection_close (self->connection, SOUP_WEBSOCKET_CLOSE_NORMAL, NULL);
  gh_test_wait_until (soup_websocket_connection_get_state (self->connection)
                      == SOUP_WEBSOCKET_STATE_CLOSED);
  g_clear_object (&self->connection);
  wait_for_no_sockets (self);
}

/* --- Both ------------------------------------------------------------------------------------- */

static void
set_up (Bench *self)
{
  g_autoptr (GhClock) clock = gh_system_clock_new ();
  g_autoptr (GhServerAddress) address = NULL;
  g_autoptr (GhTokenStore) store = gh_memory_token_store_new ();
  g_autoptr (GhFaceRecognition) face_recognition = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("server", serve, self);
  gh_test_wait_until (g_atomic_pointer_get (&self->server) != NULL);

  address = gh_server_address_new (gh_test_server_get_base (self->server), NULL);
  self->transport = gh_transport_new (address, clock);
  self->session = gh_session_new (self->transport, store);
  gh_session_sign_in_async (self->session, "officer@example.org", "secret", FALSE, NULL,
                            gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  g_assert_true (gh_session_sign_in_finish (self->session, result, NULL));
  face_recognition = gh_face_recognition_new (self->session);
  self->log = gh_event_log_new (clock, GH_EVENT_LOG_DEFAULT_CAPACITY);
  self->feed = gh_feed_new (self->session, face_recognition, self->log, NULL);
  gh_feed_set_transport (self->feed, GH_FEED_TRANSPORT_WEBSOCKET);
  self->bare_session = soup_session_new ();
}

static void
tear_down (Bench *self)
{
  g_clear_object (&self->feed);
  g_clear_object (&self->log);
  g_clear_object (&self->session);
  g_clear_object (&self->transport);
  g_clear_object (&self->bare_session);
  g_main_loop_quit (self->loop);
  g_thread_join (g_steal_pointer (&self->thread));
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_free (self->last_id);
}

/* In turn, with one of them connected at a time. */
static void
report (Bench *self, const char *what, const char *picture, guint n_frames)
{
  g_autoptr (GArray) ours = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) bare = g_array_new (FALSE, FALSE, sizeof (double));

  self->picture = picture;
  self->n_frames = n_frames;
  for (guint i = 0; i < 5; i++)
    {
      double seconds;

      open_ours (self);
      seconds = bench_measure (run_ours, self);
      g_array_append_val (ours, seconds);
      close_ours (self);
      open_bare (self);
      seconds = bench_measure (run_bare, self);
      g_array_append_val (bare, seconds);
      close_bare (self);
    }
  bench_report (what, n_frames / bench_median (ours), "a second", n_frames / bench_median (bare));
}

int
main (void)
{
  Bench self = { 0 };
  g_autofree guchar *pixels = g_malloc0 (8000);
  g_autofree char *base64 = NULL;
  g_autofree char *picture = NULL;

  for (guint i = 0; i < 8000; i++)
    pixels[i] = (guchar) (i * 31);
  base64 = g_base64_encode (pixels, 8000);
  picture = g_strdup_printf (",\"imageData\":\"data:image/jpeg;base64,%s\"", base64);

  set_up (&self);
  report (&self, "live events through the merged feed, no picture", "", 2000);
  report (&self, "live events through the merged feed, 8 kB picture each", picture, 500);
  tear_down (&self);

  return 0;
}
