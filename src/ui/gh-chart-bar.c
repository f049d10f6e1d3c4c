/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-chart-bar.h"

#include <glib/gi18n.h>

struct _GhChartBar
{
  GObject parent_instance;

  char *label; /* (owned) */
  char *name;  /* (owned) */
  char *text;  /* (owned) */
  gint64 value;
};

G_DEFINE_FINAL_TYPE (GhChartBar, gh_chart_bar, G_TYPE_OBJECT)

static void
gh_chart_bar_finalize (GObject *object)
{
  GhChartBar *self = GH_CHART_BAR (object);

  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->text, g_free);

  G_OBJECT_CLASS (gh_chart_bar_parent_class)->finalize (object);
}

static void
gh_chart_bar_class_init (GhChartBarClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_chart_bar_finalize;
}

static void
gh_chart_bar_init (GhChartBar *self)
{
}

/**
 * gh_chart_bar_new:
 * @label: what stands at the bar, as short as can be
 * @name: the same in full
 * @value: how long it is, or %GH_CHART_BAR_UNKNOWN
 * @text: (nullable): the value in words; %NULL for the number
 *
 * Returns: (transfer full): the bar
 */
GhChartBar *
gh_chart_bar_new (const char *label, const char *name, gint64 value, const char *text)
{
  GhChartBar *self;

  g_return_val_if_fail (label != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  self = g_object_new (GH_TYPE_CHART_BAR, NULL);
  self->label = g_strdup (label);
  self->name = g_strdup (name);
  self->value = value;
  if (text != NULL)
    self->text = g_strdup (text);
  else if (value == GH_CHART_BAR_UNKNOWN)
    self->text = g_strdup (_("not known yet"));
  else
    self->text = g_strdup_printf ("%'" G_GINT64_FORMAT, value);

  return self;
}

/**
 * gh_chart_bar_get_label:
 *
 * Returns: what stands at the bar
 */
const char *
gh_chart_bar_get_label (GhChartBar *self)
{
  g_return_val_if_fail (GH_IS_CHART_BAR (self), NULL);

  return self->label;
}

/**
 * gh_chart_bar_get_name:
 *
 * Returns: what the bar is for, in full
 */
const char *
gh_chart_bar_get_name (GhChartBar *self)
{
  g_return_val_if_fail (GH_IS_CHART_BAR (self), NULL);

  return self->name;
}

/**
 * gh_chart_bar_get_value:
 *
 * Returns: how long the bar is; %GH_CHART_BAR_UNKNOWN while nobody knows
 */
gint64
gh_chart_bar_get_value (GhChartBar *self)
{
  g_return_val_if_fail (GH_IS_CHART_BAR (self), GH_CHART_BAR_UNKNOWN);

  return self->value;
}

/**
 * gh_chart_bar_get_text:
 *
 * Returns: the value in words
 */
const char *
gh_chart_bar_get_text (GhChartBar *self)
{
  g_return_val_if_fail (GH_IS_CHART_BAR (self), NULL);

  return self->text;
}

/**
 * gh_chart_bar_dup_spoken:
 *
 * Returns: the bar as it is read out
 */
char *
gh_chart_bar_dup_spoken (GhChartBar *self)
{
  g_return_val_if_fail (GH_IS_CHART_BAR (self), NULL);

  /* Translators: a bar of a chart, as it is read out: an hour, a day or a share, and its value. */
  return g_strdup_printf (_("%s: %s"), self->name, self->text);
}

/**
 * gh_chart_bars_get_most:
 * @bars: a list of #GhChartBar
 *
 * Returns: the value of the longest; 0 where there is none
 */
gint64
gh_chart_bars_get_most (GListModel *bars)
{
  gint64 most = 0;

  for (guint i = 0; i < g_list_model_get_n_items (bars); i++)
    {
      g_autoptr (GhChartBar) bar = g_list_model_get_item (bars, i);

      most = MAX (most, bar->value);
    }
  return most;
}

/**
 * gh_chart_bars_get_sum:
 * @bars: a list of #GhChartBar
 *
 * Returns: the sum of all values that are known
 */
gint64
gh_chart_bars_get_sum (GListModel *bars)
{
  gint64 sum = 0;

  for (guint i = 0; i < g_list_model_get_n_items (bars); i++)
    {
      g_autoptr (GhChartBar) bar = g_list_model_get_item (bars, i);

      sum += MAX (bar->value, 0);
    }
  return sum;
}

/**
 * gh_chart_bars_get_n_unknown:
 * @bars: a list of #GhChartBar
 *
 * Returns: of how many nobody knows the value
 */
guint
gh_chart_bars_get_n_unknown (GListModel *bars)
{
  guint n_unknown = 0;

  for (guint i = 0; i < g_list_model_get_n_items (bars); i++)
    {
      g_autoptr (GhChartBar) bar = g_list_model_get_item (bars, i);

      n_unknown += bar->value == GH_CHART_BAR_UNKNOWN ? 1 : 0;
    }
  return n_unknown;
}
