/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-window-items.h"

#include "gh-person-page.h"
#include "gh-window-pages.h"

#include <glib/gi18n.h>

#define PERSON_WIDTH 760
#define PERSON_HEIGHT 860

static void
toast_cb (AdwToastOverlay *toasts, AdwToast *toast)
{
  adw_toast_overlay_add_toast (toasts, g_object_ref (toast));
}

/* Over whatever page is looked at, so that the way back is short. */
static void
show_person_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GhConnection) connection = NULL;
  g_autoptr (GhClock) clock = NULL;
  g_autoptr (GhPictureLoader) loader = NULL;
  AdwDialog *dialog;
  GtkWidget *toasts;
  GtkWidget *view;
  GtkWidget *page;

  g_object_get (widget, "connection", &connection, "clock", &clock, "picture-loader", &loader,
                NULL);
  if (connection == NULL
      || gh_session_get_state (gh_connection_get_session (connection)) != GH_SESSION_SIGNED_IN)
    return;

  dialog = adw_dialog_new ();
  toasts = adw_toast_overlay_new ();
  view = adw_toolbar_view_new ();
  page = g_object_new (GH_TYPE_PERSON_PAGE, "clock", clock, "picture-loader", loader,
                       "connection", connection, NULL);
  g_signal_connect_object (page, "toast", G_CALLBACK (toast_cb), toasts, G_CONNECT_SWAPPED);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), view);
  adw_dialog_set_child (dialog, toasts);
  adw_dialog_set_title (dialog, _("Person"));
  adw_dialog_set_content_width (dialog, PERSON_WIDTH);
  adw_dialog_set_content_height (dialog, PERSON_HEIGHT);
  /* What one person may see is not left for the next. */
  g_signal_connect_object (gh_connection_get_session (connection), "notify::state",
                           G_CALLBACK (adw_dialog_force_close), dialog, G_CONNECT_SWAPPED);
  gh_page_show_item (GH_PAGE (page), g_variant_get_string (parameter, NULL));
  adw_dialog_present (dialog, widget);
}

static void
show_item (GtkWidget *widget, const char *page_name, const char *item)
{
  GhPage *page = gh_window_go_to_page (GH_WINDOW (widget), page_name);

  if (page != NULL)
    gh_page_show_item (page, item);
}

static void
edit_person_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_item (widget, GH_WINDOW_PAGE_PEOPLE, g_variant_get_string (parameter, NULL));
}

static void
show_face_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_item (widget, GH_WINDOW_PAGE_FACES, g_variant_get_string (parameter, NULL));
}

static void
show_events_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *kind;
  const char *value;
  g_autofree char *item = NULL;

  g_variant_get (parameter, "(&s&s)", &kind, &value);
  item = g_strconcat (kind, "=", value, NULL);
  show_item (widget, GH_WINDOW_PAGE_EVENTS, item);
}

/**
 * gh_window_items_install:
 * @widget_class: the window's class
 *
 * Installs the actions.
 */
void
gh_window_items_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.show-person", "s", show_person_action_cb);
  gtk_widget_class_install_action (widget_class, "win.edit-person", "s", edit_person_action_cb);
  gtk_widget_class_install_action (widget_class, "win.show-face", "s", show_face_action_cb);
  gtk_widget_class_install_action (widget_class, "win.show-events", "(ss)",
                                   show_events_action_cb);
}
