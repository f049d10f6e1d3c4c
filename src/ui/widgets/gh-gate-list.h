/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gh-gate-report.h"

G_BEGIN_DECLS

/* What the quality gate says of a picture, a line for each of its checks. */
#define GH_TYPE_GATE_LIST (gh_gate_list_get_type ())
G_DECLARE_FINAL_TYPE (GhGateList, gh_gate_list, GH, GATE_LIST, GtkWidget)

GtkWidget *gh_gate_list_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* @report is nullable: nothing is known yet. */
void gh_gate_list_show (GhGateList *self, const GhGateReport *report);

G_END_DECLS
