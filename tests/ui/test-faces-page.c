/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-event-view.h"
#include "gh-face-detail.h"
#include "gh-face-dialog.h"
#include "gh-face-state.h"
#include "gh-face-tile.h"
#include "gh-face-view.h"
#include "gh-faces-page.h"
#include "gh-sample-faces.h"
#include "gh-test-wait.h"
#include "gh-ui-desk.h"

#define RECORDS "/api/face-recognition/records"
#define TEN_THOUSAND 10000

typedef struct
{
  GhUiDesk desk;
  GhSampleFaces *faces; /* (owned) */
  GhFacesPage *page;    /* (unowned) */
  GtkWindow *window;    /* (owned) */
  guint n_toasts;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  gh_ui_desk_set_up (&fixture->desk);
  fixture->faces = gh_sample_faces_new (fixture->desk.server, GPOINTER_TO_UINT (data));
}

static void
settle (Fixture *fixture)
{
  for (guint i = 0; i < 3; i++)
    {
      gh_ui_desk_advance_us (&fixture->desk, 100 * G_TIME_SPAN_MILLISECOND);
      gh_test_drain ();
      gh_ui_test_paint (fixture->window);
    }
}

static gpointer
child (Fixture *fixture, const char *name)
{
  return gh_ui_test_child (fixture->page, name);
}

/* The pane is made when a face is opened for the first time. */
static gpointer
get_detail (Fixture *fixture)
{
  return gh_ui_test_find (child (fixture, "browser"), GH_TYPE_FACE_DETAIL);
}

static gboolean
is_pane_shown (Fixture *fixture)
{
  return adw_overlay_split_view_get_show_sidebar (
    gh_ui_test_find (child (fixture, "browser"), ADW_TYPE_OVERLAY_SPLIT_VIEW));
}

static const char *
visible_child (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (child (fixture, "stack"));
}

static void
open_page_as (Fixture *fixture, GhRole role, int width)
{
  fixture->desk.role = role;
  gh_ui_desk_sign_in (&fixture->desk);
  fixture->page = GH_FACES_PAGE (gh_faces_page_new ());
  g_signal_connect_swapped (fixture->page, "toast", G_CALLBACK (gh_ui_test_count),
                            &fixture->n_toasts);
  g_object_set (fixture->page,
                "clock", fixture->desk.clock,
                "picture-loader", fixture->desk.loader,
                "connection", fixture->desk.connection,
                NULL);
  g_assert_cmpuint (gh_test_server_count (fixture->desk.server, "GET", RECORDS), ==, 0);
  fixture->window = gh_ui_test_show (GTK_WIDGET (fixture->page), width, 700);
  gh_test_wait_until (g_strcmp0 (visible_child (fixture), "loading") != 0);
  settle (fixture);
}

static void
open_page (Fixture *fixture)
{
  open_page_as (fixture, GH_ROLE_ADMIN, 1200);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gh_ui_test_close (fixture->window);
  gh_ui_desk_tear_down (&fixture->desk);
  gh_sample_faces_free (fixture->faces);
}

static GhFaceDetail *
open_face (Fixture *fixture, guint position)
{
  GhFaceDetail *detail;
  g_autoptr (GhPagedItem) item =
    g_list_model_get_item (gh_face_view_get_model (child (fixture, "view")), position);

  g_signal_emit_by_name (child (fixture, "view"), "activated", item);
  detail = get_detail (fixture);
  gh_test_wait_until (gh_face_detail_get_record (detail) != NULL);
  /* What the list gave, and then what the server says of it now. */
  settle (fixture);
  return detail;
}

static gpointer
filter_child (Fixture *fixture, const char *name)
{
  return gh_ui_test_child (child (fixture, "filters"), name);
}

static gpointer
detail_child (Fixture *fixture, const char *name)
{
  return gh_ui_test_child (get_detail (fixture), name);
}

static GhFaceDeletions *
get_deletions (Fixture *fixture)
{
  return gh_connection_get_face_deletions (fixture->desk.connection);
}

static guint
count_asked (Fixture *fixture)
{
  return gh_test_server_count (fixture->desk.server, "GET", RECORDS);
}

/* --- The list --------------------------------------------------------------------------------- */

