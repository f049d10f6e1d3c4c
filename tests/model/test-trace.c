/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-json-reader.h"
#include "gh-test-main.h"
#include "gh-trace.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

static char *
make_path (const char *name)
{
  g_assert_cmpint (g_mkdir_with_parents (g_get_user_data_dir (), 0700), ==, 0);
  return g_build_filename (g_get_user_data_dir (), name, NULL);
}

static char **
read_lines (const char *path)
{
  g_autofree char *text = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  g_assert_true (length == 0 || text[length - 1] == '\n');
  if (length > 0)
    text[length - 1] = '\0';
  return g_strsplit (text, "\n", -1);
}

static GhJsonReader *
read_line (const char *line, const char *mark)
{
  GhJsonReader *reader = gh_json_reader_new_for_text (line, -1, NULL);
  g_autofree char *found = NULL;

  g_assert_nonnull (reader);
  found = gh_json_reader_dup_string (reader, "mark", GH_JSON_REQUIRED, 100);
  g_assert_cmpstr (found, ==, mark);
  g_assert_cmpint (
    gh_json_reader_get_int (reader, "mono_us", GH_JSON_REQUIRED, 1, G_MAXINT64, 0), <=,
    g_get_monotonic_time ());
  g_assert_cmpint (
    gh_json_reader_get_int (reader, "real_us", GH_JSON_REQUIRED, 1, G_MAXINT64, 0), <=,
    g_get_real_time ());
  g_assert_true (gh_json_reader_finish (reader, NULL));
  return reader;
}

static void
test_writes_a_line_a_mark (void)
{
  g_autofree char *path = make_path ("marks");
  g_autoptr (GError) error = NULL;
  g_autoptr (GhTrace) trace = gh_trace_new_for_path (path, &error);
  g_auto (GStrv) lines = NULL;
  g_autoptr (GhJsonReader) start = NULL;
  g_autoptr (GhJsonReader) rows = NULL;
  g_autoptr (GhJsonReader) event = NULL;
  g_autofree char *page = NULL, *id = NULL;

  g_assert_no_error (error);
  gh_trace_mark (trace, "first-frame");
  gh_trace_mark_rows (trace, "live", 100);
  gh_trace_mark_event (trace, "cmf3_x-9", 1795361088943000);

  lines = read_lines (path);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  start = read_line (lines[0], "first-frame");
  rows = read_line (lines[1], "first-rows");
  page = gh_json_reader_dup_string (rows, "page", GH_JSON_REQUIRED, 100);
  g_assert_cmpstr (page, ==, "live");
  g_assert_cmpint (gh_json_reader_get_int (rows, "rows", GH_JSON_REQUIRED, 0, 1000, -1), ==, 100);
  event = read_line (lines[2], "event");
  id = gh_json_reader_dup_string (event, "id", GH_JSON_REQUIRED, 100);
  g_assert_cmpstr (id, ==, "cmf3_x-9");
  g_assert_cmpint (
    gh_json_reader_get_int (event, "received_real_us", GH_JSON_REQUIRED, 0, G_MAXINT64, 0), ==,
    1795361088943000);
}

static void
test_only_its_owner_may_read_it (void)
{
  g_autofree char *path = make_path ("private");
  g_autoptr (GhTrace) trace = gh_trace_new_for_path (path, NULL);
  GStatBuf status;

  g_assert_nonnull (trace);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
}

static void
test_appends (void)
{
  g_autofree char *path = make_path ("appended");
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GhTrace) trace = gh_trace_new_for_path (path, NULL);

      gh_trace_mark (trace, "start");
    }
  lines = read_lines (path);
  g_assert_cmpuint (g_strv_length (lines), ==, 2);
}

static void
test_an_odd_id_is_left_out (void)
{
  g_autofree char *path = make_path ("odd");
  g_autofree char *long_id = g_strnfill (5000, 'a');
  const char *const ids[] = { "", "a\",\"x\":\"", "ann@example.org", "a\nb", "\xff", long_id };
  g_autoptr (GhTrace) trace = gh_trace_new_for_path (path, NULL);
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    gh_trace_mark_event (trace, ids[i], 1);

  lines = read_lines (path);
  g_assert_cmpuint (g_strv_length (lines), ==, G_N_ELEMENTS (ids));
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (GhJsonReader) reader = read_line (lines[i], "event");

      g_assert_cmpint (gh_json_reader_get_member_kind (reader, "id"), ==, GH_JSON_KIND_NULL);
    }
}

static void
test_none_is_not_tracing (void)
{
  gh_trace_mark (NULL, "start");
  gh_trace_mark_rows (NULL, "live", 1);
  gh_trace_mark_event (NULL, "a", 1);
}

static void
test_an_impossible_path_is_told (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhTrace) trace = gh_trace_new_for_path ("/nonexistent/trace", &error);

  g_assert_null (trace);
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);
  g_test_add_func ("/trace/writes-a-line-a-mark", test_writes_a_line_a_mark);
  g_test_add_func ("/trace/only-its-owner-may-read-it", test_only_its_owner_may_read_it);
  g_test_add_func ("/trace/appends", test_appends);
  g_test_add_func ("/trace/an-odd-id-is-left-out", test_an_odd_id_is_left_out);
  g_test_add_func ("/trace/none-is-not-tracing", test_none_is_not_tracing);
  g_test_add_func ("/trace/an-impossible-path-is-told", test_an_impossible_path_is_told);
  return g_test_run ();
}
