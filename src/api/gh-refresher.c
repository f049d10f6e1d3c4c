/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-refresher.h"

#include "gh-auth-requests.h"
#include "gh-error-mapper.h"
#include "gh-waiters.h"

#include <glib/gi18n.h>

struct _GhRefresher
{
  GhTransport *transport; /* (owned) */
  GhRefresherFunc func;
  gpointer user_data;

  GCancellable *cancellable; /* (owned) (nullable) while a refresh is in flight */
  GhWaiters *waiters;        /* (owned) */
};

static void
refresh_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhReply) reply =
    gh_transport_send_finish (GH_TRANSPORT (source), result, &error);
  GhRefresher *self = user_data;
  g_autoptr (GhWaiters) waiters = NULL;
  g_autoptr (GhTokens) tokens = NULL;
  g_autoptr (GError) refusal = NULL;

  if (gh_error_is_cancelled (error))
    return;

  if (error != NULL)
    refusal = gh_error_mapper_map_refresh (error);
  if (refusal != NULL)
    {
      g_clear_error (&error);
      error = g_error_copy (refusal);
    }
  else if (reply != NULL)
    tokens = gh_auth_requests_read_tokens (reply, &error);

  /* The owner may end this object when it is told; nothing of it is looked at afterwards. */
  g_clear_object (&self->cancellable);
  waiters = gh_waiters_take (self->waiters);
  self->func (tokens, error, refusal != NULL, self->user_data);
  gh_waiters_answer (waiters, error);
}

/*
 * gh_refresher_new:
 * @transport: what to ask through
 * @func: told of every end of a refresh but one by gh_refresher_stop()
 * @user_data: for @func
 *
 * Returns: (transfer full): a refresher at rest
 */
GhRefresher *
gh_refresher_new (GhTransport *transport, GhRefresherFunc func, gpointer user_data)
{
  GhRefresher *self = g_new0 (GhRefresher, 1);

  self->transport = g_object_ref (transport);
  self->func = func;
  self->user_data = user_data;
  self->waiters = gh_waiters_new ();

  return self;
}

/*
 * gh_refresher_free:
 * @self: (transfer full): a refresher
 *
 * Cancels what is in flight, for everybody.
 */
void
gh_refresher_free (GhRefresher *self)
{
  g_autoptr (GError) cancelled =
    g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Cancelled"));

  gh_refresher_stop (self, cancelled);
  g_clear_object (&self->transport);
  gh_waiters_free (self->waiters);
  g_free (self);
}

/*
 * gh_refresher_is_active:
 * @self: a refresher
 *
 * Returns: %TRUE while a refresh is in flight
 */
gboolean
gh_refresher_is_active (const GhRefresher *self)
{
  return self->cancellable != NULL;
}

/*
 * gh_refresher_is_waited_for:
 * @self: a refresher
 *
 * Returns: %TRUE if somebody's access token was refused, so that another call need not try with it
 */
gboolean
gh_refresher_is_waited_for (const GhRefresher *self)
{
  return gh_waiters_get_n (self->waiters) > 0;
}

/*
 * gh_refresher_start:
 * @self: a refresher
 * @tokens: the pair that the session holds
 *
 * Asks for a new pair, unless that is being done already.
 */
void
gh_refresher_start (GhRefresher *self, GhTokens *tokens)
{
  g_autoptr (GhRequest) request = NULL;

  if (gh_refresher_is_active (self))
    return;

  self->cancellable = g_cancellable_new ();
  request = gh_auth_requests_new_refresh (tokens);
  gh_transport_send_async (self->transport,
                           request,
                           NULL,
                           self->cancellable,
                           refresh_ready_cb,
                           self);
}

/*
 * gh_refresher_wait:
 * @self: an active refresher
 * @task: (transfer full): returns %TRUE or an error when the refresh ends, or its own cancellation
 *   at once
 *
 * Joins the refresh in flight.
 */
void
gh_refresher_wait (GhRefresher *self, GTask *task)
{
  g_return_if_fail (gh_refresher_is_active (self));

  gh_waiters_add (self->waiters, task);
}

/*
 * gh_refresher_stop:
 * @self: a refresher
 * @reason: what those who wait are told
 *
 * Gives up what is in flight. A pair that the server has made out meanwhile is lost.
 */
void
gh_refresher_stop (GhRefresher *self, const GError *reason)
{
  g_autoptr (GhWaiters) waiters = NULL;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  waiters = gh_waiters_take (self->waiters);
  gh_waiters_answer (waiters, reason);
}
