/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-event-browser.h"
#include "gh-event-log-private.h"
#include "gh-event-periods.h"
#include "gh-event-view.h"
#include "gh-events-page.h"
#include "gh-face-event.h"
#include "gh-period-chooser.h"
#include "gh-sample-events.h"
#include "gh-sample-history.h"
#include "gh-test-wait.h"
#include "gh-ui-test.h"
#include "gh-virtual-clock.h"

#define START_US GH_VIRTUAL_CLOCK_START_REAL_US
#define PAGE_SIZE 50
#define MILLION 1000000

typedef struct
{
  GhVirtualClock *clock;    /* (owned) */
  GhEventLog *log;          /* (owned) */
  GhSampleHistory *history; /* (owned) */
  GhEventsPage *page;       /* (unowned) */
  GtkWindow *window;        /* (owned) */
  guint n_queries;
} Fixture;

static void
query_changed_cb (Fixture *fixture)
{
  g_autoptr (GhPagedList) events = NULL;

  fixture->n_queries++;
  events = gh_sample_history_open (fixture->history, GH_CLOCK (fixture->clock));
  gh_events_page_set_events (fixture->page, events);
  gh_paged_list_reload (events);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  guint total = GPOINTER_TO_UINT (data);

  fixture->clock = gh_virtual_clock_new ();
  fixture->log = gh_event_log_new (GH_CLOCK (fixture->clock), 100);
  fixture->history = gh_sample_history_new (total, START_US, FALSE);
  fixture->page = GH_EVENTS_PAGE (gh_events_page_new ());
  g_signal_connect_swapped (fixture->page, "notify::query", G_CALLBACK (query_changed_cb),
                            fixture);
  g_object_set (fixture->page, "clock", fixture->clock, "log", fixture->log, NULL);
}

static void
settle (Fixture *fixture)
{
  for (guint i = 0; i < 3; i++)
    {
      gh_virtual_clock_advance_us (fixture->clock, 300 * G_TIME_SPAN_MILLISECOND);
      gh_test_drain ();
      gh_ui_test_paint (fixture->window);
    }
}

static void
open_page (Fixture *fixture)
{
  fixture->window = gh_ui_test_show (GTK_WIDGET (fixture->page), 900, 600);
  settle (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gh_ui_test_close (fixture->window);
  gh_sample_history_free (fixture->history);
  gh_test_drain ();
  g_assert_finalize_object (fixture->log);
  g_assert_cmpuint (gh_virtual_clock_get_n_timeouts (fixture->clock), ==, 0);
  g_assert_finalize_object (fixture->clock);
}

static gpointer
child (Fixture *fixture, const char *name)
{
  return gh_ui_test_child (fixture->page, name);
}

static gpointer
bar_child (Fixture *fixture, const char *name)
{
  return gh_ui_test_child (child (fixture, "filter_bar"), name);
}

static const char *
visible_child (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (child (fixture, "stack"));
}

static GtkAdjustment *
get_adjustment (Fixture *fixture)
{
  return gtk_scrolled_window_get_vadjustment (
    gh_ui_test_find (child (fixture, "view"), GTK_TYPE_SCROLLED_WINDOW));
}

static void
test_nothing_is_asked_before_it_is_shown (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (fixture->n_queries, ==, 0);
  open_page (fixture);
  g_assert_cmpuint (fixture->n_queries, ==, 1);
  g_assert_cmpint (gh_event_query_get_end_us (gh_events_page_get_query (fixture->page)), >=,
                   START_US);
  g_assert_cmpstr (visible_child (fixture), ==, "list");
  g_assert_cmpstr (gtk_label_get_text (child (fixture, "count")), ==, "120 events");
}

/* The middle of a million rows costs the pages that are there, and none in between. */
static void
test_a_million_rows_are_like_a_hundred (Fixture *fixture, gconstpointer data)
{
  GtkAdjustment *adjustment;
  guint middle = MILLION / PAGE_SIZE / 2;
  guint asked_near = 0;
  guint asked_between = 0;

  open_page (fixture);
  g_assert_cmpuint (gh_sample_history_count (fixture->history, 1), ==, 1);

  adjustment = get_adjustment (fixture);
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment) / 2);
  settle (fixture);
  g_assert_true (gh_ui_test_says (fixture->page, "CAM-01")
                 || gh_ui_test_says (fixture->page, "Main entrance · CAM-01"));

  for (guint page = middle - 5; page <= middle + 5; page++)
    asked_near += gh_sample_history_count (fixture->history, page);
  for (guint page = 10; page < middle - 10; page++)
    asked_between += gh_sample_history_count (fixture->history, page);
  g_assert_cmpuint (asked_near, >=, 1);
  g_assert_cmpuint (asked_between, ==, 0);
}

