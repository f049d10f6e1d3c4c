/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-bulk-report.h"

#include <glib/gi18n.h>
#include <string.h>

static void chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void written_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/* As it is when somebody has found a place for it. */
static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GError *error = NULL;
  char *report;

  file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);
  if (file == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  report = gh_bulk_plan_print_report (g_task_get_task_data (task));
  bytes = g_bytes_new_take (report, strlen (report));
  /* Readable for nobody else: it says who is who. */
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE,
                                       G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION,
                                       g_task_get_cancellable (task), written_cb,
                                       g_object_ref (task));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * gh_bulk_report_save_async:
 * @plan: what was enrolled, or was to be
 * @parent: (nullable): the window that it is asked in
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when it is saved, or nobody wants it
 * @user_data: for @callback
 *
 * Asks where to, and saves the report of gh_bulk_plan_print_report() there.
 */
void
gh_bulk_report_save_async (GhBulkPlan *plan,
                           GtkWindow *parent,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GtkFileDialog) dialog = NULL;

  g_return_if_fail (GH_IS_BULK_PLAN (plan));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_bulk_report_save_async);
  g_task_set_task_data (task, g_object_ref (plan), g_object_unref);
  dialog = gtk_file_dialog_new ();
  gtk_file_dialog_set_title (dialog, _("Save the Report"));
  /* Translators: the name of a file; leave the ending. */
  gtk_file_dialog_set_initial_name (dialog, _("enrolment.csv"));
  gtk_file_dialog_save (dialog, parent, cancellable, chosen_cb, g_object_ref (task));
}

/**
 * gh_bulk_report_save_finish:
 * @result: the result
 * @error: return location for an error
 *
 * Returns: %TRUE when it is saved; %FALSE with %GTK_DIALOG_ERROR_DISMISSED where nobody wants it,
 *   or with %G_IO_ERROR
 */
gboolean
gh_bulk_report_save_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
