/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"
#include "session-fixture.h"

/* What becomes of a 401, and of tokens that run out. */

#define N_PARALLEL 200

static void
test_parallel_401 (SessionFixture *fixture, gconstpointer user_data)
{
  GAsyncResult *results[N_PARALLEL] = { NULL };
  guint n_done = 0;

  gh_budget_set_limit (gh_transport_get_budget (fixture->transport), G_MAXUINT);
  session_fixture_sign_in (fixture, TRUE);
  session_fixture_expire (fixture);
  for (guint i = 0; i < N_PARALLEL; i++)
    session_fixture_call (fixture, NULL, &results[i]);
  while (n_done < N_PARALLEL)
    {
      gh_test_wait_until (results[n_done] != NULL);
      n_done++;
    }

  for (guint i = 0; i < N_PARALLEL; i++)
    {
      session_fixture_finish_well (fixture, results[i]);
      g_clear_object (&results[i]);
    }
  g_assert_cmpuint (session_fixture_count_refreshes (fixture), ==, 1);
  g_assert_cmpuint (fixture->n_stale_refreshes, ==, 0);
  session_fixture_assert_signed_in (fixture);
  session_fixture_assert_log (fixture, "store refresh-1; store refresh-2");
}

/* A 401 that arrives when the refresh is long over. */
static void
test_late_401_just_retries (SessionFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GAsyncResult) late = NULL;

  session_fixture_sign_in (fixture, TRUE);
  session_fixture_expire (fixture);
  gh_test_server_handle (fixture->server, "GET", "/api/late", session_fixture_thing_cb, fixture);
  gh_test_server_hold (fixture->server, "GET", "/api/late");
  session_fixture_call_path (fixture, "/late", NULL, &late);
  gh_test_wait_until (gh_test_server_get_n_held (fixture->server, "GET", "/api/late") == 1);
  session_fixture_assert_call_succeeds (fixture);
  g_assert_cmpuint (session_fixture_count_refreshes (fixture), ==, 1);

  gh_test_server_release (fixture->server, "GET", "/api/late");
  gh_test_wait_until (late != NULL);
  session_fixture_finish_well (fixture, late);
  g_assert_cmpuint (session_fixture_count_refreshes (fixture), ==, 1);
}

static void
test_second_401_is_an_error (SessionFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GAsyncResult) result = NULL;

  session_fixture_sign_in (fixture, TRUE);
  gh_test_server_respond (fixture->server, "GET", "/api/never", 401,
                          "{\"message\":\"Token validation failed\"}");
  session_fixture_call_path (fixture, "/never", NULL, &result);
  gh_test_wait_until (result != NULL);
  session_fixture_finish_badly (fixture, result, GH_ERROR, GH_ERROR_UNAUTHORIZED);
  g_assert_cmpuint (gh_test_server_count (fixture->server, "GET", "/api/never"), ==, 2);
  g_assert_cmpuint (session_fixture_count_refreshes (fixture), ==, 1);
  session_fixture_assert_signed_in (fixture);
}

static void
test_no_call_with_a_refused_token (SessionFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;

  session_fixture_sign_in (fixture, TRUE);
  session_fixture_expire (fixture);
  fixture->n_old_accesses = 0;
  gh_test_server_hold (fixture->server, "POST", REFRESH);
  session_fixture_call (fixture, NULL, &first);
  gh_test_wait_until (gh_test_server_get_n_held (fixture->server, "POST", REFRESH) == 1);
  session_fixture_call (fixture, NULL, &second);
  gh_test_drain ();
  gh_test_server_release (fixture->server, "POST", REFRESH);
  gh_test_wait_until (first != NULL && second != NULL);
  session_fixture_finish_well (fixture, first);
  session_fixture_finish_well (fixture, second);
  g_assert_cmpuint (fixture->n_old_accesses, ==, 1);
}

/* What can go wrong with a refresh without being the server's word on the refresh token. */
typedef struct
{
  const char *name;
  guint status; /* 0: cut the connection */
  const char *content_type;
  const char *body;
  int code;
} Failure;

static const Failure failures[] = {
  { "network", 0, NULL, NULL, GH_ERROR_OFFLINE },
  { "500", 500, "application/json", "{}", GH_ERROR_SERVER },
  { "502", 502, "text/html", "<h1>Bad Gateway</h1>", GH_ERROR_SERVER },
  { "503", 503, "application/json", "{}", GH_ERROR_SERVER },
  { "429", 429, "application/json", "{}", GH_ERROR_RATE_LIMITED },
  { "portal", 200, "text/html", "<h1>Welcome</h1>", GH_ERROR_NOT_API },
  { "portal-401", 401, "text/html", "<h1>Log in</h1>", GH_ERROR_NOT_API },
  { "nonsense", 200, "application/json", "{\"data\":{}}", GH_ERROR_INVALID_REPLY },
  { "not-found", 404, "application/json", "{}", GH_ERROR_NOT_FOUND },
};

