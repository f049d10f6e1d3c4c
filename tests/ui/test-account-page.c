/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-account-page.h"
#include "gh-password-form.h"
#include "gh-person-form.h"
#include "gh-test-wait.h"
#include "gh-ui-desk.h"

#define CHANGE_PASSWORD "/api/auth/change-password"

typedef struct
{
  GhUiDesk desk;
  GtkWidget *page;   /* (unowned) */
  GtkWindow *window; /* (owned) */
  guint n_toasts;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  gh_ui_desk_set_up (&fixture->desk);
  gh_ui_desk_sign_in (&fixture->desk);
  fixture->page = g_object_new (GH_TYPE_ACCOUNT_PAGE,
                                "clock", fixture->desk.clock,
                                "picture-loader", fixture->desk.loader,
                                "connection", fixture->desk.connection,
                                NULL);
  g_signal_connect_swapped (fixture->page, "toast", G_CALLBACK (gh_ui_test_count),
                            &fixture->n_toasts);
  fixture->window = gh_ui_test_show (fixture->page, 700, 1100);
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
type_into (gpointer form, const char *field, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (gh_ui_test_child (form, field)), text);
}

static const char *
typed (gpointer form, const char *field)
{
  return gtk_editable_get_text (GTK_EDITABLE (gh_ui_test_child (form, field)));
}

static void
fill_password (Fixture *fixture, const char *current, const char *new_password, const char *again)
{
  gpointer form = child (fixture, "password");

  type_into (form, "current", current);
  type_into (form, "new_password", new_password);
  type_into (form, "repeated", again);
  g_signal_emit_by_name (gh_ui_test_child (form, "button"), "clicked");
}

static void
test_a_new_address_is_saved_and_the_token_renewed (Fixture *fixture, gconstpointer data)
{
  gpointer form = child (fixture, "form");
  guint n_asked = gh_test_server_count (fixture->desk.server, "GET", "/api/auth/me");

  g_assert_false (gtk_widget_get_visible (child (fixture, "email_note")));
  type_into (form, "first_name", "Amina Z.");
  g_assert_false (gtk_widget_get_visible (child (fixture, "email_note")));
  type_into (form, "first_name", "Amina");
  type_into (form, "email", "amina.okafor@desk.example");
  g_assert_true (gtk_widget_get_visible (child (fixture, "email_note")));

  gh_test_server_respond (fixture->desk.server, "PATCH", "/api/users/me", 200,
                          "{\"success\":true,\"data\":{\"id\":\"u1\",\"email\":"
                          "\"amina.okafor@desk.example\",\"firstName\":\"Amina\",\"lastName\":"
                          "\"Okafor\",\"role\":\"ADMIN\",\"isActive\":true,"
                          "\"createdAt\":\"2026-01-01T00:00:00Z\","
                          "\"updatedAt\":\"2026-01-01T00:00:00Z\"}}");
  g_signal_emit_by_name (child (fixture, "save_button"), "clicked");
  gh_test_wait_until (fixture->n_toasts == 1);
  g_assert_cmpstr (gh_test_server_get_body (fixture->desk.server, "PATCH", "/api/users/me"), ==,
                   "{\"email\":\"amina.okafor@desk.example\"}");
  gh_test_wait_until (
    gh_test_server_count (fixture->desk.server, "GET", "/api/auth/me") == n_asked + 1);
  gh_test_drain ();
  g_assert_false (gtk_widget_get_sensitive (child (fixture, "save_button")));
}

static void
test_a_failure_takes_nothing_away (Fixture *fixture, gconstpointer data)
{
  gpointer form = child (fixture, "form");

  type_into (form, "email", "taken@desk.example");
  gh_test_server_respond (fixture->desk.server, "PATCH", "/api/users/me", 409,
                          "{\"message\":\"User with this email already exists\"}");
  g_signal_emit_by_name (child (fixture, "save_button"), "clicked");
  gh_test_wait_until (
    gh_ui_test_says (fixture->page, "There is an account with this address already."));
  g_assert_cmpstr (typed (form, "email"), ==, "taken@desk.example");

  /* Nor does news of oneself, while one types. */
  gh_session_renew_user (gh_connection_get_session (fixture->desk.connection));
  gh_test_drain ();
  g_assert_cmpstr (typed (form, "email"), ==, "taken@desk.example");
  g_signal_emit_by_name (child (fixture, "revert_button"), "clicked");
  g_assert_cmpstr (typed (form, "email"), ==, "amina@desk.example");
}

