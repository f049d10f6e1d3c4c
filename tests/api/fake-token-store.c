/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-token-store.h"

#include "gh-error.h"

struct _FakeTokenStore
{
  GObject parent_instance;

  GhTokens *tokens; /* (owned) (nullable) */
  GString *log;     /* (owned) */
  char *stored_account;  /* (owned) (nullable) */
  char *cleared_account; /* (owned) (nullable) */
  GPtrArray *held;  /* (owned) of GTask */
  guint n_look_ups;
  gboolean is_holding;
  gboolean is_broken;
};

static void fake_token_store_iface_init (GhTokenStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeTokenStore, fake_token_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GH_TYPE_TOKEN_STORE,
                                                      fake_token_store_iface_init))

static char look_up_tag, store_tag, clear_tag;

static void
write_down (FakeTokenStore *self, const char *what, const char *which)
{
  g_string_append_printf (self->log, "%s%s%s", self->log->len > 0 ? "; " : "", what, which);
}

static void
perform (FakeTokenStore *self, GTask *task)
{
  gpointer tag = g_task_get_source_tag (task);
  GhTokens *tokens = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    return;

  if (self->is_broken)
    {
      g_task_return_new_error_literal (task, GH_ERROR, GH_ERROR_UNAVAILABLE, "No keyring.");
      return;
    }

  if (tag == &look_up_tag)
    {
      self->n_look_ups++;
      g_task_return_pointer (task,
                             self->tokens != NULL ? gh_tokens_ref (self->tokens) : NULL,
                             (GDestroyNotify) gh_tokens_unref);
      return;
    }

  if (tag == &store_tag)
    write_down (self, "store ", gh_tokens_get_refresh_token (tokens));
  else
    write_down (self, "clear", "");
  fake_token_store_set_tokens (self, tokens);
  g_task_return_boolean (task, TRUE);
}

static void
begin (FakeTokenStore *self,
       gpointer tag,
       GhTokens *tokens,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  if (tokens != NULL)
    g_task_set_task_data (task, gh_tokens_ref (tokens), (GDestroyNotify) gh_tokens_unref);

  if (self->is_holding)
    g_ptr_array_add (self->held, g_steal_pointer (&task));
  else
    perform (self, task);
}

static void
fake_token_store_look_up_async (GhTokenStore *store,
                                const char *server,
                                const char *account,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  begin (FAKE_TOKEN_STORE (store), &look_up_tag, NULL, cancellable, callback, user_data);
}

static GhTokens *
fake_token_store_look_up_finish (GhTokenStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
fake_token_store_store_async (GhTokenStore *store,
                              const char *server,
                              const char *account,
                              GhTokens *tokens,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_set_str (&FAKE_TOKEN_STORE (store)->stored_account, account);
  begin (FAKE_TOKEN_STORE (store), &store_tag, tokens, cancellable, callback, user_data);
}

static void
fake_token_store_clear_async (GhTokenStore *store,
                              const char *server,
                              const char *account,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_set_str (&FAKE_TOKEN_STORE (store)->cleared_account, account);
  begin (FAKE_TOKEN_STORE (store), &clear_tag, NULL, cancellable, callback, user_data);
}

static gboolean
fake_token_store_boolean_finish (GhTokenStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
fake_token_store_iface_init (GhTokenStoreInterface *iface)
{
  iface->look_up_async = fake_token_store_look_up_async;
  iface->look_up_finish = fake_token_store_look_up_finish;
  iface->store_async = fake_token_store_store_async;
  iface->store_finish = fake_token_store_boolean_finish;
  iface->clear_async = fake_token_store_clear_async;
  iface->clear_finish = fake_token_store_boolean_finish;
}

static void
fake_token_store_finalize (GObject *object)
{
  FakeTokenStore *self = FAKE_TOKEN_STORE (object);

  g_clear_pointer (&self->tokens, gh_tokens_unref);
  g_ptr_array_unref (self->held);
  g_string_free (self->log, TRUE);
  g_free (self->stored_account);
  g_free (self->cleared_account);

  G_OBJECT_CLASS (fake_token_store_parent_class)->finalize (object);
}

static void
fake_token_store_class_init (FakeTokenStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fake_token_store_finalize;
}

static void
fake_token_store_init (FakeTokenStore *self)
{
  self->log = g_string_new (NULL);
  self->held = g_ptr_array_new_with_free_func (g_object_unref);
}

FakeTokenStore *
fake_token_store_new (void)
{
  return g_object_new (FAKE_TYPE_TOKEN_STORE, NULL);
}

const char *
fake_token_store_get_refresh_token (FakeTokenStore *self)
{
  return self->tokens != NULL ? gh_tokens_get_refresh_token (self->tokens) : NULL;
}

const char *
fake_token_store_get_stored_account (FakeTokenStore *self)
{
  return self->stored_account;
}

const char *
fake_token_store_get_cleared_account (FakeTokenStore *self)
{
  return self->cleared_account;
}

guint
fake_token_store_get_n_look_ups (FakeTokenStore *self)
{
  return self->n_look_ups;
}

void
fake_token_store_set_tokens (FakeTokenStore *self, GhTokens *tokens)
{
  if (tokens != NULL)
    gh_tokens_ref (tokens);
  g_clear_pointer (&self->tokens, gh_tokens_unref);
  self->tokens = tokens;
}

char *
fake_token_store_take_log (FakeTokenStore *self)
{
  char *log = g_strdup (self->log->str);

  g_string_set_size (self->log, 0);

  return log;
}

void
fake_token_store_hold (FakeTokenStore *self)
{
  self->is_holding = TRUE;
}

void
fake_token_store_release (FakeTokenStore *self)
{
  g_autoptr (GPtrArray) held = g_steal_pointer (&self->held);

  self->held = g_ptr_array_new_with_free_func (g_object_unref);
  self->is_holding = FALSE;
  for (guint i = 0; i < held->len; i++)
    perform (self, g_ptr_array_index (held, i));
}

guint
fake_token_store_get_n_held (FakeTokenStore *self)
{
  return self->held->len;
}

void
fake_token_store_set_broken (FakeTokenStore *self, gboolean is_broken)
{
  self->is_broken = is_broken;
}
