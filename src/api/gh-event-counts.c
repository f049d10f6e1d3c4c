/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-event-counts.h"

#define UNKNOWN (-1)

typedef struct
{
  GhTimeSlot slot;
  gint64 n_events; /* UNKNOWN where nothing was said */
  gboolean is_settled;
} Count;

/* Adjoining slots, and how many events are in all of them. */
typedef struct
{
  guint first;
  guint n_slots;
  gint64 n_events; /* UNKNOWN */
} Range;

struct _GhEventCounts
{
  GObject parent_instance;

  GhEventReader *reader; /* (owned) */
  GhTimeSlotKind kind;
  guint n_slots;
  GTimeZone *zone; /* (owned) */
  GArray *counts;  /* (owned) of Count, oldest first */
};

typedef struct
{
  gint64 now_us;
  GArray *ranges; /* (owned) of Range: what is still to be counted, the next last */
} UpdateData;

enum
{
  SIGNAL_CHANGED,
  SIGNAL_LAST_SIGNAL
};

static guint signals[SIGNAL_LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (GhEventCounts, gh_event_counts, G_TYPE_OBJECT)

static void count_next (GTask *task);

static void
update_data_free (UpdateData *data)
{
  g_clear_pointer (&data->ranges, g_array_unref);
  g_free (data);
}

static Count *
get_count (GhEventCounts *self, guint position)
{
  return &g_array_index (self->counts, Count, position);
}

static gboolean
is_over (const GhTimeSlot *slot, gint64 now_us)
{
  return slot->end_us + GH_EVENT_COUNTS_GRACE_US <= now_us;
}

static void
push (GArray *ranges, guint first, guint n_slots, gint64 n_events)
{
  const Range range = { first, n_slots, n_events };

  g_array_append_val (ranges, range);
}

/* What was counted stays, until it is counted again. */
static void
move_on (GhEventCounts *self, gint64 now_us)
{
  g_autoptr (GArray) slots = gh_time_slots_new (self->kind, self->n_slots, now_us, self->zone);
  g_autoptr (GArray) old = g_steal_pointer (&self->counts);

  self->counts = g_array_sized_new (FALSE, FALSE, sizeof (Count), slots->len);
  for (guint i = 0; i < slots->len; i++)
    {
      Count count = { .slot = g_array_index (slots, GhTimeSlot, i), .n_events = UNKNOWN };

      for (guint j = 0; j < old->len; j++)
        {
          const Count *was = &g_array_index (old, Count, j);

          if (was->slot.start_us == count.slot.start_us && was->slot.end_us == count.slot.end_us)
            count = *was;
        }
      g_array_append_val (self->counts, count);
    }
}

/* The newest last, because that is where the next is taken from. What is over may be counted
 * together, because it adds up. */
static GArray *
list_ranges (GhEventCounts *self, gint64 now_us)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (Range));

  for (guint i = 0; i < self->counts->len; i++)
    {
      const Count *count = get_count (self, i);
      Range *last = ranges->len > 0 ? &g_array_index (ranges, Range, ranges->len - 1) : NULL;

      if (count->is_settled)
        continue;
      if (last != NULL && last->first + last->n_slots == i && is_over (&count->slot, now_us))
        last->n_slots++;
      else
        push (ranges, i, 1, UNKNOWN);
    }

  return ranges;
}

static void
settle (GhEventCounts *self, guint position, gint64 n_events, gint64 now_us)
{
  Count *count = get_count (self, position);

  count->n_events = n_events;
  count->is_settled = is_over (&count->slot, now_us);
}

static void
counted_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GhEventCounts) self = g_object_ref (g_task_get_source_object (task));
  UpdateData *data = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GhResultPage) page =
    gh_event_reader_read_finish (GH_EVENT_READER (source), result, &error);
  Range *range = &g_array_index (data->ranges, Range, data->ranges->len - 1);
  gint64 n_events;

  if (page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  n_events = MAX (gh_result_page_get_total (page), 0);
  if (range->n_events == UNKNOWN)
    {
      range->n_events = n_events;
    }
  else
    {
      /* The newer half was asked for; the older is what is left, or not known if that cannot be. */
      guint n_newer = range->n_slots / 2;

      range->n_slots -= n_newer;
      range->n_events = n_events <= range->n_events ? range->n_events - n_events : UNKNOWN;
      push (data->ranges, range->first + range->n_slots, n_newer, n_events);
    }
  count_next (g_steal_pointer (&task));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
ask (GTask *task, guint first, guint n_slots)
{
  GhEventCounts *self = g_task_get_source_object (task);
  gint64 start_us = get_count (self, first)->slot.start_us;
  gint64 end_us = get_count (self, first + n_slots - 1)->slot.end_us - 1;
  g_autoptr (GhEventQuery) query =
    gh_event_query_new (GH_EVENT_TYPE_ANY, NULL, NULL, start_us, end_us);

  gh_event_reader_read_async (self->reader, 1, 1, query, g_task_get_cancellable (task),
                              counted_ready_cb, task);
}

/* Halves what has events in it, until each slot has its own; a night without any is one question. */
static void
count_next (GTask *task)
{
  g_autoptr (GTask) owned = task;
  GhEventCounts *self = g_task_get_source_object (task);
  UpdateData *data = g_task_get_task_data (task);

  while (data->ranges->len > 0)
    {
      const Range *range = &g_array_index (data->ranges, Range, data->ranges->len - 1);

      if (range->n_events == UNKNOWN)
        {
          ask (g_steal_pointer (&owned), range->first, range->n_slots);
          return;
        }

      if (range->n_events > 0 && range->n_slots > 1)
        {
          guint n_newer = range->n_slots / 2;

          ask (g_steal_pointer (&owned), range->first + range->n_slots - n_newer, n_newer);
          return;
        }

      for (guint i = 0; i < range->n_slots; i++)
        settle (self, range->first + i, range->n_events, data->now_us);
      g_array_set_size (data->ranges, data->ranges->len - 1);
    }

  g_task_return_boolean (task, TRUE);
}

static void
gh_event_counts_finalize (GObject *object)
{
  GhEventCounts *self = GH_EVENT_COUNTS (object);

  g_clear_object (&self->reader);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->counts, g_array_unref);

  G_OBJECT_CLASS (gh_event_counts_parent_class)->finalize (object);
}

