/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-person-history.h"

#include "gh-event-walk.h"

#define PAGE_SIZE 100

struct _GhPersonHistory
{
  GObject parent_instance;

  GhConnection *connection; /* (owned) */
  GhClock *clock;           /* (owned) */
  char *user_id;            /* (owned) */

  GPtrArray *records;        /* (owned) (nullable) (element-type GhFaceRecord) */
  GhEventWalk *walk;         /* (owned) (nullable): when the records are known */
  GhSightings *sightings;    /* (owned) */
  GListStore *recent;        /* (owned) */
  guint n_false;
  GCancellable *cancellable; /* (owned) (nullable): while it runs */
  GError *error;             /* (owned) (nullable) */
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_LAST_SIGNAL
};

static guint signals[SIGNAL_LAST_SIGNAL];

static void walk_on (GhPersonHistory *self);

G_DEFINE_FINAL_TYPE (GhPersonHistory, gh_person_history, G_TYPE_OBJECT)

static void
end (GhPersonHistory *self, GError *error)
{
  g_clear_object (&self->cancellable);
  self->error = error;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
take (GhPersonHistory *self, GPtrArray *events)
{
  GhFalseMatches *matches = gh_connection_get_false_matches (self->connection);

  for (guint i = 0; i < events->len; i++)
    {
      GhFaceEvent *event = g_ptr_array_index (events, i);

      if (g_list_model_get_n_items (G_LIST_MODEL (self->recent)) < GH_PERSON_HISTORY_RECENT)
        g_list_store_append (self->recent, event);
      if (gh_false_matches_look_up (matches, gh_face_event_get_id (event)) != NULL)
        self->n_false++;
      else
        gh_sightings_add (self->sightings, event);
    }
}

static void
walked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events =
    gh_event_walk_next_finish (GH_EVENT_WALK (object), result, &error);
  g_autoptr (GhPersonHistory) self = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = g_object_ref (user_data);
  if (events == NULL)
    {
      end (self, g_steal_pointer (&error));
      return;
    }

  take (self, events);
  if (gh_event_walk_is_done (self->walk)
      || gh_event_walk_get_n_examined (self->walk) >= GH_PERSON_HISTORY_MOST)
    {
      end (self, NULL);
      return;
    }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  if (self->cancellable != NULL)
    walk_on (self);
}

static void
walk_on (GhPersonHistory *self)
{
  gh_event_walk_next_async (self->walk, self->cancellable, walked_cb, self);
}

static void
begin_walk (GhPersonHistory *self)
{
  g_autoptr (GhFaceRecognition) background = gh_endpoint_group_dup_in_manner (
    gh_connection_get_face_recognition (self->connection), GH_MANNER_BACKGROUND);
  g_autoptr (GhEventFilter) filter = gh_event_filter_new ();
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->records->len; i++)
    g_strv_builder_add (builder,
                        gh_face_record_get_id (g_ptr_array_index (self->records, i)));
  filter->person_records = g_strv_builder_end (builder);
  filter->end_us = gh_clock_get_real_us (self->clock);
  self->walk = gh_event_walk_new (background, filter, PAGE_SIZE);
  walk_on (self);
}

static void
records_ready_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResultPage) page = gh_face_recognition_list_records_finish (
    GH_FACE_RECOGNITION (object), result, &error);
  g_autoptr (GhPersonHistory) self = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = g_object_ref (user_data);
  if (page == NULL)
    {
      end (self, g_steal_pointer (&error));
      return;
    }

  self->records = g_ptr_array_ref (gh_result_page_get_items (page));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  if (self->cancellable == NULL)
    return;
  if (self->records->len == 0)
    end (self, NULL);
  else
    begin_walk (self);
}

static void
gh_person_history_dispose (GObject *object)
{
  GhPersonHistory *self = GH_PERSON_HISTORY (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->walk);

  G_OBJECT_CLASS (gh_person_history_parent_class)->dispose (object);
}

static void
gh_person_history_finalize (GObject *object)
{
  GhPersonHistory *self = GH_PERSON_HISTORY (object);

  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_clear_pointer (&self->sightings, gh_sightings_free);
  g_clear_object (&self->recent);
  g_clear_error (&self->error);
  g_clear_object (&self->clock);
  g_clear_object (&self->connection);
  g_free (self->user_id);

  G_OBJECT_CLASS (gh_person_history_parent_class)->finalize (object);
}

