/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-event-log.h"
#include "gh-event-log-private.h"

#include "gh-event-rows.h"
#include "gh-seen-set.h"

/* How far apart two changes of the list are. An event after a quiet while is shown at once; two
 * changes within a frame could not be told apart on the screen, and in a storm nobody reads more
 * than a few rows a second, so there the list changes no oftener than the eye follows. Twenty
 * events a second is a busy door; the limit is above it, so that a cluster is not taken for a
 * storm. */
#define FRAME_INTERVAL_US (16 * G_TIME_SPAN_MILLISECOND)
#define STORM_INTERVAL_US (80 * G_TIME_SPAN_MILLISECOND)
#define STORM_EVENTS_A_SECOND 30

#define LEAST_REMEMBERED 10000
#define MOST_BREAKS 20

/* A camera whose clock is further ahead than this must not decide what counts as new. */
#define MOST_AHEAD_US G_TIME_SPAN_DAY

/* Rows are an array, for it is read by index all the time and changed a few times a second.
 *
 * One batch of events is at most one removal at the end and then one insertion, as narrow as the
 * batch allows. It could be told as a single items-changed that covers the whole list, but then a
 * view would build every row anew for one that came and one that went; told as these two it makes
 * exactly the rows that are new. (Where the oldest of too many marks goes, that is a third.) */
struct _GhEventLog
{
  GObject parent_instance;

  GhClock *clock; /* (owned) */
  guint capacity;
  gboolean held;

  GPtrArray *rows;    /* (owned) (element-type GObject): newest first */
  GPtrArray *pending; /* (owned) (element-type GObject): not in the list yet, in any order */
  guint n_row_events; /* of rows, without marks */
  guint n_waiting;    /* events since the list last changed; may be more than pending has */
  guint n_pending;    /* as the property says it */

  GhSeenSet *seen; /* (owned): what is in rows or pending is in use */
  gint64 newest_us;
  gboolean wants_all;
  gint64 wanted_since_us;

  gint64 arrivals_us[STORM_EVENTS_A_SECOND]; /* of the last live events: a ring */
  guint next_arrival;
  gint64 flushed_at_us;
  guint flush_id;
};

typedef enum
{
  PROP_CAPACITY = 1,
  PROP_HELD,
  PROP_N_PENDING,
  PROP_N_ITEMS,
} GhEventLogProperty;

static GParamSpec *properties[PROP_N_ITEMS + 1];

enum
{
  EVENT_ADDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GhEventLog, gh_event_log, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void
set_n_pending (GhEventLog *self, guint n_pending)
{
  if (self->n_pending == n_pending)
    return;
  self->n_pending = n_pending;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_PENDING]);
}

