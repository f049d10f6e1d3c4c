/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-bulk-plan.h"
#include "gh-clock.h"

G_BEGIN_DECLS

/* Many faces that are to be enrolled, or were, with what has become of each: all of them, or only
 * those that are well, or not.
 *
 * Property: "compact" (boolean, read-write: whether there is little room). */
#define GH_TYPE_BULK_LIST (gh_bulk_list_get_type ())
G_DECLARE_FINAL_TYPE (GhBulkList, gh_bulk_list, GH, BULK_LIST, AdwBin)

GtkWidget *gh_bulk_list_new (void) G_GNUC_WARN_UNUSED_RESULT;

void gh_bulk_list_set_clock (GhBulkList *self, GhClock *clock);
/* @plan is nullable. All of it is shown at first. */
void gh_bulk_list_set_plan (GhBulkList *self, GhBulkPlan *plan);
/* Whether those that are well are ready to be enrolled, or enrolled. */
void gh_bulk_list_set_enrolling (GhBulkList *self, gboolean is_enrolling);
/* Rows have changed. */
void gh_bulk_list_refresh (GhBulkList *self);

G_END_DECLS
