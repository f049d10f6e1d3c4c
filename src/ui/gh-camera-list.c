/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-camera-list.h"

#include <string.h>

struct _GhCameraList
{
  GObject parent_instance;

  GhConnection *connection; /* (owned) */
  GListStore *items;        /* (owned) */
};

static void gh_camera_list_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GhCameraList, gh_camera_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, gh_camera_list_iface_init))

static guint
count (GhCameraList *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->items));
}

/* (transfer full) (nullable) */
static GhCameraItem *
look_up (GhCameraList *self, const char *id)
{
  for (guint i = 0; i < count (self); i++)
    {
      g_autoptr (GhCameraItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (g_strcmp0 (gh_camera_item_get_id (item), id) == 0)
        return g_steal_pointer (&item);
    }
  return NULL;
}

/* (transfer full) (nullable): no more than can be looked at. */
static GhCameraItem *
ensure (GhCameraList *self, const char *id)
{
  GhCameraItem *item = look_up (self, id);

  if (item != NULL || count (self) > GH_CAMERA_LIST_MOST_CAMERAS)
    return item;

  item = gh_camera_item_new (id);
  g_list_store_append (self->items, item);
  return item;
}

static void
see_event (GhCameraList *self, GhFaceEvent *event)
{
  const char *id = gh_face_event_get_camera_id (event);
  g_autoptr (GhCameraItem) item = NULL;

  if (id == NULL || *id == '\0' || strlen (id) > GH_CAMERA_LIST_MOST_ID_BYTES)
    return;

  item = ensure (self, id);
  if (item != NULL)
    gh_camera_item_see (item, gh_face_event_get_location (event),
                        gh_face_event_get_timestamp_us (event));
}

static void
event_added_cb (GhCameraList *self, GhFaceEvent *event)
{
  see_event (self, event);
}

static void
see_log (GhCameraList *self, GListModel *log)
{
  for (guint i = 0; i < g_list_model_get_n_items (log); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (log, i);

      if (GH_IS_FACE_EVENT (item))
        see_event (self, GH_FACE_EVENT (item));
    }
}

static void
save (GhCameraList *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  for (guint i = 0; i < count (self); i++)
    {
      g_autoptr (GhCameraItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (gh_camera_item_get_remembered (item))
        g_strv_builder_add (builder, gh_camera_item_get_id (item));
    }
  ids = g_strv_builder_end (builder);
  gh_connection_set_cameras (self->connection, (const char *const *) ids);
}

static GType
gh_camera_list_get_item_type (GListModel *model)
{
  return GH_TYPE_CAMERA_ITEM;
}

static guint
gh_camera_list_get_n_items (GListModel *model)
{
  return count (GH_CAMERA_LIST (model));
}

static gpointer
gh_camera_list_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (GH_CAMERA_LIST (model)->items), position);
}

static void
gh_camera_list_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = gh_camera_list_get_item_type;
  iface->get_n_items = gh_camera_list_get_n_items;
  iface->get_item = gh_camera_list_get_item;
}

static void
gh_camera_list_finalize (GObject *object)
{
  GhCameraList *self = GH_CAMERA_LIST (object);

  g_clear_object (&self->connection);
  g_clear_object (&self->items);

  G_OBJECT_CLASS (gh_camera_list_parent_class)->finalize (object);
}

static void
gh_camera_list_class_init (GhCameraListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_camera_list_finalize;
}

static void
gh_camera_list_init (GhCameraList *self)
{
  self->items = g_list_store_new (GH_TYPE_CAMERA_ITEM);
  g_signal_connect_object (self->items, "items-changed", G_CALLBACK (g_list_model_items_changed),
                           self, G_CONNECT_SWAPPED);
}

/**
 * gh_camera_list_new:
 * @connection: the server
 *
 * Returns: (transfer full): what is known of its cameras by now; more come with events
 */
GhCameraList *
gh_camera_list_new (GhConnection *connection)
{
  GhCameraList *self;
  GhEventLog *log;
  const char *const *ids;

  g_return_val_if_fail (GH_IS_CONNECTION (connection), NULL);

  self = g_object_new (GH_TYPE_CAMERA_LIST, NULL);
  self->connection = g_object_ref (connection);
  g_object_unref (ensure (self, NULL));
  ids = gh_connection_get_cameras (connection);
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      g_autoptr (GhCameraItem) item = ensure (self, ids[i]);

      if (item != NULL)
        gh_camera_item_set_remembered (item, TRUE);
    }
  log = gh_feed_get_log (gh_connection_get_feed (connection));
  see_log (self, G_LIST_MODEL (log));
  g_signal_connect_object (log, "event-added", G_CALLBACK (event_added_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * gh_camera_list_remember:
 * @self: a list
 * @id: what somebody has typed
 *
 * Adds a camera by hand, for good.
 *
 * Returns: whether it is in the list now
 */
gboolean
gh_camera_list_remember (GhCameraList *self, const char *id)
{
  g_autoptr (GhCameraItem) item = NULL;

  g_return_val_if_fail (GH_IS_CAMERA_LIST (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  if (*id == '\0' || strlen (id) > GH_CAMERA_LIST_MOST_ID_BYTES)
    return FALSE;

  item = ensure (self, id);
  if (item == NULL)
    return FALSE;

  gh_camera_item_set_remembered (item, TRUE);
  save (self);
  return TRUE;
}

/**
 * gh_camera_list_forget:
 * @self: a list
 * @item: a camera that was added by hand
 *
 * Takes a camera from the list. It comes back by itself when an event tells of it.
 */
void
gh_camera_list_forget (GhCameraList *self, GhCameraItem *item)
{
  guint position;

  g_return_if_fail (GH_IS_CAMERA_LIST (self));

  if (!g_list_store_find (self->items, item, &position))
    return;

  g_list_store_remove (self->items, position);
  save (self);
}

/**
 * gh_camera_list_see:
 * @self: a list
 * @events: (element-type GhFaceEvent): some of the history
 *
 * Learns of cameras from events.
 */
void
gh_camera_list_see (GhCameraList *self, GPtrArray *events)
{
  g_return_if_fail (GH_IS_CAMERA_LIST (self));
  g_return_if_fail (events != NULL);

  for (guint i = 0; i < events->len; i++)
    see_event (self, g_ptr_array_index (events, i));
}