static gboolean
has_focus (gpointer form, const char *name)
{
  GtkWidget *row = gh_ui_test_child (form, name);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (row));

  return focus != NULL && gtk_widget_is_ancestor (focus, row);
}

static void
test_tab_leads_past_what_is_wrong (Fixture *fixture, gconstpointer data)
{
  gpointer form = child (fixture, "password");

  fill_password (fixture, "old", "weak", "weak");
  g_assert_true (has_focus (form, "new_password"));
  for (guint i = 0; i < 6 && !has_focus (form, "repeated"); i++)
    gtk_widget_child_focus (GTK_WIDGET (fixture->window), GTK_DIR_TAB_FORWARD);
  g_assert_true (has_focus (form, "repeated"));
  for (guint i = 0; i < 6 && !has_focus (form, "new_password"); i++)
    gtk_widget_child_focus (GTK_WIDGET (fixture->window), GTK_DIR_TAB_BACKWARD);
  g_assert_true (has_focus (form, "new_password"));
}

static void
test_a_weak_password_is_not_sent (Fixture *fixture, gconstpointer data)
{
  fill_password (fixture, "old", "weak", "weak");
  g_assert_true (
    gh_ui_test_says (fixture->page, "The password does not keep to the rules below yet."));
  fill_password (fixture, "old", "Correct-Horse.7", "Correct-Horse.8");
  g_assert_true (gh_ui_test_says (fixture->page, "This is not the same password."));
  g_assert_cmpuint (gh_test_server_count (fixture->desk.server, "POST", CHANGE_PASSWORD), ==, 0);
}

static void
test_a_wrong_current_password_is_an_answer (Fixture *fixture, gconstpointer data)
{
  gh_test_server_respond (fixture->desk.server, "POST", CHANGE_PASSWORD, 401,
                          "{\"message\":\"Current password is incorrect\"}");
  gh_test_server_respond_full (fixture->desk.server, "POST", CHANGE_PASSWORD, 204, NULL, NULL,
                               NULL);
  fill_password (fixture, "wrong", "Correct-Horse.7", "Correct-Horse.7");
  gh_test_wait_until (gh_ui_test_says (fixture->page, "This is not your current password."));
  g_assert_cmpint (gh_session_get_state (gh_connection_get_session (fixture->desk.connection)), ==,
                   GH_SESSION_SIGNED_IN);
  g_assert_cmpuint (gh_test_server_count (fixture->desk.server, "POST", "/api/auth/refresh"), ==,
                    0);
  g_assert_cmpstr (typed (child (fixture, "password"), "new_password"), ==, "Correct-Horse.7");

  fill_password (fixture, "right", "Correct-Horse.7", "Correct-Horse.7");
  gh_test_wait_until (fixture->n_toasts == 1);
  g_assert_cmpstr (typed (child (fixture, "password"), "new_password"), ==, "");
}

static void
test_the_server_s_faults_of_a_password_are_listed (Fixture *fixture, gconstpointer data)
{
  gh_test_server_respond (fixture->desk.server, "POST", CHANGE_PASSWORD, 400,
                          "{\"success\":false,\"error\":{\"code\":\"VALIDATION_ERROR\",\"message\":"
                          "\"Password does not meet requirements\",\"details\":{\"errors\":"
                          "[\"It was used before\",\"It is too common\"]}}}");
  fill_password (fixture, "right", "Correct-Horse.7", "Correct-Horse.7");
  gh_test_wait_until (
    gh_ui_test_says (fixture->page, "It was used before\nIt is too common"));
}

#define add(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  gh_ui_test_init (&argc, &argv);

  add ("/account-page/address", test_a_new_address_is_saved_and_the_token_renewed);
  add ("/account-page/failure", test_a_failure_takes_nothing_away);
  add ("/password-form/tab", test_tab_leads_past_what_is_wrong);
  add ("/password-form/weak", test_a_weak_password_is_not_sent);
  add ("/password-form/wrong", test_a_wrong_current_password_is_an_answer);
  add ("/password-form/faults", test_the_server_s_faults_of_a_password_are_listed);

  return g_test_run ();
}
