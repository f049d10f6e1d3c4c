/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-bar-chart.h"
#include "gh-chart-card.h"
#include "gh-chart-table.h"
#include "gh-feed.h"
#include "gh-figure-tile.h"
#include "gh-overview-page.h"
#include "gh-sample-overview.h"
#include "gh-share-list.h"
#include "gh-test-wait.h"
#include "gh-ui-desk.h"

#define EVENTS "/api/face-recognition/events"
#define STATISTICS "/api/face-recognition/stats"
#define TEST "/api/face-recognition/test-connection"

typedef struct
{
  GhUiDesk desk;
  GtkWidget *page;   /* (unowned) */
  GtkWindow *window; /* (owned) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  gh_ui_desk_set_up (&fixture->desk);
  fixture->desk.role = (GhRole) GPOINTER_TO_INT (data);
  gh_ui_desk_sign_in (&fixture->desk);
}

static void
open_page (Fixture *fixture)
{
  fixture->page = g_object_new (GH_TYPE_OVERVIEW_PAGE,
                                "clock", fixture->desk.clock,
                                "picture-loader", fixture->desk.loader,
                                "connection", fixture->desk.connection,
                                NULL);
  fixture->window = gh_ui_test_show (fixture->page, 1000, 800);
}

static void
serve (Fixture *fixture, GhSampleOverview which)
{
  /* By the server's clock, which says in its headers what time it is. */
  gh_sample_overview_serve (fixture->desk.server, which, g_get_real_time ());
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

static GListModel *
get_bars (Fixture *fixture, const char *name)
{
  g_autoptr (GListModel) bars = NULL;

  g_object_get (child (fixture, name), "bars", &bars, NULL);
  return bars;
}

static gboolean
is_counted (Fixture *fixture, const char *name)
{
  GListModel *bars = get_bars (fixture, name);

  return g_list_model_get_n_items (bars) > 0 && gh_chart_bars_get_n_unknown (bars) == 0;
}

static void
test_figures_of_the_specification_are_shown (Fixture *fixture, gconstpointer data)
{
  serve (fixture, GH_SAMPLE_OVERVIEW_BUSY);
  open_page (fixture);
  gh_test_wait_until (gh_ui_test_says (fixture->page, "248"));
  g_assert_true (gh_ui_test_says (fixture->page, "231"));
  g_assert_true (gh_ui_test_says (fixture->page, "71 %"));
  g_assert_true (gh_ui_test_says (fixture->page, "83 %"));
  gh_test_wait_until (g_list_model_get_n_items (get_bars (fixture, "hours")) == 24);
  gh_test_wait_until (gh_chart_bars_get_sum (get_bars (fixture, "hours")) > 0);
  gh_test_wait_until (g_list_model_get_n_items (get_bars (fixture, "places")) == 3);
  g_assert_cmpuint (g_list_model_get_n_items (get_bars (fixture, "confidences")), ==, 10);
}

static void
test_what_the_field_does_not_tell_is_counted (Fixture *fixture, gconstpointer data)
{
  serve (fixture, GH_SAMPLE_OVERVIEW_QUIET);
  open_page (fixture);
  gh_test_wait_until (gh_ui_test_says (fixture->page, "248"));
  gh_test_wait_until (is_counted (fixture, "hours") && is_counted (fixture, "days"));
  g_assert_cmpint (gh_chart_bars_get_sum (get_bars (fixture, "hours")), ==, 3);
  g_assert_cmpint (gh_chart_bars_get_sum (get_bars (fixture, "days")), ==, 3);
  gh_test_wait_until (gh_ui_test_says (fixture->page, "Counted since midnight"));
  g_assert_true (gh_ui_test_says (fixture->page, "Counted: recognised of all sightings"));
  gh_test_wait_until (gh_ui_test_says (fixture->page, "Of the newest 3 events"));
  /* The server has told of types by itself. */
  g_assert_cmpuint (g_list_model_get_n_items (get_bars (fixture, "types")), ==, 1);
}

static void
assert_not_waiting_cb (GtkStack *stack)
{
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), !=, "wait");
}

