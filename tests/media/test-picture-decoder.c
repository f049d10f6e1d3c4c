/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-picture-decoder.h"
#include "gh-picture-header.h"
#include "gh-test-main.h"
#include "media-fixtures.h"

#include <sys/resource.h>

static GhPicture *
decode (GBytes *bytes, int pixels, GError **error)
{
  return gh_picture_decoder_decode (bytes, pixels, G_TIME_SPAN_MINUTE, NULL, error);
}

static void
assert_refused (GBytes *bytes, GhError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (decode (bytes, 64, &error));
  g_assert_error (error, GH_ERROR, (int) code);
}

static void
assert_quarters (GhPicture *picture, const FixtureColor quarters[4])
{
  g_assert_cmpuint (fixture_get_color (picture, FALSE, FALSE), ==, quarters[0]);
  g_assert_cmpuint (fixture_get_color (picture, TRUE, FALSE), ==, quarters[1]);
  g_assert_cmpuint (fixture_get_color (picture, FALSE, TRUE), ==, quarters[2]);
  g_assert_cmpuint (fixture_get_color (picture, TRUE, TRUE), ==, quarters[3]);
}

static void
test_sizes (void)
{
  static const FixtureColor quarters[] = { RED, GREEN, BLUE, WHITE };
  static const struct
  {
    int width, height, pixels, shown_width, shown_height;
  } sizes[] = {
    { 640, 480, 0, 640, 480 },   { 640, 480, 64, 85, 64 },  { 480, 640, 64, 64, 85 },
    { 640, 480, 480, 640, 480 }, { 640, 480, 479, 639, 479 }, { 640, 480, 2000, 640, 480 },
    { 64, 64, 64, 64, 64 },      { 1000, 20, 10, 500, 10 }, { 20, 1000, 3, 3, 150 },
    { 4000, 3000, 96, 128, 96 }, { 2, 2, 1, 1, 1 },
  };
  static const char *const formats[] = { "jpeg", "png" };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (formats); j++)
      {
        g_autoptr (GBytes) bytes =
          fixture_encode (formats[j], sizes[i].width, sizes[i].height, FALSE);
        g_autoptr (GError) error = NULL;
        g_autoptr (GhPicture) picture = decode (bytes, sizes[i].pixels, &error);

        g_assert_no_error (error);
        g_assert_cmpint (gh_picture_get_width (picture), ==, sizes[i].shown_width);
        g_assert_cmpint (gh_picture_get_height (picture), ==, sizes[i].shown_height);
        g_assert_false (gh_picture_has_alpha (picture));
        if (MIN (sizes[i].shown_width, sizes[i].shown_height) > 3)
          assert_quarters (picture, quarters);
      }
}

/* No more is kept of a picture than the pixels that were asked for. */
static void
test_small_picture_is_small (void)
{
  g_autoptr (GBytes) bytes = fixture_encode ("jpeg", 640, 640, FALSE);
  g_autoptr (GhPicture) picture = decode (bytes, 64, NULL);

  g_assert_cmpuint (gh_picture_get_stride (picture), ==, 64 * 3);
  g_assert_cmpuint (g_bytes_get_size (gh_picture_get_pixels (picture)), ==, 64 * 64 * 3);
}

static void
test_alpha (void)
{
  g_autoptr (GBytes) bytes = fixture_encode ("png", 100, 100, TRUE);
  g_autoptr (GhPicture) picture = decode (bytes, 50, NULL);

  g_assert_true (gh_picture_has_alpha (picture));
  g_assert_cmpuint (gh_picture_get_stride (picture), ==, 50 * 4);
  g_assert_cmpuint (fixture_get_color (picture, TRUE, FALSE), ==, GREEN);
}

