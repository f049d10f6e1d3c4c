/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "media-fixtures.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

#include "gh-test-png.h"

static void
append_be16 (GByteArray *array, guint value)
{
  const guint8 bytes[] = { (value >> 8) & 0xff, value & 0xff };

  g_byte_array_append (array, bytes, sizeof bytes);
}

static void
append_be32 (GByteArray *array, guint32 value)
{
  append_be16 (array, value >> 16);
  append_be16 (array, value & 0xffff);
}

static void
append_le24 (GByteArray *array, guint32 value)
{
  const guint8 bytes[] = { value & 0xff, (value >> 8) & 0xff, (value >> 16) & 0xff };

  g_byte_array_append (array, bytes, sizeof bytes);
}

static void
append_text (GByteArray *array, const char *text)
{
  g_byte_array_append (array, (const guint8 *) text, (guint) strlen (text));
}

static GBytes *
save (GdkPixbuf *pixbuf, const char *format)
{
  char *buffer = NULL;
  gsize size = 0;
  g_autoptr (GError) error = NULL;

  gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &size, format, &error, NULL);
  g_assert_no_error (error);

  return g_bytes_new_take (buffer, size);
}

static void
fill (GdkPixbuf *pixbuf, int x, int y, guint32 rgba)
{
  int width = gdk_pixbuf_get_width (pixbuf) / 2;
  int height = gdk_pixbuf_get_height (pixbuf) / 2;
  g_autoptr (GdkPixbuf) part =
    gdk_pixbuf_new_subpixbuf (pixbuf, x * width, y * height, width, height);

  gdk_pixbuf_fill (part, rgba);
}

/* Four quarters: red and green above, blue and white below. */
GBytes *
fixture_encode (const char *format, int width, int height, gboolean alpha)
{
  g_autoptr (GdkPixbuf) pixbuf =
    gdk_pixbuf_new (GDK_COLORSPACE_RGB, alpha, 8, width, height);

  gdk_pixbuf_fill (pixbuf, 0xffffffff);
  fill (pixbuf, 0, 0, 0xff0000ff);
  fill (pixbuf, 1, 0, 0x00ff00ff);
  fill (pixbuf, 0, 1, 0x0000ffff);

  return save (pixbuf, format);
}

/* Slow to decode for its size. */
GBytes *
fixture_encode_noise (const char *format, int width, int height)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  guint8 *pixels = gdk_pixbuf_get_pixels (pixbuf);

  for (gsize i = 0; i < gdk_pixbuf_get_byte_length (pixbuf); i++)
    pixels[i] = (guint8) g_rand_int (random);

  return save (pixbuf, format);
}

GBytes *
fixture_with_orientation (GBytes *jpeg, int orientation)
{
  g_autoptr (GByteArray) array = g_byte_array_new ();
  gsize size;
  const guint8 *data = g_bytes_get_data (jpeg, &size);

  g_byte_array_append (array, data, 2);
  append_be16 (array, 0xffe1);
  append_be16 (array, 2 + 6 + 8 + 2 + 12 + 4);
  g_byte_array_append (array, (const guint8 *) "Exif\0\0MM\0*\0\0\0\10", 14);
  append_be16 (array, 1);
  append_be16 (array, 0x0112);
  append_be16 (array, 3);
  append_be32 (array, 1);
  append_be16 (array, (guint) orientation);
  append_be16 (array, 0);
  append_be32 (array, 0);
  g_byte_array_append (array, data + 2, (guint) (size - 2));

  return g_byte_array_free_to_bytes (g_steal_pointer (&array));
}

