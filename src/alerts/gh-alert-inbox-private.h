/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-alert-inbox.h"

G_BEGIN_DECLS

/* What counts and what answers have between them, and nobody else. */

gint64 gh_alert_inbox_get_now_us (GhAlertInbox *self);
void gh_alert_inbox_note_change (GhAlertInbox *self, GhAlert *alert);
void gh_alert_inbox_plan_wake (GhAlertInbox *self);

G_END_DECLS
