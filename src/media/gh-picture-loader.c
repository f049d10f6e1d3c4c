/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-picture-loader.h"

#include "gh-picture-cache.h"
#include "gh-picture-decoder.h"

/* Two: one that a slow picture may occupy, and one that goes on meanwhile. */
#define N_THREADS 2

struct _GhPictureLoader
{
  GObject parent_instance;

  GhPictureCache *cache; /* (owned) */
  GThreadPool *pool;     /* (owned): of Job */
  GHashTable *jobs;      /* (owned) (element-type Job Job): not yet done; each is its own key */
  guint64 last_serial;
};

G_DEFINE_FINAL_TYPE (GhPictureLoader, gh_picture_loader, G_TYPE_OBJECT)

/* One decode. Whoever asks for the same picture at the same size meanwhile waits for it too. Only
 * the thread that loads touches @loader and @waiters; the worker sees what lies below them. */
typedef struct
{
  GhPictureLoader *loader; /* (unowned) (nullable): NULL once it is not in the loader's jobs */
  GList *waiters;          /* (owned) (element-type Waiter) */

  GMainContext *context;     /* (owned) */
  GCancellable *cancellable; /* (owned): when nobody waits any more */
  GBytes *encoded;           /* (owned) (nullable) (atomic): taken by worker, or on cancelling */
  GhPicture *picture;        /* (owned) (nullable): the result */
  GError *error;             /* (owned) (nullable): or why there is none */
  char *id;                  /* (owned) */
  guint64 serial;
  int pixels;
} Job;

typedef struct
{
  Job *job;        /* (owned) */
  GTask *task;     /* (owned) */
  GSource *source; /* (owned) (nullable): fires when the task is cancelled */
} Waiter;

static guint
hash_job (gconstpointer key)
{
  const Job *job = key;

  return g_str_hash (job->id) * 31 + (guint) job->pixels;
}

static gboolean
jobs_equal (gconstpointer a, gconstpointer b)
{
  const Job *first = a;
  const Job *second = b;

  return first->pixels == second->pixels && g_str_equal (first->id, second->id);
}

static int
compare_newest_first (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Job *first = a;
  const Job *second = b;

  return first->serial > second->serial ? -1 : first->serial < second->serial;
}

static GBytes *
take_encoded (Job *job)
{
  return g_atomic_pointer_exchange (&job->encoded, NULL);
}

static void
clear_job (gpointer data)
{
  Job *job = data;

  g_assert (job->waiters == NULL);
  g_clear_pointer (&job->context, g_main_context_unref);
  g_clear_object (&job->cancellable);
  g_clear_pointer (&job->encoded, g_bytes_unref);
  g_clear_pointer (&job->picture, gh_picture_unref);
  g_clear_error (&job->error);
  g_clear_pointer (&job->id, g_free);
}

static void
unref_job (gpointer data)
{
  g_atomic_rc_box_release_full (data, clear_job);
}

static void
free_waiter (Waiter *waiter)
{
  if (waiter->source != NULL)
    g_source_destroy (waiter->source);
  g_clear_pointer (&waiter->source, g_source_unref);
  g_clear_object (&waiter->task);
  unref_job (waiter->job);
  g_free (waiter);
}

/* From now on whoever asks for the picture starts a new job. */
static void
detach_job (Job *job)
{
  if (job->loader != NULL)
    g_hash_table_remove (g_steal_pointer (&job->loader)->jobs, job);
}

static gboolean
task_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  Waiter *waiter = user_data;
  Job *job = waiter->job;
  g_autoptr (GTask) task = g_object_ref (waiter->task);

  job->waiters = g_list_remove (job->waiters, waiter);
  if (job->waiters == NULL)
    {
      g_autoptr (GBytes) encoded = take_encoded (job);

      g_cancellable_cancel (job->cancellable);
      detach_job (job);
    }
  free_waiter (waiter);

  g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                                   "The picture is no longer needed");

  return G_SOURCE_REMOVE;
}

