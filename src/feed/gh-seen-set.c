/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-seen-set.h"

typedef struct
{
  GList link; /* in released; its data is this entry, NULL while the id is in use */
  char *id;   /* (owned) */
} Entry;

struct _GhSeenSet
{
  GHashTable *entries; /* (owned): Entry by its id */
  GQueue released;     /* (element-type Entry): the one that was released first at the head */
  guint most_released;
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->id);
  g_free (entry);
}

static void
forget_surplus (GhSeenSet *self)
{
  while (self->released.length > self->most_released)
    {
      Entry *entry = self->released.head->data;

      g_queue_unlink (&self->released, &entry->link);
      g_hash_table_remove (self->entries, entry->id);
    }
}

/**
 * gh_seen_set_new:
 * @most_released: how many ids are remembered after their release
 *
 * Makes a memory for ids that is bounded and yet never forgets one that is in use.
 *
 * Returns: (transfer full): an empty set
 */
GhSeenSet *
gh_seen_set_new (guint most_released)
{
  GhSeenSet *self = g_new0 (GhSeenSet, 1);

  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, entry_free);
  g_queue_init (&self->released);
  self->most_released = most_released;

  return self;
}

/**
 * gh_seen_set_free:
 * @self: (transfer full) (nullable): a set
 *
 * Frees it.
 */
void
gh_seen_set_free (GhSeenSet *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->entries);
  g_free (self);
}

/**
 * gh_seen_set_add:
 * @self: a set
 * @id: an id
 *
 * Takes @id in, as one in use. An id that is known stays as it is.
 *
 * Returns: %TRUE if it was not known
 */
gboolean
gh_seen_set_add (GhSeenSet *self, const char *id)
{
  Entry *entry;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  if (g_hash_table_contains (self->entries, id))
    return FALSE;

  entry = g_new0 (Entry, 1);
  entry->id = g_strdup (id);
  g_hash_table_insert (self->entries, entry->id, entry);

  return TRUE;
}

/**
 * gh_seen_set_release:
 * @self: a set
 * @id: an id in use
 *
 * Says that @id is no longer in use: from now on it may be forgotten, after all that were released
 * before it.
 */
void
gh_seen_set_release (GhSeenSet *self, const char *id)
{
  Entry *entry;

  g_return_if_fail (self != NULL);
  g_return_if_fail (id != NULL);

  entry = g_hash_table_lookup (self->entries, id);
  g_return_if_fail (entry != NULL && entry->link.data == NULL);

  entry->link.data = entry;
  g_queue_push_tail_link (&self->released, &entry->link);
  forget_surplus (self);
}

/**
 * gh_seen_set_contains:
 * @self: a set
 * @id: an id
 *
 * Returns: %TRUE if @id is known
 */
gboolean
gh_seen_set_contains (const GhSeenSet *self, const char *id)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  return g_hash_table_contains (self->entries, id);
}

/**
 * gh_seen_set_set_most_released:
 * @self: a set
 * @most_released: how many ids are remembered after their release
 *
 * Changes the bound, and forgets what is over it.
 */
void
gh_seen_set_set_most_released (GhSeenSet *self, guint most_released)
{
  g_return_if_fail (self != NULL);

  self->most_released = most_released;
  forget_surplus (self);
}

/**
 * gh_seen_set_clear:
 * @self: a set
 *
 * Forgets everything, what is in use as well.
 */
void
gh_seen_set_clear (GhSeenSet *self)
{
  g_return_if_fail (self != NULL);

  g_queue_init (&self->released);
  g_hash_table_remove_all (self->entries);
}
