/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-bulk-dialog.h"

#include "gh-bulk-face-row.h"
#include "gh-bulk-list.h"
#include "gh-bulk-source.h"
#include "gh-bulk-words.h"
#include "gh-sample-pictures.h"
#include "gh-test-wait.h"
#include "gh-ui-desk.h"
#include "gh-window.h"

#include <glib/gstdio.h>
#include <string.h>

#define RECOGNIZE "/api/face-recognition/recognize"
#define RECORDS "/api/face-recognition/records"
#define ENROLL "/api/face-recognition/enroll"
#define TEMPLATE                                                                                   \
  "{\"success\":true,\"data\":{\"imageData\":\"\",\"faceData\":\"TEMPLATE\",\"confidence\":0.93}}"
#define NOBODY                                                                                     \
  "{\"success\":true,\"data\":{\"items\":[],\"total\":0,\"page\":1,\"limit\":50,\"totalPages\":0}}"
#define RECORD                                                                                     \
  "{\"success\":true,\"data\":{\"id\":\"r1\",\"faceId\":\"x\",\"imageData\":\"\","                 \
  "\"faceData\":\"\",\"confidence\":0.9,\"isActive\":true,"                                        \
  "\"createdAt\":\"2026-01-01T00:00:00Z\",\"updatedAt\":\"2026-01-01T00:00:00Z\"}}"

#define N_GOOD 3
#define SIDE 400
/* Will do, but could be larger. */
#define SMALL_SIDE 200

typedef struct
{
  GhUiDesk desk;
  GtkWindow *window;
  GhBulkDialog *dialog; /* (nullable): when it is gone */
  char *folder;
} Fixture;

static char *
make_path (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static void
write_text (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = make_path (fixture, name);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* @data is the role, and an administrator's where there is none. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  gh_ui_desk_set_up (&fixture->desk);
  if (data != NULL)
    g_assert_true (gh_role_from_wire (data, &fixture->desk.role));
  gh_ui_desk_sign_in (&fixture->desk);
  fixture->folder = g_dir_make_tmp ("gh-bulk-dialog-XXXXXX", NULL);
  for (guint i = 0; i < N_GOOD; i++)
    {
      g_autofree char *name = g_strdup_printf ("good-%u.jpg", i);

      gh_sample_picture_write (fixture->folder, name, i == 0 ? SMALL_SIDE : SIDE, i + 1);
    }
  write_text (fixture, "text.png", "not a picture");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  if (fixture->dialog != NULL)
    adw_dialog_force_close (ADW_DIALOG (fixture->dialog));
  gh_test_wait_until (fixture->dialog == NULL);
  gh_ui_test_close (fixture->window);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = make_path (fixture, name);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  gh_ui_desk_tear_down (&fixture->desk);
}

/* What a test has scripted before comes first. */
static void
open_dialog (Fixture *fixture)
{
  GhTestServer *server = fixture->desk.server;
  GhGateLimits limits;

  gh_test_server_respond (server, "POST", RECOGNIZE, 200, TEMPLATE);
  gh_test_server_respond (server, "GET", RECORDS, 200, NOBODY);
  gh_test_server_respond (server, "POST", ENROLL, 201, RECORD);
  gh_gate_limits_init (&limits);
  if (fixture->window == NULL)
    fixture->window = gh_ui_test_show (gtk_label_new ("Behind"), 700, 760);
  fixture->dialog =
    gh_bulk_dialog_new (fixture->desk.connection, fixture->desk.clock, &limits);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  adw_dialog_present (ADW_DIALOG (fixture->dialog), GTK_WIDGET (fixture->window));
  gh_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (fixture->dialog)));
  gh_ui_test_paint (fixture->window);
}

static gpointer
child (Fixture *fixture, const char *name)
{
  return gh_ui_test_child (fixture->dialog, name);
}

static GhBulkRunPhase
get_phase (Fixture *fixture)
{
  return gh_bulk_run_get_phase (gh_bulk_dialog_get_run (fixture->dialog));
}

static guint
count_done (Fixture *fixture)
{
  GhBulkEnrolment *enrolment =
    gh_bulk_run_get_enrolment (gh_bulk_dialog_get_run (fixture->dialog));

  return enrolment != NULL ? gh_bulk_enrolment_get_n_done (enrolment) : 0;
}

