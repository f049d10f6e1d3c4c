/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-paint.h"

#include <math.h>

static void
set_hair (const GhDemoPaint *paint, double top, double bottom)
{
  cairo_pattern_t *pattern = cairo_pattern_create_linear (-8, top, 8, bottom);
  GhDemoColor light = gh_demo_color_mix (paint->hair, (GhDemoColor){ 1, 0.95, 0.85 }, 0.14);
  GhDemoColor dark = gh_demo_color_scale (paint->hair, 0.62);

  cairo_pattern_add_color_stop_rgb (pattern, 0, light.red, light.green, light.blue);
  cairo_pattern_add_color_stop_rgb (pattern, 0.5, paint->hair.red, paint->hair.green,
                                    paint->hair.blue);
  cairo_pattern_add_color_stop_rgb (pattern, 1, dark.red, dark.green, dark.blue);
  cairo_set_source (paint->cr, pattern);
  cairo_pattern_destroy (pattern);
}

/* Strands over what the current path encloses: fans out from (@x, -30). Consumes the path. */
static void
fill_with_strands (const GhDemoPaint *paint, double x, double bottom, double bend)
{
  cairo_t *cr = paint->cr;

  set_hair (paint, -32, bottom);
  cairo_fill_preserve (cr);
  cairo_save (cr);
  cairo_clip (cr);
  cairo_set_line_width (cr, 0.5);
  for (int pass = 0; pass < 2; pass++)
    {
      cairo_new_path (cr);
      for (int i = -14 + pass; i <= 14; i += 2)
        {
          double end = i * 2.3;
          double sway = pass ? bend : -bend;

          cairo_move_to (cr, x + i * 0.35, -33);
          cairo_curve_to (cr, x + end * 0.8, -26, end + bend, -14, end + sway, bottom);
        }
      if (pass)
        gh_demo_set_color (cr, (GhDemoColor){ 1, 0.95, 0.88 }, 0.10);
      else
        gh_demo_set_color (cr, (GhDemoColor){ 0, 0, 0 }, 0.16);
      cairo_stroke (cr);
    }
  gh_demo_glow (cr, x - 6, -25, 12, 4, (GhDemoColor){ 1, 0.97, 0.9 }, 0.20);
  cairo_restore (cr);
}

/* The hair over the forehead: along the head from temple to temple, then back along a hairline
 * through (@part, @middle). */
static void
cap_path (const GhDemoPaint *paint, double volume, double side, double part, double middle)
{
  cairo_t *cr = paint->cr;
  double w = paint->w;

  cairo_new_path (cr);
  cairo_move_to (cr, -w - 0.7, side);
  cairo_curve_to (cr, -w - 1.5 - volume * 0.3, -16, -w * 0.75 - volume * 0.3, -28 - volume, 0,
                  -28.3 - volume);
  cairo_curve_to (cr, w * 0.75 + volume * 0.3, -28 - volume, w + 1.5 + volume * 0.3, -16, w + 0.7,
                  side);
  cairo_curve_to (cr, w - 0.7, side - 4, w - 1.2, middle + 5, w - 3.4, middle + 1.5);
  cairo_curve_to (cr, w - 7, middle - 2, part + 5, middle - 1.2, part, middle);
  cairo_curve_to (cr, part - 5, middle - 1.0, -w + 6, middle - 1, -w + 3.2, middle + 1.8);
  cairo_curve_to (cr, -w + 1.2, middle + 5, -w + 0.7, side - 4, -w - 0.7, side);
  cairo_close_path (cr);
}

static void
curls (const GhDemoPaint *paint, double radius, double rx, double ry, double cy, double from,
       double to)
{
  cairo_t *cr = paint->cr;
  int n = (int) ((to - from) * (rx + ry) / 2 / (radius * 0.9));

  for (int i = 0; i <= n; i++)
    {
      double angle = from + (to - from) * i / n;
      double wobble = 1 + 0.035 * sin (i * 2.7);

      gh_demo_oval (cr, cos (angle) * rx * wobble, cy + sin (angle) * ry * wobble, radius, radius);
    }
}

