/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-session-private.h"

#include "gh-auth-call.h"
#include "gh-auth-requests.h"
#include "gh-deadline.h"
#include "gh-error-mapper.h"
#include "gh-revocation.h"
#include "gh-sign-in-reply.h"

#include <glib/gi18n.h>

/* A sign-in or a restoring under way. */
typedef struct
{
  char *account; /* (owned) */
  gboolean remember;
  GhSessionErrorMapper map_error; /* (nullable) where no server is asked */
  GCancellable *life;  /* (owned) that it would begin */
  GhDeadline *stopper; /* (owned) of the caller and of @life */
} SignIn;

static void
sign_in_free (SignIn *sign_in)
{
  g_free (sign_in->account);
  g_clear_object (&sign_in->life);
  g_clear_pointer (&sign_in->stopper, gh_deadline_free);
  g_free (sign_in);
}

static GTask *
start_sign_in (GhSession *self,
               const char *account,
               gboolean remember,
               GCancellable *cancellable,
               GAsyncReadyCallback callback,
               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  SignIn *sign_in;

  g_task_set_source_tag (task, start_sign_in);

  if (gh_session_get_state (self) != GH_SESSION_SIGNED_OUT)
    {
      g_task_return_new_error_literal (task,
                                       G_IO_ERROR,
                                       G_IO_ERROR_PENDING,
                                       "Somebody is signed in, or about to be");
      return NULL;
    }

  sign_in = g_new0 (SignIn, 1);
  sign_in->account = g_strdup (account);
  sign_in->remember = remember;
  sign_in->life = g_object_ref (gh_session_get_life (self));
  sign_in->stopper = gh_deadline_new (NULL, 0, cancellable);
  gh_deadline_watch (sign_in->stopper, gh_session_get_life (self));
  g_task_set_task_data (task, sign_in, (GDestroyNotify) sign_in_free);
  gh_session_set_state (self, GH_SESSION_SIGNING_IN);

  return g_steal_pointer (&task);
}

/* Unless it was signing out that ended the attempt: then the state is no longer this attempt's. */
static void
fail_sign_in (GTask *task, GError *error)
{
  GhSession *self = g_task_get_source_object (task);
  SignIn *sign_in = g_task_get_task_data (task);

  if (!g_cancellable_is_cancelled (sign_in->life))
    gh_session_set_state (self, GH_SESSION_SIGNED_OUT);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, FALSE);
}

static void
logged_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GhSession *self = g_task_get_source_object (task);
  SignIn *sign_in = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhReply) reply = gh_auth_call_finish (GH_TRANSPORT (source), result, &error);
  g_autoptr (GhJsonReader) reader = NULL;
  g_autoptr (GhSignInReply) answer = NULL;

  if (reply == NULL)
    {
      fail_sign_in (task, sign_in->map_error (error));
      return;
    }

  reader = gh_reply_read (reply, &error);
  if (reader != NULL)
    answer = gh_sign_in_reply_new_from_json (reader);
  if (reader == NULL || !gh_json_reader_finish (reader, &error))
    {
      fail_sign_in (task, g_steal_pointer (&error));
      return;
    }

  gh_session_begin (self,
                    sign_in->account,
                    gh_sign_in_reply_get_tokens (answer),
                    gh_sign_in_reply_get_user (answer),
                    sign_in->remember ? GH_SESSION_TO_BE_STORED : GH_SESSION_NOT_STORED);
  g_task_return_boolean (task, TRUE);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SignIn *sign_in = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GhTokens) tokens =
    gh_token_store_look_up_finish (GH_TOKEN_STORE (source), result, &error);

  if (tokens == NULL
      || g_cancellable_set_error_if_cancelled (gh_deadline_get_cancellable (sign_in->stopper),
                                               &error))
    {
      fail_sign_in (task, error);
      return;
    }

  gh_session_begin (g_task_get_source_object (task),
                    sign_in->account,
                    tokens,
                    NULL,
                    GH_SESSION_STORED);
  g_task_return_boolean (task, TRUE);
}

static void
settled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (gh_token_keeper_settle_finish (GH_TOKEN_KEEPER (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else if (gh_deadline_has_passed (g_task_get_task_data (task)))
    {
      g_clear_error (&error);
      g_task_return_new_error_literal (
        task,
        GH_ERROR,
        GH_ERROR_UNAVAILABLE,
        _("The keyring does not answer. The sign-in may still be stored in it."));
    }
  else
    g_task_return_error (task, error);
}

static void
revoked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GhSession *self = g_task_get_source_object (task);

  /* Whether the server could be told changes nothing here. */
  gh_revocation_run_finish (GH_TRANSPORT (source), result, NULL);
  gh_token_keeper_settle_async (gh_session_get_keeper (self),
                                gh_deadline_get_cancellable (g_task_get_task_data (task)),
                                settled_cb,
                                g_object_ref (task));
}

void
gh_session_open_async (GhSession *self,
                       GhRequest *request,
                       const char *account,
                       gboolean remember,
                       GhSessionErrorMapper map_error,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *task = start_sign_in (self, account, remember, cancellable, callback, user_data);
  SignIn *sign_in;

  if (task == NULL)
    return;

  sign_in = g_task_get_task_data (task);
  sign_in->map_error = map_error;
  gh_auth_call_async (gh_session_get_transport (self),
                      request,
                      NULL,
                      gh_deadline_get_cancellable (sign_in->stopper),
                      logged_in_cb,
                      task);
}

/**
 * gh_session_sign_in_async:
 * @self: a session in which nobody is signed in
 * @email: the e-mail address, as the server has it
 * @password: the password
 * @remember: whether the tokens are to outlive the program; if not, the store is not touched
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the server has answered
 * @user_data: for @callback
 *
 * Signs in. That the tokens could not be stored is no failure; see "storage-error".
 */
void
gh_session_sign_in_async (GhSession *self,
                          const char *email,
                          const char *password,
                          gboolean remember,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GhRequest) request = NULL;

  g_return_if_fail (GH_IS_SESSION (self));
  g_return_if_fail (email != NULL);
  g_return_if_fail (password != NULL);

  request = gh_auth_requests_new_login (email, password);
  gh_session_open_async (self,
                         request,
                         email,
                         remember,
                         gh_error_mapper_map_sign_in,
                         cancellable,
                         callback,
                         user_data);
}

