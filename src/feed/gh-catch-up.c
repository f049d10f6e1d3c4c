/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-catch-up.h"

#include "gh-event-log-private.h"
#include "gh-feed-break-private.h"
#include "gh-gap-filler.h"

/* What is in the log and what is not, between the history and the link:
 *
 * - First the newest events of the history are read (the snapshot), while the link is being made.
 *   It shows something early, and it may be older than the link.
 * - Each time the link is up, the history is read from where something is missing. Whatever
 *   happened up to then was in the log; whatever happens from now on comes over the link; what
 *   happened in between comes from there. Only then is the log complete.
 * - When a link is lost, events are missing from then on, beside those that were missing before and
 *   have not been read yet. The filler knows them all, however many links are made and lost: the
 *   next one begins with what it alone has missed, and goes on with the rest where the last one
 *   was lost. */
struct _GhCatchUp
{
  GObject parent_instance;

  GhEventLog *log;     /* (owned) */
  GhClock *clock;      /* (owned) */
  GhGapFiller *filler; /* (owned) */

  gboolean has_snapshot;
  gboolean has_link;
  gboolean answers;    /* the server, as far as is known */
  gboolean is_filling; /* the gap, not the snapshot */
  gboolean is_complete;
  gint64 started_us; /* when the snapshot was asked for */

  gint64 lost_at_us;     /* when the log was last complete; 0 if it never was, or is */
  gint64 lost_newest_us; /* the newest event then */
  GhFeedBreak *mark;     /* (owned) (nullable): of the gap that is not filled yet */
  guint mark_filled;     /* by fillings that were cut short */
};

typedef enum
{
  SIGNAL_PROGRESSED,
  SIGNAL_CAUGHT_UP,
} GhCatchUpSignal;

static guint signals[SIGNAL_CAUGHT_UP + 1];

G_DEFINE_FINAL_TYPE (GhCatchUp, gh_catch_up, G_TYPE_OBJECT)

/* Not before the server answers, for until then the break goes on. */
static void
ensure_mark (GhCatchUp *self)
{
  if (!self->answers || self->lost_at_us == 0 || self->mark != NULL)
    return;
  self->mark_filled = 0;
  self->mark =
    gh_feed_break_new (self->lost_at_us,
                       self->lost_newest_us != 0 ? self->lost_newest_us : self->lost_at_us);
  gh_event_log_add_break (self->log, self->mark);
}

/* It takes both, the snapshot and the link, whichever comes last. */
static void
fill_gap (GhCatchUp *self)
{
  if (!self->has_link || !self->has_snapshot || self->is_filling)
    return;

  ensure_mark (self);
  self->is_filling = TRUE;
  gh_gap_filler_start (self->filler);
}

static void
update_mark (GhCatchUp *self)
{
  if (!self->is_filling)
    return;
  self->answers |= gh_gap_filler_get_error (self->filler) == NULL;
  ensure_mark (self);
  if (self->mark != NULL)
    gh_feed_break_set_filled (self->mark,
                              self->mark_filled + gh_gap_filler_get_n_filled (self->filler));
}

static void
filler_progressed_cb (GhGapFiller *filler, gpointer user_data)
{
  GhCatchUp *self = user_data;

  update_mark (self);
  g_signal_emit (self, signals[SIGNAL_PROGRESSED], 0);
}

static void
filler_finished_cb (GhGapFiller *filler, gboolean reached, gpointer user_data)
{
  GhCatchUp *self = user_data;

  if (!self->is_filling)
    {
      self->has_snapshot = TRUE;
      gh_gap_filler_miss (filler, gh_gap_filler_get_newest_us (filler), self->started_us);
      fill_gap (self);
      return;
    }

  update_mark (self);
  if (self->mark != NULL)
    {
      gh_feed_break_set_to_us (self->mark, gh_clock_get_real_us (self->clock));
      gh_feed_break_set_complete (self->mark, reached);
    }
  g_clear_object (&self->mark);
  self->is_filling = FALSE;
  self->is_complete = TRUE;
  self->lost_at_us = 0;
  g_signal_emit (self, signals[SIGNAL_CAUGHT_UP], 0);
}

static void
gh_catch_up_dispose (GObject *object)
{
  GhCatchUp *self = GH_CATCH_UP (object);

  if (self->filler != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->filler, self);
      gh_gap_filler_stop (self->filler);
    }
  g_clear_object (&self->filler);
  g_clear_object (&self->mark);
  g_clear_object (&self->log);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gh_catch_up_parent_class)->dispose (object);
}

