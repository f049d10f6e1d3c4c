/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-session-private.h"

#include "gh-budget-private.h"
#include "gh-deadline.h"
#include "gh-error-mapper.h"

#include <libsoup/soup.h>

#define MOST_FOUND 2

/* One authenticated call: sent with the bearer when its turn has come, and after a 401 once more
 * with the one that the refresh has brought. */
typedef struct
{
  GhSession *session;  /* there as long as @life is not cancelled */
  GCancellable *life;  /* (owned) of the sign-in that the call belongs to */
  GhRequest *request;  /* (owned) */
  GhTokens *tokens;    /* (owned) (nullable) that it was sent with */
  GhDeadline *stopper; /* (owned) of the caller and of @life; the transport counts the time */
  gboolean is_retry;
  guint n_found; /* tries with tokens that another program had stored */
  gint64 waited_us; /* for its turn */
} Call;

static void turn_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void sent_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void renewed_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
call_free (Call *call)
{
  g_clear_object (&call->life);
  g_clear_pointer (&call->request, gh_request_unref);
  g_clear_pointer (&call->tokens, gh_tokens_unref);
  g_clear_pointer (&call->stopper, gh_deadline_free);
  g_free (call);
}

/* Whoever has not cancelled the call is told that it was the sign-in that ended. */
static void
fail (GTask *task, GError *error)
{
  Call *call = g_task_get_task_data (task);

  if (gh_error_is_cancelled (error) && g_cancellable_is_cancelled (call->life))
    {
      g_clear_error (&error);
      error = gh_error_mapper_new_signed_out ();
    }
  g_task_return_error (task, error);
}

static void
transmit (GTask *task)
{
  Call *call = g_task_get_task_data (task);
  GhTokens *tokens = gh_session_get_tokens (call->session);

  if (tokens == NULL)
    {
      g_task_return_error (task, gh_error_mapper_new_signed_out ());
      g_object_unref (task);
      return;
    }

  g_clear_pointer (&call->tokens, gh_tokens_unref);
  call->tokens = gh_tokens_ref (tokens);
  gh_transport_send_async (gh_session_get_transport (call->session),
                           call->request,
                           gh_tokens_get_access_token (tokens),
                           gh_deadline_get_cancellable (call->stopper),
                           sent_cb,
                           task);
}

/* Which token it is sent with is looked at afterwards: the wait may outlive one. */
static void
wait_for_turn (GTask *task)
{
  Call *call = g_task_get_task_data (task);
  GhTransport *transport = gh_session_get_transport (call->session);
  GhBudget *budget = gh_transport_get_budget (transport);

  if (gh_session_get_tokens (call->session) == NULL || gh_budget_take (budget, call->request))
    {
      transmit (task);
      return;
    }

  call->waited_us = -gh_clock_get_monotonic_us (gh_transport_get_clock (transport));
  gh_budget_wait_async (budget,
                        call->request,
                        gh_deadline_get_cancellable (call->stopper),
                        turn_cb,
                        task);
}

static void
turn_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;

  if (!gh_budget_wait_finish (GH_BUDGET (source), result, &error))
    {
      fail (task, error);
      return;
    }

  call->waited_us +=
    gh_clock_get_monotonic_us (gh_transport_get_clock (gh_session_get_transport (call->session)));
  transmit (g_steal_pointer (&task));
}

static void
renew (GTask *task)
{
  Call *call = g_task_get_task_data (task);

  gh_session_renew_async (call->session,
                          FALSE,
                          call->tokens != NULL ? gh_tokens_get_access_token (call->tokens) : NULL,
                          gh_deadline_get_cancellable (call->stopper),
                          renewed_cb,
                          task);
}

/* Once for a 401; and again where that only led to tokens that may be as old as ours were. */
static gboolean
may_renew (Call *call)
{
  return !call->is_retry
         || (gh_session_holds_found_tokens (call->session) && call->n_found++ < MOST_FOUND);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  GhReply *reply = gh_transport_send_finish (GH_TRANSPORT (source), result, &error);

  if (reply != NULL)
    {
      gh_session_note_answer (call->session);
      g_task_return_pointer (task, reply, (GDestroyNotify) gh_reply_unref);
      return;
    }

  if (gh_error_get_http_status (error) == SOUP_STATUS_UNAUTHORIZED
      && !(gh_request_get_may_refuse_person (call->request)
           && !gh_error_mapper_is_about_token (error))
      && may_renew (call))
    {
      call->is_retry = TRUE;
      renew (g_steal_pointer (&task));
      return;
    }

  fail (task, g_steal_pointer (&error));
}

