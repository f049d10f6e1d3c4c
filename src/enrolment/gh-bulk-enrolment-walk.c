/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-bulk-enrolment-private.h"

static void
leave_row (GhBulkEnrolment *self)
{
  self->row = NULL;
  g_clear_object (&self->still);
  g_clear_object (&self->face);
}

static void
stop_resting (GhBulkEnrolment *self)
{
  gh_clock_clear_timeout (self->clock, &self->rest_id);
  g_clear_error (&self->rest_reason);
}

/* --- The end ---------------------------------------------------------------------------------- */

void
gh_bulk_enrolment_end (GhBulkEnrolment *self, GError *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  leave_row (self);
  stop_resting (self);
  self->is_paused = FALSE;
  self->is_waiting = FALSE;
  g_cancellable_disconnect (g_task_get_cancellable (task), self->cancelled_id);
  self->cancelled_id = 0;
  if (error == NULL && self->journal != NULL)
    gh_bulk_journal_remove (self->journal);
  if (self->journal != NULL)
    gh_bulk_journal_close (self->journal);
  g_clear_object (&self->journal);
  g_clear_pointer (&self->taken, g_hash_table_unref);
  gh_bulk_enrolment_set_state (self, error == NULL ? GH_BULK_FINISHED : GH_BULK_STOPPED);

  if (error == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* --- A row is settled ------------------------------------------------------------------------- */

void
gh_bulk_enrolment_conclude_row (GhBulkEnrolment *self)
{
  g_autoptr (GhBulkRow) row = g_object_ref (self->row);

  self->n_done++;
  if (gh_bulk_row_get_state (row) == GH_BULK_ROW_FAILED)
    self->n_failed++;
  if (self->row_started_us != 0)
    {
      self->busy_us += gh_clock_get_monotonic_us (self->clock) - self->row_started_us;
      self->n_timed++;
    }
  self->n_rests = 0;
  gh_backoff_reset (self->backoff);
  leave_row (self);
  self->index++;

  gh_bulk_enrolment_tell_row (self, row);
}

/* --- A rest ----------------------------------------------------------------------------------- */

static void
rested_cb (gpointer user_data)
{
  GhBulkEnrolment *self = user_data;

  self->rest_id = 0;
  gh_bulk_enrolment_go_on (self);
}

/* The row is begun again after it; what was sent of it is asked for first. */
void
gh_bulk_enrolment_rest (GhBulkEnrolment *self, gint64 rest_us, GError *reason)
{
  g_clear_object (&self->still);
  g_clear_object (&self->face);
  if (self->is_paused)
    {
      g_error_free (reason);
      gh_bulk_enrolment_go_on (self);
      return;
    }

  g_clear_error (&self->rest_reason);
  self->rest_reason = reason;
  self->rest_id = gh_clock_add_timeout (self->clock, rest_us, rested_cb, self);
  gh_bulk_enrolment_set_state (self, GH_BULK_RESTING);
}

/* --- Row by row ------------------------------------------------------------------------------- */

/* What is settled without being looked at. */
static gboolean
skip (GhBulkEnrolment *self)
{
  const char *face_id = gh_bulk_row_get_face_id (self->row);

  if (gh_bulk_row_get_state (self->row) == GH_BULK_ROW_FAILED)
    return TRUE;
  if (self->journal == NULL
      || gh_bulk_journal_get_mark (self->journal, face_id) != GH_BULK_MARK_ENROLLED)
    return FALSE;

  gh_bulk_row_set_enrolled (self->row, gh_bulk_journal_get_detail (self->journal, face_id));
  return TRUE;
}

static gboolean
begin_row (GhBulkEnrolment *self)
{
  while (self->index < gh_bulk_plan_get_n_rows (self->plan))
    {
      if (self->row == NULL)
        {
          self->row = gh_bulk_plan_get_row (self->plan, self->index);
          self->row_started_us = 0;
          self->n_tries = 0;
        }
      if (!skip (self))
        {
          self->row_started_us = gh_clock_get_monotonic_us (self->clock);
          return TRUE;
        }
      gh_bulk_enrolment_conclude_row (self);
    }

  return FALSE;
}

void
gh_bulk_enrolment_go_on (GhBulkEnrolment *self)
{
  GError *error = NULL;

  stop_resting (self);
  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (self->task), &error))
    {
      gh_bulk_enrolment_end (self, error);
      return;
    }
  self->is_waiting = self->is_paused;
  gh_bulk_enrolment_set_state (self, self->is_paused ? GH_BULK_PAUSED : GH_BULK_RUNNING);
  if (self->is_paused)
    return;
  if (!begin_row (self))
    {
      gh_bulk_enrolment_end (self, NULL);
      return;
    }

  self->may_be_there =
    self->journal != NULL
    && gh_bulk_journal_get_mark (self->journal, gh_bulk_row_get_face_id (self->row))
         == GH_BULK_MARK_SENT;
  if (self->may_be_there)
    gh_bulk_enrolment_settle (self);
  else
    gh_bulk_enrolment_examine (self);
}

/* While it rests or is paused nothing is under way that would notice. */
static gboolean
cancelled_in_idle_cb (gpointer user_data)
{
  GhBulkEnrolment *self = user_data;

  if (self->task != NULL && (self->rest_id != 0 || self->is_waiting))
    gh_bulk_enrolment_go_on (self);

  return G_SOURCE_REMOVE;
}

static void
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, cancelled_in_idle_cb, g_object_ref (user_data),
                   g_object_unref);
}

void
gh_bulk_enrolment_watch (GhBulkEnrolment *self, GCancellable *cancellable)
{
  if (cancellable != NULL)
    self->cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), self, NULL);
}
