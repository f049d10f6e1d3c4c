/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-sleep-watch.h"

/* How often it is looked, and what counts as sleep. */
#define INTERVAL_US (5 * G_TIME_SPAN_SECOND)
#define SLEEP_US (30 * G_TIME_SPAN_SECOND)

/* While a computer sleeps, its monotonic clock stands and its real one does not. */
struct _GhSleepWatch
{
  GhClock *clock; /* (owned) */
  GSourceOnceFunc woken;
  gpointer user_data;

  guint look_id;
  gint64 real_ahead_us; /* real time less monotonic time, when last looked */
};

static gint64
get_real_ahead (GhSleepWatch *self)
{
  return gh_clock_get_real_us (self->clock) - gh_clock_get_monotonic_us (self->clock);
}

static void
look_timeout_cb (gpointer user_data)
{
  GhSleepWatch *self = user_data;
  const gint64 real_ahead_us = get_real_ahead (self);
  const gboolean slept = real_ahead_us - self->real_ahead_us >= SLEEP_US;

  self->real_ahead_us = real_ahead_us;
  self->look_id = gh_clock_add_timeout (self->clock, INTERVAL_US, look_timeout_cb, self);
  if (slept)
    self->woken (self->user_data);
}

/**
 * gh_sleep_watch_new:
 * @clock: tells both times
 * @woken: called a few seconds after each sleep of at least half a minute
 * @user_data: for @woken
 *
 * Returns: (transfer full): a watch that is not watching
 */
GhSleepWatch *
gh_sleep_watch_new (GhClock *clock, GSourceOnceFunc woken, gpointer user_data)
{
  GhSleepWatch *self = g_new0 (GhSleepWatch, 1);

  self->clock = g_object_ref (clock);
  self->woken = woken;
  self->user_data = user_data;

  return self;
}

/**
 * gh_sleep_watch_free:
 * @self: (transfer full) (nullable): a watch
 *
 * Stops and frees it. Not within @woken.
 */
void
gh_sleep_watch_free (GhSleepWatch *self)
{
  if (self == NULL)
    return;
  gh_sleep_watch_stop (self);
  g_object_unref (self->clock);
  g_free (self);
}

/**
 * gh_sleep_watch_start:
 * @self: a watch that is not watching
 *
 * Watches from now on.
 */
void
gh_sleep_watch_start (GhSleepWatch *self)
{
  g_return_if_fail (self != NULL && self->look_id == 0);

  self->real_ahead_us = get_real_ahead (self);
  self->look_id = gh_clock_add_timeout (self->clock, INTERVAL_US, look_timeout_cb, self);
}

/**
 * gh_sleep_watch_stop:
 * @self: a watch
 *
 * Watches no more.
 */
void
gh_sleep_watch_stop (GhSleepWatch *self)
{
  g_return_if_fail (self != NULL);

  gh_clock_clear_timeout (self->clock, &self->look_id);
}
