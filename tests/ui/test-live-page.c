/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-event-browser.h"
#include "gh-event-log-private.h"
#include "gh-event-view.h"
#include "gh-feed-break-private.h"
#include "gh-live-page.h"
#include "gh-sample-events.h"
#include "gh-test-wait.h"
#include "gh-ui-test.h"
#include "gh-virtual-clock.h"

#define START_US GH_VIRTUAL_CLOCK_START_REAL_US

typedef struct
{
  GhVirtualClock *clock; /* (owned) */
  GhEventLog *log;       /* (owned) */
  GhLivePage *page;      /* (unowned) */
  GtkWindow *window;     /* (owned) */
  guint n_retries;
  guint n_added;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->clock = gh_virtual_clock_new ();
  fixture->log = gh_event_log_new (GH_CLOCK (fixture->clock), 100);
  fixture->page = GH_LIVE_PAGE (gh_live_page_new ());
  g_object_set (fixture->page,
                "clock", fixture->clock,
                "state", GH_FEED_LIVE,
                "log", fixture->log,
                NULL);
  g_signal_connect_swapped (fixture->page, "retry", G_CALLBACK (gh_ui_test_count),
                            &fixture->n_retries);
  fixture->window = gh_ui_test_show (GTK_WIDGET (fixture->page), 900, 600);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gh_ui_test_close (fixture->window);
  g_assert_finalize_object (fixture->log);
  g_assert_cmpuint (gh_virtual_clock_get_n_timeouts (fixture->clock), ==, 0);
  g_assert_finalize_object (fixture->clock);
}

static gpointer
child (Fixture *fixture, const char *name)
{
  return gh_ui_test_child (fixture->page, name);
}

static void
settle (Fixture *fixture)
{
  gh_virtual_clock_advance_us (fixture->clock, 200 * G_TIME_SPAN_MILLISECOND);
  gh_ui_test_paint (fixture->window);
  gh_ui_test_paint (fixture->window);
}

/* Each newer than the one before. */
static void
add_events (Fixture *fixture, guint n_events, const char *name)
{
  for (guint i = 0; i < n_events; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", fixture->n_added);
      g_autoptr (GhFaceEvent) event = gh_sample_event_new_named (
        id, name, START_US + fixture->n_added * G_TIME_SPAN_MILLISECOND);

      fixture->n_added++;
      gh_event_log_add (fixture->log, event);
    }
  settle (fixture);
}

static GtkAdjustment *
get_adjustment (Fixture *fixture)
{
  return gtk_scrolled_window_get_vadjustment (
    gh_ui_test_find (child (fixture, "view"), GTK_TYPE_SCROLLED_WINDOW));
}

static const char *
visible_child (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (child (fixture, "stack"));
}

static void
test_the_top_stays_at_the_top (Fixture *fixture, gconstpointer data)
{
  add_events (fixture, 30, "first");
  g_assert_cmpfloat (gtk_adjustment_get_value (get_adjustment (fixture)), ==, 0.0);
  g_assert_true (gh_ui_test_says (fixture->page, "first"));

  for (guint i = 0; i < 5; i++)
    {
      add_events (fixture, 3, "second");
      g_assert_cmpfloat (gtk_adjustment_get_value (get_adjustment (fixture)), ==, 0.0);
      g_assert_true (gh_ui_test_says (fixture->page, "second"));
    }
  g_assert_false (gh_event_log_get_held (fixture->log));
  g_assert_false (gtk_widget_get_visible (child (fixture, "pill")));
}

static void
test_a_reader_is_left_in_peace (Fixture *fixture, gconstpointer data)
{
  double value;

  add_events (fixture, 30, "old");
  gtk_adjustment_set_value (get_adjustment (fixture), 400.0);
  settle (fixture);
  value = gtk_adjustment_get_value (get_adjustment (fixture));
  g_assert_true (gh_event_log_get_held (fixture->log));
  g_assert_false (gtk_widget_get_visible (child (fixture, "pill")));

  add_events (fixture, 12, "new");
  g_assert_cmpfloat (gtk_adjustment_get_value (get_adjustment (fixture)), ==, value);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->log)), ==, 30);
  g_assert_true (gtk_widget_get_visible (child (fixture, "pill")));
  g_assert_cmpstr (gtk_button_get_label (child (fixture, "pill")), ==, "12 new");

  g_signal_emit_by_name (child (fixture, "pill"), "clicked");
  settle (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->log)), ==, 42);
  g_assert_cmpfloat (gtk_adjustment_get_value (get_adjustment (fixture)), ==, 0.0);
  g_assert_false (gtk_widget_get_visible (child (fixture, "pill")));
  g_assert_true (gh_ui_test_says (fixture->page, "new"));
}

