/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-endpoint-group.h"
#include "gh-face-scan.h"
#include "gh-uploaded-image.h"

G_BEGIN_DECLS

/* Pictures as files (specification, section 4.2). For the way through base64 there are
 * gh_image_data_encode_url() and gh_image_data_decode(). */
#define GH_TYPE_UPLOAD (gh_upload_get_type ())
G_DECLARE_FINAL_TYPE (GhUpload, gh_upload, GH, UPLOAD, GhEndpointGroup)

GhUpload *gh_upload_new (GhSession *session) G_GNUC_WARN_UNUSED_RESULT;

/* @file_name is nullable. */
void gh_upload_image_async (GhUpload *self,
                            GBytes *image,
                            const char *media_type,
                            const char *file_name,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
GhUploadedImage *gh_upload_image_finish (GhUpload *self, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

void gh_upload_face_image_async (GhUpload *self,
                                 GBytes *image,
                                 const char *media_type,
                                 const char *file_name,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GhFaceScan *gh_upload_face_image_finish (GhUpload *self, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
