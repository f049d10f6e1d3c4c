/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-test-events.h"

#include "gh-json-writer.h"
#include "gh-virtual-clock.h"

gint64
gh_test_event_time_us (gint64 ms)
{
  return GH_VIRTUAL_CLOCK_START_REAL_US + 10 * G_TIME_SPAN_SECOND + ms * G_TIME_SPAN_MILLISECOND;
}

char *
gh_test_event_json (const char *id, gint64 timestamp_us)
{
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();
  g_autoptr (GBytes) bytes = NULL;

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_add_string (writer, "id", id);
  gh_json_writer_add_string (writer, "eventType", "RECOGNIZED");
  gh_json_writer_add_double (writer, "confidence", 0.875);
  gh_json_writer_add_time (writer, "timestamp", timestamp_us);
  gh_json_writer_end_object (writer);
  bytes = gh_json_writer_end (writer);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

GhFaceEvent *
gh_test_event_new (const char *id, gint64 timestamp_us)
{
  g_autofree char *json = gh_test_event_json (id, timestamp_us);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhJsonReader) reader = gh_json_reader_new_for_text (json, -1, &error);
  g_autoptr (GhFaceEvent) event = NULL;

  g_assert_no_error (error);
  event = gh_face_event_new_from_json (reader);
  gh_json_reader_finish (reader, &error);
  g_assert_no_error (error);

  return g_steal_pointer (&event);
}

char *
gh_test_event_ids (GListModel *list)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GObject) row = g_list_model_get_item (list, i);

      if (i > 0)
        g_string_append_c (ids, ' ');
      g_string_append (ids, GH_IS_FACE_EVENT (row) ? gh_face_event_get_id (GH_FACE_EVENT (row))
                                                   : "|");
    }

  return g_string_free_and_steal (ids);
}
