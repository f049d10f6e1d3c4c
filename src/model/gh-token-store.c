/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-token-store.h"

G_DEFINE_INTERFACE (GhTokenStore, gh_token_store, G_TYPE_OBJECT)

static void
gh_token_store_default_init (GhTokenStoreInterface *iface)
{
}

/**
 * gh_token_store_look_up_async:
 * @self: a store
 * @server: the canonical base address
 * @account: the e-mail address
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called when done
 * @user_data: handed to @callback
 *
 * Looks for the tokens of an account.
 */
void
gh_token_store_look_up_async (GhTokenStore *self,
                              const char *server,
                              const char *account,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (GH_IS_TOKEN_STORE (self));
  g_return_if_fail (server != NULL);
  g_return_if_fail (account != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  GH_TOKEN_STORE_GET_IFACE (self)->look_up_async (self, server, account, cancellable, callback,
                                                  user_data);
}

/**
 * gh_token_store_look_up_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Errors: %GH_ERROR_UNAVAILABLE where the store is missing or locked.
 *
 * Returns: (transfer full) (nullable): the tokens; %NULL without an error where none are stored
 */
GhTokens *
gh_token_store_look_up_finish (GhTokenStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (GH_IS_TOKEN_STORE (self), NULL);

  return GH_TOKEN_STORE_GET_IFACE (self)->look_up_finish (self, result, error);
}

/**
 * gh_token_store_store_async:
 * @self: a store
 * @server: the canonical base address
 * @account: the e-mail address
 * @tokens: the tokens; the store takes a reference
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called when done
 * @user_data: handed to @callback
 *
 * Keeps the tokens of an account in place of those that were kept before.
 */
void
gh_token_store_store_async (GhTokenStore *self,
                            const char *server,
                            const char *account,
                            GhTokens *tokens,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (GH_IS_TOKEN_STORE (self));
  g_return_if_fail (server != NULL);
  g_return_if_fail (account != NULL);
  g_return_if_fail (tokens != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  GH_TOKEN_STORE_GET_IFACE (self)->store_async (self, server, account, tokens, cancellable,
                                                callback, user_data);
}

/**
 * gh_token_store_store_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Errors: %GH_ERROR_UNAVAILABLE where the store is missing or locked.
 *
 * Returns: %TRUE if the tokens are kept
 */
gboolean
gh_token_store_store_finish (GhTokenStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (GH_IS_TOKEN_STORE (self), FALSE);

  return GH_TOKEN_STORE_GET_IFACE (self)->store_finish (self, result, error);
}

/**
 * gh_token_store_clear_async:
 * @self: a store
 * @server: the canonical base address
 * @account: the e-mail address
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called when done
 * @user_data: handed to @callback
 *
 * Forgets the tokens of an account. That none are stored is no error.
 */
void
gh_token_store_clear_async (GhTokenStore *self,
                            const char *server,
                            const char *account,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (GH_IS_TOKEN_STORE (self));
  g_return_if_fail (server != NULL);
  g_return_if_fail (account != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  GH_TOKEN_STORE_GET_IFACE (self)->clear_async (self, server, account, cancellable, callback,
                                                user_data);
}

/**
 * gh_token_store_clear_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Errors: %GH_ERROR_UNAVAILABLE where the store is missing or locked.
 *
 * Returns: %TRUE if no tokens of the account are kept any more
 */
gboolean
gh_token_store_clear_finish (GhTokenStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (GH_IS_TOKEN_STORE (self), FALSE);

  return GH_TOKEN_STORE_GET_IFACE (self)->clear_finish (self, result, error);
}
