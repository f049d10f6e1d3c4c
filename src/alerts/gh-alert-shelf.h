/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-alert.h"

G_BEGIN_DECLS

/* The alerts of an inbox, the one that was raised last first; found by id, and by the rule and
 * subject that they count for. It tells nobody of anything. */
typedef struct _GhAlertShelf GhAlertShelf;

GhAlertShelf *gh_alert_shelf_new (void) G_GNUC_WARN_UNUSED_RESULT;
void gh_alert_shelf_free (GhAlertShelf *self);

guint gh_alert_shelf_get_n (GhAlertShelf *self);
GhAlert *gh_alert_shelf_get (GhAlertShelf *self, guint position);
GhAlert *gh_alert_shelf_look_up (GhAlertShelf *self, const char *id);
GhAlert *gh_alert_shelf_find (GhAlertShelf *self, const char *rule_id, const char *subject);

void gh_alert_shelf_load (GhAlertShelf *self, GPtrArray *alerts);
guint gh_alert_shelf_insert (GhAlertShelf *self, GhAlert *alert);
void gh_alert_shelf_remove (GhAlertShelf *self, guint position);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhAlertShelf, gh_alert_shelf_free)

G_END_DECLS
