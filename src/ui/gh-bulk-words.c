/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-bulk-words.h"

#include "gh-error-words.h"
#include "gh-error.h"

#include <glib/gi18n.h>

/**
 * gh_bulk_words_dup_time_left:
 * @left_us: how long something will go on for, in microseconds
 *
 * Returns: a sentence that is as exact as anybody can be
 */
char *
gh_bulk_words_dup_time_left (gint64 left_us)
{
  guint minutes = (guint) ((left_us + G_TIME_SPAN_MINUTE / 2) / G_TIME_SPAN_MINUTE);
  guint hours = (minutes + 30) / 60;

  if (left_us < G_TIME_SPAN_MINUTE)
    return g_strdup (_("Less than a minute left."));
  if (minutes < 90)
    return g_strdup_printf (ngettext ("About %u minute left.", "About %u minutes left.", minutes),
                            minutes);

  return g_strdup_printf (ngettext ("About %u hour left.", "About %u hours left.", hours), hours);
}

/* --- In large letters ------------------------------------------------------------------------- */

static char *
dup_checked_title (const GhBulkCounts *counts)
{
  if (counts->n_ready == 0)
    return g_strdup (_("No Face Can Be Enrolled"));

  return g_strdup_printf (
    /* Translators: the number of faces. */
    ngettext ("%u Face Can Be Enrolled", "%u Faces Can Be Enrolled", counts->n_ready),
    counts->n_ready);
}

static char *
dup_finished_title (const GhBulkCounts *counts)
{
  if (counts->n_enrolled == 0)
    return g_strdup (_("No Face Is Enrolled"));

  return g_strdup_printf (
    /* Translators: the number of faces. */
    ngettext ("%u Face Is Enrolled", "%u Faces Are Enrolled", counts->n_enrolled),
    counts->n_enrolled);
}

static char *
dup_resting_title (GhBulkRun *run)
{
  const GError *reason = gh_bulk_enrolment_get_rest_reason (gh_bulk_run_get_enrolment (run));

  if (reason == NULL || g_error_matches (reason, GH_ERROR, GH_ERROR_RATE_LIMITED))
    return g_strdup (_("Waiting for the Server"));

  return g_strdup (gh_error_words_get_title (reason));
}

/**
 * gh_bulk_words_dup_title:
 * @run: many faces
 *
 * Returns: what is going on, in a few words
 */
char *
gh_bulk_words_dup_title (GhBulkRun *run)
{
  const GError *error = gh_bulk_run_get_error (run);
  GhBulkPlan *plan = gh_bulk_run_get_plan (run);
  GhBulkCounts counts = { 0 };

  if (plan != NULL)
    gh_bulk_plan_count (plan, &counts);

  switch (gh_bulk_run_get_phase (run))
    {
    case GH_BULK_RUN_CHECKING:
      return g_strdup (_("Looking at the Pictures"));
    case GH_BULK_RUN_CHECKED:
      return dup_checked_title (&counts);
    case GH_BULK_RUN_ENROLLING:
      return g_strdup (_("Enrolling"));
    case GH_BULK_RUN_PAUSED:
      return g_strdup (_("Paused"));
    case GH_BULK_RUN_RESTING:
      return dup_resting_title (run);
    case GH_BULK_RUN_UNCHECKED:
    case GH_BULK_RUN_STOPPED:
      return g_strdup (error != NULL ? gh_error_words_get_title (error) : _("Stopped"));
    case GH_BULK_RUN_FINISHED:
      return dup_finished_title (&counts);
    case GH_BULK_RUN_EMPTY:
    case GH_BULK_RUN_LOADING:
    default:
      return g_strdup ("");
    }
}

/* --- And below -------------------------------------------------------------------------------- */

static void
append (GString *text, const char *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
}

static void
append_taken (GString *text, char *sentence)
{
  append (text, sentence);
  g_free (sentence);
}

static void
append_checked (GString *text, GhBulkPlan *plan, const GhBulkCounts *counts)
{
  guint n_ignored = gh_bulk_plan_get_n_ignored (plan);

  if (counts->n_failed > 0)
    append_taken (text, g_strdup_printf (ngettext ("%u has a problem and is left out.",
                                                   "%u have a problem and are left out.",
                                                   counts->n_failed),
                                         counts->n_failed));
  if (counts->n_warnings > 0)
    append_taken (text, g_strdup_printf (ngettext ("%u will do, but could be better.",
                                                   "%u will do, but could be better.",
                                                   counts->n_warnings),
                                         counts->n_warnings));
  if (counts->n_failed == 0 && counts->n_warnings == 0)
    append (text, _("Nothing is wrong with any of them."));
  if (n_ignored > 0)
    append_taken (text, g_strdup_printf (ngettext ("%u other file in the folder is no picture.",
                                                   "%u other files in the folder are no pictures.",
                                                   n_ignored),
                                         n_ignored));
  append (text, _("Nothing has been sent yet."));
}