static void
paint_curly_mass (const GhDemoPaint *paint, double radius, double rx, double ry, double cy,
                  double from, double to)
{
  cairo_t *cr = paint->cr;

  cairo_new_path (cr);
  curls (paint, radius, rx, ry, cy, from, to);
  set_hair (paint, cy - ry, cy + ry * 0.6);
  cairo_fill (cr);
  cairo_set_line_width (cr, 0.55);
  cairo_new_path (cr);
  for (int ring = 0; ring < 3; ring++)
    {
      double share = 1 - ring * 0.17;
      int n = 14 - ring * 2;

      for (int i = 0; i <= n; i++)
        {
          double angle = from + (to - from) * i / n;

          cairo_new_sub_path (cr);
          cairo_arc (cr, cos (angle) * rx * share, cy + sin (angle) * ry * share, radius * 0.62,
                     angle + 0.4, angle + 3.4);
        }
    }
  gh_demo_set_color (cr, (GhDemoColor){ 1, 0.95, 0.88 }, 0.09);
  cairo_stroke (cr);
}

static void
paint_curtain (const GhDemoPaint *paint, double wide, double bottom, double wave)
{
  cairo_t *cr = paint->cr;
  double w = paint->w + wide;

  cairo_new_path (cr);
  cairo_move_to (cr, 0, -31);
  cairo_curve_to (cr, w * 0.8, -31, w + 1, -18, w + 1, -4);
  cairo_curve_to (cr, w + 1 + wave, 8, w - 1 - wave, bottom * 0.6, w + wave * 0.8, bottom);
  cairo_curve_to (cr, w * 0.5, bottom + 3, -w * 0.5, bottom + 3, -w - wave * 0.8, bottom);
  cairo_curve_to (cr, -w + 1 + wave, bottom * 0.6, -w - 1 - wave, 8, -w - 1, -4);
  cairo_curve_to (cr, -w - 1, -18, -w * 0.8, -31, 0, -31);
  cairo_close_path (cr);
  fill_with_strands (paint, 0, bottom, wave * 1.4);
}

/**
 * gh_demo_paint_hair_back:
 * @paint: whom to draw, and where
 *
 * Draws what hangs behind the head and the neck.
 */
void
gh_demo_paint_hair_back (const GhDemoPaint *paint)
{
  cairo_t *cr = paint->cr;

  if (paint->look->headwear == GH_DEMO_HEADWEAR_HIJAB)
    return;

  switch (paint->look->hair_style)
    {
    case GH_DEMO_HAIR_BOB:
    case GH_DEMO_HAIR_FRINGE:
      paint_curtain (paint, 4, 20, 0.6);
      break;
    case GH_DEMO_HAIR_LONG:
      paint_curtain (paint, 4.5, 46, 0.8);
      break;
    case GH_DEMO_HAIR_WAVY:
      paint_curtain (paint, 5.5, 44, 3.4);
      break;
    case GH_DEMO_HAIR_AFRO:
      paint_curly_mass (paint, 5.2, paint->w + 8.5, 25, -11, -G_PI - 0.75, 0.75);
      cairo_new_path (cr);
      gh_demo_oval (cr, 0, -11, paint->w + 9, 25);
      set_hair (paint, -36, 10);
      cairo_fill (cr);
      break;
    case GH_DEMO_HAIR_LOCS:
      for (int i = -7; i <= 7; i++)
        {
          double x = i * (paint->w + 4) / 7;

          cairo_move_to (cr, x * 0.8, -20);
          cairo_curve_to (cr, x * 1.1, -8, x * 1.12, 10, x * 1.1 + (i % 2), 34 - ABS (i));
          cairo_set_line_width (cr, 4.2);
          cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
          gh_demo_set_color (cr, gh_demo_color_scale (paint->hair, i % 2 ? 0.75 : 1), 1);
          cairo_stroke (cr);
        }
      break;
    case GH_DEMO_HAIR_BUN:
      cairo_new_path (cr);
      gh_demo_oval (cr, 1, -32, 8.5, 7.5);
      fill_with_strands (paint, 1, -22, 2);
      break;
    case GH_DEMO_HAIR_PONYTAIL:
      cairo_new_path (cr);
      cairo_move_to (cr, 10, -26);
      cairo_curve_to (cr, 27, -28, 29, -4, 25, 14);
      cairo_curve_to (cr, 24, 22, 22, 28, 23, 34);
      cairo_curve_to (cr, 14, 26, 16, 6, 13, -8);
      cairo_close_path (cr);
      fill_with_strands (paint, 14, 30, 3);
      break;
    case GH_DEMO_HAIR_CURLY:
      paint_curly_mass (paint, 4, paint->w + 1.5, 20, -10, -G_PI - 0.25, 0.25);
      break;
    case GH_DEMO_HAIR_NONE:
    case GH_DEMO_HAIR_BUZZ:
    case GH_DEMO_HAIR_SIDE_PART:
    case GH_DEMO_HAIR_QUIFF:
    case GH_DEMO_HAIR_RECEDING:
    case GH_DEMO_HAIR_PIXIE:
    default:
      break;
    }
}

