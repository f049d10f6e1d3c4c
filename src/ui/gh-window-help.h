/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The window's ways to learn about it.
 *
 * Actions: "win.show-help" (F1): the user guide; "win.show-shortcuts" (Ctrl+?): the keys, as far as
 * whoever is signed in has use for them. */

/* Inside ui/ only: for the window's class. */
void gh_window_help_install (GtkWidgetClass *widget_class);

G_END_DECLS
