/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What the tests of widgets share. */
void gh_ui_test_init (int *argc, char ***argv);

/* A window on the virtual display with @child in it, drawn once. */
GtkWindow *gh_ui_test_show (GtkWidget *child, int width, int height) G_GNUC_WARN_UNUSED_RESULT;
void gh_ui_test_paint (GtkWindow *window);
void gh_ui_test_close (GtkWindow *window);

/* The first descendant of a type; fails where there is none. */
gpointer gh_ui_test_find (gpointer widget, GType type);
/* Whether a label that is on the screen says exactly this. */
gboolean gh_ui_test_says (gpointer widget, const char *text);
/* A template child of a type, by its name there. */
gpointer gh_ui_test_child (gpointer widget, const char *name);

/* A signal handler, connected swapped: counts. */
void gh_ui_test_count (guint *n_calls);
/* A handler of "range-changed" that keeps both ends. */
void gh_ui_test_take_range (gpointer view, guint first, guint last, guint range[2]);

G_END_DECLS
