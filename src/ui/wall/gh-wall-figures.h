/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-clock.h"
#include "gh-connection.h"

G_BEGIN_DECLS

/* Today's numbers for the wall: what the server tells of the day, asked once a minute when nobody
 * else wants to know something, and how many events come here. What a server does not tell is not
 * shown.
 *
 * Property "text" (string, nullable, read-only): the numbers in one line. */
#define GH_TYPE_WALL_FIGURES (gh_wall_figures_get_type ())
G_DECLARE_FINAL_TYPE (GhWallFigures, gh_wall_figures, GH, WALL_FIGURES, GObject)

GhWallFigures *gh_wall_figures_new (GhClock *clock) G_GNUC_WARN_UNUSED_RESULT;

/* @connection is nullable. */
void gh_wall_figures_set_connection (GhWallFigures *self, GhConnection *connection);

/* A second has passed, and so many events have come in all. */
void gh_wall_figures_tick (GhWallFigures *self, guint64 n_seen);

const char *gh_wall_figures_get_text (GhWallFigures *self);

G_END_DECLS