static void
test_gallery_shows_who_and_what (Fixture *fixture, gconstpointer data)
{
  open_page (fixture);
  g_assert_cmpstr (visible_child (fixture), ==, "list");
  g_assert_cmpstr (gtk_label_get_text (child (fixture, "count")), ==, "30 faces");
  g_assert_true (gh_ui_test_says (fixture->page, "Amina Okafor"));
  g_assert_true (gh_ui_test_says (fixture->page, "FACE-0000"));
  /* Of nobody: the id stands for the name. Switched off: said in a word. */
  g_assert_true (gh_ui_test_says (fixture->page, "FACE-0005"));
  g_assert_true (gh_ui_test_says (fixture->page, "Inactive"));
  g_assert_false (gh_ui_test_says (fixture->page, "Active"));
}

static void
test_table_is_over_the_same_list (Fixture *fixture, gconstpointer data)
{
  guint asked;

  open_page (fixture);
  asked = count_asked (fixture);
  adw_toggle_group_set_active_name (child (fixture, "modes"), "table");
  settle (fixture);
  g_assert_cmpuint (count_asked (fixture), ==, asked);
  g_assert_true (gh_ui_test_says (fixture->page, "Active"));
  g_assert_true (gh_ui_test_says (fixture->page, "90\u202f%")
                 || gh_ui_test_says (fixture->page, "90 %"));
  g_assert_true (gh_ui_test_says (fixture->page, "1 Jan 2026"));
  g_assert_true (gh_ui_test_says (fixture->page, "8 bytes"));
  adw_toggle_group_set_active_name (child (fixture, "modes"), "gallery");
  settle (fixture);
  g_assert_cmpuint (count_asked (fixture), ==, asked);
}

/* The end of ten thousand costs the pages that are there. */
static void
test_ten_thousand (Fixture *fixture, gconstpointer data)
{
  GtkAdjustment *adjustment;

  open_page (fixture);
  g_assert_cmpstr (gtk_label_get_text (child (fixture, "count")), ==, "10000 faces");
  adjustment = gtk_scrolled_window_get_vadjustment (
    gh_ui_test_child (child (fixture, "view"), "gallery_scroller"));
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  settle (fixture);
  gh_test_wait_until (gh_ui_test_says (fixture->page, "FACE-9999"));
  /* Of two hundred; a grid has thirty rows, seen or not. */
  g_assert_cmpuint (count_asked (fixture), <=, 14);

  adw_toggle_group_set_active_name (child (fixture, "modes"), "table");
  settle (fixture);
  adjustment = gtk_scrolled_window_get_vadjustment (
    gh_ui_test_child (child (fixture, "view"), "table_scroller"));
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), >,
                     0.98 * gtk_adjustment_get_upper (adjustment));
}

static void
test_search_by_face_id (Fixture *fixture, gconstpointer data)
{
  open_page (fixture);
  gtk_editable_set_text (filter_child (fixture, "search"), "FACE-0012");
  gh_test_wait_until (
    g_strcmp0 (gtk_label_get_text (child (fixture, "count")), "1 face") == 0);
  settle (fixture);
  g_assert_true (gh_ui_test_says (fixture->page, "FACE-0012"));

  gtk_editable_set_text (filter_child (fixture, "search"), "FACE-1");
  gh_test_wait_until (g_strcmp0 (visible_child (fixture), "status") == 0);
  g_assert_cmpstr (adw_status_page_get_title (child (fixture, "status")), ==, "No Such Faces");
  g_signal_emit_by_name (child (fixture, "status_button"), "clicked");
  gh_test_wait_until (g_strcmp0 (visible_child (fixture), "list") == 0);
  g_assert_cmpstr (gtk_editable_get_text (filter_child (fixture, "search")), ==, "");
}

static void
test_only_this_person (Fixture *fixture, gconstpointer data)
{
  open_page (fixture);
  open_face (fixture, 2);
  g_signal_emit_by_name (detail_child (fixture, "only_person"), "clicked");
  gh_test_wait_until (
    g_strcmp0 (gtk_label_get_text (child (fixture, "count")), "1 face") == 0);
  g_assert_cmpstr (gh_test_server_get_query (fixture->desk.server, "GET", RECORDS), ==,
                   "page=1&limit=50&userId=user-2");
  g_assert_cmpstr (gtk_label_get_text (filter_child (fixture, "person_label")), ==, "Mei-Ling Zhao");
  g_signal_emit_by_name (filter_child (fixture, "clear_person"), "clicked");
  gh_test_wait_until (
    g_strcmp0 (gtk_label_get_text (child (fixture, "count")), "30 faces") == 0);
}

static void
test_another_page_can_ask_for_a_face (Fixture *fixture, gconstpointer data)
{
  open_page (fixture);
  gh_page_show_item (GH_PAGE (fixture->page), "FACE-0003");
  gh_test_wait_until (
    g_strcmp0 (gtk_label_get_text (child (fixture, "count")), "1 face") == 0);
  g_assert_cmpstr (gtk_editable_get_text (filter_child (fixture, "search")), ==, "FACE-0003");
}

