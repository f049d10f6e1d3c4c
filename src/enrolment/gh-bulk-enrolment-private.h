/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-backoff.h"
#include "gh-bulk-enrolment.h"
#include "gh-bulk-journal.h"
#include "gh-bulk-people.h"
#include "gh-prepared-face.h"

G_BEGIN_DECLS

struct _GhBulkEnrolment
{
  GObject parent_instance;

  GhBulkPlan *plan;                    /* (owned) */
  GhSession *session;                  /* (owned) */
  GhClock *clock;                      /* (owned) */
  GhFaceRecognition *face_recognition; /* (owned) */
  GhUpload *upload;                    /* (owned) */
  GhBulkPeople *people;                /* (owned) */
  GhGateLimits limits;
  GhBulkState state;
  guint n_done;
  guint n_failed;

  GTask *task;            /* (owned) (nullable): while it runs, as the rest */
  GhBulkJournal *journal; /* (owned) (nullable): not of a dry run */
  GHashTable *taken;      /* (owned) (nullable): the server's face ids, of a dry run */
  GhBackoff *backoff;     /* (owned) */
  guint rest_id;
  GError *rest_reason; /* (owned) (nullable) */
  gulong cancelled_id;
  guint n_rests;
  gboolean is_paused;
  gboolean is_waiting; /* for somebody to let it go on */

  /* The row that it is at. */
  guint index;
  GhBulkRow *row; /* (unowned) (nullable) */
  GhStill *still; /* (owned) (nullable) */
  int least_side;
  GhPreparedFace *face; /* (owned) (nullable) */
  gboolean may_be_there; /* it was sent before, and no answer was seen */
  guint n_tries;
  gint64 row_started_us;

  /* What the time that is left is reckoned by. */
  gint64 busy_us;
  guint n_timed;
};

/* What is told to the outside (gh-bulk-enrolment.c). */
void gh_bulk_enrolment_set_state (GhBulkEnrolment *self, GhBulkState state);
void gh_bulk_enrolment_tell_row (GhBulkEnrolment *self, GhBulkRow *row);

/* From row to row (gh-bulk-enrolment-walk.c). */
/* Until gh_bulk_enrolment_end(); @cancellable is nullable. */
void gh_bulk_enrolment_watch (GhBulkEnrolment *self, GCancellable *cancellable);
void gh_bulk_enrolment_go_on (GhBulkEnrolment *self);
void gh_bulk_enrolment_conclude_row (GhBulkEnrolment *self);
/* @reason is taken. */
void gh_bulk_enrolment_rest (GhBulkEnrolment *self, gint64 rest_us, GError *reason);
/* @error is taken; NULL when all rows are settled. */
void gh_bulk_enrolment_end (GhBulkEnrolment *self, GError *error);

/* One row (gh-bulk-enrolment-row.c): either ends in one of those above. */
void gh_bulk_enrolment_settle (GhBulkEnrolment *self);
void gh_bulk_enrolment_examine (GhBulkEnrolment *self);

G_END_DECLS