static void
test_scrolling_back_to_the_top_goes_on (Fixture *fixture, gconstpointer data)
{
  add_events (fixture, 30, "old");
  gtk_adjustment_set_value (get_adjustment (fixture), 400.0);
  settle (fixture);
  add_events (fixture, 2, "new");
  gtk_adjustment_set_value (get_adjustment (fixture), 0.0);
  gh_test_wait_until (!gh_event_log_get_held (fixture->log));
  settle (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->log)), ==, 32);
  g_assert_cmpfloat (gtk_adjustment_get_value (get_adjustment (fixture)), ==, 0.0);
}

/* As the Home key does it: the top comes into view while the list is laid out. */
static void
test_a_leap_to_the_top_goes_on (Fixture *fixture, gconstpointer data)
{
  GtkListView *list = gh_ui_test_find (child (fixture, "view"), GTK_TYPE_LIST_VIEW);

  add_events (fixture, 30, "old");
  gtk_adjustment_set_value (get_adjustment (fixture), 400.0);
  settle (fixture);
  add_events (fixture, 12, "new");
  gtk_list_view_scroll_to (list, 0, GTK_LIST_SCROLL_FOCUS, NULL);
  gh_test_wait_until (!gh_event_log_get_held (fixture->log));
  settle (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->log)), ==, 42);
  g_assert_true (gh_ui_test_says (fixture->page, "new"));
}

static void
test_clearing_lets_the_list_go_on (Fixture *fixture, gconstpointer data)
{
  add_events (fixture, 30, "old");
  gtk_adjustment_set_value (get_adjustment (fixture), 400.0);
  settle (fixture);
  g_signal_emit_by_name (child (fixture, "clear_button"), "clicked");
  settle (fixture);
  g_assert_cmpstr (visible_child (fixture), ==, "status");
  g_assert_false (gh_event_log_get_held (fixture->log));

  add_events (fixture, 1, "new");
  g_assert_cmpstr (visible_child (fixture), ==, "list");
  g_assert_true (gh_ui_test_says (fixture->page, "new"));
}

static void
test_every_state_is_told_in_words (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = g_error_new_literal (GH_ERROR, GH_ERROR_OFFLINE, "R&D <refused>");

  g_assert_cmpstr (adw_status_page_get_title (child (fixture, "status")), ==, "No Events Yet");

  g_object_set (fixture->page, "state", GH_FEED_CONNECTING, NULL);
  g_assert_cmpstr (visible_child (fixture), ==, "loading");

  g_object_set (fixture->page, "error", error, "state", GH_FEED_WAITING, NULL);
  settle (fixture);
  g_assert_cmpstr (visible_child (fixture), ==, "status");
  g_assert_true (gh_ui_test_says (fixture->page, "Server Cannot Be Reached"));
  g_assert_true (
    gh_ui_test_says (fixture->page, "The server cannot be reached: R&D <refused>"));
  g_signal_emit_by_name (child (fixture, "status_button"), "clicked");
  g_assert_cmpuint (fixture->n_retries, ==, 1);
}

static void
test_old_rows_are_not_shown_as_live (Fixture *fixture, gconstpointer data)
{
  add_events (fixture, 3, "old");
  g_assert_false (gtk_widget_get_visible (child (fixture, "stale_strip")));

  g_object_set (fixture->page, "since-us", START_US + G_TIME_SPAN_SECOND, NULL);
  g_object_set (fixture->page, "state", GH_FEED_WAITING, NULL);
  g_assert_cmpstr (visible_child (fixture), ==, "list");
  g_assert_true (gtk_widget_get_visible (child (fixture, "stale_strip")));
  g_assert_true (g_str_has_prefix (gtk_label_get_text (child (fixture, "stale_label")),
                                   "Not live since 00:00:01."));

  /* Trying again does not make it younger. */
  g_object_set (fixture->page, "since-us", START_US + 9 * G_TIME_SPAN_SECOND, NULL);
  g_object_set (fixture->page, "state", GH_FEED_CONNECTING, NULL);
  g_assert_true (g_str_has_prefix (gtk_label_get_text (child (fixture, "stale_label")),
                                   "Not live since 00:00:01."));

  g_object_set (fixture->page, "state", GH_FEED_LIVE, NULL);
  g_assert_false (gtk_widget_get_visible (child (fixture, "stale_strip")));
}

