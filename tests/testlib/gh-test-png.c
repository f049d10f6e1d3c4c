/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-test-png.h"

#include <string.h>

/* PNG as in its specification (W3C, third edition), written without the loaders of the system: a test
 * whose directories are its own does not find them where gdk-pixbuf encodes in a process of its own. */

static void
append_be32 (GByteArray *array, guint32 value)
{
  const guint32 swapped = GUINT32_TO_BE (value);

  g_byte_array_append (array, (const guint8 *) &swapped, sizeof swapped);
}

/* Annex D of the specification. */
static guint32
crc32 (const guint8 *data, gsize size)
{
  guint32 crc = 0xffffffff;

  for (gsize i = 0; i < size; i++)
    {
      crc ^= data[i];
      for (int bit = 0; bit < 8; bit++)
        crc = (crc >> 1) ^ (0xedb88320 & -(crc & 1));
    }

  return ~crc;
}

/**
 * gh_test_png_append_chunk:
 * @png: what stands before it
 * @type: four letters
 * @body: (array length=size) (nullable): what is in it
 * @size: how many bytes
 */
void
gh_test_png_append_chunk (GByteArray *png, const char *type, const guint8 *body, gsize size)
{
  guint start;

  append_be32 (png, (guint32) size);
  start = png->len;
  g_byte_array_append (png, (const guint8 *) type, 4);
  if (size > 0)
    g_byte_array_append (png, body, (guint) size);
  append_be32 (png, crc32 (png->data + start, png->len - start));
}

/**
 * gh_test_png_append_header:
 * @png: nothing yet
 * @width: in pixels
 * @height: in pixels
 *
 * Begins a picture with eight bits each of red, green and blue.
 */
void
gh_test_png_append_header (GByteArray *png, guint32 width, guint32 height)
{
  static const guint8 kind[] = { 8, 2, 0, 0, 0 };
  g_autoptr (GByteArray) header = g_byte_array_new ();

  g_byte_array_append (png, (const guint8 *) "\x89PNG\r\n\x1a\n", 8);
  append_be32 (header, width);
  append_be32 (header, height);
  g_byte_array_append (header, kind, sizeof kind);
  gh_test_png_append_chunk (png, "IHDR", header->data, header->len);
}

/* Lines without a filter. */
static GBytes *
make_noise (guint32 width, guint32 height, guint seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  gsize line = 1 + 3 * (gsize) width;
  guint8 *data = g_malloc (line * height);

  for (gsize i = 0; i < line * height; i++)
    data[i] = i % line == 0 ? 0 : (guint8) g_rand_int (random);

  return g_bytes_new_take (data, line * height);
}

static GBytes *
compress (GBytes *bytes)
{
  g_autoptr (GConverter) compressor =
    G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 1));
  g_autoptr (GError) error = NULL;
  GBytes *compressed = g_converter_convert_bytes (compressor, bytes, &error);

  g_assert_no_error (error);

  return compressed;
}

/**
 * gh_test_png_new_noise:
 * @width: in pixels
 * @height: in pixels
 * @seed: what it is like
 * @comment: (nullable): what it says of itself
 *
 * Returns: (transfer full): a picture which compresses worse than any photograph
 */
GBytes *
gh_test_png_new_noise (guint32 width, guint32 height, guint seed, const char *comment)
{
  g_autoptr (GByteArray) png = g_byte_array_new ();
  g_autoptr (GBytes) noise = make_noise (width, height, seed);
  g_autoptr (GBytes) pixels = compress (noise);

  gh_test_png_append_header (png, width, height);
  if (comment != NULL)
    {
      /* The keyword ends with a zero byte. */
      g_autofree char *text = g_strdup_printf ("Comment%c%s", 0, comment);

      gh_test_png_append_chunk (png, "tEXt", (const guint8 *) text,
                                sizeof "Comment" + strlen (comment));
    }
  gh_test_png_append_chunk (png, "IDAT", g_bytes_get_data (pixels, NULL),
                            g_bytes_get_size (pixels));
  gh_test_png_append_chunk (png, "IEND", NULL, 0);

  return g_byte_array_free_to_bytes (g_steal_pointer (&png));
}
