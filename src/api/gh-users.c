/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-users-private.h"

struct _GhUsers
{
  GhEndpointGroup parent_instance;
};

G_DEFINE_FINAL_TYPE (GhUsers, gh_users, GH_TYPE_ENDPOINT_GROUP)

static GObject *
decode_page (GhJsonReader *reader)
{
  return (GObject *) gh_result_page_new_from_json (reader, gh_users_decode_user);
}

/* A request about one account, without a body. */
static void
call_for_id (GhUsers *self,
             GhRequestMethod method,
             const char *id,
             const char *verb,
             GhEndpointDecoder decoder,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  g_autoptr (GhRequest) request = gh_request_new_for_id (method, "/users/", id, verb);

  gh_endpoint_group_call_async (self, request, decoder, cancellable, callback, user_data);
}

static void
gh_users_class_init (GhUsersClass *klass)
{
}

static void
gh_users_init (GhUsers *self)
{
}

GObject *
gh_users_decode_user (GhJsonReader *reader)
{
  return (GObject *) gh_user_new_from_json (reader);
}

/**
 * gh_users_new:
 * @session: who asks
 *
 * Returns: (transfer full): the endpoint group
 */
GhUsers *
gh_users_new (GhSession *session)
{
  return gh_endpoint_group_new (GH_TYPE_USERS, session);
}

/**
 * gh_users_list_async:
 * @self: the endpoint group
 * @page: which page, from 1
 * @limit: how many accounts a page, from 1 to %GH_USERS_MOST_LIMIT
 * @query: (nullable): which accounts; %NULL for all
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the page is there
 * @user_data: for @callback
 *
 * Fetches a page of the accounts. For moderators and administrators.
 */
void
gh_users_list_async (GhUsers *self,
                     guint page,
                     guint limit,
                     GhUserQuery *query,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GhRequest) request = NULL;

  g_return_if_fail (GH_IS_USERS (self));
  g_return_if_fail (page > 0);
  g_return_if_fail (limit > 0 && limit <= GH_USERS_MOST_LIMIT);

  request = gh_request_new (GH_REQUEST_GET, "/users");
  if (page > 1)
    gh_request_set_priority (request, GH_REQUEST_PATIENT);
  gh_request_add_query_int (request, "page", page);
  gh_request_add_query_int (request, "limit", limit);
  if (query != NULL)
    {
      int role = gh_user_query_get_role (query);
      int is_active = gh_user_query_get_is_active (query);

      gh_request_add_query (request, "search", gh_user_query_get_search (query));
      if (role != GH_USER_QUERY_ANY)
        gh_request_add_query (request, "role", gh_role_to_wire ((GhRole) role));
      if (is_active != GH_USER_QUERY_ANY)
        gh_request_add_query (request, "isActive", is_active ? "true" : "false");
    }
  gh_endpoint_group_call_async (self, request, decode_page, cancellable, callback, user_data);
}

/**
 * gh_users_list_finish:
 * @self: the endpoint group
 * @result: the result
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): a page of #GhUser; %NULL with any #GhError or
 *   %G_IO_ERROR_CANCELLED
 */
GhResultPage *
gh_users_list_finish (GhUsers *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (GH_IS_USERS (self), NULL);

  return gh_endpoint_call_finish (self, result, error);
}

/**
 * gh_users_get_async:
 * @self: the endpoint group
 * @id: whose
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the server has answered
 * @user_data: for @callback
 *
 * Fetches one account. For moderators and administrators.
 */
void
gh_users_get_async (GhUsers *self,
                    const char *id,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_return_if_fail (GH_IS_USERS (self));
  g_return_if_fail (id != NULL && *id != '\0');

  call_for_id (self,
               GH_REQUEST_GET,
               id,
               NULL,
               gh_users_decode_user,
               cancellable,
               callback,
               user_data);
}

/**
 * gh_users_get_finish:
 * @self: the endpoint group
 * @result: the result
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the account
 */
GhUser *
gh_users_get_finish (GhUsers *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (GH_IS_USERS (self), NULL);

  return gh_endpoint_call_finish (self, result, error);
}

/**
 * gh_users_create_async:
 * @self: the endpoint group
 * @draft: the new account
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the server has answered
 * @user_data: for @callback
 *
 * Makes an account. For administrators.
 */
