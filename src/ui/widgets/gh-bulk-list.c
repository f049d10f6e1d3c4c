/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-bulk-list.h"

#include "gh-bulk-face-row.h"

#include <glib/gi18n.h>

/* Rows change many times a second, and each time all of them are looked at. */
#define REFRESH_US (250 * G_TIME_SPAN_MILLISECOND)

typedef enum
{
  SHOWN_ALL,
  SHOWN_WELL,
  SHOWN_WARNINGS,
  SHOWN_PROBLEMS,
} Shown;

#define N_SHOWN (SHOWN_PROBLEMS + 1)

static const char *const names[N_SHOWN] = { "all", "well", "warnings", "problems" };
static const char *const icons[N_SHOWN] = { "view-list-symbolic", "object-select-symbolic",
                                            "dialog-warning-symbolic", "dialog-error-symbolic" };

struct _GhBulkList
{
  AdwBin parent_instance;

  GhClock *clock;          /* (owned) (nullable) */
  GtkCustomFilter *filter; /* (owned) */
  Shown shown;
  gboolean is_enrolling;
  gboolean compact;
  guint refresh_id;

  AdwToggleGroup *toggles;
  GtkStack *stack;
  GtkFilterListModel *shown_rows;
  AdwStatusPage *status;
};

typedef enum
{
  PROP_COMPACT = 1,
} GhBulkListProperty;

static GParamSpec *properties[PROP_COMPACT + 1];

G_DEFINE_FINAL_TYPE (GhBulkList, gh_bulk_list, ADW_TYPE_BIN)

static gboolean
is_shown (gpointer item, gpointer user_data)
{
  const GhBulkList *self = user_data;
  GhBulkRowState state = gh_bulk_row_get_state (item);

  switch (self->shown)
    {
    case SHOWN_WELL:
      return state == GH_BULK_ROW_READY || state == GH_BULK_ROW_ENROLLED;
    case SHOWN_WARNINGS:
      return state != GH_BULK_ROW_FAILED && gh_bulk_row_get_warning (item) != NULL;
    case SHOWN_PROBLEMS:
      return state == GH_BULK_ROW_FAILED;
    case SHOWN_ALL:
    default:
      return TRUE;
    }
}

static void
show_empty (GhBulkList *self)
{
  const char *titles[] = {
    _("No Faces"),
    self->is_enrolling ? _("None Is Enrolled") : _("None Is Ready"),
    _("No Warnings"),
    _("No Problems"),
  };

  adw_status_page_set_icon_name (self->status, icons[self->shown]);
  adw_status_page_set_title (self->status, titles[self->shown]);
}

/* Words, or icons of which the words are the tooltips where there is no room for them. */
static void
name_toggles (GhBulkList *self)
{
  const char *words[N_SHOWN] = {
    C_ ("bulk", "All"),
    self->is_enrolling ? C_ ("bulk", "Enrolled") : C_ ("bulk", "Ready"),
    C_ ("bulk", "Warnings"),
    C_ ("bulk", "Problems"),
  };

  for (guint i = 0; i < N_SHOWN; i++)
    {
      AdwToggle *toggle = adw_toggle_group_get_toggle_by_name (self->toggles, names[i]);

      adw_toggle_set_label (toggle, self->compact ? NULL : words[i]);
      adw_toggle_set_icon_name (toggle, self->compact ? icons[i] : NULL);
      adw_toggle_set_tooltip (toggle, self->compact ? words[i] : "");
    }
}

static void
update_stack (GhBulkList *self)
{
  gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (self->shown_rows)) == 0;

  if (is_empty)
    show_empty (self);
  gtk_stack_set_visible_child_name (self->stack, is_empty ? "empty" : "list");
}

static void
filter_again (GhBulkList *self)
{
  if (self->clock != NULL)
    gh_clock_clear_timeout (self->clock, &self->refresh_id);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  update_stack (self);
}

static void
refresh_cb (gpointer user_data)
{
  GhBulkList *self = user_data;

  self->refresh_id = 0;
  filter_again (self);
}

static void
toggled_cb (GhBulkList *self)
{
  const char *name = adw_toggle_group_get_active_name (self->toggles);

  if (name == NULL || self->filter == NULL)
    return;

  for (guint i = 0; i < N_SHOWN; i++)
    if (g_str_equal (name, names[i]))
      self->shown = (Shown) i;
  gtk_filter_list_model_set_filter (self->shown_rows,
                                    self->shown != SHOWN_ALL ? GTK_FILTER (self->filter) : NULL);
  filter_again (self);
}

