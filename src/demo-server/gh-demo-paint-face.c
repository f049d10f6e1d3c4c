/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-paint.h"

static const GhDemoColor black = { 0, 0, 0 };
static const GhDemoColor white = { 1, 1, 1 };

#define EYE_X 7.7
#define EYE_Y -2.0

static GhDemoColor
shade (const GhDemoPaint *paint, double depth)
{
  /* The darker the skin, the darker its shadows, or a face would have no features. */
  GhDemoColor warm =
    gh_demo_color_scale ((GhDemoColor){ 0.36, 0.11, 0.07 }, MIN (paint->skin.red * 1.1, 1));

  return gh_demo_color_mix (paint->skin, warm, depth);
}

/* Where light falls on skin: dark skin shines in its own tone and not in white. */
static GhDemoColor
lit (const GhDemoPaint *paint)
{
  return gh_demo_color_mix (paint->skin, white, 0.45 + 0.45 * paint->skin.red);
}

static void
paint_ear (const GhDemoPaint *paint, int side)
{
  cairo_t *cr = paint->cr;
  double x = side * (paint->w + 0.4) - paint->pose->yaw * 1.4;

  gh_demo_oval (cr, x, 1.5, 3.1, 5.6);
  gh_demo_set_color (cr, shade (paint, 0.16), 1);
  cairo_fill (cr);
  gh_demo_oval (cr, x + side * 0.2, 1.4, 1.6, 3.6);
  gh_demo_set_color (cr, shade (paint, 0.42), 0.5);
  cairo_fill (cr);

  if (paint->look->earrings)
    {
      gh_demo_oval (cr, x + side * 0.3, 8.3, 1.1, 1.1);
      cairo_set_source_rgb (cr, 0.93, 0.80, 0.42);
      cairo_fill (cr);
      gh_demo_oval (cr, x + side * 0.1, 8.0, 0.4, 0.4);
      gh_demo_set_color (cr, white, 0.8);
      cairo_fill (cr);
    }
}

static void
paint_head (const GhDemoPaint *paint)
{
  cairo_t *cr = paint->cr;
  double yaw = paint->pose->yaw;
  cairo_pattern_t *pattern;
  GhDemoColor light = gh_demo_color_mix (paint->skin, white, 0.14);
  GhDemoColor dark = shade (paint, 0.30);

  gh_demo_head_path (paint, 0);
  pattern = cairo_pattern_create_radial (-5 + yaw * 4, -9, 4, -1 + yaw * 3, -2, 34);
  cairo_pattern_add_color_stop_rgb (pattern, 0, light.red, light.green, light.blue);
  cairo_pattern_add_color_stop_rgb (pattern, 0.45, paint->skin.red, paint->skin.green,
                                    paint->skin.blue);
  cairo_pattern_add_color_stop_rgb (pattern, 1, dark.red, dark.green, dark.blue);
  cairo_set_source (cr, pattern);
  cairo_fill_preserve (cr);
  cairo_pattern_destroy (pattern);

  cairo_save (cr);
  cairo_clip (cr);
  /* The light comes from the upper left: the far side and the edge of the jaw lie in shade. */
  pattern = cairo_pattern_create_linear (-4, 0, paint->w + 1, 3);
  cairo_pattern_add_color_stop_rgba (pattern, 0, dark.red, dark.green, dark.blue, 0);
  cairo_pattern_add_color_stop_rgba (pattern, 1, dark.red * 0.8, dark.green * 0.75,
                                     dark.blue * 0.75, 0.55);
  cairo_set_source (cr, pattern);
  cairo_paint (cr);
  cairo_pattern_destroy (pattern);
  gh_demo_glow (cr, yaw * 3, 27, paint->w, 7, shade (paint, 0.55), 0.40);
  gh_demo_glow (cr, -4 + yaw * 4, -15, 11, 8, lit (paint), 0.16);
  for (int side = -1; side <= 1; side += 2)
    {
      gh_demo_glow (cr, side * 10 + yaw * 4, 8, 7, 5.5, (GhDemoColor){ 0.86, 0.25, 0.20 },
                    0.19 * paint->skin.red);
      gh_demo_glow (cr, side * 9 + yaw * 4 - 1, 5, 5, 3, lit (paint), side < 0 ? 0.13 : 0.05);
      gh_demo_glow (cr, side * EYE_X + yaw * 3.2, EYE_Y - 1.4, 6.4, 4.4, shade (paint, 0.55), 0.30);
    }
  cairo_restore (cr);
}

