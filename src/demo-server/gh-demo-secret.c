/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-secret.h"

#include <string.h>
#include <unistd.h>

#define TOKEN_BYTES 32

/**
 * gh_demo_secret_fill:
 * @buffer: (out caller-allocates): the buffer
 * @length: its length
 *
 * Fills a buffer, of 256 bytes at most, with chance.
 */
void
gh_demo_secret_fill (guint8 *buffer, gsize length)
{
  /* More than 256 bytes at a time are never asked for, and that much cannot fail. */
  if (getentropy (buffer, length) != 0)
    g_error ("The kernel gives no random numbers");
}

/**
 * gh_demo_secret_encode:
 * @data: bytes
 * @length: how many
 *
 * Returns: (transfer full): base64 in the alphabet for addresses and without padding, as JSON web
 *   tokens have it
 */
char *
gh_demo_secret_encode (const guint8 *data, gsize length)
{
  char *text = g_base64_encode (data, length);

  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  text[strcspn (text, "=")] = '\0';
  return text;
}

/**
 * gh_demo_secret_make_token:
 *
 * Returns: (transfer full): a word of 256 bits that nobody can guess
 */
char *
gh_demo_secret_make_token (void)
{
  guint8 bytes[TOKEN_BYTES];

  gh_demo_secret_fill (bytes, sizeof bytes);
  return gh_demo_secret_encode (bytes, sizeof bytes);
}

/**
 * gh_demo_secret_equal:
 * @a: one
 * @b: the other
 * @length: the length of both
 *
 * Compares in a time that does not depend on what is compared.
 *
 * Returns: %TRUE if both are the same
 */
gboolean
gh_demo_secret_equal (const void *a, const void *b, gsize length)
{
  const volatile guint8 *left = a;
  const volatile guint8 *right = b;
  guint8 difference = 0;

  for (gsize i = 0; i < length; i++)
    difference |= left[i] ^ right[i];
  return difference == 0;
}
