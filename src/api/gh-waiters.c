/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-waiters.h"

struct _GhWaiters
{
  GPtrArray *waiters; /* (owned) of Waiter */
};

typedef struct
{
  GPtrArray *waiters; /* that it is in */
  GTask *task;        /* (owned) */
  GSource *source;    /* (owned) (nullable) */
} Waiter;

static void
waiter_free (Waiter *waiter)
{
  if (waiter->source != NULL)
    g_source_destroy (waiter->source);
  g_clear_pointer (&waiter->source, g_source_unref);
  g_clear_object (&waiter->task);
  g_free (waiter);
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  Waiter *waiter = user_data;
  g_autoptr (GTask) task = g_object_ref (waiter->task);

  g_ptr_array_remove (waiter->waiters, waiter);
  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

/*
 * gh_waiters_new:
 *
 * Returns: (transfer full): nobody
 */
GhWaiters *
gh_waiters_new (void)
{
  GhWaiters *self = g_new0 (GhWaiters, 1);

  self->waiters = g_ptr_array_new_with_free_func ((GDestroyNotify) waiter_free);

  return self;
}

/*
 * gh_waiters_free:
 * @self: (transfer full): nobody; who still waits has to be answered before
 *
 * Frees it.
 */
void
gh_waiters_free (GhWaiters *self)
{
  g_assert (self->waiters->len == 0);
  g_ptr_array_unref (self->waiters);
  g_free (self);
}

/*
 * gh_waiters_get_n:
 * @self: those who wait
 *
 * Returns: how many
 */
guint
gh_waiters_get_n (const GhWaiters *self)
{
  return self->waiters->len;
}

/*
 * gh_waiters_add:
 * @self: those who wait
 * @task: (transfer full): another, that returns a boolean; when its own cancellable is cancelled it
 *   is answered at once
 *
 * Adds one.
 */
void
gh_waiters_add (GhWaiters *self, GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  Waiter *waiter = g_new0 (Waiter, 1);

  waiter->waiters = self->waiters;
  waiter->task = task;
  if (cancellable != NULL)
    {
      waiter->source = g_cancellable_source_new (cancellable);
      g_source_set_static_name (waiter->source, "gh-waiters");
      g_source_set_callback (waiter->source, G_SOURCE_FUNC (cancelled_cb), waiter, NULL);
      g_source_attach (waiter->source, g_task_get_context (task));
    }
  g_ptr_array_add (self->waiters, waiter);
}

/*
 * gh_waiters_take:
 * @self: those who wait
 *
 * Takes all of them out, for an owner that may be gone once the first of them was answered.
 *
 * Returns: (transfer full): those who waited
 */
GhWaiters *
gh_waiters_take (GhWaiters *self)
{
  GhWaiters *taken = g_new0 (GhWaiters, 1);

  taken->waiters = g_steal_pointer (&self->waiters);
  self->waiters = g_ptr_array_new_with_free_func ((GDestroyNotify) waiter_free);

  return taken;
}

/*
 * gh_waiters_answer:
 * @self: those who wait
 * @error: (nullable): what they are told; %NULL for success
 *
 * Answers all of them, in the order in which they came. Nobody waits afterwards.
 */
void
gh_waiters_answer (GhWaiters *self, const GError *error)
{
  while (self->waiters->len > 0)
    {
      Waiter *waiter = g_ptr_array_steal_index (self->waiters, 0);
      g_autoptr (GTask) task = g_object_ref (waiter->task);

      waiter_free (waiter);
      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_boolean (task, TRUE);
    }
}
