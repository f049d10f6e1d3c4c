/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-poller.h"

#include "gh-event-log-private.h"
#include "gh-gap-filler.h"

/* A minute has room for twelve requests: looks, their further pages, and repetitions. */
#define PACE_US GH_POLLER_INTERVAL_US

struct _GhPoller
{
  GObject parent_instance;

  GhEventLog *log;     /* (owned) */
  GhClock *clock;      /* (owned) */
  GhGapFiller *filler; /* (owned) */

  gboolean is_running;
  gint64 interval_us;
  gint64 complete_until_us; /* real time: the log has what happened up to then */
  gint64 looked_at_us;      /* real time: when the look under way began */
  gint64 last_asked_us;      /* monotonic */
  guint look_id;
};

typedef enum
{
  SIGNAL_POLLED,
  SIGNAL_FAILED,
} GhPollerSignal;

static guint signals[SIGNAL_FAILED + 1];

G_DEFINE_FINAL_TYPE (GhPoller, gh_poller, G_TYPE_OBJECT)

static void
look_timeout_cb (gpointer user_data)
{
  GhPoller *self = user_data;

  self->look_id = 0;
  self->looked_at_us = gh_clock_get_real_us (self->clock);
  self->last_asked_us = gh_clock_get_monotonic_us (self->clock);
  gh_gap_filler_forget (self->filler);
  gh_gap_filler_miss (self->filler, gh_event_log_get_newest_us (self->log),
                      self->complete_until_us);
  gh_gap_filler_start (self->filler);
}

static void
schedule (GhPoller *self, gint64 delay_us)
{
  const gint64 earliest_us =
    self->last_asked_us + PACE_US - gh_clock_get_monotonic_us (self->clock);

  if (self->last_asked_us != 0)
    delay_us = MAX (delay_us, earliest_us);
  gh_clock_clear_timeout (self->clock, &self->look_id);
  self->look_id = gh_clock_add_timeout (self->clock, delay_us, look_timeout_cb, self);
}

static void
filler_progressed_cb (GhGapFiller *filler, gpointer user_data)
{
  GhPoller *self = user_data;
  const GError *error = gh_gap_filler_get_error (filler);

  self->last_asked_us = gh_clock_get_monotonic_us (self->clock);
  if (error != NULL)
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

static void
filler_finished_cb (GhGapFiller *filler, gboolean reached, gpointer user_data)
{
  GhPoller *self = user_data;

  self->last_asked_us = gh_clock_get_monotonic_us (self->clock);
  self->complete_until_us = self->looked_at_us;
  schedule (self, self->interval_us);
  g_signal_emit (self, signals[SIGNAL_POLLED], 0, gh_gap_filler_get_n_filled (filler));
}

static void
gh_poller_dispose (GObject *object)
{
  GhPoller *self = GH_POLLER (object);

  if (self->filler != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->filler, self);
      gh_poller_stop (self);
    }
  g_clear_object (&self->filler);
  g_clear_object (&self->log);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gh_poller_parent_class)->dispose (object);
}

static void
gh_poller_class_init (GhPollerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gh_poller_dispose;

  signals[SIGNAL_POLLED] =
    g_signal_new ("polled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_FAILED] =
    g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
gh_poller_init (GhPoller *self)
{
}

/**
 * gh_poller_new:
 * @face_recognition: where the history is
 * @log: where new events are put
 * @clock: times the looks
 * @random: (nullable): spreads the repetitions
 *
 * Returns: (transfer full): a poller at rest
 */
GhPoller *
gh_poller_new (GhFaceRecognition *face_recognition, GhEventLog *log, GhClock *clock, GRand *random)
{
  GhPoller *self = g_object_new (GH_TYPE_POLLER, NULL);

  self->log = g_object_ref (log);
  self->clock = g_object_ref (clock);
  self->filler = gh_gap_filler_new (face_recognition, log, clock, random);
  gh_gap_filler_set_pace_us (self->filler, PACE_US);
  g_signal_connect (self->filler, "progressed", G_CALLBACK (filler_progressed_cb), self);
  g_signal_connect (self->filler, "finished", G_CALLBACK (filler_finished_cb), self);

  return self;
}

/**
 * gh_poller_start:
 * @self: a poller
 * @interval_us: how long after one look the next one is, in microseconds
 * @complete_until_us: the log has what happened up to then: real time, in microseconds
 *
 * Begins to look, the first time after @interval_us; or goes on, with these figures.
 */
void
gh_poller_start (GhPoller *self, gint64 interval_us, gint64 complete_until_us)
{
  g_return_if_fail (GH_IS_POLLER (self));

  gh_poller_stop (self);
  self->is_running = TRUE;
  self->interval_us = interval_us;
  self->complete_until_us = complete_until_us;
  schedule (self, interval_us);
}

/**
 * gh_poller_stop:
 * @self: a poller
 *
 * Looks no more; no signal follows.
 */
void
gh_poller_stop (GhPoller *self)
{
  g_return_if_fail (GH_IS_POLLER (self));

  self->is_running = FALSE;
  gh_gap_filler_stop (self->filler);
  gh_clock_clear_timeout (self->clock, &self->look_id);
}

/**
 * gh_poller_look_now:
 * @self: a poller
 *
 * If it runs, it looks as soon as the budget has room.
 */
void
gh_poller_look_now (GhPoller *self)
{
  g_return_if_fail (GH_IS_POLLER (self));

  if (!self->is_running)
    return;
  gh_gap_filler_stop (self->filler);
  schedule (self, 0);
}

/**
 * gh_poller_is_running:
 * @self: a poller
 *
 * Returns: %TRUE between start and stop
 */
gboolean
gh_poller_is_running (GhPoller *self)
{
  g_return_val_if_fail (GH_IS_POLLER (self), FALSE);

  return self->is_running;
}

/**
 * gh_poller_get_complete_until_us:
 * @self: a poller
 *
 * Returns: the log has what happened up to then: real time, in microseconds
 */
gint64
gh_poller_get_complete_until_us (GhPoller *self)
{
  g_return_val_if_fail (GH_IS_POLLER (self), 0);

  return self->complete_until_us;
}
