/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-alert-desk.h"

G_BEGIN_DECLS

/* What the desk and its rules have between them, and nobody else. */

void gh_alert_desk_keep (GhAlertDesk *self, GPtrArray *entries);
int gh_alert_desk_compare_rules (gconstpointer a, gconstpointer b, gpointer user_data);
int gh_alert_desk_compare_lists (gconstpointer a, gconstpointer b, gpointer user_data);

G_END_DECLS
