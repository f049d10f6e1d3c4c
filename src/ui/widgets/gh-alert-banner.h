/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-clock.h"
#include "gh-connection.h"

G_BEGIN_DECLS

/* The alert that waits for an answer, above whatever is shown; tells a screen reader of new ones,
 * in a burst at most once in five seconds. Takes no room while nothing waits.
 *
 * Properties (read-write): "clock", "connection" (nullable), "can-show" (boolean: offers to show the
 * page of alerts, TRUE), "can-acknowledge" (boolean, TRUE), "with-names" (boolean: whether people
 * may be named, TRUE).
 * Signal "announced" (string): what a screen reader was just told. */
#define GH_TYPE_ALERT_BANNER (gh_alert_banner_get_type ())
G_DECLARE_FINAL_TYPE (GhAlertBanner, gh_alert_banner, GH, ALERT_BANNER, AdwBin)

GtkWidget *gh_alert_banner_new (void) G_GNUC_WARN_UNUSED_RESULT;

void gh_alert_banner_set_clock (GhAlertBanner *self, GhClock *clock);
void gh_alert_banner_set_connection (GhAlertBanner *self, GhConnection *connection);
GhAlert *gh_alert_banner_get_alert (GhAlertBanner *self);

G_END_DECLS
