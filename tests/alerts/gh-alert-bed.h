/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-alert-rule.h"
#include "gh-face-event.h"
#include "gh-virtual-clock.h"
#include "gh-watch-list.h"

G_BEGIN_DECLS

#define MINUTE G_TIME_SPAN_MINUTE
#define NOW GH_VIRTUAL_CLOCK_START_REAL_US

/* What a test wants of an event; what is left out is nothing, but for what has a default. */
typedef struct
{
  const char *id;
  const char *type; /* as servers write it; RECOGNIZED */
  const char *record;
  const char *face;      /* the camera's id of it */
  const char *user;      /* of @record */
  const char *live_user; /* as the event itself says it */
  const char *camera;
  const char *metadata; /* JSON */
  double confidence; /* 0.9 */
  gint64 time_us;    /* NOW */
  gboolean is_of_history;
} GhAlertBedEvent;

GhFaceEvent *gh_alert_bed_make_event (const GhAlertBedEvent *wanted) G_GNUC_WARN_UNUSED_RESULT;
GhAlertRule *gh_alert_bed_make_rule (GhAlertKind kind, const char *id) G_GNUC_WARN_UNUSED_RESULT;

#define gh_alert_bed_event(...) gh_alert_bed_make_event (&(GhAlertBedEvent) { __VA_ARGS__ })

G_END_DECLS
