/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-context.h"
#include "gh-kiosk-window.h"
#include "gh-privacy.h"

G_BEGIN_DECLS

/* Opens the wall as the settings have it, keeps the screen on, and lets nobody leave without the PIN,
 * if there is one.
 *
 * Signal: "left": somebody may leave, and wants to. */
#define GH_TYPE_WALL_KEEPER (gh_wall_keeper_get_type ())
G_DECLARE_FINAL_TYPE (GhWallKeeper, gh_wall_keeper, GH, WALL_KEEPER, GObject)

GhWallKeeper *gh_wall_keeper_new (GtkApplication *application,
                                  GhContext *context,
                                  GhPrivacy *privacy,
                                  GhContextKind kind) G_GNUC_WARN_UNUSED_RESULT;

/* NULL once it has been closed. */
GhKioskWindow *gh_wall_keeper_get_window (GhWallKeeper *self);

G_END_DECLS
