/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/* One camera as it is known here: by its id, from events, and by the last picture that it gave.
 *
 * Signal: "changed": one of the getters answers something else now. */
#define GH_TYPE_CAMERA_ITEM (gh_camera_item_get_type ())
G_DECLARE_FINAL_TYPE (GhCameraItem, gh_camera_item, GH, CAMERA_ITEM, GObject)

/* @id is nullable: the camera that the server takes where none is named. */
GhCameraItem *gh_camera_item_new (const char *id) G_GNUC_WARN_UNUSED_RESULT;

const char *gh_camera_item_get_id (GhCameraItem *self);

/* Where it is, and when it last reported something (real time, 0 for never), as events tell. */
const char *gh_camera_item_get_place (GhCameraItem *self);
gint64 gh_camera_item_get_seen_us (GhCameraItem *self);
void gh_camera_item_see (GhCameraItem *self, const char *place, gint64 time_us);

/* Whether somebody has added it by hand. */
gboolean gh_camera_item_get_remembered (GhCameraItem *self);
void gh_camera_item_set_remembered (GhCameraItem *self, gboolean remembered);

/* The last picture (nullable) and when it was taken; what is under way, and why there is none. */
GdkTexture *gh_camera_item_get_picture (GhCameraItem *self);
gint64 gh_camera_item_get_taken_us (GhCameraItem *self);
gboolean gh_camera_item_get_busy (GhCameraItem *self);
const GError *gh_camera_item_get_error (GhCameraItem *self);
void gh_camera_item_set_busy (GhCameraItem *self);
void gh_camera_item_take_picture (GhCameraItem *self, GdkTexture *picture, gint64 taken_us);
void gh_camera_item_take_error (GhCameraItem *self, const GError *error);

G_END_DECLS
