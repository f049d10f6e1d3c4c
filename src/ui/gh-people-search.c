/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-people-search.h"

#include "gh-error.h"
#include "gh-people-list.h"

struct _GhPeopleSearch
{
  GObject parent_instance;

  GhConnection *connection;    /* (owned) (nullable) */
  GhClock *clock;              /* (owned) (nullable) */
  GhPagedList *people;         /* (owned) (nullable): what is shown */
  GhPagedList *next;           /* (owned) (nullable): what will be shown when it has come */
  char *shown_query;           /* (owned) (nullable): what @people was asked for, to compare */
  char *next_query;            /* (owned) (nullable): likewise */
  GError *refresh_error;       /* (owned) (nullable): why what is shown is not newer */
  GSignalGroup *next_signals;  /* (owned) */
  GSignalGroup *shown_signals; /* (owned) */
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_LAST_SIGNAL
};

static guint signals[SIGNAL_LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (GhPeopleSearch, gh_people_search, G_TYPE_OBJECT)

static void
tell (GhPeopleSearch *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static char *
dup_query_text (const GhUserQuery *query)
{
  const char *search = gh_user_query_get_search (query);

  return g_strdup_printf ("%d %d %s", gh_user_query_get_role (query),
                          gh_user_query_get_is_active (query), search != NULL ? search : "");
}

static GhPagedList *
take_next (GhPeopleSearch *self)
{
  g_signal_group_set_target (self->next_signals, NULL);
  g_clear_error (&self->refresh_error);

  return g_steal_pointer (&self->next);
}

static void
show (GhPeopleSearch *self, GhPagedList *people)
{
  g_set_object (&self->people, people);
  g_signal_group_set_target (self->shown_signals, people);
}

static void
answered (GhPeopleSearch *self)
{
  g_autoptr (GhPagedList) next = take_next (self);

  g_set_str (&self->shown_query, self->next_query);
  show (self, next);
}

/* What failed is taken for an answer, too, where it is the first to a question. */
static void
failed (GhPeopleSearch *self)
{
  g_autoptr (GhPagedList) next = NULL;

  if (g_error_matches (gh_paged_list_get_error (self->next), GH_ERROR, GH_ERROR_FORBIDDEN))
    gh_session_renew_user (gh_connection_get_session (self->connection));
  if (self->people == NULL || g_strcmp0 (self->shown_query, self->next_query) != 0)
    return;

  next = take_next (self);
  if (gh_paged_list_get_error (next) != NULL)
    self->refresh_error = g_error_copy (gh_paged_list_get_error (next));
}

static void
next_changed_cb (GhPeopleSearch *self)
{
  if (self->next == NULL)
    return;

  if (gh_paged_list_get_state (self->next) == GH_PAGED_LIST_READY)
    answered (self);
  else if (gh_paged_list_get_state (self->next) == GH_PAGED_LIST_FAILED)
    failed (self);
  tell (self);
}

static void
gh_people_search_dispose (GObject *object)
{
  GhPeopleSearch *self = GH_PEOPLE_SEARCH (object);

  g_clear_object (&self->next_signals);
  g_clear_object (&self->shown_signals);
  g_clear_object (&self->next);
  g_clear_object (&self->people);
  g_clear_object (&self->clock);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (gh_people_search_parent_class)->dispose (object);
}

static void
gh_people_search_finalize (GObject *object)
{
  GhPeopleSearch *self = GH_PEOPLE_SEARCH (object);

  g_clear_pointer (&self->shown_query, g_free);
  g_clear_pointer (&self->next_query, g_free);
  g_clear_error (&self->refresh_error);

  G_OBJECT_CLASS (gh_people_search_parent_class)->finalize (object);
}

static void
gh_people_search_class_init (GhPeopleSearchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gh_people_search_dispose;
  object_class->finalize = gh_people_search_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gh_people_search_init (GhPeopleSearch *self)
{
  self->next_signals = g_signal_group_new (GH_TYPE_PAGED_LIST);
  g_signal_group_connect_swapped (self->next_signals, "notify::state",
                                  G_CALLBACK (next_changed_cb), self);
  self->shown_signals = g_signal_group_new (GH_TYPE_PAGED_LIST);
  g_signal_group_connect_swapped (self->shown_signals, "notify", G_CALLBACK (tell), self);
}

/**
 * gh_people_search_new:
 *
 * Returns: (transfer full): a search that has asked nobody
 */
GhPeopleSearch *
gh_people_search_new (void)
{
  return g_object_new (GH_TYPE_PEOPLE_SEARCH, NULL);
}

/**
 * gh_people_search_set_connection:
 * @self: a search
 * @connection: (nullable): the server to be asked
 * @clock: (nullable): tells the time
 *
 * Drops everything, and asks another server from now on.
 */
void
gh_people_search_set_connection (GhPeopleSearch *self, GhConnection *connection, GhClock *clock)
{
  g_return_if_fail (GH_IS_PEOPLE_SEARCH (self));
  g_return_if_fail (connection == NULL || GH_IS_CONNECTION (connection));

  g_set_object (&self->connection, connection);
  g_set_object (&self->clock, clock);
  g_signal_group_set_target (self->next_signals, NULL);
  g_clear_object (&self->next);
  g_clear_pointer (&self->shown_query, g_free);
  g_clear_error (&self->refresh_error);
  show (self, NULL);
  tell (self);
}

/**
 * gh_people_search_ask:
 * @self: a search with a server
 * @query: who is wanted
 *
 * Asks. The answer to what was asked before is not wanted any more.
 */
void
gh_people_search_ask (GhPeopleSearch *self, GhUserQuery *query)
{
  g_return_if_fail (GH_IS_PEOPLE_SEARCH (self));
  g_return_if_fail (self->connection != NULL);

  g_free (self->next_query);
  self->next_query = dup_query_text (query);
  g_clear_object (&self->next);
  self->next =
    gh_people_list_new (gh_connection_get_users (self->connection), query, self->clock);
  g_signal_group_set_target (self->next_signals, self->next);
  gh_paged_list_reload (self->next);
  tell (self);
}

/**
 * gh_people_search_renew:
 * @self: a search
 *
 * Asks for what is shown once more, so that what is looked at stays where it is.
 *
 * Returns: %FALSE where nothing is shown, or something else has been asked for: ask for that
 */
gboolean
gh_people_search_renew (GhPeopleSearch *self)
{
  g_return_val_if_fail (GH_IS_PEOPLE_SEARCH (self), FALSE);

  if (self->people == NULL || self->next != NULL)
    return FALSE;

  gh_paged_list_refresh (self->people);
  return TRUE;
}

/**
 * gh_people_search_get_people:
 * @self: a search
 *
 * Returns: (transfer none) (nullable): who was found
 */
GhPagedList *
gh_people_search_get_people (GhPeopleSearch *self)
{
  g_return_val_if_fail (GH_IS_PEOPLE_SEARCH (self), NULL);

  return self->people;
}

/**
 * gh_people_search_has_asked:
 * @self: a search
 *
 * Returns: whether anything was asked of this server
 */
gboolean
gh_people_search_has_asked (GhPeopleSearch *self)
{
  g_return_val_if_fail (GH_IS_PEOPLE_SEARCH (self), FALSE);

  return self->people != NULL || self->next != NULL;
}

/**
 * gh_people_search_is_asking:
 * @self: a search
 *
 * Returns: whether an answer is to come; what has failed is not under way any more
 */
gboolean
gh_people_search_is_asking (GhPeopleSearch *self)
{
  g_return_val_if_fail (GH_IS_PEOPLE_SEARCH (self), FALSE);

  return self->next != NULL && gh_paged_list_get_state (self->next) != GH_PAGED_LIST_FAILED;
}

/**
 * gh_people_search_get_failure:
 * @self: a search
 *
 * Returns: (nullable): why there is no answer to what was asked last
 */
const GError *
gh_people_search_get_failure (GhPeopleSearch *self)
{
  g_return_val_if_fail (GH_IS_PEOPLE_SEARCH (self), NULL);

  return self->next != NULL && gh_paged_list_get_state (self->next) == GH_PAGED_LIST_FAILED
           ? gh_paged_list_get_error (self->next)
           : NULL;
}

/**
 * gh_people_search_get_fault:
 * @self: a search
 * @is_missing: (out): whether rows are missing; if not, what is shown may be old
 *
 * Returns: (nullable): what is wrong with what is shown
 */
const GError *
gh_people_search_get_fault (GhPeopleSearch *self, gboolean *is_missing)
{
  g_return_val_if_fail (GH_IS_PEOPLE_SEARCH (self), NULL);
  g_return_val_if_fail (is_missing != NULL, NULL);

  *is_missing = self->refresh_error == NULL;
  if (self->refresh_error != NULL)
    return self->refresh_error;

  return self->people != NULL ? gh_paged_list_get_error (self->people) : NULL;
}
