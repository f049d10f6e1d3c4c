/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-time.h"

#include "gh-error.h"

/* No camera saw anything before the epoch, and a year beyond this is a unit mistaken. */
#define LEAST_US 0
#define MOST_US (G_GINT64_CONSTANT (7258118400) * G_USEC_PER_SEC) /* 2200-01-01T00:00:00Z */
#define MOST_BYTES 64

/**
 * gh_time_parse_iso8601:
 * @text: a time with its zone, such as "2026-11-22T15:24:48.943Z" or "…+01:00"
 * @time_us: (out): the time in microseconds since 1970-01-01T00:00:00Z
 * @error: return location for an error
 *
 * Reads a time. One without a zone is refused: it could mean any hour of the day.
 *
 * Errors: %GH_ERROR_INVALID_ARGUMENT, also for years outside 1970 to 2199.
 *
 * Returns: %TRUE if @time_us was set
 */
gboolean
gh_time_parse_iso8601 (const char *text, gint64 *time_us, GError **error)
{
  g_autoptr (GDateTime) date_time = NULL;
  gint64 us;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (time_us != NULL, FALSE);

  if (strnlen (text, MOST_BYTES + 1) <= MOST_BYTES)
    date_time = g_date_time_new_from_iso8601 (text, NULL);
  if (date_time == NULL)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT,
                           "not a time of ISO 8601 with a zone");
      return FALSE;
    }

  us = g_date_time_to_unix_usec (date_time);
  if (us < LEAST_US || us >= MOST_US)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT,
                           "a time outside the years 1970 to 2199");
      return FALSE;
    }

  *time_us = us;
  return TRUE;
}

/**
 * gh_time_format_iso8601:
 * @time_us: a time in microseconds since 1970-01-01T00:00:00Z, of the years 1970 to 2199
 *
 * Writes a time as servers want it, cut to milliseconds: "2026-11-22T15:24:48.943Z".
 *
 * Returns: (transfer full): the text
 */
char *
gh_time_format_iso8601 (gint64 time_us)
{
  g_autoptr (GDateTime) date_time = NULL;
  g_autofree char *seconds = NULL;

  time_us = CLAMP (time_us, LEAST_US, MOST_US - 1);
  date_time = g_date_time_new_from_unix_utc_usec (time_us);
  seconds = g_date_time_format (date_time, "%Y-%m-%dT%H:%M:%S");

  return g_strdup_printf ("%s.%03dZ", seconds, g_date_time_get_microsecond (date_time) / 1000);
}
