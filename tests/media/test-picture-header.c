/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-picture-header.h"
#include "gh-test-main.h"
#include "media-fixtures.h"

static gboolean
parse (GBytes *bytes, GhPictureHeader *header, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  /* A copy of exactly that length, so that a sanitizer sees a read beyond it. */
  g_autofree guint8 *copy = g_memdup2 (data, size);

  return gh_picture_header_parse (copy, size, header, error);
}

static void
assert_refused (GBytes *bytes, GhError code)
{
  g_autoptr (GError) error = NULL;
  GhPictureHeader header;

  g_assert_false (parse (bytes, &header, &error));
  g_assert_error (error, GH_ERROR, (int) code);
}

static void
assert_size (GBytes *bytes, GhPictureFormat format, guint width, guint height)
{
  g_autoptr (GError) error = NULL;
  GhPictureHeader header;

  g_assert_true (parse (bytes, &header, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (header.format, ==, format);
  g_assert_cmpuint (header.width, ==, width);
  g_assert_cmpuint (header.height, ==, height);
  g_assert_cmpuint (header.size, ==, g_bytes_get_size (bytes));
}

static void
test_formats (void)
{
  g_autoptr (GBytes) jpeg = fixture_encode ("jpeg", 320, 200, FALSE);
  g_autoptr (GBytes) turned = fixture_with_orientation (jpeg, 6);
  g_autoptr (GBytes) png = fixture_encode ("png", 33, 44, TRUE);
  g_autoptr (GBytes) lossy = fixture_webp_header ("VP8 ", 640, 300, 0);
  g_autoptr (GBytes) lossless = fixture_webp_header ("VP8L", 5000, 4097, 0);
  g_autoptr (GBytes) extended = fixture_webp_header ("VP8X", 12000, 3000, 0x10);

  assert_size (jpeg, GH_PICTURE_FORMAT_JPEG, 320, 200);
  assert_size (turned, GH_PICTURE_FORMAT_JPEG, 320, 200);
  assert_size (png, GH_PICTURE_FORMAT_PNG, 33, 44);
  assert_size (lossy, GH_PICTURE_FORMAT_WEBP, 640, 300);
  assert_size (lossless, GH_PICTURE_FORMAT_WEBP, 5000, 4097);
  assert_size (extended, GH_PICTURE_FORMAT_WEBP, 12000, 3000);
}

static void
test_other_formats_refused (void)
{
  static const struct
  {
    const char *data;
    gsize size;
  } others[] = {
    { "", 0 },
    { "hello", 5 },
    { "GIF89a\1\0\1\0\0\0\0;", 14 },
    { "BM\x1e\0\0\0\0\0\0\0\x1a\0\0\0", 14 },
    { "II*\0\10\0\0\0\0\0", 10 },
    { "<svg xmlns='http://www.w3.org/2000/svg'/>", 41 },
    { "<?xml version='1.0'?><svg/>", 27 },
    { "\0\0\1\0\1\0\20\20\0\0", 10 },
    { "RIFF\4\0\0\0ACON", 12 },
    { "P6 1 1 255 abc", 14 },
    { " \xff\xd8\xff\xe0", 5 },
    { "GIF89a\xff\xd8\xff\xe0", 10 },
    { "\x89PNG\r\n\x1a\n\xff\xd8\xff\xe0\0\20JFIF\0\1\1\0\0\1\0\1\0\0\xff\xd9", 30 },
    { "\xff\xd8\xff\xd9", 4 },
    { "\xff\xd8\xff\xff\xff\xff", 6 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (others[i].data, others[i].size);

      assert_refused (bytes, GH_ERROR_INVALID_REPLY);
    }
}

static void
test_sides (void)
{
  static const struct
  {
    guint32 width;
    guint32 height;
    int code;
  } sizes[] = {
    { 16384, 2441, -1 },
    { 2441, 16384, -1 },
    { 16384, 2442, GH_ERROR_LIMIT },
    { 6325, 6324, -1 },
    { 6325, 6325, GH_ERROR_LIMIT },
    { 16385, 1, GH_ERROR_LIMIT },
    { 1, 16385, GH_ERROR_LIMIT },
    { 30000, 30000, GH_ERROR_LIMIT },
    { 65535, 65535, GH_ERROR_LIMIT },
    { 0, 10, GH_ERROR_INVALID_REPLY },
    { 10, 0, GH_ERROR_INVALID_REPLY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GBytes) png = fixture_png_header (sizes[i].width, sizes[i].height);
      g_autoptr (GBytes) jpeg =
        fixture_jpeg_header ((guint16) sizes[i].width, (guint16) sizes[i].height);

      if (sizes[i].code < 0)
        {
          assert_size (png, GH_PICTURE_FORMAT_PNG, sizes[i].width, sizes[i].height);
          assert_size (jpeg, GH_PICTURE_FORMAT_JPEG, sizes[i].width, sizes[i].height);
        }
      else
        {
          assert_refused (png, (GhError) sizes[i].code);
          assert_refused (jpeg, (GhError) sizes[i].code);
        }
    }
}

static void
test_sides_of_png_and_webp_only (void)
{
  g_autoptr (GBytes) png = fixture_png_header (0xffffffff, 0xffffffff);
  g_autoptr (GBytes) wrapped = fixture_png_header (0x10000, 0x10000);
  g_autoptr (GBytes) webp = fixture_webp_header ("VP8X", 1 << 24, 1 << 24, 0);
  g_autoptr (GBytes) lossless = fixture_webp_header ("VP8L", 16384, 16384, 0);
  g_autoptr (GBytes) empty = fixture_webp_header ("VP8 ", 0, 10, 0);
  g_autoptr (GBytes) animated = fixture_webp_header ("VP8X", 10, 10, 0x02);
  g_autoptr (GBytes) unknown = fixture_webp_header ("VP9 ", 10, 10, 0);

  assert_refused (png, GH_ERROR_LIMIT);
  assert_refused (wrapped, GH_ERROR_LIMIT);
  assert_refused (webp, GH_ERROR_LIMIT);
  assert_refused (lossless, GH_ERROR_LIMIT);
  assert_refused (empty, GH_ERROR_INVALID_REPLY);
  assert_refused (animated, GH_ERROR_INVALID_REPLY);
  assert_refused (unknown, GH_ERROR_INVALID_REPLY);
}

static void
test_bytes (void)
{
  g_autoptr (GBytes) png = fixture_encode ("png", 8, 8, FALSE);
  g_autofree guint8 *data = g_malloc0 (GH_PICTURE_MOST_BYTES + 1);
  g_autoptr (GError) error = NULL;
  GhPictureHeader header;
  gsize size;

  memcpy (data, g_bytes_get_data (png, &size), g_bytes_get_size (png));
  g_assert_true (gh_picture_header_parse (data, GH_PICTURE_MOST_BYTES, &header, NULL));
  g_assert_false (gh_picture_header_parse (data, GH_PICTURE_MOST_BYTES + 1, &header, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_LIMIT);
}

/* The classic: every scan more costs ten bytes in the file and a pass over the whole picture. */
static void
test_scans (void)
{
  static const struct
  {
    guint16 side;
    guint most;
  } pictures[] = { { 100, 100 }, { 6000, 27 } };

  for (gsize i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      g_autoptr (GBytes) bytes = fixture_jpeg_header (pictures[i].side, pictures[i].side);
      guint before_end = (guint) g_bytes_get_size (bytes) - 2;
      const guint8 *data = g_bytes_get_data (bytes, NULL);
      g_autoptr (GByteArray) array = g_byte_array_new ();
      g_autoptr (GError) error = NULL;
      GhPictureHeader header;

      g_byte_array_append (array, data + before_end, 2);
      for (guint n = 1; n < pictures[i].most; n++)
        g_byte_array_prepend (array, data + before_end - 10, 10);
      g_byte_array_prepend (array, data, before_end);
      g_assert_true (gh_picture_header_parse (array->data, array->len, &header, NULL));

      g_byte_array_set_size (array, array->len - 2);
      g_byte_array_append (array, data + before_end - 10, 12);
      g_assert_false (gh_picture_header_parse (array->data, array->len, &header, &error));
      g_assert_error (error, GH_ERROR, GH_ERROR_LIMIT);
    }
}

static void
test_second_frame_refused (void)
{
  g_autoptr (GBytes) first = fixture_jpeg_header (100, 100);
  g_autoptr (GBytes) second = fixture_jpeg_header (6000, 6000);
  g_autoptr (GByteArray) array = g_byte_array_new ();
  g_autoptr (GBytes) both = NULL;

  g_byte_array_append (array, g_bytes_get_data (first, NULL), (guint) g_bytes_get_size (first) - 2);
  g_byte_array_append (array, (const guint8 *) g_bytes_get_data (second, NULL) + 2,
                       (guint) g_bytes_get_size (second) - 2);
  both = g_byte_array_free_to_bytes (g_steal_pointer (&array));

  assert_refused (both, GH_ERROR_INVALID_REPLY);
}

static void
test_what_follows_is_not_part_of_it (void)
{
  g_autoptr (GBytes) jpeg = fixture_encode ("jpeg", 16, 16, FALSE);
  gsize size = g_bytes_get_size (jpeg);
  g_autofree guint8 *data = g_malloc0 (size + 100);
  GhPictureHeader header;

  memcpy (data, g_bytes_get_data (jpeg, NULL), size);
  g_assert_true (gh_picture_header_parse (data, size + 100, &header, NULL));
  g_assert_cmpuint (header.size, ==, size);
}

static void
test_every_length (void)
{
  g_autoptr (GBytes) jpeg = fixture_encode ("jpeg", 16, 16, FALSE);
  g_autoptr (GBytes) turned = fixture_with_orientation (jpeg, 3);
  g_autoptr (GBytes) png = fixture_encode ("png", 16, 16, TRUE);
  g_autoptr (GBytes) lossy = fixture_webp_header ("VP8 ", 16, 16, 0);
  g_autoptr (GBytes) lossless = fixture_webp_header ("VP8L", 16, 16, 0);
  g_autoptr (GBytes) extended = fixture_webp_header ("VP8X", 16, 16, 0);
  GBytes *all[] = { turned, png, lossy, lossless, extended };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    for (gsize length = 0; length <= g_bytes_get_size (all[i]); length++)
      {
        g_autoptr (GBytes) part = g_bytes_new_from_bytes (all[i], 0, length);
        g_autoptr (GError) error = NULL;
        GhPictureHeader header;

        if (parse (part, &header, &error))
          g_assert_cmpuint (header.width, ==, 16);
        else
          g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_REPLY);
      }
}

int
main (int argc, char **argv)
{
  gh_test_init_with_pictures (&argc, &argv);

  g_test_add_func ("/media/picture-header/formats", test_formats);
  g_test_add_func ("/media/picture-header/other-formats-refused", test_other_formats_refused);
  g_test_add_func ("/media/picture-header/sides", test_sides);
  g_test_add_func ("/media/picture-header/sides-of-png-and-webp", test_sides_of_png_and_webp_only);
  g_test_add_func ("/media/picture-header/bytes", test_bytes);
  g_test_add_func ("/media/picture-header/scans", test_scans);
  g_test_add_func ("/media/picture-header/second-frame-refused", test_second_frame_refused);
  g_test_add_func ("/media/picture-header/what-follows-is-not-part-of-it",
                   test_what_follows_is_not_part_of_it);
  g_test_add_func ("/media/picture-header/every-length", test_every_length);

  return g_test_run ();
}
