/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-clock.h"

G_BEGIN_DECLS

/* The PIN without which nobody leaves the wall. Kept in a file of this person's alone, as a salted
 * hash, together with how often it was typed wrongly: five tries, then waits that grow, and neither
 * a restart nor a kill gives one back. (Not in the keyring: a wall comes up before anybody has
 * unlocked one, and from the hash nobody learns what else it would open.)
 *
 * Property "has-pin" (boolean, read-only, notified): known once it has been loaded. */
#define GH_TYPE_WALL_LOCK (gh_wall_lock_get_type ())
G_DECLARE_FINAL_TYPE (GhWallLock, gh_wall_lock, GH, WALL_LOCK, GObject)

#define GH_WALL_LOCK_LEAST_DIGITS 4
#define GH_WALL_LOCK_MOST_DIGITS 12
#define GH_WALL_LOCK_FREE_TRIES 5
#define GH_WALL_LOCK_FIRST_WAIT_US (30 * G_TIME_SPAN_SECOND)
#define GH_WALL_LOCK_MOST_WAIT_US (15 * G_TIME_SPAN_MINUTE)

GhWallLock *gh_wall_lock_new (GhClock *clock, const char *path) G_GNUC_WARN_UNUSED_RESULT;
char *gh_wall_lock_get_default_path (void) G_GNUC_WARN_UNUSED_RESULT;

gboolean gh_wall_lock_is_pin (const char *text);

gboolean gh_wall_lock_get_has_pin (GhWallLock *self);
/* How long nothing can be tried; 0 for now. */
gint64 gh_wall_lock_get_wait_us (GhWallLock *self);

/* Synchronously, for the start of the program: a small file. */
void gh_wall_lock_load (GhWallLock *self);

/* @pin is nullable: none from now on. */
void gh_wall_lock_set_pin_async (GhWallLock *self,
                                 const char *pin,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean gh_wall_lock_set_pin_finish (GhWallLock *self, GAsyncResult *result, GError **error);

/* %GH_ERROR_WRONG_CREDENTIALS: another one; %GH_ERROR_RATE_LIMITED: not now. */
void gh_wall_lock_try_async (GhWallLock *self,
                             const char *pin,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean gh_wall_lock_try_finish (GhWallLock *self, GAsyncResult *result, GError **error);

G_END_DECLS
