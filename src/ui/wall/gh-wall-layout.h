/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How many faces a wall shows, and how large: figures, no widgets. All lengths are logical pixels. */
typedef struct
{
  guint columns;
  guint rows;
  guint n_tiles; /* may leave places of the last row empty */
  int picture;   /* the side of a face */
} GhWallLayout;

#define GH_WALL_LAYOUT_MOST_TILES 60

int gh_wall_layout_get_text_size (int width, int height, double text_scale);
void gh_wall_layout_choose (int width, int height, int text, guint n_wanted, GhWallLayout *layout);

G_END_DECLS
