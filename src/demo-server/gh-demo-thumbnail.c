/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-thumbnail.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <math.h>
#include <string.h>

#define SIZE 64
#define MOST_SIDE 20000
#define MOST_PIXELS (50 * 1000 * 1000)

struct _GhDemoThumbnail
{
  int width; /* of the picture itself */
  int height;
  gboolean is_too_large;
  float planes[3][SIZE * SIZE];
};

static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, gpointer user_data)
{
  GhDemoThumbnail *self = user_data;

  self->width = width;
  self->height = height;
  /* A size of nothing makes the loader stop before it has asked for memory. */
  self->is_too_large =
    width > MOST_SIDE || height > MOST_SIDE || (gint64) width * height > MOST_PIXELS;
  if (self->is_too_large)
    gdk_pixbuf_loader_set_size (loader, 0, 0);
}

static const char *
type_of (GBytes *image)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (image, &length);

  if (length > 3 && data[0] == 0xff && data[1] == 0xd8 && data[2] == 0xff)
    return "jpeg";
  if (length > 8 && memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0)
    return "png";
  return NULL;
}

static GdkPixbuf *
load (GhDemoThumbnail *self, GBytes *image, GError **error)
{
  const char *type = type_of (image);
  g_autoptr (GdkPixbufLoader) loader = NULL;
  GdkPixbuf *pixbuf;
  gboolean is_good;

  if (type == NULL)
    {
      g_set_error_literal (error, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_UNKNOWN_TYPE,
                           "It is neither a JPEG nor a PNG picture");
      return NULL;
    }
  loader = gdk_pixbuf_loader_new_with_type (type, error);
  if (loader == NULL)
    return NULL;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), self);
  is_good = gdk_pixbuf_loader_write_bytes (loader, image, self->is_too_large ? NULL : error);
  /* It has to be closed whatever happened, and says what is wrong once. */
  is_good = gdk_pixbuf_loader_close (loader, is_good ? error : NULL) && is_good;
  pixbuf = is_good ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;
  if (pixbuf == NULL && error != NULL && *error == NULL)
    g_set_error_literal (error, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_CORRUPT_IMAGE,
                         "The picture is broken");

  return pixbuf != NULL ? g_object_ref (pixbuf) : NULL;
}

static void
fill (GhDemoThumbnail *self, GdkPixbuf *pixbuf)
{
  g_autoptr (GdkPixbuf) small =
    gdk_pixbuf_scale_simple (pixbuf, SIZE, SIZE, GDK_INTERP_TILES);
  int channels = gdk_pixbuf_get_n_channels (small);
  int stride = gdk_pixbuf_get_rowstride (small);
  const guint8 *pixels = gdk_pixbuf_read_pixels (small);

  for (int y = 0; y < SIZE; y++)
    for (int x = 0; x < SIZE; x++)
      {
        const guint8 *pixel = pixels + y * stride + x * channels;
        float red = (float) pixel[0] / 255;
        float green = (float) pixel[1] / 255;
        float blue = (float) pixel[2] / 255;
        float light = 0.299f * red + 0.587f * green + 0.114f * blue;

        self->planes[0][y * SIZE + x] = light;
        self->planes[1][y * SIZE + x] = 0.713f * (red - light);
        self->planes[2][y * SIZE + x] = 0.564f * (blue - light);
      }
}

/**
 * gh_demo_thumbnail_new:
 * @image: the bytes of a JPEG or PNG file
 * @error: (out) (optional): why it cannot be read
 *
 * Reads a picture. One of absurd measures is refused before it takes memory.
 *
 * Returns: (transfer full) (nullable): the thumbnail
 */
GhDemoThumbnail *
gh_demo_thumbnail_new (GBytes *image, GError **error)
{
  g_autoptr (GhDemoThumbnail) self = g_new0 (GhDemoThumbnail, 1);
  g_autoptr (GdkPixbuf) pixbuf = load (self, image, error);

  if (pixbuf == NULL)
    return NULL;
  fill (self, pixbuf);
  return g_steal_pointer (&self);
}

/**
 * gh_demo_thumbnail_free:
 * @self: (transfer full) (nullable): a thumbnail
 *
 * Frees a thumbnail.
 */
void
gh_demo_thumbnail_free (GhDemoThumbnail *self)
{
  g_free (self);
}

/**
 * gh_demo_thumbnail_sample:
 * @self: a thumbnail
 * @x: a share of the width
 * @y: a share of the height
 * @pixel: (out): brightness and two colours
 *
 * Reads the picture at a place between its pixels.
 */
void
gh_demo_thumbnail_sample (const GhDemoThumbnail *self, double x, double y, float pixel[3])
{
  double u = CLAMP (x * SIZE - 0.5, 0, SIZE - 1.001);
  double v = CLAMP (y * SIZE - 0.5, 0, SIZE - 1.001);
  int column = (int) u;
  int row = (int) v;
  float a = (float) (u - column);
  float b = (float) (v - row);

  for (int i = 0; i < 3; i++)
    {
      const float *at = &self->planes[i][row * SIZE + column];

      pixel[i] =
        (at[0] * (1 - a) + at[1] * a) * (1 - b) + (at[SIZE] * (1 - a) + at[SIZE + 1] * a) * b;
    }
}

/* The colours that skin has, in any tone of it. */
static gboolean
is_skin (const GhDemoThumbnail *self, int i)
{
  float light = self->planes[0][i];
  float red = self->planes[1][i];
  float blue = self->planes[2][i];

  return light > 0.12f && light < 0.96f && red > 0.02f && red < 0.22f && blue > -0.2f &&
         blue < -0.01f && red + blue > -0.07f;
}

/**
 * gh_demo_thumbnail_find_face:
 * @self: a thumbnail
 * @x: (out): left, in pixels of the picture
 * @y: (out): top
 * @width: (out): width
 * @height: (out): height
 *
 * Looks for skin around the middle of the picture.
 *
 * Returns: %TRUE if there is about as much of it as a face has
 */
gboolean
gh_demo_thumbnail_find_face (const GhDemoThumbnail *self,
                             int *x,
                             int *y,
                             int *width,
                             int *height)
{
  double n = 0;
  double sum_x = 0;
  double sum_y = 0;
  double squares_x = 0;
  double squares_y = 0;
  double left;
  double top;
  double half_width;
  double half_height;

  for (int row = SIZE / 8; row < SIZE * 13 / 16; row++)
    for (int column = SIZE / 5; column < SIZE * 4 / 5; column++)
      if (is_skin (self, row * SIZE + column))
        {
          n++;
          sum_x += column;
          sum_y += row;
          squares_x += column * column;
          squares_y += row * row;
        }
  if (n < SIZE * SIZE * 0.03)
    return FALSE;

  half_width = 2 * sqrt (MAX (squares_x / n - sum_x / n * sum_x / n, 1));
  half_height = 2 * sqrt (MAX (squares_y / n - sum_y / n * sum_y / n, 1));
  left = MAX (0, sum_x / n + 0.5 - half_width);
  top = MAX (0, sum_y / n + 0.5 - half_height);
  *x = (int) (left * self->width / SIZE);
  *y = (int) (top * self->height / SIZE);
  *width = MIN (self->width - *x, (int) (2 * half_width * self->width / SIZE));
  *height = MIN (self->height - *y, (int) (2 * half_height * self->height / SIZE));
  return TRUE;
}
