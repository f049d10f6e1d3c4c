/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-bulk-interruption.h"

#include "gh-bulk-journal.h"
#include "gh-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define ENDING ".journal"
#define ENROLLED "\nenrolled "

struct _GhBulkInterruption
{
  GObject parent_instance;

  char *path;   /* (owned) (type filename): of the journal */
  char *source; /* (owned) (type filename) */
  guint n_enrolled;
  gint64 time_us;
};

G_DEFINE_FINAL_TYPE (GhBulkInterruption, gh_bulk_interruption, G_TYPE_OBJECT)

/* --- Finding ---------------------------------------------------------------------------------- */

/* What the first line says; %NULL where it does not. */
static char *
read_source (const char *text)
{
  gsize length = strlen (GH_BULK_JOURNAL_TITLE " ");
  const char *end = strchr (text, '\n');

  if (end == NULL || strncmp (text, GH_BULK_JOURNAL_TITLE " ", length) != 0)
    return NULL;

  return g_uri_unescape_segment (text + length, end, NULL);
}

static guint
count_enrolled (const char *text)
{
  guint n = 0;

  for (const char *at = text; (at = strstr (at, ENROLLED)) != NULL; at += strlen (ENROLLED))
    n++;

  return n;
}

/* A file that is locked belongs to an enrolment that goes on. Its name is made of the server and
 * the source, so that only those of this server are taken. */
static GhBulkInterruption *
look_at (const char *path, const char *server)
{
  g_autoptr (GhBulkInterruption) self = g_object_new (GH_TYPE_BULK_INTERRUPTION, NULL);
  g_autofd int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  g_autofree char *text = NULL;
  g_autofree char *expected = NULL;
  struct stat info;

  if (fd < 0 || fstat (fd, &info) != 0 || !S_ISREG (info.st_mode)
      || info.st_size > GH_BULK_JOURNAL_MOST_BYTES || flock (fd, LOCK_SH | LOCK_NB) != 0
      || !g_file_get_contents (path, &text, NULL, NULL))
    return NULL;

  self->path = g_strdup (path);
  self->source = read_source (text);
  if (self->source == NULL)
    return NULL;
  expected = gh_bulk_journal_make_path (server, self->source);
  if (!g_str_equal (expected, path))
    return NULL;

  self->n_enrolled = count_enrolled (text);
  self->time_us = (gint64) info.st_mtim.tv_sec * G_TIME_SPAN_SECOND;
  return g_steal_pointer (&self);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const GhBulkInterruption *first = *(GhBulkInterruption *const *) a;
  const GhBulkInterruption *second = *(GhBulkInterruption *const *) b;

  return first->time_us < second->time_us ? 1 : first->time_us > second->time_us ? -1 : 0;
}

static void
find_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const char *server = data;
  g_autofree char *any = gh_bulk_journal_make_path (server, "/");
  g_autofree char *folder = g_path_get_dirname (any);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GhBulkInterruption *interruption =
        g_str_has_suffix (name, ENDING) ? look_at (path, server) : NULL;

      if (interruption != NULL)
        g_ptr_array_add (found, interruption);
      if (g_task_return_error_if_cancelled (task))
        return;
    }

  g_ptr_array_sort (found, compare_times);
  if (found->len > GH_BULK_INTERRUPTION_MOST)
    g_ptr_array_set_size (found, GH_BULK_INTERRUPTION_MOST);
  g_task_return_pointer (task, g_steal_pointer (&found), (GDestroyNotify) g_ptr_array_unref);
}

/* --- Forgetting ------------------------------------------------------------------------------- */

static void
forget_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GhBulkInterruption *self = source;
  g_autofd int fd = open (self->path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

  if (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      g_task_return_new_error_literal (task, GH_ERROR, GH_ERROR_INVALID_ARGUMENT,
                                       _("These faces are being enrolled already."));
      return;
    }
  /* Somebody else may have been quicker. */
  if (g_unlink (self->path) != 0 && errno != ENOENT)
    {
      int number = errno;

      g_task_return_new_error (task, G_IO_ERROR, g_io_error_from_errno (number), "%s",
                               g_strerror (number));
      return;
    }

  g_task_return_boolean (task, TRUE);
}

static void
gh_bulk_interruption_finalize (GObject *object)
{
  GhBulkInterruption *self = GH_BULK_INTERRUPTION (object);

  g_free (self->path);
  g_free (self->source);

  G_OBJECT_CLASS (gh_bulk_interruption_parent_class)->finalize (object);
}

static void
gh_bulk_interruption_class_init (GhBulkInterruptionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_bulk_interruption_finalize;
}

static void
gh_bulk_interruption_init (GhBulkInterruption *self)
{
}

/**
 * gh_bulk_interruption_find_async:
 * @server: the address of the server
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when all journals have been looked at
 * @user_data: for @callback
 *
 * Looks for enrolments at @server that were interrupted, and are not being gone on with by anybody.
 */
void
gh_bulk_interruption_find_async (const char *server,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (server != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_bulk_interruption_find_async);
  g_task_set_task_data (task, g_strdup (server), g_free);
  g_task_run_in_thread (task, find_in_thread);
}

/**
 * gh_bulk_interruption_find_finish:
 * @result: the result
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable) (element-type GhBulkInterruption): what there is, the newest
 *   first, %GH_BULK_INTERRUPTION_MOST at most
 */
GPtrArray *
gh_bulk_interruption_find_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * gh_bulk_interruption_get_source:
 *
 * Returns: (transfer none) (type filename): the folder or the table
 */
const char *
gh_bulk_interruption_get_source (GhBulkInterruption *self)
{
  g_return_val_if_fail (GH_IS_BULK_INTERRUPTION (self), NULL);

  return self->source;
}

/**
 * gh_bulk_interruption_get_n_enrolled:
 *
 * Returns: how many of its faces the server has for sure
 */
guint
gh_bulk_interruption_get_n_enrolled (GhBulkInterruption *self)
{
  g_return_val_if_fail (GH_IS_BULK_INTERRUPTION (self), 0);

  return self->n_enrolled;
}

/**
 * gh_bulk_interruption_get_time_us:
 *
 * Returns: when it was interrupted, in microseconds since 1970
 */
gint64
gh_bulk_interruption_get_time_us (GhBulkInterruption *self)
{
  g_return_val_if_fail (GH_IS_BULK_INTERRUPTION (self), 0);

  return self->time_us;
}

/**
 * gh_bulk_interruption_forget_async:
 * @self: an interruption
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when it is forgotten
 * @user_data: for @callback
 *
 * Takes the journal away. What is enrolled stays enrolled.
 */
void
gh_bulk_interruption_forget_async (GhBulkInterruption *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GH_IS_BULK_INTERRUPTION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_bulk_interruption_forget_async);
  g_task_run_in_thread (task, forget_in_thread);
}

/**
 * gh_bulk_interruption_forget_finish:
 * @self: an interruption
 * @result: the result
 * @error: return location for an error
 *
 * Returns: %TRUE when there is nothing left to be gone on with; %FALSE with
 *   %GH_ERROR_INVALID_ARGUMENT where somebody goes on with it, or with %G_IO_ERROR
 */
gboolean
gh_bulk_interruption_forget_finish (GhBulkInterruption *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
