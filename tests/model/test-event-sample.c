/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-event-sample.h"
#include "gh-test-main.h"

static GhFaceEvent *
new_event (guint number, const char *type, const char *camera, double confidence)
{
  g_autofree char *camera_id =
    camera != NULL ? g_strdup_printf ("\"%s\"", camera) : g_strdup ("null");
  g_autofree char *text = g_strdup_printf (
    "{\"id\":\"e%u\",\"timestamp\":\"2026-11-22T15:%02u:%02u.000Z\",\"eventType\":\"%s\","
    "\"cameraId\":%s,\"confidence\":%.3f}",
    number, number / 60, number % 60, type, camera_id, confidence);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhJsonReader) reader = gh_json_reader_new_for_text (text, -1, &error);
  GhFaceEvent *event;

  g_assert_no_error (error);
  event = gh_face_event_new_from_json (reader);
  gh_json_reader_finish (reader, &error);
  g_assert_no_error (error);
  return event;
}

static gboolean
add (GhEventSample *sample, guint number, const char *type, const char *camera, double confidence)
{
  g_autoptr (GhFaceEvent) event = new_event (number, type, camera, confidence);

  return gh_event_sample_add (sample, event);
}

static char *
join_cameras (GhEventSample *sample)
{
  g_autoptr (GArray) cameras = gh_event_sample_list_cameras (sample);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < cameras->len; i++)
    {
      const GhEventSampleCamera *camera = &g_array_index (cameras, GhEventSampleCamera, i);

      g_string_append_printf (text, "%s=%u;", camera->camera_id != NULL ? camera->camera_id : "-",
                              camera->n_events);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
assert_cameras (GhEventSample *sample, const char *expected)
{
  g_autofree char *text = join_cameras (sample);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_cameras_are_counted_and_most_come_first (void)
{
  g_autoptr (GhEventSample) sample = gh_event_sample_new (100);

  assert_cameras (sample, "");
  add (sample, 1, "UNKNOWN", "dock", 0.4);
  add (sample, 2, "UNKNOWN", "gate", 0.4);
  add (sample, 3, "RECOGNIZED", "gate", 0.9);
  add (sample, 4, "ENROLLED", NULL, 1);
  add (sample, 5, "ENROLLED", "", 1);
  assert_cameras (sample, "-=2;gate=2;dock=1;");
  g_assert_cmpuint (gh_event_sample_get_n_events (sample), ==, 5);
  g_assert_cmpuint (gh_event_sample_get_n_sightings (sample), ==, 3);
}

static void
test_only_the_newest_are_kept (void)
{
  g_autoptr (GhEventSample) sample = gh_event_sample_new (3);

  g_assert_true (add (sample, 10, "UNKNOWN", "a", 0.4));
  g_assert_true (add (sample, 12, "UNKNOWN", "b", 0.4));
  g_assert_true (add (sample, 11, "ENROLLED", "c", 0.4));
  g_assert_false (add (sample, 12, "UNKNOWN", "b", 0.4));
  g_assert_false (add (sample, 9, "UNKNOWN", "d", 0.4));
  assert_cameras (sample, "a=1;b=1;c=1;");

  g_assert_true (add (sample, 13, "UNKNOWN", "b", 0.4));
  assert_cameras (sample, "b=2;c=1;");
  g_assert_true (add (sample, 14, "UNKNOWN", "b", 0.4));
  assert_cameras (sample, "b=3;");
  g_assert_cmpuint (gh_event_sample_get_n_sightings (sample), ==, 3);
  /* What has gone may come again, and is too old. */
  g_assert_false (add (sample, 10, "UNKNOWN", "a", 0.4));
  g_assert_cmpuint (gh_event_sample_get_n_events (sample), ==, 3);
}

static void
test_confidences_fall_into_their_bins (void)
{
  static const struct
  {
    double confidence;
    guint bin;
  } cases[] = {
    { 0, 0 },   { 0.099, 0 }, { 0.1, 1 },   { 0.3, 3 },   { 0.599, 5 },
    { 0.6, 6 }, { 0.7, 7 },   { 0.899, 8 }, { 0.999, 9 }, { 1, 9 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GhEventSample) sample = gh_event_sample_new (10);
      guint bins[10];

      add (sample, 1, "RECOGNIZED", "a", cases[i].confidence);
      gh_event_sample_fill_histogram (sample, bins, G_N_ELEMENTS (bins));
      for (guint j = 0; j < G_N_ELEMENTS (bins); j++)
        g_assert_cmpuint (bins[j], ==, j == cases[i].bin ? 1 : 0);
    }
}

static void
test_records_have_no_part_in_confidence (void)
{
  g_autoptr (GhEventSample) sample = gh_event_sample_new (10);
  double average = -1;
  guint bins[2];

  g_assert_false (gh_event_sample_get_average_confidence (sample, &average));
  add (sample, 1, "ENROLLED", "a", 1);
  add (sample, 2, "WHATEVER", "a", 1);
  g_assert_false (gh_event_sample_get_average_confidence (sample, &average));
  add (sample, 3, "RECOGNIZED", "a", 0.9);
  add (sample, 4, "UNKNOWN", "a", 0.4);
  g_assert_true (gh_event_sample_get_average_confidence (sample, &average));
  g_assert_cmpfloat_with_epsilon (average, 0.65, 1e-9);
  gh_event_sample_fill_histogram (sample, bins, G_N_ELEMENTS (bins));
  g_assert_cmpuint (bins[0], ==, 1);
  g_assert_cmpuint (bins[1], ==, 1);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  g_test_add_func ("/event-sample/cameras", test_cameras_are_counted_and_most_come_first);
  g_test_add_func ("/event-sample/newest", test_only_the_newest_are_kept);
  g_test_add_func ("/event-sample/bins", test_confidences_fall_into_their_bins);
  g_test_add_func ("/event-sample/records", test_records_have_no_part_in_confidence);

  return g_test_run ();
}
