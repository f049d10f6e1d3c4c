/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-spent-tokens.h"

struct _GhDemoSpentTokens
{
  GhClock *clock; /* (owned) */
  gint64 slack_us;
  GHashTable *spent; /* (owned): hash to Spent */
};

typedef struct
{
  char *user_id; /* (owned) */
  gint64 until_us;
} Spent;

static void
spent_free (Spent *spent)
{
  g_free (spent->user_id);
  g_free (spent);
}

static gboolean
is_over (gpointer hash, gpointer value, gpointer now_us)
{
  return ((Spent *) value)->until_us <= *(gint64 *) now_us;
}

static void
forget_old (GhDemoSpentTokens *self)
{
  gint64 now_us = gh_clock_get_monotonic_us (self->clock);

  g_hash_table_foreach_remove (self->spent, is_over, &now_us);
}

/**
 * gh_demo_spent_tokens_new:
 * @clock: what time it is
 * @slack_us: how long after its use a token serves once more; 0 for never
 *
 * Returns: (transfer full): no tokens yet
 */
GhDemoSpentTokens *
gh_demo_spent_tokens_new (GhClock *clock, gint64 slack_us)
{
  GhDemoSpentTokens *self = g_new0 (GhDemoSpentTokens, 1);

  self->clock = g_object_ref (clock);
  self->slack_us = slack_us;
  self->spent =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) spent_free);
  return self;
}

/**
 * gh_demo_spent_tokens_free:
 * @self: (transfer full) (nullable): the tokens
 *
 * Forgets them.
 */
void
gh_demo_spent_tokens_free (GhDemoSpentTokens *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->spent);
  g_object_unref (self->clock);
  g_free (self);
}

/**
 * gh_demo_spent_tokens_add:
 * @self: the tokens
 * @hash: of a refresh token that was used just now
 * @user_id: whose it was
 *
 * Remembers it for a moment.
 */
void
gh_demo_spent_tokens_add (GhDemoSpentTokens *self, const char *hash, const char *user_id)
{
  Spent *spent;

  forget_old (self);
  if (self->slack_us == 0)
    return;
  spent = g_new0 (Spent, 1);
  spent->user_id = g_strdup (user_id);
  spent->until_us = gh_clock_get_monotonic_us (self->clock) + self->slack_us;
  g_hash_table_replace (self->spent, g_strdup (hash), spent);
}

/**
 * gh_demo_spent_tokens_take:
 * @self: the tokens
 * @hash: of a refresh token
 *
 * Lets it serve once more, if it was used a moment ago.
 *
 * Returns: (transfer full) (nullable): whose it is
 */
char *
gh_demo_spent_tokens_take (GhDemoSpentTokens *self, const char *hash)
{
  Spent *spent;
  char *user_id;

  forget_old (self);
  spent = g_hash_table_lookup (self->spent, hash);
  if (spent == NULL)
    return NULL;
  user_id = g_steal_pointer (&spent->user_id);
  g_hash_table_remove (self->spent, hash);
  return user_id;
}
