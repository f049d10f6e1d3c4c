/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-history-plan.h"

#include "gh-time-spans.h"

#define ALWAYS_US G_MININT64
#define NOW_US G_MAXINT64

/* There are two kinds of what is to be read. Missing is what happened while nobody told us. Unsure
 * is the minute before that: what was written down in time was told, what was written down late may
 * not have been. What is missing is read first, the newest of it first, and what is unsure only
 * when nothing is missing any more: a server that comes and goes brings a new minute of it each
 * time, and would keep us from ever reading the rest.
 *
 * The history is newest first. A page of it covers the time from its oldest event to where the
 * question ended, and the next question ends there: pages are not counted, so that events that come
 * in meanwhile move nothing. Reading can be given up at any page and be gone on with there, with
 * whatever has become missing since then. Only where more events than a page holds happened within
 * one millisecond, or a page has none that could be read, the next page of the same question is
 * asked for.
 *
 * There may be servers that do not mind the end of a period, or that give out events in another
 * order. There pages are counted, and reading begins anew each time. */
struct _GhHistoryPlan
{
  GhTimeSpans *missing; /* (owned) */
  GhTimeSpans *unsure;  /* (owned) */

  gboolean ignores_end;  /* the server does */
  gboolean is_unordered; /* what it gives out of the question under way */

  gint64 from_us; /* of the question under way */
  gint64 to_us;
  guint page;
  gint64 oldest_us; /* that its pages have reached */
  guint n_stuck;
};

/**
 * gh_history_plan_new:
 *
 * Returns: (transfer full): a plan with nothing to read
 */
GhHistoryPlan *
gh_history_plan_new (void)
{
  GhHistoryPlan *self = g_new0 (GhHistoryPlan, 1);

  self->missing = gh_time_spans_new ();
  self->unsure = gh_time_spans_new ();

  return self;
}

/**
 * gh_history_plan_free:
 * @self: (transfer full) (nullable): a plan
 *
 * Frees it.
 */
void
gh_history_plan_free (GhHistoryPlan *self)
{
  if (self == NULL)
    return;
  gh_time_spans_free (self->missing);
  gh_time_spans_free (self->unsure);
  g_free (self);
}

/**
 * gh_history_plan_miss:
 * @self: a plan
 * @newest_us: the time of the newest event that is known, by the server's clock; 0 for none
 * @complete_until_us: up to when everything is known, by this computer's
 *
 * From now on events are missing, up to whenever the plan is begun. The earlier of the two times
 * holds, for one of the clocks may be ahead.
 */
void
gh_history_plan_miss (GhHistoryPlan *self, gint64 newest_us, gint64 complete_until_us)
{
  const gint64 known_us = newest_us != 0 ? MIN (newest_us, complete_until_us) : ALWAYS_US;

  g_return_if_fail (self != NULL);

  gh_time_spans_add (self->missing, known_us, NOW_US);
  if (known_us != ALWAYS_US)
    gh_time_spans_add (self->unsure, known_us - GH_HISTORY_PLAN_OVERLAP_US, known_us);
}

/**
 * gh_history_plan_skip_before:
 * @self: a plan
 * @from_us: a time
 *
 * What is older than @from_us is not wanted.
 */
void
gh_history_plan_skip_before (GhHistoryPlan *self, gint64 from_us)
{
  g_return_if_fail (self != NULL);

  gh_time_spans_remove (self->missing, ALWAYS_US, from_us);
  gh_time_spans_remove (self->unsure, ALWAYS_US, from_us);
}

/**
 * gh_history_plan_clear:
 * @self: a plan
 *
 * Nothing is to be read any more.
 */
void
gh_history_plan_clear (GhHistoryPlan *self)
{
  g_return_if_fail (self != NULL);

  gh_time_spans_clear (self->missing);
  gh_time_spans_clear (self->unsure);
}

/**
 * gh_history_plan_is_missing:
 * @self: a plan
 *
 * Returns: %TRUE if something is missing; %FALSE if that was read, whether or not what is unsure
 *   was
 */
gboolean
gh_history_plan_is_missing (const GhHistoryPlan *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return gh_time_spans_get_n (self->missing) > 0;
}

/* One question goes down to the end of what is to be read without a break in between, of whichever
 * kind: what is missing and the minute before it are mostly one answer. */
static gint64
find_bottom (const GhHistoryPlan *self, gint64 from_us)
{
  const GhTimeSpan *next;

  while ((next = gh_time_spans_find_touching (self->missing, from_us)) != NULL
         || (next = gh_time_spans_find_touching (self->unsure, from_us)) != NULL)
    from_us = next->from_us;

  return from_us;
}

