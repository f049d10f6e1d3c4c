/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-face-recognition-private.h"

#include "gh-face-event.h"

struct _GhFaceRecognition
{
  GhEndpointGroup parent_instance;
};

G_DEFINE_FINAL_TYPE (GhFaceRecognition, gh_face_recognition, GH_TYPE_ENDPOINT_GROUP)

static GObject *
decode_event (GhJsonReader *reader)
{
  return (GObject *) gh_face_event_new_from_json (reader);
}

static GObject *
decode_event_page (GhJsonReader *reader)
{
  return (GObject *) gh_result_page_new_from_json (reader, decode_event);
}

static GObject *
decode_statistics (GhJsonReader *reader)
{
  return (GObject *) gh_statistics_new_from_json (reader);
}

static void
gh_face_recognition_class_init (GhFaceRecognitionClass *klass)
{
}

static void
gh_face_recognition_init (GhFaceRecognition *self)
{
}

/**
 * gh_face_recognition_new:
 * @session: who asks
 *
 * Returns: (transfer full): the endpoint group
 */
GhFaceRecognition *
gh_face_recognition_new (GhSession *session)
{
  return gh_endpoint_group_new (GH_TYPE_FACE_RECOGNITION, session);
}

/**
 * gh_face_recognition_list_events_async:
 * @self: the endpoint group
 * @page: which page, from 1
 * @limit: how many events a page, from 1 to %GH_RESULT_PAGE_MOST_ITEMS
 * @query: (nullable): which events; %NULL for all
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the page is there
 * @user_data: for @callback
 *
 * Fetches a page of the history, newest first.
 */
void
gh_face_recognition_list_events_async (GhFaceRecognition *self,
                                       guint page,
                                       guint limit,
                                       GhEventQuery *query,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  g_autoptr (GhRequest) request = NULL;

  g_return_if_fail (GH_IS_FACE_RECOGNITION (self));
  g_return_if_fail (page > 0);
  g_return_if_fail (limit > 0 && limit <= GH_RESULT_PAGE_MOST_ITEMS);

  request = gh_request_new (GH_REQUEST_GET, "/face-recognition/events");
  if (page > 1)
    gh_request_set_priority (request, GH_REQUEST_PATIENT);
  gh_request_add_query_int (request, "page", page);
  gh_request_add_query_int (request, "limit", limit);
  if (query != NULL)
    {
      GhEventType type = gh_event_query_get_event_type (query);

      if (type != GH_EVENT_TYPE_ANY)
        gh_request_add_query (request, "eventType", gh_event_type_to_wire (type));
      gh_request_add_query (request, "faceRecordId", gh_event_query_get_face_record_id (query));
      gh_request_add_query (request, "faceId", gh_event_query_get_face_id (query));
      gh_request_add_query_time (request, "startDate", gh_event_query_get_start_us (query));
      gh_request_add_query_time (request, "endDate", gh_event_query_get_end_us (query));
    }

  gh_endpoint_group_call_async (self, request, decode_event_page, cancellable, callback, user_data);
}

/**
 * gh_face_recognition_list_events_finish:
 * @self: the endpoint group
 * @result: the result
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): a page of #GhFaceEvent; %NULL with any #GhError or
 *   %G_IO_ERROR_CANCELLED
 */
GhResultPage *
gh_face_recognition_list_events_finish (GhFaceRecognition *self,
                                        GAsyncResult *result,
                                        GError **error)
{
  g_return_val_if_fail (GH_IS_FACE_RECOGNITION (self), NULL);

  return gh_endpoint_call_finish (self, result, error);
}

/**
 * gh_face_recognition_get_statistics_async:
 * @self: the endpoint group
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the server has answered
 * @user_data: for @callback
 *
 * Fetches figures about faces and events; which ones, is up to the server.
 */
void
gh_face_recognition_get_statistics_async (GhFaceRecognition *self,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  g_autoptr (GhRequest) request = NULL;

  g_return_if_fail (GH_IS_FACE_RECOGNITION (self));

  request = gh_request_new (GH_REQUEST_GET, "/face-recognition/stats");
  gh_endpoint_group_call_async (self, request, decode_statistics, cancellable, callback, user_data);
}

/**
 * gh_face_recognition_get_statistics_finish:
 * @self: the endpoint group
 * @result: the result
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): what the server tells
 */
GhStatistics *
gh_face_recognition_get_statistics_finish (GhFaceRecognition *self,
                                           GAsyncResult *result,
                                           GError **error)
{
  g_return_val_if_fail (GH_IS_FACE_RECOGNITION (self), NULL);

  return gh_endpoint_call_finish (self, result, error);
}
