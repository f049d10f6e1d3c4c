/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-connection.h"
#include "gh-event-view.h"
#include "gh-picture-loader.h"

G_BEGIN_DECLS

/* A list of events with the detail pane beside it, or over it where there is no room for both.
 *
 * Properties: "view" (#GhEventView, somewhere inside "content"), "content" (GtkWidget),
 * "picture-loader", "connection" and "clock" (both nullable: with them an event can be marked as a
 * false match), all read-write; "item" (GObject, nullable, read-only: the item that is open).
 * Actions: "event.next" (Alt+Down), "event.previous" (Alt+Up), "event.close" (Escape). */
#define GH_TYPE_EVENT_BROWSER (gh_event_browser_get_type ())
G_DECLARE_FINAL_TYPE (GhEventBrowser, gh_event_browser, GH, EVENT_BROWSER, AdwBin)

GtkWidget *gh_event_browser_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* An event or a paged item of the view's model; NULL closes the pane. */
void gh_event_browser_open (GhEventBrowser *self, gpointer item);
gpointer gh_event_browser_get_item (GhEventBrowser *self);

G_END_DECLS
