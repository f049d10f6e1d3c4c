/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-pin.h"

#include <string.h>

#define PREFIX "sha256:"
#define N_DIGITS 64

/**
 * gh_pin_new_for_bytes:
 * @certificate: (array length=n_bytes): a certificate in DER
 * @n_bytes: its length
 *
 * Returns: (transfer full): its fingerprint
 */
char *
gh_pin_new_for_bytes (const void *certificate, gsize n_bytes)
{
  g_autofree char *digits = NULL;

  g_return_val_if_fail (certificate != NULL, NULL);

  digits = g_compute_checksum_for_data (G_CHECKSUM_SHA256, certificate, n_bytes);

  return g_strconcat (PREFIX, digits, NULL);
}

/**
 * gh_pin_new_from_text:
 * @text: (nullable): what a person has copied from somewhere
 *
 * Takes a fingerprint as programs print it: with "sha256:", "SHA256 Fingerprint=" or nothing before
 * it, with or without colons and spaces between its digits, in upper or lower case.
 *
 * Returns: (transfer full) (nullable): the fingerprint; %NULL where @text is none
 */
char *
gh_pin_new_from_text (const char *text)
{
  static const char *const prefixes[] = { PREFIX, "sha256 fingerprint=", "sha256" };
  g_autoptr (GString) digits = g_string_new (NULL);

  if (text == NULL)
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_ascii_strncasecmp (text, prefixes[i], strlen (prefixes[i])) == 0)
      {
        text += strlen (prefixes[i]);
        break;
      }

  for (; *text != '\0'; text++)
    {
      if (*text == ':' || g_ascii_isspace (*text))
        continue;
      if (!g_ascii_isxdigit (*text) || digits->len == N_DIGITS)
        return NULL;
      g_string_append_c (digits, g_ascii_tolower (*text));
    }

  return digits->len == N_DIGITS ? g_strconcat (PREFIX, digits->str, NULL) : NULL;
}

/**
 * gh_pin_dup_readable:
 * @pin: a fingerprint
 *
 * Returns: (transfer full): its digits in pairs, eight to a line, to be held against what another
 *   program shows
 */
char *
gh_pin_dup_readable (const char *pin)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_digits = 0;

  g_return_val_if_fail (pin != NULL && g_str_has_prefix (pin, PREFIX), NULL);

  for (const char *digit = pin + strlen (PREFIX); *digit != '\0'; digit++)
    {
      if (n_digits > 0 && n_digits % 16 == 0)
        g_string_append (text, ":\n");
      else if (n_digits > 0 && n_digits % 2 == 0)
        g_string_append_c (text, ':');
      g_string_append_c (text, g_ascii_toupper (*digit));
      n_digits++;
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}
