/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean gh_ui_names_is_missing (GtkWidget *widget);

G_END_DECLS
