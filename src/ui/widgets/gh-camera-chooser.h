/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-event-log.h"
#include "gh-face-event.h"

G_BEGIN_DECLS

/* Which camera: all of them, or one that was seen in a log. Hidden while there is nothing to choose.
 *
 * Property: "log" (#GhEventLog, nullable, read-write).
 * Signal: "changed" (it is another camera now). */
#define GH_TYPE_CAMERA_CHOOSER (gh_camera_chooser_get_type ())
G_DECLARE_FINAL_TYPE (GhCameraChooser, gh_camera_chooser, GH, CAMERA_CHOOSER, AdwBin)

GtkWidget *gh_camera_chooser_new (void) G_GNUC_WARN_UNUSED_RESULT;

void gh_camera_chooser_set_log (GhCameraChooser *self, GhEventLog *log);
void gh_camera_chooser_choose_all (GhCameraChooser *self);
/* As before the first event: whoever comes next knows nothing of the cameras. */
void gh_camera_chooser_forget (GhCameraChooser *self);

gboolean gh_camera_chooser_lets_through (GhCameraChooser *self, GhFaceEvent *event);

G_END_DECLS
