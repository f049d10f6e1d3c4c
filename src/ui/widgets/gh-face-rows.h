/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The words of a table of face records, for the template that it is in. */
void gh_face_rows_bind (GtkWidgetClass *widget_class);

G_END_DECLS
