/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-token-keeper.h"

#include "gh-waiters.h"

/* What is to be done for an account: to store @tokens, or to clear where they are NULL. */
typedef struct
{
  char *account;    /* (owned) */
  GhTokens *tokens; /* (owned) (nullable) */
} Wish;

struct _GhTokenKeeper
{
  GObject parent_instance;

  GhTokenStore *store; /* (owned) */
  char *server;        /* (owned) */

  Wish *current;       /* (owned) (nullable) under way */
  GQueue wishes;       /* (owned) of Wish, that come after it */
  GError *error;       /* (owned) (nullable) of the newest storing */
  GError *clear_error; /* (owned) (nullable) of the newest clearing */
  GhWaiters *waiters;  /* (owned) for all of it to be done */
};

typedef enum
{
  PROP_ERROR = 1,
} GhTokenKeeperProps;

static GParamSpec *props[PROP_ERROR + 1];

G_DEFINE_FINAL_TYPE (GhTokenKeeper, gh_token_keeper, G_TYPE_OBJECT)

static void proceed (GhTokenKeeper *self);

static Wish *
wish_new (const char *account, GhTokens *tokens)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->account = g_strdup (account);
  wish->tokens = tokens != NULL ? gh_tokens_ref (tokens) : NULL;

  return wish;
}

static void
wish_free (Wish *wish)
{
  g_free (wish->account);
  g_clear_pointer (&wish->tokens, gh_tokens_unref);
  g_free (wish);
}

static void
set_error (GhTokenKeeper *self, const GError *error)
{
  if (self->error == NULL && error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ERROR]);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhTokenKeeper) self = user_data;
  g_autoptr (GError) error = NULL;

  gh_token_store_store_finish (GH_TOKEN_STORE (source), result, &error);
  g_clear_pointer (&self->current, wish_free);
  set_error (self, error);
  proceed (self);
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhTokenKeeper) self = user_data;

  g_clear_error (&self->clear_error);
  gh_token_store_clear_finish (GH_TOKEN_STORE (source), result, &self->clear_error);
  g_clear_pointer (&self->current, wish_free);
  proceed (self);
}

static void
proceed (GhTokenKeeper *self)
{
  if (self->current != NULL)
    return;

  self->current = g_queue_pop_head (&self->wishes);
  if (self->current == NULL)
    gh_waiters_answer (self->waiters, self->clear_error);
  else if (self->current->tokens != NULL)
    gh_token_store_store_async (self->store,
                                self->server,
                                self->current->account,
                                self->current->tokens,
                                NULL,
                                stored_cb,
                                g_object_ref (self));
  else
    gh_token_store_clear_async (self->store,
                                self->server,
                                self->current->account,
                                NULL,
                                cleared_cb,
                                g_object_ref (self));
}

/* A wish for the same account makes those before it pointless that have not begun. */
static void
wish_for (GhTokenKeeper *self, const char *account, GhTokens *tokens)
{
  Wish *last;

  if (self->store == NULL)
    return;

  while ((last = g_queue_peek_tail (&self->wishes)) != NULL && g_str_equal (last->account, account))
    wish_free (g_queue_pop_tail (&self->wishes));
  g_queue_push_tail (&self->wishes, wish_new (account, tokens));
  proceed (self);
}

static void
gh_token_keeper_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GhTokenKeeper *self = GH_TOKEN_KEEPER (object);

  switch ((GhTokenKeeperProps) id)
    {
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gh_token_keeper_finalize (GObject *object)
{
  GhTokenKeeper *self = GH_TOKEN_KEEPER (object);

  g_clear_object (&self->store);
  g_free (self->server);
  g_queue_clear_full (&self->wishes, (GDestroyNotify) wish_free);
  g_clear_error (&self->error);
  g_clear_error (&self->clear_error);
  gh_waiters_free (self->waiters);

  G_OBJECT_CLASS (gh_token_keeper_parent_class)->finalize (object);
}

static void
gh_token_keeper_class_init (GhTokenKeeperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gh_token_keeper_get_property;
  object_class->finalize = gh_token_keeper_finalize;

  props[PROP_ERROR] =
    g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR,
                        G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
gh_token_keeper_init (GhTokenKeeper *self)
{
  g_queue_init (&self->wishes);
  self->waiters = gh_waiters_new ();
}

/*
 * gh_token_keeper_new:
 * @store: (nullable): where to; %NULL keeps nothing
 * @server: the canonical base address
 *
 * Returns: (transfer full): a keeper
 */
GhTokenKeeper *
gh_token_keeper_new (GhTokenStore *store, const char *server)
{
  GhTokenKeeper *self = g_object_new (GH_TYPE_TOKEN_KEEPER, NULL);

  g_set_object (&self->store, store);
  self->server = g_strdup (server);

  return self;
}

GhTokenStore *
gh_token_keeper_get_store (GhTokenKeeper *self)
{
  return self->store;
}

const char *
gh_token_keeper_get_server (GhTokenKeeper *self)
{
  return self->server;
}

/*
 * gh_token_keeper_get_error:
 * @self: a keeper
 *
 * Returns: (nullable): why the newest pair was not written
 */
const GError *
gh_token_keeper_get_error (GhTokenKeeper *self)
{
  return self->error;
}

/*
 * gh_token_keeper_keep:
 * @self: a keeper
 * @account: the e-mail address
 * @tokens: the newest pair
 *
 * Stores @tokens over what is stored for @account; nothing is cleared before.
 */
void
gh_token_keeper_keep (GhTokenKeeper *self, const char *account, GhTokens *tokens)
{
  wish_for (self, account, tokens);
}

/*
 * gh_token_keeper_forget:
 * @self: a keeper
 * @account: the e-mail address
 *
 * Clears what is stored for @account, after what is being stored just now.
 */
void
gh_token_keeper_forget (GhTokenKeeper *self, const char *account)
{
  set_error (self, NULL);
  wish_for (self, account, NULL);
}

/*
 * gh_token_keeper_settle_async:
 * @self: a keeper
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when nothing is left to be written
 * @user_data: for @callback
 *
 * Waits.
 */
void
gh_token_keeper_settle_async (GhTokenKeeper *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, gh_token_keeper_settle_async);
  /* Where nothing is left to wait for, it does not matter that there is no time to wait. */
  g_task_set_check_cancellable (task, FALSE);
  gh_waiters_add (self->waiters, task);
  if (self->current == NULL)
    gh_waiters_answer (self->waiters, self->clear_error);
}

/*
 * gh_token_keeper_settle_finish:
 * @self: a keeper
 * @result: the result
 * @error: return location for a #GError
 *
 * Returns: %FALSE if the newest clearing failed
 */
gboolean
gh_token_keeper_settle_finish (GhTokenKeeper *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
