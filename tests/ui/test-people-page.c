/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-faceless-report.h"
#include "gh-new-person-dialog.h"
#include "gh-people-page.h"
#include "gh-people-view.h"
#include "gh-person-dialog.h"
#include "gh-person-form.h"
#include "gh-sample-people.h"
#include "gh-test-wait.h"
#include "gh-ui-desk.h"

#define N_PEOPLE 120
#define USER_1 "/api/users/u1"

typedef struct
{
  GhUiDesk desk;
  GtkWidget *page;   /* (unowned) */
  GtkWindow *window; /* (owned) */
} Fixture;

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

static void
open_page (Fixture *fixture)
{
  fixture->page = g_object_new (GH_TYPE_PEOPLE_PAGE,
                                "clock", fixture->desk.clock,
                                "picture-loader", fixture->desk.loader,
                                "connection", fixture->desk.connection,
                                NULL);
  fixture->window = gh_ui_test_show (fixture->page, 1000, 700);
  settle (fixture);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  gh_ui_desk_set_up (&fixture->desk);
  fixture->desk.role = (GhRole) GPOINTER_TO_INT (data);
  gh_ui_desk_sign_in (&fixture->desk);
  gh_sample_people_serve (fixture->desk.server, N_PEOPLE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gh_ui_test_close (fixture->window);
  gh_ui_desk_tear_down (&fixture->desk);
}

static gpointer
child (Fixture *fixture, const char *name)
{
  return gh_ui_test_child (fixture->page, name);
}

static void
activate (Fixture *fixture, guint position)
{
  g_signal_emit_by_name (gh_ui_test_child (child (fixture, "view"), "list"), "activate", position);
  settle (fixture);
}

static void
type_into (gpointer form, const char *field, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (gh_ui_test_child (form, field)), text);
}

static guint
count_lists (Fixture *fixture)
{
  return gh_test_server_count (fixture->desk.server, "GET", "/api/users");
}

static const char *
last_query (Fixture *fixture)
{
  return gh_test_server_get_query (fixture->desk.server, "GET", "/api/users");
}

/* A call that fails is made again, after a while on the clock. */
static void
wait_until_failed (Fixture *fixture, const char *name)
{
  for (guint i = 0; i < 60 && !gtk_widget_get_mapped (child (fixture, name)); i++)
    {
      gh_ui_desk_advance_us (&fixture->desk, G_TIME_SPAN_SECOND / 2);
      gh_test_drain ();
      gh_ui_test_paint (fixture->window);
    }
  g_assert_true (gtk_widget_get_mapped (child (fixture, name)));
}

static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0
      && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
