/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-false-matches.h"
#include "gh-list-recorder.h"
#include "gh-test-main.h"

static GhFaceEvent *
read_event (const char *id, const char *type, const char *record, const char *camera, double share)
{
  g_autofree char *text = g_strdup_printf (
    "{\"id\":\"%s\",\"timestamp\":\"2026-11-22T15:24:48.943Z\",\"eventType\":\"%s\","
    "\"faceRecordId\":%s%s%s,\"cameraId\":%s%s%s,\"confidence\":%.2f}",
    id, type, record != NULL ? "\"" : "", record != NULL ? record : "null",
    record != NULL ? "\"" : "", camera != NULL ? "\"" : "", camera != NULL ? camera : "null",
    camera != NULL ? "\"" : "", share);
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
mark (GhFalseMatches *matches, const char *id, const char *record, const char *camera, double share)
{
  g_autoptr (GhFaceEvent) event = read_event (id, "RECOGNIZED", record, camera, share);

  return gh_false_matches_mark (matches, event, "user-1", 1000);
}

static GhFalseMatchPair *
get_pair (GhFalseMatches *matches, guint position)
{
  g_autoptr (GhFalseMatchPair) pair =
    g_list_model_get_item (G_LIST_MODEL (matches), position);

  return pair; /* The list has it. */
}

/* Of what is marked, and of nothing else. */
static void
test_what_is_suppressed (void)
{
  static const struct
  {
    const char *type;
    const char *record;
    const char *camera;
    double share;
    gboolean is_suppressed;
  } cases[] = {
    { "RECOGNIZED", "r1", "door", 0.70, TRUE },
    { "RECOGNIZED", "r1", "door", 0.10, TRUE },
    { "RECOGNIZED", "r1", "door", 0.71, FALSE },
    { "RECOGNIZED", "r1", "gate", 0.70, FALSE },
    { "RECOGNIZED", "r1", NULL, 0.70, FALSE },
    { "RECOGNIZED", "r1", "", 0.70, FALSE },
    { "RECOGNIZED", "r2", "door", 0.70, FALSE },
    { "RECOGNIZED", NULL, "door", 0.70, FALSE },
    { "RECOGNIZED", "r3", NULL, 0.50, TRUE },
    { "RECOGNIZED", "r3", "", 0.50, TRUE },
    { "RECOGNIZED", "r3", "door", 0.50, FALSE },
    { "UNKNOWN", "r1", "door", 0.70, FALSE },
    { "ENROLLED", "r1", "door", 0.70, FALSE },
  };
  g_autoptr (GhFalseMatches) matches = gh_false_matches_new ();

  g_assert_true (mark (matches, "e1", "r1", "door", 0.60));
  g_assert_true (mark (matches, "e2", "r1", "door", 0.70));
  g_assert_true (mark (matches, "e3", "r1", "door", 0.50));
  g_assert_true (mark (matches, "e4", "r3", NULL, 0.50));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GhFaceEvent) event = read_event ("x", cases[i].type, cases[i].record,
                                                  cases[i].camera, cases[i].share);

      g_test_message ("case %u", i);
      g_assert_cmpint (gh_false_matches_is_suppressed (matches, event), ==,
                       cases[i].is_suppressed);
      g_assert_cmpint (gh_false_matches_suppress (matches, event), ==, cases[i].is_suppressed);
    }
  g_assert_cmpuint (gh_false_match_pair_get_n_suppressed (get_pair (matches, 0)), ==, 2);
  g_assert_cmpuint (gh_false_match_pair_get_n_suppressed (get_pair (matches, 1)), ==, 2);
  g_assert_cmpint (gh_false_match_pair_get_suppressed_at_us (get_pair (matches, 0)), ==,
                   1795361088943000);
}

static GhFaceEvent *
read_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhJsonReader) reader = gh_json_reader_new_for_text (text, -1, &error);
  GhFaceEvent *event = gh_face_event_new_from_json (reader);

  gh_json_reader_finish (reader, &error);
  g_assert_no_error (error);
  return event;
}

