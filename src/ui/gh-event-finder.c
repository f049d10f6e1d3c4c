/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-event-finder.h"

#include "gh-error.h"
#include "gh-event-query.h"

#include <glib/gi18n.h>

#define PAGE_SIZE 100
#define MOST_PAGES (GH_EVENT_FINDER_MOST_EVENTS / PAGE_SIZE)

/* Around the time that a link tells: in the field a server's times are cut to milliseconds. */
#define LEEWAY_US (2 * G_USEC_PER_SEC)

typedef struct
{
  char *id;            /* (owned) */
  GhEventQuery *query; /* (owned) (nullable) */
  guint page;          /* that is being asked for, from 1 */
} Search;

static void ask (GTask *task);

static void
search_free (Search *search)
{
  g_clear_pointer (&search->id, g_free);
  g_clear_pointer (&search->query, gh_event_query_unref);
  g_free (search);
}

static GhFaceEvent *
dup_from_log (GhConnection *connection, const char *id)
{
  GListModel *log = G_LIST_MODEL (gh_feed_get_log (gh_connection_get_feed (connection)));

  for (guint i = 0; i < g_list_model_get_n_items (log); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (log, i);

      if (GH_IS_FACE_EVENT (item)
          && g_str_equal (gh_face_event_get_id (GH_FACE_EVENT (item)), id))
        return GH_FACE_EVENT (g_steal_pointer (&item));
    }
  return NULL;
}

static void
page_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResultPage) page =
    gh_face_recognition_list_events_finish (GH_FACE_RECOGNITION (source), result, &error);
  Search *search = g_task_get_task_data (task);
  GPtrArray *items;

  if (page == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  items = gh_result_page_get_items (page);
  for (guint i = 0; i < items->len; i++)
    {
      GhFaceEvent *event = g_ptr_array_index (items, i);

      if (g_str_equal (gh_face_event_get_id (event), search->id))
        {
          g_task_return_pointer (task, g_object_ref (event), g_object_unref);
          return;
        }
    }

  if (items->len == 0 || search->page == MOST_PAGES
      || (gint64) search->page * PAGE_SIZE >= gh_result_page_get_total (page))
    {
      g_task_return_new_error (task, GH_ERROR, GH_ERROR_NOT_FOUND, "%s",
                               _("The server does not have this event, or no longer."));
      return;
    }

  search->page++;
  ask (g_steal_pointer (&task));
}

/* @task: (transfer full) */
static void
ask (GTask *task)
{
  GhConnection *connection = g_task_get_source_object (task);
  Search *search = g_task_get_task_data (task);

  gh_face_recognition_list_events_async (gh_connection_get_face_recognition (connection),
                                         search->page, PAGE_SIZE, search->query,
                                         g_task_get_cancellable (task), page_ready_cb, task);
}

/**
 * gh_event_finder_find_async:
 * @connection: of the server that has the event
 * @id: the event's id
 * @time_us: when it happened, UTC; 0 for not known
 *
 * Looks for an event: among those that came in live, then in the history around @time_us, or
 * through the newest %GH_EVENT_FINDER_MOST_EVENTS.
 */
void
gh_event_finder_find_async (GhConnection *connection,
                            const char *id,
                            gint64 time_us,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GhFaceEvent) event = NULL;
  Search *search;

  g_return_if_fail (GH_IS_CONNECTION (connection));
  g_return_if_fail (id != NULL);

  task = g_task_new (connection, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_event_finder_find_async);

  event = dup_from_log (connection, id);
  if (event != NULL)
    {
      g_task_return_pointer (task, g_steal_pointer (&event), g_object_unref);
      return;
    }

  search = g_new0 (Search, 1);
  search->id = g_strdup (id);
  search->page = 1;
  if (time_us > 0)
    search->query = gh_event_query_new (GH_EVENT_TYPE_ANY, NULL, NULL,
                                        MAX (time_us - LEEWAY_US, 1), time_us + LEEWAY_US);
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);
  ask (g_steal_pointer (&task));
}

/**
 * gh_event_finder_find_finish:
 *
 * Returns: (transfer full): the event; %NULL with an error, %GH_ERROR_NOT_FOUND where the server
 *   does not have it
 */
GhFaceEvent *
gh_event_finder_find_finish (GhConnection *connection, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, connection), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
