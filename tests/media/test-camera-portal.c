/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-camera-portal.h"

#include <gio/gunixfdlist.h>
#include <glib-unix.h>
#include <unistd.h>

#include "gh-camera-error.h"
#include "gh-test-main.h"
#include "gh-test-portal.h"
#include "gh-test-wait.h"

static const char introspection[] =
  "<node><interface name='org.freedesktop.portal.Camera'>"
  "<method name='AccessCamera'><arg type='a{sv}' direction='in'/>"
  "<arg type='o' direction='out'/></method>"
  "<method name='OpenPipeWireRemote'><arg type='a{sv}' direction='in'/>"
  "<arg type='h' direction='out'/></method>"
  "</interface></node>";

typedef struct
{
  GhTestPortal portal;
  int fd; /* what is handed out */
} Desktop;

static void
hand_out (gpointer data, GDBusMethodInvocation *invocation)
{
  Desktop *desktop = data;
  g_autoptr (GUnixFDList) list = g_unix_fd_list_new ();
  int handle = g_unix_fd_list_append (list, desktop->fd, NULL);

  g_dbus_method_invocation_return_value_with_unix_fd_list (invocation, g_variant_new ("(h)", handle),
                                                           list);
}

static void
set_up (Desktop *desktop, gconstpointer data)
{
  desktop->portal.call = hand_out;
  desktop->portal.data = desktop;
  gh_test_portal_set_up (&desktop->portal, GPOINTER_TO_INT (data) ? introspection : NULL);
}

static void
tear_down (Desktop *desktop, gconstpointer data)
{
  gh_test_portal_tear_down (&desktop->portal);
}

static int
open_camera (Desktop *desktop, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gh_camera_portal_open_async (desktop->portal.client, NULL, gh_test_take_result_cb, &result);
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

  desktop->portal.answer = 1;
  g_assert_cmpint (open_camera (desktop, &error), ==, -1);
  g_assert_error (error, GH_CAMERA_ERROR, GH_CAMERA_ERROR_REFUSED);
}

static void
test_dismissed (Desktop *desktop, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  desktop->portal.answer = 2;
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

  desktop->portal.answer = -1;
  gh_camera_portal_open_async (desktop->portal.client, cancellable, gh_test_take_result_cb, &result);
  gh_test_wait_until (desktop->portal.request != NULL);
  g_assert_null (result);
  g_cancellable_cancel (cancellable);
  gh_test_wait_until (result != NULL && desktop->portal.is_closed);
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
