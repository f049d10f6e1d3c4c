/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-events-export.h"

#include "gh-error-words.h"
#include "gh-error.h"
#include "gh-event-export.h"
#include "gh-event-report.h"
#include "gh-progress-dialog.h"
#include "gh-report-print.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* From the question where to until it is done. */
typedef struct
{
  GWeakRef page;
  GhEventFilter *filter; /* (owned) */
  char *words;           /* (owned) (nullable) */
  gboolean is_report;
  GFile *file;              /* (owned) (nullable): none for a printer */
  char *part;               /* (owned) (nullable): beside the file */
  GhProgressDialog *dialog; /* (owned) (nullable) */
} Export;

static Export *
export_new (GhPage *page, const GhEventFilter *filter, const char *words, gboolean is_report)
{
  Export *self = g_new0 (Export, 1);

  g_weak_ref_init (&self->page, page);
  self->filter = gh_event_filter_copy (filter);
  self->words = g_strdup (words);
  self->is_report = is_report;
  return self;
}

static void
export_free (Export *self)
{
  if (self->dialog != NULL)
    adw_dialog_force_close (ADW_DIALOG (self->dialog));
  g_clear_object (&self->dialog);
  g_weak_ref_clear (&self->page);
  gh_event_filter_free (self->filter);
  g_clear_object (&self->file);
  g_free (self->words);
  g_free (self->part);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

/* @error is nullable: it is done. Whoever cancelled knows. */
static void
tell (Export *self, const GError *error)
{
  g_autoptr (GhPage) page = g_weak_ref_get (&self->page);
  g_autofree char *name = self->file != NULL ? g_file_get_basename (self->file) : NULL;
  g_autofree char *display_name = name != NULL ? g_filename_display_name (name) : NULL;
  g_autofree char *reason = NULL;
  g_autofree char *text = NULL;

  if (page == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (error != NULL)
    reason = error->domain == GH_ERROR ? gh_error_words_dup_advice (error, NULL)
                                       : g_strdup (error->message);
  if (error != NULL && display_name != NULL)
    /* Translators: the first %s is the name of a file, the second says why. */
    text = g_strdup_printf (_("“%s” was not written. %s"), display_name, reason);
  else if (error != NULL)
    /* Translators: %s says why. */
    text = g_strdup_printf (_("Nothing was printed. %s"), reason);
  else if (display_name != NULL)
    /* Translators: %s is the name of a file. */
    text = g_strdup_printf (_("Events are in “%s”."), display_name);
  else
    return;
  gh_page_say (page, text);
}

static void
present_progress (Export *self, GhPage *page, const char *title)
{
  self->dialog = g_object_ref_sink (gh_progress_dialog_new (title));
  adw_dialog_present (ADW_DIALOG (self->dialog), GTK_WIDGET (page));
}

/* --- CSV -------------------------------------------------------------------------------------- */

static void
csv_progress_cb (GhEventExport *export, GhProgressDialog *dialog)
{
  guint n_examined = gh_event_export_get_n_examined (export);
  guint n_written = gh_event_export_get_n_written (export);
  long long total = MAX (gh_event_export_get_total (export), 1);
  g_autofree char *words = g_strdup_printf (
    /* Translators: how many events were looked through, of how many, and how many are in the file. */
    ngettext ("%'u of %'lld event read, %'u in the file",
              "%'u of %'lld events read, %'u in the file", (gulong) total),
    n_examined, total, n_written);

  gh_progress_dialog_set_progress (dialog, n_examined / (double) total, words);
}

static void
csv_done_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) self = user_data;
  g_autoptr (GError) error = NULL;

  gh_event_export_run_finish (GH_EVENT_EXPORT (object), result, &error);
  tell (self, error);
}

static void
run_csv (Export *self, GhPage *page)
{
  GhConnection *connection = gh_page_get_connection (page);
  g_autoptr (GhEventExport) export = NULL;

  export = gh_event_export_new (gh_connection_get_face_recognition (connection), self->filter,
                                gh_connection_get_false_matches (connection));
  present_progress (self, page, _("Exporting Events"));
  g_signal_connect_object (export, "progress", G_CALLBACK (csv_progress_cb), self->dialog,
                           G_CONNECT_DEFAULT);
  gh_event_export_run_async (export, self->file,
                             gh_progress_dialog_get_cancellable (self->dialog), csv_done_cb, self);
}

/* --- The report ------------------------------------------------------------------------------- */

