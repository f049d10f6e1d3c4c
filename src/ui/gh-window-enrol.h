/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-gate-limits.h"
#include "gh-window.h"

G_BEGIN_DECLS

/* The window's way to the enrol dialog, for moderators and administrators.
 *
 * Actions: "win.enrol"; "win.enrol-picture" (bytes: an encoded picture to begin with). */

/* What the quality gate asks for from now on. */
void gh_window_enrol_set_limits (GhWindow *window, const GhGateLimits *limits);

/* Inside ui/ only: for the window's class, and when somebody else is signed in. */
void gh_window_enrol_install (GtkWidgetClass *widget_class);
void gh_window_enrol_update (GhWindow *window, GhConnection *connection);

G_END_DECLS
