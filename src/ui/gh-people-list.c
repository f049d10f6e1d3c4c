/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-people-list.h"

#define PAGE_SIZE 50
#define MOST_PAGES 40

typedef struct
{
  GhUsers *users;     /* (owned) */
  GhUserQuery *query; /* (owned) (nullable) */
} Source;

static void
free_source (gpointer data)
{
  Source *source = data;

  g_clear_object (&source->users);
  g_clear_pointer (&source->query, gh_user_query_unref);
  g_free (source);
}

static void
fetch_async (gpointer user_data,
             guint page,
             guint limit,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer callback_data)
{
  Source *source = user_data;

  gh_users_list_async (source->users, page, limit, source->query, cancellable, callback,
                       callback_data);
}

static GhResultPage *
fetch_finish (gpointer user_data, GAsyncResult *result, GError **error)
{
  Source *source = user_data;

  return gh_users_list_finish (source->users, result, error);
}

/**
 * gh_people_list_new:
 * @users: the endpoints that are asked
 * @query: (nullable): which accounts; %NULL for all
 * @clock: for waiting
 *
 * Returns: (transfer full): the list; it begins to fetch when it is reloaded
 */
GhPagedList *
gh_people_list_new (GhUsers *users, GhUserQuery *query, GhClock *clock)
{
  static const GhPagedListSource vtable = { fetch_async, fetch_finish };
  Source *source = g_new0 (Source, 1);
  GhPagedList *list;

  source->users = gh_endpoint_group_dup_in_manner (users, GH_MANNER_LISTENER);
  source->query = query != NULL ? gh_user_query_ref (query) : NULL;
  list = gh_paged_list_new (&vtable, source, free_source, PAGE_SIZE, MOST_PAGES, clock);
  gh_paged_list_follow (list,
                        gh_endpoint_group_get_cache (GH_ENDPOINT_GROUP (users)),
                        GH_CACHE_USERS);

  return list;
}
