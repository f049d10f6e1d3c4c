/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-chart-card.h"

#include "gh-bar-chart.h"
#include "gh-chart-table.h"
#include "gh-share-list.h"

#include <glib/gi18n.h>

struct _GhChartCard
{
  AdwBin parent_instance;

  GListModel *bars; /* (owned) (nullable) */
  char *scope;      /* (owned) (nullable) */
  char *fault;      /* (owned) (nullable) */
  gboolean shares;

  GtkWidget *chart;
  GtkLabel *title_label;
  GtkToggleButton *table_button;
  GtkLabel *caption;
  GtkStack *stack;
  AdwBin *chart_place;
  AdwBin *table_place;
  GtkLabel *no_data;
};

typedef enum
{
  PROP_TITLE = 1,
  PROP_SCOPE,
  PROP_BARS,
  PROP_SHARES,
  PROP_SHOW_TABLE,
} GhChartCardProperty;

static GParamSpec *properties[PROP_SHOW_TABLE + 1];

G_DEFINE_FINAL_TYPE (GhChartCard, gh_chart_card, ADW_TYPE_BIN)

static const char *
choose_view (GhChartCard *self)
{
  guint n_bars = self->bars != NULL ? g_list_model_get_n_items (self->bars) : 0;
  guint n_unknown = self->bars != NULL ? gh_chart_bars_get_n_unknown (self->bars) : 0;

  if (n_bars == n_unknown)
    return self->fault != NULL ? "none" : "wait";
  if (n_unknown == 0 && gh_chart_bars_get_most (self->bars) == 0)
    return "none";
  return gtk_toggle_button_get_active (self->table_button) ? "table" : "chart";
}

/* The bar that is pointed at stands where what the chart is about stands otherwise. */
static void
update_caption (GhChartCard *self)
{
  const char *readout =
    self->shares ? NULL : gh_bar_chart_get_readout (GH_BAR_CHART (self->chart));

  gtk_label_set_label (self->caption, readout != NULL ? readout : self->scope != NULL ? self->scope
                                                                                    : "");
}

/* Stays as long as it is wanted: who reads it is not disturbed by what is counted anew. */
static void
update_table (GhChartCard *self)
{
  GtkWidget *table = adw_bin_get_child (self->table_place);

  if (!gtk_toggle_button_get_active (self->table_button))
    adw_bin_set_child (self->table_place, NULL);
  else if (table == NULL)
    adw_bin_set_child (self->table_place,
                       gh_chart_table_new (gtk_label_get_label (self->title_label), self->bars));
  else
    gh_chart_table_set_bars (GH_CHART_TABLE (table), self->bars);
}

static void
update (GhChartCard *self)
{
  const char *view = choose_view (self);
  gboolean is_none = g_str_equal (view, "none");

  gtk_label_set_label (self->no_data, is_none && self->fault != NULL ? self->fault
                                                                     : _("There were no events."));
  update_table (self);
  gtk_stack_set_visible_child_name (self->stack, view);
  gtk_widget_set_sensitive (GTK_WIDGET (self->table_button),
                            g_str_equal (view, "table") || g_str_equal (view, "chart"));
}

static void
table_toggled_cb (GhChartCard *self)
{
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_TABLE]);
}

static void
gh_chart_card_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhChartCard *self = GH_CHART_CARD (object);

  switch ((GhChartCardProperty) property_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, gtk_label_get_label (self->title_label));
      break;
    case PROP_SCOPE:
      g_value_set_string (value, self->scope);
      break;
    case PROP_BARS:
      g_value_set_object (value, self->bars);
      break;
    case PROP_SHARES:
      g_value_set_boolean (value, self->shares);
      break;
    case PROP_SHOW_TABLE:
      g_value_set_boolean (value, gtk_toggle_button_get_active (self->table_button));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
