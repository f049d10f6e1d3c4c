/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Whether the wall is started with the session: by a unit of systemd, which also starts it again
 * after a crash; by an entry of the desktop's autostart where there is no systemd; and inside Flatpak
 * by the desktop's Background portal. */

typedef enum
{
  GH_AUTOSTART_SYSTEMD,
  GH_AUTOSTART_DESKTOP,
  GH_AUTOSTART_PORTAL,
} GhAutostartWay;

#define GH_AUTOSTART_UNIT "gatehouse-wall.service"

GhAutostartWay gh_autostart_get_way (void);
gboolean gh_autostart_get_enabled (GhAutostartWay way, const char *config_directory);

/* What is written: the text of a unit or of an entry that starts @arguments. */
char *gh_autostart_make_unit (const char *const *arguments) G_GNUC_WARN_UNUSED_RESULT;
char *gh_autostart_make_entry (const char *const *arguments) G_GNUC_WARN_UNUSED_RESULT;

/* @arguments: the program and its options, in which nothing is secret. */
void gh_autostart_set_async (GhAutostartWay way,
                             const char *config_directory,
                             const char *const *arguments,
                             gboolean enabled,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean gh_autostart_set_finish (GAsyncResult *result, GError **error);

G_END_DECLS
