/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-clock.h"
#include "gh-event-log.h"

G_BEGIN_DECLS

/* The faces on a wall: a #GListModel of #GhFaceEvent in which each stays in its place. A new face
 * takes the place of the oldest, and no other moves.
 *
 * While events come at a rate that a person follows, each is shown at once. When they come faster,
 * two of the newest are shown every 80 ms and the others are only counted; as soon as it calms down
 * the newest are all there.
 *
 * Property "busy" (boolean, read-only): more come than are shown. */
#define GH_TYPE_WALL_FACES (gh_wall_faces_get_type ())
G_DECLARE_FINAL_TYPE (GhWallFaces, gh_wall_faces, GH, WALL_FACES, GObject)

GhWallFaces *gh_wall_faces_new (GhClock *clock) G_GNUC_WARN_UNUSED_RESULT;

void gh_wall_faces_set_log (GhWallFaces *self, GhEventLog *log);
void gh_wall_faces_set_capacity (GhWallFaces *self, guint capacity);
void gh_wall_faces_set_held (GhWallFaces *self, gboolean held);

gboolean gh_wall_faces_get_busy (GhWallFaces *self);
guint64 gh_wall_faces_get_n_seen (GhWallFaces *self);
gint64 gh_wall_faces_get_time_us (GhWallFaces *self, guint position);

G_END_DECLS