static void
test_the_range_is_what_is_on_the_screen (Fixture *fixture, gconstpointer data)
{
  GhEventView *view;
  GtkAdjustment *adjustment;
  guint range[2] = { 0, 0 };

  open_page (fixture);
  view = child (fixture, "view");
  adjustment = get_adjustment (fixture);
  g_signal_connect (view, "range-changed", G_CALLBACK (gh_ui_test_take_range), range);

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment) / 2);
  settle (fixture);
  g_assert_cmpuint (range[0], >, MILLION / 2 - 20);
  g_assert_cmpuint (range[0], <=, MILLION / 2);
  g_assert_cmpuint (range[1], >=, range[0] + 4);
  g_assert_cmpuint (range[1], <=, range[0] + 12);

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  settle (fixture);
  g_assert_cmpuint (range[1], ==, MILLION - 1);
}

static void
test_rows_have_their_shape_before_they_come (Fixture *fixture, gconstpointer data)
{
  GtkAdjustment *adjustment;
  double upper;

  open_page (fixture);
  adjustment = get_adjustment (fixture);
  upper = gtk_adjustment_get_upper (adjustment);
  gh_sample_history_hold (fixture->history);
  gtk_adjustment_set_value (adjustment, upper / 2);
  settle (fixture);
  g_assert_false (gh_ui_test_says (fixture->page, "Amina Okafor"));
  gh_sample_history_release (fixture->history);
  settle (fixture);
  g_assert_cmpfloat (gtk_adjustment_get_upper (adjustment), ==, upper);
}

static void
test_a_filter_is_a_new_query (Fixture *fixture, gconstpointer data)
{
  GhEventQuery *query;

  open_page (fixture);
  gtk_drop_down_set_selected (bar_child (fixture, "type_drop_down"), GH_EVENT_TYPE_UNKNOWN);
  gh_period_chooser_set_period (bar_child (fixture, "period"), GH_EVENT_PERIOD_DAY);
  query = gh_events_page_get_query (fixture->page);
  g_assert_cmpuint (fixture->n_queries, ==, 3);
  g_assert_cmpint (gh_event_query_get_event_type (query), ==, GH_EVENT_TYPE_UNKNOWN);
  g_assert_cmpint (gh_event_query_get_start_us (query), ==,
                   gh_event_query_get_end_us (query) - G_TIME_SPAN_DAY);
}

static GDateTime *
new_day (int year, int month, int day)
{
  return g_date_time_new_local (year, month, day, 0, 0, 0.0);
}

static AdwDialog *
open_days_dialog (Fixture *fixture)
{
  gh_period_chooser_set_period (bar_child (fixture, "period"), GH_EVENT_PERIOD_DAYS);

  return adw_window_get_visible_dialog (ADW_WINDOW (fixture->window));
}

