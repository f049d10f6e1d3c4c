/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"
#include "gh-token-search.h"
#include "session-fixture.h"

/* The window and the command line have the same account at the same server, and one keyring. */

static void
put_into_store (SessionFixture *fixture, guint generation)
{
  g_autofree char *access = session_fixture_dup_access_token (fixture, generation);
  g_autofree char *refresh = g_strdup_printf ("refresh-%u", generation);
  g_autoptr (GhTokens) tokens = gh_tokens_new (access, refresh);

  fake_token_store_set_tokens (fixture->store, tokens);
}

/* As another program does it, whose pair is not stored yet. */
static void
renew_elsewhere (SessionFixture *fixture)
{
  session_fixture_expire (fixture);
  fixture->generation++;
}

static void
assert_log (SessionFixture *fixture, const char *expected)
{
  g_autofree char *log = fake_token_store_take_log (fixture->store);

  g_assert_cmpstr (log, ==, expected);
}

static void
assert_goes_on (SessionFixture *fixture, GAsyncResult *result)
{
  session_fixture_finish_well (fixture, result);
  g_assert_cmpint (gh_session_get_state (fixture->session), ==, GH_SESSION_SIGNED_IN);
  g_assert_cmpuint (fixture->n_signed_out, ==, 0);
}

static GhSession *
take_up_elsewhere (SessionFixture *fixture)
{
  GhTransport *transport = gh_transport_new (gh_transport_get_address (fixture->transport),
                                             GH_CLOCK (fixture->clock));
  GhSession *session = gh_session_new (transport, GH_TOKEN_STORE (fixture->store));
  g_autoptr (GAsyncResult) result = NULL;

  g_object_unref (transport);
  gh_session_restore_async (session, "ann@example.org", NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  g_assert_true (gh_session_restore_finish (session, result, NULL));
  gh_test_wait_until (gh_session_get_user (session) != NULL);

  return session;
}

static GhReply *
ask (GhSession *session, GError **error)
{
  g_autoptr (GhRequest) request = gh_request_new (GH_REQUEST_GET, "/thing");
  g_autoptr (GAsyncResult) result = NULL;

  gh_session_send_async (session, request, NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);

  return gh_session_send_finish (session, result, error);
}

/* Each of the two renews in turn, and neither is ever signed out by that. */
static void
test_two_sessions (SessionFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GhSession) other = NULL;

  session_fixture_sign_in (fixture, TRUE);
  other = take_up_elsewhere (fixture);
  for (guint i = 0; i < 6; i++)
    {
      GhSession *const in_turn[] = { fixture->session, other };

      session_fixture_expire (fixture);
      for (guint j = 0; j < G_N_ELEMENTS (in_turn); j++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (GhReply) reply = ask (in_turn[(i + j) % G_N_ELEMENTS (in_turn)], &error);

          g_assert_no_error (error);
          g_assert_nonnull (reply);
        }
    }

  /* One of them renews, the other takes what it finds. */
  g_assert_cmpuint (fixture->generation, ==, 7);
  g_assert_cmpuint (fixture->n_stale_refreshes, ==, 6);
  g_assert_cmpstr (fake_token_store_get_refresh_token (fixture->store), ==, "refresh-7");
  g_assert_cmpuint (fixture->n_signed_out, ==, 0);
  g_assert_cmpint (gh_session_get_state (other), ==, GH_SESSION_SIGNED_IN);

  g_assert_finalize_object (g_steal_pointer (&other));
}

static void
test_other_has_not_stored_yet (SessionFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GAsyncResult) result = NULL;

  session_fixture_sign_in (fixture, TRUE);
  renew_elsewhere (fixture);
  session_fixture_call (fixture, NULL, &result);
  gh_test_wait_until (fake_token_store_get_n_look_ups (fixture->store) == 1);
  gh_test_drain ();
  g_assert_null (result);

  put_into_store (fixture, 2);
  gh_virtual_clock_advance_us (fixture->clock, GH_TOKEN_SEARCH_WAIT_US);
  gh_test_wait_until (result != NULL);
  assert_goes_on (fixture, result);
  /* What was found is not written again. */
  assert_log (fixture, "store refresh-1");
}

static void
test_found_is_old_as_well (SessionFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GAsyncResult) result = NULL;

  session_fixture_sign_in (fixture, TRUE);
  renew_elsewhere (fixture);
  put_into_store (fixture, 2);
  session_fixture_expire (fixture);
  session_fixture_call (fixture, NULL, &result);
  gh_test_wait_until (result != NULL);
  assert_goes_on (fixture, result);
  g_assert_cmpuint (fixture->generation, ==, 3);
  assert_log (fixture, "store refresh-1; store refresh-3");
}

