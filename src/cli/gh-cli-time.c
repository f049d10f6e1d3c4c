/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-time.h"

#include "gh-error.h"
#include "gh-time.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_UNITS 100000

static gint64
get_unit_us (const char *unit)
{
  static const struct
  {
    const char *unit;
    gint64 us;
  } units[] = {
    { "s", G_TIME_SPAN_SECOND }, { "m", G_TIME_SPAN_MINUTE }, { "min", G_TIME_SPAN_MINUTE },
    { "h", G_TIME_SPAN_HOUR },   { "d", G_TIME_SPAN_DAY },    { "w", 7 * G_TIME_SPAN_DAY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_equal (units[i].unit, unit))
      return units[i].us;

  return 0;
}

/* "90m" is that long ago. */
static gboolean
parse_age (const char *text, gint64 now_us, gint64 *time_us)
{
  gsize n_digits = strspn (text, "0123456789");
  g_autofree char *digits = g_strndup (text, n_digits);
  gint64 unit_us = get_unit_us (text + n_digits);
  guint64 n;

  if (unit_us == 0 || !g_ascii_string_to_unsigned (digits, 10, 0, MOST_UNITS, &n, NULL))
    return FALSE;

  *time_us = MAX (now_us - (gint64) n * unit_us, 1);
  return TRUE;
}

/* What has no zone is meant by the clock on the wall. */
static gboolean
parse_local (const char *text, gint64 *time_us)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *whole =
    strpbrk (text, "T ") != NULL ? g_strdup (text) : g_strconcat (text, "T00:00:00", NULL);
  g_autofree char *seconds = NULL;
  g_autoptr (GDateTime) time = NULL;

  g_strdelimit (whole, " ", 'T');
  time = g_date_time_new_from_iso8601 (whole, zone);
  if (time == NULL)
    {
      seconds = g_strconcat (whole, ":00", NULL);
      time = g_date_time_new_from_iso8601 (seconds, zone);
    }
  if (time == NULL || g_date_time_to_unix (time) <= 0)
    return FALSE;

  *time_us = g_date_time_to_unix_usec (time);
  return TRUE;
}

/**
 * gh_cli_time_parse:
 * @text: what a person writes for a time: "2026-08-01T10:00:00Z", "2026-08-01 10:00", "2026-08-01",
 *   "today", "now", or how long ago, "30s", "15m", "2h", "7d", "1w"
 * @now_us: the present: real time, in microseconds
 * @time_us: (out): the time
 * @error: return location for an error
 *
 * Returns: %FALSE with %GH_ERROR_INVALID_ARGUMENT
 */
gboolean
gh_cli_time_parse (const char *text, gint64 now_us, gint64 *time_us, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local_usec (now_us);

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (time_us != NULL, FALSE);

  if (g_str_equal (text, "now"))
    {
      *time_us = now_us;
      return TRUE;
    }
  if (g_str_equal (text, "today"))
    {
      g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");

      return parse_local (day, time_us);
    }
  if (gh_time_parse_iso8601 (text, time_us, NULL) || parse_age (text, now_us, time_us)
      || parse_local (text, time_us))
    return TRUE;

  g_set_error (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT,
               /* Translators: %s is what was typed. */
               _("“%s” is no time. Write 2026-08-01T10:00:00Z, “2026-08-01 10:00”, 2026-08-01, "
                 "today, or how long ago it was: 15m, 2h, 7d."),
               text);
  return FALSE;
}
