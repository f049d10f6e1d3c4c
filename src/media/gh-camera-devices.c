/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-camera-devices.h"

#include "gh-camera-device-private.h"
#include "gh-error.h"
#include "gh-gst.h"

struct _GhCameraDevices
{
  GObject parent_instance;

  GListStore *store;         /* (owned) of GhCameraDevice: added ones first, then found ones */
  GstDeviceMonitor *monitor; /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable) while it is being started */
  guint n_added;
  guint watch_id;
};

enum
{
  PROP_IS_LOOKING = 1,
};

static GParamSpec *properties[PROP_IS_LOOKING + 1];

static void started_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static GType
get_item_type (GListModel *model)
{
  return GH_TYPE_CAMERA_DEVICE;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (GH_CAMERA_DEVICES (model)->store));
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (GH_CAMERA_DEVICES (model)->store), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (GhCameraDevices, gh_camera_devices, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GhCameraDevice *
find (GhCameraDevices *self, GstDevice *device, guint *position)
{
  guint n = get_n_items (G_LIST_MODEL (self));

  for (guint i = self->n_added; i < n; i++)
    {
      g_autoptr (GhCameraDevice) item = get_item (G_LIST_MODEL (self), i);

      if (gh_camera_device_get_gst (item) == device)
        {
          *position = i;
          return g_steal_pointer (&item);
        }
    }

  return NULL;
}

static void
add_found (GhCameraDevices *self, GstDevice *device)
{
  guint position;
  g_autoptr (GhCameraDevice) known = find (self, device, &position);
  g_autoptr (GhCameraDevice) found = NULL;

  if (known != NULL)
    return;

  found = gh_camera_device_new_for_gst (device);
  g_list_store_append (self->store, found);
}

static void
remove_found (GhCameraDevices *self, GstDevice *device)
{
  guint position;
  g_autoptr (GhCameraDevice) known = find (self, device, &position);

  if (known == NULL)
    return;

  g_list_store_remove (self->store, position);
  gh_camera_device_set_is_gone (known);
}

static gboolean
message_cb (GstBus *bus, GstMessage *message, gpointer user_data)
{
  GhCameraDevices *self = user_data;
  g_autoptr (GstDevice) device = NULL;

  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_DEVICE_ADDED)
    {
      gst_message_parse_device_added (message, &device);
      add_found (self, device);
    }
  else if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_DEVICE_REMOVED)
    {
      gst_message_parse_device_removed (message, &device);
      remove_found (self, device);
    }

  return G_SOURCE_CONTINUE;
}

static void
free_monitor (gpointer data)
{
  GstDeviceMonitor *monitor = data;

  gst_device_monitor_stop (monitor);
  gst_object_unref (monitor);
}

/* Looks for cameras in a thread: some kinds are asked over a socket, and some have to be opened. */
static void
start_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GstDeviceMonitor *monitor;

  if (!gh_gst_init ())
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }

  monitor = gst_device_monitor_new ();
  gst_device_monitor_add_filter (monitor, "Video/Source", NULL);
  if (gst_device_monitor_start (monitor))
    g_task_return_pointer (task, monitor, free_monitor);
  else
    {
      gst_object_unref (monitor);
      g_task_return_pointer (task, NULL, NULL);
    }
}

static void
stop_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  gst_device_monitor_stop (data);
  g_task_return_boolean (task, TRUE);
}

static void
started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  GstDeviceMonitor *monitor = g_task_propagate_pointer (G_TASK (result), &error);
  GhCameraDevices *self = user_data;
  g_autoptr (GstBus) bus = NULL;
  g_autolist (GstDevice) devices = NULL;

  if (gh_error_is_cancelled (error))
    return;

  g_clear_object (&self->cancellable);
  if (monitor != NULL)
    {
      self->monitor = monitor;
      bus = gst_device_monitor_get_bus (monitor);
      self->watch_id = gst_bus_add_watch (bus, message_cb, self);
      devices = gst_device_monitor_get_devices (monitor);
      for (GList *i = devices; i != NULL; i = i->next)
        add_found (self, i->data);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_LOOKING]);
}

