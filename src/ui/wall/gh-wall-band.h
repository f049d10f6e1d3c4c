/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-clock.h"
#include "gh-feed-state.h"

G_BEGIN_DECLS

/* The line across the wall that says whether what is shown is live, by icon, words and colour, to be
 * read from afar; beside it today's numbers, or why the link is lost. As high whatever it says.
 *
 * Properties (read-write): "clock", "state" (#GhFeedState), "since-us", "retry-at-us" (int64),
 * "error" (boxed GError, nullable), "figures" (string), "rate" (uint: events a second of which only
 * some are shown, 0: each is shown), "brief" (boolean: a narrow screen, on which a lost link is all
 * that is said).
 * Property "lost" (boolean, read-only): what is shown may be old. */
#define GH_TYPE_WALL_BAND (gh_wall_band_get_type ())
G_DECLARE_FINAL_TYPE (GhWallBand, gh_wall_band, GH, WALL_BAND, AdwBin)

GtkWidget *gh_wall_band_new (void) G_GNUC_WARN_UNUSED_RESULT;

gboolean gh_wall_band_get_lost (GhWallBand *self);
const char *gh_wall_band_get_headline (GhWallBand *self);
const char *gh_wall_band_get_aside (GhWallBand *self);

/* A second has passed. */
void gh_wall_band_tick (GhWallBand *self);

G_END_DECLS