static void
paint_lines (const GhDemoPaint *paint)
{
  cairo_t *cr = paint->cr;
  double dx = paint->pose->yaw * 3.6;
  double age = paint->look->age;

  if (age <= 0)
    return;
  gh_demo_set_color (cr, shade (paint, 0.62), 0.45 * age);
  cairo_set_line_width (cr, 0.55);
  for (int side = -1; side <= 1; side += 2)
    {
      cairo_move_to (cr, dx + side * 4.2, 8);
      cairo_curve_to (cr, dx + side * 6.5, 10, dx + side * 7.6, 13, dx + side * 7.4, 16);
      cairo_stroke (cr);
      cairo_move_to (cr, dx + side * (EYE_X - 2.6), 2.4);
      cairo_curve_to (cr, dx + side * EYE_X, 3.6, dx + side * (EYE_X + 2), 3.2,
                      dx + side * (EYE_X + 3.4), 2.2);
      cairo_stroke (cr);
    }
  for (int line = 0; line < 3; line++)
    {
      cairo_move_to (cr, dx - 8, -13.5 - line * 2.6);
      cairo_curve_to (cr, dx - 3, -14.6 - line * 2.6, dx + 3, -14.6 - line * 2.6, dx + 8,
                      -13.5 - line * 2.6);
      cairo_stroke (cr);
    }
}

