/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-client.h"
#include "gh-feed-break.h"
#include "gh-feed.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"

/* Our own live feed at the evaluation server, in both of its dialects, while things go wrong. Both
 * go by the same clock. */

#define ALL 1000

typedef struct
{
  GhDemoClient *client;        /* (owned) */
  gboolean is_field;
  char *token;                 /* (owned): for looking at the history from beside */
  GhTransport *transport;      /* (owned) */
  GhSession *session;          /* (owned) */
  GhFaceRecognition *faces;    /* (owned) */
  GhEventLog *log;             /* (owned) */
  GhFeed *feed;                /* (owned) */
} Bed;

static void
set_up (Bed *bed, gconstpointer user_data)
{
  GhDemoOptions *options = gh_demo_client_make_field_options (10);
  g_autofree char *uri = NULL;
  g_autoptr (GhServerAddress) address = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  bed->is_field = GPOINTER_TO_INT (user_data);
  if (bed->is_field)
    {
      options->rate_limit = 0;
      bed->client = gh_demo_client_new_with_options (options);
    }
  else
    {
      gh_demo_options_free (options);
      bed->client = gh_demo_client_new (10);
    }
  bed->token = gh_demo_client_sign_in (bed->client, "officer");

  uri = gh_demo_client_make_uri (bed->client, "http", "/api");
  address = gh_server_address_new (uri, NULL);
  bed->transport = gh_transport_new (address, GH_CLOCK (bed->client->clock));
  bed->session = gh_session_new (bed->transport, NULL);
  bed->faces = gh_face_recognition_new (bed->session);
  bed->log = gh_event_log_new (GH_CLOCK (bed->client->clock), ALL);
  bed->feed = gh_feed_new (bed->session, bed->faces, bed->log, NULL);
  gh_feed_set_transport (bed->feed, bed->is_field ? GH_FEED_TRANSPORT_SOCKETIO
                                                  : GH_FEED_TRANSPORT_WEBSOCKET);
  gh_session_sign_in_async (bed->session, "officer@gatehouse.example", bed->client->password,
                            FALSE, NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  gh_session_sign_in_finish (bed->session, result, &error);
  g_assert_no_error (error);
}

static void
tear_down (Bed *bed, gconstpointer user_data)
{
  gh_feed_stop (bed->feed);
  gh_test_drain ();
  g_clear_object (&bed->feed);
  g_clear_object (&bed->log);
  g_clear_object (&bed->faces);
  g_clear_object (&bed->session);
  gh_test_drain ();
  g_clear_object (&bed->transport);
  gh_demo_client_free (bed->client);
  g_free (bed->token);
}

static void
obey (Bed *bed, const char *line)
{
  g_test_message ("%s", line);
  g_assert_true (gh_demo_server_obey (bed->client->server, line));
}

static void
pass (Bed *bed, gint64 delay_us)
{
  gh_virtual_clock_advance_us (bed->client->clock, delay_us);
  gh_test_drain ();
}

/* Each at a time of its own, so that there is one order. */
static void
happen (Bed *bed, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      gh_demo_server_emit (bed->client->server, 1);
      gh_virtual_clock_advance_us (bed->client->clock, 2 * G_TIME_SPAN_MILLISECOND);
    }
}

static gboolean
arrived_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* A moment for what is on its way between threads and sockets. */
static void
let_arrive (void)
{
  gboolean is_over = FALSE;

  g_timeout_add (1, arrived_cb, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

/* Real time for what is on its way, and virtual time for what is waited for. */
#define pass_until(bed, condition)                                                                \
  G_STMT_START                                                                                    \
  {                                                                                               \
    for (guint pass_i = 0; !(condition); pass_i++)                                                \
      {                                                                                           \
        g_assert_cmpuint (pass_i, <, 20000);                                                      \
        let_arrive ();                                                                            \
        pass (bed, 50 * G_TIME_SPAN_MILLISECOND);                                                 \
      }                                                                                           \
  }                                                                                               \
  G_STMT_END

static gboolean
is (Bed *bed, GhFeedState state)
{
  return gh_feed_get_state (bed->feed) == state;
}

static void
go_live (Bed *bed)
{
  gh_feed_start (bed->feed);
  pass_until (bed, is (bed, GH_FEED_LIVE));
}

static char *
join_log (Bed *bed)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (bed->log)); i++)
    {
      g_autoptr (GObject) row = g_list_model_get_item (G_LIST_MODEL (bed->log), i);

      if (!GH_IS_FEED_BREAK (row))
        g_string_append_printf (ids, "%s\n", gh_face_event_get_id (GH_FACE_EVENT (row)));
    }
  return g_string_free (g_steal_pointer (&ids), FALSE);
}

