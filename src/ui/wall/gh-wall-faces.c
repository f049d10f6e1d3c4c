/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-wall-faces.h"

/* What a person follows, with room for a cluster: as the event log has it. */
#define BUSY_EVENTS_A_SECOND 30
#define BUSY_INTERVAL_US (80 * G_TIME_SPAN_MILLISECOND)
#define BUSY_FACES 2

/* After so long without an event it is calm again. */
#define CALM_US (250 * G_TIME_SPAN_MILLISECOND)

struct _GhWallFaces
{
  GObject parent_instance;

  GhClock *clock;  /* (owned) */
  GhEventLog *log; /* (owned) (nullable) */
  guint capacity;
  gboolean held;
  gboolean busy;

  GPtrArray *faces;   /* (owned) (element-type GhFaceEvent): by place */
  GArray *times_us;   /* (owned) (element-type gint64): of each, see get_order_us() */
  GPtrArray *waiting; /* (owned) (element-type GhFaceEvent): the newest at the end */
  gboolean is_behind; /* the log has what we have not looked at */
  guint64 n_seen;

  gint64 arrivals_us[BUSY_EVENTS_A_SECOND]; /* of the last live events: a ring */
  guint next_arrival;
  gint64 flushed_at_us;
  guint flush_id;
  guint empty_id;
};

typedef enum
{
  PROP_BUSY = 1,
} GhWallFacesProperty;

static void gh_wall_faces_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GhWallFaces, gh_wall_faces, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, gh_wall_faces_iface_init))

static GParamSpec *properties[PROP_BUSY + 1];

/* Whether a camera has seen somebody; the others are about records. */
static gboolean
is_sighting (gpointer item)
{
  GhEventType type;

  if (!GH_IS_FACE_EVENT (item))
    return FALSE;

  type = gh_face_event_get_event_type (item);
  return type != GH_EVENT_TYPE_ENROLLED && type != GH_EVENT_TYPE_UPDATED
         && type != GH_EVENT_TYPE_DELETED;
}

/* What came over the link is newer than all that was there, whatever its camera's clock says: one
 * that is ahead must not keep its faces on the wall, nor one that is behind keep them from it. */
static gint64
get_order_us (GhWallFaces *self, GhFaceEvent *event)
{
  gint64 received_at_us = gh_face_event_get_received_at_us (event);

  if (received_at_us > 0)
    return received_at_us;

  return MIN (gh_face_event_get_timestamp_us (event), gh_clock_get_real_us (self->clock));
}

static gint64
get_time_us (GhWallFaces *self, guint position)
{
  return g_array_index (self->times_us, gint64, position);
}

static guint
find_oldest (GhWallFaces *self)
{
  guint oldest = 0;

  for (guint i = 1; i < self->faces->len; i++)
    if (get_time_us (self, i) < get_time_us (self, oldest))
      oldest = i;

  return oldest;
}

/* FALSE: it is older than all that is shown. */
static gboolean
place (GhWallFaces *self, GhFaceEvent *event)
{
  gint64 time_us = get_order_us (self, event);
  guint position;

  if (self->faces->len < self->capacity)
    {
      g_ptr_array_add (self->faces, g_object_ref (event));
      g_array_append_val (self->times_us, time_us);
      g_list_model_items_changed (G_LIST_MODEL (self), self->faces->len - 1, 0, 1);
      return TRUE;
    }
  if (self->capacity == 0)
    return FALSE;

  position = find_oldest (self);
  if (time_us < get_time_us (self, position))
    return FALSE;

  g_set_object ((GhFaceEvent **) &self->faces->pdata[position], event);
  g_array_index (self->times_us, gint64, position) = time_us;
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 1);
  return TRUE;
}

static gboolean
has (GhWallFaces *self, gpointer event)
{
  return g_ptr_array_find (self->faces, event, NULL);
}

/* Shows what of the newest is not shown yet. The log has the newest first. */
static void
settle (GhWallFaces *self)
{
  guint n_items = self->log != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->log)) : 0;
  guint n_sightings = 0;

  self->is_behind = FALSE;
  g_ptr_array_set_size (self->waiting, 0);
  for (guint i = 0; i < n_items && n_sightings < self->capacity; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->log), i);

      if (!is_sighting (item))
        continue;
      n_sightings++;
      if (!has (self, item))
        place (self, GH_FACE_EVENT (item));
    }
}

static void
clear (GhWallFaces *self)
{
  guint n_faces = self->faces->len;

  g_ptr_array_set_size (self->waiting, 0);
  g_ptr_array_set_size (self->faces, 0);
  g_array_set_size (self->times_us, 0);
  if (n_faces > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_faces, 0);
}

