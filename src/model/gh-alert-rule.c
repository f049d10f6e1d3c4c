/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-alert-rule.h"

#include "gh-alert-fields.h"
#include "gh-model-limits.h"
#include "gh-text.h"

struct _GhAlertRule
{
  GObject parent_instance;

  GhAlertRuleFields fields; /* (owned) */
};

G_DEFINE_FINAL_TYPE (GhAlertRule, gh_alert_rule, G_TYPE_OBJECT)

static void
gh_alert_rule_finalize (GObject *object)
{
  GhAlertRuleFields *fields = &GH_ALERT_RULE (object)->fields;

  g_free (fields->id);
  g_free (fields->name);
  g_strfreev (fields->cameras);
  g_strfreev (fields->users);
  g_strfreev (fields->records);
  g_free (fields->list_id);

  G_OBJECT_CLASS (gh_alert_rule_parent_class)->finalize (object);
}

static void
gh_alert_rule_class_init (GhAlertRuleClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_alert_rule_finalize;
}

static void
gh_alert_rule_init (GhAlertRule *self)
{
}

/**
 * gh_alert_rule_fields_init:
 * @fields: (out caller-allocates): nothing of it is owned
 * @kind: what it is about
 *
 * Sets what is a good beginning for a rule of @kind: always, at every camera, with a chime, and
 * counting for a minute.
 */
void
gh_alert_rule_fields_init (GhAlertRuleFields *fields, GhAlertKind kind)
{
  g_return_if_fail (fields != NULL);

  *fields = (GhAlertRuleFields) {
    .kind = kind,
    .enabled = TRUE,
    .schedule = GH_SCHEDULE_ALWAYS,
    .threshold = kind == GH_ALERT_KIND_LOW_CONFIDENCE ? 0.6 : 0,
    .after_s = kind == GH_ALERT_KIND_CAMERA_SILENT ? 10 * 60 : 60,
    .cool_down_s = 60,
    .sound = gh_alert_kind_is_about_faces (kind) ? GH_ALERT_SOUND_BELL : GH_ALERT_SOUND_CHIME,
  };
}

/**
 * gh_alert_rule_new:
 * @fields: what it says; copied
 *
 * Makes a rule. One without an id gets a new one.
 *
 * Returns: (transfer full): a rule
 */
GhAlertRule *
gh_alert_rule_new (const GhAlertRuleFields *fields)
{
  GhAlertRule *self;

  g_return_val_if_fail (fields != NULL, NULL);

  self = g_object_new (GH_TYPE_ALERT_RULE, NULL);
  self->fields = *fields;
  self->fields.id = fields->id != NULL ? g_strdup (fields->id) : g_uuid_string_random ();
  self->fields.name = gh_text_sanitize (fields->name != NULL ? fields->name : "", GH_MOST_NAME_BYTES);
  self->fields.cameras = gh_alert_fields_copy_strings (fields->cameras);
  self->fields.users = gh_alert_fields_copy_strings (fields->users);
  self->fields.records = gh_alert_fields_copy_strings (fields->records);
  self->fields.list_id = g_strdup (fields->list_id);
  self->fields.threshold = CLAMP (fields->threshold, 0, 1);
  self->fields.after_s = MIN (fields->after_s, GH_ALERT_RULE_MOST_SECONDS);
  self->fields.cool_down_s = MIN (fields->cool_down_s, GH_ALERT_RULE_MOST_SECONDS);

  return self;
}

/**
 * gh_alert_rule_new_from_json:
 * @reader: a reader that stands on what gh_alert_rule_to_json() wrote
 *
 * Returns: (transfer full) (nullable): the rule; %NULL after a fault, which @reader has
 */
