/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gh-connection.h"

G_BEGIN_DECLS

/* The strip of cameras at the foot of the wall, by name; as many as there is room for, and how many
 * more there are. */
#define GH_TYPE_WALL_CAMERAS (gh_wall_cameras_get_type ())
G_DECLARE_FINAL_TYPE (GhWallCameras, gh_wall_cameras, GH, WALL_CAMERAS, GtkWidget)

/* @connection is nullable. */
void gh_wall_cameras_set_connection (GhWallCameras *self, GhConnection *connection);
void gh_wall_cameras_set_text_size (GhWallCameras *self, int text);
void gh_wall_cameras_update (GhWallCameras *self, gint64 now_us, gint64 stale_after_us);

guint gh_wall_cameras_get_n_shown (GhWallCameras *self);

G_END_DECLS