static char *
join_history (Bed *bed)
{
  const char *list = bed->is_field ? "data.events" : "data.items";
  g_autoptr (GhDemoReply) reply = gh_demo_client_call (
    bed->client, "GET", "/face-recognition/events?limit=100", bed->token, NULL);
  g_autoptr (GString) ids = g_string_new (NULL);
  guint n;

  gh_demo_assert_status (reply, 200);
  n = gh_demo_reply_length (reply, list);
  g_assert_cmpuint (n, <, 100);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s[%u].id", list, i);

      g_string_append_printf (ids, "%s\n", gh_demo_reply_text (reply, path));
    }
  return g_string_free (g_steal_pointer (&ids), FALSE);
}

/* Each event once, in order. */
static gboolean
is_complete (Bed *bed)
{
  g_autofree char *shown = join_log (bed);
  g_autofree char *happened = join_history (bed);

  return g_str_equal (shown, happened);
}

/* As soon as the log has told of it: it does so once a frame. */
static void
assert_complete (Bed *bed)
{
  pass (bed, 80 * G_TIME_SPAN_MILLISECOND);
  g_assert_true (is_complete (bed));
}

static void
test_live (Bed *bed, gconstpointer user_data)
{
  go_live (bed);
  happen (bed, 3);
  pass_until (bed, is_complete (bed));
}

/* It finds out by itself how this server speaks. */
static void
test_automatic (Bed *bed, gconstpointer user_data)
{
  gh_feed_set_transport (bed->feed, GH_FEED_TRANSPORT_AUTO);
  go_live (bed);
  g_assert_cmpint (gh_feed_get_active_transport (bed->feed), ==,
                   bed->is_field ? GH_FEED_TRANSPORT_SOCKETIO : GH_FEED_TRANSPORT_WEBSOCKET);
  happen (bed, 2);
  pass_until (bed, is_complete (bed));
}

static void
test_polling (Bed *bed, gconstpointer user_data)
{
  gh_feed_set_transport (bed->feed, GH_FEED_TRANSPORT_POLLING);
  gh_feed_start (bed->feed);
  pass_until (bed, is (bed, GH_FEED_POLLING));
  happen (bed, 4);
  pass_until (bed, is_complete (bed));
  g_assert_true (is (bed, GH_FEED_POLLING));
}

/* The other end is gone, and nobody says so. */
static void
test_half_open_is_noticed (Bed *bed, gconstpointer user_data)
{
  go_live (bed);
  happen (bed, 1);
  pass_until (bed, is_complete (bed));

  obey (bed, "half-open on");
  happen (bed, 5);
  pass (bed, 44 * G_USEC_PER_SEC);
  g_assert_true (is (bed, GH_FEED_LIVE));
  pass (bed, 2 * G_USEC_PER_SEC);
  g_assert_false (is (bed, GH_FEED_LIVE));
  /* Neither does anybody answer now. */
  pass_until (bed, is (bed, GH_FEED_WAITING));
  pass (bed, 60 * G_USEC_PER_SEC);
  g_assert_false (is (bed, GH_FEED_LIVE));

  obey (bed, "half-open off");
  pass_until (bed, is (bed, GH_FEED_LIVE));
  assert_complete (bed);
}

