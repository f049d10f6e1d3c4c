/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-window.h"

G_BEGIN_DECLS

/* What is brought to the window from outside: links to events, and pictures to be identified. Where
 * nobody is signed in it waits until somebody is; nothing of it changes anything.
 *
 * Actions: "win.show-event" (string, int64: an id, and when it happened, in µs, or 0);
 * "win.identify-picture" (bytes: an encoded picture). */

/* How many pictures are taken at once. */
#define GH_WINDOW_LINKS_MOST_FILES 50

/* @time_us: 0 for not known. */
void gh_window_links_show_event (GhWindow *window, const char *id, gint64 time_us);
/* @files: (element-type GFile) */
void gh_window_links_identify (GhWindow *window, GListModel *files);

/* Inside ui/ only: for the window's class, and when somebody is signed in or no longer. */
void gh_window_links_install (GtkWidgetClass *widget_class);
void gh_window_links_settle (GhWindow *window);
void gh_window_links_forget (GhWindow *window);

G_END_DECLS