answer (Fixture *fixture, const char *label)
{
  GtkWidget *button =
    find_button (gh_ui_test_find (fixture->window, ADW_TYPE_ALERT_DIALOG), label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static void
test_people_are_shown (Fixture *fixture, gconstpointer data)
{
  open_page (fixture);
  g_assert_true (gh_ui_test_says (fixture->page, "120 people"));
  g_assert_true (gh_ui_test_says (fixture->page, "Amina Okafor"));
  g_assert_true (gh_ui_test_says (fixture->page, "Administrator"));
  g_assert_true (gh_ui_test_says (fixture->page, "Deactivated"));
}

static void
test_typing_asks_once_and_the_older_answer_is_dropped (Fixture *fixture, gconstpointer data)
{
  guint n_before;

  open_page (fixture);
  n_before = count_lists (fixture);
  gh_test_server_hold (fixture->desk.server, "GET", "/api/users");

  gtk_editable_set_text (child (fixture, "search"), "m");
  gtk_editable_set_text (child (fixture, "search"), "me");
  gh_ui_desk_advance_us (&fixture->desk, 200 * G_TIME_SPAN_MILLISECOND);
  gtk_editable_set_text (child (fixture, "search"), "mei");
  gh_ui_desk_advance_us (&fixture->desk, 200 * G_TIME_SPAN_MILLISECOND);
  gh_test_drain ();
  g_assert_cmpuint (count_lists (fixture), ==, n_before);
  gh_ui_desk_advance_us (&fixture->desk, 50 * G_TIME_SPAN_MILLISECOND);
  gh_test_wait_until (count_lists (fixture) == n_before + 1);
  g_assert_nonnull (strstr (last_query (fixture), "search=mei"));
  /* What was there stays until there is an answer. */
  g_assert_true (gh_ui_test_says (fixture->page, "120 people"));

  gtk_editable_set_text (child (fixture, "search"), "bakker");
  gh_ui_desk_advance_us (&fixture->desk, 250 * G_TIME_SPAN_MILLISECOND);
  gh_test_wait_until (count_lists (fixture) == n_before + 2);
  gh_test_server_release (fixture->desk.server, "GET", "/api/users");
  gh_test_wait_until (gh_ui_test_says (fixture->page, "11 people"));
  g_assert_false (gh_ui_test_says (fixture->page, "Amina Okafor"));
}

static void
test_role_and_state_narrow_the_list (Fixture *fixture, gconstpointer data)
{
  open_page (fixture);
  gtk_drop_down_set_selected (child (fixture, "role_drop_down"), 1);
  settle (fixture);
  g_assert_nonnull (strstr (last_query (fixture), "role=ADMIN"));
  g_assert_null (strstr (last_query (fixture), "isActive"));

  gtk_drop_down_set_selected (child (fixture, "state_drop_down"), 2);
  settle (fixture);
  g_assert_nonnull (strstr (last_query (fixture), "isActive=false"));

  gtk_editable_set_text (child (fixture, "search"), "nobody at all");
  gh_ui_desk_advance_us (&fixture->desk, 250 * G_TIME_SPAN_MILLISECOND);
  gh_test_wait_until (gh_ui_test_says (fixture->page, "Nobody Found"));
  g_signal_emit_by_name (child (fixture, "status_button"), "clicked");
  gh_test_wait_until (gh_ui_test_says (fixture->page, "120 people"));
}

static void
test_a_failure_is_said_and_rows_stay (Fixture *fixture, gconstpointer data)
{
  gh_test_server_stop (fixture->desk.server);
  open_page (fixture);
  wait_until_failed (fixture, "status_button");
  g_assert_true (gh_ui_test_says (fixture->page, "Server Cannot Be Reached"));
  gh_test_server_start (fixture->desk.server);
  g_signal_emit_by_name (child (fixture, "status_button"), "clicked");
  gh_test_wait_until (gh_ui_test_says (fixture->page, "120 people"));

  gh_test_server_stop (fixture->desk.server);
  g_assert_true (gtk_widget_activate_action (fixture->page, "people.refresh", NULL));
  wait_until_failed (fixture, "fault_strip");
  g_assert_true (gh_ui_test_says (fixture->page, "120 people"));
  g_assert_true (gh_ui_test_says (fixture->page, "Amina Okafor"));
}

static void
test_a_moderator_reads (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;

  open_page (fixture);
  g_assert_false (gtk_widget_get_visible (child (fixture, "new_button")));
  activate (fixture, 0);
  dialog = gh_ui_test_find (fixture->window, GH_TYPE_PERSON_DIALOG);
  g_assert_true (gh_ui_test_says (dialog, "Only administrators can change accounts."));
  g_assert_false (gtk_widget_get_visible (gh_ui_test_child (dialog, "steps")));
  g_assert_false (gtk_widget_get_visible (gh_ui_test_child (dialog, "save_button")));
  g_assert_false (gtk_editable_get_editable (
    gh_ui_test_child (gh_ui_test_child (dialog, "form"), "email")));
  g_assert_true (gh_ui_test_says (dialog, "FACE_000_0"));
}

/* The window's part, which this page is without: what is asked of it is kept. */
static void
take_request_cb (GSimpleAction *action, GVariant *parameter, char **request)
{
  g_free (*request);
  *request = g_strdup_printf ("%s %s", g_action_get_name (G_ACTION (action)),
                              g_variant_get_string (parameter, NULL));
}

static void
catch_requests (Fixture *fixture, char **request)
{
  static const char *const names[] = { "show-face", "enrol-person" };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GSimpleAction) action = g_simple_action_new (names[i], G_VARIANT_TYPE_STRING);

      g_signal_connect (action, "activate", G_CALLBACK (take_request_cb), request);
      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
    }
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->window), "win", G_ACTION_GROUP (group));
}