static void
setup_cb (GhBulkList *self, GtkListItem *list_item)
{
  GtkWidget *row = gh_bulk_face_row_new ();

  g_object_bind_property (self, "compact", row, "compact", G_BINDING_SYNC_CREATE);
  g_object_bind_property (row, "summary", list_item, "accessible-label", G_BINDING_DEFAULT);
  gtk_list_item_set_activatable (list_item, FALSE);
  gtk_list_item_set_child (list_item, row);
}

static void
bound_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  gh_bulk_face_row_set_row (GH_BULK_FACE_ROW (gtk_list_item_get_child (list_item)),
                            gtk_list_item_get_item (list_item));
}

static void
unbound_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  gh_bulk_face_row_set_row (GH_BULK_FACE_ROW (gtk_list_item_get_child (list_item)), NULL);
}

static void
gh_bulk_list_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  switch ((GhBulkListProperty) property_id)
    {
    case PROP_COMPACT:
      g_value_set_boolean (value, GH_BULK_LIST (object)->compact);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_bulk_list_set_property (GObject *object,
                           guint property_id,
                           const GValue *value,
                           GParamSpec *pspec)
{
  GhBulkList *self = GH_BULK_LIST (object);

  switch ((GhBulkListProperty) property_id)
    {
    case PROP_COMPACT:
      if (self->compact == g_value_get_boolean (value))
        return;
      self->compact = g_value_get_boolean (value);
      name_toggles (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_bulk_list_dispose (GObject *object)
{
  GhBulkList *self = GH_BULK_LIST (object);

  if (self->clock != NULL)
    gh_clock_clear_timeout (self->clock, &self->refresh_id);
  g_clear_object (&self->clock);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_BULK_LIST);
  g_clear_object (&self->filter);

  G_OBJECT_CLASS (gh_bulk_list_parent_class)->dispose (object);
}

static void
gh_bulk_list_class_init (GhBulkListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gh_bulk_list_get_property;
  object_class->set_property = gh_bulk_list_set_property;
  object_class->dispose = gh_bulk_list_dispose;

  properties[PROP_COMPACT] =
    g_param_spec_boolean ("compact", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-bulk-list.ui");
  gtk_widget_class_bind_template_child (widget_class, GhBulkList, toggles);
  gtk_widget_class_bind_template_child (widget_class, GhBulkList, stack);
  gtk_widget_class_bind_template_child (widget_class, GhBulkList, shown_rows);
  gtk_widget_class_bind_template_child (widget_class, GhBulkList, status);
  gtk_widget_class_bind_template_callback (widget_class, bound_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbound_cb);
}

static void
gh_bulk_list_init (GhBulkList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filter = gtk_custom_filter_new (is_shown, self, NULL);
  name_toggles (self);
  update_stack (self);
}

/**
 * gh_bulk_list_new:
 *
 * Returns: (transfer floating): a list of nothing
 */
GtkWidget *
gh_bulk_list_new (void)
{
  return g_object_new (GH_TYPE_BULK_LIST, NULL);
}

/**
 * gh_bulk_list_set_clock:
 * @self: a list
 * @clock: tells when rows are looked at again
 *
 * Gives it a clock; once.
 */
void
gh_bulk_list_set_clock (GhBulkList *self, GhClock *clock)
{
  g_return_if_fail (GH_IS_BULK_LIST (self) && GH_IS_CLOCK (clock));

  g_set_object (&self->clock, clock);
}

/**
 * gh_bulk_list_set_plan:
 * @self: a list
 * @plan: (nullable): what is to be enrolled
 *
 * Shows all of a plan.
 */
void
gh_bulk_list_set_plan (GhBulkList *self, GhBulkPlan *plan)
{
  g_return_if_fail (GH_IS_BULK_LIST (self));

  if (gtk_filter_list_model_get_model (self->shown_rows) == G_LIST_MODEL (plan))
    return;

  adw_toggle_group_set_active_name (self->toggles, "all");
  gtk_filter_list_model_set_model (self->shown_rows, G_LIST_MODEL (plan));
  update_stack (self);
}

/**
 * gh_bulk_list_set_enrolling:
 * @self: a list
 * @is_enrolling: whether the dry run is over
 *
 * Says what those that are well are called.
 */
void
gh_bulk_list_set_enrolling (GhBulkList *self, gboolean is_enrolling)
{
  g_return_if_fail (GH_IS_BULK_LIST (self));

  self->is_enrolling = is_enrolling;
  name_toggles (self);
}

/**
 * gh_bulk_list_refresh:
 * @self: a list
 *
 * Lets rows come and go that have changed, soon.
 */
void
gh_bulk_list_refresh (GhBulkList *self)
{
  g_return_if_fail (GH_IS_BULK_LIST (self));

  if (self->shown != SHOWN_ALL && self->refresh_id == 0 && self->clock != NULL)
    self->refresh_id = gh_clock_add_timeout (self->clock, REFRESH_US, refresh_cb, self);
}
