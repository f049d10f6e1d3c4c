/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gh-feed-break.h"

G_BEGIN_DECLS

/* The mark in a list where the link was lost.
 *
 * Properties: "break" (#GhFeedBreak, nullable, read-write). */
#define GH_TYPE_BREAK_ROW (gh_break_row_get_type ())
G_DECLARE_FINAL_TYPE (GhBreakRow, gh_break_row, GH, BREAK_ROW, GtkWidget)

GtkWidget *gh_break_row_new (void) G_GNUC_WARN_UNUSED_RESULT;

GhFeedBreak *gh_break_row_get_break (GhBreakRow *self);
void gh_break_row_set_break (GhBreakRow *self, GhFeedBreak *feed_break);

G_END_DECLS
