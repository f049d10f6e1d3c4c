/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-face-deletions.h"

#include "gh-error.h"
#include "gh-face-recognition-private.h"
#include "gh-waiters.h"

#include <glib/gi18n.h>

struct _GhFaceDeletions
{
  GObject parent_instance;

  GhFaceRecognition *face_recognition; /* (owned) */
  GhClock *clock;                      /* (owned) */
  GHashTable *deletions;               /* (owned) (element-type utf8 Deletion): by id */
  GhWaiters *waiters;                  /* (owned): for there to be none */
  GError *error;                       /* (owned) (nullable): for them: what failed first */
};

typedef struct
{
  GhFaceDeletions *owner;
  GhFaceRecord *record; /* (owned) */
  guint timeout_id;     /* 0 once the server has been asked */
} Deletion;

enum
{
  SIGNAL_CHANGED,
  SIGNAL_DELETED,
  SIGNAL_FAILED,
  SIGNAL_LAST_SIGNAL
};

static guint signals[SIGNAL_LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (GhFaceDeletions, gh_face_deletions, G_TYPE_OBJECT)

static void
deletion_free (gpointer data)
{
  Deletion *deletion = data;

  gh_clock_clear_timeout (deletion->owner->clock, &deletion->timeout_id);
  g_clear_object (&deletion->record);
  g_free (deletion);
}

static void
answer_waiters (GhFaceDeletions *self)
{
  g_autoptr (GhWaiters) waiters = NULL;
  g_autoptr (GError) error = g_steal_pointer (&self->error);

  if (g_hash_table_size (self->deletions) > 0)
    return;

  waiters = gh_waiters_take (self->waiters);
  gh_waiters_answer (waiters, error);
}

/* Told last, when whoever hears of it sees things as they are. */
static void
end (GhFaceDeletions *self, GhFaceRecord *record, const GError *error)
{
  g_autoptr (GhFaceDeletions) kept = g_object_ref (self);
  g_autoptr (GhFaceRecord) kept_record = g_object_ref (record);

  g_hash_table_remove (self->deletions, gh_face_record_get_id (record));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, record);
  if (error == NULL)
    g_signal_emit (self, signals[SIGNAL_DELETED], 0, record);
  else
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, record, error);

  if (error != NULL && self->error == NULL && gh_waiters_get_n (self->waiters) > 0)
    self->error = g_error_copy (error);
  answer_waiters (self);
}

typedef struct
{
  GhFaceDeletions *owner; /* (owned) */
  GhFaceRecord *record;   /* (owned) */
} Call;

static void
call_free (Call *call)
{
  g_clear_object (&call->owner);
  g_clear_object (&call->record);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, call_free)

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Call) call = user_data;
  g_autoptr (GError) error = NULL;

  gh_face_recognition_delete_record_finish (GH_FACE_RECOGNITION (source), result, &error);
  /* Somebody else was faster: there is no such record any more, as was wished. */
  if (g_error_matches (error, GH_ERROR, GH_ERROR_NOT_FOUND))
    g_clear_error (&error);
  end (call->owner, call->record, error);
}

static void
make (Deletion *deletion)
{
  GhFaceDeletions *self = deletion->owner;
  Call *call = g_new0 (Call, 1);

  gh_clock_clear_timeout (self->clock, &deletion->timeout_id);
  call->owner = g_object_ref (self);
  call->record = g_object_ref (deletion->record);
  gh_face_recognition_delete_record_async (self->face_recognition,
                                           gh_face_record_get_id (call->record),
                                           NULL,
                                           deleted_cb,
                                           call);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, call->record);
}

static void
time_over_cb (gpointer user_data)
{
  Deletion *deletion = user_data;

  deletion->timeout_id = 0;
  make (deletion);
}

static GPtrArray *
dup_waiting (GhFaceDeletions *self)
{
  GPtrArray *waiting = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->deletions);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (((Deletion *) value)->timeout_id != 0)
      g_ptr_array_add (waiting, value);

  return waiting;
}

/* Whoever signs in next has not asked for any of it. */
static void
session_changed_cb (GhFaceDeletions *self, GParamSpec *pspec, GhSession *session)
{
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (GError) error = NULL;

  if (gh_session_get_state (session) != GH_SESSION_SIGNED_OUT)
    return;

  waiting = dup_waiting (self);
  error = g_error_new_literal (GH_ERROR, GH_ERROR_UNAUTHORIZED,
                               _("The sign-in ended before the server was asked."));
  for (guint i = 0; i < waiting->len; i++)
    {
      Deletion *deletion = g_ptr_array_index (waiting, i);

      end (self, deletion->record, error);
    }
}

static void
gh_face_deletions_dispose (GObject *object)
{
  GhFaceDeletions *self = GH_FACE_DELETIONS (object);

  g_hash_table_remove_all (self->deletions);
  g_clear_object (&self->face_recognition);

  G_OBJECT_CLASS (gh_face_deletions_parent_class)->dispose (object);
}

static void
gh_face_deletions_finalize (GObject *object)
{
  GhFaceDeletions *self = GH_FACE_DELETIONS (object);

  g_clear_pointer (&self->deletions, g_hash_table_unref);
  g_clear_pointer (&self->waiters, gh_waiters_free);
  g_clear_error (&self->error);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gh_face_deletions_parent_class)->finalize (object);
}

