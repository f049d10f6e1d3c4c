/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-wall-layout.h"

#define MOST_COLUMNS 12
#define MOST_ROWS 10

/* A letter is read from a metre away if it is 2.5 mm high; a screen is looked at from about five
 * times its height. So a line of text is a 45th of the screen's shorter side, and not less than what
 * is read at a desk. */
#define LINES_A_SCREEN 45
#define LEAST_TEXT 13

/* In heights of the text: what stands under a face with the borders around it, and the width in which
 * a name has room. */
#define TEXT_BELOW 5.4
#define BORDERS 1.0
#define LEAST_WIDTH 12.5

/* A face is recognized at this size; on a larger screen more faces are better than larger ones. */
#define LEAST_FACE 230.0
#define FACE_OF_SCREEN 0.03
#define MOST_FACE_OF_SCREEN 0.3

/**
 * gh_wall_layout_get_text_size:
 * @width: of the screen
 * @height: of the screen
 * @text_scale: by how much a person wants all text enlarged; 1 for not at all
 *
 * Returns: the size of ordinary text on a wall of that size
 */
int
gh_wall_layout_get_text_size (int width, int height, double text_scale)
{
  return (int) (MAX (MIN (width, height) / LINES_A_SCREEN, LEAST_TEXT) * text_scale + 0.5);
}

static int
get_picture (int width, int height, int text, guint columns, guint rows)
{
  double tile_width = (double) width / columns - BORDERS * text;
  double tile_height = (double) height / rows - TEXT_BELOW * text;

  return (int) MIN (tile_width, tile_height);
}

/**
 * gh_wall_layout_choose:
 * @width: that there is for faces
 * @height: that there is for faces
 * @text: the size of the text
 * @n_wanted: how many faces there shall be, 0 for as many as are recognized well
 * @layout: (out): the layout
 *
 * Divides a rectangle into tiles, each a square face with three lines of text below it. There is one
 * tile at least, however small the rectangle.
 */
void
gh_wall_layout_choose (int width, int height, int text, guint n_wanted, GhWallLayout *layout)
{
  const double shorter = MIN (width, height);
  const double least_face = MIN (LEAST_FACE + FACE_OF_SCREEN * shorter,
                                 MOST_FACE_OF_SCREEN * shorter);
  GhWallLayout best = { .columns = 1, .rows = 1, .n_tiles = 1 };

  g_return_if_fail (layout != NULL);

  best.picture = MAX (get_picture (width, height, text, 1, 1), 1);
  n_wanted = MIN (n_wanted, GH_WALL_LAYOUT_MOST_TILES);
  for (guint rows = 1; rows <= MOST_ROWS; rows++)
    for (guint columns = 1; columns <= MOST_COLUMNS; columns++)
      {
        GhWallLayout it = {
          .columns = columns,
          .rows = rows,
          .n_tiles = n_wanted > 0 ? n_wanted : columns * rows,
          .picture = get_picture (width, height, text, columns, rows),
        };
        gboolean is_better;

        if (columns * rows < it.n_tiles || columns * rows > GH_WALL_LAYOUT_MOST_TILES)
          continue;
        if (n_wanted > 0)
          /* What was asked for, as large as can be, with as few empty places as can be. */
          is_better = best.n_tiles != n_wanted || it.picture > best.picture
                      || (it.picture == best.picture
                          && columns * rows < best.columns * best.rows);
        else
          is_better = it.picture >= least_face && width / (double) columns >= LEAST_WIDTH * text
                      && (it.n_tiles > best.n_tiles
                          || (it.n_tiles == best.n_tiles && it.picture > best.picture));
        if (is_better && it.picture > 0)
          best = it;
      }

  *layout = best;
}
