/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "gh-json-reader.h"
#include "gh-json-writer.h"

G_BEGIN_DECLS

#define GH_SCHEDULE_EVERY_DAY 0x7f
#define GH_SCHEDULE_MINUTES_A_DAY 1440

/* Some hours of some days of the week, by the clock on the wall: @days has bit 0 for Monday to bit 6
 * for Sunday; @from and @until are minutes since midnight. Hours that end before they begin end on
 * the next day, and belong to the day that they begin on; equal ones are the whole day. */
typedef struct
{
  guint8 days;
  guint16 from;
  guint16 until;
} GhSchedule;

#define GH_SCHEDULE_ALWAYS ((GhSchedule) { .days = GH_SCHEDULE_EVERY_DAY })

gboolean gh_schedule_is_always (const GhSchedule *self);
gboolean gh_schedule_contains (const GhSchedule *self, gint64 time_us, GTimeZone *zone);
gint64 gh_schedule_get_begin (const GhSchedule *self, gint64 time_us, GTimeZone *zone);

void gh_schedule_read (GhSchedule *self, GhJsonReader *reader, const char *name);
void gh_schedule_write (const GhSchedule *self, GhJsonWriter *writer, const char *name);

G_END_DECLS
