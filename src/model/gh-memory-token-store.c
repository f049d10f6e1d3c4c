/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-memory-token-store.h"

/* Keeps tokens as long as the program runs: for "keep me signed in" switched off, and where there
 * is no keyring. */
struct _GhMemoryTokenStore
{
  GObject parent_instance;

  GHashTable *tokens; /* (owned): server and account to GhTokens */
};

static void gh_memory_token_store_iface_init (GhTokenStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GhMemoryTokenStore, gh_memory_token_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GH_TYPE_TOKEN_STORE,
                                                      gh_memory_token_store_iface_init))

/* No address has a line break in it. */
static char *
make_key (const char *server, const char *account)
{
  return g_strconcat (server, "\n", account, NULL);
}

static void
gh_memory_token_store_look_up_async (GhTokenStore *store,
                                     const char *server,
                                     const char *account,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  GhMemoryTokenStore *self = GH_MEMORY_TOKEN_STORE (store);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *key = make_key (server, account);
  GhTokens *tokens = g_hash_table_lookup (self->tokens, key);

  g_task_set_source_tag (task, gh_memory_token_store_look_up_async);
  g_task_return_pointer (task, tokens != NULL ? gh_tokens_ref (tokens) : NULL,
                         (GDestroyNotify) gh_tokens_unref);
}

static GhTokens *
gh_memory_token_store_look_up_finish (GhTokenStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
gh_memory_token_store_store_async (GhTokenStore *store,
                                   const char *server,
                                   const char *account,
                                   GhTokens *tokens,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GhMemoryTokenStore *self = GH_MEMORY_TOKEN_STORE (store);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, gh_memory_token_store_store_async);
  if (g_task_return_error_if_cancelled (task))
    return;
  g_hash_table_replace (self->tokens, make_key (server, account), gh_tokens_ref (tokens));
  g_task_return_boolean (task, TRUE);
}

static void
gh_memory_token_store_clear_async (GhTokenStore *store,
                                   const char *server,
                                   const char *account,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GhMemoryTokenStore *self = GH_MEMORY_TOKEN_STORE (store);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *key = make_key (server, account);

  g_task_set_source_tag (task, gh_memory_token_store_clear_async);
  if (g_task_return_error_if_cancelled (task))
    return;
  g_hash_table_remove (self->tokens, key);
  g_task_return_boolean (task, TRUE);
}

/* Storing and clearing end alike. */
static gboolean
gh_memory_token_store_boolean_finish (GhTokenStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
gh_memory_token_store_finalize (GObject *object)
{
  GhMemoryTokenStore *self = GH_MEMORY_TOKEN_STORE (object);

  g_clear_pointer (&self->tokens, g_hash_table_unref);

  G_OBJECT_CLASS (gh_memory_token_store_parent_class)->finalize (object);
}

static void
gh_memory_token_store_iface_init (GhTokenStoreInterface *iface)
{
  iface->look_up_async = gh_memory_token_store_look_up_async;
  iface->look_up_finish = gh_memory_token_store_look_up_finish;
  iface->store_async = gh_memory_token_store_store_async;
  iface->store_finish = gh_memory_token_store_boolean_finish;
  iface->clear_async = gh_memory_token_store_clear_async;
  iface->clear_finish = gh_memory_token_store_boolean_finish;
}

static void
gh_memory_token_store_class_init (GhMemoryTokenStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_memory_token_store_finalize;
}

static void
gh_memory_token_store_init (GhMemoryTokenStore *self)
{
  self->tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) gh_tokens_unref);
}

/**
 * gh_memory_token_store_new:
 *
 * Returns: (transfer full): an empty store
 */
GhTokenStore *
gh_memory_token_store_new (void)
{
  return g_object_new (GH_TYPE_MEMORY_TOKEN_STORE, NULL);
}
