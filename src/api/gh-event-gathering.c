/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-event-gathering.h"

#define PAGE_SIZE 100

struct _GhEventGathering
{
  GObject parent_instance;

  GhEventWalk *walk;         /* (owned) */
  GPtrArray *events;         /* (owned) (element-type GhFaceEvent) */
  GCancellable *cancellable; /* (owned) (nullable): of the step under way */
  GError *error;             /* (owned) (nullable) */
  GhPagedListState state;
  gboolean is_done;

  /* Of the load under way. */
  guint n_pages;
  guint n_found;
  gint64 back_to_us; /* G_MAXINT64 where as much as usual will do */
  gboolean is_at_end; /* as far as the server says: one page more, and it is known */
};

typedef enum
{
  PROP_STATE = 1,
  PROP_IS_LOADING,
  PROP_ERROR,
  PROP_N_EXAMINED,
  PROP_IS_DONE,
} GhEventGatheringProperty;

static GParamSpec *properties[PROP_IS_DONE + 1];

static void gh_event_gathering_list_iface_init (GListModelInterface *iface);
static void step (GhEventGathering *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (GhEventGathering, gh_event_gathering, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      gh_event_gathering_list_iface_init))

static void
set_state (GhEventGathering *self, GhPagedListState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
set_error (GhEventGathering *self, GError *error)
{
  g_autoptr (GError) taken = error;

  if (self->error == NULL && taken == NULL)
    return;
  g_clear_error (&self->error);
  self->error = g_steal_pointer (&taken);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static void
end_load (GhEventGathering *self)
{
  g_clear_object (&self->cancellable);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_LOADING]);
}

static gboolean
has_enough (GhEventGathering *self)
{
  if (self->back_to_us != G_MAXINT64)
    return gh_event_walk_get_reached_us (self->walk) < self->back_to_us
           || self->n_pages >= 4 * GH_EVENT_GATHERING_PAGES;
  return self->n_pages >= GH_EVENT_GATHERING_PAGES
         || self->n_found >= GH_EVENT_GATHERING_ENOUGH;
}

/* Nobody is offered to look further back where there is nothing further back. */
static gboolean
goes_on (GhEventGathering *self)
{
  if (self->is_done)
    return FALSE;
  if (!has_enough (self))
    return TRUE;
  if (self->is_at_end)
    return FALSE;

  self->is_at_end = gh_event_walk_seems_done (self->walk);
  return self->is_at_end;
}

static void
take (GhEventGathering *self, GPtrArray *events)
{
  guint before = self->events->len;
  guint n_taken = MIN (events->len, GH_EVENT_GATHERING_MOST - before);

  for (guint i = 0; i < n_taken; i++)
    g_ptr_array_add (self->events, g_object_ref (g_ptr_array_index (events, i)));
  self->n_pages++;
  self->n_found += n_taken;
  if (n_taken > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, n_taken);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_EXAMINED]);

  if (gh_event_walk_is_done (self->walk) || self->events->len >= GH_EVENT_GATHERING_MOST)
    {
      self->is_done = TRUE;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_DONE]);
    }
}

static void
stepped_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events =
    gh_event_walk_next_finish (GH_EVENT_WALK (object), result, &error);
  g_autoptr (GhEventGathering) self = NULL;
  gboolean is_going_on;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = g_object_ref (user_data);
  if (events == NULL)
    {
      set_error (self, g_steal_pointer (&error));
      if (self->state == GH_PAGED_LIST_LOADING)
        set_state (self, GH_PAGED_LIST_FAILED);
      end_load (self);
      return;
    }

  take (self, events);
  /* Whoever was told of that may have let go of the list. */
  if (self->cancellable == NULL)
    return;
  is_going_on = goes_on (self);
  /* What is found is shown while more is looked for. */
  if (self->events->len > 0 || !is_going_on)
    set_state (self, GH_PAGED_LIST_READY);
  if (is_going_on)
    step (self);
  else
    end_load (self);
}

static void
step (GhEventGathering *self)
{
  gh_event_walk_next_async (self->walk, self->cancellable, stepped_cb, self);
}

static void
begin_load (GhEventGathering *self, gint64 back_to_us)
{
  self->back_to_us = back_to_us;
  self->n_pages = 0;
  self->n_found = 0;
  self->is_at_end = FALSE;
  if (self->cancellable != NULL || self->is_done)
    return;

  set_error (self, NULL);
  if (self->state != GH_PAGED_LIST_READY)
    set_state (self, GH_PAGED_LIST_LOADING);
  self->cancellable = g_cancellable_new ();
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_LOADING]);
  step (self);
}

static GType
gh_event_gathering_get_item_type (GListModel *model)
{
  return GH_TYPE_FACE_EVENT;
}

static guint
gh_event_gathering_get_n_items (GListModel *model)
{
  return GH_EVENT_GATHERING (model)->events->len;
}

static gpointer
gh_event_gathering_get_item (GListModel *model, guint position)
{
  GhEventGathering *self = GH_EVENT_GATHERING (model);

  return position < self->events->len ? g_object_ref (g_ptr_array_index (self->events, position))
                                      : NULL;
}

static void
gh_event_gathering_list_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = gh_event_gathering_get_item_type;
  iface->get_n_items = gh_event_gathering_get_n_items;
  iface->get_item = gh_event_gathering_get_item;
}