/* Locks that fall beside the cheeks. */
static void
paint_side_locks (const GhDemoPaint *paint, double bottom, double thick)
{
  cairo_t *cr = paint->cr;
  double w = paint->w;

  for (int side = -1; side <= 1; side += 2)
    {
      cairo_new_path (cr);
      cairo_move_to (cr, side * (w - 5), -21);
      cairo_curve_to (cr, side * (w + 3), -20, side * (w + 3.6), -6, side * (w + 3), bottom);
      cairo_curve_to (cr, side * (w + 1), bottom + 2, side * (w - thick), bottom + 1,
                      side * (w - thick), bottom - 2);
      cairo_curve_to (cr, side * (w - 0.4), 4, side * (w - 1), -10, side * (w - 5), -17);
      cairo_close_path (cr);
      fill_with_strands (paint, 0, bottom, 0.8);
    }
}

static void
paint_shorn (const GhDemoPaint *paint, double middle, double alpha)
{
  cairo_t *cr = paint->cr;

  /* Two passes, the outer one thin, so that the hairline is soft. */
  cap_path (paint, -0.9, -3, 0, middle);
  gh_demo_set_color (cr, paint->hair, alpha * 0.45);
  cairo_fill (cr);
  cap_path (paint, -1.2, -5, 0, middle - 1.3);
  gh_demo_set_color (cr, paint->hair, alpha * 0.75);
  cairo_fill (cr);
  cairo_save (cr);
  gh_demo_head_path (paint, 0);
  cairo_clip (cr);
  gh_demo_glow (cr, -6, -24, 9, 5, (GhDemoColor){ 1, 1, 1 }, 0.16);
  cairo_restore (cr);
}

/**
 * gh_demo_paint_hair_front:
 * @paint: whom to draw, and where
 *
 * Draws the hair over the forehead and beside the cheeks.
 */
