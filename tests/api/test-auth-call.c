/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"
#include "session-fixture.h"

/* What a session asks for itself is sent again where nothing of it was sent, and only there. */

#define LOGIN "/api/auth/login"
#define REGISTER "/api/auth/register"
#define LOGOUT "/api/auth/logout"

static void
sign_in (SessionFixture *fixture, GCancellable *cancellable, GAsyncResult **result)
{
  gh_session_sign_in_async (fixture->session, "ann@example.org", "secret", FALSE, cancellable,
                            gh_test_take_result_cb, result);
}

/* The first try has failed, and the next is waited for. */
static void
wait_for_pause (SessionFixture *fixture)
{
  gh_test_wait_until (gh_virtual_clock_get_next_delay_us (fixture->clock) >= 0
                      && gh_virtual_clock_get_next_delay_us (fixture->clock)
                           < 2 * G_TIME_SPAN_SECOND);
}

static void
test_login_unsent (SessionFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gh_test_server_stop (fixture->server);
  sign_in (fixture, NULL, &result);
  wait_for_pause (fixture);
  gh_test_server_start (fixture->server);
  session_fixture_pass_pauses (fixture, &result);
  g_assert_true (gh_session_sign_in_finish (fixture->session, result, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (gh_test_server_count (fixture->server, "POST", LOGIN), ==, 1);
}

static void
test_login_never_reached (SessionFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 before_us = gh_clock_get_monotonic_us (GH_CLOCK (fixture->clock));

  gh_test_server_stop (fixture->server);
  sign_in (fixture, NULL, &result);
  session_fixture_pass_pauses (fixture, &result);
  g_assert_false (gh_session_sign_in_finish (fixture->session, result, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_OFFLINE);
  g_assert_cmpint (gh_session_get_state (fixture->session), ==, GH_SESSION_SIGNED_OUT);
  /* A person waits for this. */
  g_assert_cmpint (gh_clock_get_monotonic_us (GH_CLOCK (fixture->clock)) - before_us, <,
                   3 * G_TIME_SPAN_SECOND);
}

static void
test_login_given_up (SessionFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gh_test_server_stop (fixture->server);
  sign_in (fixture, cancellable, &result);
  wait_for_pause (fixture);
  gh_test_server_start (fixture->server);
  g_cancellable_cancel (cancellable);
  gh_test_wait_until (result != NULL);
  g_assert_false (gh_session_sign_in_finish (fixture->session, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (gh_test_server_count (fixture->server, "POST", LOGIN), ==, 0);
}

/* Whatever comes back, or does not: once is enough. */
static void
test_sent_once (SessionFixture *fixture, gconstpointer user_data)
{
  static const char *const paths[] = { LOGIN, REGISTER };
  g_autoptr (GAsyncResult) signed_out = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      gh_test_server_respond (fixture->server, "POST", paths[i], 500, "{\"message\":\"x\"}");
      gh_test_server_respond (fixture->server, "POST", paths[i], 429, "{\"message\":\"x\"}");
      gh_test_server_respond_raw (fixture->server, "POST", paths[i], "", GH_TEST_THEN_ABORT);
      gh_test_server_hang (fixture->server, "POST", paths[i]);
    }
  /* What the fixture has for a first login. */
  session_fixture_sign_in (fixture, FALSE);
  gh_session_sign_out_async (fixture->session, NULL, gh_test_take_result_cb, &signed_out);
  gh_test_wait_until (signed_out != NULL);

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      guint before = gh_test_server_count (fixture->server, "POST", paths[i]);

      for (guint n = before + 1; n <= before + 4; n++)
        {
          const GhRegistration registration = { "ann@example.org", "secret", NULL, NULL };
          g_autoptr (GAsyncResult) result = NULL;

          if (i == 0)
            sign_in (fixture, NULL, &result);
          else
            gh_session_register_async (fixture->session, &registration, FALSE, NULL,
                                       gh_test_take_result_cb, &result);
          gh_test_wait_until (gh_test_server_count (fixture->server, "POST", paths[i]) == n);
          if (n == before + 4)
            gh_virtual_clock_advance_us (fixture->clock, GH_TRANSPORT_DEADLINE_US);
          gh_test_wait_until (result != NULL);
          g_assert_false (gh_session_sign_in_finish (fixture->session, result, NULL));
          g_assert_cmpuint (gh_test_server_count (fixture->server, "POST", paths[i]), ==, n);
        }
    }
}

static void
test_refresh_unsent (SessionFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  session_fixture_sign_in (fixture, TRUE);
  gh_test_server_stop (fixture->server);
  gh_session_refresh_async (fixture->session, NULL, NULL, gh_test_take_result_cb, &result);
  wait_for_pause (fixture);
  gh_test_server_start (fixture->server);
  session_fixture_pass_pauses (fixture, &result);
  g_assert_true (gh_session_refresh_finish (fixture->session, result, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (session_fixture_count_refreshes (fixture), ==, 1);
}

/* The server may have taken the old token: with it again it would take the sign-in. */
static void
test_refresh_cut (SessionFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gh_test_server_respond_raw (fixture->server, "POST", REFRESH, "", GH_TEST_THEN_ABORT);
  session_fixture_sign_in (fixture, TRUE);
  gh_session_refresh_async (fixture->session, NULL, NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  g_assert_true (gh_session_refresh_finish (fixture->session, result, &error));
  g_clear_object (&result);

  gh_session_refresh_async (fixture->session, NULL, NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  g_assert_false (gh_session_refresh_finish (fixture->session, result, &error));
  g_assert_true (gh_error_is_connectivity (error));
  g_assert_cmpuint (session_fixture_count_refreshes (fixture), ==, 2);
  session_fixture_assert_signed_in (fixture);
}

static void
test_logout_unsent (SessionFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GAsyncResult) result = NULL;

  session_fixture_sign_in (fixture, FALSE);
  gh_test_server_stop (fixture->server);
  gh_session_sign_out_async (fixture->session, NULL, gh_test_take_result_cb, &result);
  wait_for_pause (fixture);
  gh_test_server_start (fixture->server);
  session_fixture_pass_pauses (fixture, &result);
  g_assert_cmpuint (gh_test_server_count (fixture->server, "POST", LOGOUT), ==, 1);
}

/* Its own budget does not hold up a session. */
static void
test_no_turn (SessionFixture *fixture, gconstpointer user_data)
{
  gh_budget_set_limit (gh_transport_get_budget (fixture->transport), 1);
  for (guint i = 1; i <= 5; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;

      sign_in (fixture, NULL, &result);
      gh_test_wait_until (result != NULL);
      g_assert_true (gh_session_sign_in_finish (fixture->session, result, NULL));
      g_clear_object (&result);
      gh_session_sign_out_async (fixture->session, NULL, gh_test_take_result_cb, &result);
      gh_test_wait_until (result != NULL);
      g_assert_cmpuint (gh_test_server_count (fixture->server, "POST", LOGIN), ==, i);
      fixture->expired = 0;
    }
}

#define ADD(path, function)                                                                       \
  g_test_add (path, SessionFixture, NULL, session_fixture_set_up, function,                       \
              session_fixture_tear_down)

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  ADD ("/auth-call/login-unsent", test_login_unsent);
  ADD ("/auth-call/login-never-reached", test_login_never_reached);
  ADD ("/auth-call/login-given-up", test_login_given_up);
  ADD ("/auth-call/sent-once", test_sent_once);
  ADD ("/auth-call/refresh-unsent", test_refresh_unsent);
  ADD ("/auth-call/refresh-cut", test_refresh_cut);
  ADD ("/auth-call/logout-unsent", test_logout_unsent);
  ADD ("/auth-call/no-turn", test_no_turn);

  return g_test_run ();
}