/* Each row has its own time: much of it is synced to disk. */
static void
follow_to (Fixture *fixture, GhBulkRunPhase phase)
{
  for (guint n = 1; n <= N_GOOD + 1; n++)
    gh_test_wait_until (count_done (fixture) >= n || get_phase (fixture) == phase);
  gh_test_wait_until (get_phase (fixture) == phase);
}

static const char *
get_title (Fixture *fixture)
{
  return gtk_label_get_text (child (fixture, "title"));
}

static void
click (Fixture *fixture, const char *name)
{
  gh_test_wait_until (gtk_widget_get_mapped (child (fixture, name)));
  g_assert_true (gtk_widget_get_sensitive (child (fixture, name)));
  g_signal_emit_by_name (child (fixture, name), "clicked");
}

static void
take_folder (Fixture *fixture)
{
  g_autoptr (GFile) file = g_file_new_for_path (fixture->folder);

  gh_bulk_dialog_take (fixture->dialog, file);
}

static guint
count_enrolled (Fixture *fixture)
{
  return gh_test_server_count (fixture->desk.server, "POST", ENROLL);
}

static void
go_to_checked (Fixture *fixture)
{
  open_dialog (fixture);
  take_folder (fixture);
  follow_to (fixture, GH_BULK_RUN_CHECKED);
}

static guint
count_shown (Fixture *fixture)
{
  return g_list_model_get_n_items (gh_ui_test_child (child (fixture, "list"), "shown_rows"));
}

static void
show_only (Fixture *fixture, const char *name)
{
  adw_toggle_group_set_active_name (gh_ui_test_child (child (fixture, "list"), "toggles"), name);
}

/* The question that stands before the dialog. */
static AdwDialog *
get_question (Fixture *fixture)
{
  AdwDialog *visible = adw_window_get_visible_dialog (ADW_WINDOW (fixture->window));

  return ADW_IS_ALERT_DIALOG (visible) ? visible : NULL;
}

static void
answer (Fixture *fixture, const char *response)
{
  g_autofree char *signal = g_strconcat ("response::", response, NULL);
  AdwDialog *question;

  gh_test_wait_until (get_question (fixture) != NULL);
  question = get_question (fixture);
  g_signal_emit_by_name (question, signal, response);
  if (get_question (fixture) == question)
    adw_dialog_force_close (question);
}

static void
test_it_looks_first (Fixture *fixture, gconstpointer data)
{
  go_to_checked (fixture);
  g_assert_cmpstr (get_title (fixture), ==, "3 Faces Can Be Enrolled");
  g_assert_cmpuint (count_enrolled (fixture), ==, 0);
  g_assert_cmpuint (count_shown (fixture), ==, N_GOOD + 1);

  show_only (fixture, "problems");
  g_assert_cmpuint (count_shown (fixture), ==, 1);
  gh_ui_test_paint (fixture->window);
  g_assert_true (gh_ui_test_says (child (fixture, "list"), "text"));
  g_assert_true (gh_ui_test_says (child (fixture, "list"), "Problem"));
  show_only (fixture, "well");
  g_assert_cmpuint (count_shown (fixture), ==, N_GOOD);
  show_only (fixture, "warnings");
  g_assert_cmpuint (count_shown (fixture), ==, 1);
  gh_ui_test_paint (fixture->window);
  g_assert_true (gh_ui_test_says (child (fixture, "list"), "Warning"));
}

static void
test_it_enrols (Fixture *fixture, gconstpointer data)
{
  go_to_checked (fixture);
  click (fixture, "main_button");
  follow_to (fixture, GH_BULK_RUN_FINISHED);
  g_assert_cmpstr (get_title (fixture), ==, "3 Faces Are Enrolled");
  g_assert_cmpuint (count_enrolled (fixture), ==, N_GOOD);
  gh_ui_test_paint (fixture->window);
  g_assert_true (gh_ui_test_says (child (fixture, "list"), "Enrolled"));

  /* Nothing of it is left to be resumed. */
  click (fixture, "other_button");
  g_assert_cmpint (get_phase (fixture), ==, GH_BULK_RUN_EMPTY);
  take_folder (fixture);
  follow_to (fixture, GH_BULK_RUN_CHECKED);
  click (fixture, "main_button");
  follow_to (fixture, GH_BULK_RUN_FINISHED);
  click (fixture, "main_button");
  gh_test_wait_until (fixture->dialog == NULL);
}