static void
gh_camera_devices_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_IS_LOOKING)
    g_value_set_boolean (value, gh_camera_devices_get_is_looking (GH_CAMERA_DEVICES (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gh_camera_devices_dispose (GObject *object)
{
  GhCameraDevices *self = GH_CAMERA_DEVICES (object);

  gh_camera_devices_stop (self);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gh_camera_devices_parent_class)->dispose (object);
}

static void
gh_camera_devices_class_init (GhCameraDevicesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gh_camera_devices_get_property;
  object_class->dispose = gh_camera_devices_dispose;

  properties[PROP_IS_LOOKING] =
    g_param_spec_boolean ("is-looking", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
gh_camera_devices_init (GhCameraDevices *self)
{
  self->store = g_list_store_new (GH_TYPE_CAMERA_DEVICE);
  g_signal_connect_object (self->store, "items-changed", G_CALLBACK (g_list_model_items_changed),
                           self, G_CONNECT_SWAPPED);
}

/**
 * gh_camera_devices_new:
 *
 * Returns: (transfer full): an empty list
 */
GhCameraDevices *
gh_camera_devices_new (void)
{
  return g_object_new (GH_TYPE_CAMERA_DEVICES, NULL);
}

/**
 * gh_camera_devices_get_is_looking:
 * @self: the list
 *
 * Returns: %TRUE until it is known which cameras are there
 */
gboolean
gh_camera_devices_get_is_looking (GhCameraDevices *self)
{
  g_return_val_if_fail (GH_IS_CAMERA_DEVICES (self), FALSE);

  return self->cancellable != NULL;
}

/**
 * gh_camera_devices_start:
 * @self: the list
 *
 * Looks for cameras, and goes on looking.
 */
void
gh_camera_devices_start (GhCameraDevices *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GH_IS_CAMERA_DEVICES (self));

  if (self->monitor != NULL || self->cancellable != NULL)
    return;

  self->cancellable = g_cancellable_new ();
  task = g_task_new (NULL, self->cancellable, started_cb, self);
  g_task_set_source_tag (task, gh_camera_devices_start);
  g_task_run_in_thread (task, start_in_thread);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_LOOKING]);
}

/**
 * gh_camera_devices_stop:
 * @self: the list
 *
 * Looks no longer. What was found stays in the list.
 */
void
gh_camera_devices_stop (GhCameraDevices *self)
{
  g_return_if_fail (GH_IS_CAMERA_DEVICES (self));

  if (self->cancellable != NULL)
    {
      g_cancellable_cancel (self->cancellable);
      g_clear_object (&self->cancellable);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_LOOKING]);
    }
  if (self->monitor != NULL)
    {
      g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

      g_clear_handle_id (&self->watch_id, g_source_remove);
      g_task_set_source_tag (task, gh_camera_devices_stop);
      g_task_set_task_data (task, g_steal_pointer (&self->monitor), gst_object_unref);
      g_task_run_in_thread (task, stop_in_thread);
    }
}

/**
 * gh_camera_devices_add:
 * @self: the list
 * @device: a camera that cannot be found by looking
 *
 * Puts a camera in front of those that were found; in place of one with the same id.
 */
void
gh_camera_devices_add (GhCameraDevices *self, GhCameraDevice *device)
{
  g_return_if_fail (GH_IS_CAMERA_DEVICES (self));
  g_return_if_fail (GH_IS_CAMERA_DEVICE (device));

  for (guint i = 0; i < self->n_added; i++)
    {
      g_autoptr (GhCameraDevice) other = get_item (G_LIST_MODEL (self), i);

      if (g_str_equal (gh_camera_device_get_id (other), gh_camera_device_get_id (device)))
        {
          g_list_store_splice (self->store, i, 1, (gpointer *) &device, 1);
          return;
        }
    }

  g_list_store_insert (self->store, self->n_added++, device);
}

/**
 * gh_camera_devices_needs_portal:
 *
 * Returns: %TRUE where cameras are not to be had but through the desktop: inside Flatpak
 */
gboolean
gh_camera_devices_needs_portal (void)
{
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
}
