/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-pin.h"
#include "gh-profiles.h"
#include "gh-settings.h"
#include "gh-test-main.h"

#include <string.h>

#define DESK "https://desk.example/api"
#define GATE "https://gate.example:8443/api"

static GSettings *
new_settings (void)
{
  g_autoptr (GError) error = NULL;
  GSettings *settings = gh_settings_new (GH_SETTINGS_FORGOTTEN, &error);

  g_assert_no_error (error);

  return settings;
}

static void
save (GhProfiles *profiles,
      const char *name,
      const char *server,
      const char *account,
      gboolean remembered)
{
  g_autoptr (GhProfile) profile = gh_profile_new (name, server, account, remembered);

  gh_profiles_save (profiles, profile);
}

static void
assert_profile (GhProfile *profile,
                const char *name,
                const char *server,
                const char *account,
                gboolean remembered)
{
  g_assert_nonnull (profile);
  g_assert_cmpstr (gh_profile_get_name (profile), ==, name);
  g_assert_cmpstr (gh_profile_get_server (profile), ==, server);
  g_assert_cmpstr (gh_profile_get_account (profile), ==, account);
  g_assert_cmpint (gh_profile_get_remembered (profile), ==, remembered);
}

static void
test_names_are_checked (void)
{
  const char *const good[] = { "a", "Z", "7", "desk", "desk.example-8443", "a_b", "front-door" };
  const char *const bad[] = { "", ".", "..", "-a", "_a", ".a", "a b", "a/b", "../a", "a\n", "ä" };
  g_autofree char *longest = g_strnfill (GH_PROFILE_MOST_NAME_BYTES, 'x');
  g_autofree char *too_long = g_strnfill (GH_PROFILE_MOST_NAME_BYTES + 1, 'x');

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (gh_profile_is_valid_name (good[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (gh_profile_is_valid_name (bad[i]));
  g_assert_false (gh_profile_is_valid_name (NULL));
  g_assert_true (gh_profile_is_valid_name (longest));
  g_assert_false (gh_profile_is_valid_name (too_long));
}

static void
test_proposed_names_are_valid (void)
{
  const struct
  {
    const char *host;
    const char *name;
  } cases[] = {
    { "desk.example", "desk.example" },   { "Desk.Example:8443", "desk.example-8443" },
    { "[::1]:3000", "1--3000" },          { "---", "server" },
    { "", "server" },
  };
  g_autofree char *long_host = g_strnfill (300, 'x');
  g_autofree char *long_name = gh_profile_propose_name (long_host);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = gh_profile_propose_name (cases[i].host);

      g_assert_cmpstr (name, ==, cases[i].name);
      g_assert_true (gh_profile_is_valid_name (name));
    }
  g_assert_true (gh_profile_is_valid_name (long_name));
}

static void
test_saves_and_finds (void)
{
  g_autoptr (GSettings) settings = new_settings ();
  g_autoptr (GhProfiles) profiles = gh_profiles_new (settings);
  g_autoptr (GhProfile) by_name = NULL;
  g_autoptr (GhProfile) by_server = NULL;
  g_autoptr (GhProfile) last = NULL;
  g_autofree char *names = NULL;
  g_auto (GStrv) list = NULL;

  g_assert_null (gh_profiles_look_up_last (profiles));
  save (profiles, "desk", DESK, "olga@desk.example", TRUE);
  save (profiles, "gate", GATE, NULL, FALSE);

  by_name = gh_profiles_look_up (profiles, "desk");
  assert_profile (by_name, "desk", DESK, "olga@desk.example", TRUE);
  by_server = gh_profiles_look_up_server (profiles, GATE);
  assert_profile (by_server, "gate", GATE, NULL, FALSE);
  last = gh_profiles_look_up_last (profiles);
  assert_profile (last, "gate", GATE, NULL, FALSE);
  list = gh_profiles_dup_names (profiles);
  names = g_strjoinv (" ", list);
  g_assert_cmpstr (names, ==, "desk gate");

  g_assert_null (gh_profiles_look_up (profiles, "nobody"));
  g_assert_null (gh_profiles_look_up_server (profiles, "https://elsewhere.example/api"));
}

static void
test_each_account_has_its_own (void)
{
  g_autoptr (GSettings) settings = new_settings ();
  g_autoptr (GhProfiles) profiles = gh_profiles_new (settings);
  g_autoptr (GhConnectionSettings) way = gh_connection_settings_new ();
  g_autoptr (GhConnectionSettings) same_way = NULL;
  g_autoptr (GhProfile) olga = NULL;
  g_autoptr (GhProfile) paul = NULL;
  g_autoptr (GhProfile) last = NULL;
  g_auto (GStrv) names = NULL;

  /* The first to sign in takes over what was saved for nobody. */
  gh_profiles_save_account (profiles, NULL, DESK, "desk.example", NULL, FALSE);
  gh_profiles_save_account (profiles, NULL, DESK, "desk.example", "olga@desk.example", TRUE);
  gh_connection_settings_set_ca_file (way, "/etc/ca.pem");
  gh_profiles_save_settings (profiles, "desk.example", way);
  gh_profiles_save_account (profiles, NULL, DESK, "desk.example", "paul@desk.example", FALSE);
  gh_profiles_save_account (profiles, NULL, DESK, "desk.example", "olga@desk.example", FALSE);

  names = gh_profiles_dup_names (profiles);
  g_assert_cmpuint (g_strv_length (names), ==, 2);
  olga = gh_profiles_look_up_account (profiles, DESK, "olga@desk.example");
  assert_profile (olga, "desk.example", DESK, "olga@desk.example", FALSE);
  paul = gh_profiles_look_up_account (profiles, DESK, "paul@desk.example");
  assert_profile (paul, "desk.example-2", DESK, "paul@desk.example", FALSE);
  g_assert_null (gh_profiles_look_up_account (profiles, DESK, NULL));
  last = gh_profiles_look_up_server (profiles, DESK);
  assert_profile (last, "desk.example", DESK, "olga@desk.example", FALSE);

  /* The way to the server is the same for both. */
  same_way = gh_profiles_load_settings (profiles, "desk.example-2");
  g_assert_cmpstr (gh_connection_settings_get_ca_file (same_way), ==, "/etc/ca.pem");
}

static void
count_cb (guint *n_times)
{
  (*n_times)++;
}

static void
test_changes_are_told (void)
{
  g_autoptr (GSettings) settings = new_settings ();
  g_autoptr (GhProfiles) profiles = gh_profiles_new (settings);
  guint n_changes = 0;

  g_signal_connect_swapped (profiles, "changed", G_CALLBACK (count_cb), &n_changes);
  save (profiles, "desk", DESK, NULL, FALSE);
  g_assert_cmpuint (n_changes, ==, 1);
  gh_profiles_remove (profiles, "nobody");
  g_assert_cmpuint (n_changes, ==, 1);
  gh_profiles_remove (profiles, "desk");
  g_assert_cmpuint (n_changes, ==, 2);
}

static void
test_saving_again_replaces (void)
{
  g_autoptr (GSettings) settings = new_settings ();
  g_autoptr (GhProfiles) profiles = gh_profiles_new (settings);
  g_autoptr (GhProfile) profile = NULL;
  g_auto (GStrv) names = NULL;

  save (profiles, "desk", DESK, "olga@desk.example", TRUE);
  save (profiles, "desk", GATE, "paul@desk.example", FALSE);

  profile = gh_profiles_look_up (profiles, "desk");
  assert_profile (profile, "desk", GATE, "paul@desk.example", FALSE);
  names = gh_profiles_dup_names (profiles);
  g_assert_cmpuint (g_strv_length (names), ==, 1);
}

static void
test_removed_ones_leave_nothing (void)
{
  g_autoptr (GSettings) settings = new_settings ();
  g_autoptr (GhProfiles) profiles = gh_profiles_new (settings);
  g_autoptr (GhProfile) profile = NULL;

  save (profiles, "desk", DESK, "olga@desk.example", TRUE);
  gh_profiles_remove (profiles, "desk");
  gh_profiles_remove (profiles, "nobody");
  g_assert_null (gh_profiles_look_up (profiles, "desk"));
  g_assert_null (gh_profiles_look_up_last (profiles));

  /* Somebody who writes the name back finds nothing behind it. */
  g_settings_set_strv (settings, "profiles", (const char *const[]){ "desk", NULL });
  profile = gh_profiles_look_up (profiles, "desk");
  assert_profile (profile, "desk", "", NULL, FALSE);
}

static void
test_free_names_are_free (void)
{
  g_autoptr (GSettings) settings = new_settings ();
  g_autoptr (GhProfiles) profiles = gh_profiles_new (settings);
  g_autofree char *long_host = g_strnfill (300, 'x');
  g_autofree char *first = gh_profiles_dup_free_name (profiles, "desk.example");
  g_autofree char *second = NULL;
  g_autofree char *long_first = gh_profiles_dup_free_name (profiles, long_host);
  g_autofree char *long_second = NULL;

  g_assert_cmpstr (first, ==, "desk.example");
  save (profiles, first, DESK, NULL, FALSE);
  second = gh_profiles_dup_free_name (profiles, "desk.example");
  g_assert_cmpstr (second, ==, "desk.example-2");

  save (profiles, long_first, GATE, NULL, FALSE);
  long_second = gh_profiles_dup_free_name (profiles, long_host);
  g_assert_true (gh_profile_is_valid_name (long_second));
  g_assert_cmpstr (long_first, !=, long_second);
}

static void
test_what_was_written_by_hand_is_checked (void)
{
  g_autoptr (GSettings) settings = new_settings ();
  g_autoptr (GhProfiles) profiles = gh_profiles_new (settings);
  const char *const written[] = { "good", "bad/../name", "", "also.good", NULL };
  g_auto (GStrv) names = NULL;
  g_autofree char *joined = NULL;

  g_settings_set_strv (settings, "profiles", written);
  names = gh_profiles_dup_names (profiles);
  joined = g_strjoinv (" ", names);

  g_assert_cmpstr (joined, ==, "good also.good");
  g_assert_null (gh_profiles_look_up (profiles, "bad/../name"));
}

static void
test_the_oldest_makes_room (void)
{
  g_autoptr (GSettings) settings = new_settings ();
  g_autoptr (GhProfiles) profiles = gh_profiles_new (settings);
  g_auto (GStrv) names = NULL;

  for (guint i = 0; i <= GH_PROFILES_MOST; i++)
    {
      g_autofree char *name = g_strdup_printf ("server-%u", i);

      save (profiles, name, DESK, NULL, FALSE);
    }

  names = gh_profiles_dup_names (profiles);
  g_assert_cmpuint (g_strv_length (names), ==, GH_PROFILES_MOST);
  g_assert_cmpstr (names[0], ==, "server-1");
  g_assert_null (gh_profiles_look_up (profiles, "server-0"));
}

static void
test_forgotten_settings_touch_nobodys (void)
{
  g_autoptr (GSettings) kept = gh_settings_new (GH_SETTINGS_KEPT, NULL);
  g_autoptr (GSettings) forgotten = new_settings ();
  g_autoptr (GhProfiles) profiles = gh_profiles_new (forgotten);
  g_autofree char *last = NULL;

  save (profiles, "desk", DESK, NULL, FALSE);

  last = g_settings_get_string (kept, "last-profile");
  g_assert_cmpstr (last, ==, "");
}

static GhConnectionSettings *
new_connection_settings (void)
{
  GhConnectionSettings *settings = gh_connection_settings_new ();
  g_autofree char *pin = gh_pin_new_for_bytes ("x", 1);

  gh_connection_settings_set_ca_file (settings, "/etc/desk/ca.pem");
  gh_connection_settings_set_client_certificate (settings, "/etc/desk/client.pem");
  gh_connection_settings_set_pin (settings, pin);
  gh_connection_settings_set_allow_plain_http (settings, TRUE);
  gh_connection_settings_set_transport (settings, GH_FEED_TRANSPORT_POLLING);

  return settings;
}

static void
assert_knows_nothing (GhProfiles *profiles, const char *name)
{
  g_autoptr (GhConnectionSettings) plain = gh_connection_settings_new ();
  g_autoptr (GhConnectionSettings) loaded = gh_profiles_load_settings (profiles, name);
  g_autofree char *learnt = gh_profiles_dup_learnt (profiles, name);

  g_assert_true (gh_connection_settings_equal (loaded, plain));
  g_assert_null (learnt);
  g_assert_cmpint (gh_profiles_get_good_transport (profiles, name), ==, GH_FEED_TRANSPORT_AUTO);
}

static void
save_all_about_server (GhProfiles *profiles, const char *name)
{
  g_autoptr (GhConnectionSettings) settings = new_connection_settings ();

  gh_profiles_save_settings (profiles, name, settings);
  gh_profiles_save_learnt (profiles, name, "learnt");
  gh_profiles_save_good_transport (profiles, name, GH_FEED_TRANSPORT_SOCKETIO);
}

static void
test_keeps_the_way_to_the_server (void)
{
  g_autoptr (GSettings) settings = new_settings ();
  g_autoptr (GhProfiles) profiles = gh_profiles_new (settings);
  g_autoptr (GhConnectionSettings) said = new_connection_settings ();
  g_autoptr (GhConnectionSettings) loaded = NULL;
  g_autofree char *learnt = NULL;

  save_all_about_server (profiles, "desk");
  assert_knows_nothing (profiles, "desk");

  save (profiles, "desk", DESK, NULL, FALSE);
  assert_knows_nothing (profiles, "desk");
  save_all_about_server (profiles, "desk");
  /* Who signs in changes nothing about the server. */
  save (profiles, "desk", DESK, "olga@desk.example", TRUE);

  loaded = gh_profiles_load_settings (profiles, "desk");
  g_assert_true (gh_connection_settings_equal (loaded, said));
  learnt = gh_profiles_dup_learnt (profiles, "desk");
  g_assert_cmpstr (learnt, ==, "learnt");
  g_assert_cmpint (gh_profiles_get_good_transport (profiles, "desk"), ==,
                   GH_FEED_TRANSPORT_SOCKETIO);
}

static void
test_names_of_files_may_be_of_any_bytes (void)
{
  g_autoptr (GSettings) settings = new_settings ();
  g_autoptr (GhProfiles) profiles = gh_profiles_new (settings);
  g_autoptr (GhConnectionSettings) said = gh_connection_settings_new ();
  g_autoptr (GhConnectionSettings) loaded = NULL;

  save (profiles, "desk", DESK, NULL, FALSE);
  gh_connection_settings_set_ca_file (said, "/etc/\xff.pem");
  gh_connection_settings_set_client_certificate (said, "/etc/ключ.pem");
  gh_profiles_save_settings (profiles, "desk", said);
  loaded = gh_profiles_load_settings (profiles, "desk");
  g_assert_null (gh_connection_settings_get_ca_file (loaded));
  g_assert_cmpstr (gh_connection_settings_get_client_certificate (loaded), ==, "/etc/ключ.pem");
}

static void
test_another_server_is_a_stranger (void)
{
  g_autoptr (GSettings) settings = new_settings ();
  g_autoptr (GhProfiles) profiles = gh_profiles_new (settings);

  save (profiles, "desk", DESK, NULL, FALSE);
  save_all_about_server (profiles, "desk");
  save (profiles, "desk", GATE, NULL, FALSE);
  assert_knows_nothing (profiles, "desk");

  save_all_about_server (profiles, "desk");
  gh_profiles_remove (profiles, "desk");
  save (profiles, "desk", GATE, NULL, FALSE);
  assert_knows_nothing (profiles, "desk");
}

static void
test_profile_follows_its_account (void)
{
  g_autoptr (GSettings) settings = new_settings ();
  g_autoptr (GhProfiles) profiles = gh_profiles_new (settings);
  g_autoptr (GhProfile) nobody = NULL;
  g_autoptr (GhProfile) renamed = NULL;
  g_autoptr (GhProfile) kept = NULL;
  g_autoptr (GhProfile) other = NULL;
  g_autoptr (GhProfile) twin = NULL;
  g_autofree char *learnt = NULL;

  save (profiles, "twin", DESK, "new@desk.example", FALSE);
  save (profiles, "other", GATE, "old@desk.example", TRUE);
  save (profiles, "mine", DESK, "old@desk.example", TRUE);
  gh_profiles_save_learnt (profiles, "mine", "what was learnt");

  nobody = gh_profiles_rename_account (profiles, DESK, "nobody@desk.example", "new@desk.example");
  g_assert_null (nobody);
  renamed = gh_profiles_rename_account (profiles, DESK, "old@desk.example", "new@desk.example");
  assert_profile (renamed, "mine", DESK, "new@desk.example", TRUE);

  kept = gh_profiles_look_up (profiles, "mine");
  assert_profile (kept, "mine", DESK, "new@desk.example", TRUE);
  other = gh_profiles_look_up (profiles, "other");
  assert_profile (other, "other", GATE, "old@desk.example", TRUE);
  /* One account, one profile. */
  twin = gh_profiles_look_up (profiles, "twin");
  g_assert_null (twin);
  learnt = gh_profiles_dup_learnt (profiles, "mine");
  g_assert_cmpstr (learnt, ==, "what was learnt");
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  g_test_add_func ("/profiles/names", test_names_are_checked);
  g_test_add_func ("/profiles/proposed-names", test_proposed_names_are_valid);
  g_test_add_func ("/profiles/saves-and-finds", test_saves_and_finds);
  g_test_add_func ("/profiles/accounts", test_each_account_has_its_own);
  g_test_add_func ("/profiles/changes", test_changes_are_told);
  g_test_add_func ("/profiles/saving-again", test_saving_again_replaces);
  g_test_add_func ("/profiles/removed", test_removed_ones_leave_nothing);
  g_test_add_func ("/profiles/free-names", test_free_names_are_free);
  g_test_add_func ("/profiles/written-by-hand", test_what_was_written_by_hand_is_checked);
  g_test_add_func ("/profiles/oldest-makes-room", test_the_oldest_makes_room);
  g_test_add_func ("/profiles/forgotten-settings", test_forgotten_settings_touch_nobodys);
  g_test_add_func ("/profiles/way-to-the-server", test_keeps_the_way_to_the_server);
  g_test_add_func ("/profiles/any-bytes", test_names_of_files_may_be_of_any_bytes);
  g_test_add_func ("/profiles/another-server", test_another_server_is_a_stranger);
  g_test_add_func ("/profiles/profile-follows-its-account", test_profile_follows_its_account);

  return g_test_run ();
}
