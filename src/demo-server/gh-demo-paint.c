/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-paint.h"

#include <math.h>

/**
 * gh_demo_color:
 * @rgb: 0xRRGGBB
 *
 * Returns: a colour
 */
GhDemoColor
gh_demo_color (guint32 rgb)
{
  return (GhDemoColor){
    .red = ((rgb >> 16) & 0xff) / 255.0,
    .green = ((rgb >> 8) & 0xff) / 255.0,
    .blue = (rgb & 0xff) / 255.0,
  };
}

/**
 * gh_demo_color_scale:
 * @color: a colour
 * @factor: by how much
 *
 * Returns: the colour, brighter or darker
 */
GhDemoColor
gh_demo_color_scale (GhDemoColor color, double factor)
{
  return (GhDemoColor){
    .red = CLAMP (color.red * factor, 0, 1),
    .green = CLAMP (color.green * factor, 0, 1),
    .blue = CLAMP (color.blue * factor, 0, 1),
  };
}

/**
 * gh_demo_color_mix:
 * @a: one
 * @b: the other
 * @share: how much of @b, from 0 to 1
 *
 * Returns: the colour between the two
 */
GhDemoColor
gh_demo_color_mix (GhDemoColor a, GhDemoColor b, double share)
{
  return (GhDemoColor){
    .red = a.red + (b.red - a.red) * share,
    .green = a.green + (b.green - a.green) * share,
    .blue = a.blue + (b.blue - a.blue) * share,
  };
}

/**
 * gh_demo_set_color:
 * @cr: where to draw
 * @color: a colour
 * @alpha: how opaque, from 0 to 1
 *
 * Draws with this colour from now on.
 */
void
gh_demo_set_color (cairo_t *cr, GhDemoColor color, double alpha)
{
  cairo_set_source_rgba (cr, color.red, color.green, color.blue, alpha);
}

/**
 * gh_demo_glow:
 * @cr: where to draw
 * @x: middle
 * @y: middle
 * @rx: half the width
 * @ry: half the height
 * @color: a colour
 * @alpha: how opaque, from 0 to 1
 *
 * Draws a soft spot: full in the middle, nothing at the rim.
 */
void
gh_demo_glow (cairo_t *cr,
              double x,
              double y,
              double rx,
              double ry,
              GhDemoColor color,
              double alpha)
{
  cairo_pattern_t *pattern = cairo_pattern_create_radial (0, 0, 0, 0, 0, 1);

  cairo_pattern_add_color_stop_rgba (pattern, 0, color.red, color.green, color.blue, alpha);
  cairo_pattern_add_color_stop_rgba (pattern, 0.5, color.red, color.green, color.blue,
                                     alpha * 0.55);
  cairo_pattern_add_color_stop_rgba (pattern, 1, color.red, color.green, color.blue, 0);
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, rx, ry);
  cairo_set_source (cr, pattern);
  /* Nothing is left at the rim, so a rectangle, which is quicker, does instead of a circle. */
  cairo_rectangle (cr, -1, -1, 2, 2);
  cairo_fill (cr);
  cairo_restore (cr);
  cairo_pattern_destroy (pattern);
}

/**
 * gh_demo_oval:
 * @cr: where to draw
 * @x: middle
 * @y: middle
 * @rx: half the width
 * @ry: half the height
 *
 * Adds an oval to the path.
 */
void
gh_demo_oval (cairo_t *cr, double x, double y, double rx, double ry)
{
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, rx, ry);
  cairo_new_sub_path (cr);
  cairo_arc (cr, 0, 0, 1, 0, 2 * G_PI);
  cairo_restore (cr);
}

/**
 * gh_demo_head_path:
 * @paint: whom to draw, and where
 * @grow: by how many units outside of the skin
 *
 * Makes the outline of the head the path.
 */
void
gh_demo_head_path (const GhDemoPaint *paint, double grow)
{
  cairo_t *cr = paint->cr;
  double w = paint->w + grow;
  double jaw = w * paint->look->jaw;
  double chin = w * (0.16 + 0.26 * (paint->look->jaw - 0.6));
  double top = -27 - grow;
  double bottom = 25 + grow;

  cairo_new_path (cr);
  cairo_move_to (cr, 0, top);
  cairo_curve_to (cr, w * 0.62, top, w, -19, w, -5);
  cairo_curve_to (cr, w, 4, w * 0.98, 8, jaw, 15 + grow * 0.5);
  cairo_curve_to (cr, jaw * 0.86, 20.5 + grow * 0.7, chin * 1.9, bottom, 0, bottom);
  cairo_curve_to (cr, -chin * 1.9, bottom, -jaw * 0.86, 20.5 + grow * 0.7, -jaw, 15 + grow * 0.5);
  cairo_curve_to (cr, -w * 0.98, 8, -w, 4, -w, -5);
  cairo_curve_to (cr, -w, -19, -w * 0.62, top, 0, top);
  cairo_close_path (cr);
}