static void
emit_changed (GhEventLog *self, guint position, guint removed, guint added)
{
  if (removed == 0 && added == 0)
    return;
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  if (removed != added)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

/* What leaves rows or pending may be forgotten, later. */
static void
release_row (GhEventLog *self, gpointer row)
{
  if (GH_IS_FACE_EVENT (row))
    gh_seen_set_release (self->seen, gh_face_event_get_id (row));
}

static void
release_all (GhEventLog *self, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    release_row (self, rows->pdata[i]);
  g_ptr_array_set_size (rows, 0);
}

/* Takes the oldest out of rows and pending, as if they were one list, until there is room for all
 * that stays. A mark below which nothing is left says nothing. Pending must be sorted. */
static void
drop_oldest (GhEventLog *self)
{
  const guint n_events = self->n_row_events + gh_event_rows_count_events (self->pending);
  guint surplus = n_events > self->capacity ? n_events - self->capacity : 0;
  guint n_kept = self->rows->len, n_pending = self->pending->len, n_removed;

  if (surplus == 0)
    return;

  while (n_kept > 0 || n_pending > 0)
    {
      gpointer row = n_kept > 0 ? self->rows->pdata[n_kept - 1] : NULL;
      gpointer waiting = n_pending > 0 ? self->pending->pdata[n_pending - 1] : NULL;
      gboolean drop_waiting =
        row == NULL || (waiting != NULL && gh_event_rows_compare (row, waiting) < 0);
      gpointer oldest = drop_waiting ? waiting : row;

      if (GH_IS_FACE_EVENT (oldest))
        {
          if (surplus == 0)
            break;
          surplus--;
          self->n_row_events -= !drop_waiting;
        }
      release_row (self, oldest);
      if (drop_waiting)
        n_pending--;
      else
        n_kept--;
    }

  g_ptr_array_set_size (self->pending, (int) n_pending);
  n_removed = self->rows->len - n_kept;
  g_ptr_array_set_size (self->rows, (int) n_kept);
  emit_changed (self, n_kept, n_removed, 0);
}

static guint
count_breaks (GhEventLog *self)
{
  return self->rows->len - self->n_row_events + self->pending->len
         - gh_event_rows_count_events (self->pending);
}

/* Marks do not count towards the capacity, so they have a limit of their own. */
static void
drop_oldest_breaks (GhEventLog *self)
{
  guint index = 0;

  while (count_breaks (self) > MOST_BREAKS)
    {
      if (gh_event_rows_find_oldest_break (self->rows, &index))
        {
          g_ptr_array_remove_index (self->rows, index);
          emit_changed (self, index, 1, 0);
        }
      else if (gh_event_rows_find_oldest_break (self->pending, &index))
        g_ptr_array_remove_index (self->pending, index);
    }
}

/* What changes is one range, from the first new row to the last. Pending must be sorted. */
static void
merge_pending (GhEventLog *self)
{
  const guint n_added = self->pending->len;
  guint position, n_between;

  if (n_added == 0)
    return;
  self->n_row_events += gh_event_rows_count_events (self->pending);
  gh_event_rows_merge (self->rows, self->pending, &position, &n_between);
  emit_changed (self, position, n_between, n_between + n_added);
}

static void
flush (GhEventLog *self)
{
  gh_clock_clear_timeout (self->clock, &self->flush_id);
  self->flushed_at_us = gh_clock_get_monotonic_us (self->clock);

  if (self->held)
    {
      set_n_pending (self, self->n_waiting);
      return;
    }

  self->n_waiting = 0;
  set_n_pending (self, 0);
  gh_event_rows_sort (self->pending);
  drop_oldest_breaks (self);
  drop_oldest (self);
  /* Whoever was just told of the removal may have added something. */
  gh_event_rows_sort (self->pending);
  merge_pending (self);
}

static void
flush_timeout_cb (gpointer user_data)
{
  GhEventLog *self = user_data;

  self->flush_id = 0;
  flush (self);
}

static void
schedule_flush (GhEventLog *self)
{
  gint64 now_us, interval_us;

  if (self->flush_id != 0)
    return;

  now_us = gh_clock_get_monotonic_us (self->clock);
  interval_us = now_us - self->arrivals_us[self->next_arrival] < G_USEC_PER_SEC
                  ? STORM_INTERVAL_US
                  : FRAME_INTERVAL_US;
  self->flush_id = gh_clock_add_timeout (self->clock, self->flushed_at_us + interval_us - now_us,
                                         flush_timeout_cb, self);
}

/* While the list is held, pending grows; only what could still be shown is worth keeping. Done at
 * twice the capacity, so that it costs next to nothing for each event. */
static void
bound_pending (GhEventLog *self)
{
  guint n_events = 0, n_kept = 0;

  if (self->pending->len <= 2 * self->capacity + MOST_BREAKS)
    return;

  gh_event_rows_sort (self->pending);
  for (; n_kept < self->pending->len; n_kept++)
    {
      n_events += GH_IS_FACE_EVENT (self->pending->pdata[n_kept]);
      if (n_events > self->capacity)
        break;
    }
  for (guint i = n_kept; i < self->pending->len; i++)
    release_row (self, self->pending->pdata[i]);
  g_ptr_array_set_size (self->pending, (int) n_kept);
}

static GType
gh_event_log_get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
gh_event_log_get_n_items (GListModel *model)
{
  return GH_EVENT_LOG (model)->rows->len;
}

static gpointer
gh_event_log_get_item (GListModel *model, guint position)
{
  GhEventLog *self = GH_EVENT_LOG (model);

  return position < self->rows->len ? g_object_ref (self->rows->pdata[position]) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = gh_event_log_get_item_type;
  iface->get_n_items = gh_event_log_get_n_items;
  iface->get_item = gh_event_log_get_item;
}

static void
gh_event_log_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  GhEventLog *self = GH_EVENT_LOG (object);

  switch ((GhEventLogProperty) prop_id)
    {
    case PROP_CAPACITY:
      g_value_set_uint (value, self->capacity);
      break;
    case PROP_HELD:
      g_value_set_boolean (value, self->held);
      break;
    case PROP_N_PENDING:
      g_value_set_uint (value, self->n_pending);
      break;
    case PROP_N_ITEMS:
      g_value_set_uint (value, self->rows->len);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gh_event_log_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  GhEventLog *self = GH_EVENT_LOG (object);

  switch ((GhEventLogProperty) prop_id)
    {
    case PROP_CAPACITY:
      gh_event_log_set_capacity (self, g_value_get_uint (value));
      break;
    case PROP_HELD:
      gh_event_log_set_held (self, g_value_get_boolean (value));
      break;
    case PROP_N_PENDING:
    case PROP_N_ITEMS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gh_event_log_dispose (GObject *object)
{
  GhEventLog *self = GH_EVENT_LOG (object);

  if (self->clock != NULL)
    gh_clock_clear_timeout (self->clock, &self->flush_id);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gh_event_log_parent_class)->dispose (object);
}

static void
gh_event_log_finalize (GObject *object)
{
  GhEventLog *self = GH_EVENT_LOG (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->pending, g_ptr_array_unref);
  g_clear_pointer (&self->seen, gh_seen_set_free);

  G_OBJECT_CLASS (gh_event_log_parent_class)->finalize (object);
}

static void
gh_event_log_class_init (GhEventLogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gh_event_log_get_property;
  object_class->set_property = gh_event_log_set_property;
  object_class->dispose = gh_event_log_dispose;
  object_class->finalize = gh_event_log_finalize;

  /* How many events the list keeps. */
  properties[PROP_CAPACITY] =
    g_param_spec_uint ("capacity", NULL, NULL, 1, GH_EVENT_LOG_MOST_CAPACITY,
                       GH_EVENT_LOG_DEFAULT_CAPACITY, flags | G_PARAM_READWRITE);
  /* Whether the list stands still. */
  properties[PROP_HELD] =
    g_param_spec_boolean ("held", NULL, NULL, FALSE, flags | G_PARAM_READWRITE);
  /* How many events came while it stood still. */
  properties[PROP_N_PENDING] =
    g_param_spec_uint ("n-pending", NULL, NULL, 0, G_MAXUINT, 0, flags | G_PARAM_READABLE);
  /* How many rows there are, marks included. */
  properties[PROP_N_ITEMS] =
    g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, flags | G_PARAM_READABLE);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * GhEventLog::event-added:
   * @event: a #GhFaceEvent that was not known
   *
   * Every event is told of, in the order in which they come: also one that the list has no room for,
   * and while the list stands still.
   */
  signals[EVENT_ADDED] = g_signal_new ("event-added", GH_TYPE_EVENT_LOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, GH_TYPE_FACE_EVENT);
}

static void
gh_event_log_init (GhEventLog *self)
{
  self->rows = gh_event_rows_new ();
  self->pending = gh_event_rows_new ();
  self->flushed_at_us = -STORM_INTERVAL_US;
  for (guint i = 0; i < STORM_EVENTS_A_SECOND; i++)
    self->arrivals_us[i] = -G_USEC_PER_SEC;
}

/**
 * gh_event_log_new:
 * @clock: times the changes of the list
 * @capacity: how many events it keeps, 1 to %GH_EVENT_LOG_MOST_CAPACITY
 *
 * Returns: (transfer full): an empty log
 */
GhEventLog *
gh_event_log_new (GhClock *clock, guint capacity)
{
  GhEventLog *self;

  g_return_val_if_fail (GH_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (capacity >= 1 && capacity <= GH_EVENT_LOG_MOST_CAPACITY, NULL);

  self = g_object_new (GH_TYPE_EVENT_LOG, NULL);
  self->clock = g_object_ref (clock);
  self->capacity = capacity;
  self->seen = gh_seen_set_new (MAX (LEAST_REMEMBERED, 4 * capacity));

  return self;
}

/**
 * gh_event_log_get_capacity:
 * @self: a log
 *
 * Returns: how many events it keeps
 */
guint
gh_event_log_get_capacity (GhEventLog *self)
{
  g_return_val_if_fail (GH_IS_EVENT_LOG (self), 0);

  return self->capacity;
}

/**
 * gh_event_log_set_capacity:
 * @self: a log
 * @capacity: how many events to keep, 1 to %GH_EVENT_LOG_MOST_CAPACITY
 *
 * Changes the limit. What is over it goes at once, or on release if the list is held; what went
 * before does not come back.
 */
void
gh_event_log_set_capacity (GhEventLog *self, guint capacity)
{
  g_return_if_fail (GH_IS_EVENT_LOG (self));
  g_return_if_fail (capacity >= 1 && capacity <= GH_EVENT_LOG_MOST_CAPACITY);

  if (self->capacity == capacity)
    return;
  self->capacity = capacity;
  gh_seen_set_set_most_released (self->seen, MAX (LEAST_REMEMBERED, 4 * capacity));
  bound_pending (self);
  if (!self->held)
    flush (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAPACITY]);
}

/**
 * gh_event_log_get_held:
 * @self: a log
 *
 * Returns: whether the list stands still
 */
gboolean
gh_event_log_get_held (GhEventLog *self)
{
  g_return_val_if_fail (GH_IS_EVENT_LOG (self), FALSE);

  return self->held;
}

/**
 * gh_event_log_set_held:
 * @self: a log
 * @held: whether the list stands still
 *
 * Holds the list, for somebody is reading it; or lets it go, and what came meanwhile is in it
 * before this returns, as one batch.
 */
void
gh_event_log_set_held (GhEventLog *self, gboolean held)
{
  g_return_if_fail (GH_IS_EVENT_LOG (self));

  held = !!held;
  if (self->held == held)
    return;
  self->held = held;
  flush (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HELD]);
}

