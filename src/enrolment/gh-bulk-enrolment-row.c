/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-bulk-enrolment-private.h"

#include "gh-bulk-examination.h"
#include "gh-bulk-records.h"
#include "gh-dialect.h"
#include "gh-error.h"
#include "gh-text.h"

#include <glib/gi18n.h>

#define MOST_WORDS_BYTES 1024
/* Where the server does not say for how long it wants to be left alone. */
#define REST_US G_TIME_SPAN_MINUTE
/* Without the server, in a row. */
#define MOST_RESTS 6
/* Of one face at a server that fails. */
#define MOST_TRIES 3

static void
fail_row (GhBulkEnrolment *self, GhBulkReason reason, const char *words)
{
  gh_bulk_row_set_failed (self->row, reason, words);
  gh_bulk_enrolment_conclude_row (self);
  gh_bulk_enrolment_go_on (self);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhBulkEnrolment) self = user_data;
  GError *error = NULL;

  gh_bulk_enrolment_conclude_row (self);
  if (gh_bulk_journal_write_finish (GH_BULK_JOURNAL (source), result, &error))
    gh_bulk_enrolment_go_on (self);
  else
    gh_bulk_enrolment_end (self, error);
}

static void
keep_enrolled (GhBulkEnrolment *self, GhFaceRecord *record)
{
  const char *id = gh_face_record_get_id (record);

  gh_bulk_row_set_enrolled (self->row, id);
  gh_bulk_journal_write_async (self->journal, GH_BULK_MARK_ENROLLED,
                               gh_bulk_row_get_face_id (self->row), id, kept_cb,
                               g_object_ref (self));
}

static void
keep_refused (GhBulkEnrolment *self, GhBulkReason reason, const char *words)
{
  gh_bulk_row_set_failed (self->row, reason, words);
  gh_bulk_journal_write_async (self->journal, GH_BULK_MARK_REFUSED,
                               gh_bulk_row_get_face_id (self->row), NULL, kept_cb,
                               g_object_ref (self));
}

/* Our sentence, and the server's behind it. */
static char *
describe (const GError *error)
{
  const char *server_message = gh_error_get_server_message (error);
  g_autofree char *text
      = server_message != NULL
            /* Translators: a sentence of ours, and what the server said. */
            ? g_strdup_printf (_ ("%s The server says: “%s”"), error->message, server_message)
            : g_strdup (error->message);

  return gh_text_sanitize (text, MOST_WORDS_BYTES);
}

static gint64
get_rest_us (GhBulkEnrolment *self, const GError *error)
{
  gint64 now_us = gh_clock_get_monotonic_us (self->clock);
  gint64 retry_at_us = gh_error_get_retry_at_us (error);

  return retry_at_us > now_us ? retry_at_us - now_us : REST_US;
}

/* That of one face only, and not of whoever asks or of the server. */
static gboolean
is_about_face (const GError *error)
{
  return g_error_matches (error, GH_ERROR, GH_ERROR_VALIDATION)
         || g_error_matches (error, GH_ERROR, GH_ERROR_CONFLICT)
         || g_error_matches (error, GH_ERROR, GH_ERROR_LIMIT)
         || g_error_matches (error, GH_ERROR, GH_ERROR_NOT_FOUND);
}

static void
take_failure (GhBulkEnrolment *self, GError *failure, gboolean was_sent)
{
  g_autoptr (GError) error = failure;
  g_autofree char *words = describe (error);
  gboolean is_answer = gh_error_get_http_status (error) >= 500
                       || g_error_matches (error, GH_ERROR, GH_ERROR_INVALID_REPLY);

  if (g_error_matches (error, GH_ERROR, GH_ERROR_RATE_LIMITED))
    gh_bulk_enrolment_rest (self, get_rest_us (self, error), g_steal_pointer (&error));
  else if (is_answer && ++self->n_tries >= MOST_TRIES && !self->may_be_there)
    fail_row (self, GH_BULK_REASON_SERVER, words);
  else if ((is_answer || gh_error_is_connectivity (error)) && self->n_rests++ < MOST_RESTS)
    gh_bulk_enrolment_rest (self, gh_backoff_next_us (self->backoff), g_steal_pointer (&error));
  else if (!is_about_face (error))
    gh_bulk_enrolment_end (self, g_steal_pointer (&error));
  else if (was_sent)
    keep_refused (self,
                  g_error_matches (error, GH_ERROR, GH_ERROR_CONFLICT) ? GH_BULK_REASON_TAKEN
                                                                       : GH_BULK_REASON_REFUSED,
                  words);
  else
    fail_row (self, GH_BULK_REASON_REFUSED, words);
}

/* --- Sent before, and no answer seen ---------------------------------------------------------- */

/* A server may have encoded the picture anew, or not send it; then nobody can tell any better. */
static gboolean
is_ours (GhBulkEnrolment *self, GhFaceRecord *record)
{
  const char *sent
      = gh_bulk_journal_get_detail (self->journal, gh_bulk_row_get_face_id (self->row));
  GBytes *image = gh_face_record_get_image (record);
  g_autofree char *there = NULL;

  if (image == NULL || sent == NULL)
    return TRUE;
  there = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, image);

  return g_str_equal (sent, there);
}

static void
settled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhBulkEnrolment) self = user_data;
  GError *error = NULL;
  g_autoptr (GhFaceRecord) record = gh_bulk_records_find_finish (result, &error);

  if (error != NULL)
    take_failure (self, error, FALSE);
  else if (record == NULL)
    gh_bulk_enrolment_examine (self);
  else if (is_ours (self, record))
    keep_enrolled (self, record);
  else
    keep_refused (self, GH_BULK_REASON_TAKEN, _ ("The server has another face of this ID."));
}

