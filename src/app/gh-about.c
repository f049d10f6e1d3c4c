/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-about.h"

#include <glib/gi18n.h>

static const char *
get_session (GdkDisplay *display)
{
  const char *type = G_OBJECT_TYPE_NAME (display);

  return g_str_has_prefix (type, "GdkWayland") ? "Wayland"
         : g_str_has_prefix (type, "GdkX11")   ? "X11"
                                               : type;
}

/* What whoever mends a fault asks first; no address, no name, nothing of a server. In English, as it
 * is read elsewhere. */
static char *
dup_debug_info (GtkWidget *parent)
{
  g_autofree char *os = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);
  GtkNative *native = gtk_widget_get_native (parent);
  GskRenderer *renderer = native != NULL ? gtk_native_get_renderer (native) : NULL;

  return g_strdup_printf ("Gatehouse %s (%s)\n"
                          "System: %s%s\n"
                          "Session: %s, %s\n"
                          "GTK %u.%u.%u\n"
                          "libadwaita %u.%u.%u\n"
                          "GLib %u.%u.%u\n",
                          GH_VERSION, GH_PROFILE, os != NULL ? os : "unknown",
                          g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS) ? ", Flatpak" : "",
                          get_session (gtk_widget_get_display (parent)),
                          renderer != NULL ? G_OBJECT_TYPE_NAME (renderer) : "not drawn",
                          gtk_get_major_version (), gtk_get_minor_version (),
                          gtk_get_micro_version (), adw_get_major_version (),
                          adw_get_minor_version (), adw_get_micro_version (),
                          glib_major_version, glib_minor_version, glib_micro_version);
}

/**
 * gh_about_show:
 * @parent: the window
 *
 * Says what the program is, who made it, and what it runs on.
 */
void
gh_about_show (GtkWidget *parent)
{
  g_autofree char *debug_info = dup_debug_info (parent);

  adw_show_about_dialog (parent,
                         "application-name", _("Gatehouse"),
                         "application-icon", GH_APPLICATION_ID,
                         "version", GH_VERSION,
                         "developer-name", _("The Gatehouse developers"),
                         "copyright", "© 2026 The Gatehouse developers",
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "website", "https://gatehouse.dev/",
                         "comments", _("The security desk for a face-recognition system."),
                         "debug-info", debug_info,
                         "debug-info-filename", "gatehouse.txt",
                         /* Translators: put your names here, one to a line. */
                         "translator-credits", _("translator-credits"),
                         NULL);
}
