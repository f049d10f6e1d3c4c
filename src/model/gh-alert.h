/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "gh-alert-rule.h"
#include "gh-face-event.h"

G_BEGIN_DECLS

/* Something that a rule has found, until somebody has answered it and after that. However often it
 * happens meanwhile, it is one alert that counts. Nothing that is kept says what a face looks like or
 * what the person is called; the event is there only as long as the program runs, and has to be
 * asked for again after that.
 *
 * Property "count" (uint) and "state" (#GhAlertState) are notified; "changed" (signal) is emitted
 * after any change. */
#define GH_TYPE_ALERT (gh_alert_get_type ())
G_DECLARE_FINAL_TYPE (GhAlert, gh_alert, GH, ALERT, GObject)

typedef enum
{
  GH_ALERT_NEW,
  GH_ALERT_SNOOZED,
  GH_ALERT_ACKNOWLEDGED,
} GhAlertState;

#define GH_ALERT_MOST_NOTE_BYTES 1000

/* The subject of an alert of %GH_ALERT_KIND_DOWN. */
#define GH_ALERT_SUBJECT_LINK "link"
#define GH_ALERT_SUBJECT_RECOGNIZER "recogniser"

typedef struct
{
  const char *id;
  const char *rule_id;
  const char *rule_name;
  const char *subject;   /* whom or what it is about, for grouping: a person, a camera, "" */
  const char *list_name; /* (nullable): of the watch list */
  GhAlertKind kind;
  guint color;
  GhAlertSound sound;
  gboolean repeats;

  gint64 first_us;       /* when it happened first: real time */
  gint64 last_us;        /* and last */
  guint count;
  guint n_late;          /* of these: told long after */
  gint64 rung_us;        /* when it was last heard; 0 for never */
  gint64 ended_us;       /* when what was missing came back; 0 for not */
  const char *event_id;  /* (nullable): the last */
  const char *camera_id; /* (nullable): where it was last */
  const char *location;  /* (nullable): the place of that camera */
  const char *record_id; /* (nullable): the face record of the last */
  double confidence;     /* of the last */

  GhAlertState state;
  gint64 snoozed_until_us;
  gint64 acknowledged_us;
  const char *acknowledged_by; /* (nullable): the id of a user */
  const char *note;            /* (nullable) */
} GhAlertFields;

GhAlert *gh_alert_new (GhAlertRule *rule, const char *subject) G_GNUC_WARN_UNUSED_RESULT;
GhAlert *gh_alert_new_from_json (GhJsonReader *reader) G_GNUC_WARN_UNUSED_RESULT;
GBytes *gh_alert_to_json (GhAlert *self) G_GNUC_WARN_UNUSED_RESULT;

const GhAlertFields *gh_alert_get_fields (GhAlert *self);
const char *gh_alert_get_id (GhAlert *self);
GhAlertState gh_alert_get_state (GhAlert *self);
guint gh_alert_get_count (GhAlert *self);
GhFaceEvent *gh_alert_get_event (GhAlert *self);
const char *gh_alert_get_person_name (GhAlert *self);
void gh_alert_recall (GhAlert *self, GhFaceEvent *event, const char *person_name);

/* For the inbox, which keeps what they say. */
void gh_alert_set_list (GhAlert *self, const char *name, guint color, GhAlertSound sound,
                        gboolean repeats);
void gh_alert_add (GhAlert *self, gint64 time_us, gboolean is_late);
void gh_alert_set_event (GhAlert *self, GhFaceEvent *event);
void gh_alert_set_camera_id (GhAlert *self, const char *camera_id);
void gh_alert_set_rung_us (GhAlert *self, gint64 rung_us);
void gh_alert_set_ended_us (GhAlert *self, gint64 ended_us);
void gh_alert_set_new (GhAlert *self);
void gh_alert_set_snoozed (GhAlert *self, gint64 until_us);
void gh_alert_set_acknowledged (GhAlert *self, gint64 time_us, const char *by, const char *note);
void gh_alert_tell (GhAlert *self);

G_END_DECLS
