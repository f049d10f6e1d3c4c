/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-alert-bed.h"

#include "gh-json-writer.h"

static void
add (GhJsonWriter *writer, const char *name, const char *value)
{
  if (value != NULL)
    gh_json_writer_add_string (writer, name, value);
}

GhFaceEvent *
gh_alert_bed_make_event (const GhAlertBedEvent *wanted)
{
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GhJsonReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  GhFaceEvent *event;
  gint64 time_us = wanted->time_us != 0 ? wanted->time_us : NOW;
  double confidence = wanted->confidence > 0 ? wanted->confidence : 0.9;

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_add_string (writer, "id", wanted->id != NULL ? wanted->id : "event");
  add (writer, "eventType", wanted->type != NULL ? wanted->type : "RECOGNIZED");
  add (writer, "faceRecordId", wanted->record);
  add (writer, "faceId", wanted->face);
  add (writer, "userId", wanted->live_user);
  add (writer, "cameraId", wanted->camera);
  gh_json_writer_add_double (writer, "confidence", confidence);
  gh_json_writer_add_time (writer, "timestamp", time_us);
  if (wanted->metadata != NULL)
    gh_json_writer_add_json (writer, "metadata", wanted->metadata);
  if (wanted->user != NULL)
    {
      gh_json_writer_begin_object (writer, "faceRecord");
      gh_json_writer_add_string (writer, "id", wanted->record);
      gh_json_writer_add_string (writer, "faceId", "FACE");
      gh_json_writer_add_string (writer, "userId", wanted->user);
      gh_json_writer_end_object (writer);
    }
  gh_json_writer_end_object (writer);
  bytes = gh_json_writer_end (writer);
  reader = gh_json_reader_new (bytes, &error);
  g_assert_no_error (error);
  event = gh_face_event_new_from_json (reader);
  gh_json_reader_finish (reader, &error);
  g_assert_no_error (error);
  if (!wanted->is_of_history)
    gh_face_event_set_received_at_us (event, time_us);

  return event;
}

GhAlertRule *
gh_alert_bed_make_rule (GhAlertKind kind, const char *id)
{
  static char *users[] = { (char *) "u1", NULL };
  static char *records[] = { (char *) "r2", NULL };
  GhAlertRuleFields fields;

  gh_alert_rule_fields_init (&fields, kind);
  fields.id = (char *) id;
  fields.name = (char *) id;
  fields.users = users;
  fields.records = records;
  fields.list_id = (char *) "list";
  fields.created_us = NOW - 60 * MINUTE;

  return gh_alert_rule_new (&fields);
}
