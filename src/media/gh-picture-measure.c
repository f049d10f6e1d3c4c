/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-picture-measure.h"

#define BLACK 25
#define WHITE 247

/* Brightness as Rec. 601 has it, averaged over the pixels that become one: noise of the sensor, which
 * would pass for sharpness, goes that way too. Nothing is enlarged. */
static guint8 *
make_luma (const GhPicture *picture, int *width, int *height)
{
  int full_width = gh_picture_get_width (picture);
  int full_height = gh_picture_get_height (picture);
  int shorter = MIN (full_width, full_height);
  gsize pixel = gh_picture_has_alpha (picture) ? 4 : 3;
  const guint8 *pixels = g_bytes_get_data (gh_picture_get_pixels (picture), NULL);
  guint8 *luma;

  *width = full_width;
  *height = full_height;
  if (shorter > GH_PICTURE_MEASURE_SIDE)
    {
      *width = (int) ((gint64) full_width * GH_PICTURE_MEASURE_SIDE / shorter);
      *height = (int) ((gint64) full_height * GH_PICTURE_MEASURE_SIDE / shorter);
    }

  luma = g_new (guint8, (gsize) *width * (gsize) *height);
  for (int y = 0; y < *height; y++)
    for (int x = 0; x < *width; x++)
      {
        int left = (int) ((gint64) x * full_width / *width);
        int right = (int) ((gint64) (x + 1) * full_width / *width);
        int top = (int) ((gint64) y * full_height / *height);
        int bottom = (int) ((gint64) (y + 1) * full_height / *height);
        guint64 sum = 0;

        for (int row = top; row < bottom; row++)
          {
            const guint8 *from =
              pixels + (gsize) row * gh_picture_get_stride (picture) + (gsize) left * pixel;

            for (int column = left; column < right; column++, from += pixel)
              sum += 299U * from[0] + 587U * from[1] + 114U * from[2];
          }
        luma[y * *width + x] =
          (guint8) (sum / 1000 / ((guint64) (right - left) * (guint64) (bottom - top)));
      }

  return luma;
}

static double
get_laplacian_variance (const guint8 *luma, int width, int height)
{
  double n = (double) (width - 2) * (height - 2);
  gint64 sum = 0;
  gint64 squares = 0;

  if (width < 3 || height < 3)
    return 0;

  for (int y = 1; y < height - 1; y++)
    for (int x = 1; x < width - 1; x++)
      {
        const guint8 *here = luma + y * width + x;
        int value = here[-width] + here[-1] + here[1] + here[width] - 4 * here[0];

        sum += value;
        squares += value * value;
      }

  return (double) squares / n - ((double) sum / n) * ((double) sum / n);
}

/* The first brightness below which there are more than @n pixels. */
static int
find_percentile (const guint *counts, guint n)
{
  guint below = 0;

  for (int i = 0; i < 256; i++)
    {
      below += counts[i];
      if (below > n)
        return i;
    }

  return 255;
}

/**
 * gh_picture_measure:
 * @picture: a picture
 * @region: the part that is measured: a face
 * @measure: (out caller-allocates): what was measured
 *
 * Measures how sharp and how exposed a part of a picture is.
 */
void
gh_picture_measure (const GhPicture *picture,
                    const GhPictureRect *region,
                    GhPictureMeasure *measure)
{
  g_autoptr (GhPicture) part = NULL;
  g_autofree guint8 *luma = NULL;
  guint counts[256] = { 0 };
  guint n_black = 0;
  guint n_white = 0;
  guint n_pixels;
  int width, height;

  g_return_if_fail (picture != NULL && region != NULL && measure != NULL);

  part = gh_picture_crop (picture, region);
  luma = make_luma (part, &width, &height);
  n_pixels = (guint) (width * height);
  for (guint i = 0; i < n_pixels; i++)
    counts[luma[i]]++;
  for (int i = 0; i <= BLACK; i++)
    n_black += counts[i];
  for (int i = WHITE; i < 256; i++)
    n_white += counts[i];

  measure->sharpness = get_laplacian_variance (luma, width, height);
  measure->black = (double) n_black / n_pixels;
  measure->white = (double) n_white / n_pixels;
  measure->range =
    find_percentile (counts, n_pixels - n_pixels / 100 - 1) - find_percentile (counts, n_pixels / 100);
}
