/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-texture.h"

/**
 * gh_texture_new_for_picture:
 * @picture: a decoded picture
 *
 * Makes a decoded picture something that can be drawn. The pixels are shared, not copied.
 *
 * Returns: (transfer full): the texture
 */
GdkTexture *
gh_texture_new_for_picture (const GhPicture *picture)
{
  g_return_val_if_fail (picture != NULL, NULL);

  return gdk_memory_texture_new (gh_picture_get_width (picture),
                                 gh_picture_get_height (picture),
                                 gh_picture_has_alpha (picture) ? GDK_MEMORY_R8G8B8A8
                                                                : GDK_MEMORY_R8G8B8,
                                 gh_picture_get_pixels (picture),
                                 gh_picture_get_stride (picture));
}

/**
 * gh_texture_is_painted_by_cairo:
 * @widget: a widget
 *
 * Returns: whether the processor paints what the widget shows, as it does where there is no GPU
 */
gboolean
gh_texture_is_painted_by_cairo (GtkWidget *widget)
{
  GtkNative *native;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), FALSE);

  native = gtk_widget_get_native (widget);
  return native != NULL && GSK_IS_CAIRO_RENDERER (gtk_native_get_renderer (native));
}

/**
 * gh_texture_dup_surface:
 * @texture: a picture
 *
 * Copies the pixels to where cairo can paint with them.
 *
 * Returns: (transfer full): the surface; in an error state, in which it paints nothing, where there is
 *   not enough memory
 */
cairo_surface_t *
gh_texture_dup_surface (GdkTexture *texture)
{
  cairo_surface_t *surface;

  g_return_val_if_fail (GDK_IS_TEXTURE (texture), NULL);

  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, gdk_texture_get_width (texture),
                                        gdk_texture_get_height (texture));
  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    return surface;

  gdk_texture_download (texture, cairo_image_surface_get_data (surface),
                        (gsize) cairo_image_surface_get_stride (surface));
  cairo_surface_mark_dirty (surface);
  return surface;
}

static cairo_surface_t *
dup_middle (GdkTexture *texture, int side)
{
  int width = gdk_texture_get_width (texture);
  int height = gdk_texture_get_height (texture);
  double scale = side / (double) MIN (width, height);
  cairo_surface_t *whole = gh_texture_dup_surface (texture);
  cairo_surface_t *middle = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, side, side);
  cairo_t *cr = cairo_create (middle);

  cairo_translate (cr, (side - scale * width) / 2.0, (side - scale * height) / 2.0);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, whole, 0.0, 0.0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (whole);

  return middle;
}

static void
add_rounded_square (cairo_t *cr, double side, double radius)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, side - radius, radius, radius, -G_PI_2, 0.0);
  cairo_arc (cr, side - radius, side - radius, radius, 0.0, G_PI_2);
  cairo_arc (cr, radius, side - radius, radius, G_PI_2, G_PI);
  cairo_arc (cr, radius, radius, radius, G_PI, G_PI + G_PI_2);
  cairo_close_path (cr);
}

/**
 * gh_texture_dup_square:
 * @texture: a picture
 * @side: of the square, in pixels
 * @radius: of its corners, in pixels
 *
 * Paints the middle of a picture so that it fills a square with round corners: what is too long on one
 * side is cut off on both ends. Where cairo draws the window it has to do this once only: GTK would
 * convert and scale the whole texture again for each frame, whichever part of the window that was for.
 *
 * Returns: (transfer full): the square; in an error state where there is not enough memory
 */
cairo_surface_t *
gh_texture_dup_square (GdkTexture *texture, int side, double radius)
{
  cairo_surface_t *square;
  cairo_t *cr;

  g_return_val_if_fail (GDK_IS_TEXTURE (texture), NULL);
  g_return_val_if_fail (side > 0, NULL);

  /* A picture that was decoded for this square needs no second one to be painted from. */
  if (gdk_texture_get_width (texture) == side && gdk_texture_get_height (texture) == side)
    square = gh_texture_dup_surface (texture);
  else
    square = dup_middle (texture, side);

  cr = cairo_create (square);
  cairo_rectangle (cr, 0.0, 0.0, side, side);
  add_rounded_square (cr, side, radius);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_set_operator (cr, CAIRO_OPERATOR_CLEAR);
  cairo_fill (cr);
  cairo_destroy (cr);

  return square;
}
