/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-clock.h"

G_BEGIN_DECLS

/* Asks whoever has touched the wall whether they want to leave it, and for the PIN if there is one.
 * Large enough for fingers, and gone by itself when nobody goes on.
 *
 * Signal: "leave" (string, nullable): what was typed; the dialog is busy until it is answered. */
#define GH_TYPE_WALL_LEAVE_DIALOG (gh_wall_leave_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GhWallLeaveDialog, gh_wall_leave_dialog, GH, WALL_LEAVE_DIALOG, AdwDialog)

/* Nobody has touched it for so long. */
#define GH_WALL_LEAVE_DIALOG_PATIENCE_US (30 * G_TIME_SPAN_SECOND)

AdwDialog *gh_wall_leave_dialog_new (GhClock *clock, gboolean has_pin, int text_size)
  G_GNUC_WARN_UNUSED_RESULT;

/* That was not the PIN, or not the time. */
void gh_wall_leave_dialog_refuse (GhWallLeaveDialog *self, const GError *error);

G_END_DECLS
