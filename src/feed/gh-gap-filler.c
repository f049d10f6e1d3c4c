/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-gap-filler.h"

#include "gh-backoff.h"
#include "gh-error.h"
#include "gh-event-log-private.h"
#include "gh-history-plan.h"

#define RETRY_FIRST_US (500 * G_TIME_SPAN_MILLISECOND)
#define RETRY_MOST_US (30 * G_TIME_SPAN_SECOND)

struct _GhGapFiller
{
  GObject parent_instance;

  GhFaceRecognition *face_recognition; /* (owned) */
  GhEventLog *log;                     /* (owned) */
  GhClock *clock;                      /* (owned) */
  GhBackoff *backoff;                  /* (owned) */

  GhHistoryPlan *plan; /* (owned): outlives a run */
  gint64 pace_us;      /* the least time between two requests */
  GHashTable *met;     /* (owned): ids of the events of this run, as many as the log has room for */
  gint64 n_read;       /* rows of the pages of this question */
  guint n_filled;
  gint64 newest_us;

  GCancellable *cancellable; /* (owned) (nullable): of the request under way */
  guint fetch_id;
  GError *error; /* (owned) (nullable): why the last page did not come */
};

typedef enum
{
  SIGNAL_PROGRESSED,
  SIGNAL_FINISHED,
} GhGapFillerSignal;

static guint signals[SIGNAL_FINISHED + 1];

G_DEFINE_FINAL_TYPE (GhGapFiller, gh_gap_filler, G_TYPE_OBJECT)

static void listed_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
fetch (GhGapFiller *self)
{
  g_autoptr (GhEventQuery) query = NULL;
  GhHistoryQuestion question;

  gh_history_plan_get_question (self->plan, &question);
  query = gh_event_query_new (GH_EVENT_TYPE_ANY, NULL, NULL, question.from_us, question.to_us);

  self->cancellable = g_cancellable_new ();
  gh_face_recognition_list_events_async (self->face_recognition, question.page,
                                         GH_GAP_FILLER_PAGE_EVENTS, query, self->cancellable,
                                         listed_ready_cb, self);
}

static void
fetch_timeout_cb (gpointer user_data)
{
  GhGapFiller *self = user_data;

  self->fetch_id = 0;
  fetch (self);
}

static void
schedule_retry (GhGapFiller *self, const GError *error)
{
  gint64 delay_us = MAX (gh_backoff_next_us (self->backoff), self->pace_us);

  if (gh_error_get_retry_at_us (error) != 0)
    delay_us = MAX (delay_us, gh_error_get_retry_at_us (error)
                                - gh_clock_get_monotonic_us (self->clock));
  self->fetch_id = gh_clock_add_timeout (self->clock, delay_us, fetch_timeout_cb, self);

  g_clear_error (&self->error);
  self->error = g_error_copy (error);
  g_signal_emit (self, signals[SIGNAL_PROGRESSED], 0);
}

static void
finish (GhGapFiller *self)
{
  const gboolean reached = !gh_history_plan_is_missing (self->plan);

  gh_history_plan_clear (self->plan);
  g_hash_table_remove_all (self->met);
  g_signal_emit (self, signals[SIGNAL_FINISHED], 0, reached);
}

/* Older events than a full list of newer ones could not be shown; somebody may want them still. */
static gboolean
has_enough (GhGapFiller *self)
{
  return g_hash_table_size (self->met) >= gh_event_log_get_capacity (self->log);
}

