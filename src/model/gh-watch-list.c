/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-watch-list.h"

#include "gh-alert-fields.h"
#include "gh-model-limits.h"
#include "gh-text.h"

struct _GhWatchList
{
  GObject parent_instance;

  GhWatchListFields fields; /* (owned) */
};

typedef enum
{
  PROP_NAME = 1,
} GhWatchListProperty;

static GParamSpec *properties[PROP_NAME + 1];

G_DEFINE_FINAL_TYPE (GhWatchList, gh_watch_list, G_TYPE_OBJECT)

static void
gh_watch_list_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  if (property_id == PROP_NAME)
    g_value_set_string (value, GH_WATCH_LIST (object)->fields.name);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
gh_watch_list_finalize (GObject *object)
{
  GhWatchListFields *fields = &GH_WATCH_LIST (object)->fields;

  g_free (fields->id);
  g_free (fields->name);
  g_strfreev (fields->users);
  g_strfreev (fields->records);

  G_OBJECT_CLASS (gh_watch_list_parent_class)->finalize (object);
}

static void
gh_watch_list_class_init (GhWatchListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gh_watch_list_get_property;
  object_class->finalize = gh_watch_list_finalize;

  /**
   * GhWatchList:name:
   *
   * What a person calls it.
   */
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
gh_watch_list_init (GhWatchList *self)
{
}

/**
 * gh_watch_list_new:
 * @fields: what it says; copied
 *
 * Makes a list. One without an id gets a new one.
 *
 * Returns: (transfer full): a list
 */
GhWatchList *
gh_watch_list_new (const GhWatchListFields *fields)
{
  GhWatchList *self;

  g_return_val_if_fail (fields != NULL, NULL);

  self = g_object_new (GH_TYPE_WATCH_LIST, NULL);
  self->fields = *fields;
  self->fields.id = fields->id != NULL ? g_strdup (fields->id) : g_uuid_string_random ();
  self->fields.name = gh_text_sanitize (fields->name != NULL ? fields->name : "", GH_MOST_NAME_BYTES);
  self->fields.color = fields->color % GH_WATCH_LIST_N_COLORS;
  self->fields.users = gh_alert_fields_copy_strings (fields->users);
  self->fields.records = gh_alert_fields_copy_strings (fields->records);
  self->fields.threshold = CLAMP (fields->threshold, 0, 1);

  return self;
}

/**
 * gh_watch_list_new_from_json:
 * @reader: a reader that stands on what gh_watch_list_to_json() wrote
 *
 * Returns: (transfer full) (nullable): the list; %NULL after a fault, which @reader has
 */
GhWatchList *
gh_watch_list_new_from_json (GhJsonReader *reader)
{
  g_autoptr (GhWatchList) self = NULL;
  GhWatchListFields *fields;

  g_return_val_if_fail (reader != NULL, NULL);

  self = g_object_new (GH_TYPE_WATCH_LIST, NULL);
  fields = &self->fields;
  fields->id = gh_json_reader_dup_string (reader, "id", GH_JSON_REQUIRED, GH_MOST_ID_BYTES);
  fields->name = gh_json_reader_dup_string (reader, "name", GH_JSON_OPTIONAL, GH_MOST_NAME_BYTES);
  if (fields->name == NULL)
    fields->name = g_strdup ("");
  fields->color = (guint) gh_json_reader_get_int (reader, "color", GH_JSON_OPTIONAL, 0,
                                                  GH_WATCH_LIST_N_COLORS - 1, 0);
  fields->users = gh_alert_fields_read_strings (reader, "users");
  fields->records = gh_alert_fields_read_strings (reader, "records");
  fields->threshold = gh_json_reader_get_double (reader, "threshold", GH_JSON_OPTIONAL, 0, 1, 0);
  fields->sound = gh_alert_fields_read_sound (reader, "sound");
  fields->repeats = gh_json_reader_get_boolean (reader, "repeats", GH_JSON_OPTIONAL, FALSE);

  return gh_json_reader_has_failed (reader) ? NULL : g_steal_pointer (&self);
}

/**
 * gh_watch_list_to_json:
 * @self: a list
 *
 * Returns: (transfer full): a JSON text that it can be read from again
 */
GBytes *
gh_watch_list_to_json (GhWatchList *self)
{
  g_autoptr (GhJsonWriter) writer = NULL;
  const GhWatchListFields *fields;

  g_return_val_if_fail (GH_IS_WATCH_LIST (self), NULL);

  fields = &self->fields;
  writer = gh_json_writer_new ();
  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_add_string (writer, "id", fields->id);
  gh_json_writer_add_string (writer, "name", fields->name);
  gh_json_writer_add_int (writer, "color", fields->color);
  gh_alert_fields_write_strings (writer, "users", fields->users);
  gh_alert_fields_write_strings (writer, "records", fields->records);
  gh_json_writer_add_double (writer, "threshold", fields->threshold);
  gh_json_writer_add_string (writer, "sound", gh_alert_sound_to_text (fields->sound));
  gh_json_writer_add_boolean (writer, "repeats", fields->repeats);
  gh_json_writer_end_object (writer);

  return gh_json_writer_end (writer);
}

/**
 * gh_watch_list_get_fields:
 * @self: a list
 *
 * Returns: (transfer none): what it says
 */
const GhWatchListFields *
gh_watch_list_get_fields (GhWatchList *self)
{
  g_return_val_if_fail (GH_IS_WATCH_LIST (self), NULL);

  return &self->fields;
}

/**
 * gh_watch_list_get_id:
 * @self: a list
 *
 * Returns: (transfer none): its id
 */
const char *
gh_watch_list_get_id (GhWatchList *self)
{
  g_return_val_if_fail (GH_IS_WATCH_LIST (self), NULL);

  return self->fields.id;
}

/**
 * gh_watch_list_get_name:
 * @self: a list
 *
 * Returns: (transfer none): what a person calls it
 */
const char *
gh_watch_list_get_name (GhWatchList *self)
{
  g_return_val_if_fail (GH_IS_WATCH_LIST (self), NULL);

  return self->fields.name;
}