static void
gh_event_gathering_get_property (GObject *object,
                                 guint property_id,
                                 GValue *value,
                                 GParamSpec *pspec)
{
  GhEventGathering *self = GH_EVENT_GATHERING (object);

  switch ((GhEventGatheringProperty) property_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, (int) self->state);
      break;
    case PROP_IS_LOADING:
      g_value_set_boolean (value, self->cancellable != NULL);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_N_EXAMINED:
      g_value_set_uint (value, gh_event_walk_get_n_examined (self->walk));
      break;
    case PROP_IS_DONE:
      g_value_set_boolean (value, self->is_done);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_event_gathering_dispose (GObject *object)
{
  GhEventGathering *self = GH_EVENT_GATHERING (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->walk);

  G_OBJECT_CLASS (gh_event_gathering_parent_class)->dispose (object);
}

static void
gh_event_gathering_finalize (GObject *object)
{
  GhEventGathering *self = GH_EVENT_GATHERING (object);

  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (gh_event_gathering_parent_class)->finalize (object);
}

static void
gh_event_gathering_class_init (GhEventGatheringClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gh_event_gathering_get_property;
  object_class->dispose = gh_event_gathering_dispose;
  object_class->finalize = gh_event_gathering_finalize;

  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, GH_TYPE_PAGED_LIST_STATE, GH_PAGED_LIST_EMPTY, flags);
  properties[PROP_IS_LOADING] =
    g_param_spec_boolean ("is-loading", NULL, NULL, FALSE, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_N_EXAMINED] =
    g_param_spec_uint ("n-examined", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_IS_DONE] = g_param_spec_boolean ("is-done", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
gh_event_gathering_init (GhEventGathering *self)
{
  self->events = g_ptr_array_new_with_free_func (g_object_unref);
  self->back_to_us = G_MAXINT64;
}

/**
 * gh_event_gathering_new:
 * @face_recognition: the endpoints that are asked
 * @filter: which events; its end is to be set
 *
 * Returns: (transfer full): an empty list; it begins with gh_event_gathering_load_more()
 */
GhEventGathering *
gh_event_gathering_new (GhFaceRecognition *face_recognition, const GhEventFilter *filter)
{
  GhEventGathering *self;

  g_return_val_if_fail (GH_IS_FACE_RECOGNITION (face_recognition), NULL);
  g_return_val_if_fail (filter != NULL, NULL);

  self = g_object_new (GH_TYPE_EVENT_GATHERING, NULL);
  self->walk = gh_event_walk_new (face_recognition, filter, PAGE_SIZE);

  return self;
}

/**
 * gh_event_gathering_load_more:
 * @self: a list
 *
 * Looks further back, a few pages; does nothing when there is no more. After an error it tries
 * again where it stopped.
 */
void
gh_event_gathering_load_more (GhEventGathering *self)
{
  g_return_if_fail (GH_IS_EVENT_GATHERING (self));

  begin_load (self, G_MAXINT64);
}

/**
 * gh_event_gathering_load_back_to:
 * @self: a list
 * @time_us: a time, microseconds since 1970
 *
 * Looks as far back as that, if it is not further than twenty pages.
 */
void
gh_event_gathering_load_back_to (GhEventGathering *self, gint64 time_us)
{
  g_return_if_fail (GH_IS_EVENT_GATHERING (self));

  if (gh_event_walk_get_reached_us (self->walk) >= time_us)
    begin_load (self, time_us);
}

/**
 * gh_event_gathering_get_state:
 * @self: a list
 *
 * Returns: how far the first load is
 */
GhPagedListState
gh_event_gathering_get_state (GhEventGathering *self)
{
  g_return_val_if_fail (GH_IS_EVENT_GATHERING (self), GH_PAGED_LIST_EMPTY);

  return self->state;
}

/**
 * gh_event_gathering_get_is_loading:
 * @self: a list
 *
 * Returns: whether it is looking
 */
gboolean
gh_event_gathering_get_is_loading (GhEventGathering *self)
{
  g_return_val_if_fail (GH_IS_EVENT_GATHERING (self), FALSE);

  return self->cancellable != NULL;
}

/**
 * gh_event_gathering_get_is_done:
 * @self: a list
 *
 * Returns: whether there is no more, or no more is kept (%GH_EVENT_GATHERING_MOST)
 */
gboolean
gh_event_gathering_get_is_done (GhEventGathering *self)
{
  g_return_val_if_fail (GH_IS_EVENT_GATHERING (self), FALSE);

  return self->is_done;
}

/**
 * gh_event_gathering_get_error:
 * @self: a list
 *
 * Returns: (nullable): why the newest load stopped before it had enough
 */
const GError *
gh_event_gathering_get_error (GhEventGathering *self)
{
  g_return_val_if_fail (GH_IS_EVENT_GATHERING (self), NULL);

  return self->error;
}

/**
 * gh_event_gathering_get_n_examined:
 * @self: a list
 *
 * Returns: how many events it has looked at
 */
guint
gh_event_gathering_get_n_examined (GhEventGathering *self)
{
  g_return_val_if_fail (GH_IS_EVENT_GATHERING (self), 0);

  return gh_event_walk_get_n_examined (self->walk);
}

/**
 * gh_event_gathering_get_total:
 * @self: a list
 *
 * Returns: how many events there are to be looked at; -1 while that is not known
 */
gint64
gh_event_gathering_get_total (GhEventGathering *self)
{
  g_return_val_if_fail (GH_IS_EVENT_GATHERING (self), -1);

  return gh_event_walk_get_total (self->walk);
}

/**
 * gh_event_gathering_get_reached_us:
 * @self: a list
 *
 * Returns: how far back it has looked, microseconds since 1970; %G_MAXINT64 at the beginning
 */
gint64
gh_event_gathering_get_reached_us (GhEventGathering *self)
{
  g_return_val_if_fail (GH_IS_EVENT_GATHERING (self), G_MAXINT64);

  return gh_event_walk_get_reached_us (self->walk);
}
