/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-alert-database.h"

#include "gh-alert-file.h"
#include "gh-error.h"
#include "gh-worker.h"

#include <glib/gi18n.h>

typedef enum
{
  JOB_LOAD,
  JOB_WRITE,
} JobKind;

/* Made on the main context, done in the thread, and given back to be answered: the thread never lets
 * go of anything that could be the last reference to us. */
typedef struct
{
  JobKind kind;

  /* Input data */
  GTask *task;        /* (owned) */
  char *scope;        /* (owned) */
  GPtrArray *entries; /* (owned) (nullable) */

  /* Output data */
  GPtrArray *loaded;  /* (owned) (nullable) */
  GError *error;      /* (owned) (nullable) */
  GError *fault;      /* (owned) (nullable): to be told to everybody */
  gboolean began_anew;
} Job;

/* What the thread works with; nobody else touches it. */
typedef struct
{
  char *path;         /* (owned) */
  GhAlertFile *file;  /* (owned) (nullable) */
  gboolean has_failed;
} Disk;

struct _GhAlertDatabase
{
  GObject parent_instance;

  Disk *disk;       /* (owned): the thread's, until that has ended */
  GhWorker *worker; /* (owned) */
  guint n_writing;
};

static void gh_alert_database_iface_init (GhAlertStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GhAlertDatabase, gh_alert_database, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GH_TYPE_ALERT_STORE,
                                                      gh_alert_database_iface_init))

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->task);
  g_free (job->scope);
  g_clear_pointer (&job->entries, g_ptr_array_unref);
  g_clear_pointer (&job->loaded, g_ptr_array_unref);
  g_clear_error (&job->error);
  g_clear_error (&job->fault);
  g_free (job);
}

static void
disk_free (Disk *disk)
{
  g_clear_pointer (&disk->file, gh_alert_file_free);
  g_free (disk->path);
  g_free (disk);
}

static GError *
make_fault (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    return g_error_new (GH_ERROR, GH_ERROR_UNAVAILABLE,
                        _("There is no room left on the disk: alerts are kept only while "
                          "Gatehouse runs."));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
    return g_error_new (GH_ERROR, GH_ERROR_UNAVAILABLE,
                        _("The file of alerts was written by a later version of Gatehouse: alerts "
                          "are kept only while this one runs."));
  return g_error_new (GH_ERROR, GH_ERROR_UNAVAILABLE,
                      /* Translators: %s is what the system says, like “Permission denied”. */
                      _("Alerts are kept only while Gatehouse runs: %s."), error->message);
}

static gboolean
open_file (Disk *disk, Job *job, GError **error)
{
  GhAlertFileOrigin origin;
  g_autofree char *aside = NULL;
  g_autofree char *name = NULL;

  if (disk->file != NULL)
    return TRUE;

  disk->file = gh_alert_file_open (disk->path, &origin, &aside, error);
  if (aside != NULL && disk->file != NULL)
    {
      name = g_filename_display_name (aside);
      g_clear_error (&job->fault);
      job->fault = g_error_new (GH_ERROR, GH_ERROR_UNAVAILABLE,
                                /* Translators: %s is the name of a file. */
                                _("The file of alerts and their rules was damaged. It has been put "
                                  "aside as “%s”, and a new one was begun."),
                                name);
      job->began_anew = TRUE;
    }

  return disk->file != NULL;
}

static gboolean
do_job (Disk *disk, Job *job, GError **error)
{
  if (!open_file (disk, job, error))
    return FALSE;
  if (job->kind == JOB_WRITE)
    return gh_alert_file_write (disk->file, job->scope, job->entries, error);

  job->loaded = gh_alert_file_load (disk->file, job->scope, error);

  return job->loaded != NULL;
}

