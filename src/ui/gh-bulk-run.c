/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-bulk-run.h"

#include "gh-error.h"

#include <glib/gi18n.h>

struct _GhBulkRun
{
  GObject parent_instance;

  GhConnection *connection; /* (owned) */
  GhClock *clock;           /* (owned) */
  GhGateLimits limits;

  GhBulkRunPhase phase;
  GError *error;              /* (owned) (nullable) */
  GhBulkPlan *plan;           /* (owned) (nullable) */
  GhBulkEnrolment *enrolment; /* (owned) (nullable): of @plan */
  GCancellable *cancellable;  /* (owned) (nullable): of what is under way */
  gboolean may_resume;        /* there may be a journal, and it is ours */
  gboolean is_pausing;
};

typedef enum
{
  PROP_PHASE = 1,
} GhBulkRunProperty;

enum
{
  SIGNAL_CHANGED,
  SIGNAL_LAST_SIGNAL
};

static GParamSpec *properties[PROP_PHASE + 1];
static guint signals[SIGNAL_LAST_SIGNAL];

static void loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void checked_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void ended_cb (GObject *source, GAsyncResult *result, gpointer user_data);

G_DEFINE_FINAL_TYPE (GhBulkRun, gh_bulk_run, G_TYPE_OBJECT)

/* @error is taken. */
static void
set_phase (GhBulkRun *self, GhBulkRunPhase phase, GError *error)
{
  gboolean is_other = self->phase != phase;

  g_clear_error (&self->error);
  self->error = error;
  self->phase = phase;
  if (is_other)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHASE]);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
drop (GhBulkRun *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->enrolment != NULL)
    g_signal_handlers_disconnect_by_data (self->enrolment, self);
  g_clear_object (&self->enrolment);
  g_clear_object (&self->plan);
  self->may_resume = FALSE;
  self->is_pausing = FALSE;
}

static GCancellable *
begin (GhBulkRun *self)
{
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();

  return self->cancellable;
}

/* --- What is enrolled ------------------------------------------------------------------------- */

static void
enrolment_notified_cb (GhBulkRun *self)
{
  GhBulkRunPhase phase = self->phase;

  if (gh_bulk_run_is_under_way (self))
    switch (gh_bulk_enrolment_get_state (self->enrolment))
      {
      case GH_BULK_RUNNING:
        phase = GH_BULK_RUN_ENROLLING;
        break;
      case GH_BULK_PAUSED:
        phase = GH_BULK_RUN_PAUSED;
        self->is_pausing = FALSE;
        break;
      case GH_BULK_RESTING:
        phase = GH_BULK_RUN_RESTING;
        break;
      case GH_BULK_IDLE:
      case GH_BULK_FINISHED:
      case GH_BULK_STOPPED:
      default:
        return;
      }

  if (phase != self->phase)
    set_phase (self, phase, NULL);
  else
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
take_plan (GhBulkRun *self, GhBulkPlan *plan)
{
  self->plan = plan;
  self->enrolment =
    gh_bulk_enrolment_new (plan, gh_connection_get_session (self->connection), self->clock);
  gh_bulk_enrolment_set_limits (self->enrolment, &self->limits);
  g_signal_connect_object (self->enrolment, "notify::state", G_CALLBACK (enrolment_notified_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->enrolment, "notify::n-done", G_CALLBACK (enrolment_notified_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->enrolment, "notify::held-up", G_CALLBACK (enrolment_notified_cb),
                           self, G_CONNECT_SWAPPED);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhBulkRun) self = user_data;
  GError *error = NULL;
  GhBulkPlan *plan = gh_bulk_plan_load_finish (result, &error);

  if (plan != NULL)
    {
      take_plan (self, plan);
      if (self->may_resume)
        gh_bulk_run_enrol (self);
      else
        gh_bulk_run_check (self);
    }
  else if (gh_error_is_cancelled (error))
    {
      g_error_free (error);
    }
  else
    {
      set_phase (self, GH_BULK_RUN_EMPTY, error);
    }
}

/* Whoever has chosen something else meanwhile does not wait for this any more. */
static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhBulkRun) self = user_data;
  GhBulkEnrolment *enrolment = GH_BULK_ENROLMENT (source);
  g_autoptr (GError) error = NULL;
  gboolean is_done = gh_bulk_enrolment_finish (enrolment, result, &error);

  if (enrolment != self->enrolment)
    return;

  if (is_done)
    set_phase (self, GH_BULK_RUN_CHECKED, NULL);
  else
    set_phase (self, GH_BULK_RUN_UNCHECKED, g_steal_pointer (&error));
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhBulkRun) self = user_data;
  GhBulkEnrolment *enrolment = GH_BULK_ENROLMENT (source);
  g_autoptr (GError) error = NULL;
  gboolean is_done = gh_bulk_enrolment_finish (enrolment, result, &error);

  if (enrolment != self->enrolment)
    return;

  self->is_pausing = FALSE;
  if (is_done)
    set_phase (self, GH_BULK_RUN_FINISHED, NULL);
  else
    set_phase (self, GH_BULK_RUN_STOPPED,
               gh_error_is_cancelled (error) ? NULL : g_steal_pointer (&error));
}

