/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-person-chooser.h"

#include "gh-test-wait.h"
#include "gh-ui-desk.h"

#define USERS "/api/users"
#define USER(id, name, active)                                                                    \
  "{\"id\":\"" id "\",\"email\":\"" id "@desk.example\",\"firstName\":\"" name "\","                \
  "\"lastName\":null,\"role\":\"USER\",\"isActive\":" active ","                                    \
  "\"createdAt\":\"2026-01-01T00:00:00Z\",\"updatedAt\":\"2026-01-01T00:00:00Z\"}"
#define LIST(items, total)                                                                        \
  "{\"success\":true,\"data\":{\"items\":[" items "],\"total\":" total ",\"page\":1,\"limit\":50,"     \
  "\"totalPages\":1}}"

typedef struct
{
  GhUiDesk desk;
  GhPersonChooser *chooser; /* (unowned) */
  GtkWindow *window;        /* (owned) */
  GhUser *chosen;           /* (owned) (nullable) */
  guint n_chosen;
} Fixture;

static void
take_chosen_cb (Fixture *fixture, GhUser *user)
{
  g_set_object (&fixture->chosen, user);
  fixture->n_chosen++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  gh_ui_desk_set_up (&fixture->desk);
  gh_ui_desk_sign_in (&fixture->desk);
  fixture->chooser = GH_PERSON_CHOOSER (gh_person_chooser_new ());
  g_object_set (fixture->chooser, "nobody-label", "Nobody at all", NULL);
  g_signal_connect_swapped (fixture->chooser, "chosen", G_CALLBACK (take_chosen_cb), fixture);
}

/* A chooser that is shown already asks once, when it is told whom. */
static void
set_users (Fixture *fixture)
{
  gh_person_chooser_set_users (fixture->chooser,
                               gh_connection_get_users (fixture->desk.connection));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gh_ui_test_close (fixture->window);
  g_clear_object (&fixture->chosen);
  gh_ui_desk_tear_down (&fixture->desk);
}

static void
show (Fixture *fixture)
{
  fixture->window = gh_ui_test_show (GTK_WIDGET (fixture->chooser), 360, 500);
}

static gpointer
child (Fixture *fixture, const char *name)
{
  return gh_ui_test_child (fixture->chooser, name);
}

static const char *
get_page (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (child (fixture, "stack"));
}

static void
test_asks_when_it_is_looked_at (Fixture *fixture, gconstpointer data)
{
  GtkListBox *list = child (fixture, "list");

  gh_test_server_respond (fixture->desk.server, "GET", USERS, 200,
                          LIST (USER ("u1", "Ada", "true") "," USER ("u2", "Bo", "false"), "70"));
  g_assert_cmpuint (gh_test_server_count (fixture->desk.server, "GET", USERS), ==, 0);
  set_users (fixture);
  show (fixture);
  gh_test_wait_until (g_strcmp0 (get_page (fixture), "list") == 0);
  g_assert_true (gh_ui_test_says (gtk_list_box_get_row_at_index (list, 0), "Nobody at all"));
  g_assert_true (gh_ui_test_says (gtk_list_box_get_row_at_index (list, 1), "Ada"));
  g_assert_true (gtk_widget_get_visible (child (fixture, "more")));

  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 2));
  g_assert_cmpstr (gh_user_get_id (fixture->chosen), ==, "u2");
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 0));
  g_assert_cmpuint (fixture->n_chosen, ==, 2);
  g_assert_null (fixture->chosen);
}

/* Nobody is not what one searches for. */
static void
test_enter_takes_the_first (Fixture *fixture, gconstpointer data)
{
  gh_test_server_respond (fixture->desk.server, "GET", USERS, 200, LIST ("", "0"));
  gh_test_server_respond (fixture->desk.server, "GET", USERS, 200,
                          LIST (USER ("u1", "Ada", "true"), "1"));
  show (fixture);
  set_users (fixture);
  gh_test_wait_until (g_strcmp0 (get_page (fixture), "list") == 0);
  gtk_editable_set_text (child (fixture, "search"), "ada");
  gh_test_wait_until (gh_ui_test_says (fixture->chooser, "u1@desk.example"));
  g_assert_nonnull (
    strstr (gh_test_server_get_query (fixture->desk.server, "GET", USERS), "search=ada"));
  g_signal_emit_by_name (child (fixture, "search"), "activate");
  g_assert_cmpstr (gh_user_get_id (fixture->chosen), ==, "u1");
}

static void
test_nobody_is_found (Fixture *fixture, gconstpointer data)
{
  gh_test_server_respond (fixture->desk.server, "GET", USERS, 200, LIST ("", "0"));
  show (fixture);
  set_users (fixture);
  gtk_editable_set_text (child (fixture, "search"), "zz");
  gh_test_wait_until (g_strcmp0 (get_page (fixture), "status") == 0);
  g_assert_cmpstr (adw_status_page_get_title (child (fixture, "status")), ==, "Nobody Found");
  g_assert_false (gtk_widget_get_visible (child (fixture, "retry")));
  g_signal_emit_by_name (child (fixture, "search"), "activate");
  g_assert_cmpuint (fixture->n_chosen, ==, 0);
}

static void
test_a_failure_can_be_tried_again (Fixture *fixture, gconstpointer data)
{
  gh_test_server_respond (fixture->desk.server, "GET", USERS, 403, "{\"message\":\"no\"}");
  gh_test_server_respond (fixture->desk.server, "GET", USERS, 200,
                          LIST (USER ("u1", "Ada", "true"), "1"));
  show (fixture);
  set_users (fixture);
  gh_test_wait_until (g_strcmp0 (get_page (fixture), "status") == 0);
  g_assert_cmpstr (adw_status_page_get_title (child (fixture, "status")), ==, "Not Allowed");
  g_signal_emit_by_name (child (fixture, "retry"), "clicked");
  gh_test_wait_until (gh_ui_test_says (fixture->chooser, "Ada"));
  g_assert_cmpstr (get_page (fixture), ==, "list");
}

#define add(path, function)                                                                       \
  g_test_add ("/person-chooser/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  gh_ui_test_init (&argc, &argv);

  add ("looked-at", test_asks_when_it_is_looked_at);
  add ("enter", test_enter_takes_the_first);
  add ("nobody", test_nobody_is_found);
  add ("failed", test_a_failure_can_be_tried_again);

  return g_test_run ();
}
