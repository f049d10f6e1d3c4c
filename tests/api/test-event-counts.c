/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-event-counts.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"
#include "gh-time.h"
#include "session-fixture.h"

#define EVENTS "/api/face-recognition/events"
#define HOUR (60 * G_TIME_SPAN_MINUTE)
/* 2026-01-01T00:00:00Z, and a half hour into an hour. */
#define NOW (GH_VIRTUAL_CLOCK_START_REAL_US + HOUR / 2)
#define N_HOURS 8

typedef struct
{
  SessionFixture session;
  GhFaceRecognition *faces; /* (owned) */
  GhEventReader *reader;    /* (owned) */
  GhEventCounts *counts;    /* (owned) */
  GArray *times;            /* (owned) of gint64: when there was an event */
  GString *asked;           /* (owned): "first+n" hours from the oldest, space-separated */
  gboolean fails;
  guint n_changes;
} Fixture;

static gint64
get_time (GHashTable *params, const char *name)
{
  g_autoptr (GError) error = NULL;
  gint64 time_us = 0;

  gh_time_parse_iso8601 (g_hash_table_lookup (params, name), &time_us, &error);
  g_assert_no_error (error);
  return time_us;
}

/* A history of which only the totals matter. */
static void
events_cb (GhTestServer *server, SoupServerMessage *message, const char *body, gpointer user_data)
{
  Fixture *fixture = user_data;
  const char *query = gh_test_server_get_query (server, "GET", EVENTS);
  g_autoptr (GHashTable) params = g_uri_parse_params (query, -1, "&", G_URI_PARAMS_NONE, NULL);
  gint64 start_us = get_time (params, "startDate");
  gint64 end_us = get_time (params, "endDate");
  gint64 oldest_us = NOW - HOUR / 2 - (N_HOURS - 1) * HOUR;
  guint total = 0;
  g_autofree char *reply = NULL;

  g_assert_cmpstr (g_hash_table_lookup (params, "limit"), ==, "1");
  if (fixture->fails)
    {
      gh_test_server_answer (message, 403, "{\"message\":\"no\",\"statusCode\":403}");
      return;
    }

  g_string_append_printf (fixture->asked, "%s%d+%d", fixture->asked->len > 0 ? " " : "",
                          (int) ((start_us - oldest_us) / HOUR),
                          (int) ((end_us - start_us + HOUR - 1) / HOUR));
  for (guint i = 0; i < fixture->times->len; i++)
    {
      gint64 time_us = g_array_index (fixture->times, gint64, i);

      total += time_us >= start_us && time_us <= end_us ? 1 : 0;
    }
  reply = g_strdup_printf ("{\"success\":true,\"data\":{\"items\":[],\"total\":%u,\"page\":1,"
                           "\"limit\":1,\"totalPages\":%u}}", total, total);
  gh_test_server_answer (message, 200, reply);
}

static void
changed_cb (Fixture *fixture)
{
  fixture->n_changes++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  session_fixture_set_up (&fixture->session, NULL);
  session_fixture_sign_in (&fixture->session, FALSE);
  fixture->faces = gh_face_recognition_new (fixture->session.session);
  fixture->reader = gh_event_reader_new (fixture->faces, GH_CLOCK (fixture->session.clock));
  fixture->counts = gh_event_counts_new (fixture->reader, GH_TIME_SLOT_HOUR, N_HOURS, utc);
  fixture->times = g_array_new (FALSE, FALSE, sizeof (gint64));
  fixture->asked = g_string_new (NULL);
  g_signal_connect_swapped (fixture->counts, "changed", G_CALLBACK (changed_cb), fixture);
  gh_test_server_handle (fixture->session.server, "GET", EVENTS, events_cb, fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->counts);
  g_assert_finalize_object (fixture->reader);
  g_clear_object (&fixture->faces);
  g_array_unref (fixture->times);
  g_string_free (fixture->asked, TRUE);
  session_fixture_tear_down (&fixture->session, NULL);
}

/* @hour counts from the oldest of the first update. */
static void
add_events (Fixture *fixture, int hour, guint n_events)
{
  gint64 time_us = NOW - HOUR / 2 - (N_HOURS - 1 - hour) * HOUR;

  for (guint i = 0; i < n_events; i++)
    g_array_append_val (fixture->times, time_us);
}

static void
update (Fixture *fixture, gint64 now_us)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_string_truncate (fixture->asked, 0);
  gh_event_counts_update_async (fixture->counts, now_us, NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  g_assert_true (gh_event_counts_update_finish (fixture->counts, result, &error));
  g_assert_no_error (error);
}

