/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-event-walk.h"

#include "gh-error.h"

/* One query's way back. */
typedef struct
{
  GhEventQuery *query; /* (owned) */
  GQueue waiting;      /* (element-type GhFaceEvent) (owned): read, and not handed out yet */
  GHashTable *met;     /* (owned): ids of the page before; what comes in late moves others */
  guint page;          /* the next one, from 1 */
  gint64 n_read;
  gint64 total;
  gboolean has_ended;
} Stream;

struct _GhEventWalk
{
  GObject parent_instance;

  GhFaceRecognition *face_recognition; /* (owned) */
  GhEventFilter *filter;               /* (owned) */
  guint page_size;
  GPtrArray *streams; /* (owned) (element-type Stream) */
  guint n_examined;
  gint64 reached_us;
  gboolean is_under_way;
};

G_DEFINE_FINAL_TYPE (GhEventWalk, gh_event_walk, G_TYPE_OBJECT)

static void fetch_next (GTask *task);

static Stream *
stream_new (GhEventQuery *query)
{
  Stream *stream = g_new0 (Stream, 1);

  stream->query = gh_event_query_ref (query);
  stream->met = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  stream->page = 1;
  stream->total = -1;
  return stream;
}

static void
stream_free (gpointer data)
{
  Stream *stream = data;

  gh_event_query_unref (stream->query);
  g_queue_clear_full (&stream->waiting, g_object_unref);
  g_hash_table_unref (stream->met);
  g_free (stream);
}

static void
stream_take_page (Stream *stream, GhResultPage *page, guint page_size)
{
  GPtrArray *events = gh_result_page_get_items (page);
  g_autoptr (GHashTable) met = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_rows = events->len + gh_result_page_get_n_invalid (page);
  gint64 start_us = gh_event_query_get_start_us (stream->query);

  for (guint i = 0; i < events->len; i++)
    {
      GhFaceEvent *event = g_ptr_array_index (events, i);

      g_hash_table_add (met, g_strdup (gh_face_event_get_id (event)));
      if (!g_hash_table_contains (stream->met, gh_face_event_get_id (event)))
        g_queue_push_tail (&stream->waiting, g_object_ref (event));
      /* Not every server minds the period. */
      if (start_us != 0 && gh_face_event_get_timestamp_us (event) < start_us)
        stream->has_ended = TRUE;
    }
  g_hash_table_unref (stream->met);
  stream->met = g_steal_pointer (&met);

  stream->page++;
  stream->n_read += n_rows;
  stream->total = MAX (gh_result_page_get_total (page), stream->n_read);
  /* One that gives less than a page has a limit of its own, unless that was all. */
  if (n_rows == 0 || (n_rows < page_size && stream->n_read >= gh_result_page_get_total (page)))
    stream->has_ended = TRUE;
}

static Stream *
find_hungry (GhEventWalk *self)
{
  for (guint i = 0; i < self->streams->len; i++)
    {
      Stream *stream = g_ptr_array_index (self->streams, i);

      if (!stream->has_ended && g_queue_is_empty (&stream->waiting))
        return stream;
    }
  return NULL;
}

static Stream *
find_newest (GhEventWalk *self)
{
  Stream *newest = NULL;

  for (guint i = 0; i < self->streams->len; i++)
    {
      Stream *stream = g_ptr_array_index (self->streams, i);

      if (!g_queue_is_empty (&stream->waiting)
          && (newest == NULL
              || gh_face_event_compare_newest_first (g_queue_peek_head (&stream->waiting),
                                                     g_queue_peek_head (&newest->waiting)) < 0))
        newest = stream;
    }
  return newest;
}

/* As far as no query that has not been read to its end could have something newer. */
static GPtrArray *
merge (GhEventWalk *self)
{
  GPtrArray *events = g_ptr_array_new_with_free_func (g_object_unref);

  while (find_hungry (self) == NULL)
    {
      Stream *stream = find_newest (self);
      g_autoptr (GhFaceEvent) event = NULL;

      if (stream == NULL)
        break;
      event = g_queue_pop_head (&stream->waiting);
      self->n_examined++;
      self->reached_us = MIN (self->reached_us, gh_face_event_get_timestamp_us (event));
      if (gh_event_filter_matches (self->filter, event))
        g_ptr_array_add (events, g_steal_pointer (&event));
    }
  return events;
}

static void
fetched_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GhEventWalk *self = g_task_get_source_object (task);
  Stream *stream = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResultPage) page = gh_face_recognition_list_events_finish (
    GH_FACE_RECOGNITION (object), result, &error);

  if (page == NULL)
    {
      self->is_under_way = FALSE;
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  stream_take_page (stream, page, self->page_size);
  fetch_next (g_steal_pointer (&task));
}

/* Takes the task. */
static void
fetch_next (GTask *task)
{
  GhEventWalk *self = g_task_get_source_object (task);
  Stream *stream = find_hungry (self);

  if (stream == NULL)
    {
      self->is_under_way = FALSE;
      g_task_return_pointer (task, merge (self), (GDestroyNotify) g_ptr_array_unref);
      g_object_unref (task);
      return;
    }

  g_task_set_task_data (task, stream, NULL);
  gh_face_recognition_list_events_async (self->face_recognition, stream->page, self->page_size,
                                         stream->query, g_task_get_cancellable (task), fetched_cb,
                                         task);
}

