/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-entrance.h"
#include "gh-error.h"
#include "gh-profile-item.h"
#include "gh-profile-model.h"
#include "gh-test-main.h"
#include "gh-test-server.h"
#include "gh-test-wait.h"

#include <glib/gstdio.h>

#define LOGIN "/api/auth/login"
#define REGISTER "/api/auth/register"
#define ACCOUNT "olga@desk.example"
#define USER "{\"id\":\"u1\",\"email\":\"" ACCOUNT "\",\"role\":\"ADMIN\",\"isActive\":true}"
#define SIGNED_IN                                                                                 \
  "{\"success\":true,\"data\":{\"accessToken\":\"a\",\"refreshToken\":\"r\",\"user\":" USER "}}"
#define REFUSED "{\"message\":\"Invalid credentials\",\"statusCode\":401}"
#define NO_EVENTS                                                                                 \
  "{\"success\":true,\"data\":{\"items\":[],\"total\":0,\"page\":1,\"limit\":100,"                \
  "\"totalPages\":0}}"

/* A server, and the program at it without windows: with settings in memory and libsecret's
 * encrypted file, both of which outlive a context as they outlive the program. */
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
}

static void
end_program (Fixture *fixture)
{
  gpointer alive = fixture->entrance;

  gh_entrance_close (fixture->entrance);
  gh_context_settle (fixture->context);
  g_object_add_weak_pointer (G_OBJECT (fixture->entrance), &alive);
  g_clear_object (&fixture->entrance);
  gh_test_wait_until (alive == NULL);

  alive = fixture->context;
  g_object_add_weak_pointer (G_OBJECT (fixture->context), &alive);
  g_clear_object (&fixture->context);
  gh_test_wait_until (alive == NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->server = gh_test_server_new ();
  gh_test_server_respond (fixture->server, "GET", "/api/auth/me", 200,
                          "{\"success\":true,\"data\":" USER "}");
  gh_test_server_respond (fixture->server, "GET", "/api/face-recognition/events", 200, NO_EVENTS);
  gh_test_server_respond (fixture->server, "POST", "/api/auth/logout", 200, "{}");
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
  g_clear_object (&fixture->server);
}

static gboolean
is_signed_in (Fixture *fixture)
{
  return gh_session_get_state (gh_context_get_session (fixture->context)) == GH_SESSION_SIGNED_IN;
}

static void
sign_in (Fixture *fixture, gboolean remember)
{
  gh_entrance_sign_in (fixture->entrance, fixture->address, ACCOUNT, "password", remember);
  g_assert_true (gh_entrance_get_busy (fixture->entrance));
  gh_test_wait_until (!gh_entrance_get_busy (fixture->entrance));
  if (gh_entrance_get_error (fixture->entrance) != NULL)
    g_test_message ("%s", gh_entrance_get_error (fixture->entrance)->message);
}

static void
assert_last_profile (Fixture *fixture, const char *account, gboolean remembered)
{
  g_autoptr (GhProfile) profile = gh_profiles_look_up_last (
    gh_context_get_profiles (fixture->context));

  g_assert_nonnull (profile);
  g_assert_cmpstr (gh_profile_get_server (profile), ==,
                   gh_test_server_get_base (fixture->server));
  g_assert_cmpstr (gh_profile_get_account (profile), ==, account);
  g_assert_cmpint (gh_profile_get_remembered (profile), ==, remembered);
}

static void
test_begins_at_the_default_server (Fixture *fixture, gconstpointer data)
{
  gh_entrance_open (fixture->entrance, NULL, NULL);
  gh_entrance_restore (fixture->entrance);

  g_assert_cmpstr (gh_server_address_get_base (gh_context_get_server (fixture->context)), ==,
                   GH_SERVER_ADDRESS_DEFAULT);
  g_assert_false (gh_entrance_get_busy (fixture->entrance));
  g_assert_false (is_signed_in (fixture));
  g_assert_null (gh_entrance_get_account (fixture->entrance));
}

static void
test_comes_back_without_asking (Fixture *fixture, gconstpointer data)
{
  gh_test_server_respond (fixture->server, "POST", LOGIN, 200, SIGNED_IN);
  gh_entrance_open (fixture->entrance, NULL, NULL);
  sign_in (fixture, TRUE);
  g_assert_true (is_signed_in (fixture));
  assert_last_profile (fixture, ACCOUNT, TRUE);
  end_program (fixture);

  start_program (fixture);
  gh_entrance_open (fixture->entrance, NULL, NULL);
  gh_entrance_restore (fixture->entrance);
  g_assert_cmpstr (gh_entrance_get_account (fixture->entrance), ==, ACCOUNT);
  gh_test_wait_until (!gh_entrance_get_busy (fixture->entrance));
  g_assert_true (is_signed_in (fixture));
  g_assert_cmpuint (gh_test_server_count (fixture->server, "POST", LOGIN), ==, 1);
}

static void
test_comes_back_to_an_absent_server (Fixture *fixture, gconstpointer data)
{
  gh_test_server_respond (fixture->server, "POST", LOGIN, 200, SIGNED_IN);
  gh_entrance_open (fixture->entrance, NULL, NULL);
  sign_in (fixture, TRUE);
  end_program (fixture);

  gh_test_server_stop (fixture->server);
  start_program (fixture);
  gh_entrance_open (fixture->entrance, NULL, NULL);
  gh_entrance_restore (fixture->entrance);
  gh_test_wait_until (!gh_entrance_get_busy (fixture->entrance));
  g_assert_true (is_signed_in (fixture));
  gh_test_server_start (fixture->server);
}

static void
test_does_not_come_back_unless_told_to (Fixture *fixture, gconstpointer data)
{
  gh_test_server_respond (fixture->server, "POST", LOGIN, 200, SIGNED_IN);
  gh_entrance_open (fixture->entrance, NULL, NULL);
  sign_in (fixture, FALSE);
  g_assert_true (is_signed_in (fixture));
  assert_last_profile (fixture, ACCOUNT, FALSE);
  end_program (fixture);

  start_program (fixture);
  gh_entrance_open (fixture->entrance, NULL, NULL);
  gh_entrance_restore (fixture->entrance);
  g_assert_false (gh_entrance_get_busy (fixture->entrance));
  g_assert_false (is_signed_in (fixture));
  /* Who it was is offered again. */
  g_assert_cmpstr (gh_entrance_get_account (fixture->entrance), ==, ACCOUNT);
}

static void
test_says_why_it_failed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhProfile) profile = NULL;

  gh_test_server_respond (fixture->server, "POST", LOGIN, 401, REFUSED);
  gh_test_server_respond (fixture->server, "POST", LOGIN, 200, SIGNED_IN);
  gh_entrance_open (fixture->entrance, NULL, NULL);

  sign_in (fixture, TRUE);
  g_assert_error (gh_entrance_get_error (fixture->entrance), GH_ERROR, GH_ERROR_WRONG_CREDENTIALS);
  profile = gh_profiles_look_up_last (gh_context_get_profiles (fixture->context));
  g_assert_null (profile);

  sign_in (fixture, TRUE);
  g_assert_null (gh_entrance_get_error (fixture->entrance));
  g_assert_true (is_signed_in (fixture));
}

