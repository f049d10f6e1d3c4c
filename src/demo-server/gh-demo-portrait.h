/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "gh-demo-appearance.h"
#include "gh-demo-scene.h"

G_BEGIN_DECLS

/* How a picture is framed and taken; all 0 is a steady, centred, well lit one. */
typedef struct
{
  GhDemoScene scene;
  GhDemoPose pose;
  double zoom;  /* -1 to 1 */
  double left;  /* -1 to 1: how far the face is from the middle */
  double up;    /* -1 to 1 */
  double light; /* -1 dark to 1 bright */
  double noise; /* 0 to 1 */
  gboolean night;
  guint32 grain; /* seed of the noise */
} GhDemoShot;

/* The face in the picture, in pixels. */
typedef struct
{
  int x;
  int y;
  int width;
  int height;
} GhDemoFaceBox;

cairo_surface_t *gh_demo_portrait_draw (const GhDemoAppearance *look,
                                        const GhDemoShot *shot,
                                        int size,
                                        GhDemoFaceBox *box) G_GNUC_WARN_UNUSED_RESULT;
GBytes *gh_demo_portrait_take (const GhDemoAppearance *look,
                               const GhDemoShot *shot,
                               int size,
                               GhDemoFaceBox *box) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
