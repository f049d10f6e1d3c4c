/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Does one job after the other in a thread, in the order in which they were pushed, and gives each
 * back on the main context that it was made on. What a job needs there it carries itself: whoever
 * made the worker may be gone by then. */
typedef struct _GhWorker GhWorker;

/* In the thread; the only place that touches @user_data until the worker is freed. */
typedef void (*GhWorkerFunc) (gpointer job, gpointer user_data);
/* On the main context, and never inside gh_worker_push(). */
typedef void (*GhWorkerDoneFunc) (gpointer job);

GhWorker *gh_worker_new (GhWorkerFunc work,
                         gpointer user_data,
                         GhWorkerDoneFunc done,
                         GDestroyNotify free_job) G_GNUC_WARN_UNUSED_RESULT;
/* Waits until all is done that was pushed. */
void gh_worker_free (GhWorker *self);

void gh_worker_push (GhWorker *self, gpointer job);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhWorker, gh_worker_free)

G_END_DECLS