static void
gh_bulk_run_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  switch ((GhBulkRunProperty) property_id)
    {
    case PROP_PHASE:
      g_value_set_int (value, (int) GH_BULK_RUN (object)->phase);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_bulk_run_dispose (GObject *object)
{
  GhBulkRun *self = GH_BULK_RUN (object);

  drop (self);
  g_clear_object (&self->connection);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gh_bulk_run_parent_class)->dispose (object);
}

static void
gh_bulk_run_finalize (GObject *object)
{
  g_clear_error (&GH_BULK_RUN (object)->error);

  G_OBJECT_CLASS (gh_bulk_run_parent_class)->finalize (object);
}

static void
gh_bulk_run_class_init (GhBulkRunClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gh_bulk_run_get_property;
  object_class->dispose = gh_bulk_run_dispose;
  object_class->finalize = gh_bulk_run_finalize;

  properties[PROP_PHASE] =
    g_param_spec_int ("phase", NULL, NULL, GH_BULK_RUN_EMPTY, GH_BULK_RUN_FINISHED,
                      GH_BULK_RUN_EMPTY,
                      G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gh_bulk_run_init (GhBulkRun *self)
{
}

/**
 * gh_bulk_run_new:
 * @connection: the server
 * @clock: tells the time
 * @limits: what the quality gate asks for
 *
 * Returns: (transfer full): a run of nothing yet
 */
GhBulkRun *
gh_bulk_run_new (GhConnection *connection, GhClock *clock, const GhGateLimits *limits)
{
  GhBulkRun *self;

  g_return_val_if_fail (GH_IS_CONNECTION (connection) && GH_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (limits != NULL, NULL);

  self = g_object_new (GH_TYPE_BULK_RUN, NULL);
  self->connection = g_object_ref (connection);
  self->clock = g_object_ref (clock);
  self->limits = *limits;

  return self;
}

GhBulkRunPhase
gh_bulk_run_get_phase (GhBulkRun *self)
{
  g_return_val_if_fail (GH_IS_BULK_RUN (self), GH_BULK_RUN_EMPTY);

  return self->phase;
}

/**
 * gh_bulk_run_is_under_way:
 *
 * Returns: whether it enrolls and has not come to an end, be it paused or not
 */
gboolean
gh_bulk_run_is_under_way (GhBulkRun *self)
{
  g_return_val_if_fail (GH_IS_BULK_RUN (self), FALSE);

  return self->phase >= GH_BULK_RUN_ENROLLING && self->phase <= GH_BULK_RUN_RESTING;
}

/**
 * gh_bulk_run_is_pausing:
 *
 * Returns: whether it is to stand still after the face that it is at
 */
gboolean
gh_bulk_run_is_pausing (GhBulkRun *self)
{
  g_return_val_if_fail (GH_IS_BULK_RUN (self), FALSE);

  return self->is_pausing;
}

/**
 * gh_bulk_run_get_error:
 *
 * Returns: (transfer none) (nullable): what came in the way
 */
const GError *
gh_bulk_run_get_error (GhBulkRun *self)
{
  g_return_val_if_fail (GH_IS_BULK_RUN (self), NULL);

  return self->error;
}

GhBulkPlan *
gh_bulk_run_get_plan (GhBulkRun *self)
{
  g_return_val_if_fail (GH_IS_BULK_RUN (self), NULL);

  return self->plan;
}

GhBulkEnrolment *
gh_bulk_run_get_enrolment (GhBulkRun *self)
{
  g_return_val_if_fail (GH_IS_BULK_RUN (self), NULL);

  return self->enrolment;
}

/**
 * gh_bulk_run_load:
 * @self: a run that is not under way
 * @source: a folder or a table
 * @may_resume: whether it was interrupted, and is to be gone on with
 *
 * Reads what is to be enrolled. A dry run follows; what was interrupted has had one, and is gone on
 * with at once.
 */
void
gh_bulk_run_load (GhBulkRun *self, GFile *source, gboolean may_resume)
{
  g_return_if_fail (GH_IS_BULK_RUN (self) && !gh_bulk_run_is_under_way (self));
  g_return_if_fail (G_IS_FILE (source));

  drop (self);
  if (g_file_peek_path (source) == NULL)
    {
      set_phase (self, GH_BULK_RUN_EMPTY,
                 g_error_new_literal (GH_ERROR, GH_ERROR_INVALID_ARGUMENT,
                                      _("Choose something that is on this computer.")));
      return;
    }

  self->may_resume = may_resume;
  set_phase (self, GH_BULK_RUN_LOADING, NULL);
  gh_bulk_plan_load_async (source, begin (self), loaded_cb, g_object_ref (self));
}

/**
 * gh_bulk_run_check:
 * @self: a run of something, that is not under way
 *
 * Finds out what would be enrolled, and changes nothing.
 */
void
gh_bulk_run_check (GhBulkRun *self)
{
  g_return_if_fail (GH_IS_BULK_RUN (self) && !gh_bulk_run_is_under_way (self));
  g_return_if_fail (self->enrolment != NULL);

  set_phase (self, GH_BULK_RUN_CHECKING, NULL);
  gh_bulk_enrolment_check_async (self->enrolment, begin (self), checked_cb, g_object_ref (self));
}

/**
 * gh_bulk_run_enrol:
 * @self: a run of something, that is not under way
 *
 * Enrolls what nothing is wrong with, from the beginning or from where it was stopped.
 */
void
gh_bulk_run_enrol (GhBulkRun *self)
{
  gboolean may_resume;

  g_return_if_fail (GH_IS_BULK_RUN (self) && !gh_bulk_run_is_under_way (self));
  g_return_if_fail (self->enrolment != NULL);

  may_resume = self->may_resume;
  self->may_resume = TRUE;
  set_phase (self, GH_BULK_RUN_ENROLLING, NULL);
  gh_bulk_enrolment_run_async (self->enrolment, may_resume, begin (self), ended_cb,
                               g_object_ref (self));
}

/**
 * gh_bulk_run_pause:
 * @self: a run that is under way
 *
 * Lets it stand still when it is done with the face that it is at.
 */
void
gh_bulk_run_pause (GhBulkRun *self)
{
  g_return_if_fail (GH_IS_BULK_RUN (self) && gh_bulk_run_is_under_way (self));

  self->is_pausing = TRUE;
  gh_bulk_enrolment_pause (self->enrolment);
  if (self->is_pausing)
    set_phase (self, self->phase, NULL);
}

/**
 * gh_bulk_run_go_on:
 * @self: a run that is under way
 *
 * Lets it go on after a pause, or before it would by itself.
 */
void
gh_bulk_run_go_on (GhBulkRun *self)
{
  g_return_if_fail (GH_IS_BULK_RUN (self) && gh_bulk_run_is_under_way (self));

  self->is_pausing = FALSE;
  gh_bulk_enrolment_resume (self->enrolment);
  set_phase (self, self->phase, NULL);
}

/**
 * gh_bulk_run_stop:
 * @self: a run
 *
 * Ends what is under way. What was being enrolled can be gone on with; a dry run is given up, and
 * what it was about with it.
 */
void
gh_bulk_run_stop (GhBulkRun *self)
{
  g_return_if_fail (GH_IS_BULK_RUN (self));

  if (gh_bulk_run_is_under_way (self))
    g_cancellable_cancel (self->cancellable);
  else if (self->phase == GH_BULK_RUN_LOADING || self->phase == GH_BULK_RUN_CHECKING)
    gh_bulk_run_clear (self);
}

/**
 * gh_bulk_run_clear:
 * @self: a run that is not under way
 *
 * Lets go of what was chosen.
 */
void
gh_bulk_run_clear (GhBulkRun *self)
{
  g_return_if_fail (GH_IS_BULK_RUN (self) && !gh_bulk_run_is_under_way (self));

  drop (self);
  set_phase (self, GH_BULK_RUN_EMPTY, NULL);
}
