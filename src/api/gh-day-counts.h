/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-clock.h"
#include "gh-face-recognition.h"

G_BEGIN_DECLS

/* How many events there were on each day, as the person's calendar has days. The server has no call
 * for it: it is asked for one event of a day, and its total taken. Asks in the background, one day at
 * a time, and never again for a day that is over.
 *
 * Signal: "changed": another day is known. */
#define GH_TYPE_DAY_COUNTS (gh_day_counts_get_type ())
G_DECLARE_FINAL_TYPE (GhDayCounts, gh_day_counts, GH, DAY_COUNTS, GObject)

GhDayCounts *gh_day_counts_new (GhFaceRecognition *face_recognition, GhClock *clock)
  G_GNUC_WARN_UNUSED_RESULT;

/* Asks for the days of a month, and forgets what was wanted before. */
void gh_day_counts_want_month (GhDayCounts *self, int year, int month);
/* -1 for what is not known. */
gint64 gh_day_counts_get (GhDayCounts *self, int year, int month, int day);
/* Why it stopped asking; NULL where it did not. */
const GError *gh_day_counts_get_error (GhDayCounts *self);

G_END_DECLS
