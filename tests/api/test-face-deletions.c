/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-face-deletions.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"
#include "session-fixture.h"

#define RECORDS "/api/face-recognition/records/"
#define ALMOST_US (GH_FACE_DELETIONS_UNDO_US - G_TIME_SPAN_SECOND)

typedef struct
{
  SessionFixture session;
  GhFaceRecognition *faces;   /* (owned) */
  GhFaceDeletions *deletions; /* (owned) */
  guint n_changes;
  GString *told;  /* (owned): who was deleted, and who was not */
  GError *reason; /* (owned) (nullable): of the newest that was not */
} Fixture;

static void
changed_cb (GhFaceDeletions *deletions, GhFaceRecord *record, Fixture *fixture)
{
  fixture->n_changes++;
}

static void
deleted_cb (GhFaceDeletions *deletions, GhFaceRecord *record, Fixture *fixture)
{
  g_string_append_printf (fixture->told, "-%s", gh_face_record_get_id (record));
}

static void
failed_cb (GhFaceDeletions *deletions, GhFaceRecord *record, const GError *error, Fixture *fixture)
{
  g_string_append_printf (fixture->told, "+%s", gh_face_record_get_id (record));
  g_clear_error (&fixture->reason);
  fixture->reason = g_error_copy (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  session_fixture_set_up (&fixture->session, NULL);
  session_fixture_sign_in (&fixture->session, FALSE);
  fixture->faces = gh_face_recognition_new (fixture->session.session);
  fixture->deletions = gh_face_deletions_new (fixture->faces);
  fixture->told = g_string_new (NULL);
  g_signal_connect (fixture->deletions, "changed", G_CALLBACK (changed_cb), fixture);
  g_signal_connect (fixture->deletions, "deleted", G_CALLBACK (deleted_cb), fixture);
  g_signal_connect (fixture->deletions, "failed", G_CALLBACK (failed_cb), fixture);
  gh_test_server_respond (fixture->session.server, "DELETE", RECORDS "r1", 200, "{\"success\":true}");
  gh_test_server_respond (fixture->session.server, "DELETE", RECORDS "r2", 200, "{\"success\":true}");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->deletions != NULL)
    g_assert_finalize_object (fixture->deletions);
  g_assert_finalize_object (fixture->faces);
  g_string_free (fixture->told, TRUE);
  g_clear_error (&fixture->reason);
  session_fixture_tear_down (&fixture->session, NULL);
}

static void
add (Fixture *fixture, const char *id)
{
  g_autofree char *json = g_strdup_printf ("{\"id\":\"%s\",\"faceId\":\"F-%s\"}", id, id);
  g_autoptr (GhJsonReader) reader = gh_json_reader_new_for_text (json, -1, NULL);
  g_autoptr (GhFaceRecord) record = gh_face_record_new_from_json (reader);

  g_assert_nonnull (record);
  gh_face_deletions_add (fixture->deletions, record);
}

static void
pass (Fixture *fixture, gint64 us)
{
  gh_virtual_clock_advance_us (fixture->session.clock, us);
  gh_test_drain ();
}

static guint
count_calls (Fixture *fixture)
{
  return gh_test_server_count (fixture->session.server, "DELETE", RECORDS "r1")
         + gh_test_server_count (fixture->session.server, "DELETE", RECORDS "r2");
}

static void
test_ten_seconds_pass_first (Fixture *fixture, gconstpointer data)
{
  add (fixture, "r1");
  g_assert_cmpint (gh_face_deletions_get_state (fixture->deletions, "r1"), ==,
                   GH_FACE_DELETION_WAITING);
  g_assert_cmpint (gh_face_deletions_get_state (fixture->deletions, "r2"), ==,
                   GH_FACE_DELETION_NONE);
  pass (fixture, ALMOST_US);
  g_assert_cmpuint (count_calls (fixture), ==, 0);

  gh_virtual_clock_advance_us (fixture->session.clock, G_TIME_SPAN_SECOND);
  g_assert_cmpint (gh_face_deletions_get_state (fixture->deletions, "r1"), ==,
                   GH_FACE_DELETION_UNDER_WAY);
  g_assert_false (gh_face_deletions_undo (fixture->deletions, "r1"));
  gh_test_wait_until (fixture->told->len > 0);
  g_assert_cmpstr (fixture->told->str, ==, "-r1");
  g_assert_cmpuint (count_calls (fixture), ==, 1);
  g_assert_cmpuint (fixture->n_changes, ==, 3);
  g_assert_cmpuint (gh_face_deletions_get_n_pending (fixture->deletions), ==, 0);
}

static void
test_undone_is_never_asked (Fixture *fixture, gconstpointer data)
{
  add (fixture, "r1");
  add (fixture, "r1");
  pass (fixture, ALMOST_US);
  g_assert_true (gh_face_deletions_undo (fixture->deletions, "r1"));
  g_assert_false (gh_face_deletions_undo (fixture->deletions, "r1"));
  pass (fixture, GH_FACE_DELETIONS_UNDO_US);
  g_assert_cmpuint (count_calls (fixture), ==, 0);
  g_assert_cmpstr (fixture->told->str, ==, "");
  g_assert_cmpuint (fixture->n_changes, ==, 2);
}

