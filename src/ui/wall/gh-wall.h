/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-clock.h"
#include "gh-connection.h"
#include "gh-picture-loader.h"
#include "gh-trace.h"
#include "gh-wall-grid.h"

G_BEGIN_DECLS

/* What a screen on the wall shows of one server: the time, whether it is live, today's numbers, the
 * latest faces, and the cameras. All of it is as large as the screen lets it be read from afar. It
 * rests while it cannot be seen. */
#define GH_TYPE_WALL (gh_wall_get_type ())
G_DECLARE_FINAL_TYPE (GhWall, gh_wall, GH, WALL, AdwBin)

/* A face is old after so long. */
#define GH_WALL_STALE_AFTER_US (10 * G_TIME_SPAN_MINUTE)

GtkWidget *gh_wall_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Once, before it is shown; @trace is nullable. */
void gh_wall_set_up (GhWall *self,
                     GhClock *clock,
                     GhPictureLoader *loader,
                     GhTrace *trace,
                     gboolean demo);

/* In pixels: what stands above the wall is to be read from as far. */
int gh_wall_get_text_size (GhWall *self);

/* @connection is nullable. */
void gh_wall_set_connection (GhWall *self, GhConnection *connection);
/* Why nobody is signed in; nullable. */
void gh_wall_show_error (GhWall *self, const GError *error);
/* 0: as many faces as there is room for. */
void gh_wall_set_n_wanted (GhWall *self, guint n_wanted);
/* Whether alerts can be answered there; yes, if nothing is said. */
void gh_wall_set_can_acknowledge (GhWall *self, gboolean can_acknowledge);
/* Whether nobody can see it. */
void gh_wall_set_resting (GhWall *self, gboolean resting);

GhWallGrid *gh_wall_get_grid (GhWall *self);

G_END_DECLS
