/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-day-counts.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"
#include "gh-time.h"
#include "session-fixture.h"

#include <libsoup/soup.h>

#define EVENTS "/api/face-recognition/events"

/* A history with events on two days. */
typedef struct
{
  SessionFixture base;
  gint64 at_us[3];
  guint n_asked;
} Fixture;

static gint64
get_noon_us (int year, int month, int day)
{
  g_autoptr (GDateTime) noon = g_date_time_new_local (year, month, day, 12, 0, 0.0);

  return g_date_time_to_unix_usec (noon);
}

static void
events_cb (GhTestServer *server, SoupServerMessage *message, const char *body, gpointer user_data)
{
  Fixture *fixture = user_data;
  const char *text = g_uri_get_query (soup_server_message_get_uri (message));
  g_autoptr (GHashTable) query = soup_form_decode (text);
  g_autofree char *json = NULL;
  gint64 start_us;
  gint64 end_us;
  guint n = 0;

  g_assert_cmpstr (g_hash_table_lookup (query, "limit"), ==, "1");
  g_assert_true (gh_time_parse_iso8601 (g_hash_table_lookup (query, "startDate"), &start_us, NULL));
  g_assert_true (gh_time_parse_iso8601 (g_hash_table_lookup (query, "endDate"), &end_us, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (fixture->at_us); i++)
    n += fixture->at_us[i] >= start_us && fixture->at_us[i] <= end_us;
  fixture->n_asked++;
  json = g_strdup_printf ("{\"success\":true,\"data\":{\"events\":[],\"total\":%u,\"page\":1,"
                          "\"limit\":1,\"totalPages\":%u}}", n, n);
  gh_test_server_answer (message, 200, json);
}

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  session_fixture_set_up (&fixture->base, user_data);
  session_fixture_sign_in (&fixture->base, FALSE);
  gh_test_server_handle (fixture->base.server, "GET", EVENTS, events_cb, fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  session_fixture_tear_down (&fixture->base, user_data);
}

/* The budget gives the background a request now and then. */
static void
pass_time (Fixture *fixture)
{
  gh_virtual_clock_advance_us (fixture->base.clock, G_TIME_SPAN_SECOND);
  gh_test_drain ();
}

static void
test_each_day_is_asked_once (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GhFaceRecognition) group = gh_face_recognition_new (fixture->base.session);
  g_autoptr (GhDayCounts) counts = gh_day_counts_new (group, GH_CLOCK (fixture->base.clock));
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local_usec (
    gh_clock_get_real_us (GH_CLOCK (fixture->base.clock)));
  g_autoptr (GDateTime) before = g_date_time_add_months (now, -2);
  int year = g_date_time_get_year (before);
  int month = g_date_time_get_month (before);
  guint n_days = g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year);

  fixture->at_us[0] = get_noon_us (year, month, 3);
  fixture->at_us[1] = fixture->at_us[0] + 1;
  fixture->at_us[2] = get_noon_us (year, month, 28);
  g_assert_cmpint (gh_day_counts_get (counts, year, month, 3), ==, -1);

  gh_day_counts_want_month (counts, year, month);
  while (gh_day_counts_get (counts, year, month, 1) < 0)
    pass_time (fixture);
  g_assert_cmpint (gh_day_counts_get (counts, year, month, 1), ==, 0);
  g_assert_cmpint (gh_day_counts_get (counts, year, month, 3), ==, 2);
  g_assert_cmpint (gh_day_counts_get (counts, year, month, 28), ==, 1);
  g_assert_cmpuint (fixture->n_asked, ==, 1 + n_days);

  gh_day_counts_want_month (counts, year, month);
  pass_time (fixture);
  g_assert_cmpuint (fixture->n_asked, ==, 1 + n_days);
}

/* A month in which nothing happened is one request, and what is to come is none. */
static void
test_an_empty_month_is_one_request (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GhFaceRecognition) group = gh_face_recognition_new (fixture->base.session);
  g_autoptr (GhDayCounts) counts = gh_day_counts_new (group, GH_CLOCK (fixture->base.clock));

  gh_day_counts_want_month (counts, 2019, 2);
  while (gh_day_counts_get (counts, 2019, 2, 28) < 0)
    pass_time (fixture);
  g_assert_cmpint (gh_day_counts_get (counts, 2019, 2, 1), ==, 0);
  g_assert_cmpuint (fixture->n_asked, ==, 1);

  gh_day_counts_want_month (counts, 2199, 2);
  pass_time (fixture);
  g_assert_cmpuint (fixture->n_asked, ==, 1);
}

static void
test_let_go (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GhFaceRecognition) group = gh_face_recognition_new (fixture->base.session);
  g_autoptr (GhDayCounts) counts = gh_day_counts_new (group, GH_CLOCK (fixture->base.clock));

  gh_day_counts_want_month (counts, 2019, 2);
  g_assert_finalize_object (g_steal_pointer (&counts));
  gh_test_drain ();
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)
  ADD ("/day-counts/once", test_each_day_is_asked_once);
  ADD ("/day-counts/empty-month", test_an_empty_month_is_one_request);
  ADD ("/day-counts/let-go", test_let_go);
#undef ADD

  return g_test_run ();
}
