/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-alert-raise.h"
#include "gh-alert.h"
#include "gh-clock.h"

G_BEGIN_DECLS

/* The alerts, newest first: a #GListModel of #GhAlert. What happens again while an alert waits for
 * an answer, or before its rule's cool-down is over, is counted by that alert.
 *
 * Properties (read-only, notified): "n-new", "n-snoozed" (uint), "newest" (#GhAlert, nullable: the
 * one that has waited for an answer since last), "n-items".
 * Signal "ring" (#GhAlert): is to be heard, once; "kept" (GPtrArray of #GhAlertEntry): to be kept
 * at once, in this order. */
#define GH_TYPE_ALERT_INBOX (gh_alert_inbox_get_type ())
G_DECLARE_FINAL_TYPE (GhAlertInbox, gh_alert_inbox, GH, ALERT_INBOX, GObject)

/* Answered alerts beyond these are forgotten, the oldest first. */
#define GH_ALERT_INBOX_MOST_ANSWERED 2000
#define GH_ALERT_INBOX_ANSWERED_US (90 * G_TIME_SPAN_DAY)

GhAlertInbox *gh_alert_inbox_new (GhClock *clock) G_GNUC_WARN_UNUSED_RESULT;

void gh_alert_inbox_load (GhAlertInbox *self, GPtrArray *alerts);
void gh_alert_inbox_raise (GhAlertInbox *self, const GhAlertRaise *raise);
void gh_alert_inbox_end (GhAlertInbox *self, GhAlertRule *rule, const char *subject);
void gh_alert_inbox_flush (GhAlertInbox *self);

void gh_alert_inbox_acknowledge (GhAlertInbox *self,
                                 GhAlert *alert,
                                 const char *by,
                                 const char *note);
void gh_alert_inbox_acknowledge_all (GhAlertInbox *self, const char *by);
void gh_alert_inbox_reopen (GhAlertInbox *self, GhAlert *alert);
void gh_alert_inbox_snooze (GhAlertInbox *self, GhAlert *alert, gint64 duration_us);

GhAlert *gh_alert_inbox_look_up (GhAlertInbox *self, const char *id);
guint gh_alert_inbox_get_n_new (GhAlertInbox *self);
guint gh_alert_inbox_get_n_snoozed (GhAlertInbox *self);
GhAlert *gh_alert_inbox_get_newest (GhAlertInbox *self);
GhAlertSound gh_alert_inbox_get_repeating (GhAlertInbox *self);

G_END_DECLS
