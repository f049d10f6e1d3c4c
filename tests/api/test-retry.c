/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-retry.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"
#include "gh-users.h"
#include "session-fixture.h"

#define USER "/api/users/u9"

static GError *
new_error (int code, guint status, gboolean is_unsent)
{
  GError *error = g_error_new_literal (GH_ERROR, code, "x");

  gh_error_set_http_status (error, status);
  gh_error_set_is_unsent (error, is_unsent);

  return error;
}

/* Who may be sent again after what: any that nothing was sent of, what is idempotent after what may
 * pass, nothing after anything else. */
static void
test_policy (void)
{
  static const struct
  {
    int code;
    guint status;
    gboolean may_pass;
  } rows[] = {
    { GH_ERROR_OFFLINE, 0, TRUE },       { GH_ERROR_TIMEOUT, 0, TRUE },
    { GH_ERROR_RATE_LIMITED, 429, TRUE }, { GH_ERROR_SERVER, 500, TRUE },
    { GH_ERROR_SERVER, 503, TRUE },      { GH_ERROR_SERVER, 501, FALSE },
    { GH_ERROR_SERVER, 200, FALSE },     { GH_ERROR_TLS, 0, FALSE },
    { GH_ERROR_NOT_API, 200, FALSE },    { GH_ERROR_INVALID_REPLY, 0, FALSE },
    { GH_ERROR_UNAUTHORIZED, 401, FALSE }, { GH_ERROR_NOT_FOUND, 404, FALSE },
    { GH_ERROR_LIMIT, 0, FALSE },
  };
  g_autoptr (GhVirtualClock) clock = gh_virtual_clock_new ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (GhRequestMethod method = GH_REQUEST_GET; method <= GH_REQUEST_DELETE; method++)
      for (gboolean is_unsent = FALSE; is_unsent <= TRUE; is_unsent++)
        {
          gboolean is_idempotent = method != GH_REQUEST_POST && method != GH_REQUEST_PATCH;
          g_autoptr (GhRequest) request = gh_request_new (method, "/x");
          g_autoptr (GhRetry) retry = gh_retry_new (GH_CLOCK (clock));
          g_autoptr (GError) error = new_error (rows[i].code, rows[i].status, is_unsent);
          gint64 wait_us;

          g_assert_cmpint (gh_retry_count_failure (retry, request, error, &wait_us), ==,
                           rows[i].may_pass && (is_idempotent || is_unsent));
        }
}

static void
test_three_tries (void)
{
  g_autoptr (GhVirtualClock) clock = gh_virtual_clock_new ();
  g_autoptr (GhRequest) request = gh_request_new (GH_REQUEST_GET, "/x");
  g_autoptr (GhRetry) retry = gh_retry_new (GH_CLOCK (clock));
  g_autoptr (GError) error = new_error (GH_ERROR_SERVER, 500, FALSE);
  gint64 wait_us;

  for (guint i = 1; i < GH_RETRY_MOST_TRIES; i++)
    {
      g_assert_true (gh_retry_count_failure (retry, request, error, &wait_us));
      g_assert_cmpint (wait_us, >, 0);
      g_assert_cmpint (wait_us, <=, G_TIME_SPAN_SECOND);
    }
  g_assert_false (gh_retry_count_failure (retry, request, error, &wait_us));
}

/* What the server asks for is honoured where there is time for it, else told. */
static void
test_retry_after (void)
{
  g_autoptr (GhVirtualClock) clock = gh_virtual_clock_new ();
  g_autoptr (GhRequest) request = gh_request_new (GH_REQUEST_GET, "/x");
  const gint64 now_us = gh_clock_get_monotonic_us (GH_CLOCK (clock));
  const struct
  {
    gint64 after_us;
    gboolean again;
  } rows[] = {
    { 3 * G_TIME_SPAN_SECOND, TRUE },
    { GH_RETRY_MOST_TIME_US - 1, TRUE },
    { GH_RETRY_MOST_TIME_US, FALSE },
    { 60 * G_TIME_SPAN_SECOND, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GhRetry) retry = gh_retry_new (GH_CLOCK (clock));
      g_autoptr (GError) error = new_error (GH_ERROR_RATE_LIMITED, 429, FALSE);
      gint64 wait_us;

      gh_error_set_retry_at_us (error, now_us + rows[i].after_us);
      g_assert_cmpint (gh_retry_count_failure (retry, request, error, &wait_us), ==, rows[i].again);
      g_assert_cmpint (wait_us, ==, rows[i].after_us);
    }
}

