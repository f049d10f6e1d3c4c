/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-picture-gate.h"

#include <math.h>

#include "gh-picture-measure.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"

#define SIDE 400

/* Stripes of the given brightness, @soft pixels from one to the other. */
static GhPicture *
make_stripes (int dark, int bright, int soft)
{
  gsize stride = SIDE * 3;
  guint8 *data = g_malloc (stride * SIDE);
  g_autoptr (GBytes) pixels = NULL;

  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      {
        int phase = x % 40;
        double part = phase < 20 ? (double) phase / soft : 1 - (double) (phase - 20) / soft;
        guint8 value = (guint8) (dark + (bright - dark) * CLAMP (part, 0.0, 1.0));

        for (int i = 0; i < 3; i++)
          data[(gsize) y * stride + (gsize) x * 3 + (gsize) i] = value;
      }

  pixels = g_bytes_new_take (data, stride * SIDE);

  return gh_picture_new (pixels, SIDE, SIDE, stride, FALSE);
}

static const GhPictureRect whole = { 0, 0, SIDE, SIDE };

static GArray *
make_faces (guint n, const GhPictureRect *faces)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (GhPictureRect));

  g_array_append_vals (array, faces, n);

  return array;
}

static GhGateGrade
grade (const GhGateReport *report, GhGateCheck check)
{
  const GhGateFinding *finding = gh_gate_report_get_finding (report, check);

  g_assert_nonnull (finding->words);
  g_assert_true (g_str_has_suffix (finding->words, "."));

  return finding->grade;
}

static void
test_good_picture_passes (void)
{
  const GhPictureRect face = { 100, 100, 200, 200 };
  g_autoptr (GhPicture) picture = make_stripes (60, 220, 1);
  g_autoptr (GArray) faces = make_faces (1, &face);
  GhGateLimits limits;
  g_autoptr (GhGateReport) report = NULL;

  gh_gate_limits_init (&limits);
  report = gh_picture_gate_judge (picture, &whole, faces, &limits);

  for (int check = 0; check < GH_GATE_N_CHECKS; check++)
    g_assert_cmpuint (grade (report, (GhGateCheck) check), ==, GH_GATE_PASS);
  g_assert_cmpuint (gh_gate_report_get_grade (report), ==, GH_GATE_PASS);
  g_assert_cmpint (gh_gate_report_get_face (report)->x, ==, 100);
}

static void
test_faces_are_counted (void)
{
  const GhPictureRect two[] = { { 10, 10, 100, 100 }, { 200, 200, 150, 150 } };
  const GhPictureRect left_half = { 0, 0, 150, SIDE };
  g_autoptr (GhPicture) picture = make_stripes (60, 220, 1);
  g_autoptr (GArray) faces = make_faces (2, two);
  g_autoptr (GArray) none = make_faces (0, two);
  GhGateLimits limits;
  g_autoptr (GhGateReport) both = NULL;
  g_autoptr (GhGateReport) one = NULL;
  g_autoptr (GhGateReport) nobody = NULL;
  g_autoptr (GhGateReport) unknown = NULL;

  gh_gate_limits_init (&limits);
  both = gh_picture_gate_judge (picture, &whole, faces, &limits);
  one = gh_picture_gate_judge (picture, &left_half, faces, &limits);
  nobody = gh_picture_gate_judge (picture, &whole, none, &limits);
  unknown = gh_picture_gate_judge (picture, &whole, NULL, &limits);

  g_assert_cmpuint (grade (both, GH_GATE_FACES), ==, GH_GATE_STOP);
  g_assert_cmpfloat (gh_gate_report_get_finding (both, GH_GATE_FACES)->value, ==, 2);
  g_assert_cmpint (gh_gate_report_get_face (both)->width, ==, 150);
  g_assert_cmpuint (grade (one, GH_GATE_FACES), ==, GH_GATE_PASS);
  g_assert_cmpint (gh_gate_report_get_face (one)->width, ==, 100);
  g_assert_cmpuint (grade (nobody, GH_GATE_FACES), ==, GH_GATE_STOP);
  g_assert_cmpuint (gh_gate_report_get_grade (nobody), ==, GH_GATE_STOP);
  g_assert_cmpuint (grade (unknown, GH_GATE_FACES), ==, GH_GATE_UNJUDGED);

  /* Where the frame could go: to the largest, be it outside. */
  g_assert_cmpint (gh_gate_report_get_largest_face (one)->x, ==, 200);
  g_assert_null (gh_gate_report_get_largest_face (nobody));
  g_assert_null (gh_gate_report_get_largest_face (unknown));
}

