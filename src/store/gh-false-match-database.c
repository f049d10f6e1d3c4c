/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-false-match-database.h"

#include "gh-error.h"
#include "gh-false-match-file.h"
#include "gh-worker.h"

/* What is done in the thread. */
typedef enum
{
  JOB_LOAD,
  JOB_ADD,
  JOB_REMOVE,
  JOB_COUNT,
} JobKind;

typedef struct
{
  JobKind kind;
  GTask *task;         /* (owned) (nullable): of loading */
  GhFalseMatch *match; /* (owned) (nullable) */
  char *event_id;      /* (owned) (nullable) */

  GWeakRef *owner; /* (owned): who is told of a fault */
  GPtrArray *pairs; /* (owned) (nullable): what was read */
  GError *error;    /* (owned) (nullable) */
} Job;

struct _GhFalseMatchDatabase
{
  GObject parent_instance;

  GhFalseMatchFile *file; /* (owned): the thread's, until that has ended */
  GhWorker *worker;       /* (owned) */

  GMutex lock;
  GPtrArray *counts; /* (owned) (element-type GhFalseMatchPair): not written yet; under the lock */
};

static void gh_false_match_database_store_iface_init (GhFalseMatchStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GhFalseMatchDatabase, gh_false_match_database, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GH_TYPE_FALSE_MATCH_STORE,
                                                      gh_false_match_database_store_iface_init))

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->task);
  g_clear_pointer (&job->match, gh_false_match_unref);
  g_free (job->event_id);
  g_weak_ref_clear (job->owner);
  g_free (job->owner);
  g_clear_pointer (&job->pairs, g_ptr_array_unref);
  g_clear_error (&job->error);
  g_free (job);
}

/* Back on the main context, the only place where objects are let go of: the database waits for its
 * thread, and must not be waited for in it. */
