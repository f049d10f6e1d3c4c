/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-password-policy.h"

#include <glib/gi18n.h>
#include <string.h>

#define LOWER "abcdefghijklmnopqrstuvwxyz"
#define UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"
#define SPECIAL "!@#$%^&*(),.?\":{}|<>"

static gboolean
has_any (const char *password, const char *characters)
{
  return strpbrk (password, characters) != NULL;
}

static gboolean
is_of_good_length (const char *password)
{
  long n_characters = g_utf8_strlen (password, -1);

  return n_characters >= GH_PASSWORD_LEAST_CHARACTERS
         && n_characters <= GH_PASSWORD_MOST_CHARACTERS;
}

static gboolean
has_triple (const char *password)
{
  gunichar before[2] = { 0, 0 };

  for (const char *p = password; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (character == before[0] && character == before[1])
        return TRUE;
      before[0] = before[1];
      before[1] = character;
    }

  return FALSE;
}

static gboolean
has_sequence (const char *password)
{
  static const char *const sequences[] = { "123456", "654321", "abcdef", "qwerty" };

  for (gsize i = 0; i < G_N_ELEMENTS (sequences); i++)
    for (const char *p = password; *p != '\0'; p++)
      if (g_ascii_strncasecmp (p, sequences[i], strlen (sequences[i])) == 0)
        return TRUE;

  return FALSE;
}

/**
 * gh_password_rule_is_kept:
 * @rule: a rule
 * @password: a password that somebody would like to have, valid UTF-8
 *
 * Returns: whether the server will find nothing against @password by this rule; of nothing at all,
 *   no rule is kept
 */
gboolean
gh_password_rule_is_kept (GhPasswordRule rule, const char *password)
{
  g_return_val_if_fail (password != NULL, FALSE);

  if (*password == '\0')
    return FALSE;

  switch (rule)
    {
    case GH_PASSWORD_RULE_LENGTH:
      return is_of_good_length (password);
    case GH_PASSWORD_RULE_LOWER:
      return has_any (password, LOWER);
    case GH_PASSWORD_RULE_UPPER:
      return has_any (password, UPPER);
    case GH_PASSWORD_RULE_DIGIT:
      return has_any (password, DIGITS);
    case GH_PASSWORD_RULE_SPECIAL:
      return has_any (password, SPECIAL);
    case GH_PASSWORD_RULE_REPEAT:
      return !has_triple (password);
    case GH_PASSWORD_RULE_SEQUENCE:
      return !has_sequence (password);
    default:
      g_return_val_if_reached (FALSE);
    }
}

/**
 * gh_password_rule_get_label:
 * @rule: a rule
 *
 * Returns: (transfer none): what it asks for, in a few words
 */
const char *
gh_password_rule_get_label (GhPasswordRule rule)
{
  switch (rule)
    {
    case GH_PASSWORD_RULE_LENGTH:
      return C_("password rule", "8 to 128 characters");
    case GH_PASSWORD_RULE_LOWER:
      return C_("password rule", "a–z");
    case GH_PASSWORD_RULE_UPPER:
      return C_("password rule", "A–Z");
    case GH_PASSWORD_RULE_DIGIT:
      return C_("password rule", "0–9");
    case GH_PASSWORD_RULE_SPECIAL:
      return C_("password rule", "One of !@#$%^&*(),.?\":{}|<>");
    case GH_PASSWORD_RULE_REPEAT:
      return C_("password rule", "No character three times in a row");
    case GH_PASSWORD_RULE_SEQUENCE:
      return C_("password rule", "No 123456, 654321, abcdef, qwerty");
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * gh_password_policy_is_kept:
 * @password: a password that somebody would like to have, valid UTF-8
 *
 * Returns: whether it keeps every rule
 */
gboolean
gh_password_policy_is_kept (const char *password)
{
  for (guint rule = 0; rule < GH_PASSWORD_N_RULES; rule++)
    if (!gh_password_rule_is_kept ((GhPasswordRule) rule, password))
      return FALSE;

  return TRUE;
}