static gboolean
job_done_cb (gpointer user_data)
{
  Job *job = user_data;
  GList *waiters = g_steal_pointer (&job->waiters);

  if (job->loader != NULL && job->picture != NULL)
    gh_picture_cache_insert (job->loader->cache, job->id, job->pixels, job->picture);
  detach_job (job);

  for (GList *l = waiters; l != NULL; l = l->next)
    {
      Waiter *waiter = l->data;

      if (job->picture != NULL)
        g_task_return_pointer (waiter->task, gh_picture_ref (job->picture),
                               (GDestroyNotify) gh_picture_unref);
      else
        g_task_return_error (waiter->task, g_error_copy (job->error));
      free_waiter (waiter);
    }
  g_list_free (waiters);

  return G_SOURCE_REMOVE;
}

/* In a worker thread. */
static void
decode_cb (gpointer data, gpointer user_data)
{
  Job *job = data;
  g_autoptr (GBytes) encoded = take_encoded (job);

  if (encoded != NULL)
    {
      /* Not g_main_context_invoke(): between two turns of the main loop that would run it here. */
      g_autoptr (GSource) source = g_idle_source_new ();

      job->picture = gh_picture_decoder_decode (encoded, job->pixels,
                                                GH_PICTURE_DECODER_MOST_TIME_US, job->cancellable,
                                                &job->error);
      g_source_set_priority (source, G_PRIORITY_DEFAULT);
      g_source_set_callback (source, job_done_cb, g_atomic_rc_box_acquire (job), unref_job);
      g_source_set_static_name (source, "[gatehouse] picture decoded");
      g_source_attach (source, job->context);
    }

  unref_job (job);
}

static Job *
start_job (GhPictureLoader *self, const char *id, GBytes *encoded, int pixels)
{
  Job *job = g_atomic_rc_box_new0 (Job);

  job->loader = self;
  job->context = g_main_context_ref_thread_default ();
  job->cancellable = g_cancellable_new ();
  job->encoded = g_bytes_ref (encoded);
  job->id = g_strdup (id);
  job->pixels = pixels;
  job->serial = ++self->last_serial;

  g_hash_table_add (self->jobs, job);
  g_thread_pool_push (self->pool, g_atomic_rc_box_acquire (job), NULL);

  return job;
}

static void
wait_for_job (Job *job, GTask *task)
{
  Waiter *waiter = g_new0 (Waiter, 1);
  GCancellable *cancellable = g_task_get_cancellable (task);

  waiter->job = g_atomic_rc_box_acquire (job);
  waiter->task = g_object_ref (task);
  if (cancellable != NULL)
    {
      waiter->source = g_cancellable_source_new (cancellable);
      g_source_set_callback (waiter->source, G_SOURCE_FUNC (task_cancelled_cb), waiter, NULL);
      g_source_set_static_name (waiter->source, "[gatehouse] picture no longer needed");
      g_source_attach (waiter->source, job->context);
    }

  job->waiters = g_list_append (job->waiters, waiter);
}

static void
gh_picture_loader_finalize (GObject *object)
{
  GhPictureLoader *self = GH_PICTURE_LOADER (object);
  GHashTableIter iter;
  gpointer key;

  /* Every task keeps the loader alive, so nobody waits for what is still being decoded. */
  g_hash_table_iter_init (&iter, self->jobs);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      Job *job = key;
      g_autoptr (GBytes) encoded = take_encoded (job);

      job->loader = NULL;
      g_cancellable_cancel (job->cancellable);
    }
  g_clear_pointer (&self->jobs, g_hash_table_unref);
  /* What is queued has nothing left to decode and only frees itself. GLib could drop it instead,
   * but not free it: it would hand its own wake-up token to the free function as well. */
  g_thread_pool_free (g_steal_pointer (&self->pool), FALSE, FALSE);
  g_clear_pointer (&self->cache, gh_picture_cache_free);

  G_OBJECT_CLASS (gh_picture_loader_parent_class)->finalize (object);
}

static void
gh_picture_loader_class_init (GhPictureLoaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = gh_picture_loader_finalize;
}

