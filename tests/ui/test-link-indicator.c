/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-link-indicator.h"
#include "gh-ui-test.h"
#include "gh-virtual-clock.h"

#define SECOND G_TIME_SPAN_SECOND

typedef struct
{
  GhVirtualClock *clock;      /* (owned) */
  GhLinkIndicator *indicator; /* (unowned) */
  GtkWindow *window;          /* (owned) */
  guint n_retries;
} Fixture;

static void
retry_cb (Fixture *fixture)
{
  fixture->n_retries++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->clock = gh_virtual_clock_new ();
  fixture->indicator = GH_LINK_INDICATOR (gh_link_indicator_new ());
  g_object_set (fixture->indicator,
                "clock", fixture->clock,
                "since-us", GH_VIRTUAL_CLOCK_START_REAL_US,
                NULL);
  g_signal_connect_swapped (fixture->indicator, "retry", G_CALLBACK (retry_cb), fixture);
  fixture->window = gh_ui_test_show (GTK_WIDGET (fixture->indicator), 400, 100);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gh_ui_test_close (fixture->window);
  g_assert_cmpuint (gh_virtual_clock_get_n_timeouts (fixture->clock), ==, 0);
  g_assert_finalize_object (fixture->clock);
}

static void
click (Fixture *fixture)
{
  g_signal_emit_by_name (gh_ui_test_child (fixture->indicator, "button"), "clicked");
}

static void
test_every_state_has_icon_and_word (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    GhFeedState state;
    const char *word;
    gboolean can_retry;
  } cases[] = {
    { GH_FEED_OFF, "Off", FALSE },
    { GH_FEED_CONNECTING, "Connecting", FALSE },
    { GH_FEED_CATCHING_UP, "Catching up", FALSE },
    { GH_FEED_LIVE, "Live", FALSE },
    { GH_FEED_POLLING, "Polling", FALSE },
    { GH_FEED_WAITING, "Offline", TRUE },
    { GH_FEED_REFUSED, "Refused", TRUE },
  };
  g_autoptr (GHashTable) icons = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *icon;

      g_object_set (fixture->indicator, "state", cases[i].state, NULL);
      icon = gtk_image_get_icon_name (gh_ui_test_child (fixture->indicator, "icon"));

      g_assert_cmpstr (gh_link_indicator_get_word (fixture->indicator), ==, cases[i].word);
      g_assert_cmpstr (gh_link_indicator_get_detail (fixture->indicator), ==, "since 00:00:00");
      g_assert_true (gtk_icon_theme_has_icon (
        gtk_icon_theme_get_for_display (gdk_display_get_default ()), icon));
      g_assert_true (g_hash_table_add (icons, g_strdup (icon)));

      fixture->n_retries = 0;
      click (fixture);
      g_assert_cmpuint (fixture->n_retries, ==, cases[i].can_retry);
    }
}

static void
test_seconds_to_the_next_try_are_counted (Fixture *fixture, gconstpointer data)
{
  g_object_set (fixture->indicator,
                "retry-at-us", GH_VIRTUAL_CLOCK_START_REAL_US + 5 * SECOND,
                "state", GH_FEED_WAITING,
                NULL);
  g_assert_cmpstr (gh_link_indicator_get_detail (fixture->indicator), ==,
                   "since 00:00:00, next try in 5 s");
  gh_virtual_clock_advance_us (fixture->clock, 2 * SECOND);
  g_assert_cmpstr (gh_link_indicator_get_detail (fixture->indicator), ==,
                   "since 00:00:00, next try in 3 s");
  gh_virtual_clock_advance_us (fixture->clock, 4 * SECOND);
  g_assert_cmpstr (gh_link_indicator_get_detail (fixture->indicator), ==,
                   "since 00:00:00, trying again");

  g_object_set (fixture->indicator, "state", GH_FEED_LIVE, NULL);
  g_assert_cmpuint (gh_virtual_clock_get_n_timeouts (fixture->clock), ==, 0);
}

static void
test_nothing_ticks_off_the_screen (Fixture *fixture, gconstpointer data)
{
  g_object_set (fixture->indicator,
                "retry-at-us", GH_VIRTUAL_CLOCK_START_REAL_US + 5 * SECOND,
                "state", GH_FEED_WAITING,
                NULL);
  g_assert_cmpuint (gh_virtual_clock_get_n_timeouts (fixture->clock), ==, 1);
  gtk_widget_set_visible (GTK_WIDGET (fixture->indicator), FALSE);
  g_assert_cmpuint (gh_virtual_clock_get_n_timeouts (fixture->clock), ==, 0);
}

static void
test_the_reason_is_in_the_tooltip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = g_error_new_literal (GH_ERROR, GH_ERROR_OFFLINE, "<i>refused</i>");
  const char *tooltip;

  g_object_set (fixture->indicator, "state", GH_FEED_WAITING, "error", error, NULL);
  tooltip = gtk_widget_get_tooltip_text (gh_ui_test_child (fixture->indicator, "button"));
  g_assert_nonnull (strstr (tooltip, "cannot be reached: <i>refused</i>"));
}

static void
test_the_word_alone_is_left_where_it_is_narrow (Fixture *fixture, gconstpointer data)
{
  g_object_set (fixture->indicator, "state", GH_FEED_LIVE, NULL);
  g_assert_true (gtk_widget_get_visible (gh_ui_test_child (fixture->indicator, "detail")));
  g_object_set (fixture->indicator, "brief", TRUE, NULL);
  g_assert_false (gtk_widget_get_visible (gh_ui_test_child (fixture->indicator, "detail")));
}

#define add(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  gh_ui_test_init (&argc, &argv);

  add ("/link-indicator/words", test_every_state_has_icon_and_word);
  add ("/link-indicator/next-try", test_seconds_to_the_next_try_are_counted);
  add ("/link-indicator/off-screen", test_nothing_ticks_off_the_screen);
  add ("/link-indicator/reason", test_the_reason_is_in_the_tooltip);
  add ("/link-indicator/brief", test_the_word_alone_is_left_where_it_is_narrow);

  return g_test_run ();
}
