/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session-fixture.h"

#include "gh-error.h"
#include "gh-test-wait.h"
#include "gh-token-search.h"

#include <string.h>

static char *
dup_tokens_json (SessionFixture *fixture)
{
  g_autofree char *access = session_fixture_dup_access_token (fixture, fixture->generation);

  return g_strdup_printf ("{\"success\":true,\"data\":{\"accessToken\":\"%s\",\"refreshToken\":"
                          "\"refresh-%u\",\"user\":{\"id\":\"u1\",\"email\":\"ann@example.org\","
                          "\"firstName\":null,\"lastName\":null,\"role\":\"USER\"}}}",
                          access,
                          fixture->generation);
}

static gboolean
is_authorized (SessionFixture *fixture, SoupServerMessage *message)
{
  const char *bearer = soup_message_headers_get_one (
    soup_server_message_get_request_headers (message), "Authorization");
  g_autofree char *access = session_fixture_dup_access_token (fixture, fixture->generation);

  if (bearer != NULL && g_str_has_prefix (bearer, "Bearer ") && g_str_equal (bearer + 7, access)
      && fixture->generation > fixture->expired)
    return TRUE;

  fixture->n_old_accesses++;
  gh_test_server_answer (message, 401, "{\"message\":\"jwt expired\",\"statusCode\":401}");
  return FALSE;
}

static void
login_cb (GhTestServer *server, SoupServerMessage *message, const char *body, gpointer user_data)
{
  SessionFixture *fixture = user_data;
  g_autofree char *json = NULL;

  fixture->generation++;
  json = dup_tokens_json (fixture);
  gh_test_server_answer (message, 200, json);
}

void
session_fixture_refresh_cb (GhTestServer *server,
                            SoupServerMessage *message,
                            const char *body,
                            gpointer user_data)
{
  SessionFixture *fixture = user_data;
  g_autofree char *good =
    g_strdup_printf ("{\"refreshToken\":\"refresh-%u\"}", fixture->generation);
  g_autofree char *json = NULL;

  if (fixture->refuses || !g_str_equal (body, good))
    {
      fixture->n_stale_refreshes += fixture->refuses ? 0 : 1;
      gh_test_server_answer (message, 401,
                             "{\"message\":\"Refresh token has been revoked\",\"statusCode\":401}");
      return;
    }

  fixture->generation++;
  json = dup_tokens_json (fixture);
  gh_test_server_answer (message, 200, json);
}

static void
me_cb (GhTestServer *server, SoupServerMessage *message, const char *body, gpointer user_data)
{
  SessionFixture *fixture = user_data;
  g_autofree char *json = NULL;

  json = g_strdup_printf ("{\"success\":true,\"data\":{\"id\":\"u1\",\"email\":\"%s\","
                          "\"firstName\":\"Ann\",\"lastName\":\"Lee\",\"role\":\"ADMIN\","
                          "\"isActive\":true,\"createdAt\":\"2026-01-01T00:00:00.000Z\","
                          "\"updatedAt\":\"2026-01-01T00:00:00.000Z\"}}",
                          fixture->email != NULL ? fixture->email : "ann@example.org");
  if (is_authorized (fixture, message))
    gh_test_server_answer (message, 200, json);
}

static void
logout_cb (GhTestServer *server, SoupServerMessage *message, const char *body, gpointer user_data)
{
  SessionFixture *fixture = user_data;

  if (is_authorized (fixture, message))
    {
      fixture->expired = fixture->generation++;
      soup_server_message_set_status (message, 204, NULL);
    }
}

static void
signed_out_cb (GhSession *session, const GError *reason, gpointer user_data)
{
  SessionFixture *fixture = user_data;

  g_assert_cmpint (gh_session_get_state (session), ==, GH_SESSION_SIGNED_OUT);
  fixture->n_signed_out++;
  g_clear_error (&fixture->reason);
  fixture->reason = reason != NULL ? g_error_copy (reason) : NULL;
}

void
session_fixture_set_up (SessionFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GhServerAddress) address = NULL;

  fixture->server = gh_test_server_new ();
  gh_test_server_handle (fixture->server, "POST", "/api/auth/login", login_cb, fixture);
  gh_test_server_handle (fixture->server, "POST", "/api/auth/refresh", session_fixture_refresh_cb,
                         fixture);
  gh_test_server_handle (fixture->server, "POST", "/api/auth/logout", logout_cb, fixture);
  gh_test_server_handle (fixture->server, "GET", "/api/auth/me", me_cb, fixture);
  gh_test_server_handle (fixture->server, "GET", THING, session_fixture_thing_cb, fixture);

  fixture->clock = gh_virtual_clock_new ();
  fixture->store = fake_token_store_new ();
  address = gh_server_address_new (gh_test_server_get_base (fixture->server), NULL);
  fixture->transport = gh_transport_new (address, GH_CLOCK (fixture->clock));
  fixture->session = gh_session_new (fixture->transport, GH_TOKEN_STORE (fixture->store));
  g_signal_connect (fixture->session, "signed-out", G_CALLBACK (signed_out_cb), fixture);
}

/* Whatever is still under way ends with its session, at once and without a trace. */
void
session_fixture_tear_down (SessionFixture *fixture, gconstpointer user_data)
{
  g_assert_finalize_object (g_steal_pointer (&fixture->session));
  fake_token_store_release (fixture->store);
  gh_test_drain ();
  gh_test_wait_until (G_OBJECT (fixture->transport)->ref_count == 1);
  g_assert_finalize_object (fixture->transport);
  g_assert_finalize_object (fixture->store);
  g_assert_cmpuint (gh_virtual_clock_get_n_timeouts (fixture->clock), ==, 0);
  g_assert_finalize_object (fixture->clock);
  g_assert_finalize_object (fixture->server);
  g_clear_error (&fixture->reason);
  gh_test_drain ();
}

