/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How pictures come into a widget from elsewhere on this computer: chosen in a dialog, dropped onto
 * it, or pasted. What another program hands over is not decoded by GTK, which knows no limits.
 *
 * Signals: "files" (#GListModel of #GFile, at least one), "encoded" (#GBytes: a picture as another
 * program has handed it over), "fault" (string: a sentence). */
#define GH_TYPE_PICTURE_INTAKE (gh_picture_intake_get_type ())
G_DECLARE_FINAL_TYPE (GhPictureIntake, gh_picture_intake, GH, PICTURE_INTAKE, GObject)

/* What is dropped onto @widget comes by itself. */
GhPictureIntake *gh_picture_intake_new (GtkWidget *widget) G_GNUC_WARN_UNUSED_RESULT;

void gh_picture_intake_choose (GhPictureIntake *self, const char *title, gboolean several);
void gh_picture_intake_paste (GhPictureIntake *self);
/* Nothing comes of what is under way. */
void gh_picture_intake_stop (GhPictureIntake *self);

G_END_DECLS
