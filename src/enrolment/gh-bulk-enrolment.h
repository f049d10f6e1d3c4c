/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-bulk-plan.h"
#include "gh-clock.h"
#include "gh-gate-limits.h"
#include "gh-session.h"

G_BEGIN_DECLS

/* Enrolls what a plan says, one after the other and after everybody else's requests, or looks
 * whether it could. */
#define GH_TYPE_BULK_ENROLMENT (gh_bulk_enrolment_get_type ())
G_DECLARE_FINAL_TYPE (GhBulkEnrolment, gh_bulk_enrolment, GH, BULK_ENROLMENT, GObject)

typedef enum
{
  GH_BULK_IDLE,
  GH_BULK_RUNNING,
  GH_BULK_PAUSED,
  GH_BULK_RESTING, /* the server wants fewer requests, or cannot be reached */
  GH_BULK_FINISHED,
  GH_BULK_STOPPED, /* cancelled, or something is in the way of all of them */
} GhBulkState;

/* Properties (read-only, notified): "state" (int, a #GhBulkState), "n-done" (uint: rows that are
 * settled, well or not), "n-failed" (uint), "time-left" (int64, µs; -1 while it is not known),
 * "held-up" (boolean: requests wait until the server takes more of them).
 * Signal "row-done" (GhBulkRow). */
GhBulkEnrolment *gh_bulk_enrolment_new (GhBulkPlan *plan, GhSession *session, GhClock *clock)
  G_GNUC_WARN_UNUSED_RESULT;

void gh_bulk_enrolment_set_limits (GhBulkEnrolment *self, const GhGateLimits *limits);

GhBulkPlan *gh_bulk_enrolment_get_plan (GhBulkEnrolment *self);
GhBulkState gh_bulk_enrolment_get_state (GhBulkEnrolment *self);
guint gh_bulk_enrolment_get_n_done (GhBulkEnrolment *self);
guint gh_bulk_enrolment_get_n_failed (GhBulkEnrolment *self);
gint64 gh_bulk_enrolment_get_time_left_us (GhBulkEnrolment *self);
gboolean gh_bulk_enrolment_get_held_up (GhBulkEnrolment *self);
const GError *gh_bulk_enrolment_get_rest_reason (GhBulkEnrolment *self);

/* A dry run: nothing is changed at the server. */
void gh_bulk_enrolment_check_async (GhBulkEnrolment *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
void gh_bulk_enrolment_run_async (GhBulkEnrolment *self,
                                  gboolean may_resume,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean gh_bulk_enrolment_finish (GhBulkEnrolment *self, GAsyncResult *result, GError **error);

void gh_bulk_enrolment_pause (GhBulkEnrolment *self);
void gh_bulk_enrolment_resume (GhBulkEnrolment *self);

G_END_DECLS