/* The chunk stands behind the header. */
GBytes *
fixture_png_with_chunk (GBytes *png, const char *type, GBytes *body)
{
  g_autoptr (GByteArray) array = g_byte_array_new ();
  gsize size;
  const guint8 *data = g_bytes_get_data (png, &size);

  g_byte_array_append (array, data, 8 + 25);
  gh_test_png_append_chunk (array, type, g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  g_byte_array_append (array, data + 8 + 25, (guint) (size - 8 - 25));

  return g_byte_array_free_to_bytes (g_steal_pointer (&array));
}

GBytes *
fixture_png_header (guint32 width, guint32 height)
{
  g_autoptr (GByteArray) array = g_byte_array_new ();

  gh_test_png_append_header (array, width, height);

  return g_byte_array_free_to_bytes (g_steal_pointer (&array));
}

GBytes *
fixture_jpeg_header (guint16 width, guint16 height)
{
  g_autoptr (GByteArray) array = g_byte_array_new ();
  const guint8 frame[] = { 1, 1, 0x11, 0 };
  const guint8 scan[] = { 1, 1, 0, 0, 63, 0 };

  append_be16 (array, 0xffd8);
  append_be16 (array, 0xffc0);
  append_be16 (array, 8 + 3);
  g_byte_array_append (array, (const guint8 *) "\10", 1);
  append_be16 (array, height);
  append_be16 (array, width);
  g_byte_array_append (array, frame, sizeof frame);
  append_be16 (array, 0xffda);
  append_be16 (array, 8);
  g_byte_array_append (array, scan, sizeof scan);
  append_be16 (array, 0xffd9);

  return g_byte_array_free_to_bytes (g_steal_pointer (&array));
}

GBytes *
fixture_webp_header (const char *chunk, guint32 width, guint32 height, guint8 flags)
{
  g_autoptr (GByteArray) array = g_byte_array_new ();

  append_text (array, "RIFF");
  append_be32 (array, 0x64000000);
  append_text (array, "WEBP");
  append_text (array, chunk);
  append_be32 (array, 0x32000000);
  if (strcmp (chunk, "VP8 ") == 0)
    {
      g_byte_array_append (array, (const guint8 *) "\0\0\0\x9d\x01\x2a", 6);
      append_le24 (array, width | ((height & 0xff) << 16));
      array->len--;
      append_le24 (array, height);
      array->len--;
    }
  else if (strcmp (chunk, "VP8L") == 0)
    {
      guint32 bits = (width - 1) | ((height - 1) << 14);

      g_byte_array_append (array, (const guint8 *) "\x2f", 1);
      append_le24 (array, bits & 0xffffff);
      append_le24 (array, bits >> 24);
    }
  else
    {
      g_byte_array_append (array, &flags, 1);
      append_le24 (array, 0);
      append_le24 (array, width - 1);
      append_le24 (array, height - 1);
    }
  append_be32 (array, 0);
  append_be32 (array, 0);

  return g_byte_array_free_to_bytes (g_steal_pointer (&array));
}

/* 64 × 48, the four quarters of fixture_encode(), as a telephone writes it. */
GBytes *
fixture_heic (void)
{
  static const char text[] =
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAX1tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAA"
    "AAAAAAAAAAAAAA5waXRtAAAAAAABAAAAImlsb2MAAAAAREAAAQABAAAAAAGhAAEAAAAAAAAAdwAAACNpaW5mAAAA"
    "AAABAAAAFWluZmUCAAAAAAEAAGh2YzEAAAAA/WlwcnAAAADdaXBjbwAAAHZodmNDAQNwAAAAAAAAAAAAHvAA/P34"
    "+AAADwMgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQCEAAQAqQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbq5Ka5"
    "uAhoMCAAAAMAIAAAAwAhIgABAAZEAcFzwIkAAAATY29scm5jbHgAAQANAAaAAAAAFGlzcGUAAAAAAAAAQAAAAEAA"
    "AAAoY2xhcAAAAEAAAAABAAAAMAAAAAEAAAAAAAAAAv////AAAAACAAAAEHBpeGkAAAAAAwgICAAAABhpcG1hAAAA"
    "AAAAAAEAAQWBAgMFhAAAAH9tZGF0AAAAcygBr1j5Et3/1hP/nTSHDVy8cw1P9QgLsZ5+gNramVBNx3qhPMeX7nHQ"
    "jai15Q48yqIoCaaBxTnBTC6UHiTI/+YY/9Gy1gEyPqpEGO2oCNCneUGl4XKkf9gP567s9uT2UHpSqtKjaw+jT9MH"
    "jW8ZPabyl1w=";
  gsize size;
  guint8 *data = g_base64_decode (text, &size);

  return g_bytes_new_take (data, size);
}

/* The colour in the middle of a quarter of a picture made from fixture_encode(). */
FixtureColor
fixture_get_color (GhPicture *picture, gboolean right, gboolean bottom)
{
  const guint8 *pixels = g_bytes_get_data (gh_picture_get_pixels (picture), NULL);
  gsize x = (gsize) gh_picture_get_width (picture) * (right ? 3 : 1) / 4;
  gsize y = (gsize) gh_picture_get_height (picture) * (bottom ? 3 : 1) / 4;
  const guint8 *pixel = pixels + y * gh_picture_get_stride (picture) +
                        x * (gh_picture_has_alpha (picture) ? 4 : 3);

  if (pixel[0] > 200 && pixel[1] > 200 && pixel[2] > 200)
    return WHITE;
  if (pixel[0] > 200 && pixel[1] < 50 && pixel[2] < 50)
    return RED;
  if (pixel[0] < 50 && pixel[1] > 200 && pixel[2] < 50)
    return GREEN;
  if (pixel[0] < 50 && pixel[1] < 50 && pixel[2] > 200)
    return BLUE;

  g_error ("There is no such colour in the fixture: %u %u %u", pixel[0], pixel[1], pixel[2]);
}
