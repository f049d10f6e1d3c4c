/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-overview.h"

G_BEGIN_DECLS

/* How a server and the way to it are: whether it answers and how fast, its recogniser, the live link,
 * how many requests are left, and its clock. */
#define GH_TYPE_HEALTH_LIST (gh_health_list_get_type ())
G_DECLARE_FINAL_TYPE (GhHealthList, gh_health_list, GH, HEALTH_LIST, AdwBin)

GtkWidget *gh_health_list_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* All of them are nullable together. */
void gh_health_list_set_server (GhHealthList *self,
                                GhConnection *connection,
                                GhOverview *overview,
                                GhClock *clock);
/* Asks the server whether it reaches its recogniser; only administrators may. */
void gh_health_list_test (GhHealthList *self);
/* Says what has changed by itself: ages, and what was sent. */
void gh_health_list_update (GhHealthList *self);

G_END_DECLS
