/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gh-bounding-box.h"

G_BEGIN_DECLS

/* One face out of a picture, as a rounded square like #GhFacePicture.
 *
 * Properties: "size" (int, construct only: the side in logical pixels). */
#define GH_TYPE_FACE_CROP (gh_face_crop_get_type ())
G_DECLARE_FINAL_TYPE (GhFaceCrop, gh_face_crop, GH, FACE_CROP, GtkWidget)

GtkWidget *gh_face_crop_new (int size) G_GNUC_WARN_UNUSED_RESULT;

/* @texture: nullable; @box: in shares of it. */
void gh_face_crop_show (GhFaceCrop *self, GdkTexture *texture, const GhBoundingBox *box);

G_END_DECLS
