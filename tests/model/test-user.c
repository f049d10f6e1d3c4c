/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-sign-in-reply.h"
#include "gh-test-main.h"
#include "gh-user.h"

#include <string.h>

static void
test_display_name_is_never_empty (void)
{
  static const struct
  {
    const char *names;
    const char *display_name;
  } cases[] = {
    { "", "ann@example.org" },
    { ",\"firstName\":null,\"lastName\":null", "ann@example.org" },
    { ",\"firstName\":\"\",\"lastName\":\" \"", "ann@example.org" },
    { ",\"firstName\":\"Ann\"", "Ann" },
    { ",\"lastName\":\"Lee\"", "Lee" },
    { ",\"firstName\":\"Ann\",\"lastName\":\"Lee\"", "Ann Lee" },
    { ",\"firstName\":\" Ann \\n\",\"lastName\":\"\"", "Ann" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text
        = g_strdup_printf ("{\"id\":\"u\",\"email\":\"ann@example.org\"%s}", cases[i].names);
      g_autoptr (GhJsonReader) reader = gh_json_reader_new_for_text (text, -1, NULL);
      g_autoptr (GhUser) user = gh_user_new_from_json (reader);

      g_assert_nonnull (user);
      g_assert_cmpstr (gh_user_get_display_name (user), ==, cases[i].display_name);
    }
}

static void
test_an_unknown_role_may_do_the_least (void)
{
  static const struct
  {
    const char *wire;
    GhRole role;
    gboolean is_known;
  } cases[] = {
    { "USER", GH_ROLE_USER, TRUE },
    { "MODERATOR", GH_ROLE_MODERATOR, TRUE },
    { "ADMIN", GH_ROLE_ADMIN, TRUE },
    { "SUPERADMIN", GH_ROLE_USER, FALSE },
    { "admin", GH_ROLE_USER, FALSE },
    { "", GH_ROLE_USER, FALSE },
    { NULL, GH_ROLE_USER, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GhRole role = GH_ROLE_ADMIN;

      g_assert_cmpint (gh_role_from_wire (cases[i].wire, &role), ==, cases[i].is_known);
      g_assert_cmpint (role, ==, cases[i].role);
      if (cases[i].is_known)
        g_assert_cmpstr (gh_role_to_wire (role), ==, cases[i].wire);
      g_assert_cmpstr (gh_role_get_label (role), !=, "");
    }
}

static void
test_a_sign_in_says_little_of_the_user (void)
{
  g_autoptr (GhJsonReader) reader = gh_json_reader_new_for_text (
    "{\"accessToken\":\"a\",\"refreshToken\":\"r\",\"user\":{\"id\":\"u\","
    "\"email\":\"ann@example.org\",\"firstName\":null,\"lastName\":null,\"role\":\"MODERATOR\"}}",
    -1, NULL);
  g_autoptr (GhSignInReply) reply = gh_sign_in_reply_new_from_json (reader);
  GhUser *user;

  g_assert_true (gh_json_reader_finish (reader, NULL));
  user = gh_sign_in_reply_get_user (reply);
  g_assert_cmpint (gh_user_get_role (user), ==, GH_ROLE_MODERATOR);
  g_assert_true (gh_user_get_is_active (user));
  g_assert_cmpint (gh_user_get_created_at_us (user), ==, 0);
}

/* What would end a header, or stand for something else in one. */
static void
test_a_token_must_fit_a_header (void)
{
  static const char *const tokens[]
    = { "", "a b", "a\\r\\nX-Evil: 1", "a\\t", "\\u0001", "\\u0000", "\xc3\xab", "a\\u007f" };

  for (guint i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      g_autofree char *text
        = g_strdup_printf ("{\"accessToken\":\"%s\",\"refreshToken\":\"hidden\","
                           "\"user\":{\"id\":\"u\",\"email\":\"a@b\"}}", tokens[i]);
      g_autoptr (GhJsonReader) reader = gh_json_reader_new_for_text (text, -1, NULL);
      g_autoptr (GhSignInReply) reply = gh_sign_in_reply_new_from_json (reader);
      g_autoptr (GError) error = NULL;

      g_assert_null (reply);
      g_assert_false (gh_json_reader_finish (reader, &error));
      g_assert_true (g_str_has_prefix (error->message, "accessToken: "));
      g_assert_null (strstr (error->message, "hidden"));
    }
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);
  g_test_add_func ("/user/display-name-is-never-empty", test_display_name_is_never_empty);
  g_test_add_func ("/user/an-unknown-role-may-do-the-least",
                   test_an_unknown_role_may_do_the_least);
  g_test_add_func ("/user/a-sign-in-says-little-of-the-user",
                   test_a_sign_in_says_little_of_the_user);
  g_test_add_func ("/user/a-token-must-fit-a-header", test_a_token_must_fit_a_header);
  return g_test_run ();
}
