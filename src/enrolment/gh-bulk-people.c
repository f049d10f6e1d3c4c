/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-bulk-people.h"

#include "gh-error.h"

#include <glib/gi18n.h>
#include <string.h>

struct _GhBulkPeople
{
  GObject parent_instance;

  GhUsers *users;    /* (owned) */
  GHashTable *found; /* (owned) (element-type utf8 utf8): id by what was asked; "" for nobody */
};

G_DEFINE_FINAL_TYPE (GhBulkPeople, gh_bulk_people, G_TYPE_OBJECT)

static void
return_id (GTask *task, const char *id)
{
  if (*id != '\0')
    g_task_return_pointer (task, g_strdup (id), g_free);
  else
    g_task_return_new_error (task, GH_ERROR, GH_ERROR_NOT_FOUND,
                             /* Translators: %s is an e-mail address or an id, as it was given. */
                             _("There is no account “%s”."),
                             (const char *) g_task_get_task_data (task));
}

static void
keep (GTask *task, const char *id)
{
  GhBulkPeople *self = g_task_get_source_object (task);

  g_hash_table_replace (self->found, g_strdup (g_task_get_task_data (task)), g_strdup (id));
  return_id (task, id);
}

/* The search finds parts of names as well. */
static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const char *email = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResultPage) page = gh_users_list_finish (GH_USERS (source), result, &error);
  const char *id = "";
  GPtrArray *items;

  if (page == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  items = gh_result_page_get_items (page);
  for (guint i = 0; i < items->len; i++)
    if (g_ascii_strcasecmp (gh_user_get_email (items->pdata[i]), email) == 0)
      id = gh_user_get_id (items->pdata[i]);
  keep (task, id);
}

static void
got_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhUser) user = gh_users_get_finish (GH_USERS (source), result, &error);

  if (user != NULL)
    keep (task, gh_user_get_id (user));
  /* Some servers tell an id that cannot be one from one that nobody has. */
  else if (g_error_matches (error, GH_ERROR, GH_ERROR_NOT_FOUND)
           || g_error_matches (error, GH_ERROR, GH_ERROR_VALIDATION))
    keep (task, "");
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
gh_bulk_people_finalize (GObject *object)
{
  GhBulkPeople *self = GH_BULK_PEOPLE (object);

  g_clear_object (&self->users);
  g_hash_table_unref (self->found);

  G_OBJECT_CLASS (gh_bulk_people_parent_class)->finalize (object);
}

static void
gh_bulk_people_class_init (GhBulkPeopleClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_bulk_people_finalize;
}

static void
gh_bulk_people_init (GhBulkPeople *self)
{
  self->found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

GhBulkPeople *
gh_bulk_people_new (GhUsers *users)
{
  GhBulkPeople *self = g_object_new (GH_TYPE_BULK_PEOPLE, NULL);

  self->users = g_object_ref (users);

  return self;
}

/*
 * gh_bulk_people_find_async:
 * @self: the people of a server
 * @person: an e-mail address or an id
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when it is known
 * @user_data: for @callback
 *
 * Asks for the id of an account. Fails with %GH_ERROR_NOT_FOUND where there is none.
 */
void
gh_bulk_people_find_async (GhBulkPeople *self,
                           const char *person,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  const char *id = g_hash_table_lookup (self->found, person);
  g_autoptr (GhUserQuery) query = NULL;

  g_task_set_source_tag (task, gh_bulk_people_find_async);
  g_task_set_task_data (task, g_strdup (person), g_free);
  if (id != NULL)
    {
      return_id (task, id);
      g_object_unref (task);
    }
  else if (strchr (person, '@') != NULL)
    {
      query = gh_user_query_new (person, GH_USER_QUERY_ANY, GH_USER_QUERY_ANY);
      gh_users_list_async (self->users, 1, GH_USERS_MOST_LIMIT, query, cancellable, listed_cb,
                           task);
    }
  else
    {
      gh_users_get_async (self->users, person, cancellable, got_cb, task);
    }
}

char *
gh_bulk_people_find_finish (GhBulkPeople *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