char *
session_fixture_dup_access_token (SessionFixture *fixture, guint generation)
{
  g_autofree char *payload = NULL;
  g_autofree char *encoded = NULL;

  if (fixture->lifetime_s == 0)
    return g_strdup_printf ("access-%u", generation);

  payload = g_strdup_printf ("{\"sub\":\"u1\",\"jti\":%u,\"iat\":1000,\"exp\":%u}",
                             generation,
                             1000 + fixture->lifetime_s);
  encoded = g_base64_encode ((const guchar *) payload, strlen (payload));
  *strchrnul (encoded, '=') = '\0';

  return g_strdup_printf ("h.%s.s%u", encoded, generation);
}

void
session_fixture_sign_in (SessionFixture *fixture, gboolean remember)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gh_session_sign_in_async (fixture->session, "ann@example.org", "secret", remember, NULL,
                            gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  gh_session_sign_in_finish (fixture->session, result, &error);
  g_assert_no_error (error);
  /* What the sign-in itself says of the user is less than /auth/me. */
  gh_test_wait_until (gh_user_get_role (gh_session_get_user (fixture->session)) == GH_ROLE_ADMIN);
}

void
session_fixture_expire (SessionFixture *fixture)
{
  fixture->expired = fixture->generation;
}

void
session_fixture_call_path (SessionFixture *fixture,
                           const char *path,
                           GCancellable *cancellable,
                           GAsyncResult **result)
{
  g_autoptr (GhRequest) request = gh_request_new (GH_REQUEST_GET, path);

  gh_session_send_async (fixture->session, request, cancellable, gh_test_take_result_cb, result);
}

void
session_fixture_call (SessionFixture *fixture, GCancellable *cancellable, GAsyncResult **result)
{
  session_fixture_call_path (fixture, "/thing", cancellable, result);
}

void
session_fixture_finish_well (SessionFixture *fixture, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhReply) reply = gh_session_send_finish (fixture->session, result, &error);

  g_assert_no_error (error);
  g_assert_nonnull (reply);
}

void
session_fixture_finish_badly (SessionFixture *fixture,
                              GAsyncResult *result,
                              GQuark domain,
                              int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhReply) reply = gh_session_send_finish (fixture->session, result, &error);

  g_assert_null (reply);
  g_assert_error (error, domain, code);
}

void
session_fixture_thing_cb (GhTestServer *server,
                          SoupServerMessage *message,
                          const char *body,
                          gpointer user_data)
{
  if (is_authorized (user_data, message))
    gh_test_server_answer (message, 200, "{\"success\":true,\"data\":{\"n\":1}}");
}

void
session_fixture_pass_search (SessionFixture *fixture)
{
  guint n_before = fake_token_store_get_n_look_ups (fixture->store);

  for (guint i = 1; i < GH_TOKEN_SEARCH_LOOKS; i++)
    {
      gh_test_wait_until (fake_token_store_get_n_look_ups (fixture->store) == n_before + i);
      gh_test_drain ();
      gh_virtual_clock_advance_us (fixture->clock, GH_TOKEN_SEARCH_WAIT_US);
    }
}

guint
session_fixture_count_refreshes (SessionFixture *fixture)
{
  return gh_test_server_count (fixture->server, "POST", "/api/auth/refresh");
}

void
session_fixture_assert_log (SessionFixture *fixture, const char *expected)
{
  g_autofree char *log = NULL;

  gh_test_drain ();
  log = fake_token_store_take_log (fixture->store);
  g_assert_cmpstr (log, ==, expected);
}

void
session_fixture_assert_signed_in (SessionFixture *fixture)
{
  g_assert_cmpint (gh_session_get_state (fixture->session), ==, GH_SESSION_SIGNED_IN);
  g_assert_cmpuint (fixture->n_signed_out, ==, 0);
}

void
session_fixture_call_and_wait (SessionFixture *fixture, GAsyncResult **result)
{
  session_fixture_call (fixture, NULL, result);
  gh_test_wait_until (*result != NULL);
}

void
session_fixture_assert_call_succeeds (SessionFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;

  session_fixture_call_and_wait (fixture, &result);
  session_fixture_finish_well (fixture, result);
}

gboolean
session_fixture_restore (SessionFixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gh_session_restore_async (fixture->session, "ann@example.org", NULL, gh_test_take_result_cb,
                            &result);
  gh_test_wait_until (result != NULL);

  return gh_session_restore_finish (fixture->session, result, error);
}

void
session_fixture_put_into_store (SessionFixture *fixture)
{
  g_autoptr (GhTokens) tokens = gh_tokens_new ("access-1", "refresh-1");

  fixture->generation = 1;
  fake_token_store_set_tokens (fixture->store, tokens);
}

void
session_fixture_pass_pauses (SessionFixture *fixture, GAsyncResult **result)
{
  GSource *guard = gh_test_wait_begin ();

  while (*result == NULL)
    {
      gint64 delay_us = gh_virtual_clock_get_next_delay_us (fixture->clock);

      if (delay_us >= 0 && delay_us < 5 * G_TIME_SPAN_SECOND)
        gh_virtual_clock_advance_us (fixture->clock, delay_us);
      gh_test_wait_step (guard, __FILE__, __LINE__, G_STRFUNC, "the call ends");
    }
  gh_test_wait_end (guard);
}