static void
test_orientation (void)
{
  static const FixtureColor quarters[9][4] = {
    [1] = { RED, GREEN, BLUE, WHITE }, [2] = { GREEN, RED, WHITE, BLUE },
    [3] = { WHITE, BLUE, GREEN, RED }, [4] = { BLUE, WHITE, RED, GREEN },
    [5] = { RED, BLUE, GREEN, WHITE }, [6] = { BLUE, RED, WHITE, GREEN },
    [7] = { WHITE, GREEN, BLUE, RED }, [8] = { GREEN, WHITE, RED, BLUE },
  };
  g_autoptr (GBytes) plain = fixture_encode ("jpeg", 320, 160, FALSE);

  for (int orientation = 1; orientation <= 8; orientation++)
    {
      g_autoptr (GBytes) bytes = fixture_with_orientation (plain, orientation);
      g_autoptr (GhPicture) whole = decode (bytes, 0, NULL);
      g_autoptr (GhPicture) small = decode (bytes, 48, NULL);
      gboolean turned = orientation >= 5;

      g_assert_cmpint (gh_picture_get_width (whole), ==, turned ? 160 : 320);
      g_assert_cmpint (gh_picture_get_height (whole), ==, turned ? 320 : 160);
      assert_quarters (whole, quarters[orientation]);
      g_assert_cmpint (gh_picture_get_width (small), ==, turned ? 48 : 96);
      g_assert_cmpint (gh_picture_get_height (small), ==, turned ? 96 : 48);
      assert_quarters (small, quarters[orientation]);
    }
}

static void
test_nonsense_orientation_is_none (void)
{
  g_autoptr (GBytes) plain = fixture_encode ("jpeg", 320, 160, FALSE);
  static const int orientations[] = { 0, 9, 255, 65535 };

  for (gsize i = 0; i < G_N_ELEMENTS (orientations); i++)
    {
      g_autoptr (GBytes) bytes = fixture_with_orientation (plain, orientations[i]);
      g_autoptr (GhPicture) picture = decode (bytes, 0, NULL);

      g_assert_cmpint (gh_picture_get_width (picture), ==, 320);
      g_assert_cmpuint (fixture_get_color (picture, FALSE, FALSE), ==, RED);
    }
}

static void
test_truncated (void)
{
  static const char *const formats[] = { "jpeg", "png" };

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GBytes) whole = fixture_encode_noise (formats[i], 200, 200);
      gsize size = g_bytes_get_size (whole);

      for (gsize part = 0; part < 16; part++)
        {
          g_autoptr (GBytes) bytes = g_bytes_new_from_bytes (whole, 0, size * part / 16);

          assert_refused (bytes, GH_ERROR_INVALID_REPLY);
        }
    }
}

/* Every bit of a small picture turned once: an answer or an error, nothing else. */
static void
test_damaged (void)
{
  static const char *const formats[] = { "jpeg", "png" };

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GBytes) whole = fixture_encode (formats[i], 24, 16, FALSE);
      gsize size = g_bytes_get_size (whole);

      for (gsize bit = 0; bit < size * 8; bit += g_test_thorough () ? 1 : 7)
        {
          guint8 *data = g_memdup2 (g_bytes_get_data (whole, NULL), size);
          g_autoptr (GBytes) bytes = g_bytes_new_take (data, size);
          g_autoptr (GError) error = NULL;
          g_autoptr (GhPicture) picture = NULL;

          data[bit / 8] ^= (guint8) (1 << (bit % 8));
          picture = gh_picture_decoder_decode (bytes, 8, G_TIME_SPAN_MINUTE, NULL, &error);
          g_assert_true ((picture == NULL) == (error != NULL));
        }
    }
}

static void
test_bomb_is_refused_at_once (void)
{
  g_autoptr (GBytes) header = fixture_png_header (30000, 30000);
  guint8 *data = g_malloc0 (110000);
  g_autoptr (GBytes) bomb = g_bytes_new_take (data, 110000);
  gint64 quickest_us = G_MAXINT64;

  memcpy (data, g_bytes_get_data (header, NULL), g_bytes_get_size (header));
  for (int i = 0; i < 5; i++)
    {
      gint64 start_us = g_get_monotonic_time ();

      assert_refused (bomb, GH_ERROR_LIMIT);
      quickest_us = MIN (quickest_us, g_get_monotonic_time () - start_us);
    }

  g_test_message ("30,000 × 30,000 refused in %" G_GINT64_FORMAT " µs", quickest_us);
  g_assert_cmpint (quickest_us, <, 10 * 1000);
}