void
gh_demo_paint_hair_front (const GhDemoPaint *paint)
{
  cairo_t *cr = paint->cr;
  double w = paint->w;

  if (paint->look->headwear == GH_DEMO_HEADWEAR_HIJAB ||
      paint->look->headwear == GH_DEMO_HEADWEAR_TURBAN)
    return;

  switch (paint->look->hair_style)
    {
    case GH_DEMO_HAIR_BUZZ:
      paint_shorn (paint, -17, 1);
      break;
    case GH_DEMO_HAIR_SIDE_PART:
      cap_path (paint, 2.2, -3, -7, -17);
      fill_with_strands (paint, -8, 0, 3);
      cairo_move_to (cr, -7, -17.2);
      cairo_curve_to (cr, -7.5, -22, -6, -27, -3, -30);
      gh_demo_set_color (cr, gh_demo_color_scale (paint->hair, 0.4), 0.6);
      cairo_set_line_width (cr, 0.6);
      cairo_stroke (cr);
      break;
    case GH_DEMO_HAIR_QUIFF:
      cap_path (paint, 1.2, -4, 0, -18);
      fill_with_strands (paint, 0, 0, 1);
      cairo_new_path (cr);
      cairo_move_to (cr, -w + 3, -17);
      cairo_curve_to (cr, -w - 1, -30, -4, -38, 8, -35);
      cairo_curve_to (cr, w + 1, -33, w, -22, w - 3, -17.5);
      cairo_curve_to (cr, 8, -22, -4, -20, -w + 3, -17);
      cairo_close_path (cr);
      fill_with_strands (paint, 6, -14, 4);
      break;
    case GH_DEMO_HAIR_RECEDING:
      for (int side = -1; side <= 1; side += 2)
        {
          cairo_new_path (cr);
          cairo_move_to (cr, side * (w + 0.9), 0);
          cairo_curve_to (cr, side * (w + 2), -13, side * (w - 1), -23, side * (w - 8), -27.6);
          cairo_curve_to (cr, side * (w - 5), -21, side * (w - 2.4), -12, side * (w - 0.6), -6);
          cairo_close_path (cr);
          fill_with_strands (paint, 0, 2, 1);
        }
      break;
    case GH_DEMO_HAIR_CURLY:
      paint_curly_mass (paint, 3.6, w - 1.5, 11.5, -17.5, -G_PI - 0.1, 0.1);
      break;
    case GH_DEMO_HAIR_AFRO:
      cap_path (paint, 3, -6, 0, -18);
      set_hair (paint, -36, 4);
      cairo_fill (cr);
      paint_curly_mass (paint, 3.2, w - 0.5, 6.5, -18.5, -G_PI - 0.3, 0.3);
      break;
    case GH_DEMO_HAIR_LOCS:
      cap_path (paint, 2.5, -4, 0, -18);
      fill_with_strands (paint, 0, 0, 1);
      cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
      for (int i = -5; i <= 5; i++)
        {
          cairo_move_to (cr, i * 0.9, -29.5);
          cairo_curve_to (cr, i * 2.6, -27, i * 3.7, -22, i * 3.9, -17.5 + ABS (i) * 1.4);
          cairo_set_line_width (cr, 3);
          gh_demo_set_color (cr, gh_demo_color_scale (paint->hair, i % 2 ? 0.8 : 1.12), 1);
          cairo_stroke (cr);
        }
      break;
    case GH_DEMO_HAIR_BOB:
      paint_side_locks (paint, 17, 1.2);
      cap_path (paint, 3, 2, -6, -18);
      fill_with_strands (paint, -6, 6, 2);
      break;
    case GH_DEMO_HAIR_FRINGE:
      paint_side_locks (paint, 17, 1.0);
      cap_path (paint, 3, 2, 0, -10.5);
      fill_with_strands (paint, 0, 6, 0.8);
      break;
    case GH_DEMO_HAIR_LONG:
      paint_side_locks (paint, 34, 2.2);
      cap_path (paint, 3, 2, 0, -19.5);
      fill_with_strands (paint, 0, 6, 2);
      break;
    case GH_DEMO_HAIR_WAVY:
      paint_side_locks (paint, 30, 2.6);
      cap_path (paint, 4, 2, 5, -18);
      fill_with_strands (paint, 5, 6, 4);
      break;
    case GH_DEMO_HAIR_BUN:
    case GH_DEMO_HAIR_PONYTAIL:
      cap_path (paint, 1.4, -2, 0, -19.5);
      fill_with_strands (paint, 2, 0, 0.5);
      break;
    case GH_DEMO_HAIR_PIXIE:
      cap_path (paint, 3, 3, 7, -14);
      fill_with_strands (paint, 6, 6, 3);
      break;
    case GH_DEMO_HAIR_NONE:
    default:
      gh_demo_glow (cr, -5, -22, 8, 4, (GhDemoColor){ 1, 1, 1 }, 0.28);
      break;
    }
}

