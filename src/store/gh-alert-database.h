/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-alert-store.h"

G_BEGIN_DECLS

/* Keeps alerts and their rules in one SQLite file, from a thread of its own. A file that is damaged
 * is put aside, which the signals "fault" and "began-anew" tell of. */
#define GH_TYPE_ALERT_DATABASE (gh_alert_database_get_type ())
G_DECLARE_FINAL_TYPE (GhAlertDatabase, gh_alert_database, GH, ALERT_DATABASE, GObject)

GhAlertDatabase *gh_alert_database_new (const char *path) G_GNUC_WARN_UNUSED_RESULT;
char *gh_alert_database_dup_default_path (void) G_GNUC_WARN_UNUSED_RESULT;

gboolean gh_alert_database_is_writing (GhAlertDatabase *self);

G_END_DECLS
