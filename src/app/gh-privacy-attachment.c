/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-privacy-attachment.h"

#include "gh-lock-watch.h"

static void
window_added_cb (GhPrivacy *privacy, GtkWindow *window)
{
  gh_privacy_watch (privacy, window);
}

/**
 * gh_privacy_attachment_new:
 * @application: whose windows; it has none yet
 * @context: what was chosen
 *
 * Watches the screen's lock, and has it and what was chosen hold for every window.
 *
 * Returns: (transfer full): what keeps doing so
 */
GhPrivacy *
gh_privacy_attachment_new (GtkApplication *application, GhContext *context)
{
  GhPreferences *preferences = gh_context_get_preferences (context);
  GhPrivacy *privacy = gh_privacy_new (preferences);
  GhLockWatch *lock_watch = gh_lock_watch_new ();
  g_autoptr (GPropertyAction) blur =
    g_property_action_new ("blur-photos", preferences, "blur-photos");

  g_object_bind_property (lock_watch, "locked", privacy, "locked", G_BINDING_SYNC_CREATE);
  gh_lock_watch_follow_application (lock_watch, application);
  gh_lock_watch_follow_system (lock_watch, NULL);
  g_object_set_data_full (G_OBJECT (privacy), "gh-lock-watch", lock_watch, g_object_unref);
  g_action_map_add_action (G_ACTION_MAP (application), G_ACTION (blur));
  g_signal_connect_object (application, "window-added", G_CALLBACK (window_added_cb), privacy,
                           G_CONNECT_SWAPPED);

  return privacy;
}
