/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-event-rows.h"

#include "gh-feed-break-private.h"

static gint64
get_time_us (gpointer row)
{
  return GH_IS_FACE_EVENT (row) ? gh_face_event_get_timestamp_us (row)
                                : gh_feed_break_get_position_us (row);
}

/**
 * gh_event_rows_new:
 *
 * Returns: (transfer full) (element-type GObject): no rows; the array owns what is added
 */
GPtrArray *
gh_event_rows_new (void)
{
  return g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * gh_event_rows_compare:
 * @a: a row
 * @b: a row
 *
 * Orders rows: newest first. A mark stands above the events of its own time.
 *
 * Returns: less than 0 if @a comes first, more than 0 if @b does
 */
int
gh_event_rows_compare (gconstpointer a, gconstpointer b)
{
  gpointer row_a = (gpointer) a, row_b = (gpointer) b;
  const gboolean a_is_event = GH_IS_FACE_EVENT (row_a), b_is_event = GH_IS_FACE_EVENT (row_b);
  gint64 time_a, time_b;

  if (a_is_event && b_is_event)
    return gh_face_event_compare_newest_first (row_a, row_b);

  time_a = get_time_us (row_a);
  time_b = get_time_us (row_b);
  if (time_a == time_b && !a_is_event && !b_is_event)
    {
      time_a = gh_feed_break_get_from_us (row_a);
      time_b = gh_feed_break_get_from_us (row_b);
    }
  if (time_a != time_b)
    return time_a > time_b ? -1 : 1;
  return a_is_event - b_is_event;
}

/**
 * gh_event_rows_sort:
 * @rows: (element-type GObject): rows in any order
 *
 * Sorts them; what is equal stays in its order.
 */
void
gh_event_rows_sort (GPtrArray *rows)
{
  g_return_if_fail (rows != NULL);

  g_ptr_array_sort_values (rows, gh_event_rows_compare);
}

/**
 * gh_event_rows_merge:
 * @rows: (element-type GObject): sorted rows
 * @more: (element-type GObject): sorted rows
 *
 * Returns: (transfer full) (element-type GObject): both, sorted
 */
GPtrArray *
gh_event_rows_merge (GPtrArray *rows, GPtrArray *more)
{
  GPtrArray *merged;

  g_return_val_if_fail (rows != NULL, NULL);
  g_return_val_if_fail (more != NULL, NULL);

  merged = g_ptr_array_new_full (rows->len + more->len, g_object_unref);
  for (guint i = 0, j = 0; i < rows->len || j < more->len;)
    {
      if (j == more->len
          || (i < rows->len && gh_event_rows_compare (rows->pdata[i], more->pdata[j]) <= 0))
        g_ptr_array_add (merged, g_object_ref (rows->pdata[i++]));
      else
        g_ptr_array_add (merged, g_object_ref (more->pdata[j++]));
    }

  return merged;
}

/**
 * gh_event_rows_count_events:
 * @rows: (element-type GObject): rows
 *
 * Returns: how many of them are events and not marks
 */
guint
gh_event_rows_count_events (GPtrArray *rows)
{
  guint n_events = 0;

  g_return_val_if_fail (rows != NULL, 0);

  for (guint i = 0; i < rows->len; i++)
    n_events += GH_IS_FACE_EVENT (rows->pdata[i]);
  return n_events;
}

/**
 * gh_event_rows_find_oldest_break:
 * @rows: (element-type GObject): sorted rows
 * @index: (out): where it is
 *
 * Returns: %TRUE if there is a mark
 */
gboolean
gh_event_rows_find_oldest_break (GPtrArray *rows, guint *index)
{
  g_return_val_if_fail (rows != NULL, FALSE);
  g_return_val_if_fail (index != NULL, FALSE);

  for (guint i = rows->len; i > 0; i--)
    {
      if (GH_IS_FEED_BREAK (rows->pdata[i - 1]))
        {
          *index = i - 1;
          return TRUE;
        }
    }
  return FALSE;
}
