/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-test-main.h"
#include "gh-time-slots.h"
#include "gh-time.h"

#define MINUTE G_TIME_SPAN_MINUTE
#define HOUR (60 * G_TIME_SPAN_MINUTE)

static gint64
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  gint64 time_us = 0;

  gh_time_parse_iso8601 (text, &time_us, &error);
  g_assert_no_error (error);
  return time_us;
}

static void
check (GhTimeSlotKind kind,
       const char *zone_name,
       const char *now,
       const char *first,
       const gint64 *minutes,
       guint n_slots)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zone_name);
  g_autoptr (GArray) slots = NULL;
  gint64 at_us = parse (first);

  g_test_message ("%s at %s", zone_name, now);
  g_assert_nonnull (zone);
  slots = gh_time_slots_new (kind, n_slots, parse (now), zone);
  g_assert_cmpuint (slots->len, ==, n_slots);
  for (guint i = 0; i < n_slots; i++)
    {
      const GhTimeSlot *slot = &g_array_index (slots, GhTimeSlot, i);

      g_assert_cmpint (slot->start_us, ==, at_us);
      at_us += minutes[i] * MINUTE;
      g_assert_cmpint (slot->end_us, ==, at_us);
    }
  g_assert_cmpint (at_us, >, parse (now));
  g_assert_cmpint (at_us - minutes[n_slots - 1] * MINUTE, <=, parse (now));
}

static void
test_days_are_those_of_the_zone (void)
{
  static const struct
  {
    const char *zone;
    const char *now;
    const char *first;
    gint64 hours[3];
  } cases[] = {
    { "UTC", "2026-11-22T15:24:48Z", "2026-11-20T00:00:00Z", { 24, 24, 24 } },
    { "UTC", "2026-11-22T00:00:00Z", "2026-11-20T00:00:00Z", { 24, 24, 24 } },
    { "UTC", "2026-11-21T23:59:59.999Z", "2026-11-19T00:00:00Z", { 24, 24, 24 } },
    { "Asia/Kolkata", "2026-11-22T18:29:00Z", "2026-11-19T18:30:00Z", { 24, 24, 24 } },
    { "Asia/Kolkata", "2026-11-22T18:30:00Z", "2026-11-20T18:30:00Z", { 24, 24, 24 } },
    /* The clock is set forward: 23 hours. */
    { "Europe/Berlin", "2026-03-30T10:00:00Z", "2026-03-27T23:00:00Z", { 24, 23, 24 } },
    { "Europe/Berlin", "2026-03-29T10:00:00Z", "2026-03-26T23:00:00Z", { 24, 24, 23 } },
    { "America/New_York", "2026-03-08T12:00:00Z", "2026-03-06T05:00:00Z", { 24, 24, 23 } },
    /* And back: 25. */
    { "Europe/Berlin", "2026-10-26T10:00:00Z", "2026-10-23T22:00:00Z", { 24, 25, 24 } },
    { "America/New_York", "2026-11-01T12:00:00Z", "2026-10-30T04:00:00Z", { 24, 24, 25 } },
    /* There is no midnight: the day begins at one. */
    { "America/Santiago", "2022-09-12T12:00:00Z", "2022-09-10T04:00:00Z", { 24, 23, 24 } },
    /* Midnight comes twice, and the day begins at the first. */
    { "America/Havana", "2022-11-07T12:00:00Z", "2022-11-05T04:00:00Z", { 24, 25, 24 } },
    /* The 30th never came. */
    { "Pacific/Apia", "2012-01-01T00:00:00Z", "2011-12-29T10:00:00Z", { 24, 24, 24 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 minutes[3];

      for (guint j = 0; j < 3; j++)
        minutes[j] = cases[i].hours[j] * 60;
      check (GH_TIME_SLOT_DAY, cases[i].zone, cases[i].now, cases[i].first, minutes, 3);
    }
}

static void
test_hours_are_those_of_the_zone (void)
{
  static const struct
  {
    const char *zone;
    const char *now;
    const char *first;
    gint64 minutes[4];
  } cases[] = {
    { "UTC", "2026-11-22T15:24:48Z", "2026-11-22T12:00:00Z", { 60, 60, 60, 60 } },
    { "UTC", "2026-11-22T15:00:00Z", "2026-11-22T12:00:00Z", { 60, 60, 60, 60 } },
    { "UTC", "2026-11-22T14:59:59.999Z", "2026-11-22T11:00:00Z", { 60, 60, 60, 60 } },
    { "Asia/Kolkata", "2026-11-22T15:24:48Z", "2026-11-22T11:30:00Z", { 60, 60, 60, 60 } },
    { "Asia/Kathmandu", "2026-11-22T15:24:48Z", "2026-11-22T12:15:00Z", { 60, 60, 60, 60 } },
    /* An hour that comes twice is two, one that does not come is none. */
    { "Europe/Berlin", "2026-10-25T01:30:00Z", "2026-10-24T22:00:00Z", { 60, 60, 60, 60 } },
    { "Europe/Berlin", "2026-03-29T02:30:00Z", "2026-03-28T23:00:00Z", { 60, 60, 60, 60 } },
    /* Where the clock is set by half an hour, from 2:00 to 2:30 and from 2:00 to 1:30. */
    { "Australia/Lord_Howe", "2026-10-03T16:45:00Z", "2026-10-03T13:30:00Z",
      { 60, 60, 30, 60 } },
    { "Australia/Lord_Howe", "2026-04-04T15:15:00Z", "2026-04-04T12:00:00Z",
      { 60, 60, 60, 30 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check (GH_TIME_SLOT_HOUR, cases[i].zone, cases[i].now, cases[i].first, cases[i].minutes, 4);
}

static void
test_a_year_has_no_gaps_anywhere (void)
{
  /* Where the clock is set at a quarter to the hour, there is a quarter, too. */
  static const char *const zones[] = { "Europe/London", "Australia/Lord_Howe", "Pacific/Chatham" };

  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    for (guint kind = GH_TIME_SLOT_HOUR; kind <= GH_TIME_SLOT_DAY; kind++)
      {
        g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zones[i]);
        guint n_slots = kind == GH_TIME_SLOT_DAY ? 366 : 366 * 24;
        g_autoptr (GArray) slots =
          gh_time_slots_new ((GhTimeSlotKind) kind, n_slots, parse ("2026-12-31T12:34:56Z"), zone);

        for (guint j = 0; j < n_slots; j++)
          {
            const GhTimeSlot *slot = &g_array_index (slots, GhTimeSlot, j);
            gint64 length_us = slot->end_us - slot->start_us;

            if (j > 0)
              g_assert_cmpint (slot->start_us, ==, slot[-1].end_us);
            g_assert_cmpint (length_us, >=, kind == GH_TIME_SLOT_DAY ? 23 * HOUR : HOUR / 4);
            g_assert_cmpint (length_us, <=, kind == GH_TIME_SLOT_DAY ? 25 * HOUR : HOUR);
          }
      }
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  g_test_add_func ("/time-slots/days", test_days_are_those_of_the_zone);
  g_test_add_func ("/time-slots/hours", test_hours_are_those_of_the_zone);
  g_test_add_func ("/time-slots/a-year", test_a_year_has_no_gaps_anywhere);

  return g_test_run ();
}
