/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-alert.h"

#include "gh-alert-fields.h"
#include "gh-model-limits.h"
#include "gh-text.h"
#include "gh-watch-list.h"

/* Every string of the fields is owned. */
struct _GhAlert
{
  GObject parent_instance;

  GhAlertFields fields;
  GhFaceEvent *event;      /* (owned) (nullable): the last, while the program runs */
  char *person_name;       /* (owned) (nullable): where @event does not say it; never written */
  guint told_count;
  GhAlertState told_state;
};

typedef enum
{
  PROP_COUNT = 1,
  PROP_STATE,
} GhAlertProperty;

static GParamSpec *properties[PROP_STATE + 1];

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhAlert, gh_alert, G_TYPE_OBJECT)

static void
set_string (const char **field, const char *value)
{
  g_set_str ((char **) field, value);
}

static void
gh_alert_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhAlert *self = GH_ALERT (object);

  switch ((GhAlertProperty) property_id)
    {
    case PROP_COUNT:
      g_value_set_uint (value, self->fields.count);
      break;
    case PROP_STATE:
      g_value_set_uint (value, self->fields.state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_alert_finalize (GObject *object)
{
  GhAlert *self = GH_ALERT (object);
  const char **strings[] = {
    &self->fields.id, &self->fields.rule_id, &self->fields.rule_name, &self->fields.subject,
    &self->fields.list_name, &self->fields.event_id, &self->fields.camera_id,
    &self->fields.location, &self->fields.record_id, &self->fields.acknowledged_by,
    &self->fields.note,
  };

  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    set_string (strings[i], NULL);
  g_clear_pointer (&self->person_name, g_free);
  g_clear_object (&self->event);

  G_OBJECT_CLASS (gh_alert_parent_class)->finalize (object);
}

static void
gh_alert_class_init (GhAlertClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gh_alert_get_property;
  object_class->finalize = gh_alert_finalize;

  /**
   * GhAlert:count:
   *
   * How often it has happened.
   */
  properties[PROP_COUNT] =
    g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0, flags);
  /**
   * GhAlert:state:
   *
   * Whether it waits for an answer: a #GhAlertState.
   */
  properties[PROP_STATE] =
    g_param_spec_uint ("state", NULL, NULL, 0, GH_ALERT_ACKNOWLEDGED, GH_ALERT_NEW, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * GhAlert::changed:
   *
   * It is another than when it was told last.
   */
  signals[CHANGED] = g_signal_new ("changed", GH_TYPE_ALERT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
gh_alert_init (GhAlert *self)
{
}

/**
 * gh_alert_new:
 * @rule: what has found it
 * @subject: whom or what it is about
 *
 * Returns: (transfer full): an alert that has happened no time yet
 */
GhAlert *
gh_alert_new (GhAlertRule *rule, const char *subject)
{
  GhAlert *self;
  const GhAlertRuleFields *fields;

  g_return_val_if_fail (GH_IS_ALERT_RULE (rule), NULL);
  g_return_val_if_fail (subject != NULL, NULL);

  fields = gh_alert_rule_get_fields (rule);
  self = g_object_new (GH_TYPE_ALERT, NULL);
  self->fields.id = g_uuid_string_random ();
  self->fields.rule_id = g_strdup (fields->id);
  self->fields.rule_name = g_strdup (fields->name);
  self->fields.subject = g_strdup (subject);
  self->fields.kind = fields->kind;
  self->fields.sound = fields->sound;
  self->fields.repeats = fields->repeats;

  return self;
}

static const char *
read_string (GhJsonReader *reader, const char *name, GhJsonPresence presence, gsize most_bytes)
{
  return gh_json_reader_dup_string (reader, name, presence, most_bytes);
}

static GhAlertState
read_state (GhJsonReader *reader)
{
  return (GhAlertState) gh_json_reader_get_int (reader, "state", GH_JSON_REQUIRED, GH_ALERT_NEW,
                                                GH_ALERT_ACKNOWLEDGED, GH_ALERT_NEW);
}

/* A rule without a name, and a subject that is all of the rule. */
static const char *
read_text (GhJsonReader *reader, const char *name)
{
  const char *text = read_string (reader, name, GH_JSON_OPTIONAL, GH_MOST_NAME_BYTES);

  return text != NULL ? text : g_strdup ("");
}

/* Of times that need not be there 0 is none. */
static gint64
read_time (GhJsonReader *reader, const char *name)
{
  return gh_json_reader_get_int (reader, name, GH_JSON_OPTIONAL, 0, G_MAXINT64 / 4, 0);
}

/**
 * gh_alert_new_from_json:
 * @reader: a reader that stands on what gh_alert_to_json() wrote
 *
 * Returns: (transfer full) (nullable): the alert; %NULL after a fault, which @reader has
 */
GhAlert *
gh_alert_new_from_json (GhJsonReader *reader)
{
  g_autoptr (GhAlert) self = NULL;
  GhAlertFields *fields;

  g_return_val_if_fail (reader != NULL, NULL);

  self = g_object_new (GH_TYPE_ALERT, NULL);
  fields = &self->fields;
  fields->id = read_string (reader, "id", GH_JSON_REQUIRED, GH_MOST_ID_BYTES);
  fields->rule_id = read_string (reader, "rule", GH_JSON_REQUIRED, GH_MOST_ID_BYTES);
  fields->rule_name = read_text (reader, "ruleName");
  fields->subject = read_text (reader, "subject");
  fields->list_name = read_string (reader, "listName", GH_JSON_OPTIONAL, GH_MOST_NAME_BYTES);
  fields->kind = gh_alert_fields_read_kind (reader, "kind");
  fields->color = (guint) gh_json_reader_get_int (reader, "color", GH_JSON_OPTIONAL, 0,
                                                  GH_WATCH_LIST_N_COLORS - 1, 0);
  fields->sound = gh_alert_fields_read_sound (reader, "sound");
  fields->repeats = gh_json_reader_get_boolean (reader, "repeats", GH_JSON_OPTIONAL, FALSE);
  fields->first_us = read_time (reader, "first");
  fields->last_us = read_time (reader, "last");
  fields->count =
    (guint) gh_json_reader_get_int (reader, "count", GH_JSON_REQUIRED, 1, G_MAXUINT32, 1);
  fields->n_late =
    (guint) gh_json_reader_get_int (reader, "late", GH_JSON_OPTIONAL, 0, G_MAXUINT32, 0);
  fields->rung_us = read_time (reader, "rung");
  fields->ended_us = read_time (reader, "ended");
  fields->event_id = read_string (reader, "event", GH_JSON_OPTIONAL, GH_MOST_ID_BYTES);
  fields->camera_id = read_string (reader, "camera", GH_JSON_OPTIONAL, GH_MOST_NAME_BYTES);
  fields->location = read_string (reader, "location", GH_JSON_OPTIONAL, GH_MOST_NAME_BYTES);
  fields->record_id = read_string (reader, "record", GH_JSON_OPTIONAL, GH_MOST_ID_BYTES);
  fields->confidence = gh_json_reader_get_double (reader, "confidence", GH_JSON_OPTIONAL, 0, 1, 0);
  fields->state = read_state (reader);
  fields->snoozed_until_us = read_time (reader, "snoozedUntil");
  fields->acknowledged_us = read_time (reader, "acknowledged");
  fields->acknowledged_by =
    read_string (reader, "acknowledgedBy", GH_JSON_OPTIONAL, GH_MOST_ID_BYTES);
  fields->note = read_string (reader, "note", GH_JSON_OPTIONAL, GH_ALERT_MOST_NOTE_BYTES);
  self->told_count = fields->count;
  self->told_state = fields->state;

  return gh_json_reader_has_failed (reader) ? NULL : g_steal_pointer (&self);
}

static void
write_time (GhJsonWriter *writer, const char *name, gint64 time_us)
{
  if (time_us != 0)
    gh_json_writer_add_int (writer, name, time_us);
}

static void
write_string (GhJsonWriter *writer, const char *name, const char *text)
{
  if (text != NULL)
    gh_json_writer_add_string (writer, name, text);
}

/**
 * gh_alert_to_json:
 * @self: an alert
 *
 * Returns: (transfer full): a JSON text that it can be read from again; nothing of the event but its
 *   ids, time, camera and that camera's place is in it
 */
GBytes *
gh_alert_to_json (GhAlert *self)
{
  g_autoptr (GhJsonWriter) writer = NULL;
  const GhAlertFields *fields;

  g_return_val_if_fail (GH_IS_ALERT (self), NULL);

  fields = &self->fields;
  writer = gh_json_writer_new ();
  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_add_string (writer, "id", fields->id);
  gh_json_writer_add_string (writer, "rule", fields->rule_id);
  gh_json_writer_add_string (writer, "ruleName", fields->rule_name);
  gh_json_writer_add_string (writer, "subject", fields->subject);
  write_string (writer, "listName", fields->list_name);
  gh_json_writer_add_string (writer, "kind", gh_alert_kind_to_text (fields->kind));
  gh_json_writer_add_int (writer, "color", fields->color);
  gh_json_writer_add_string (writer, "sound", gh_alert_sound_to_text (fields->sound));
  gh_json_writer_add_boolean (writer, "repeats", fields->repeats);
  write_time (writer, "first", fields->first_us);
  write_time (writer, "last", fields->last_us);
  gh_json_writer_add_int (writer, "count", fields->count);
  gh_json_writer_add_int (writer, "late", fields->n_late);
  write_time (writer, "rung", fields->rung_us);
  write_time (writer, "ended", fields->ended_us);
  write_string (writer, "event", fields->event_id);
  write_string (writer, "camera", fields->camera_id);
  write_string (writer, "location", fields->location);
  write_string (writer, "record", fields->record_id);
  gh_json_writer_add_double (writer, "confidence", fields->confidence);
  gh_json_writer_add_int (writer, "state", fields->state);
  write_time (writer, "snoozedUntil", fields->snoozed_until_us);
  write_time (writer, "acknowledged", fields->acknowledged_us);
  write_string (writer, "acknowledgedBy", fields->acknowledged_by);
  write_string (writer, "note", fields->note);
  gh_json_writer_end_object (writer);

  return gh_json_writer_end (writer);
}

/**
 * gh_alert_get_fields:
 * @self: an alert
 *
 * Returns: (transfer none): what is known of it; changes with it
 */
const GhAlertFields *
gh_alert_get_fields (GhAlert *self)
{
  g_return_val_if_fail (GH_IS_ALERT (self), NULL);

  return &self->fields;
}

/**
 * gh_alert_get_id:
 * @self: an alert
 *
 * Returns: (transfer none): its id
 */
const char *
gh_alert_get_id (GhAlert *self)
{
  g_return_val_if_fail (GH_IS_ALERT (self), NULL);

  return self->fields.id;
}

/**
 * gh_alert_get_state:
 * @self: an alert
 *
 * Returns: whether it waits for an answer
 */
GhAlertState
gh_alert_get_state (GhAlert *self)
{
  g_return_val_if_fail (GH_IS_ALERT (self), GH_ALERT_NEW);

  return self->fields.state;
}

/**
 * gh_alert_get_count:
 * @self: an alert
 *
 * Returns: how often it has happened
 */
guint
gh_alert_get_count (GhAlert *self)
{
  g_return_val_if_fail (GH_IS_ALERT (self), 0);

  return self->fields.count;
}

/**
 * gh_alert_get_event:
 * @self: an alert
 *
 * Returns: (transfer none) (nullable): the last event, if it came since the program started
 */
GhFaceEvent *
gh_alert_get_event (GhAlert *self)
{
  g_return_val_if_fail (GH_IS_ALERT (self), NULL);

  return self->event;
}

/**
 * gh_alert_get_person_name:
 * @self: an alert
 *
 * Returns: (transfer none) (nullable): whom it is about, as far as somebody has found out
 */
const char *
gh_alert_get_person_name (GhAlert *self)
{
  const char *name;

  g_return_val_if_fail (GH_IS_ALERT (self), NULL);

  name = self->event != NULL ? gh_face_event_get_person_name (self->event) : NULL;
  return name != NULL ? name : self->person_name;
}

/**
 * gh_alert_recall:
 * @self: an alert
 * @event: (nullable): its last event, as the server still has it
 * @person_name: (nullable): whom it is about, where the event does not say so
 *
 * Gives back what was not kept when the program ended last. Where there is an event already, or
 * @event is another one, that is passed over. Whoever shows the alert is told.
 */
void
gh_alert_recall (GhAlert *self, GhFaceEvent *event, const char *person_name)
{
  g_return_if_fail (GH_IS_ALERT (self));
  g_return_if_fail (event == NULL || GH_IS_FACE_EVENT (event));

  if (event != NULL && self->event == NULL
      && g_strcmp0 (gh_face_event_get_id (event), self->fields.event_id) == 0)
    self->event = g_object_ref (event);
  if (person_name != NULL)
    g_set_str (&self->person_name, person_name);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * gh_alert_set_list:
 * @self: an alert
 * @name: of the watch list
 * @color: of the watch list
 * @sound: of the watch list
 * @repeats: whether that is repeated until somebody answers
 *
 * Takes from the watch list how it looks and is heard.
 */
void
gh_alert_set_list (GhAlert *self, const char *name, guint color, GhAlertSound sound,
                   gboolean repeats)
{
  g_return_if_fail (GH_IS_ALERT (self));

  set_string (&self->fields.list_name, name);
  self->fields.color = color;
  self->fields.sound = sound;
  self->fields.repeats = repeats;
}

/**
 * gh_alert_add:
 * @self: an alert
 * @time_us: when: real time
 * @is_late: whether it was told long after
 *
 * Counts that it has happened once more.
 */
void
gh_alert_add (GhAlert *self, gint64 time_us, gboolean is_late)
{
  g_return_if_fail (GH_IS_ALERT (self));

  if (self->fields.count == 0 || time_us < self->fields.first_us)
    self->fields.first_us = time_us;
  if (self->fields.count == 0 || time_us > self->fields.last_us)
    self->fields.last_us = time_us;
  if (self->fields.count < G_MAXUINT32)
    self->fields.count++;
  if (is_late)
    self->fields.n_late++;
  self->fields.ended_us = 0;
}

/**
 * gh_alert_set_event:
 * @self: an alert
 * @event: the event that is told of
 *
 * Sets what is to be shown of it. The event itself is held only while the program runs.
 */
void
gh_alert_set_event (GhAlert *self, GhFaceEvent *event)
{
  g_return_if_fail (GH_IS_ALERT (self));
  g_return_if_fail (GH_IS_FACE_EVENT (event));

  g_set_object (&self->event, event);
  g_clear_pointer (&self->person_name, g_free);
  set_string (&self->fields.event_id, gh_face_event_get_id (event));
  set_string (&self->fields.camera_id, gh_face_event_get_camera_id (event));
  set_string (&self->fields.location, gh_face_event_get_location (event));
  set_string (&self->fields.record_id, gh_face_event_get_face_record_id (event));
  self->fields.confidence = gh_face_event_get_confidence (event);
}

/**
 * gh_alert_set_camera_id:
 * @self: an alert
 * @camera_id: (nullable): the camera that it is about
 *
 * Sets where it is, if no event says so.
 */
void
gh_alert_set_camera_id (GhAlert *self, const char *camera_id)
{
  g_return_if_fail (GH_IS_ALERT (self));

  set_string (&self->fields.camera_id, camera_id);
}

/**
 * gh_alert_set_rung_us:
 * @self: an alert
 * @rung_us: real time, in microseconds
 *
 * Sets when it was heard last.
 */
void
gh_alert_set_rung_us (GhAlert *self, gint64 rung_us)
{
  g_return_if_fail (GH_IS_ALERT (self));

  self->fields.rung_us = rung_us;
}

/**
 * gh_alert_set_ended_us:
 * @self: an alert
 * @ended_us: real time, in microseconds
 *
 * Sets when what was missing came back. It still waits for an answer.
 */
void
gh_alert_set_ended_us (GhAlert *self, gint64 ended_us)
{
  g_return_if_fail (GH_IS_ALERT (self));

  self->fields.ended_us = ended_us;
}

/**
 * gh_alert_set_new:
 * @self: an alert
 *
 * Has it wait for an answer again.
 */
void
gh_alert_set_new (GhAlert *self)
{
  g_return_if_fail (GH_IS_ALERT (self));

  self->fields.state = GH_ALERT_NEW;
  self->fields.snoozed_until_us = 0;
  self->fields.acknowledged_us = 0;
  set_string (&self->fields.acknowledged_by, NULL);
  set_string (&self->fields.note, NULL);
}

/**
 * gh_alert_set_snoozed:
 * @self: an alert
 * @until_us: real time, in microseconds
 *
 * Has it keep quiet for a while.
 */
void
gh_alert_set_snoozed (GhAlert *self, gint64 until_us)
{
  g_return_if_fail (GH_IS_ALERT (self));

  self->fields.state = GH_ALERT_SNOOZED;
  self->fields.snoozed_until_us = until_us;
}

/**
 * gh_alert_set_acknowledged:
 * @self: an alert
 * @time_us: real time, in microseconds
 * @by: (nullable): the id of whoever has answered
 * @note: (nullable): what they have to say; cut at %GH_ALERT_MOST_NOTE_BYTES
 *
 * Sets that somebody has answered.
 */
void
gh_alert_set_acknowledged (GhAlert *self, gint64 time_us, const char *by, const char *note)
{
  g_autofree char *clean = NULL;

  g_return_if_fail (GH_IS_ALERT (self));

  if (note != NULL && note[0] != '\0')
    clean = gh_text_sanitize (note, GH_ALERT_MOST_NOTE_BYTES);
  self->fields.state = GH_ALERT_ACKNOWLEDGED;
  self->fields.snoozed_until_us = 0;
  self->fields.acknowledged_us = time_us;
  set_string (&self->fields.acknowledged_by, by);
  set_string (&self->fields.note, clean);
}

/**
 * gh_alert_tell:
 * @self: an alert
 *
 * Tells those who look at it that it has changed: once, however much has changed.
 */
void
gh_alert_tell (GhAlert *self)
{
  g_return_if_fail (GH_IS_ALERT (self));

  if (self->told_count != self->fields.count)
    {
      self->told_count = self->fields.count;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
    }
  if (self->told_state != self->fields.state)
    {
      self->told_state = self->fields.state;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}
