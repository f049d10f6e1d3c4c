/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-picture.h"

struct _GhPicture
{
  GBytes *pixels; /* (owned) */
  gsize stride;
  int width;
  int height;
  gboolean has_alpha;
};

G_DEFINE_BOXED_TYPE (GhPicture, gh_picture, gh_picture_ref, gh_picture_unref)

static void
clear (gpointer data)
{
  GhPicture *self = data;

  g_bytes_unref (self->pixels);
}

/**
 * gh_picture_new:
 * @pixels: the rows, from the top
 * @width: in pixels, at least 1
 * @height: in pixels, at least 1
 * @stride: bytes from one row to the next
 * @has_alpha: %TRUE for RGBA, %FALSE for RGB
 *
 * Wraps decoded pixels without copying them.
 *
 * Returns: (transfer full): a picture
 */
GhPicture *
gh_picture_new (GBytes *pixels, int width, int height, gsize stride, gboolean has_alpha)
{
  GhPicture *self;
  gsize row = (gsize) MAX (width, 0) * (has_alpha ? 4 : 3);

  g_return_val_if_fail (pixels != NULL, NULL);
  g_return_val_if_fail (width > 0 && height > 0 && stride >= row, NULL);
  g_return_val_if_fail (g_bytes_get_size (pixels) >= stride * (gsize) (height - 1) + row, NULL);

  self = g_atomic_rc_box_new0 (GhPicture);
  self->pixels = g_bytes_ref (pixels);
  self->width = width;
  self->height = height;
  self->stride = stride;
  self->has_alpha = has_alpha;

  return self;
}

/**
 * gh_picture_ref:
 * @self: a picture
 *
 * Pictures may be shared between threads.
 *
 * Returns: (transfer full): @self
 */
GhPicture *
gh_picture_ref (GhPicture *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * gh_picture_unref:
 * @self: (transfer full): a picture
 *
 * Gives one reference back.
 */
void
gh_picture_unref (GhPicture *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/**
 * gh_picture_get_width:
 * @self: a picture
 *
 * Returns: the width in pixels, at least 1
 */
int
gh_picture_get_width (const GhPicture *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->width;
}

/**
 * gh_picture_get_height:
 * @self: a picture
 *
 * Returns: the height in pixels, at least 1
 */
int
gh_picture_get_height (const GhPicture *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->height;
}

/**
 * gh_picture_get_stride:
 * @self: a picture
 *
 * Returns: bytes from one row to the next
 */
gsize
gh_picture_get_stride (const GhPicture *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->stride;
}

/**
 * gh_picture_has_alpha:
 * @self: a picture
 *
 * Returns: %TRUE if a pixel is four bytes, RGBA and not premultiplied; %FALSE if it is three, RGB
 */
gboolean
gh_picture_has_alpha (const GhPicture *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->has_alpha;
}

/**
 * gh_picture_get_pixels:
 * @self: a picture
 *
 * Returns: (transfer none): the rows, from the top
 */
GBytes *
gh_picture_get_pixels (const GhPicture *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->pixels;
}

/**
 * gh_picture_crop:
 * @self: a picture
 * @rect: the part that is wanted; what reaches beyond the picture is cut off
 *
 * Takes a part of a picture without copying it.
 *
 * Returns: (transfer full): the part, at least one pixel
 */
GhPicture *
gh_picture_crop (const GhPicture *self, const GhPictureRect *rect)
{
  g_autoptr (GBytes) part = NULL;
  gsize pixel;
  int left, top, right, bottom;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (rect != NULL && rect->width > 0 && rect->height > 0, NULL);

  pixel = self->has_alpha ? 4 : 3;
  left = CLAMP (rect->x, 0, self->width - 1);
  top = CLAMP (rect->y, 0, self->height - 1);
  right = (int) CLAMP ((gint64) rect->x + rect->width, left + 1, self->width);
  bottom = (int) CLAMP ((gint64) rect->y + rect->height, top + 1, self->height);
  part = g_bytes_new_from_bytes (self->pixels, (gsize) top * self->stride + (gsize) left * pixel,
                                 (gsize) (bottom - top - 1) * self->stride +
                                   (gsize) (right - left) * pixel);

  return gh_picture_new (part, right - left, bottom - top, self->stride, self->has_alpha);
}
