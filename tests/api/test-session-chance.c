/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"
#include "session-fixture.h"

#define N_SEEDS 3000
#define MOST_CALLS 8
/* Of three seconds: less than a deadline, after which the server may have changed the pair and nobody
 * be told. */
#define MOST_WAITS 3

/* One call of a round, and what became of it. */
typedef struct
{
  GAsyncResult *result; /* (owned) (nullable) until it has ended */
  GCancellable *cancellable; /* (owned) */
} Call;

/* The network between the refresh and its answer is cut now and then, before the server has seen
 * it: the pair stays good. */
static gboolean cuts_refreshes;
static GhTestHandler real_refresh;
static guint n_waits; /* of this round */

static void
cut_or_refresh_cb (GhTestServer *server,
                   SoupServerMessage *message,
                   const char *body,
                   gpointer user_data)
{
  if (cuts_refreshes)
    {
      g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

      g_io_stream_close (stream, NULL, NULL);
      return;
    }
  real_refresh (server, message, body, user_data);
}

static void
act (SessionFixture *fixture, GRand *random, Call *calls, guint *n_calls)
{
  Call *call;

  switch (g_rand_int_range (random, 0, 9))
    {
    case 0:
      session_fixture_expire (fixture);
      break;
    case 1:
      gh_test_server_hold (fixture->server, "POST", REFRESH);
      break;
    case 2:
      gh_test_server_release (fixture->server, "POST", REFRESH);
      break;
    case 3:
      cuts_refreshes = g_rand_int_range (random, 0, 3) == 0;
      break;
    case 4:
      if (*n_calls > 0)
        g_cancellable_cancel (calls[g_rand_int_range (random, 0, (int) *n_calls)].cancellable);
      break;
    case 5:
      /* Often enough to bring a renewal. */
      if (n_waits++ < MOST_WAITS)
        gh_virtual_clock_advance_us (fixture->clock, 3 * G_TIME_SPAN_SECOND);
      break;
    case 6:
      for (int i = g_rand_int_range (random, 0, 40); i > 0; i--)
        g_main_context_iteration (NULL, FALSE);
      break;
    default:
      if (*n_calls == MOST_CALLS)
        break;
      call = &calls[(*n_calls)++];
      call->cancellable = g_cancellable_new ();
      session_fixture_call (fixture, call->cancellable, &call->result);
      break;
    }
}

static void
finish (SessionFixture *fixture, Call *call)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhReply) reply = NULL;

  gh_test_wait_until (call->result != NULL);
  reply = gh_session_send_finish (fixture->session, call->result, &error);
  /* It succeeds, or the network was cut, or time ran out, or it was cancelled by its own caller. A
   * token that expired twice under one call is the one refusal that may remain. */
  if (reply == NULL && !gh_error_is_connectivity (error)
      && !g_error_matches (error, GH_ERROR, GH_ERROR_UNAUTHORIZED))
    {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_true (g_cancellable_is_cancelled (call->cancellable));
    }
  g_clear_object (&call->result);
  g_clear_object (&call->cancellable);
}

/* Refreshes, expiries, cancellations, cut lines and renewals in thousands of orders, each of which
 * its seed brings back. */
static void
test_interleavings (SessionFixture *fixture, gconstpointer user_data)
{
  guint n_refreshes;

  real_refresh = session_fixture_refresh_cb;
  gh_test_server_handle (fixture->server, "POST", REFRESH, cut_or_refresh_cb, fixture);
  fixture->lifetime_s = 90;
  gh_budget_set_limit (gh_transport_get_budget (fixture->transport), G_MAXUINT);
  session_fixture_sign_in (fixture, TRUE);

  for (guint seed = 0; seed < N_SEEDS; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autofree char *held = NULL;
      Call calls[MOST_CALLS] = { 0 };
      guint n_calls = 0;

      n_waits = 0;
      for (guint step = 0; step < 12; step++)
        act (fixture, random, calls, &n_calls);
      gh_test_server_release (fixture->server, "POST", REFRESH);
      cuts_refreshes = FALSE;
      for (guint i = 0; i < n_calls; i++)
        finish (fixture, &calls[i]);

      /* Whatever happened: nobody was signed out, no token was offered twice. */
      g_assert_cmpuint (fixture->n_signed_out, ==, 0);
      g_assert_cmpint (gh_session_get_state (fixture->session), ==, GH_SESSION_SIGNED_IN);
      if (fixture->n_stale_refreshes > 0)
        g_error ("seed %u", seed);
    }

  /* And the pair that everybody ends with is the good one, here and in the store. */
  gh_test_wait_until (gh_test_server_get_n_held (fixture->server, "POST", REFRESH) == 0);
  session_fixture_expire (fixture);
  {
    Call last = { NULL, g_cancellable_new () };

    session_fixture_call (fixture, last.cancellable, &last.result);
    gh_test_wait_until (last.result != NULL);
    session_fixture_finish_well (fixture, last.result);
    g_clear_object (&last.result);
    g_clear_object (&last.cancellable);
  }
  gh_test_drain ();
  n_refreshes = session_fixture_count_refreshes (fixture);
  g_test_message ("%u refreshes", n_refreshes);
  g_assert_cmpuint (n_refreshes, >, N_SEEDS / 4);
  {
    g_autofree char *good = g_strdup_printf ("refresh-%u", fixture->generation);

    g_assert_cmpstr (fake_token_store_get_refresh_token (fixture->store), ==, good);
  }
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  g_test_add ("/session/thousands-of-interleavings", SessionFixture, NULL, session_fixture_set_up,
              test_interleavings, session_fixture_tear_down);

  return g_test_run ();
}
