/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

#include "gh-demo-appearance.h"

G_BEGIN_DECLS

/* What the drawings share. The face is drawn around the origin: the crown at y = -27, the chin at
 * y = 25, the eyes at y = -2. */

typedef struct
{
  double red;
  double green;
  double blue;
} GhDemoColor;

typedef struct
{
  cairo_t *cr;
  const GhDemoAppearance *look;
  const GhDemoPose *pose;
  double w; /* half the head's width */
  GhDemoColor skin;
  GhDemoColor hair;
  GhDemoColor cloth;
  GhDemoColor accent;
} GhDemoPaint;

GhDemoColor gh_demo_color (guint32 rgb);
GhDemoColor gh_demo_color_scale (GhDemoColor color, double factor);
GhDemoColor gh_demo_color_mix (GhDemoColor a, GhDemoColor b, double share);
void gh_demo_set_color (cairo_t *cr, GhDemoColor color, double alpha);
void gh_demo_glow (cairo_t *cr,
                   double x,
                   double y,
                   double rx,
                   double ry,
                   GhDemoColor color,
                   double alpha);
void gh_demo_oval (cairo_t *cr, double x, double y, double rx, double ry);

void gh_demo_head_path (const GhDemoPaint *paint, double grow);

void gh_demo_paint_face (const GhDemoPaint *paint);
void gh_demo_paint_glasses (const GhDemoPaint *paint);
void gh_demo_paint_hair_back (const GhDemoPaint *paint);
void gh_demo_paint_hair_front (const GhDemoPaint *paint);
void gh_demo_paint_beard (const GhDemoPaint *paint);
void gh_demo_paint_headwear_back (const GhDemoPaint *paint);
void gh_demo_paint_headwear_front (const GhDemoPaint *paint);
void gh_demo_paint_clothes (const GhDemoPaint *paint);

G_END_DECLS
