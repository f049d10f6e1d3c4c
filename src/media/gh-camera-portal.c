/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-camera-portal.h"

#include <gio/gunixfdlist.h>
#include <unistd.h>

#include "gh-camera-error.h"
#include "gh-portal.h"

#define CAMERA "org.freedesktop.portal.Camera"

/* No portal, or one without a camera in it, is no camera; how it is called does not matter. */
static GError *
translate (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (error);
  if (g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_ACCESS_DENIED))
    return gh_camera_error_new (GH_CAMERA_ERROR_REFUSED);

  return gh_camera_error_new (GH_CAMERA_ERROR_NONE_THERE);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GUnixFDList) list = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_with_unix_fd_list_finish (
    G_DBUS_CONNECTION (source), &list, result, &error);
  gint32 handle = -1;
  int fd = -1;

  if (reply != NULL)
    {
      g_variant_get (reply, "(h)", &handle);
      fd = list != NULL ? g_unix_fd_list_get (list, handle, &error) : -1;
    }

  if (fd >= 0)
    g_task_return_int (task, fd);
  else
    g_task_return_error (task, translate (error));
}

static void
asked_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GhPortalResponse response = gh_portal_ask_finish (result, NULL, &error);

  if (error != NULL)
    g_task_return_error (task, translate (error));
  else if (response == GH_PORTAL_GRANTED)
    g_dbus_connection_call_with_unix_fd_list (
      g_task_get_task_data (task), GH_PORTAL_NAME, GH_PORTAL_PATH, CAMERA, "OpenPipeWireRemote",
      g_variant_new ("(a{sv})", NULL), G_VARIANT_TYPE ("(h)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL,
      g_task_get_cancellable (task), opened_cb, g_object_ref (task));
  else
    g_task_return_error (task, gh_camera_error_new (response == GH_PORTAL_REFUSED
                                                      ? GH_CAMERA_ERROR_REFUSED
                                                      : GH_CAMERA_ERROR_DISMISSED));
}

/**
 * gh_camera_portal_open_async:
 * @bus: the session bus
 * @cancellable: (nullable): a #GCancellable; it also closes the question on the screen
 * @callback: (scope async): called when the person has answered
 * @user_data: for @callback
 *
 * Asks the desktop for the camera, and the desktop the person, who may take any time.
 */
void
gh_camera_portal_open_async (GDBusConnection *bus,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (G_IS_DBUS_CONNECTION (bus));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_camera_portal_open_async);
  /* Or a descriptor that comes at the last moment would stay open. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_object_ref (bus), g_object_unref);
  gh_portal_ask_async (bus, CAMERA, "AccessCamera", NULL, NULL, cancellable, asked_ready_cb,
                       g_steal_pointer (&task));
}

/**
 * gh_camera_portal_open_finish:
 * @result: the result
 * @error: return location for a #GhCameraError or %G_IO_ERROR_CANCELLED
 *
 * Returns: a file descriptor of PipeWire, which the caller closes; -1 where there is none
 */
int
gh_camera_portal_open_finish (GAsyncResult *result, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  GCancellable *cancellable;
  int fd;

  g_return_val_if_fail (g_task_is_valid (result, NULL), -1);

  cancellable = g_task_get_cancellable (G_TASK (result));
  fd = (int) g_task_propagate_int (G_TASK (result), &local_error);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    {
      if (fd >= 0)
        close (fd);
      return -1;
    }
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return fd;
}