void
gh_bulk_enrolment_settle (GhBulkEnrolment *self)
{
  gh_bulk_records_find_async (self->face_recognition, gh_bulk_row_get_face_id (self->row),
                              g_task_get_cancellable (self->task), settled_cb, g_object_ref (self));
}

/* --- Sending ---------------------------------------------------------------------------------- */

static void
enrolled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhBulkEnrolment) self = user_data;
  GError *error = NULL;
  g_autoptr (GhFaceRecord) record
      = gh_face_recognition_enroll_finish (GH_FACE_RECOGNITION (source), result, &error);

  if (record != NULL)
    {
      keep_enrolled (self, record);
    }
  else if (self->may_be_there && g_error_matches (error, GH_ERROR, GH_ERROR_CONFLICT))
    {
      /* The server was still at it when it was asked. */
      g_error_free (error);
      gh_bulk_enrolment_settle (self);
    }
  else
    {
      take_failure (self, error, TRUE);
    }
}

static void
noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhBulkEnrolment) self = user_data;
  GError *error = NULL;

  if (!gh_bulk_journal_write_finish (GH_BULK_JOURNAL (source), result, &error))
    gh_bulk_enrolment_end (self, error);
  else
    gh_prepared_face_enroll_async (self->face, self->face_recognition,
                                   g_task_get_cancellable (self->task), enrolled_cb,
                                   g_object_ref (self));
}

static void
scanned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhBulkEnrolment) self = user_data;
  GError *error = NULL;
  g_autofree char *hash = NULL;

  if (!gh_prepared_face_scan_finish (GH_PREPARED_FACE (source), result, &error))
    {
      take_failure (self, error, FALSE);
      return;
    }

  hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, gh_prepared_face_get_image (self->face));
  gh_bulk_journal_write_async (self->journal, GH_BULK_MARK_SENT,
                               gh_bulk_row_get_face_id (self->row), hash, noted_cb,
                               g_object_ref (self));
}

static void
encoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhBulkEnrolment) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!gh_prepared_face_encode_finish (GH_PREPARED_FACE (source), result, &error))
    {
      if (gh_error_is_cancelled (error))
        gh_bulk_enrolment_end (self, g_steal_pointer (&error));
      else
        fail_row (self, GH_BULK_REASON_TOO_LARGE, error->message);
    }
  else if (self->journal != NULL)
    {
      gh_prepared_face_scan_async (self->face, self->upload, g_task_get_cancellable (self->task),
                                   scanned_cb, g_object_ref (self));
    }
  else if (g_hash_table_contains (self->taken, gh_bulk_row_get_face_id (self->row)))
    {
      fail_row (self, GH_BULK_REASON_TAKEN, _ ("The server has a face of this ID already."));
    }
  else
    {
      gh_bulk_row_set_ready (self->row);
      gh_bulk_enrolment_conclude_row (self);
      gh_bulk_enrolment_go_on (self);
    }
}

/* --- What is sent ----------------------------------------------------------------------------- */

static void
encode (GhBulkEnrolment *self, const char *user_id)
{
  GhDialect *dialect = gh_transport_get_dialect (gh_session_get_transport (self->session));

  g_clear_object (&self->face);
  self->face = gh_prepared_face_new (self->still, self->least_side);
  gh_prepared_face_set_ids (self->face, gh_bulk_row_get_face_id (self->row), user_id);
  gh_prepared_face_set_confidence (self->face, gh_bulk_row_get_confidence (self->row));
  gh_prepared_face_encode_async (self->face, gh_dialect_get_most_json_bytes (dialect),
                                 g_task_get_cancellable (self->task), encoded_cb,
                                 g_object_ref (self));
}

static void
person_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhBulkEnrolment) self = user_data;
  GError *error = NULL;
  g_autofree char *user_id = gh_bulk_people_find_finish (GH_BULK_PEOPLE (source), result, &error);

  if (user_id != NULL)
    {
      encode (self, user_id);
    }
  else if (g_error_matches (error, GH_ERROR, GH_ERROR_NOT_FOUND))
    {
      fail_row (self, GH_BULK_REASON_PERSON, error->message);
      g_error_free (error);
    }
  else
    {
      take_failure (self, error, FALSE);
    }
}

static void
examined_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhBulkEnrolment) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *warning = NULL;
  GhBulkReason reason;

  g_clear_object (&self->still);
  self->still =
    gh_bulk_examination_start_finish (result, &self->least_side, &warning, &reason, &error);
  gh_bulk_row_set_warning (self->row, warning);
  if (gh_error_is_cancelled (error))
    gh_bulk_enrolment_end (self, g_steal_pointer (&error));
  else if (self->still == NULL)
    fail_row (self, reason, error->message);
  else if (gh_bulk_row_get_person (self->row) != NULL)
    gh_bulk_people_find_async (self->people, gh_bulk_row_get_person (self->row),
                               g_task_get_cancellable (self->task), person_found_cb,
                               g_object_ref (self));
  else
    encode (self, NULL);
}

void
gh_bulk_enrolment_examine (GhBulkEnrolment *self)
{
  gh_bulk_examination_start_async (gh_bulk_row_get_path (self->row), &self->limits,
                                   g_task_get_cancellable (self->task), examined_cb,
                                   g_object_ref (self));
}
