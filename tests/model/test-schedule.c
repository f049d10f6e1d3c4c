/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-schedule.h"
#include "gh-test-main.h"
#include "gh-time.h"

#define MONDAY (1 << 0)
#define SATURDAY (1 << 5)
#define SUNDAY (1 << 6)
#define AT(hours, minutes) ((hours) * 60 + (minutes))

typedef struct
{
  const char *what;
  const char *zone;
  GhSchedule schedule;
  const char *time; /* UTC */
  gboolean contains;
  const char *begin; /* UTC; NULL for no hours */
} Case;

/* 2026-01-05 was a Monday. Berlin's clocks go forward on 2026-03-29 at 01:00 UTC, from 02:00 to
 * 03:00, and back on 2026-10-25 at 01:00 UTC, from 03:00 to 02:00. */
static const Case cases[] = {
  { "before", "UTC", { MONDAY, AT (8, 0), AT (18, 0) }, "2026-01-05T07:59:59Z", FALSE, NULL },
  { "at the beginning", "UTC", { MONDAY, AT (8, 0), AT (18, 0) }, "2026-01-05T08:00:00Z", TRUE,
    "2026-01-05T08:00:00Z" },
  { "within", "UTC", { MONDAY, AT (8, 0), AT (18, 0) }, "2026-01-05T17:59:59Z", TRUE,
    "2026-01-05T08:00:00Z" },
  { "at the end", "UTC", { MONDAY, AT (8, 0), AT (18, 0) }, "2026-01-05T18:00:00Z", FALSE, NULL },
  { "another day", "UTC", { MONDAY, AT (8, 0), AT (18, 0) }, "2026-01-06T12:00:00Z", FALSE, NULL },
  { "no day", "UTC", { 0, AT (8, 0), AT (18, 0) }, "2026-01-05T12:00:00Z", FALSE, NULL },
  { "a whole day", "UTC", { MONDAY, 0, 0 }, "2026-01-05T23:59:59Z", TRUE, "2026-01-05T00:00:00Z" },
  { "the day after a whole day", "UTC", { MONDAY, 0, 0 }, "2026-01-06T00:00:00Z", FALSE, NULL },
  { "until midnight", "UTC", { MONDAY, AT (22, 0), 0 }, "2026-01-05T23:59:59Z", TRUE,
    "2026-01-05T22:00:00Z" },
  { "after until midnight", "UTC", { MONDAY, AT (22, 0), 0 }, "2026-01-06T00:00:00Z", FALSE, NULL },
  { "over midnight, before it", "UTC", { MONDAY, AT (22, 0), AT (6, 0) }, "2026-01-05T22:30:00Z",
    TRUE, "2026-01-05T22:00:00Z" },
  { "over midnight, after it", "UTC", { MONDAY, AT (22, 0), AT (6, 0) }, "2026-01-06T05:59:00Z",
    TRUE, "2026-01-05T22:00:00Z" },
  { "over midnight, over", "UTC", { MONDAY, AT (22, 0), AT (6, 0) }, "2026-01-06T06:00:00Z", FALSE,
    NULL },
  { "over midnight, the morning before", "UTC", { MONDAY, AT (22, 0), AT (6, 0) },
    "2026-01-05T05:00:00Z", FALSE, NULL },
  { "from Sunday to Monday", "UTC", { SUNDAY, AT (22, 0), AT (6, 0) }, "2026-01-05T05:00:00Z", TRUE,
    "2026-01-04T22:00:00Z" },
  { "by the clock on the wall", "Europe/Berlin", { MONDAY, AT (8, 0), AT (18, 0) },
    "2026-01-05T07:00:00Z", TRUE, "2026-01-05T07:00:00Z" },
  { "and in summer", "Europe/Berlin", { MONDAY, AT (8, 0), AT (18, 0) }, "2026-07-06T06:00:00Z",
    TRUE, "2026-07-06T06:00:00Z" },
  { "the day is the wall's", "Europe/Berlin", { MONDAY, AT (0, 0), AT (1, 0) },
    "2026-01-04T23:30:00Z", TRUE, "2026-01-04T23:00:00Z" },
  { "the hour that is left out, before it", "Europe/Berlin", { SUNDAY, AT (2, 0), AT (3, 0) },
    "2026-03-29T00:59:59Z", FALSE, NULL },
  { "the hour that is left out, after it", "Europe/Berlin", { SUNDAY, AT (2, 0), AT (3, 0) },
    "2026-03-29T01:00:00Z", FALSE, NULL },
  { "a night in spring", "Europe/Berlin", { SATURDAY, AT (22, 0), AT (6, 0) },
    "2026-03-29T03:59:59Z", TRUE, "2026-03-28T21:00:00Z" },
  { "a night in spring, over", "Europe/Berlin", { SATURDAY, AT (22, 0), AT (6, 0) },
    "2026-03-29T04:00:00Z", FALSE, NULL },
  { "the hour that comes twice, first", "Europe/Berlin", { SUNDAY, AT (2, 0), AT (3, 0) },
    "2026-10-25T00:30:00Z", TRUE, "2026-10-25T00:00:00Z" },
  { "the hour that comes twice, again", "Europe/Berlin", { SUNDAY, AT (2, 0), AT (3, 0) },
    "2026-10-25T01:30:00Z", TRUE, "2026-10-25T00:00:00Z" },
  { "the hour that comes twice, over", "Europe/Berlin", { SUNDAY, AT (2, 0), AT (3, 0) },
    "2026-10-25T02:00:00Z", FALSE, NULL },
};