void
gh_users_create_async (GhUsers *self,
                       const GhUserDraft *draft,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GhRequest) request = NULL;

  g_return_if_fail (GH_IS_USERS (self));
  g_return_if_fail (draft != NULL && draft->email != NULL && draft->password != NULL);

  request = gh_request_new (GH_REQUEST_POST, "/users");
  gh_user_draft_write (draft, request);
  gh_endpoint_group_call_async (self,
                                request,
                                gh_users_decode_user,
                                cancellable,
                                callback,
                                user_data);
}

/**
 * gh_users_create_finish:
 * @self: the endpoint group
 * @result: the result
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the account; %NULL with
 *   %GH_ERROR_CONFLICT where the e-mail address is taken, %GH_ERROR_VALIDATION with sentences for
 *   fields, or any other
 */
GhUser *
gh_users_create_finish (GhUsers *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (GH_IS_USERS (self), NULL);

  return gh_endpoint_call_finish (self, result, error);
}

/**
 * gh_users_update_async:
 * @self: the endpoint group
 * @id: whose
 * @changes: what is to be otherwise
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the server has answered
 * @user_data: for @callback
 *
 * Changes an account. For administrators.
 */
void
gh_users_update_async (GhUsers *self,
                       const char *id,
                       const GhUserChanges *changes,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GhRequest) request = NULL;

  g_return_if_fail (GH_IS_USERS (self));
  g_return_if_fail (id != NULL && *id != '\0');
  g_return_if_fail (changes != NULL);

  request = gh_request_new_for_id (GH_REQUEST_PUT, "/users/", id, NULL);
  gh_user_changes_write (changes, request);
  gh_endpoint_group_call_async (self,
                                request,
                                gh_users_decode_user,
                                cancellable,
                                callback,
                                user_data);
}

/**
 * gh_users_update_finish:
 * @self: the endpoint group
 * @result: the result
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the account as it is now
 */
GhUser *
gh_users_update_finish (GhUsers *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (GH_IS_USERS (self), NULL);

  return gh_endpoint_call_finish (self, result, error);
}

/**
 * gh_users_delete_async:
 * @self: the endpoint group
 * @id: whose
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the server has answered
 * @user_data: for @callback
 *
 * Deletes an account. For administrators.
 */
void
gh_users_delete_async (GhUsers *self,
                       const char *id,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_return_if_fail (GH_IS_USERS (self));
  g_return_if_fail (id != NULL && *id != '\0');

  call_for_id (self,
               GH_REQUEST_DELETE,
               id,
               NULL,
               NULL,
               cancellable,
               callback,
               user_data);
}

/**
 * gh_users_delete_finish:
 * @self: the endpoint group
 * @result: the result
 * @error: return location for a #GError
 *
 * Returns: %TRUE if there is no such account any more
 */
gboolean
gh_users_delete_finish (GhUsers *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (GH_IS_USERS (self), FALSE);

  return gh_endpoint_call_finish_nothing (self, result, error);
}

/**
 * gh_users_activate_async:
 * @self: the endpoint group
 * @id: whose
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the server has answered
 * @user_data: for @callback
 *
 * Switches an account on. For administrators.
 */
void
gh_users_activate_async (GhUsers *self,
                         const char *id,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (GH_IS_USERS (self));
  g_return_if_fail (id != NULL && *id != '\0');

  call_for_id (self,
               GH_REQUEST_PATCH,
               id,
               "/activate",
               gh_users_decode_user,
               cancellable,
               callback,
               user_data);
}

/**
 * gh_users_activate_finish:
 * @self: the endpoint group
 * @result: the result
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the account as it is now
 */
GhUser *
gh_users_activate_finish (GhUsers *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (GH_IS_USERS (self), NULL);

  return gh_endpoint_call_finish (self, result, error);
}

/**
 * gh_users_deactivate_async:
 * @self: the endpoint group
 * @id: whose
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the server has answered
 * @user_data: for @callback
 *
 * Switches an account off, which ends its sign-ins. For administrators.
 */
void
gh_users_deactivate_async (GhUsers *self,
                           const char *id,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (GH_IS_USERS (self));
  g_return_if_fail (id != NULL && *id != '\0');

  call_for_id (self,
               GH_REQUEST_PATCH,
               id,
               "/deactivate",
               gh_users_decode_user,
               cancellable,
               callback,
               user_data);
}

/**
 * gh_users_deactivate_finish:
 * @self: the endpoint group
 * @result: the result
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the account as it is now
 */
GhUser *
gh_users_deactivate_finish (GhUsers *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (GH_IS_USERS (self), NULL);

  return gh_endpoint_call_finish (self, result, error);
}
