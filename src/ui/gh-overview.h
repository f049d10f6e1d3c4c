/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-camera-list.h"
#include "gh-connection.h"

G_BEGIN_DECLS

/* Figures about a server's events, for as long as somebody looks at them: what it tells by itself,
 * what it counts when asked, and what the newest events say. Nothing is made up: what is neither told
 * nor can be counted is not known.
 *
 * Signal "changed": one of the getters answers something else now. The lists tell by themselves. */
#define GH_TYPE_OVERVIEW (gh_overview_get_type ())
G_DECLARE_FINAL_TYPE (GhOverview, gh_overview, GH, OVERVIEW, GObject)

typedef enum
{
  GH_OVERVIEW_HOURS,       /* events in each of the last hours */
  GH_OVERVIEW_DAYS,        /* and on each of the last days */
  GH_OVERVIEW_TYPES,       /* of each type, of all that the server has */
  GH_OVERVIEW_PLACES,      /* of each camera, of the newest events */
  GH_OVERVIEW_CONFIDENCES, /* how sure the recogniser was, of the newest events */
  GH_N_OVERVIEW_CHARTS,
} GhOverviewChart;

typedef struct
{
  gint64 updated_us; /* when the server answered last: real time, 0 for never */
  gboolean is_busy;
  guint n_sampled;     /* how many of the newest events were looked at one by one */
  gboolean is_sampled; /* those are all that are wanted, or all there are */
  gboolean knows_types;
  const GError *statistics_error; /* (nullable): why the server did not tell figures */
  const GError *history_error;    /* (nullable): why the history could not be read */
} GhOverviewState;

#define GH_OVERVIEW_N_HOURS 24
#define GH_OVERVIEW_N_DAYS 14
#define GH_OVERVIEW_N_BINS 10
/* So many of the newest events are looked at one by one. */
#define GH_OVERVIEW_SAMPLE 500
#define GH_OVERVIEW_ROUND_US G_TIME_SPAN_MINUTE

GhOverview *gh_overview_new (GhConnection *connection, GhClock *clock) G_GNUC_WARN_UNUSED_RESULT;

void gh_overview_start (GhOverview *self);
void gh_overview_stop (GhOverview *self);
void gh_overview_refresh (GhOverview *self);

/* Of #GhChartBar. */
GListModel *gh_overview_get_bars (GhOverview *self, GhOverviewChart chart);
GhCameraList *gh_overview_get_cameras (GhOverview *self);

/* FALSE while it is not known; *@note says then why, or else where the figure is from. */
gboolean gh_overview_dup_figure (GhOverview *self, GhFigure figure, char **value, char **note);
void gh_overview_get_state (GhOverview *self, GhOverviewState *state);

G_END_DECLS
