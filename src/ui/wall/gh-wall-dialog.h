/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* How the wall is to be: its monitor and how many faces, the PIN, and whether it is started with the
 * session. What is chosen is in the settings at once; the rest is asked of whoever opened it.
 *
 * Signals: "set-pin" (string, nullable): this one from now on, or none;
 * "set-autostart" (boolean); "open-wall": show it now. Each but the last is answered. */
#define GH_TYPE_WALL_DIALOG (gh_wall_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GhWallDialog, gh_wall_dialog, GH, WALL_DIALOG, AdwDialog)

AdwDialog *gh_wall_dialog_new (GSettings *settings) G_GNUC_WARN_UNUSED_RESULT;

/* What is so, and why something could not be done (nullable). */
void gh_wall_dialog_take_pin (GhWallDialog *self, gboolean has_pin, const GError *error);
void gh_wall_dialog_take_autostart (GhWallDialog *self, gboolean enabled, const GError *error);

G_END_DECLS
