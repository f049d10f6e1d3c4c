/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-time-slots.h"

#define HOUR_US (60 * G_TIME_SPAN_MINUTE)
/* The smallest step that any zone's clock has ever been set by within living memory. */
#define STEP_US (30 * G_TIME_SPAN_MINUTE)

static GDateTime *
to_local (gint64 time_us, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (time_us);

  return g_date_time_to_timezone (utc, zone);
}

static gint64
get_offset_us (gint64 time_us, GTimeZone *zone)
{
  g_autoptr (GDateTime) local = to_local (time_us, zone);

  return g_date_time_get_utc_offset (local);
}

/* How far the hour has gone by. */
static gint64
get_past_us (gint64 time_us, GTimeZone *zone)
{
  return (time_us + get_offset_us (time_us, zone)) % HOUR_US;
}

/* When the clock was set, which is once between the two at most. */
static gint64
find_change (gint64 before_us, gint64 after_us, GTimeZone *zone)
{
  gint64 offset_us = get_offset_us (before_us, zone);

  while (after_us - before_us > 1)
    {
      gint64 middle_us = before_us + (after_us - before_us) / 2;

      if (get_offset_us (middle_us, zone) == offset_us)
        before_us = middle_us;
      else
        after_us = middle_us;
    }

  return after_us;
}

static gboolean
is_same_day (gint64 time_us, GDateTime *day, GTimeZone *zone)
{
  g_autoptr (GDateTime) local = to_local (time_us, zone);

  return g_date_time_get_year (local) == g_date_time_get_year (day)
         && g_date_time_get_day_of_year (local) == g_date_time_get_day_of_year (day);
}

/* Where the clock is set in the middle of an hour, a slot ends and another one begins. */
static gint64
get_start_of_hour (gint64 time_us, GTimeZone *zone)
{
  gint64 start_us = time_us - get_past_us (time_us, zone);

  return get_offset_us (start_us, zone) == get_offset_us (time_us, zone)
           ? start_us
           : find_change (start_us, time_us, zone);
}

static gint64
get_end_of_hour (gint64 start_us, GTimeZone *zone)
{
  gint64 last_us = start_us + HOUR_US - get_past_us (start_us, zone) - 1;

  return get_offset_us (last_us, zone) == get_offset_us (start_us, zone)
           ? last_us + 1
           : find_change (start_us, last_us, zone);
}

/* The first moment that has the date. Midnight may come twice, where the clock is set back to it,
 * or not at all, where it is set forward from it: GLib then says what comes next. */
static gint64
get_start_of_day (GDateTime *day, GTimeZone *zone)
{
  g_autoptr (GDateTime) midnight =
    g_date_time_new (zone, g_date_time_get_year (day), g_date_time_get_month (day),
                     g_date_time_get_day_of_month (day), 0, 0, 0.0);
  gint64 start_us = g_date_time_to_unix_usec (midnight);

  while (!is_same_day (start_us, day, zone))
    start_us += STEP_US;
  while (is_same_day (start_us - STEP_US, day, zone))
    start_us -= STEP_US;

  return start_us;
}

static gint64
get_start (GhTimeSlotKind kind, gint64 time_us, GTimeZone *zone)
{
  g_autoptr (GDateTime) day = NULL;

  if (kind == GH_TIME_SLOT_HOUR)
    return get_start_of_hour (time_us, zone);

  day = to_local (time_us, zone);
  return get_start_of_day (day, zone);
}

static gint64
get_end (GhTimeSlotKind kind, gint64 start_us, GTimeZone *zone)
{
  /* No day is longer than 25 hours, and none is shorter than one. */
  return kind == GH_TIME_SLOT_HOUR ? get_end_of_hour (start_us, zone)
                                   : get_start (kind, start_us + 26 * HOUR_US, zone);
}

/**
 * gh_time_slots_new:
 * @kind: hours or days
 * @n_slots: how many, 1 or more
 * @now_us: the present, in microseconds since 1970-01-01T00:00:00Z
 * @zone: whose hours and days
 *
 * Divides the time up to now as a clock on the wall does. A day on which the clock is set has 23 or
 * 25 hours; an hour that comes twice is two.
 *
 * Returns: (transfer full) (element-type GhTimeSlot): the slots, oldest first and without gaps; the
 *   last is the one that @now_us is in
 */
GArray *
gh_time_slots_new (GhTimeSlotKind kind, guint n_slots, gint64 now_us, GTimeZone *zone)
{
  GArray *slots;
  GhTimeSlot slot;

  g_return_val_if_fail (n_slots > 0, NULL);
  g_return_val_if_fail (zone != NULL, NULL);

  slots = g_array_sized_new (FALSE, FALSE, sizeof (GhTimeSlot), n_slots);
  g_array_set_size (slots, n_slots);
  slot.start_us = get_start (kind, now_us, zone);
  slot.end_us = get_end (kind, slot.start_us, zone);
  for (guint i = n_slots; i > 0; i--)
    {
      g_array_index (slots, GhTimeSlot, i - 1) = slot;
      slot.end_us = slot.start_us;
      slot.start_us = get_start (kind, slot.end_us - 1, zone);
    }

  return slots;
}
