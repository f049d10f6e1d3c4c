/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-sample-pictures.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

/**
 * gh_sample_picture_write:
 * @folder: (type filename): where to
 * @name: (type filename): what it is called, a JPEG
 * @side: in pixels
 * @seed: what it is like
 *
 * Writes a picture of noise.
 */
void
gh_sample_picture_write (const char *folder, const char *name, int side, guint seed)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, side, side);
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  guchar *pixels = gdk_pixbuf_get_pixels (pixbuf);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  for (gsize i = 0; i < gdk_pixbuf_get_byte_length (pixbuf); i++)
    pixels[i] = (guchar) g_rand_int_range (random, 0, 256);
  g_assert_true (gdk_pixbuf_save (pixbuf, path, "jpeg", NULL, "quality", "60", NULL));
}