set_title (GhChartCard *self, const char *title)
{
  if (g_strcmp0 (title, gtk_label_get_label (self->title_label)) == 0)
    return;

  gtk_label_set_label (self->title_label, title != NULL ? title : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_label (self->title_label), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->chart), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_label (self->title_label), -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

static void
gh_chart_card_set_property (GObject *object,
                            guint property_id,
                            const GValue *value,
                            GParamSpec *pspec)
{
  GhChartCard *self = GH_CHART_CARD (object);

  switch ((GhChartCardProperty) property_id)
    {
    case PROP_TITLE:
      set_title (self, g_value_get_string (value));
      break;
    case PROP_SCOPE:
      gh_chart_card_set_scope (self, g_value_get_string (value));
      break;
    case PROP_BARS:
      gh_chart_card_set_bars (self, g_value_get_object (value));
      break;
    case PROP_SHARES:
      self->shares = g_value_get_boolean (value);
      self->chart = self->shares ? gh_share_list_new () : gh_bar_chart_new ();
      break;
    case PROP_SHOW_TABLE:
      gh_chart_card_set_show_table (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_chart_card_constructed (GObject *object)
{
  GhChartCard *self = GH_CHART_CARD (object);

  G_OBJECT_CLASS (gh_chart_card_parent_class)->constructed (object);

  adw_bin_set_child (self->chart_place, self->chart);
  /* What has its figures beside it needs no table. */
  gtk_widget_set_visible (GTK_WIDGET (self->table_button), !self->shares);
  if (!self->shares)
    g_signal_connect_swapped (self->chart, "notify::readout", G_CALLBACK (update_caption), self);
}

static void
gh_chart_card_dispose (GObject *object)
{
  GhChartCard *self = GH_CHART_CARD (object);

  if (self->bars != NULL)
    g_signal_handlers_disconnect_by_data (self->bars, self);
  g_clear_object (&self->bars);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_CHART_CARD);

  G_OBJECT_CLASS (gh_chart_card_parent_class)->dispose (object);
}

static void
gh_chart_card_finalize (GObject *object)
{
  GhChartCard *self = GH_CHART_CARD (object);

  g_clear_pointer (&self->scope, g_free);
  g_clear_pointer (&self->fault, g_free);

  G_OBJECT_CLASS (gh_chart_card_parent_class)->finalize (object);
}

static void
gh_chart_card_class_init (GhChartCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags read_write =
    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gh_chart_card_get_property;
  object_class->set_property = gh_chart_card_set_property;
  object_class->constructed = gh_chart_card_constructed;
  object_class->dispose = gh_chart_card_dispose;
  object_class->finalize = gh_chart_card_finalize;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, read_write);
  properties[PROP_SCOPE] = g_param_spec_string ("scope", NULL, NULL, NULL, read_write);
  properties[PROP_BARS] =
    g_param_spec_object ("bars", NULL, NULL, G_TYPE_LIST_MODEL, read_write);
  properties[PROP_SHARES] =
    g_param_spec_boolean ("shares", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SHOW_TABLE] =
    g_param_spec_boolean ("show-table", NULL, NULL, FALSE, read_write);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-chart-card.ui");
  gtk_widget_class_bind_template_child (widget_class, GhChartCard, title_label);
  gtk_widget_class_bind_template_child (widget_class, GhChartCard, table_button);
  gtk_widget_class_bind_template_child (widget_class, GhChartCard, caption);
  gtk_widget_class_bind_template_child (widget_class, GhChartCard, stack);
  gtk_widget_class_bind_template_child (widget_class, GhChartCard, chart_place);
  gtk_widget_class_bind_template_child (widget_class, GhChartCard, table_place);
  gtk_widget_class_bind_template_child (widget_class, GhChartCard, no_data);
}

static void
gh_chart_card_init (GhChartCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->table_button, "toggled", G_CALLBACK (table_toggled_cb), self);
  gtk_stack_set_visible_child_name (self->stack, "wait");
}

/**
 * gh_chart_card_new:
 *
 * Returns: (transfer floating): a card with a chart of standing bars
 */
GtkWidget *
gh_chart_card_new (void)
{
  return g_object_new (GH_TYPE_CHART_CARD, NULL);
}

/**
 * gh_chart_card_set_bars:
 * @self: a card
 * @bars: (nullable): a list of #GhChartBar; those that are not known are being counted
 *
 * Sets what is shown.
 */
void
gh_chart_card_set_bars (GhChartCard *self, GListModel *bars)
{
  g_return_if_fail (GH_IS_CHART_CARD (self));
  g_return_if_fail (bars == NULL || G_IS_LIST_MODEL (bars));

  if (self->bars == bars)
    return;

  if (self->bars != NULL)
    g_signal_handlers_disconnect_by_data (self->bars, self);
  g_set_object (&self->bars, bars);
  if (bars != NULL)
    g_signal_connect_swapped (bars, "items-changed", G_CALLBACK (update), self);
  g_object_set (self->chart, "bars", bars, NULL);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BARS]);
}

/**
 * gh_chart_card_set_scope:
 * @self: a card
 * @scope: (nullable): of what and when the figures are
 *
 * Sets what the chart is about.
 */
void
gh_chart_card_set_scope (GhChartCard *self, const char *scope)
{
  g_return_if_fail (GH_IS_CHART_CARD (self));

  if (!g_set_str (&self->scope, scope))
    return;

  update_caption (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SCOPE]);
}

/**
 * gh_chart_card_set_show_table:
 * @self: a card
 * @show_table: whether the figures are shown as a table
 *
 * Shows the table or the chart.
 */
void
gh_chart_card_set_show_table (GhChartCard *self, gboolean show_table)
{
  g_return_if_fail (GH_IS_CHART_CARD (self));

  gtk_toggle_button_set_active (self->table_button, show_table);
}

/**
 * gh_chart_card_set_fault:
 * @self: a card
 * @fault: (nullable): why nothing is known, plain text
 *
 * Says why there is nothing to show. What is known is shown all the same.
 */
void
gh_chart_card_set_fault (GhChartCard *self, const char *fault)
{
  g_return_if_fail (GH_IS_CHART_CARD (self));

  if (g_set_str (&self->fault, fault))
    update (self);
}
