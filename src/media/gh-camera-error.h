/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GhCameraError:
 * @GH_CAMERA_ERROR_NONE_THERE: this computer has no camera that could be asked
 * @GH_CAMERA_ERROR_UNPLUGGED: it was there, and is not any more
 * @GH_CAMERA_ERROR_BUSY: another program has it
 * @GH_CAMERA_ERROR_REFUSED: the system or a person does not allow it
 * @GH_CAMERA_ERROR_DISMISSED: the question whether it is allowed was closed without an answer
 * @GH_CAMERA_ERROR_SILENT: it delivers no pictures, or none any more
 * @GH_CAMERA_ERROR_UNREACHABLE: nothing answers at its address
 * @GH_CAMERA_ERROR_UNAUTHORIZED: it wants another name and password
 * @GH_CAMERA_ERROR_UNSUPPORTED: what it delivers cannot be decoded here
 * @GH_CAMERA_ERROR_FAILED: something else
 *
 * Why there is no picture from a camera. The message is a sentence for the person in front of it.
 */
typedef enum
{
  GH_CAMERA_ERROR_NONE_THERE,
  GH_CAMERA_ERROR_UNPLUGGED,
  GH_CAMERA_ERROR_BUSY,
  GH_CAMERA_ERROR_REFUSED,
  GH_CAMERA_ERROR_DISMISSED,
  GH_CAMERA_ERROR_SILENT,
  GH_CAMERA_ERROR_UNREACHABLE,
  GH_CAMERA_ERROR_UNAUTHORIZED,
  GH_CAMERA_ERROR_UNSUPPORTED,
  GH_CAMERA_ERROR_FAILED,
} GhCameraError;

#define GH_CAMERA_ERROR (gh_camera_error_quark ())
GQuark gh_camera_error_quark (void);

GError *gh_camera_error_new (GhCameraError code) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