static void
assert_counts (Fixture *fixture, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < gh_event_counts_get_n_slots (fixture->counts); i++)
    g_string_append_printf (text, "%s%d", i > 0 ? " " : "",
                            (int) gh_event_counts_get_n_events (fixture->counts, i));
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_quiet_hours_are_one_question (Fixture *fixture, gconstpointer data)
{
  assert_counts (fixture, "");
  update (fixture, NOW);
  assert_counts (fixture, "0 0 0 0 0 0 0 0");
  g_assert_cmpstr (fixture->asked->str, ==, "7+1 0+7");
  g_assert_cmpuint (fixture->n_changes, ==, 3);
}

static void
test_every_hour_has_its_own (Fixture *fixture, gconstpointer data)
{
  for (int i = 0; i < N_HOURS; i++)
    add_events (fixture, i, (guint) i * 3);
  update (fixture, NOW);
  assert_counts (fixture, "0 3 6 9 12 15 18 21");
  /* No more than if each hour had been asked for. */
  g_assert_cmpuint (gh_test_server_count (fixture->session.server, "GET", EVENTS), <=, N_HOURS);
}

static void
test_what_is_over_is_not_asked_for_again (Fixture *fixture, gconstpointer data)
{
  add_events (fixture, 2, 5);
  add_events (fixture, 7, 1);
  update (fixture, NOW);
  assert_counts (fixture, "0 0 5 0 0 0 0 1");

  /* Only the hour that goes on. */
  add_events (fixture, 7, 1);
  update (fixture, NOW + 60 * G_TIME_SPAN_SECOND);
  assert_counts (fixture, "0 0 5 0 0 0 0 2");
  g_assert_cmpstr (fixture->asked->str, ==, "7+1");

  /* The next has begun; what was may still get late events for a while. */
  update (fixture, NOW + HOUR / 2 + 30 * G_TIME_SPAN_SECOND);
  assert_counts (fixture, "0 5 0 0 0 0 2 0");
  g_assert_cmpstr (fixture->asked->str, ==, "8+1 7+1");
  update (fixture, NOW + HOUR / 2 + GH_EVENT_COUNTS_GRACE_US);
  g_assert_cmpstr (fixture->asked->str, ==, "8+1 7+1");
  update (fixture, NOW + HOUR);
  g_assert_cmpstr (fixture->asked->str, ==, "8+1");
  assert_counts (fixture, "0 5 0 0 0 0 2 0");
}

static void
test_what_was_counted_before_a_failure_stays (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  add_events (fixture, 7, 4);
  update (fixture, NOW);
  fixture->fails = TRUE;
  gh_event_counts_update_async (fixture->counts, NOW + HOUR, NULL, gh_test_take_result_cb,
                                &result);
  gh_test_wait_until (result != NULL);
  g_assert_false (gh_event_counts_update_finish (fixture->counts, result, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_FORBIDDEN);
  assert_counts (fixture, "0 0 0 0 0 0 4 -1");

  fixture->fails = FALSE;
  update (fixture, NOW + HOUR);
  assert_counts (fixture, "0 0 0 0 0 0 4 0");
  g_assert_cmpstr (fixture->asked->str, ==, "8+1 7+1");
}

static void
test_the_pace_leaves_room_for_others (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint n_before;

  /* Every look at an hour that goes on is one request. */
  update (fixture, NOW);
  while (gh_test_server_count (fixture->session.server, "GET", EVENTS) < GH_EVENT_READER_BURST)
    update (fixture, NOW);
  n_before = gh_test_server_count (fixture->session.server, "GET", EVENTS);
  gh_event_counts_update_async (fixture->counts, NOW, cancellable, gh_test_take_result_cb, &result);
  gh_test_drain ();
  g_assert_null (result);
  gh_virtual_clock_advance_us (fixture->session.clock, GH_EVENT_READER_PACE_US);
  gh_test_wait_until (result != NULL);
  g_assert_cmpuint (gh_test_server_count (fixture->session.server, "GET", EVENTS), ==,
                    n_before + 1);

  /* Who waits can be called off at once. */
  g_clear_object (&result);
  gh_event_counts_update_async (fixture->counts, NOW, cancellable, gh_test_take_result_cb, &result);
  gh_test_drain ();
  g_assert_null (result);
  g_cancellable_cancel (cancellable);
  gh_test_wait_until (result != NULL);
  g_assert_false (gh_event_counts_update_finish (fixture->counts, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define add(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  add ("/event-counts/quiet", test_quiet_hours_are_one_question);
  add ("/event-counts/each", test_every_hour_has_its_own);
  add ("/event-counts/over", test_what_is_over_is_not_asked_for_again);
  add ("/event-counts/failure", test_what_was_counted_before_a_failure_stays);
  add ("/event-counts/pace", test_the_pace_leaves_room_for_others);

  return g_test_run ();
}