static void
gh_event_counts_class_init (GhEventCountsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_event_counts_finalize;

  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
gh_event_counts_init (GhEventCounts *self)
{
  self->counts = g_array_new (FALSE, FALSE, sizeof (Count));
}

/**
 * gh_event_counts_new:
 * @reader: reads the history
 * @kind: hours or days
 * @n_slots: how many of them, 1 or more
 * @zone: (nullable): whose hours and days; %NULL for those of this computer
 *
 * Returns: (transfer full): counts that are not known yet
 */
GhEventCounts *
gh_event_counts_new (GhEventReader *reader, GhTimeSlotKind kind, guint n_slots, GTimeZone *zone)
{
  GhEventCounts *self;

  g_return_val_if_fail (GH_IS_EVENT_READER (reader), NULL);
  g_return_val_if_fail (n_slots > 0, NULL);

  self = g_object_new (GH_TYPE_EVENT_COUNTS, NULL);
  self->reader = g_object_ref (reader);
  self->kind = kind;
  self->n_slots = n_slots;
  self->zone = zone != NULL ? g_time_zone_ref (zone) : g_time_zone_new_local ();

  return self;
}

/**
 * gh_event_counts_get_n_slots:
 *
 * Returns: how many slots there are: 0 before the first update
 */
guint
gh_event_counts_get_n_slots (GhEventCounts *self)
{
  g_return_val_if_fail (GH_IS_EVENT_COUNTS (self), 0);

  return self->counts->len;
}

/**
 * gh_event_counts_get_slot:
 * @self: counts
 * @position: which, from the oldest
 *
 * Returns: the hour or day
 */
GhTimeSlot
gh_event_counts_get_slot (GhEventCounts *self, guint position)
{
  g_return_val_if_fail (GH_IS_EVENT_COUNTS (self), (GhTimeSlot) { 0 });
  g_return_val_if_fail (position < self->counts->len, (GhTimeSlot) { 0 });

  return get_count (self, position)->slot;
}

/**
 * gh_event_counts_get_n_events:
 * @self: counts
 * @position: which, from the oldest
 *
 * Returns: how many events there were in it when it was counted last; -1 while that is not known
 */
gint64
gh_event_counts_get_n_events (GhEventCounts *self, guint position)
{
  g_return_val_if_fail (GH_IS_EVENT_COUNTS (self), UNKNOWN);
  g_return_val_if_fail (position < self->counts->len, UNKNOWN);

  return get_count (self, position)->n_events;
}

/**
 * gh_event_counts_update_async:
 * @self: counts
 * @now_us: the present: real time in microseconds, by the server's clock
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when all is counted, or could not be
 * @user_data: for @callback
 *
 * Goes on to the hours or days up to now, and counts those that are not over or not known. What was
 * counted before a failure stays, and need not be counted again.
 */
void
gh_event_counts_update_async (GhEventCounts *self,
                              gint64 now_us,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task;
  UpdateData *data;

  g_return_if_fail (GH_IS_EVENT_COUNTS (self));

  move_on (self, now_us);
  data = g_new0 (UpdateData, 1);
  data->now_us = now_us;
  data->ranges = list_ranges (self, now_us);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_event_counts_update_async);
  g_task_set_task_data (task, data, (GDestroyNotify) update_data_free);
  count_next (task);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * gh_event_counts_update_finish:
 * @self: counts
 * @result: the result
 * @error: return location for a #GError
 *
 * Returns: %TRUE when all is counted; %FALSE with any #GhError, or %G_IO_ERROR_CANCELLED
 */
gboolean
gh_event_counts_update_finish (GhEventCounts *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
