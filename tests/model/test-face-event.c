/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-face-event.h"
#include "gh-metadata-entry.h"
#include "gh-metadata.h"
#include "gh-test-main.h"

#include <string.h>

#define TIME "\"timestamp\":\"2026-11-22T15:24:48.943Z\""

static GhFaceEvent *
read_event (const char *members)
{
  g_autofree char *text = g_strdup_printf ("{\"id\":\"e1\"," TIME "%s%s}",
                                           members[0] != '\0' ? "," : "", members);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhJsonReader) reader = gh_json_reader_new_for_text (text, -1, &error);
  GhFaceEvent *event;

  g_assert_no_error (error);
  event = gh_face_event_new_from_json (reader);
  gh_json_reader_finish (reader, &error);
  g_assert_no_error (error);
  return event;
}

static char *
join_metadata (GhFaceEvent *event)
{
  GListModel *metadata = gh_face_event_get_metadata (event);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (metadata); i++)
    {
      g_autoptr (GhMetadataEntry) entry = g_list_model_get_item (metadata, i);

      g_string_append_printf (text, "%s=%s;", gh_metadata_entry_get_key (entry),
                              gh_metadata_entry_get_value (entry));
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
test_reads_live_events_of_the_field (void)
{
  g_autoptr (GhJsonReader) reader = gh_json_reader_new_for_text (
    "{\"eventId\":\"e7\",\"eventType\":\"UNKNOWN_FACE\",\"faceId\":\"F1\",\"userId\":\"u\","
    "\"confidence\":0.41," TIME ",\"cameraId\":\"C\",\"imageUrl\":\"http://x\","
    "\"recognitionTime\":1795361749666,\"metadata\":{\"quality\":0.9}}", -1, NULL);
  g_autoptr (GhFaceEvent) event = gh_face_event_new_from_json (reader);

  g_assert_true (gh_json_reader_finish (reader, NULL));
  g_assert_cmpstr (gh_face_event_get_id (event), ==, "e7");
  g_assert_cmpint (gh_face_event_get_event_type (event), ==, GH_EVENT_TYPE_UNKNOWN);
  g_assert_cmpstr (gh_face_event_get_event_type_wire (event), ==, "UNKNOWN_FACE");
  g_assert_cmpstr (gh_face_event_get_face_id (event), ==, "F1");
  g_assert_cmpstr (gh_face_event_get_camera_id (event), ==, "C");
  g_assert_cmpfloat (gh_face_event_get_confidence (event), ==, 0.41);
  g_assert_cmpint (gh_face_event_get_timestamp_us (event), ==, 1795361088943000);
  g_assert_null (gh_face_event_get_image (event));
  g_assert_null (gh_face_event_get_person_name (event));
}

static void
test_either_id_is_enough (void)
{
  static const struct
  {
    const char *ids;
    const char *id;
    const char *path;
  } cases[] = {
    { "\"id\":\"a\",", "a", NULL },
    { "\"eventId\":\"b\",", "b", NULL },
    { "\"id\":null,\"eventId\":\"b\",", "b", NULL },
    { "\"id\":\"a\",\"eventId\":\"b\",", "a", NULL },
    { "", NULL, "id:" },
    { "\"id\":null,", NULL, "id:" },
    { "\"eventId\":null,", NULL, "id:" },
    { "\"eventId\":7,", NULL, "eventId:" },
    { "\"id\":7,\"eventId\":\"b\",", NULL, "id:" },
    { "\"eventId\":\"\",", NULL, "eventId:" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("{%s" TIME "}", cases[i].ids);
      g_autoptr (GhJsonReader) reader = gh_json_reader_new_for_text (text, -1, NULL);
      g_autoptr (GhFaceEvent) event = gh_face_event_new_from_json (reader);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", text);
      g_assert_cmpint (gh_json_reader_finish (reader, &error), ==, cases[i].id != NULL);
      if (cases[i].id != NULL)
        g_assert_cmpstr (gh_face_event_get_id (event), ==, cases[i].id);
      else
        g_assert_true (g_str_has_prefix (error->message, cases[i].path));
    }
}

static void
test_reads_every_type (void)
{
  static const struct
  {
    const char *wire;
    GhEventType type;
  } cases[] = {
    { "DETECTED", GH_EVENT_TYPE_DETECTED },
    { "RECOGNIZED", GH_EVENT_TYPE_RECOGNIZED },
    { "UNKNOWN", GH_EVENT_TYPE_UNKNOWN },
    { "ENROLLED", GH_EVENT_TYPE_ENROLLED },
    { "UPDATED", GH_EVENT_TYPE_UPDATED },
    { "DELETED", GH_EVENT_TYPE_DELETED },
    { "RECOGNITION_EVENT", GH_EVENT_TYPE_RECOGNIZED },
    { "VERIFICATION_EVENT", GH_EVENT_TYPE_RECOGNIZED },
    { "UNKNOWN_FACE", GH_EVENT_TYPE_UNKNOWN },
    { "ENROLLMENT_EVENT", GH_EVENT_TYPE_ENROLLED },
    { "LOITERING", GH_EVENT_TYPE_OTHER },
    { "", GH_EVENT_TYPE_OTHER },
    { "ANY", GH_EVENT_TYPE_OTHER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *members = g_strdup_printf ("\"eventType\":\"%s\"", cases[i].wire);
      g_autoptr (GhFaceEvent) event = read_event (members);

      g_assert_cmpint (gh_face_event_get_event_type (event), ==, cases[i].type);
      g_assert_cmpstr (gh_face_event_get_event_type_wire (event), ==, cases[i].wire);
    }
  for (GhEventType type = GH_EVENT_TYPE_ANY; type <= GH_EVENT_TYPE_OTHER; type++)
    {
      const char *wire = gh_event_type_to_wire (type);

      if (type == GH_EVENT_TYPE_ANY || type == GH_EVENT_TYPE_OTHER)
        g_assert_null (wire);
      else
        g_assert_cmpint (gh_event_type_from_wire (wire), ==, type);
      g_assert_cmpstr (gh_event_type_get_label (type), !=, "");
      g_assert_true (g_str_has_suffix (gh_event_type_get_icon_name (type), "-symbolic"));
    }
}

static void
test_names_the_person (void)
{
#define RECORD(user) "\"faceRecord\":{\"id\":\"r\",\"faceId\":\"F\"" user "}"
#define USER(names) ",\"user\":{\"id\":\"u\",\"email\":\"ann@example.org\"" names "}"
  static const struct
  {
    const char *members;
    const char *name;
  } cases[] = {
    { "", NULL },
    { "\"faceId\":\"F\"", NULL },
    { RECORD (""), NULL },
    { RECORD (USER (",\"firstName\":\"Ann\",\"lastName\":\"Lee\"")), "Ann Lee" },
    { RECORD (USER (",\"firstName\":\"Ann\"")), "Ann" },
    { RECORD (USER (",\"lastName\":\" Lee \"")), "Lee" },
    { RECORD (USER ("")), "ann@example.org" },
    { "\"metadata\":{\"personName\":\"Bob\"}", "Bob" },
    { "\"metadata\":{\"name\":\"Bob\"}", "Bob" },
    { "\"metadata\":{\"name\":\"no\",\"personName\":\"Bob\"}", "Bob" },
    { "\"metadata\":{\"name\":7,\"personName\":null}", NULL },
    { "\"metadata\":{\"name\":\"  \"}", NULL },
    { "\"metadata\":\"Bob\"", NULL },
    /* The enrolled person's name before the camera's, the camera's before a bare address. */
    { RECORD (USER (",\"firstName\":\"Ann\"")) ",\"metadata\":{\"name\":\"Bob\"}", "Ann" },
    { RECORD (USER ("")) ",\"metadata\":{\"name\":\"Bob\"}", "Bob" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GhFaceEvent) event = read_event (cases[i].members);

      g_test_message ("%s", cases[i].members);
      g_assert_cmpstr (gh_face_event_get_person_name (event), ==, cases[i].name);
    }
}

static void
test_flattens_metadata (void)
{
  static const struct
  {
    const char *metadata;
    const char *lines;
  } cases[] = {
    { "null", "" },
    { "{}", "" },
    { "[]", "" },
    { "7", "value=7;" },
    { "\"a\\nb\"", "value=a b;" },
    { "{\"a\":1,\"b\":\"x\",\"c\":true,\"d\":null,\"e\":0.31}", "a=1;b=x;c=true;e=0.31;" },
    { "{\"box\":{\"x\":0.1,\"y\":{\"z\":2}}}", "box.x=0.1;box.y.z=2;" },
    { "[1,[2,{\"a\":3}]]", "[0]=1;[1][0]=2;[1][1].a=3;" },
    { "{\"a\":[\"x\",\"y\"]}", "a[0]=x;a[1]=y;" },
    { "{\"a\":{\"b\":{\"c\":{\"d\":1,\"e\":{\"f\":2}}}}}", "a.b.c.d=1;" },
    { "{\"\":1,\"k\\u0001\\u202ey\":2}", "value=1;ky=2;" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *members = g_strdup_printf ("\"metadata\":%s", cases[i].metadata);
      g_autoptr (GhFaceEvent) event = read_event (members);
      g_autofree char *lines = join_metadata (event);

      g_assert_cmpstr (lines, ==, cases[i].lines);
      g_assert_true (gh_face_event_get_metadata (event) == gh_face_event_get_metadata (event));
    }
}

static void
test_metadata_is_limited (void)
{
  g_autoptr (GString) many = g_string_new ("\"metadata\":[[0");
  g_autoptr (GString) wide = g_string_new ("\"metadata\":{\"a\":{\"k\":0");
  g_autofree char *letters = g_strnfill (5000, 'k');
  g_autofree char *long_entry = g_strdup_printf ("\"metadata\":{\"%s\":\"%s\"}", letters, letters);
  g_autoptr (GhFaceEvent) from_many = NULL;
  g_autoptr (GhFaceEvent) from_wide = NULL;
  g_autoptr (GhFaceEvent) from_long = NULL;
  g_autoptr (GhMetadataEntry) entry = NULL;

  for (guint i = 0; i < 10000; i++)
    {
      g_string_append_printf (many, "],[%u", i);
      g_string_append_printf (wide, ",\"k%u\":0", i);
    }
  g_string_append (many, "]]");
  g_string_append (wide, "},\"b\":1}");

  from_many = read_event (many->str);
  g_assert_cmpuint (g_list_model_get_n_items (gh_face_event_get_metadata (from_many)), ==,
                    GH_METADATA_MOST_ENTRIES);
  from_wide = read_event (wide->str);
  g_assert_cmpuint (g_list_model_get_n_items (gh_face_event_get_metadata (from_wide)), ==,
                    GH_METADATA_MOST_ENTRIES);

  from_long = read_event (long_entry);
  entry = g_list_model_get_item (gh_face_event_get_metadata (from_long), 0);
  g_assert_cmpuint (strlen (gh_metadata_entry_get_key (entry)), <=, 128);
  g_assert_cmpuint (strlen (gh_metadata_entry_get_value (entry)), <=, 256);
}

static void
test_reads_the_box (void)
{
#define BOX(x, y, width, height)                                                                \
  "\"metadata\":{\"boundingBox\":{\"x\":" x ",\"y\":" y                                        \
  ",\"width\":" width ",\"height\":" height "}}"
  static const struct
  {
    const char *members;
    gboolean has_box;
    gboolean is_relative;
  } cases[] = {
    { BOX ("0.1", "0.2", "0.3", "0.4"), TRUE, TRUE },
    { BOX ("0", "0", "1", "1"), TRUE, TRUE },
    { BOX ("10", "20", "300", "400"), TRUE, FALSE },
    { BOX ("0", "0", "300", "400"), TRUE, FALSE },
    { BOX ("-10", "0.5", "0.5", "0.5"), TRUE, FALSE },
    { BOX ("0.1", "0.2", "0", "0.4"), FALSE, FALSE },
    { BOX ("0.1", "0.2", "-1", "0.4"), FALSE, FALSE },
    { BOX ("0.1", "0.2", "1e999", "0.4"), FALSE, FALSE },
    { BOX ("0.1", "0.2", "\"1\"", "0.4"), FALSE, FALSE },
    { BOX ("0.1", "0.2", "null", "0.4"), FALSE, FALSE },
    { "\"metadata\":{\"boundingBox\":[1,2,3,4]}", FALSE, FALSE },
    { "\"metadata\":{\"boundingBox\":null}", FALSE, FALSE },
    { "\"metadata\":[1]", FALSE, FALSE },
    { "", FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GhFaceEvent) event = read_event (cases[i].members);
      GhBoundingBox box = { 0 };

      g_test_message ("%s", cases[i].members);
      g_assert_cmpint (gh_face_event_get_bounding_box (event, &box), ==, cases[i].has_box);
      g_assert_cmpint (box.is_relative, ==, cases[i].is_relative);
    }
}

static void
test_a_picture_that_is_none_is_no_fault (void)
{
  static const char *const pictures[] = { "", "hello", "http://example.org/a.jpg", "data:," };

  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      g_autofree char *members = g_strdup_printf ("\"imageData\":\"%s\"", pictures[i]);
      g_autoptr (GhFaceEvent) event = read_event (members);

      g_assert_null (gh_face_event_get_image (event));
    }
}

static void
test_faults_within_are_told (void)
{
  g_autoptr (GhJsonReader) reader = gh_json_reader_new_for_text (
    "{\"id\":\"e\"," TIME ",\"faceRecord\":{\"id\":\"r\",\"faceId\":\"F\",\"user\":{\"id\":\"u\","
    "\"email\":7}}}", -1, NULL);
  g_autoptr (GhFaceEvent) event = gh_face_event_new_from_json (reader);
  g_autoptr (GError) error = NULL;

  g_assert_null (event);
  g_assert_false (gh_json_reader_finish (reader, &error));
  g_assert_cmpstr (error->message, ==,
                   "faceRecord.user.email: expected a string, found a number");
}

static void
test_newest_first (void)
{
  g_autoptr (GhFaceEvent) old = read_event ("\"timestamp\":\"2026-01-01T00:00:00Z\"");
  g_autoptr (GhFaceEvent) a = read_event ("\"id\":\"a\"");
  g_autoptr (GhFaceEvent) b = read_event ("\"id\":\"b\"");

  g_assert_cmpint (gh_face_event_compare_newest_first (a, old), <, 0);
  g_assert_cmpint (gh_face_event_compare_newest_first (old, a), >, 0);
  g_assert_cmpint (gh_face_event_compare_newest_first (b, a), <, 0);
  g_assert_cmpint (gh_face_event_compare_newest_first (a, b), >, 0);
  g_assert_cmpint (gh_face_event_compare_newest_first (a, a), ==, 0);
}

static void
notify_cb (GhFaceEvent *event, GParamSpec *pspec, guint *n_notified)
{
  (*n_notified)++;
}

static void
test_received_at_is_notified (void)
{
  g_autoptr (GhFaceEvent) event = read_event ("");
  guint n_notified = 0;

  g_assert_cmpint (gh_face_event_get_received_at_us (event), ==, 0);
  g_signal_connect (event, "notify::received-at-us", G_CALLBACK (notify_cb), &n_notified);
  gh_face_event_set_received_at_us (event, 5);
  gh_face_event_set_received_at_us (event, 5);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_cmpint (gh_face_event_get_received_at_us (event), ==, 5);
}

static void
test_everything_is_freed (void)
{
  GhFaceEvent *event = read_event (
    RECORD (USER (",\"firstName\":\"Ann\"")) ",\"imageData\":\"Zm9v\",\"metadata\":{\"a\":1}");
  GhFaceRecord *record = g_object_ref (gh_face_event_get_face_record (event));
  GhUser *user = g_object_ref (gh_face_record_get_user (record));
  GListModel *metadata = g_object_ref (gh_face_event_get_metadata (event));

  g_assert_finalize_object (event);
  g_assert_finalize_object (record);
  g_assert_finalize_object (user);
  g_assert_finalize_object (metadata);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);
#define ADD(name, function) g_test_add_func ("/face-event/" name, function)
  ADD ("reads-live-events-of-the-field", test_reads_live_events_of_the_field);
  ADD ("either-id-is-enough", test_either_id_is_enough);
  ADD ("reads-every-type", test_reads_every_type);
  ADD ("names-the-person", test_names_the_person);
  ADD ("flattens-metadata", test_flattens_metadata);
  ADD ("metadata-is-limited", test_metadata_is_limited);
  ADD ("reads-the-box", test_reads_the_box);
  ADD ("a-picture-that-is-none-is-no-fault", test_a_picture_that_is_none_is_no_fault);
  ADD ("faults-within-are-told", test_faults_within_are_told);
  ADD ("newest-first", test_newest_first);
  ADD ("received-at-is-notified", test_received_at_is_notified);
  ADD ("everything-is-freed", test_everything_is_freed);
#undef ADD
  return g_test_run ();
}
