/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-format.h"

#include <glib/gi18n.h>
#include <langinfo.h>
#include <math.h>

/* As the locale writes a time of day, but without the time zone that some (of Arabic) add: it is
 * always the computer's own. */
static char *
dup_time_pattern (void)
{
  GString *pattern = g_string_new (nl_langinfo (T_FMT));

  g_string_replace (pattern, " %Z", "", 0);
  g_string_replace (pattern, "%Z ", "", 0);
  return g_string_free_and_steal (pattern);
}

static char *
format (gint64 time_us, const char *pattern)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (time_us);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;
  g_autoptr (GString) full = g_string_new (pattern);
  g_autofree char *time_pattern = dup_time_pattern ();

  g_string_replace (full, "%X", time_pattern, 0);
  return local != NULL ? g_date_time_format (local, full->str) : g_strdup ("");
}

/**
 * gh_format_time:
 * @time_us: a real time in microseconds
 *
 * Says the time of day to the second, as the locale writes it, in the computer's time zone.
 *
 * Returns: (transfer full): the text
 */
char *
gh_format_time (gint64 time_us)
{
  return format (time_us, "%X");
}

/**
 * gh_format_date:
 * @time_us: a real time in microseconds
 *
 * Says the day with the month as a word: nobody shall take the 3rd of April for the 4th of March.
 *
 * Returns: (transfer full): the text
 */
char *
gh_format_date (gint64 time_us)
{
  /* Translators: a day, see strftime(): 22 Nov 2026. */
  return format (time_us, C_("date", "%-d %b %Y"));
}

/**
 * gh_format_date_and_time:
 * @time_us: a real time in microseconds
 *
 * Returns: (transfer full): the day and the time of day
 */
char *
gh_format_date_and_time (gint64 time_us)
{
  /* Translators: a day and a time of day, see strftime(): 22 Nov 2026, 14:02:11. */
  return format (time_us, C_("date", "%-d %b %Y, %X"));
}

/**
 * gh_format_age:
 * @time_us: when it happened
 * @now_us: the present, from the same clock
 *
 * Says how long ago something happened, in the largest unit that fits. A time that lies ahead,
 * because two clocks disagree, is "now".
 *
 * Returns: (transfer full): the text
 */
char *
gh_format_age (gint64 time_us, gint64 now_us)
{
  gint64 seconds = (now_us - time_us) / G_TIME_SPAN_SECOND;

  if (seconds < 1)
    return g_strdup (_("now"));
  if (seconds < 60)
    /* Translators: an age: 12 seconds ago, as short as can be. */
    return g_strdup_printf (_("%d s ago"), (int) seconds);
  if (seconds < 60 * 60)
    /* Translators: an age: 12 minutes ago, as short as can be. */
    return g_strdup_printf (_("%d min ago"), (int) (seconds / 60));
  if (seconds < 48 * 60 * 60)
    /* Translators: an age: 12 hours ago, as short as can be. */
    return g_strdup_printf (_("%d h ago"), (int) (seconds / (60 * 60)));

  /* Translators: an age: 12 days ago, as short as can be. */
  return g_strdup_printf (_("%d d ago"), (int) MIN (seconds / (24 * 60 * 60), G_MAXINT));
}

/**
 * gh_format_share:
 * @share: 0 to 1
 *
 * Says a share in per cent, rounded down, so that only certainty is 100 %. Not a number, or out of
 * range, is a dash.
 *
 * Returns: (transfer full): the text
 */
char *
gh_format_share (double share)
{
  if (isnan (share) || share < 0.0 || share > 1.0)
    return g_strdup ("–");

  /* Translators: a percentage: 97 %. */
  return g_strdup_printf (_("%d %%"), (int) floor (share * 100.0 + 1e-9));
}

/**
 * gh_format_place:
 * @location: (nullable): where the camera is
 * @camera_id: (nullable): which camera it is
 *
 * Returns: (transfer full): both, or the one there is, or ""
 */
char *
gh_format_place (const char *location, const char *camera_id)
{
  gboolean has_location = location != NULL && *location != '\0';
  gboolean has_camera = camera_id != NULL && *camera_id != '\0';

  if (has_location && has_camera)
    /* Translators: a place and a camera: Main entrance · CAM-02. */
    return g_strdup_printf (C_("place", "%s · %s"), location, camera_id);
  if (has_location)
    return g_strdup (location);
  if (has_camera)
    return g_strdup (camera_id);
  return g_strdup ("");
}
