/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The desktop's portal, by which a program in a sandbox asks for what is outside of it, and any other
 * program can: https://flatpak.github.io/xdg-desktop-portal/docs/ */
#define GH_PORTAL_NAME "org.freedesktop.portal.Desktop"
#define GH_PORTAL_PATH "/org/freedesktop/portal/desktop"

/* What the person, or the desktop for them, has said: org.freedesktop.portal.Request::Response. */
typedef enum
{
  GH_PORTAL_GRANTED = 0,
  GH_PORTAL_REFUSED = 1,
  GH_PORTAL_ENDED = 2, /* in some other way */
} GhPortalResponse;

void gh_portal_ask_async (GDBusConnection *bus,
                          const char *interface,
                          const char *method,
                          const char *parent,
                          GVariant *options,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
GhPortalResponse gh_portal_ask_finish (GAsyncResult *result,
                                       GVariant **results,
                                       GError **error);

G_END_DECLS
