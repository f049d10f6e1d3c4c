/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean gh_list_focus_is_seen (GtkWidget *list, GPtrArray *rows, gboolean at_top);

G_END_DECLS
