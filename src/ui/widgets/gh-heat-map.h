/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gh-sightings.h"

G_BEGIN_DECLS

/* How often somebody was seen in each hour of each day of the week, the darker the more often. The
 * arrow keys go from hour to hour, and what is there is said in words below, for everybody.
 *
 * The sightings are read when gh_heat_map_show() is called; they need not live longer. */
#define GH_TYPE_HEAT_MAP (gh_heat_map_get_type ())
G_DECLARE_FINAL_TYPE (GhHeatMap, gh_heat_map, GH, HEAT_MAP, GtkWidget)

GtkWidget *gh_heat_map_new (void) G_GNUC_WARN_UNUSED_RESULT;

void gh_heat_map_show (GhHeatMap *self, GhSightings *sightings);

/* Of a day, 0 for Monday: its name. */
char *gh_heat_map_dup_day (guint day, gboolean is_short) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