static void
append_progress (GString *text, GhBulkRun *run)
{
  GhBulkEnrolment *enrolment = gh_bulk_run_get_enrolment (run);
  guint n_rows = gh_bulk_plan_get_n_rows (gh_bulk_run_get_plan (run));
  guint n_failed = gh_bulk_enrolment_get_n_failed (enrolment);

  /* Translators: numbers of faces. */
  append_taken (text, g_strdup_printf (ngettext ("%u of %u is done.", "%u of %u are done.",
                                                 n_rows),
                                       gh_bulk_enrolment_get_n_done (enrolment), n_rows));
  if (n_failed > 0)
    append_taken (text, g_strdup_printf (ngettext ("%u could not be enrolled.",
                                                   "%u could not be enrolled.", n_failed),
                                         n_failed));
}

static void
append_enrolling (GString *text, GhBulkRun *run)
{
  GhBulkEnrolment *enrolment = gh_bulk_run_get_enrolment (run);
  gint64 left_us = gh_bulk_enrolment_get_time_left_us (enrolment);

  append_progress (text, run);
  if (gh_bulk_run_is_pausing (run))
    append (text, _("It pauses after this face."));
  else if (left_us >= 0)
    append_taken (text, gh_bulk_words_dup_time_left (left_us));
  if (gh_bulk_enrolment_get_held_up (enrolment))
    append (text, _("It waits for its turn: the server takes only so many requests a minute, and "
                    "what you click goes first."));
}

static void
append_resting (GString *text, GhBulkRun *run)
{
  const GError *reason = gh_bulk_enrolment_get_rest_reason (gh_bulk_run_get_enrolment (run));

  if (g_error_matches (reason, GH_ERROR, GH_ERROR_RATE_LIMITED))
    append (text, _("The server wants fewer requests, and gets none for a while."));
  else if (reason != NULL)
    append_taken (text, gh_error_words_dup_advice (reason, NULL));
  append (text, _("It goes on by itself."));
  append_progress (text, run);
}

static void
append_stopped (GString *text, GhBulkRun *run)
{
  const GError *error = gh_bulk_run_get_error (run);

  if (error != NULL)
    append_taken (text, gh_error_words_dup_advice (error, NULL));
  append_progress (text, run);
  if (error != NULL)
    append (text, _("The rest can be enrolled later, from here: nobody is enrolled twice."));
  else
    append (text, _("The rest can be enrolled now, or later from here: nobody is enrolled twice."));
}

static void
append_finished (GString *text, const GhBulkCounts *counts)
{
  if (counts->n_failed == 0)
    append (text, _("All of them are known to the server now."));
  else
    append_taken (text, g_strdup_printf (ngettext ("%u is not; its row says why.",
                                                   "%u are not; their rows say why.",
                                                   counts->n_failed),
                                         counts->n_failed));
}

/**
 * gh_bulk_words_dup_detail:
 * @run: many faces
 *
 * Returns: how far it is, how long it takes, and what one can do, in sentences
 */
char *
gh_bulk_words_dup_detail (GhBulkRun *run)
{
  GString *text = g_string_new (NULL);
  GhBulkPlan *plan = gh_bulk_run_get_plan (run);
  GhBulkCounts counts = { 0 };

  if (plan != NULL)
    gh_bulk_plan_count (plan, &counts);

  switch (gh_bulk_run_get_phase (run))
    {
    case GH_BULK_RUN_CHECKING:
      append_progress (text, run);
      append (text, _("Nothing is sent yet."));
      break;
    case GH_BULK_RUN_UNCHECKED:
      append_taken (text, gh_error_words_dup_advice (gh_bulk_run_get_error (run), NULL));
      break;
    case GH_BULK_RUN_CHECKED:
      append_checked (text, plan, &counts);
      break;
    case GH_BULK_RUN_ENROLLING:
      append_enrolling (text, run);
      break;
    case GH_BULK_RUN_PAUSED:
      append_progress (text, run);
      break;
    case GH_BULK_RUN_RESTING:
      append_resting (text, run);
      break;
    case GH_BULK_RUN_STOPPED:
      append_stopped (text, run);
      break;
    case GH_BULK_RUN_FINISHED:
      append_finished (text, &counts);
      break;
    case GH_BULK_RUN_EMPTY:
    case GH_BULK_RUN_LOADING:
    default:
      break;
    }

  return g_string_free_and_steal (text);
}
