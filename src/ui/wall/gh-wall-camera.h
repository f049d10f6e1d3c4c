/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gh-camera-item.h"

G_BEGIN_DECLS

/* One camera in the strip of the wall: where it is, and when it last saw somebody. */
#define GH_TYPE_WALL_CAMERA (gh_wall_camera_get_type ())
G_DECLARE_FINAL_TYPE (GhWallCamera, gh_wall_camera, GH, WALL_CAMERA, GtkWidget)

GtkWidget *gh_wall_camera_new (GhCameraItem *item) G_GNUC_WARN_UNUSED_RESULT;

GhCameraItem *gh_wall_camera_get_item (GhWallCamera *self);
/* Silent for so long, it is marked. */
void gh_wall_camera_update (GhWallCamera *self, gint64 now_us, gint64 stale_after_us);

const char *gh_wall_camera_get_age (GhWallCamera *self);
gboolean gh_wall_camera_is_silent (GhWallCamera *self);

G_END_DECLS
