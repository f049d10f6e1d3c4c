/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What of a server's history is still to be read, and what to ask it next. It keeps its place
 * however often the reading is interrupted, and knows nothing of requests. */
typedef struct _GhHistoryPlan GhHistoryPlan;

/* Events are written down by the server a little after they happened, and the clocks of its cameras
 * differ a little. */
#define GH_HISTORY_PLAN_OVERLAP_US (60 * G_TIME_SPAN_SECOND)

/* For so many pages in a row the history may get no older. */
#define GH_HISTORY_PLAN_MOST_STUCK 50

/* Real time, in microseconds; 0 for no limit. */
typedef struct
{
  gint64 from_us;
  gint64 to_us;
  guint page; /* from 1 */
} GhHistoryQuestion;

/* A page. The times are those of events that could be read; 0 where there was none. */
typedef struct
{
  guint n_rows; /* those that could not be read included */
  gboolean is_last;
  gint64 newest_us;
  gint64 oldest_us;
  gboolean is_ordered; /* newest first */
} GhHistoryAnswer;

typedef enum
{
  GH_HISTORY_ASK,   /* the next question */
  GH_HISTORY_READ,  /* there is nothing left to be read */
  GH_HISTORY_STUCK, /* the server goes on giving out what it gave out before */
} GhHistoryStep;

GhHistoryPlan *gh_history_plan_new (void) G_GNUC_WARN_UNUSED_RESULT;
void gh_history_plan_free (GhHistoryPlan *self);

void gh_history_plan_miss (GhHistoryPlan *self, gint64 newest_us, gint64 complete_until_us);
void gh_history_plan_skip_before (GhHistoryPlan *self, gint64 from_us);
void gh_history_plan_clear (GhHistoryPlan *self);
gboolean gh_history_plan_is_missing (const GhHistoryPlan *self);

GhHistoryStep gh_history_plan_begin (GhHistoryPlan *self);
void gh_history_plan_get_question (const GhHistoryPlan *self, GhHistoryQuestion *question);
GhHistoryStep gh_history_plan_take (GhHistoryPlan *self, const GhHistoryAnswer *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhHistoryPlan, gh_history_plan_free)

G_END_DECLS
