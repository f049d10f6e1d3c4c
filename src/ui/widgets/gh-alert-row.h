/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-connection.h"
#include "gh-picture-loader.h"

G_BEGIN_DECLS

/* One alert, with what can be answered to it. */
#define GH_TYPE_ALERT_ROW (gh_alert_row_get_type ())
G_DECLARE_FINAL_TYPE (GhAlertRow, gh_alert_row, GH, ALERT_ROW, AdwBin)

GtkWidget *gh_alert_row_new (GhConnection *connection, GhPictureLoader *loader)
  G_GNUC_WARN_UNUSED_RESULT;

GhAlert *gh_alert_row_get_alert (GhAlertRow *self);
void gh_alert_row_set_alert (GhAlertRow *self, GhAlert *alert);

G_END_DECLS
