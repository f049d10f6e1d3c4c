/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Prints what a screen reader, a translator and whoever has a small screen would complain of, and
 * all words: for test-gallery.py, which knows what is whose. Needs GTK_A11Y=test. */
void gallery_tell (const char *scene, GtkWidget *window, int width);

G_END_DECLS