static void
set_busy (GhWallFaces *self, gboolean busy)
{
  if (self->busy == busy)
    return;

  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void flush_cb (gpointer user_data);

/* So long after the last time. */
static void
flush_after (GhWallFaces *self, gint64 interval_us)
{
  gint64 now_us = gh_clock_get_monotonic_us (self->clock);

  gh_clock_clear_timeout (self->clock, &self->flush_id);
  self->flush_id = gh_clock_add_timeout (
    self->clock, MAX (self->flushed_at_us + interval_us - now_us, 0), flush_cb, self);
}

static void
flush_cb (gpointer user_data)
{
  GhWallFaces *self = user_data;

  self->flush_id = 0;
  self->flushed_at_us = gh_clock_get_monotonic_us (self->clock);
  if (self->held)
    {
      self->is_behind = TRUE;
      set_busy (self, FALSE);
    }
  else if (self->waiting->len == 0)
    {
      settle (self);
      set_busy (self, FALSE);
    }
  else
    {
      g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);

      self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
      for (guint i = waiting->len; i > 0 && i + BUSY_FACES > waiting->len; i--)
        place (self, waiting->pdata[i - 1]);
      flush_after (self, CALM_US);
    }
}

/* Whether this is one too many to show each. */
static gboolean
count_arrival (GhWallFaces *self)
{
  gint64 now_us = gh_clock_get_monotonic_us (self->clock);
  gint64 before_us = self->arrivals_us[self->next_arrival];

  self->arrivals_us[self->next_arrival] = now_us;
  self->next_arrival = (self->next_arrival + 1) % BUSY_EVENTS_A_SECOND;

  return now_us - before_us < G_TIME_SPAN_SECOND;
}

static void
event_added_cb (GhWallFaces *self, GhFaceEvent *event)
{
  if (!is_sighting (event))
    return;

  if (gh_face_event_get_received_at_us (event) > 0)
    self->n_seen++;
  /* What is read from the history is in the log in a moment, and in order there. */
  if (self->held || gh_face_event_get_received_at_us (event) == 0)
    {
      self->is_behind = TRUE;
      return;
    }

  if (!count_arrival (self) && self->waiting->len == 0)
    {
      place (self, event);
      return;
    }

  /* More than two are never shown of what waits. */
  if (self->waiting->len >= BUSY_FACES)
    g_ptr_array_remove_index (self->waiting, 0);
  g_ptr_array_add (self->waiting, g_object_ref (event));
  set_busy (self, TRUE);
  if (self->waiting->len == 1)
    flush_after (self, BUSY_INTERVAL_US);
}

/* A log that is full of new events is empty for a moment; one that has been cleared stays so. */
static void
empty_cb (gpointer user_data)
{
  GhWallFaces *self = user_data;

  self->empty_id = 0;
  if (self->log != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->log)) == 0)
    clear (self);
}

static void
log_changed_cb (GhWallFaces *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->log)) == 0)
    {
      if (self->empty_id == 0)
        self->empty_id = gh_clock_add_timeout (self->clock, 0, empty_cb, self);
    }
  else if (!self->held && (self->is_behind || self->faces->len < self->capacity))
    settle (self);
}

static GType
gh_wall_faces_get_item_type (GListModel *model)
{
  return GH_TYPE_FACE_EVENT;
}

static guint
gh_wall_faces_get_n_items (GListModel *model)
{
  return GH_WALL_FACES (model)->faces->len;
}

static gpointer
gh_wall_faces_get_item (GListModel *model, guint position)
{
  GhWallFaces *self = GH_WALL_FACES (model);

  return position < self->faces->len ? g_object_ref (self->faces->pdata[position]) : NULL;
}

static void
gh_wall_faces_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = gh_wall_faces_get_item_type;
  iface->get_n_items = gh_wall_faces_get_n_items;
  iface->get_item = gh_wall_faces_get_item;
}

static void
gh_wall_faces_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhWallFaces *self = GH_WALL_FACES (object);

  switch ((GhWallFacesProperty) property_id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_wall_faces_dispose (GObject *object)
{
  GhWallFaces *self = GH_WALL_FACES (object);

  if (self->clock != NULL)
    {
      gh_clock_clear_timeout (self->clock, &self->flush_id);
      gh_clock_clear_timeout (self->clock, &self->empty_id);
    }
  if (self->log != NULL)
    g_signal_handlers_disconnect_by_data (self->log, self);
  g_clear_object (&self->log);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gh_wall_faces_parent_class)->dispose (object);
}