static void
gh_picture_loader_init (GhPictureLoader *self)
{
  self->jobs = g_hash_table_new_full (hash_job, jobs_equal, NULL, unref_job);
  self->pool = g_thread_pool_new (decode_cb, NULL, N_THREADS, FALSE, NULL);
  g_thread_pool_set_sort_function (self->pool, compare_newest_first, NULL);
}

/**
 * gh_picture_loader_new:
 * @most_bytes: how much the pictures that are kept may take, in bytes
 *
 * Creates a loader. All its functions are called in one thread, with one thread-default main
 * context.
 *
 * Returns: (transfer full): a loader
 */
GhPictureLoader *
gh_picture_loader_new (gsize most_bytes)
{
  GhPictureLoader *self = g_object_new (GH_TYPE_PICTURE_LOADER, NULL);

  self->cache = gh_picture_cache_new (most_bytes);

  return self;
}

/**
 * gh_picture_loader_peek:
 * @self: a loader
 * @id: which picture
 * @pixels: at which size
 *
 * Looks for a picture that is there already, so that a row which comes back into view is painted
 * with its picture at once.
 *
 * Returns: (transfer full) (nullable): the picture, or %NULL where it has to be loaded
 */
GhPicture *
gh_picture_loader_peek (GhPictureLoader *self, const char *id, int pixels)
{
  GhPicture *picture;

  g_return_val_if_fail (GH_IS_PICTURE_LOADER (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  picture = gh_picture_cache_lookup (self->cache, id, pixels);

  return picture != NULL ? gh_picture_ref (picture) : NULL;
}

/**
 * gh_picture_loader_load_async:
 * @self: a loader
 * @id: which picture; other contents need another id
 * @encoded: JPEG, PNG or WebP, not yet checked in any way
 * @pixels: the shorter side of the square that it fills, in device pixels; 0 for its own size
 * @cancellable: (nullable): a cancellable
 * @callback: called when the picture is there or cannot be
 * @user_data: passed to @callback
 *
 * Decodes a picture in another thread. What was asked for last comes first: that is what has just
 * scrolled into view. A load that is cancelled before its turn costs nothing, and two loads of the
 * same picture at the same size are one.
 */
void
gh_picture_loader_load_async (GhPictureLoader *self,
                              const char *id,
                              GBytes *encoded,
                              int pixels,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GhPicture) picture = NULL;
  const Job wanted = { .id = (char *) id, .pixels = pixels };
  Job *job;

  g_return_if_fail (GH_IS_PICTURE_LOADER (self));
  g_return_if_fail (id != NULL && encoded != NULL);
  g_return_if_fail (pixels >= 0);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_picture_loader_load_async);

  if (g_task_return_error_if_cancelled (task))
    return;

  picture = gh_picture_loader_peek (self, id, pixels);
  if (picture != NULL)
    {
      g_task_return_pointer (task, g_steal_pointer (&picture), (GDestroyNotify) gh_picture_unref);
      return;
    }

  job = g_hash_table_lookup (self->jobs, &wanted);
  if (job == NULL)
    job = start_job (self, id, encoded, pixels);
  else
    g_thread_pool_move_to_front (self->pool, job);

  wait_for_job (job, task);
}

/**
 * gh_picture_loader_load_finish:
 * @self: a loader
 * @result: the result handed to the callback
 * @error: return location for an error
 *
 * Ends a load. For the errors see gh_picture_decoder_decode().
 *
 * Returns: (transfer full): the picture, upright, its shorter side no longer than was asked for;
 *   or %NULL
 */
GhPicture *
gh_picture_loader_load_finish (GhPictureLoader *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, gh_picture_loader_load_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * gh_picture_loader_clear:
 * @self: a loader
 *
 * Forgets every picture, as when somebody signs out. What is being decoded is still handed to
 * whoever waits for it.
 */
void
gh_picture_loader_clear (GhPictureLoader *self)
{
  g_return_if_fail (GH_IS_PICTURE_LOADER (self));

  gh_picture_cache_clear (self->cache);
}
