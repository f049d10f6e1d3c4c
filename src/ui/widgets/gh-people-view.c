/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-people-view.h"

#include "gh-person-row.h"

#include <glib/gi18n.h>

struct _GhPeopleView
{
  AdwBin parent_instance;

  GhPagedList *people; /* (owned) (nullable) */
  gboolean compact;
  GPtrArray *bound; /* (owned): of #GtkListItem that show somebody */

  GtkScrolledWindow *scroller;
  GtkListView *list;
  GtkNoSelection *selection;
};

typedef enum
{
  PROP_PEOPLE = 1,
  PROP_COMPACT,
} GhPeopleViewProperty;

enum
{
  SIGNAL_ACTIVATED,
  SIGNAL_LAST_SIGNAL
};

static GParamSpec *properties[PROP_COMPACT + 1];
static guint signals[SIGNAL_LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (GhPeopleView, gh_people_view, ADW_TYPE_BIN)

static void
fill_row (GtkListItem *list_item)
{
  GhUser *user = gh_paged_item_get_object (gtk_list_item_get_item (list_item));
  g_autofree char *label = NULL;

  gh_person_row_set_user (GH_PERSON_ROW (gtk_list_item_get_child (list_item)), user);
  if (user != NULL)
    /* Translators: for screen readers: a person, their role, and whether they are active. */
    label = g_strdup_printf (C_ ("person", "%s, %s, %s"), gh_user_get_display_name (user),
                             gh_role_get_label (gh_user_get_role (user)),
                             gh_user_get_is_active (user) ? C_ ("account", "Active")
                                                          : C_ ("account", "Deactivated"));
  gtk_list_item_set_accessible_label (list_item, label != NULL ? label : _("Loading…"));
}

static void
object_changed_cb (GtkListItem *list_item)
{
  fill_row (list_item);
}

/* The list binds what is on the screen, and some rows around it. */
static void
say_range (GhPeopleView *self)
{
  guint first = G_MAXUINT;
  guint last = 0;

  for (guint i = 0; i < self->bound->len; i++)
    {
      guint position = gtk_list_item_get_position (g_ptr_array_index (self->bound, i));

      first = MIN (first, position);
      last = MAX (last, position);
    }
  if (self->people != NULL && first <= last)
    gh_paged_list_set_visible_range (self->people, first, last);
}

static void
setup_cb (GhPeopleView *self, GtkListItem *list_item)
{
  gtk_list_item_set_child (list_item, gh_person_row_new ());
}

static void
bound_cb (GhPeopleView *self, GtkListItem *list_item)
{
  g_object_set (gtk_list_item_get_child (list_item), "compact", self->compact, NULL);
  g_ptr_array_add (self->bound, list_item);
  g_signal_connect_swapped (gtk_list_item_get_item (list_item), "notify::object",
                            G_CALLBACK (object_changed_cb), list_item);
  fill_row (list_item);
}

static void
unbound_cb (GhPeopleView *self, GtkListItem *list_item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), object_changed_cb,
                                        list_item);
  g_ptr_array_remove_fast (self->bound, list_item);
}

static void
activated_cb (GhPeopleView *self, guint position)
{
  g_autoptr (GhPagedItem) item = g_list_model_get_item (G_LIST_MODEL (self->people), position);
  GhUser *user = item != NULL ? gh_paged_item_get_object (item) : NULL;

  if (user != NULL)
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, user);
}

static gboolean
gh_people_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GH_PEOPLE_VIEW (widget)->list));
}

static void
gh_people_view_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhPeopleView *self = GH_PEOPLE_VIEW (object);

  switch ((GhPeopleViewProperty) property_id)
    {
    case PROP_PEOPLE:
      g_value_set_object (value, self->people);
      break;
    case PROP_COMPACT:
      g_value_set_boolean (value, self->compact);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_people_view_set_property (GObject *object,
                             guint property_id,
                             const GValue *value,
                             GParamSpec *pspec)
{
  GhPeopleView *self = GH_PEOPLE_VIEW (object);

  switch ((GhPeopleViewProperty) property_id)
    {
    case PROP_PEOPLE:
      gh_people_view_set_people (self, g_value_get_object (value));
      break;
    case PROP_COMPACT:
      gh_people_view_set_compact (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_people_view_dispose (GObject *object)
{
  GhPeopleView *self = GH_PEOPLE_VIEW (object);

  /* Rows are unbound here, and the bin must let go of its child before the template does. */
  if (self->selection != NULL)
    gtk_no_selection_set_model (self->selection, NULL);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_PEOPLE_VIEW);
  g_clear_object (&self->people);

  G_OBJECT_CLASS (gh_people_view_parent_class)->dispose (object);
}

static void
gh_people_view_finalize (GObject *object)
{
  GhPeopleView *self = GH_PEOPLE_VIEW (object);

  g_clear_pointer (&self->bound, g_ptr_array_unref);

  G_OBJECT_CLASS (gh_people_view_parent_class)->finalize (object);
}

static void
gh_people_view_class_init (GhPeopleViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags read_write =
    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gh_people_view_get_property;
  object_class->set_property = gh_people_view_set_property;
  object_class->dispose = gh_people_view_dispose;
  object_class->finalize = gh_people_view_finalize;

  widget_class->grab_focus = gh_people_view_grab_focus;

  properties[PROP_PEOPLE] =
    g_param_spec_object ("people", NULL, NULL, GH_TYPE_PAGED_LIST, read_write);
  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE, read_write);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass),
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                            GH_TYPE_USER);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-people-view.ui");
  gtk_widget_class_bind_template_child (widget_class, GhPeopleView, scroller);
  gtk_widget_class_bind_template_child (widget_class, GhPeopleView, list);
  gtk_widget_class_bind_template_child (widget_class, GhPeopleView, selection);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, bound_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbound_cb);
}

static void
gh_people_view_init (GhPeopleView *self)
{
  self->bound = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "value-changed",
                           G_CALLBACK (say_range), self, G_CONNECT_SWAPPED);
}

/**
 * gh_people_view_new:
 *
 * Returns: (transfer floating): a list of nobody
 */
GtkWidget *
gh_people_view_new (void)
{
  return g_object_new (GH_TYPE_PEOPLE_VIEW, NULL);
}

/**
 * gh_people_view_set_people:
 * @self: a view
 * @people: (nullable): who is shown
 *
 * Shows another list.
 */
void
gh_people_view_set_people (GhPeopleView *self, GhPagedList *people)
{
  g_return_if_fail (GH_IS_PEOPLE_VIEW (self));
  g_return_if_fail (people == NULL || GH_IS_PAGED_LIST (people));

  if (!g_set_object (&self->people, people))
    return;

  gtk_no_selection_set_model (self->selection, G_LIST_MODEL (people));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PEOPLE]);
}

/**
 * gh_people_view_set_compact:
 * @self: a view
 * @compact: whether there is little room
 *
 * Says less in a row, or more.
 */
void
gh_people_view_set_compact (GhPeopleView *self, gboolean compact)
{
  g_return_if_fail (GH_IS_PEOPLE_VIEW (self));

  if (self->compact == !!compact)
    return;

  self->compact = compact;
  for (guint i = 0; i < self->bound->len; i++)
    g_object_set (gtk_list_item_get_child (g_ptr_array_index (self->bound, i)), "compact", compact,
                  NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPACT]);
}
