/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Two children, the second at the end of the line: beside the first where that leaves it room for its
 * words, below it where not. Its children are those that its template names. */
#define GH_TYPE_FOLD_BOX (gh_fold_box_get_type ())
G_DECLARE_FINAL_TYPE (GhFoldBox, gh_fold_box, GH, FOLD_BOX, GtkWidget)

GtkWidget *gh_fold_box_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
