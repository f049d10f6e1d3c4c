/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-portrait.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <math.h>

#include "gh-demo-paint.h"

/* Half of what the picture shows, in the units of the drawing; the head is 52 high. */
#define HALF_VIEW 46.0

#define JPEG_QUALITY "86"

static void
paint_bust (cairo_t *cr, const GhDemoAppearance *look, const GhDemoPose *pose)
{
  GhDemoPaint paint = {
    .cr = cr,
    .look = look,
    .pose = pose,
    .w = 18.4 * look->width,
    .skin = gh_demo_color (look->skin),
    .hair = gh_demo_color (look->hair),
    .cloth = gh_demo_color (look->cloth),
    .accent = gh_demo_color (look->accent),
  };

  gh_demo_paint_headwear_back (&paint);
  gh_demo_paint_hair_back (&paint);
  gh_demo_paint_clothes (&paint);

  cairo_save (cr);
  cairo_translate (cr, 0, 26);
  cairo_rotate (cr, pose->roll);
  cairo_translate (cr, pose->yaw * 1.2, -26);
  gh_demo_paint_face (&paint);
  gh_demo_paint_hair_front (&paint);
  gh_demo_paint_headwear_front (&paint);
  gh_demo_paint_glasses (&paint);
  cairo_restore (cr);
}

/**
 * gh_demo_portrait_draw:
 * @look: the person
 * @shot: how the picture is framed and lit
 * @size: side of the picture, in pixels
 * @box: (out) (optional): the face
 *
 * Draws head and shoulders in front of a scene, as sharp as the size allows.
 *
 * Returns: (transfer full): an opaque image surface
 */
cairo_surface_t *
gh_demo_portrait_draw (const GhDemoAppearance *look,
                       const GhDemoShot *shot,
                       int size,
                       GhDemoFaceBox *box)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, size, size);
  cairo_t *cr = cairo_create (surface);
  double scale = size / 2.0 / HALF_VIEW * (1 + 0.13 * shot->zoom);
  double x = size * (0.5 + 0.06 * shot->left);
  double y = size * (0.465 - 0.035 * shot->up);
  double light = shot->light;

  cairo_set_antialias (cr, CAIRO_ANTIALIAS_FAST);
  gh_demo_scene_paint (shot->scene, cr, size, shot->left);
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, scale, scale);
  gh_demo_glow (cr, 0, 26, 60, 54, (GhDemoColor){ 0, 0, 0 }, 0.28);
  paint_bust (cr, look, &shot->pose);
  cairo_restore (cr);

  if (light < 0)
    cairo_set_source_rgba (cr, 0.02, 0.03, 0.06, -light * 0.35);
  else
    cairo_set_source_rgba (cr, 1, 0.98, 0.94, light * 0.14);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  if (box != NULL)
    {
      double half = 19.6 * look->width * scale;
      double top = 28 * scale;
      double bottom = 26 * scale;

      box->x = MAX (0, (int) (x - half));
      box->y = MAX (0, (int) (y - top));
      box->width = MIN (size - box->x, (int) (2 * half));
      box->height = MIN (size - box->y, (int) (top + bottom));
    }

  return surface;
}

static guint32
next_random (guint32 *state)
{
  *state ^= *state << 13;
  *state ^= *state >> 17;
  *state ^= *state << 5;
  return *state;
}

/* What a small sensor does to a picture: a soft lens, darker corners, grain; by night it sees
 * without colour. */
static GdkPixbuf *
expose (cairo_surface_t *surface, const GhDemoShot *shot)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface);
  const guint8 *data = cairo_image_surface_get_data (surface);
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  int out_stride = gdk_pixbuf_get_rowstride (pixbuf);
  guint8 *out = gdk_pixbuf_get_pixels (pixbuf);
  guint32 state = shot->grain * 2654435761u | 1;
  int grain = (int) (shot->noise * 24);

  for (int y = 0; y < height; y++)
    {
      const guint32 *row = (const guint32 *) (const void *) (data + (gsize) y * stride);
      const guint32 *above =
        (const guint32 *) (const void *) (data + (gsize) MAX (y - 1, 0) * stride);
      guint8 *to = out + (gsize) y * out_stride;
      double dy = (y - height / 2.0) / height;

      for (int x = 0; x < width; x++, to += 3)
        {
          double dx = (x - width / 2.0) / width;
          int vignette = 256 - (int) ((dx * dx + dy * dy) * 105);
          guint32 here = row[x];
          guint32 left = row[MAX (x - 1, 0)];
          guint32 up = above[x];
          guint32 bits = next_random (&state);
          /* Two throws make the grain gather around none. */
          int throw = (int) (bits & 0xff) + (int) (bits >> 8 & 0xff) - 255;
          int noise = throw * grain / 256;
          int channel[3];

          for (int c = 0; c < 3; c++)
            {
              int shift = 16 - 8 * c;

              channel[c] = (int) (2 * (here >> shift & 0xff) + (left >> shift & 0xff) +
                                  (up >> shift & 0xff)) *
                           vignette / 1024;
            }
          if (shot->night)
            {
              int grey = (channel[0] * 5 + channel[1] * 8 + channel[2] * 3) * 14 / 256;

              channel[0] = grey;
              channel[1] = grey + 4;
              channel[2] = grey + 2;
              noise = noise * 3 / 2;
            }
          for (int c = 0; c < 3; c++)
            to[c] = (guint8) CLAMP (channel[c] + noise, 0, 255);
        }
    }

  return pixbuf;
}

/**
 * gh_demo_portrait_take:
 * @look: the person
 * @shot: how the picture is framed and taken
 * @size: side of the picture, in pixels
 * @box: (out) (optional): the face
 *
 * Takes the picture as a camera would: the drawing, seen through a lens and a sensor. Can be called
 * from any thread.
 *
 * Returns: (transfer full): a JPEG file
 */
GBytes *
gh_demo_portrait_take (const GhDemoAppearance *look,
                       const GhDemoShot *shot,
                       int size,
                       GhDemoFaceBox *box)
{
  cairo_surface_t *surface = gh_demo_portrait_draw (look, shot, size, box);
  g_autoptr (GdkPixbuf) pixbuf = expose (surface, shot);
  g_autoptr (GError) local_error = NULL;
  char *buffer = NULL;
  gsize length = 0;

  cairo_surface_destroy (surface);
  if (!gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &length, "jpeg", &local_error, "quality",
                                  JPEG_QUALITY, NULL))
    g_error ("No JPEG can be written here: %s", local_error->message);

  return g_bytes_new_take (buffer, length);
}
