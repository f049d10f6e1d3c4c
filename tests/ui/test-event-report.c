/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-event-report.h"
#include "gh-json-writer.h"
#include "gh-report-print.h"
#include "gh-sample-events.h"
#include "gh-test-wait.h"
#include "gh-ui-desk.h"

#include <glib/gstdio.h>
#include <string.h>

#define EVENTS "/api/face-recognition/events"
#define N_EVENTS 30

typedef struct
{
  GhUiDesk desk;
  GhEventReport *report; /* (owned) */
} Fixture;

static char *
dup_page (gint64 newest_us, guint total)
{
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();
  g_autoptr (GBytes) bytes = NULL;

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_add_boolean (writer, "success", TRUE);
  gh_json_writer_begin_object (writer, "data");
  gh_json_writer_begin_array (writer, "items");
  for (guint i = 0; i < N_EVENTS; i++)
    gh_sample_event_write (writer, i, newest_us - i * G_TIME_SPAN_MINUTE, TRUE);
  gh_json_writer_end_array (writer);
  gh_json_writer_add_int (writer, "total", total);
  gh_json_writer_add_int (writer, "page", 1);
  gh_json_writer_add_int (writer, "limit", 100);
  gh_json_writer_add_int (writer, "totalPages", 1);
  gh_json_writer_end_object (writer);
  gh_json_writer_end_object (writer);
  bytes = gh_json_writer_end (writer);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhEventFilter) filter = gh_event_filter_new ();
  g_autofree char *page = NULL;

  gh_ui_desk_set_up (&fixture->desk);
  gh_ui_desk_sign_in (&fixture->desk);
  filter->end_us = gh_clock_get_real_us (fixture->desk.clock);
  page = dup_page (filter->end_us, N_EVENTS);
  gh_test_server_respond (fixture->desk.server, "GET", EVENTS, 200, page);
  fixture->report =
    gh_event_report_new (gh_connection_get_face_recognition (fixture->desk.connection),
                         fixture->desk.loader, filter);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->report);
  gh_ui_desk_tear_down (&fixture->desk);
}

static void
load (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gh_event_report_load_async (fixture->report, NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  gh_event_report_load_finish (fixture->report, result, &error);
  g_assert_no_error (error);
}

static void
test_reads_events_and_pictures (Fixture *fixture, gconstpointer data)
{
  guint n_pictures = 0;

  load (fixture);
  g_assert_cmpuint (gh_event_report_get_n_events (fixture->report), ==, N_EVENTS);
  g_assert_false (gh_event_report_is_part (fixture->report));
  for (guint i = 0; i < N_EVENTS; i++)
    {
      GhFaceEvent *event = gh_event_report_get_event (fixture->report, i);
      gboolean has_picture = gh_event_report_get_picture (fixture->report, i) != NULL;

      g_assert_cmpint (has_picture, ==, gh_face_event_get_image (event) != NULL);
      n_pictures += has_picture;
    }
  g_assert_cmpuint (n_pictures, >, 0);
}

/* Where GATEHOUSE_PICTURES is set the document is left there, to be looked at. */
static char *
make_path (void)
{
  const char *folder = g_getenv ("GATEHOUSE_PICTURES");
  g_autoptr (GError) error = NULL;
  g_autofree char *temporary = NULL;

  if (folder != NULL)
    return g_build_filename (folder, "report.pdf", NULL);

  temporary = g_dir_make_tmp ("gatehouse-report-XXXXXX", &error);
  g_assert_no_error (error);
  return g_build_filename (temporary, "report.pdf", NULL);
}

static void
test_makes_a_document (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = make_path ();
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize length = 0;
  int n_pages = 0;

  load (fixture);
  operation = gh_report_print_new (fixture->report, "Camera: CAM-02\n<b>Confidence</b>: 60 % – 80 %");
  gtk_print_operation_set_export_filename (operation, path);
  gtk_print_operation_set_allow_async (operation, FALSE);
  g_assert_cmpint (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL,
                                            &error),
                   ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  g_object_get (operation, "n-pages", &n_pages, NULL);
  g_assert_cmpint (n_pages, ==, 3);

  g_assert_true (g_file_get_contents (path, &text, &length, &error));
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (text, "%PDF-"));
  g_assert_nonnull (g_strrstr_len (text + length - 32, 32, "%%EOF"));
  if (g_getenv ("GATEHOUSE_PICTURES") == NULL)
    {
      g_autofree char *folder = g_path_get_dirname (path);

      g_assert_cmpint (g_unlink (path), ==, 0);
      g_assert_cmpint (g_rmdir (folder), ==, 0);
    }
}

int
main (int argc, char *argv[])
{
  gh_ui_test_init (&argc, &argv);

#define ADD(name, function)                                                                       \
  g_test_add ("/event-report/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("reads", test_reads_events_and_pictures);
  ADD ("document", test_makes_a_document);

  return g_test_run ();
}