static void
test_size_in_pixels (void)
{
  static const struct
  {
    int side;
    GhGateGrade grade;
  } sizes[] = { { 40, GH_GATE_STOP },
                { 89, GH_GATE_STOP },
                { 90, GH_GATE_WARNING },
                { 179, GH_GATE_WARNING },
                { 180, GH_GATE_PASS } };
  g_autoptr (GhPicture) picture = make_stripes (60, 220, 1);
  GhGateLimits limits;

  gh_gate_limits_init (&limits);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      const GhPictureRect face = { 100, 100, sizes[i].side, sizes[i].side };
      g_autoptr (GArray) faces = make_faces (1, &face);
      g_autoptr (GhGateReport) report = gh_picture_gate_judge (picture, &whole, faces, &limits);

      g_assert_cmpuint (grade (report, GH_GATE_SIZE), ==, sizes[i].grade);
      g_assert_cmpfloat (gh_gate_report_get_finding (report, GH_GATE_SIZE)->value, ==,
                         sizes[i].side);
    }
}

static void
test_blur_is_seen (void)
{
  g_autoptr (GhPicture) sharp = make_stripes (60, 220, 1);
  g_autoptr (GhPicture) soft = make_stripes (60, 220, 18);
  g_autoptr (GhPicture) flat = make_stripes (128, 128, 1);
  GhPictureMeasure of_sharp, of_soft, of_flat;

  gh_picture_measure (sharp, &whole, &of_sharp);
  gh_picture_measure (soft, &whole, &of_soft);
  gh_picture_measure (flat, &whole, &of_flat);

  g_assert_cmpfloat (of_sharp.sharpness, >, 10 * of_soft.sharpness);
  g_assert_cmpfloat (of_soft.sharpness, >, 0);
  g_assert_cmpfloat (of_flat.sharpness, ==, 0);
}

/* The same face from nearer by is as sharp as it was. */
static void
test_sharpness_does_not_grow_with_size (void)
{
  g_autoptr (GhPicture) picture = make_stripes (60, 220, 10);
  const GhPictureRect quarter = { 0, 0, SIDE / 2, SIDE / 2 };
  GhPictureMeasure of_whole, of_quarter;
  g_autoptr (GhPicture) part = gh_picture_crop (picture, &quarter);
  gsize stride = SIDE * 3;
  g_autofree guint8 *data = g_malloc (stride * SIDE);
  g_autoptr (GBytes) pixels = NULL;
  g_autoptr (GhPicture) doubled = NULL;
  const guint8 *from = g_bytes_get_data (gh_picture_get_pixels (part), NULL);

  for (gsize y = 0; y < SIDE; y++)
    for (gsize x = 0; x < SIDE; x++)
      for (gsize i = 0; i < 3; i++)
        data[y * stride + x * 3 + i] = from[y / 2 * gh_picture_get_stride (part) + x / 2 * 3 + i];
  pixels = g_bytes_new_static (data, stride * SIDE);
  doubled = gh_picture_new (pixels, SIDE, SIDE, stride, FALSE);

  gh_picture_measure (part, &(GhPictureRect) { 0, 0, SIDE / 2, SIDE / 2 }, &of_quarter);
  gh_picture_measure (doubled, &whole, &of_whole);

  g_assert_cmpfloat (fabs (of_whole.sharpness / of_quarter.sharpness - 1), <, 0.25);
}

static void
test_exposure (void)
{
  static const struct
  {
    int dark, bright;
    GhGateGrade grade;
  } lights[] = {
    { 60, 220, GH_GATE_PASS },     { 0, 10, GH_GATE_STOP },       { 5, 200, GH_GATE_WARNING },
    { 250, 255, GH_GATE_STOP },    { 120, 150, GH_GATE_STOP },    { 80, 180, GH_GATE_WARNING },
    { 60, 255, GH_GATE_STOP },     { 40, 170, GH_GATE_PASS },
  };
  GhGateLimits limits;

  gh_gate_limits_init (&limits);
  for (gsize i = 0; i < G_N_ELEMENTS (lights); i++)
    {
      g_autoptr (GhPicture) picture = make_stripes (lights[i].dark, lights[i].bright, 1);
      g_autoptr (GhGateReport) report = gh_picture_gate_judge (picture, &whole, NULL, &limits);

      g_assert_cmpuint (grade (report, GH_GATE_EXPOSURE), ==, lights[i].grade);
    }
}

