/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gallery.h"

#include "gh-alert-banner.h"
#include "gh-alert-rule-dialog.h"
#include "gh-alerts-page.h"
#include "gh-newest-alerts.h"
#include "gh-overview-page.h"
#include "gh-sample-events.h"
#include "gh-sample-overview.h"
#include "gh-sound-player.h"
#include "gh-test-wait.h"
#include "gh-ui-desk.h"
#include "gh-watch-list-dialog.h"

static void
tear_down_cb (gpointer user_data)
{
  GhUiDesk *desk = user_data;

  gh_connection_set_alerts (desk->connection, NULL);
  gh_ui_desk_tear_down (desk);
  g_free (desk);
}

static void
add_rule (GhAlertDesk *alerts, GhAlertKind kind, const char *name)
{
  char *records[] = { (char *) "record-1", (char *) "record-2", NULL };
  char *cameras[] = { (char *) "gate", NULL };
  GhAlertRuleFields fields;
  g_autoptr (GhAlertRule) rule = NULL;

  gh_alert_rule_fields_init (&fields, kind);
  fields.name = (char *) name;
  fields.list_id = (char *) "list";
  fields.records = kind == GH_ALERT_KIND_PERSON ? records : NULL;
  if (kind == GH_ALERT_KIND_CAMERA_SILENT)
    {
      fields.cameras = cameras;
      fields.schedule = (GhSchedule) { 0x1f, 22 * 60, 6 * 60 };
    }
  rule = gh_alert_rule_new (&fields);
  gh_alert_desk_save_rule (alerts, rule);
}

static GhUiDesk *
open_desk (Gallery *gallery, gboolean with_alerts)
{
  GhUiDesk *desk = g_new0 (GhUiDesk, 1);
  g_autoptr (GhAlertDesk) alerts = NULL;
  char *users[] = { (char *) "user-1", (char *) "user-2", NULL };
  GhWatchListFields list_fields = { .id = (char *) "list", .name = (char *) "Barred from the site",
                                    .color = 5, .users = users };
  g_autoptr (GhWatchList) list = NULL;
  gint64 now_us;

  gh_ui_desk_set_up_at (desk, gallery->clock);
  gh_ui_desk_sign_in (desk);
  alerts = gh_alert_desk_new (gallery->clock, NULL, "me", NULL);
  gh_alert_desk_load_async (alerts, NULL, NULL, NULL);
  gh_test_drain ();
  gh_connection_set_alerts (desk->connection, alerts);
  g_object_set_data_full (G_OBJECT (gallery->loader), "desk", NULL, NULL);
  g_object_set_data_full (G_OBJECT (gallery->loader), "desk", desk, tear_down_cb);
  if (!with_alerts)
    return desk;

  list = gh_watch_list_new (&list_fields);
  gh_alert_desk_save_list (alerts, list);
  add_rule (alerts, GH_ALERT_KIND_WATCH_LIST, "Barred");
  add_rule (alerts, GH_ALERT_KIND_UNKNOWN_FACE, "Strangers at night");
  add_rule (alerts, GH_ALERT_KIND_CAMERA_SILENT, "");
  add_rule (alerts, GH_ALERT_KIND_DOWN, "");
  now_us = gh_clock_get_real_us (gallery->clock);
  for (guint i = 0; i < 12; i++)
    {
      g_autoptr (GhFaceEvent) event = gh_sample_event_new (i, now_us - (12 - i) * G_TIME_SPAN_MINUTE);

      gh_face_event_set_received_at_us (event, now_us);
      gh_alert_desk_take_event (alerts, event);
      gh_alert_desk_take_event (alerts, event);
    }
  gh_alert_inbox_flush (gh_alert_desk_get_inbox (alerts));
  return desk;
}

