/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-alert.h"

G_BEGIN_DECLS

/* Alerts and rules in words. Names are taken from the event, and are there only while the program
 * runs. */

const char *gh_alert_words_get_kind (GhAlertKind kind);
const char *gh_alert_words_get_icon_name (GhAlertKind kind);
const char *gh_alert_words_get_sound (GhAlertSound sound);

char *gh_alert_words_dup_what (GhAlert *alert, gboolean with_name) G_GNUC_WARN_UNUSED_RESULT;
char *gh_alert_words_dup_where (GhAlert *alert) G_GNUC_WARN_UNUSED_RESULT;
char *gh_alert_words_dup_when (GhAlert *alert) G_GNUC_WARN_UNUSED_RESULT;
char *gh_alert_words_dup_state (GhAlert *alert, const char *own_id) G_GNUC_WARN_UNUSED_RESULT;
char *gh_alert_words_dup_rule (GhAlertRule *rule) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
