/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-users-private.h"

#include "gh-json-writer.h"

/* What everybody may do about their own account. */

/**
 * gh_users_get_me_async:
 * @self: the endpoint group
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the server has answered
 * @user_data: for @callback
 *
 * Fetches the account of who is signed in.
 */
void
gh_users_get_me_async (GhUsers *self,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GhRequest) request = NULL;

  g_return_if_fail (GH_IS_USERS (self));

  request = gh_request_new (GH_REQUEST_GET, "/users/me");
  gh_endpoint_group_call_async (self,
                                request,
                                gh_users_decode_user,
                                cancellable,
                                callback,
                                user_data);
}

/**
 * gh_users_get_me_finish:
 * @self: the endpoint group
 * @result: the result
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the account
 */
GhUser *
gh_users_get_me_finish (GhUsers *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (GH_IS_USERS (self), NULL);

  return gh_endpoint_call_finish (self, result, error);
}

/**
 * gh_users_update_me_async:
 * @self: the endpoint group
 * @changes: what is to be otherwise: names and e-mail address
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the server has answered
 * @user_data: for @callback
 *
 * Changes the account of who is signed in. Role and state are for administrators: servers refuse or
 * ignore them here.
 */
void
gh_users_update_me_async (GhUsers *self,
                          const GhUserChanges *changes,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GhRequest) request = NULL;

  g_return_if_fail (GH_IS_USERS (self));
  g_return_if_fail (changes != NULL);

  request = gh_request_new (GH_REQUEST_PATCH, "/users/me");
  gh_user_changes_write (changes, request);
  gh_endpoint_group_call_async (self,
                                request,
                                gh_users_decode_user,
                                cancellable,
                                callback,
                                user_data);
}

/**
 * gh_users_update_me_finish:
 * @self: the endpoint group
 * @result: the result
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the account as it is now
 */
GhUser *
gh_users_update_me_finish (GhUsers *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (GH_IS_USERS (self), NULL);

  return gh_endpoint_call_finish (self, result, error);
}

/**
 * gh_users_set_my_password_async:
 * @self: the endpoint group
 * @new_password: the password from now on
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the server has answered
 * @user_data: for @callback
 *
 * Changes the password of who is signed in without asking for the current one; see
 * gh_auth_change_password_async() for the way that does.
 */
void
gh_users_set_my_password_async (GhUsers *self,
                                const char *new_password,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GhRequest) request = NULL;
  g_autoptr (GhJsonWriter) writer = NULL;
  g_autoptr (GBytes) body = NULL;

  g_return_if_fail (GH_IS_USERS (self));
  g_return_if_fail (new_password != NULL);

  writer = gh_json_writer_new ();
  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_add_string (writer, "newPassword", new_password);
  gh_json_writer_end_object (writer);
  body = gh_json_writer_end (writer);
  request = gh_request_new (GH_REQUEST_PATCH, "/users/me/password");
  gh_request_set_json_body (request, body);
  gh_endpoint_group_call_async (self, request, NULL, cancellable, callback, user_data);
}

/**
 * gh_users_set_my_password_finish:
 * @self: the endpoint group
 * @result: the result
 * @error: return location for a #GError
 *
 * Returns: %TRUE if the password was changed; %FALSE with %GH_ERROR_VALIDATION where it is too
 *   weak for the server, or any other
 */
gboolean
gh_users_set_my_password_finish (GhUsers *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (GH_IS_USERS (self), FALSE);

  return gh_endpoint_call_finish_nothing (self, result, error);
}
