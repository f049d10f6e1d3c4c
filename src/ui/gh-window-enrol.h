/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-camera-devices.h"
#include "gh-gate-limits.h"
#include "gh-window.h"

G_BEGIN_DECLS

/* The window's way to the dialogs that enrol, for moderators and administrators.
 *
 * Actions: "win.enrol"; "win.enrol-picture" (ay: an encoded picture to begin with); "win.enrol-face"
 * (aydddd: a picture, and where in it the face is: x, y, width, height in shares of it);
 * "win.enrol-person" (s: the id of a user whose face it will be); "win.enrol-many". */

/* What the quality gate asks for from now on. */
void gh_window_enrol_set_limits (GhWindow *window, const GhGateLimits *limits);

/* Inside ui/ only: the cameras of this computer, for all that the window shows. */
GhCameraDevices *gh_window_enrol_get_cameras (GhWindow *window);

/* Inside ui/ only: for the window's class, and when somebody else is signed in. */
void gh_window_enrol_install (GtkWidgetClass *widget_class);
void gh_window_enrol_update (GhWindow *window, GhConnection *connection);

G_END_DECLS
