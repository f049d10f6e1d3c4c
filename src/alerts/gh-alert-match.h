/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-alert-rule.h"
#include "gh-face-event.h"
#include "gh-watch-list.h"

G_BEGIN_DECLS

/* Whether an event is what a rule is about, whatever the time. */

/* Whose face it is, as far as that is known: the event need not say it itself. */
typedef struct
{
  const char *record_id; /* (nullable) */
  const char *user_id;   /* (nullable) */
} GhAlertMatchFace;

gboolean gh_alert_match_is_unknown_face (GhFaceEvent *event);
gboolean gh_alert_match_camera (GhAlertRule *rule, const char *camera_id);
gboolean gh_alert_match_event (GhAlertRule *rule,
                               GhWatchList *list,
                               GhFaceEvent *event,
                               const GhAlertMatchFace *face);
const char *gh_alert_match_get_subject (GhAlertRule *rule, const GhAlertMatchFace *face);

G_END_DECLS