/* A face is looked for by its face id; the record's own id finds nothing on that page. */
static void
test_faces_lead_on (Fixture *fixture, gconstpointer data)
{
  g_autofree char *request = NULL;
  GtkWidget *dialog;
  GtkWidget *row;

  open_page (fixture);
  catch_requests (fixture, &request);
  activate (fixture, 0);
  dialog = gh_ui_test_find (fixture->window, GH_TYPE_PERSON_DIALOG);
  g_signal_emit_by_name (find_button (dialog, "_Enrol Face…"), "clicked");
  gh_test_wait_until (request != NULL);
  g_assert_cmpstr (request, ==, "enrol-person u1");

  row = gh_ui_test_find (gh_ui_test_child (dialog, "faces"), ADW_TYPE_ACTION_ROW);
  g_signal_emit_by_name (row, "activated");
  g_assert_cmpstr (request, ==, "show-face FACE_000_0");
}

static void
test_a_user_enrols_nobody (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;

  open_page (fixture);
  activate (fixture, 0);
  dialog = gh_ui_test_find (fixture->window, GH_TYPE_PERSON_DIALOG);
  g_assert_nonnull (find_button (dialog, "_Enrol Face…"));
  fixture->desk.role = GH_ROLE_USER;
  gh_session_renew_user (gh_connection_get_session (fixture->desk.connection));
  gh_test_wait_until (find_button (dialog, "_Enrol Face…") == NULL);
}

static void
test_only_what_was_changed_is_sent (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;
  gpointer form;

  open_page (fixture);
  activate (fixture, 1);
  dialog = gh_ui_test_find (fixture->window, GH_TYPE_PERSON_DIALOG);
  form = gh_ui_test_child (dialog, "form");
  g_assert_false (gtk_widget_get_sensitive (gh_ui_test_child (dialog, "save_button")));
  type_into (form, "last_name", "Berg");
  g_assert_true (gtk_widget_get_sensitive (gh_ui_test_child (dialog, "save_button")));

  gh_test_server_respond (fixture->desk.server, "PUT", "/api/users/u2", 200,
                          "{\"success\":true,\"data\":{\"id\":\"u2\",\"email\":"
                          "\"person.2@desk.example\",\"firstName\":\"Jonas\",\"lastName\":"
                          "\"Berg\",\"role\":\"MODERATOR\",\"isActive\":true,"
                          "\"createdAt\":\"2026-01-01T00:00:00Z\","
                          "\"updatedAt\":\"2026-01-01T00:00:00Z\"}}");
  g_signal_emit_by_name (gh_ui_test_child (dialog, "save_button"), "clicked");
  gh_test_wait_until (gh_ui_test_says (dialog, "Jonas Berg"));
  g_assert_cmpstr (gh_test_server_get_body (fixture->desk.server, "PUT", "/api/users/u2"), ==,
                   "{\"lastName\":\"Berg\"}");
  g_assert_false (gtk_widget_get_sensitive (gh_ui_test_child (dialog, "save_button")));
}

static void
test_a_conflict_is_said_at_the_field (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;
  gpointer form;

  open_page (fixture);
  activate (fixture, 0);
  dialog = gh_ui_test_find (fixture->window, GH_TYPE_PERSON_DIALOG);
  form = gh_ui_test_child (dialog, "form");
  type_into (form, "email", "person.2@desk.example");
  gh_test_server_respond (fixture->desk.server, "PUT", USER_1, 409,
                          "{\"message\":\"User with this email already exists\"}");
  g_signal_emit_by_name (gh_ui_test_child (dialog, "save_button"), "clicked");
  gh_test_wait_until (gh_ui_test_says (dialog, "There is an account with this address already."));
  g_assert_cmpstr (gtk_editable_get_text (gh_ui_test_child (form, "email")), ==,
                   "person.2@desk.example");

  /* Whoever types on knows about it. */
  type_into (form, "email", "person.22@desk.example");
  g_assert_false (
    gh_ui_test_says (dialog, "There is an account with this address already."));
}

