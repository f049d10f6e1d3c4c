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