static void
beard_path (const GhDemoPaint *paint, double grow, double length, double upper)
{
  cairo_t *cr = paint->cr;
  double w = paint->w + grow;
  double jaw = w * paint->look->jaw;
  double dx = paint->pose->yaw * 3.6;

  cairo_new_path (cr);
  cairo_move_to (cr, -w, -2);
  cairo_curve_to (cr, -w, 6, -w * 0.98, 9, -jaw - 0.3, 15 + length * 0.3);
  cairo_curve_to (cr, -jaw * 0.84, 22 + length, -jaw * 0.42, 26 + length, 0, 26.2 + length);
  cairo_curve_to (cr, jaw * 0.42, 26 + length, jaw * 0.84, 22 + length, jaw + 0.3,
                  15 + length * 0.3);
  cairo_curve_to (cr, w * 0.98, 9, w, 6, w, -2);
  cairo_curve_to (cr, w - 2.4, 5, dx + 12, upper + 1, dx + 7.4, upper);
  cairo_curve_to (cr, dx + 4, 9.6, dx + 2, 10.6, dx, 10.8);
  cairo_curve_to (cr, dx - 2, 10.6, dx - 4, 9.6, dx - 7.4, upper);
  cairo_curve_to (cr, dx - 12, upper + 1, -w + 2.4, 5, -w, -2);
  cairo_close_path (cr);
}

static void
paint_moustache (const GhDemoPaint *paint, double alpha)
{
  cairo_t *cr = paint->cr;
  double dx = paint->pose->yaw * 3.9;

  cairo_new_path (cr);
  cairo_move_to (cr, dx, 10.6);
  cairo_curve_to (cr, dx + 3.5, 9.4, dx + 7, 12, dx + 8.6, 15.4);
  cairo_curve_to (cr, dx + 5.5, 15.2, dx + 3, 13.9, dx, 13.9);
  cairo_curve_to (cr, dx - 3, 13.9, dx - 5.5, 15.2, dx - 8.6, 15.4);
  cairo_curve_to (cr, dx - 7, 12, dx - 3.5, 9.4, dx, 10.6);
  gh_demo_set_color (cr, gh_demo_color_scale (paint->hair, 0.9), alpha);
  cairo_fill (cr);
}

static void
paint_chin (const GhDemoPaint *paint, double alpha)
{
  cairo_t *cr = paint->cr;
  double dx = paint->pose->yaw * 3;

  cairo_new_path (cr);
  cairo_move_to (cr, dx - 7, 15.5);
  cairo_curve_to (cr, dx - 8.2, 21, dx - 6, 27, dx, 27.4);
  cairo_curve_to (cr, dx + 6, 27, dx + 8.2, 21, dx + 7, 15.5);
  cairo_curve_to (cr, dx + 5, 20.6, dx - 5, 20.6, dx - 7, 15.5);
  gh_demo_set_color (cr, gh_demo_color_scale (paint->hair, 0.95), alpha);
  cairo_fill (cr);
}

/**
 * gh_demo_paint_beard:
 * @paint: whom to draw, and where
 *
 * Draws the beard, which lies under nose and mouth: they come afterwards.
 */
void
gh_demo_paint_beard (const GhDemoPaint *paint)
{
  cairo_t *cr = paint->cr;
  GhDemoColor grey = gh_demo_color_mix (paint->hair, paint->skin, 0.25);

  switch (paint->look->beard)
    {
    case GH_DEMO_BEARD_STUBBLE:
      for (int pass = 0; pass < 3; pass++)
        {
          cairo_save (cr);
          gh_demo_head_path (paint, 0);
          cairo_clip (cr);
          beard_path (paint, 0, -0.6, 9.5 + pass * 0.9);
          gh_demo_set_color (cr, grey, 0.15);
          cairo_fill (cr);
          cairo_restore (cr);
        }
      break;
    case GH_DEMO_BEARD_MOUSTACHE:
      paint_moustache (paint, 0.95);
      break;
    case GH_DEMO_BEARD_GOATEE:
      paint_moustache (paint, 0.9);
      paint_chin (paint, 0.92);
      break;
    case GH_DEMO_BEARD_SHORT:
      beard_path (paint, 0.2, 0.2, 11);
      gh_demo_set_color (cr, paint->hair, 0.35);
      cairo_fill (cr);
      beard_path (paint, 0.3, 0.4, 12.2);
      set_hair (paint, 2, 34);
      cairo_fill (cr);
      paint_moustache (paint, 0.85);
      break;
    case GH_DEMO_BEARD_FULL:
      beard_path (paint, 0.8, 7, 11.5);
      fill_with_strands (paint, 0, 40, 2);
      paint_moustache (paint, 1);
      break;
    case GH_DEMO_BEARD_NONE:
    default:
      break;
    }
}