static void
gh_wall_faces_finalize (GObject *object)
{
  GhWallFaces *self = GH_WALL_FACES (object);

  g_clear_pointer (&self->faces, g_ptr_array_unref);
  g_clear_pointer (&self->times_us, g_array_unref);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);

  G_OBJECT_CLASS (gh_wall_faces_parent_class)->finalize (object);
}

static void
gh_wall_faces_class_init (GhWallFacesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gh_wall_faces_get_property;
  object_class->dispose = gh_wall_faces_dispose;
  object_class->finalize = gh_wall_faces_finalize;

  properties[PROP_BUSY] =
    g_param_spec_boolean ("busy", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
gh_wall_faces_init (GhWallFaces *self)
{
  self->faces = g_ptr_array_new_with_free_func (g_object_unref);
  self->times_us = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < BUSY_EVENTS_A_SECOND; i++)
    self->arrivals_us[i] = -G_TIME_SPAN_SECOND;
  self->flushed_at_us = -BUSY_INTERVAL_US;
}

/**
 * gh_wall_faces_new:
 * @clock: tells the time
 *
 * Returns: (transfer full): no faces, and room for none
 */
GhWallFaces *
gh_wall_faces_new (GhClock *clock)
{
  GhWallFaces *self;

  g_return_val_if_fail (GH_IS_CLOCK (clock), NULL);

  self = g_object_new (GH_TYPE_WALL_FACES, NULL);
  self->clock = g_object_ref (clock);
  return self;
}

/**
 * gh_wall_faces_set_log:
 * @self: the faces of a wall
 * @log: (nullable): where events come from
 *
 * Shows the newest of another log.
 */
void
gh_wall_faces_set_log (GhWallFaces *self, GhEventLog *log)
{
  g_autoptr (GhEventLog) before = NULL;

  g_return_if_fail (GH_IS_WALL_FACES (self));
  g_return_if_fail (log == NULL || GH_IS_EVENT_LOG (log));

  if (self->log == log)
    return;

  before = g_steal_pointer (&self->log);
  if (before != NULL)
    g_signal_handlers_disconnect_by_data (before, self);
  clear (self);
  g_set_object (&self->log, log);
  if (log == NULL)
    return;

  g_signal_connect_object (log, "event-added", G_CALLBACK (event_added_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (log, "items-changed", G_CALLBACK (log_changed_cb), self,
                           G_CONNECT_SWAPPED);
  settle (self);
}

/**
 * gh_wall_faces_set_capacity:
 * @self: the faces of a wall
 * @capacity: how many there is room for
 *
 * Changes how many faces there are. Places are given anew then, the newest first.
 */
void
gh_wall_faces_set_capacity (GhWallFaces *self, guint capacity)
{
  g_return_if_fail (GH_IS_WALL_FACES (self));

  if (self->capacity == capacity)
    return;

  self->capacity = capacity;
  clear (self);
  settle (self);
}

/**
 * gh_wall_faces_set_held:
 * @self: the faces of a wall
 * @held: whether nobody can see them
 *
 * Lets the faces stand still, and brings them up to date when that is over.
 */
void
gh_wall_faces_set_held (GhWallFaces *self, gboolean held)
{
  g_return_if_fail (GH_IS_WALL_FACES (self));

  if (self->held == held)
    return;

  self->held = held;
  if (!held && self->is_behind)
    settle (self);
}

/**
 * gh_wall_faces_get_busy:
 * @self: the faces of a wall
 *
 * Returns: whether more events come than are shown
 */
gboolean
gh_wall_faces_get_busy (GhWallFaces *self)
{
  g_return_val_if_fail (GH_IS_WALL_FACES (self), FALSE);

  return self->busy;
}

/**
 * gh_wall_faces_get_n_seen:
 * @self: the faces of a wall
 *
 * Returns: how many sightings came over the link, shown or not
 */
guint64
gh_wall_faces_get_n_seen (GhWallFaces *self)
{
  g_return_val_if_fail (GH_IS_WALL_FACES (self), 0);

  return self->n_seen;
}

/**
 * gh_wall_faces_get_time_us:
 * @self: the faces of a wall
 * @position: a place with a face
 *
 * Returns: since when it is as old as it is: when it happened, or when it came, where its camera's
 *   clock is ahead of that
 */
gint64
gh_wall_faces_get_time_us (GhWallFaces *self, guint position)
{
  GhFaceEvent *event;

  g_return_val_if_fail (GH_IS_WALL_FACES (self), 0);
  g_return_val_if_fail (position < self->faces->len, 0);

  event = self->faces->pdata[position];
  return MIN (gh_face_event_get_timestamp_us (event), get_time_us (self, position));
}