/* The next rounds count what is not over, and take nothing away meanwhile. */
static void
test_what_was_counted_stays (Fixture *fixture, gconstpointer data)
{
  serve (fixture, GH_SAMPLE_OVERVIEW_QUIET);
  open_page (fixture);
  gh_test_wait_until (is_counted (fixture, "hours") && is_counted (fixture, "days"));
  gh_test_wait_until (!gtk_widget_get_visible (child (fixture, "busy")));
  for (guint i = 0; i < 2; i++)
    g_signal_connect (gh_ui_test_child (child (fixture, i == 0 ? "hours" : "days"), "stack"),
                      "notify::visible-child", G_CALLBACK (assert_not_waiting_cb), NULL);

  for (guint n = 2; n <= 4; n++)
    {
      gh_ui_desk_advance_us (&fixture->desk, G_TIME_SPAN_MINUTE);
      g_assert_true (gtk_widget_get_visible (child (fixture, "busy")));
      gh_test_wait_until (!gtk_widget_get_visible (child (fixture, "busy")));
      g_assert_cmpuint (gh_test_server_count (fixture->desk.server, "GET", STATISTICS), ==, n);
      g_assert_true (is_counted (fixture, "hours") && is_counted (fixture, "days"));
    }
}

static void
test_an_empty_server_says_so (Fixture *fixture, gconstpointer data)
{
  serve (fixture, GH_SAMPLE_OVERVIEW_EMPTY);
  open_page (fixture);
  gh_test_wait_until (is_counted (fixture, "days"));
  gh_test_wait_until (gh_ui_test_says (fixture->page, "There were no events."));
  /* One question for what is over, and one for what is not, of hours and of days. */
  g_assert_cmpuint (gh_test_server_count (fixture->desk.server, "GET", EVENTS), <=,
                    1 + 2 + 2 + 6);
}

static void
test_nothing_is_asked_while_nobody_looks (Fixture *fixture, gconstpointer data)
{
  guint n_before;

  serve (fixture, GH_SAMPLE_OVERVIEW_EMPTY);
  open_page (fixture);
  gh_test_wait_until (is_counted (fixture, "days"));
  gtk_widget_set_visible (fixture->page, FALSE);
  n_before = gh_test_server_count_all (fixture->desk.server);
  gh_ui_desk_advance_us (&fixture->desk, 10 * G_TIME_SPAN_MINUTE);
  gh_test_drain ();
  g_assert_cmpuint (gh_test_server_count_all (fixture->desk.server), ==, n_before);

  gtk_widget_set_visible (fixture->page, TRUE);
  gh_ui_desk_advance_us (&fixture->desk, G_TIME_SPAN_SECOND);
  gh_test_wait_until (gh_test_server_count (fixture->desk.server, "GET", STATISTICS) == 2);
}

static void
test_a_refusal_is_said (Fixture *fixture, gconstpointer data)
{
  serve (fixture, GH_SAMPLE_OVERVIEW_FORBIDDEN);
  open_page (fixture);
  gh_test_wait_until (g_str_equal (gtk_stack_get_visible_child_name (child (fixture, "stack")),
                                   "status"));
  /* Asked again when somebody wants it. */
  gtk_widget_activate_action (fixture->page, "overview.refresh", NULL);
  gh_test_wait_until (gh_test_server_count (fixture->desk.server, "GET", STATISTICS) == 2);
}

static void
test_what_was_known_stays_when_the_server_fails (Fixture *fixture, gconstpointer data)
{
  serve (fixture, GH_SAMPLE_OVERVIEW_BUSY);
  gh_test_server_respond (fixture->desk.server, "GET", STATISTICS, 200,
                          "{\"success\":true,\"data\":{}}");
  open_page (fixture);
  gh_test_wait_until (gh_ui_test_says (fixture->page, "248"));
  gtk_widget_activate_action (fixture->page, "overview.refresh", NULL);
  gh_test_wait_until (gtk_widget_get_visible (child (fixture, "fault"))
                      && gh_ui_test_says (fixture->page, "No answer"));
  g_assert_true (gh_ui_test_says (fixture->page, "248"));
}

