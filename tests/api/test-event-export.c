/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-event-csv.h"
#include "gh-event-export.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"
#include "gh-time.h"
#include "session-fixture.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <stdlib.h>

#define EVENTS "/api/face-recognition/events"
#define HEADER "time,type,person,faceId,faceRecordId,confidence,cameraId,location,id,falseMatch\r\n"
#define NEWEST_US G_GINT64_CONSTANT (1767225600000000)

/* @n events, one a second; @fails_at is the page that the server fails at, 0 for none. */
typedef struct
{
  SessionFixture base;
  guint n;
  guint fails_at;
  guint n_pages;
  char *folder;             /* (owned) */
  GFile *file;              /* (owned) */
  GCancellable *cancellable; /* (owned) */
  guint cancels_at;
} Fixture;

static void
events_cb (GhTestServer *server, SoupServerMessage *message, const char *body, gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GHashTable) query =
    soup_form_decode (g_uri_get_query (soup_server_message_get_uri (message)));
  guint page = (guint) atoi (g_hash_table_lookup (query, "page"));
  guint limit = (guint) atoi (g_hash_table_lookup (query, "limit"));
  guint first = (page - 1) * limit;
  g_autoptr (GString) json = g_string_new ("{\"success\":true,\"data\":{\"events\":[");

  fixture->n_pages++;
  if (page == fixture->fails_at)
    {
      gh_test_server_answer (message, 501, "{}");
      return;
    }
  if (page == fixture->cancels_at)
    g_cancellable_cancel (fixture->cancellable);
  for (guint i = first; i < MIN (first + limit, fixture->n); i++)
    {
      g_autofree char *time = gh_time_format_iso8601 (NEWEST_US - i * G_TIME_SPAN_SECOND);

      g_string_append_printf (json,
                              "%s{\"id\":\"e%u\",\"eventType\":\"RECOGNIZED\",\"confidence\":0.5,"
                              "\"timestamp\":\"%s\",\"faceRecordId\":\"r\",\"faceId\":\"F,1\","
                              "\"cameraId\":\"=cmd|'/c calc'!A1\",\"location\":\"say \\\"hi\\\"\"}",
                              i > first ? "," : "", i, time);
    }
  g_string_append_printf (json, "],\"total\":%u,\"page\":%u,\"limit\":%u,\"totalPages\":null}}",
                          fixture->n, page, limit);
  gh_test_server_answer (message, 200, json->str);
}

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *path = NULL;

  session_fixture_set_up (&fixture->base, user_data);
  session_fixture_sign_in (&fixture->base, FALSE);
  gh_test_server_handle (fixture->base.server, "GET", EVENTS, events_cb, fixture);
  fixture->folder = g_dir_make_tmp ("gatehouse-XXXXXX", NULL);
  path = g_build_filename (fixture->folder, "events.csv", NULL);
  fixture->file = g_file_new_for_path (path);
  fixture->cancellable = g_cancellable_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_object_unref (fixture->cancellable);
  g_object_unref (fixture->file);
  g_free (fixture->folder);
  session_fixture_tear_down (&fixture->base, user_data);
}

static char *
list_folder (Fixture *fixture)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  g_autoptr (GString) names = g_string_new (NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    g_string_append_printf (names, "%s ", name);
  return g_string_free_and_steal (g_steal_pointer (&names));
}

static gboolean
run (Fixture *fixture, GhFalseMatches *matches, guint *n_written, GError **error)
{
  g_autoptr (GhFaceRecognition) group = gh_face_recognition_new (fixture->base.session);
  g_autoptr (GhEventFilter) filter = gh_event_filter_new ();
  g_autoptr (GhEventExport) export = gh_event_export_new (group, filter, matches);
  g_autoptr (GAsyncResult) result = NULL;

  gh_event_export_run_async (export, fixture->file, fixture->cancellable, gh_test_take_result_cb,
                             &result);
  /* The budget lets the background ask now and then. */
  while (result == NULL)
    {
      gh_virtual_clock_advance_us (fixture->base.clock, G_TIME_SPAN_MILLISECOND);
      g_main_context_iteration (NULL, FALSE);
    }
  *n_written = gh_event_export_get_n_written (export);
  return gh_event_export_run_finish (export, result, error);
}