static void
test_it_pauses (Fixture *fixture, gconstpointer data)
{
  gh_test_server_hold (fixture->desk.server, "POST", ENROLL);
  go_to_checked (fixture);
  click (fixture, "main_button");
  gh_test_wait_until (gh_test_server_get_n_held (fixture->desk.server, "POST", ENROLL) == 1);
  click (fixture, "main_button");
  g_assert_false (gtk_widget_get_sensitive (child (fixture, "main_button")));
  gh_test_server_release (fixture->desk.server, "POST", ENROLL);
  gh_test_wait_until (get_phase (fixture) == GH_BULK_RUN_PAUSED);
  g_assert_cmpuint (count_enrolled (fixture), ==, 1);

  click (fixture, "main_button");
  follow_to (fixture, GH_BULK_RUN_FINISHED);
  g_assert_cmpuint (count_enrolled (fixture), ==, N_GOOD);
}

static void
test_it_stops_and_resumes (Fixture *fixture, gconstpointer data)
{
  gh_test_server_hang (fixture->desk.server, "POST", ENROLL);
  go_to_checked (fixture);
  click (fixture, "main_button");
  gh_test_wait_until (count_enrolled (fixture) == 1);
  click (fixture, "other_button");
  gh_test_wait_until (get_phase (fixture) == GH_BULK_RUN_STOPPED);
  g_assert_cmpstr (get_title (fixture), ==, "Stopped");
  g_assert_true (gtk_widget_get_visible (child (fixture, "report_button")));

  click (fixture, "main_button");
  follow_to (fixture, GH_BULK_RUN_FINISHED);
  g_assert_cmpuint (count_enrolled (fixture), ==, N_GOOD + 1);
}

static void
test_closing_asks_and_the_next_one_resumes (Fixture *fixture, gconstpointer data)
{
  GhBulkSource *source;
  GtkListBox *list;

  gh_test_server_respond (fixture->desk.server, "POST", ENROLL, 201, RECORD);
  gh_test_server_hang (fixture->desk.server, "POST", ENROLL);
  go_to_checked (fixture);
  click (fixture, "main_button");
  gh_test_wait_until (count_enrolled (fixture) == 2);
  adw_dialog_close (ADW_DIALOG (fixture->dialog));
  answer (fixture, "keep");
  g_assert_cmpint (get_phase (fixture), ==, GH_BULK_RUN_ENROLLING);
  adw_dialog_close (ADW_DIALOG (fixture->dialog));
  answer (fixture, "stop");
  gh_test_wait_until (fixture->dialog == NULL);

  open_dialog (fixture);
  source = child (fixture, "source");
  gh_test_wait_until (gtk_widget_get_visible (gh_ui_test_child (source, "interrupted_group")));
  list = gh_ui_test_child (source, "interrupted_list");
  g_assert_nonnull (gtk_list_box_get_row_at_index (list, 0));
  g_assert_null (gtk_list_box_get_row_at_index (list, 1));
  g_signal_emit_by_name (gh_ui_test_find (gtk_list_box_get_row_at_index (list, 0), GTK_TYPE_BUTTON),
                         "clicked");
  follow_to (fixture, GH_BULK_RUN_FINISHED);
  g_assert_cmpuint (count_enrolled (fixture), ==, N_GOOD + 1);
  g_assert_cmpstr (get_title (fixture), ==, "3 Faces Are Enrolled");
}

static void
test_choosing_what_was_interrupted_asks (Fixture *fixture, gconstpointer data)
{
  GtkWidget *group;

  gh_test_server_hang (fixture->desk.server, "POST", ENROLL);
  go_to_checked (fixture);
  click (fixture, "main_button");
  gh_test_wait_until (count_enrolled (fixture) == 1);
  click (fixture, "other_button");
  gh_test_wait_until (get_phase (fixture) == GH_BULK_RUN_STOPPED);
  click (fixture, "other_button");
  group = gh_ui_test_child (child (fixture, "source"), "interrupted_group");
  gh_test_wait_until (gtk_widget_get_visible (group));

  take_folder (fixture);
  answer (fixture, "cancel");
  g_assert_cmpint (get_phase (fixture), ==, GH_BULK_RUN_EMPTY);
  take_folder (fixture);
  answer (fixture, "forget");
  follow_to (fixture, GH_BULK_RUN_CHECKED);
  gh_test_wait_until (!gtk_widget_get_visible (group));
}

