/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-bulk-row.h"

G_BEGIN_DECLS

/* What is to be enrolled: a #GListModel of #GhBulkRow, from a folder of pictures or a table. */
#define GH_TYPE_BULK_PLAN (gh_bulk_plan_get_type ())
G_DECLARE_FINAL_TYPE (GhBulkPlan, gh_bulk_plan, GH, BULK_PLAN, GObject)

#define GH_BULK_PLAN_MOST_FACE_ID_CHARACTERS 255

GhBulkPlan *gh_bulk_plan_new_from_folder (GFile *folder, GCancellable *cancellable, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
GhBulkPlan *gh_bulk_plan_new_from_table (GFile *table, GCancellable *cancellable, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

void gh_bulk_plan_load_async (GFile *source,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
GhBulkPlan *gh_bulk_plan_load_finish (GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* How many rows are in which state. */
typedef struct
{
  guint n_waiting;
  guint n_ready;
  guint n_enrolled;
  guint n_failed;
  guint n_warnings; /* of those that have not failed */
} GhBulkCounts;

/* Where it comes from; has a path. */
GFile *gh_bulk_plan_get_source (GhBulkPlan *self);
void gh_bulk_plan_count (GhBulkPlan *self, GhBulkCounts *counts);
guint gh_bulk_plan_get_n_rows (GhBulkPlan *self);
GhBulkRow *gh_bulk_plan_get_row (GhBulkPlan *self, guint index);
guint gh_bulk_plan_get_n_ignored (GhBulkPlan *self);

char *gh_bulk_plan_print_report (GhBulkPlan *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
