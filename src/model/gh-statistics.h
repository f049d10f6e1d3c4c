/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "gh-event-type.h"
#include "gh-json-reader.h"

G_BEGIN_DECLS

/* Figures about a server's faces and events. Servers tell different ones: what one does not tell is
 * unavailable, and never made up of others. */
#define GH_TYPE_STATISTICS (gh_statistics_get_type ())
G_DECLARE_FINAL_TYPE (GhStatistics, gh_statistics, GH, STATISTICS, GObject)

typedef enum
{
  GH_FIGURE_TOTAL_FACES,
  GH_FIGURE_ACTIVE_FACES,
  GH_FIGURE_TOTAL_EVENTS,
  GH_FIGURE_EVENTS_TODAY,
  GH_FIGURE_RECOGNITION_RATE,   /* 0 to 1 */
  GH_FIGURE_AVERAGE_CONFIDENCE, /* 0 to 1 */
  GH_N_FIGURES,
} GhFigure;

#define GH_STATISTICS_MOST_RECENT_EVENTS 100

GhStatistics *gh_statistics_new_from_json (GhJsonReader *reader) G_GNUC_WARN_UNUSED_RESULT;

/* FALSE: this server does not tell. */
gboolean gh_statistics_get_figure (GhStatistics *self, GhFigure figure, double *value);
gboolean gh_statistics_get_n_events (GhStatistics *self, GhEventType type, gint64 *n_events);

/* Of #GhFaceEvent, newest first; NULL where the server does not tell. */
GPtrArray *gh_statistics_get_recent_events (GhStatistics *self);

G_END_DECLS
