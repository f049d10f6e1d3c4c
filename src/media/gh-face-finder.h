/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-picture.h"

G_BEGIN_DECLS

/* Looks for faces, where this computer has GStreamer's "facedetect" (OpenCV). */
gboolean gh_face_finder_is_available (void);

GArray *gh_face_finder_find (GhPicture *picture, GCancellable *cancellable, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
