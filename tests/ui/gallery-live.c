/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gallery.h"

#include "gh-event-browser.h"
#include "gh-event-log-private.h"
#include "gh-event-view.h"
#include "gh-feed-break-private.h"
#include "gh-live-page.h"
#include "gh-sample-events.h"
#include "gh-shortcuts-dialog.h"

/* Scenes of the live page. */

#define N_EVENTS 40

static GhEventLog *
make_log (Gallery *gallery, guint n_events, gboolean with_break)
{
  GhEventLog *log = gh_event_log_new (gallery->clock, 100);
  gint64 now_us = gh_clock_get_real_us (gallery->clock);

  for (guint i = 0; i < n_events; i++)
    {
      guint age = (n_events - i) * (n_events - i) * 3 / 2;
      g_autoptr (GhFaceEvent) event = gh_sample_event_new (i, now_us - age * G_TIME_SPAN_SECOND);

      gh_event_log_add (log, event);
    }
  if (with_break)
    {
      gint64 from_us = now_us - 60 * G_TIME_SPAN_SECOND;
      g_autoptr (GhFeedBreak) mark = gh_feed_break_new (from_us, from_us);

      gh_feed_break_set_to_us (mark, from_us + 40 * G_TIME_SPAN_SECOND);
      gh_feed_break_set_filled (mark, 12);
      gh_feed_break_set_complete (mark, TRUE);
      gh_event_log_add_break (log, mark);
    }
  return log;
}

static GtkWidget *
make_live (Gallery *gallery, GhFeedState state, guint n_events, gboolean with_break, GError *error)
{
  g_autoptr (GhEventLog) log = make_log (gallery, n_events, with_break);
  GtkWidget *page =
    g_object_new (GH_TYPE_LIVE_PAGE,
                  "clock", gallery->clock,
                  "picture-loader", gallery->loader,
                  "since-us", gh_clock_get_real_us (gallery->clock) - 90 * G_TIME_SPAN_SECOND,
                  "error", error,
                  "state", state,
                  "log", log,
                  NULL);

  return gallery_with_header (gallery, "Live", page, state, error);
}

static GtkWidget *
live (Gallery *gallery)
{
  return make_live (gallery, GH_FEED_LIVE, N_EVENTS, TRUE, NULL);
}

static GtkWidget *
live_loading (Gallery *gallery)
{
  return make_live (gallery, GH_FEED_CONNECTING, 0, FALSE, NULL);
}

static GtkWidget *
live_empty (Gallery *gallery)
{
  return make_live (gallery, GH_FEED_LIVE, 0, FALSE, NULL);
}

static GtkWidget *
live_offline (Gallery *gallery)
{
  g_autoptr (GError) error = gallery_make_error (GH_ERROR_OFFLINE, "Connection refused");

  return make_live (gallery, GH_FEED_WAITING, 0, FALSE, error);
}

static GtkWidget *
live_stale (Gallery *gallery)
{
  g_autoptr (GError) error = gallery_make_error (GH_ERROR_OFFLINE, "Connection refused");

  return make_live (gallery, GH_FEED_WAITING, N_EVENTS, FALSE, error);
}

static GtkWidget *
live_detail (Gallery *gallery)
{
  GtkWidget *widget = live (gallery);
  GtkWidget *browser;
  g_autoptr (GObject) item = NULL;

  gallery_show (gallery, widget);
  browser = gallery_find (widget, GH_TYPE_EVENT_BROWSER);
  item = g_list_model_get_item (
    gh_event_view_get_model (GH_EVENT_VIEW (gallery_find (widget, GH_TYPE_EVENT_VIEW))), 1);
  gh_browser_open (GH_BROWSER (browser), item);
  return widget;
}

static GtkWidget *
live_held (Gallery *gallery)
{
  GtkWidget *widget = live (gallery);
  g_autoptr (GhEventLog) log = NULL;
  GtkWidget *scroller;

  gallery_show (gallery, widget);
  scroller = gallery_find (gallery_find (widget, GH_TYPE_EVENT_VIEW), GTK_TYPE_SCROLLED_WINDOW);
  gtk_adjustment_set_value (
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)), 300);
  gallery_spin (100);
  g_object_get (gallery_find (widget, GH_TYPE_LIVE_PAGE), "log", &log, NULL);
  for (guint i = 0; i < 12; i++)
    {
      g_autoptr (GhFaceEvent) event =
        gh_sample_event_new (N_EVENTS + i, gh_clock_get_real_us (gallery->clock));

      gh_event_log_add (log, event);
    }
  return widget;
}

static GtkWidget *
shortcuts (Gallery *gallery)
{
  GtkWidget *widget = live (gallery);

  gallery_show (gallery, widget);
  adw_dialog_present (gh_shortcuts_dialog_new (GH_ROLE_ADMIN), gallery->window);
  return widget;
}

const GalleryScene gallery_live_scenes[] = {
  { "live", live },
  { "live-loading", live_loading },
  { "live-empty", live_empty },
  { "live-offline", live_offline },
  { "live-stale", live_stale },
  { "live-held", live_held },
  { "live-detail", live_detail },
  { "shortcuts", shortcuts },
  { NULL },
};
