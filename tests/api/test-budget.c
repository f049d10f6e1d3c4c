/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-budget-private.h"
#include "gh-error.h"
#include "gh-face-recognition.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"
#include "gh-users.h"
#include "session-fixture.h"

#define SECOND G_TIME_SPAN_SECOND
#define USERS "/api/users"
#define EMPTY_PAGE                                                                                \
  "{\"success\":true,\"data\":{\"items\":[],\"total\":0,\"page\":1,\"limit\":10,\"totalPages\":0}}"

typedef struct
{
  GhVirtualClock *clock; /* (owned) */
  GhBudget *budget;      /* (owned) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  fixture->clock = gh_virtual_clock_new ();
  fixture->budget = gh_budget_new (GH_CLOCK (fixture->clock));
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_assert_finalize_object (g_steal_pointer (&fixture->budget));
  g_assert_cmpuint (gh_virtual_clock_get_n_timeouts (fixture->clock), ==, 0);
  g_assert_finalize_object (g_steal_pointer (&fixture->clock));
}

static GhRequest *
new_request (const char *path, GhRequestPriority priority)
{
  GhRequest *request = gh_request_new (GH_REQUEST_GET, path);

  gh_request_set_priority (request, priority);

  return request;
}

/* How many go at once. */
static guint
take (Fixture *fixture, const char *path, GhRequestPriority priority, guint most)
{
  g_autoptr (GhRequest) request = new_request (path, priority);
  guint n = 0;

  while (n < most && gh_budget_take (fixture->budget, request))
    n++;

  return n;
}

static void
wait (Fixture *fixture,
      const char *path,
      GhRequestPriority priority,
      GCancellable *cancellable,
      GAsyncResult **result)
{
  g_autoptr (GhRequest) request = new_request (path, priority);

  gh_budget_wait_async (fixture->budget, request, cancellable, gh_test_take_result_cb, result);
}

static void
assert_let_go (Fixture *fixture, GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;

  gh_test_wait_until (*result != NULL);
  gh_budget_wait_finish (fixture->budget, *result, &error);
  g_assert_no_error (error);
  g_clear_object (result);
}

static void
assert_told (Fixture *fixture, GAsyncResult **result, gint64 retry_after_us)
{
  g_autoptr (GError) error = NULL;

  gh_test_wait_until (*result != NULL);
  g_assert_false (gh_budget_wait_finish (fixture->budget, *result, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_RATE_LIMITED);
  g_assert_true (gh_error_get_is_unsent (error));
  g_assert_cmpint (gh_error_get_retry_at_us (error), ==,
                   gh_clock_get_monotonic_us (GH_CLOCK (fixture->clock)) + retry_after_us);
  g_clear_object (result);
}

static void
assert_waits (GAsyncResult *result)
{
  gh_test_drain ();
  g_assert_null (result);
}

static guint
count_waiting (Fixture *fixture)
{
  guint n;

  g_object_get (fixture->budget, "n-waiting", &n, NULL);

  return n;
}

static void
learn (Fixture *fixture, const char *path, gint64 limit, gint64 remaining, gint64 window_us)
{
  g_autoptr (GhRequest) request = new_request (path, GH_REQUEST_OPERATOR);
  const GhRateLimit told = { limit, remaining, window_us };

  gh_budget_learn (fixture->budget, request, &told);
}

static void
test_sixty_a_minute (Fixture *fixture, gconstpointer user_data)
{
  g_assert_cmpuint (take (fixture, "/a", GH_REQUEST_OPERATOR, 1000), ==, 60);
  g_assert_cmpuint (take (fixture, "/b", GH_REQUEST_OPERATOR, 1000), ==, 60);
  gh_virtual_clock_advance_us (fixture->clock, 60 * SECOND - 1);
  g_assert_cmpuint (take (fixture, "/a", GH_REQUEST_OPERATOR, 1000), ==, 0);
  gh_virtual_clock_advance_us (fixture->clock, 1);
  g_assert_cmpuint (take (fixture, "/a", GH_REQUEST_OPERATOR, 1000), ==, 60);
}

/* However they are spread: in no minute, wherever it begins, are there more than sixty. */
static void
test_any_minute (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  g_autoptr (GArray) sent = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < 3000; i++)
    {
      gint64 now_us;

      gh_virtual_clock_advance_us (fixture->clock, g_rand_int_range (random, 0, 2 * (int) SECOND));
      now_us = gh_clock_get_monotonic_us (GH_CLOCK (fixture->clock));
      for (guint n = take (fixture, "/a", (GhRequestPriority) g_rand_int_range (random, 0, 3), 4);
           n > 0;
           n--)
        g_array_append_val (sent, now_us);
      if (sent->len > 60)
        g_assert_cmpint (now_us - g_array_index (sent, gint64, sent->len - 61), >=, 60 * SECOND);
    }
  g_assert_cmpuint (sent->len, >, 1000);
}

static void
test_routes_have_no_ids (Fixture *fixture, gconstpointer user_data)
{
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *id = g_strdup_printf ("u%u", i);
      g_autoptr (GhRequest) request = gh_request_new_for_id (GH_REQUEST_GET, "/users/", id, NULL);

      g_assert_true (gh_budget_take (fixture->budget, request));
    }
  {
    g_autoptr (GhRequest) one = gh_request_new_for_id (GH_REQUEST_GET, "/users/", "u99", NULL);
    g_autoptr (GhRequest) other = gh_request_new_for_id (GH_REQUEST_DELETE, "/users/", "u99", NULL);

    g_assert_false (gh_budget_take (fixture->budget, one));
    g_assert_true (gh_budget_take (fixture->budget, other));
  }
}

