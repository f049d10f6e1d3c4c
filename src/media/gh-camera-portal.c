/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-camera-portal.h"

#include <gio/gunixfdlist.h>
#include <unistd.h>

#include "gh-camera-error.h"

#define PORTAL_NAME "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define PORTAL_CAMERA "org.freedesktop.portal.Camera"
#define PORTAL_REQUEST "org.freedesktop.portal.Request"

/* What a Response begins with. */
enum
{
  RESPONSE_GRANTED = 0,
  RESPONSE_REFUSED = 1,
};

typedef struct
{
  /* Input data */
  GDBusConnection *bus; /* (owned) */

  /* In-progress state */
  char *request; /* (owned) the path of what the portal answers by */
  guint response_id;
  gulong cancelled_id;
  gboolean is_answered;
} Opening;

static void accessed_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void responded_cb (GDBusConnection *bus, const char *sender, const char *path,
                          const char *interface, const char *signal, GVariant *parameters,
                          gpointer user_data);
static void opened_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
opening_free (Opening *self)
{
  g_assert (self->response_id == 0);
  g_object_unref (self->bus);
  g_free (self->request);
  g_free (self);
}

/* The one way out: nobody listens any more, and the task returns. */
static void
finish (GTask *task, int fd, GError *error)
{
  Opening *self = g_task_get_task_data (task);
  g_autoptr (GTask) held = g_object_ref (task);

  if (self->response_id != 0)
    {
      g_dbus_connection_signal_unsubscribe (self->bus, self->response_id);
      self->response_id = 0;
    }
  if (self->cancelled_id != 0)
    g_clear_signal_handler (&self->cancelled_id, g_task_get_cancellable (task));

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, fd);
}

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

/* Closes the question that stands on the screen. */
static void
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  GTask *task = user_data;
  Opening *self = g_task_get_task_data (task);

  g_dbus_connection_call (self->bus, PORTAL_NAME, self->request, PORTAL_REQUEST, "Close", NULL,
                          NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL, NULL);
}

static gboolean
end_cancelled_cb (gpointer user_data)
{
  GTask *task = user_data;
  Opening *self = g_task_get_task_data (task);

  if (!self->is_answered)
    {
      self->is_answered = TRUE;
      finish (task, -1, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled"));
    }

  return G_SOURCE_REMOVE;
}

static void
cancel_later_cb (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  cancelled_cb (cancellable, user_data);
  /* Not from within the signal: nothing may be disconnected there. */
  g_source_set_callback (source, end_cancelled_cb, g_object_ref (user_data), g_object_unref);
  g_source_attach (source, g_task_get_context (user_data));
}

static void
accessed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Opening *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
    g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  /* Taken: what the person says comes as a signal. */
  if (reply != NULL || self->is_answered)
    return;

  self->is_answered = TRUE;
  finish (task, -1, translate (error));
}

static void
responded_cb (GDBusConnection *bus,
              const char *sender,
              const char *path,
              const char *interface,
              const char *signal,
              GVariant *parameters,
              gpointer user_data)
{
  GTask *task = user_data;
  Opening *self = g_task_get_task_data (task);
  guint32 response = G_MAXUINT32;

  if (self->is_answered)
    return;
  self->is_answered = TRUE;

  if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ua{sv})")))
    g_variant_get_child (parameters, 0, "u", &response);
  if (response == RESPONSE_GRANTED)
    g_dbus_connection_call_with_unix_fd_list (
      self->bus, PORTAL_NAME, PORTAL_PATH, PORTAL_CAMERA, "OpenPipeWireRemote",
      g_variant_new ("(a{sv})", NULL), G_VARIANT_TYPE ("(h)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL,
      g_task_get_cancellable (task), opened_cb, g_object_ref (task));
  else
    finish (task, -1,
            gh_camera_error_new (response == RESPONSE_REFUSED ? GH_CAMERA_ERROR_REFUSED
                                                              : GH_CAMERA_ERROR_DISMISSED));
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
    finish (task, fd, NULL);
  else
    finish (task, -1, translate (error));
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
  g_autofree char *token = g_strdup_printf ("gatehouse%u", g_random_int ());
  g_autofree char *sender = NULL;
  GVariantBuilder options;
  Opening *self;

  g_return_if_fail (G_IS_DBUS_CONNECTION (bus));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_camera_portal_open_async);
  /* Or a descriptor that comes at the last moment would stay open. */
  g_task_set_check_cancellable (task, FALSE);
  self = g_new0 (Opening, 1);
  self->bus = g_object_ref (bus);
  g_task_set_task_data (task, self, (GDestroyNotify) opening_free);
  if (g_cancellable_is_cancelled (cancellable))
    {
      g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
      return;
    }

  /* Where the answer will come is known before the question is asked, so that it cannot be missed. */
  sender = g_strdelimit (g_strdup (g_dbus_connection_get_unique_name (bus) + 1), ".", '_');
  self->request = g_strdup_printf (PORTAL_PATH "/request/%s/%s", sender, token);
  self->response_id = g_dbus_connection_signal_subscribe (
    bus, PORTAL_NAME, PORTAL_REQUEST, "Response", self->request, NULL,
    G_DBUS_SIGNAL_FLAGS_NONE, responded_cb, g_object_ref (task), g_object_unref);
  if (cancellable != NULL)
    self->cancelled_id =
      g_cancellable_connect (cancellable, G_CALLBACK (cancel_later_cb), task, NULL);

  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "handle_token", g_variant_new_string (token));
  g_dbus_connection_call (bus, PORTAL_NAME, PORTAL_PATH, PORTAL_CAMERA, "AccessCamera",
                          g_variant_new ("(a{sv})", &options), G_VARIANT_TYPE ("(o)"),
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, accessed_cb, g_object_ref (task));
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
