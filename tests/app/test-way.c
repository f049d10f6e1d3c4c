/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-entrance.h"
#include "gh-error.h"
#include "gh-test-main.h"
#include "gh-test-server.h"
#include "gh-test-wait.h"

#include <glib/gstdio.h>

#define ACCOUNT "olga@desk.example"
#define USER "{\"id\":\"u1\",\"email\":\"" ACCOUNT "\",\"role\":\"ADMIN\",\"isActive\":true}"
/* As the server in the field does: with less of the user. */
#define SIGNED_IN                                                                                 \
  "{\"success\":true,\"data\":{\"accessToken\":\"a\",\"refreshToken\":\"r\",\"user\":"              \
  "{\"id\":\"u1\",\"email\":\"" ACCOUNT "\",\"role\":\"ADMIN\"}}}"
/* As the server in the field lists. */
#define NO_EVENTS                                                                                 \
  "{\"success\":true,\"data\":{\"events\":[],\"total\":0,\"page\":1,\"limit\":100,"               \
  "\"totalPages\":0},\"message\":\"Request completed successfully\"}"

/* A server, and the program at it without windows; settings and keyring outlive a context as they
 * outlive the program. */
typedef struct
{
  GhTestServer *server;     /* (owned) */
  GhServerAddress *address; /* (owned) */
  GhContext *context;       /* (owned) */
  GhEntrance *entrance;     /* (owned) */
} Fixture;

static void
start_program (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->context = gh_context_new (GH_CONTEXT_OWN, NULL, &error);
  g_assert_no_error (error);
  fixture->entrance = gh_entrance_new (fixture->context);
  gh_entrance_open (fixture->entrance, NULL, NULL);
  gh_entrance_restore (fixture->entrance);
  gh_test_wait_until (!gh_entrance_get_busy (fixture->entrance));
}

static void
end_program (Fixture *fixture)
{
  gpointer alive = fixture->context;

  gh_entrance_close (fixture->entrance);
  gh_context_settle (fixture->context);
  g_clear_object (&fixture->entrance);
  g_object_add_weak_pointer (G_OBJECT (fixture->context), &alive);
  g_clear_object (&fixture->context);
  gh_test_wait_until (alive == NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const char *name = data;

  if (name != NULL)
    {
      g_autofree char *path =
        g_test_build_filename (G_TEST_DIST, "api", "certificates", name, NULL);
      g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_file (path, NULL);

      fixture->server = gh_test_server_new_tls (certificate, NULL);
    }
  else
    fixture->server = gh_test_server_new ();
  gh_test_server_respond (fixture->server, "POST", "/api/auth/login", 200, SIGNED_IN);
  gh_test_server_respond (fixture->server, "POST", "/api/auth/logout", 200, "{}");
  gh_test_server_respond (fixture->server, "GET", "/api/auth/me", 200,
                          "{\"success\":true,\"data\":" USER "}");
  gh_test_server_respond (fixture->server, "GET", "/api/face-recognition/events", 200, NO_EVENTS);
  fixture->address = gh_server_address_new (gh_test_server_get_base (fixture->server), NULL);
  start_program (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhProfile) profile = gh_profiles_look_up_last (
    gh_context_get_profiles (fixture->context));

  if (profile != NULL)
    gh_profiles_remove (gh_context_get_profiles (fixture->context), gh_profile_get_name (profile));
  end_program (fixture);
  g_clear_pointer (&fixture->address, gh_server_address_unref);
  gh_test_server_stop (fixture->server);
  g_clear_object (&fixture->server);
}

static GhSession *
get_session (Fixture *fixture)
{
  return gh_context_get_session (fixture->context);
}

static GhFeed *
get_feed (Fixture *fixture)
{
  return gh_connection_get_feed (gh_context_get_connection (fixture->context));
}

static GhConnectionSettings *
get_settings (Fixture *fixture)
{
  return gh_way_get_settings (gh_entrance_get_way (fixture->entrance));
}

static void
sign_in (Fixture *fixture, gboolean remember)
{
  gh_entrance_sign_in (fixture->entrance, fixture->address, ACCOUNT, "password", remember);
  gh_test_wait_until (!gh_entrance_get_busy (fixture->entrance));
}

static char *
dup_last_profile_name (Fixture *fixture)
{
  g_autoptr (GhProfile) profile = gh_profiles_look_up_last (
    gh_context_get_profiles (fixture->context));

  g_assert_nonnull (profile);

  return g_strdup (gh_profile_get_name (profile));
}

static void
test_pin_holds_at_once_and_is_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhConnectionSettings) kept = NULL;
  g_autofree char *name = NULL;
  g_autofree char *pin = NULL;
  GhCertificate *refused;

  sign_in (fixture, TRUE);
  g_assert_error (gh_entrance_get_error (fixture->entrance), GH_ERROR, GH_ERROR_TLS);
  refused = gh_way_get_refused_certificate (gh_entrance_get_way (fixture->entrance));
  g_assert_nonnull (refused);
  pin = g_strdup (gh_certificate_get_pin (refused));

  gh_connection_settings_set_pin (get_settings (fixture), pin);
  sign_in (fixture, TRUE);
  g_assert_no_error (gh_entrance_get_error (fixture->entrance));
  g_assert_cmpint (gh_session_get_state (get_session (fixture)), ==, GH_SESSION_SIGNED_IN);
  name = dup_last_profile_name (fixture);
  kept = gh_profiles_load_settings (gh_context_get_profiles (fixture->context), name);
  g_assert_cmpstr (gh_connection_settings_get_pin (kept), ==, pin);

  end_program (fixture);
  start_program (fixture);
  gh_test_wait_until (gh_session_get_user (get_session (fixture)) != NULL);
  gh_test_wait_until (gh_feed_get_state (get_feed (fixture)) == GH_FEED_LIVE);

  /* Forgotten while signed in: nobody is signed out, and nothing is spoken to that is not trusted. */
  gh_connection_settings_set_pin (get_settings (fixture), NULL);
  gh_test_wait_until (gh_feed_get_state (get_feed (fixture)) == GH_FEED_WAITING);
  g_assert_error (gh_feed_get_error (get_feed (fixture)), GH_ERROR, GH_ERROR_TLS);
  g_assert_cmpint (gh_session_get_state (get_session (fixture)), ==, GH_SESSION_SIGNED_IN);

  gh_connection_settings_set_pin (get_settings (fixture), pin);
  gh_test_wait_until (gh_feed_get_state (get_feed (fixture)) == GH_FEED_LIVE);
}