static void
test_what_the_server_refuses_is_said_at_the_fields (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;
  gpointer form;

  open_page (fixture);
  g_assert_true (gtk_widget_activate_action (fixture->page, "people.new", NULL));
  settle (fixture);
  dialog = gh_ui_test_find (fixture->window, GH_TYPE_NEW_PERSON_DIALOG);
  form = gh_ui_test_child (dialog, "form");
  type_into (form, "email", "zofia");
  g_signal_emit_by_name (gh_ui_test_child (dialog, "create_button"), "clicked");
  g_assert_true (gh_ui_test_says (dialog, "Type a whole address, like name@example.org."));
  g_assert_true (
    gh_ui_test_says (dialog, "The password does not keep to the rules below yet."));
  g_assert_cmpuint (gh_test_server_count (fixture->desk.server, "POST", "/api/users"), ==, 0);

  type_into (form, "email", " zofia@desk.example ");
  type_into (form, "password", "Correct-Horse.7");
  gh_test_server_respond (fixture->desk.server, "POST", "/api/users", 400,
                          "{\"success\":false,\"error\":{\"code\":\"VALIDATION_ERROR\",\"message\":"
                          "[\"firstName should not be empty\",\"the moon is wrong\"]}}");
  gh_test_server_respond (fixture->desk.server, "POST", "/api/users", 201,
                          "{\"success\":true,\"data\":{\"id\":\"u900\",\"email\":"
                          "\"zofia@desk.example\",\"firstName\":\"Zofia\",\"role\":\"USER\","
                          "\"isActive\":true,\"createdAt\":\"2026-01-01T00:00:00Z\","
                          "\"updatedAt\":\"2026-01-01T00:00:00Z\"}}");
  g_signal_emit_by_name (gh_ui_test_child (dialog, "create_button"), "clicked");
  gh_test_wait_until (gh_ui_test_says (dialog, "firstName should not be empty"));
  /* What is about no field is not lost either. */
  g_assert_true (gh_ui_test_says (dialog, "Not Accepted by the Server"));
  g_assert_cmpstr (gtk_editable_get_text (gh_ui_test_child (form, "password")), ==,
                   "Correct-Horse.7");

  type_into (form, "first_name", "Zofia");
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  g_signal_emit_by_name (gh_ui_test_child (dialog, "create_button"), "clicked");
  gh_test_wait_until (dialog == NULL);
  g_assert_cmpstr (gh_test_server_get_body (fixture->desk.server, "POST", "/api/users"), ==,
                   "{\"email\":\"zofia@desk.example\",\"password\":\"Correct-Horse.7\","
                   "\"firstName\":\"Zofia\",\"role\":\"USER\"}");
}

static void
test_what_is_typed_is_not_closed_away (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;

  open_page (fixture);
  g_assert_true (gtk_widget_activate_action (fixture->page, "people.new", NULL));
  settle (fixture);
  dialog = gh_ui_test_find (fixture->window, GH_TYPE_NEW_PERSON_DIALOG);
  type_into (gh_ui_test_child (dialog, "form"), "first_name", "Zofia");
  g_assert_false (adw_dialog_close (ADW_DIALOG (dialog)));
  settle (fixture);
  g_assert_true (gh_ui_test_says (fixture->window, "Discard What Was Typed?"));
  answer (fixture, "_Keep Editing");
  settle (fixture);
  g_assert_true (gtk_widget_get_mapped (dialog));
}

static void
test_deleting_says_first_what_follows (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;

  open_page (fixture);
  activate (fixture, 0);
  dialog = gh_ui_test_find (fixture->window, GH_TYPE_PERSON_DIALOG);
  gh_test_server_respond_full (fixture->desk.server, "DELETE", USER_1, 204, NULL, NULL, NULL);

  g_signal_emit_by_name (gh_ui_test_child (dialog, "delete_button"), "activated");
  gh_test_wait_until (gh_ui_test_says (
    fixture->window, "Amina Okafor\n\nThe account is gone for good.\n\n2 face records are theirs. "
                     "What becomes of them, the server decides.\n\nThis is your own account. You "
                     "will be signed out, and cannot sign in again."));
  answer (fixture, "_Cancel");
  settle (fixture);
  g_assert_cmpuint (gh_test_server_count (fixture->desk.server, "DELETE", USER_1), ==, 0);

  g_signal_emit_by_name (gh_ui_test_child (dialog, "delete_button"), "activated");
  gh_test_wait_until (gh_ui_test_says (fixture->window, "Delete Account?"));
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  answer (fixture, "_Delete");
  gh_test_wait_until (dialog == NULL);
  g_assert_cmpuint (gh_test_server_count (fixture->desk.server, "DELETE", USER_1), ==, 1);
}

