/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-jwt.h"

#include "gh-json-reader.h"

#include <string.h>

#define MOST_PAYLOAD_BYTES 8192
#define MOST_LIFETIME_S (366 * 24 * 3600)
#define MOST_TIME_S G_GINT64_CONSTANT (253402300799) /* the last second of the year 9999 */

/* Base64 of the kind that fits into a URL, without padding. */
static GBytes *
decode (const char *text, gsize length)
{
  g_autofree char *padded = g_malloc (length + 4);
  guchar *data;
  gsize data_length;

  for (gsize i = 0; i < length; i++)
    padded[i] = text[i] == '-' ? '+' : text[i] == '_' ? '/' : text[i];
  while (length % 4 != 0)
    padded[length++] = '=';
  padded[length] = '\0';
  data = g_base64_decode (padded, &data_length);

  return g_bytes_new_take (data, data_length);
}

/*
 * gh_jwt_get_lifetime_us:
 * @token: an access token
 *
 * Looks into the token for how long it was made out: from "iat" to "exp", both by the server's
 * clock, so that a wrong clock here does no harm. Nothing is verified; the server alone says what a
 * token is worth.
 *
 * Returns: microseconds; 0 where it does not say, or says nonsense
 */
gint64
gh_jwt_get_lifetime_us (const char *token)
{
  const char *payload = strchr (token, '.');
  const char *end = payload != NULL ? strchr (payload + 1, '.') : NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GhJsonReader) reader = NULL;
  gint64 issued_s, expires_s;

  if (end == NULL || end - payload - 1 > MOST_PAYLOAD_BYTES)
    return 0;

  bytes = decode (payload + 1, (gsize) (end - payload - 1));
  reader = gh_json_reader_new (bytes, NULL);
  if (reader == NULL)
    return 0;

  issued_s = gh_json_reader_get_int (reader, "iat", GH_JSON_REQUIRED, 0, MOST_TIME_S, 0);
  expires_s = gh_json_reader_get_int (reader, "exp", GH_JSON_REQUIRED, 0, MOST_TIME_S, 0);
  if (!gh_json_reader_finish (reader, NULL) || expires_s <= issued_s)
    return 0;

  return MIN (expires_s - issued_s, MOST_LIFETIME_S) * G_TIME_SPAN_SECOND;
}
