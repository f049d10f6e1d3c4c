/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"
#include "session-fixture.h"

static void
test_sign_in (SessionFixture *fixture, gconstpointer user_data)
{
  session_fixture_sign_in (fixture, TRUE);
  session_fixture_assert_signed_in (fixture);
  g_assert_cmpstr (gh_session_get_account (fixture->session), ==, "ann@example.org");
  g_assert_cmpstr (gh_session_peek_access_token (fixture->session), ==, "access-1");
  g_assert_cmpstr (gh_test_server_get_body (fixture->server, "POST", "/api/auth/login"),
                   ==,
                   "{\"email\":\"ann@example.org\",\"password\":\"secret\"}");
  g_assert_null (gh_test_server_get_header (fixture->server, "POST", "/api/auth/login",
                                            "Authorization"));
  session_fixture_assert_log (fixture, "store refresh-1");
  g_assert_null (gh_session_get_storage_error (fixture->session));
}

static void
test_not_remembered (SessionFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GAsyncResult) result = NULL;

  session_fixture_sign_in (fixture, FALSE);
  session_fixture_expire (fixture);
  session_fixture_assert_call_succeeds (fixture);
  gh_session_sign_out_async (fixture->session, NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  g_assert_true (gh_session_sign_out_finish (fixture->session, result, NULL));
  session_fixture_assert_log (fixture, "");
}

static void
test_sign_in_refused (SessionFixture *fixture, gconstpointer user_data)
{
  static const struct
  {
    guint status;
    const char *body;
    int code;
  } answers[] = {
    { 401, "{\"message\":\"Invalid credentials\"}", GH_ERROR_WRONG_CREDENTIALS },
    { 401, "{\"message\":\"Account is deactivated\"}", GH_ERROR_DEACTIVATED },
    { 400, "{\"message\":\"Password must be longer\"}", GH_ERROR_VALIDATION },
    { 429, "{}", GH_ERROR_RATE_LIMITED },
    { 500, "{}", GH_ERROR_SERVER },
    { 200, "{\"success\":true,\"data\":{\"accessToken\":5}}", GH_ERROR_INVALID_REPLY },
    { 200, "{\"success\":true}", GH_ERROR_INVALID_REPLY },
  };
  g_autoptr (GhTestServer) server = gh_test_server_new ();
  g_autoptr (GhServerAddress) address =
    gh_server_address_new (gh_test_server_get_base (server), NULL);
  g_autoptr (GhTransport) transport = gh_transport_new (address, GH_CLOCK (fixture->clock));
  g_autoptr (GhSession) session = gh_session_new (transport, GH_TOKEN_STORE (fixture->store));

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    gh_test_server_respond (server, "POST", "/api/auth/login", answers[i].status, answers[i].body);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      gh_session_sign_in_async (session, "a@b", "c", TRUE, NULL, gh_test_take_result_cb, &result);
      g_assert_cmpint (gh_session_get_state (session), ==, GH_SESSION_SIGNING_IN);
      gh_test_wait_until (result != NULL);
      g_assert_false (gh_session_sign_in_finish (session, result, &error));
      g_assert_error (error, GH_ERROR, answers[i].code);
      g_assert_cmpint (gh_session_get_state (session), ==, GH_SESSION_SIGNED_OUT);
    }
  /* A 401 from there is an answer: nothing else was asked. */
  g_assert_cmpuint (gh_test_server_count_all (server), ==, G_N_ELEMENTS (answers));
  session_fixture_assert_log (fixture, "");
}