/* Scrolling and reading the history leave something to each other, and ten to clicks. */
static void
test_nobody_starves (Fixture *fixture, gconstpointer user_data)
{
  g_assert_cmpuint (take (fixture, "/a", GH_REQUEST_PATIENT, 1000), ==, 38);
  g_assert_cmpuint (take (fixture, "/a", GH_REQUEST_BACKGROUND, 1000), ==, 12);
  g_assert_cmpuint (take (fixture, "/a", GH_REQUEST_OPERATOR, 1000), ==, 10);

  g_assert_cmpuint (take (fixture, "/b", GH_REQUEST_BACKGROUND, 1000), ==, 40);
  g_assert_cmpuint (take (fixture, "/b", GH_REQUEST_PATIENT, 1000), ==, 10);
  g_assert_cmpuint (take (fixture, "/b", GH_REQUEST_OPERATOR, 1000), ==, 10);
}

static void
test_clicks_go_first (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GAsyncResult) background = NULL;
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GAsyncResult) click = NULL;

  /* One after the other, so that one after the other falls out of the minute. */
  for (guint i = 0; i < 60; i++)
    {
      g_assert_cmpuint (take (fixture, "/a", i < 38 ? GH_REQUEST_PATIENT : GH_REQUEST_OPERATOR, 1),
                        ==, 1);
      gh_virtual_clock_advance_us (fixture->clock, 900 * G_TIME_SPAN_MILLISECOND);
    }
  wait (fixture, "/a", GH_REQUEST_BACKGROUND, NULL, &background);
  wait (fixture, "/a", GH_REQUEST_PATIENT, NULL, &first);
  wait (fixture, "/a", GH_REQUEST_PATIENT, NULL, &second);
  wait (fixture, "/a", GH_REQUEST_OPERATOR, NULL, &click);
  g_assert_cmpuint (count_waiting (fixture), ==, 4);

  gh_virtual_clock_advance_us (fixture->clock, 6 * SECOND);
  assert_let_go (fixture, &click);
  assert_waits (first);
  gh_virtual_clock_advance_us (fixture->clock, 900 * G_TIME_SPAN_MILLISECOND);
  assert_waits (background);
  /* And nobody who comes later goes before those who wait. */
  g_assert_cmpuint (take (fixture, "/a", GH_REQUEST_BACKGROUND, 1), ==, 0);
  gh_virtual_clock_advance_us (fixture->clock, 20 * SECOND);
  assert_let_go (fixture, &first);
  assert_let_go (fixture, &second);
  gh_virtual_clock_advance_us (fixture->clock, 60 * SECOND);
  assert_let_go (fixture, &background);
  g_assert_cmpuint (count_waiting (fixture), ==, 0);
}

