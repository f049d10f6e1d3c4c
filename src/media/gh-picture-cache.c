/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-picture-cache.h"

struct _GhPictureCache
{
  GHashTable *entries; /* (owned) (element-type Entry Entry): each is its own key */
  GQueue uses;         /* the same entries, used last first */
  gsize n_bytes;
  gsize most_bytes;
};

typedef struct
{
  char *id;            /* (owned) */
  GhPicture *picture;  /* (owned) */
  GList link;          /* in uses */
  gsize n_bytes;
  int pixels;
} Entry;

static guint
hash_entry (gconstpointer key)
{
  const Entry *entry = key;

  return g_str_hash (entry->id) * 31 + (guint) entry->pixels;
}

static gboolean
entries_equal (gconstpointer a, gconstpointer b)
{
  const Entry *first = a;
  const Entry *second = b;

  return first->pixels == second->pixels && g_str_equal (first->id, second->id);
}

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  g_free (entry->id);
  gh_picture_unref (entry->picture);
  g_free (entry);
}

static Entry *
find (GhPictureCache *self, const char *id, int pixels)
{
  const Entry wanted = { .id = (char *) id, .pixels = pixels };

  return g_hash_table_lookup (self->entries, &wanted);
}

static void
drop (GhPictureCache *self, Entry *entry)
{
  self->n_bytes -= entry->n_bytes;
  g_queue_unlink (&self->uses, &entry->link);
  g_hash_table_remove (self->entries, entry);
}

/**
 * gh_picture_cache_new:
 * @most_bytes: how much pixels and entries may take together
 *
 * Returns: (transfer full): an empty cache
 */
GhPictureCache *
gh_picture_cache_new (gsize most_bytes)
{
  GhPictureCache *self = g_new0 (GhPictureCache, 1);

  self->entries = g_hash_table_new_full (hash_entry, entries_equal, NULL, free_entry);
  self->most_bytes = most_bytes;

  return self;
}

/**
 * gh_picture_cache_free:
 * @self: (transfer full): a cache
 *
 * Drops the cache and what it holds.
 */
void
gh_picture_cache_free (GhPictureCache *self)
{
  g_hash_table_unref (self->entries);
  g_free (self);
}

/**
 * gh_picture_cache_lookup:
 * @self: a cache
 * @id: which picture
 * @pixels: at which size
 *
 * Looks a picture up, and counts that as its last use.
 *
 * Returns: (transfer none) (nullable): the picture, valid until the next insertion
 */
GhPicture *
gh_picture_cache_lookup (GhPictureCache *self, const char *id, int pixels)
{
  Entry *entry = find (self, id, pixels);

  if (entry == NULL)
    return NULL;

  g_queue_unlink (&self->uses, &entry->link);
  g_queue_push_head_link (&self->uses, &entry->link);

  return entry->picture;
}

/**
 * gh_picture_cache_insert:
 * @self: a cache
 * @id: which picture
 * @pixels: at which size
 * @picture: the picture
 *
 * Keeps @picture, in place of the one that was there, and drops those that were not used for the
 * longest time until the limit holds again. A picture beyond the limit is not kept at all.
 */
void
gh_picture_cache_insert (GhPictureCache *self, const char *id, int pixels, GhPicture *picture)
{
  Entry *entry = find (self, id, pixels);
  gsize n_bytes = g_bytes_get_size (gh_picture_get_pixels (picture)) + GH_PICTURE_CACHE_ENTRY_BYTES;

  if (entry != NULL)
    drop (self, entry);
  if (n_bytes > self->most_bytes)
    return;

  while (self->n_bytes + n_bytes > self->most_bytes)
    drop (self, g_queue_peek_tail (&self->uses));

  entry = g_new0 (Entry, 1);
  entry->id = g_strdup (id);
  entry->picture = gh_picture_ref (picture);
  entry->pixels = pixels;
  entry->n_bytes = n_bytes;
  entry->link.data = entry;
  g_queue_push_head_link (&self->uses, &entry->link);
  g_hash_table_add (self->entries, entry);
  self->n_bytes += n_bytes;
}

/**
 * gh_picture_cache_clear:
 * @self: a cache
 *
 * Drops every picture.
 */
void
gh_picture_cache_clear (GhPictureCache *self)
{
  g_queue_init (&self->uses);
  g_hash_table_remove_all (self->entries);
  self->n_bytes = 0;
}

/**
 * gh_picture_cache_get_n_bytes:
 * @self: a cache
 *
 * Returns: what pixels and entries take together
 */
gsize
gh_picture_cache_get_n_bytes (const GhPictureCache *self)
{
  return self->n_bytes;
}