static void
paint_eye (const GhDemoPaint *paint, int side)
{
  cairo_t *cr = paint->cr;
  const GhDemoAppearance *look = paint->look;
  double turn = paint->pose->yaw;
  /* The eye that is farther from the camera looks narrower. */
  double a = 4.2 * (1 - 0.10 * MAX (0, turn * side));
  double h = 2.7 - 0.5 * paint->pose->smile - 0.3 * look->age;
  GhDemoColor iris = gh_demo_color (look->eyes);

  cairo_save (cr);
  cairo_translate (cr, side * EYE_X + turn * 3.2, EYE_Y);
  cairo_scale (cr, side, 1);

  cairo_new_path (cr);
  cairo_move_to (cr, -a, 0.7);
  cairo_curve_to (cr, -a * 0.55, -h * 1.05, a * 0.45, -h * 1.2, a, -0.2);
  cairo_curve_to (cr, a * 0.55, h * 0.95, -a * 0.45, h * 0.95, -a, 0.7);
  cairo_close_path (cr);
  cairo_save (cr);
  cairo_clip_preserve (cr);
  cairo_set_source_rgb (cr, 0.95, 0.94, 0.92);
  cairo_fill (cr);
  gh_demo_oval (cr, side * turn * 0.7, -0.1, 2.15, 2.15);
  gh_demo_set_color (cr, gh_demo_color_scale (iris, 0.62), 1);
  cairo_fill (cr);
  gh_demo_oval (cr, side * turn * 0.7, 0.2, 1.7, 1.7);
  gh_demo_set_color (cr, iris, 1);
  cairo_fill (cr);
  gh_demo_oval (cr, side * turn * 0.7, -0.1, 0.98, 0.98);
  cairo_set_source_rgb (cr, 0.05, 0.04, 0.05);
  cairo_fill (cr);
  gh_demo_oval (cr, side * (-0.75 + turn * 0.7), -0.95, 0.6, 0.6);
  gh_demo_set_color (cr, white, 0.95);
  cairo_fill (cr);
  /* The upper lid throws a shadow on the eye. */
  gh_demo_glow (cr, 0, -h, a, h * 0.9, black, 0.42);
  cairo_restore (cr);

  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_new_path (cr);
  cairo_move_to (cr, -a, 0.7);
  cairo_curve_to (cr, -a * 0.55, -h * 1.05, a * 0.45, -h * 1.2, a, -0.2);
  if (look->lashes)
    cairo_line_to (cr, a + 1.0, -1.1);
  cairo_set_source_rgba (cr, 0.10, 0.06, 0.05, look->lashes ? 0.95 : 0.75);
  cairo_set_line_width (cr, look->lashes ? 1.05 : 0.7);
  cairo_stroke (cr);

  cairo_move_to (cr, -a * 0.9, -h * 0.75);
  cairo_curve_to (cr, -a * 0.3, -h * 1.5, a * 0.5, -h * 1.6, a * 1.05, -h * 0.7);
  gh_demo_set_color (cr, shade (paint, 0.6), 0.45);
  cairo_set_line_width (cr, 0.5);
  cairo_stroke (cr);
  cairo_move_to (cr, -a * 0.8, 1.6);
  cairo_curve_to (cr, -a * 0.2, h * 1.05, a * 0.5, h * 0.95, a * 0.95, 0.6);
  gh_demo_set_color (cr, shade (paint, 0.6), 0.35);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
paint_brow (const GhDemoPaint *paint, int side)
{
  cairo_t *cr = paint->cr;
  double thick = 1.15 * paint->look->brow;
  double lift = paint->pose->smile * 0.5;
  GhDemoColor color =
    gh_demo_color_mix (gh_demo_color_scale (paint->hair, 0.72), paint->skin, 0.10);

  cairo_save (cr);
  cairo_translate (cr, side * EYE_X + paint->pose->yaw * 3.2, EYE_Y - 6.1 - lift);
  cairo_scale (cr, side, 1);
  cairo_new_path (cr);
  cairo_move_to (cr, -4.6, 1.1);
  cairo_curve_to (cr, -2.2, -0.5, 1.6, -1.4 - thick * 0.3, 5.0, 0.9);
  cairo_curve_to (cr, 1.8, -0.6 + thick * 0.75, -1.6, 0.4 + thick * 0.6, -4.4, 1.0 + thick);
  cairo_close_path (cr);
  gh_demo_set_color (cr, color, 0.92);
  cairo_fill (cr);
  cairo_restore (cr);
}

static void
paint_nose (const GhDemoPaint *paint)
{
  cairo_t *cr = paint->cr;
  double n = 3.3 * paint->look->nose;
  double yaw = paint->pose->yaw;
  double dx = yaw * 4.6;
  double y = 7.4 + paint->pose->pitch * 0.8;
  cairo_pattern_t *pattern;
  GhDemoColor dark = shade (paint, 0.55);

  /* The side that is turned from the light. */
  cairo_new_path (cr);
  cairo_move_to (cr, yaw * 3.2 + 1.5, -5);
  cairo_curve_to (cr, yaw * 3.6 + 1.2, 0, dx + 1.8, 3, dx + n, y - 0.5);
  cairo_curve_to (cr, dx + n * 0.6, y + 1.6, dx + 0.5, y + 1.2, dx + 0.3, y);
  cairo_curve_to (cr, dx + 0.6, 2, yaw * 3.4 + 0.6, -2, yaw * 3.2 + 1.5, -5);
  cairo_close_path (cr);
  pattern = cairo_pattern_create_linear (0, -5, 0, y + 1);
  cairo_pattern_add_color_stop_rgba (pattern, 0, dark.red, dark.green, dark.blue, 0.0);
  cairo_pattern_add_color_stop_rgba (pattern, 0.6, dark.red, dark.green, dark.blue, 0.25);
  cairo_pattern_add_color_stop_rgba (pattern, 1, dark.red, dark.green, dark.blue, 0.42);
  cairo_set_source (cr, pattern);
  cairo_fill (cr);
  cairo_pattern_destroy (pattern);

  gh_demo_glow (cr, dx, y + 2.6, n * 1.6, 2.4, shade (paint, 0.6), 0.32);
  gh_demo_glow (cr, dx - 0.6, y - 1.6, 2.4, 2.6, lit (paint), 0.22);
  gh_demo_glow (cr, yaw * 3.4 - 0.6, -1, 1.4, 5, lit (paint), 0.12);

  gh_demo_set_color (cr, shade (paint, 0.74), 0.75);
  gh_demo_oval (cr, dx - n * 0.46, y + 0.8, 0.95, 0.5);
  gh_demo_oval (cr, dx + n * 0.46, y + 0.8, 0.95, 0.5);
  cairo_fill (cr);
  cairo_set_line_width (cr, 0.55);
  gh_demo_set_color (cr, shade (paint, 0.62), 0.55);
  for (int side = -1; side <= 1; side += 2)
    {
      cairo_move_to (cr, dx + side * n * 0.9, y - 1.7);
      cairo_curve_to (cr, dx + side * n * 1.25, y - 0.6, dx + side * n * 1.15, y + 0.9,
                      dx + side * n * 0.75, y + 0.9);
      cairo_stroke (cr);
    }
}

static void
paint_mouth (const GhDemoPaint *paint)
{
  cairo_t *cr = paint->cr;
  double full = paint->look->lips;
  double smile = paint->pose->smile;
  double dx = paint->pose->yaw * 3.9;
  double y = 15.2 + paint->pose->pitch * 0.4;
  double a = 5.7 + smile * 1.6;
  double corner = y - 0.2 - smile * 1.5;
  double open = smile > 0.7 ? (smile - 0.7) * 6 : 0;
  GhDemoColor lip = gh_demo_color_mix (shade (paint, 0.30), (GhDemoColor){ 0.74, 0.26, 0.27 },
                                       paint->look->lashes ? 0.55 : 0.25);

  gh_demo_glow (cr, dx, y + 4.6, 5, 1.8, shade (paint, 0.6), 0.28);

  cairo_new_path (cr);
  cairo_move_to (cr, dx - a, corner);
  cairo_curve_to (cr, dx - a * 0.5, y + 1.0 + open + full * 2.7, dx + a * 0.5,
                  y + 1.0 + open + full * 2.7, dx + a, corner);
  cairo_curve_to (cr, dx + a * 0.5, y + 0.5 + open, dx - a * 0.5, y + 0.5 + open, dx - a, corner);
  gh_demo_set_color (cr, gh_demo_color_mix (lip, white, 0.08), 0.95);
  cairo_fill (cr);

  if (open > 0)
    {
      cairo_move_to (cr, dx - a, corner);
      cairo_curve_to (cr, dx - a * 0.5, y + 0.6, dx + a * 0.5, y + 0.6, dx + a, corner);
      cairo_curve_to (cr, dx + a * 0.5, y + 0.8 + open * 1.1, dx - a * 0.5, y + 0.8 + open * 1.1,
                      dx - a, corner);
      cairo_set_source_rgb (cr, 0.96, 0.95, 0.92);
      cairo_fill (cr);
    }

  cairo_move_to (cr, dx - a, corner);
  cairo_curve_to (cr, dx - a * 0.6, y - full, dx - a * 0.3, y - full * 1.5, dx, y - full * 0.7);
  cairo_curve_to (cr, dx + a * 0.3, y - full * 1.5, dx + a * 0.6, y - full * 1.0, dx + a, corner);
  cairo_curve_to (cr, dx + a * 0.5, y + 0.6, dx - a * 0.5, y + 0.6, dx - a, corner);
  gh_demo_set_color (cr, gh_demo_color_scale (lip, 0.86), 0.95);
  cairo_fill (cr);

  cairo_set_line_width (cr, 0.55);
  cairo_move_to (cr, dx - a - 0.3, corner - 0.2);
  cairo_curve_to (cr, dx - a * 0.5, y + 0.8, dx + a * 0.5, y + 0.8, dx + a + 0.3, corner - 0.2);
  gh_demo_set_color (cr, shade (paint, 0.8), 0.8);
  cairo_stroke (cr);
  gh_demo_glow (cr, dx - 1, y + 1.0 + open + full * 1.0, 2.4, 0.8, white, 0.22);
}

/**
 * gh_demo_paint_face:
 * @paint: whom to draw, and where
 *
 * Draws the head with its features; what is worn on it comes afterwards.
 */
void
gh_demo_paint_face (const GhDemoPaint *paint)
{
  paint_ear (paint, -1);
  paint_ear (paint, 1);
  paint_head (paint);
  paint_lines (paint);
  gh_demo_paint_beard (paint);
  paint_nose (paint);
  paint_mouth (paint);
  for (int side = -1; side <= 1; side += 2)
    {
      paint_eye (paint, side);
      paint_brow (paint, side);
    }
}

/**
 * gh_demo_paint_glasses:
 * @paint: whom to draw, and where
 *
 * Draws the glasses, if there are any.
 */
void
gh_demo_paint_glasses (const GhDemoPaint *paint)
{
  cairo_t *cr = paint->cr;
  GhDemoGlasses kind = paint->look->glasses;
  double dx = paint->pose->yaw * 3.4;
  double y = EYE_Y + 0.8;

  if (kind == GH_DEMO_GLASSES_NONE)
    return;

  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (int side = -1; side <= 1; side += 2)
    {
      double x = dx + side * EYE_X;

      cairo_new_path (cr);
      if (kind == GH_DEMO_GLASSES_ROUND)
        {
          gh_demo_oval (cr, x, y, 5.7, 5.5);
        }
      else
        {
          double half = kind == GH_DEMO_GLASSES_SUN ? 6.5 : 6.0;
          double tall = kind == GH_DEMO_GLASSES_HALF_RIM ? 3.6 : 4.4;

          cairo_move_to (cr, x - half, y - tall + 0.6);
          cairo_curve_to (cr, x - half * 0.4, y - tall - 0.3, x + half * 0.4, y - tall - 0.3,
                          x + half, y - tall + 0.6);
          cairo_curve_to (cr, x + half, y + tall * 0.5, x + half * 0.7, y + tall, x, y + tall);
          cairo_curve_to (cr, x - half * 0.7, y + tall, x - half, y + tall * 0.5, x - half,
                          y - tall + 0.6);
          cairo_close_path (cr);
        }
      if (kind == GH_DEMO_GLASSES_SUN)
        cairo_set_source_rgba (cr, 0.06, 0.07, 0.09, 0.93);
      else
        cairo_set_source_rgba (cr, 0.82, 0.90, 1, 0.13);
      cairo_fill_preserve (cr);
      if (kind == GH_DEMO_GLASSES_HALF_RIM)
        cairo_set_source_rgb (cr, 0.55, 0.52, 0.48);
      else
        cairo_set_source_rgb (cr, 0.12, 0.10, 0.11);
      cairo_set_line_width (cr, kind == GH_DEMO_GLASSES_SQUARE ? 1.25 : 0.85);
      cairo_stroke (cr);
      cairo_move_to (cr, x - 3.6, y - 2.4);
      cairo_line_to (cr, x - 1.4, y - 3.1);
      gh_demo_set_color (cr, white, 0.5);
      cairo_set_line_width (cr, 0.8);
      cairo_stroke (cr);
      cairo_move_to (cr, x + side * 5.9, y - 2.2);
      cairo_line_to (cr, side * (paint->w + 0.6) - paint->pose->yaw, y - 1.4);
      cairo_set_source_rgb (cr, 0.16, 0.14, 0.15);
      cairo_stroke (cr);
    }
  cairo_move_to (cr, dx - 1.9, y - 1.2);
  cairo_curve_to (cr, dx - 0.8, y - 2.3, dx + 0.8, y - 2.3, dx + 1.9, y - 1.2);
  cairo_set_source_rgb (cr, 0.14, 0.12, 0.13);
  cairo_set_line_width (cr, 0.9);
  cairo_stroke (cr);
}