static void
test_nobody_is_enrolled (Fixture *fixture, gconstpointer data)
{
  open_page (fixture);
  g_assert_cmpstr (visible_child (fixture), ==, "status");
  g_assert_cmpstr (adw_status_page_get_title (child (fixture, "status")), ==, "No Faces Yet");
  g_assert_true (gtk_widget_get_visible (child (fixture, "status_button")));
  g_assert_cmpstr (gtk_button_get_label (child (fixture, "status_button")), ==,
                   "_Enrol a Face…");

  /* Whoever may not enrol is offered nothing. */
  fixture->desk.role = GH_ROLE_USER;
  gh_session_renew_user (gh_connection_get_session (fixture->desk.connection));
  gh_test_wait_until (!gtk_widget_get_visible (child (fixture, "enrol_button")));
  g_assert_false (gtk_widget_get_visible (child (fixture, "status_button")));
}

static void
test_offline_says_so_and_tries_again (Fixture *fixture, gconstpointer data)
{
  gh_ui_desk_sign_in (&fixture->desk);
  gh_test_server_stop (fixture->desk.server);
  fixture->page = GH_FACES_PAGE (gh_faces_page_new ());
  g_object_set (fixture->page,
                "clock", fixture->desk.clock,
                "connection", fixture->desk.connection,
                NULL);
  fixture->window = gh_ui_test_show (GTK_WIDGET (fixture->page), 800, 600);
  while (g_strcmp0 (visible_child (fixture), "loading") == 0)
    settle (fixture);
  g_assert_cmpstr (adw_status_page_get_title (child (fixture, "status")), ==,
                   "Server Cannot Be Reached");

  gh_test_server_start (fixture->desk.server);
  g_signal_emit_by_name (child (fixture, "status_button"), "clicked");
  gh_test_wait_until (g_strcmp0 (visible_child (fixture), "list") == 0);
}

/* --- One face --------------------------------------------------------------------------------- */

static void
test_detail_and_neighbours (Fixture *fixture, gconstpointer data)
{
  open_page (fixture);
  open_face (fixture, 1);
  g_assert_true (gh_ui_test_says (get_detail (fixture), "Jonas Lindqvist"));
  g_assert_true (gh_ui_test_says (get_detail (fixture), "record-1"));
  g_assert_cmpuint (gh_test_server_count (fixture->desk.server, "GET", RECORDS "/record-1"), ==, 1);
  g_assert_true (gtk_widget_activate_action (child (fixture, "browser"), "browser.next", NULL));
  settle (fixture);
  g_assert_true (gh_ui_test_says (get_detail (fixture), "record-2"));
  gtk_widget_activate_action (child (fixture, "browser"), "browser.previous", NULL);
  gtk_widget_activate_action (child (fixture, "browser"), "browser.previous", NULL);
  settle (fixture);
  g_assert_true (gh_ui_test_says (get_detail (fixture), "record-0"));
  g_assert_true (gtk_widget_activate_action (child (fixture, "browser"), "browser.close", NULL));
  settle (fixture);
  g_assert_false (is_pane_shown (fixture));
}

static void
test_history_is_of_this_face (Fixture *fixture, gconstpointer data)
{
  open_page (fixture);
  open_face (fixture, 1);
  g_assert_cmpuint (
    gh_test_server_count (fixture->desk.server, "GET", "/api/face-recognition/events"), ==, 0);
  adw_toggle_group_set_active_name (detail_child (fixture, "tabs"), "history");
  gh_test_wait_until (
    gh_test_server_count (fixture->desk.server, "GET", "/api/face-recognition/events") == 1);
  g_assert_cmpstr (
    gh_test_server_get_query (fixture->desk.server, "GET", "/api/face-recognition/events"), ==,
    "page=1&limit=50&faceRecordId=record-1");
  settle (fixture);
}

static void
test_switch_changes_one_field (Fixture *fixture, gconstpointer data)
{
  open_page (fixture);
  open_face (fixture, 1);
  adw_switch_row_set_active (detail_child (fixture, "active"), FALSE);
  gh_test_wait_until (gh_sample_faces_get_update (fixture->faces) != NULL);
  g_assert_cmpstr (gh_sample_faces_get_update (fixture->faces), ==, "{\"isActive\":false}");
  gh_test_wait_until (
    !gh_face_record_get_is_active (gh_face_detail_get_record (get_detail (fixture))));
  settle (fixture);
  g_assert_true (gh_ui_test_says (get_detail (fixture), "Inactive"));
}