static void
gh_face_deletions_class_init (GhFaceDeletionsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gh_face_deletions_dispose;
  object_class->finalize = gh_face_deletions_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, GH_TYPE_FACE_RECORD);
  signals[SIGNAL_DELETED] = g_signal_new ("deleted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, GH_TYPE_FACE_RECORD);
  signals[SIGNAL_FAILED] =
    g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, GH_TYPE_FACE_RECORD, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
gh_face_deletions_init (GhFaceDeletions *self)
{
  self->deletions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, deletion_free);
  self->waiters = gh_waiters_new ();
}

/**
 * gh_face_deletions_new:
 * @face_recognition: the endpoints that are asked
 *
 * Returns: (transfer full): no deletions; the time is told by the clock of the transport
 */
GhFaceDeletions *
gh_face_deletions_new (GhFaceRecognition *face_recognition)
{
  GhFaceDeletions *self;
  GhSession *session;

  g_return_val_if_fail (GH_IS_FACE_RECOGNITION (face_recognition), NULL);

  session = gh_endpoint_group_get_session (GH_ENDPOINT_GROUP (face_recognition));
  self = g_object_new (GH_TYPE_FACE_DELETIONS, NULL);
  self->face_recognition = g_object_ref (face_recognition);
  self->clock = g_object_ref (gh_transport_get_clock (gh_session_get_transport (session)));
  g_signal_connect_object (session, "notify::state", G_CALLBACK (session_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

/**
 * gh_face_deletions_add:
 * @self: the deletions
 * @record: a record that is to be deleted; nothing happens where it is one of them already
 *
 * Has a record deleted when %GH_FACE_DELETIONS_UNDO_US have passed.
 */
void
gh_face_deletions_add (GhFaceDeletions *self, GhFaceRecord *record)
{
  const char *id;
  Deletion *deletion;

  g_return_if_fail (GH_IS_FACE_DELETIONS (self));
  g_return_if_fail (GH_IS_FACE_RECORD (record));

  id = gh_face_record_get_id (record);
  if (g_hash_table_contains (self->deletions, id))
    return;

  deletion = g_new0 (Deletion, 1);
  deletion->owner = self;
  deletion->record = g_object_ref (record);
  deletion->timeout_id =
    gh_clock_add_timeout (self->clock, GH_FACE_DELETIONS_UNDO_US, time_over_cb, deletion);
  g_hash_table_insert (self->deletions, g_strdup (id), deletion);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, record);
}

/**
 * gh_face_deletions_undo:
 * @self: the deletions
 * @id: the id of a record
 *
 * Lets a record live.
 *
 * Returns: whether it was to be deleted and the server has not been asked yet
 */
gboolean
gh_face_deletions_undo (GhFaceDeletions *self, const char *id)
{
  g_autoptr (GhFaceRecord) record = NULL;
  Deletion *deletion;

  g_return_val_if_fail (GH_IS_FACE_DELETIONS (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  deletion = g_hash_table_lookup (self->deletions, id);
  if (deletion == NULL || deletion->timeout_id == 0)
    return FALSE;

  record = g_object_ref (deletion->record);
  g_hash_table_remove (self->deletions, id);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, record);
  answer_waiters (self);
  return TRUE;
}

/**
 * gh_face_deletions_get_state:
 * @self: the deletions
 * @id: the id of a record
 *
 * Returns: how far its deletion is
 */
GhFaceDeletionState
gh_face_deletions_get_state (GhFaceDeletions *self, const char *id)
{
  const Deletion *deletion;

  g_return_val_if_fail (GH_IS_FACE_DELETIONS (self), GH_FACE_DELETION_NONE);
  g_return_val_if_fail (id != NULL, GH_FACE_DELETION_NONE);

  deletion = g_hash_table_lookup (self->deletions, id);
  if (deletion == NULL)
    return GH_FACE_DELETION_NONE;
  return deletion->timeout_id != 0 ? GH_FACE_DELETION_WAITING : GH_FACE_DELETION_UNDER_WAY;
}

/**
 * gh_face_deletions_get_n_pending:
 * @self: the deletions
 *
 * Returns: how many records are to be deleted, those included that the server has been asked for
 */
guint
gh_face_deletions_get_n_pending (GhFaceDeletions *self)
{
  g_return_val_if_fail (GH_IS_FACE_DELETIONS (self), 0);

  return g_hash_table_size (self->deletions);
}

/**
 * gh_face_deletions_commit_async:
 * @self: the deletions
 * @cancellable: (nullable): ends the waiting, and not the deletions
 * @callback: (scope async): called when nothing is pending any more
 * @user_data: for @callback
 *
 * Asks the server now for everything that waits: there is no more time to take it back.
 */
void
gh_face_deletions_commit_async (GhFaceDeletions *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GPtrArray) waiting = NULL;
  GTask *task;

  g_return_if_fail (GH_IS_FACE_DELETIONS (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_face_deletions_commit_async);
  gh_waiters_add (self->waiters, task);

  waiting = dup_waiting (self);
  for (guint i = 0; i < waiting->len; i++)
    make (g_ptr_array_index (waiting, i));
  answer_waiters (self);
}

/**
 * gh_face_deletions_commit_finish:
 * @self: the deletions
 * @result: the result
 * @error: (out) (optional): why one of the records is still there
 *
 * Returns: whether everything was deleted that was to be
 */
gboolean
gh_face_deletions_commit_finish (GhFaceDeletions *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
