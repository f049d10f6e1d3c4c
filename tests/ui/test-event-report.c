/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-event-report.h"
#include "gh-json-writer.h"
#include "gh-locale.h"
#include "gh-report-print.h"
#include "gh-sample-events.h"
#include "gh-test-wait.h"
#include "gh-ui-desk.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <string.h>

#define EVENTS "/api/face-recognition/events"
#define N_EVENTS 30
#define NEWEST_US (G_GINT64_CONSTANT (1767225600) * G_USEC_PER_SEC)
/* As cairo draws them: how far from the left a picture is, and where a text begins. */
#define PICTURE_PATTERN "\\S+ 0 0 \\S+ (\\S+) \\S+ cm\n/a0 gs /x\\d+ Do"
#define TEXT_PATTERN "\\S+ 0 0 \\S+ (\\S+) \\S+ Tm"
/* Any paper is twice as wide. */
#define MIDDLE 200.0

typedef struct
{
  GhUiDesk desk;
  GhEventReport *report; /* (owned) */
  guint total;           /* how many the server has */
  gboolean with_pictures;
} Fixture;

static char *
dup_page (const Fixture *fixture, guint start, guint end)
{
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();
  g_autoptr (GBytes) bytes = NULL;

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_add_boolean (writer, "success", TRUE);
  gh_json_writer_begin_object (writer, "data");
  gh_json_writer_begin_array (writer, "items");
  for (guint i = start; i < end; i++)
    gh_sample_event_write (writer, i, NEWEST_US - i * G_TIME_SPAN_MINUTE,
                           fixture->with_pictures);
  gh_json_writer_end_array (writer);
  gh_json_writer_add_int (writer, "total", fixture->total);
  gh_json_writer_add_int (writer, "page", 1);
  gh_json_writer_add_int (writer, "limit", 100);
  gh_json_writer_add_int (writer, "totalPages", 1);
  gh_json_writer_end_object (writer);
  gh_json_writer_end_object (writer);
  bytes = gh_json_writer_end (writer);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static guint
get_number (GHashTable *query, const char *name)
{
  return (guint) g_ascii_strtoull (g_hash_table_lookup (query, name), NULL, 10);
}

static void
answer_cb (GhTestServer *server, SoupServerMessage *message, const char *body, gpointer user_data)
{
  const Fixture *fixture = user_data;
  g_autoptr (GHashTable) query =
    soup_form_decode (g_uri_get_query (soup_server_message_get_uri (message)));
  guint limit = get_number (query, "limit");
  guint start = (get_number (query, "page") - 1) * limit;
  g_autofree char *page = dup_page (fixture, MIN (start, fixture->total),
                                    MIN (start + limit, fixture->total));

  gh_test_server_answer (message, 200, page);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhEventFilter) filter = gh_event_filter_new ();

  gh_ui_desk_set_up (&fixture->desk);
  gh_ui_desk_sign_in (&fixture->desk);
  filter->end_us = gh_clock_get_real_us (fixture->desk.clock);
  fixture->total = N_EVENTS;
  fixture->with_pictures = TRUE;
  gh_test_server_handle (fixture->desk.server, "GET", EVENTS, answer_cb, fixture);
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

/* That there are older events is said of no report that happens to be full. */
static void
test_says_whether_there_are_older_ones (Fixture *fixture, gconstpointer data)
{
  guint total = GPOINTER_TO_UINT (data);

  fixture->total = total;
  fixture->with_pictures = FALSE;
  load (fixture);
  g_assert_cmpuint (gh_event_report_get_n_events (fixture->report), ==,
                    MIN (total, GH_EVENT_REPORT_MOST));
  g_assert_cmpint (gh_event_report_is_part (fixture->report), ==, total > GH_EVENT_REPORT_MOST);
}

/* Where GATEHOUSE_PICTURES is set the document is left there, to be looked at. */
static char *
make_path (const char *name)
{
  const char *folder = g_getenv ("GATEHOUSE_PICTURES");
  g_autoptr (GError) error = NULL;
  g_autofree char *temporary = NULL;

  if (folder != NULL)
    return g_build_filename (folder, name, NULL);

  temporary = g_dir_make_tmp ("gatehouse-report-XXXXXX", &error);
  g_assert_no_error (error);
  return g_build_filename (temporary, name, NULL);
}

static void
remove_path (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_getenv ("GATEHOUSE_PICTURES") != NULL)
    return;

  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static GBytes *
make_document (Fixture *fixture, const char *name)
{
  g_autofree char *path = make_path (name);
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autoptr (GError) error = NULL;
  char *text = NULL;
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
  remove_path (path);
  return g_bytes_new_take (text, length);
}

/* What is drawn on a page, which begins with where its top is; NULL where it is something else, like
 * the bytes of a picture. */
static char *
dup_drawing (const char *stream, gsize length)
{
  g_autoptr (GZlibDecompressor) decompressor =
    g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
  g_autoptr (GInputStream) packed = g_memory_input_stream_new_from_data (stream, (gssize) length, NULL);
  g_autoptr (GInputStream) input =
    g_converter_input_stream_new (packed, G_CONVERTER (decompressor));
  g_autoptr (GOutputStream) output = g_memory_output_stream_new_resizable ();

  if (g_output_stream_splice (output, input, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, NULL) < 10
      || memcmp (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (output)), "1 0 0 -1 0", 10)
           != 0)
    return NULL;
  return g_strndup (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (output)),
                    g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (output)));
}