/* The clock of the test begins on the 1st of January 2026, and the computer's time is UTC. */
static void
test_whole_days_can_be_chosen (Fixture *fixture, gconstpointer data)
{
  GtkDropDown *drop_down;
  AdwDialog *dialog;
  GhEventQuery *query;
  g_autoptr (GDateTime) first = new_day (2025, 12, 3);
  g_autoptr (GDateTime) last = new_day (2025, 12, 10);
  g_autoptr (GDateTime) shown = NULL;
  g_autoptr (GDateTime) after = new_day (2025, 12, 11);
  g_autoptr (GDateTime) later = new_day (2025, 12, 20);
  g_autoptr (GhFaceEvent) event = NULL;

  open_page (fixture);
  drop_down = gh_ui_test_child (bar_child (fixture, "period"), "drop_down");
  dialog = open_days_dialog (fixture);
  g_assert_nonnull (dialog);
  g_assert_cmpuint (fixture->n_queries, ==, 1);

  /* The last day follows the first where it would be before it, and the other way round. */
  gtk_calendar_select_day (gh_ui_test_child (dialog, "last"), last);
  gtk_calendar_select_day (gh_ui_test_child (dialog, "first"), later);
  shown = gtk_calendar_get_date (gh_ui_test_child (dialog, "last"));
  g_assert_cmpint (g_date_time_get_day_of_month (shown), ==, 20);
  gtk_calendar_select_day (gh_ui_test_child (dialog, "last"), last);
  gtk_calendar_select_day (gh_ui_test_child (dialog, "first"), first);
  g_signal_emit_by_name (gh_ui_test_child (dialog, "apply_button"), "clicked");

  query = gh_events_page_get_query (fixture->page);
  g_assert_cmpuint (fixture->n_queries, ==, 2);
  g_assert_cmpint (gh_event_query_get_start_us (query), ==, g_date_time_to_unix_usec (first));
  g_assert_cmpint (gh_event_query_get_end_us (query), ==, g_date_time_to_unix_usec (after) - 1);
  g_assert_cmpuint (gtk_drop_down_get_selected (drop_down), ==, GH_EVENT_PERIOD_DAYS);
  g_assert_cmpstr (gtk_label_get_text (gh_ui_test_child (bar_child (fixture, "period"), "days")), ==,
                   "3 Dec 2025 – 10 Dec 2025");

  /* What happens now is not of those days. */
  event = gh_sample_event_new_named ("now", "Amina",
                                     gh_clock_get_real_us (GH_CLOCK (fixture->clock)));
  gh_event_log_add (fixture->log, event);
  settle (fixture);
  g_assert_false (gtk_widget_get_visible (child (fixture, "newer")));
}

static void
test_days_may_be_left_unchosen (Fixture *fixture, gconstpointer data)
{
  GtkDropDown *drop_down;
  AdwDialog *dialog;

  open_page (fixture);
  drop_down = gh_ui_test_child (bar_child (fixture, "period"), "drop_down");
  gh_period_chooser_set_period (bar_child (fixture, "period"), GH_EVENT_PERIOD_WEEK);
  dialog = open_days_dialog (fixture);
  adw_dialog_close (dialog);
  settle (fixture);
  g_assert_cmpuint (gtk_drop_down_get_selected (drop_down), ==, GH_EVENT_PERIOD_WEEK);
  g_assert_cmpuint (fixture->n_queries, ==, 2);
}

static void
test_newer_events_are_one_click_away (Fixture *fixture, gconstpointer data)
{
  open_page (fixture);
  g_assert_false (gtk_widget_get_visible (child (fixture, "newer")));

  gh_virtual_clock_advance_us (fixture->clock, 10 * G_TIME_SPAN_SECOND);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *id = g_strdup_printf ("newer-%u", i);
      g_autoptr (GhFaceEvent) event = gh_sample_event_new_named (
        id, "Amina", gh_clock_get_real_us (GH_CLOCK (fixture->clock)) + i);

      gh_event_log_add (fixture->log, event);
    }
  settle (fixture);
  g_assert_true (gtk_widget_get_visible (child (fixture, "newer")));
  g_assert_cmpstr (gtk_button_get_label (child (fixture, "newer")), ==, "3 newer");

  g_signal_emit_by_name (child (fixture, "newer"), "clicked");
  g_assert_cmpuint (fixture->n_queries, ==, 2);
  g_assert_false (gtk_widget_get_visible (child (fixture, "newer")));
}

static void
test_a_failure_says_why_and_what_to_do (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) failure = g_error_new_literal (GH_ERROR, GH_ERROR_OFFLINE, "refused");

  gh_sample_history_set_failure (fixture->history, failure);
  open_page (fixture);
  g_assert_cmpstr (visible_child (fixture), ==, "status");
  g_assert_true (gh_ui_test_says (fixture->page, "Server Cannot Be Reached"));

  gh_sample_history_set_failure (fixture->history, NULL);
  g_signal_emit_by_name (child (fixture, "status_button"), "clicked");
  settle (fixture);
  g_assert_cmpstr (visible_child (fixture), ==, "list");
}

