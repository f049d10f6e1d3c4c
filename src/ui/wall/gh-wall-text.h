/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A line of text whose size does not depend on what it says: another text is painted in its place,
 * and nothing is laid out anew. What does not fit is cut off with an ellipsis.
 *
 * Properties: "label" (string), "width-chars" (int: how wide it would like to be, 0: as wide as
 * there is), "xalign" (float: 0 begin, 0.5 middle, 1 end). */
#define GH_TYPE_WALL_TEXT (gh_wall_text_get_type ())
G_DECLARE_FINAL_TYPE (GhWallText, gh_wall_text, GH, WALL_TEXT, GtkWidget)

GtkWidget *gh_wall_text_new (void) G_GNUC_WARN_UNUSED_RESULT;

const char *gh_wall_text_get_label (GhWallText *self);
void gh_wall_text_set_label (GhWallText *self, const char *label);

G_END_DECLS
