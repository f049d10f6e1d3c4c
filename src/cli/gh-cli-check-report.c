/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-check-report.h"

#include "gh-cli-exit.h"
#include "gh-error.h"

#include <glib/gi18n.h>

static const GhCliColumn columns[] = {
  { "check", N_ ("CHECK"), 12 },
  { "state", N_ ("STATE"), 8 },
  { "detail", N_ ("DETAIL"), 0 },
  { NULL },
};

/**
 * gh_cli_check_begin:
 * @name: what was looked at
 * @state: a word
 * @detail: (nullable): for people
 *
 * Returns: (transfer full): a line, to which more can be added
 */
GhCliRecord *
gh_cli_check_begin (const char *name, const char *state, const char *detail)
{
  GhCliRecord *record = gh_cli_record_new ();

  gh_cli_record_add_string (record, "check", name);
  gh_cli_record_add_string (record, "state", state);
  gh_cli_record_add_string (record, "detail", detail);

  return record;
}

/**
 * gh_cli_check_print:
 * @record: (transfer full): a line
 */
void
gh_cli_check_print (GhCliCheck *self, GhCliRecord *record)
{
  GhCliOutput *output = gh_cli_context_get_output (self->context);

  gh_cli_output_add (output, record, columns);
  /* A write that failed is told at the end. */
  gh_cli_output_flush (output, NULL);
  gh_cli_record_free (record);
}

void
gh_cli_check_report (GhCliCheck *self, const char *name, const char *state, const char *detail)
{
  gh_cli_check_print (self, gh_cli_check_begin (name, state, detail));
}

/**
 * gh_cli_check_report_error:
 * @name: what was looked at
 * @error: what came of it
 *
 * A call that this account may not make, or that this server does not have, is as it should be. One
 * that was given up says nothing.
 */
void
gh_cli_check_report_error (GhCliCheck *self, const char *name, const GError *error)
{
  g_autofree char *detail = gh_cli_exit_describe (error);

  if (gh_error_is_cancelled (error))
    return;

  if (g_error_matches (error, GH_ERROR, GH_ERROR_FORBIDDEN))
    gh_cli_check_report (self, name, "refused", detail);
  else if (g_error_matches (error, GH_ERROR, GH_ERROR_UNSUPPORTED)
           || g_error_matches (error, GH_ERROR, GH_ERROR_NOT_FOUND))
    gh_cli_check_report (self, name, "missing", detail);
  else
    {
      gh_cli_check_report (self, name, "failed", detail);
      if (self->first_error == NULL)
        self->first_error = g_error_copy (error);
    }
}