/* Returns: what comes next */
static GhHistoryStep
take_page (GhGapFiller *self, GhResultPage *page)
{
  GPtrArray *events = gh_result_page_get_items (page);
  GhHistoryAnswer answer = { .n_rows = events->len + gh_result_page_get_n_invalid (page),
                             .is_ordered = TRUE };
  GhHistoryQuestion question;
  gint64 wanted_since_us, before_us = G_MAXINT64;
  const gboolean wants_all = gh_event_log_wants_all (self->log, &wanted_since_us);

  gh_history_plan_get_question (self->plan, &question);
  for (guint i = 0; i < events->len; i++)
    {
      GhFaceEvent *event = events->pdata[i];
      const gint64 timestamp_us = gh_face_event_get_timestamp_us (event);

      if (!wants_all)
        g_hash_table_add (self->met, g_strdup (gh_face_event_get_id (event)));
      if (timestamp_us >= question.from_us)
        self->n_filled += gh_event_log_add (self->log, event);

      answer.newest_us = MAX (answer.newest_us, timestamp_us);
      answer.oldest_us = i > 0 ? MIN (answer.oldest_us, timestamp_us) : timestamp_us;
      answer.is_ordered &= timestamp_us <= before_us;
      before_us = timestamp_us;
    }
  self->newest_us = MAX (self->newest_us, answer.newest_us);
  self->n_read = question.page > 1 ? self->n_read + answer.n_rows : answer.n_rows;
  /* Where a server gives no total, a full page may be followed by another. */
  answer.is_last = answer.n_rows == 0
                   || (answer.n_rows < GH_GAP_FILLER_PAGE_EVENTS
                       && self->n_read >= gh_result_page_get_total (page));

  return gh_history_plan_take (self->plan, &answer);
}

static void
listed_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GhGapFiller *self = user_data;
  g_autoptr (GhResultPage) page = NULL;
  g_autoptr (GError) error = NULL;
  GhHistoryStep step;

  page = gh_face_recognition_list_events_finish (GH_FACE_RECOGNITION (source), result, &error);
  if (gh_error_is_cancelled (error))
    return;

  g_clear_object (&self->cancellable);
  if (page == NULL)
    {
      schedule_retry (self, error);
      return;
    }

  g_clear_error (&self->error);
  gh_backoff_reset (self->backoff);
  step = take_page (self, page);

  if (step != GH_HISTORY_ASK || has_enough (self))
    {
      finish (self);
      return;
    }

  if (self->pace_us > 0)
    self->fetch_id = gh_clock_add_timeout (self->clock, self->pace_us, fetch_timeout_cb, self);
  else
    fetch (self);
  g_signal_emit (self, signals[SIGNAL_PROGRESSED], 0);
}

static void
gh_gap_filler_dispose (GObject *object)
{
  GhGapFiller *self = GH_GAP_FILLER (object);

  if (self->clock != NULL)
    gh_gap_filler_stop (self);
  g_clear_object (&self->face_recognition);
  g_clear_object (&self->log);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gh_gap_filler_parent_class)->dispose (object);
}

static void
gh_gap_filler_finalize (GObject *object)
{
  GhGapFiller *self = GH_GAP_FILLER (object);

  g_clear_pointer (&self->backoff, gh_backoff_free);
  g_clear_pointer (&self->met, g_hash_table_unref);
  g_clear_pointer (&self->plan, gh_history_plan_free);

  G_OBJECT_CLASS (gh_gap_filler_parent_class)->finalize (object);
}

