/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-alert-store.h"

G_BEGIN_DECLS

/* Keeps in memory, and answers a load when it is told to. */
#define GH_TYPE_FAKE_ALERT_STORE (gh_fake_alert_store_get_type ())
G_DECLARE_FINAL_TYPE (GhFakeAlertStore, gh_fake_alert_store, GH, FAKE_ALERT_STORE, GObject)

GhFakeAlertStore *gh_fake_alert_store_new (void) G_GNUC_WARN_UNUSED_RESULT;
void gh_fake_alert_store_answer (GhFakeAlertStore *self, const GError *error);
guint gh_fake_alert_store_count (GhFakeAlertStore *self, GhAlertEntryKind kind);
void gh_fake_alert_store_forget (GhFakeAlertStore *self);
void gh_fake_alert_store_put (GhFakeAlertStore *self,
                              GhAlertEntryKind kind,
                              const char *id,
                              const char *body);

G_END_DECLS
