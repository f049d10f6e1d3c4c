/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-clock.h"
#include "gh-connection.h"

G_BEGIN_DECLS

/* Who has no active face record. A server cannot be asked that, so that all records and all accounts
 * are read, page by page; where it wants fewer requests, this waits.
 *
 * A #GListModel of #GhUser, filled as accounts are read. Properties (read-only, notified): "state"
 * (#GhFacelessReportState), "progress" (double, 0 to 1), "error" (boxed GError, nullable). */
#define GH_TYPE_FACELESS_REPORT (gh_faceless_report_get_type ())
G_DECLARE_FINAL_TYPE (GhFacelessReport, gh_faceless_report, GH, FACELESS_REPORT, GObject)

typedef enum
{
  GH_FACELESS_REPORT_IDLE,
  GH_FACELESS_REPORT_RUNNING,
  GH_FACELESS_REPORT_WAITING, /* the server wants fewer requests */
  GH_FACELESS_REPORT_DONE,
  GH_FACELESS_REPORT_FAILED, /* see "error"; may be run on from there */
} GhFacelessReportState;

GhFacelessReport *gh_faceless_report_new (GhConnection *connection, GhClock *clock)
  G_GNUC_WARN_UNUSED_RESULT;

/* Begins, or goes on where it failed. */
void gh_faceless_report_run (GhFacelessReport *self);

GhFacelessReportState gh_faceless_report_get_state (GhFacelessReport *self);
double gh_faceless_report_get_progress (GhFacelessReport *self);
const GError *gh_faceless_report_get_error (GhFacelessReport *self);

G_END_DECLS
