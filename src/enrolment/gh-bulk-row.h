/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* One face of many that are to be enrolled. */
#define GH_TYPE_BULK_ROW (gh_bulk_row_get_type ())
G_DECLARE_FINAL_TYPE (GhBulkRow, gh_bulk_row, GH, BULK_ROW, GObject)

typedef enum
{
  GH_BULK_ROW_WAITING,
  GH_BULK_ROW_READY, /* a dry run has found nothing wrong */
  GH_BULK_ROW_ENROLLED,
  GH_BULK_ROW_FAILED,
} GhBulkRowState;

/* Why one has failed. */
typedef enum
{
  GH_BULK_REASON_NONE,
  GH_BULK_REASON_UNREADABLE, /* no picture that can be read */
  GH_BULK_REASON_TOO_LARGE,  /* to be read, or to be sent */
  GH_BULK_REASON_QUALITY,    /* stopped by the quality gate */
  GH_BULK_REASON_FACE_ID,    /* none, or one that cannot be used */
  GH_BULK_REASON_TWICE,      /* another row has the same face id */
  GH_BULK_REASON_TAKEN,      /* the server has a face of that id */
  GH_BULK_REASON_PERSON,     /* the account is not there */
  GH_BULK_REASON_CONFIDENCE, /* not from 0 to 1 */
  GH_BULK_REASON_REFUSED,    /* by the server */
  GH_BULK_REASON_SERVER,     /* the server failed */
} GhBulkReason;

/* What is known of one from the beginning. */
typedef struct
{
  guint number;        /* in the table or the folder, from 1 */
  const char *path;    /* (type filename) */
  const char *face_id; /* not empty */
  const char *person;  /* (nullable): e-mail or id of the account */
  double confidence;   /* 0 to 1; below 0 where nobody says so */
} GhBulkRowData;

/* Property "state" (int, a #GhBulkRowState, notified; the rest changes with it). */
GhBulkRow *gh_bulk_row_new (const GhBulkRowData *data) G_GNUC_WARN_UNUSED_RESULT;

guint gh_bulk_row_get_number (GhBulkRow *self);
const char *gh_bulk_row_get_path (GhBulkRow *self);
const char *gh_bulk_row_get_face_id (GhBulkRow *self);
const char *gh_bulk_row_get_person (GhBulkRow *self);
double gh_bulk_row_get_confidence (GhBulkRow *self);
GhBulkRowState gh_bulk_row_get_state (GhBulkRow *self);
const char *gh_bulk_row_get_state_name (GhBulkRow *self);
const char *gh_bulk_row_get_reason_name (GhBulkRow *self);
const char *gh_bulk_row_get_words (GhBulkRow *self);
const char *gh_bulk_row_get_warning (GhBulkRow *self);
const char *gh_bulk_row_get_record_id (GhBulkRow *self);

/* Inside enrolment/ only. */
void gh_bulk_row_set_waiting (GhBulkRow *self);
void gh_bulk_row_set_warning (GhBulkRow *self, const char *words);
void gh_bulk_row_set_ready (GhBulkRow *self);
void gh_bulk_row_set_enrolled (GhBulkRow *self, const char *record_id);
void gh_bulk_row_set_failed (GhBulkRow *self, GhBulkReason reason, const char *words);

G_END_DECLS
