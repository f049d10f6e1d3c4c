/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Every widget that shows a picture of somebody says so; what becomes of photos while nobody is to
 * see them is one rule of the style sheet. */
void gh_photo_mark (GtkWidget *widget, int side);

G_END_DECLS
