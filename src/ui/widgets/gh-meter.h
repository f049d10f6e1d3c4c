/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A confidence as a figure and a bar. Lighter than a GtkLevelBar, for there is one in every row.
 *
 * Properties: "share" (double, 0 to 1, read-write; less than 0: not known). */
#define GH_TYPE_METER (gh_meter_get_type ())
G_DECLARE_FINAL_TYPE (GhMeter, gh_meter, GH, METER, GtkWidget)

GtkWidget *gh_meter_new (void) G_GNUC_WARN_UNUSED_RESULT;

double gh_meter_get_share (GhMeter *self);
void gh_meter_set_share (GhMeter *self, double share);

G_END_DECLS
