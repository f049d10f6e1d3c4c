/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-window-state.h"

/**
 * gh_window_state_restore:
 * @window: a window that is not shown yet
 * @settings: the program's settings
 *
 * Gives @window the size that gh_window_state_save() kept.
 */
void
gh_window_state_restore (GtkWindow *window, GSettings *settings)
{
  g_return_if_fail (GTK_IS_WINDOW (window));
  g_return_if_fail (G_IS_SETTINGS (settings));

  gtk_window_set_default_size (window, g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (window);
}

/**
 * gh_window_state_save:
 * @window: a window that is about to close
 * @settings: the program's settings
 *
 * Keeps the size of @window; of a maximised one that which it had before.
 */
void
gh_window_state_save (GtkWindow *window, GSettings *settings)
{
  int width;
  int height;

  g_return_if_fail (GTK_IS_WINDOW (window));
  g_return_if_fail (G_IS_SETTINGS (settings));

  gtk_window_get_default_size (window, &width, &height);
  g_settings_set_int (settings, "window-width", width);
  g_settings_set_int (settings, "window-height", height);
  g_settings_set_boolean (settings, "window-maximized", gtk_window_is_maximized (window));
}
