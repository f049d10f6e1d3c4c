/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-bulk-enrolment-private.h"

#include "gh-bulk-records.h"

/* Without the server, in a row. */
#define FIRST_WAIT_US G_TIME_SPAN_SECOND
#define MOST_WAIT_US (30 * G_TIME_SPAN_SECOND)

typedef enum
{
  PROP_STATE = 1,
  PROP_N_DONE,
  PROP_N_FAILED,
  PROP_TIME_LEFT,
  PROP_HELD_UP,
} GhBulkEnrolmentProperty;

enum
{
  ROW_DONE,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (GhBulkEnrolment, gh_bulk_enrolment, G_TYPE_OBJECT)

static GParamSpec *properties[PROP_HELD_UP + 1];
static guint signals[N_SIGNALS];

void
gh_bulk_enrolment_set_state (GhBulkEnrolment *self, GhBulkState state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

void
gh_bulk_enrolment_tell_row (GhBulkEnrolment *self, GhBulkRow *row)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_DONE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TIME_LEFT]);
  if (gh_bulk_row_get_state (row) == GH_BULK_ROW_FAILED)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_FAILED]);
  g_signal_emit (self, signals[ROW_DONE], 0, row);
}

static void
begin (GhBulkEnrolment *self,
       gpointer tag,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  self->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, tag);
  self->index = 0;
  self->n_done = 0;
  self->n_failed = 0;
  self->n_rests = 0;
  self->busy_us = 0;
  self->n_timed = 0;
  for (guint i = 0; i < gh_bulk_plan_get_n_rows (self->plan); i++)
    if (gh_bulk_row_get_state (gh_bulk_plan_get_row (self->plan, i)) == GH_BULK_ROW_READY)
      gh_bulk_row_set_waiting (gh_bulk_plan_get_row (self->plan, i));
  gh_bulk_enrolment_set_state (self, GH_BULK_RUNNING);
  gh_bulk_enrolment_watch (self, cancellable);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhBulkEnrolment) self = user_data;
  GError *error = NULL;

  self->taken = gh_bulk_records_list_finish (result, &error);
  if (self->taken != NULL)
    gh_bulk_enrolment_go_on (self);
  else
    gh_bulk_enrolment_end (self, error);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhBulkEnrolment) self = user_data;
  GError *error = NULL;

  self->journal = gh_bulk_journal_open_finish (result, &error);
  if (self->journal != NULL)
    gh_bulk_enrolment_go_on (self);
  else
    gh_bulk_enrolment_end (self, error);
}

static GhBudget *
get_budget (GhBulkEnrolment *self)
{
  return gh_transport_get_budget (gh_session_get_transport (self->session));
}

static void
n_waiting_changed_cb (GhBulkEnrolment *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HELD_UP]);
}

