/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-retry.h"

#include "gh-backoff.h"
#include "gh-deadline.h"
#include "gh-error.h"

#include <libsoup/soup.h>

#define FIRST_WAIT_US (G_TIME_SPAN_SECOND / 2)
#define MOST_WAIT_US (2 * G_TIME_SPAN_SECOND)

struct _GhRetry
{
  GhClock *clock;     /* (owned) */
  GhBackoff *backoff; /* (owned) */
  gint64 started_us;
  guint n_tries; /* that have failed */
  gboolean has_been_sent;

  GhDeadline *pause;  /* (owned) (nullable) before the next try */
  GhRetryFunc next;   /* (nullable) after it */
};

/* Sent twice they have the effect of being sent once (RFC 9110, section 9.2.2). */
static gboolean
is_idempotent (GhRequestMethod method)
{
  return method == GH_REQUEST_GET || method == GH_REQUEST_PUT || method == GH_REQUEST_DELETE;
}

/* What may be otherwise a moment later. A certificate, a wrong address and a refusal are not; nor
 * is an answer of 200 that says that it did not work. */
static gboolean
may_pass (const GError *error)
{
  guint status = gh_error_get_http_status (error);

  return gh_error_is_connectivity (error)
         || g_error_matches (error, GH_ERROR, GH_ERROR_RATE_LIMITED)
         || (status >= SOUP_STATUS_INTERNAL_SERVER_ERROR
             && status != SOUP_STATUS_NOT_IMPLEMENTED);
}

/* A server that limits has not done anything yet. */
static gboolean
is_without_effect (const GError *error)
{
  return gh_error_get_is_unsent (error) || g_error_matches (error, GH_ERROR, GH_ERROR_RATE_LIMITED);
}

/* The task keeps the count. */
typedef struct
{
  GhRetry *retry;
  GTask *task; /* (owned) */
} Pause;

static Pause *
pause_new (GhRetry *retry, GTask *task)
{
  Pause *self = g_new0 (Pause, 1);

  self->retry = retry;
  self->task = g_object_ref (task);

  return self;
}

static void
pause_free (gpointer data)
{
  Pause *self = data;

  g_clear_object (&self->task);
  g_free (self);
}

static gboolean
paused_cb (GCancellable *cancellable, gpointer user_data)
{
  Pause *pause = user_data;
  GhRetry *self = pause->retry;

  g_clear_pointer (&self->pause, gh_deadline_free);
  self->next (g_object_ref (pause->task));

  return G_SOURCE_REMOVE;
}

/*
 * gh_retry_new:
 * @clock: what the time is taken from
 *
 * The one policy about sending again:
 *
 *   GET, PUT, DELETE   up to %GH_RETRY_MOST_TRIES tries where the server could not be reached,
 *                      did not answer, failed or limits
 *   POST, PATCH        only where nothing of it was sent; that is so for login, register, refresh
 *                      and logout as well (GhAuthCall)
 *   any                never after a refused certificate, a refusal, or an answer that cannot be
 *                      understood; never later than %GH_RETRY_MOST_TIME_US after the first try
 *
 * The wait before a try is the longer of a back-off with jitter and what the server asks for; where
 * it asks for more than there is time, the caller is told instead. Beneath this, libsoup itself
 * repeats an idempotent request that dies on a connection that had been idle.
 *
 * Returns: (transfer full): the count of tries of one call
 */
GhRetry *
gh_retry_new (GhClock *clock)
{
  GhRetry *self = g_new0 (GhRetry, 1);

  self->clock = g_object_ref (clock);
  self->backoff = gh_backoff_new (FIRST_WAIT_US, MOST_WAIT_US, NULL);
  self->started_us = gh_clock_get_monotonic_us (clock);

  return self;
}

/*
 * gh_retry_free:
 * @self: (transfer full): a count
 *
 * Frees it.
 */
void
gh_retry_free (GhRetry *self)
{
  g_clear_object (&self->clock);
  gh_backoff_free (self->backoff);
  g_clear_pointer (&self->pause, gh_deadline_free);
  g_free (self);
}

/*
 * gh_retry_count_failure:
 * @self: a count
 * @request: what was sent
 * @error: why the newest try failed
 * @wait_us: (out): how long to wait before the next
 *
 * Returns: %TRUE if there is to be another try
 */
gboolean
gh_retry_count_failure (GhRetry *self,
                        GhRequest *request,
                        const GError *error,
                        gint64 *wait_us)
{
  gint64 now_us = gh_clock_get_monotonic_us (self->clock);
  gint64 backoff_us = gh_backoff_next_us (self->backoff);

  self->n_tries++;
  self->has_been_sent |= !is_without_effect (error);
  *wait_us = MAX (backoff_us, gh_error_get_retry_at_us (error) - now_us);

  return self->n_tries < GH_RETRY_MOST_TRIES && may_pass (error)
         && (is_idempotent (gh_request_get_method (request)) || gh_error_get_is_unsent (error))
         && now_us + *wait_us < self->started_us + GH_RETRY_MOST_TIME_US;
}

/*
 * gh_retry_pause:
 * @self: a count that belongs to @task
 * @wait_us: how long
 * @task: whose next try it is
 * @next: makes it; takes a reference to @task
 *
 * Calls @next when the time has come, or when the caller does not want it any more: then the try
 * itself says so.
 */
void
gh_retry_pause (GhRetry *self, gint64 wait_us, GTask *task, GhRetryFunc next)
{
  g_autoptr (GSource) source = NULL;

  self->next = next;
  self->pause = gh_deadline_new (self->clock, wait_us, g_task_get_cancellable (task));
  source = g_cancellable_source_new (gh_deadline_get_cancellable (self->pause));
  g_source_set_static_name (source, "gh-retry");
  g_source_set_callback (source, G_SOURCE_FUNC (paused_cb), pause_new (self, task), pause_free);
  g_source_attach (source, g_task_get_context (task));
}

/*
 * gh_retry_excuse:
 * @self: a count
 * @waited_us: how long a try has waited here before it was sent
 *
 * Leaves a time out of what the tries have taken.
 */
void
gh_retry_excuse (GhRetry *self, gint64 waited_us)
{
  self->started_us += waited_us;
}

/*
 * gh_retry_has_been_sent:
 * @self: a count
 *
 * Returns: %TRUE if one of the tries that failed may have had its effect all the same
 */
gboolean
gh_retry_has_been_sent (const GhRetry *self)
{
  return self->has_been_sent;
}
