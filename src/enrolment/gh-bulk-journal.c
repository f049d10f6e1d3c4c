/* SPDX-License-Identifier: GPL-3.0-or-later */
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

#define NO_DETAIL "-"

typedef struct
{
  GhBulkMark mark;
  char *detail; /* (owned) (nullable) */
} Entry;

struct _GhBulkJournal
{
  GObject parent_instance;

  char *path; /* (owned) */
  int fd;
  GHashTable *entries; /* (owned) (element-type utf8 Entry): by face id */
};

/* What is to be opened. */
typedef struct
{
  char *path;   /* (owned) */
  char *source; /* (owned) */
  gboolean may_resume;
} Opening;

/* A line that is written in a thread. */
typedef struct
{
  GhBulkMark mark;
  char *face_id; /* (owned) */
  char *detail;  /* (owned) (nullable) */
  char *line;    /* (owned) */
} Line;

G_DEFINE_FINAL_TYPE (GhBulkJournal, gh_bulk_journal, G_TYPE_OBJECT)

static const char *const mark_names[] = { "none", "sent", "enrolled", "refused" };

static void
entry_free (gpointer data)
{
  Entry *self = data;

  g_free (self->detail);
  g_free (self);
}

static void
opening_free (gpointer data)
{
  Opening *self = data;

  g_free (self->path);
  g_free (self->source);
  g_free (self);
}

static void
line_free (gpointer data)
{
  Line *self = data;

  g_free (self->face_id);
  g_free (self->detail);
  g_free (self->line);
  g_free (self);
}

static gboolean
fail (GError **error, const char *path)
{
  int number = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (number), "%s: %s", path,
               g_strerror (number));
  return FALSE;
}

static void
put (GhBulkJournal *self, GhBulkMark mark, const char *face_id, const char *detail)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->mark = mark;
  entry->detail = g_strdup (detail);
  g_hash_table_replace (self->entries, g_strdup (face_id), entry);
}

/* --- Reading ---------------------------------------------------------------------------------- */

static gboolean
read_line (GhBulkJournal *self, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  g_autofree char *face_id = NULL;

  if (g_strv_length (words) != 3)
    return FALSE;
  face_id = g_uri_unescape_string (words[2], NULL);
  for (guint mark = GH_BULK_MARK_SENT; face_id != NULL && mark < G_N_ELEMENTS (mark_names); mark++)
    if (g_str_equal (words[0], mark_names[mark]))
      {
        put (self, (GhBulkMark) mark, face_id,
             g_str_equal (words[1], NO_DETAIL) ? NULL : words[1]);
        return TRUE;
      }

  return FALSE;
}

static gboolean
is_title (const char *line)
{
  gsize length = strlen (GH_BULK_JOURNAL_TITLE);

  return strncmp (line, GH_BULK_JOURNAL_TITLE, length) == 0
         && (line[length] == '\0' || line[length] == ' ');
}

/* The last line is cut off where it was not written to its end: nothing was sent for it yet. */
static gboolean
read_all (GhBulkJournal *self, GError **error)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  gsize length;
  char *end;

  if (!g_file_get_contents (self->path, &text, &length, error))
    return FALSE;

  end = g_strrstr_len (text, (gssize) length, "\n");
  length = end != NULL ? (gsize) (end + 1 - text) : 0;
  text[length] = '\0';
  if (ftruncate (self->fd, (off_t) length) != 0)
    return fail (error, self->path);

  lines = g_strsplit (text, "\n", -1);
  if (lines[0] != NULL && !is_title (lines[0]))
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT,
                   /* Translators: %s is the name of a file. */
                   _("“%s” is no journal of an enrolment."), self->path);
      return FALSE;
    }
  for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    if (*lines[i] != '\0' && !read_line (self, lines[i]))
      {
        g_set_error (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT,
                     _("“%s” is no journal of an enrolment."), self->path);
        return FALSE;
      }

  return TRUE;
}