static void
test_a_filter_keeps_the_breaks (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhFeedBreak) mark = gh_feed_break_new (START_US, START_US);

  add_events (fixture, 3, "known");
  add_events (fixture, 2, NULL);
  gtk_drop_down_set_selected (child (fixture, "type_drop_down"), GH_EVENT_TYPE_UNKNOWN);
  g_assert_cmpuint (g_list_model_get_n_items (child (fixture, "filtered")), ==, 2);
  gtk_drop_down_set_selected (child (fixture, "type_drop_down"), GH_EVENT_TYPE_DELETED);
  g_assert_cmpstr (visible_child (fixture), ==, "status");
  g_signal_emit_by_name (child (fixture, "status_button"), "clicked");
  g_assert_cmpuint (g_list_model_get_n_items (child (fixture, "filtered")), ==, 5);

  gh_event_log_add_break (fixture->log, mark);
  settle (fixture);
  gtk_drop_down_set_selected (child (fixture, "type_drop_down"), GH_EVENT_TYPE_UNKNOWN);
  g_assert_cmpuint (g_list_model_get_n_items (child (fixture, "filtered")), ==, 3);
}

static guint
count_cameras (GtkDropDown *drop_down)
{
  return g_list_model_get_n_items (gtk_drop_down_get_model (drop_down)) - 1;
}

static void
choose_camera (GtkDropDown *drop_down, const char *camera)
{
  GtkStringList *list = GTK_STRING_LIST (gtk_drop_down_get_model (drop_down));
  guint position = gtk_string_list_find (list, camera);

  g_assert_cmpuint (position, !=, GTK_INVALID_LIST_POSITION);
  gtk_drop_down_set_selected (drop_down, position);
}

static void
add_event_of_camera (Fixture *fixture, const char *camera)
{
  g_autofree char *id = g_strdup_printf ("%u", fixture->n_added);
  g_autoptr (GhFaceEvent) event = gh_sample_event_new_of_camera (
    id, camera, START_US + fixture->n_added * G_TIME_SPAN_MILLISECOND);

  fixture->n_added++;
  gh_event_log_add (fixture->log, event);
  settle (fixture);
}

static void
test_a_camera_can_be_chosen (Fixture *fixture, gconstpointer data)
{
  GtkWidget *chooser = child (fixture, "camera");
  GtkDropDown *drop_down = gh_ui_test_child (chooser, "drop_down");
  GListModel *filtered = child (fixture, "filtered");

  /* Where there is nothing to choose, nothing is offered. */
  g_assert_false (gtk_widget_get_visible (chooser));
  add_event_of_camera (fixture, "CAM-10");
  g_assert_false (gtk_widget_get_visible (chooser));
  add_event_of_camera (fixture, "CAM-2");
  add_event_of_camera (fixture, NULL);
  add_event_of_camera (fixture, "CAM-10");
  g_assert_true (gtk_widget_get_visible (chooser));
  g_assert_cmpuint (count_cameras (drop_down), ==, 2);

  choose_camera (drop_down, "CAM-10");
  g_assert_cmpuint (gtk_drop_down_get_selected (drop_down), ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (filtered), ==, 2);

  /* Another camera before it changes its place and not the choice. */
  add_event_of_camera (fixture, "CAM-1");
  g_assert_cmpuint (gtk_drop_down_get_selected (drop_down), ==, 3);
  g_assert_cmpuint (g_list_model_get_n_items (filtered), ==, 2);
  add_event_of_camera (fixture, "CAM-10");
  g_assert_cmpuint (g_list_model_get_n_items (filtered), ==, 3);

  gtk_drop_down_set_selected (child (fixture, "type_drop_down"), GH_EVENT_TYPE_DELETED);
  g_assert_cmpstr (visible_child (fixture), ==, "status");
  g_signal_emit_by_name (child (fixture, "status_button"), "clicked");
  g_assert_cmpuint (gtk_drop_down_get_selected (drop_down), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (filtered), ==, 6);
}

