/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-auth-call.h"

#include "gh-retry.h"

typedef struct
{
  GhRequest *request; /* (owned) */
  GhTokens *tokens;   /* (owned) (nullable) */
  GhRetry *retry;     /* (owned) */
} Call;

static void sent_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
call_free (gpointer data)
{
  Call *call = data;

  g_clear_pointer (&call->request, gh_request_unref);
  g_clear_pointer (&call->tokens, gh_tokens_unref);
  g_clear_pointer (&call->retry, gh_retry_free);
  g_free (call);
}

static void
transmit (GTask *task)
{
  Call *call = g_task_get_task_data (task);

  gh_transport_send_async (g_task_get_source_object (task),
                           call->request,
                           call->tokens != NULL ? gh_tokens_get_access_token (call->tokens) : NULL,
                           g_task_get_cancellable (task),
                           sent_cb,
                           task);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  GhReply *reply = gh_transport_send_finish (GH_TRANSPORT (source), result, &error);
  gint64 wait_us;

  if (reply != NULL)
    g_task_return_pointer (task, reply, (GDestroyNotify) gh_reply_unref);
  else if (gh_retry_count_failure (call->retry, call->request, error, &wait_us))
    gh_retry_pause (call->retry, wait_us, task, transmit);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/*
 * gh_auth_call_async:
 * @transport: what to ask through
 * @request: a POST below /auth
 * @tokens: (nullable): who asks
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the answer is there
 * @user_data: for @callback
 *
 * Sends a request. Sent twice, a login makes two sessions, a registration is a conflict, and a
 * refresh costs the sign-in; so it is sent again only as GhRetry has it for a POST: where nothing
 * of it was.
 */
void
gh_auth_call_async (GhTransport *transport,
                    GhRequest *request,
                    GhTokens *tokens,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  GTask *task = g_task_new (transport, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  g_task_set_source_tag (task, gh_auth_call_async);
  call->request = gh_request_ref (request);
  if (tokens != NULL)
    call->tokens = gh_tokens_ref (tokens);
  call->retry = gh_retry_new (gh_transport_get_clock (transport));
  g_task_set_task_data (task, call, call_free);
  transmit (task);
}

/*
 * gh_auth_call_finish:
 * @transport: what was asked through
 * @result: the result
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): a successful answer
 */
GhReply *
gh_auth_call_finish (GhTransport *transport, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, transport), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
