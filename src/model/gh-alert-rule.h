/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "gh-alert-kind.h"
#include "gh-alert-sound.h"
#include "gh-schedule.h"

G_BEGIN_DECLS

/* What somebody wants to be told of. Immutable; another one with the same id takes its place. */
#define GH_TYPE_ALERT_RULE (gh_alert_rule_get_type ())
G_DECLARE_FINAL_TYPE (GhAlertRule, gh_alert_rule, GH, ALERT_RULE, GObject)

#define GH_ALERT_RULE_MOST_MEMBERS 1000
#define GH_ALERT_RULE_MOST_SECONDS (7 * 24 * 60 * 60)

/* What a rule says. The strings belong to whoever has the struct; a NULL strv is an empty one. */
typedef struct
{
  char *id;           /* NULL for a new rule */
  char *name;         /* that a person has given it */
  GhAlertKind kind;
  gboolean enabled;
  GhSchedule schedule;
  char **cameras;     /* none for all */
  char **users;       /* PERSON: ids of people */
  char **records;     /* PERSON: ids of face records */
  char *list_id;      /* WATCH_LIST */
  double threshold;   /* PERSON: least, LOW_CONFIDENCE: below; from 0 to 1 */
  guint after_s;      /* CAMERA_SILENT, DOWN: for how long it has been so */
  guint cool_down_s;  /* how long it only counts after it has rung */
  GhAlertSound sound; /* WATCH_LIST: the list has one */
  gboolean repeats;   /* until somebody answers; WATCH_LIST: likewise */
  gint64 created_us;  /* what happened before is not looked at */
} GhAlertRuleFields;

GhAlertRule *gh_alert_rule_new (const GhAlertRuleFields *fields) G_GNUC_WARN_UNUSED_RESULT;
GhAlertRule *gh_alert_rule_new_from_json (GhJsonReader *reader) G_GNUC_WARN_UNUSED_RESULT;
GBytes *gh_alert_rule_to_json (GhAlertRule *self) G_GNUC_WARN_UNUSED_RESULT;

const GhAlertRuleFields *gh_alert_rule_get_fields (GhAlertRule *self);
const char *gh_alert_rule_get_id (GhAlertRule *self);
const char *gh_alert_rule_get_name (GhAlertRule *self);
GhAlertKind gh_alert_rule_get_kind (GhAlertRule *self);

void gh_alert_rule_fields_init (GhAlertRuleFields *fields, GhAlertKind kind);

G_END_DECLS
