/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-worker.h"

struct _GhWorker
{
  GThreadPool *pool;     /* (owned): of one thread, which keeps the order */
  GMainContext *context; /* (owned) */
  GhWorkerFunc work;
  gpointer user_data;
  GhWorkerDoneFunc done;
  GDestroyNotify free_job;
};

/* A job that is done, on its way back. */
typedef struct
{
  gpointer job; /* (owned) */
  GhWorkerDoneFunc done;
  GDestroyNotify free_job;
} Parcel;

static void
parcel_free (gpointer data)
{
  Parcel *parcel = data;

  parcel->free_job (parcel->job);
  g_free (parcel);
}

static gboolean
deliver_cb (gpointer user_data)
{
  Parcel *parcel = user_data;

  parcel->done (parcel->job);
  return G_SOURCE_REMOVE;
}

/* Not g_main_context_invoke(): where nobody iterates the context just now that would do it in this
 * thread. */
static void
give_back (GhWorker *self, gpointer job)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  Parcel *parcel = g_new0 (Parcel, 1);

  parcel->job = job;
  parcel->done = self->done;
  parcel->free_job = self->free_job;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, deliver_cb, parcel, parcel_free);
  g_source_set_static_name (source, "GhWorker");
  g_source_attach (source, self->context);
}

static void
work_cb (gpointer job, gpointer user_data)
{
  GhWorker *self = user_data;

  self->work (job, self->user_data);
  give_back (self, job);
}

/**
 * gh_worker_new:
 * @work: does a job, in the thread
 * @user_data: handed to @work; the thread's, until the worker is freed
 * @done: told of a job that is done, on the thread-default main context of the caller
 * @free_job: frees a job, on the same context
 *
 * Returns: (transfer full): a worker; its thread is there only while there is something to do
 */
GhWorker *
gh_worker_new (GhWorkerFunc work,
               gpointer user_data,
               GhWorkerDoneFunc done,
               GDestroyNotify free_job)
{
  GhWorker *self = g_new0 (GhWorker, 1);

  self->context = g_main_context_ref_thread_default ();
  self->work = work;
  self->user_data = user_data;
  self->done = done;
  self->free_job = free_job;
  self->pool = g_thread_pool_new (work_cb, self, 1, FALSE, NULL);

  return self;
}

/**
 * gh_worker_free:
 * @self: (transfer full): a worker
 *
 * Waits for what was pushed, and lets go of the thread. The last jobs are given back later, when the
 * main context has its turn.
 */
void
gh_worker_free (GhWorker *self)
{
  g_thread_pool_free (self->pool, FALSE, TRUE);
  g_main_context_unref (self->context);
  g_free (self);
}

/**
 * gh_worker_push:
 * @self: a worker
 * @job: (transfer full): a job
 *
 * Has a job done after those that were pushed before.
 */
void
gh_worker_push (GhWorker *self, gpointer job)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (job != NULL);

  g_thread_pool_push (self->pool, job, NULL);
}