GhAlertRule *
gh_alert_rule_new_from_json (GhJsonReader *reader)
{
  g_autoptr (GhAlertRule) self = NULL;
  GhAlertRuleFields *fields;

  g_return_val_if_fail (reader != NULL, NULL);

  self = g_object_new (GH_TYPE_ALERT_RULE, NULL);
  fields = &self->fields;
  fields->id = gh_json_reader_dup_string (reader, "id", GH_JSON_REQUIRED, GH_MOST_ID_BYTES);
  fields->name = gh_json_reader_dup_string (reader, "name", GH_JSON_OPTIONAL, GH_MOST_NAME_BYTES);
  if (fields->name == NULL)
    fields->name = g_strdup ("");
  fields->kind = gh_alert_fields_read_kind (reader, "kind");
  fields->enabled = gh_json_reader_get_boolean (reader, "enabled", GH_JSON_OPTIONAL, TRUE);
  gh_schedule_read (&fields->schedule, reader, "schedule");
  fields->cameras = gh_alert_fields_read_strings (reader, "cameras");
  fields->users = gh_alert_fields_read_strings (reader, "users");
  fields->records = gh_alert_fields_read_strings (reader, "records");
  fields->list_id =
    gh_json_reader_dup_string (reader, "list", GH_JSON_OPTIONAL, GH_MOST_ID_BYTES);
  fields->threshold = gh_json_reader_get_double (reader, "threshold", GH_JSON_OPTIONAL, 0, 1, 0);
  fields->after_s = (guint) gh_json_reader_get_int (reader, "after", GH_JSON_OPTIONAL, 0,
                                                    GH_ALERT_RULE_MOST_SECONDS, 0);
  fields->cool_down_s = (guint) gh_json_reader_get_int (reader, "coolDown", GH_JSON_OPTIONAL, 0,
                                                        GH_ALERT_RULE_MOST_SECONDS, 0);
  fields->sound = gh_alert_fields_read_sound (reader, "sound");
  fields->repeats = gh_json_reader_get_boolean (reader, "repeats", GH_JSON_OPTIONAL, FALSE);
  fields->created_us = gh_json_reader_get_time_us (reader, "created", GH_JSON_REQUIRED);

  return gh_json_reader_has_failed (reader) ? NULL : g_steal_pointer (&self);
}

/**
 * gh_alert_rule_to_json:
 * @self: a rule
 *
 * Returns: (transfer full): a JSON text that it can be read from again
 */
GBytes *
gh_alert_rule_to_json (GhAlertRule *self)
{
  g_autoptr (GhJsonWriter) writer = NULL;
  const GhAlertRuleFields *fields;

  g_return_val_if_fail (GH_IS_ALERT_RULE (self), NULL);

  fields = &self->fields;
  writer = gh_json_writer_new ();
  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_add_string (writer, "id", fields->id);
  gh_json_writer_add_string (writer, "name", fields->name);
  gh_json_writer_add_string (writer, "kind", gh_alert_kind_to_text (fields->kind));
  gh_json_writer_add_boolean (writer, "enabled", fields->enabled);
  gh_schedule_write (&fields->schedule, writer, "schedule");
  gh_alert_fields_write_strings (writer, "cameras", fields->cameras);
  gh_alert_fields_write_strings (writer, "users", fields->users);
  gh_alert_fields_write_strings (writer, "records", fields->records);
  if (fields->list_id != NULL)
    gh_json_writer_add_string (writer, "list", fields->list_id);
  gh_json_writer_add_double (writer, "threshold", fields->threshold);
  gh_json_writer_add_int (writer, "after", fields->after_s);
  gh_json_writer_add_int (writer, "coolDown", fields->cool_down_s);
  gh_json_writer_add_string (writer, "sound", gh_alert_sound_to_text (fields->sound));
  gh_json_writer_add_boolean (writer, "repeats", fields->repeats);
  gh_json_writer_add_time (writer, "created", fields->created_us);
  gh_json_writer_end_object (writer);

  return gh_json_writer_end (writer);
}

/**
 * gh_alert_rule_get_fields:
 * @self: a rule
 *
 * Returns: (transfer none): what it says
 */
const GhAlertRuleFields *
gh_alert_rule_get_fields (GhAlertRule *self)
{
  g_return_val_if_fail (GH_IS_ALERT_RULE (self), NULL);

  return &self->fields;
}

/**
 * gh_alert_rule_get_id:
 * @self: a rule
 *
 * Returns: (transfer none): its id
 */
const char *
gh_alert_rule_get_id (GhAlertRule *self)
{
  g_return_val_if_fail (GH_IS_ALERT_RULE (self), NULL);

  return self->fields.id;
}

/**
 * gh_alert_rule_get_name:
 * @self: a rule
 *
 * Returns: (transfer none): what a person calls it; empty where they gave it no name
 */
const char *
gh_alert_rule_get_name (GhAlertRule *self)
{
  g_return_val_if_fail (GH_IS_ALERT_RULE (self), NULL);

  return self->fields.name;
}

/**
 * gh_alert_rule_get_kind:
 * @self: a rule
 *
 * Returns: what it is about
 */
GhAlertKind
gh_alert_rule_get_kind (GhAlertRule *self)
{
  g_return_val_if_fail (GH_IS_ALERT_RULE (self), GH_ALERT_KIND_UNKNOWN_FACE);

  return self->fields.kind;
}
