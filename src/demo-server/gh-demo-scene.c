/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-scene.h"

/* The scene is drawn this small and stretched: that is the blur behind somebody who is in focus. */
#define SMALL 40

static void
fill (cairo_t *cr, guint32 rgb, double x, double y, double width, double height)
{
  cairo_set_source_rgb (cr, ((rgb >> 16) & 0xff) / 255.0, ((rgb >> 8) & 0xff) / 255.0,
                        (rgb & 0xff) / 255.0);
  cairo_rectangle (cr, x, y, width, height);
  cairo_fill (cr);
}

static void
fade (cairo_t *cr, guint32 top, guint32 bottom)
{
  cairo_pattern_t *pattern = cairo_pattern_create_linear (0, 0, 6, 40);

  cairo_pattern_add_color_stop_rgb (pattern, 0, ((top >> 16) & 0xff) / 255.0,
                                    ((top >> 8) & 0xff) / 255.0, (top & 0xff) / 255.0);
  cairo_pattern_add_color_stop_rgb (pattern, 1, ((bottom >> 16) & 0xff) / 255.0,
                                    ((bottom >> 8) & 0xff) / 255.0, (bottom & 0xff) / 255.0);
  cairo_set_source (cr, pattern);
  cairo_paint (cr);
  cairo_pattern_destroy (pattern);
}

static void
lobby (cairo_t *cr, double x)
{
  fade (cr, 0xd9d2c4, 0x9c9384);
  fill (cr, 0xbfdcec, 4 + x, 0, 14, 30);
  fill (cr, 0xe6f3f7, 6 + x, 0, 5, 30);
  fill (cr, 0x5d6a70, 18 + x, 0, 1.4, 40);
  fill (cr, 0x5d6a70, 3 + x, 0, 1.4, 40);
  fill (cr, 0x87a578, 4 + x, 21, 14, 7);
  fill (cr, 0xb7a88e, 27 + x, 4, 9, 22);
  fill (cr, 0x7f7362, 0, 34, 40, 6);
}

static void
gate (cairo_t *cr, double x)
{
  fade (cr, 0xaebfcc, 0x6b7276);
  fill (cr, 0x6f8a63, 0, 12, 40, 6);
  fill (cr, 0x83888b, 0, 18, 40, 22);
  fill (cr, 0x2f4a6e, 26 + x, 13, 14, 9);
  fill (cr, 0x9fb3c3, 29 + x, 14, 8, 3);
  fill (cr, 0x8c2f2a, 1 + x, 15, 8, 8);
  for (int i = 0; i < 6; i++)
    fill (cr, i % 2 ? 0xf2f0ea : 0xc8332b, i * 7 + x - 3, 24, 7, 2.4);
}

static void
dock (cairo_t *cr, double x)
{
  fade (cr, 0x8a8f92, 0x5b5852);
  for (int i = 0; i < 11; i++)
    fill (cr, i % 2 ? 0x9aa1a5 : 0x7b8287, 6 + x, i * 3, 22, 3);
  fill (cr, 0xe2a32b, 3 + x, 0, 2.6, 40);
  fill (cr, 0xe2a32b, 28.4 + x, 0, 2.6, 40);
  fill (cr, 0x9a6a3c, 31 + x, 20, 9, 12);
  fill (cr, 0xb98451, 31 + x, 20, 9, 3);
  fill (cr, 0x4b4741, 0, 33, 40, 7);
}

static void
reception (cairo_t *cr, double x)
{
  fade (cr, 0xc7a98a, 0x8c6f55);
  for (int i = 0; i < 7; i++)
    fill (cr, i % 2 ? 0xb8977a : 0xa98767, i * 6 + x - 2, 0, 6, 40);
  fill (cr, 0xf3e2bd, 8 + x, 3, 11, 8);
  fill (cr, 0x3f6b4a, 29 + x, 12, 8, 15);
  fill (cr, 0x55855c, 31 + x, 9, 4, 12);
  fill (cr, 0xe9e4dc, 30 + x, 26, 6, 8);
}

static void
stairs (cairo_t *cr, double x)
{
  fade (cr, 0x9fb0ae, 0x5f6d70);
  for (int i = 0; i < 8; i++)
    fill (cr, i % 2 ? 0x7f908f : 0x90a19f, 20 + x - i * 3, i * 5, 40, 5);
  fill (cr, 0x3d4c4f, 3 + x, 2, 2, 38);
  fill (cr, 0x57b37b, 27 + x, 3, 6, 3);
  fill (cr, 0xdfe9e6, 8 + x, 0, 10, 2.5);
}

/**
 * gh_demo_scene_paint:
 * @scene: what is behind the person
 * @cr: where to draw, from 0,0
 * @size: side of the square to cover
 * @shift: -1 to 1, how far the view is moved sideways
 *
 * Draws the place that a camera looks at, out of focus. The studio is the plain wall of an
 * enrolment photograph.
 */
void
gh_demo_scene_paint (GhDemoScene scene, cairo_t *cr, double size, double shift)
{
  cairo_surface_t *small = cairo_image_surface_create (CAIRO_FORMAT_RGB24, SMALL, SMALL);
  cairo_t *small_cr = cairo_create (small);
  cairo_pattern_t *pattern;
  double x = shift * 4;

  switch (scene)
    {
    case GH_DEMO_SCENE_LOBBY:
      lobby (small_cr, x);
      break;
    case GH_DEMO_SCENE_GATE:
      gate (small_cr, x);
      break;
    case GH_DEMO_SCENE_DOCK:
      dock (small_cr, x);
      break;
    case GH_DEMO_SCENE_RECEPTION:
      reception (small_cr, x);
      break;
    case GH_DEMO_SCENE_STAIRS:
      stairs (small_cr, x);
      break;
    case GH_DEMO_SCENE_STUDIO:
    default:
      fade (small_cr, 0xe4e9ee, 0xb4c0cb);
      break;
    }
  cairo_destroy (small_cr);

  cairo_save (cr);
  cairo_scale (cr, size / (SMALL - 4), size / (SMALL - 4));
  cairo_set_source_surface (cr, small, -2, -2);
  pattern = cairo_get_source (cr);
  cairo_pattern_set_filter (pattern, CAIRO_FILTER_BILINEAR);
  cairo_pattern_set_extend (pattern, CAIRO_EXTEND_PAD);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_surface_destroy (small);
}
