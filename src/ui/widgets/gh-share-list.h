/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-chart-bar.h"

G_BEGIN_DECLS

/* Lying bars, each with its name and its value in words: it is its own table. The bars are parts of
 * their sum.
 *
 * Properties: "bars" (#GListModel of #GhChartBar, nullable, read-write). */
#define GH_TYPE_SHARE_LIST (gh_share_list_get_type ())
G_DECLARE_FINAL_TYPE (GhShareList, gh_share_list, GH, SHARE_LIST, AdwBin)

/* What is beyond is one row. */
#define GH_SHARE_LIST_MOST_ROWS 8

GtkWidget *gh_share_list_new (void) G_GNUC_WARN_UNUSED_RESULT;

void gh_share_list_set_bars (GhShareList *self, GListModel *bars);

G_END_DECLS
