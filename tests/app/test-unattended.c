/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-test-main.h"
#include "gh-test-server.h"
#include "gh-test-wait.h"
#include "gh-unattended.h"
#include "gh-virtual-clock.h"

#include <glib/gstdio.h>
#include <string.h>

#define LOGIN "/api/auth/login"
#define SIGNED_IN                                                                                 \
  "{\"success\":true,\"data\":{\"accessToken\":\"a\",\"refreshToken\":\"r\","                     \
  "\"user\":{\"id\":\"u1\",\"email\":\"wall@desk.example\",\"role\":\"USER\"}}}"
#define REFUSED "{\"message\":\"Invalid credentials\",\"statusCode\":401}"

typedef struct
{
  GhTestServer *server;           /* (owned) */
  GhVirtualClock *clock;          /* (owned) */
  GhSession *session;             /* (owned) */
  GhConnectionSettings *settings; /* (owned) */
  GhUnattended *unattended;       /* (owned) */
  char *path;                     /* (owned): of the credentials file */
  GPtrArray *failures;            /* (owned): of GError */
} Fixture;

static void
failed_cb (Fixture *fixture, const GError *error)
{
  g_ptr_array_add (fixture->failures, g_error_copy (error));
}

static void
write_text (Fixture *fixture, const char *text)
{
  /* A file that is there already would keep its mode. */
  g_unlink (fixture->path);
  g_assert_true (g_file_set_contents_full (fixture->path, text, -1, G_FILE_SET_CONTENTS_NONE, 0600,
                                           NULL));
}

static void
write_credentials (Fixture *fixture, const char *password)
{
  g_autofree char *text =
    g_strdup_printf ("{\"email\":\"wall@desk.example\",\"password\":\"%s\"}", password);

  write_text (fixture, text);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhServerAddress) address = NULL;
  g_autoptr (GhTransport) transport = NULL;

  g_mkdir_with_parents (g_get_user_runtime_dir (), 0700);
  fixture->path = g_build_filename (g_get_user_runtime_dir (), "credentials.json", NULL);
  write_credentials (fixture, "of-the-wall");

  fixture->server = gh_test_server_new ();
  fixture->clock = gh_virtual_clock_new ();
  address = gh_server_address_new (gh_test_server_get_base (fixture->server), NULL);
  transport = gh_transport_new (address, GH_CLOCK (fixture->clock));
  fixture->session = gh_session_new (transport, NULL);
  fixture->settings = gh_connection_settings_new ();
  fixture->unattended =
    gh_unattended_new (fixture->session, fixture->settings, fixture->path, NULL);
  fixture->failures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  g_signal_connect_swapped (fixture->unattended, "failed", G_CALLBACK (failed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer alive = fixture->unattended;

  /* What is under way is cancelled, and nothing keeps it once that has been answered. */
  gh_unattended_stop (fixture->unattended);
  g_object_add_weak_pointer (G_OBJECT (fixture->unattended), &alive);
  g_clear_object (&fixture->unattended);
  gh_test_wait_until (alive == NULL);

  g_clear_object (&fixture->session);
  g_clear_object (&fixture->settings);
  g_clear_object (&fixture->clock);
  g_clear_object (&fixture->server);
  g_clear_pointer (&fixture->failures, g_ptr_array_unref);
  g_clear_pointer (&fixture->path, g_free);
}

static guint
count_logins (Fixture *fixture)
{
  return gh_test_server_count (fixture->server, "POST", LOGIN);
}

static gboolean
is_signed_in (Fixture *fixture)
{
  return gh_session_get_state (fixture->session) == GH_SESSION_SIGNED_IN;
}

static void
assert_failed (Fixture *fixture, guint n_failures, GhError code)
{
  gh_test_wait_until (fixture->failures->len >= n_failures);
  g_assert_cmpuint (fixture->failures->len, ==, n_failures);
  g_assert_error ((GError *) g_ptr_array_index (fixture->failures, n_failures - 1), GH_ERROR,
                  (int) code);
}

static void
test_signs_in_from_the_file (Fixture *fixture, gconstpointer data)
{
  gh_test_server_respond (fixture->server, "POST", LOGIN, 200, SIGNED_IN);

  gh_unattended_start (fixture->unattended);
  gh_test_wait_until (is_signed_in (fixture));

  g_assert_nonnull (strstr (gh_test_server_get_body (fixture->server, "POST", LOGIN),
                            "\"of-the-wall\""));
  g_assert_cmpuint (fixture->failures->len, ==, 0);
  g_assert_cmpstr (gh_session_get_account (fixture->session), ==, "wall@desk.example");
}

/* It is there before anything is sent, and a file without one takes none away. */
static void
test_password_of_the_certificate (Fixture *fixture, gconstpointer data)
{
  gh_test_server_respond (fixture->server, "POST", LOGIN, 503, "{}");
  gh_test_server_respond (fixture->server, "POST", LOGIN, 200, SIGNED_IN);
  write_text (fixture, "{\"email\":\"wall@desk.example\",\"password\":\"of-the-wall\","
                       "\"certificatePassword\":\"of-the-file\"}");

  gh_unattended_start (fixture->unattended);
  gh_test_wait_until (gh_connection_settings_get_client_password (fixture->settings) != NULL);
  g_assert_cmpuint (count_logins (fixture), ==, 0);
  g_assert_cmpstr (gh_connection_settings_get_client_password (fixture->settings), ==,
                   "of-the-file");

  assert_failed (fixture, 1, GH_ERROR_SERVER);
  write_credentials (fixture, "of-the-wall");
  gh_virtual_clock_advance_us (fixture->clock, GH_UNATTENDED_MOST_US);
  gh_test_wait_until (is_signed_in (fixture));
  g_assert_cmpstr (gh_connection_settings_get_client_password (fixture->settings), ==,
                   "of-the-file");
}

static void
test_tries_again_after_a_failure (Fixture *fixture, gconstpointer data)
{
  gh_test_server_respond (fixture->server, "POST", LOGIN, 503, "{}");
  gh_test_server_respond (fixture->server, "POST", LOGIN, 401, REFUSED);
  gh_test_server_respond (fixture->server, "POST", LOGIN, 200, SIGNED_IN);

  gh_unattended_start (fixture->unattended);
  assert_failed (fixture, 1, GH_ERROR_SERVER);
  gh_virtual_clock_advance_us (fixture->clock, GH_UNATTENDED_MOST_US);
  assert_failed (fixture, 2, GH_ERROR_WRONG_CREDENTIALS);
  g_assert_cmpuint (count_logins (fixture), ==, 2);
  gh_virtual_clock_advance_us (fixture->clock, GH_UNATTENDED_MOST_US);
  gh_test_wait_until (is_signed_in (fixture));
}

static void
test_does_not_hurry (Fixture *fixture, gconstpointer data)
{
  gint64 passed_us = 0;

  gh_test_server_respond (fixture->server, "POST", LOGIN, 401, REFUSED);

  gh_unattended_start (fixture->unattended);
  for (guint i = 1; i <= 12; i++)
    {
      gint64 delay_us;

      assert_failed (fixture, i, GH_ERROR_WRONG_CREDENTIALS);
      delay_us = gh_virtual_clock_get_next_delay_us (fixture->clock);
      g_assert_cmpint (delay_us, >, 0);
      g_assert_cmpint (delay_us, <=, GH_UNATTENDED_MOST_US);
      passed_us += delay_us;
      gh_virtual_clock_advance_us (fixture->clock, delay_us);
    }
  g_assert_cmpint (passed_us, >, 12 * GH_UNATTENDED_FIRST_US);
}

static void
test_reads_the_file_afresh (Fixture *fixture, gconstpointer data)
{
  gh_test_server_respond (fixture->server, "POST", LOGIN, 200, SIGNED_IN);
  g_assert_cmpint (g_chmod (fixture->path, 0644), ==, 0);

  gh_unattended_start (fixture->unattended);
  assert_failed (fixture, 1, GH_ERROR_INVALID_ARGUMENT);
  g_assert_cmpuint (count_logins (fixture), ==, 0);

  write_credentials (fixture, "a-new-one");
  gh_virtual_clock_advance_us (fixture->clock, GH_UNATTENDED_MOST_US);
  gh_test_wait_until (is_signed_in (fixture));
  g_assert_nonnull (strstr (gh_test_server_get_body (fixture->server, "POST", LOGIN),
                            "\"a-new-one\""));
}

static void
test_signs_in_again_when_the_server_has_ended_it (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhRequest) request = gh_request_new (GH_REQUEST_GET, "/users/me");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GhReply) reply = NULL;

  gh_test_server_respond (fixture->server, "POST", LOGIN, 200, SIGNED_IN);
  gh_test_server_respond (fixture->server, "GET", "/api/users/me", 401, "{}");
  gh_test_server_respond (fixture->server, "POST", "/api/auth/refresh", 401, "{}");

  gh_unattended_start (fixture->unattended);
  gh_test_wait_until (is_signed_in (fixture));

  gh_session_send_async (fixture->session, request, NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  reply = gh_session_send_finish (fixture->session, result, NULL);
  g_assert_null (reply);
  assert_failed (fixture, 1, GH_ERROR_UNAUTHORIZED);
  g_assert_false (is_signed_in (fixture));

  gh_virtual_clock_advance_us (fixture->clock, GH_UNATTENDED_MOST_US);
  gh_test_wait_until (is_signed_in (fixture));
  g_assert_cmpuint (count_logins (fixture), ==, 2);
}