static void
wait_for (SessionFixture *fixture, GAsyncResult **result)
{
  gh_test_wait_until (*result != NULL
                      || gh_virtual_clock_get_next_delay_us (fixture->clock) < G_TIME_SPAN_SECOND);
  while (*result == NULL)
    {
      gint64 delay_us = gh_virtual_clock_get_next_delay_us (fixture->clock);

      if (delay_us >= 0 && delay_us < 5 * G_TIME_SPAN_SECOND)
        gh_virtual_clock_advance_us (fixture->clock, delay_us);
      g_main_context_iteration (NULL, FALSE);
    }
}

static void
test_passes_after_two_faults (SessionFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhUser) user = NULL;
  g_autoptr (GhUsers) users = NULL;

  session_fixture_sign_in (fixture, FALSE);
  users = gh_users_new (fixture->session);
  gh_test_server_respond (fixture->server, "GET", USER, 503, "{}");
  gh_test_server_respond (fixture->server, "GET", USER, 502, "{}");
  gh_test_server_respond (fixture->server, "GET", USER, 200, "{\"id\":\"u9\",\"email\":\"a@b\"}");
  gh_users_get_async (users, "u9", NULL, gh_test_take_result_cb, &result);
  wait_for (fixture, &result);
  user = gh_users_get_finish (users, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gh_test_server_count (fixture->server, "GET", USER), ==, 3);
}

/* The first deletion has arrived, and its answer has not. */
static void
test_deleted_by_the_first_try (SessionFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhUsers) users = NULL;

  session_fixture_sign_in (fixture, FALSE);
  users = gh_users_new (fixture->session);
  gh_test_server_respond (fixture->server, "DELETE", USER, 503, "{}");
  gh_test_server_respond (fixture->server, "DELETE", USER, 404, "{\"message\":\"User not found\"}");
  gh_users_delete_async (users, "u9", NULL, gh_test_take_result_cb, &result);
  wait_for (fixture, &result);
  g_assert_true (gh_users_delete_finish (users, result, &error));
  g_assert_no_error (error);

  /* One that was not there in the first place is told. */
  g_clear_object (&result);
  gh_users_delete_async (users, "u9", NULL, gh_test_take_result_cb, &result);
  wait_for (fixture, &result);
  g_assert_false (gh_users_delete_finish (users, result, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_NOT_FOUND);
}

/* A POST that could not even be sent is sent when the server is there again. */
static void
test_unsent_post (SessionFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhUsers) users = NULL;
  g_autoptr (GhUser) user = NULL;
  const GhUserDraft draft = { .email = "a@b", .password = "p" };

  session_fixture_sign_in (fixture, FALSE);
  users = gh_users_new (fixture->session);
  gh_test_server_respond (fixture->server, "POST", "/api/users", 201,
                          "{\"id\":\"u9\",\"email\":\"a@b\"}");
  gh_test_server_stop (fixture->server);
  gh_users_create_async (users, &draft, NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (gh_virtual_clock_get_next_delay_us (fixture->clock) >= 0
                      && gh_virtual_clock_get_next_delay_us (fixture->clock) < G_TIME_SPAN_SECOND);
  gh_test_server_start (fixture->server);
  wait_for (fixture, &result);
  user = gh_users_create_finish (users, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gh_test_server_count (fixture->server, "POST", "/api/users"), ==, 1);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  g_test_add_func ("/retry/policy", test_policy);
  g_test_add_func ("/retry/three-tries", test_three_tries);
  g_test_add_func ("/retry/retry-after", test_retry_after);
#define ADD(name, function)                                                                       \
  g_test_add ("/retry/" name, SessionFixture, NULL, session_fixture_set_up, function,             \
              session_fixture_tear_down)
  ADD ("passes-after-two-faults", test_passes_after_two_faults);
  ADD ("deleted-by-the-first-try", test_deleted_by_the_first_try);
  ADD ("unsent-post", test_unsent_post);
#undef ADD

  return g_test_run ();
}
