/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-refresher.h"

#include "gh-auth-call.h"
#include "gh-auth-requests.h"
#include "gh-error-mapper.h"
#include "gh-token-search.h"
#include "gh-waiters.h"

#include <glib/gi18n.h>

struct _GhRefresher
{
  GhTransport *transport; /* (owned) */
  GhRefresherFunc func;
  gpointer user_data;

  GCancellable *cancellable; /* (owned) (nullable) while a refresh is in flight */
  GhTokens *tokens;          /* (owned) (nullable) likewise: the pair that is exchanged */
  char *stored_for;          /* (owned) (nullable) likewise */
  GError *refusal;           /* (owned) (nullable) while it is not believed yet */
  GhTokenSearch *search;     /* (owned) */
  GhWaiters *waiters;        /* (owned) */
};

static void
forget (GhRefresher *self)
{
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->tokens, gh_tokens_unref);
  g_clear_pointer (&self->stored_for, g_free);
  g_clear_error (&self->refusal);
}

/* The owner may end this object when it is told; nothing of it is looked at afterwards. */
static void
conclude (GhRefresher *self, GhRefresherOutcome outcome, GhTokens *tokens, const GError *error)
{
  g_autoptr (GhWaiters) waiters = gh_waiters_take (self->waiters);

  forget (self);
  self->func (outcome, tokens, error, self->user_data);
  gh_waiters_answer (waiters, error);
}

static void
searched_cb (GhTokens *tokens, gpointer user_data)
{
  GhRefresher *self = user_data;
  g_autoptr (GError) refusal = g_steal_pointer (&self->refusal);

  if (tokens != NULL)
    conclude (self, GH_REFRESHER_FOUND, tokens, NULL);
  else
    conclude (self, GH_REFRESHER_REFUSED, NULL, refusal);
}

static void
refresh_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhReply) reply =
    gh_auth_call_finish (GH_TRANSPORT (source), result, &error);
  GhRefresher *self = user_data;
  g_autoptr (GhTokens) tokens = NULL;

  if (gh_error_is_cancelled (error))
    return;

  if (error != NULL)
    self->refusal = gh_error_mapper_map_refresh (error);
  if (self->refusal != NULL)
    {
      gh_token_search_start (self->search, self->stored_for, self->tokens);
      return;
    }

  if (reply != NULL)
    tokens = gh_auth_requests_read_tokens (reply, &error);
  conclude (self, tokens != NULL ? GH_REFRESHER_RENEWED : GH_REFRESHER_FAILED, tokens, error);
}

/*
 * gh_refresher_new:
 * @transport: what to ask through
 * @keeper: what writes the tokens of the server
 * @func: told of every end of a refresh but one by gh_refresher_stop()
 * @user_data: for @func
 *
 * Returns: (transfer full): a refresher at rest
 */
GhRefresher *
gh_refresher_new (GhTransport *transport,
                  GhTokenKeeper *keeper,
                  GhRefresherFunc func,
                  gpointer user_data)
{
  GhRefresher *self = g_new0 (GhRefresher, 1);

  self->transport = g_object_ref (transport);
  self->func = func;
  self->user_data = user_data;
  self->search =
    gh_token_search_new (keeper, gh_transport_get_clock (transport), searched_cb, self);
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
  g_clear_pointer (&self->search, gh_token_search_free);
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
 * @stored_for: (nullable): the account that it is stored for, if it is
 *
 * Asks for a new pair, unless that is being done already. Where the server refuses, and the pair is
 * one that others may know, that is believed only when nobody else has a newer one.
 */
void
gh_refresher_start (GhRefresher *self, GhTokens *tokens, const char *stored_for)
{
  g_autoptr (GhRequest) request = NULL;

  if (gh_refresher_is_active (self))
    return;

  self->cancellable = g_cancellable_new ();
  self->tokens = gh_tokens_ref (tokens);
  self->stored_for = g_strdup (stored_for);
  request = gh_auth_requests_new_refresh (tokens);
  gh_auth_call_async (self->transport, request, NULL, self->cancellable, refresh_ready_cb, self);
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
  gh_token_search_stop (self->search);
  forget (self);
  waiters = gh_waiters_take (self->waiters);
  gh_waiters_answer (waiters, reason);
}
