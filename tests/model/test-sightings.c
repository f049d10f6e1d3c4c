/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-sightings.h"
#include "gh-test-main.h"

/* The tests' time zone is UTC. */
static void
add (GhSightings *sightings, const char *type, const char *time, const char *camera)
{
  g_autofree char *text = g_strdup_printf (
    "{\"id\":\"e\",\"timestamp\":\"%s\",\"eventType\":\"%s\",\"confidence\":0.5,"
    "\"cameraId\":%s%s%s,\"location\":\"at %s\"}",
    time, type, camera != NULL ? "\"" : "", camera != NULL ? camera : "null",
    camera != NULL ? "\"" : "", time);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhJsonReader) reader = gh_json_reader_new_for_text (text, -1, &error);
  g_autoptr (GhFaceEvent) event = NULL;

  g_assert_no_error (error);
  event = gh_face_event_new_from_json (reader);
  gh_json_reader_finish (reader, &error);
  g_assert_no_error (error);
  gh_sightings_add (sightings, event);
}

static void
test_nobody (void)
{
  g_autoptr (GhSightings) sightings = gh_sightings_new ();

  add (sightings, "ENROLLED", "2026-11-22T15:00:00.000Z", "c");
  add (sightings, "UPDATED", "2026-11-22T15:00:00.000Z", "c");
  add (sightings, "DELETED", "2026-11-22T15:00:00.000Z", "c");
  g_assert_cmpuint (gh_sightings_get_n (sightings), ==, 0);
  g_assert_cmpint (gh_sightings_get_first_us (sightings), ==, 0);
  g_assert_cmpuint (gh_sightings_get_most_at (sightings), ==, 0);
  g_assert_cmpuint (gh_sightings_get_places (sightings)->len, ==, 0);
}

static void
test_when_and_where (void)
{
  g_autoptr (GhSightings) sightings = gh_sightings_new ();
  GhSightingsPlace *place;
  GPtrArray *places;

  /* Two Mondays, and a Sunday just before midnight. */
  add (sightings, "RECOGNIZED", "2026-11-30T08:00:00.000Z", "door");
  add (sightings, "RECOGNIZED", "2026-11-23T08:59:59.999Z", "gate");
  add (sightings, "DETECTED", "2026-11-23T09:00:00.000Z", "gate");
  add (sightings, "RECOGNIZED", "2026-11-22T23:59:59.999Z", NULL);
  add (sightings, "RECOGNIZED", "2026-11-16T08:30:00.000Z", "gate");

  g_assert_cmpuint (gh_sightings_get_n (sightings), ==, 5);
  g_assert_cmpint (gh_sightings_get_first_us (sightings), ==, 1794817800000000);
  g_assert_cmpint (gh_sightings_get_last_us (sightings), ==, 1796025600000000);
  g_assert_cmpuint (gh_sightings_get_at (sightings, 0, 8), ==, 3);
  g_assert_cmpuint (gh_sightings_get_at (sightings, 0, 9), ==, 1);
  g_assert_cmpuint (gh_sightings_get_at (sightings, 6, 23), ==, 1);
  g_assert_cmpuint (gh_sightings_get_at (sightings, 3, 8), ==, 0);
  g_assert_cmpuint (gh_sightings_get_most_at (sightings), ==, 3);

  places = gh_sightings_get_places (sightings);
  g_assert_cmpuint (places->len, ==, 3);
  place = g_ptr_array_index (places, 0);
  g_assert_cmpstr (place->camera_id, ==, "gate");
  g_assert_cmpstr (place->location, ==, "at 2026-11-23T09:00:00.000Z");
  g_assert_cmpuint (place->n, ==, 3);
  place = g_ptr_array_index (places, 1);
  g_assert_cmpstr (place->camera_id, ==, "");
}

/* A server may make cameras up. */
static void
test_places_have_a_limit (void)
{
  g_autoptr (GhSightings) sightings = gh_sightings_new ();
  GPtrArray *places;
  guint n = 0;

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *camera = g_strdup_printf ("c%u", i);

      add (sightings, "RECOGNIZED", "2026-11-30T08:00:00.000Z", camera);
    }
  places = gh_sightings_get_places (sightings);
  g_assert_cmpuint (places->len, ==, GH_SIGHTINGS_MOST_PLACES + 1);
  for (guint i = 0; i < places->len; i++)
    n += ((GhSightingsPlace *) g_ptr_array_index (places, i))->n;
  g_assert_cmpuint (n, ==, 1000);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);
  g_test_add_func ("/model/sightings/nobody", test_nobody);
  g_test_add_func ("/model/sightings/when-and-where", test_when_and_where);
  g_test_add_func ("/model/sightings/limit", test_places_have_a_limit);
  return g_test_run ();
}
