/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-bounding-box.h"

/* No picture that is accepted has more pixels along a side. */
#define MOST_FIGURE 100000.0

/**
 * gh_bounding_box_read:
 * @reader: a reader that stands on an object
 * @name: the name of a member
 * @box: (out caller-allocates): the box
 *
 * Reads an optional box of x, y, width and height. A box without area is no box.
 *
 * Returns: %TRUE if @box was set; %FALSE where there is none, and after a fault
 */
gboolean
gh_bounding_box_read (GhJsonReader *reader, const char *name, GhBoundingBox *box)
{
  g_return_val_if_fail (reader != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (box != NULL, FALSE);

  if (!gh_json_reader_enter_object (reader, name, GH_JSON_OPTIONAL))
    return FALSE;

  /* A face that is cut off by the edge begins outside of the picture. */
  box->x = gh_json_reader_get_double (reader, "x", GH_JSON_REQUIRED, -MOST_FIGURE, MOST_FIGURE, 0);
  box->y = gh_json_reader_get_double (reader, "y", GH_JSON_REQUIRED, -MOST_FIGURE, MOST_FIGURE, 0);
  box->width = gh_json_reader_get_double (reader, "width", GH_JSON_REQUIRED, 0, MOST_FIGURE, 0);
  box->height = gh_json_reader_get_double (reader, "height", GH_JSON_REQUIRED, 0, MOST_FIGURE, 0);
  box->is_relative = box->x >= 0 && box->x <= 1 && box->y >= 0 && box->y <= 1 && box->width <= 1
                     && box->height <= 1;
  gh_json_reader_leave (reader);

  return !gh_json_reader_has_failed (reader) && box->width > 0 && box->height > 0;
}