static void
done_cb (gpointer data)
{
  Job *job = data;
  g_autoptr (GhFalseMatchStore) owner = g_weak_ref_get (job->owner);

  if (job->task != NULL && job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else if (job->task != NULL)
    g_task_return_pointer (job->task, g_steal_pointer (&job->pairs),
                           (GDestroyNotify) g_ptr_array_unref);
  else if (owner != NULL && job->error != NULL)
    gh_false_match_store_report_fault (owner, job->error);
}

/* What was counted while the thread was busy goes in one step. */
static gboolean
write_counts (GhFalseMatchDatabase *self, GError **error)
{
  g_autoptr (GPtrArray) counts = NULL;

  g_mutex_lock (&self->lock);
  counts = g_steal_pointer (&self->counts);
  g_mutex_unlock (&self->lock);

  return counts == NULL || gh_false_match_file_write_counts (self->file, counts, error);
}

static void
run_job (gpointer data, gpointer user_data)
{
  GhFalseMatchDatabase *self = user_data;
  Job *job = data;

  switch (job->kind)
    {
    case JOB_LOAD:
      job->pairs = gh_false_match_file_read (self->file, &job->error);
      break;
    case JOB_ADD:
      gh_false_match_file_add (self->file, job->match, &job->error);
      break;
    case JOB_REMOVE:
      gh_false_match_file_remove (self->file, job->event_id, &job->error);
      break;
    case JOB_COUNT:
      write_counts (self, &job->error);
      break;
    default:
      g_assert_not_reached ();
    }
}

static Job *
job_new (GhFalseMatchDatabase *self, JobKind kind)
{
  Job *job = g_new0 (Job, 1);

  job->kind = kind;
  job->owner = g_new0 (GWeakRef, 1);
  g_weak_ref_init (job->owner, self);
  return job;
}

static void
gh_false_match_database_load_async (GhFalseMatchStore *store,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GhFalseMatchDatabase *self = GH_FALSE_MATCH_DATABASE (store);
  Job *job = job_new (self, JOB_LOAD);

  job->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (job->task, gh_false_match_database_load_async);
  gh_worker_push (self->worker, job);
}

static GPtrArray *
gh_false_match_database_load_finish (GhFalseMatchStore *store,
                                     GAsyncResult *result,
                                     GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
gh_false_match_database_add (GhFalseMatchStore *store, GhFalseMatch *match)
{
  GhFalseMatchDatabase *self = GH_FALSE_MATCH_DATABASE (store);
  Job *job = job_new (self, JOB_ADD);

  job->match = gh_false_match_ref (match);
  gh_worker_push (self->worker, job);
}

static void
gh_false_match_database_remove (GhFalseMatchStore *store, const char *event_id)
{
  GhFalseMatchDatabase *self = GH_FALSE_MATCH_DATABASE (store);
  Job *job = job_new (self, JOB_REMOVE);

  job->event_id = g_strdup (event_id);
  gh_worker_push (self->worker, job);
}

/* Under the lock. The pairs of this list are the database's own: the thread takes them with it. */
static GhFalseMatchPair *
ensure_count (GhFalseMatchDatabase *self, const char *face_record_id, const char *camera_id)
{
  if (self->counts == NULL)
    self->counts = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->counts->len; i++)
    if (gh_false_match_pair_is_of (g_ptr_array_index (self->counts, i), face_record_id, camera_id))
      return g_ptr_array_index (self->counts, i);

  g_ptr_array_add (self->counts, gh_false_match_pair_new (face_record_id, camera_id));
  return g_ptr_array_index (self->counts, self->counts->len - 1);
}

static void
gh_false_match_database_set_suppressed (GhFalseMatchStore *store,
                                        const char *face_record_id,
                                        const char *camera_id,
                                        guint n,
                                        gint64 at_us)
{
  GhFalseMatchDatabase *self = GH_FALSE_MATCH_DATABASE (store);
  gboolean is_queued;

  g_mutex_lock (&self->lock);
  is_queued = self->counts != NULL;
  gh_false_match_pair_set_suppressed (ensure_count (self, face_record_id, camera_id), n, at_us);
  g_mutex_unlock (&self->lock);
  if (!is_queued)
    gh_worker_push (self->worker, job_new (self, JOB_COUNT));
}

/* Whatever was marked last is in the file when the program ends. */
static void
gh_false_match_database_finalize (GObject *object)
{
  GhFalseMatchDatabase *self = GH_FALSE_MATCH_DATABASE (object);

  g_clear_pointer (&self->worker, gh_worker_free);
  g_clear_pointer (&self->counts, g_ptr_array_unref);
  g_clear_pointer (&self->file, gh_false_match_file_free);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (gh_false_match_database_parent_class)->finalize (object);
}

static void
gh_false_match_database_store_iface_init (GhFalseMatchStoreInterface *iface)
{
  iface->load_async = gh_false_match_database_load_async;
  iface->load_finish = gh_false_match_database_load_finish;
  iface->add = gh_false_match_database_add;
  iface->remove = gh_false_match_database_remove;
  iface->set_suppressed = gh_false_match_database_set_suppressed;
}

static void
gh_false_match_database_class_init (GhFalseMatchDatabaseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_false_match_database_finalize;
}

static void
gh_false_match_database_init (GhFalseMatchDatabase *self)
{
  g_mutex_init (&self->lock);
  self->worker = gh_worker_new (run_job, self, done_cb, job_free);
}

/**
 * gh_false_match_database_new:
 * @path: the file; it is made, with its folder, when something is first read or written
 * @server: the canonical base address of the server
 *
 * Returns: (transfer full): the store; it is told of what cannot be read or written later
 */
GhFalseMatchDatabase *
gh_false_match_database_new (const char *path, const char *server)
{
  GhFalseMatchDatabase *self;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (server != NULL, NULL);

  self = g_object_new (GH_TYPE_FALSE_MATCH_DATABASE, NULL);
  self->file = gh_false_match_file_new (path, server);

  return self;
}
