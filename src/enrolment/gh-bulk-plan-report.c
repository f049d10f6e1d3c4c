/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-bulk-plan.h"

#include "gh-csv.h"

/**
 * gh_bulk_plan_count:
 * @self: a plan
 * @counts: (out): where to
 *
 * Counts the rows by their states, one by one.
 */
void
gh_bulk_plan_count (GhBulkPlan *self, GhBulkCounts *counts)
{
  guint n[GH_BULK_ROW_FAILED + 1] = { 0 };

  g_return_if_fail (GH_IS_BULK_PLAN (self));
  g_return_if_fail (counts != NULL);

  *counts = (GhBulkCounts){ 0 };
  for (guint i = 0; i < gh_bulk_plan_get_n_rows (self); i++)
    {
      GhBulkRow *row = gh_bulk_plan_get_row (self, i);
      GhBulkRowState state = gh_bulk_row_get_state (row);

      n[state]++;
      if (state != GH_BULK_ROW_FAILED && gh_bulk_row_get_warning (row) != NULL)
        counts->n_warnings++;
    }
  counts->n_waiting = n[GH_BULK_ROW_WAITING];
  counts->n_ready = n[GH_BULK_ROW_READY];
  counts->n_enrolled = n[GH_BULK_ROW_ENROLLED];
  counts->n_failed = n[GH_BULK_ROW_FAILED];
}

/**
 * gh_bulk_plan_print_report:
 * @self: a plan
 *
 * Says what has become of each row, as a table (gh_csv_append_row()). The message of a row that
 * has not failed is what could be better about its picture.
 *
 * Returns: (transfer full): the table
 */
char *
gh_bulk_plan_print_report (GhBulkPlan *self)
{
  static const char *const titles[] = { "row",    "file",    "face_id",   "user", "state",
                                        "reason", "message", "record_id" };
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (GH_IS_BULK_PLAN (self), NULL);

  gh_csv_append_row (text, titles, G_N_ELEMENTS (titles));
  for (guint i = 0; i < gh_bulk_plan_get_n_rows (self); i++)
    {
      GhBulkRow *row = gh_bulk_plan_get_row (self, i);
      g_autofree char *number = g_strdup_printf ("%u", gh_bulk_row_get_number (row));
      g_autofree char *file = g_filename_display_name (gh_bulk_row_get_path (row));
      const char *words = gh_bulk_row_get_words (row);
      const char *const fields[] = {
        number,
        file,
        gh_bulk_row_get_face_id (row),
        gh_bulk_row_get_person (row),
        gh_bulk_row_get_state_name (row),
        gh_bulk_row_get_reason_name (row),
        words != NULL ? words : gh_bulk_row_get_warning (row),
        gh_bulk_row_get_record_id (row),
      };

      gh_csv_append_row (text, fields, G_N_ELEMENTS (fields));
    }

  return g_string_free_and_steal (text);
}
