/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-alert-engine.h"
#include "gh-alert-inbox.h"
#include "gh-alert-store.h"

G_BEGIN_DECLS

/* Everything about the alerts of one account at one server: rules, watch lists, the engine that
 * looks, the inbox, and what of it outlives the program.
 *
 * Properties (read-only, notified): "is-loaded" (boolean), "fault" (boxed GError, nullable: why
 * something is not kept, in words for a person). */
#define GH_TYPE_ALERT_DESK (gh_alert_desk_get_type ())
G_DECLARE_FINAL_TYPE (GhAlertDesk, gh_alert_desk, GH, ALERT_DESK, GObject)

#define GH_ALERT_DESK_MOST_RULES 200
#define GH_ALERT_DESK_MOST_LISTS 200

GhAlertDesk *gh_alert_desk_new (GhClock *clock,
                                GhAlertStore *store,
                                const char *scope,
                                GTimeZone *zone) G_GNUC_WARN_UNUSED_RESULT;

void gh_alert_desk_load_async (GhAlertDesk *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean gh_alert_desk_load_finish (GhAlertDesk *self, GAsyncResult *result, GError **error);

void gh_alert_desk_take_event (GhAlertDesk *self, GhFaceEvent *event);

GhAlertEngine *gh_alert_desk_get_engine (GhAlertDesk *self);
GhAlertInbox *gh_alert_desk_get_inbox (GhAlertDesk *self);
gboolean gh_alert_desk_get_is_loaded (GhAlertDesk *self);
const GError *gh_alert_desk_get_fault (GhAlertDesk *self);
void gh_alert_desk_clear_fault (GhAlertDesk *self);
void gh_alert_desk_set_sound_fault (GhAlertDesk *self, const GError *error);
gint64 gh_alert_desk_get_mark_us (GhAlertDesk *self);

/* Of #GhAlertRule and #GhWatchList, in the order in which they were made. */
GListModel *gh_alert_desk_get_rules (GhAlertDesk *self);
GListModel *gh_alert_desk_get_lists (GhAlertDesk *self);
GhAlertRule *gh_alert_desk_look_up_rule (GhAlertDesk *self, const char *id);
GhWatchList *gh_alert_desk_look_up_list (GhAlertDesk *self, const char *id);
void gh_alert_desk_save_rule (GhAlertDesk *self, GhAlertRule *rule);
void gh_alert_desk_remove_rule (GhAlertDesk *self, GhAlertRule *rule);
void gh_alert_desk_save_list (GhAlertDesk *self, GhWatchList *list);
void gh_alert_desk_remove_list (GhAlertDesk *self, GhWatchList *list);

G_END_DECLS
