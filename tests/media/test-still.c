/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-still.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <string.h>

#include "gh-error.h"
#include "gh-picture-header.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"
#include "media-fixtures.h"

static GhStill *
read_bytes (GBytes *bytes, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gh_still_read_bytes_async (bytes, NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);

  return gh_still_read_finish (result, error);
}

static GhStill *
read_file (const char *path, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);

  gh_still_read_file_async (file, NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);

  return gh_still_read_finish (result, error);
}

static GBytes *
encode (GhStill *still, const GhStillLimits *limits, GhStillOutcome *outcome, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gh_still_encode_async (still, limits, NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);

  return gh_still_encode_finish (still, result, outcome, error);
}

/* Refused with a sentence, and before anything is decoded: that would take seconds. */
static void
assert_refused_at_once (GBytes *bytes, GhError code)
{
  gint64 start_us = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GhStill) still = read_bytes (bytes, &error);

  g_assert_null (still);
  g_assert_error (error, GH_ERROR, (int) code);
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, 500 * G_TIME_SPAN_MILLISECOND);
}

static void
test_orientation_is_applied (void)
{
  static const FixtureColor upper_left[] = { RED, GREEN, WHITE, BLUE, RED, BLUE, WHITE, GREEN };
  g_autoptr (GBytes) jpeg = fixture_encode ("jpeg", 80, 60, FALSE);

  for (int orientation = 1; orientation <= 8; orientation++)
    {
      g_autoptr (GBytes) turned = fixture_with_orientation (jpeg, orientation);
      g_autoptr (GError) error = NULL;
      g_autoptr (GhStill) still = read_bytes (turned, &error);

      g_assert_no_error (error);
      g_assert_cmpint (gh_still_get_width (still), ==, orientation < 5 ? 80 : 60);
      g_assert_cmpint (gh_still_get_height (still), ==, orientation < 5 ? 60 : 80);
      g_assert_cmpuint (fixture_get_color (gh_still_get_picture (still), FALSE, FALSE), ==,
                        upper_left[orientation - 1]);
    }
}

static void
test_formats (void)
{
  g_autoptr (GBytes) png = fixture_encode ("png", 64, 48, TRUE);
  g_autoptr (GhStill) still = read_bytes (png, NULL);

  g_assert_cmpint (gh_still_get_width (still), ==, 64);
  g_assert_cmpuint (fixture_get_color (gh_still_get_picture (still), TRUE, FALSE), ==, GREEN);
}

static void
test_heic_where_there_is_a_loader (void)
{
  g_autoptr (GBytes) heic = fixture_heic ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GhStill) still = read_bytes (heic, &error);

  if (still == NULL)
    {
      g_assert_error (error, GH_ERROR, GH_ERROR_UNAVAILABLE);
      return;
    }
  g_assert_cmpint (gh_still_get_width (still), ==, 64);
  g_assert_cmpint (gh_still_get_height (still), ==, 48);
  g_assert_cmpuint (fixture_get_color (gh_still_get_picture (still), FALSE, TRUE), ==, BLUE);
}

static void
test_huge_heic_is_refused (void)
{
  g_autoptr (GBytes) heic = fixture_heic ();
  gsize size;
  g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (heic, &size), g_bytes_get_size (heic));
  g_autoptr (GBytes) huge = NULL;
  guint n_found = 0;

  for (gsize i = 0; i + 16 < g_bytes_get_size (heic); i++)
    if (memcmp (data + i, "ispe", 4) == 0)
      {
        memcpy (data + i + 8, "\0\0\x75\x30\0\0\x75\x30", 8);
        n_found++;
      }
  g_assert_cmpuint (n_found, >, 0);
  huge = g_bytes_new (data, g_bytes_get_size (heic));

  assert_refused_at_once (huge, GH_ERROR_LIMIT);
}

static void
test_broken_heic_is_refused (void)
{
  g_autoptr (GBytes) heic = fixture_heic ();
  for (gsize length = 12; length < g_bytes_get_size (heic); length += 7)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (heic, 0, length);

      assert_refused_at_once (part, GH_ERROR_INVALID_ARGUMENT);
    }
}

