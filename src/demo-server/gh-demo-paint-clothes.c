/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-paint.h"

static const GhDemoColor black = { 0, 0, 0 };
static const GhDemoColor white = { 1, 1, 1 };

static void
set_fabric (const GhDemoPaint *paint, GhDemoColor color, double top, double bottom)
{
  cairo_pattern_t *pattern = cairo_pattern_create_linear (-20, top, 14, bottom);
  GhDemoColor light = gh_demo_color_mix (color, white, 0.13);
  GhDemoColor dark = gh_demo_color_scale (color, 0.66);

  cairo_pattern_add_color_stop_rgb (pattern, 0, light.red, light.green, light.blue);
  cairo_pattern_add_color_stop_rgb (pattern, 0.5, color.red, color.green, color.blue);
  cairo_pattern_add_color_stop_rgb (pattern, 1, dark.red, dark.green, dark.blue);
  cairo_set_source (paint->cr, pattern);
  cairo_pattern_destroy (pattern);
}

static void
shoulders_path (const GhDemoPaint *paint)
{
  cairo_t *cr = paint->cr;
  double neck = paint->w * 0.66;
  double wide = 40 + (paint->w - 18) * 3;

  cairo_new_path (cr);
  cairo_move_to (cr, -wide - 5, 100);
  cairo_curve_to (cr, -wide - 3, 56, -wide + 4, 47, -neck - 10, 41);
  cairo_curve_to (cr, -neck - 6, 39.6, -neck - 2.5, 38.4, -neck - 1.2, 35.5);
  /* The neckline: the neck shows above it. */
  cairo_curve_to (cr, -neck * 0.8, 44, neck * 0.8, 44, neck + 1.2, 35.5);
  cairo_curve_to (cr, neck + 2.5, 38.4, neck + 6, 39.6, neck + 10, 41);
  cairo_curve_to (cr, wide - 4, 47, wide + 3, 56, wide + 5, 100);
  cairo_close_path (cr);
}

static void
paint_neck (const GhDemoPaint *paint)
{
  cairo_t *cr = paint->cr;
  double half = paint->w * 0.60;
  GhDemoColor warm = gh_demo_color_mix (paint->skin, (GhDemoColor){ 0.32, 0.10, 0.06 }, 0.16);

  cairo_new_path (cr);
  cairo_move_to (cr, -half, 8);
  cairo_line_to (cr, half, 8);
  cairo_curve_to (cr, half, 30, half + 1, 38, half + 12, 44);
  cairo_line_to (cr, 0, 60);
  cairo_line_to (cr, -half - 12, 44);
  cairo_curve_to (cr, -half - 1, 38, -half, 30, -half, 8);
  cairo_close_path (cr);
  set_fabric (paint, warm, 8, 58);
  cairo_fill_preserve (cr);
  cairo_save (cr);
  cairo_clip (cr);
  gh_demo_glow (cr, 2, 25, half * 1.7, 12, gh_demo_color_mix (warm, black, 0.75), 0.62);
  cairo_restore (cr);
}

static void
paint_open_neck (const GhDemoPaint *paint, double deep)
{
  cairo_t *cr = paint->cr;
  double half = paint->w * 0.66;

  cairo_new_path (cr);
  cairo_move_to (cr, -half - 2.5, 36);
  cairo_line_to (cr, 0, deep);
  cairo_line_to (cr, half + 2.5, 36);
  cairo_close_path (cr);
  set_fabric (paint, gh_demo_color_scale (paint->skin, 0.9), 30, deep + 12);
  cairo_fill (cr);
  cairo_move_to (cr, -half - 2.5, 36.5);
  cairo_line_to (cr, 0, deep);
  cairo_line_to (cr, half + 2.5, 36.5);
  gh_demo_set_color (cr, gh_demo_color_scale (paint->cloth, 0.6), 1);
  cairo_set_line_width (cr, 1.1);
  cairo_stroke (cr);
  gh_demo_glow (cr, 1, 33, half * 1.2, 9, black, 0.30);
}

static void
paint_collar (const GhDemoPaint *paint, GhDemoColor color, double drop)
{
  cairo_t *cr = paint->cr;
  double half = paint->w * 0.66;

  for (int side = -1; side <= 1; side += 2)
    {
      cairo_new_path (cr);
      cairo_move_to (cr, side * (half + 1.2), 33);
      cairo_line_to (cr, side * 1.0, 33 + drop);
      cairo_line_to (cr, side * (half - 2), 36.5 + drop);
      cairo_line_to (cr, side * (half + 5.5), 39);
      cairo_close_path (cr);
      gh_demo_set_color (cr, gh_demo_color_scale (color, side < 0 ? 1.06 : 0.92), 1);
      cairo_fill_preserve (cr);
      gh_demo_set_color (cr, black, 0.22);
      cairo_set_line_width (cr, 0.5);
      cairo_stroke (cr);
    }
}