static void
gh_gap_filler_class_init (GhGapFillerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gh_gap_filler_dispose;
  object_class->finalize = gh_gap_filler_finalize;

  signals[SIGNAL_PROGRESSED] =
    g_signal_new ("progressed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  signals[SIGNAL_FINISHED] =
    g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
gh_gap_filler_init (GhGapFiller *self)
{
  self->plan = gh_history_plan_new ();
  self->met = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * gh_gap_filler_new:
 * @face_recognition: where the history is
 * @log: where events are put
 * @clock: times the retries
 * @random: (nullable): spreads the retries
 *
 * Returns: (transfer full): a filler at rest
 */
GhGapFiller *
gh_gap_filler_new (GhFaceRecognition *face_recognition,
                   GhEventLog *log,
                   GhClock *clock,
                   GRand *random)
{
  GhGapFiller *self;

  g_return_val_if_fail (GH_IS_FACE_RECOGNITION (face_recognition), NULL);
  g_return_val_if_fail (GH_IS_EVENT_LOG (log), NULL);
  g_return_val_if_fail (GH_IS_CLOCK (clock), NULL);

  self = g_object_new (GH_TYPE_GAP_FILLER, NULL);
  /* What a person clicks goes first, and what is kept of a history is never the newest of it. */
  self->face_recognition =
    gh_endpoint_group_dup_in_manner (face_recognition, GH_MANNER_BACKGROUND);
  self->log = g_object_ref (log);
  self->clock = g_object_ref (clock);
  self->backoff = gh_backoff_new (RETRY_FIRST_US, RETRY_MOST_US, random);

  return self;
}

/**
 * gh_gap_filler_set_pace_us:
 * @self: a filler at rest
 * @pace_us: the least time between two requests of a run, in microseconds
 *
 * Makes it go slowly. Without this it asks for the next page at once.
 */
void
gh_gap_filler_set_pace_us (GhGapFiller *self, gint64 pace_us)
{
  g_return_if_fail (GH_IS_GAP_FILLER (self));

  self->pace_us = pace_us;
}

/**
 * gh_gap_filler_miss:
 * @self: a filler at rest
 * @newest_us: the time of the newest event that is known, by the server's clock; 0 for none
 * @complete_until_us: up to when everything is known, by this computer's
 *
 * From now on events are missing, beside those that were missing before. Where no event is known
 * that is all of the history: as many of the newest as the log keeps, or all that it was asked for.
 */
void
gh_gap_filler_miss (GhGapFiller *self, gint64 newest_us, gint64 complete_until_us)
{
  g_return_if_fail (GH_IS_GAP_FILLER (self));

  gh_history_plan_miss (self->plan, newest_us, complete_until_us);
}

/**
 * gh_gap_filler_forget:
 * @self: a filler at rest
 *
 * Nothing is missing any more.
 */
void
gh_gap_filler_forget (GhGapFiller *self)
{
  g_return_if_fail (GH_IS_GAP_FILLER (self));

  gh_history_plan_clear (self->plan);
}

/**
 * gh_gap_filler_start:
 * @self: a filler at rest, since gh_gap_filler_miss()
 *
 * Begins to read what is missing, or goes on where it was stopped. A page that does not come is
 * asked for again until it does.
 */
void
gh_gap_filler_start (GhGapFiller *self)
{
  gint64 wanted_since_us;

  g_return_if_fail (GH_IS_GAP_FILLER (self));

  if (gh_event_log_wants_all (self->log, &wanted_since_us))
    gh_history_plan_skip_before (self->plan, wanted_since_us);
  self->n_filled = 0;
  self->newest_us = 0;
  g_return_if_fail (gh_history_plan_begin (self->plan) == GH_HISTORY_ASK);
  fetch (self);
}

/**
 * gh_gap_filler_stop:
 * @self: a filler
 *
 * Pauses: no signal follows, and what has not been read is still missing.
 */
void
gh_gap_filler_stop (GhGapFiller *self)
{
  g_return_if_fail (GH_IS_GAP_FILLER (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gh_clock_clear_timeout (self->clock, &self->fetch_id);
  gh_backoff_reset (self->backoff);
  g_hash_table_remove_all (self->met);
  g_clear_error (&self->error);
}

/**
 * gh_gap_filler_retry_now:
 * @self: a filler
 *
 * If it waits to ask again, it asks now.
 */
void
gh_gap_filler_retry_now (GhGapFiller *self)
{
  g_return_if_fail (GH_IS_GAP_FILLER (self));

  if (self->fetch_id == 0)
    return;
  gh_clock_clear_timeout (self->clock, &self->fetch_id);
  fetch (self);
}

/**
 * gh_gap_filler_get_n_filled:
 * @self: a filler
 *
 * Returns: how many events of this run the log had not known
 */
guint
gh_gap_filler_get_n_filled (GhGapFiller *self)
{
  g_return_val_if_fail (GH_IS_GAP_FILLER (self), 0);

  return self->n_filled;
}

/**
 * gh_gap_filler_get_newest_us:
 * @self: a filler
 *
 * Returns: the newest time among the events of this run; 0 where there was none
 */
gint64
gh_gap_filler_get_newest_us (GhGapFiller *self)
{
  g_return_val_if_fail (GH_IS_GAP_FILLER (self), 0);

  return self->newest_us;
}

/**
 * gh_gap_filler_get_error:
 * @self: a filler
 *
 * Returns: (transfer none) (nullable): why it waits to ask again
 */
const GError *
gh_gap_filler_get_error (GhGapFiller *self)
{
  g_return_val_if_fail (GH_IS_GAP_FILLER (self), NULL);

  return self->error;
}
