/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-time.h"
#include "gh-error.h"
#include "gh-test-main.h"
#include "gh-time.h"

/* 2026-08-01T12:30:00Z, in Kolkata 18:00 of the same day. */
#define NOW "2026-08-01T12:30:00.000Z"

static gint64
get_now_us (void)
{
  gint64 now_us;

  g_assert_true (gh_time_parse_iso8601 (NOW, &now_us, NULL));
  return now_us;
}

static void
test_what_people_write (void)
{
  static const struct
  {
    const char *text;
    const char *time;
  } times[] = {
    { "now", NOW },
    { "today", "2026-07-31T18:30:00.000Z" },
    { "2026-08-01T10:00:00Z", "2026-08-01T10:00:00.000Z" },
    { "2026-08-01T10:00:00.250+02:00", "2026-08-01T08:00:00.250Z" },
    { "2026-08-01 10:00", "2026-08-01T04:30:00.000Z" },
    { "2026-08-01 10:00:30", "2026-08-01T04:30:30.000Z" },
    { "2026-08-01T10:00", "2026-08-01T04:30:00.000Z" },
    { "2026-08-01", "2026-07-31T18:30:00.000Z" },
    { "30s", "2026-08-01T12:29:30.000Z" },
    { "15m", "2026-08-01T12:15:00.000Z" },
    { "15min", "2026-08-01T12:15:00.000Z" },
    { "2h", "2026-08-01T10:30:00.000Z" },
    { "7d", "2026-07-25T12:30:00.000Z" },
    { "1w", "2026-07-25T12:30:00.000Z" },
    /* Longer ago than there are times. */
    { "100000w", "1970-01-01T00:00:00.000Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *time = NULL;
      gint64 time_us = 0;

      g_assert_true (gh_cli_time_parse (times[i].text, get_now_us (), &time_us, &error));
      g_assert_no_error (error);
      time = gh_time_format_iso8601 (time_us);
      g_test_message ("%s", times[i].text);
      g_assert_cmpstr (time, ==, times[i].time);
    }
}

static void
test_what_means_nothing (void)
{
  static const char *const texts[] = {
    "",           "yesterday",   "h",         "-2h",     "2 h",  "2y",        "2026",
    "2026-13-01", "2026-08-01 ", "10:00",     "999999h", "2h2h", "1969-01-01", "0x10s",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 time_us;

      g_test_message ("“%s”", texts[i]);
      g_assert_false (gh_cli_time_parse (texts[i], get_now_us (), &time_us, &error));
      g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT);
    }
}

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "Asia/Kolkata", TRUE);
  gh_test_init (&argc, &argv);

  g_test_add_func ("/cli/time/what-people-write", test_what_people_write);
  g_test_add_func ("/cli/time/what-means-nothing", test_what_means_nothing);

  return g_test_run ();
}
