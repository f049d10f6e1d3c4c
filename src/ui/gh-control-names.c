/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-control-names.h"

#include <adwaita.h>
#include <glib/gi18n.h>

static GtkWidget *
find_label (GtkWidget *widget)
{
  GtkWidget *label = GTK_IS_LABEL (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && label == NULL;
       child = gtk_widget_get_next_sibling (child))
    label = find_label (child);
  return label;
}

/* After the factory's own, which has written the label. */
static void
choice_bound_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = find_label (gtk_list_item_get_child (item));

  if (label != NULL)
    gtk_list_item_set_accessible_label (item, gtk_label_get_label (GTK_LABEL (label)));
}

static void
name_choices (GtkListItemFactory *factory)
{
  if (!GTK_IS_SIGNAL_LIST_ITEM_FACTORY (factory))
    return;
  g_signal_handlers_disconnect_by_func (factory, choice_bound_cb, NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (choice_bound_cb), NULL);
}

/* An item names a label of its that has no name itself. */
static void
name_items (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);
  GtkAccessibleRole role = gtk_accessible_get_accessible_role (accessible);
  GtkWidget *label = NULL;

  if (role == GTK_ACCESSIBLE_ROLE_MENU_ITEM || role == GTK_ACCESSIBLE_ROLE_MENU_ITEM_CHECKBOX
      || role == GTK_ACCESSIBLE_ROLE_MENU_ITEM_RADIO)
    label = find_label (widget);
  if (label != NULL)
    {
      gtk_accessible_reset_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY);
      gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      gtk_label_get_text (GTK_LABEL (label)), -1);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_items (child);
}

/* There is a button in it that takes the keyboard. Items come and go with what can be done. */
static void
name_menu_button (GtkWidget *button)
{
  const char *name = gtk_widget_get_tooltip_text (button);
  GtkPopover *popover = gtk_menu_button_get_popover (GTK_MENU_BUTTON (button));

  if (GTK_IS_POPOVER_MENU (popover))
    {
      g_signal_handlers_disconnect_by_func (popover, name_items, NULL);
      g_signal_connect (popover, "map", G_CALLBACK (name_items), NULL);
    }
  if (name != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (button)),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* In the order in which the calendar has them. */
static const char *const calendar_buttons[] = {
  /* Translators: these four are buttons of a calendar. */
  N_("Previous Month"), N_("Next Month"), N_("Previous Year"), N_("Next Year"),
};

static void
name_calendar_buttons (GtkWidget *widget, guint *n_named)
{
  if (GTK_IS_BUTTON (widget) && *n_named < G_N_ELEMENTS (calendar_buttons))
    {
      const char *name = _(calendar_buttons[(*n_named)++]);

      gtk_widget_set_tooltip_text (widget, name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_calendar_buttons (child, n_named);
}

/**
 * gh_control_names_set:
 * @widget: (type GtkWidget): a template that has been initialised, or one control
 *
 * Names the controls within that GTK 4.18 tells a screen reader nothing of: menu buttons that show an
 * icon, by their tooltips; the items of their menus, and the choices of drop-downs and combo rows, by
 * what is written in them; the arrows of calendars, by what they do.
 */
void
gh_control_names_set (gpointer widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gh_control_names_set (child);

  /* Only a dialog that is presented has its child in it. */
  if (ADW_IS_DIALOG (widget) && adw_dialog_get_child (widget) != NULL)
    gh_control_names_set (adw_dialog_get_child (widget));
  else if (GTK_IS_MENU_BUTTON (widget))
    name_menu_button (widget);
  else if (GTK_IS_DROP_DOWN (widget))
    name_choices (gtk_drop_down_get_factory (widget));
  else if (ADW_IS_COMBO_ROW (widget))
    name_choices (adw_combo_row_get_factory (widget));
  else if (GTK_IS_CALENDAR (widget))
    name_calendar_buttons (widget, &(guint) { 0 });
}
