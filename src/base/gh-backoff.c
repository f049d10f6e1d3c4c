/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-backoff.h"

struct _GhBackoff
{
  gint64 first_us;
  gint64 most_us;
  guint attempts;
  GRand *random; /* (owned) */
};

/**
 * gh_backoff_new:
 * @first_us: the longest that the first wait may be, in microseconds, more than 0
 * @most_us: the longest that any wait may be, in microseconds, at least @first_us
 * @random: (nullable): where chance comes from; a copy is taken. %NULL for a seed of its own
 *
 * Decides how long to wait before each further try: twice as long at most each time, and a random
 * share of that ("full jitter"), so that a hundred desks do not come back in the same instant after
 * their server was restarted. No wait is shorter than a tenth of @first_us.
 *
 * Returns: (transfer full): a new back-off
 */
GhBackoff *
gh_backoff_new (gint64 first_us, gint64 most_us, GRand *random)
{
  GhBackoff *self;

  g_return_val_if_fail (first_us > 0, NULL);
  g_return_val_if_fail (most_us >= first_us, NULL);

  self = g_new0 (GhBackoff, 1);
  self->first_us = first_us;
  self->most_us = most_us;
  self->random = random != NULL ? g_rand_copy (random) : g_rand_new ();

  return self;
}

/**
 * gh_backoff_free:
 * @self: (transfer full) (nullable): a back-off
 *
 * Frees it.
 */
void
gh_backoff_free (GhBackoff *self)
{
  if (self == NULL)
    return;
  g_rand_free (self->random);
  g_free (self);
}

/**
 * gh_backoff_next_us:
 * @self: a back-off
 *
 * Counts a failed try.
 *
 * Returns: how long to wait before the next one, in microseconds
 */
gint64
gh_backoff_next_us (GhBackoff *self)
{
  gint64 cap_us, least_us;

  g_return_val_if_fail (self != NULL, 0);

  cap_us = self->first_us;
  for (guint i = 0; i < self->attempts && cap_us < self->most_us; i++)
    cap_us = cap_us > self->most_us / 2 ? self->most_us : cap_us * 2;
  if (self->attempts < G_MAXUINT)
    self->attempts++;

  least_us = self->first_us / 10;
  return (gint64) g_rand_double_range (self->random, (double) least_us, (double) cap_us);
}

/**
 * gh_backoff_reset:
 * @self: a back-off
 *
 * Forgets the failed tries; called when one has succeeded.
 */
void
gh_backoff_reset (GhBackoff *self)
{
  g_return_if_fail (self != NULL);

  self->attempts = 0;
}

/**
 * gh_backoff_get_attempts:
 * @self: a back-off
 *
 * Returns: how many tries have failed in a row
 */
guint
gh_backoff_get_attempts (const GhBackoff *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->attempts;
}