static void
test_writes_every_page (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GhFalseMatches) matches = gh_false_matches_new ();
  g_autoptr (GhJsonReader) reader = gh_json_reader_new_for_text (
    "{\"id\":\"e1\",\"timestamp\":\"2026-11-22T15:24:48.943Z\",\"eventType\":\"RECOGNIZED\","
    "\"faceRecordId\":\"r\",\"confidence\":0.5}", -1, NULL);
  g_autoptr (GhFaceEvent) marked = gh_face_event_new_from_json (reader);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *names = NULL;
  g_auto (GStrv) lines = NULL;
  GStatBuf status;
  guint n_written;

  fixture->n = 250;
  g_assert_true (gh_false_matches_mark (matches, marked, NULL, 1));
  g_assert_true (run (fixture, matches, &n_written, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_written, ==, 250);
  g_assert_cmpuint (fixture->n_pages, ==, 3);

  g_assert_true (g_file_get_contents (g_file_peek_path (fixture->file), &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, HEADER));
  lines = g_strsplit (text, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + 250 + 1);
  g_assert_cmpstr (lines[1], ==,
                   "2026-01-01T00:00:00.000Z,RECOGNIZED,,\"F,1\",r,0.5000,"
                   "\"'=cmd|'/c calc'!A1\",\"say \"\"hi\"\"\",e0,");
  g_assert_true (g_str_has_suffix (lines[2], ",e1,yes"));
  g_assert_true (g_str_has_suffix (lines[250], ",e249,"));

  names = list_folder (fixture);
  g_assert_cmpstr (names, ==, "events.csv ");
  g_assert_cmpint (g_stat (g_file_peek_path (fixture->file), &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
}

static void
test_nothing_is_a_header (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *text = NULL;
  guint n_written;

  g_assert_true (run (fixture, NULL, &n_written, NULL));
  g_assert_true (g_file_get_contents (g_file_peek_path (fixture->file), &text, NULL, NULL));
  g_assert_cmpstr (text, ==, HEADER);
}

/* What was there stays, and no half file beside it. */
static void
test_leaves_what_was_there (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) cancelled = NULL;
  g_autofree char *text = NULL;
  g_autofree char *names = NULL;
  guint n_written;

  fixture->n = 250;
  fixture->fails_at = 3;
  g_assert_true (g_file_set_contents (g_file_peek_path (fixture->file), "of yesterday", -1, NULL));
  g_assert_false (run (fixture, NULL, &n_written, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_SERVER);
  g_assert_cmpuint (n_written, ==, 200);

  fixture->fails_at = 0;
  fixture->cancels_at = 2;
  g_assert_false (run (fixture, NULL, &n_written, &cancelled));
  g_assert_error (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  g_assert_true (g_file_get_contents (g_file_peek_path (fixture->file), &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "of yesterday");
  names = list_folder (fixture);
  g_assert_cmpstr (names, ==, "events.csv ");
}

static void
test_where_nothing_can_be_written (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  guint n_written;

  g_object_unref (fixture->file);
  fixture->file = g_file_new_for_path ("/nonexistent/folder/events.csv");
  g_assert_false (run (fixture, NULL, &n_written, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpuint (fixture->n_pages, ==, 0);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)
  ADD ("/event-export/every-page", test_writes_every_page);
  ADD ("/event-export/nothing", test_nothing_is_a_header);
  ADD ("/event-export/left", test_leaves_what_was_there);
  ADD ("/event-export/not-there", test_where_nothing_can_be_written);
#undef ADD

  return g_test_run ();
}
