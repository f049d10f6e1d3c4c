/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-fuzz.h"
#include "gh-statistics.h"

/* Figures: what is there is within its range, and what is not there is 0. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GhJsonReader) reader
    = gh_json_reader_new_for_text ((const char *) data, (gssize) size, NULL);
  g_autoptr (GhStatistics) statistics = NULL;

  if (reader == NULL)
    return 0;
  statistics = gh_statistics_new_from_json (reader);
  g_assert_true (gh_json_reader_finish (reader, NULL) == (statistics != NULL));
  if (statistics == NULL)
    return 0;

  for (GhFigure figure = 0; figure < GH_N_FIGURES; figure++)
    {
      double value = -1;
      gboolean is_there = gh_statistics_get_figure (statistics, figure, &value);

      g_assert_cmpfloat (value, >=, 0);
      if (figure == GH_FIGURE_RECOGNITION_RATE || figure == GH_FIGURE_AVERAGE_CONFIDENCE)
        g_assert_cmpfloat (value, <=, 1);
      if (!is_there)
        g_assert_cmpfloat (value, ==, 0);
    }
  for (GhEventType type = GH_EVENT_TYPE_DETECTED; type <= GH_EVENT_TYPE_OTHER; type++)
    {
      gint64 n_events = -1;

      gh_statistics_get_n_events (statistics, type, &n_events);
      g_assert_cmpint (n_events, >=, 0);
    }
  if (gh_statistics_get_recent_events (statistics) != NULL)
    g_assert_cmpuint (gh_statistics_get_recent_events (statistics)->len, <=,
                      GH_STATISTICS_MOST_RECENT_EVENTS);

  return 0;
}