/* One that reaches beyond the picture, and one of a pixel: judged, whatever comes of it. */
static void
test_odd_frames (void)
{
  static const GhPictureRect crops[] = {
    { -50, -50, 1000, 1000 }, { SIDE - 1, SIDE - 1, 1, 1 }, { 0, 0, 2, SIDE }, { 900, 900, 10, 10 },
  };
  g_autoptr (GhPicture) picture = make_stripes (60, 220, 1);
  GhGateLimits limits;

  gh_gate_limits_init (&limits);
  for (gsize i = 0; i < G_N_ELEMENTS (crops); i++)
    {
      g_autoptr (GhGateReport) report = gh_picture_gate_judge (picture, &crops[i], NULL, &limits);

      g_assert_nonnull (gh_gate_report_get_finding (report, GH_GATE_SHARPNESS)->words);
    }
}

static void
test_least_side (void)
{
  const GhPictureRect face = { 100, 100, 200, 200 };
  const GhPictureRect small = { 100, 100, 50, 50 };
  g_autoptr (GhPicture) picture = make_stripes (60, 220, 1);
  g_autoptr (GArray) faces = make_faces (1, &face);
  g_autoptr (GArray) smalls = make_faces (1, &small);
  GhGateLimits limits;
  g_autoptr (GhGateReport) report = NULL;
  g_autoptr (GhGateReport) too_small = NULL;

  gh_gate_limits_init (&limits);
  report = gh_picture_gate_judge (picture, &whole, faces, &limits);
  too_small = gh_picture_gate_judge (picture, &whole, smalls, &limits);

  /* A face of 200 may become 90, so a picture of 400 may become 180. */
  g_assert_cmpint (gh_picture_gate_get_least_side (report, &whole, &limits), ==, 180);
  g_assert_cmpint (gh_picture_gate_get_least_side (too_small, &whole, &limits), ==, 400);
}

static void
test_limits_are_put_in_order (void)
{
  GhGateLimits limits = { .least_face = -5, .good_face = -10, .least_sharpness = 50,
                          .good_sharpness = 10, .few_black = 0.9, .most_black = 0.5,
                          .few_white = 0.2, .most_white = 0.1 };

  gh_gate_limits_sanitize (&limits);

  g_assert_cmpint (limits.least_face, ==, 1);
  g_assert_cmpint (limits.good_face, ==, 1);
  g_assert_cmpfloat (limits.good_sharpness, ==, 50);
  g_assert_cmpfloat (limits.few_black, ==, 0.5);
  g_assert_cmpfloat (limits.few_white, ==, 0.1);
}

static void
test_in_a_thread (void)
{
  g_autoptr (GhPicture) picture = make_stripes (60, 220, 1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhGateReport) report = NULL;
  GhGateLimits limits;

  gh_gate_limits_init (&limits);
  gh_picture_gate_judge_async (picture, &whole, &limits, NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  report = gh_picture_gate_judge_finish (result, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (grade (report, GH_GATE_EXPOSURE), ==, GH_GATE_PASS);
}

static void
test_cancelled (void)
{
  g_autoptr (GhPicture) picture = make_stripes (60, 220, 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GhGateLimits limits;

  gh_gate_limits_init (&limits);
  g_cancellable_cancel (cancellable);
  gh_picture_gate_judge_async (picture, &whole, &limits, cancellable, gh_test_take_result_cb,
                               &result);
  gh_test_wait_until (result != NULL);
  g_assert_null (gh_picture_gate_judge_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  gh_test_init_with_pictures (&argc, &argv);

  g_test_add_func ("/media/picture-gate/good-picture-passes", test_good_picture_passes);
  g_test_add_func ("/media/picture-gate/faces-are-counted", test_faces_are_counted);
  g_test_add_func ("/media/picture-gate/size-in-pixels", test_size_in_pixels);
  g_test_add_func ("/media/picture-gate/blur-is-seen", test_blur_is_seen);
  g_test_add_func ("/media/picture-gate/sharpness-does-not-grow-with-size",
                   test_sharpness_does_not_grow_with_size);
  g_test_add_func ("/media/picture-gate/exposure", test_exposure);
  g_test_add_func ("/media/picture-gate/odd-frames", test_odd_frames);
  g_test_add_func ("/media/picture-gate/least-side", test_least_side);
  g_test_add_func ("/media/picture-gate/limits-are-put-in-order", test_limits_are_put_in_order);
  g_test_add_func ("/media/picture-gate/in-a-thread", test_in_a_thread);
  g_test_add_func ("/media/picture-gate/cancelled", test_cancelled);

  return g_test_run ();
}
