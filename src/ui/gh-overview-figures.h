/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-event-counts.h"
#include "gh-event-sample.h"
#include "gh-statistics.h"

G_BEGIN_DECLS

/* What figures can be told from. */
typedef struct
{
  GhStatistics *statistics; /* (nullable) */
  GhEventCounts *days;
  GhEventSample *sample;
  gint64 total;            /* of the history; -1 for not known */
  const gint64 *n_of_type; /* (nullable): one for each #GhEventType */
} GhOverviewFacts;

gboolean gh_overview_figures_find (const GhOverviewFacts *facts,
                                   GhFigure figure,
                                   char **value,
                                   char **note);

G_END_DECLS