static void
test_the_recogniser_is_tested_by_administrators (Fixture *fixture, gconstpointer data)
{
  gboolean is_admin = fixture->desk.role == GH_ROLE_ADMIN;

  serve (fixture, GH_SAMPLE_OVERVIEW_BUSY);
  open_page (fixture);
  gh_test_wait_until (gh_ui_test_says (fixture->page, "248"));
  if (is_admin)
    gh_test_wait_until (gh_ui_test_says (fixture->page, "Connected"));
  else
    g_assert_true (gh_ui_test_says (fixture->page, "Only an administrator can test it"));
  g_assert_cmpuint (gh_test_server_count (fixture->desk.server, "POST", TEST), ==,
                    is_admin ? 1 : 0);
}

static void
press (gpointer chart, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (chart);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &handled);
    }
}

static void
test_keys_go_over_bars_and_read_them_out (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListStore) bars = g_list_store_new (GH_TYPE_CHART_BAR);
  GtkWidget *chart = gh_bar_chart_new ();

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("Bar %u", i);
      g_autoptr (GhChartBar) bar =
        gh_chart_bar_new ("x", name, i == 1 ? GH_CHART_BAR_UNKNOWN : 10 * (int) i, NULL);

      g_list_store_append (bars, bar);
    }
  gh_bar_chart_set_bars (GH_BAR_CHART (chart), G_LIST_MODEL (bars));
  fixture->window = gh_ui_test_show (chart, 400, 300);
  gtk_widget_grab_focus (chart);
  /* The newest first. */
  g_assert_cmpstr (gh_bar_chart_get_readout (GH_BAR_CHART (chart)), ==, "Bar 2: 20");
  press (chart, GDK_KEY_Left);
  g_assert_cmpstr (gh_bar_chart_get_readout (GH_BAR_CHART (chart)), ==, "Bar 1: not known yet");
  press (chart, GDK_KEY_Home);
  press (chart, GDK_KEY_Left);
  g_assert_cmpstr (gh_bar_chart_get_readout (GH_BAR_CHART (chart)), ==, "Bar 0: 0");
  gtk_widget_set_direction (chart, GTK_TEXT_DIR_RTL);
  press (chart, GDK_KEY_Left);
  g_assert_cmpint (gh_bar_chart_get_selected (GH_BAR_CHART (chart)), ==, 1);
  press (chart, GDK_KEY_End);
  g_assert_cmpint (gh_bar_chart_get_selected (GH_BAR_CHART (chart)), ==, 2);

  /* A bar that has gone is not pointed at. */
  g_list_store_remove (bars, 2);
  g_assert_cmpint (gh_bar_chart_get_selected (GH_BAR_CHART (chart)), ==, 1);
  g_list_store_remove_all (bars);
  g_assert_null (gh_bar_chart_get_readout (GH_BAR_CHART (chart)));
}

static void
test_a_chart_has_its_table (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListStore) bars = g_list_store_new (GH_TYPE_CHART_BAR);
  g_autoptr (GhChartBar) bar = gh_chart_bar_new ("14", "Sun 14:00 – 15:00", 37, NULL);
  g_autoptr (GhChartBar) next = gh_chart_bar_new ("15", "Sun 15:00 – 16:00", 4, "4 so far");
  GtkWidget *card = g_object_new (GH_TYPE_CHART_CARD, "title", "Events per Hour", NULL);
  GtkWidget *table;
  GtkWidget *row;

  g_list_store_append (bars, bar);
  fixture->window = gh_ui_test_show (card, 400, 300);
  gh_chart_card_set_bars (GH_CHART_CARD (card), G_LIST_MODEL (bars));
  g_assert_false (gh_ui_test_says (card, "Sun 14:00 – 15:00"));
  gh_chart_card_set_show_table (GH_CHART_CARD (card), TRUE);
  gh_ui_test_paint (fixture->window);
  gh_test_wait_until (gh_ui_test_says (card, "Sun 14:00 – 15:00"));
  g_assert_true (gh_ui_test_says (card, "37"));

  /* Who reads it is not thrown out of it once a minute. */
  table = adw_bin_get_child (gh_ui_test_find (card, GH_TYPE_CHART_TABLE));
  row = gtk_widget_get_last_child (table);
  g_list_store_splice (bars, 0, 1, (gpointer[]) { next, next }, 2);
  g_assert_true (gtk_widget_get_prev_sibling (gtk_widget_get_last_child (table)) == row);
  g_assert_true (gh_ui_test_says (row, "Sun 15:00 – 16:00"));
  g_assert_true (gh_ui_test_says (row, "4 so far"));
  g_list_store_remove (bars, 1);
  g_assert_true (gtk_widget_get_last_child (table) == row);

  gh_chart_card_set_show_table (GH_CHART_CARD (card), FALSE);
  g_assert_false (gh_ui_test_says (card, "4 so far"));
}

