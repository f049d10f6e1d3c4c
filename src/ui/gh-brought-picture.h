/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-still.h"

G_BEGIN_DECLS

/* A picture in whatever form somebody brought it: a file, what was copied or dropped, or pixels that
 * a camera has just taken. What becomes of it is a JPEG that a server accepts. */
#define GH_TYPE_BROUGHT_PICTURE (gh_brought_picture_get_type ())
G_DECLARE_FINAL_TYPE (GhBroughtPicture, gh_brought_picture, GH, BROUGHT_PICTURE, GObject)

GhBroughtPicture *gh_brought_picture_new_for_file (GFile *file) G_GNUC_WARN_UNUSED_RESULT;
GhBroughtPicture *gh_brought_picture_new_for_bytes (GBytes *encoded) G_GNUC_WARN_UNUSED_RESULT;
GhBroughtPicture *gh_brought_picture_new_for_still (GhStill *still) G_GNUC_WARN_UNUSED_RESULT;

void gh_brought_picture_encode_async (GhBroughtPicture *self,
                                      gsize most_json_bytes,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GBytes *gh_brought_picture_encode_finish (GhBroughtPicture *self,
                                          GAsyncResult *result,
                                          int *width,
                                          int *height,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
