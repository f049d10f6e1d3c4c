/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-connection.h"
#include "gh-event-filter.h"
#include "gh-period-chooser.h"

G_BEGIN_DECLS

/* What a history is filtered by, each part a control or a chip of its own.
 *
 * Properties (read-write): "connection" (#GhConnection, nullable), "clock" (#GhClock, nullable).
 * Signals: "changed" (it is another filter now), "failed" (const GError *: the faces of the person
 * that was chosen could not be had, and nothing was changed). */
#define GH_TYPE_EVENT_FILTER_BAR (gh_event_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (GhEventFilterBar, gh_event_filter_bar, GH, EVENT_FILTER_BAR, AdwBin)

GtkWidget *gh_event_filter_bar_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* @now_us: the present. "end_us" is 0 where the period goes on. */
GhEventFilter *gh_event_filter_bar_dup_filter (GhEventFilterBar *self, gint64 now_us)
  G_GNUC_WARN_UNUSED_RESULT;
GhPeriodChooser *gh_event_filter_bar_get_period (GhEventFilterBar *self);
GhDayCounts *gh_event_filter_bar_get_day_counts (GhEventFilterBar *self);

/* In words, for what is printed: one part a line; NULL where nothing is filtered. */
char *gh_event_filter_bar_dup_words (GhEventFilterBar *self) G_GNUC_WARN_UNUSED_RESULT;

void gh_event_filter_bar_reset (GhEventFilterBar *self);
void gh_event_filter_bar_edit (GhEventFilterBar *self);
/* Each in place of what was chosen of its kind; changes the filter when it has what it needs. */
void gh_event_filter_bar_set_person (GhEventFilterBar *self, GhUser *person);
/* @kind: "camera", "face", "record" or "person". */
void gh_event_filter_bar_show_only (GhEventFilterBar *self, const char *kind, const char *id);
void gh_event_filter_bar_set_filter (GhEventFilterBar *self,
                                     const GhEventFilter *filter,
                                     GhUser *person);

G_END_DECLS
