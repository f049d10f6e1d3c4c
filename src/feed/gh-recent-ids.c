/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-recent-ids.h"

#include <string.h>

#define N_AGES 2
#define MOST_PER_AGE (GH_RECENT_IDS_MOST / N_AGES)
#define MOST_BYTES_PER_AGE (3 * 1024 * 1024)
#define CHUNK_BYTES (64 * 1024)

/* Two ages: when the young one is full, the old one is forgotten as a whole and the young one grows
 * old. So the last half is always known, no id is moved, and ids lie one behind the other instead
 * of in a block of memory each. */
typedef struct
{
  GHashTable *ids;     /* (owned): a set, of strings in @texts */
  GStringChunk *texts; /* (owned) */
  gsize n_bytes;
} Age;

struct _GhRecentIds
{
  Age ages[N_AGES]; /* the young one first */
};

static Age
age_new (void)
{
  return (Age) { g_hash_table_new (g_str_hash, g_str_equal), g_string_chunk_new (CHUNK_BYTES), 0 };
}

static void
age_clear (Age *age)
{
  g_clear_pointer (&age->ids, g_hash_table_unref);
  g_clear_pointer (&age->texts, g_string_chunk_free);
}

/**
 * gh_recent_ids_new:
 *
 * Returns: (transfer full): a memory of nothing yet
 */
GhRecentIds *
gh_recent_ids_new (void)
{
  GhRecentIds *self = g_new0 (GhRecentIds, 1);

  for (guint i = 0; i < N_AGES; i++)
    self->ages[i] = age_new ();

  return self;
}

/**
 * gh_recent_ids_free:
 * @self: (transfer full) (nullable): a memory
 *
 * Frees it.
 */
void
gh_recent_ids_free (GhRecentIds *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < N_AGES; i++)
    age_clear (&self->ages[i]);
  g_free (self);
}

/**
 * gh_recent_ids_add:
 * @self: a memory
 * @id: an id, of at most a few hundred bytes
 *
 * Takes @id in; what came long ago may be forgotten for it.
 *
 * Returns: %FALSE if it came lately
 */
gboolean
gh_recent_ids_add (GhRecentIds *self, const char *id)
{
  const gsize n_bytes = strlen (id) + 1;
  Age *young = &self->ages[0];

  for (guint i = 0; i < N_AGES; i++)
    if (g_hash_table_contains (self->ages[i].ids, id))
      return FALSE;

  if (g_hash_table_size (young->ids) == MOST_PER_AGE
      || young->n_bytes + n_bytes > MOST_BYTES_PER_AGE)
    {
      age_clear (&self->ages[1]);
      self->ages[1] = *young;
      *young = age_new ();
    }
  g_hash_table_add (young->ids, g_string_chunk_insert (young->texts, id));
  young->n_bytes += n_bytes;

  return TRUE;
}

/**
 * gh_recent_ids_clear:
 * @self: a memory
 *
 * Forgets everything.
 */
void
gh_recent_ids_clear (GhRecentIds *self)
{
  for (guint i = 0; i < N_AGES; i++)
    {
      age_clear (&self->ages[i]);
      self->ages[i] = age_new ();
    }
}

/**
 * gh_recent_ids_get_n:
 * @self: a memory
 *
 * Returns: how many ids are known
 */
guint
gh_recent_ids_get_n (const GhRecentIds *self)
{
  return g_hash_table_size (self->ages[0].ids) + g_hash_table_size (self->ages[1].ids);
}
