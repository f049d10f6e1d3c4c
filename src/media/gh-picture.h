/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "gh-picture-rect.h"

G_BEGIN_DECLS

/* A decoded picture: 8-bit RGB or RGBA (not premultiplied), rows @stride bytes apart. Immutable. */
typedef struct _GhPicture GhPicture;

#define GH_TYPE_PICTURE (gh_picture_get_type ())
GType gh_picture_get_type (void);

GhPicture *gh_picture_new (GBytes *pixels, int width, int height, gsize stride, gboolean has_alpha)
  G_GNUC_WARN_UNUSED_RESULT;
GhPicture *gh_picture_ref (GhPicture *self);
void gh_picture_unref (GhPicture *self);

int gh_picture_get_width (const GhPicture *self);
int gh_picture_get_height (const GhPicture *self);
gsize gh_picture_get_stride (const GhPicture *self);
gboolean gh_picture_has_alpha (const GhPicture *self);
GBytes *gh_picture_get_pixels (const GhPicture *self);

/* The part shares the pixels of the whole. */
GhPicture *gh_picture_crop (const GhPicture *self, const GhPictureRect *rect)
  G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhPicture, gh_picture_unref)

G_END_DECLS
