/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-endpoint-group-private.h"
#include "gh-face-recognition.h"

G_BEGIN_DECLS

/* What the parts of the group share. Inside api/ only. */

/* POST /face-recognition/recognize, which answers with a #GhFaceScan. */
GhRequest *gh_face_recognition_new_file_request (const char *file_name,
                                                 const char *media_type,
                                                 GBytes *image) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
