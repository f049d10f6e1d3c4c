/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-image-data.h"

#include "gh-error.h"

#include <string.h>

#define MOST_PREFIX_BYTES 256
#define SPACE 64
#define BAD 65

/* The value of a character of base64 (RFC 4648, section 4; the alphabet for addresses is not one
 * that the contract has), SPACE or BAD. */
static guint8
sextet_of (char c)
{
  if (c >= 'A' && c <= 'Z')
    return (guint8) (c - 'A');
  if (c >= 'a' && c <= 'z')
    return (guint8) (c - 'a' + 26);
  if (c >= '0' && c <= '9')
    return (guint8) (c - '0' + 52);
  if (c == '+')
    return 62;
  if (c == '/')
    return 63;
  return g_ascii_isspace (c) ? SPACE : BAD;
}

static gboolean
fail (GError **error, const char *message)
{
  g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_REPLY, message);
  return FALSE;
}

/* Passes over "data:image/png;base64,". */
static gboolean
skip_prefix (const char **text, gsize *length, GError **error)
{
  const char *comma;
  g_autofree char *prefix = NULL;

  if (*length < strlen ("data:") || g_ascii_strncasecmp (*text, "data:", strlen ("data:")) != 0)
    return TRUE;

  comma = memchr (*text, ',', MIN (*length, MOST_PREFIX_BYTES));
  prefix = comma != NULL ? g_ascii_strdown (*text, comma - *text) : g_strdup ("");
  if (!g_str_has_prefix (prefix, "data:image/") || !g_str_has_suffix (prefix, ";base64"))
    return fail (error, "not the address of a picture in base64");

  *length -= (gsize) (comma + 1 - *text);
  *text = comma + 1;
  return TRUE;
}

/* @out has room for three bytes of every four of @text. */
static gboolean
decode (const char *text, gsize length, guint8 *out, gsize *n_out, GError **error)
{
  guint8 sextets[256];
  guint32 bits = 0;
  guint n_sextets = 0;
  gsize at;

  for (guint i = 0; i < G_N_ELEMENTS (sextets); i++)
    sextets[i] = sextet_of ((char) i);

  *n_out = 0;
  for (at = 0; at < length && text[at] != '='; at++)
    {
      guint8 sextet = sextets[(guint8) text[at]];

      if (sextet == SPACE)
        continue;
      if (sextet == BAD)
        return fail (error, "not base64");
      bits = bits << 6 | sextet;
      if (++n_sextets % 4 == 0)
        {
          out[(*n_out)++] = (guint8) (bits >> 16);
          out[(*n_out)++] = (guint8) (bits >> 8);
          out[(*n_out)++] = (guint8) bits;
        }
    }
  for (; at < length; at++)
    if (text[at] != '=' && !g_ascii_isspace (text[at]))
      return fail (error, "base64 goes on behind its end");

  switch (n_sextets % 4)
    {
    case 1:
      return fail (error, "base64 ends within a byte");
    case 2:
      out[(*n_out)++] = (guint8) (bits >> 4);
      break;
    case 3:
      out[(*n_out)++] = (guint8) (bits >> 10);
      out[(*n_out)++] = (guint8) (bits >> 2);
      break;
    default:
      break;
    }
  return *n_out > 0 || fail (error, "an empty picture");
}

/**
 * gh_image_data_decode:
 * @text: a picture in base64, with or without "data:image/…;base64," in front of it
 * @length: its length in bytes, -1 if it ends with a NUL
 * @error: return location for an error
 *
 * Turns a picture into bytes, of whatever format: nobody has looked at them yet. White space within
 * and padding left out are borne with.
 *
 * Errors: %GH_ERROR_INVALID_REPLY for what is not base64, is empty or is the address of something
 * else; %GH_ERROR_LIMIT beyond %GH_IMAGE_DATA_MOST_BYTES.
 *
 * Returns: (transfer full) (nullable): the encoded picture
 */
GBytes *
gh_image_data_decode (const char *text, gssize length, GError **error)
{
  g_autofree guint8 *out = NULL;
  gsize n_bytes, n_out;

  g_return_val_if_fail (text != NULL, NULL);

  n_bytes = length < 0 ? strlen (text) : (gsize) length;
  if (!skip_prefix (&text, &n_bytes, error))
    return NULL;
  if (n_bytes / 4 * 3 > GH_IMAGE_DATA_MOST_BYTES)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_LIMIT, "a picture of more than %d bytes",
                   GH_IMAGE_DATA_MOST_BYTES);
      return NULL;
    }

  out = g_malloc (n_bytes / 4 * 3 + 3);
  if (!decode (text, n_bytes, out, &n_out, error))
    return NULL;

  return g_bytes_new_take (g_steal_pointer (&out), n_out);
}

/**
 * gh_image_data_read:
 * @reader: a reader that stands on an object
 * @name: the name of a member
 *
 * Reads an optional picture. Servers keep whatever string they are given, so that one which is no
 * picture is none, and no fault of the thing that it belongs to.
 *
 * Returns: (transfer full) (nullable): the encoded picture; %NULL where there is none that can be
 *   used, and after a fault
 */
GBytes *
gh_image_data_read (GhJsonReader *reader, const char *name)
{
  const char *text
    = gh_json_reader_peek_string (reader, name, GH_JSON_OPTIONAL, GH_JSON_MOST_BYTES);

  return text != NULL ? gh_image_data_decode (text, -1, NULL) : NULL;
}

/**
 * gh_image_data_encode_url:
 * @image: an encoded picture
 * @media_type: its format: "image/jpeg"
 *
 * Writes a picture as servers take it.
 *
 * Returns: (transfer full): "data:image/jpeg;base64,…"
 */
char *
gh_image_data_encode_url (GBytes *image, const char *media_type)
{
  g_autofree char *base64 = NULL;
  gconstpointer data;
  gsize length;

  g_return_val_if_fail (image != NULL, NULL);
  g_return_val_if_fail (media_type != NULL && g_str_has_prefix (media_type, "image/"), NULL);

  data = g_bytes_get_data (image, &length);
  base64 = g_base64_encode (data, length);
  return g_strconcat ("data:", media_type, ";base64,", base64, NULL);
}
