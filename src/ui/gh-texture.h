/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gh-picture.h"

G_BEGIN_DECLS

GdkTexture *gh_texture_new_for_picture (const GhPicture *picture) G_GNUC_WARN_UNUSED_RESULT;

gboolean gh_texture_is_painted_by_cairo (GtkWidget *widget);

cairo_surface_t *gh_texture_dup_surface (GdkTexture *texture) G_GNUC_WARN_UNUSED_RESULT;
cairo_surface_t *gh_texture_dup_square (GdkTexture *texture, int side, double radius)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
