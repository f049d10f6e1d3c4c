/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-bulk-enrolment.h"
#include "gh-connection.h"

G_BEGIN_DECLS

/* Many faces on their way to the server, from the folder that somebody chose to the last row: what
 * a dialog shows and asks for. No widget.
 *
 * Property "phase" (int, a #GhBulkRunPhase, read-only, notified). Signal "changed": something that
 * is worth showing. */
#define GH_TYPE_BULK_RUN (gh_bulk_run_get_type ())
G_DECLARE_FINAL_TYPE (GhBulkRun, gh_bulk_run, GH, BULK_RUN, GObject)

typedef enum
{
  GH_BULK_RUN_EMPTY, /* nothing is chosen, or it could not be read: see the error */
  GH_BULK_RUN_LOADING,
  GH_BULK_RUN_CHECKING,
  GH_BULK_RUN_UNCHECKED, /* something was in the way of the dry run: see the error */
  GH_BULK_RUN_CHECKED,
  GH_BULK_RUN_ENROLLING,
  GH_BULK_RUN_PAUSED,
  GH_BULK_RUN_RESTING, /* until the server is there, or takes more */
  GH_BULK_RUN_STOPPED, /* by somebody, or by the error */
  GH_BULK_RUN_FINISHED,
} GhBulkRunPhase;

GhBulkRun *gh_bulk_run_new (GhConnection *connection,
                            GhClock *clock,
                            const GhGateLimits *limits) G_GNUC_WARN_UNUSED_RESULT;

GhBulkRunPhase gh_bulk_run_get_phase (GhBulkRun *self);
/* Whether faces may be on their way right now. */
gboolean gh_bulk_run_is_under_way (GhBulkRun *self);
gboolean gh_bulk_run_is_pausing (GhBulkRun *self);
const GError *gh_bulk_run_get_error (GhBulkRun *self);
/* NULL until something is read. */
GhBulkPlan *gh_bulk_run_get_plan (GhBulkRun *self);
GhBulkEnrolment *gh_bulk_run_get_enrolment (GhBulkRun *self);

/* A folder or a table; a dry run follows by itself, or what was interrupted is gone on with. */
void gh_bulk_run_load (GhBulkRun *self, GFile *source, gboolean may_resume);
/* The dry run once more. */
void gh_bulk_run_check (GhBulkRun *self);
/* Begins, or goes on with what was stopped. */
void gh_bulk_run_enrol (GhBulkRun *self);
void gh_bulk_run_pause (GhBulkRun *self);
void gh_bulk_run_go_on (GhBulkRun *self);
void gh_bulk_run_stop (GhBulkRun *self);
/* Nothing is chosen any more. */
void gh_bulk_run_clear (GhBulkRun *self);

G_END_DECLS
