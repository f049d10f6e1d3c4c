/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-overview-figures.h"

#include "gh-format.h"

#include <glib/gi18n.h>

static gboolean
count_today (const GhOverviewFacts *facts, double *value)
{
  guint n_slots = gh_event_counts_get_n_slots (facts->days);
  gint64 n_events = n_slots > 0 ? gh_event_counts_get_n_events (facts->days, n_slots - 1) : -1;

  *value = (double) n_events;
  return n_events >= 0;
}

/* Of all that cameras have seen: there are servers that tell of a face that nobody has as detected,
 * and others as unknown. */
static gboolean
compute_rate (const GhOverviewFacts *facts, double *value)
{
  gint64 recognized;
  gint64 seen;

  if (facts->n_of_type == NULL)
    return FALSE;

  recognized = facts->n_of_type[GH_EVENT_TYPE_RECOGNIZED];
  seen = recognized + facts->n_of_type[GH_EVENT_TYPE_UNKNOWN]
         + facts->n_of_type[GH_EVENT_TYPE_DETECTED];
  *value = seen > 0 ? (double) recognized / (double) seen : 0;
  return seen > 0;
}

/* What a server does not tell, from what it has counted or shown. */
static gboolean
compute_figure (const GhOverviewFacts *facts, GhFigure figure, double *value, char **note)
{
  guint n_sampled = gh_event_sample_get_n_events (facts->sample);

  switch (figure)
    {
    case GH_FIGURE_EVENTS_TODAY:
      *note = g_strdup (_("Counted since midnight"));
      return count_today (facts, value);
    case GH_FIGURE_TOTAL_EVENTS:
      *note = g_strdup (_("Counted in the history"));
      *value = (double) facts->total;
      return facts->total >= 0;
    case GH_FIGURE_RECOGNITION_RATE:
      *note = g_strdup (_("Counted: recognised of all sightings"));
      return compute_rate (facts, value);
    case GH_FIGURE_AVERAGE_CONFIDENCE:
      *note = g_strdup_printf (
        ngettext ("Of the newest %u event", "Of the newest %u events", n_sampled), n_sampled);
      return gh_event_sample_get_average_confidence (facts->sample, value);
    case GH_FIGURE_TOTAL_FACES:
    case GH_FIGURE_ACTIVE_FACES:
    case GH_N_FIGURES:
    default:
      return FALSE;
    }
}

static char *
format_figure (GhFigure figure, double value)
{
  return figure == GH_FIGURE_RECOGNITION_RATE || figure == GH_FIGURE_AVERAGE_CONFIDENCE
           ? gh_format_share (value)
           : g_strdup_printf ("%'.0f", value);
}

/**
 * gh_overview_figures_find:
 * @facts: what a server has told and shown
 * @figure: which figure
 * @value: (out): the figure, as it is written
 * @note: (out): where it is from
 *
 * Takes what the server tells, or what can be told from what it has shown.
 *
 * Returns: whether the figure is known; if not, nothing is set
 */
gboolean
gh_overview_figures_find (const GhOverviewFacts *facts,
                          GhFigure figure,
                          char **value,
                          char **note)
{
  g_autofree char *computed = NULL;
  double number = 0;

  if (facts->statistics != NULL && gh_statistics_get_figure (facts->statistics, figure, &number))
    *note = g_strdup (_("Told by the server"));
  else if (compute_figure (facts, figure, &number, &computed))
    *note = g_steal_pointer (&computed);
  else
    return FALSE;

  *value = format_figure (figure, number);
  return TRUE;
}
