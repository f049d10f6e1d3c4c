/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What a person has chosen for all servers. Whoever keeps it binds its properties; whoever goes by
 * it listens.
 *
 * Properties (read-write, notified): "live-list-length" (uint: how many events the live list keeps),
 * "blur-photos" (boolean: until they are pointed at), "hide-when-locked" (boolean: the windows show
 * nothing while the screen is locked). */
#define GH_TYPE_PREFERENCES (gh_preferences_get_type ())
G_DECLARE_FINAL_TYPE (GhPreferences, gh_preferences, GH, PREFERENCES, GObject)

#define GH_PREFERENCES_LEAST_LIST_LENGTH 10
#define GH_PREFERENCES_MOST_LIST_LENGTH 10000
#define GH_PREFERENCES_DEFAULT_LIST_LENGTH 100

GhPreferences *gh_preferences_new (void) G_GNUC_WARN_UNUSED_RESULT;

guint gh_preferences_get_live_list_length (GhPreferences *self);
gboolean gh_preferences_get_blur_photos (GhPreferences *self);
gboolean gh_preferences_get_hide_when_locked (GhPreferences *self);

G_END_DECLS