/* Said at the sign-in page before anybody has signed in there. */
static void
test_said_before_the_sign_in (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhConnectionSettings) kept = NULL;
  g_autofree char *name = NULL;
  GhWay *way = gh_entrance_lead_to (fixture->entrance, fixture->address);

  g_assert_true (gh_way_get_address (way) == gh_context_get_server (fixture->context));
  gh_connection_settings_set_transport (gh_way_get_settings (way), GH_FEED_TRANSPORT_POLLING);
  sign_in (fixture, FALSE);
  g_assert_true (gh_entrance_get_way (fixture->entrance) == way);
  g_assert_cmpint (gh_feed_get_transport (get_feed (fixture)), ==, GH_FEED_TRANSPORT_POLLING);
  name = dup_last_profile_name (fixture);
  kept = gh_profiles_load_settings (gh_context_get_profiles (fixture->context), name);
  g_assert_cmpint (gh_connection_settings_get_transport (kept), ==, GH_FEED_TRANSPORT_POLLING);
}

/* As from a command line: what is not spoken of stays. */
static void
test_more_is_said (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhConnectionSettings) more = gh_connection_settings_new ();
  GhWay *way = gh_entrance_lead_to (fixture->entrance, fixture->address);

  gh_connection_settings_set_ca_file (gh_way_get_settings (way), "/ca.pem");
  gh_connection_settings_set_transport (gh_way_get_settings (way), GH_FEED_TRANSPORT_POLLING);
  gh_connection_settings_set_allow_plain_http (more, TRUE);
  gh_way_add_settings (way, more);
  g_assert_true (gh_connection_settings_get_allow_plain_http (gh_way_get_settings (way)));
  g_assert_cmpstr (gh_connection_settings_get_ca_file (gh_way_get_settings (way)), ==, "/ca.pem");
  g_assert_cmpint (gh_connection_settings_get_transport (gh_way_get_settings (way)), ==,
                   GH_FEED_TRANSPORT_POLLING);
}

static void
test_what_was_learnt_is_kept (Fixture *fixture, gconstpointer data)
{
  GhDialect *dialect;

  sign_in (fixture, TRUE);
  dialect = gh_transport_get_dialect (gh_session_get_transport (get_session (fixture)));
  gh_test_wait_until (gh_feed_get_state (get_feed (fixture)) == GH_FEED_LIVE
                      && gh_dialect_get_kind (dialect) == GH_DIALECT_FIELD);
  end_program (fixture);

  /* Nothing is asked, and it is known. */
  gh_test_server_stop (fixture->server);
  start_program (fixture);
  dialect = gh_transport_get_dialect (gh_session_get_transport (get_session (fixture)));
  g_assert_cmpint (gh_dialect_get_kind (dialect), ==, GH_DIALECT_FIELD);
  {
    g_autofree char *name = dup_last_profile_name (fixture);

    g_assert_cmpint (
      gh_profiles_get_good_transport (gh_context_get_profiles (fixture->context), name), ==,
      GH_FEED_TRANSPORT_WEBSOCKET);
  }
  gh_test_server_start (fixture->server);
}

/* Signed in before and remembered; now by somebody who unticks it. */
static void
test_not_remembered_takes_the_old_one_away (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GhTokenStore *store;

  sign_in (fixture, TRUE);
  end_program (fixture);
  start_program (fixture);
  gh_entrance_close (fixture->entrance);
  g_clear_object (&fixture->entrance);
  fixture->entrance = gh_entrance_new (fixture->context);
  gh_entrance_open (fixture->entrance, NULL, NULL);

  sign_in (fixture, FALSE);
  gh_context_settle (fixture->context);
  store = gh_context_get_token_store (fixture->context);
  gh_token_store_look_up_async (store, gh_test_server_get_base (fixture->server), ACCOUNT, NULL,
                                gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  g_assert_null (gh_token_store_look_up_finish (store, result, &error));
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  g_autofree char *keyring = NULL;

  gh_test_init (&argc, &argv);

  /* Read by libsecret when it is used for the first time. */
  keyring = g_test_build_filename (G_TEST_BUILT, "way-keyring-test", NULL);
  g_unlink (keyring);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", keyring, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "of this test", TRUE);

#define ADD(path, certificate, function)                                                          \
  g_test_add ("/way/" path, Fixture, certificate, set_up, function, tear_down)
  ADD ("pin", "unknown.pem", test_pin_holds_at_once_and_is_kept);
  ADD ("before-the-sign-in", NULL, test_said_before_the_sign_in);
  ADD ("more-is-said", NULL, test_more_is_said);
  ADD ("learnt", NULL, test_what_was_learnt_is_kept);
  ADD ("not-remembered", NULL, test_not_remembered_takes_the_old_one_away);
#undef ADD

  return g_test_run ();
}