static void
test_the_last_administrator_is_said_to_be_it (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;

  gh_sample_people_serve (fixture->desk.server, 4);
  gh_sample_people_serve (fixture->desk.server, 4);
  open_page (fixture);
  gtk_widget_activate_action (fixture->page, "people.refresh", NULL);
  settle (fixture);
  activate (fixture, 0);
  dialog = gh_ui_test_find (fixture->window, GH_TYPE_PERSON_DIALOG);
  g_signal_emit_by_name (gh_ui_test_child (dialog, "state_button"), "activated");
  gh_test_wait_until (gh_ui_test_says (
    fixture->window,
    "Amina Okafor\n\nThey are signed out at once and cannot sign in until the account is activated "
    "again. Nothing is lost.\n\nThis is your own account. You will be signed out, and cannot sign "
    "in until another administrator activates it.\n\nThere is no other active administrator: nobody "
    "could look after accounts any more. The server may refuse."));
  answer (fixture, "_Cancel");
  settle (fixture);
}

static void
test_the_report_finds_who_has_no_face (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhFacelessReport) report = NULL;

  open_page (fixture);
  report = gh_faceless_report_new (fixture->desk.connection, fixture->desk.clock);
  gh_faceless_report_run (report);
  gh_test_wait_until (gh_faceless_report_get_state (report) == GH_FACELESS_REPORT_DONE);
  /* Every other one has two records, one of them active. */
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (report)), ==, N_PEOPLE / 2);
  g_assert_cmpfloat (gh_faceless_report_get_progress (report), ==, 1.0);
}

static void
test_the_report_waits_where_the_server_wants_it (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhFacelessReport) report = NULL;

  open_page (fixture);
  gh_test_server_respond (fixture->desk.server, "GET", "/api/face-recognition/records", 429,
                          "{\"message\":\"Too many requests\"}");
  gh_sample_people_serve (fixture->desk.server, N_PEOPLE);
  report = gh_faceless_report_new (fixture->desk.connection, fixture->desk.clock);
  for (guint i = 0; i < 2; i++)
    {
      gh_faceless_report_run (report);
      gh_test_wait_until (gh_faceless_report_get_state (report) != GH_FACELESS_REPORT_RUNNING);
      if (gh_faceless_report_get_state (report) == GH_FACELESS_REPORT_WAITING)
        break;
    }
  g_assert_cmpint (gh_faceless_report_get_state (report), ==, GH_FACELESS_REPORT_WAITING);
  while (gh_faceless_report_get_state (report) == GH_FACELESS_REPORT_WAITING)
    {
      gh_ui_desk_advance_us (&fixture->desk, 10 * G_TIME_SPAN_SECOND);
      gh_test_drain ();
    }
  gh_test_wait_until (gh_faceless_report_get_state (report) == GH_FACELESS_REPORT_DONE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (report)), ==, N_PEOPLE / 2);
}

#define add_as(path, role, function)                                                               \
  g_test_add (path, Fixture, GINT_TO_POINTER (role), set_up, function, tear_down)
#define add(path, function) add_as (path, GH_ROLE_ADMIN, function)

int
main (int argc, char *argv[])
{
  gh_ui_test_init (&argc, &argv);

  add ("/people-page/shown", test_people_are_shown);
  add ("/people-page/search", test_typing_asks_once_and_the_older_answer_is_dropped);
  add ("/people-page/filters", test_role_and_state_narrow_the_list);
  add ("/people-page/failure", test_a_failure_is_said_and_rows_stay);
  add_as ("/people-page/moderator", GH_ROLE_MODERATOR, test_a_moderator_reads);
  add_as ("/person-dialog/faces", GH_ROLE_MODERATOR, test_faces_lead_on);
  add_as ("/person-dialog/no-longer-a-moderator", GH_ROLE_MODERATOR, test_a_user_enrols_nobody);
  add ("/person-dialog/only-changes", test_only_what_was_changed_is_sent);
  add ("/person-dialog/conflict", test_a_conflict_is_said_at_the_field);
  add ("/person-dialog/delete", test_deleting_says_first_what_follows);
  add ("/person-dialog/last-administrator", test_the_last_administrator_is_said_to_be_it);
  add ("/new-person-dialog/refused", test_what_the_server_refuses_is_said_at_the_fields);
  add ("/new-person-dialog/discard", test_what_is_typed_is_not_closed_away);
  add ("/faceless-report/finds", test_the_report_finds_who_has_no_face);
  add ("/faceless-report/waits", test_the_report_waits_where_the_server_wants_it);

  return g_test_run ();
}
