/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gh-clock.h"
#include "gh-connection.h"
#include "gh-privacy.h"
#include "gh-trace.h"

G_BEGIN_DECLS

/* Has alerts heard, whatever window has the focus, and told by the desktop: without a name while the
 * screen is locked. */
#define GH_TYPE_ALERT_BELL (gh_alert_bell_get_type ())
G_DECLARE_FINAL_TYPE (GhAlertBell, gh_alert_bell, GH, ALERT_BELL, GObject)

/* The application's action that answers an alert: its target is the id of the alert. */
#define GH_ALERT_BELL_ACTION "acknowledge-alert"

GhAlertBell *gh_alert_bell_new (GtkApplication *application,
                                GhPrivacy *privacy,
                                GhClock *clock,
                                GhTrace *trace)
  G_GNUC_WARN_UNUSED_RESULT;

void gh_alert_bell_set_connection (GhAlertBell *self, GhConnection *connection);
void gh_alert_bell_acknowledge (GhAlertBell *self, const char *id);

G_END_DECLS