static void
gh_catch_up_class_init (GhCatchUpClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gh_catch_up_dispose;

  signals[SIGNAL_PROGRESSED] =
    g_signal_new ("progressed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  signals[SIGNAL_CAUGHT_UP] =
    g_signal_new ("caught-up", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
gh_catch_up_init (GhCatchUp *self)
{
}

/**
 * gh_catch_up_new:
 * @face_recognition: where the history is
 * @log: what is to be complete
 * @clock: times the retries and the marks
 * @random: (nullable): spreads the retries
 *
 * Returns: (transfer full): one that has not begun
 */
GhCatchUp *
gh_catch_up_new (GhFaceRecognition *face_recognition,
                 GhEventLog *log,
                 GhClock *clock,
                 GRand *random)
{
  GhCatchUp *self = g_object_new (GH_TYPE_CATCH_UP, NULL);

  self->log = g_object_ref (log);
  self->clock = g_object_ref (clock);
  self->filler = gh_gap_filler_new (face_recognition, log, clock, random);
  g_signal_connect (self->filler, "progressed", G_CALLBACK (filler_progressed_cb), self);
  g_signal_connect (self->filler, "finished", G_CALLBACK (filler_finished_cb), self);

  return self;
}

/**
 * gh_catch_up_start:
 * @self: a catch-up
 *
 * Begins to read the snapshot, unless it is there.
 */
void
gh_catch_up_start (GhCatchUp *self)
{
  g_return_if_fail (GH_IS_CATCH_UP (self));

  if (self->has_snapshot)
    return;
  self->started_us = gh_clock_get_real_us (self->clock);
  gh_gap_filler_miss (self->filler, 0, 0);
  gh_gap_filler_start (self->filler);
}

/**
 * gh_catch_up_stop:
 * @self: a catch-up whose link was lost
 *
 * Reads no more. What is missing stays known.
 */
void
gh_catch_up_stop (GhCatchUp *self)
{
  g_return_if_fail (GH_IS_CATCH_UP (self));

  gh_gap_filler_stop (self->filler);
}

/**
 * gh_catch_up_reset:
 * @self: a catch-up that was stopped
 *
 * Begins anew, for another log.
 */
void
gh_catch_up_reset (GhCatchUp *self)
{
  g_return_if_fail (GH_IS_CATCH_UP (self));

  self->has_snapshot = FALSE;
  self->is_complete = FALSE;
  self->lost_at_us = 0;
  gh_gap_filler_forget (self->filler);
  g_clear_object (&self->mark);
}

/**
 * gh_catch_up_retry_now:
 * @self: a catch-up
 *
 * If it waits to ask the history again, it asks now.
 */
void
gh_catch_up_retry_now (GhCatchUp *self)
{
  g_return_if_fail (GH_IS_CATCH_UP (self));

  gh_gap_filler_retry_now (self->filler);
}

/**
 * gh_catch_up_link_opened:
 * @self: a catch-up
 * @answers: whether the server is known to answer; %FALSE where what stands in for a link is yet to
 *   be tried
 *
 * From now on the link brings what happens. What is missing up to now is read from the history, and
 * the break is marked in the log; then "caught-up" is emitted.
 */
void
gh_catch_up_link_opened (GhCatchUp *self, gboolean answers)
{
  g_return_if_fail (GH_IS_CATCH_UP (self));

  self->has_link = TRUE;
  self->answers = answers;
  if (answers)
    gh_gap_filler_retry_now (self->filler);
  fill_gap (self);
}

/**
 * gh_catch_up_link_lost:
 * @self: a catch-up
 * @lost_at_us: since when events may be missed: real time, in microseconds
 * @alive_at_us: when the link last brought anything: real time, in microseconds
 *
 * Pauses the filling, for events are missed again.
 */
void
gh_catch_up_link_lost (GhCatchUp *self, gint64 lost_at_us, gint64 alive_at_us)
{
  g_return_if_fail (GH_IS_CATCH_UP (self));

  self->has_link = FALSE;
  if (!self->is_complete && !self->is_filling)
    return;

  if (self->is_complete)
    {
      self->lost_at_us = lost_at_us;
      self->lost_newest_us = gh_event_log_get_newest_us (self->log);
      self->is_complete = FALSE;
    }
  if (self->is_filling)
    {
      self->mark_filled += gh_gap_filler_get_n_filled (self->filler);
      self->is_filling = FALSE;
      gh_gap_filler_stop (self->filler);
    }
  gh_gap_filler_miss (self->filler, gh_event_log_get_newest_us (self->log), alive_at_us);
}

/**
 * gh_catch_up_get_error:
 * @self: a catch-up
 *
 * Returns: (transfer none) (nullable): why it waits to ask the history again
 */
const GError *
gh_catch_up_get_error (GhCatchUp *self)
{
  g_return_val_if_fail (GH_IS_CATCH_UP (self), NULL);

  return gh_gap_filler_get_error (self->filler);
}