/**
 * gh_session_sign_in_finish:
 * @self: a session
 * @result: the result
 * @error: return location for a #GError
 *
 * Returns: %TRUE if the person is signed in; %FALSE with %GH_ERROR_WRONG_CREDENTIALS,
 *   %GH_ERROR_DEACTIVATED, or whatever else there is between here and the server
 */
gboolean
gh_session_sign_in_finish (GhSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * gh_session_register_async:
 * @self: a session in which nobody is signed in
 * @registration: the new account
 * @remember: whether the tokens are to outlive the program; if not, the store is not touched
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the server has answered
 * @user_data: for @callback
 *
 * Makes an account and signs in to it.
 */
void
gh_session_register_async (GhSession *self,
                           const GhRegistration *registration,
                           gboolean remember,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GhRequest) request = NULL;

  g_return_if_fail (GH_IS_SESSION (self));
  g_return_if_fail (registration != NULL);
  g_return_if_fail (registration->email != NULL && registration->password != NULL);

  request = gh_auth_requests_new_register (registration->email,
                                           registration->password,
                                           registration->first_name,
                                           registration->last_name);
  gh_session_open_async (self,
                         request,
                         registration->email,
                         remember,
                         gh_error_mapper_map_register,
                         cancellable,
                         callback,
                         user_data);
}

/**
 * gh_session_register_finish:
 * @self: a session
 * @result: the result
 * @error: return location for a #GError
 *
 * Returns: %TRUE if the person is signed in; %FALSE with %GH_ERROR_CONFLICT where the e-mail
 *   address has an account, %GH_ERROR_VALIDATION with sentences for fields, %GH_ERROR_FORBIDDEN
 *   where the server makes no accounts this way, or any other
 */
gboolean
gh_session_register_finish (GhSession *self, GAsyncResult *result, GError **error)
{
  return gh_session_sign_in_finish (self, result, error);
}

/**
 * gh_session_restore_async:
 * @self: a session in which nobody is signed in
 * @account: the e-mail address that was signed in
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the store has answered
 * @user_data: for @callback
 *
 * Takes up stored tokens without asking the server whether it still likes them. Who it is, is asked
 * afterwards and until there is an answer; see "user" and "connectivity-error".
 */
void
gh_session_restore_async (GhSession *self,
                          const char *account,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GhTokenStore *store;
  SignIn *sign_in;
  GTask *task;

  g_return_if_fail (GH_IS_SESSION (self));
  g_return_if_fail (account != NULL);

  store = gh_session_get_store (self);
  task = start_sign_in (self, account, TRUE, cancellable, callback, user_data);
  if (task == NULL)
    return;

  if (store == NULL)
    {
      fail_sign_in (task, NULL);
      g_object_unref (task);
      return;
    }

  sign_in = g_task_get_task_data (task);
  gh_token_store_look_up_async (store,
                                gh_server_address_get_base (
                                  gh_transport_get_address (gh_session_get_transport (self))),
                                account,
                                gh_deadline_get_cancellable (sign_in->stopper),
                                looked_up_cb,
                                task);
}

/**
 * gh_session_restore_finish:
 * @self: a session
 * @result: the result
 * @error: return location for a #GError
 *
 * Returns: %TRUE if @account is signed in; %FALSE without an error where nothing is stored
 */
gboolean
gh_session_restore_finish (GhSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * gh_session_sign_out_async:
 * @self: a session
 * @cancellable: (nullable): a #GCancellable; it ends the waiting, not the signing out
 * @callback: (scope async): called when the store has let go, and the server was told or could not
 *   be within %GH_TRANSPORT_DEADLINE_US
 * @user_data: for @callback
 *
 * Signs out: the state has changed, and every call in flight has failed, when this returns.
 */
void
gh_session_sign_out_async (GhSession *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GhTokens) tokens = NULL;
  GhTransport *transport;
  GhDeadline *deadline;

  g_return_if_fail (GH_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_session_sign_out_async);

  if (gh_session_get_tokens (self) != NULL)
    tokens = gh_tokens_ref (gh_session_get_tokens (self));
  if (gh_session_get_state (self) != GH_SESSION_SIGNED_OUT)
    gh_session_end (self, NULL);
  if (tokens == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  transport = gh_session_get_transport (self);
  deadline =
    gh_deadline_new (gh_transport_get_clock (transport), GH_TRANSPORT_DEADLINE_US, cancellable);
  g_task_set_task_data (task, deadline, (GDestroyNotify) gh_deadline_free);
  gh_revocation_run_async (transport,
                           tokens,
                           gh_deadline_get_cancellable (deadline),
                           revoked_cb,
                           g_steal_pointer (&task));
}

/**
 * gh_session_sign_out_finish:
 * @self: a session
 * @result: the result
 * @error: return location for a #GError
 *
 * Returns: %TRUE if nothing is stored any more; %FALSE where the store failed. Nobody is signed in,
 *   whatever this returns
 */
gboolean
gh_session_sign_out_finish (GhSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
