/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-browser.h"

G_BEGIN_DECLS

/* A #GhBrowser of events: its view is a #GhEventView. With a connection and a clock an event can be
 * marked as a false match. */
#define GH_TYPE_EVENT_BROWSER (gh_event_browser_get_type ())
G_DECLARE_FINAL_TYPE (GhEventBrowser, gh_event_browser, GH, EVENT_BROWSER, GhBrowser)

GtkWidget *gh_event_browser_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
