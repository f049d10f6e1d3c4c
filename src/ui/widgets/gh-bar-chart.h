/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gh-chart-bar.h"

G_BEGIN_DECLS

/* Standing bars with a scale. The bar under the pointer, or the one that the arrow keys have come to,
 * is read out.
 *
 * Properties: "bars" (#GListModel of #GhChartBar, nullable, read-write), "readout" (string, nullable,
 * read-only, notified: the bar that is pointed at, in words). */
#define GH_TYPE_BAR_CHART (gh_bar_chart_get_type ())
G_DECLARE_FINAL_TYPE (GhBarChart, gh_bar_chart, GH, BAR_CHART, GtkWidget)

GtkWidget *gh_bar_chart_new (void) G_GNUC_WARN_UNUSED_RESULT;

void gh_bar_chart_set_bars (GhBarChart *self, GListModel *bars);
/* -1 for none. */
int gh_bar_chart_get_selected (GhBarChart *self);
const char *gh_bar_chart_get_readout (GhBarChart *self);

/* Where a scale ends that is to hold @most, in steps that people count in. */
gint64 gh_bar_chart_get_scale (gint64 most, guint *n_steps);

G_END_DECLS