/* A zTXt chunk of 8 kB inflates to 8 MB in libpng, and it keeps up to a thousand of them. */
static void
test_text_in_png_is_not_inflated (void)
{
  g_autoptr (GBytes) png = fixture_encode ("png", 64, 64, FALSE);
  g_autoptr (GConverter) deflate =
    G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9));
  g_autofree char *letters = g_strnfill (7 * 1000 * 1000, 'a');
  g_autoptr (GBytes) text = g_bytes_new_static (letters, 7 * 1000 * 1000);
  g_autoptr (GBytes) deflated = g_converter_convert_bytes (deflate, text, NULL);
  g_autoptr (GByteArray) body = g_byte_array_new ();
  g_autoptr (GBytes) body_bytes = NULL;
  g_autoptr (GhPicture) picture = NULL;
  g_autoptr (GError) error = NULL;
  struct rusage before, after;

  g_byte_array_append (body, (const guint8 *) "Comment\0\0", 9);
  g_byte_array_append (body, g_bytes_get_data (deflated, NULL),
                       (guint) g_bytes_get_size (deflated));
  body_bytes = g_byte_array_free_to_bytes (g_steal_pointer (&body));
  for (int i = 0; i < 50; i++)
    {
      GBytes *longer = fixture_png_with_chunk (png, "zTXt", body_bytes);

      g_bytes_unref (png);
      png = longer;
    }

  getrusage (RUSAGE_SELF, &before);
  picture = decode (png, 32, &error);
  getrusage (RUSAGE_SELF, &after);

  g_assert_no_error (error);
  g_assert_cmpuint (fixture_get_color (picture, FALSE, FALSE), ==, RED);
  g_assert_cmpint (after.ru_maxrss - before.ru_maxrss, <, 50 * 1024);
}

static void
test_polyglots (void)
{
  g_autoptr (GBytes) jpeg = fixture_encode ("jpeg", 64, 64, FALSE);
  g_autoptr (GBytes) png = fixture_encode ("png", 64, 64, FALSE);
  GBytes *all[] = { jpeg, png };
  const char *after = "PK\3\4<svg xmlns='http://www.w3.org/2000/svg'/><script>alert(1)</script>";
  const char *before = "GIF89a";

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autoptr (GByteArray) tailed = g_byte_array_new ();
      g_autoptr (GByteArray) headed = g_byte_array_new ();
      g_autoptr (GBytes) tailed_bytes = NULL;
      g_autoptr (GBytes) headed_bytes = NULL;
      g_autoptr (GhPicture) picture = NULL;
      const guint8 *data = g_bytes_get_data (all[i], NULL);
      guint size = (guint) g_bytes_get_size (all[i]);

      g_byte_array_append (tailed, data, size);
      g_byte_array_append (tailed, (const guint8 *) after, (guint) strlen (after));
      tailed_bytes = g_byte_array_free_to_bytes (g_steal_pointer (&tailed));
      picture = decode (tailed_bytes, 64, NULL);
      g_assert_cmpuint (fixture_get_color (picture, FALSE, FALSE), ==, RED);

      g_byte_array_append (headed, (const guint8 *) before, (guint) strlen (before));
      g_byte_array_append (headed, data, size);
      headed_bytes = g_byte_array_free_to_bytes (g_steal_pointer (&headed));
      assert_refused (headed_bytes, GH_ERROR_INVALID_REPLY);
    }
}