static gboolean
tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Time goes on while requests wait for their turn, or for another try. */
static void
wait_for_phase (Fixture *fixture, GhBulkRunPhase phase)
{
  guint tick_id = g_timeout_add (5, tick_cb, NULL);

  while (get_phase (fixture) != phase)
    {
      g_main_context_iteration (NULL, TRUE);
      gh_ui_desk_advance_us (&fixture->desk, G_TIME_SPAN_SECOND / 20);
    }
  g_source_remove (tick_id);
}

static void
test_the_server_slows_it_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);

  gh_test_server_respond_full (fixture->desk.server, "POST", ENROLL, 429, "application/json", body,
                               "Retry-After", "30", NULL);
  go_to_checked (fixture);
  click (fixture, "main_button");
  gh_test_wait_until (get_phase (fixture) == GH_BULK_RUN_RESTING);
  g_assert_cmpstr (get_title (fixture), ==, "Waiting for the Server");
  gh_ui_desk_advance_us (&fixture->desk, 29 * G_TIME_SPAN_SECOND);
  gh_test_drain ();
  g_assert_cmpuint (count_enrolled (fixture), ==, 1);
  wait_for_phase (fixture, GH_BULK_RUN_FINISHED);
  g_assert_cmpuint (count_enrolled (fixture), ==, N_GOOD + 1);
}

static void
test_the_server_goes_and_comes (Fixture *fixture, gconstpointer data)
{
  go_to_checked (fixture);
  gh_test_server_stop (fixture->desk.server);
  click (fixture, "main_button");
  wait_for_phase (fixture, GH_BULK_RUN_RESTING);
  g_assert_cmpstr (get_title (fixture), ==, "Server Cannot Be Reached");
  gh_test_server_start (fixture->desk.server);
  click (fixture, "main_button");
  wait_for_phase (fixture, GH_BULK_RUN_FINISHED);
  g_assert_cmpuint (count_enrolled (fixture), ==, N_GOOD);
}

static void
test_a_pause_while_it_waits (Fixture *fixture, gconstpointer data)
{
  GhBulkRun *run;

  go_to_checked (fixture);
  run = gh_bulk_dialog_get_run (fixture->dialog);
  gh_test_server_stop (fixture->desk.server);
  click (fixture, "main_button");
  wait_for_phase (fixture, GH_BULK_RUN_RESTING);
  gh_bulk_run_pause (run);
  g_assert_cmpint (get_phase (fixture), ==, GH_BULK_RUN_PAUSED);
  g_assert_false (gh_bulk_run_is_pausing (run));
  click (fixture, "other_button");
  gh_test_wait_until (get_phase (fixture) == GH_BULK_RUN_STOPPED);
  gh_test_server_start (fixture->desk.server);
  click (fixture, "main_button");
  wait_for_phase (fixture, GH_BULK_RUN_FINISHED);
}

static void
test_not_allowed_any_more (Fixture *fixture, gconstpointer data)
{
  gh_test_server_respond (fixture->desk.server, "POST", ENROLL, 403,
                          "{\"message\":\"Forbidden resource\",\"statusCode\":403}");
  go_to_checked (fixture);
  click (fixture, "main_button");
  gh_test_wait_until (get_phase (fixture) == GH_BULK_RUN_STOPPED);
  g_assert_cmpstr (get_title (fixture), ==, "Not Allowed");
  g_assert_cmpuint (count_enrolled (fixture), ==, 1);
}

static void
test_signed_out (Fixture *fixture, gconstpointer data)
{
  gh_test_server_hang (fixture->desk.server, "POST", ENROLL);
  go_to_checked (fixture);
  click (fixture, "main_button");
  gh_test_wait_until (count_enrolled (fixture) == 1);
  gh_connection_sign_out (fixture->desk.connection);
  gh_test_wait_until (get_phase (fixture) == GH_BULK_RUN_STOPPED);
  g_assert_nonnull (gh_bulk_run_get_error (gh_bulk_dialog_get_run (fixture->dialog)));
  g_assert_cmpuint (count_enrolled (fixture), ==, 1);
}