static void
test_huge_png_is_refused (void)
{
  g_autoptr (GBytes) png = fixture_png_header (30000, 30000);

  assert_refused_at_once (png, GH_ERROR_LIMIT);
}

static void
test_huge_file_is_refused (void)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "huge.jpg", NULL);
  g_autoptr (GBytes) jpeg = fixture_encode ("jpeg", 64, 64, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhStill) still = NULL;

  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  g_file_set_contents (path, g_bytes_get_data (jpeg, NULL), (gssize) g_bytes_get_size (jpeg), NULL);
  g_assert_no_errno (truncate (path, (off_t) 1024 * 1024 * 1024));

  still = read_file (path, &error);
  g_assert_error (error, GH_ERROR, GH_ERROR_LIMIT);
  /* The size that the file has, and not what was read of it. */
  g_assert_nonnull (strstr (error->message, "1.1\302\240GB"));
  g_assert_no_errno (g_unlink (path));
}

static void
test_animation_is_refused (void)
{
  g_autoptr (GBytes) png = fixture_encode ("png", 32, 32, FALSE);
  g_autoptr (GBytes) control = g_bytes_new_static ("\0\0\0\2\0\0\0\0", 8);
  g_autoptr (GBytes) moving = fixture_png_with_chunk (png, "acTL", control);
  g_autoptr (GBytes) webp = fixture_webp_header ("VP8X", 10, 10, 0x02);

  assert_refused_at_once (moving, GH_ERROR_INVALID_ARGUMENT);
  assert_refused_at_once (webp, GH_ERROR_INVALID_ARGUMENT);
}

static void
test_other_files_are_refused (void)
{
  g_autoptr (GBytes) gif = g_bytes_new_static ("GIF89a\1\0\1\0\0\0\0;", 14);
  g_autoptr (GBytes) text = g_bytes_new_static ("not a picture", 13);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

  assert_refused_at_once (gif, GH_ERROR_INVALID_ARGUMENT);
  assert_refused_at_once (text, GH_ERROR_INVALID_ARGUMENT);
  assert_refused_at_once (nothing, GH_ERROR_INVALID_ARGUMENT);
}

static void
test_truncated_is_refused (void)
{
  static const char *const formats[] = { "jpeg", "png" };

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GBytes) whole = fixture_encode_noise (formats[i], 48, 48);
      gsize size = g_bytes_get_size (whole);

      for (gsize length = 1; length < size - 1; length += size / 20)
        {
          g_autoptr (GBytes) part = g_bytes_new_from_bytes (whole, 0, length);

          assert_refused_at_once (part, GH_ERROR_INVALID_ARGUMENT);
        }
    }
}

static void
test_no_file_and_no_regular_file (void)
{
  static const char *const paths[] = { "/nonexistent/picture.jpg", "/dev/zero", "/" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GhStill) still = read_file (paths[i], &error);

      g_assert_null (still);
      g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT);
    }
}