static void
test_doubled_and_reordered (Bed *bed, gconstpointer user_data)
{
  go_live (bed);
  obey (bed, "duplicate on");
  obey (bed, "reorder on");
  for (guint i = 0; i < 10; i++)
    {
      happen (bed, 3);
      pass (bed, 50 * G_TIME_SPAN_MILLISECOND);
    }
  pass_until (bed, is_complete (bed));
  g_assert_true (is (bed, GH_FEED_LIVE));
}

static void
test_garbage (Bed *bed, gconstpointer user_data)
{
  go_live (bed);
  for (guint i = 0; i < 5; i++)
    {
      obey (bed, "garbage");
      happen (bed, 2);
    }
  pass_until (bed, is_complete (bed));
  pass_until (bed, gh_feed_get_n_invalid (bed->feed) == 5);
  g_assert_true (is (bed, GH_FEED_LIVE));
}

static void
test_cuts (Bed *bed, gconstpointer user_data)
{
  go_live (bed);
  for (guint i = 0; i < 5; i++)
    {
      happen (bed, 2);
      gh_demo_server_drop (bed->client->server);
      happen (bed, 3);
      pass_until (bed, !is (bed, GH_FEED_LIVE));
      happen (bed, 1);
      pass_until (bed, is (bed, GH_FEED_LIVE));
      assert_complete (bed);
    }
}

/* The history does not answer, then with errors, then by half. */
static void
test_history_fails (Bed *bed, gconstpointer user_data)
{
  static const char *const faults[] = { "hang 1", "status 503 2", "truncate 2", "latency 3000" };

  go_live (bed);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      happen (bed, 2);
      gh_demo_server_drop (bed->client->server);
      happen (bed, 2);
      pass_until (bed, !is (bed, GH_FEED_LIVE));
      obey (bed, faults[i]);
      pass_until (bed, is (bed, GH_FEED_LIVE));
      obey (bed, "latency 0");
      assert_complete (bed);
    }
}

/* The access token is good for a while yet; then nothing can be renewed. */
static void
test_revoked (Bed *bed, gconstpointer user_data)
{
  go_live (bed);
  obey (bed, "revoke");
  happen (bed, 1);
  pass_until (bed, is_complete (bed));
  pass (bed, 901 * G_USEC_PER_SEC);
  gh_demo_server_drop (bed->client->server);
  pass_until (bed, gh_session_get_state (bed->session) == GH_SESSION_SIGNED_OUT);
  g_assert_true (is (bed, GH_FEED_OFF));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (bed->log)), ==, 0);
}

/* A token that has expired is refused after the entry, and renewed over the same carrier. */
static void
test_expiry (Bed *bed, gconstpointer user_data)
{
  go_live (bed);
  pass (bed, 901 * G_USEC_PER_SEC);
  gh_demo_server_drop (bed->client->server);
  g_free (g_steal_pointer (&bed->token));
  bed->token = gh_demo_client_sign_in (bed->client, "officer");
  happen (bed, 2);
  pass_until (bed, is (bed, GH_FEED_LIVE) && is_complete (bed));
}

static void
add (const char *name, void (*test) (Bed *bed, gconstpointer user_data))
{
  for (int is_field = 0; is_field < 2; is_field++)
    {
      g_autofree char *path =
        g_strdup_printf ("/demo-feed/%s/%s", name, is_field ? "field" : "spec");

      g_test_add (path, Bed, GINT_TO_POINTER (is_field), set_up, test, tear_down);
    }
}

int
main (int argc, char **argv)
{
  gh_test_init_with_pictures (&argc, &argv);
  add ("live", test_live);
  add ("automatic", test_automatic);
  add ("polling", test_polling);
  add ("half-open-is-noticed", test_half_open_is_noticed);
  add ("doubled-and-reordered", test_doubled_and_reordered);
  add ("garbage", test_garbage);
  add ("cuts", test_cuts);
  add ("history-fails", test_history_fails);
  add ("revoked", test_revoked);
  add ("expiry", test_expiry);
  return g_test_run ();
}