static gboolean
write_synced (int fd, const char *text)
{
  gsize length = strlen (text);

  while (length > 0)
    {
      gssize n = write (fd, text, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      text += n;
      length -= (gsize) n;
    }

  return fdatasync (fd) == 0;
}

static gboolean
write_title (int fd, const char *source)
{
  g_autofree char *escaped = g_uri_escape_string (source, G_URI_RESERVED_CHARS_ALLOWED_IN_PATH,
                                                  FALSE);
  g_autofree char *title = g_strconcat (GH_BULK_JOURNAL_TITLE " ", escaped, "\n", NULL);

  return write_synced (fd, title);
}

/* That there is a file is to be on disk as well. */
static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofd int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd >= 0)
    fsync (fd);
}

static gboolean
open_file (GhBulkJournal *self, const Opening *opening, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  struct stat info;

  if (g_mkdir_with_parents (folder, S_IRWXU) != 0)
    return fail (error, folder);
  self->fd = open (self->path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW,
                   S_IRUSR | S_IWUSR);
  if (self->fd < 0 || fstat (self->fd, &info) != 0)
    return fail (error, self->path);
  if (flock (self->fd, LOCK_EX | LOCK_NB) != 0)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT,
                           _("These faces are being enrolled already."));
      return FALSE;
    }
  if (info.st_size > GH_BULK_JOURNAL_MOST_BYTES || !S_ISREG (info.st_mode))
    {
      errno = EFBIG;
      return fail (error, self->path);
    }
  if (info.st_size > 0 && !opening->may_resume)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT,
                   /* Translators: %s is the name of a file. */
                   _("An enrolment of these was interrupted, and has to be resumed. To forget it "
                     "instead, delete “%s”."),
                   self->path);
      return FALSE;
    }
  if (!read_all (self, error))
    return FALSE;
  if (lseek (self->fd, 0, SEEK_END) == 0 && !write_title (self->fd, opening->source))
    return fail (error, self->path);

  sync_folder (self->path);
  return TRUE;
}

static void
open_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Opening *opening = data;
  g_autoptr (GhBulkJournal) self = g_object_new (GH_TYPE_BULK_JOURNAL, NULL);
  GError *error = NULL;

  self->path = g_strdup (opening->path);
  if (open_file (self, opening, &error))
    {
      g_task_return_pointer (task, g_steal_pointer (&self), g_object_unref);
      return;
    }

  gh_bulk_journal_close (self);
  g_task_return_error (task, error);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GhBulkJournal *self = source;
  const Line *line = data;
  GError *error = NULL;

  if (write_synced (self->fd, line->line))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  fail (&error, self->path);
  g_task_return_error (task, error);
}

static void
gh_bulk_journal_finalize (GObject *object)
{
  GhBulkJournal *self = GH_BULK_JOURNAL (object);

  gh_bulk_journal_close (self);
  g_hash_table_unref (self->entries);
  g_free (self->path);

  G_OBJECT_CLASS (gh_bulk_journal_parent_class)->finalize (object);
}

static void
gh_bulk_journal_class_init (GhBulkJournalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_bulk_journal_finalize;
}

static void
gh_bulk_journal_init (GhBulkJournal *self)
{
  self->fd = -1;
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, entry_free);
}

/**
 * gh_bulk_journal_open_async:
 * @path: (type filename): where it is, or is to be; see gh_bulk_journal_make_path()
 * @source: (type filename): the folder or the table that it is about
 * @may_resume: whether one that is there is gone on with
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when it is open
 * @user_data: for @callback
 *
 * Opens a journal, for this process alone. Nobody else may read it.
 */
void
gh_bulk_journal_open_async (const char *path,
                            const char *source,
                            gboolean may_resume,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Opening *opening;

  g_return_if_fail (path != NULL && source != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_bulk_journal_open_async);
  opening = g_new0 (Opening, 1);
  opening->path = g_strdup (path);
  opening->source = g_canonicalize_filename (source, NULL);
  opening->may_resume = may_resume;
  g_task_set_task_data (task, opening, opening_free);
  g_task_run_in_thread (task, open_in_thread);
}

/**
 * gh_bulk_journal_open_finish:
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the journal; %NULL with %GH_ERROR_INVALID_ARGUMENT where
 *   there is one and it may not be gone on with, or another process has it; or with %G_IO_ERROR
 */