static void
test_a_row_that_is_read_keeps_the_keyboard (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListStore) bars = g_list_store_new (GH_TYPE_CHART_BAR);
  GtkWidget *list = gh_share_list_new ();
  GtkWidget *row;

  for (guint i = 0; i < GH_SHARE_LIST_MOST_ROWS + 2; i++)
    {
      g_autofree char *name = g_strdup_printf ("CAM-%02u", i);
      g_autoptr (GhChartBar) bar = gh_chart_bar_new (name, name, 10, NULL);

      g_list_store_append (bars, bar);
    }
  gh_share_list_set_bars (GH_SHARE_LIST (list), G_LIST_MODEL (bars));
  fixture->window = gh_ui_test_show (list, 400, 600);
  g_assert_true (gh_ui_test_says (list, "3 more"));
  row = gh_ui_test_find (list, GTK_TYPE_LIST_BOX_ROW);
  g_assert_true (gtk_widget_grab_focus (row));

  g_list_store_splice (bars, 0, GH_SHARE_LIST_MOST_ROWS + 1, NULL, 0);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) == row);
  g_assert_true (gh_ui_test_says (row, "CAM-09"));
  g_assert_null (gtk_widget_get_next_sibling (row));
}

static void
test_a_scale_has_steps_that_people_count_in (void)
{
  static const struct
  {
    gint64 most;
    gint64 scale;
    guint n_steps;
  } cases[] = {
    { 0, 1, 1 },    { 1, 1, 1 },     { 3, 3, 3 },     { 4, 4, 4 },       { 5, 6, 3 },
    { 8, 8, 4 },    { 9, 10, 2 },    { 37, 40, 4 },   { 41, 60, 3 },     { 100, 100, 2 },
    { 101, 150, 3 }, { 999, 1000, 2 }, { 12345, 15000, 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint n_steps;

      g_test_message ("%d", (int) cases[i].most);
      g_assert_cmpint (gh_bar_chart_get_scale (cases[i].most, &n_steps), ==, cases[i].scale);
      g_assert_cmpuint (n_steps, ==, cases[i].n_steps);
    }
}

#define add_as(path, role, function)                                                               \
  g_test_add (path, Fixture, GINT_TO_POINTER (role), set_up, function, tear_down)
#define add(path, function) add_as (path, GH_ROLE_ADMIN, function)

int
main (int argc, char *argv[])
{
  gh_ui_test_init (&argc, &argv);

  add ("/overview-page/figures", test_figures_of_the_specification_are_shown);
  add ("/overview-page/field", test_what_the_field_does_not_tell_is_counted);
  add ("/overview-page/counted-once", test_what_was_counted_stays);
  add ("/overview-page/empty", test_an_empty_server_says_so);
  add ("/overview-page/unseen", test_nothing_is_asked_while_nobody_looks);
  add ("/overview-page/refused", test_a_refusal_is_said);
  add ("/overview-page/stale", test_what_was_known_stays_when_the_server_fails);
  add ("/overview-page/recogniser", test_the_recogniser_is_tested_by_administrators);
  add_as ("/overview-page/recogniser-user", GH_ROLE_USER,
          test_the_recogniser_is_tested_by_administrators);
  add ("/overview-page/keys", test_keys_go_over_bars_and_read_them_out);
  add ("/overview-page/table", test_a_chart_has_its_table);
  add ("/overview-page/share-focus", test_a_row_that_is_read_keeps_the_keyboard);
  g_test_add_func ("/overview-page/scale", test_a_scale_has_steps_that_people_count_in);

  return g_test_run ();
}
