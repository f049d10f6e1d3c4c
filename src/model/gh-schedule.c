/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-schedule.h"

/* The day before is looked at too: its hours may reach over midnight. */
#define N_DAYS_LOOKED_AT 2

static GDateTime *
to_local (gint64 time_us, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (time_us);

  return utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
}

/* The wall's clock is compared and not times of the same day: where an hour is left out in spring
 * there is nothing to compare with it, and where one comes twice in autumn both are meant. */
static gboolean
reaches (const GhSchedule *self, guint minute, gboolean is_day_before)
{
  if (self->from == self->until)
    return !is_day_before;
  if (self->from < self->until)
    return !is_day_before && minute >= self->from && minute < self->until;
  return is_day_before ? minute < self->until : minute >= self->from;
}

/* Which day's hours @local is in: 0 for the same day's, 1 for those of the day before, -1 for none. */
static int
find_day (const GhSchedule *self, GDateTime *local)
{
  guint minute = (guint) (g_date_time_get_hour (local) * 60 + g_date_time_get_minute (local));
  int day = g_date_time_get_day_of_week (local) - 1;

  for (int back = 0; back < N_DAYS_LOOKED_AT; back++)
    if ((self->days >> ((day + 7 - back) % 7) & 1) != 0 && reaches (self, minute, back == 1))
      return back;
  return -1;
}

/* Where the clock shows the same twice, the first is meant. */
static gint64
get_first_us (GDateTime *local)
{
  g_autoptr (GDateTime) hour_before = g_date_time_add_hours (local, -1);

  return g_date_time_to_unix_usec (
    g_date_time_get_hour (hour_before) == g_date_time_get_hour (local) ? hour_before : local);
}

/**
 * gh_schedule_is_always:
 * @self: a schedule
 *
 * Returns: whether it leaves nothing out
 */
gboolean
gh_schedule_is_always (const GhSchedule *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return (self->days & GH_SCHEDULE_EVERY_DAY) == GH_SCHEDULE_EVERY_DAY && self->from == self->until;
}

/**
 * gh_schedule_contains:
 * @self: a schedule
 * @time_us: real time, in microseconds
 * @zone: where the clock hangs
 *
 * Returns: whether the hours are on
 */
gboolean
gh_schedule_contains (const GhSchedule *self, gint64 time_us, GTimeZone *zone)
{
  g_autoptr (GDateTime) local = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (zone != NULL, FALSE);

  if (gh_schedule_is_always (self))
    return TRUE;

  local = to_local (time_us, zone);

  return local != NULL && find_day (self, local) >= 0;
}

/**
 * gh_schedule_get_begin:
 * @self: a schedule
 * @time_us: real time, in microseconds
 * @zone: where the clock hangs
 *
 * Says since when the hours are on that @time_us is in. A schedule that leaves nothing out began at
 * no time.
 *
 * Returns: real time, in microseconds; %G_MININT64 where nothing is left out, %G_MAXINT64 where the
 *   hours are not on
 */
gint64
gh_schedule_get_begin (const GhSchedule *self, gint64 time_us, GTimeZone *zone)
{
  g_autoptr (GDateTime) local = NULL;
  g_autoptr (GDateTime) day = NULL;
  g_autoptr (GDateTime) begin = NULL;
  int back;

  g_return_val_if_fail (self != NULL, G_MAXINT64);
  g_return_val_if_fail (zone != NULL, G_MAXINT64);

  if (gh_schedule_is_always (self))
    return G_MININT64;

  local = to_local (time_us, zone);
  back = local != NULL ? find_day (self, local) : -1;
  if (back < 0)
    return G_MAXINT64;

  day = g_date_time_add_days (local, -back);
  /* An hour that is left out that day begins when it would have. */
  begin = g_date_time_new (zone, g_date_time_get_year (day), g_date_time_get_month (day),
                           g_date_time_get_day_of_month (day),
                           self->from == self->until ? 0 : self->from / 60,
                           self->from == self->until ? 0 : self->from % 60, 0);

  return begin != NULL ? get_first_us (begin) : time_us;
}

/**
 * gh_schedule_read:
 * @self: (out caller-allocates): the schedule; always, where there is none
 * @reader: a reader that stands on an object
 * @name: the name of a member
 *
 * Reads an optional schedule.
 */
void
gh_schedule_read (GhSchedule *self, GhJsonReader *reader, const char *name)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (reader != NULL);

  *self = GH_SCHEDULE_ALWAYS;
  if (!gh_json_reader_enter_object (reader, name, GH_JSON_OPTIONAL))
    return;

  self->days = (guint8) gh_json_reader_get_int (reader, "days", GH_JSON_REQUIRED, 0,
                                                GH_SCHEDULE_EVERY_DAY, 0);
  self->from = (guint16) gh_json_reader_get_int (reader, "from", GH_JSON_REQUIRED, 0,
                                                 GH_SCHEDULE_MINUTES_A_DAY - 1, 0);
  self->until = (guint16) gh_json_reader_get_int (reader, "until", GH_JSON_REQUIRED, 0,
                                                  GH_SCHEDULE_MINUTES_A_DAY - 1, 0);
  gh_json_reader_leave (reader);
}

/**
 * gh_schedule_write:
 * @self: a schedule
 * @writer: where to
 * @name: the name of the member
 *
 * Writes what gh_schedule_read() reads.
 */
void
gh_schedule_write (const GhSchedule *self, GhJsonWriter *writer, const char *name)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (writer != NULL);

  gh_json_writer_begin_object (writer, name);
  gh_json_writer_add_int (writer, "days", self->days);
  gh_json_writer_add_int (writer, "from", self->from);
  gh_json_writer_add_int (writer, "until", self->until);
  gh_json_writer_end_object (writer);
}
