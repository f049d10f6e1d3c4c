/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-connection.h"

G_BEGIN_DECLS

/* Makes or changes a rule; what is typed is kept by the desk when it is saved. */
#define GH_TYPE_ALERT_RULE_DIALOG (gh_alert_rule_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GhAlertRuleDialog, gh_alert_rule_dialog, GH, ALERT_RULE_DIALOG, AdwDialog)

AdwDialog *gh_alert_rule_dialog_new (GhConnection *connection, GhAlertRule *rule, gint64 now_us)
  G_GNUC_WARN_UNUSED_RESULT;

gboolean gh_alert_rule_dialog_read_time (const char *text, guint16 *minutes);

G_END_DECLS
