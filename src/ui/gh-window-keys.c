/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-window-keys.h"

/* A key of a page reaches it by itself from within the page only. From the sidebar and the header it
 * is handed on; what is pressed in a dialog is for what is there. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType modifiers,
                gpointer user_data)
{
  GtkWidget *window = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  GtkWidget *page = GTK_WIDGET (gh_page_stack_get_shown (GH_PAGE_STACK (user_data)));
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (window));

  if (page == NULL || !gtk_widget_get_mapped (page)
      || adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)) != NULL
      || (focus != NULL && gtk_widget_is_ancestor (focus, page)))
    return GDK_EVENT_PROPAGATE;

  return gtk_event_controller_key_forward (controller, page);
}

/**
 * gh_window_keys_follow:
 * @window: a window
 * @pages: its pages, of which one is shown
 *
 * Hands keys that nothing in the window has taken to the page that is shown.
 */
void
gh_window_keys_follow (AdwApplicationWindow *window, GhPageStack *pages)
{
  GtkEventController *controller;

  g_return_if_fail (ADW_IS_APPLICATION_WINDOW (window));
  g_return_if_fail (GH_IS_PAGE_STACK (pages));

  controller = gtk_event_controller_key_new ();
  g_signal_connect_object (controller, "key-pressed", G_CALLBACK (key_pressed_cb), pages,
                           G_CONNECT_DEFAULT);
  gtk_widget_add_controller (GTK_WIDGET (window), controller);
}
