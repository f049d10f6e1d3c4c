/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-error.h"
#include "gh-false-match-database.h"
#include "gh-false-matches.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <sys/stat.h>

#define DESK "https://desk.example/api"
#define GATE "https://gate.example/api"

static char *
make_path (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("gatehouse-XXXXXX", &error);

  g_assert_no_error (error);
  return g_build_filename (folder, "kept", "false-matches.db", NULL);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

static GPtrArray *
load (GhFalseMatchDatabase *database, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gh_false_match_store_load_async (GH_FALSE_MATCH_STORE (database), NULL, loaded_cb, &result);
  gh_test_wait_until (result != NULL);
  return gh_false_match_store_load_finish (GH_FALSE_MATCH_STORE (database), result, error);
}

static void
add (GhFalseMatchDatabase *database, const char *event, const char *camera, double share, gint64 at)
{
  g_autoptr (GhFalseMatch) match = gh_false_match_new (event, "r1", "FACE-1", camera, share, 5, at,
                                                     "u1");

  gh_false_match_store_add (GH_FALSE_MATCH_STORE (database), match);
}

/* As one program leaves it the next one finds it, and not that of another server. */
static void
test_is_kept (void)
{
  g_autofree char *path = make_path ();
  g_autoptr (GhFalseMatchDatabase) writer = gh_false_match_database_new (path, DESK);
  g_autoptr (GhFalseMatchDatabase) reader = NULL;
  g_autoptr (GhFalseMatchDatabase) other = NULL;
  g_autoptr (GPtrArray) pairs = NULL;
  g_autoptr (GPtrArray) others = NULL;
  GhFalseMatchPair *pair;
  GhFalseMatch *match;
  GStatBuf status;

  add (writer, "e1", "door", 0.5, 10);
  add (writer, "e2", "door", 0.7, 20);
  add (writer, "e3", NULL, 0.4, 30);
  add (writer, "e4", "door", 0.9, 40);
  gh_false_match_store_remove (GH_FALSE_MATCH_STORE (writer), "e4");
  for (guint n = 1; n <= 1000; n++)
    gh_false_match_store_set_suppressed (GH_FALSE_MATCH_STORE (writer), "r1", "door", n, 100 + n);
  gh_false_match_store_set_suppressed (GH_FALSE_MATCH_STORE (writer), "r1", NULL, 3, 7);
  gh_false_match_store_set_suppressed (GH_FALSE_MATCH_STORE (writer), "r1", NULL, 0, 0);
  g_assert_finalize_object (g_steal_pointer (&writer));

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);

  reader = gh_false_match_database_new (path, DESK);
  pairs = load (reader, NULL);
  g_assert_nonnull (pairs);
  g_assert_cmpuint (pairs->len, ==, 2);
  pair = g_ptr_array_index (pairs, 0);
  g_assert_null (gh_false_match_pair_get_camera_id (pair));
  g_assert_cmpuint (gh_false_match_pair_get_n_suppressed (pair), ==, 0);
  pair = g_ptr_array_index (pairs, 1);
  g_assert_cmpstr (gh_false_match_pair_get_face_record_id (pair), ==, "r1");
  g_assert_cmpstr (gh_false_match_pair_get_camera_id (pair), ==, "door");
  g_assert_cmpuint (gh_false_match_pair_get_n_marked (pair), ==, 2);
  g_assert_cmpfloat (gh_false_match_pair_get_confidence (pair), ==, 0.7);
  g_assert_cmpuint (gh_false_match_pair_get_n_suppressed (pair), ==, 1000);
  g_assert_cmpint (gh_false_match_pair_get_suppressed_at_us (pair), ==, 1100);
  match = g_ptr_array_index (gh_false_match_pair_get_matches (pair), 0);
  g_assert_cmpstr (gh_false_match_get_event_id (match), ==, "e2");
  g_assert_cmpstr (gh_false_match_get_marked_by (match), ==, "u1");
  g_assert_cmpstr (gh_false_match_get_face_id (match), ==, "FACE-1");
  g_assert_cmpint (gh_false_match_get_event_at_us (match), ==, 5);
  g_assert_cmpint (gh_false_match_get_marked_at_us (match), ==, 20);

  other = gh_false_match_database_new (path, GATE);
  others = load (other, NULL);
  g_assert_cmpuint (others->len, ==, 0);
}

