/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-face-recognition-private.h"

#include "gh-error-mapper.h"
#include "gh-face-scan.h"
#include "gh-json-writer.h"

#include <glib/gi18n.h>

/* There is nothing to tell but that it works. */
static GObject *
decode_success (GhJsonReader *reader)
{
  gh_json_reader_get_boolean (reader, "success", GH_JSON_REQUIRED, FALSE);

  return g_object_new (G_TYPE_OBJECT, NULL);
}

static GObject *
decode_snapshot (GhJsonReader *reader)
{
  g_autoptr (GhFaceScan) scan = gh_face_scan_new_from_json (reader);

  if (scan != NULL && gh_face_scan_get_image (scan) == NULL)
    gh_json_reader_fail (reader, "imageData", "a picture");

  return (GObject *) g_steal_pointer (&scan);
}

/**
 * gh_face_recognition_test_connection_async:
 * @self: the endpoint group
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the server has answered
 * @user_data: for @callback
 *
 * Asks the server whether it reaches its camera. For administrators.
 */
void
gh_face_recognition_test_connection_async (GhFaceRecognition *self,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data)
{
  g_autoptr (GhRequest) request = NULL;

  g_return_if_fail (GH_IS_FACE_RECOGNITION (self));

  request = gh_request_new (GH_REQUEST_POST, "/face-recognition/test-connection");
  gh_endpoint_group_call_async (self, request, decode_success, cancellable, callback, user_data);
}

/**
 * gh_face_recognition_test_connection_finish:
 * @self: the endpoint group
 * @result: the result
 * @is_connected: (out): whether the server reaches its camera
 * @reason: (out) (transfer full) (nullable): the server's words where it does not
 * @error: return location for a #GError
 *
 * Returns: %TRUE if the server knows, whatever it is that it knows
 */
gboolean
gh_face_recognition_test_connection_finish (GhFaceRecognition *self,
                                            GAsyncResult *result,
                                            gboolean *is_connected,
                                            char **reason,
                                            GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GObject) answer = NULL;

  g_return_val_if_fail (GH_IS_FACE_RECOGNITION (self), FALSE);
  g_return_val_if_fail (is_connected != NULL, FALSE);
  g_return_val_if_fail (reason != NULL, FALSE);

  answer = gh_endpoint_call_finish (self, result, &local_error);
  *is_connected = answer != NULL;
  *reason = NULL;
  if (gh_error_mapper_is_refusal (local_error))
    *reason = g_strdup (gh_error_get_server_message (local_error));
  else if (answer == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

/**
 * gh_face_recognition_snapshot_async:
 * @self: the endpoint group
 * @camera_id: (nullable): which camera; %NULL for the server's choice
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the server has answered
 * @user_data: for @callback
 *
 * Takes a picture with a camera. For moderators and administrators.
 */
void
gh_face_recognition_snapshot_async (GhFaceRecognition *self,
                                    const char *camera_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GhRequest) request = NULL;
  g_autoptr (GhJsonWriter) writer = NULL;
  g_autoptr (GBytes) body = NULL;

  g_return_if_fail (GH_IS_FACE_RECOGNITION (self));

  writer = gh_json_writer_new ();
  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_end_object (writer);
  body = gh_json_writer_end (writer);
  request = gh_request_new (GH_REQUEST_POST, "/face-recognition/snapshot");
  gh_request_add_query (request, "cameraId", camera_id);
  gh_request_set_json_body (request, body);
  gh_endpoint_group_call_async (self, request, decode_snapshot, cancellable, callback, user_data);
}

/**
 * gh_face_recognition_snapshot_finish:
 * @self: the endpoint group
 * @result: the result
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): an encoded picture; %NULL with %GH_ERROR_SERVER and the
 *   server's words where the camera gave none, or any other
 */
GBytes *
gh_face_recognition_snapshot_finish (GhFaceRecognition *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GhFaceScan) scan = NULL;

  g_return_val_if_fail (GH_IS_FACE_RECOGNITION (self), NULL);

  scan = gh_endpoint_call_finish (self, result, &local_error);
  if (scan != NULL)
    return g_bytes_ref (gh_face_scan_get_image (scan));

  if (gh_error_mapper_is_refusal (local_error))
    {
      g_free (local_error->message);
      local_error->message = g_strdup (_("The camera gave no picture."));
    }
  g_propagate_error (error, g_steal_pointer (&local_error));

  return NULL;
}
