/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-metadata-entry.h"

struct _GhMetadataEntry
{
  GObject parent_instance;

  char *key;   /* (owned) */
  char *value; /* (owned) */
};

typedef enum
{
  PROP_KEY = 1,
  PROP_VALUE,
} GhMetadataEntryProperty;

static GParamSpec *properties[PROP_VALUE + 1];

G_DEFINE_FINAL_TYPE (GhMetadataEntry, gh_metadata_entry, G_TYPE_OBJECT)

static void
gh_metadata_entry_finalize (GObject *object)
{
  GhMetadataEntry *self = GH_METADATA_ENTRY (object);

  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->value, g_free);

  G_OBJECT_CLASS (gh_metadata_entry_parent_class)->finalize (object);
}

static void
gh_metadata_entry_get_property (GObject *object,
                                guint property_id,
                                GValue *value,
                                GParamSpec *pspec)
{
  GhMetadataEntry *self = GH_METADATA_ENTRY (object);

  switch ((GhMetadataEntryProperty) property_id)
    {
    case PROP_KEY:
      g_value_set_string (value, self->key);
      break;
    case PROP_VALUE:
      g_value_set_string (value, self->value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_metadata_entry_class_init (GhMetadataEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = gh_metadata_entry_finalize;
  object_class->get_property = gh_metadata_entry_get_property;

  /**
   * GhMetadataEntry:key:
   *
   * The path of the value in the metadata: "boundingBox.x".
   */
  properties[PROP_KEY] = g_param_spec_string ("key", NULL, NULL, NULL,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * GhMetadataEntry:value:
   *
   * The value in words.
   */
  properties[PROP_VALUE] = g_param_spec_string ("value", NULL, NULL, NULL,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
gh_metadata_entry_init (GhMetadataEntry *self)
{
}

/**
 * gh_metadata_entry_new:
 * @key: the path of the value, sanitised
 * @value: the value in words, sanitised
 *
 * Returns: (transfer full): a new entry
 */
GhMetadataEntry *
gh_metadata_entry_new (const char *key, const char *value)
{
  GhMetadataEntry *self;

  g_return_val_if_fail (key != NULL, NULL);
  g_return_val_if_fail (value != NULL, NULL);

  self = g_object_new (GH_TYPE_METADATA_ENTRY, NULL);
  self->key = g_strdup (key);
  self->value = g_strdup (value);

  return self;
}

/**
 * gh_metadata_entry_get_key:
 * @self: an entry
 *
 * Returns: (transfer none): the path of the value
 */
const char *
gh_metadata_entry_get_key (GhMetadataEntry *self)
{
  g_return_val_if_fail (GH_IS_METADATA_ENTRY (self), NULL);

  return self->key;
}

/**
 * gh_metadata_entry_get_value:
 * @self: an entry
 *
 * Returns: (transfer none): the value in words
 */
const char *
gh_metadata_entry_get_value (GhMetadataEntry *self)
{
  g_return_val_if_fail (GH_IS_METADATA_ENTRY (self), NULL);

  return self->value;
}