static void
gh_bulk_enrolment_get_property (GObject *object,
                                guint property_id,
                                GValue *value,
                                GParamSpec *pspec)
{
  GhBulkEnrolment *self = GH_BULK_ENROLMENT (object);

  switch ((GhBulkEnrolmentProperty) property_id)
    {
    case PROP_STATE:
      g_value_set_int (value, (int) self->state);
      break;
    case PROP_N_DONE:
      g_value_set_uint (value, self->n_done);
      break;
    case PROP_N_FAILED:
      g_value_set_uint (value, self->n_failed);
      break;
    case PROP_TIME_LEFT:
      g_value_set_int64 (value, gh_bulk_enrolment_get_time_left_us (self));
      break;
    case PROP_HELD_UP:
      g_value_set_boolean (value, gh_bulk_enrolment_get_held_up (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_bulk_enrolment_finalize (GObject *object)
{
  GhBulkEnrolment *self = GH_BULK_ENROLMENT (object);

  g_clear_object (&self->people);
  g_clear_object (&self->upload);
  g_clear_object (&self->face_recognition);
  g_clear_object (&self->session);
  g_clear_object (&self->plan);
  g_clear_object (&self->clock);
  g_clear_error (&self->rest_reason);
  gh_backoff_free (self->backoff);

  G_OBJECT_CLASS (gh_bulk_enrolment_parent_class)->finalize (object);
}

static void
gh_bulk_enrolment_class_init (GhBulkEnrolmentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gh_bulk_enrolment_get_property;
  object_class->finalize = gh_bulk_enrolment_finalize;

  properties[PROP_STATE] =
    g_param_spec_int ("state", NULL, NULL, 0, GH_BULK_STOPPED, GH_BULK_IDLE, flags);
  properties[PROP_N_DONE] = g_param_spec_uint ("n-done", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_FAILED] = g_param_spec_uint ("n-failed", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_TIME_LEFT] =
    g_param_spec_int64 ("time-left", NULL, NULL, -1, G_MAXINT64, -1, flags);
  properties[PROP_HELD_UP] = g_param_spec_boolean ("held-up", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[ROW_DONE] = g_signal_new ("row-done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, GH_TYPE_BULK_ROW);
}

static void
gh_bulk_enrolment_init (GhBulkEnrolment *self)
{
  self->backoff = gh_backoff_new (FIRST_WAIT_US, MOST_WAIT_US, NULL);
  gh_gate_limits_init (&self->limits);
}

/**
 * gh_bulk_enrolment_new:
 * @plan: what is to be enrolled
 * @session: at which server
 * @clock: what the time is taken from
 *
 * Returns: (transfer full): an enrolment that has not begun
 */
GhBulkEnrolment *
gh_bulk_enrolment_new (GhBulkPlan *plan, GhSession *session, GhClock *clock)
{
  GhBulkEnrolment *self;
  g_autoptr (GhFaceRecognition) face_recognition = NULL;
  g_autoptr (GhUpload) upload = NULL;
  g_autoptr (GhUsers) all_users = NULL;
  g_autoptr (GhUsers) users = NULL;

  g_return_val_if_fail (GH_IS_BULK_PLAN (plan), NULL);
  g_return_val_if_fail (GH_IS_SESSION (session), NULL);
  g_return_val_if_fail (GH_IS_CLOCK (clock), NULL);

  self = g_object_new (GH_TYPE_BULK_ENROLMENT, NULL);
  self->plan = g_object_ref (plan);
  self->session = g_object_ref (session);
  self->clock = g_object_ref (clock);
  face_recognition = gh_face_recognition_new (session);
  self->face_recognition =
    gh_endpoint_group_dup_in_manner (face_recognition, GH_MANNER_BACKGROUND);
  upload = gh_upload_new (session);
  self->upload = gh_endpoint_group_dup_in_manner (upload, GH_MANNER_BACKGROUND);
  all_users = gh_users_new (session);
  users = gh_endpoint_group_dup_in_manner (all_users, GH_MANNER_BACKGROUND);
  self->people = gh_bulk_people_new (users);
  g_signal_connect_object (get_budget (self), "notify::n-waiting",
                           G_CALLBACK (n_waiting_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * gh_bulk_enrolment_set_limits:
 * @self: an enrolment that does not run
 * @limits: what the quality gate asks for
 *
 * Says what pictures have to be like; otherwise it is gh_gate_limits_init().
 */
void
gh_bulk_enrolment_set_limits (GhBulkEnrolment *self, const GhGateLimits *limits)
{
  g_return_if_fail (GH_IS_BULK_ENROLMENT (self) && self->task == NULL);
  g_return_if_fail (limits != NULL);

  self->limits = *limits;
}

/**
 * gh_bulk_enrolment_get_plan:
 *
 * Returns: (transfer none): what is to be enrolled
 */
GhBulkPlan *
gh_bulk_enrolment_get_plan (GhBulkEnrolment *self)
{
  g_return_val_if_fail (GH_IS_BULK_ENROLMENT (self), NULL);

  return self->plan;
}

/**
 * gh_bulk_enrolment_get_state:
 *
 * Returns: whether it runs
 */
GhBulkState
gh_bulk_enrolment_get_state (GhBulkEnrolment *self)
{
  g_return_val_if_fail (GH_IS_BULK_ENROLMENT (self), GH_BULK_IDLE);

  return self->state;
}

/**
 * gh_bulk_enrolment_get_n_done:
 *
 * Returns: how many rows are settled, well or not
 */
guint
gh_bulk_enrolment_get_n_done (GhBulkEnrolment *self)
{
  g_return_val_if_fail (GH_IS_BULK_ENROLMENT (self), 0);

  return self->n_done;
}

/**
 * gh_bulk_enrolment_get_n_failed:
 *
 * Returns: how many of those have failed
 */
guint
gh_bulk_enrolment_get_n_failed (GhBulkEnrolment *self)
{
  g_return_val_if_fail (GH_IS_BULK_ENROLMENT (self), 0);

  return self->n_failed;
}

/**
 * gh_bulk_enrolment_get_time_left_us:
 *
 * Returns: how long it will go on for, by how long it took so far; -1 while nobody can tell
 */
gint64
gh_bulk_enrolment_get_time_left_us (GhBulkEnrolment *self)
{
  g_return_val_if_fail (GH_IS_BULK_ENROLMENT (self), -1);

  if (self->n_timed == 0)
    return -1;

  return self->busy_us / self->n_timed * (gh_bulk_plan_get_n_rows (self->plan) - self->n_done);
}

/**
 * gh_bulk_enrolment_get_held_up:
 *
 * Returns: whether it runs, and requests wait for their turn within what the server takes
 */
gboolean
gh_bulk_enrolment_get_held_up (GhBulkEnrolment *self)
{
  GhBudgetUse use;

  g_return_val_if_fail (GH_IS_BULK_ENROLMENT (self), FALSE);

  gh_budget_get_use (get_budget (self), &use);
  return self->state == GH_BULK_RUNNING && use.n_waiting > 0;
}

/**
 * gh_bulk_enrolment_get_rest_reason:
 *
 * Returns: (transfer none) (nullable): why it rests, while it does
 */
const GError *
gh_bulk_enrolment_get_rest_reason (GhBulkEnrolment *self)
{
  g_return_val_if_fail (GH_IS_BULK_ENROLMENT (self), NULL);

  return self->rest_reason;
}

/**
 * gh_bulk_enrolment_check_async:
 * @self: an enrolment that does not run
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when every row is ready or has failed
 * @user_data: for @callback
 *
 * Finds out what gh_bulk_enrolment_run_async() would do: reads every picture, asks for every
 * account and which face ids are taken, and changes nothing.
 */
void
gh_bulk_enrolment_check_async (GhBulkEnrolment *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (GH_IS_BULK_ENROLMENT (self) && self->task == NULL);

  begin (self, gh_bulk_enrolment_check_async, cancellable, callback, user_data);
  gh_bulk_records_list_async (self->face_recognition, cancellable, listed_cb, g_object_ref (self));
}

/**
 * gh_bulk_enrolment_run_async:
 * @self: an enrolment that does not run
 * @may_resume: whether one that was interrupted is gone on with
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when every row is enrolled or has failed, or it had to stop
 * @user_data: for @callback
 *
 * Enrolls row by row. Whatever interrupts it, it can be gone on with: what was sent without an
 * answer that was seen is asked for before anything of it is sent again.
 */
void
gh_bulk_enrolment_run_async (GhBulkEnrolment *self,
                             gboolean may_resume,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GhServerAddress *address;
  const char *source;
  g_autofree char *path = NULL;

  g_return_if_fail (GH_IS_BULK_ENROLMENT (self) && self->task == NULL);

  address = gh_transport_get_address (gh_session_get_transport (self->session));
  source = g_file_peek_path (gh_bulk_plan_get_source (self->plan));
  path = gh_bulk_journal_make_path (gh_server_address_get_base (address), source);
  begin (self, gh_bulk_enrolment_run_async, cancellable, callback, user_data);
  gh_bulk_journal_open_async (path, source, may_resume, cancellable, opened_cb,
                              g_object_ref (self));
}

/**
 * gh_bulk_enrolment_finish:
 * @self: an enrolment
 * @result: the result of a check or a run
 * @error: return location for an error
 *
 * Returns: %TRUE when every row is settled; %FALSE with what is in the way of all of them, or with
 *   %G_IO_ERROR_CANCELLED
 */
gboolean
gh_bulk_enrolment_finish (GhBulkEnrolment *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * gh_bulk_enrolment_pause:
 * @self: an enrolment
 *
 * Lets it stand still after the row that it is at, or at once where it rests.
 */
void
gh_bulk_enrolment_pause (GhBulkEnrolment *self)
{
  g_return_if_fail (GH_IS_BULK_ENROLMENT (self));

  self->is_paused = TRUE;
  if (self->rest_id != 0)
    gh_bulk_enrolment_go_on (self);
}

/**
 * gh_bulk_enrolment_resume:
 * @self: an enrolment
 *
 * Lets it go on after a pause, or before a rest is over.
 */
void
gh_bulk_enrolment_resume (GhBulkEnrolment *self)
{
  g_return_if_fail (GH_IS_BULK_ENROLMENT (self));

  self->is_paused = FALSE;
  if (self->is_waiting || self->rest_id != 0)
    gh_bulk_enrolment_go_on (self);
}
