/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-clock.h"
#include "gh-day-counts.h"
#include "gh-event-periods.h"

G_BEGIN_DECLS

/* Which stretch of time: one of #GhEventPeriod, the last of which asks for days.
 *
 * Property: "clock" (#GhClock, nullable, read-write): knows what day it is.
 * Signal: "changed" (it is another stretch now). */
#define GH_TYPE_PERIOD_CHOOSER (gh_period_chooser_get_type ())
G_DECLARE_FINAL_TYPE (GhPeriodChooser, gh_period_chooser, GH, PERIOD_CHOOSER, AdwBin)

GtkWidget *gh_period_chooser_new (void) G_GNUC_WARN_UNUSED_RESULT;

void gh_period_chooser_set_day_counts (GhPeriodChooser *self, GhDayCounts *counts);
void gh_period_chooser_set_period (GhPeriodChooser *self, GhEventPeriod period);
void gh_period_chooser_set_days (GhPeriodChooser *self, GDateTime *first, GDateTime *last);

gint64 gh_period_chooser_get_start_us (GhPeriodChooser *self, gint64 now_us);
gint64 gh_period_chooser_get_end_us (GhPeriodChooser *self);

G_END_DECLS
