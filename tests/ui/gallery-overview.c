/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gallery.h"

#include "gh-bar-chart.h"
#include "gh-chart-card.h"
#include "gh-event-browser.h"
#include "gh-event-log-private.h"
#include "gh-event-view.h"
#include "gh-live-page.h"
#include "gh-overview-page.h"
#include "gh-preferences-dialog.h"
#include "gh-sample-events.h"
#include "gh-sample-overview.h"
#include "gh-ui-desk.h"

/* One desk for a scene; the window goes before it. */
static void
tear_down_cb (gpointer user_data)
{
  GhUiDesk *desk = user_data;

  gh_ui_desk_tear_down (desk);
  g_free (desk);
}

static GhUiDesk *
open_desk (Gallery *gallery, GhRole role)
{
  GhUiDesk *desk = g_new0 (GhUiDesk, 1);

  gh_ui_desk_set_up_at (desk, gallery->clock);
  desk->role = role;
  gh_ui_desk_sign_in (desk);
  g_object_set_data_full (G_OBJECT (gallery->loader), "desk", NULL, NULL);
  g_object_set_data_full (G_OBJECT (gallery->loader), "desk", desk, tear_down_cb);
  return desk;
}

static GtkWidget *
show_page (Gallery *gallery, GhUiDesk *desk, guint milliseconds)
{
  GtkWidget *page = g_object_new (GH_TYPE_OVERVIEW_PAGE,
                                  "clock", gallery->clock,
                                  "picture-loader", gallery->loader,
                                  "connection", desk->connection,
                                  NULL);
  GtkWidget *widget = gallery_with_header (gallery, "Overview", page, GH_FEED_LIVE, NULL);

  gallery_show (gallery, widget);
  gallery_spin (milliseconds);
  return widget;
}

static GhUiDesk *
open_sample (Gallery *gallery, GhRole role, GhSampleOverview which)
{
  GhUiDesk *desk = open_desk (gallery, role);

  gh_sample_overview_serve (desk->server, which, gh_clock_get_real_us (gallery->clock));
  return desk;
}

static GtkWidget *
overview (Gallery *gallery)
{
  return show_page (gallery, open_sample (gallery, GH_ROLE_ADMIN, GH_SAMPLE_OVERVIEW_BUSY), 1500);
}

static void
scroll (GtkWidget *widget, double share)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (
    GTK_SCROLLED_WINDOW (gallery_find (widget, GTK_TYPE_SCROLLED_WINDOW)));

  gtk_adjustment_set_value (adjustment, share * gtk_adjustment_get_upper (adjustment));
  gallery_spin (200);
}

static GtkWidget *
overview_middle (Gallery *gallery)
{
  GtkWidget *widget = overview (gallery);

  scroll (widget, 0.35);
  return widget;
}

static GtkWidget *
overview_end (Gallery *gallery)
{
  GtkWidget *widget = overview (gallery);

  scroll (widget, 1);
  return widget;
}

static GtkWidget *
overview_table (Gallery *gallery)
{
  GtkWidget *widget = overview (gallery);

  gh_chart_card_set_show_table (GH_CHART_CARD (gallery_find (widget, GH_TYPE_CHART_CARD)), TRUE);
  return widget;
}

static GtkWidget *
overview_focus (Gallery *gallery)
{
  GtkWidget *widget = overview (gallery);

  gtk_window_set_focus_visible (GTK_WINDOW (gallery->window), TRUE);
  gtk_widget_grab_focus (gallery_find (widget, GH_TYPE_BAR_CHART));
  return widget;
}

static GtkWidget *
overview_field (Gallery *gallery)
{
  return show_page (gallery, open_sample (gallery, GH_ROLE_MODERATOR, GH_SAMPLE_OVERVIEW_FIELD),
                    1500);
}

static GtkWidget *
overview_empty (Gallery *gallery)
{
  return show_page (gallery, open_sample (gallery, GH_ROLE_ADMIN, GH_SAMPLE_OVERVIEW_EMPTY), 900);
}

static GtkWidget *
overview_loading (Gallery *gallery)
{
  GhUiDesk *desk = open_sample (gallery, GH_ROLE_ADMIN, GH_SAMPLE_OVERVIEW_BUSY);

  gh_test_server_hold (desk->server, "GET", "/api/face-recognition/stats");
  return show_page (gallery, desk, 300);
}

