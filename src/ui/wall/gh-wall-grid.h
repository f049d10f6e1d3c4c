/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gh-clock.h"
#include "gh-event-log.h"
#include "gh-picture-loader.h"
#include "gh-trace.h"
#include "gh-wall-faces.h"

G_BEGIN_DECLS

/* As many faces as there is room for, each in its place until it is the oldest. A face is shown when
 * its picture has been decoded, and the one before stays until then, so that a tile is painted once.
 *
 * Nothing is decoded or painted while the grid is held. */
#define GH_TYPE_WALL_GRID (gh_wall_grid_get_type ())
G_DECLARE_FINAL_TYPE (GhWallGrid, gh_wall_grid, GH, WALL_GRID, GtkWidget)

/* Once, before the grid is shown; @trace is nullable. */
void gh_wall_grid_set_up (GhWallGrid *self,
                          GhClock *clock,
                          GhPictureLoader *loader,
                          GhTrace *trace);

void gh_wall_grid_set_log (GhWallGrid *self, GhEventLog *log);
void gh_wall_grid_set_text_size (GhWallGrid *self, int text);
/* 0: as many as there is room for. */
void gh_wall_grid_set_n_wanted (GhWallGrid *self, guint n_wanted);
void gh_wall_grid_set_stale_after (GhWallGrid *self, gint64 stale_after_us);
void gh_wall_grid_set_lost (GhWallGrid *self, gboolean lost);
void gh_wall_grid_set_held (GhWallGrid *self, gboolean held);
/* Tells all ages anew. */
void gh_wall_grid_update_ages (GhWallGrid *self);

GhWallFaces *gh_wall_grid_get_faces (GhWallGrid *self);

G_END_DECLS
