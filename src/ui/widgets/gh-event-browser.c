/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-event-browser.h"

#include "gh-event-detail.h"
#include "gh-event-view.h"

struct _GhEventBrowser
{
  GhBrowser parent_instance;
};

G_DEFINE_FINAL_TYPE (GhEventBrowser, gh_event_browser, GH_TYPE_BROWSER)

static void
tell_detail (GtkWidget *detail, GParamSpec *pspec, GhBrowser *self)
{
  gh_event_detail_set_connection (GH_EVENT_DETAIL (detail), gh_browser_get_connection (self),
                                  gh_browser_get_clock (self));
}

static GtkWidget *
gh_event_browser_make_detail (GhBrowser *self)
{
  GtkWidget *detail = gh_event_detail_new (gh_browser_get_picture_loader (self));

  g_signal_connect_object (self, "notify::connection", G_CALLBACK (tell_detail), detail,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "notify::clock", G_CALLBACK (tell_detail), detail,
                           G_CONNECT_SWAPPED);
  tell_detail (detail, NULL, self);

  return detail;
}

static void
gh_event_browser_show (GhBrowser *self, GtkWidget *detail, gpointer object)
{
  gh_event_detail_set_event (GH_EVENT_DETAIL (detail), object);
}

static void
gh_event_browser_set_current (GtkWidget *view, gpointer item)
{
  gh_event_view_set_current (GH_EVENT_VIEW (view), item);
}

static void
gh_event_browser_class_init (GhEventBrowserClass *klass)
{
  GhBrowserClass *browser_class = GH_BROWSER_CLASS (klass);

  browser_class->make_detail = gh_event_browser_make_detail;
  browser_class->show = gh_event_browser_show;
  browser_class->set_current = gh_event_browser_set_current;
}

static void
gh_event_browser_init (GhEventBrowser *self)
{
}

/**
 * gh_event_browser_new:
 *
 * Returns: (transfer floating): a browser without a view
 */
GtkWidget *
gh_event_browser_new (void)
{
  return g_object_new (GH_TYPE_EVENT_BROWSER, NULL);
}
