/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-menu-button-names.h"

/**
 * gh_menu_button_names_set:
 * @widget: (type GtkWidget): a template that has been initialised
 *
 * Names the menu buttons within by their tooltips. A #GtkMenuButton has a button in it that takes the
 * keyboard, and GTK 4.18 tells a screen reader nothing of what that is for where it shows an icon.
 */
void
gh_menu_button_names_set (gpointer widget)
{
  const char *name;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gh_menu_button_names_set (child);

  if (!GTK_IS_MENU_BUTTON (widget))
    return;
  name = gtk_widget_get_tooltip_text (widget);
  if (name != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (widget)),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
