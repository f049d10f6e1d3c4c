/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Tells whether the screen is locked: by the desktop's session, which inside Flatpak a portal speaks
 * for, and by the system's, which also knows of desktops that have no screen saver. Where neither is
 * there, it never is.
 *
 * Property: "locked" (boolean, read-only, notified). */
#define GH_TYPE_LOCK_WATCH (gh_lock_watch_get_type ())
G_DECLARE_FINAL_TYPE (GhLockWatch, gh_lock_watch, GH, LOCK_WATCH, GObject)

GhLockWatch *gh_lock_watch_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Its property "register-session" must be set for that. */
void gh_lock_watch_follow_application (GhLockWatch *self, GtkApplication *application);
/* @connection is to the bus of the system; nullable: the one of this system, if there is one. */
void gh_lock_watch_follow_system (GhLockWatch *self, GDBusConnection *connection);

gboolean gh_lock_watch_get_locked (GhLockWatch *self);

G_END_DECLS