static void
test_rows_stay_where_others_fail (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) failure = g_error_new_literal (GH_ERROR, GH_ERROR_OFFLINE, "refused");
  GtkAdjustment *adjustment;

  open_page (fixture);
  adjustment = get_adjustment (fixture);
  gh_sample_history_set_failure (fixture->history, failure);
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment) / 2);
  settle (fixture);
  g_assert_cmpstr (visible_child (fixture), ==, "list");
  g_assert_true (gtk_widget_get_visible (child (fixture, "fault_strip")));
  g_assert_nonnull (strstr (gtk_label_get_text (child (fixture, "fault_label")), "refused"));
}

static void
test_nothing_there_is_said (Fixture *fixture, gconstpointer data)
{
  open_page (fixture);
  g_assert_cmpstr (visible_child (fixture), ==, "status");
  g_assert_cmpstr (adw_status_page_get_title (child (fixture, "status")), ==, "No Events Yet");
  g_assert_false (gtk_widget_get_visible (child (fixture, "status_button")));

  gtk_drop_down_set_selected (bar_child (fixture, "type_drop_down"), GH_EVENT_TYPE_UNKNOWN);
  settle (fixture);
  g_assert_cmpstr (adw_status_page_get_title (child (fixture, "status")), ==, "No Such Events");
  g_signal_emit_by_name (child (fixture, "status_button"), "clicked");
  g_assert_cmpuint (gtk_drop_down_get_selected (bar_child (fixture, "type_drop_down")), ==, 0);
}

static void
test_the_detail_waits_for_its_event (Fixture *fixture, gconstpointer data)
{
  GtkListView *list;
  GhBrowser *browser;
  GtkAdjustment *adjustment;

  open_page (fixture);
  browser = gh_ui_test_find (fixture->page, GH_TYPE_EVENT_BROWSER);
  list = gh_ui_test_find (child (fixture, "view"), GTK_TYPE_LIST_VIEW);
  adjustment = get_adjustment (fixture);

  gh_sample_history_hold (fixture->history);
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment) / 2);
  settle (fixture);
  g_signal_emit_by_name (list, "activate", MILLION / 2);
  settle (fixture);
  g_assert_cmpuint (gh_paged_item_get_position (gh_browser_get_item (browser)), ==,
                    MILLION / 2);
  g_assert_false (gh_ui_test_says (fixture->page, "event-500000"));
  gh_sample_history_release (fixture->history);
  settle (fixture);
  g_assert_true (gh_ui_test_says (fixture->page, "event-500000"));

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (browser), "browser.next", NULL));
  settle (fixture);
  g_assert_true (gh_ui_test_says (fixture->page, "event-500001"));
}

#define add(path, total, function)                                                                \
  g_test_add (path, Fixture, GUINT_TO_POINTER (total), set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  gh_ui_test_init (&argc, &argv);

  add ("/events-page/lazy", 120, test_nothing_is_asked_before_it_is_shown);
  add ("/events-page/million", MILLION, test_a_million_rows_are_like_a_hundred);
  add ("/events-page/range", MILLION, test_the_range_is_what_is_on_the_screen);
  add ("/events-page/placeholders", MILLION, test_rows_have_their_shape_before_they_come);
  add ("/events-page/filter", 120, test_a_filter_is_a_new_query);
  add ("/events-page/days", 120, test_whole_days_can_be_chosen);
  add ("/events-page/days-unchosen", 120, test_days_may_be_left_unchosen);
  add ("/events-page/newer", 120, test_newer_events_are_one_click_away);
  add ("/events-page/failed", 120, test_a_failure_says_why_and_what_to_do);
  add ("/events-page/partly-failed", MILLION, test_rows_stay_where_others_fail);
  add ("/events-page/empty", 0, test_nothing_there_is_said);
  add ("/events-page/detail", MILLION, test_the_detail_waits_for_its_event);

  return g_test_run ();
}