static void
gh_person_history_class_init (GhPersonHistoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gh_person_history_dispose;
  object_class->finalize = gh_person_history_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gh_person_history_init (GhPersonHistory *self)
{
  self->sightings = gh_sightings_new ();
  self->recent = g_list_store_new (GH_TYPE_FACE_EVENT);
}

/**
 * gh_person_history_new:
 * @connection: the server
 * @clock: tells up to when
 * @user_id: whose history
 *
 * Returns: (transfer full): a history that was not read yet
 */
GhPersonHistory *
gh_person_history_new (GhConnection *connection, GhClock *clock, const char *user_id)
{
  GhPersonHistory *self;

  g_return_val_if_fail (GH_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (GH_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (user_id != NULL, NULL);

  self = g_object_new (GH_TYPE_PERSON_HISTORY, NULL);
  self->connection = g_object_ref (connection);
  self->clock = g_object_ref (clock);
  self->user_id = g_strdup (user_id);

  return self;
}

/**
 * gh_person_history_run:
 * @self: a history
 *
 * Reads on, from where it stopped.
 */
void
gh_person_history_run (GhPersonHistory *self)
{
  g_autoptr (GhFaceQuery) query = NULL;

  g_return_if_fail (GH_IS_PERSON_HISTORY (self));

  if (self->cancellable != NULL)
    return;

  g_clear_error (&self->error);
  self->cancellable = g_cancellable_new ();
  if (self->walk != NULL)
    {
      walk_on (self);
      return;
    }
  query = gh_face_query_new (self->user_id, NULL);
  gh_face_recognition_list_records_async (gh_connection_get_face_recognition (self->connection),
                                          1, GH_EVENT_FILTER_MOST_RECORDS, query,
                                          self->cancellable, records_ready_cb, self);
}

/**
 * gh_person_history_get_sightings:
 * @self: a history
 *
 * Returns: (transfer none): what was counted so far
 */
GhSightings *
gh_person_history_get_sightings (GhPersonHistory *self)
{
  g_return_val_if_fail (GH_IS_PERSON_HISTORY (self), NULL);

  return self->sightings;
}

/**
 * gh_person_history_get_recent:
 * @self: a history
 *
 * Returns: (transfer none) (element-type GhFaceEvent): the newest events
 */
GListModel *
gh_person_history_get_recent (GhPersonHistory *self)
{
  g_return_val_if_fail (GH_IS_PERSON_HISTORY (self), NULL);

  return G_LIST_MODEL (self->recent);
}

/**
 * gh_person_history_get_records:
 * @self: a history
 *
 * Returns: (transfer none) (nullable) (element-type GhFaceRecord): the person's face records
 */
GPtrArray *
gh_person_history_get_records (GhPersonHistory *self)
{
  g_return_val_if_fail (GH_IS_PERSON_HISTORY (self), NULL);

  return self->records;
}

/**
 * gh_person_history_get_n_false:
 * @self: a history
 *
 * Returns: how many events that were read are marked as false matches
 */
guint
gh_person_history_get_n_false (GhPersonHistory *self)
{
  g_return_val_if_fail (GH_IS_PERSON_HISTORY (self), 0);

  return self->n_false;
}

/**
 * gh_person_history_get_n_examined:
 * @self: a history
 *
 * Returns: how many events were read
 */
guint
gh_person_history_get_n_examined (GhPersonHistory *self)
{
  g_return_val_if_fail (GH_IS_PERSON_HISTORY (self), 0);

  return self->walk != NULL ? gh_event_walk_get_n_examined (self->walk) : 0;
}

/**
 * gh_person_history_get_total:
 * @self: a history
 *
 * Returns: how many events the server has of the person; -1 while that is not known
 */
gint64
gh_person_history_get_total (GhPersonHistory *self)
{
  g_return_val_if_fail (GH_IS_PERSON_HISTORY (self), -1);

  if (self->walk != NULL)
    return gh_event_walk_get_total (self->walk);
  return self->records != NULL && self->records->len == 0 ? 0 : -1;
}

/**
 * gh_person_history_get_is_running:
 * @self: a history
 *
 * Returns: whether it is being read
 */
gboolean
gh_person_history_get_is_running (GhPersonHistory *self)
{
  g_return_val_if_fail (GH_IS_PERSON_HISTORY (self), FALSE);

  return self->cancellable != NULL;
}

/**
 * gh_person_history_get_error:
 * @self: a history
 *
 * Returns: (nullable): why it stopped
 */
const GError *
gh_person_history_get_error (GhPersonHistory *self)
{
  g_return_val_if_fail (GH_IS_PERSON_HISTORY (self), NULL);

  return self->error;
}