static void
work_cb (gpointer data, gpointer user_data)
{
  Job *job = data;
  Disk *disk = user_data;
  g_autoptr (GError) error = NULL;
  gboolean worked = do_job (disk, job, &error);

  /* Damaged while it was open: that is found when it is opened again, and it is put aside then. */
  if (!worked && gh_alert_file_is_damage (error))
    {
      g_clear_pointer (&disk->file, gh_alert_file_free);
      g_clear_error (&error);
      worked = do_job (disk, job, &error);
    }
  if (!worked)
    {
      job->error = make_fault (error);
      if (!disk->has_failed && job->fault == NULL)
        job->fault = g_error_copy (job->error);
    }
  disk->has_failed = !worked;
}

static void
answer_cb (gpointer data)
{
  Job *job = data;
  GhAlertDatabase *self = g_task_get_source_object (job->task);

  if (job->kind == JOB_WRITE)
    self->n_writing--;
  if (job->fault != NULL)
    g_signal_emit_by_name (self, "fault", job->fault);
  if (job->began_anew)
    g_signal_emit_by_name (self, "began-anew");

  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else if (job->kind == JOB_LOAD)
    g_task_return_pointer (job->task, g_steal_pointer (&job->loaded),
                           (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_boolean (job->task, TRUE);
}

static void
push_job (GhAlertDatabase *self,
          JobKind kind,
          const char *scope,
          GPtrArray *entries,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->kind = kind;
  job->task = g_task_new (self, cancellable, callback, user_data);
  job->scope = g_strdup (scope);
  job->entries = entries;
  g_task_set_source_tag (job->task, push_job);
  g_task_set_static_name (job->task, "GhAlertDatabase");
  /* What was written was written, whoever has lost interest. */
  g_task_set_check_cancellable (job->task, kind == JOB_LOAD);
  gh_worker_push (self->worker, job);
}

static void
gh_alert_database_load_async (GhAlertStore *store,
                              const char *scope,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  push_job (GH_ALERT_DATABASE (store), JOB_LOAD, scope, NULL, cancellable, callback, user_data);
}

static GPtrArray *
gh_alert_database_load_finish (GhAlertStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
gh_alert_database_write_async (GhAlertStore *store,
                               const char *scope,
                               GPtrArray *entries,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GH_ALERT_DATABASE (store)->n_writing++;
  push_job (GH_ALERT_DATABASE (store), JOB_WRITE, scope, entries, cancellable, callback, user_data);
}

static gboolean
gh_alert_database_write_finish (GhAlertStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
gh_alert_database_finalize (GObject *object)
{
  GhAlertDatabase *self = GH_ALERT_DATABASE (object);

  g_clear_pointer (&self->worker, gh_worker_free);
  g_clear_pointer (&self->disk, disk_free);

  G_OBJECT_CLASS (gh_alert_database_parent_class)->finalize (object);
}

static void
gh_alert_database_iface_init (GhAlertStoreInterface *iface)
{
  iface->load_async = gh_alert_database_load_async;
  iface->load_finish = gh_alert_database_load_finish;
  iface->write_async = gh_alert_database_write_async;
  iface->write_finish = gh_alert_database_write_finish;
}

static void
gh_alert_database_class_init (GhAlertDatabaseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_alert_database_finalize;
}

static void
gh_alert_database_init (GhAlertDatabase *self)
{
  self->disk = g_new0 (Disk, 1);
  self->worker = gh_worker_new (work_cb, self->disk, answer_cb, job_free);
}

/**
 * gh_alert_database_new:
 * @path: the file; made when something is first read or written
 *
 * Returns: (transfer full): the database
 */
GhAlertDatabase *
gh_alert_database_new (const char *path)
{
  GhAlertDatabase *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (GH_TYPE_ALERT_DATABASE, NULL);
  self->disk->path = g_strdup (path);

  return self;
}

/**
 * gh_alert_database_dup_default_path:
 *
 * Returns: (transfer full): where this person's alerts are
 */
char *
gh_alert_database_dup_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "gatehouse", "alerts.sqlite", NULL);
}

/**
 * gh_alert_database_is_writing:
 * @self: a database
 *
 * Returns: whether something that it was given is not on the disk yet
 */
gboolean
gh_alert_database_is_writing (GhAlertDatabase *self)
{
  g_return_val_if_fail (GH_IS_ALERT_DATABASE (self), FALSE);

  return self->n_writing > 0;
}
