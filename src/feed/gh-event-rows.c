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
 * @more: (element-type GObject): sorted rows, which all move to @rows
 * @position: (out): where the first of them is now
 * @n_between: (out): how many of the rows that were there are between the first and the last
 *
 * Merges in place, from the end, so that rows are only moved.
 */
void
gh_event_rows_merge (GPtrArray *rows, GPtrArray *more, guint *position, guint *n_between)
{
  guint n_rows, n_more, n_free, end;

  g_return_if_fail (rows != NULL);
  g_return_if_fail (more != NULL);
  g_return_if_fail (position != NULL && n_between != NULL);

  n_rows = end = rows->len;
  n_more = more->len;
  g_ptr_array_set_size (rows, (int) (n_rows + n_more));
  for (n_free = rows->len; n_more > 0;)
    {
      if (n_rows > 0
          && gh_event_rows_compare (rows->pdata[n_rows - 1], more->pdata[n_more - 1]) > 0)
        {
          rows->pdata[--n_free] = rows->pdata[--n_rows];
          if (n_more == more->len)
            end = n_rows;
        }
      else
        rows->pdata[--n_free] = more->pdata[--n_more];
    }
  *position = n_rows;
  *n_between = end - n_rows;

  /* What it held is the other's now. */
  g_free (g_ptr_array_steal (more, NULL));
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
