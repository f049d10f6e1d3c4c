/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Hours and days as a clock on the wall has them. */
typedef enum
{
  GH_TIME_SLOT_HOUR,
  GH_TIME_SLOT_DAY,
} GhTimeSlotKind;

/* Times are microseconds since 1970-01-01T00:00:00Z. */
typedef struct
{
  gint64 start_us; /* included */
  gint64 end_us;   /* not included */
} GhTimeSlot;

/* Of #GhTimeSlot, oldest first, without gaps; the last has @now_us in it. */
GArray *gh_time_slots_new (GhTimeSlotKind kind, guint n_slots, gint64 now_us, GTimeZone *zone)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