static gint64
find_oldest (const GhHistoryPlan *self)
{
  const guint n_missing = gh_time_spans_get_n (self->missing);
  const guint n_unsure = gh_time_spans_get_n (self->unsure);
  gint64 oldest_us = NOW_US;

  if (n_missing > 0)
    oldest_us = gh_time_spans_get_nth (self->missing, n_missing - 1)->from_us;
  if (n_unsure > 0)
    oldest_us = MIN (oldest_us, gh_time_spans_get_nth (self->unsure, n_unsure - 1)->from_us);

  return oldest_us;
}

static GhHistoryStep
ask_anew (GhHistoryPlan *self)
{
  const GhTimeSpan *span = gh_time_spans_get_nth (self->missing, 0);

  if (span == NULL)
    span = gh_time_spans_get_nth (self->unsure, 0);
  if (span == NULL)
    return GH_HISTORY_READ;

  self->from_us = self->ignores_end ? find_oldest (self) : find_bottom (self, span->from_us);
  self->to_us = self->ignores_end ? NOW_US : span->to_us;
  self->page = 1;
  self->oldest_us = NOW_US;
  self->is_unordered = FALSE;

  return GH_HISTORY_ASK;
}

/**
 * gh_history_plan_begin:
 * @self: a plan
 *
 * Begins to read, or goes on after an interruption.
 *
 * Returns: whether there is something to be asked
 */
GhHistoryStep
gh_history_plan_begin (GhHistoryPlan *self)
{
  g_return_val_if_fail (self != NULL, GH_HISTORY_READ);

  self->n_stuck = 0;

  return ask_anew (self);
}

/* Servers take milliseconds, and the end of a period may be in it or not. */
static gint64
round_up (gint64 time_us)
{
  const gint64 ms = G_TIME_SPAN_MILLISECOND;

  return (time_us + ms - 1) / ms * ms;
}

/**
 * gh_history_plan_get_question:
 * @self: a plan that has something to ask
 * @question: (out): what
 *
 * Tells what is to be asked now; the same again until there is an answer.
 */
void
gh_history_plan_get_question (const GhHistoryPlan *self, GhHistoryQuestion *question)
{
  g_return_if_fail (self != NULL);

  question->from_us = MAX (self->from_us, 0);
  question->to_us = self->to_us == NOW_US ? 0 : round_up (self->to_us);
  question->page = self->page;
}

static GhHistoryStep
read_down_to (GhHistoryPlan *self, gint64 from_us)
{
  gh_time_spans_remove (self->missing, from_us, self->to_us);
  gh_time_spans_remove (self->unsure, from_us, self->to_us);

  return gh_time_spans_get_n (self->missing) + gh_time_spans_get_n (self->unsure) > 0
           ? GH_HISTORY_ASK
           : GH_HISTORY_READ;
}

/* Not every server minds the beginning of a period. */
static gboolean
is_beyond (const GhHistoryPlan *self, const GhHistoryAnswer *answer)
{
  return answer->oldest_us != 0
         && (self->is_unordered ? answer->newest_us : answer->oldest_us) < self->from_us;
}

static GhHistoryStep
ask_next_page (GhHistoryPlan *self, gboolean is_further)
{
  self->page++;
  self->n_stuck = is_further ? 0 : self->n_stuck + 1;

  return self->n_stuck > GH_HISTORY_PLAN_MOST_STUCK ? GH_HISTORY_STUCK : GH_HISTORY_ASK;
}

/**
 * gh_history_plan_take:
 * @self: a plan that has asked
 * @answer: the answer to its question
 *
 * Notes what was read.
 *
 * Returns: what comes next
 */
GhHistoryStep
gh_history_plan_take (GhHistoryPlan *self, const GhHistoryAnswer *answer)
{
  gboolean is_further;

  g_return_val_if_fail (self != NULL, GH_HISTORY_READ);

  if (self->to_us != NOW_US && answer->newest_us > round_up (self->to_us))
    {
      self->ignores_end = TRUE;
      return ask_anew (self);
    }
  self->is_unordered |= !answer->is_ordered;

  if (answer->is_last || is_beyond (self, answer))
    return read_down_to (self, self->from_us) == GH_HISTORY_READ ? GH_HISTORY_READ
                                                                 : ask_anew (self);

  is_further = answer->oldest_us != 0 && answer->oldest_us < self->oldest_us;
  if (is_further)
    self->oldest_us = answer->oldest_us;
  /* There may be more of the last moment. */
  if (self->is_unordered || answer->oldest_us == 0 || answer->oldest_us + 1 >= self->to_us)
    return ask_next_page (self, is_further);

  if (read_down_to (self, answer->oldest_us + 1) == GH_HISTORY_READ)
    return GH_HISTORY_READ;
  if (self->ignores_end)
    return ask_next_page (self, is_further);

  self->n_stuck = 0;
  return ask_anew (self);
}