#define HEAD "{\"eventId\":\"x\",\"timestamp\":\"2026-11-22T15:24:48.943Z\","

/* As servers in the field tell it live: the camera's id of the face, and no record. */
static void
test_live_names_only_the_face (void)
{
  static const struct
  {
    const char *text;
    gboolean is_suppressed;
  } cases[] = {
    { HEAD "\"eventType\":\"RECOGNITION_EVENT\",\"faceId\":\"F1\",\"cameraId\":\"door\","
           "\"confidence\":0.7}", TRUE },
    { HEAD "\"eventType\":\"RECOGNITION_EVENT\",\"faceId\":\"F1\",\"cameraId\":\"door\","
           "\"confidence\":0.71}", FALSE },
    { HEAD "\"eventType\":\"RECOGNITION_EVENT\",\"faceId\":\"F2\",\"cameraId\":\"door\","
           "\"confidence\":0.7}", FALSE },
    { HEAD "\"eventType\":\"RECOGNITION_EVENT\",\"faceId\":\"F1\",\"confidence\":0.7}", FALSE },
    { HEAD "\"eventType\":\"RECOGNITION_EVENT\",\"faceId\":\"\",\"cameraId\":\"door\","
           "\"confidence\":0.7}", FALSE },
    { HEAD "\"eventType\":\"UNKNOWN_FACE\",\"faceId\":\"F1\",\"cameraId\":\"door\","
           "\"confidence\":0.7}", FALSE },
  };
  g_autoptr (GhFalseMatches) matches = gh_false_matches_new ();
  g_autoptr (GhFaceEvent) marked = read_text (
    "{\"id\":\"e1\",\"timestamp\":\"2026-11-22T15:24:48.943Z\",\"eventType\":\"RECOGNIZED\","
    "\"faceRecordId\":\"r1\",\"faceId\":\"F1\",\"cameraId\":\"door\",\"confidence\":0.7}");

  g_assert_true (gh_false_matches_mark (matches, marked, NULL, 1));
  /* One that never named its face must not hold back those that name none. */
  g_assert_true (mark (matches, "e2", "r2", "door", 0.9));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GhFaceEvent) event = read_text (cases[i].text);

      g_test_message ("case %u", i);
      g_assert_cmpint (gh_false_matches_suppress (matches, event), ==, cases[i].is_suppressed);
    }
  g_assert_cmpuint (gh_false_match_pair_get_n_suppressed (get_pair (matches, 0)), ==, 1);
  g_assert_true (gh_false_matches_unmark (matches, "e1"));
  g_clear_object (&marked);
  marked = read_text (cases[0].text);
  g_assert_false (gh_false_matches_suppress (matches, marked));
}

static void
test_what_can_be_marked (void)
{
  static const struct
  {
    const char *type;
    const char *record;
    gboolean can_be_marked;
  } cases[] = {
    { "RECOGNIZED", "r", TRUE },
    { "VERIFICATION_EVENT", "r", TRUE },
    { "RECOGNIZED", NULL, FALSE },
    { "RECOGNIZED", "", FALSE },
    { "UNKNOWN", "r", FALSE },
    { "ENROLLED", "r", FALSE },
    { "DELETED", "r", FALSE },
    { "SOMETHING", "r", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GhFalseMatches) matches = gh_false_matches_new ();
      g_autoptr (GhFaceEvent) event = read_event ("e", cases[i].type, cases[i].record, "c", 0.5);

      g_test_message ("case %u", i);
      g_assert_cmpint (gh_false_matches_can_mark (event), ==, cases[i].can_be_marked);
      g_assert_cmpint (gh_false_matches_mark (matches, event, NULL, 1), ==,
                       cases[i].can_be_marked);
      /* Once is enough. */
      g_assert_false (gh_false_matches_mark (matches, event, NULL, 2));
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (matches)), ==,
                        cases[i].can_be_marked);
    }
}

