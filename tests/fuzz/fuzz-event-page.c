/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-face-event.h"
#include "gh-fuzz.h"
#include "gh-metadata-entry.h"
#include "gh-metadata.h"
#include "gh-result-page.h"

static GObject *
decode_event (GhJsonReader *reader)
{
  return (GObject *) gh_face_event_new_from_json (reader);
}

static void
assert_text (const char *text)
{
  if (text == NULL)
    return;
  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    g_assert_false (g_unichar_iscntrl (g_utf8_get_char (p)));
}

static void
check_event (GhFaceEvent *event)
{
  GListModel *metadata = gh_face_event_get_metadata (event);
  GhFaceRecord *record = gh_face_event_get_face_record (event);
  GhBoundingBox box;

  g_assert_cmpstr (gh_face_event_get_id (event), !=, "");
  assert_text (gh_face_event_get_id (event));
  assert_text (gh_face_event_get_face_id (event));
  assert_text (gh_face_event_get_face_record_id (event));
  assert_text (gh_face_event_get_camera_id (event));
  assert_text (gh_face_event_get_location (event));
  assert_text (gh_face_event_get_person_name (event));
  assert_text (gh_face_event_get_event_type_wire (event));
  g_assert_cmpfloat (gh_face_event_get_confidence (event), >=, 0);
  g_assert_cmpfloat (gh_face_event_get_confidence (event), <=, 1);
  g_assert_cmpint (gh_face_event_get_timestamp_us (event), >=, 0);
  if (gh_face_event_get_image (event) != NULL)
    g_assert_cmpuint (g_bytes_get_size (gh_face_event_get_image (event)), >, 0);
  if (gh_face_event_get_bounding_box (event, &box))
    {
      g_assert_cmpfloat (box.width, >, 0);
      g_assert_cmpfloat (box.height, >, 0);
    }
  if (record != NULL)
    assert_text (gh_face_record_get_face_id (record));

  g_assert_cmpuint (g_list_model_get_n_items (metadata), <=, GH_METADATA_MOST_ENTRIES);
  for (guint i = 0; i < g_list_model_get_n_items (metadata); i++)
    {
      g_autoptr (GhMetadataEntry) entry = g_list_model_get_item (metadata, i);

      assert_text (gh_metadata_entry_get_key (entry));
      assert_text (gh_metadata_entry_get_value (entry));
    }
}

/* A page of events, in any shape: what is read is clean, and what is not read is told. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhJsonReader) reader
    = gh_json_reader_new_for_text ((const char *) data, (gssize) size, &error);
  g_autoptr (GhResultPage) page = NULL;
  GPtrArray *items;

  g_assert_true ((reader != NULL) == (error == NULL));
  if (reader == NULL)
    return 0;

  page = gh_result_page_new_from_json (reader, decode_event);
  g_assert_true (gh_json_reader_finish (reader, &error) == (page != NULL));
  if (page == NULL)
    {
      assert_text (error->message);
      return 0;
    }

  items = gh_result_page_get_items (page);
  for (guint i = 0; i < items->len; i++)
    check_event (items->pdata[i]);
  g_assert_cmpint (gh_result_page_get_total (page), >=, 0);
  g_assert_true ((gh_result_page_get_n_invalid (page) > 0)
                 == (gh_result_page_get_first_fault (page) != NULL));

  return 0;
}
