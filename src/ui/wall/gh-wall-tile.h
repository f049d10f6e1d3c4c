/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gh-face-event.h"
#include "gh-picture-loader.h"

G_BEGIN_DECLS

/* One face on the wall: the picture, who it is, where, and how long ago. A face that has just come is
 * framed for a moment; one that is old, or all that may be old because the link is lost, is grey. */
#define GH_TYPE_WALL_TILE (gh_wall_tile_get_type ())
G_DECLARE_FINAL_TYPE (GhWallTile, gh_wall_tile, GH, WALL_TILE, GtkWidget)

/* For so long a face is new. */
#define GH_WALL_TILE_NEW_US (5 * G_TIME_SPAN_SECOND)

GtkWidget *gh_wall_tile_new (GhPictureLoader *loader) G_GNUC_WARN_UNUSED_RESULT;

void gh_wall_tile_set_picture_size (GhWallTile *self, int size);

/* @time_us: since when the event is as old as it is. */
void gh_wall_tile_set_event (GhWallTile *self, GhFaceEvent *event, gint64 time_us, gint64 now_us);
GhFaceEvent *gh_wall_tile_get_event (GhWallTile *self);

void gh_wall_tile_set_now (GhWallTile *self, gint64 now_us);
void gh_wall_tile_set_stale_after (GhWallTile *self, gint64 stale_after_us);
void gh_wall_tile_set_lost (GhWallTile *self, gboolean lost);

const char *gh_wall_tile_get_age (GhWallTile *self);
gboolean gh_wall_tile_is_stale (GhWallTile *self);

G_END_DECLS