static void
test_hours (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (test->zone);
  gint64 time_us, begin_us = G_MAXINT64;

  if (zone == NULL)
    {
      g_test_skip ("no time zones on this computer");
      return;
    }
  g_assert_true (gh_time_parse_iso8601 (test->time, &time_us, NULL));
  if (test->begin != NULL)
    g_assert_true (gh_time_parse_iso8601 (test->begin, &begin_us, NULL));

  g_assert_cmpint (gh_schedule_contains (&test->schedule, time_us, zone), ==, test->contains);
  g_assert_cmpint (gh_schedule_get_begin (&test->schedule, time_us, zone), ==, begin_us);
}

static void
test_always (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  GhSchedule always = GH_SCHEDULE_ALWAYS;
  GhSchedule weekdays = { 0x1f, 0, 0 };

  g_assert_true (gh_schedule_is_always (&always));
  g_assert_true (gh_schedule_contains (&always, 0, zone));
  g_assert_cmpint (gh_schedule_get_begin (&always, 0, zone), ==, G_MININT64);
  g_assert_false (gh_schedule_is_always (&weekdays));
}

static void
test_kept (void)
{
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GhJsonReader) reader = NULL;
  const GhSchedule schedule = { SUNDAY | MONDAY, AT (22, 15), AT (6, 45) };
  GhSchedule read;

  gh_json_writer_begin_object (writer, NULL);
  gh_schedule_write (&schedule, writer, "schedule");
  gh_json_writer_end_object (writer);
  bytes = gh_json_writer_end (writer);
  reader = gh_json_reader_new (bytes, NULL);

  gh_schedule_read (&read, reader, "none");
  g_assert_true (gh_schedule_is_always (&read));
  gh_schedule_read (&read, reader, "schedule");
  g_assert_true (gh_json_reader_finish (reader, NULL));
  g_assert_cmpuint (read.days, ==, schedule.days);
  g_assert_cmpuint (read.from, ==, schedule.from);
  g_assert_cmpuint (read.until, ==, schedule.until);
}

static void
test_faults (void)
{
  static const char *const texts[] = {
    "{\"schedule\":{\"days\":128,\"from\":0,\"until\":0}}",
    "{\"schedule\":{\"days\":1,\"from\":-1,\"until\":0}}",
    "{\"schedule\":{\"days\":1,\"from\":0,\"until\":1440}}",
    "{\"schedule\":{\"days\":1,\"from\":0}}",
    "{\"schedule\":7}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GhJsonReader) reader = gh_json_reader_new_for_text (texts[i], -1, NULL);
      GhSchedule schedule;

      gh_schedule_read (&schedule, reader, "schedule");
      g_assert_false (gh_json_reader_finish (reader, NULL));
    }
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/schedule/hours/%s", cases[i].what);

      g_test_add_data_func (path, &cases[i], test_hours);
    }
  g_test_add_func ("/schedule/always", test_always);
  g_test_add_func ("/schedule/kept", test_kept);
  g_test_add_func ("/schedule/faults", test_faults);

  return g_test_run ();
}
