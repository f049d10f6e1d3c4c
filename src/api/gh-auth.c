/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-auth.h"

#include "gh-auth-requests.h"
#include "gh-endpoint-group-private.h"
#include "gh-error-mapper.h"
#include "gh-jwt.h"

struct _GhAuth
{
  GhEndpointGroup parent_instance;
};

G_DEFINE_FINAL_TYPE (GhAuth, gh_auth, GH_TYPE_ENDPOINT_GROUP)

static void
gh_auth_class_init (GhAuthClass *klass)
{
}

static void
gh_auth_init (GhAuth *self)
{
}

/**
 * gh_auth_new:
 * @session: who asks
 *
 * Returns: (transfer full): the endpoint group
 */
GhAuth *
gh_auth_new (GhSession *session)
{
  return gh_endpoint_group_new (GH_TYPE_AUTH, session);
}

/**
 * gh_auth_change_password_async:
 * @self: the endpoint group
 * @current_password: the password until now, which the server checks
 * @new_password: the password from now on
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the server has answered
 * @user_data: for @callback
 *
 * Changes the password of who is signed in. Whether that ends other sign-ins is up to the server;
 * this one goes on.
 */
void
gh_auth_change_password_async (GhAuth *self,
                               const char *current_password,
                               const char *new_password,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GhRequest) request = NULL;

  g_return_if_fail (GH_IS_AUTH (self));
  g_return_if_fail (current_password != NULL);
  g_return_if_fail (new_password != NULL);

  request = gh_auth_requests_new_change_password (current_password, new_password);
  gh_endpoint_group_call_async (self, request, NULL, cancellable, callback, user_data);
}

/**
 * gh_auth_change_password_finish:
 * @self: the endpoint group
 * @result: the result
 * @error: return location for a #GError
 *
 * Returns: %TRUE if the password was changed; %FALSE with %GH_ERROR_WRONG_CREDENTIALS where the
 *   current one is wrong, %GH_ERROR_VALIDATION where the new one is too weak, or any other
 */
gboolean
gh_auth_change_password_finish (GhAuth *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (GH_IS_AUTH (self), FALSE);

  if (gh_endpoint_call_finish_nothing (self, result, &local_error))
    return TRUE;

  g_propagate_error (error, gh_error_mapper_map_password (local_error));

  return FALSE;
}

/**
 * gh_auth_is_authenticated:
 * @self: the endpoint group
 *
 * Returns: %TRUE if somebody is signed in, as far as is known here
 */
gboolean
gh_auth_is_authenticated (GhAuth *self)
{
  g_return_val_if_fail (GH_IS_AUTH (self), FALSE);

  return gh_session_get_state (gh_endpoint_group_get_session (GH_ENDPOINT_GROUP (self)))
         == GH_SESSION_SIGNED_IN;
}

/**
 * gh_auth_read_user_from_token:
 * @self: the endpoint group
 *
 * Looks into the access token for who it was made out to. Most servers do not write it there; see
 * gh_session_get_user() for what the server itself says.
 *
 * Returns: (transfer full) (nullable): a user to be shown and not to be trusted; %NULL where nobody
 *   is signed in, or the token does not say
 */
GhUser *
gh_auth_read_user_from_token (GhAuth *self)
{
  const char *token;

  g_return_val_if_fail (GH_IS_AUTH (self), NULL);

  token =
    gh_session_peek_access_token (gh_endpoint_group_get_session (GH_ENDPOINT_GROUP (self)));

  return token != NULL ? gh_jwt_read_user (token) : NULL;
}
