/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-window-help.h"

#include "gh-guide.h"
#include "gh-help-dialog.h"
#include "gh-shortcuts-dialog.h"
#include "gh-window.h"

static void
show_help_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GListModel) guide = gh_guide_new_from_resources ();

  adw_dialog_present (gh_help_dialog_new (guide), widget);
}

static void
show_shortcuts_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GhConnection) connection = NULL;
  GhRole role;

  g_object_get (widget, "connection", &connection, NULL);
  role = connection != NULL ? gh_connection_get_role (connection) : GH_ROLE_USER;
  adw_dialog_present (gh_shortcuts_dialog_new (role), widget);
}

/**
 * gh_window_help_install:
 * @widget_class: the window's class
 *
 * Installs the actions and their keys.
 */
void
gh_window_help_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.show-help", NULL, show_help_action_cb);
  gtk_widget_class_install_action (widget_class, "win.show-shortcuts", NULL,
                                   show_shortcuts_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F1, GDK_NO_MODIFIER_MASK,
                                       "win.show-help", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_question, GDK_CONTROL_MASK,
                                       "win.show-shortcuts", NULL);
}
