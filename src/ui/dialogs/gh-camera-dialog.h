/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-camera-devices.h"
#include "gh-clock.h"
#include "gh-still.h"

G_BEGIN_DECLS

/* Takes one picture with a camera of this computer, whatever is on it.
 *
 * Signal: "captured" (#GhStill): taken, and the dialog closes. */
#define GH_TYPE_CAMERA_DIALOG (gh_camera_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GhCameraDialog, gh_camera_dialog, GH, CAMERA_DIALOG, AdwDialog)

GhCameraDialog *gh_camera_dialog_new (GhClock *clock, GhCameraDevices *cameras)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
