/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-preferences-dialog.h"
#include "gh-test-wait.h"
#include "gh-ui-test.h"

typedef struct
{
  GhPreferences *preferences; /* (owned) */
  GListStore *profiles;       /* (owned) */
  GtkWindow *window;          /* (owned) */
  AdwDialog *dialog;          /* (unowned) */
  char *removed;              /* (owned) (nullable) */
} Fixture;

static void
removed_cb (AdwDialog *dialog, GhProfileItem *item, Fixture *fixture)
{
  g_set_str (&fixture->removed, gh_profile_item_get_name (item));
}

static void
append (Fixture *fixture, const char *name)
{
  g_autoptr (GhProfileItem) item =
    gh_profile_item_new (name, "https://desk.example/api", name, "amina@desk.example");

  g_list_store_append (fixture->profiles, item);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->preferences = gh_preferences_new ();
  fixture->profiles = g_list_store_new (GH_TYPE_PROFILE_ITEM);
  append (fixture, "desk");
  append (fixture, "gate");
  fixture->window =
    gh_ui_test_show (g_object_new (ADW_TYPE_BIN, NULL), 800, 700);
  fixture->dialog =
    gh_preferences_dialog_new (fixture->preferences, G_LIST_MODEL (fixture->profiles), "desk");
  g_signal_connect (fixture->dialog, "profile-removed", G_CALLBACK (removed_cb), fixture);
  adw_dialog_present (fixture->dialog, GTK_WIDGET (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  adw_dialog_force_close (fixture->dialog);
  gh_ui_test_close (fixture->window);
  g_clear_object (&fixture->profiles);
  g_clear_object (&fixture->preferences);
  g_clear_pointer (&fixture->removed, g_free);
}

static gpointer
child (Fixture *fixture, const char *name)
{
  return gh_ui_test_child (fixture->dialog, name);
}

static void
test_what_is_chosen_holds_at_once (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpfloat (adw_spin_row_get_value (child (fixture, "list_length")), ==, 100);
  adw_spin_row_set_value (child (fixture, "list_length"), 2500);
  adw_switch_row_set_active (child (fixture, "blur_photos"), TRUE);
  adw_switch_row_set_active (child (fixture, "hide_when_locked"), FALSE);
  g_assert_cmpuint (gh_preferences_get_live_list_length (fixture->preferences), ==, 2500);
  g_assert_true (gh_preferences_get_blur_photos (fixture->preferences));
  g_assert_false (gh_preferences_get_hide_when_locked (fixture->preferences));

  /* And the other way round: a key has changed it. */
  g_object_set (fixture->preferences, "blur-photos", FALSE, NULL);
  g_assert_false (adw_switch_row_get_active (child (fixture, "blur_photos")));
}

static void
test_a_list_is_never_longer_than_may_be (Fixture *fixture, gconstpointer data)
{
  adw_spin_row_set_value (child (fixture, "list_length"), 1000000);
  g_assert_cmpuint (gh_preferences_get_live_list_length (fixture->preferences), ==,
                    GH_PREFERENCES_MOST_LIST_LENGTH);
  adw_spin_row_set_value (child (fixture, "list_length"), 0);
  g_assert_cmpuint (gh_preferences_get_live_list_length (fixture->preferences), ==,
                    GH_PREFERENCES_LEAST_LIST_LENGTH);
}

static GtkWidget *
get_profile (Fixture *fixture, int position)
{
  return GTK_WIDGET (gtk_list_box_get_row_at_index (child (fixture, "profiles"), position));
}

static void
test_each_server_has_its_transport (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhProfileItem) gate = g_list_model_get_item (G_LIST_MODEL (fixture->profiles), 1);
  AdwComboRow *row = gh_ui_test_find (get_profile (fixture, 1), ADW_TYPE_COMBO_ROW);

  adw_combo_row_set_selected (row, GH_FEED_TRANSPORT_POLLING);
  g_assert_cmpint (gh_profile_item_get_transport (gate), ==, GH_FEED_TRANSPORT_POLLING);
  gh_profile_item_set_transport (gate, GH_FEED_TRANSPORT_SOCKETIO);
  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, GH_FEED_TRANSPORT_SOCKETIO);
}

static void
test_a_server_is_forgotten_after_a_question (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row = gh_ui_test_find (get_profile (fixture, 1), ADW_TYPE_BUTTON_ROW);
  AdwDialog *alert;

  g_signal_emit_by_name (row, "activated");
  g_assert_null (fixture->removed);
  alert = gh_ui_test_find (fixture->window, ADW_TYPE_ALERT_DIALOG);
  g_signal_emit_by_name (alert, "response::remove", "remove");
  g_assert_cmpstr (fixture->removed, ==, "gate");
  adw_dialog_force_close (alert);
}

static void
test_the_server_in_use_stays (Fixture *fixture, gconstpointer data)
{
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (get_profile (fixture, 0)), TRUE);
  adw_preferences_dialog_set_visible_page (
    ADW_PREFERENCES_DIALOG (fixture->dialog),
    ADW_PREFERENCES_PAGE (gtk_widget_get_ancestor (child (fixture, "profiles"),
                                                   ADW_TYPE_PREFERENCES_PAGE)));
  gh_test_wait_until (gh_ui_test_says (fixture->dialog, "In use now"));
}

#define add(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  gh_ui_test_init (&argc, &argv);

  add ("/preferences-dialog/chosen", test_what_is_chosen_holds_at_once);
  add ("/preferences-dialog/bounds", test_a_list_is_never_longer_than_may_be);
  add ("/preferences-dialog/transport", test_each_server_has_its_transport);
  add ("/preferences-dialog/forget", test_a_server_is_forgotten_after_a_question);
  add ("/preferences-dialog/in-use", test_the_server_in_use_stays);

  return g_test_run ();
}