/**
 * gh_event_log_get_n_pending:
 * @self: a log
 *
 * Returns: how many events came while the list was held; of very many only the newest are kept, but
 *   all are counted
 */
guint
gh_event_log_get_n_pending (GhEventLog *self)
{
  g_return_val_if_fail (GH_IS_EVENT_LOG (self), 0);

  return self->n_pending;
}

/**
 * gh_event_log_ask_for_all:
 * @self: a log
 * @since_us: from which time on: real time, in microseconds
 *
 * Whoever listens to "event-added" wants every event since then, not just the newest that the list
 * has room for: the history is read whole after every break. Called before the feed is started, it
 * is read back to @since_us at first, too. The next person has to ask anew.
 */
void
gh_event_log_ask_for_all (GhEventLog *self, gint64 since_us)
{
  g_return_if_fail (GH_IS_EVENT_LOG (self));

  self->wants_all = TRUE;
  self->wanted_since_us = since_us;
}

/*
 * gh_event_log_wants_all:
 * @self: a log
 * @since_us: (out): from which time on
 *
 * Returns: whether all events were asked for; @since_us is 0 where they were not
 */
gboolean
gh_event_log_wants_all (GhEventLog *self, gint64 *since_us)
{
  g_return_val_if_fail (GH_IS_EVENT_LOG (self), FALSE);

  *since_us = self->wanted_since_us;
  return self->wants_all;
}