static void
test_a_person_who_signs_out_stays_out (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  gh_test_server_respond (fixture->server, "POST", LOGIN, 200, SIGNED_IN);
  gh_test_server_respond (fixture->server, "POST", "/api/auth/logout", 200, "{}");

  gh_unattended_start (fixture->unattended);
  gh_test_wait_until (is_signed_in (fixture));
  gh_session_sign_out_async (fixture->session, NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);

  gh_virtual_clock_advance_us (fixture->clock, GH_UNATTENDED_MOST_US);
  gh_test_drain ();
  g_assert_cmpuint (count_logins (fixture), ==, 1);
  g_assert_cmpuint (fixture->failures->len, ==, 0);
}

static void
test_stopped_means_stopped (Fixture *fixture, gconstpointer data)
{
  gh_test_server_respond (fixture->server, "POST", LOGIN, 503, "{}");

  gh_unattended_start (fixture->unattended);
  assert_failed (fixture, 1, GH_ERROR_SERVER);
  gh_unattended_stop (fixture->unattended);

  gh_virtual_clock_advance_us (fixture->clock, GH_UNATTENDED_MOST_US);
  gh_test_drain ();
  g_assert_cmpuint (count_logins (fixture), ==, 1);
}

static void
add (const char *path, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  add ("/unattended/signs-in", test_signs_in_from_the_file);
  add ("/unattended/password-of-the-certificate", test_password_of_the_certificate);
  add ("/unattended/tries-again", test_tries_again_after_a_failure);
  add ("/unattended/does-not-hurry", test_does_not_hurry);
  add ("/unattended/reads-afresh", test_reads_the_file_afresh);
  add ("/unattended/again-after-the-end", test_signs_in_again_when_the_server_has_ended_it);
  add ("/unattended/signed-out-by-hand", test_a_person_who_signs_out_stays_out);
  add ("/unattended/stopped", test_stopped_means_stopped);

  return g_test_run ();
}
