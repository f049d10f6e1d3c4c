/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gallery.h"

#include "gh-event-log-private.h"
#include "gh-sample-events.h"
#include "gh-ui-desk.h"
#include "gh-wall-band.h"
#include "gh-wall-dialog.h"
#include "gh-wall-leave-dialog.h"
#include "gh-wall.h"

#define N_EVENTS 40

/* One desk for a scene; the window goes before it. */
static void
tear_down_cb (gpointer user_data)
{
  GhUiDesk *desk = user_data;

  gh_ui_desk_tear_down (desk);
  g_free (desk);
}

static GtkWidget *
show_wall (Gallery *gallery, GhFeedState state, gint64 since_us)
{
  GhUiDesk *desk = g_new0 (GhUiDesk, 1);
  GtkWidget *wall = gh_wall_new ();
  gint64 now_us = gh_clock_get_real_us (gallery->clock);
  GhEventLog *log;
  GtkWidget *band;

  gh_ui_desk_set_up_at (desk, gallery->clock);
  gh_ui_desk_sign_in (desk);
  gh_test_server_respond (desk->server, "GET", "/api/face-recognition/stats", 200,
                          "{\"success\":true,\"data\":{\"totalFaces\":240,\"activeFaces\":231,"
                          "\"totalEvents\":182340,\"eventsToday\":1284,\"recognitionRate\":0.93,"
                          "\"averageConfidence\":0.91,\"eventsByType\":{},\"recentEvents\":[]}}");
  g_object_set_data_full (G_OBJECT (gallery->loader), "desk", NULL, NULL);
  g_object_set_data_full (G_OBJECT (gallery->loader), "desk", desk, tear_down_cb);

  log = gh_feed_get_log (gh_connection_get_feed (desk->connection));
  gtk_widget_add_css_class (gallery->window, "kiosk");
  gh_wall_set_up (GH_WALL (wall), gallery->clock, gallery->loader, NULL, FALSE);
  gh_wall_set_connection (GH_WALL (wall), desk->connection);
  for (guint i = 0; i < N_EVENTS; i++)
    {
      guint age = (N_EVENTS - i) * (N_EVENTS - i) * 3 / 2;
      g_autoptr (GhFaceEvent) event = gh_sample_event_new (i, now_us - age * G_TIME_SPAN_SECOND);

      gh_event_log_add (log, event);
    }
  gallery_show (gallery, wall);
  band = gallery_find (wall, GH_TYPE_WALL_BAND);
  g_object_set (band, "since-us", now_us - 3700 * G_TIME_SPAN_SECOND, "state", GH_FEED_LIVE, NULL);
  if (state != GH_FEED_LIVE)
    g_object_set (band,
                  "since-us", since_us,
                  "retry-at-us", now_us + 5 * G_TIME_SPAN_SECOND,
                  "state", state,
                  NULL);
  gallery_spin (1500);
  return wall;
}

static GtkWidget *
wall (Gallery *gallery)
{
  return show_wall (gallery, GH_FEED_LIVE, 0);
}

static GtkWidget *
wall_lost (Gallery *gallery)
{
  return show_wall (gallery, GH_FEED_WAITING,
                    gh_clock_get_real_us (gallery->clock) - 90 * G_TIME_SPAN_SECOND);
}

static GtkWidget *
wall_catching_up (Gallery *gallery)
{
  return show_wall (gallery, GH_FEED_CATCHING_UP, gh_clock_get_real_us (gallery->clock));
}

static GtkWidget *
wall_nobody (Gallery *gallery)
{
  GtkWidget *widget = gh_wall_new ();
  g_autoptr (GError) error = gallery_make_error (GH_ERROR_WRONG_CREDENTIALS, "");

  gh_wall_set_up (GH_WALL (widget), gallery->clock, gallery->loader, NULL, TRUE);
  gh_wall_show_error (GH_WALL (widget), error);
  return widget;
}

static GtkWidget *
wall_leave (Gallery *gallery)
{
  GtkWidget *widget = show_wall (gallery, GH_FEED_LIVE, 0);
  AdwDialog *dialog = gh_wall_leave_dialog_new (gallery->clock, TRUE,
                                                gh_wall_get_text_size (GH_WALL (widget)));
  g_autoptr (GError) error = gallery_make_error (GH_ERROR_WRONG_CREDENTIALS,
                                                 "That is not the PIN. 3 tries are left.");

  adw_dialog_present (dialog, widget);
  gallery_spin (200);
  gh_wall_leave_dialog_refuse (GH_WALL_LEAVE_DIALOG (dialog), error);
  return widget;
}

static GtkWidget *
wall_settings (Gallery *gallery)
{
  GtkWidget *widget = adw_bin_new ();
  g_autoptr (GSettings) settings = g_settings_new (GH_APPLICATION_ID);
  AdwDialog *dialog = gh_wall_dialog_new (settings);

  gallery_show (gallery, widget);
  gh_wall_dialog_take_pin (GH_WALL_DIALOG (dialog), TRUE, NULL);
  gh_wall_dialog_take_autostart (GH_WALL_DIALOG (dialog), TRUE, NULL);
  adw_dialog_present (dialog, widget);
  gallery_spin (400);
  return widget;
}

const GalleryScene gallery_wall_scenes[] = {
  { "wall", wall },
  { "wall-lost", wall_lost },
  { "wall-catching-up", wall_catching_up },
  { "wall-nobody", wall_nobody },
  { "wall-leave", wall_leave },
  { "wall-settings", wall_settings },
  { NULL },
};