static void
failing_refresh_cb (GhTestServer *server,
                    SoupServerMessage *message,
                    const char *body,
                    gpointer user_data)
{
  const Failure *failure = *(const Failure **) user_data;

  if (failure->status == 0)
    {
      g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

      g_io_stream_close (stream, NULL, NULL);
      return;
    }
  soup_server_message_set_status (message, failure->status, NULL);
  soup_server_message_set_response (message, failure->content_type, SOUP_MEMORY_STATIC,
                                    failure->body, strlen (failure->body));
}

static void
test_failing_refresh_keeps_tokens (SessionFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GhTestServer) server = gh_test_server_new ();
  g_autoptr (GhServerAddress) address =
    gh_server_address_new (gh_test_server_get_base (server), NULL);
  g_autoptr (GhTransport) transport = gh_transport_new (address, GH_CLOCK (fixture->clock));
  g_autoptr (GhSession) session = gh_session_new (transport, NULL);
  g_autoptr (GhRequest) request = gh_request_new (GH_REQUEST_GET, "/thing");
  g_autoptr (GAsyncResult) signed_in = NULL;
  const Failure *failure = NULL;

  gh_test_server_respond (server, "POST", "/api/auth/login", 200,
                          "{\"accessToken\":\"a1\",\"refreshToken\":\"r1\","
                          "\"user\":{\"id\":\"u\",\"email\":\"a@b\",\"role\":\"USER\"}}");
  gh_test_server_hang (server, "GET", "/api/auth/me");
  gh_test_server_handle (server, "POST", REFRESH, failing_refresh_cb, &failure);
  gh_test_server_respond (server, "GET", THING, 401, "{}");
  gh_session_sign_in_async (session, "a@b", "c", FALSE, NULL, gh_test_take_result_cb, &signed_in);
  gh_test_wait_until (signed_in != NULL);
  g_assert_true (gh_session_sign_in_finish (session, signed_in, NULL));

  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GhReply) reply = NULL;

      failure = &failures[i];
      g_test_message ("%s", failure->name);
      gh_session_send_async (session, request, NULL, gh_test_take_result_cb, &result);
      gh_test_wait_until (result != NULL);
      reply = gh_session_send_finish (session, result, &error);
      g_assert_null (reply);
      g_assert_error (error, GH_ERROR, failure->code);
      g_assert_error (gh_session_get_connectivity_error (session), GH_ERROR, failure->code);
      g_assert_cmpint (gh_session_get_state (session), ==, GH_SESSION_SIGNED_IN);
      g_assert_cmpstr (gh_session_peek_access_token (session), ==, "a1");
    }
  g_assert_cmpuint (gh_test_server_count (server, "POST", REFRESH), ==, G_N_ELEMENTS (failures));
}

static void
test_refused_refresh_signs_out_once (SessionFixture *fixture, gconstpointer user_data)
{
  GAsyncResult *results[50] = { NULL };
  guint n_done = 0;

  session_fixture_sign_in (fixture, TRUE);
  session_fixture_expire (fixture);
  fixture->refuses = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    session_fixture_call (fixture, NULL, &results[i]);
  session_fixture_pass_search (fixture);
  while (n_done < G_N_ELEMENTS (results))
    {
      gh_test_wait_until (results[n_done] != NULL);
      n_done++;
    }

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      session_fixture_finish_badly (fixture, results[i], GH_ERROR, GH_ERROR_UNAUTHORIZED);
      g_clear_object (&results[i]);
    }
  g_assert_cmpuint (session_fixture_count_refreshes (fixture), ==, 1);
  g_assert_cmpuint (fixture->n_signed_out, ==, 1);
  g_assert_error (fixture->reason, GH_ERROR, GH_ERROR_UNAUTHORIZED);
  g_assert_cmpint (gh_session_get_state (fixture->session), ==, GH_SESSION_SIGNED_OUT);
  g_assert_null (gh_session_get_user (fixture->session));
  g_assert_null (gh_session_peek_access_token (fixture->session));
  session_fixture_assert_log (fixture, "store refresh-1; clear");

  /* And in again, with the same session. */
  fixture->refuses = FALSE;
  session_fixture_sign_in (fixture, TRUE);
  session_fixture_assert_call_succeeds (fixture);
}