static void
paint_jacket (const GhDemoPaint *paint, gboolean tie)
{
  cairo_t *cr = paint->cr;
  double half = paint->w * 0.66;
  GhDemoColor shirt = tie ? (GhDemoColor){ 0.93, 0.94, 0.96 } : paint->accent;

  cairo_new_path (cr);
  cairo_move_to (cr, -half - 4, 37);
  cairo_line_to (cr, 0, 76);
  cairo_line_to (cr, half + 4, 37);
  cairo_close_path (cr);
  set_fabric (paint, shirt, 34, 80);
  cairo_fill (cr);
  if (tie)
    {
      cairo_move_to (cr, -2.6, 42);
      cairo_line_to (cr, 2.6, 42);
      cairo_line_to (cr, 1.7, 46);
      cairo_line_to (cr, 4, 78);
      cairo_line_to (cr, -4, 78);
      cairo_line_to (cr, -1.7, 46);
      cairo_close_path (cr);
      set_fabric (paint, paint->accent, 42, 70);
      cairo_fill (cr);
      paint_collar (paint, shirt, 10);
    }
  for (int side = -1; side <= 1; side += 2)
    {
      cairo_new_path (cr);
      cairo_move_to (cr, side * (half + 3), 36);
      cairo_line_to (cr, side * (half + 9), 40);
      cairo_line_to (cr, side * (half + 8), 54);
      cairo_line_to (cr, side * (half + 4), 54.5);
      cairo_line_to (cr, side * (half + 5), 58);
      cairo_line_to (cr, side * 0.5, 79);
      cairo_line_to (cr, side * (half - 3), 50);
      cairo_close_path (cr);
      set_fabric (paint, gh_demo_color_mix (paint->cloth, white, side < 0 ? 0.10 : 0.04), 36, 80);
      cairo_fill_preserve (cr);
      gh_demo_set_color (cr, black, 0.32);
      cairo_set_line_width (cr, 0.5);
      cairo_stroke (cr);
    }
}

static void
paint_vest (const GhDemoPaint *paint)
{
  cairo_t *cr = paint->cr;

  cairo_save (cr);
  shoulders_path (paint);
  cairo_clip (cr);
  for (int side = -1; side <= 1; side += 2)
    {
      cairo_new_path (cr);
      cairo_move_to (cr, side * 13, 36);
      cairo_line_to (cr, side * 31, 42);
      cairo_line_to (cr, side * 36, 100);
      cairo_line_to (cr, side * 1, 100);
      cairo_line_to (cr, side * 2, 58);
      cairo_close_path (cr);
      set_fabric (paint, paint->accent, 36, 96);
      cairo_fill (cr);
      cairo_move_to (cr, side * 19, 36);
      cairo_line_to (cr, side * 25, 38);
      cairo_line_to (cr, side * 24, 100);
      cairo_line_to (cr, side * 17, 100);
      cairo_close_path (cr);
      cairo_set_source_rgb (cr, 0.86, 0.87, 0.86);
      cairo_fill (cr);
    }
  cairo_restore (cr);
}

/**
 * gh_demo_paint_clothes:
 * @paint: whom to draw, and where
 *
 * Draws the neck and everything below it.
 */
