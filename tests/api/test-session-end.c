/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error-words.h"
#include "gh-error.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"
#include "session-fixture.h"

/* The ways in which a sign-in ends, and what it leaves behind. */

static void
test_sign_out (SessionFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GAsyncResult) call = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  session_fixture_sign_in (fixture, TRUE);
  gh_test_server_hang (fixture->server, "GET", "/api/slow");
  session_fixture_call_path (fixture, "/slow", NULL, &call);
  gh_test_wait_until (gh_test_server_get_n_held (fixture->server, "GET", "/api/slow") == 1);

  gh_session_sign_out_async (fixture->session, NULL, gh_test_take_result_cb, &result);
  g_assert_cmpint (gh_session_get_state (fixture->session), ==, GH_SESSION_SIGNED_OUT);
  g_assert_null (gh_session_peek_access_token (fixture->session));
  g_assert_cmpuint (fixture->n_signed_out, ==, 1);
  g_assert_no_error (fixture->reason);
  gh_test_wait_until (result != NULL && call != NULL);
  g_assert_true (gh_session_sign_out_finish (fixture->session, result, &error));
  g_assert_no_error (error);
  session_fixture_finish_badly (fixture, call, GH_ERROR, GH_ERROR_UNAUTHORIZED);
  g_assert_cmpstr (gh_test_server_get_body (fixture->server, "POST", "/api/auth/logout"),
                   ==,
                   "{\"refreshToken\":\"refresh-1\"}");
  g_assert_cmpstr (gh_test_server_get_header (fixture->server, "POST", "/api/auth/logout",
                                              "Authorization"),
                   ==,
                   "Bearer access-1");
  session_fixture_assert_log (fixture, "store refresh-1; clear");

  /* Nobody is signed in: nothing is asked, and it is no error to sign out. */
  g_clear_object (&call);
  g_clear_object (&result);
  session_fixture_call (fixture, NULL, &call);
  gh_session_sign_out_async (fixture->session, NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (call != NULL && result != NULL);
  session_fixture_finish_badly (fixture, call, GH_ERROR, GH_ERROR_UNAUTHORIZED);
  g_assert_true (gh_session_sign_out_finish (fixture->session, result, NULL));
  g_assert_cmpuint (gh_test_server_count (fixture->server, "GET", THING), ==, 0);
  g_assert_cmpuint (fixture->n_signed_out, ==, 1);
}

static void
test_sign_out_with_an_expired_token (SessionFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GAsyncResult) result = NULL;

  session_fixture_sign_in (fixture, TRUE);
  session_fixture_expire (fixture);
  gh_session_sign_out_async (fixture->session, NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  g_assert_true (gh_session_sign_out_finish (fixture->session, result, NULL));
  g_assert_cmpuint (session_fixture_count_refreshes (fixture), ==, 1);
  g_assert_cmpuint (gh_test_server_count (fixture->server, "POST", "/api/auth/logout"), ==, 2);
  g_assert_cmpstr (gh_test_server_get_body (fixture->server, "POST", "/api/auth/logout"),
                   ==,
                   "{\"refreshToken\":\"refresh-2\"}");
  session_fixture_assert_log (fixture, "store refresh-1; clear");
}

