/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-face-recognition-private.h"

#define RECORDS "/face-recognition/records"

static GObject *
decode_record (GhJsonReader *reader)
{
  return (GObject *) gh_face_record_new_from_json (reader);
}

static GObject *
decode_page (GhJsonReader *reader)
{
  return (GObject *) gh_result_page_new_from_json (reader, decode_record);
}

/**
 * gh_face_recognition_enroll_async:
 * @self: the endpoint group
 * @draft: the face
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the server has answered
 * @user_data: for @callback
 *
 * Makes a face known to the server and its cameras. For moderators and administrators. The picture
 * goes in base64: it is best kept below gh_dialect_get_most_json_bytes().
 */
void
gh_face_recognition_enroll_async (GhFaceRecognition *self,
                                  const GhFaceDraft *draft,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GhRequest) request = NULL;

  g_return_if_fail (GH_IS_FACE_RECOGNITION (self));
  g_return_if_fail (draft != NULL && draft->face_id != NULL && draft->image != NULL);
  g_return_if_fail (draft->confidence >= 0 && draft->confidence <= 1);

  request = gh_request_new (GH_REQUEST_POST, "/face-recognition/enroll");
  gh_face_draft_write (draft, request);
  gh_endpoint_group_call_async (self, request, decode_record, cancellable, callback, user_data);
}

/**
 * gh_face_recognition_enroll_finish:
 * @self: the endpoint group
 * @result: the result
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the record; %NULL with %GH_ERROR_CONFLICT where
 *   the face's id is taken, %GH_ERROR_LIMIT where the picture is too large, or any other
 */
GhFaceRecord *
gh_face_recognition_enroll_finish (GhFaceRecognition *self,
                                   GAsyncResult *result,
                                   GError **error)
{
  g_return_val_if_fail (GH_IS_FACE_RECOGNITION (self), NULL);

  return gh_endpoint_call_finish (self, result, error);
}

/**
 * gh_face_recognition_list_records_async:
 * @self: the endpoint group
 * @page: which page, from 1
 * @limit: how many records a page, from 1 to %GH_FACE_RECOGNITION_MOST_RECORDS
 * @query: (nullable): which records; %NULL for all
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the page is there
 * @user_data: for @callback
 *
 * Fetches a page of the enrolled faces.
 */
void
gh_face_recognition_list_records_async (GhFaceRecognition *self,
                                        guint page,
                                        guint limit,
                                        GhFaceQuery *query,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  g_autoptr (GhRequest) request = NULL;

  g_return_if_fail (GH_IS_FACE_RECOGNITION (self));
  g_return_if_fail (page > 0);
  g_return_if_fail (limit > 0 && limit <= GH_FACE_RECOGNITION_MOST_RECORDS);

  request = gh_request_new (GH_REQUEST_GET, RECORDS);
  if (page > 1)
    gh_request_set_priority (request, GH_REQUEST_PATIENT);
  gh_request_add_query_int (request, "page", page);
  gh_request_add_query_int (request, "limit", limit);
  if (query != NULL)
    {
      gh_request_add_query (request, "userId", gh_face_query_get_user_id (query));
      gh_request_add_query (request, "faceId", gh_face_query_get_face_id (query));
    }
  gh_endpoint_group_call_async (self, request, decode_page, cancellable, callback, user_data);
}

/**
 * gh_face_recognition_list_records_finish:
 * @self: the endpoint group
 * @result: the result
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): a page of #GhFaceRecord
 */
GhResultPage *
gh_face_recognition_list_records_finish (GhFaceRecognition *self,
                                         GAsyncResult *result,
                                         GError **error)
{
  g_return_val_if_fail (GH_IS_FACE_RECOGNITION (self), NULL);

  return gh_endpoint_call_finish (self, result, error);
}

/**
 * gh_face_recognition_get_record_async:
 * @self: the endpoint group
 * @id: which
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the server has answered
 * @user_data: for @callback
 *
 * Fetches one record. Some servers
 * cannot: %GH_ERROR_UNSUPPORTED.
 */
void
gh_face_recognition_get_record_async (GhFaceRecognition *self,
                                      const char *id,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_autoptr (GhRequest) request = NULL;

  g_return_if_fail (GH_IS_FACE_RECOGNITION (self));
  g_return_if_fail (id != NULL && *id != '\0');

  request = gh_request_new_for_id (GH_REQUEST_GET, RECORDS "/", id, NULL);
  gh_endpoint_group_call_async (self, request, decode_record, cancellable, callback, user_data);
}

/**
 * gh_face_recognition_get_record_finish:
 * @self: the endpoint group
 * @result: the result
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the record
 */
GhFaceRecord *
gh_face_recognition_get_record_finish (GhFaceRecognition *self,
                                       GAsyncResult *result,
                                       GError **error)
{
  g_return_val_if_fail (GH_IS_FACE_RECOGNITION (self), NULL);

  return gh_endpoint_call_finish (self, result, error);
}

/**
 * gh_face_recognition_update_record_async:
 * @self: the endpoint group
 * @id: which
 * @changes: what is to be otherwise
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the server has answered
 * @user_data: for @callback
 *
 * Changes a record. For moderators and administrators. Some servers
 * cannot: %GH_ERROR_UNSUPPORTED.
 */
void
gh_face_recognition_update_record_async (GhFaceRecognition *self,
                                         const char *id,
                                         const GhFaceChanges *changes,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  g_autoptr (GhRequest) request = NULL;

  g_return_if_fail (GH_IS_FACE_RECOGNITION (self));
  g_return_if_fail (id != NULL && *id != '\0');
  g_return_if_fail (changes != NULL);

  request = gh_request_new_for_id (GH_REQUEST_PUT, RECORDS "/", id, NULL);
  gh_face_changes_write (changes, request);
  gh_endpoint_group_call_async (self, request, decode_record, cancellable, callback, user_data);
}

/**
 * gh_face_recognition_update_record_finish:
 * @self: the endpoint group
 * @result: the result
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the record as it is now
 */
GhFaceRecord *
gh_face_recognition_update_record_finish (GhFaceRecognition *self,
                                          GAsyncResult *result,
                                          GError **error)
{
  g_return_val_if_fail (GH_IS_FACE_RECOGNITION (self), NULL);

  return gh_endpoint_call_finish (self, result, error);
}

/**
 * gh_face_recognition_delete_record_async:
 * @self: the endpoint group
 * @id: which
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the server has answered
 * @user_data: for @callback
 *
 * Deletes a record. For administrators. Some servers
 * cannot: %GH_ERROR_UNSUPPORTED.
 */
void
gh_face_recognition_delete_record_async (GhFaceRecognition *self,
                                         const char *id,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  g_autoptr (GhRequest) request = NULL;

  g_return_if_fail (GH_IS_FACE_RECOGNITION (self));
  g_return_if_fail (id != NULL && *id != '\0');

  request = gh_request_new_for_id (GH_REQUEST_DELETE, RECORDS "/", id, NULL);
  gh_endpoint_group_call_async (self, request, NULL, cancellable, callback, user_data);
}

/**
 * gh_face_recognition_delete_record_finish:
 * @self: the endpoint group
 * @result: the result
 * @error: return location for a #GError
 *
 * Returns: %TRUE if there is no such record any more
 */
gboolean
gh_face_recognition_delete_record_finish (GhFaceRecognition *self,
                                          GAsyncResult *result,
                                          GError **error)
{
  g_return_val_if_fail (GH_IS_FACE_RECOGNITION (self), FALSE);

  return gh_endpoint_call_finish_nothing (self, result, error);
}