static void
test_who_gives_up_is_told_nothing (Fixture *fixture, gconstpointer data)
{
  gh_test_server_hang (fixture->server, "POST", LOGIN);
  gh_entrance_open (fixture->entrance, NULL, NULL);

  gh_entrance_sign_in (fixture->entrance, fixture->address, ACCOUNT, "password", TRUE);
  gh_test_wait_until (gh_test_server_count (fixture->server, "POST", LOGIN) == 1);
  gh_entrance_cancel (fixture->entrance);
  gh_test_drain ();

  g_assert_false (gh_entrance_get_busy (fixture->entrance));
  g_assert_null (gh_entrance_get_error (fixture->entrance));
  g_assert_false (is_signed_in (fixture));
}

static void
test_signing_out_is_remembered (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  gh_test_server_respond (fixture->server, "POST", LOGIN, 200, SIGNED_IN);
  gh_entrance_open (fixture->entrance, NULL, NULL);
  sign_in (fixture, TRUE);

  gh_session_sign_out_async (gh_context_get_session (fixture->context), NULL,
                             gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  assert_last_profile (fixture, ACCOUNT, FALSE);
  g_assert_nonnull (gh_entrance_get_notice (fixture->entrance));
  g_assert_null (gh_entrance_get_error (fixture->entrance));
}

static void
test_a_profile_has_its_name (Fixture *fixture, gconstpointer data)
{
  GhProfiles *profiles = gh_context_get_profiles (fixture->context);
  g_autoptr (GhProfile) before = NULL;
  g_autoptr (GhProfile) after = NULL;

  gh_test_server_respond (fixture->server, "POST", LOGIN, 200, SIGNED_IN);
  gh_entrance_open (fixture->entrance, "front-door", fixture->address);
  before = gh_profiles_look_up (profiles, "front-door");
  g_assert_null (before);

  sign_in (fixture, FALSE);
  after = gh_profiles_look_up (profiles, "front-door");
  g_assert_nonnull (after);
  g_assert_cmpstr (gh_profile_get_server (after), ==, gh_test_server_get_base (fixture->server));
}

static void
test_a_saved_sign_in_is_of_its_server_only (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhServerAddress) other = gh_server_address_new ("http://127.0.0.1:9/api", NULL);

  gh_test_server_respond (fixture->server, "POST", LOGIN, 200, SIGNED_IN);
  gh_entrance_open (fixture->entrance, "front-door", fixture->address);
  sign_in (fixture, TRUE);
  end_program (fixture);

  start_program (fixture);
  gh_entrance_open (fixture->entrance, "front-door", other);
  gh_entrance_restore (fixture->entrance);
  g_assert_false (gh_entrance_get_busy (fixture->entrance));
  g_assert_null (gh_entrance_get_account (fixture->entrance));
}

