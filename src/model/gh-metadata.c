/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-metadata.h"

#include "gh-metadata-entry.h"
#include "gh-model-limits.h"
#include "gh-text.h"

#define MOST_KEY_BYTES 128

typedef struct
{
  GhJsonReader *reader; /* (unowned) */
  GStrvBuilder *pairs;  /* (unowned) */
  guint n_entries;
} Flattening;

static void flatten_here (Flattening *flattening, const char *key, guint depth);

static void
flatten_object (Flattening *flattening, const char *key, guint depth)
{
  g_auto (GStrv) names
    = gh_json_reader_dup_member_names (flattening->reader, GH_METADATA_MOST_ENTRIES);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *name = gh_text_sanitize (names[i], MOST_KEY_BYTES);
      g_autofree char *path = key[0] != '\0' ? g_strconcat (key, ".", name, NULL) : NULL;

      if (gh_json_reader_enter_member (flattening->reader, names[i]))
        {
          flatten_here (flattening, path != NULL ? path : name, depth);
          gh_json_reader_leave (flattening->reader);
        }
    }
}

static void
flatten_array (Flattening *flattening, const char *key, guint depth)
{
  guint n_items;

  if (!gh_json_reader_enter_array (flattening->reader, NULL, GH_JSON_REQUIRED, G_MAXUINT, &n_items))
    return;
  for (guint i = 0; i < n_items && flattening->n_entries < GH_METADATA_MOST_ENTRIES; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s[%u]", key, i);

      if (gh_json_reader_enter_element (flattening->reader, i))
        {
          flatten_here (flattening, path, depth);
          gh_json_reader_leave (flattening->reader);
        }
    }
  gh_json_reader_leave (flattening->reader);
}

/* @depth: how many levels may still be opened. */
static void
flatten_here (Flattening *flattening, const char *key, guint depth)
{
  GhJsonKind kind = gh_json_reader_get_kind (flattening->reader);
  g_autofree char *value = NULL;

  if (flattening->n_entries >= GH_METADATA_MOST_ENTRIES)
    return;

  if (kind == GH_JSON_KIND_OBJECT || kind == GH_JSON_KIND_ARRAY)
    {
      if (depth == 0)
        return;
      if (kind == GH_JSON_KIND_OBJECT)
        flatten_object (flattening, key, depth - 1);
      else
        flatten_array (flattening, key, depth - 1);
      return;
    }

  value = gh_json_reader_dup_scalar_text (flattening->reader, GH_MOST_NAME_BYTES);
  if (value == NULL)
    return;
  g_strv_builder_add (flattening->pairs, key[0] != '\0' ? key : "value");
  g_strv_builder_take (flattening->pairs, g_steal_pointer (&value));
  flattening->n_entries++;
}

/**
 * gh_metadata_flatten:
 * @reader: a reader that stands on a value of any kind
 *
 * Writes a value as lines of a path and a scalar: "boundingBox.x" and "0.31". Null is left out, and
 * so is what is beyond %GH_METADATA_MOST_ENTRIES lines or nested deeper than
 * %GH_METADATA_MOST_DEPTH.
 *
 * Returns: (transfer full) (nullable): path, scalar, path, scalar; %NULL for no lines
 */
char **
gh_metadata_flatten (GhJsonReader *reader)
{
  g_autoptr (GStrvBuilder) pairs = g_strv_builder_new ();
  Flattening flattening = { reader, pairs, 0 };

  g_return_val_if_fail (reader != NULL, NULL);

  flatten_here (&flattening, "", GH_METADATA_MOST_DEPTH);

  return flattening.n_entries > 0 ? g_strv_builder_end (pairs) : NULL;
}

/**
 * gh_metadata_make_model:
 * @metadata: (nullable): what gh_metadata_flatten() returned
 *
 * Returns: (transfer full): a list of #GhMetadataEntry
 */
GListModel *
gh_metadata_make_model (char **metadata)
{
  GListStore *entries = g_list_store_new (GH_TYPE_METADATA_ENTRY);

  for (guint i = 0; metadata != NULL && metadata[i] != NULL; i += 2)
    {
      g_autoptr (GhMetadataEntry) entry = gh_metadata_entry_new (metadata[i], metadata[i + 1]);

      g_list_store_append (entries, entry);
    }

  return G_LIST_MODEL (entries);
}
