/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-sidebar.h"

#include <glib/gi18n.h>

struct _GhSidebar
{
  AdwBin parent_instance;

  GhRole role;
  GPtrArray *pages;             /* (owned): of #GhWindowPage, as the rows */
  const GhWindowPage *selected; /* (nullable) */

  GtkListBox *list;
};

typedef enum
{
  PROP_ROLE = 1,
  PROP_SELECTED,
} GhSidebarProperty;

enum
{
  SIGNAL_SELECTED,
  SIGNAL_ACTIVATED,
  SIGNAL_LAST_SIGNAL
};

static GParamSpec *properties[PROP_SELECTED + 1];
static guint signals[SIGNAL_LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (GhSidebar, gh_sidebar, ADW_TYPE_BIN)

static GtkWidget *
create_row (const GhWindowPage *page)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                   "icon-name", page->icon_name,
                                   NULL);
  GtkWidget *label = gtk_label_new (gh_window_page_get_title (page));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gh_window_page_get_title (page), -1);
  return row;
}

static void
select_row (GhSidebar *self)
{
  guint position;

  if (self->selected != NULL
      && g_ptr_array_find (self->pages, self->selected, &position))
    gtk_list_box_select_row (self->list,
                             gtk_list_box_get_row_at_index (self->list, (int) position));
  else
    gtk_list_box_unselect_all (self->list);
}

static void row_selected_cb (GhSidebar *self, GtkListBoxRow *row);

static void
fill (GhSidebar *self)
{
  g_clear_pointer (&self->pages, g_ptr_array_unref);
  self->pages = gh_window_pages_list (self->role);

  /* Rows that come and go are nobody's choice. */
  g_signal_handlers_block_by_func (self->list, row_selected_cb, self);
  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < self->pages->len; i++)
    gtk_list_box_append (self->list, create_row (g_ptr_array_index (self->pages, i)));
  select_row (self);
  g_signal_handlers_unblock_by_func (self->list, row_selected_cb, self);
}

static void
row_selected_cb (GhSidebar *self, GtkListBoxRow *row)
{
  const GhWindowPage *page =
    row != NULL ? gh_sidebar_get_page (self, (guint) gtk_list_box_row_get_index (row)) : NULL;

  if (page != NULL && page != self->selected)
    g_signal_emit (self, signals[SIGNAL_SELECTED], 0, page->name);
}

static void
row_activated_cb (GhSidebar *self)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
}

static gboolean
gh_sidebar_grab_focus (GtkWidget *widget)
{
  return gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
}

static void
gh_sidebar_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhSidebar *self = GH_SIDEBAR (object);

  switch ((GhSidebarProperty) property_id)
    {
    case PROP_ROLE:
      g_value_set_enum (value, self->role);
      break;
    case PROP_SELECTED:
      g_value_set_string (value, gh_sidebar_get_selected (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_sidebar_set_property (GObject *object,
                         guint property_id,
                         const GValue *value,
                         GParamSpec *pspec)
{
  GhSidebar *self = GH_SIDEBAR (object);

  switch ((GhSidebarProperty) property_id)
    {
    case PROP_ROLE:
      gh_sidebar_set_role (self, g_value_get_enum (value));
      break;
    case PROP_SELECTED:
      gh_sidebar_set_selected (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_sidebar_finalize (GObject *object)
{
  GhSidebar *self = GH_SIDEBAR (object);

  g_clear_pointer (&self->pages, g_ptr_array_unref);

  G_OBJECT_CLASS (gh_sidebar_parent_class)->finalize (object);
}

static void
gh_sidebar_class_init (GhSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags read_write =
    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gh_sidebar_get_property;
  object_class->set_property = gh_sidebar_set_property;
  object_class->finalize = gh_sidebar_finalize;

  widget_class->grab_focus = gh_sidebar_grab_focus;

  properties[PROP_ROLE] =
    g_param_spec_enum ("role", NULL, NULL, GH_TYPE_ROLE, GH_ROLE_USER, read_write);
  properties[PROP_SELECTED] = g_param_spec_string ("selected", NULL, NULL, NULL, read_write);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_SELECTED] =
    g_signal_new ("selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass),
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gh_sidebar_init (GhSidebar *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->role = GH_ROLE_USER;
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_list_box_set_tab_behavior (self->list, GTK_LIST_TAB_ITEM);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Pages"),
                                  -1);
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (row_selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  adw_bin_set_child (ADW_BIN (self), scroller);
  fill (self);
}

/**
 * gh_sidebar_new:
 *
 * Returns: (transfer floating): a sidebar for the least role
 */
GtkWidget *
gh_sidebar_new (void)
{
  return g_object_new (GH_TYPE_SIDEBAR, NULL);
}

/**
 * gh_sidebar_set_role:
 * @self: a sidebar
 * @role: of whoever is signed in
 *
 * Shows the pages of a role. What is selected is not changed.
 */
void
gh_sidebar_set_role (GhSidebar *self, GhRole role)
{
  g_return_if_fail (GH_IS_SIDEBAR (self));

  if (self->role == role)
    return;

  self->role = role;
  fill (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROLE]);
}

/**
 * gh_sidebar_get_role:
 *
 * Returns: whose pages are shown
 */
GhRole
gh_sidebar_get_role (GhSidebar *self)
{
  g_return_val_if_fail (GH_IS_SIDEBAR (self), GH_ROLE_USER);

  return self->role;
}

/**
 * gh_sidebar_set_selected:
 * @self: a sidebar
 * @name: (nullable): a page's name
 *
 * Says which page is shown; nothing is emitted for it but the notification.
 */
void
gh_sidebar_set_selected (GhSidebar *self, const char *name)
{
  const GhWindowPage *page = name != NULL ? gh_window_pages_look_up (name) : NULL;

  g_return_if_fail (GH_IS_SIDEBAR (self));

  if (self->selected == page)
    return;

  self->selected = page;
  select_row (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

/**
 * gh_sidebar_get_selected:
 *
 * Returns: (nullable): the name of the page that is shown
 */
const char *
gh_sidebar_get_selected (GhSidebar *self)
{
  g_return_val_if_fail (GH_IS_SIDEBAR (self), NULL);

  return self->selected != NULL ? self->selected->name : NULL;
}

/**
 * gh_sidebar_get_page:
 * @self: a sidebar
 * @position: counts from 0
 *
 * Returns: (transfer none) (nullable): the page there
 */
const GhWindowPage *
gh_sidebar_get_page (GhSidebar *self, guint position)
{
  g_return_val_if_fail (GH_IS_SIDEBAR (self), NULL);

  return position < self->pages->len ? g_ptr_array_index (self->pages, position) : NULL;
}