static void
renewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;

  if (!gh_session_renew_finish (result, &error))
    fail (task, error);
  else if (call->is_retry)
    {
      gh_budget_count (gh_transport_get_budget (gh_session_get_transport (call->session)),
                       call->request);
      transmit (g_steal_pointer (&task));
    }
  else
    wait_for_turn (g_steal_pointer (&task));
}

/*
 * gh_session_call_async:
 * @self: a session
 * @holds_session: whether @self is kept until the answer is there; if not, the end of the session
 *   ends the call, and @callback has to look for that before it touches the session
 * @request: what to ask
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the answer is there
 * @user_data: for @callback
 *
 * Sends a request as who is signed in.
 */
void
gh_session_call_async (GhSession *self,
                       gboolean holds_session,
                       GhRequest *request,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task =
    g_task_new (holds_session ? self : NULL, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  g_task_set_source_tag (task, gh_session_call_async);

  call->session = self;
  call->life = g_object_ref (gh_session_get_life (self));
  call->request = gh_request_ref (request);
  call->stopper = gh_deadline_new (NULL, 0, cancellable);
  gh_deadline_watch (call->stopper, call->life);
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);

  /* With an access token that is known to be refused, nothing is asked. */
  if (gh_session_is_renewing (self))
    renew (g_steal_pointer (&task));
  else
    wait_for_turn (g_steal_pointer (&task));
}

/*
 * gh_session_call_get_waited_us:
 * @result: the result of a call
 *
 * Returns: how long the call has waited for its turn, which the server has nothing to do with
 */
gint64
gh_session_call_get_waited_us (GAsyncResult *result)
{
  const Call *call = g_task_get_task_data (G_TASK (result));

  return MAX (call->waited_us, 0);
}

/*
 * gh_session_call_finish:
 * @result: the result
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): a successful answer
 */
GhReply *
gh_session_call_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * gh_session_send_async:
 * @self: a session
 * @request: what to ask
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the answer is there
 * @user_data: for @callback
 *
 * Sends a request as who is signed in. A 401 joins the one refresh in flight, or starts it, and the
 * request is sent once more with what that brings; a second 401 is an error like any other. A call
 * that is in flight when its sign-in ends fails with %GH_ERROR_UNAUTHORIZED.
 */
void
gh_session_send_async (GhSession *self,
                       GhRequest *request,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_return_if_fail (GH_IS_SESSION (self));
  g_return_if_fail (request != NULL);

  gh_session_call_async (self, TRUE, request, cancellable, callback, user_data);
}

/**
 * gh_session_send_finish:
 * @self: a session
 * @result: the result
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): a successful answer
 */
GhReply *
gh_session_send_finish (GhSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return gh_session_call_finish (result, error);
}

/**
 * gh_session_refresh_async:
 * @self: a session
 * @refused_token: (nullable): the access token that the server would not have; where the session
 *   holds another one already, this succeeds at once. %NULL for the one that it holds
 * @cancellable: (nullable): a #GCancellable; it ends the waiting, not the refresh
 * @callback: (scope async): called when there are new tokens, or will not be
 * @user_data: for @callback
 *
 * Joins the one refresh in flight, or starts it.
 */
void
gh_session_refresh_async (GhSession *self,
                          const char *refused_token,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (GH_IS_SESSION (self));

  gh_session_renew_async (self, TRUE, refused_token, cancellable, callback, user_data);
}

/**
 * gh_session_refresh_finish:
 * @self: a session
 * @result: the result
 * @error: return location for a #GError
 *
 * Returns: %TRUE if the session holds new tokens. %FALSE with %GH_ERROR_UNAUTHORIZED or
 *   %GH_ERROR_DEACTIVATED where the server refused, and the sign-in has ended; with any other error
 *   the sign-in goes on
 */
gboolean
gh_session_refresh_finish (GhSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return gh_session_renew_finish (result, error);
}
