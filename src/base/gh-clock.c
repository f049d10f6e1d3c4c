/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-clock.h"

/* Where time comes from. Whoever waits is handed one, so that tests take no time and a race can be
 * replayed. */
G_DEFINE_ABSTRACT_TYPE (GhClock, gh_clock, G_TYPE_OBJECT)

static void
gh_clock_class_init (GhClockClass *klass)
{
}

static void
gh_clock_init (GhClock *self)
{
}

/**
 * gh_clock_get_monotonic_us:
 * @self: a clock
 *
 * Returns: microseconds that never run backwards; for measuring and waiting
 */
gint64
gh_clock_get_monotonic_us (GhClock *self)
{
  g_return_val_if_fail (GH_IS_CLOCK (self), 0);

  return GH_CLOCK_GET_CLASS (self)->get_monotonic_us (self);
}

/**
 * gh_clock_get_real_us:
 * @self: a clock
 *
 * Returns: microseconds since 1970-01-01T00:00:00Z; may jump when the computer's clock is set
 */
gint64
gh_clock_get_real_us (GhClock *self)
{
  g_return_val_if_fail (GH_IS_CLOCK (self), 0);

  return GH_CLOCK_GET_CLASS (self)->get_real_us (self);
}

/**
 * gh_clock_add_timeout:
 * @self: a clock
 * @delay_us: how long to wait, in microseconds of the monotonic clock; less than 0 is 0
 * @callback: (scope async): called once, on the main context
 * @user_data: handed to @callback
 *
 * Calls @callback once, never from within this function. The callback must set its owner's stored
 * id to 0, for the id is spent by then.
 *
 * Returns: an id for gh_clock_clear_timeout(), never 0
 */
guint
gh_clock_add_timeout (GhClock *self, gint64 delay_us, GSourceOnceFunc callback, gpointer user_data)
{
  g_return_val_if_fail (GH_IS_CLOCK (self), 0);
  g_return_val_if_fail (callback != NULL, 0);

  return GH_CLOCK_GET_CLASS (self)->add_timeout (self, MAX (delay_us, 0), callback, user_data);
}

/**
 * gh_clock_clear_timeout:
 * @self: the clock that the timeout was added to
 * @timeout_id: (inout): where the id is stored; 0 there means that nothing is waited for
 *
 * Takes the timeout back and sets the stored id to 0.
 */
void
gh_clock_clear_timeout (GhClock *self, guint *timeout_id)
{
  guint id;

  g_return_if_fail (GH_IS_CLOCK (self));
  g_return_if_fail (timeout_id != NULL);

  id = *timeout_id;
  *timeout_id = 0;
  if (id != 0)
    GH_CLOCK_GET_CLASS (self)->remove_timeout (self, id);
}