static void
test_switch_goes_back_where_it_fails (Fixture *fixture, gconstpointer data)
{
  open_page (fixture);
  open_face (fixture, 1);
  gh_test_server_respond (fixture->desk.server, "PUT", RECORDS "/record-1", 403,
                          "{\"message\":\"Insufficient permissions\"}");
  /* The first answer is the scripted one's. */
  adw_switch_row_set_active (detail_child (fixture, "active"), FALSE);
  settle (fixture);
  adw_switch_row_set_active (detail_child (fixture, "active"),
                             !adw_switch_row_get_active (detail_child (fixture, "active")));
  gh_test_wait_until (fixture->n_toasts == 1);
  g_assert_cmpint (
    adw_switch_row_get_active (detail_child (fixture, "active")), ==,
    gh_face_record_get_is_active (gh_face_detail_get_record (get_detail (fixture))));
}

static void
test_deletion_can_be_undone (Fixture *fixture, gconstpointer data)
{
  open_page (fixture);
  open_face (fixture, 1);
  g_assert_true (gtk_widget_activate_action (get_detail (fixture), "face.delete", NULL));
  settle (fixture);
  g_assert_true (gh_ui_test_says (fixture->page, "To be deleted"));
  g_assert_cmpint (gh_face_deletions_get_state (get_deletions (fixture), "record-1"), ==,
                   GH_FACE_DELETION_WAITING);

  g_assert_true (gtk_widget_activate_action (get_detail (fixture), "face.undo", NULL));
  gh_ui_desk_advance_us (&fixture->desk, GH_FACE_DELETIONS_UNDO_US);
  settle (fixture);
  g_assert_false (gh_ui_test_says (fixture->page, "To be deleted"));
  g_assert_cmpuint (gh_test_server_count (fixture->desk.server, "DELETE", RECORDS "/record-1"), ==,
                    0);
}

static void
test_deletion_is_made (Fixture *fixture, gconstpointer data)
{
  open_page (fixture);
  open_face (fixture, 1);
  gtk_widget_activate_action (get_detail (fixture), "face.delete", NULL);
  gh_ui_desk_advance_us (&fixture->desk, GH_FACE_DELETIONS_UNDO_US);
  gh_test_wait_until (
    g_strcmp0 (gtk_label_get_text (child (fixture, "count")), "29 faces") == 0);
  settle (fixture);
  g_assert_false (gh_ui_test_says (fixture->page, "FACE-0001"));
  g_assert_false (is_pane_shown (fixture));
}

static void
test_server_without_single_records (Fixture *fixture, gconstpointer data)
{
  gh_sample_faces_set_field (fixture->faces, TRUE);
  open_page (fixture);
  open_face (fixture, 1);
  gh_test_wait_until (gtk_widget_get_visible (detail_child (fixture, "notice")));
  settle (fixture);
  g_assert_true (gh_ui_test_says (get_detail (fixture), "record-1"));
  g_assert_nonnull (strstr (gtk_label_get_text (detail_child (fixture, "notice_label")),
                            "does not serve single records"));
  g_assert_false (gtk_widget_get_sensitive (detail_child (fixture, "active")));
  g_assert_false (gtk_widget_get_sensitive (detail_child (fixture, "edit")));
  g_assert_false (gtk_widget_get_sensitive (detail_child (fixture, "delete")));
}

static void
test_roles (Fixture *fixture, gconstpointer data)
{
  open_page_as (fixture, GH_ROLE_USER, 1200);
  open_face (fixture, 1);
  g_assert_false (gtk_widget_get_visible (detail_child (fixture, "edit")));
  g_assert_false (gtk_widget_get_visible (detail_child (fixture, "delete")));
  g_assert_false (gtk_widget_get_sensitive (detail_child (fixture, "active")));
  g_assert_false (gtk_widget_get_visible (filter_child (fixture, "person_button")));

  /* Made a moderator meanwhile. */
  fixture->desk.role = GH_ROLE_MODERATOR;
  gh_session_renew_user (gh_connection_get_session (fixture->desk.connection));
  gh_test_wait_until (gh_connection_get_role (fixture->desk.connection) == GH_ROLE_MODERATOR);
  g_assert_true (gtk_widget_get_visible (detail_child (fixture, "edit")));
  g_assert_false (gtk_widget_get_visible (detail_child (fixture, "delete")));
  g_assert_true (gtk_widget_get_visible (filter_child (fixture, "person_button")));
}

/* --- The dialog ------------------------------------------------------------------------------- */