static GtkWidget *
show_page (Gallery *gallery, GhUiDesk *desk, const char *part)
{
  GtkWidget *page = g_object_new (GH_TYPE_ALERTS_PAGE,
                                  "clock", gallery->clock,
                                  "picture-loader", gallery->loader,
                                  "connection", desk->connection,
                                  NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *banner = gh_alert_banner_new ();
  GtkWidget *widget;

  gh_alert_banner_set_connection (GH_ALERT_BANNER (banner), desk->connection);
  /* As in the window: all alerts are here. */
  g_object_set (banner, "can-show", FALSE, NULL);
  gtk_box_append (GTK_BOX (box), banner);
  gtk_box_append (GTK_BOX (box), page);
  adw_toggle_group_set_active_name (gh_ui_test_child (page, "parts"), part);
  widget = gallery_with_header (gallery, "Alerts", box, GH_FEED_LIVE, NULL);
  gallery_show (gallery, widget);
  gallery_spin (300);
  return widget;
}

static GtkWidget *
alerts_new (Gallery *gallery)
{
  return show_page (gallery, open_desk (gallery, TRUE), "new");
}

static GtkWidget *
alerts_empty (Gallery *gallery)
{
  return show_page (gallery, open_desk (gallery, FALSE), "new");
}

static GtkWidget *
alerts_answered (Gallery *gallery)
{
  GhUiDesk *desk = open_desk (gallery, TRUE);
  GhAlertInbox *inbox =
    gh_alert_desk_get_inbox (gh_connection_get_alerts (desk->connection));

  gh_alert_inbox_acknowledge (inbox, gh_alert_inbox_get_newest (inbox), "u1",
                              "Was the electrician; let in by the porter");
  return show_page (gallery, desk, "acknowledged");
}

static void
failed_cb (GhAlertDesk *alerts, const GError *error)
{
  gh_alert_desk_set_sound_fault (alerts, error);
}

/* A sound is played where there is nothing to play it. */
static GtkWidget *
alerts_unheard (Gallery *gallery)
{
  GhUiDesk *desk = open_desk (gallery, TRUE);
  GhAlertDesk *alerts = gh_connection_get_alerts (desk->connection);
  g_autoptr (GhSoundPlayer) player =
    g_object_new (GH_TYPE_SOUND_PLAYER, "sink", "filesink location=/nowhere/sound", NULL);

  g_signal_connect_swapped (player, "failed", G_CALLBACK (failed_cb), alerts);
  gh_sound_player_play (player, GH_TONE_ALARM);
  gh_test_wait_until (gh_alert_desk_get_fault (alerts) != NULL);
  return show_page (gallery, desk, "new");
}

/* The newest alerts, among the figures. */
static GtkWidget *
overview_alerts (Gallery *gallery)
{
  GhUiDesk *desk = open_desk (gallery, TRUE);
  GhAlertInbox *inbox =
    gh_alert_desk_get_inbox (gh_connection_get_alerts (desk->connection));
  /* As in the window, or nothing could be pressed. */
  g_autoptr (GSimpleActionGroup) window_actions = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) show_page_action =
    g_simple_action_new ("show-page", G_VARIANT_TYPE_STRING);
  GtkWidget *page;
  GtkWidget *widget;
  GtkAdjustment *place;
  graphene_rect_t bounds;

  gh_sample_overview_serve (desk->server, GH_SAMPLE_OVERVIEW_BUSY,
                            gh_clock_get_real_us (gallery->clock));
  gh_alert_inbox_acknowledge (inbox, gh_alert_inbox_get_newest (inbox), "u1",
                              "Was the electrician; let in by the porter");
  page = g_object_new (GH_TYPE_OVERVIEW_PAGE,
                       "clock", gallery->clock,
                       "picture-loader", gallery->loader,
                       "connection", desk->connection,
                       NULL);
  g_action_map_add_action (G_ACTION_MAP (window_actions), G_ACTION (show_page_action));
  gtk_widget_insert_action_group (page, "win", G_ACTION_GROUP (window_actions));
  widget = gallery_with_header (gallery, "Overview", page, GH_FEED_LIVE, NULL);
  gallery_show (gallery, widget);
  gallery_spin (1500);
  place = gtk_scrolled_window_get_vadjustment (
    GTK_SCROLLED_WINDOW (gallery_find (widget, GTK_TYPE_SCROLLED_WINDOW)));
  if (gtk_widget_compute_bounds (gallery_find (widget, GH_TYPE_NEWEST_ALERTS), page, &bounds))
    gtk_adjustment_set_value (place, (double) bounds.origin.y - 60);
  gallery_spin (200);
  return widget;
}

static GtkWidget *
alerts_rules (Gallery *gallery)
{
  return show_page (gallery, open_desk (gallery, TRUE), "rules");
}

static GtkWidget *
alert_rule (Gallery *gallery)
{
  GhUiDesk *desk = open_desk (gallery, TRUE);
  GtkWidget *widget = show_page (gallery, desk, "rules");
  GhAlertDesk *alerts = gh_connection_get_alerts (desk->connection);
  g_autoptr (GhAlertRule) rule = g_list_model_get_item (gh_alert_desk_get_rules (alerts), 2);
  AdwDialog *dialog = gh_alert_rule_dialog_new (desk->connection, rule, 0);

  adw_dialog_present (dialog, widget);
  gallery_spin (500);
  return widget;
}

static GtkWidget *
watch_list (Gallery *gallery)
{
  GhUiDesk *desk = open_desk (gallery, TRUE);
  GtkWidget *widget = show_page (gallery, desk, "rules");
  GhAlertDesk *alerts = gh_connection_get_alerts (desk->connection);
  g_autoptr (GhWatchList) list = g_list_model_get_item (gh_alert_desk_get_lists (alerts), 0);

  adw_dialog_present (gh_watch_list_dialog_new (desk->connection, list), widget);
  gallery_spin (500);
  return widget;
}

const GalleryScene gallery_alerts_scenes[] = {
  { "alerts-new", alerts_new },
  { "alerts-empty", alerts_empty },
  { "alerts-answered", alerts_answered },
  { "alerts-unheard", alerts_unheard },
  { "alerts-rules", alerts_rules },
  { "alert-rule", alert_rule },
  { "watch-list", watch_list },
  { "overview-alerts", overview_alerts },
  { NULL, NULL },
};