void
gh_demo_paint_clothes (const GhDemoPaint *paint)
{
  cairo_t *cr = paint->cr;
  double half = paint->w * 0.66;

  paint_neck (paint);
  shoulders_path (paint);
  set_fabric (paint, paint->cloth, 36, 84);
  cairo_fill (cr);

  cairo_save (cr);
  shoulders_path (paint);
  cairo_clip (cr);
  gh_demo_glow (cr, -26, 50, 16, 8, white, 0.12);
  gh_demo_glow (cr, 34, 66, 22, 26, black, 0.26);
  cairo_restore (cr);

  switch (paint->look->clothes)
    {
    case GH_DEMO_CLOTHES_V_NECK:
      paint_open_neck (paint, 58);
      break;
    case GH_DEMO_CLOTHES_SHIRT:
      paint_open_neck (paint, 48);
      paint_collar (paint, paint->cloth, 13);
      cairo_move_to (cr, 0, 49);
      cairo_line_to (cr, 0, 90);
      gh_demo_set_color (cr, black, 0.25);
      cairo_set_line_width (cr, 0.6);
      cairo_stroke (cr);
      for (int i = 0; i < 3; i++)
        {
          gh_demo_oval (cr, 1.4, 54 + i * 9, 0.8, 0.8);
          gh_demo_set_color (cr, white, 0.75);
          cairo_fill (cr);
        }
      break;
    case GH_DEMO_CLOTHES_SUIT:
      paint_jacket (paint, TRUE);
      break;
    case GH_DEMO_CLOTHES_BLAZER:
      paint_jacket (paint, FALSE);
      gh_demo_glow (cr, 1, 40, half, 5, black, 0.2);
      break;
    case GH_DEMO_CLOTHES_HOODIE:
      cairo_new_path (cr);
      cairo_move_to (cr, -half - 2, 34);
      cairo_curve_to (cr, -half - 12, 36, -half - 14, 46, -4, 56);
      cairo_curve_to (cr, -6, 48, -half, 44, -half - 2, 34);
      cairo_move_to (cr, half + 2, 34);
      cairo_curve_to (cr, half + 12, 36, half + 14, 46, 4, 56);
      cairo_curve_to (cr, 6, 48, half, 44, half + 2, 34);
      set_fabric (paint, gh_demo_color_scale (paint->cloth, 0.82), 34, 60);
      cairo_fill (cr);
      cairo_set_line_width (cr, 1.0);
      cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
      gh_demo_set_color (cr, paint->accent, 1);
      cairo_move_to (cr, -5, 53);
      cairo_curve_to (cr, -6, 60, -4, 64, -5.4, 70);
      cairo_move_to (cr, 5, 53);
      cairo_curve_to (cr, 6, 60, 4.4, 66, 5.8, 73);
      cairo_stroke (cr);
      break;
    case GH_DEMO_CLOTHES_TURTLENECK:
      cairo_new_path (cr);
      cairo_move_to (cr, -half - 0.5, 25);
      cairo_curve_to (cr, -half * 0.4, 30, half * 0.4, 30, half + 0.5, 25);
      cairo_line_to (cr, half + 3, 40);
      cairo_curve_to (cr, half * 0.5, 45, -half * 0.5, 45, -half - 3, 40);
      cairo_close_path (cr);
      set_fabric (paint, gh_demo_color_scale (paint->cloth, 1.05), 22, 50);
      cairo_fill (cr);
      gh_demo_glow (cr, 2, 28, half, 4, black, 0.30);
      break;
    case GH_DEMO_CLOTHES_VEST:
      paint_vest (paint);
      break;
    case GH_DEMO_CLOTHES_CREW:
    default:
      cairo_new_path (cr);
      cairo_move_to (cr, -half - 1.2, 35.5);
      cairo_curve_to (cr, -half * 0.8, 44, half * 0.8, 44, half + 1.2, 35.5);
      gh_demo_set_color (cr, gh_demo_color_scale (paint->cloth, 0.72), 1);
      cairo_set_line_width (cr, 1.5);
      cairo_stroke (cr);
      break;
    }
}

static void
paint_hijab (const GhDemoPaint *paint)
{
  cairo_t *cr = paint->cr;
  double w = paint->w;

  cairo_new_path (cr);
  cairo_move_to (cr, 0, -33);
  cairo_curve_to (cr, w + 4, -33, w + 7.5, -14, w + 6, 4);
  cairo_curve_to (cr, w + 5, 20, w + 12, 34, w + 15, 48);
  cairo_curve_to (cr, w, 66, -w, 66, -w - 15, 48);
  cairo_curve_to (cr, -w - 12, 34, -w - 5, 20, -w - 6, 4);
  cairo_curve_to (cr, -w - 7.5, -14, -w - 4, -33, 0, -33);
  cairo_close_path (cr);
  cairo_new_sub_path (cr);
  gh_demo_oval (cr, 0, 2.6, w - 0.9, 24.4);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  set_fabric (paint, paint->accent, -30, 60);
  cairo_fill_preserve (cr);
  cairo_save (cr);
  cairo_clip (cr);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_WINDING);
  cairo_set_line_width (cr, 1.1);
  for (int i = 0; i < 5; i++)
    {
      cairo_move_to (cr, -w - 6 + i * 1.5, 10 + i * 5);
      cairo_curve_to (cr, -w + 4, 30 + i * 5, 6, 34 + i * 6, w + 8, 24 + i * 8);
      gh_demo_set_color (cr, i % 2 ? white : black, i % 2 ? 0.10 : 0.14);
      cairo_stroke (cr);
      cairo_move_to (cr, -w - 3 + i * 0.6, 0 - i);
      cairo_curve_to (cr, -w - 2 + i, -20 - i, -8, -30 + i, 6 + i, -31 + i);
      cairo_stroke (cr);
    }
  gh_demo_glow (cr, -9, -27, 13, 6, white, 0.20);
  cairo_restore (cr);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_WINDING);

  gh_demo_oval (cr, 0, 2.6, w - 0.9, 24.4);
  gh_demo_set_color (cr, black, 0.18);
  cairo_set_line_width (cr, 1.6);
  cairo_stroke (cr);
}