static void
gh_event_walk_finalize (GObject *object)
{
  GhEventWalk *self = GH_EVENT_WALK (object);

  g_clear_pointer (&self->streams, g_ptr_array_unref);
  g_clear_pointer (&self->filter, gh_event_filter_free);
  g_clear_object (&self->face_recognition);

  G_OBJECT_CLASS (gh_event_walk_parent_class)->finalize (object);
}

static void
gh_event_walk_class_init (GhEventWalkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_event_walk_finalize;
}

static void
gh_event_walk_init (GhEventWalk *self)
{
  self->streams = g_ptr_array_new_with_free_func (stream_free);
  self->reached_us = G_MAXINT64;
}

/**
 * gh_event_walk_new:
 * @face_recognition: the endpoints that are asked
 * @filter: which events; its end should be set, or events that come meanwhile move the pages
 * @page_size: how many events are asked for at a time, 1 to %GH_RESULT_PAGE_MOST_ITEMS
 *
 * Returns: (transfer full): a walk that has not begun
 */
GhEventWalk *
gh_event_walk_new (GhFaceRecognition *face_recognition,
                   const GhEventFilter *filter,
                   guint page_size)
{
  g_autoptr (GPtrArray) queries = NULL;
  GhEventWalk *self;

  g_return_val_if_fail (GH_IS_FACE_RECOGNITION (face_recognition), NULL);
  g_return_val_if_fail (filter != NULL, NULL);
  g_return_val_if_fail (page_size > 0 && page_size <= GH_RESULT_PAGE_MOST_ITEMS, NULL);

  self = g_object_new (GH_TYPE_EVENT_WALK, NULL);
  self->face_recognition = g_object_ref (face_recognition);
  self->filter = gh_event_filter_copy (filter);
  self->page_size = page_size;
  queries = gh_event_filter_dup_queries (filter);
  for (guint i = 0; i < queries->len; i++)
    g_ptr_array_add (self->streams, stream_new (g_ptr_array_index (queries, i)));

  return self;
}

/**
 * gh_event_walk_next_async:
 * @self: a walk, with no step under way
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called when done
 * @user_data: handed to @callback
 *
 * Fetches a page of every query that has nothing left. After an error, the same step can be tried
 * again, and nothing is lost.
 */
void
gh_event_walk_next_async (GhEventWalk *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task;

  g_return_if_fail (GH_IS_EVENT_WALK (self));
  g_return_if_fail (!self->is_under_way);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_event_walk_next_async);
  self->is_under_way = TRUE;
  fetch_next (task);
}

/**
 * gh_event_walk_next_finish:
 * @self: a walk
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Errors: those of gh_face_recognition_list_events_finish().
 *
 * Returns: (transfer full) (element-type GhFaceEvent) (nullable): the next events, newest first,
 *   maybe none
 */
GPtrArray *
gh_event_walk_next_finish (GhEventWalk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * gh_event_walk_is_done:
 * @self: a walk
 *
 * Returns: whether everything has been handed out
 */
gboolean
gh_event_walk_is_done (GhEventWalk *self)
{
  g_return_val_if_fail (GH_IS_EVENT_WALK (self), TRUE);

  for (guint i = 0; i < self->streams->len; i++)
    {
      Stream *stream = g_ptr_array_index (self->streams, i);

      if (!stream->has_ended || !g_queue_is_empty (&stream->waiting))
        return FALSE;
    }
  return TRUE;
}

/**
 * gh_event_walk_seems_done:
 * @self: a walk
 *
 * A server that says how many events there are may be wrong about it, and another that does not say is
 * taken to have no more than it has given: the next step tells.
 *
 * Returns: whether as many were handed out as there are said to be
 */
gboolean
gh_event_walk_seems_done (GhEventWalk *self)
{
  g_return_val_if_fail (GH_IS_EVENT_WALK (self), TRUE);

  for (guint i = 0; i < self->streams->len; i++)
    {
      Stream *stream = g_ptr_array_index (self->streams, i);

      if (!g_queue_is_empty (&stream->waiting)
          || (!stream->has_ended && (stream->total < 0 || stream->n_read < stream->total)))
        return FALSE;
    }
  return TRUE;
}

/**
 * gh_event_walk_get_n_examined:
 * @self: a walk
 *
 * Returns: how many events were looked at so far, wanted or not
 */
guint
gh_event_walk_get_n_examined (GhEventWalk *self)
{
  g_return_val_if_fail (GH_IS_EVENT_WALK (self), 0);

  return self->n_examined;
}

/**
 * gh_event_walk_get_total:
 * @self: a walk
 *
 * Returns: how many events there are to be looked at; -1 until every query has been asked once
 */
gint64
gh_event_walk_get_total (GhEventWalk *self)
{
  gint64 total = 0;

  g_return_val_if_fail (GH_IS_EVENT_WALK (self), -1);

  for (guint i = 0; i < self->streams->len; i++)
    {
      Stream *stream = g_ptr_array_index (self->streams, i);

      if (stream->total < 0)
        return -1;
      total += stream->total;
    }
  return total;
}

/**
 * gh_event_walk_get_reached_us:
 * @self: a walk
 *
 * Returns: the time of the oldest event that was looked at, microseconds since 1970: whatever is
 *   newer has been handed out; %G_MAXINT64 at the beginning
 */
gint64
gh_event_walk_get_reached_us (GhEventWalk *self)
{
  g_return_val_if_fail (GH_IS_EVENT_WALK (self), G_MAXINT64);

  return self->reached_us;
}