static void
test_proactive_renewal (SessionFixture *fixture, gconstpointer user_data)
{
  g_autofree char *first = NULL;

  fixture->lifetime_s = 900;
  session_fixture_sign_in (fixture, TRUE);
  first = g_strdup (gh_session_peek_access_token (fixture->session));
  gh_virtual_clock_advance_us (fixture->clock, 809 * G_TIME_SPAN_SECOND);
  gh_test_drain ();
  g_assert_cmpuint (session_fixture_count_refreshes (fixture), ==, 0);
  /* Whatever the time of day is set to meanwhile. */
  gh_virtual_clock_set_real_us (fixture->clock, 0);
  gh_virtual_clock_advance_us (fixture->clock, G_TIME_SPAN_SECOND);
  gh_test_wait_until (g_strcmp0 (gh_session_peek_access_token (fixture->session), first) != 0);
  g_assert_cmpuint (session_fixture_count_refreshes (fixture), ==, 1);
  session_fixture_assert_signed_in (fixture);
}

static void
test_proactive_and_401_in_one_tick (SessionFixture *fixture, gconstpointer user_data)
{
  GAsyncResult *results[20] = { NULL };
  guint n_done = 0;

  fixture->lifetime_s = 900;
  session_fixture_sign_in (fixture, TRUE);
  session_fixture_expire (fixture);
  for (guint i = 0; i < 10; i++)
    session_fixture_call (fixture, NULL, &results[i]);
  gh_virtual_clock_advance_us (fixture->clock, 1);
  gh_test_server_hold (fixture->server, "GET", THING);
  gh_test_wait_until (gh_test_server_get_n_held (fixture->server, "GET", THING) > 0);
  gh_test_server_release (fixture->server, "GET", THING);
  gh_virtual_clock_advance_us (fixture->clock, 5 * G_TIME_SPAN_SECOND);
  for (guint i = 10; i < 20; i++)
    session_fixture_call (fixture, NULL, &results[i]);
  while (n_done < G_N_ELEMENTS (results))
    {
      gh_test_wait_until (results[n_done] != NULL);
      session_fixture_finish_well (fixture, results[n_done]);
      g_clear_object (&results[n_done]);
      n_done++;
    }
  g_assert_cmpuint (session_fixture_count_refreshes (fixture), ==, 1);

  /* The renewal falls due while the refresh that a 401 has begun is in flight. */
  session_fixture_expire (fixture);
  gh_virtual_clock_advance_us (fixture->clock, 809 * G_TIME_SPAN_SECOND);
  session_fixture_call (fixture, NULL, &results[0]);
  gh_test_server_hold (fixture->server, "POST", REFRESH);
  gh_test_wait_until (gh_test_server_get_n_held (fixture->server, "POST", REFRESH) == 1);
  gh_virtual_clock_advance_us (fixture->clock, 2 * G_TIME_SPAN_SECOND);
  gh_test_drain ();
  gh_test_server_release (fixture->server, "POST", REFRESH);
  gh_test_wait_until (results[0] != NULL);
  session_fixture_finish_well (fixture, results[0]);
  g_clear_object (&results[0]);
  g_assert_cmpuint (session_fixture_count_refreshes (fixture), ==, 2);
  g_assert_cmpuint (fixture->n_stale_refreshes, ==, 0);
  session_fixture_assert_signed_in (fixture);
}

/* Whatever a server says about lifetimes, it is not asked more than once in thirty seconds. */
static void
test_renewals_do_not_loop (SessionFixture *fixture, gconstpointer user_data)
{
  static const guint lifetimes[] = { 1, 30, 59, 60, 61, 90 };
  g_autoptr (GAsyncResult) result = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (lifetimes); i++)
    {
      g_autoptr (GAsyncResult) signed_out = NULL;
      guint before = session_fixture_count_refreshes (fixture);

      fixture->lifetime_s = lifetimes[i];
      session_fixture_sign_in (fixture, FALSE);
      for (guint second = 0; second < 300; second++)
        {
          guint at_start = session_fixture_count_refreshes (fixture);

          gh_virtual_clock_advance_us (fixture->clock, G_TIME_SPAN_SECOND);
          gh_test_drain ();
          /* What was sent has to have been answered before the next second. */
          if (session_fixture_count_refreshes (fixture) > at_start)
            gh_test_drain ();
        }
      g_assert_cmpuint (session_fixture_count_refreshes (fixture) - before, <=, 10);
      gh_session_sign_out_async (fixture->session, NULL, gh_test_take_result_cb, &signed_out);
      gh_test_wait_until (signed_out != NULL);
    }
}

