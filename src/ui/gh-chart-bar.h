/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One bar of a chart, and one row of the table beside it. Immutable. */
#define GH_TYPE_CHART_BAR (gh_chart_bar_get_type ())
G_DECLARE_FINAL_TYPE (GhChartBar, gh_chart_bar, GH, CHART_BAR, GObject)

#define GH_CHART_BAR_UNKNOWN (-1)

/* @label is as short as can be, @name says it in full; @text (nullable) is the value in words where a
 * number alone is not enough. */
GhChartBar *gh_chart_bar_new (const char *label, const char *name, gint64 value, const char *text)
  G_GNUC_WARN_UNUSED_RESULT;

const char *gh_chart_bar_get_label (GhChartBar *self);
const char *gh_chart_bar_get_name (GhChartBar *self);
/* %GH_CHART_BAR_UNKNOWN while nobody knows. */
gint64 gh_chart_bar_get_value (GhChartBar *self);
const char *gh_chart_bar_get_text (GhChartBar *self);
char *gh_chart_bar_dup_spoken (GhChartBar *self) G_GNUC_WARN_UNUSED_RESULT;

/* Of a list of them; the sum leaves out what is not known. */
gint64 gh_chart_bars_get_most (GListModel *bars);
gint64 gh_chart_bars_get_sum (GListModel *bars);
guint gh_chart_bars_get_n_unknown (GListModel *bars);

G_END_DECLS
