/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-alert-raise.h"
#include "gh-clock.h"

G_BEGIN_DECLS

/* Holds rules against what happens. It knows nothing of what was raised before, but for what goes on
 * (a camera that is silent, a link that is down), which it raises once.
 *
 * Signal "raised" (const GhAlertRaise *): a rule has found something.
 * Signal "ended" (GhAlertRule, subject): what was missing has come back. */
#define GH_TYPE_ALERT_ENGINE (gh_alert_engine_get_type ())
G_DECLARE_FINAL_TYPE (GhAlertEngine, gh_alert_engine, GH, ALERT_ENGINE, GObject)

/* An event out of the history that is older than this startles nobody any more. */
#define GH_ALERT_ENGINE_LATE_US (10 * G_TIME_SPAN_MINUTE)

/* Whether a face was marked as somebody else's: then nothing is raised. */
typedef gboolean (*GhAlertSuppressor) (GhFaceEvent *event, gpointer user_data);

GhAlertEngine *gh_alert_engine_new (GhClock *clock, GTimeZone *zone) G_GNUC_WARN_UNUSED_RESULT;

void gh_alert_engine_set_rules (GhAlertEngine *self, GListModel *rules);
void gh_alert_engine_set_lists (GhAlertEngine *self, GListModel *lists);
void gh_alert_engine_set_cameras (GhAlertEngine *self, const char *const *ids);
void gh_alert_engine_set_suppressor (GhAlertEngine *self,
                                     GhAlertSuppressor suppressor,
                                     gpointer user_data);

gint64 gh_alert_engine_get_time_us (GhAlertEngine *self, GhFaceEvent *event);
void gh_alert_engine_note_event (GhAlertEngine *self, GhFaceEvent *event);
void gh_alert_engine_take_event (GhAlertEngine *self, GhFaceEvent *event);
void gh_alert_engine_set_owner (GhAlertEngine *self, const char *record_id, const char *user_id);
void gh_alert_engine_set_link_is_up (GhAlertEngine *self, gboolean is_up);
void gh_alert_engine_set_recogniser_is_up (GhAlertEngine *self, gboolean is_up);
gboolean gh_alert_engine_wants_recogniser (GhAlertEngine *self);

G_END_DECLS
