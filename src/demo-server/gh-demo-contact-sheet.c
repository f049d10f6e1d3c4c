/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-contact-sheet.h"

#include <gio/gio.h>

#include "gh-demo-gallery.h"
#include "gh-demo-people.h"

#define COLUMNS 12
#define CELL 160
#define SMALL 64

/**
 * gh_demo_contact_sheet_write:
 * @path: the PNG file to write
 * @error: (out) (optional): why not
 *
 * Puts everybody on one sheet: as enrolled, as a camera sees them, and small.
 *
 * Returns: %TRUE if the file has been written
 */
gboolean
gh_demo_contact_sheet_write (const char *path, GError **error)
{
  guint rows = (GH_DEMO_N_PEOPLE + COLUMNS - 1) / COLUMNS;
  int row_height = 2 * CELL + SMALL;
  cairo_surface_t *sheet =
    cairo_image_surface_create (CAIRO_FORMAT_RGB24, COLUMNS * CELL, (int) rows * row_height);
  cairo_t *cr = cairo_create (sheet);
  cairo_status_t status;

  for (guint i = 0; i < GH_DEMO_N_PEOPLE; i++)
    {
      int x = (int) (i % COLUMNS) * CELL;
      int y = (int) (i / COLUMNS) * row_height;
      guint pictures[] = { gh_demo_gallery_enrolled_picture (i),
                           gh_demo_gallery_picture (i, i % GH_DEMO_N_CAMERAS, i) };

      for (guint j = 0; j < G_N_ELEMENTS (pictures); j++)
        {
          const GhDemoAppearance *look = &gh_demo_people_get (i)->look;
          cairo_surface_t *large;
          cairo_surface_t *small;
          GhDemoShot shot;

          gh_demo_gallery_get_shot (pictures[j], &shot);
          large = gh_demo_portrait_draw (look, &shot, CELL, NULL);
          cairo_set_source_surface (cr, large, x, y + (int) j * CELL);
          cairo_paint (cr);
          cairo_surface_destroy (large);
          small = gh_demo_portrait_draw (look, &shot, SMALL, NULL);
          cairo_set_source_surface (cr, small, x + 10 + (int) j * (SMALL + 8), y + 2 * CELL);
          cairo_paint (cr);
          cairo_surface_destroy (small);
        }
    }
  cairo_destroy (cr);
  status = cairo_surface_write_to_png (sheet, path);
  cairo_surface_destroy (sheet);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: %s", path,
                   cairo_status_to_string (status));
      return FALSE;
    }

  return TRUE;
}
