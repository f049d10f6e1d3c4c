/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-event-reader.h"

struct _GhEventReader
{
  GObject parent_instance;

  GhFaceRecognition *face_recognition; /* (owned): asks in the background */
  GhClock *clock;                      /* (owned) */
  GQueue waiting;                      /* (owned) of Read */
  gboolean is_reading;
  gint64 due_us; /* monotonic: when the next would be due if there were no burst */
  guint timeout_id;
};

typedef struct
{
  GhEventReader *reader; /* that it waits in, or waited */
  GTask *task;           /* (owned) */
  GSource *source;       /* (owned) (nullable): of its cancellable, while it waits */
  guint page;
  guint limit;
  GhEventQuery *query; /* (owned) (nullable) */
} Read;

G_DEFINE_FINAL_TYPE (GhEventReader, gh_event_reader, G_TYPE_OBJECT)

static void read_next (GhEventReader *self);

static void
stop_watching (Read *read)
{
  if (read->source != NULL)
    g_source_destroy (read->source);
  g_clear_pointer (&read->source, g_source_unref);
}

static void
read_free (Read *read)
{
  stop_watching (read);
  g_clear_object (&read->task);
  g_clear_pointer (&read->query, gh_event_query_unref);
  g_free (read);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Read, read_free)

static void
read_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Read) read = user_data;
  g_autoptr (GhEventReader) self = g_object_ref (read->reader);
  g_autoptr (GTask) task = g_steal_pointer (&read->task);
  GError *error = NULL;
  GhResultPage *page =
    gh_face_recognition_list_events_finish (GH_FACE_RECOGNITION (source), result, &error);

  self->is_reading = FALSE;
  if (page != NULL)
    g_task_return_pointer (task, page, g_object_unref);
  else
    g_task_return_error (task, error);
  read_next (self);
}

static void
timeout_cb (gpointer user_data)
{
  GhEventReader *self = user_data;

  self->timeout_id = 0;
  read_next (self);
}

static void
read_next (GhEventReader *self)
{
  gint64 now_us = gh_clock_get_monotonic_us (self->clock);
  gint64 open_us = self->due_us - (GH_EVENT_READER_BURST - 1) * GH_EVENT_READER_PACE_US;
  Read *read;

  if (self->is_reading || self->timeout_id != 0 || g_queue_is_empty (&self->waiting))
    return;

  if (open_us > now_us)
    {
      self->timeout_id = gh_clock_add_timeout (self->clock, open_us - now_us, timeout_cb, self);
      return;
    }

  self->due_us = MAX (self->due_us, now_us) + GH_EVENT_READER_PACE_US;
  self->is_reading = TRUE;
  read = g_queue_pop_head (&self->waiting);
  stop_watching (read);
  gh_face_recognition_list_events_async (self->face_recognition, read->page, read->limit,
                                         read->query, g_task_get_cancellable (read->task),
                                         read_ready_cb, read);
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (Read) read = user_data;
  GhEventReader *self = read->reader;
  g_autoptr (GTask) task = g_steal_pointer (&read->task);

  g_queue_remove (&self->waiting, read);
  if (g_queue_is_empty (&self->waiting))
    gh_clock_clear_timeout (self->clock, &self->timeout_id);
  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

/* Whoever waits holds the reader: nobody waits any more. */
static void
gh_event_reader_dispose (GObject *object)
{
  GhEventReader *self = GH_EVENT_READER (object);

  if (self->clock != NULL)
    gh_clock_clear_timeout (self->clock, &self->timeout_id);
  g_clear_object (&self->face_recognition);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gh_event_reader_parent_class)->dispose (object);
}

static void
gh_event_reader_class_init (GhEventReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gh_event_reader_dispose;
}

static void
gh_event_reader_init (GhEventReader *self)
{
  g_queue_init (&self->waiting);
}

/**
 * gh_event_reader_new:
 * @face_recognition: where the history is
 * @clock: what the pace is measured by
 *
 * Returns: (transfer full): a reader that has read nothing yet
 */
GhEventReader *
gh_event_reader_new (GhFaceRecognition *face_recognition, GhClock *clock)
{
  GhEventReader *self;

  g_return_val_if_fail (GH_IS_FACE_RECOGNITION (face_recognition), NULL);
  g_return_val_if_fail (GH_IS_CLOCK (clock), NULL);

  self = g_object_new (GH_TYPE_EVENT_READER, NULL);
  self->face_recognition =
    gh_endpoint_group_dup_in_manner (face_recognition, GH_MANNER_BACKGROUND);
  self->clock = g_object_ref (clock);

  return self;
}

/**
 * gh_event_reader_read_async:
 * @self: a reader
 * @page: which page, from 1
 * @limit: how many events a page; 1 where only the total is wanted
 * @query: (nullable): which events; %NULL for all
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the page is there
 * @user_data: for @callback
 *
 * Fetches a page of the history, when those that were asked for before have come and the pace has
 * room.
 */
void
gh_event_reader_read_async (GhEventReader *self,
                            guint page,
                            guint limit,
                            GhEventQuery *query,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  Read *read;

  g_return_if_fail (GH_IS_EVENT_READER (self));

  read = g_new0 (Read, 1);
  read->reader = self;
  read->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (read->task, gh_event_reader_read_async);
  read->page = page;
  read->limit = limit;
  read->query = query != NULL ? gh_event_query_ref (query) : NULL;
  if (cancellable != NULL)
    {
      read->source = g_cancellable_source_new (cancellable);
      g_source_set_static_name (read->source, "gh-event-reader");
      g_source_set_callback (read->source, G_SOURCE_FUNC (cancelled_cb), read, NULL);
      g_source_attach (read->source, g_task_get_context (read->task));
    }
  g_queue_push_tail (&self->waiting, read);
  read_next (self);
}

/**
 * gh_event_reader_read_finish:
 * @self: a reader
 * @result: the result
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the page; %NULL with any #GhError, or %G_IO_ERROR_CANCELLED
 */
GhResultPage *
gh_event_reader_read_finish (GhEventReader *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
