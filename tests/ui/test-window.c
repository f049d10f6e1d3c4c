/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-kiosk-window.h"
#include "gh-person-dialog.h"
#include "gh-sample-people.h"
#include "gh-test-wait.h"
#include "gh-ui-desk.h"
#include "gh-window.h"

static void
set_up (GhUiDesk *fixture, gconstpointer data)
{
  gh_ui_desk_set_up (fixture);
}

static void
tear_down (GhUiDesk *fixture, gconstpointer data)
{
  gh_ui_desk_tear_down (fixture);
}

static GhWindow *
open_window (GhUiDesk *fixture, gboolean demo)
{
  GhWindow *window =
    gh_window_new (NULL, fixture->clock, fixture->loader, NULL, demo);

  gh_server_window_set_connection (GH_SERVER_WINDOW (window), fixture->connection);
  gtk_window_present (GTK_WINDOW (window));
  gh_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (window)));
  gh_ui_test_paint (GTK_WINDOW (window));
  return window;
}

static const char *
visible_root (GhWindow *window)
{
  return gtk_stack_get_visible_child_name (gh_ui_test_child (window, "root"));
}

static void
test_the_window_follows_the_session (GhUiDesk *fixture, gconstpointer data)
{
  GhWindow *window = open_window (fixture, FALSE);

  g_assert_cmpstr (visible_root (window), ==, "sign-in");
  gh_ui_desk_sign_in (fixture);
  gh_ui_test_paint (GTK_WINDOW (window));
  g_assert_cmpstr (visible_root (window), ==, "main");
  g_assert_true (gh_ui_test_says (window, "Amina Okafor"));

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.sign-out", NULL));
  gh_test_wait_until (g_str_equal (visible_root (window), "sign-in"));
  gh_ui_test_close (GTK_WINDOW (window));
}

static void
test_pages_are_made_when_they_are_shown (GhUiDesk *fixture, gconstpointer data)
{
  GhWindow *window;
  GtkWidget *pages;

  gh_test_server_respond (fixture->server, "GET", "/api/face-recognition/events", 200,
                          "{\"success\":true,\"data\":{\"items\":[],\"total\":0,\"page\":1,"
                          "\"limit\":50,\"totalPages\":0}}");
  gh_ui_desk_sign_in (fixture);
  window = open_window (fixture, FALSE);
  pages = gh_ui_test_find (gh_ui_test_child (window, "pages"), GTK_TYPE_STACK);
  g_assert_null (gtk_widget_get_next_sibling (gtk_widget_get_first_child (pages)));

  g_assert_false (gh_window_show_page (window, "nonsense"));
  g_assert_true (gh_window_show_page (window, GH_WINDOW_PAGE_EVENTS));
  g_assert_nonnull (gtk_widget_get_next_sibling (gtk_widget_get_first_child (pages)));
  gh_test_wait_until (gh_ui_test_says (window, "No Events Yet"));
  g_assert_cmpuint (
    gh_test_server_count (fixture->server, "GET", "/api/face-recognition/events"), ==, 1);
  gh_ui_test_close (GTK_WINDOW (window));
}

static void
test_sample_data_is_said_to_be_such (GhUiDesk *fixture, gconstpointer data)
{
  GhWindow *window;

  gh_ui_desk_sign_in (fixture);
  window = open_window (fixture, TRUE);
  g_assert_true (gh_ui_test_says (window, "Sample data: nobody here is real"));
  gh_ui_test_close (GTK_WINDOW (window));

  window = open_window (fixture, FALSE);
  g_assert_false (gh_ui_test_says (window, "Sample data: nobody here is real"));
  gh_ui_test_close (GTK_WINDOW (window));
}

static void
test_a_page_chosen_before_signing_in_is_shown_then (GhUiDesk *fixture, gconstpointer data)
{
  GhWindow *window = open_window (fixture, FALSE);

  gh_test_server_hang (fixture->server, "GET", "/api/face-recognition/events");
  g_assert_true (gh_window_show_page (window, GH_WINDOW_PAGE_EVENTS));
  g_assert_cmpstr (visible_root (window), ==, "sign-in");
  gh_ui_desk_sign_in (fixture);
  gh_ui_test_paint (GTK_WINDOW (window));
  g_assert_cmpstr (adw_navigation_page_get_title (gh_ui_test_child (window, "content_page")), ==,
                   "Events");
  gh_ui_test_close (GTK_WINDOW (window));
}