static void
test_cancelled (void)
{
  g_autoptr (GBytes) jpeg = fixture_encode ("jpeg", 64, 64, FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  gh_still_read_bytes_async (jpeg, cancellable, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  g_assert_null (gh_still_read_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_large_is_scaled_when_read (void)
{
  g_autoptr (GBytes) jpeg = fixture_encode ("jpeg", 6000, 4000, FALSE);
  g_autoptr (GhStill) still = read_bytes (jpeg, NULL);

  g_assert_cmpint (gh_still_get_height (still), ==, GH_STILL_MOST_SIDE);
  g_assert_cmpint (gh_still_get_width (still), ==, GH_STILL_MOST_SIDE * 3 / 2);
}

static void
test_crop (void)
{
  g_autoptr (GBytes) png = fixture_encode ("png", 80, 60, FALSE);
  g_autoptr (GhStill) still = read_bytes (png, NULL);
  g_autoptr (GhStill) green = gh_still_crop (still, &(GhPictureRect) { 40, 0, 40, 30 });
  g_autoptr (GhStill) beyond = gh_still_crop (still, &(GhPictureRect) { -10, 30, 50, 1000 });
  g_autoptr (GhStill) again = gh_still_crop (green, &(GhPictureRect) { 10, 10, 10, 10 });

  g_assert_cmpint (gh_still_get_width (green), ==, 40);
  g_assert_cmpint (gh_still_get_height (green), ==, 30);
  g_assert_cmpuint (fixture_get_color (gh_still_get_picture (green), TRUE, TRUE), ==, GREEN);
  g_assert_cmpint (gh_still_get_width (beyond), ==, 40);
  g_assert_cmpint (gh_still_get_height (beyond), ==, 30);
  g_assert_cmpuint (fixture_get_color (gh_still_get_picture (beyond), FALSE, FALSE), ==, BLUE);
  g_assert_cmpint (gh_still_get_width (again), ==, 10);
  g_assert_cmpuint (fixture_get_color (gh_still_get_picture (again), FALSE, FALSE), ==, GREEN);
}

static gboolean
contains (GBytes *bytes, const char *text)
{
  return memmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), text, strlen (text)) !=
         NULL;
}

static void
test_metadata_is_stripped (void)
{
  g_autoptr (GBytes) jpeg = fixture_encode ("jpeg", 80, 60, FALSE);
  g_autoptr (GBytes) turned = fixture_with_orientation (jpeg, 6);
  g_autoptr (GhStill) still = read_bytes (turned, NULL);
  const GhStillLimits limits = { 100000, 1600, 1 };
  g_autoptr (GBytes) encoded = encode (still, &limits, NULL, NULL);
  g_autoptr (GhStill) again = read_bytes (encoded, NULL);

  g_assert_true (contains (turned, "Exif"));
  g_assert_false (contains (encoded, "Exif"));
  g_assert_cmpint (gh_still_get_width (again), ==, 60);
  g_assert_cmpuint (fixture_get_color (gh_still_get_picture (again), FALSE, FALSE), ==, BLUE);
}

/* What fits is sent as good as it is. */
static void
test_small_keeps_size_and_quality (void)
{
  g_autoptr (GBytes) png = fixture_encode ("png", 320, 240, FALSE);
  g_autoptr (GhStill) still = read_bytes (png, NULL);
  const GhStillLimits limits = { 100000, 1600, 1 };
  GhStillOutcome outcome;
  g_autoptr (GBytes) encoded = encode (still, &limits, &outcome, NULL);

  g_assert_nonnull (encoded);
  g_assert_cmpint (outcome.width, ==, 320);
  g_assert_cmpint (outcome.height, ==, 240);
  g_assert_cmpint (outcome.quality, ==, 95);
  g_assert_cmpuint (outcome.n_tries, ==, 1);
}

/* Noise compresses worse than any photograph. What comes out is under the limit, and not far; or as
 * large as it may be and good: some encoders write colours in full from a quality of 90 on, which
 * needs twice the room of one of 89. */
static void
test_every_limit_is_kept (void)
{
  static const gsize limits_bytes[] = { 3000, 10000, 40000, 76000, 150000, 400000, 700000 };
  g_autoptr (GBytes) noise = fixture_encode_noise ("png", 900, 700);
  g_autoptr (GhStill) still = read_bytes (noise, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (limits_bytes); i++)
    {
      const GhStillLimits limits = { limits_bytes[i], 800, 1 };
      GhStillOutcome outcome;
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) encoded = encode (still, &limits, &outcome, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (g_bytes_get_size (encoded), <=, limits_bytes[i]);
      if (outcome.width < 800 || outcome.quality < 89)
        g_assert_cmpuint (g_bytes_get_size (encoded), >, limits_bytes[i] * 7 / 10);
      g_assert_cmpint (outcome.quality, >=, 80);
      g_assert_cmpint (outcome.width, <=, 800);
      g_assert_cmpuint (outcome.n_tries, <=, 24);
      g_assert_cmpint (ABS (outcome.width * 7 - outcome.height * 9), <=, 9);
    }
}

/* Then quality goes, and then it is said. */
static void
test_face_is_not_made_too_small (void)
{
  g_autoptr (GBytes) noise = fixture_encode_noise ("png", 400, 400);
  g_autoptr (GhStill) still = read_bytes (noise, NULL);
  const GhStillLimits tight = { 45000, 400, 300 };
  const GhStillLimits hopeless = { 10000, 400, 300 };
  GhStillOutcome outcome;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) encoded = encode (still, &tight, &outcome, &error);

  g_assert_no_error (error);
  g_assert_cmpint (outcome.height, ==, 300);
  g_assert_cmpint (outcome.quality, <, 80);
  g_assert_cmpuint (g_bytes_get_size (encoded), <=, 45000);

  g_assert_null (encode (still, &hopeless, &outcome, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_LIMIT);
}

static void
test_transparency_becomes_white (void)
{
  guint8 clear[16 * 16 * 4] = { 0 };
  g_autoptr (GBytes) pixels = g_bytes_new_static (clear, sizeof clear);
  g_autoptr (GhPicture) picture = gh_picture_new (pixels, 16, 16, 64, TRUE);
  g_autoptr (GhStill) still = gh_still_new (picture);
  const GhStillLimits limits = { 100000, 1600, 1 };
  g_autoptr (GBytes) encoded = encode (still, &limits, NULL, NULL);
  g_autoptr (GhStill) again = read_bytes (encoded, NULL);

  g_assert_cmpuint (fixture_get_color (gh_still_get_picture (again), FALSE, FALSE), ==, WHITE);
}

static void
test_base64 (void)
{
  for (gsize n = 0; n < 100; n++)
    {
      gsize most = gh_still_get_most_bytes_in_base64 (n);

      g_assert_cmpuint ((most + 2) / 3 * 4, <=, n);
      g_assert_cmpuint ((most + 3 + 2) / 3 * 4, >, n);
    }
}

int
main (int argc, char **argv)
{
  gh_test_init_with_pictures (&argc, &argv);

  g_test_add_func ("/media/still/orientation-is-applied", test_orientation_is_applied);
  g_test_add_func ("/media/still/formats", test_formats);
  g_test_add_func ("/media/still/heic-where-there-is-a-loader", test_heic_where_there_is_a_loader);
  g_test_add_func ("/media/still/huge-heic-is-refused", test_huge_heic_is_refused);
  g_test_add_func ("/media/still/broken-heic-is-refused", test_broken_heic_is_refused);
  g_test_add_func ("/media/still/huge-png-is-refused", test_huge_png_is_refused);
  g_test_add_func ("/media/still/huge-file-is-refused", test_huge_file_is_refused);
  g_test_add_func ("/media/still/animation-is-refused", test_animation_is_refused);
  g_test_add_func ("/media/still/other-files-are-refused", test_other_files_are_refused);
  g_test_add_func ("/media/still/truncated-is-refused", test_truncated_is_refused);
  g_test_add_func ("/media/still/no-file-and-no-regular-file", test_no_file_and_no_regular_file);
  g_test_add_func ("/media/still/cancelled", test_cancelled);
  g_test_add_func ("/media/still/large-is-scaled-when-read", test_large_is_scaled_when_read);
  g_test_add_func ("/media/still/crop", test_crop);
  g_test_add_func ("/media/still/metadata-is-stripped", test_metadata_is_stripped);
  g_test_add_func ("/media/still/small-keeps-size-and-quality", test_small_keeps_size_and_quality);
  g_test_add_func ("/media/still/every-limit-is-kept", test_every_limit_is_kept);
  g_test_add_func ("/media/still/face-is-not-made-too-small", test_face_is_not_made_too_small);
  g_test_add_func ("/media/still/transparency-becomes-white", test_transparency_becomes_white);
  g_test_add_func ("/media/still/base64", test_base64);

  return g_test_run ();
}
