/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-page.h"
#include "gh-server-window.h"
#include "gh-sign-in-page.h"
#include "gh-window-pages.h"

G_BEGIN_DECLS

/* The main window: the sign-in page, or the sidebar with the pages that the role of whoever is
 * signed in has; follows session and role.
 *
 * Actions: "win.show-page" (string: its name), "win.show-nth-page" (int32: in the sidebar, from 0),
 * "win.sign-out", "win.retry", and those of gh-window-enrol.h, gh-window-help.h, gh-window-items.h
 * and gh-window-links.h. */
#define GH_TYPE_WINDOW (gh_window_get_type ())
G_DECLARE_FINAL_TYPE (GhWindow, gh_window, GH, WINDOW, GhServerWindow)

/* @demo: what is shown is sample data, and the window says so. */
GhWindow *gh_window_new (GtkApplication *application,
                         GhClock *clock,
                         GhPictureLoader *picture_loader,
                         GhTrace *trace,
                         gboolean demo) G_GNUC_WARN_UNUSED_RESULT;

/* Made when it is first asked for; what a person wants there is its signals. */
GhSignInPage *gh_window_get_sign_in_page (GhWindow *self);

/* One of the GH_WINDOW_PAGE names; FALSE for one that does not exist or is not for them. */
gboolean gh_window_show_page (GhWindow *self, const char *name);

/* Something has happened that no page shows. @text is plain text. */
void gh_window_add_toast (GhWindow *self, const char *text);

/* For the window's own parts: NULL where the page is not for whoever is signed in, if anybody is. */
GhPage *gh_window_go_to_page (GhWindow *self, const char *name);

G_END_DECLS
