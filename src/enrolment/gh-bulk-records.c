/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-bulk-records.h"

/* Of a record each page may have its picture. */
#define PAGE_SIZE 50

/* A server may keep a list for minutes, whatever was enrolled meanwhile, but each length of a page
 * by itself. So each question has another one, and no other part of the program these. */
#define LEAST_LIMIT 23
#define N_LIMITS 64

/* The list that is walked. */
typedef struct
{
  GhFaceRecognition *face_recognition; /* (owned) */
  GHashTable *ids;                     /* (owned) (element-type utf8) */
  guint page;
} Walk;

static void ask_for_page (GTask *task);

static void
walk_free (gpointer data)
{
  Walk *self = data;

  g_clear_object (&self->face_recognition);
  g_clear_pointer (&self->ids, g_hash_table_unref);
  g_free (self);
}

static guint
choose_limit (void)
{
  static guint n_asked = 0;

  if (n_asked == 0)
    n_asked = g_random_int_range (0, N_LIMITS);

  return LEAST_LIMIT + n_asked++ % N_LIMITS;
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const char *face_id = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResultPage) page =
    gh_face_recognition_list_records_finish (GH_FACE_RECOGNITION (source), result, &error);
  GPtrArray *items;

  if (page == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  /* Not every server means the whole of an id. */
  items = gh_result_page_get_items (page);
  for (guint i = 0; i < items->len; i++)
    if (g_strcmp0 (gh_face_record_get_face_id (items->pdata[i]), face_id) == 0)
      {
        g_task_return_pointer (task, g_object_ref (items->pdata[i]), g_object_unref);
        return;
      }
  g_task_return_pointer (task, NULL, NULL);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Walk *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResultPage) page =
    gh_face_recognition_list_records_finish (GH_FACE_RECOGNITION (source), result, &error);
  GPtrArray *items;

  if (page == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  items = gh_result_page_get_items (page);
  for (guint i = 0; i < items->len; i++)
    g_hash_table_add (self->ids, g_strdup (gh_face_record_get_face_id (items->pdata[i])));
  if (items->len + gh_result_page_get_n_invalid (page) < PAGE_SIZE)
    g_task_return_pointer (task, g_steal_pointer (&self->ids), (GDestroyNotify) g_hash_table_unref);
  else
    ask_for_page (task);
}

static void
ask_for_page (GTask *task)
{
  Walk *self = g_task_get_task_data (task);

  gh_face_recognition_list_records_async (self->face_recognition, ++self->page, PAGE_SIZE, NULL,
                                          g_task_get_cancellable (task), listed_cb,
                                          g_object_ref (task));
}

void
gh_bulk_records_find_async (GhFaceRecognition *face_recognition,
                            const char *face_id,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GhFaceQuery) query = gh_face_query_new (NULL, face_id);

  g_task_set_source_tag (task, gh_bulk_records_find_async);
  g_task_set_task_data (task, g_strdup (face_id), g_free);
  gh_face_recognition_list_records_async (face_recognition, 1, choose_limit (), query, cancellable,
                                          found_cb, task);
}

GhFaceRecord *
gh_bulk_records_find_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
gh_bulk_records_list_async (GhFaceRecognition *face_recognition,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Walk *self = g_new0 (Walk, 1);

  g_task_set_source_tag (task, gh_bulk_records_list_async);
  self->face_recognition = g_object_ref (face_recognition);
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_task_set_task_data (task, self, walk_free);
  ask_for_page (task);
}

GHashTable *
gh_bulk_records_list_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
