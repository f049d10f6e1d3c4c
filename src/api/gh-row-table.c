/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-row-table.h"

struct _GhRowTable
{
  GHashTable *items;     /* (owned) position to GhPagedItem, weak */
  GHashTable *positions; /* (owned) the way back */
};

static void
item_gone_cb (gpointer user_data, GObject *item)
{
  GhRowTable *self = user_data;

  g_hash_table_remove (self->items, g_hash_table_lookup (self->positions, item));
  g_hash_table_remove (self->positions, item);
}

/*
 * gh_row_table_new:
 *
 * Returns: (transfer full): a table without rows
 */
GhRowTable *
gh_row_table_new (void)
{
  GhRowTable *self = g_new0 (GhRowTable, 1);

  self->items = g_hash_table_new (NULL, NULL);
  self->positions = g_hash_table_new (NULL, NULL);

  return self;
}

/*
 * gh_row_table_free:
 * @self: (transfer full): a table
 *
 * Forgets all rows.
 */
void
gh_row_table_free (GhRowTable *self)
{
  gh_row_table_remove_from (self, 0);
  g_hash_table_unref (self->items);
  g_hash_table_unref (self->positions);
  g_free (self);
}

/*
 * gh_row_table_look_up:
 * @self: a table
 * @position: which row
 *
 * Returns: (transfer none) (nullable): the row, if somebody holds it
 */
GhPagedItem *
gh_row_table_look_up (GhRowTable *self, guint position)
{
  return g_hash_table_lookup (self->items, GUINT_TO_POINTER (position));
}

/*
 * gh_row_table_add:
 * @self: a table
 * @item: a row at a position that there is none of yet
 *
 * Knows @item for as long as it lives.
 */
void
gh_row_table_add (GhRowTable *self, GhPagedItem *item)
{
  gpointer position = GUINT_TO_POINTER (gh_paged_item_get_position (item));

  g_hash_table_insert (self->items, position, item);
  g_hash_table_insert (self->positions, item, position);
  g_object_weak_ref (G_OBJECT (item), item_gone_cb, self);
}

/*
 * gh_row_table_remove_from:
 * @self: a table
 * @position: the first that is no row of the list any more
 *
 * Forgets it and all after it; who holds them, keeps them.
 */
void
gh_row_table_remove_from (GhRowTable *self, guint position)
{
  GHashTableIter iter;
  gpointer key, item;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, &key, &item))
    {
      if (GPOINTER_TO_UINT (key) < position)
        continue;
      g_object_weak_unref (item, item_gone_cb, self);
      g_hash_table_remove (self->positions, item);
      g_hash_table_iter_remove (&iter);
    }
}

/*
 * gh_row_table_find_waiting:
 * @self: a table
 * @func: asked for every row that is still without its object
 * @user_data: for @func
 *
 * Returns: %TRUE if @func has said so
 */
gboolean
gh_row_table_find_waiting (GhRowTable *self, GhRowTableFunc func, gpointer user_data)
{
  GHashTableIter iter;
  gpointer key, item;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, &key, &item))
    if (gh_paged_item_get_object (item) == NULL && func (GPOINTER_TO_UINT (key), user_data))
      return TRUE;

  return FALSE;
}

/*
 * gh_row_table_dup_range:
 * @self: a table
 * @first: the first position
 * @end: the position after the last
 *
 * Returns: (transfer full) (element-type GhPagedItem): the rows there, in no order
 */
GPtrArray *
gh_row_table_dup_range (GhRowTable *self, guint first, guint end)
{
  GPtrArray *range = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer key, item;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, &key, &item))
    if (GPOINTER_TO_UINT (key) >= first && GPOINTER_TO_UINT (key) < end)
      g_ptr_array_add (range, g_object_ref (item));

  return range;
}
