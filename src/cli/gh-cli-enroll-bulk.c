/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-enroll-bulk.h"

#include "gh-bulk-enrolment.h"
#include "gh-cli-objects.h"
#include "gh-error.h"

#include <glib/gi18n.h>
#include <sys/stat.h>
#include <unistd.h>

#define PROGRESS_US (10 * G_TIME_SPAN_SECOND)

typedef struct
{
  GhCliContext *context; /* (unowned) */
  gint64 told_us;        /* when progress was told last */
  GError *failure;       /* (owned) (nullable): of the output */
} Run;

static GhBulkPlan *
load (GhCliContext *context, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;

  gh_bulk_plan_load_async (file, gh_cli_context_get_cancellable (context),
                           gh_cli_context_ready_cb, &result);
  gh_cli_context_wait (context, &result);

  return gh_bulk_plan_load_finish (result, error);
}

static void
tell_progress (Run *run, GhBulkEnrolment *enrolment)
{
  gint64 now_us = gh_clock_get_monotonic_us (gh_cli_context_get_clock (run->context));
  gint64 left_us = gh_bulk_enrolment_get_time_left_us (enrolment);
  guint n_rows = gh_bulk_plan_get_n_rows (gh_bulk_enrolment_get_plan (enrolment));
  g_autofree char *sentence = NULL;

  if (!isatty (STDERR_FILENO) || left_us < 0 || now_us - run->told_us < PROGRESS_US)
    return;

  run->told_us = now_us;
  sentence = g_strdup_printf (
    /* Translators: numbers of faces, then minutes and seconds. */
    ngettext ("%u of %u done, %u failed, %d:%02d left", "%u of %u done, %u failed, %d:%02d left",
              n_rows),
    gh_bulk_enrolment_get_n_done (enrolment), n_rows,
    gh_bulk_enrolment_get_n_failed (enrolment), (int) (left_us / G_TIME_SPAN_MINUTE),
    (int) (left_us % G_TIME_SPAN_MINUTE / G_TIME_SPAN_SECOND));
  gh_cli_output_tell (sentence);
}

static void
row_done_cb (GhBulkEnrolment *enrolment, GhBulkRow *row, gpointer user_data)
{
  Run *run = user_data;
  GhCliOutput *output = gh_cli_context_get_output (run->context);
  g_autoptr (GhCliRecord) record = gh_cli_objects_record_bulk_row (row);

  gh_cli_output_add (output, record, gh_cli_bulk_columns);
  if (run->failure == NULL)
    gh_cli_output_flush (output, &run->failure);
  tell_progress (run, enrolment);
}

/* Readable for nobody else: it says who is who. */
static gboolean
write_report (GhBulkPlan *plan, const char *path, GError **error)
{
  g_autofree char *report = gh_bulk_plan_print_report (plan);

  return g_file_set_contents_full (path, report, -1,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   S_IRUSR | S_IWUSR, error);
}

static gboolean
enroll (GhCliContext *context,
        GhBulkEnrolment *enrolment,
        const GhCliEnrollBulk *options,
        GError **error)
{
  GCancellable *cancellable = gh_cli_context_get_cancellable (context);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) failure = NULL;
  Run run = { .context = context };

  g_signal_connect (enrolment, "row-done", G_CALLBACK (row_done_cb), &run);
  if (options->is_dry)
    gh_bulk_enrolment_check_async (enrolment, cancellable, gh_cli_context_ready_cb, &result);
  else
    gh_bulk_enrolment_run_async (enrolment, options->may_resume, cancellable,
                                 gh_cli_context_ready_cb, &result);
  gh_cli_context_wait (context, &result);
  g_signal_handlers_disconnect_by_data (enrolment, &run);

  failure = g_steal_pointer (&run.failure);
  if (gh_bulk_enrolment_finish (enrolment, result, failure == NULL ? &failure : NULL)
      && failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
conclude (GhCliContext *context, GhBulkEnrolment *enrolment, gboolean is_dry, GError **error)
{
  guint n_failed = gh_bulk_enrolment_get_n_failed (enrolment);
  guint n_good = gh_bulk_enrolment_get_n_done (enrolment) - n_failed;
  g_autofree char *good =
    g_strdup_printf (is_dry ? ngettext ("%u face could be enrolled.", "%u faces could be enrolled.",
                                        n_good)
                            : ngettext ("%u face is enrolled.", "%u faces are enrolled.", n_good),
                     n_good);
  g_autofree char *bad = g_strdup_printf (
    ngettext ("%u could not be enrolled.", "%u could not be enrolled.", n_failed), n_failed);
  /* Translators: two sentences, how many faces are enrolled and how many could not be. */
  g_autofree char *sentence = g_strdup_printf (C_("enrolment", "%s %s"), good, bad);

  if (n_failed == 0)
    {
      gh_cli_output_say (gh_cli_context_get_output (context), sentence);
      return TRUE;
    }

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, sentence);
  return FALSE;
}

static gboolean
check_report (const GhCliEnrollBulk *options, GError **error)
{
  if (options->report == NULL || options->may_resume
      || !g_file_test (options->report, G_FILE_TEST_EXISTS))
    return TRUE;

  g_set_error (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT,
               /* Translators: %s is the name of a file. */
               _("The report “%s” is there already."), options->report);
  return FALSE;
}

/**
 * gh_cli_enroll_bulk_run:
 * @context: without a sign-in yet
 * @options: what was asked for
 * @error: return location for an error
 *
 * Enrolls many faces, or says which could be. There is a report even of what was interrupted.
 *
 * Returns: %FALSE where it was interrupted, or a face could not be enrolled
 */
gboolean
gh_cli_enroll_bulk_run (GhCliContext *context, const GhCliEnrollBulk *options, GError **error)
{
  g_autoptr (GhBulkPlan) plan = NULL;
  g_autoptr (GhBulkEnrolment) enrolment = NULL;
  gboolean is_done;

  if (!check_report (options, error))
    return FALSE;
  plan = load (context, options->source, error);
  if (plan == NULL || !gh_cli_context_sign_in (context, error))
    return FALSE;

  enrolment = gh_bulk_enrolment_new (plan, gh_cli_context_get_session (context),
                                     gh_cli_context_get_clock (context));
  is_done = enroll (context, enrolment, options, error);
  if (options->report != NULL
      && !write_report (plan, options->report, is_done ? error : NULL))
    return FALSE;

  return is_done && conclude (context, enrolment, options->is_dry, error);
}
