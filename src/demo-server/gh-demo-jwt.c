/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-jwt.h"

#include <string.h>

#include "gh-demo-secret.h"

#define SIGNATURE_BYTES 32
#define MOST_TOKEN_BYTES 4096

static char *
make_signature (GBytes *secret, const char *text, gsize length)
{
  gsize key_length;
  const guint8 *key = g_bytes_get_data (secret, &key_length);
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, key, key_length);
  guint8 digest[SIGNATURE_BYTES];
  gsize digest_length = sizeof digest;

  g_hmac_update (hmac, (const guchar *) text, (gssize) length);
  g_hmac_get_digest (hmac, digest, &digest_length);
  return gh_demo_secret_encode (digest, digest_length);
}

static char *
encode (GhJsonWriter *writer)
{
  g_autoptr (GBytes) bytes = gh_json_writer_end (writer);
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  return gh_demo_secret_encode (data, length);
}

static GhJsonReader *
decode (const char *text, gsize length)
{
  g_autofree char *padded = g_strndup (text, length);
  g_autofree char *full = NULL;
  g_autoptr (GBytes) bytes = NULL;
  guchar *data;
  gsize data_length;

  g_strdelimit (padded, "-", '+');
  g_strdelimit (padded, "_", '/');
  full = g_strconcat (padded, &"==="[3 - (4 - length % 4) % 4], NULL);
  data = g_base64_decode (full, &data_length);
  bytes = g_bytes_new_take (data, data_length);
  return gh_json_reader_new (bytes, NULL);
}

/**
 * gh_demo_jwt_sign:
 * @payload: a complete object
 * @key: the secret
 *
 * Returns: (transfer full): the token
 */
char *
gh_demo_jwt_sign (GhJsonWriter *payload, GBytes *key)
{
  g_autoptr (GhJsonWriter) header = gh_json_writer_new ();
  g_autofree char *header_text = NULL;
  g_autofree char *payload_text = encode (payload);
  g_autofree char *text = NULL;
  g_autofree char *signature = NULL;

  gh_json_writer_begin_object (header, NULL);
  gh_json_writer_add_string (header, "alg", "HS256");
  gh_json_writer_add_string (header, "typ", "JWT");
  gh_json_writer_end_object (header);
  header_text = encode (header);
  text = g_strconcat (header_text, ".", payload_text, NULL);
  signature = make_signature (key, text, strlen (text));
  return g_strconcat (text, ".", signature, NULL);
}

/**
 * gh_demo_jwt_open:
 * @token: what somebody sent
 * @key: the secret
 * @payload: (out) (transfer full): what the token says
 *
 * Returns: %GH_DEMO_JWT_GOOD if we signed it; then, and only then, there is a payload
 */
GhDemoJwtVerdict
gh_demo_jwt_open (const char *token, GBytes *key, GhJsonReader **payload)
{
  const char *first = strchr (token, '.');
  const char *second = first != NULL ? strchr (first + 1, '.') : NULL;
  g_autofree char *signature = NULL;
  g_autoptr (GhJsonReader) header = NULL;
  const char *algorithm;

  if (second == NULL || strchr (second + 1, '.') != NULL || strlen (token) > MOST_TOKEN_BYTES)
    return GH_DEMO_JWT_MALFORMED;
  header = decode (token, (gsize) (first - token));
  if (header == NULL)
    return GH_DEMO_JWT_MALFORMED;
  algorithm = gh_json_reader_peek_string (header, "alg", GH_JSON_REQUIRED, 16);
  signature = make_signature (key, token, (gsize) (second - token));
  if (g_strcmp0 (algorithm, "HS256") != 0 || strlen (second + 1) != strlen (signature) ||
      !gh_demo_secret_equal (second + 1, signature, strlen (signature)))
    return GH_DEMO_JWT_FORGED;

  *payload = decode (first + 1, (gsize) (second - first - 1));
  return *payload != NULL ? GH_DEMO_JWT_GOOD : GH_DEMO_JWT_MALFORMED;
}