GhBulkJournal *
gh_bulk_journal_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * gh_bulk_journal_get_mark:
 *
 * Returns: what has become of a face, as far as it is on disk
 */
GhBulkMark
gh_bulk_journal_get_mark (GhBulkJournal *self, const char *face_id)
{
  const Entry *entry;

  g_return_val_if_fail (GH_IS_BULK_JOURNAL (self), GH_BULK_MARK_NONE);

  entry = g_hash_table_lookup (self->entries, face_id);
  return entry != NULL ? entry->mark : GH_BULK_MARK_NONE;
}

/**
 * gh_bulk_journal_get_detail:
 *
 * Returns: (transfer none) (nullable): what was written with the last mark
 */
const char *
gh_bulk_journal_get_detail (GhBulkJournal *self, const char *face_id)
{
  const Entry *entry;

  g_return_val_if_fail (GH_IS_BULK_JOURNAL (self), NULL);

  entry = g_hash_table_lookup (self->entries, face_id);
  return entry != NULL ? entry->detail : NULL;
}

/**
 * gh_bulk_journal_write_async:
 * @self: a journal
 * @mark: what has become of a face
 * @face_id: which
 * @detail: (nullable): the hash of what is sent, or the id of the record
 * @callback: (scope async): called when it is on disk
 * @user_data: for @callback
 *
 * Writes a line. It cannot be cancelled: what was answered has to be kept.
 */
void
gh_bulk_journal_write_async (GhBulkJournal *self,
                             GhBulkMark mark,
                             const char *face_id,
                             const char *detail,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *escaped_id = NULL;
  g_autofree char *escaped_detail = NULL;
  Line *line;

  g_return_if_fail (GH_IS_BULK_JOURNAL (self));
  g_return_if_fail (mark > GH_BULK_MARK_NONE && mark < G_N_ELEMENTS (mark_names));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, gh_bulk_journal_write_async);
  escaped_id = g_uri_escape_string (face_id, NULL, FALSE);
  escaped_detail = g_uri_escape_string (detail != NULL ? detail : NO_DETAIL, NULL, FALSE);
  line = g_new0 (Line, 1);
  line->mark = mark;
  line->face_id = g_strdup (face_id);
  line->detail = g_strdup (detail);
  line->line = g_strdup_printf ("%s %s %s\n", mark_names[mark], escaped_detail, escaped_id);
  g_task_set_task_data (task, line, line_free);
  g_task_run_in_thread (task, write_in_thread);
}

gboolean
gh_bulk_journal_write_finish (GhBulkJournal *self, GAsyncResult *result, GError **error)
{
  const Line *line;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  line = g_task_get_task_data (G_TASK (result));
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  put (self, line->mark, line->face_id, line->detail);
  return TRUE;
}

/**
 * gh_bulk_journal_close:
 * @self: a journal that is not written to
 *
 * Lets go of it, whoever else still has this object: it can be opened again from now on.
 */
void
gh_bulk_journal_close (GhBulkJournal *self)
{
  g_return_if_fail (GH_IS_BULK_JOURNAL (self));

  g_clear_fd (&self->fd, NULL);
}

/**
 * gh_bulk_journal_remove:
 *
 * Takes it away: there is nothing left to be resumed.
 */
void
gh_bulk_journal_remove (GhBulkJournal *self)
{
  g_return_if_fail (GH_IS_BULK_JOURNAL (self));

  g_unlink (self->path);
}

/**
 * gh_bulk_journal_make_path:
 * @server: the address of the server
 * @source: (type filename): the folder or the table
 *
 * Returns: (transfer full) (type filename): where the journal of enrolling @source at @server is
 */
char *
gh_bulk_journal_make_path (const char *server, const char *source)
{
  g_autofree char *path = g_canonicalize_filename (source, NULL);
  g_autofree char *both = g_strconcat (server, "\n", path, NULL);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, both, -1);
  g_autofree char *name = g_strconcat (hash, ".journal", NULL);

  return g_build_filename (g_get_user_state_dir (), "gatehouse", "enrolment", name, NULL);
}