static void
printed_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, Export *self)
{
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    gtk_print_operation_get_error (operation, &error);
  else if (result == GTK_PRINT_OPERATION_RESULT_CANCEL)
    error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "");

  if (self->part != NULL && error == NULL
      && g_rename (self->part, g_file_peek_path (self->file)) != 0)
    error = g_error_new_literal (G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
  if (self->part != NULL && error != NULL)
    g_unlink (self->part);
  tell (self, error);
  export_free (self);
}

static void
report_loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) self = user_data;
  GhEventReport *report = GH_EVENT_REPORT (object);
  g_autoptr (GhPage) page = g_weak_ref_get (&self->page);
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_file = self->file != NULL;
  GtkWindow *window;

  if (!gh_event_report_load_finish (report, result, &error) || page == NULL)
    {
      tell (self, error);
      return;
    }

  adw_dialog_force_close (ADW_DIALOG (self->dialog));
  g_clear_object (&self->dialog);
  operation = gh_report_print_new (report, self->words);
  if (is_file)
    {
      self->part = g_strconcat (g_file_peek_path (self->file), ".part", NULL);
      gtk_print_operation_set_export_filename (operation, self->part);
    }
  window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page)));
  g_signal_connect (operation, "done", G_CALLBACK (printed_cb), g_steal_pointer (&self));
  /* What becomes of it is told by "done", faults included. */
  gtk_print_operation_run (operation,
                           is_file ? GTK_PRINT_OPERATION_ACTION_EXPORT
                                   : GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           window, NULL);
}

static void
report_progress_cb (GhEventReport *report, double share, const char *words, GhProgressDialog *dialog)
{
  gh_progress_dialog_set_progress (dialog, share, words);
}

static void
run_report (Export *self, GhPage *page)
{
  GhConnection *connection = gh_page_get_connection (page);
  g_autoptr (GhEventReport) report = gh_event_report_new (
    gh_connection_get_face_recognition (connection), gh_page_get_picture_loader (page),
    self->filter);

  present_progress (self, page, _("Preparing the Report"));
  g_signal_connect_object (report, "progress", G_CALLBACK (report_progress_cb), self->dialog,
                           G_CONNECT_DEFAULT);
  gh_event_report_load_async (report, gh_progress_dialog_get_cancellable (self->dialog),
                              report_loaded_cb, self);
}

/* --- Where to --------------------------------------------------------------------------------- */

static void
file_chosen_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) self = user_data;
  g_autoptr (GhPage) page = g_weak_ref_get (&self->page);

  self->file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (object), result, NULL);
  /* Whoever chose nothing has said so. A report is drawn into a file of this computer. */
  if (self->file == NULL || page == NULL || gh_page_get_connection (page) == NULL
      || (self->is_report && g_file_peek_path (self->file) == NULL))
    return;

  if (self->is_report)
    run_report (g_steal_pointer (&self), page);
  else
    run_csv (g_steal_pointer (&self), page);
}

static void
ask_for_file (Export *self, GhPage *page)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) kind = gtk_file_filter_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GDateTime) end = g_date_time_new_from_unix_local_usec (self->filter->end_us);
  g_autofree char *name = g_date_time_format (
    /* Translators: the name of a file, as strftime() has it. */
    end, self->is_report ? _("Events until %Y-%m-%d %H-%M.pdf")
                         /* Translators: the name of a file, as strftime() has it. */
                         : _("Events until %Y-%m-%d %H-%M.csv"));

  gtk_file_filter_set_name (kind, self->is_report ? _("Documents (PDF)") : _("Tables (CSV)"));
  gtk_file_filter_add_mime_type (kind, self->is_report ? "application/pdf" : "text/csv");
  gtk_file_filter_add_suffix (kind, self->is_report ? "pdf" : "csv");
  g_list_store_append (filters, kind);
  gtk_file_dialog_set_title (dialog, _("Export Events"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))), NULL,
                        file_chosen_cb, self);
}

/**
 * gh_events_export:
 * @page: a page with a connection
 * @filter: which events; its end is to be set
 * @words: (nullable): what is filtered by
 * @action: "events.export-csv": all of them to a table; "events.export-pdf": the newest to a
 *   document with their pictures; "events.print": the same to a printer
 *
 * Begins with the question where to.
 */
void
gh_events_export (GhPage *page,
                  const GhEventFilter *filter,
                  const char *words,
                  const char *action)
{
  gboolean is_table = g_str_equal (action, "events.export-csv");
  Export *self;

  g_return_if_fail (GH_IS_PAGE (page));
  g_return_if_fail (filter != NULL);

  self = export_new (page, filter, words, !is_table);
  if (is_table || g_str_equal (action, "events.export-pdf"))
    ask_for_file (self, page);
  else
    run_report (self, page);
}
