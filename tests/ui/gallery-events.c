/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gallery.h"

#include "gh-event-browser.h"
#include "gh-event-view.h"
#include "gh-events-page.h"
#include "gh-period-chooser.h"
#include "gh-sample-history.h"
#include "gh-system-clock.h"

/* Scenes of the history. */

static void
query_changed_cb (GhEventsPage *page, GParamSpec *pspec, GhSampleHistory *history)
{
  g_autoptr (GhClock) clock = gh_system_clock_new ();
  g_autoptr (GhPagedList) list = gh_sample_history_open (history, clock);

  gh_events_page_set_events (page, list);
  gh_paged_list_reload (list);
}

/* The page's list reads the history until the page goes. */
static GtkWidget *
make_events (Gallery *gallery, guint total, GhError failure, gboolean hold)
{
  GhSampleHistory *history =
    gh_sample_history_new (total, gh_clock_get_real_us (gallery->clock), TRUE);
  GtkWidget *page = g_object_new (GH_TYPE_EVENTS_PAGE,
                                  "clock", gallery->clock,
                                  "picture-loader", gallery->loader,
                                  NULL);

  if (failure != 0)
    {
      g_autoptr (GError) error = gallery_make_error (failure, "Connection reset by peer");

      gh_sample_history_set_failure (history, error);
    }
  if (hold)
    gh_sample_history_hold (history);
  g_signal_connect (page, "notify::query", G_CALLBACK (query_changed_cb), history);
  return gallery_with_header (gallery, "Events", page, GH_FEED_LIVE, NULL);
}

static GtkWidget *
events (Gallery *gallery)
{
  return make_events (gallery, 1000000, 0, FALSE);
}

static GtkWidget *
events_empty (Gallery *gallery)
{
  return make_events (gallery, 0, 0, FALSE);
}

static GtkWidget *
events_failed (Gallery *gallery)
{
  return make_events (gallery, 1000000, GH_ERROR_SERVER, FALSE);
}

static GtkWidget *
events_loading (Gallery *gallery)
{
  return make_events (gallery, 1000000, 0, TRUE);
}

static GtkWidget *
events_middle (Gallery *gallery)
{
  GtkWidget *widget = events (gallery);
  GtkAdjustment *adjustment;

  gallery_show (gallery, widget);
  gallery_spin (200);
  adjustment = gtk_scrolled_window_get_vadjustment (
    GTK_SCROLLED_WINDOW (gallery_find (gallery_find (widget, GH_TYPE_EVENT_VIEW),
                                       GTK_TYPE_SCROLLED_WINDOW)));
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment) / 2);
  gallery_spin (400);
  return widget;
}

static GtkWidget *
events_detail (Gallery *gallery)
{
  GtkWidget *widget = events (gallery);
  g_autoptr (GObject) item = NULL;

  gallery_show (gallery, widget);
  gallery_spin (200);
  item = g_list_model_get_item (
    gh_event_view_get_model (GH_EVENT_VIEW (gallery_find (widget, GH_TYPE_EVENT_VIEW))), 4);
  gh_browser_open (GH_BROWSER (gallery_find (widget, GH_TYPE_EVENT_BROWSER)), item);
  return widget;
}

static GDateTime *
new_day (int year, int month, int day)
{
  return g_date_time_new_local (year, month, day, 0, 0, 0.0);
}

static GtkWidget *
events_days (Gallery *gallery)
{
  GtkWidget *widget = events (gallery);
  g_autoptr (GDateTime) first = new_day (2026, 11, 3);
  g_autoptr (GDateTime) last = new_day (2026, 12, 10);

  gh_period_chooser_set_days (GH_PERIOD_CHOOSER (gallery_find (widget, GH_TYPE_PERIOD_CHOOSER)), first,
                              last);
  return widget;
}

static GtkWidget *
events_choose_days (Gallery *gallery)
{
  GtkWidget *widget = events (gallery);

  gallery_show (gallery, widget);
  gh_period_chooser_set_period (GH_PERIOD_CHOOSER (gallery_find (widget, GH_TYPE_PERIOD_CHOOSER)),
                                GH_EVENT_PERIOD_DAYS);
  return widget;
}

const GalleryScene gallery_events_scenes[] = {
  { "events", events },
  { "events-empty", events_empty },
  { "events-failed", events_failed },
  { "events-loading", events_loading },
  { "events-middle", events_middle },
  { "events-detail", events_detail },
  { "events-days", events_days },
  { "events-choose-days", events_choose_days },
  { NULL },
};
