/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-password-policy.h"
#include "gh-test-main.h"

#define ALL ((1u << GH_PASSWORD_N_RULES) - 1)
#define BUT(rule) (ALL & ~(1u << (rule)))

static guint
kept_rules (const char *password)
{
  guint kept = 0;

  for (guint rule = 0; rule < GH_PASSWORD_N_RULES; rule++)
    kept |= (guint) gh_password_rule_is_kept ((GhPasswordRule) rule, password) << rule;

  return kept;
}

static void
test_each_rule_is_broken_alone (void)
{
  g_autoptr (GString) too_long = g_string_new ("Aa1!");
  const struct
  {
    const char *password;
    guint kept;
  } cases[] = {
    { "Str0ng!pass", ALL },
    { "Sh0rt!s", BUT (GH_PASSWORD_RULE_LENGTH) },
    { "STR0NG!PAS", BUT (GH_PASSWORD_RULE_LOWER) },
    { "str0ng!pas", BUT (GH_PASSWORD_RULE_UPPER) },
    { "Strong!pas", BUT (GH_PASSWORD_RULE_DIGIT) },
    { "Str0ngpas", BUT (GH_PASSWORD_RULE_SPECIAL) },
    { "Str0ng!passsword", BUT (GH_PASSWORD_RULE_REPEAT) },
    { "Str0ng!QweRty", BUT (GH_PASSWORD_RULE_SEQUENCE) },
    { "Str!123456", BUT (GH_PASSWORD_RULE_SEQUENCE) },
    { "Str!654321", BUT (GH_PASSWORD_RULE_SEQUENCE) },
    { "Str0!ABCdef", BUT (GH_PASSWORD_RULE_SEQUENCE) },
    { "Ää1!ööüüßß", BUT (GH_PASSWORD_RULE_UPPER) & BUT (GH_PASSWORD_RULE_LOWER) },
    { "Aa1!äääx", BUT (GH_PASSWORD_RULE_REPEAT) },
    { "", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("“%s”", cases[i].password);
      g_assert_cmphex (kept_rules (cases[i].password), ==, cases[i].kept);
      g_assert_cmpint (gh_password_policy_is_kept (cases[i].password), ==, cases[i].kept == ALL);
    }

  while (too_long->len < GH_PASSWORD_MOST_CHARACTERS)
    g_string_append (too_long, "ab");
  g_assert_true (gh_password_policy_is_kept (too_long->str));
  g_string_append_c (too_long, 'a');
  g_assert_cmphex (kept_rules (too_long->str), ==, BUT (GH_PASSWORD_RULE_LENGTH));
}

static void
test_every_rule_has_words (void)
{
  for (guint rule = 0; rule < GH_PASSWORD_N_RULES; rule++)
    g_assert_cmpstr (gh_password_rule_get_label ((GhPasswordRule) rule), !=, "");
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  g_test_add_func ("/password-policy/rules", test_each_rule_is_broken_alone);
  g_test_add_func ("/password-policy/words", test_every_rule_has_words);

  return g_test_run ();
}
