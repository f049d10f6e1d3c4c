/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-event-list.h"

#include "gh-feed-break.h"
#include "gh-paged-item.h"

/**
 * gh_event_list_is_same:
 * @item: (type GObject): an item of a list
 * @other: (type GObject): another one
 *
 * Returns: whether both stand for the same row. A paged list may let go of an item and make a new
 *   one for the same place.
 */
gboolean
gh_event_list_is_same (gpointer item, gpointer other)
{
  return item == other
         || (GH_IS_PAGED_ITEM (item) && GH_IS_PAGED_ITEM (other)
             && gh_paged_item_get_position (item) == gh_paged_item_get_position (other));
}

/**
 * gh_event_list_find:
 * @list: a list
 * @item: (type GObject): an item of the list
 *
 * Returns: where the item is; the length of the list where it is no more
 */
guint
gh_event_list_find (GListModel *list, gpointer item)
{
  guint n_items = g_list_model_get_n_items (list);

  if (GH_IS_PAGED_ITEM (item))
    return MIN (gh_paged_item_get_position (item), n_items);

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (GObject) other = g_list_model_get_item (list, i);

      if (other == item)
        return i;
    }
  return n_items;
}

/**
 * gh_event_list_dup_neighbour:
 * @list: a list
 * @item: (type GObject): an item of the list
 * @step: 1 for the next row, -1 for the one before
 *
 * Finds the event beside another, stepping over marks that are no events.
 *
 * Returns: (type GObject) (transfer full) (nullable): the item, or %NULL where there is none
 */
gpointer
gh_event_list_dup_neighbour (GListModel *list, gpointer item, int step)
{
  guint n_items = g_list_model_get_n_items (list);
  guint position = gh_event_list_find (list, item);

  g_return_val_if_fail (step == 1 || step == -1, NULL);

  if (position >= n_items)
    return NULL;

  /* Below 0 wraps round and ends the loop as well. */
  for (position += (guint) step; position < n_items; position += (guint) step)
    {
      g_autoptr (GObject) other = g_list_model_get_item (list, position);

      if (!GH_IS_FEED_BREAK (other))
        return g_steal_pointer (&other);
    }
  return NULL;
}
