/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* One figure, large, with its name and where it is from. */
#define GH_TYPE_FIGURE_TILE (gh_figure_tile_get_type ())
G_DECLARE_FINAL_TYPE (GhFigureTile, gh_figure_tile, GH, FIGURE_TILE, AdwBin)

GtkWidget *gh_figure_tile_new (const char *name) G_GNUC_WARN_UNUSED_RESULT;

void gh_figure_tile_set (GhFigureTile *self,
                         const char *value,
                         const char *note,
                         gboolean is_known);

G_END_DECLS
