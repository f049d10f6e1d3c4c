/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-text.h"

#include <string.h>

/* Characters that turn the order of the text around them, so that a name can make a window say
 * something else. The marks U+200E and U+200F stay: they only describe themselves. */
static gboolean
is_bidi_control (gunichar c)
{
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

static gboolean
is_line_break (gunichar c)
{
  return (c >= '\t' && c <= '\r') || c == 0x0085 || c == 0x2028 || c == 0x2029;
}

/**
 * gh_text_sanitize:
 * @text: (nullable): text from outside, of any quality
 * @most_bytes: the limit of the result, in bytes
 *
 * Makes text fit to be shown in one line: what is not UTF-8 becomes U+FFFD, line breaks and tabs
 * become spaces, other control characters, byte-order marks and characters that reorder their
 * neighbours are dropped, and the rest is cut between two characters.
 *
 * Returns: (transfer full) (nullable): valid UTF-8 of at most @most_bytes; %NULL for %NULL
 */
char *
gh_text_sanitize (const char *text, gsize most_bytes)
{
  g_autoptr (GString) clean = NULL;

  if (text == NULL)
    return NULL;

  clean = g_string_sized_new (MIN (strnlen (text, most_bytes), most_bytes));
  for (const char *p = text; *p != '\0';)
    {
      gunichar c = g_utf8_get_char_validated (p, -1);
      char encoded[6];
      gsize length;

      if (c == (gunichar) -1 || c == (gunichar) -2)
        {
          c = 0xFFFD;
          p++;
        }
      else
        p = g_utf8_next_char (p);

      if (is_line_break (c))
        c = ' ';
      else if (g_unichar_iscntrl (c) || is_bidi_control (c) || c == 0xFEFF)
        continue;

      length = (gsize) g_unichar_to_utf8 (c, encoded);
      if (length > most_bytes - clean->len)
        break;
      g_string_append_len (clean, encoded, (gssize) length);
    }

  return g_string_free_and_steal (g_steal_pointer (&clean));
}

/**
 * gh_text_initials:
 * @name: (nullable): a person's name, valid UTF-8
 *
 * Takes the first letters of the first and of the last word, in upper case.
 *
 * Returns: (transfer full) (nullable): one or two letters; %NULL where there is no letter or digit
 */
char *
gh_text_initials (const char *name)
{
  gunichar first = 0, last = 0;
  gboolean in_word = FALSE;
  g_autoptr (GString) initials = NULL;

  if (name == NULL)
    return NULL;

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        in_word = FALSE;
      else if (!in_word && g_unichar_isalnum (c))
        {
          in_word = TRUE;
          if (first == 0)
            first = c;
          else
            last = c;
        }
    }
  if (first == 0)
    return NULL;

  initials = g_string_new (NULL);
  g_string_append_unichar (initials, g_unichar_toupper (first));
  if (last != 0)
    g_string_append_unichar (initials, g_unichar_toupper (last));

  return g_string_free_and_steal (g_steal_pointer (&initials));
}
