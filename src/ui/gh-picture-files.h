/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A file chooser that shows the pictures which can be read here. */
GtkFileDialog *gh_picture_files_new_dialog (const char *title) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
