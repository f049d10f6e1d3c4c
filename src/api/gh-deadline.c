/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-deadline.h"

struct _GhDeadline
{
  GhClock *clock; /* (owned) */
  guint timeout_id;
  gboolean has_passed;
  GCancellable *cancellable; /* (owned) */
  GCancellable *caller;      /* (owned) (nullable) */
  gulong caller_handler;
};

static void
deadline_passed_cb (gpointer user_data)
{
  GhDeadline *self = user_data;

  self->timeout_id = 0;
  self->has_passed = TRUE;
  g_cancellable_cancel (self->cancellable);
}

static void
caller_cancelled_cb (GCancellable *caller, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

/*
 * gh_deadline_new:
 * @clock: what the time is taken from
 * @delay_us: how long from now, in microseconds
 * @caller: (nullable): who else may cancel
 *
 * Returns: (transfer full): a deadline
 */
GhDeadline *
gh_deadline_new (GhClock *clock, gint64 delay_us, GCancellable *caller)
{
  GhDeadline *self = g_new0 (GhDeadline, 1);

  self->clock = g_object_ref (clock);
  self->cancellable = g_cancellable_new ();
  self->timeout_id = gh_clock_add_timeout (clock, delay_us, deadline_passed_cb, self);
  if (caller != NULL)
    {
      self->caller = g_object_ref (caller);
      self->caller_handler = g_cancellable_connect (caller,
                                                    G_CALLBACK (caller_cancelled_cb),
                                                    g_object_ref (self->cancellable),
                                                    g_object_unref);
    }

  return self;
}

/*
 * gh_deadline_free:
 * @self: (transfer full): a deadline
 *
 * Frees it; its time does not come any more.
 */
void
gh_deadline_free (GhDeadline *self)
{
  gh_clock_clear_timeout (self->clock, &self->timeout_id);
  g_clear_object (&self->clock);
  /* Not g_cancellable_disconnect(): this may be within the emission, and that would wait for it. */
  if (self->caller_handler != 0)
    g_signal_handler_disconnect (self->caller, self->caller_handler);
  g_clear_object (&self->caller);
  g_clear_object (&self->cancellable);
  g_free (self);
}

/*
 * gh_deadline_get_cancellable:
 * @self: a deadline
 *
 * Returns: (transfer none): what is handed to the calls that have to end in time
 */
GCancellable *
gh_deadline_get_cancellable (GhDeadline *self)
{
  return self->cancellable;
}

/*
 * gh_deadline_has_passed:
 * @self: a deadline
 *
 * Returns: %TRUE if it was the time, and not the caller, that cancelled
 */
gboolean
gh_deadline_has_passed (const GhDeadline *self)
{
  return self->has_passed;
}
