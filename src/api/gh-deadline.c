/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-deadline.h"

#define MOST_CALLERS 2

struct _GhDeadline
{
  GhClock *clock; /* (owned) (nullable) */
  guint timeout_id;
  gboolean has_passed;
  GCancellable *cancellable; /* (owned) */

  guint n_callers;
  struct
  {
    GCancellable *cancellable; /* (owned) */
    gulong handler;
  } callers[MOST_CALLERS];
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
 * @clock: (nullable): what the time is taken from; %NULL for no limit of time
 * @delay_us: how long from now, in microseconds
 * @caller: (nullable): who else may cancel
 *
 * Returns: (transfer full): a deadline
 */
GhDeadline *
gh_deadline_new (GhClock *clock, gint64 delay_us, GCancellable *caller)
{
  GhDeadline *self = g_new0 (GhDeadline, 1);

  self->cancellable = g_cancellable_new ();
  if (clock != NULL)
    {
      self->clock = g_object_ref (clock);
      self->timeout_id = gh_clock_add_timeout (clock, delay_us, deadline_passed_cb, self);
    }
  gh_deadline_watch (self, caller);

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
  if (self->clock != NULL)
    gh_clock_clear_timeout (self->clock, &self->timeout_id);
  g_clear_object (&self->clock);
  for (guint i = 0; i < self->n_callers; i++)
    {
      /* Not g_cancellable_disconnect(): this may be within the emission, which that waits for. */
      if (self->callers[i].handler != 0)
        g_signal_handler_disconnect (self->callers[i].cancellable, self->callers[i].handler);
      g_clear_object (&self->callers[i].cancellable);
    }
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
 * gh_deadline_watch:
 * @self: a deadline that watches no more than one yet
 * @caller: (nullable): who else may cancel
 *
 * From now on @self is cancelled with @caller; at once, if that is already.
 */
void
gh_deadline_watch (GhDeadline *self, GCancellable *caller)
{
  if (caller == NULL)
    return;

  g_return_if_fail (self->n_callers < MOST_CALLERS);

  self->callers[self->n_callers].cancellable = g_object_ref (caller);
  self->callers[self->n_callers].handler =
    g_cancellable_connect (caller,
                           G_CALLBACK (caller_cancelled_cb),
                           g_object_ref (self->cancellable),
                           g_object_unref);
  self->n_callers++;
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
