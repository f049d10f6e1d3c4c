/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-type-counts.h"

#define N_TYPES (GH_EVENT_TYPE_OTHER + 1)

struct _GhTypeCounts
{
  GObject parent_instance;

  GhEventReader *reader; /* (owned) */
  GhClock *clock;        /* (owned) */
  gint64 n_of_type[N_TYPES];
  GhEventType next;   /* to be counted; what was counted before a failure is not counted again */
  gboolean is_known;
  gint64 known_us;    /* monotonic: when all were known last */
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_LAST_SIGNAL
};

static guint signals[SIGNAL_LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (GhTypeCounts, gh_type_counts, G_TYPE_OBJECT)

static void count_next (GTask *task);

static void
become_known (GhTypeCounts *self)
{
  self->next = GH_EVENT_TYPE_DETECTED;
  self->is_known = TRUE;
  self->known_us = gh_clock_get_monotonic_us (self->clock);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
counted_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GhTypeCounts *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResultPage) page =
    gh_event_reader_read_finish (GH_EVENT_READER (source), result, &error);

  if (page == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  self->n_of_type[self->next++] = MAX (gh_result_page_get_total (page), 0);
  count_next (g_steal_pointer (&task));
}

/* Takes the task. */
static void
count_next (GTask *task)
{
  GhTypeCounts *self = g_task_get_source_object (task);
  g_autoptr (GhEventQuery) query = NULL;

  if (self->next == GH_EVENT_TYPE_OTHER)
    {
      /* There is no asking for what has no name. */
      self->n_of_type[GH_EVENT_TYPE_OTHER] = 0;
      become_known (self);
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }

  query = gh_event_query_new (self->next, NULL, NULL, 0, 0);
  gh_event_reader_read_async (self->reader, 1, 1, query, g_task_get_cancellable (task),
                              counted_ready_cb, task);
}

static void
gh_type_counts_finalize (GObject *object)
{
  GhTypeCounts *self = GH_TYPE_COUNTS (object);

  g_clear_object (&self->reader);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gh_type_counts_parent_class)->finalize (object);
}

static void
gh_type_counts_class_init (GhTypeCountsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_type_counts_finalize;

  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
gh_type_counts_init (GhTypeCounts *self)
{
  self->next = GH_EVENT_TYPE_DETECTED;
}

/**
 * gh_type_counts_new:
 * @reader: reads the history
 * @clock: tells the time
 *
 * Returns: (transfer full): counts that are not known yet
 */
GhTypeCounts *
gh_type_counts_new (GhEventReader *reader, GhClock *clock)
{
  GhTypeCounts *self;

  g_return_val_if_fail (GH_IS_EVENT_READER (reader), NULL);
  g_return_val_if_fail (GH_IS_CLOCK (clock), NULL);

  self = g_object_new (GH_TYPE_TYPE_COUNTS, NULL);
  self->reader = g_object_ref (reader);
  self->clock = g_object_ref (clock);

  return self;
}

/**
 * gh_type_counts_get:
 * @self: counts
 *
 * Returns: (transfer none) (nullable): how many events there are, by #GhEventType, the last being
 *   %GH_EVENT_TYPE_OTHER; %NULL while that is not known
 */
const gint64 *
gh_type_counts_get (GhTypeCounts *self)
{
  g_return_val_if_fail (GH_IS_TYPE_COUNTS (self), NULL);

  return self->is_known ? self->n_of_type : NULL;
}

/**
 * gh_type_counts_take:
 * @self: counts
 * @statistics: what the server tells
 *
 * Takes the counts from @statistics, where they are in it: some servers tell all of them at once.
 */
void
gh_type_counts_take (GhTypeCounts *self, GhStatistics *statistics)
{
  gint64 n_others;

  g_return_if_fail (GH_IS_TYPE_COUNTS (self));
  g_return_if_fail (GH_IS_STATISTICS (statistics));

  if (!gh_statistics_get_n_events (statistics, GH_EVENT_TYPE_OTHER, &n_others))
    return;

  for (GhEventType type = GH_EVENT_TYPE_DETECTED; type < GH_EVENT_TYPE_OTHER; type++)
    gh_statistics_get_n_events (statistics, type, &self->n_of_type[type]);
  self->n_of_type[GH_EVENT_TYPE_OTHER] = n_others;
  become_known (self);
}

/**
 * gh_type_counts_update_async:
 * @self: counts
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when all is counted, or could not be
 * @user_data: for @callback
 *
 * Counts the types, unless they have been known for less than %GH_TYPE_COUNTS_FRESH_US. After a
 * failure it goes on where it stopped.
 */
void
gh_type_counts_update_async (GhTypeCounts *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  gint64 now_us;
  GTask *task;

  g_return_if_fail (GH_IS_TYPE_COUNTS (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_type_counts_update_async);
  now_us = gh_clock_get_monotonic_us (self->clock);
  if (self->is_known && self->next == GH_EVENT_TYPE_DETECTED
      && now_us < self->known_us + GH_TYPE_COUNTS_FRESH_US)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }

  count_next (task);
}

/**
 * gh_type_counts_update_finish:
 * @self: counts
 * @result: the result
 * @error: return location for a #GError
 *
 * Returns: %TRUE when all are known; %FALSE with any #GhError, or %G_IO_ERROR_CANCELLED
 */
gboolean
gh_type_counts_update_finish (GhTypeCounts *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
