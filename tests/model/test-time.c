/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-test-main.h"
#include "gh-time.h"

#define S G_GINT64_CONSTANT (1000000)

static void
test_reads_times_with_a_zone (void)
{
  static const struct
  {
    const char *text;
    gint64 time_us;
  } cases[] = {
    { "1970-01-01T00:00:00Z", 0 },
    { "2026-11-22T15:24:48.943Z", 1795361088 * S + 943000 },
    { "2026-11-22T15:24:48Z", 1795361088 * S },
    { "2026-11-22T15:24:48.943+00:00", 1795361088 * S + 943000 },
    { "2026-11-22T20:54:48.943+05:30", 1795361088 * S + 943000 },
    { "2026-11-22T07:24:48.943-0800", 1795361088 * S + 943000 },
    { "2026-11-22T15:24:48.123456Z", 1795361088 * S + 123456 },
    { "2026-11-22T15:24:48.123456789Z", 1795361088 * S + 123456 },
    { "20261122T152448Z", 1795361088 * S },
    { "2026-11-22 15:24:48Z", 1795361088 * S },
    { "2028-02-29T12:00:00Z", 1835438400 * S },
    { "2199-12-31T23:59:59.999Z", 7258118399 * S + 999000 },
    /* Before midnight of the epoch there, after it here. */
    { "1969-12-31T23:30:00-01:00", 1800 * S },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 time_us = -1;

      g_test_message ("%s", cases[i].text);
      g_assert_true (gh_time_parse_iso8601 (cases[i].text, &time_us, &error));
      g_assert_no_error (error);
      g_assert_cmpint (ABS (time_us - cases[i].time_us), <=, 1);
    }
}

static void
test_refuses_what_is_no_time (void)
{
  static const char *const cases[] = {
    "",
    "Z",
    "now",
    "2026-11-22",
    "15:24:48Z",
    "1795361088",
    "2026-11-22T15:24:48",
    "2026-11-22T15:24:48.Z",
    "2026-11-22T15:24:48.943ZZ",
    "2026-13-22T15:24:48Z",
    "2026-02-30T15:24:48Z",
    "2026-11-22T25:24:48Z",
    "2026-11-22T15:60:48Z",
    "2026-11-22T15:24:48+99:99",
    "0001-01-01T00:00:00Z",
    "1969-12-31T23:59:59Z",
    "2200-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
    "12026-11-22T15:24:48Z",
    "-2026-11-22T15:24:48Z",
    "Sun, 22 Nov 2026 15:24:48 GMT",
    "2026-11-22T15:24:48.00000000000000000000000000000000000000000000000000000Z",
    "\xff\xfe",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 time_us = -1;

      g_assert_false (gh_time_parse_iso8601 (cases[i], &time_us, &error));
      g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT);
      g_assert_cmpint (time_us, ==, -1);
    }
}

static void
test_writes_milliseconds (void)
{
  static const struct
  {
    gint64 time_us;
    const char *text;
  } cases[] = {
    { 0, "1970-01-01T00:00:00.000Z" },
    { 1795361088 * S + 943000, "2026-11-22T15:24:48.943Z" },
    { 1795361088 * S + 7999, "2026-11-22T15:24:48.007Z" },
    { -1, "1970-01-01T00:00:00.000Z" },
    { G_MAXINT64, "2199-12-31T23:59:59.999Z" },
    { G_MININT64, "1970-01-01T00:00:00.000Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = gh_time_format_iso8601 (cases[i].time_us);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_every_millisecond_comes_back (void)
{
  for (gint64 ms = 0; ms < 1000; ms++)
    {
      gint64 time_us = 1795361088 * S + ms * 1000, back_us = 0;
      g_autofree char *text = gh_time_format_iso8601 (time_us);
      g_autofree char *again = NULL;

      g_assert_true (gh_time_parse_iso8601 (text, &back_us, NULL));
      again = gh_time_format_iso8601 (back_us);
      g_assert_cmpint (back_us, ==, time_us);
      g_assert_cmpstr (again, ==, text);
    }
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);
  g_test_add_func ("/time/reads-times-with-a-zone", test_reads_times_with_a_zone);
  g_test_add_func ("/time/refuses-what-is-no-time", test_refuses_what_is_no_time);
  g_test_add_func ("/time/writes-milliseconds", test_writes_milliseconds);
  g_test_add_func ("/time/every-millisecond-comes-back", test_every_millisecond_comes_back);
  return g_test_run ();
}
