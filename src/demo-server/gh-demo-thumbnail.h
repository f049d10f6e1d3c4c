/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A picture, small enough to be compared: brightness and two colours, each as a plane. */
typedef struct _GhDemoThumbnail GhDemoThumbnail;

GhDemoThumbnail *gh_demo_thumbnail_new (GBytes *image, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void gh_demo_thumbnail_free (GhDemoThumbnail *self);

/* @x and @y are shares of the picture. */
void gh_demo_thumbnail_sample (const GhDemoThumbnail *self, double x, double y, float pixel[3]);
/* The box is in pixels of the picture itself. */
gboolean gh_demo_thumbnail_find_face (const GhDemoThumbnail *self,
                                      int *x,
                                      int *y,
                                      int *width,
                                      int *height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhDemoThumbnail, gh_demo_thumbnail_free)

G_END_DECLS
