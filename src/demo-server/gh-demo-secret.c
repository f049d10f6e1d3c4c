/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-secret.h"

#include <string.h>
#include <unistd.h>

#define TOKEN_BYTES 32

void
gh_demo_secret_fill (guint8 *buffer, gsize length)
{
  /* More than 256 bytes at a time are never asked for, and that much cannot fail. */
  if (getentropy (buffer, length) != 0)
    g_error ("The kernel gives no random numbers");
}

/* Base64 in the alphabet for addresses, without padding, as JSON web tokens have it. */
char *
gh_demo_secret_encode (const guint8 *data, gsize length)
{
  char *text = g_base64_encode (data, length);

  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  text[strcspn (text, "=")] = '\0';
  return text;
}

char *
gh_demo_secret_make_token (void)
{
  guint8 bytes[TOKEN_BYTES];

  gh_demo_secret_fill (bytes, sizeof bytes);
  return gh_demo_secret_encode (bytes, sizeof bytes);
}

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