static void
test_ids_have_a_limit (void)
{
  g_autofree char *longest = g_strnfill (GH_FALSE_MATCH_MOST_ID_BYTES, 'x');
  g_autofree char *too_long = g_strnfill (GH_FALSE_MATCH_MOST_ID_BYTES + 1, 'x');
  g_autoptr (GhFalseMatch) match = gh_false_match_new (longest, longest, NULL, longest, 2.0, 1, 2,
                                                       too_long);

  g_assert_nonnull (match);
  g_assert_cmpfloat (gh_false_match_get_confidence (match), ==, 1.0);
  g_assert_null (gh_false_match_get_marked_by (match));
  g_assert_null (gh_false_match_new (too_long, "r", NULL, NULL, 0.5, 1, 2, NULL));
  g_assert_null (gh_false_match_new ("e", too_long, NULL, NULL, 0.5, 1, 2, NULL));
  g_assert_null (gh_false_match_new ("e", "r", NULL, too_long, 0.5, 1, 2, NULL));
  g_assert_null (gh_false_match_new ("", "r", NULL, NULL, 0.5, 1, 2, NULL));
  g_assert_null (gh_false_match_new ("e", NULL, NULL, NULL, 0.5, 1, 2, NULL));
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
test_taken_back (void)
{
  g_autoptr (GhFalseMatches) matches = gh_false_matches_new ();
  g_autoptr (GhListRecorder) recorder = gh_list_recorder_new (G_LIST_MODEL (matches));
  g_autoptr (GhFaceEvent) event = read_event ("x", "RECOGNIZED", "r1", "door", 0.65);
  guint n_changes = 0;

  g_signal_connect_swapped (matches, "changed", G_CALLBACK (count_cb), &n_changes);
  g_assert_true (mark (matches, "e1", "r1", "door", 0.60));
  g_assert_true (mark (matches, "e2", "r1", "door", 0.70));
  g_assert_true (mark (matches, "e3", "r2", "door", 0.70));
  g_assert_cmpuint (n_changes, ==, 3);
  gh_list_recorder_assert (recorder, "+0, +1");
  g_assert_cmpuint (gh_false_matches_count (matches, "r1"), ==, 2);
  g_assert_cmpuint (gh_false_matches_count (matches, "r9"), ==, 0);
  g_assert_nonnull (gh_false_matches_look_up (matches, "e2"));
  g_assert_cmpstr (gh_false_match_get_marked_by (gh_false_matches_look_up (matches, "e2")), ==,
                   "user-1");
  g_assert_null (gh_false_matches_look_up (matches, NULL));
  g_assert_true (gh_false_matches_is_suppressed (matches, event));

  /* What was the most is no more, and the rest holds. */
  g_assert_true (gh_false_matches_unmark (matches, "e2"));
  g_assert_false (gh_false_matches_unmark (matches, "e2"));
  g_assert_cmpfloat (gh_false_match_pair_get_confidence (get_pair (matches, 0)), ==, 0.60);
  g_assert_false (gh_false_matches_is_suppressed (matches, event));

  gh_false_matches_revoke (matches, get_pair (matches, 0));
  g_assert_null (gh_false_matches_look_up (matches, "e1"));
  g_assert_cmpuint (gh_false_matches_count (matches, "r1"), ==, 0);
  g_assert_cmpuint (gh_false_matches_count (matches, "r2"), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (matches)), ==, 1);
  g_assert_true (mark (matches, "e1", "r1", "door", 0.60));
  gh_list_recorder_assert (recorder, "-0, +1");
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);
  g_test_add_func ("/model/false-matches/live-names-only-the-face", test_live_names_only_the_face);
  g_test_add_func ("/model/false-matches/suppressed", test_what_is_suppressed);
  g_test_add_func ("/model/false-matches/marked", test_what_can_be_marked);
  g_test_add_func ("/model/false-matches/ids", test_ids_have_a_limit);
  g_test_add_func ("/model/false-matches/taken-back", test_taken_back);
  return g_test_run ();
}