/**
 * gh_event_log_contains:
 * @self: a log
 * @event_id: the id of an event
 *
 * Returns: %TRUE if the event was taken in, shown or not, cleared or not
 */
gboolean
gh_event_log_contains (GhEventLog *self, const char *event_id)
{
  g_return_val_if_fail (GH_IS_EVENT_LOG (self), FALSE);
  g_return_val_if_fail (event_id != NULL, FALSE);

  return gh_seen_set_contains (self->seen, event_id);
}

/**
 * gh_event_log_clear:
 * @self: a log
 *
 * Empties the list, and what waits for it. What was cleared is remembered, so that the history does
 * not bring it back.
 */
void
gh_event_log_clear (GhEventLog *self)
{
  guint n_rows;

  g_return_if_fail (GH_IS_EVENT_LOG (self));

  n_rows = self->rows->len;
  release_all (self, self->rows);
  release_all (self, self->pending);
  self->n_row_events = 0;
  self->n_waiting = 0;
  gh_clock_clear_timeout (self->clock, &self->flush_id);
  set_n_pending (self, 0);
  emit_changed (self, 0, n_rows, 0);
}

/**
 * gh_event_log_reset:
 * @self: a log
 *
 * Empties the list and forgets what was in it: for another person, or another server.
 */
void
gh_event_log_reset (GhEventLog *self)
{
  g_return_if_fail (GH_IS_EVENT_LOG (self));

  gh_event_log_clear (self);
  gh_seen_set_clear (self->seen);
  self->newest_us = 0;
  self->wants_all = FALSE;
}