/* How far from the left each thing of a kind is, in points. */
static GArray *
list_places (GBytes *document, const char *pattern)
{
  gsize length;
  const char *text = g_bytes_get_data (document, &length);
  const char *end = text + length;
  const char *line = text;
  const char *const begin = "stream\n";
  GArray *places = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GRegex) regex =
    g_regex_new (pattern, G_REGEX_RAW, G_REGEX_MATCH_DEFAULT, NULL);

  while ((line = memchr (line, '\n', (gsize) (end - line))) != NULL)
    {
      g_autofree char *drawing = NULL;
      g_autoptr (GMatchInfo) match = NULL;

      line++;
      if ((gsize) (end - line) > strlen (begin) && memcmp (line, begin, strlen (begin)) == 0)
        drawing = dup_drawing (line + strlen (begin), (gsize) (end - line) - strlen (begin));
      if (drawing == NULL)
        continue;
      for (g_regex_match (regex, drawing, G_REGEX_MATCH_DEFAULT, &match);
           g_match_info_matches (match); g_match_info_next (match, NULL))
        {
          g_autofree char *word = g_match_info_fetch (match, 1);
          double place = g_ascii_strtod (word, NULL);

          g_array_append_val (places, place);
        }
    }
  return places;
}

static void
test_makes_a_document (Fixture *fixture, gconstpointer data)
{
  GtkTextDirection direction = GPOINTER_TO_INT (data);
  GtkTextDirection before = gtk_widget_get_default_direction ();
  g_autoptr (GBytes) document = NULL;
  g_autoptr (GArray) pictures = NULL;
  g_autoptr (GArray) texts = NULL;
  guint n_pictures = 0;
  guint n_right = 0;

  gtk_widget_set_default_direction (direction);
  document =
    make_document (fixture, direction == GTK_TEXT_DIR_RTL ? "from-right.pdf" : "report.pdf");
  gtk_widget_set_default_direction (before);
  for (guint i = 0; i < N_EVENTS; i++)
    n_pictures += gh_event_report_get_picture (fixture->report, i) != NULL;

  pictures = list_places (document, PICTURE_PATTERN);
  g_assert_cmpuint (pictures->len, ==, n_pictures);
  for (guint i = 0; i < pictures->len; i++)
    g_assert_cmpint (g_array_index (pictures, double, i) > MIDDLE, ==,
                     direction == GTK_TEXT_DIR_RTL);

  texts = list_places (document, TEXT_PATTERN);
  g_assert_cmpuint (texts->len, >=, 2 * N_EVENTS);
  for (guint i = 0; i < texts->len; i++)
    n_right += g_array_index (texts, double, i) > MIDDLE;
  g_assert_cmpuint (n_right, ==, direction == GTK_TEXT_DIR_RTL ? texts->len : 0);
}

int
main (int argc, char *argv[])
{
  /* So that the document can be looked at in any language. */
  gh_locale_init ();
  gh_ui_test_init (&argc, &argv);

#define ADD(name, data, function)                                                                 \
  g_test_add ("/event-report/" name, Fixture, GINT_TO_POINTER (data), set_up, function, tear_down)
  ADD ("reads", 0, test_reads_events_and_pictures);
  ADD ("full", GH_EVENT_REPORT_MOST, test_says_whether_there_are_older_ones);
  ADD ("one-more", GH_EVENT_REPORT_MOST + 1, test_says_whether_there_are_older_ones);
  ADD ("many-more", 3 * GH_EVENT_REPORT_MOST, test_says_whether_there_are_older_ones);
  ADD ("document", GTK_TEXT_DIR_LTR, test_makes_a_document);
  ADD ("from-right", GTK_TEXT_DIR_RTL, test_makes_a_document);

  return g_test_run ();
}
