/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-event-position.h"

#include "gh-face-event.h"

static void
counted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResultPage) page = gh_face_recognition_list_events_finish (
    GH_FACE_RECOGNITION (object), result, &error);

  if (page == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_int (task, (gssize) gh_result_page_get_total (page));
}

/**
 * gh_event_position_find_async:
 * @face_recognition: the endpoints that are asked
 * @query: what the list shows
 * @time_us: a moment, real time in microseconds
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called when done
 * @user_data: handed to @callback
 *
 * Finds the row of a moment.
 */
void
gh_event_position_find_async (GhFaceRecognition *face_recognition,
                              GhEventQuery *query,
                              gint64 time_us,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (face_recognition, cancellable, callback, user_data);
  g_autoptr (GhEventQuery) newer = NULL;
  /* What is written to the server has milliseconds. */
  gint64 start_us = (time_us / G_TIME_SPAN_MILLISECOND + 1) * G_TIME_SPAN_MILLISECOND;

  g_return_if_fail (GH_IS_FACE_RECOGNITION (face_recognition));
  g_return_if_fail (query != NULL);

  g_task_set_source_tag (task, gh_event_position_find_async);
  if (gh_event_query_get_end_us (query) != 0 && start_us > gh_event_query_get_end_us (query))
    {
      g_task_return_int (task, 0);
      return;
    }

  newer = gh_event_query_new (gh_event_query_get_event_type (query),
                              gh_event_query_get_face_record_id (query),
                              gh_event_query_get_face_id (query),
                              MAX (start_us, gh_event_query_get_start_us (query)),
                              gh_event_query_get_end_us (query));
  gh_face_recognition_list_events_async (face_recognition, 1, 1, newer, cancellable, counted_cb,
                                         g_steal_pointer (&task));
}

/**
 * gh_event_position_find_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: the row, from 0; it may be one behind the last. -1 with an error
 */
gint64
gh_event_position_find_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), -1);

  return g_task_propagate_int (G_TASK (result), error);
}

/**
 * gh_event_position_find_in_list:
 * @events: (element-type GhFaceEvent): events, newest first
 * @time_us: a moment, real time in microseconds
 *
 * Returns: the row of the newest event that is not after it
 */
guint
gh_event_position_find_in_list (GListModel *events, gint64 time_us)
{
  guint low = 0;
  guint high;

  g_return_val_if_fail (G_IS_LIST_MODEL (events), 0);

  high = g_list_model_get_n_items (events);
  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      g_autoptr (GhFaceEvent) event = g_list_model_get_item (events, middle);

      if (gh_face_event_get_timestamp_us (event) > time_us)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}