static void
test_a_new_account_is_signed_in (Fixture *fixture, gconstpointer data)
{
  const GhRegistration registration = { .email = ACCOUNT, .password = "Str0ng!pass" };

  gh_test_server_respond (fixture->server, "POST", REGISTER, 409,
                          "{\"message\":\"User with this email already exists\"}");
  gh_test_server_respond (fixture->server, "POST", REGISTER, 201, SIGNED_IN);
  gh_entrance_open (fixture->entrance, NULL, NULL);

  gh_entrance_register (fixture->entrance, fixture->address, &registration, TRUE);
  gh_test_wait_until (!gh_entrance_get_busy (fixture->entrance));
  g_assert_error (gh_entrance_get_error (fixture->entrance), GH_ERROR, GH_ERROR_CONFLICT);
  g_assert_false (is_signed_in (fixture));

  gh_entrance_register (fixture->entrance, fixture->address, &registration, TRUE);
  gh_test_wait_until (!gh_entrance_get_busy (fixture->entrance));
  g_assert_null (gh_entrance_get_error (fixture->entrance));
  g_assert_true (is_signed_in (fixture));
  assert_last_profile (fixture, ACCOUNT, TRUE);
}

static void
test_a_saved_sign_in_is_taken_up_when_chosen (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhServerAddress) other = gh_server_address_new ("http://127.0.0.1:9/api", NULL);

  gh_test_server_respond (fixture->server, "POST", LOGIN, 200, SIGNED_IN);
  gh_entrance_open (fixture->entrance, "front-door", fixture->address);
  sign_in (fixture, TRUE);
  end_program (fixture);

  start_program (fixture);
  gh_entrance_open (fixture->entrance, NULL, other);
  gh_entrance_choose (fixture->entrance, "nobody");
  g_assert_false (is_signed_in (fixture));
  gh_entrance_choose (fixture->entrance, "front-door");
  gh_test_wait_until (!gh_entrance_get_busy (fixture->entrance));
  g_assert_true (is_signed_in (fixture));
  g_assert_cmpstr (gh_entrance_get_account (fixture->entrance), ==, ACCOUNT);
}

static gboolean
is_in_keyring (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GhTokens) tokens = NULL;
  g_autoptr (GError) error = NULL;
  GhTokenStore *store = gh_context_get_token_store (fixture->context);

  gh_token_store_look_up_async (store, gh_test_server_get_base (fixture->server), ACCOUNT, NULL,
                                gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  tokens = gh_token_store_look_up_finish (store, result, &error);
  g_assert_no_error (error);

  return tokens != NULL;
}

static void
test_a_removed_server_leaves_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhProfile) profile = NULL;

  gh_test_server_respond (fixture->server, "POST", LOGIN, 200, SIGNED_IN);
  gh_entrance_open (fixture->entrance, "front-door", fixture->address);
  sign_in (fixture, TRUE);
  end_program (fixture);

  start_program (fixture);
  gh_entrance_open (fixture->entrance, "front-door", NULL);
  g_assert_true (is_in_keyring (fixture));
  gh_entrance_forget (fixture->entrance, "nobody");
  gh_entrance_forget (fixture->entrance, "front-door");
  profile = gh_profiles_look_up (gh_context_get_profiles (fixture->context), "front-door");
  g_assert_null (profile);
  gh_context_settle (fixture->context);
  g_assert_false (is_in_keyring (fixture));
  g_assert_null (gh_entrance_get_notice (fixture->entrance));
}

