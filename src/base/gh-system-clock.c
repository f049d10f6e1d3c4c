/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-system-clock.h"

/* The computer's clock and the main loop's timeouts. */
struct _GhSystemClock
{
  GhClock parent_instance;
};

G_DEFINE_FINAL_TYPE (GhSystemClock, gh_system_clock, GH_TYPE_CLOCK)

static gint64
gh_system_clock_get_monotonic_us (GhClock *clock)
{
  return g_get_monotonic_time ();
}

static gint64
gh_system_clock_get_real_us (GhClock *clock)
{
  return g_get_real_time ();
}

static guint
gh_system_clock_add_timeout (GhClock *clock,
                             gint64 delay_us,
                             GSourceOnceFunc callback,
                             gpointer user_data)
{
  /* Rounded up: never early. */
  gint64 delay_ms = delay_us / 1000 + (delay_us % 1000 != 0);

  return g_timeout_add_once ((guint) MIN (delay_ms, (gint64) G_MAXUINT), callback, user_data);
}

static void
gh_system_clock_remove_timeout (GhClock *clock, guint timeout_id)
{
  g_source_remove (timeout_id);
}

static void
gh_system_clock_class_init (GhSystemClockClass *klass)
{
  GhClockClass *clock_class = GH_CLOCK_CLASS (klass);

  clock_class->get_monotonic_us = gh_system_clock_get_monotonic_us;
  clock_class->get_real_us = gh_system_clock_get_real_us;
  clock_class->add_timeout = gh_system_clock_add_timeout;
  clock_class->remove_timeout = gh_system_clock_remove_timeout;
}

static void
gh_system_clock_init (GhSystemClock *self)
{
}

/**
 * gh_system_clock_new:
 *
 * Makes the clock that the program runs by. Its timeouts are sources of the default main context.
 *
 * Returns: (transfer full): a new clock
 */
GhClock *
gh_system_clock_new (void)
{
  return g_object_new (GH_TYPE_SYSTEM_CLOCK, NULL);
}
