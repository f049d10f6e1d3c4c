/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gh-preferences.h"

G_BEGIN_DECLS

/* Keeps from whoever passes by what they need not see: photos are blurred until they are hovered or
 * have the focus, and a window shows nothing at all while the screen is locked, as far as the
 * preferences say so.
 *
 * Property: "locked" (boolean, read-write, notified). */
#define GH_TYPE_PRIVACY (gh_privacy_get_type ())
G_DECLARE_FINAL_TYPE (GhPrivacy, gh_privacy, GH, PRIVACY, GObject)

GhPrivacy *gh_privacy_new (GhPreferences *preferences) G_GNUC_WARN_UNUSED_RESULT;

/* For as long as the window is there. Its child must not be another later. */
void gh_privacy_watch (GhPrivacy *self, GtkWindow *window);
gboolean gh_privacy_get_locked (GhPrivacy *self);
void gh_privacy_set_locked (GhPrivacy *self, gboolean locked);

G_END_DECLS
