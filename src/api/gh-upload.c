/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-upload.h"

#include "gh-endpoint-group-private.h"
#include "gh-face-recognition-private.h"

struct _GhUpload
{
  GhEndpointGroup parent_instance;
};

G_DEFINE_FINAL_TYPE (GhUpload, gh_upload, GH_TYPE_ENDPOINT_GROUP)

static GObject *
decode_place (GhJsonReader *reader)
{
  return (GObject *) gh_uploaded_image_new_from_json (reader);
}

static GObject *
decode_scan (GhJsonReader *reader)
{
  return (GObject *) gh_face_scan_new_from_json (reader);
}

static void
gh_upload_class_init (GhUploadClass *klass)
{
}

static void
gh_upload_init (GhUpload *self)
{
}

/**
 * gh_upload_new:
 * @session: who asks
 *
 * Returns: (transfer full): the endpoint group
 */
GhUpload *
gh_upload_new (GhSession *session)
{
  return gh_endpoint_group_new (GH_TYPE_UPLOAD, session);
}

/**
 * gh_upload_image_async:
 * @self: the endpoint group
 * @image: an encoded picture
 * @media_type: its format: "image/jpeg"
 * @file_name: (nullable): what it is called
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the server has answered
 * @user_data: for @callback
 *
 * Gives a picture to the server to keep. Some servers keep none: %GH_ERROR_UNSUPPORTED.
 */
void
gh_upload_image_async (GhUpload *self,
                       GBytes *image,
                       const char *media_type,
                       const char *file_name,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GhRequest) request = NULL;

  g_return_if_fail (GH_IS_UPLOAD (self));
  g_return_if_fail (image != NULL);
  g_return_if_fail (media_type != NULL);

  request = gh_request_new (GH_REQUEST_POST, "/upload/image");
  gh_request_set_file_body (request, "image", file_name, media_type, image);
  gh_endpoint_group_call_async (self, request, decode_place, cancellable, callback, user_data);
}

/**
 * gh_upload_image_finish:
 * @self: the endpoint group
 * @result: the result
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): where it is now
 */
GhUploadedImage *
gh_upload_image_finish (GhUpload *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (GH_IS_UPLOAD (self), NULL);

  return gh_endpoint_call_finish (self, result, error);
}

/**
 * gh_upload_face_image_async:
 * @self: the endpoint group
 * @image: an encoded picture
 * @media_type: its format: "image/jpeg"
 * @file_name: (nullable): what it is called
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the server has answered
 * @user_data: for @callback
 *
 * Has the server look at a picture of a face. By its dialect it answers with the face's template,
 * or with who it is; for the latter alone there is gh_face_recognition_recognize_async().
 */
void
gh_upload_face_image_async (GhUpload *self,
                            GBytes *image,
                            const char *media_type,
                            const char *file_name,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GhRequest) request = NULL;

  g_return_if_fail (GH_IS_UPLOAD (self));
  g_return_if_fail (image != NULL);
  g_return_if_fail (media_type != NULL);

  request = gh_face_recognition_new_file_request (file_name, media_type, image);
  gh_endpoint_group_call_async (self, request, decode_scan, cancellable, callback, user_data);
}

/**
 * gh_upload_face_image_finish:
 * @self: the endpoint group
 * @result: the result
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): what the server has made of it
 */
GhFaceScan *
gh_upload_face_image_finish (GhUpload *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (GH_IS_UPLOAD (self), NULL);

  return gh_endpoint_call_finish (self, result, error);
}
