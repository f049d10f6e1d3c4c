/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-deadline.h"

#define MOST_CALLERS 2

/* Behind everything that a call in progress has put into the main loop for itself. */
#define LATE_PRIORITY (G_PRIORITY_DEFAULT + 10)

struct _GhDeadline
{
  GhClock *clock; /* (owned) (nullable) */
  guint timeout_id;
  gboolean has_passed;
  GCancellable *cancellable; /* (owned) */

  GCancellable *late; /* (owned) (nullable) */
  gulong late_handler;
  GSource *late_source; /* (owned) (nullable) */

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

static gboolean
cancel_late_cb (gpointer user_data)
{
  GhDeadline *self = user_data;
  g_autoptr (GCancellable) late = g_object_ref (self->late);

  g_clear_pointer (&self->late_source, g_source_unref);
  /* @self may go with it. */
  g_cancellable_cancel (late);

  return G_SOURCE_REMOVE;
}

static void
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  GhDeadline *self = user_data;

  if (self->late_source != NULL)
    return;

  self->late_source = g_idle_source_new ();
  g_source_set_priority (self->late_source, LATE_PRIORITY);
  g_source_set_callback (self->late_source, cancel_late_cb, self, NULL);
  g_source_set_static_name (self->late_source, "[gatehouse] late cancellation");
  g_source_attach (self->late_source, g_main_context_get_thread_default ());
}

static void
clear_late (GhDeadline *self)
{
  if (self->late_handler != 0)
    g_signal_handler_disconnect (self->cancellable, self->late_handler);
  if (self->late_source != NULL)
    g_source_destroy (self->late_source);
  g_clear_pointer (&self->late_source, g_source_unref);
  g_clear_object (&self->late);
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
  clear_late (self);
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
 * gh_deadline_get_late_cancellable:
 * @self: a deadline
 *
 * What is handed to libsoup. Up to 3.6, a message that is cancelled in the moment between the arrival
 * of its headers and the callback that tells of them is taken out of its session's queue twice; that
 * takes one reference too many from the message and from each feature of the session, which ends in a
 * use after free (mended in libsoup 3.7.1, commit 9ba1243a). What waits in the main loop for its turn
 * therefore comes first, and then the cancellation.
 *
 * Returns: (transfer none): cancelled soon after gh_deadline_get_cancellable(), as long as @self lives
 */
GCancellable *
gh_deadline_get_late_cancellable (GhDeadline *self)
{
  if (self->late == NULL)
    {
      self->late = g_cancellable_new ();
      if (g_cancellable_is_cancelled (self->cancellable))
        g_cancellable_cancel (self->late);
      else
        self->late_handler =
          g_signal_connect (self->cancellable, "cancelled", G_CALLBACK (cancelled_cb), self);
    }

  return self->late;
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