static void
test_sign_in_cancelled (SessionFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GAsyncResult) pending = NULL;
  g_autoptr (GError) error = NULL;

  gh_test_server_hold (fixture->server, "POST", "/api/auth/login");
  gh_session_sign_in_async (fixture->session, "a@b", "c", TRUE, cancellable, gh_test_take_result_cb,
                            &first);
  gh_session_sign_in_async (fixture->session, "a@b", "c", TRUE, NULL, gh_test_take_result_cb,
                            &pending);
  gh_test_wait_until (pending != NULL);
  g_assert_false (gh_session_sign_in_finish (fixture->session, pending, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PENDING);
  g_clear_error (&error);

  g_cancellable_cancel (cancellable);
  gh_test_wait_until (first != NULL);
  g_assert_false (gh_session_sign_in_finish (fixture->session, first, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpint (gh_session_get_state (fixture->session), ==, GH_SESSION_SIGNED_OUT);

  /* Signing out ends the attempt as well, and nobody was signed in. */
  gh_session_sign_in_async (fixture->session, "a@b", "c", TRUE, NULL, gh_test_take_result_cb,
                            &second);
  gh_session_sign_out_async (fixture->session, NULL, NULL, NULL);
  g_assert_cmpint (gh_session_get_state (fixture->session), ==, GH_SESSION_SIGNED_OUT);
  gh_test_wait_until (second != NULL);
  g_assert_false (gh_session_sign_in_finish (fixture->session, second, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (gh_session_get_state (fixture->session), ==, GH_SESSION_SIGNED_OUT);
  g_assert_cmpuint (fixture->n_signed_out, ==, 0);
  gh_test_server_release (fixture->server, "POST", "/api/auth/login");
}

static void
test_store_before_drop (SessionFixture *fixture, gconstpointer user_data)
{
  session_fixture_sign_in (fixture, TRUE);
  session_fixture_assert_log (fixture, "store refresh-1");

  /* Calls go on while the store still writes, and what it has stays until then. */
  fake_token_store_hold (fixture->store);
  session_fixture_expire (fixture);
  session_fixture_assert_call_succeeds (fixture);
  g_assert_cmpuint (fake_token_store_get_n_held (fixture->store), ==, 1);
  g_assert_cmpstr (fake_token_store_get_refresh_token (fixture->store), ==, "refresh-1");

  /* Two more rotations behind a slow store: one call at a time, and only the newest pair is worth
   * writing. */
  session_fixture_expire (fixture);
  session_fixture_assert_call_succeeds (fixture);
  session_fixture_expire (fixture);
  session_fixture_assert_call_succeeds (fixture);
  g_assert_cmpuint (fake_token_store_get_n_held (fixture->store), ==, 1);
  fake_token_store_release (fixture->store);
  session_fixture_assert_log (fixture, "store refresh-2; store refresh-4");
  g_assert_cmpstr (fake_token_store_get_refresh_token (fixture->store), ==, "refresh-4");
}

static void
test_rotation_outlives_the_session (SessionFixture *fixture, gconstpointer user_data)
{
  session_fixture_sign_in (fixture, TRUE);
  gh_test_drain ();
  fake_token_store_hold (fixture->store);
  session_fixture_expire (fixture);
  session_fixture_assert_call_succeeds (fixture);
  g_assert_finalize_object (fixture->session);
  fixture->session = gh_session_new (fixture->transport, GH_TOKEN_STORE (fixture->store));
  fake_token_store_release (fixture->store);
  session_fixture_assert_log (fixture, "store refresh-1; store refresh-2");
}

static void
test_broken_store (SessionFixture *fixture, gconstpointer user_data)
{
  fake_token_store_set_broken (fixture->store, TRUE);
  session_fixture_sign_in (fixture, TRUE);
  gh_test_wait_until (gh_session_get_storage_error (fixture->session) != NULL);
  g_assert_error (gh_session_get_storage_error (fixture->session), GH_ERROR, GH_ERROR_UNAVAILABLE);
  session_fixture_assert_signed_in (fixture);

  session_fixture_expire (fixture);
  session_fixture_assert_call_succeeds (fixture);
  session_fixture_assert_signed_in (fixture);

  fake_token_store_set_broken (fixture->store, FALSE);
  session_fixture_expire (fixture);
  session_fixture_assert_call_succeeds (fixture);
  gh_test_wait_until (gh_session_get_storage_error (fixture->session) == NULL);
  session_fixture_assert_log (fixture, "store refresh-3");
}

static void
test_restore (SessionFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (session_fixture_restore (fixture, &error));
  g_assert_no_error (error);
  g_assert_cmpint (gh_session_get_state (fixture->session), ==, GH_SESSION_SIGNED_OUT);

  fake_token_store_set_broken (fixture->store, TRUE);
  g_assert_false (session_fixture_restore (fixture, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_UNAVAILABLE);
  g_clear_error (&error);
  fake_token_store_set_broken (fixture->store, FALSE);

  session_fixture_put_into_store (fixture);
  g_assert_true (session_fixture_restore (fixture, &error));
  g_assert_no_error (error);
  session_fixture_assert_signed_in (fixture);
  g_assert_null (gh_session_get_user (fixture->session));
  gh_test_wait_until (gh_session_get_user (fixture->session) != NULL);
  g_assert_cmpint (gh_user_get_role (gh_session_get_user (fixture->session)), ==, GH_ROLE_ADMIN);
  /* What was read is not written again. */
  session_fixture_assert_log (fixture, "");
}

static void
test_restore_without_a_store (SessionFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_finalize_object (fixture->session);
  fixture->session = gh_session_new (fixture->transport, NULL);
  g_assert_false (session_fixture_restore (fixture, &error));
  g_assert_no_error (error);
  session_fixture_sign_in (fixture, TRUE);
  g_assert_null (gh_session_get_storage_error (fixture->session));
}

static void
test_restore_offline (SessionFixture *fixture, gconstpointer user_data)
{
  session_fixture_put_into_store (fixture);
  gh_test_server_stop (fixture->server);
  g_assert_true (session_fixture_restore (fixture, NULL));
  for (guint i = 0; i < 12; i++)
    {
      gint64 delay_us;

      /* First the deadline of the question, then the wait for the next. */
      gh_test_wait_until (gh_session_get_connectivity_error (fixture->session) != NULL
                          && gh_virtual_clock_get_next_delay_us (fixture->clock)
                               != GH_TRANSPORT_DEADLINE_US);
      g_assert_cmpuint (gh_virtual_clock_get_n_timeouts (fixture->clock), ==, 1);
      session_fixture_assert_signed_in (fixture);
      g_assert_error (gh_session_get_connectivity_error (fixture->session), GH_ERROR,
                      GH_ERROR_OFFLINE);
      delay_us = gh_virtual_clock_get_next_delay_us (fixture->clock);
      g_assert_cmpint (delay_us, <=, 30 * G_TIME_SPAN_SECOND);
      gh_virtual_clock_advance_us (fixture->clock, delay_us);
    }
  gh_test_wait_until (gh_virtual_clock_get_next_delay_us (fixture->clock)
                      != GH_TRANSPORT_DEADLINE_US);

  gh_test_server_start (fixture->server);
  gh_virtual_clock_advance_us (fixture->clock,
                               gh_virtual_clock_get_next_delay_us (fixture->clock));
  gh_test_wait_until (gh_session_get_user (fixture->session) != NULL);
  g_assert_no_error (gh_session_get_connectivity_error (fixture->session));
}

static void
test_restore_refused (SessionFixture *fixture, gconstpointer user_data)
{
  session_fixture_put_into_store (fixture);
  session_fixture_expire (fixture);
  fixture->refuses = TRUE;
  g_assert_true (session_fixture_restore (fixture, NULL));
  session_fixture_pass_search (fixture);
  gh_test_wait_until (fixture->n_signed_out == 1);
  g_assert_error (fixture->reason, GH_ERROR, GH_ERROR_UNAUTHORIZED);
  session_fixture_assert_log (fixture, "clear");
}

/* A database that is down answers every call with 401 while refreshes go well. */
static void
test_me_refused_twice_is_no_sign_out (SessionFixture *fixture, gconstpointer user_data)
{
  session_fixture_put_into_store (fixture);
  fixture->expired = 10;
  g_assert_true (session_fixture_restore (fixture, NULL));
  gh_test_wait_until (gh_session_get_connectivity_error (fixture->session) != NULL);
  g_assert_error (gh_session_get_connectivity_error (fixture->session), GH_ERROR,
                  GH_ERROR_UNAUTHORIZED);
  session_fixture_assert_signed_in (fixture);
  g_assert_cmpuint (session_fixture_count_refreshes (fixture), ==, 1);

  fixture->expired = 0;
  gh_virtual_clock_advance_us (fixture->clock, G_TIME_SPAN_SECOND);
  gh_test_wait_until (gh_session_get_user (fixture->session) != NULL);
  session_fixture_assert_signed_in (fixture);
}

static void
take_name_cb (GhSession *session, const char *before, char **taken)
{
  g_assert_null (*taken);
  *taken = g_strdup (before);
}

/* One server goes on with the token, the other takes none any more that was made out to the old
 * address. Either way what is stored goes by the new one afterwards. */
static void
change_email (SessionFixture *fixture, gboolean remembered, gboolean drops_token)
{
  g_autofree char *before = NULL;

  session_fixture_sign_in (fixture, remembered);
  gh_test_wait_until (gh_session_get_user (fixture->session) != NULL);
  g_signal_connect (fixture->session, "renamed", G_CALLBACK (take_name_cb), &before);
  fixture->email = "ann@new.example";
  if (drops_token)
    session_fixture_expire (fixture);
  gh_session_renew_user (fixture->session);
  gh_test_wait_until (before != NULL);

  g_assert_cmpstr (before, ==, "ann@example.org");
  g_assert_cmpstr (gh_session_get_account (fixture->session), ==, "ann@new.example");
  session_fixture_assert_signed_in (fixture);
  session_fixture_assert_call_succeeds (fixture);
  g_assert_cmpuint (fixture->n_signed_out, ==, 0);
}

static void
test_another_email (SessionFixture *fixture, gconstpointer user_data)
{
  change_email (fixture, TRUE, FALSE);
  session_fixture_assert_log (fixture, "store refresh-1; store refresh-1; clear");
  g_assert_cmpstr (fake_token_store_get_stored_account (fixture->store), ==, "ann@new.example");
  g_assert_cmpstr (fake_token_store_get_cleared_account (fixture->store), ==, "ann@example.org");
}

static void
test_another_email_and_no_token (SessionFixture *fixture, gconstpointer user_data)
{
  change_email (fixture, TRUE, TRUE);
  session_fixture_assert_log (fixture,
                              "store refresh-1; store refresh-2; store refresh-2; clear");
  g_assert_cmpstr (fake_token_store_get_stored_account (fixture->store), ==, "ann@new.example");
  g_assert_cmpstr (fake_token_store_get_cleared_account (fixture->store), ==, "ann@example.org");
}

static void
test_another_email_not_remembered (SessionFixture *fixture, gconstpointer user_data)
{
  change_email (fixture, FALSE, TRUE);
  session_fixture_assert_log (fixture, "");
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

#define ADD(name, function)                                                                       \
  g_test_add (name, SessionFixture, NULL, session_fixture_set_up, function,                       \
              session_fixture_tear_down)
  ADD ("/session/sign-in", test_sign_in);
  ADD ("/session/not-remembered-is-never-written", test_not_remembered);
  ADD ("/session/sign-in-refused", test_sign_in_refused);
  ADD ("/session/sign-in-cancelled", test_sign_in_cancelled);
  ADD ("/session/new-tokens-are-stored-over-the-old", test_store_before_drop);
  ADD ("/session/rotation-outlives-the-session", test_rotation_outlives_the_session);
  ADD ("/session/broken-store-signs-nobody-out", test_broken_store);
  ADD ("/session/restore", test_restore);
  ADD ("/session/restore-without-a-store", test_restore_without_a_store);
  ADD ("/session/restore-offline", test_restore_offline);
  ADD ("/session/restore-refused", test_restore_refused);
  ADD ("/session/me-refused-twice-is-no-sign-out", test_me_refused_twice_is_no_sign_out);
  ADD ("/session/another-email", test_another_email);
  ADD ("/session/another-email-and-no-token", test_another_email_and_no_token);
  ADD ("/session/another-email-not-remembered", test_another_email_not_remembered);
#undef ADD

  return g_test_run ();
}