static void
test_bytes_limit (void)
{
  g_autoptr (GBytes) jpeg = fixture_encode ("jpeg", 64, 64, FALSE);
  guint8 *data = g_malloc0 (GH_PICTURE_MOST_BYTES + 1);
  g_autoptr (GBytes) larger = g_bytes_new_take (data, GH_PICTURE_MOST_BYTES + 1);
  g_autoptr (GBytes) largest = g_bytes_new_from_bytes (larger, 0, GH_PICTURE_MOST_BYTES);
  g_autoptr (GhPicture) picture = NULL;

  memcpy (data, g_bytes_get_data (jpeg, NULL), g_bytes_get_size (jpeg));
  picture = decode (largest, 64, NULL);
  g_assert_nonnull (picture);
  assert_refused (larger, GH_ERROR_LIMIT);
}

static void
test_time_limit (void)
{
  g_autoptr (GBytes) jpeg = fixture_encode ("jpeg", 64, 64, FALSE);
  g_autoptr (GError) error = NULL;

  g_assert_null (gh_picture_decoder_decode (jpeg, 64, -1, NULL, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_LIMIT);
}

static void
test_webp_where_there_is_a_loader (void)
{
  /* 2 × 2, lossless, red. */
  static const guint8 data[] = {
    'R', 'I', 'F', 'F', 0x1c, 0, 0, 0, 'W', 'E', 'B', 'P', 'V', 'P', '8', 'L', 0x0f, 0, 0, 0,
    0x2f, 0x01, 0x40, 0x00, 0x00, 0x07, 0x10, 0xfd, 0x8f, 0xfe, 0x07, 0x22, 0xa2, 0xff, 0x01, 0x00,
  };
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, sizeof data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhPicture) picture = decode (bytes, 64, &error);

  if (picture == NULL)
    g_assert_error (error, GH_ERROR, GH_ERROR_UNAVAILABLE);
  else
    g_assert_cmpuint (fixture_get_color (picture, FALSE, FALSE), ==, RED);
}

static void
test_cancelled_before (void)
{
  g_autoptr (GBytes) jpeg = fixture_encode ("jpeg", 64, 64, FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (gh_picture_decoder_decode (jpeg, 64, G_TIME_SPAN_MINUTE, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gpointer
cancel_thread (gpointer data)
{
  g_cancellable_cancel (data);

  return NULL;
}

/* Cancelled by another thread while it decodes something long: it does not go on to the end. */
static void
test_cancelled_during (void)
{
  g_autoptr (GBytes) png = fixture_encode_noise ("png", 2200, 2200);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread = g_thread_new ("cancel", cancel_thread, cancellable);

  g_assert_null (gh_picture_decoder_decode (png, 64, G_TIME_SPAN_MINUTE, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
}

int
main (int argc, char **argv)
{
  gh_test_init_with_pictures (&argc, &argv);

  g_test_add_func ("/media/picture-decoder/sizes", test_sizes);
  g_test_add_func ("/media/picture-decoder/small-picture-is-small", test_small_picture_is_small);
  g_test_add_func ("/media/picture-decoder/alpha", test_alpha);
  g_test_add_func ("/media/picture-decoder/orientation", test_orientation);
  g_test_add_func ("/media/picture-decoder/nonsense-orientation-is-none",
                   test_nonsense_orientation_is_none);
  g_test_add_func ("/media/picture-decoder/truncated", test_truncated);
  g_test_add_func ("/media/picture-decoder/damaged", test_damaged);
  g_test_add_func ("/media/picture-decoder/bomb-is-refused-at-once", test_bomb_is_refused_at_once);
  g_test_add_func ("/media/picture-decoder/text-in-png-is-not-inflated",
                   test_text_in_png_is_not_inflated);
  g_test_add_func ("/media/picture-decoder/polyglots", test_polyglots);
  g_test_add_func ("/media/picture-decoder/bytes-limit", test_bytes_limit);
  g_test_add_func ("/media/picture-decoder/time-limit", test_time_limit);
  g_test_add_func ("/media/picture-decoder/webp-where-there-is-a-loader",
                   test_webp_where_there_is_a_loader);
  g_test_add_func ("/media/picture-decoder/cancelled-before", test_cancelled_before);
  g_test_add_func ("/media/picture-decoder/cancelled-during", test_cancelled_during);

  return g_test_run ();
}