static void
test_each_has_its_own_time (Fixture *fixture, gconstpointer data)
{
  add (fixture, "r1");
  pass (fixture, ALMOST_US);
  add (fixture, "r2");
  pass (fixture, G_TIME_SPAN_SECOND);
  gh_test_wait_until (fixture->told->len > 0);
  g_assert_cmpstr (fixture->told->str, ==, "-r1");
  g_assert_true (gh_face_deletions_undo (fixture->deletions, "r2"));
}

static void
test_what_fails_is_told (Fixture *fixture, gconstpointer data)
{
  gh_test_server_respond (fixture->session.server, "DELETE", RECORDS "r3", 403,
                          "{\"message\":\"Insufficient permissions\"}");
  add (fixture, "r3");
  pass (fixture, GH_FACE_DELETIONS_UNDO_US);
  gh_test_wait_until (fixture->told->len > 0);
  g_assert_cmpstr (fixture->told->str, ==, "+r3");
  g_assert_error (fixture->reason, GH_ERROR, GH_ERROR_FORBIDDEN);
  g_assert_cmpint (gh_face_deletions_get_state (fixture->deletions, "r3"), ==,
                   GH_FACE_DELETION_NONE);
}

static void
test_what_is_gone_is_deleted (Fixture *fixture, gconstpointer data)
{
  gh_test_server_respond (fixture->session.server, "DELETE", RECORDS "r3", 404,
                          "{\"message\":\"Face record not found\"}");
  add (fixture, "r3");
  pass (fixture, GH_FACE_DELETIONS_UNDO_US);
  gh_test_wait_until (fixture->told->len > 0);
  g_assert_cmpstr (fixture->told->str, ==, "-r3");
}

static gboolean
commit (Fixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gh_face_deletions_commit_async (fixture->deletions, NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  g_assert_cmpuint (gh_face_deletions_get_n_pending (fixture->deletions), ==, 0);

  return gh_face_deletions_commit_finish (fixture->deletions, result, error);
}

static void
test_commit_waits_for_the_server (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  /* Nothing is nothing to wait for. */
  g_assert_true (commit (fixture, &error));
  g_assert_no_error (error);

  add (fixture, "r1");
  add (fixture, "r2");
  g_assert_true (commit (fixture, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_calls (fixture), ==, 2);
  g_assert_cmpuint (fixture->told->len, ==, strlen ("-r1-r2"));
}

static void
test_commit_tells_what_failed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  gh_test_server_respond (fixture->session.server, "DELETE", RECORDS "r3", 403, "{}");
  add (fixture, "r1");
  add (fixture, "r3");
  g_assert_false (commit (fixture, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_FORBIDDEN);
  g_clear_error (&error);
  /* What failed then does not fail now. */
  g_assert_true (commit (fixture, &error));
  g_assert_no_error (error);
}

static void
test_undo_ends_the_waiting (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  gh_test_server_hold (fixture->session.server, "DELETE", RECORDS "r1");
  add (fixture, "r1");
  gh_face_deletions_commit_async (fixture->deletions, NULL, gh_test_take_result_cb, &result);
  add (fixture, "r2");
  gh_test_wait_until (
    gh_test_server_get_n_held (fixture->session.server, "DELETE", RECORDS "r1") == 1);
  gh_test_server_release (fixture->session.server, "DELETE", RECORDS "r1");
  gh_test_wait_until (fixture->told->len > 0);
  g_assert_null (result);
  g_assert_true (gh_face_deletions_undo (fixture->deletions, "r2"));
  gh_test_wait_until (result != NULL);
  g_assert_true (gh_face_deletions_commit_finish (fixture->deletions, result, NULL));
}

/* The next who signs in must not delete what somebody else has asked for. */
static void
test_signed_out_is_told (Fixture *fixture, gconstpointer data)
{
  add (fixture, "r1");
  gh_session_sign_out_async (fixture->session.session, NULL, NULL, NULL);
  g_assert_cmpstr (fixture->told->str, ==, "+r1");
  g_assert_error (fixture->reason, GH_ERROR, GH_ERROR_UNAUTHORIZED);
  pass (fixture, GH_FACE_DELETIONS_UNDO_US);
  g_assert_cmpuint (count_calls (fixture), ==, 0);
}

static void
test_no_timeout_is_left (Fixture *fixture, gconstpointer data)
{
  add (fixture, "r1");
  g_assert_finalize_object (g_steal_pointer (&fixture->deletions));
  pass (fixture, GH_FACE_DELETIONS_UNDO_US);
  g_assert_cmpuint (count_calls (fixture), ==, 0);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)
  ADD ("/face-deletions/ten-seconds", test_ten_seconds_pass_first);
  ADD ("/face-deletions/undo", test_undone_is_never_asked);
  ADD ("/face-deletions/own-time", test_each_has_its_own_time);
  ADD ("/face-deletions/failed", test_what_fails_is_told);
  ADD ("/face-deletions/gone", test_what_is_gone_is_deleted);
  ADD ("/face-deletions/commit", test_commit_waits_for_the_server);
  ADD ("/face-deletions/commit-fails", test_commit_tells_what_failed);
  ADD ("/face-deletions/undo-while-committing", test_undo_ends_the_waiting);
  ADD ("/face-deletions/signed-out", test_signed_out_is_told);
  ADD ("/face-deletions/disposed", test_no_timeout_is_left);
#undef ADD

  return g_test_run ();
}
