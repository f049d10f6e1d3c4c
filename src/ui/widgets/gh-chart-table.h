/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-chart-bar.h"

G_BEGIN_DECLS

/* The bars of a chart as a table: what each is of, and how many. A row stays where it is when its
 * figures change, so that whoever reads it is not thrown out of it.
 *
 * Properties: "title" (string, nullable, read-write), "bars" (#GListModel of #GhChartBar, nullable,
 * read-write). */
#define GH_TYPE_CHART_TABLE (gh_chart_table_get_type ())
G_DECLARE_FINAL_TYPE (GhChartTable, gh_chart_table, GH, CHART_TABLE, AdwBin)

GtkWidget *gh_chart_table_new (const char *title, GListModel *bars) G_GNUC_WARN_UNUSED_RESULT;

void gh_chart_table_set_title (GhChartTable *self, const char *title);
void gh_chart_table_set_bars (GhChartTable *self, GListModel *bars);

G_END_DECLS
