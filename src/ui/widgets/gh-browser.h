/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-connection.h"
#include "gh-picture-loader.h"

G_BEGIN_DECLS

/* A view of things with the detail pane of one beside it, or over it where there is no room for both.
 *
 * Properties: "view" (GtkWidget, nullable: somewhere inside "content", with a property "model" and a
 * signal "activated" that hands out an item of it), "content" (GtkWidget), "connection", "clock" and
 * "picture-loader" (all nullable), all read-write; "item" (GObject, nullable, read-only: what is
 * open).
 * Actions: "browser.next" (Alt+Down), "browser.previous" (Alt+Up), "browser.close" (Escape). */
#define GH_TYPE_BROWSER (gh_browser_get_type ())
G_DECLARE_DERIVABLE_TYPE (GhBrowser, gh_browser, GH, BROWSER, AdwBin)

struct _GhBrowserClass
{
  AdwBinClass parent_class;

  /* What is narrower has the pane over the view: in sp, which grow with the text. 800 unless it is
   * set. */
  guint collapse_sp;

  /* The pane, when something is opened for the first time. */
  GtkWidget *(*make_detail) (GhBrowser *self);
  /* Shows one thing in it; NULL while it is on its way. */
  void (*show) (GhBrowser *self, GtkWidget *detail, gpointer object);
  /* Marks an item of the view's model as the one that is open; NULL for none. */
  void (*set_current) (GtkWidget *view, gpointer item);
};

/* An item of the view's model: what is shown, or a #GhPagedItem of it. NULL closes the pane. */
void gh_browser_open (GhBrowser *self, gpointer item);
gpointer gh_browser_get_item (GhBrowser *self);

GhConnection *gh_browser_get_connection (GhBrowser *self);
GhClock *gh_browser_get_clock (GhBrowser *self);
GhPictureLoader *gh_browser_get_picture_loader (GhBrowser *self);

G_END_DECLS