static void
test_a_click_is_told (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GAsyncResult) result = NULL;

  take (fixture, "/a", GH_REQUEST_OPERATOR, 60);
  wait (fixture, "/a", GH_REQUEST_OPERATOR, NULL, &result);
  assert_told (fixture, &result, 60 * SECOND);

  /* Ten seconds are worth waiting for; and what turns out to be more is told then. */
  gh_virtual_clock_advance_us (fixture->clock, 50 * SECOND);
  wait (fixture, "/a", GH_REQUEST_OPERATOR, NULL, &result);
  assert_waits (result);
  {
    g_autoptr (GhRequest) request = new_request ("/a", GH_REQUEST_OPERATOR);

    gh_budget_close (fixture->budget, request,
                     gh_clock_get_monotonic_us (GH_CLOCK (fixture->clock)) + 30 * SECOND);
  }
  assert_told (fixture, &result, 30 * SECOND);
}

static void
test_cancelled_while_waiting (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GCancellable) before = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) other = NULL;
  g_autoptr (GError) error = NULL;

  take (fixture, "/a", GH_REQUEST_BACKGROUND, 30);
  wait (fixture, "/a", GH_REQUEST_BACKGROUND, cancellable, &result);
  assert_waits (result);
  g_cancellable_cancel (cancellable);
  gh_test_wait_until (result != NULL);
  g_assert_false (gh_budget_wait_finish (fixture->budget, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  g_cancellable_cancel (before);
  wait (fixture, "/a", GH_REQUEST_BACKGROUND, before, &other);
  gh_test_wait_until (other != NULL);
  g_assert_false (gh_budget_wait_finish (fixture->budget, other, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_waiting (fixture), ==, 0);
}

/* As many wait as there is room for; then the last gives way to one who goes before it. */
static void
test_queue_is_bounded (Fixture *fixture, gconstpointer user_data)
{
  GAsyncResult *results[GH_BUDGET_MOST_WAITING] = { NULL };
  g_autoptr (GAsyncResult) more = NULL;
  g_autoptr (GAsyncResult) click = NULL;

  gh_budget_set_limit (fixture->budget, 600);
  take (fixture, "/a", GH_REQUEST_BACKGROUND, 300);
  take (fixture, "/a", GH_REQUEST_OPERATOR, 300);
  gh_virtual_clock_advance_us (fixture->clock, 55 * SECOND);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    wait (fixture, "/a", GH_REQUEST_BACKGROUND, NULL, &results[i]);
  wait (fixture, "/a", GH_REQUEST_BACKGROUND, NULL, &more);
  assert_told (fixture, &more, 5 * SECOND);

  wait (fixture, "/a", GH_REQUEST_OPERATOR, NULL, &click);
  assert_told (fixture, &results[G_N_ELEMENTS (results) - 1], 60 * SECOND);
  g_assert_cmpuint (count_waiting (fixture), ==, GH_BUDGET_MOST_WAITING);

  gh_virtual_clock_advance_us (fixture->clock, 5 * SECOND);
  assert_let_go (fixture, &click);
  for (guint i = 0; i < G_N_ELEMENTS (results) - 1; i++)
    assert_let_go (fixture, &results[i]);
}

static void
test_server_says_what_is_left (Fixture *fixture, gconstpointer user_data)
{
  /* Others are behind the same address: twenty of a hundred are kept from what can wait. */
  learn (fixture, "/a", 100, 23, 40 * SECOND);
  g_assert_cmpuint (take (fixture, "/a", GH_REQUEST_BACKGROUND, 1000), ==, 3);
  g_assert_cmpuint (take (fixture, "/a", GH_REQUEST_PATIENT, 1000), ==, 10);
  g_assert_cmpuint (take (fixture, "/a", GH_REQUEST_OPERATOR, 1000), ==, 10);
  g_assert_cmpuint (take (fixture, "/b", GH_REQUEST_OPERATOR, 1), ==, 1);

  /* An answer that was on its way meanwhile does not give back what was sent since. */
  learn (fixture, "/a", 100, 8, 39 * SECOND);
  g_assert_cmpuint (take (fixture, "/a", GH_REQUEST_OPERATOR, 1000), ==, 0);
  gh_virtual_clock_advance_us (fixture->clock, 39 * SECOND);
  g_assert_cmpuint (take (fixture, "/a", GH_REQUEST_OPERATOR, 1), ==, 1);

  /* A window that has begun anew is believed. */
  learn (fixture, "/c", 100, 0, -1);
  g_assert_cmpuint (take (fixture, "/c", GH_REQUEST_OPERATOR, 1), ==, 0);
  learn (fixture, "/c", 100, 99, -1);
  g_assert_cmpuint (take (fixture, "/c", GH_REQUEST_OPERATOR, 1), ==, 1);
}

static void
test_server_takes_less (Fixture *fixture, gconstpointer user_data)
{
  GhBudgetUse use;

  learn (fixture, "/a", 6, -1, -1);
  g_assert_cmpuint (take (fixture, "/a", GH_REQUEST_PATIENT, 1000), ==, 3);
  g_assert_cmpuint (take (fixture, "/a", GH_REQUEST_OPERATOR, 1000), ==, 3);
  gh_budget_get_use (fixture->budget, &use);
  g_assert_cmpuint (use.limit, ==, 6);
  g_assert_cmpuint (use.n_used, ==, 6);

  learn (fixture, "/b", 0, -1, -1);
  g_assert_cmpuint (take (fixture, "/b", GH_REQUEST_OPERATOR, 1000), ==, 1);
  learn (fixture, "/c", 100000, 99999, 3600 * SECOND);
  g_assert_cmpuint (take (fixture, "/c", GH_REQUEST_OPERATOR, 1000), ==, 60);
}

static void
test_use (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GhRequest) request = new_request ("/b", GH_REQUEST_OPERATOR);
  const gint64 now_us = gh_clock_get_monotonic_us (GH_CLOCK (fixture->clock));
  GhBudgetUse use;

  gh_budget_get_use (fixture->budget, &use);
  g_assert_cmpuint (use.limit, ==, GH_BUDGET_LIMIT);
  g_assert_cmpuint (use.n_used, ==, 0);

  take (fixture, "/a", GH_REQUEST_OPERATOR, 20);
  take (fixture, "/b", GH_REQUEST_OPERATOR, 5);
  gh_budget_get_use (fixture->budget, &use);
  g_assert_cmpuint (use.n_used, ==, 20);
  g_assert_cmpint (use.opens_at_us, ==, 0);

  gh_budget_close (fixture->budget, request, now_us + 30 * SECOND);
  gh_budget_get_use (fixture->budget, &use);
  g_assert_cmpuint (use.n_used, ==, 5);
  g_assert_cmpint (use.opens_at_us, ==, now_us + 30 * SECOND);
  gh_virtual_clock_advance_us (fixture->clock, 60 * SECOND);
  gh_budget_get_use (fixture->budget, &use);
  g_assert_cmpuint (use.n_used, ==, 0);
}

static void
test_headers (void)
{
  const gint64 now_us = GH_VIRTUAL_CLOCK_START_REAL_US;
  static const struct
  {
    const char *limit, *remaining, *reset;
    gint64 expected[3]; /* the window in seconds */
    gboolean says;
  } rows[] = {
    { "100", "87", "42", { 100, 87, 42 }, TRUE },
    { "100", "87", "1767225630", { 100, 87, 30 }, TRUE },
    { "100", "87", "1767225500", { 100, 87, 0 }, TRUE },
    { "100, 100;w=60", " 0 ", "7;x", { 100, 0, 7 }, TRUE },
    { NULL, NULL, "7", { -1, -1, 7 }, FALSE },
    { NULL, "5", NULL, { -1, 5, -1 }, TRUE },
    { "-3", "many", "", { -1, -1, -1 }, FALSE },
    { "12x", "1.5", "1e3", { -1, -1, -1 }, FALSE },
    { "99999999999999999999", "99999999999999999999", "99999999999999999999",
      { GH_RATE_LIMIT_MOST_REQUESTS, GH_RATE_LIMIT_MOST_REQUESTS, 3600 }, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GhRateLimit told;
      gint64 window_us = rows[i].expected[2] < 0 ? -1 : rows[i].expected[2] * SECOND;

      g_assert_cmpint (gh_rate_limit_parse (&told, rows[i].limit, rows[i].remaining, rows[i].reset,
                                            now_us),
                       ==, rows[i].says);
      g_assert_cmpint (told.limit, ==, rows[i].expected[0]);
      g_assert_cmpint (told.remaining, ==, rows[i].expected[1]);
      g_assert_cmpint (told.window_us, ==, window_us);
    }
}

static void
list (GhUsers *users, guint page, GAsyncResult **result)
{
  gh_users_list_async (users, page, 10, NULL, NULL, gh_test_take_result_cb, result);
}

static void
assert_listed (GhUsers *users, GAsyncResult **result)
{
  g_autoptr (GhResultPage) page = NULL;
  g_autoptr (GError) error = NULL;

  gh_test_wait_until (*result != NULL);
  page = gh_users_list_finish (users, *result, &error);
  g_assert_no_error (error);
  g_clear_object (result);
}

/* A call that waits for its turn has all of its time left when it is sent, and another try. */
static void
test_waiting_costs_no_time (SessionFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GhUsers) asking = NULL;
  g_autoptr (GhUsers) users = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  session_fixture_sign_in (fixture, FALSE);
  asking = gh_users_new (fixture->session);
  users = gh_endpoint_group_dup_in_manner (asking, GH_MANNER_BACKGROUND);
  gh_budget_set_limit (gh_transport_get_budget (fixture->transport), 2);
  gh_test_server_respond (fixture->server, "GET", USERS, 200, EMPTY_PAGE);
  gh_test_server_respond (fixture->server, "GET", USERS, 500, "{\"message\":\"x\"}");
  gh_test_server_respond (fixture->server, "GET", USERS, 200, EMPTY_PAGE);
  list (users, 1, &result);
  assert_listed (users, &result);

  list (users, 1, &result);
  gh_test_drain ();
  g_assert_cmpuint (gh_test_server_count (fixture->server, "GET", USERS), ==, 1);
  gh_virtual_clock_advance_us (fixture->clock, 60 * SECOND);
  gh_test_wait_until (gh_test_server_count (fixture->server, "GET", USERS) == 2);
  gh_test_wait_until (gh_virtual_clock_get_next_delay_us (fixture->clock) < SECOND);
  gh_virtual_clock_advance_us (fixture->clock, SECOND);
  gh_test_drain ();
  gh_virtual_clock_advance_us (fixture->clock, 60 * SECOND);
  assert_listed (users, &result);
  g_assert_cmpuint (gh_test_server_count (fixture->server, "GET", USERS), ==, 3);
}

static void
test_sign_out_ends_waiting (SessionFixture *fixture, gconstpointer user_data)
{
  GAsyncResult *results[2] = { NULL };
  g_autoptr (GAsyncResult) signed_out = NULL;

  session_fixture_sign_in (fixture, FALSE);
  gh_budget_set_limit (gh_transport_get_budget (fixture->transport), 1);
  session_fixture_call (fixture, NULL, &results[0]);
  gh_test_wait_until (results[0] != NULL);
  session_fixture_finish_well (fixture, results[0]);
  gh_virtual_clock_advance_us (fixture->clock, 55 * SECOND);
  session_fixture_call (fixture, NULL, &results[1]);
  gh_test_drain ();
  g_assert_null (results[1]);
  gh_session_sign_out_async (fixture->session, NULL, gh_test_take_result_cb, &signed_out);
  gh_test_wait_until (results[1] != NULL && signed_out != NULL);
  session_fixture_finish_badly (fixture, results[1], GH_ERROR, GH_ERROR_UNAUTHORIZED);
  g_assert_cmpuint (gh_test_server_count (fixture->server, "GET", THING), ==, 1);
  g_clear_object (&results[0]);
  g_clear_object (&results[1]);
}

/* 429 closes its own route and no other; headers are looked at in every answer. */
static void
test_answers_teach (SessionFixture *fixture, gconstpointer user_data)
{
  static const char limited[] = "{\"message\":\"Slower\",\"statusCode\":429}";
  g_autoptr (GBytes) body = g_bytes_new_static (limited, sizeof limited - 1);
  g_autoptr (GBytes) page = g_bytes_new_static (EMPTY_PAGE, strlen (EMPTY_PAGE));
  GhBudget *budget = gh_transport_get_budget (fixture->transport);
  g_autoptr (GhUsers) users = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GhBudgetUse use;

  session_fixture_sign_in (fixture, FALSE);
  users = gh_users_new (fixture->session);
  gh_test_server_respond_full (fixture->server, "GET", USERS, 200, "application/json", page,
                               "X-RateLimit-Limit", "50", "X-RateLimit-Remaining", "49",
                               "X-RateLimit-Reset", "60", NULL);
  gh_test_server_respond_full (fixture->server, "GET", USERS, 429, "application/json", body,
                               "Retry-After", "40", NULL);
  list (users, 1, &result);
  assert_listed (users, &result);
  gh_budget_get_use (budget, &use);
  g_assert_cmpuint (use.limit, ==, 50);

  list (users, 2, &result);
  gh_test_wait_until (result != NULL);
  g_assert_null (gh_users_list_finish (users, result, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_RATE_LIMITED);
  g_clear_error (&error);
  g_clear_object (&result);
  gh_budget_get_use (budget, &use);
  g_assert_cmpint (use.opens_at_us, ==,
                   gh_clock_get_monotonic_us (GH_CLOCK (fixture->clock)) + 40 * SECOND);

  /* A click is told without asking again. */
  gh_users_list_async (users, 1, 20, NULL, NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  g_assert_null (gh_users_list_finish (users, result, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_RATE_LIMITED);
  g_clear_object (&result);
  g_assert_cmpuint (gh_test_server_count (fixture->server, "GET", USERS), ==, 2);
  session_fixture_call (fixture, NULL, &result);
  gh_test_wait_until (result != NULL);
  session_fixture_finish_well (fixture, result);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
#define ADD_SESSION(path, function)                                                               \
  g_test_add (path, SessionFixture, NULL, session_fixture_set_up, function,                       \
              session_fixture_tear_down)

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  ADD ("/budget/sixty-a-minute", test_sixty_a_minute);
  ADD ("/budget/no-minute-has-more", test_any_minute);
  ADD ("/budget/routes-have-no-ids", test_routes_have_no_ids);
  ADD ("/budget/nobody-starves", test_nobody_starves);
  ADD ("/budget/clicks-go-first", test_clicks_go_first);
  ADD ("/budget/a-click-is-told", test_a_click_is_told);
  ADD ("/budget/cancelled-while-waiting", test_cancelled_while_waiting);
  ADD ("/budget/queue-is-bounded", test_queue_is_bounded);
  ADD ("/budget/server-says-what-is-left", test_server_says_what_is_left);
  ADD ("/budget/server-takes-less", test_server_takes_less);
  ADD ("/budget/use-is-told", test_use);
  g_test_add_func ("/budget/headers-are-read", test_headers);
  ADD_SESSION ("/budget/waiting-costs-no-time", test_waiting_costs_no_time);
  ADD_SESSION ("/budget/sign-out-ends-waiting", test_sign_out_ends_waiting);
  ADD_SESSION ("/budget/answers-teach", test_answers_teach);

  return g_test_run ();
}
