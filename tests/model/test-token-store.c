/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-memory-token-store.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"

#define SERVER "https://door.example.org/api"

static GhTokens *
look_up (GhTokenStore *store, const char *server, const char *account)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GhTokens *tokens;

  gh_token_store_look_up_async (store, server, account, NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  tokens = gh_token_store_look_up_finish (store, result, &error);
  g_assert_no_error (error);
  return tokens;
}

static gboolean
store_tokens (GhTokenStore *store,
              const char *account,
              const char *access_token,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GhTokens) tokens = gh_tokens_new (access_token, "refresh");

  gh_token_store_store_async (store, SERVER, account, tokens, cancellable, gh_test_take_result_cb,
                              &result);
  gh_test_wait_until (result != NULL);
  return gh_token_store_store_finish (store, result, error);
}

static void
clear (GhTokenStore *store, const char *account)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gh_token_store_clear_async (store, SERVER, account, NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  g_assert_true (gh_token_store_clear_finish (store, result, &error));
  g_assert_no_error (error);
}

static void
assert_stored (GhTokenStore *store, const char *account, const char *access_token)
{
  g_autoptr (GhTokens) tokens = look_up (store, SERVER, account);

  if (access_token == NULL)
    g_assert_null (tokens);
  else
    g_assert_cmpstr (gh_tokens_get_access_token (tokens), ==, access_token);
}

static void
test_keeps_one_pair_an_account (void)
{
  g_autoptr (GhTokenStore) store = gh_memory_token_store_new ();
  g_autoptr (GhTokens) elsewhere = NULL;

  assert_stored (store, "ann", NULL);
  g_assert_true (store_tokens (store, "ann", "first", NULL, NULL));
  g_assert_true (store_tokens (store, "bob", "other", NULL, NULL));
  g_assert_true (store_tokens (store, "ann", "second", NULL, NULL));
  assert_stored (store, "ann", "second");
  assert_stored (store, "bob", "other");
  elsewhere = look_up (store, "https://other.example.org/api", "ann");
  g_assert_null (elsewhere);

  clear (store, "ann");
  clear (store, "ann");
  assert_stored (store, "ann", NULL);
  assert_stored (store, "bob", "other");
}

static void
test_cancelled_stores_nothing (void)
{
  g_autoptr (GhTokenStore) store = gh_memory_token_store_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (store_tokens (store, "ann", "first", cancellable, &error));
  g_assert_true (gh_error_is_cancelled (error));
  assert_stored (store, "ann", NULL);
}

static void
test_tokens_are_shared_by_reference (void)
{
  GhTokens *tokens = gh_tokens_new ("access", "refresh");
  GhTokens *copy = g_boxed_copy (GH_TYPE_TOKENS, tokens);

  g_assert_true (copy == tokens);
  gh_tokens_unref (tokens);
  g_assert_cmpstr (gh_tokens_get_access_token (copy), ==, "access");
  g_assert_cmpstr (gh_tokens_get_refresh_token (copy), ==, "refresh");
  g_boxed_free (GH_TYPE_TOKENS, copy);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);
  g_test_add_func ("/token-store/keeps-one-pair-an-account", test_keeps_one_pair_an_account);
  g_test_add_func ("/token-store/cancelled-stores-nothing", test_cancelled_stores_nothing);
  g_test_add_func ("/token-store/tokens-are-shared-by-reference",
                   test_tokens_are_shared_by_reference);
  return g_test_run ();
}