static void
test_the_next_person_knows_no_cameras (Fixture *fixture, gconstpointer data)
{
  GtkWidget *chooser = child (fixture, "camera");
  GtkDropDown *drop_down = gh_ui_test_child (chooser, "drop_down");

  add_event_of_camera (fixture, "CAM-1");
  add_event_of_camera (fixture, "CAM-2");
  choose_camera (drop_down, "CAM-2");
  g_signal_emit_by_name (child (fixture, "clear_button"), "clicked");
  g_assert_cmpuint (gtk_drop_down_get_selected (drop_down), ==, 2);

  g_object_set (fixture->page, "state", GH_FEED_OFF, NULL);
  g_assert_cmpuint (count_cameras (drop_down), ==, 0);
  g_assert_cmpuint (gtk_drop_down_get_selected (drop_down), ==, 0);
  g_assert_false (gtk_widget_get_visible (chooser));
}

static void
test_an_event_opens_and_its_neighbours_too (Fixture *fixture, gconstpointer data)
{
  GhBrowser *browser = gh_ui_test_find (fixture->page, GH_TYPE_EVENT_BROWSER);
  GtkListView *list = gh_ui_test_find (child (fixture, "view"), GTK_TYPE_LIST_VIEW);

  add_events (fixture, 3, "somebody");
  g_signal_emit_by_name (list, "activate", 1);
  settle (fixture);
  g_assert_cmpstr (gh_face_event_get_id (gh_browser_get_item (browser)), ==, "1");

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (browser), "browser.next", NULL));
  g_assert_cmpstr (gh_face_event_get_id (gh_browser_get_item (browser)), ==, "0");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (browser), "browser.previous", NULL));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (browser), "browser.previous", NULL));
  g_assert_cmpstr (gh_face_event_get_id (gh_browser_get_item (browser)), ==, "2");
  gtk_widget_activate_action (GTK_WIDGET (browser), "browser.previous", NULL);
  g_assert_cmpstr (gh_face_event_get_id (gh_browser_get_item (browser)), ==, "2");

  /* A new one above makes no difference to what is read, and can be gone to. */
  add_events (fixture, 1, "somebody");
  g_assert_cmpstr (gh_face_event_get_id (gh_browser_get_item (browser)), ==, "2");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (browser), "browser.previous", NULL));
  g_assert_cmpstr (gh_face_event_get_id (gh_browser_get_item (browser)), ==, "3");

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (browser), "browser.close", NULL));
  g_assert_null (gh_browser_get_item (browser));
}

static void
test_ages_go_on_only_on_the_screen (Fixture *fixture, gconstpointer data)
{
  add_events (fixture, 1, "somebody");
  gh_virtual_clock_advance_us (fixture->clock, 12 * G_TIME_SPAN_SECOND);
  g_assert_true (gh_ui_test_says (fixture->page, "12 s ago"));
  g_assert_cmpuint (gh_virtual_clock_get_n_timeouts (fixture->clock), ==, 1);

  gtk_widget_set_visible (GTK_WIDGET (fixture->page), FALSE);
  g_assert_cmpuint (gh_virtual_clock_get_n_timeouts (fixture->clock), ==, 0);
  gh_virtual_clock_advance_us (fixture->clock, 60 * G_TIME_SPAN_SECOND);
  gtk_widget_set_visible (GTK_WIDGET (fixture->page), TRUE);
  g_assert_true (gh_ui_test_says (fixture->page, "1 min ago"));
}

#define add(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  gh_ui_test_init (&argc, &argv);

  add ("/live-page/top", test_the_top_stays_at_the_top);
  add ("/live-page/held", test_a_reader_is_left_in_peace);
  add ("/live-page/back-to-top", test_scrolling_back_to_the_top_goes_on);
  add ("/live-page/leap-to-top", test_a_leap_to_the_top_goes_on);
  add ("/live-page/clear", test_clearing_lets_the_list_go_on);
  add ("/live-page/states", test_every_state_is_told_in_words);
  add ("/live-page/stale", test_old_rows_are_not_shown_as_live);
  add ("/live-page/filter", test_a_filter_keeps_the_breaks);
  add ("/live-page/camera", test_a_camera_can_be_chosen);
  add ("/live-page/forgotten-cameras", test_the_next_person_knows_no_cameras);
  add ("/live-page/detail", test_an_event_opens_and_its_neighbours_too);
  add ("/live-page/age", test_ages_go_on_only_on_the_screen);

  return g_test_run ();
}
