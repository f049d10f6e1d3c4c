/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-camera-item.h"
#include "gh-connection.h"

G_BEGIN_DECLS

/* The cameras of a server, as a #GListModel of #GhCameraItem: the one that the server takes by
 * itself, those that somebody has added ("cameras" of the connection), and those that events tell
 * of. None goes while the list is there, save one that is forgotten. */
#define GH_TYPE_CAMERA_LIST (gh_camera_list_get_type ())
G_DECLARE_FINAL_TYPE (GhCameraList, gh_camera_list, GH, CAMERA_LIST, GObject)

#define GH_CAMERA_LIST_MOST_CAMERAS 64
#define GH_CAMERA_LIST_MOST_ID_BYTES 100

GhCameraList *gh_camera_list_new (GhConnection *connection) G_GNUC_WARN_UNUSED_RESULT;

/* FALSE where that is no id, or there are too many. */
gboolean gh_camera_list_remember (GhCameraList *self, const char *id);
void gh_camera_list_forget (GhCameraList *self, GhCameraItem *item);

/* Events beside those of the live feed: a page of the history. */
void gh_camera_list_see (GhCameraList *self, GPtrArray *events);

G_END_DECLS