static GtkWidget *
overview_offline (Gallery *gallery)
{
  GhUiDesk *desk = open_sample (gallery, GH_ROLE_ADMIN, GH_SAMPLE_OVERVIEW_BUSY);

  gh_test_server_stop (desk->server);
  return show_page (gallery, desk, 600);
}

static GtkWidget *
overview_stale (Gallery *gallery)
{
  GhUiDesk *desk = open_sample (gallery, GH_ROLE_ADMIN, GH_SAMPLE_OVERVIEW_BUSY);
  GtkWidget *widget = show_page (gallery, desk, 1500);

  gh_test_server_stop (desk->server);
  gtk_widget_activate_action (gallery_find (widget, GH_TYPE_OVERVIEW_PAGE), "overview.refresh",
                              NULL);
  gallery_spin (600);
  return widget;
}

static GtkWidget *
overview_forbidden (Gallery *gallery)
{
  return show_page (gallery, open_sample (gallery, GH_ROLE_USER, GH_SAMPLE_OVERVIEW_FORBIDDEN),
                    600);
}

/* The preferences, and what they hide. */
static GtkWidget *
show_live (Gallery *gallery)
{
  g_autoptr (GhEventLog) log = gh_event_log_new (gallery->clock, 100);
  gint64 now_us = gh_clock_get_real_us (gallery->clock);
  GtkWidget *page;
  GtkWidget *widget;

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (GhFaceEvent) event =
        gh_sample_event_new (i, now_us - (20 - i) * G_TIME_SPAN_SECOND);

      gh_event_log_add (log, event);
    }
  page = g_object_new (GH_TYPE_LIVE_PAGE,
                       "clock", gallery->clock,
                       "picture-loader", gallery->loader,
                       "state", GH_FEED_LIVE,
                       "log", log,
                       NULL);
  widget = gallery_with_header (gallery, "Live", page, GH_FEED_LIVE, NULL);
  gallery_show (gallery, widget);
  return widget;
}

static GtkWidget *
preferences (Gallery *gallery)
{
  g_autoptr (GhPreferences) preferences_object = gh_preferences_new ();
  g_autoptr (GListStore) profiles = g_list_store_new (GH_TYPE_PROFILE_ITEM);
  GtkWidget *widget = show_live (gallery);
  g_autoptr (GhProfileItem) desk = gh_profile_item_new ("desk", "https://desk.example/api",
                                                        "desk.example", "amina@desk.example");

  g_list_store_append (profiles, desk);
  adw_dialog_present (
    gh_preferences_dialog_new (preferences_object, G_LIST_MODEL (profiles), NULL),
    gallery->window);
  return widget;
}

static GtkWidget *
preferences_servers (Gallery *gallery)
{
  GtkWidget *widget = preferences (gallery);
  GtkWidget *row;

  gallery_spin (300);
  adw_preferences_dialog_set_visible_page (
    ADW_PREFERENCES_DIALOG (gallery_find (gallery->window, GH_TYPE_PREFERENCES_DIALOG)),
    ADW_PREFERENCES_PAGE (gtk_widget_get_ancestor (
      gallery_find (gallery->window, ADW_TYPE_EXPANDER_ROW), ADW_TYPE_PREFERENCES_PAGE)));
  row = gallery_find (gallery->window, ADW_TYPE_EXPANDER_ROW);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  return widget;
}

static GtkWidget *
live_blurred (Gallery *gallery)
{
  GtkWidget *widget = show_live (gallery);
  GtkWidget *browser = gallery_find (widget, GH_TYPE_EVENT_BROWSER);
  g_autoptr (GObject) item = g_list_model_get_item (
    gh_event_view_get_model (GH_EVENT_VIEW (gallery_find (widget, GH_TYPE_EVENT_VIEW))), 1);

  gtk_widget_add_css_class (gallery->window, "veiled");
  gh_browser_open (GH_BROWSER (browser), item);
  gallery_spin (300);
  gtk_window_set_focus (GTK_WINDOW (gallery->window), NULL);
  return widget;
}

const GalleryScene gallery_overview_scenes[] = {
  { "overview", overview },
  { "overview-middle", overview_middle },
  { "overview-end", overview_end },
  { "overview-table", overview_table },
  { "overview-focus", overview_focus },
  { "overview-field", overview_field },
  { "overview-empty", overview_empty },
  { "overview-loading", overview_loading },
  { "overview-offline", overview_offline },
  { "overview-stale", overview_stale },
  { "overview-forbidden", overview_forbidden },
  { "preferences", preferences },
  { "preferences-servers", preferences_servers },
  { "live-blurred", live_blurred },
  { NULL },
};
