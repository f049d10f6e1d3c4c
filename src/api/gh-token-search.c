/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-token-search.h"

struct _GhTokenSearch
{
  GhTokenKeeper *keeper; /* (owned) */
  GhClock *clock;        /* (owned) */
  GhTokenSearchFunc func;
  gpointer user_data;

  GCancellable *cancellable; /* (owned) (nullable) while it is looking */
  char *account;             /* (owned) (nullable) */
  GhTokens *refused;         /* (owned) (nullable) */
  guint n_looks;
  guint wait_id;
};

typedef struct
{
  GhTokenSearch *search;     /* there as long as @cancellable is not cancelled */
  GCancellable *cancellable; /* (owned) */
} Look;

static void look (GhTokenSearch *self);

static void
look_free (Look *one_look)
{
  g_clear_object (&one_look->cancellable);
  g_free (one_look);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Look, look_free)

/* The owner may end this object when it is told; nothing of it is looked at afterwards. */
static void
conclude (GhTokenSearch *self, GhTokens *tokens)
{
  g_autoptr (GhTokens) kept = tokens != NULL ? gh_tokens_ref (tokens) : NULL;

  gh_token_search_stop (self);
  self->func (kept, self->user_data);
}

static gboolean
is_same (const GhTokens *one, const GhTokens *other)
{
  return g_str_equal (gh_tokens_get_refresh_token (one), gh_tokens_get_refresh_token (other));
}

static void
wait_over_cb (gpointer user_data)
{
  GhTokenSearch *self = user_data;

  self->wait_id = 0;
  look (self);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Look) one_look = user_data;
  GhTokenSearch *self = one_look->search;
  g_autoptr (GhTokens) tokens =
    gh_token_store_look_up_finish (GH_TOKEN_STORE (source), result, NULL);

  if (g_cancellable_is_cancelled (one_look->cancellable))
    return;

  self->n_looks++;
  if (tokens == NULL)
    /* Whoever shared the sign-in has signed out, or nobody can tell. */
    conclude (self, NULL);
  else if (!is_same (tokens, self->refused))
    conclude (self, tokens);
  else if (self->n_looks == GH_TOKEN_SEARCH_LOOKS)
    conclude (self, NULL);
  else
    self->wait_id =
      gh_clock_add_timeout (self->clock, GH_TOKEN_SEARCH_WAIT_US, wait_over_cb, self);
}

static void
settled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Look) one_look = user_data;
  GhTokenKeeper *keeper = GH_TOKEN_KEEPER (source);

  /* What could not be cleared is no reason not to look. */
  gh_token_keeper_settle_finish (keeper, result, NULL);
  if (g_cancellable_is_cancelled (one_look->cancellable))
    return;

  gh_token_store_look_up_async (gh_token_keeper_get_store (keeper),
                                gh_token_keeper_get_server (keeper), one_look->search->account,
                                one_look->cancellable, looked_up_cb, one_look);
  g_steal_pointer (&one_look);
}

/* After what we ourselves still have to write: else an older pair would look like another's. */
static void
look (GhTokenSearch *self)
{
  Look *one_look = g_new0 (Look, 1);

  one_look->search = self;
  one_look->cancellable = g_object_ref (self->cancellable);
  gh_token_keeper_settle_async (self->keeper, self->cancellable, settled_cb, one_look);
}

/*
 * gh_token_search_new:
 * @keeper: what writes our own tokens
 * @clock: what the time is taken from
 * @func: told of the end of a search, but of one by gh_token_search_stop()
 * @user_data: for @func
 *
 * Returns: (transfer full): a search at rest
 */
GhTokenSearch *
gh_token_search_new (GhTokenKeeper *keeper,
                     GhClock *clock,
                     GhTokenSearchFunc func,
                     gpointer user_data)
{
  GhTokenSearch *self = g_new0 (GhTokenSearch, 1);

  self->keeper = g_object_ref (keeper);
  self->clock = g_object_ref (clock);
  self->func = func;
  self->user_data = user_data;

  return self;
}

/*
 * gh_token_search_free:
 * @self: (transfer full): a search
 *
 * Ends it.
 */
void
gh_token_search_free (GhTokenSearch *self)
{
  gh_token_search_stop (self);
  g_clear_object (&self->keeper);
  g_clear_object (&self->clock);
  g_free (self);
}

/*
 * gh_token_search_start:
 * @self: a search at rest
 * @account: (nullable): whose tokens; %NULL where none are stored
 * @refused: the pair that the server refuses
 *
 * Looks at once, and again for some seconds where nothing new is stored. Without a store there is
 * nothing to be found, and @func is told within this call.
 */
void
gh_token_search_start (GhTokenSearch *self, const char *account, GhTokens *refused)
{
  g_return_if_fail (self->cancellable == NULL);

  if (account == NULL || gh_token_keeper_get_store (self->keeper) == NULL)
    {
      self->func (NULL, self->user_data);
      return;
    }

  self->cancellable = g_cancellable_new ();
  self->account = g_strdup (account);
  self->refused = gh_tokens_ref (refused);
  look (self);
}

/*
 * gh_token_search_stop:
 * @self: a search
 *
 * Gives up; nobody is told.
 */
void
gh_token_search_stop (GhTokenSearch *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gh_clock_clear_timeout (self->clock, &self->wait_id);
  g_clear_pointer (&self->account, g_free);
  g_clear_pointer (&self->refused, gh_tokens_unref);
  self->n_looks = 0;
}