static GhFaceDialog *
open_dialog (Fixture *fixture)
{
  open_page (fixture);
  open_face (fixture, 1);
  g_assert_true (gtk_widget_activate_action (get_detail (fixture), "face.edit", NULL));
  settle (fixture);
  return gh_ui_test_find (fixture->window, GH_TYPE_FACE_DIALOG);
}

static gboolean
has_dialog (Fixture *fixture)
{
  return adw_window_get_visible_dialog (ADW_WINDOW (fixture->window)) != NULL;
}

static void
test_nothing_changed_sends_nothing (Fixture *fixture, gconstpointer data)
{
  GhFaceDialog *dialog = open_dialog (fixture);

  g_signal_emit_by_name (gh_ui_test_child (dialog, "save"), "clicked");
  settle (fixture);
  g_assert_false (has_dialog (fixture));
  g_assert_null (gh_sample_faces_get_update (fixture->faces));
}

static void
test_only_what_changed_is_sent (Fixture *fixture, gconstpointer data)
{
  GhFaceDialog *dialog = open_dialog (fixture);

  adw_spin_row_set_value (gh_ui_test_child (dialog, "confidence"), 50.0);
  g_signal_emit_by_name (gh_ui_test_child (dialog, "save"), "clicked");
  gh_test_wait_until (!has_dialog (fixture));
  g_assert_cmpstr (gh_sample_faces_get_update (fixture->faces), ==, "{\"confidence\":0.5}");
}

static void
test_taken_from_its_person (Fixture *fixture, gconstpointer data)
{
  GhFaceDialog *dialog = open_dialog (fixture);

  g_signal_emit_by_name (gh_ui_test_child (dialog, "chooser"), "chosen", NULL);
  g_assert_cmpstr (adw_action_row_get_subtitle (gh_ui_test_child (dialog, "person")), ==, "Nobody");
  g_signal_emit_by_name (gh_ui_test_child (dialog, "save"), "clicked");
  gh_test_wait_until (!has_dialog (fixture));
  g_assert_cmpstr (gh_sample_faces_get_update (fixture->faces), ==, "{\"userId\":null}");
}

static void
test_a_failure_loses_nothing (Fixture *fixture, gconstpointer data)
{
  GhFaceDialog *dialog = open_dialog (fixture);
  AdwSpinRow *confidence = gh_ui_test_child (dialog, "confidence");

  gh_test_server_stop (fixture->desk.server);
  adw_spin_row_set_value (confidence, 40.0);
  g_signal_emit_by_name (gh_ui_test_child (dialog, "save"), "clicked");
  while (!gtk_widget_get_visible (gh_ui_test_child (dialog, "fault")))
    settle (fixture);
  g_assert_true (has_dialog (fixture));
  g_assert_cmpfloat (adw_spin_row_get_value (confidence), ==, 40.0);

  gh_test_server_start (fixture->desk.server);
  g_signal_emit_by_name (gh_ui_test_child (dialog, "save"), "clicked");
  gh_test_wait_until (!has_dialog (fixture));
  g_assert_cmpstr (gh_sample_faces_get_update (fixture->faces), ==, "{\"confidence\":0.4}");
}

#define add(path, total, function)                                                                \
  g_test_add ("/faces-page/" path, Fixture, GUINT_TO_POINTER (total), set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  gh_ui_test_init (&argc, &argv);

  add ("gallery", 30, test_gallery_shows_who_and_what);
  add ("table", 30, test_table_is_over_the_same_list);
  add ("ten-thousand", TEN_THOUSAND, test_ten_thousand);
  add ("search", 30, test_search_by_face_id);
  add ("only-person", 30, test_only_this_person);
  add ("show-item", 30, test_another_page_can_ask_for_a_face);
  add ("empty", 0, test_nobody_is_enrolled);
  add ("offline", 30, test_offline_says_so_and_tries_again);
  add ("detail", 30, test_detail_and_neighbours);
  add ("history", 30, test_history_is_of_this_face);
  add ("switch", 30, test_switch_changes_one_field);
  add ("switch-fails", 30, test_switch_goes_back_where_it_fails);
  add ("undo", 30, test_deletion_can_be_undone);
  add ("delete", 30, test_deletion_is_made);
  add ("no-single-records", 30, test_server_without_single_records);
  add ("roles", 30, test_roles);
  add ("edit-nothing", 30, test_nothing_changed_sends_nothing);
  add ("edit", 30, test_only_what_changed_is_sent);
  add ("edit-person", 30, test_taken_from_its_person);
  add ("edit-fails", 30, test_a_failure_loses_nothing);

  return g_test_run ();
}
