/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-user-query.h"

struct _GhUserQuery
{
  char *search; /* (owned) (nullable) */
  int role;
  int is_active;
};

G_DEFINE_BOXED_TYPE (GhUserQuery, gh_user_query, gh_user_query_ref, gh_user_query_unref)

static void
user_query_clear (gpointer data)
{
  GhUserQuery *self = data;

  g_free (self->search);
}

/**
 * gh_user_query_new:
 * @search: (nullable): a part of the e-mail address or of a name; %NULL and "" for all
 * @role: a #GhRole, or %GH_USER_QUERY_ANY
 * @is_active: %TRUE, %FALSE, or %GH_USER_QUERY_ANY
 *
 * Returns: (transfer full): a query
 */
GhUserQuery *
gh_user_query_new (const char *search, int role, int is_active)
{
  GhUserQuery *self = g_atomic_rc_box_new0 (GhUserQuery);

  self->search = search != NULL && *search != '\0' ? g_strdup (search) : NULL;
  self->role = role;
  self->is_active = is_active;

  return self;
}

/**
 * gh_user_query_ref:
 * @self: a query
 *
 * Returns: (transfer full): @self
 */
GhUserQuery *
gh_user_query_ref (GhUserQuery *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * gh_user_query_unref:
 * @self: (transfer full): a query
 *
 * Drops a reference.
 */
void
gh_user_query_unref (GhUserQuery *self)
{
  g_atomic_rc_box_release_full (self, user_query_clear);
}

/**
 * gh_user_query_get_search:
 * @self: a query
 *
 * Returns: (nullable): the part of an e-mail address or name asked for
 */
const char *
gh_user_query_get_search (const GhUserQuery *self)
{
  return self->search;
}

/**
 * gh_user_query_get_role:
 * @self: a query
 *
 * Returns: the #GhRole asked for, %GH_USER_QUERY_ANY for all
 */
int
gh_user_query_get_role (const GhUserQuery *self)
{
  return self->role;
}

/**
 * gh_user_query_get_is_active:
 * @self: a query
 *
 * Returns: %TRUE for those that are active, %FALSE for those that are not, %GH_USER_QUERY_ANY for
 *   both
 */
int
gh_user_query_get_is_active (const GhUserQuery *self)
{
  return self->is_active;
}