/* As the first version left it: without the camera's ids of the faces. */
static void
test_is_taken_over_from_version_1 (void)
{
  g_autofree char *path = make_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GhFalseMatchDatabase) database = NULL;
  g_autoptr (GPtrArray) pairs = NULL;
  GPtrArray *matches;
  sqlite3 *handle = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (
    sqlite3_exec (handle,
                  "CREATE TABLE marks (server TEXT NOT NULL, event TEXT NOT NULL,"
                  "  record TEXT NOT NULL, camera TEXT NOT NULL, confidence REAL NOT NULL,"
                  "  event_at INTEGER NOT NULL, marked_at INTEGER NOT NULL, marked_by TEXT,"
                  "  PRIMARY KEY (server, event)) WITHOUT ROWID;"
                  "CREATE TABLE counts (server TEXT NOT NULL, record TEXT NOT NULL,"
                  "  camera TEXT NOT NULL, n INTEGER NOT NULL, newest_at INTEGER NOT NULL,"
                  "  PRIMARY KEY (server, record, camera)) WITHOUT ROWID;"
                  "INSERT INTO marks VALUES ('" DESK "', 'e1', 'r1', 'door', 0.5, 5, 10, 'u1');"
                  "PRAGMA user_version = 1;",
                  NULL, NULL, NULL),
    ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);

  database = gh_false_match_database_new (path, DESK);
  add (database, "e2", "door", 0.6, 20);
  pairs = load (database, NULL);
  g_assert_nonnull (pairs);
  g_assert_cmpuint (pairs->len, ==, 1);
  matches = gh_false_match_pair_get_matches (g_ptr_array_index (pairs, 0));
  g_assert_cmpuint (matches->len, ==, 2);
  g_assert_cmpstr (gh_false_match_get_face_id (g_ptr_array_index (matches, 0)), ==, "FACE-1");
  g_assert_null (gh_false_match_get_face_id (g_ptr_array_index (matches, 1)));
}

static void
fault_cb (guint *n_faults, const GError *error)
{
  g_assert_error (error, GH_ERROR, GH_ERROR_UNAVAILABLE);
  (*n_faults)++;
}

/* What cannot be kept is said, and nothing that is there is written over. */
static void
test_is_no_database (void)
{
  g_autofree char *path = make_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *text = NULL;
  g_autoptr (GhFalseMatchDatabase) database = gh_false_match_database_new (path, DESK);
  g_autoptr (GPtrArray) pairs = NULL;
  g_autoptr (GError) error = NULL;
  guint n_faults = 0;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "Dear diary, this is not for programs.", -1, NULL));
  g_signal_connect_swapped (database, "fault", G_CALLBACK (fault_cb), &n_faults);

  pairs = load (database, &error);
  g_assert_null (pairs);
  g_assert_error (error, GH_ERROR, GH_ERROR_UNAVAILABLE);
  g_assert_nonnull (strstr (error->message, path));

  add (database, "e1", "door", 0.5, 10);
  gh_test_wait_until (n_faults == 1);
  gh_false_match_store_set_suppressed (GH_FALSE_MATCH_STORE (database), "r1", "door", 1, 1);
  gh_test_wait_until (n_faults == 2);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "Dear diary, this is not for programs.");
}

/* What is marked while the file is read is not lost, and holds without a file, too. */
static void
test_marks_meet_what_was_kept (void)
{
  g_autofree char *path = make_path ();
  g_autoptr (GhFalseMatchDatabase) first = gh_false_match_database_new (path, DESK);
  g_autoptr (GhFalseMatchDatabase) second = NULL;
  g_autoptr (GhFalseMatches) matches = gh_false_matches_new ();
  g_autoptr (GhJsonReader) reader = gh_json_reader_new_for_text (
    "{\"id\":\"e9\",\"timestamp\":\"2026-11-22T15:24:48.943Z\",\"eventType\":\"RECOGNIZED\","
    "\"faceRecordId\":\"r1\",\"cameraId\":\"door\",\"confidence\":0.8}", -1, NULL);
  g_autoptr (GhFaceEvent) event = gh_face_event_new_from_json (reader);
  g_autoptr (GPtrArray) pairs = NULL;

  add (first, "e1", "door", 0.5, 10);
  gh_false_match_store_set_suppressed (GH_FALSE_MATCH_STORE (first), "r1", "door", 4, 100);
  g_assert_finalize_object (g_steal_pointer (&first));

  second = gh_false_match_database_new (path, DESK);
  gh_false_matches_set_store (matches, GH_FALSE_MATCH_STORE (second));
  g_assert_true (gh_false_matches_mark (matches, event, "u1", 50));
  g_assert_true (gh_false_matches_suppress (matches, event));
  gh_test_wait_until (gh_false_matches_look_up (matches, "e1") != NULL);
  g_assert_cmpuint (gh_false_matches_count (matches, "r1"), ==, 2);
  g_assert_true (gh_false_matches_suppress (matches, event));

  pairs = load (second, NULL);
  g_assert_cmpuint (pairs->len, ==, 1);
  g_assert_cmpuint (gh_false_match_pair_get_n_marked (g_ptr_array_index (pairs, 0)), ==, 2);
  g_assert_cmpuint (gh_false_match_pair_get_n_suppressed (g_ptr_array_index (pairs, 0)), ==, 6);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);
  g_test_add_func ("/store/false-match-database/is-taken-over-from-version-1",
                   test_is_taken_over_from_version_1);
  g_test_add_func ("/store/false-match-database/kept", test_is_kept);
  g_test_add_func ("/store/false-match-database/no-database", test_is_no_database);
  g_test_add_func ("/store/false-match-database/meet", test_marks_meet_what_was_kept);
  return g_test_run ();
}