static void
test_sign_out_is_bounded (SessionFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  session_fixture_sign_in (fixture, TRUE);
  gh_test_drain ();
  gh_test_server_hold (fixture->server, "POST", "/api/auth/logout");
  gh_session_sign_out_async (fixture->session, NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (gh_test_server_get_n_held (fixture->server, "POST", "/api/auth/logout") == 1);
  gh_virtual_clock_advance_us (fixture->clock, GH_TRANSPORT_DEADLINE_US);
  gh_test_wait_until (result != NULL);
  g_assert_true (gh_session_sign_out_finish (fixture->session, result, &error));
  g_assert_no_error (error);
  gh_test_server_release (fixture->server, "POST", "/api/auth/logout");

  /* A keyring that waits for a person who is not there. */
  g_clear_object (&result);
  fixture->generation = fixture->expired = 0;
  session_fixture_sign_in (fixture, TRUE);
  gh_test_drain ();
  fake_token_store_hold (fixture->store);
  gh_session_sign_out_async (fixture->session, NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (gh_test_server_count (fixture->server, "POST", "/api/auth/logout") == 2);
  gh_test_drain ();
  gh_virtual_clock_advance_us (fixture->clock, GH_TRANSPORT_DEADLINE_US);
  gh_test_wait_until (result != NULL);
  g_assert_false (gh_session_sign_out_finish (fixture->session, result, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_UNAVAILABLE);
}

static void
test_sign_out_offline (SessionFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GAsyncResult) result = NULL;

  session_fixture_sign_in (fixture, TRUE);
  gh_test_server_stop (fixture->server);
  gh_session_sign_out_async (fixture->session, NULL, gh_test_take_result_cb, &result);
  session_fixture_pass_pauses (fixture, &result);
  g_assert_true (gh_session_sign_out_finish (fixture->session, result, NULL));
  session_fixture_assert_log (fixture, "store refresh-1; clear");
}

static void
test_sign_out_during_refresh (SessionFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GAsyncResult) call = NULL;
  g_autoptr (GAsyncResult) refresh = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  session_fixture_sign_in (fixture, TRUE);
  session_fixture_expire (fixture);
  gh_test_server_hold (fixture->server, "POST", REFRESH);
  session_fixture_call (fixture, NULL, &call);
  gh_test_wait_until (gh_test_server_get_n_held (fixture->server, "POST", REFRESH) == 1);
  gh_session_refresh_async (fixture->session, "access-1", NULL, gh_test_take_result_cb, &refresh);
  gh_session_sign_out_async (fixture->session, NULL, gh_test_take_result_cb, &result);
  gh_test_server_release (fixture->server, "POST", REFRESH);
  gh_test_wait_until (call != NULL && refresh != NULL && result != NULL);
  session_fixture_finish_badly (fixture, call, GH_ERROR, GH_ERROR_UNAUTHORIZED);
  g_assert_false (gh_session_refresh_finish (fixture->session, refresh, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_UNAUTHORIZED);
  /* It was the person, and no server. */
  g_assert_cmpstr (gh_error_words_get_title (error), ==, "Signed Out");
  g_assert_cmpint (gh_session_get_state (fixture->session), ==, GH_SESSION_SIGNED_OUT);
  g_assert_cmpuint (fixture->n_signed_out, ==, 1);
  session_fixture_assert_log (fixture, "store refresh-1; clear");
}

/* tear_down() proves that nothing holds the session. */
static void
test_dispose_in_flight (SessionFixture *fixture, gconstpointer user_data)
{
  fixture->lifetime_s = 900;
  session_fixture_sign_in (fixture, TRUE);
  session_fixture_expire (fixture);
  gh_test_server_hold (fixture->server, "POST", REFRESH);
  gh_virtual_clock_advance_us (fixture->clock, 810 * G_TIME_SPAN_SECOND);
  gh_test_wait_until (gh_test_server_get_n_held (fixture->server, "POST", REFRESH) == 1);
}

static void
test_dispose_while_asking_who (SessionFixture *fixture, gconstpointer user_data)
{
  session_fixture_put_into_store (fixture);
  gh_test_server_hold (fixture->server, "GET", "/api/auth/me");
  g_assert_true (session_fixture_restore (fixture, NULL));
  gh_test_wait_until (gh_test_server_get_n_held (fixture->server, "GET", "/api/auth/me") == 1);
}

static void
test_dispose_while_asking_who_waits (SessionFixture *fixture, gconstpointer user_data)
{
  session_fixture_put_into_store (fixture);
  session_fixture_expire (fixture);
  gh_test_server_hold (fixture->server, "POST", REFRESH);
  g_assert_true (session_fixture_restore (fixture, NULL));
  gh_test_wait_until (gh_test_server_get_n_held (fixture->server, "POST", REFRESH) == 1);
}

static void
dispose_signed_out_cb (GhSession *session, const GError *reason, gpointer user_data)
{
  SessionFixture *fixture = user_data;

  g_clear_object (&fixture->session);
}

/* Whoever is told of the end may drop the session on the spot. */
static void
test_dropped_when_told (SessionFixture *fixture, gconstpointer user_data)
{
  GhSession *session = fixture->session;
  g_autoptr (GError) error = NULL;

  g_object_add_weak_pointer (G_OBJECT (session), (gpointer *) &session);
  session_fixture_put_into_store (fixture);
  session_fixture_expire (fixture);
  fixture->refuses = TRUE;
  g_signal_connect (fixture->session, "signed-out", G_CALLBACK (dispose_signed_out_cb), fixture);
  gh_session_restore_async (fixture->session, "ann@example.org", NULL, NULL, NULL);
  gh_test_wait_until (session_fixture_count_refreshes (fixture) == 1);
  session_fixture_pass_search (fixture);
  gh_test_wait_until (session == NULL);
  fixture->session = gh_session_new (fixture->transport, NULL);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

#define ADD(name, function)                                                                       \
  g_test_add (name, SessionFixture, NULL, session_fixture_set_up, function,                       \
              session_fixture_tear_down)
  ADD ("/session/sign-out", test_sign_out);
  ADD ("/session/sign-out-with-an-expired-token", test_sign_out_with_an_expired_token);
  ADD ("/session/sign-out-is-bounded", test_sign_out_is_bounded);
  ADD ("/session/sign-out-offline", test_sign_out_offline);
  ADD ("/session/sign-out-during-refresh", test_sign_out_during_refresh);
  ADD ("/session/dispose-in-flight", test_dispose_in_flight);
  ADD ("/session/dispose-while-asking-who", test_dispose_while_asking_who);
  ADD ("/session/dispose-while-asking-who-waits", test_dispose_while_asking_who_waits);
  ADD ("/session/dropped-when-told", test_dropped_when_told);
#undef ADD

  return g_test_run ();
}