static void
paint_turban (const GhDemoPaint *paint)
{
  cairo_t *cr = paint->cr;
  double w = paint->w;

  cairo_new_path (cr);
  cairo_move_to (cr, -w - 2.5, -6);
  cairo_curve_to (cr, -w - 9, -30, -w + 4, -42, 0, -42);
  cairo_curve_to (cr, w - 4, -42, w + 9, -30, w + 2.5, -6);
  cairo_curve_to (cr, w - 2, -13, 7, -18, 0, -19.5);
  cairo_curve_to (cr, -7, -18, -w + 2, -13, -w - 2.5, -6);
  cairo_close_path (cr);
  set_fabric (paint, paint->accent, -40, 0);
  cairo_fill_preserve (cr);
  cairo_save (cr);
  cairo_clip (cr);
  cairo_set_line_width (cr, 1.0);
  for (int i = 0; i < 7; i++)
    {
      gh_demo_set_color (cr, i % 2 ? white : black, i % 2 ? 0.14 : 0.20);
      cairo_move_to (cr, -w - 6, -8 - i * 4.4);
      cairo_curve_to (cr, -w + 6, -20 - i * 4.4, 0, -20 - i * 4, 1, -19 - i * 0.5);
      cairo_stroke (cr);
      cairo_move_to (cr, w + 6, -8 - i * 4.4);
      cairo_curve_to (cr, w - 6, -20 - i * 4.4, 1, -20 - i * 4, -1, -19 - i * 0.5);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
}

static void
paint_dome (const GhDemoPaint *paint, double top, double rim)
{
  cairo_t *cr = paint->cr;
  double w = paint->w;

  cairo_new_path (cr);
  cairo_move_to (cr, -w - 1.6, rim);
  cairo_curve_to (cr, -w - 3, top * 0.75, -w * 0.6, top, 0, top);
  cairo_curve_to (cr, w * 0.6, top, w + 3, top * 0.75, w + 1.6, rim);
  cairo_curve_to (cr, w * 0.5, rim - 4, -w * 0.5, rim - 4, -w - 1.6, rim);
  cairo_close_path (cr);
  set_fabric (paint, paint->accent, top, rim + 6);
  cairo_fill (cr);
}

static void
paint_brim (const GhDemoPaint *paint, double rim, double out, double drop)
{
  cairo_t *cr = paint->cr;
  double w = paint->w + out;
  double dx = paint->pose->yaw * 4;

  gh_demo_glow (cr, dx, rim + drop + 1.5, w, 5, black, 0.34);
  cairo_new_path (cr);
  cairo_move_to (cr, -w, rim);
  cairo_curve_to (cr, -w * 0.7 + dx, rim - 5, w * 0.7 + dx, rim - 5, w, rim);
  cairo_curve_to (cr, w * 0.7 + dx, rim + drop, -w * 0.7 + dx, rim + drop, -w, rim);
  cairo_close_path (cr);
  set_fabric (paint, gh_demo_color_scale (paint->accent, 0.8), rim - 5, rim + drop + 4);
  cairo_fill (cr);
}

/* The peak of a cap, seen from in front and slightly below. */
static void
paint_peak (const GhDemoPaint *paint)
{
  cairo_t *cr = paint->cr;
  double w = paint->w;
  double dx = paint->pose->yaw * 6;

  gh_demo_glow (cr, dx, -7, w, 6, black, 0.45);
  cairo_new_path (cr);
  cairo_move_to (cr, -w - 0.4, -14.5);
  cairo_curve_to (cr, -w * 0.9 + dx, -6, -w * 0.5 + dx, -7, dx, -7.2);
  cairo_curve_to (cr, w * 0.5 + dx, -7, w * 0.9 + dx, -6, w + 0.4, -14.5);
  cairo_curve_to (cr, w * 0.5, -18, -w * 0.5, -18, -w - 0.4, -14.5);
  cairo_close_path (cr);
  set_fabric (paint, gh_demo_color_scale (paint->accent, 0.66), -18, -4);
  cairo_fill (cr);
  cairo_move_to (cr, -w - 0.2, -14.6);
  cairo_curve_to (cr, -w * 0.5, -18, w * 0.5, -18, w + 0.2, -14.6);
  gh_demo_set_color (cr, black, 0.35);
  cairo_set_line_width (cr, 0.8);
  cairo_stroke (cr);
}

/**
 * gh_demo_paint_headwear_back:
 * @paint: whom to draw, and where
 *
 * Draws what of the headwear is behind the head.
 */
void
gh_demo_paint_headwear_back (const GhDemoPaint *paint)
{
  cairo_t *cr = paint->cr;
  double w = paint->w;

  if (paint->look->headwear != GH_DEMO_HEADWEAR_HOOD)
    return;
  cairo_new_path (cr);
  cairo_move_to (cr, -w - 14, 48);
  cairo_curve_to (cr, -w - 10, 10, -w - 14, -38, 0, -39);
  cairo_curve_to (cr, w + 14, -38, w + 10, 10, w + 14, 48);
  cairo_close_path (cr);
  set_fabric (paint, gh_demo_color_scale (paint->cloth, 0.55), -38, 40);
  cairo_fill (cr);
}

/**
 * gh_demo_paint_headwear_front:
 * @paint: whom to draw, and where
 *
 * Draws the headwear.
 */
void
gh_demo_paint_headwear_front (const GhDemoPaint *paint)
{
  cairo_t *cr = paint->cr;
  double w = paint->w;

  switch (paint->look->headwear)
    {
    case GH_DEMO_HEADWEAR_HIJAB:
      paint_hijab (paint);
      break;
    case GH_DEMO_HEADWEAR_TURBAN:
      paint_turban (paint);
      break;
    case GH_DEMO_HEADWEAR_CAP:
      paint_dome (paint, -36, -13);
      gh_demo_oval (cr, paint->pose->yaw * 3, -24.5, 4.4, 3.4);
      gh_demo_set_color (cr, white, 0.55);
      cairo_fill (cr);
      paint_peak (paint);
      break;
    case GH_DEMO_HEADWEAR_BEANIE:
      paint_dome (paint, -38, -12);
      cairo_new_path (cr);
      cairo_move_to (cr, -w - 2.2, -19);
      cairo_curve_to (cr, -w * 0.5, -23, w * 0.5, -23, w + 2.2, -19);
      cairo_line_to (cr, w + 1.8, -11);
      cairo_curve_to (cr, w * 0.5, -15, -w * 0.5, -15, -w - 1.8, -11);
      cairo_close_path (cr);
      set_fabric (paint, gh_demo_color_scale (paint->accent, 1.15), -22, -8);
      cairo_fill (cr);
      break;
    case GH_DEMO_HEADWEAR_HARD_HAT:
      paint_dome (paint, -40, -14);
      cairo_new_path (cr);
      cairo_move_to (cr, -3.4, -40);
      cairo_curve_to (cr, -4, -30, -4, -24, -4, -18);
      cairo_line_to (cr, 4, -18);
      cairo_curve_to (cr, 4, -24, 4, -30, 3.4, -40);
      gh_demo_set_color (cr, white, 0.22);
      cairo_fill (cr);
      paint_brim (paint, -14.5, 4, 4);
      break;
    case GH_DEMO_HEADWEAR_HOOD:
      cairo_new_path (cr);
      cairo_move_to (cr, -w - 13, 44);
      cairo_curve_to (cr, -w - 11, 10, -w - 12, -38, 0, -38);
      cairo_curve_to (cr, w + 12, -38, w + 11, 10, w + 13, 44);
      cairo_curve_to (cr, w + 2, 40, w + 6, -27, 0, -28);
      cairo_curve_to (cr, -w - 6, -27, -w - 2, 40, -w - 13, 44);
      cairo_close_path (cr);
      set_fabric (paint, paint->cloth, -36, 40);
      cairo_fill (cr);
      gh_demo_glow (cr, 0, -20, w, 8, black, 0.35);
      break;
    case GH_DEMO_HEADWEAR_NONE:
    default:
      break;
    }
}