/**
 * gh_event_log_add:
 * @self: a log
 * @event: an event, in any order
 *
 * Takes @event in, if it is not known. It is in the list at the next change, unless the list is
 * full of newer ones.
 *
 * Returns: %TRUE if it was not known
 */
gboolean
gh_event_log_add (GhEventLog *self, GhFaceEvent *event)
{
  gint64 timestamp_us;

  g_return_val_if_fail (GH_IS_EVENT_LOG (self), FALSE);
  g_return_val_if_fail (GH_IS_FACE_EVENT (event), FALSE);

  if (!gh_seen_set_add (self->seen, gh_face_event_get_id (event)))
    return FALSE;

  timestamp_us = gh_face_event_get_timestamp_us (event);
  if (timestamp_us <= gh_clock_get_real_us (self->clock) + MOST_AHEAD_US)
    self->newest_us = MAX (self->newest_us, timestamp_us);

  if (gh_face_event_get_received_at_us (event) != 0)
    {
      self->arrivals_us[self->next_arrival] = gh_clock_get_monotonic_us (self->clock);
      self->next_arrival = (self->next_arrival + 1) % STORM_EVENTS_A_SECOND;
    }

  g_ptr_array_add (self->pending, g_object_ref (event));
  self->n_waiting++;
  bound_pending (self);
  schedule_flush (self);
  g_signal_emit (self, signals[EVENT_ADDED], 0, event);

  return TRUE;
}

/**
 * gh_event_log_add_break:
 * @self: a log
 * @mark: the mark of a break
 *
 * Puts @mark among the events. Its properties may change while it stands there.
 */
void
gh_event_log_add_break (GhEventLog *self, GhFeedBreak *mark)
{
  g_return_if_fail (GH_IS_EVENT_LOG (self));
  g_return_if_fail (GH_IS_FEED_BREAK (mark));

  g_ptr_array_add (self->pending, g_object_ref (mark));
  schedule_flush (self);
}

/**
 * gh_event_log_get_newest_us:
 * @self: a log
 *
 * Returns: the newest time of an event that was taken in, without those of a camera whose clock is
 *   far ahead; 0 where there was none
 */
gint64
gh_event_log_get_newest_us (GhEventLog *self)
{
  g_return_val_if_fail (GH_IS_EVENT_LOG (self), 0);

  return self->newest_us;
}
