/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-event-periods.h"
#include "gh-format.h"
#include "gh-test-main.h"

#include <math.h>

/* 2026-11-22T14:02:11Z */
#define TIME_US (G_GINT64_CONSTANT (1795356131) * G_USEC_PER_SEC)

static void
test_times_are_in_the_locale (void)
{
  g_autofree char *time = gh_format_time (TIME_US);
  g_autofree char *date = gh_format_date (TIME_US);
  g_autofree char *both = gh_format_date_and_time (TIME_US);

  g_assert_cmpstr (time, ==, "14:02:11");
  g_assert_cmpstr (date, ==, "22 Nov 2026");
  g_assert_cmpstr (both, ==, "22 Nov 2026, 14:02:11");
}

static void
test_times_that_no_calendar_has_are_empty (void)
{
  g_autofree char *most = gh_format_time (G_MAXINT64);
  g_autofree char *least = gh_format_date (G_MININT64);

  g_assert_cmpstr (most, ==, "");
  g_assert_cmpstr (least, ==, "");
}

static void
test_ages_are_in_the_largest_unit (void)
{
  static const struct
  {
    gint64 seconds;
    const char *expected;
  } cases[] = {
    { -30, "now" },
    { 0, "now" },
    { 1, "1 s ago" },
    { 59, "59 s ago" },
    { 60, "1 min ago" },
    { 3599, "59 min ago" },
    { 3600, "1 h ago" },
    { 47 * 3600, "47 h ago" },
    { 48 * 3600, "2 d ago" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *age =
        gh_format_age (TIME_US, TIME_US + cases[i].seconds * G_TIME_SPAN_SECOND);

      g_assert_cmpstr (age, ==, cases[i].expected);
    }
}

static void
test_only_certainty_is_a_hundred_per_cent (void)
{
  static const struct
  {
    double share;
    const char *expected;
  } cases[] = {
    { 0.0, "0 %" }, { 0.29, "29 %" }, { 0.999, "99 %" }, { 1.0, "100 %" }, { -1.0, "–" },
    { 1.5, "–" },   { NAN, "–" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *share = gh_format_share (cases[i].share);

      g_assert_cmpstr (share, ==, cases[i].expected);
    }
}

static void
test_a_place_is_what_is_known_of_it (void)
{
  g_autofree char *both = gh_format_place ("Main entrance", "CAM-02");
  g_autofree char *location = gh_format_place ("Main entrance", NULL);
  g_autofree char *camera = gh_format_place ("", "CAM-02");
  g_autofree char *neither = gh_format_place (NULL, "");

  g_assert_cmpstr (both, ==, "Main entrance · CAM-02");
  g_assert_cmpstr (location, ==, "Main entrance");
  g_assert_cmpstr (camera, ==, "CAM-02");
  g_assert_cmpstr (neither, ==, "");
}

static void
test_today_begins_at_midnight (void)
{
  gint64 midnight_us = TIME_US - (14 * 3600 + 2 * 60 + 11) * G_TIME_SPAN_SECOND;

  g_assert_cmpint (gh_event_period_get_start_us (GH_EVENT_PERIOD_TODAY, TIME_US), ==, midnight_us);
  g_assert_cmpint (gh_event_period_get_start_us (GH_EVENT_PERIOD_DAY, TIME_US), ==,
                   TIME_US - G_TIME_SPAN_DAY);
  g_assert_cmpint (gh_event_period_get_start_us (GH_EVENT_PERIOD_ALL, TIME_US), ==, 0);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  g_test_add_func ("/format/times", test_times_are_in_the_locale);
  g_test_add_func ("/format/times-out-of-range", test_times_that_no_calendar_has_are_empty);
  g_test_add_func ("/format/ages", test_ages_are_in_the_largest_unit);
  g_test_add_func ("/format/shares", test_only_certainty_is_a_hundred_per_cent);
  g_test_add_func ("/format/places", test_a_place_is_what_is_known_of_it);
  g_test_add_func ("/format/periods", test_today_begins_at_midnight);

  return g_test_run ();
}
