/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-chart-bar.h"
#include "gh-event-counts.h"
#include "gh-event-sample.h"

G_BEGIN_DECLS

/* Counted figures as bars with words, which replace those of @bars. */
void gh_overview_bars_fill_slots (GListStore *bars, GhEventCounts *counts, GhTimeSlotKind kind);
/* @n_events has one for each #GhEventType. */
void gh_overview_bars_fill_types (GListStore *bars, const gint64 *n_events);
void gh_overview_bars_fill_cameras (GListStore *bars, GhEventSample *sample);
void gh_overview_bars_fill_confidences (GListStore *bars, GhEventSample *sample, guint n_bins);

G_END_DECLS
