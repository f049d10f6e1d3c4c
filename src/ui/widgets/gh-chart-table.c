/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-chart-table.h"

#include <glib/gi18n.h>

struct _GhChartTable
{
  AdwBin parent_instance;

  GListModel *bars;     /* (owned) (nullable) */
  char *title;          /* (owned) (nullable) */
  GtkSizeGroup *column; /* (owned): of the figures */
  GPtrArray *rows;      /* (owned) (element-type GtkWidget) (unowned): a row for each bar */
  GtkWidget *table;
};

typedef enum
{
  PROP_TITLE = 1,
  PROP_BARS,
} GhChartTableProperty;

static GParamSpec *properties[PROP_BARS + 1];

G_DEFINE_FINAL_TYPE (GhChartTable, gh_chart_table, ADW_TYPE_BIN)

static GtkWidget *
create_cell (GtkAccessibleRole role, float xalign)
{
  return g_object_new (GTK_TYPE_LABEL,
                       "accessible-role", role,
                       "xalign", (double) xalign,
                       "wrap", TRUE,
                       NULL);
}

static GtkWidget *
create_row (GhChartTable *self, GtkAccessibleRole role)
{
  GtkWidget *row = g_object_new (GTK_TYPE_BOX,
                                 "accessible-role", GTK_ACCESSIBLE_ROLE_ROW,
                                 "spacing", 18,
                                 NULL);
  GtkWidget *name = create_cell (role, 0);
  GtkWidget *value = create_cell (role, 1);

  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (value, "numeric");
  gtk_size_group_add_widget (self->column, value);
  gtk_box_append (GTK_BOX (row), name);
  gtk_box_append (GTK_BOX (row), value);
  return row;
}

/* A label's text is what it says, and only a label's: a cell has to be told its name. */
static void
set_cell (GtkWidget *cell, const char *text)
{
  gtk_label_set_label (GTK_LABEL (cell), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
set_row (GtkWidget *row, const char *name, const char *value)
{
  set_cell (gtk_widget_get_first_child (row), name);
  set_cell (gtk_widget_get_last_child (row), value);
}

static void
update (GhChartTable *self)
{
  guint n_bars = self->bars != NULL ? g_list_model_get_n_items (self->bars) : 0;

  while (self->rows->len > n_bars)
    gtk_box_remove (GTK_BOX (self->table),
                    g_ptr_array_steal_index (self->rows, self->rows->len - 1));
  while (self->rows->len < n_bars)
    {
      GtkWidget *row = create_row (self, GTK_ACCESSIBLE_ROLE_CELL);

      g_ptr_array_add (self->rows, row);
      gtk_box_append (GTK_BOX (self->table), row);
    }

  for (guint i = 0; i < n_bars; i++)
    {
      g_autoptr (GhChartBar) bar = g_list_model_get_item (self->bars, i);

      set_row (g_ptr_array_index (self->rows, i), gh_chart_bar_get_name (bar),
               gh_chart_bar_get_text (bar));
    }
}

static void
gh_chart_table_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhChartTable *self = GH_CHART_TABLE (object);

  switch ((GhChartTableProperty) property_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_BARS:
      g_value_set_object (value, self->bars);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_chart_table_set_property (GObject *object,
                             guint property_id,
                             const GValue *value,
                             GParamSpec *pspec)
{
  GhChartTable *self = GH_CHART_TABLE (object);

  switch ((GhChartTableProperty) property_id)
    {
    case PROP_TITLE:
      gh_chart_table_set_title (self, g_value_get_string (value));
      break;
    case PROP_BARS:
      gh_chart_table_set_bars (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_chart_table_dispose (GObject *object)
{
  GhChartTable *self = GH_CHART_TABLE (object);

  if (self->bars != NULL)
    g_signal_handlers_disconnect_by_data (self->bars, self);
  g_clear_object (&self->bars);

  G_OBJECT_CLASS (gh_chart_table_parent_class)->dispose (object);
}

static void
gh_chart_table_finalize (GObject *object)
{
  GhChartTable *self = GH_CHART_TABLE (object);

  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->column);

  G_OBJECT_CLASS (gh_chart_table_parent_class)->finalize (object);
}

static void
gh_chart_table_class_init (GhChartTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read_write =
    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gh_chart_table_get_property;
  object_class->set_property = gh_chart_table_set_property;
  object_class->dispose = gh_chart_table_dispose;
  object_class->finalize = gh_chart_table_finalize;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, read_write);
  properties[PROP_BARS] =
    g_param_spec_object ("bars", NULL, NULL, G_TYPE_LIST_MODEL, read_write);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
gh_chart_table_init (GhChartTable *self)
{
  GtkWidget *head;

  self->rows = g_ptr_array_new ();
  self->column = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->table = g_object_new (GTK_TYPE_BOX,
                              "accessible-role", GTK_ACCESSIBLE_ROLE_TABLE,
                              "orientation", GTK_ORIENTATION_VERTICAL,
                              "spacing", 3,
                              NULL);
  head = create_row (self, GTK_ACCESSIBLE_ROLE_COLUMN_HEADER);
  gtk_widget_add_css_class (head, "caption-heading");
  set_row (head,
           /* Translators: the heads of a table: what was counted (an hour, a day, a camera, a range of
            * confidence), and how many events there were of it. */
           C_("table", "Of"), C_("table", "Events"));
  gtk_box_append (GTK_BOX (self->table), head);
  adw_bin_set_child (ADW_BIN (self), self->table);
}

/**
 * gh_chart_table_new:
 * @title: (nullable): what the figures are of, as it is read out
 * @bars: (nullable): a list of #GhChartBar
 *
 * Returns: (transfer floating): a table
 */
GtkWidget *
gh_chart_table_new (const char *title, GListModel *bars)
{
  return g_object_new (GH_TYPE_CHART_TABLE, "title", title, "bars", bars, NULL);
}

/**
 * gh_chart_table_set_title:
 * @self: a table
 * @title: (nullable): what the figures are of, as it is read out
 *
 * Sets the name that the table has for a screen reader.
 */
void
gh_chart_table_set_title (GhChartTable *self, const char *title)
{
  g_return_if_fail (GH_IS_CHART_TABLE (self));

  if (!g_set_str (&self->title, title))
    return;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->table), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title != NULL ? title : "", -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/**
 * gh_chart_table_set_bars:
 * @self: a table
 * @bars: (nullable): a list of #GhChartBar
 *
 * Sets what is shown.
 */
void
gh_chart_table_set_bars (GhChartTable *self, GListModel *bars)
{
  g_return_if_fail (GH_IS_CHART_TABLE (self));
  g_return_if_fail (bars == NULL || G_IS_LIST_MODEL (bars));

  if (self->bars == bars)
    return;

  if (self->bars != NULL)
    g_signal_handlers_disconnect_by_data (self->bars, self);
  g_set_object (&self->bars, bars);
  if (bars != NULL)
    g_signal_connect_swapped (bars, "items-changed", G_CALLBACK (update), self);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BARS]);
}
