/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-chart-bar.h"

G_BEGIN_DECLS

/* A chart with its title, with what it is about in a sentence, and with the table of its figures.
 *
 * Properties (read-write): "title" (string), "scope" (string: of what and when the figures are),
 * "bars" (#GListModel of #GhChartBar, nullable), "shares" (boolean, construct only: lying bars that
 * are parts of a sum, and not standing ones), "show-table" (boolean). */
#define GH_TYPE_CHART_CARD (gh_chart_card_get_type ())
G_DECLARE_FINAL_TYPE (GhChartCard, gh_chart_card, GH, CHART_CARD, AdwBin)

GtkWidget *gh_chart_card_new (void) G_GNUC_WARN_UNUSED_RESULT;

void gh_chart_card_set_bars (GhChartCard *self, GListModel *bars);
void gh_chart_card_set_scope (GhChartCard *self, const char *scope);
void gh_chart_card_set_show_table (GhChartCard *self, gboolean show_table);
/* Why there is nothing to show; nullable. Plain text. */
void gh_chart_card_set_fault (GhChartCard *self, const char *fault);

G_END_DECLS
