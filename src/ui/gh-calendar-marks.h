/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gh-day-counts.h"

G_BEGIN_DECLS

/* Marks the days on which there were events, for as long as the calendar lives. @label says it of
 * the day that is chosen, in words. */
void gh_calendar_marks_attach (GtkCalendar *calendar, GhDayCounts *counts, GtkLabel *label);

G_END_DECLS
