/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-clock.h"
#include "gh-connection.h"

G_BEGIN_DECLS

/* The rules and the watch lists of whoever is signed in: to be added, changed, switched off and
 * deleted.
 *
 * Signal "toast" (#AdwToast): something was deleted, and can be taken back. */
#define GH_TYPE_ALERT_RULES (gh_alert_rules_get_type ())
G_DECLARE_FINAL_TYPE (GhAlertRules, gh_alert_rules, GH, ALERT_RULES, AdwBin)

void gh_alert_rules_set_connection (GhAlertRules *self, GhConnection *connection);
void gh_alert_rules_set_clock (GhAlertRules *self, GhClock *clock);

G_END_DECLS
