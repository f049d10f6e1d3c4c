/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-display-hold.h"

#include "gh-portal.h"

#define INHIBIT "org.freedesktop.portal.Inhibit"

/* The portal numbers them as GTK does. */
#define HELD (GTK_APPLICATION_INHIBIT_IDLE | GTK_APPLICATION_INHIBIT_SUSPEND)

static void
asked_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) handle =
    g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (handle == NULL)
    g_debug ("Nobody keeps the display on: %s", error->message);
}

/* It answers at once, and holds until whoever asked is gone. */
static void
ask_portal (GDBusConnection *bus, const char *reason)
{
  GVariantBuilder options;

  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "reason", g_variant_new_string (reason));
  g_dbus_connection_call (bus, GH_PORTAL_NAME, GH_PORTAL_PATH, INHIBIT, "Inhibit",
                          g_variant_new ("(sua{sv})", "", (guint32) HELD, &options),
                          G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL,
                          asked_ready_cb, NULL);
}

/**
 * gh_display_hold_take:
 * @application: an application that has started
 * @window: the window that is looked at, realized: on Wayland the hold is on its surface
 * @reason: why, for a person
 *
 * Keeps the display on and the computer awake until the program ends, however it ends.
 *
 * GTK asks the compositor, GNOME's session or, in a sandbox, the desktop's portal. Where it has none
 * of them to ask, the portal is asked here: outside a sandbox on X11 that is so on every desktop but
 * GNOME's, and with GTK 4.24 there, too.
 */
void
gh_display_hold_take (GtkApplication *application, GtkWindow *window, const char *reason)
{
  GDBusConnection *bus;

  g_return_if_fail (GTK_IS_APPLICATION (application));
  g_return_if_fail (GTK_IS_WINDOW (window));
  g_return_if_fail (reason != NULL);

  if (gtk_application_inhibit (application, window, HELD, reason) != 0)
    return;

  bus = g_application_get_dbus_connection (G_APPLICATION (application));
  if (bus != NULL)
    ask_portal (bus, reason);
}
