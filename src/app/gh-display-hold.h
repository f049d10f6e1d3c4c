/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void gh_display_hold_take (GtkApplication *application, GtkWindow *window, const char *reason);

G_END_DECLS
