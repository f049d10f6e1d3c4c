/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keyring-calls.h"

#include "gh-test-wait.h"

GhTokens *
keyring_look_up (GhTokenStore *store, const char *server, const char *account, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gh_token_store_look_up_async (store, server, account, NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);

  return gh_token_store_look_up_finish (store, result, error);
}

gboolean
keyring_store (GhTokenStore *store,
               const char *server,
               const char *account,
               const char *access_token,
               const char *refresh_token,
               GError **error)
{
  g_autoptr (GhTokens) tokens = gh_tokens_new (access_token, refresh_token);
  g_autoptr (GAsyncResult) result = NULL;

  gh_token_store_store_async (store, server, account, tokens, NULL, gh_test_take_result_cb,
                              &result);
  gh_test_wait_until (result != NULL);

  return gh_token_store_store_finish (store, result, error);
}

gboolean
keyring_clear (GhTokenStore *store, const char *server, const char *account, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gh_token_store_clear_async (store, server, account, NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);

  return gh_token_store_clear_finish (store, result, error);
}

void
keyring_assert_holds (GhTokenStore *store,
                      const char *server,
                      const char *account,
                      const char *access_token,
                      const char *refresh_token)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhTokens) tokens = keyring_look_up (store, server, account, &error);

  g_assert_no_error (error);
  g_assert_nonnull (tokens);
  g_assert_cmpstr (gh_tokens_get_access_token (tokens), ==, access_token);
  g_assert_cmpstr (gh_tokens_get_refresh_token (tokens), ==, refresh_token);
}

void
keyring_assert_empty (GhTokenStore *store, const char *server, const char *account)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhTokens) tokens = keyring_look_up (store, server, account, &error);

  g_assert_no_error (error);
  g_assert_null (tokens);
}