static void
test_cancelled_calls (SessionFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) waiting = NULL;
  g_autoptr (GAsyncResult) in_flight = NULL;
  g_autoptr (GAsyncResult) other = NULL;
  g_autoptr (GAsyncResult) dead = NULL;

  session_fixture_sign_in (fixture, TRUE);
  gh_test_server_hang (fixture->server, "GET", "/api/slow");
  session_fixture_call_path (fixture, "/slow", cancellable, &in_flight);
  gh_test_wait_until (gh_test_server_get_n_held (fixture->server, "GET", "/api/slow") == 1);

  session_fixture_expire (fixture);
  gh_test_server_hold (fixture->server, "POST", REFRESH);
  session_fixture_call (fixture, cancellable, &waiting);
  session_fixture_call (fixture, NULL, &other);
  gh_test_wait_until (gh_test_server_get_n_held (fixture->server, "POST", REFRESH) == 1);
  gh_test_wait_until (gh_test_server_count (fixture->server, "GET", THING) == 2);
  gh_test_drain ();

  /* Each ends for itself and at once; the refresh and who else waits for it go on. */
  g_cancellable_cancel (cancellable);
  gh_test_wait_until (waiting != NULL && in_flight != NULL);
  session_fixture_finish_badly (fixture, waiting, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  session_fixture_finish_badly (fixture, in_flight, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (other);
  gh_test_server_release (fixture->server, "POST", REFRESH);
  gh_test_wait_until (other != NULL);
  session_fixture_finish_well (fixture, other);

  session_fixture_call (fixture, cancellable, &dead);
  gh_test_wait_until (dead != NULL);
  session_fixture_finish_badly (fixture, dead, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* The server has exchanged the tokens; that everybody who asked for it is gone is no reason to lose
 * the new ones. */
static void
test_refresh_outlives_who_asked (SessionFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;

  session_fixture_sign_in (fixture, TRUE);
  session_fixture_expire (fixture);
  gh_test_server_hold (fixture->server, "POST", REFRESH);
  session_fixture_call (fixture, cancellable, &result);
  gh_test_wait_until (gh_test_server_get_n_held (fixture->server, "POST", REFRESH) == 1);
  g_cancellable_cancel (cancellable);
  gh_test_wait_until (result != NULL);
  gh_test_server_release (fixture->server, "POST", REFRESH);
  gh_test_wait_until (g_str_equal (gh_session_peek_access_token (fixture->session), "access-2"));
  session_fixture_assert_log (fixture, "store refresh-1; store refresh-2");
}

static void
test_refresh_for_the_feed (SessionFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GAsyncResult) newer = NULL;
  g_autoptr (GAsyncResult) same = NULL;

  session_fixture_sign_in (fixture, TRUE);
  gh_session_refresh_async (fixture->session, "access-0", NULL, gh_test_take_result_cb, &newer);
  gh_test_wait_until (newer != NULL);
  g_assert_true (gh_session_refresh_finish (fixture->session, newer, NULL));
  g_assert_cmpuint (session_fixture_count_refreshes (fixture), ==, 0);

  gh_session_refresh_async (fixture->session, "access-1", NULL, gh_test_take_result_cb, &same);
  gh_test_wait_until (same != NULL);
  g_assert_true (gh_session_refresh_finish (fixture->session, same, NULL));
  g_assert_cmpstr (gh_session_peek_access_token (fixture->session), ==, "access-2");
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

#define ADD(name, function)                                                                       \
  g_test_add (name, SessionFixture, NULL, session_fixture_set_up, function,                       \
              session_fixture_tear_down)
  ADD ("/session/200-parallel-401-make-one-refresh", test_parallel_401);
  ADD ("/session/late-401-just-retries", test_late_401_just_retries);
  ADD ("/session/second-401-is-an-error", test_second_401_is_an_error);
  ADD ("/session/no-call-with-a-refused-token", test_no_call_with_a_refused_token);
  ADD ("/session/failing-refresh-keeps-tokens", test_failing_refresh_keeps_tokens);
  ADD ("/session/refused-refresh-signs-out-once", test_refused_refresh_signs_out_once);
  ADD ("/session/proactive-renewal", test_proactive_renewal);
  ADD ("/session/proactive-and-401-in-one-tick", test_proactive_and_401_in_one_tick);
  ADD ("/session/renewals-do-not-loop", test_renewals_do_not_loop);
  ADD ("/session/cancelled-calls", test_cancelled_calls);
  ADD ("/session/refresh-outlives-who-asked", test_refresh_outlives_who_asked);
  ADD ("/session/refresh-for-the-feed", test_refresh_for_the_feed);
#undef ADD

  return g_test_run ();
}
