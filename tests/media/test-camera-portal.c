/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-camera-portal.h"

#include <gio/gunixfdlist.h>
#include <glib-unix.h>
#include <unistd.h>

#include "gh-camera-error.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"

static const char introspection[] =
  "<node><interface name='org.freedesktop.portal.Camera'>"
  "<method name='AccessCamera'><arg type='a{sv}' direction='in'/>"
  "<arg type='o' direction='out'/></method>"
  "<method name='OpenPipeWireRemote'><arg type='a{sv}' direction='in'/>"
  "<arg type='h' direction='out'/></method>"
  "</interface></node>";

static const char request_introspection[] =
  "<node><interface name='org.freedesktop.portal.Request'><method name='Close'/>"
  "</interface></node>";

/* A desktop: a bus of its own, and on it a portal with somebody in front of it. */
typedef struct
{
  GTestDBus *dbus;
  GDBusConnection *client;
  GDBusConnection *portal;
  guint object_id;
  guint request_id;
  int answer;     /* of the person; -1 for none */
  int fd;         /* what is handed out */
  char *request;  /* the question on the screen */
  gboolean is_closed;
} Desktop;

static void
request_cb (GDBusConnection *connection,
            const char *sender,
            const char *path,
            const char *interface,
            const char *method,
            GVariant *parameters,
            GDBusMethodInvocation *invocation,
            gpointer user_data)
{
  Desktop *desktop = user_data;

  desktop->is_closed = TRUE;
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
ask (Desktop *desktop, const char *sender, GVariant *parameters)
{
  static const GDBusInterfaceVTable vtable = { .method_call = request_cb };
  g_autoptr (GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (request_introspection, NULL);
  g_autoptr (GVariant) options = g_variant_get_child_value (parameters, 0);
  g_autofree char *token = NULL;
  g_autofree char *name = g_strdelimit (g_strdup (sender + 1), ".", '_');

  g_assert_true (g_variant_lookup (options, "handle_token", "s", &token));
  desktop->request = g_strdup_printf ("/org/freedesktop/portal/desktop/request/%s/%s", name, token);
  desktop->request_id = g_dbus_connection_register_object (
    desktop->portal, desktop->request, info->interfaces[0], &vtable, desktop, NULL, NULL);
}

static void
camera_cb (GDBusConnection *connection,
           const char *sender,
           const char *path,
           const char *interface,
           const char *method,
           GVariant *parameters,
           GDBusMethodInvocation *invocation,
           gpointer user_data)
{
  Desktop *desktop = user_data;

  if (g_str_equal (method, "AccessCamera"))
    {
      ask (desktop, sender, parameters);
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", desktop->request));
      if (desktop->answer >= 0)
        g_dbus_connection_emit_signal (desktop->portal, sender, desktop->request,
                                       "org.freedesktop.portal.Request", "Response",
                                       g_variant_new ("(ua{sv})", (guint) desktop->answer, NULL),
                                       NULL);
    }
  else
    {
      g_autoptr (GUnixFDList) list = g_unix_fd_list_new ();
      int handle = g_unix_fd_list_append (list, desktop->fd, NULL);

      g_dbus_method_invocation_return_value_with_unix_fd_list (
        invocation, g_variant_new ("(h)", handle), list);
    }
}

static GDBusConnection *
connect_to (GTestDBus *dbus)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *connection = g_dbus_connection_new_for_address_sync (
    g_test_dbus_get_bus_address (dbus),
    G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
      G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
    NULL, NULL, &error);

  g_assert_no_error (error);

  return connection;
}

static void
owned_cb (GDBusConnection *connection, const char *name, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
set_up (Desktop *desktop, gconstpointer data)
{
  gboolean has_portal = GPOINTER_TO_INT (data);

  desktop->dbus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (desktop->dbus);
  desktop->client = connect_to (desktop->dbus);
  desktop->portal = connect_to (desktop->dbus);
  if (has_portal)
    {
      static const GDBusInterfaceVTable vtable = { .method_call = camera_cb };
      g_autoptr (GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (introspection, NULL);
      gboolean is_owned = FALSE;

      desktop->object_id = g_dbus_connection_register_object (
        desktop->portal, "/org/freedesktop/portal/desktop", info->interfaces[0], &vtable, desktop,
        NULL, NULL);
      g_bus_own_name_on_connection (desktop->portal, "org.freedesktop.portal.Desktop",
                                    G_BUS_NAME_OWNER_FLAGS_NONE, owned_cb, NULL, &is_owned, NULL);
      gh_test_wait_until (is_owned);
    }
}

static void
tear_down (Desktop *desktop, gconstpointer data)
{
  g_dbus_connection_close_sync (desktop->client, NULL, NULL);
  g_dbus_connection_close_sync (desktop->portal, NULL, NULL);
  g_clear_object (&desktop->client);
  g_clear_object (&desktop->portal);
  g_test_dbus_down (desktop->dbus);
  g_clear_object (&desktop->dbus);
  g_free (desktop->request);
}

static int
open_camera (Desktop *desktop, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gh_camera_portal_open_async (desktop->client, NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);

  return gh_camera_portal_open_finish (result, error);
}

static void
test_granted (Desktop *desktop, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  int ends[2];
  char letter = 0;
  int fd;

  g_assert_true (g_unix_open_pipe (ends, O_CLOEXEC, NULL));
  desktop->fd = ends[0];
  fd = open_camera (desktop, &error);
  g_assert_no_error (error);
  g_assert_cmpint (fd, >=, 0);

  /* It is the one that the portal has. */
  g_assert_cmpint (write (ends[1], "x", 1), ==, 1);
  g_assert_cmpint (read (fd, &letter, 1), ==, 1);
  g_assert_cmpint (letter, ==, 'x');
  close (fd);
  close (ends[0]);
  close (ends[1]);
}

static void
test_refused (Desktop *desktop, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  desktop->answer = 1;
  g_assert_cmpint (open_camera (desktop, &error), ==, -1);
  g_assert_error (error, GH_CAMERA_ERROR, GH_CAMERA_ERROR_REFUSED);
}

static void
test_dismissed (Desktop *desktop, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  desktop->answer = 2;
  g_assert_cmpint (open_camera (desktop, &error), ==, -1);
  g_assert_error (error, GH_CAMERA_ERROR, GH_CAMERA_ERROR_DISMISSED);
}

static void
test_no_portal (Desktop *desktop, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (open_camera (desktop, &error), ==, -1);
  g_assert_error (error, GH_CAMERA_ERROR, GH_CAMERA_ERROR_NONE_THERE);
}

/* Nobody answers, and the dialog is closed: the question goes from the screen as well. */
static void
test_cancelled (Desktop *desktop, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  desktop->answer = -1;
  gh_camera_portal_open_async (desktop->client, cancellable, gh_test_take_result_cb, &result);
  gh_test_wait_until (desktop->request != NULL);
  g_assert_null (result);
  g_cancellable_cancel (cancellable);
  gh_test_wait_until (result != NULL && desktop->is_closed);
  g_assert_cmpint (gh_camera_portal_open_finish (result, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  gh_test_init (&argc, &argv);

#define ADD(name, has_portal, test)                                                                \
  g_test_add ("/media/camera-portal/" name, Desktop, GINT_TO_POINTER (has_portal), set_up, test,   \
              tear_down)
  ADD ("granted", TRUE, test_granted);
  ADD ("refused", TRUE, test_refused);
  ADD ("dismissed", TRUE, test_dismissed);
  ADD ("no-portal", FALSE, test_no_portal);
  ADD ("cancelled", TRUE, test_cancelled);

  return g_test_run ();
}