static void
test_the_dry_run_fails (Fixture *fixture, gconstpointer data)
{
  gh_test_server_respond (fixture->desk.server, "GET", RECORDS, 403, "{\"message\":\"no\"}");
  open_dialog (fixture);
  take_folder (fixture);
  gh_test_wait_until (get_phase (fixture) == GH_BULK_RUN_UNCHECKED);
  g_assert_cmpstr (get_title (fixture), ==, "Not Allowed");
  click (fixture, "main_button");
  follow_to (fixture, GH_BULK_RUN_CHECKED);
}

static void
test_no_table (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = make_path (fixture, "text.png");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) far = g_file_new_for_uri ("sftp://desk.example/faces");
  GtkLabel *fault;

  open_dialog (fixture);
  fault = gh_ui_test_child (child (fixture, "source"), "fault");
  gh_bulk_dialog_take (fixture->dialog, file);
  gh_test_wait_until (gtk_widget_get_visible (GTK_WIDGET (fault)));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (child (fixture, "stack")), ==, "source");
  gh_bulk_dialog_take (fixture->dialog, far);
  g_assert_cmpstr (gtk_label_get_text (fault), ==, "Choose something that is on this computer.");
}

static void
test_given_up_while_it_looks (Fixture *fixture, gconstpointer data)
{
  gh_test_server_hang (fixture->desk.server, "GET", RECORDS);
  open_dialog (fixture);
  take_folder (fixture);
  gh_test_wait_until (gh_test_server_count (fixture->desk.server, "GET", RECORDS) == 1);
  click (fixture, "other_button");
  g_assert_cmpint (get_phase (fixture), ==, GH_BULK_RUN_EMPTY);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (child (fixture, "stack")), ==, "source");
}

static void
test_a_row_says_it_all (Fixture *fixture, gconstpointer data)
{
  const GhBulkRowData about = { 7, "/pictures/ada.jpg", "ada-1", "ada@desk.example", -1 };
  g_autoptr (GhBulkRow) row = gh_bulk_row_new (&about);
  GtkWidget *widget = gh_bulk_face_row_new ();
  g_autofree char *summary = NULL;
  guint n_summaries = 0;

  fixture->window = gh_ui_test_show (widget, 400, 100);
  g_signal_connect_swapped (widget, "notify::summary", G_CALLBACK (gh_ui_test_count),
                            &n_summaries);
  gh_bulk_face_row_set_row (GH_BULK_FACE_ROW (widget), row);
  gh_bulk_face_row_set_row (GH_BULK_FACE_ROW (widget), row);
  g_assert_true (gh_bulk_face_row_get_row (GH_BULK_FACE_ROW (widget)) == row);
  g_assert_cmpuint (n_summaries, ==, 1);
  gh_ui_test_paint (fixture->window);
  g_assert_true (gh_ui_test_says (widget, "ada-1"));
  g_assert_true (gh_ui_test_says (widget, "ada.jpg · ada@desk.example"));
  g_assert_false (gtk_widget_get_visible (gh_ui_test_child (widget, "state")));

  gh_bulk_row_set_warning (row, "The picture is a little dark.");
  gh_bulk_row_set_ready (row);
  g_assert_true (gh_ui_test_says (widget, "The picture is a little dark."));
  gh_bulk_row_set_failed (row, GH_BULK_REASON_TAKEN, "Taken <b>already</b>.");
  g_assert_true (gh_ui_test_says (widget, "Taken <b>already</b>."));
  g_object_get (widget, "summary", &summary, NULL);
  g_assert_cmpstr (summary, ==, "ada-1: Problem. Taken <b>already</b>.");

  g_object_set (widget, "compact", TRUE, NULL);
  g_assert_true (gtk_widget_is_ancestor (gh_ui_test_child (widget, "state"),
                                         gh_ui_test_child (widget, "below")));
  g_assert_true (gtk_widget_get_visible (gh_ui_test_child (widget, "below")));
  g_assert_false (gtk_widget_get_visible (gh_ui_test_child (widget, "beside")));
  g_object_set (widget, "compact", FALSE, NULL);
  g_assert_false (gtk_widget_get_visible (gh_ui_test_child (widget, "below")));
  g_assert_true (gtk_widget_get_visible (gh_ui_test_child (widget, "beside")));
}

