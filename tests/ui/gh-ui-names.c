/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-ui-names.h"

#include <adwaita.h>

static const GtkAccessibleRole go_by_own_name[] = {
  GTK_ACCESSIBLE_ROLE_COMBO_BOX, GTK_ACCESSIBLE_ROLE_GRID,      GTK_ACCESSIBLE_ROLE_LIST,
  GTK_ACCESSIBLE_ROLE_SEARCH_BOX, GTK_ACCESSIBLE_ROLE_SLIDER,   GTK_ACCESSIBLE_ROLE_SPIN_BUTTON,
  GTK_ACCESSIBLE_ROLE_TEXT_BOX,  GTK_ACCESSIBLE_ROLE_TREE_GRID,
};

/* What only holds others together. */
static const GtkAccessibleRole nameless[] = {
  GTK_ACCESSIBLE_ROLE_GENERIC,      GTK_ACCESSIBLE_ROLE_GROUP,  GTK_ACCESSIBLE_ROLE_NONE,
  GTK_ACCESSIBLE_ROLE_PRESENTATION, GTK_ACCESSIBLE_ROLE_WINDOW,
};

static gboolean
has_role (GtkWidget *widget, const GtkAccessibleRole *roles, guint n_roles)
{
  for (guint i = 0; i < n_roles; i++)
    if (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)) == roles[i])
      return TRUE;
  return FALSE;
}

static gboolean
has_words_within (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return *gtk_label_get_text (GTK_LABEL (widget)) != '\0';
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_words_within (child))
      return TRUE;
  return FALSE;
}

static gboolean
is_named_by_itself (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  return gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL)
         || gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY)
         || gtk_widget_get_tooltip_text (widget) != NULL;
}

static gboolean
is_named (GtkWidget *widget)
{
  if (is_named_by_itself (widget))
    return TRUE;
  if (ADW_IS_PREFERENCES_ROW (widget))
    return *adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)) != '\0'
           || has_words_within (widget);
  /* Buttons and rows go by what is written in them. */
  return !has_role (widget, go_by_own_name, G_N_ELEMENTS (go_by_own_name))
         && has_words_within (widget);
}

/* What a person comes by with the keyboard, or chooses from. */
static gboolean
needs_name (GtkWidget *widget)
{
  /* What these are made of is the toolkit's; a column view has a list in it. */
  for (GtkWidget *parent = gtk_widget_get_parent (widget); parent != NULL;
       parent = gtk_widget_get_parent (parent))
    if (GTK_IS_DROP_DOWN (parent) || ADW_IS_COMBO_ROW (parent) || ADW_IS_SPIN_ROW (parent)
        || GTK_IS_COLUMN_VIEW (parent))
      return FALSE;
  /* Rows that are only kept together are no list that one chooses from. */
  if (GTK_IS_LIST_BOX (widget)
      && gtk_list_box_get_selection_mode (GTK_LIST_BOX (widget)) == GTK_SELECTION_NONE)
    return FALSE;
  if (GTK_IS_LIST_VIEW (widget) || GTK_IS_GRID_VIEW (widget) || GTK_IS_COLUMN_VIEW (widget)
      || GTK_IS_DROP_DOWN (widget) || (GTK_IS_EDITABLE (widget) && !GTK_IS_TEXT (widget)))
    return TRUE;
  /* A text that can be selected is what it says. */
  return gtk_widget_get_focusable (widget) && !GTK_IS_LABEL (widget)
         && !has_role (widget, nameless, G_N_ELEMENTS (nameless));
}

/* Whether a person who hears and does not see comes by @widget and is not told what it is. Needs
 * GTK_A11Y=test. */
gboolean
gh_ui_names_is_missing (GtkWidget *widget)
{
  return needs_name (widget) && !is_named (widget);
}
