/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-camera-error.h"

#include <glib/gi18n.h>

G_DEFINE_QUARK (gh-camera-error-quark, gh_camera_error)

static const char *
get_words (GhCameraError code)
{
  switch (code)
    {
    case GH_CAMERA_ERROR_NONE_THERE:
      return _("There is no camera. Connect one, or choose a file.");
    case GH_CAMERA_ERROR_UNPLUGGED:
      return _("The camera was unplugged. Connect it again, or choose another.");
    case GH_CAMERA_ERROR_BUSY:
      return _("Another program is using the camera. Close it and try again.");
    case GH_CAMERA_ERROR_REFUSED:
      return _("Gatehouse is not allowed to use the camera. Allow it in the system’s settings.");
    case GH_CAMERA_ERROR_DISMISSED:
      return _("Nobody said whether Gatehouse may use the camera. Try again.");
    case GH_CAMERA_ERROR_SILENT:
      return _("The camera does not deliver any pictures. Try again, or choose another.");
    case GH_CAMERA_ERROR_UNREACHABLE:
      return _("No camera answers at this address. Check the address and the network.");
    case GH_CAMERA_ERROR_UNAUTHORIZED:
      return _("The camera wants another user name and password. Put them into its address: "
               "rtsp://name:password@…");
    case GH_CAMERA_ERROR_UNSUPPORTED:
      return _("This computer cannot show what the camera delivers. Choose another.");
    case GH_CAMERA_ERROR_FAILED:
    default:
      return _("The camera does not work. Try again, or choose another.");
    }
}

/**
 * gh_camera_error_new:
 * @code: what is the matter
 *
 * Returns: (transfer full): an error with a sentence that says so
 */
GError *
gh_camera_error_new (GhCameraError code)
{
  return g_error_new_literal (GH_CAMERA_ERROR, (int) code, get_words (code));
}