/* Icons take the place of words, and the words are still there for who asks. */
static void
test_a_narrow_list (Fixture *fixture, gconstpointer data)
{
  GtkWidget *list = gh_bulk_list_new ();
  AdwToggleGroup *toggles = ADW_TOGGLE_GROUP (gh_ui_test_child (list, "toggles"));

  fixture->window = gh_ui_test_show (list, 400, 300);
  for (guint i = 0; i < adw_toggle_group_get_n_toggles (toggles); i++)
    {
      AdwToggle *toggle = adw_toggle_group_get_toggle (toggles, i);
      g_autofree char *word = g_strdup (adw_toggle_get_label (toggle));

      g_assert_null (adw_toggle_get_icon_name (toggle));
      g_object_set (list, "compact", TRUE, NULL);
      g_assert_null (adw_toggle_get_label (toggle));
      g_assert_nonnull (adw_toggle_get_icon_name (toggle));
      g_assert_cmpstr (adw_toggle_get_tooltip (toggle), ==, word);
      g_object_set (list, "compact", FALSE, NULL);
      g_assert_cmpstr (adw_toggle_get_label (toggle), ==, word);
    }
  gh_bulk_list_set_enrolling (GH_BULK_LIST (list), TRUE);
  g_assert_true (gh_ui_test_says (list, "Enrolled"));
}

static void
test_time_left (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    gint64 left_us;
    const char *words;
  } cases[] = {
    { 0, "Less than a minute left." },
    { 59 * G_TIME_SPAN_SECOND, "Less than a minute left." },
    { G_TIME_SPAN_MINUTE, "About 1 minute left." },
    { 10 * G_TIME_SPAN_MINUTE + 31 * G_TIME_SPAN_SECOND, "About 11 minutes left." },
    { 100 * G_TIME_SPAN_MINUTE, "About 2 hours left." },
  };

  fixture->window = gh_ui_test_show (gtk_label_new (""), 100, 100);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = gh_bulk_words_dup_time_left (cases[i].left_us);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static AdwDialog *
open_from_window (Fixture *fixture)
{
  GhWindow *window = gh_window_new (NULL, fixture->desk.clock, fixture->desk.loader, NULL, TRUE);

  fixture->window = GTK_WINDOW (window);
  gh_server_window_set_connection (GH_SERVER_WINDOW (window), fixture->desk.connection);
  gtk_window_present (fixture->window);
  gh_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (window)));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.enrol-many", NULL);

  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
}

static void
test_the_window_opens_it (Fixture *fixture, gconstpointer data)
{
  AdwDialog *dialog = open_from_window (fixture);

  g_assert_true (GH_IS_BULK_DIALOG (dialog));
  adw_dialog_force_close (dialog);
}

static void
test_a_user_does_not (Fixture *fixture, gconstpointer data)
{
  g_assert_null (open_from_window (fixture));
}

int
main (int argc, char **argv)
{
  gh_ui_test_init (&argc, &argv);

#define ADD(name, test) g_test_add ("/ui/bulk-dialog/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("it-looks-first", test_it_looks_first);
  ADD ("it-enrols", test_it_enrols);
  ADD ("it-pauses", test_it_pauses);
  ADD ("it-stops-and-resumes", test_it_stops_and_resumes);
  ADD ("closing-asks-and-the-next-one-resumes", test_closing_asks_and_the_next_one_resumes);
  ADD ("choosing-what-was-interrupted-asks", test_choosing_what_was_interrupted_asks);
  ADD ("the-server-slows-it-down", test_the_server_slows_it_down);
  ADD ("the-server-goes-and-comes", test_the_server_goes_and_comes);
  ADD ("a-pause-while-it-waits", test_a_pause_while_it_waits);
  ADD ("not-allowed-any-more", test_not_allowed_any_more);
  ADD ("signed-out", test_signed_out);
  ADD ("the-dry-run-fails", test_the_dry_run_fails);
  ADD ("no-table", test_no_table);
  ADD ("given-up-while-it-looks", test_given_up_while_it_looks);
  ADD ("a-row-says-it-all", test_a_row_says_it_all);
  ADD ("a-narrow-list", test_a_narrow_list);
  ADD ("time-left", test_time_left);
  ADD ("the-window-opens-it", test_the_window_opens_it);
  g_test_add ("/ui/bulk-dialog/a-user-does-not", Fixture, "USER", set_up, test_a_user_does_not,
              tear_down);
  g_test_add ("/ui/bulk-dialog/a-moderator-does", Fixture, "MODERATOR", set_up,
              test_the_window_opens_it, tear_down);

  return g_test_run ();
}