/* What we have renewed ourselves and not written yet is not another's. */
static void
test_own_write_is_waited_for (SessionFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;

  session_fixture_sign_in (fixture, TRUE);
  fake_token_store_hold (fixture->store);
  session_fixture_expire (fixture);
  session_fixture_call (fixture, NULL, &first);
  gh_test_wait_until (first != NULL);
  session_fixture_finish_well (fixture, first);

  fixture->refuses = TRUE;
  session_fixture_expire (fixture);
  session_fixture_call (fixture, NULL, &second);
  gh_test_wait_until (session_fixture_count_refreshes (fixture) == 2);
  gh_test_drain ();
  fake_token_store_release (fixture->store);
  session_fixture_pass_search (fixture);
  gh_test_wait_until (second != NULL);
  session_fixture_finish_badly (fixture, second, GH_ERROR, GH_ERROR_UNAUTHORIZED);
  g_assert_cmpuint (fixture->n_signed_out, ==, 1);
}

/* Signed out elsewhere: that is no reason to wait. */
static void
test_nothing_is_stored (SessionFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GAsyncResult) result = NULL;

  session_fixture_sign_in (fixture, TRUE);
  fixture->refuses = TRUE;
  session_fixture_expire (fixture);
  fake_token_store_set_tokens (fixture->store, NULL);
  session_fixture_call (fixture, NULL, &result);
  gh_test_wait_until (result != NULL);
  session_fixture_finish_badly (fixture, result, GH_ERROR, GH_ERROR_UNAUTHORIZED);
  g_assert_cmpuint (fixture->n_signed_out, ==, 1);
}

static void
test_not_remembered_looks_nowhere (SessionFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GAsyncResult) result = NULL;

  put_into_store (fixture, 5);
  session_fixture_sign_in (fixture, FALSE);
  fixture->refuses = TRUE;
  session_fixture_expire (fixture);
  session_fixture_call (fixture, NULL, &result);
  gh_test_wait_until (result != NULL);
  session_fixture_finish_badly (fixture, result, GH_ERROR, GH_ERROR_UNAUTHORIZED);
  g_assert_cmpuint (fake_token_store_get_n_look_ups (fixture->store), ==, 0);
  g_assert_cmpstr (fake_token_store_get_refresh_token (fixture->store), ==, "refresh-5");
}

static void
test_signing_out_ends_the_search (SessionFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) signed_out = NULL;

  session_fixture_sign_in (fixture, TRUE);
  fixture->refuses = TRUE;
  session_fixture_expire (fixture);
  session_fixture_call (fixture, NULL, &result);
  gh_test_wait_until (fake_token_store_get_n_look_ups (fixture->store) == 1);
  gh_test_drain ();
  gh_session_sign_out_async (fixture->session, NULL, gh_test_take_result_cb, &signed_out);
  gh_test_wait_until (result != NULL && signed_out != NULL);
  session_fixture_finish_badly (fixture, result, GH_ERROR, GH_ERROR_UNAUTHORIZED);
  g_assert_cmpuint (fixture->n_signed_out, ==, 1);
}

static void
test_forgets_an_earlier_sign_in (SessionFixture *fixture, gconstpointer user_data)
{
  put_into_store (fixture, 5);
  session_fixture_sign_in (fixture, FALSE);
  /* For a moment only, as with a file: what is stored is left alone. */
  g_assert_nonnull (fake_token_store_get_refresh_token (fixture->store));

  gh_session_forget_stored (fixture->session);
  gh_test_wait_until (fake_token_store_get_refresh_token (fixture->store) == NULL);
  g_assert_cmpint (gh_session_get_state (fixture->session), ==, GH_SESSION_SIGNED_IN);
  assert_log (fixture, "clear");
}

static void
test_forgets_nothing_that_is_wanted (SessionFixture *fixture, gconstpointer user_data)
{
  session_fixture_sign_in (fixture, TRUE);
  gh_session_forget_stored (fixture->session);
  gh_test_drain ();
  g_assert_cmpstr (fake_token_store_get_refresh_token (fixture->store), ==, "refresh-1");
  assert_log (fixture, "store refresh-1");
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

#define ADD(name, function)                                                                       \
  g_test_add ("/session-shared/" name, SessionFixture, NULL, session_fixture_set_up, function,    \
              session_fixture_tear_down)
  ADD ("two-sessions", test_two_sessions);
  ADD ("other-has-not-stored-yet", test_other_has_not_stored_yet);
  ADD ("found-is-old-as-well", test_found_is_old_as_well);
  ADD ("own-write-is-waited-for", test_own_write_is_waited_for);
  ADD ("nothing-is-stored", test_nothing_is_stored);
  ADD ("not-remembered", test_not_remembered_looks_nowhere);
  ADD ("signing-out-ends-the-search", test_signing_out_ends_the_search);
  ADD ("forgets-an-earlier-sign-in", test_forgets_an_earlier_sign_in);
  ADD ("forgets-nothing-that-is-wanted", test_forgets_nothing_that_is_wanted);
#undef ADD

  return g_test_run ();
}
