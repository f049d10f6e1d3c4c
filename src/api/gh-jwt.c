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

/* Nothing is verified; the server alone says what a token is worth. */
static GhJsonReader *
read_payload (const char *token)
{
  const char *payload = strchr (token, '.');
  const char *end = payload != NULL ? strchr (payload + 1, '.') : NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (end == NULL || end - payload - 1 > MOST_PAYLOAD_BYTES)
    return NULL;

  bytes = decode (payload + 1, (gsize) (end - payload - 1));

  return gh_json_reader_new (bytes, NULL);
}

/*
 * gh_jwt_get_lifetime_us:
 * @token: an access token
 *
 * Looks into the token for how long it was made out: from "iat" to "exp", both by the server's
 * clock, so that a wrong clock here does no harm. Nothing is verified.
 *
 * Returns: microseconds; 0 where it does not say, or says nonsense
 */
gint64
gh_jwt_get_lifetime_us (const char *token)
{
  g_autoptr (GhJsonReader) reader = read_payload (token);
  gint64 issued_s, expires_s;

  if (reader == NULL)
    return 0;

  issued_s = gh_json_reader_get_int (reader, "iat", GH_JSON_REQUIRED, 0, MOST_TIME_S, 0);
  expires_s = gh_json_reader_get_int (reader, "exp", GH_JSON_REQUIRED, 0, MOST_TIME_S, 0);
  if (!gh_json_reader_finish (reader, NULL) || expires_s <= issued_s)
    return 0;

  return MIN (expires_s - issued_s, MOST_LIFETIME_S) * G_TIME_SPAN_SECOND;
}

/*
 * gh_jwt_read_user:
 * @token: an access token
 *
 * Looks into the token for "user". Nothing is verified.
 *
 * Returns: (transfer full) (nullable): who the token says that it was made out to; %NULL where it
 *   does not say, or says nonsense
 */
GhUser *
gh_jwt_read_user (const char *token)
{
  g_autoptr (GhJsonReader) reader = read_payload (token);
  g_autoptr (GhUser) user = NULL;

  if (reader == NULL || !gh_json_reader_enter_object (reader, "user", GH_JSON_OPTIONAL))
    return NULL;

  user = gh_user_new_from_json (reader);
  gh_json_reader_leave (reader);

  return gh_json_reader_finish (reader, NULL) ? g_steal_pointer (&user) : NULL;
}