static void
test_saved_servers_are_offered (Fixture *fixture, gconstpointer data)
{
  GhProfiles *profiles = gh_context_get_profiles (fixture->context);
  g_autoptr (GListModel) model = gh_profile_model_new (profiles);
  g_autoptr (GhProfile) gate =
    gh_profile_new ("gate", "https://gate.example:8443/api", "paul@gate.example", FALSE);
  g_autoptr (GhProfile) broken = gh_profile_new ("broken", "http://", NULL, FALSE);
  g_autoptr (GhProfile) desk = gh_profile_new ("desk", "https://desk.example/api", NULL, FALSE);
  g_autoptr (GhProfileItem) first = NULL;
  g_autoptr (GhProfileItem) second = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 0);
  gh_profiles_save (profiles, gate);
  gh_profiles_save (profiles, broken);
  gh_profiles_save (profiles, desk);

  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 2);
  first = g_list_model_get_item (model, 0);
  second = g_list_model_get_item (model, 1);
  g_assert_cmpstr (gh_profile_item_get_name (first), ==, "desk");
  g_assert_null (gh_profile_item_get_account (first));
  g_assert_cmpstr (gh_profile_item_get_host (second), ==, "gate.example:8443");
  g_assert_cmpstr (gh_profile_item_get_account (second), ==, "paul@gate.example");

  gh_profiles_remove (profiles, "gate");
  gh_profiles_remove (profiles, "broken");
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 1);
}

static void
count_cb (guint *n_times)
{
  (*n_times)++;
}

static void
test_another_server_is_another_connection (Fixture *fixture, gconstpointer data)
{
  guint n_connections = 0;

  gh_test_server_respond (fixture->server, "POST", LOGIN, 401, REFUSED);
  g_signal_connect_swapped (fixture->entrance, "connected", G_CALLBACK (count_cb), &n_connections);

  gh_entrance_open (fixture->entrance, NULL, NULL);
  g_assert_cmpuint (n_connections, ==, 1);
  sign_in (fixture, TRUE);
  g_assert_cmpuint (n_connections, ==, 2);
  sign_in (fixture, TRUE);
  g_assert_cmpuint (n_connections, ==, 2);
}

static void
test_the_feed_runs_while_signed_in (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  GhFeed *feed;

  gh_test_server_respond (fixture->server, "POST", LOGIN, 200, SIGNED_IN);
  gh_entrance_open (fixture->entrance, NULL, fixture->address);
  feed = gh_connection_get_feed (gh_context_get_connection (fixture->context));
  g_assert_cmpint (gh_feed_get_state (feed), ==, GH_FEED_OFF);

  sign_in (fixture, FALSE);
  gh_test_wait_until (gh_feed_get_state (feed) == GH_FEED_LIVE);

  gh_session_sign_out_async (gh_context_get_session (fixture->context), NULL,
                             gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  g_assert_cmpint (gh_feed_get_state (feed), ==, GH_FEED_OFF);
}

static void
add (const char *path, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  g_autofree char *keyring = NULL;

  gh_test_init (&argc, &argv);

  /* Read by libsecret when it is used for the first time. */
  keyring = g_test_build_filename (G_TEST_BUILT, "entrance-keyring-test", NULL);
  g_unlink (keyring);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", keyring, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "of this test", TRUE);

  add ("/entrance/default-server", test_begins_at_the_default_server);
  add ("/entrance/comes-back", test_comes_back_without_asking);
  add ("/entrance/comes-back-offline", test_comes_back_to_an_absent_server);
  add ("/entrance/not-remembered", test_does_not_come_back_unless_told_to);
  add ("/entrance/failed", test_says_why_it_failed);
  add ("/entrance/given-up", test_who_gives_up_is_told_nothing);
  add ("/entrance/signed-out", test_signing_out_is_remembered);
  add ("/entrance/named-profile", test_a_profile_has_its_name);
  add ("/entrance/profile-of-another-server", test_a_saved_sign_in_is_of_its_server_only);
  add ("/entrance/another-server", test_another_server_is_another_connection);
  add ("/entrance/register", test_a_new_account_is_signed_in);
  add ("/entrance/chosen", test_a_saved_sign_in_is_taken_up_when_chosen);
  add ("/entrance/removed", test_a_removed_server_leaves_nothing);
  add ("/entrance/offered", test_saved_servers_are_offered);
  add ("/entrance/feed", test_the_feed_runs_while_signed_in);

  return g_test_run ();
}