/* Always, and not only when somebody looks for it. */
static void
test_the_header_says_that_it_is_not_encrypted (GhUiDesk *fixture, gconstpointer data)
{
  static const struct
  {
    const char *server;
    gboolean is_plain;
  } cases[] = {
    { "http://desk.example", TRUE },  { "http://192.168.1.5:3000", TRUE },
    { "https://desk.example", FALSE }, { "http://localhost:3000", FALSE },
  };
  GhWindow *window = open_window (fixture, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GhConnection) connection = gh_ui_desk_new_connection (fixture, cases[i].server);

      gh_server_window_set_connection (GH_SERVER_WINDOW (window), connection);
      g_assert_cmpint (gtk_widget_get_visible (gh_ui_test_child (window, "plain_mark")), ==,
                       cases[i].is_plain);
    }
  gh_ui_test_close (GTK_WINDOW (window));
}

static const char *
shown_title (GhWindow *window)
{
  return adw_navigation_page_get_title (gh_ui_test_child (window, "content_page"));
}

static void
test_a_page_of_a_role_waits_for_who_it_is (GhUiDesk *fixture, gconstpointer data)
{
  GhWindow *window = open_window (fixture, FALSE);

  gh_sample_people_serve (fixture->server, 10);
  g_assert_true (gh_window_show_page (window, GH_WINDOW_PAGE_PEOPLE));
  gh_ui_desk_sign_in (fixture);
  gh_ui_test_paint (GTK_WINDOW (window));
  g_assert_cmpstr (shown_title (window), ==, "People");
  gh_ui_test_close (GTK_WINDOW (window));
}

static void
change_role (GhUiDesk *fixture, GhWindow *window, GhRole role)
{
  fixture->role = role;
  gh_session_renew_user (gh_connection_get_session (fixture->connection));
  gh_test_wait_until (gh_connection_get_role (fixture->connection) == role);
  gh_ui_test_paint (GTK_WINDOW (window));
}

static void
test_pages_follow_the_role (GhUiDesk *fixture, gconstpointer data)
{
  GhWindow *window;

  gh_sample_people_serve (fixture->server, 10);
  fixture->role = GH_ROLE_USER;
  gh_ui_desk_sign_in (fixture);
  window = open_window (fixture, FALSE);
  g_assert_false (gh_ui_test_says (window, "People"));
  g_assert_false (gh_window_show_page (window, GH_WINDOW_PAGE_PEOPLE));
  g_assert_cmpstr (shown_title (window), ==, "Live");

  change_role (fixture, window, GH_ROLE_ADMIN);
  g_assert_true (gh_ui_test_says (window, "People"));
  g_assert_true (gh_window_show_page (window, GH_WINDOW_PAGE_PEOPLE));
  g_assert_cmpstr (shown_title (window), ==, "People");

  /* The page is left, and it is said why. */
  change_role (fixture, window, GH_ROLE_USER);
  g_assert_cmpstr (shown_title (window), ==, "Live");
  gh_test_wait_until (
    gh_ui_test_says (window, "“People” is for moderators and administrators only."));
  gh_ui_test_close (GTK_WINDOW (window));
}

static void
test_keys_go_by_place (GhUiDesk *fixture, gconstpointer data)
{
  GhWindow *window;

  gh_sample_people_serve (fixture->server, 10);
  gh_ui_desk_sign_in (fixture);
  window = open_window (fixture, FALSE);
  gh_test_server_hang (fixture->server, "GET", "/api/face-recognition/events");
  gtk_widget_grab_focus (gh_ui_test_child (window, "sidebar"));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-nth-page", "i", 2);
  g_assert_cmpstr (shown_title (window), ==, "Events");
  /* Also where there is nothing on the page yet. */
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (window)),
                                         gh_ui_test_child (window, "pages")));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-nth-page", "i", 100);
  g_assert_cmpstr (shown_title (window), ==, "Events");
  gh_ui_test_close (GTK_WINDOW (window));
}

