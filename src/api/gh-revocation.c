/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-revocation.h"

#include "gh-auth-call.h"
#include "gh-auth-requests.h"
#include "gh-deadline.h"
#include "gh-error.h"

#include <libsoup/soup.h>

typedef struct
{
  GhTokens *tokens;     /* (owned) */
  GhDeadline *deadline; /* (owned) */
  gboolean is_retry;
} Revocation;

static void logged_out_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
revocation_free (Revocation *revocation)
{
  g_clear_pointer (&revocation->tokens, gh_tokens_unref);
  g_clear_pointer (&revocation->deadline, gh_deadline_free);
  g_free (revocation);
}

static void
log_out (GTask *task)
{
  Revocation *revocation = g_task_get_task_data (task);
  g_autoptr (GhRequest) request = gh_auth_requests_new_logout (revocation->tokens);

  gh_auth_call_async (g_task_get_source_object (task),
                      request,
                      revocation->tokens,
                      gh_deadline_get_cancellable (revocation->deadline),
                      logged_out_cb,
                      task);
}

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Revocation *revocation = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhReply) reply = gh_auth_call_finish (GH_TRANSPORT (source), result, &error);
  g_autoptr (GhTokens) tokens = NULL;

  if (reply != NULL)
    tokens = gh_auth_requests_read_tokens (reply, &error);
  if (tokens == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  g_clear_pointer (&revocation->tokens, gh_tokens_unref);
  revocation->tokens = g_steal_pointer (&tokens);
  log_out (g_steal_pointer (&task));
}

static void
logged_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GhTransport *transport = GH_TRANSPORT (source);
  Revocation *revocation = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhReply) reply = gh_auth_call_finish (transport, result, &error);

  if (reply != NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  /* An access token that has run out cannot end the sign-in that it belongs to. */
  if (gh_error_get_http_status (error) == SOUP_STATUS_UNAUTHORIZED && !revocation->is_retry)
    {
      g_autoptr (GhRequest) request = gh_auth_requests_new_refresh (revocation->tokens);

      revocation->is_retry = TRUE;
      gh_auth_call_async (transport,
                          request,
                          NULL,
                          gh_deadline_get_cancellable (revocation->deadline),
                          refreshed_cb,
                          g_steal_pointer (&task));
      return;
    }

  g_task_return_error (task, g_steal_pointer (&error));
}

/*
 * gh_revocation_run_async:
 * @transport: what to ask through
 * @tokens: what is not to be honoured any more
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the server has been told, or could not be
 * @user_data: for @callback
 *
 * Logs out at the server, which may take a refresh first; all of it within the time of one call.
 */
void
gh_revocation_run_async (GhTransport *transport,
                         GhTokens *tokens,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task = g_task_new (transport, cancellable, callback, user_data);
  Revocation *revocation = g_new0 (Revocation, 1);

  g_task_set_source_tag (task, gh_revocation_run_async);
  revocation->tokens = gh_tokens_ref (tokens);
  revocation->deadline =
    gh_deadline_new (gh_transport_get_clock (transport), GH_TRANSPORT_DEADLINE_US, cancellable);
  g_task_set_task_data (task, revocation, (GDestroyNotify) revocation_free);
  log_out (task);
}

/*
 * gh_revocation_run_finish:
 * @transport: what was asked through
 * @result: the result
 * @error: return location for a #GError
 *
 * Returns: %TRUE if the server said that it is done
 */
gboolean
gh_revocation_run_finish (GhTransport *transport, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
