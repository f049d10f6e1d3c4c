/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-virtual-clock.h"

typedef struct
{
  guint id;
  gint64 due_us;
  GSourceOnceFunc callback;
  gpointer user_data;
} Timeout;

/* A clock that stands until it is told how much time has passed. */
struct _GhVirtualClock
{
  GhClock parent_instance;

  gint64 monotonic_us;
  gint64 real_us;
  guint last_id;
  GArray *timeouts; /* (owned): Timeout, in the order in which they were added */
};

G_DEFINE_FINAL_TYPE (GhVirtualClock, gh_virtual_clock, GH_TYPE_CLOCK)

/* The one that is due first; of several, the one that was added first. */
static gboolean
find_next (GhVirtualClock *self, guint *index)
{
  for (guint i = 0; i < self->timeouts->len; i++)
    if (i == 0
        || g_array_index (self->timeouts, Timeout, i).due_us
             < g_array_index (self->timeouts, Timeout, *index).due_us)
      *index = i;
  return self->timeouts->len > 0;
}

static void
move_to (GhVirtualClock *self, gint64 monotonic_us)
{
  self->real_us += monotonic_us - self->monotonic_us;
  self->monotonic_us = monotonic_us;
}

static gint64
gh_virtual_clock_get_monotonic_us (GhClock *clock)
{
  return GH_VIRTUAL_CLOCK (clock)->monotonic_us;
}

static gint64
gh_virtual_clock_get_real_us (GhClock *clock)
{
  return GH_VIRTUAL_CLOCK (clock)->real_us;
}

static guint
gh_virtual_clock_add_timeout (GhClock *clock,
                              gint64 delay_us,
                              GSourceOnceFunc callback,
                              gpointer user_data)
{
  GhVirtualClock *self = GH_VIRTUAL_CLOCK (clock);
  Timeout timeout = { ++self->last_id, self->monotonic_us + delay_us, callback, user_data };

  g_array_append_val (self->timeouts, timeout);
  return timeout.id;
}

static void
gh_virtual_clock_remove_timeout (GhClock *clock, guint timeout_id)
{
  GhVirtualClock *self = GH_VIRTUAL_CLOCK (clock);

  for (guint i = 0; i < self->timeouts->len; i++)
    {
      if (g_array_index (self->timeouts, Timeout, i).id == timeout_id)
        {
          g_array_remove_index (self->timeouts, i);
          return;
        }
    }
  /* The system's clock would complain as well: the id is spent. */
  g_critical ("No timeout %u waits on the virtual clock", timeout_id);
}

static void
gh_virtual_clock_finalize (GObject *object)
{
  GhVirtualClock *self = GH_VIRTUAL_CLOCK (object);

  g_clear_pointer (&self->timeouts, g_array_unref);

  G_OBJECT_CLASS (gh_virtual_clock_parent_class)->finalize (object);
}

static void
gh_virtual_clock_class_init (GhVirtualClockClass *klass)
{
  GhClockClass *clock_class = GH_CLOCK_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gh_virtual_clock_finalize;
  clock_class->get_monotonic_us = gh_virtual_clock_get_monotonic_us;
  clock_class->get_real_us = gh_virtual_clock_get_real_us;
  clock_class->add_timeout = gh_virtual_clock_add_timeout;
  clock_class->remove_timeout = gh_virtual_clock_remove_timeout;
}

static void
gh_virtual_clock_init (GhVirtualClock *self)
{
  /* Not zero: that is how code says "never". */
  self->monotonic_us = G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC;
  self->real_us = GH_VIRTUAL_CLOCK_START_REAL_US;
  self->timeouts = g_array_new (FALSE, FALSE, sizeof (Timeout));
}

/**
 * gh_virtual_clock_new:
 *
 * Returns: (transfer full): a clock that stands at %GH_VIRTUAL_CLOCK_START_REAL_US
 */
GhVirtualClock *
gh_virtual_clock_new (void)
{
  return g_object_new (GH_TYPE_VIRTUAL_CLOCK, NULL);
}

/**
 * gh_virtual_clock_advance_us:
 * @self: a clock
 * @us: how much time passes, in microseconds, 0 or more
 *
 * Lets time pass. Timeouts that fall due are called in order, each at its own time; so are those
 * that they add, if they too fall due.
 */
void
gh_virtual_clock_advance_us (GhVirtualClock *self, gint64 us)
{
  gint64 target_us;
  guint index = 0;

  g_return_if_fail (GH_IS_VIRTUAL_CLOCK (self));
  g_return_if_fail (us >= 0);

  g_object_ref (self);
  target_us = self->monotonic_us + us;
  while (find_next (self, &index))
    {
      Timeout timeout = g_array_index (self->timeouts, Timeout, index);

      if (timeout.due_us > target_us)
        break;
      g_array_remove_index (self->timeouts, index);
      move_to (self, timeout.due_us);
      timeout.callback (timeout.user_data);
    }
  move_to (self, target_us);
  g_object_unref (self);
}

/**
 * gh_virtual_clock_set_real_us:
 * @self: a clock
 * @real_us: the new time of day, in microseconds since 1970
 *
 * Sets the time of day as an administrator would; the monotonic time does not notice.
 */
void
gh_virtual_clock_set_real_us (GhVirtualClock *self, gint64 real_us)
{
  g_return_if_fail (GH_IS_VIRTUAL_CLOCK (self));

  self->real_us = real_us;
}

/**
 * gh_virtual_clock_get_n_timeouts:
 * @self: a clock
 *
 * Returns: how many timeouts wait
 */
guint
gh_virtual_clock_get_n_timeouts (GhVirtualClock *self)
{
  g_return_val_if_fail (GH_IS_VIRTUAL_CLOCK (self), 0);

  return self->timeouts->len;
}

/**
 * gh_virtual_clock_get_next_delay_us:
 * @self: a clock
 *
 * Returns: how long until the next timeout, in microseconds; -1 where none waits
 */
gint64
gh_virtual_clock_get_next_delay_us (GhVirtualClock *self)
{
  guint index = 0;

  g_return_val_if_fail (GH_IS_VIRTUAL_CLOCK (self), -1);

  if (!find_next (self, &index))
    return -1;
  return g_array_index (self->timeouts, Timeout, index).due_us - self->monotonic_us;
}