static void
test_a_key_opens_the_menu (GhUiDesk *fixture, gconstpointer data)
{
  GhWindow *window;
  AdwNavigationSplitView *split;
  GtkMenuButton *button;

  gh_ui_desk_sign_in (fixture);
  window = open_window (fixture, FALSE);
  split = gh_ui_test_child (window, "split");
  button = gh_ui_test_child (window, "menu_button");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-menu", NULL);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (gtk_menu_button_get_popover (button))));
  gtk_menu_button_popdown (button);

  /* In a narrow window the sidebar comes first. */
  adw_navigation_split_view_set_collapsed (split, TRUE);
  adw_navigation_split_view_set_show_content (split, TRUE);
  gh_test_wait_until (!gtk_widget_get_mapped (GTK_WIDGET (button)));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-menu", NULL);
  gh_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (button)));
  gh_ui_test_close (GTK_WINDOW (window));
}

static void
test_a_person_is_shown_by_id (GhUiDesk *fixture, gconstpointer data)
{
  GhWindow *window;
  g_autofree char *user = gh_sample_people_dup_json (1);
  g_autofree char *reply = g_strdup_printf ("{\"success\":true,\"data\":%s}", user);

  gh_sample_people_serve (fixture->server, 10);
  gh_test_server_respond (fixture->server, "GET", "/api/users/u2", 200, reply);
  gh_ui_desk_sign_in (fixture);
  window = open_window (fixture, FALSE);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.edit-person", "s", "u2");
  gh_test_wait_until (gh_ui_test_says (window, "FACE_000_0")
                      || gh_ui_test_says (window, "In the System Since"));
  g_assert_cmpstr (shown_title (window), ==, "People");
  g_assert_cmpstr (
    gh_user_get_id (
      gh_person_dialog_get_user (gh_ui_test_find (window, GH_TYPE_PERSON_DIALOG))),
    ==, "u2");
  gh_ui_test_close (GTK_WINDOW (window));
}

static void
test_the_wall_says_why_it_is_empty (GhUiDesk *fixture, gconstpointer data)
{
  GhKioskWindow *window =
    gh_kiosk_window_new (NULL, fixture->clock, fixture->loader, NULL, FALSE);
  g_autoptr (GError) error = g_error_new_literal (GH_ERROR, GH_ERROR_OFFLINE, "refused");

  gtk_window_present (GTK_WINDOW (window));
  gh_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (window)));
  g_assert_true (gh_ui_test_says (window, "Nobody Is Signed In"));
  g_assert_true (gh_ui_test_says (window, "00:00:00"));
  g_assert_true (gh_ui_test_says (window, "Nobody is signed in"));

  gh_server_window_set_connection (GH_SERVER_WINDOW (window), fixture->connection);
  gh_kiosk_window_show_error (window, error);
  g_assert_true (gh_ui_test_says (window, "Server Cannot Be Reached"));

  gh_ui_desk_advance_us (fixture, G_TIME_SPAN_SECOND);
  g_assert_true (gh_ui_test_says (window, "00:00:01"));
  gh_ui_test_close (GTK_WINDOW (window));
}

#define add(path, function) g_test_add (path, GhUiDesk, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  gh_ui_test_init (&argc, &argv);

  add ("/window/session", test_the_window_follows_the_session);
  add ("/window/lazy-pages", test_pages_are_made_when_they_are_shown);
  add ("/window/demo", test_sample_data_is_said_to_be_such);
  add ("/window/page-before-sign-in", test_a_page_chosen_before_signing_in_is_shown_then);
  add ("/window/wanted", test_a_page_of_a_role_waits_for_who_it_is);
  add ("/window/role", test_pages_follow_the_role);
  add ("/window/keys", test_keys_go_by_place);
  add ("/window/menu", test_a_key_opens_the_menu);
  add ("/window/person", test_a_person_is_shown_by_id);
  add ("/window/not-encrypted", test_the_header_says_that_it_is_not_encrypted);
  add ("/kiosk-window/empty", test_the_wall_says_why_it_is_empty);

  return g_test_run ();
}
