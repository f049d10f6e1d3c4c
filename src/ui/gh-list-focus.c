/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-list-focus.h"

static GtkListItem *
find_row (GPtrArray *rows, GtkWidget *widget)
{
  for (guint i = 0; widget != NULL && i < rows->len; i++)
    if (gtk_widget_get_parent (gtk_list_item_get_child (g_ptr_array_index (rows, i))) == widget)
      return g_ptr_array_index (rows, i);
  return NULL;
}

/**
 * gh_list_focus_is_seen:
 * @list: a list view in a scrolled window
 * @rows: (element-type GtkListItem): those that are bound to something
 * @at_top: whether it shows its top, or will when it has been laid out
 *
 * A list view remembers the row that had the keyboard last, and goes back to it also where others have
 * carried it off the screen. At the top this is told from the row's place: rows that came in while the
 * list was not on the screen have not been laid out yet.
 *
 * Returns: whether the row that had the keyboard last is where somebody sees it
 */
gboolean
gh_list_focus_is_seen (GtkWidget *list, GPtrArray *rows, gboolean at_top)
{
  GtkWidget *focus = gtk_widget_get_focus_child (list);
  GtkListItem *row = find_row (rows, focus);
  float height = (float) gtk_widget_get_height (list);
  graphene_rect_t bounds;

  if (row == NULL || !gtk_widget_compute_bounds (focus, list, &bounds))
    return FALSE;
  if (at_top)
    return (float) gtk_list_item_get_position (row) * bounds.size.height < height;

  return bounds.origin.y + bounds.size.height > 0.0F && bounds.origin.y < height;
}
