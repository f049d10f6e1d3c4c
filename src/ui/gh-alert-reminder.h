/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-alert.h"
#include "gh-connection.h"

G_BEGIN_DECLS

/* Asks the server for what of an alert is not kept on the disk: the picture of its last event and the
 * name of the person. One alert at a time, each once; what failed because nobody answered is asked
 * again when events come again. The alert tells those who show it. */
#define GH_TYPE_ALERT_REMINDER (gh_alert_reminder_get_type ())
G_DECLARE_FINAL_TYPE (GhAlertReminder, gh_alert_reminder, GH, ALERT_REMINDER, GObject)

GhAlertReminder *gh_alert_reminder_new (GhConnection *connection) G_GNUC_WARN_UNUSED_RESULT;

/* For those that somebody looks at only: each is one request or more. */
void gh_alert_reminder_want (GhAlertReminder *self, GhAlert *alert);

G_END_DECLS
