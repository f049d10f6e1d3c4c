/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-connection.h"

G_BEGIN_DECLS

/* The alerts that were raised last, whoever has answered them, with a way to all of them.
 *
 * Property: "connection" (#GhConnection, nullable, read-write): whose. */
#define GH_TYPE_NEWEST_ALERTS (gh_newest_alerts_get_type ())
G_DECLARE_FINAL_TYPE (GhNewestAlerts, gh_newest_alerts, GH, NEWEST_ALERTS, AdwBin)

#define GH_NEWEST_ALERTS_MOST 4

GtkWidget *gh_newest_alerts_new (void) G_GNUC_WARN_UNUSED_RESULT;
void gh_newest_alerts_set_connection (GhNewestAlerts *self, GhConnection *connection);

G_END_DECLS
