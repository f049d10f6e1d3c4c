/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-json-text.h"

#include "gh-error.h"
#include "gh-json-reader.h"

#include <string.h>

#define ESCAPE_BYTES 6 /* \uXXXX */

/* The code unit of an escape "\uXXXX" that begins at @at, -1 where none does. */
static int
read_unicode_escape (const char *text, gsize length, gsize at)
{
  int unit = 0;

  if (length - at < ESCAPE_BYTES || text[at] != '\\' || text[at + 1] != 'u')
    return -1;
  for (gsize i = 2; i < ESCAPE_BYTES; i++)
    {
      if (!g_ascii_isxdigit (text[at + i]))
        return -1;
      unit = unit * 16 + g_ascii_xdigit_value (text[at + i]);
    }
  return unit;
}

/* The end of the escape that begins at @at. Half of a surrogate pair is a character in JavaScript
 * and in nothing else, and a NUL would end our strings early: such an escape becomes U+FFFD, so
 * that one name that somebody cut in the middle does not cost the whole answer. */
static gsize
pass_escape (const char *text, gsize length, gsize at, char **repaired)
{
  int unit = read_unicode_escape (text, length, at);

  if (unit < 0)
    return at + 2;

  if (unit >= 0xD800 && unit <= 0xDBFF && at + ESCAPE_BYTES < length)
    {
      int low = read_unicode_escape (text, length, at + ESCAPE_BYTES);

      if (low >= 0xDC00 && low <= 0xDFFF)
        return at + 2 * ESCAPE_BYTES;
    }
  if (unit == 0 || (unit >= 0xD800 && unit <= 0xDFFF))
    {
      if (*repaired == NULL)
        *repaired = g_strndup (text, length);
      memcpy (*repaired + at, "\\uFFFD", ESCAPE_BYTES);
    }
  return at + ESCAPE_BYTES;
}

static gsize
pass_string (const char *text, gsize length, gsize at, char **repaired)
{
  at++;
  while (at < length && text[at] != '"')
    at = text[at] == '\\' ? pass_escape (text, length, at, repaired) : at + 1;
  return at + 1;
}

/**
 * gh_json_text_check:
 * @text: what a server sent
 * @length: its length in bytes
 * @repaired: (out) (nullable): where something had to be mended, a copy to be parsed in its place
 * @error: return location for an error
 *
 * Looks at a text before a parser does, in one pass that needs no stack: a parser recurses, and
 * what it builds is many times the size of the text.
 *
 * Errors: %GH_ERROR_LIMIT for more bytes, depth or values than the limits; %GH_ERROR_INVALID_REPLY
 * for bytes that are not UTF-8.
 *
 * Returns: %TRUE if the text may be handed to a parser, which alone decides whether it is JSON
 */
gboolean
gh_json_text_check (const char *text, gsize length, char **repaired, GError **error)
{
  g_autofree char *copy = NULL;
  guint depth = 0, n_values = 1;

  if (length > GH_JSON_MOST_BYTES)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_LIMIT, "the answer is larger than %d bytes",
                   GH_JSON_MOST_BYTES);
      return FALSE;
    }
  if (!g_utf8_validate_len (text, length, NULL))
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_REPLY, "the answer is not UTF-8");
      return FALSE;
    }

  for (gsize at = 0; at < length;)
    {
      char c = text[at];

      if (c == '"')
        {
          at = pass_string (text, length, at, &copy);
          continue;
        }
      at++;

      if (c == '[' || c == '{')
        depth++;
      else if ((c == ']' || c == '}') && depth > 0)
        depth--;
      if (c == '[' || c == '{' || c == ',')
        n_values++;

      if (depth > GH_JSON_MOST_DEPTH || n_values > GH_JSON_MOST_VALUES)
        {
          g_set_error (error, GH_ERROR, GH_ERROR_LIMIT,
                       depth > GH_JSON_MOST_DEPTH ? "the answer is nested deeper than %d"
                                                  : "the answer has more than %d values",
                       depth > GH_JSON_MOST_DEPTH ? GH_JSON_MOST_DEPTH : GH_JSON_MOST_VALUES);
          return FALSE;
        }
    }

  *repaired = g_steal_pointer (&copy);
  return TRUE;
}
