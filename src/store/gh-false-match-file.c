/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-false-match-file.h"

#include "gh-error.h"
#include "gh-false-matches.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sqlite3.h>

#define SCHEMA_VERSION 2
#define BUSY_MS 5000

struct _GhFalseMatchFile
{
  char *path;      /* (owned) */
  char *server;    /* (owned) */
  sqlite3 *handle; /* (owned) (nullable): not opened yet */
};

/* A camera that is not named is the empty text: NULL would be no part of a key. */
static const char schema[] =
  "BEGIN IMMEDIATE;"
  "CREATE TABLE IF NOT EXISTS marks ("
  "  server TEXT NOT NULL, event TEXT NOT NULL, record TEXT NOT NULL, camera TEXT NOT NULL,"
  "  confidence REAL NOT NULL, event_at INTEGER NOT NULL, marked_at INTEGER NOT NULL,"
  "  marked_by TEXT, face TEXT, PRIMARY KEY (server, event)) WITHOUT ROWID;"
  "CREATE TABLE IF NOT EXISTS counts ("
  "  server TEXT NOT NULL, record TEXT NOT NULL, camera TEXT NOT NULL,"
  "  n INTEGER NOT NULL, newest_at INTEGER NOT NULL,"
  "  PRIMARY KEY (server, record, camera)) WITHOUT ROWID;"
  "PRAGMA user_version = 2;"
  "COMMIT;";

/* The first version did not keep by which id the camera knows the face. */
static const char from_version_1[] =
  "BEGIN IMMEDIATE;"
  "ALTER TABLE marks ADD COLUMN face TEXT;"
  "PRAGMA user_version = 2;"
  "COMMIT;";

static gboolean
fail (GhFalseMatchFile *self, GError **error)
{
  g_set_error (error, GH_ERROR, GH_ERROR_UNAVAILABLE,
               /* Translators: the first %s is the name of a file, the second says what is wrong. */
               _("False matches are not kept in “%s”: %s"), self->path,
               sqlite3_errmsg (self->handle));
  return FALSE;
}

static gboolean
execute (GhFalseMatchFile *self, const char *sql, GError **error)
{
  return sqlite3_exec (self->handle, sql, NULL, NULL, NULL) == SQLITE_OK || fail (self, error);
}

static sqlite3_stmt *
prepare (GhFalseMatchFile *self, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (self->handle, sql, -1, &statement, NULL) == SQLITE_OK)
    {
      sqlite3_bind_text (statement, 1, self->server, -1, SQLITE_STATIC);
      return statement;
    }
  fail (self, error);
  return NULL;
}

/* The text lives until the statement is finished. */
static void
bind_text (sqlite3_stmt *statement, int parameter, const char *text)
{
  sqlite3_bind_text (statement, parameter, text, -1, SQLITE_STATIC);
}

static gboolean
finish (GhFalseMatchFile *self, sqlite3_stmt *statement, GError **error)
{
  gboolean is_done = sqlite3_step (statement) == SQLITE_DONE;

  if (!is_done)
    fail (self, error);
  sqlite3_finalize (statement);
  return is_done;
}

static int
read_version (GhFalseMatchFile *self)
{
  sqlite3_stmt *statement = NULL;
  int version = -1;

  if (sqlite3_prepare_v2 (self->handle, "PRAGMA user_version", -1, &statement, NULL) == SQLITE_OK
      && sqlite3_step (statement) == SQLITE_ROW)
    version = sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);
  return version;
}

static gboolean
prepare_schema (GhFalseMatchFile *self, GError **error)
{
  int version = read_version (self);

  if (version == SCHEMA_VERSION)
    return TRUE;
  if (version == 0)
    return execute (self, schema, error);
  if (version == 1)
    return execute (self, from_version_1, error);
  if (version < 0)
    return fail (self, error);

  g_set_error (error, GH_ERROR, GH_ERROR_UNAVAILABLE,
               /* Translators: %s is the name of a file. */
               _("“%s” was written by a newer version of Gatehouse."), self->path);
  return FALSE;
}

/* Nobody else may read it, and so not between its making and a change of its mode either. */
static void
make_file (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int file;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return;
  file = g_open (path, O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file >= 0)
    g_close (file, NULL);
}

/* A file that could not be opened is tried again with the next call. */
static gboolean
ensure_open (GhFalseMatchFile *self, GError **error)
{
  int result;

  if (self->handle != NULL)
    return TRUE;

  make_file (self->path);
  result = sqlite3_open_v2 (self->path, &self->handle,
                            SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                            NULL);
  if (result != SQLITE_OK)
    fail (self, error);
  else
    sqlite3_busy_timeout (self->handle, BUSY_MS);
  if (result == SQLITE_OK && execute (self, "PRAGMA journal_mode = WAL", error)
      && execute (self, "PRAGMA synchronous = FULL", error) && prepare_schema (self, error))
    return TRUE;

  sqlite3_close (self->handle);
  self->handle = NULL;
  return FALSE;
}

static const char *
get_text (sqlite3_stmt *statement, int column)
{
  return (const char *) sqlite3_column_text (statement, column);
}

static const char *
get_camera (sqlite3_stmt *statement, int column)
{
  const char *camera = get_text (statement, column);

  return camera != NULL && *camera != '\0' ? camera : NULL;
}

static GhFalseMatchPair *
ensure_pair (GPtrArray *pairs, const char *record, const char *camera)
{
  for (guint i = 0; i < pairs->len; i++)
    if (gh_false_match_pair_is_of (g_ptr_array_index (pairs, i), record, camera))
      return g_ptr_array_index (pairs, i);

  g_ptr_array_add (pairs, gh_false_match_pair_new (record, camera));
  return g_ptr_array_index (pairs, pairs->len - 1);
}

/* The file may have been written by anybody: what is no mark is passed over. */
static void
take_mark (GPtrArray *pairs, sqlite3_stmt *statement)
{
  g_autoptr (GhFalseMatch) match =
    gh_false_match_new (get_text (statement, 0), get_text (statement, 1),
                        get_text (statement, 7), get_camera (statement, 2),
                        sqlite3_column_double (statement, 3),
                        sqlite3_column_int64 (statement, 4), sqlite3_column_int64 (statement, 5),
                        get_text (statement, 6));

  if (match != NULL)
    gh_false_match_pair_add (ensure_pair (pairs, gh_false_match_get_face_record_id (match),
                                          gh_false_match_get_camera_id (match)),
                             match);
}

static void
take_count (GPtrArray *pairs, sqlite3_stmt *statement)
{
  const char *record = get_text (statement, 0);
  const char *camera = get_camera (statement, 1);

  for (guint i = 0; i < pairs->len; i++)
    {
      GhFalseMatchPair *pair = g_ptr_array_index (pairs, i);

      if (gh_false_match_pair_is_of (pair, record, camera))
        gh_false_match_pair_set_suppressed (
          pair, (guint) CLAMP (sqlite3_column_int64 (statement, 2), 0, G_MAXUINT),
          MAX (sqlite3_column_int64 (statement, 3), 0));
    }
}

static gboolean
read_rows (GhFalseMatchFile *self,
           const char *sql,
           void (*take) (GPtrArray *pairs, sqlite3_stmt *statement),
           GPtrArray *pairs,
           GError **error)
{
  sqlite3_stmt *statement = prepare (self, sql, error);
  int result;

  if (statement == NULL)
    return FALSE;

  sqlite3_bind_int (statement, 2, GH_FALSE_MATCHES_MOST);
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    take (pairs, statement);
  if (result != SQLITE_DONE)
    fail (self, error);
  sqlite3_finalize (statement);
  return result == SQLITE_DONE;
}

/**
 * gh_false_match_file_new:
 * @path: the file
 * @server: whose marks
 *
 * Returns: (transfer full): the file, not opened yet
 */
GhFalseMatchFile *
gh_false_match_file_new (const char *path, const char *server)
{
  GhFalseMatchFile *self = g_new0 (GhFalseMatchFile, 1);

  self->path = g_strdup (path);
  self->server = g_strdup (server);
  return self;
}

/**
 * gh_false_match_file_free:
 * @self: (transfer full): a file
 *
 * Closes it.
 */
void
gh_false_match_file_free (GhFalseMatchFile *self)
{
  sqlite3_close (self->handle);
  g_free (self->path);
  g_free (self->server);
  g_free (self);
}

/**
 * gh_false_match_file_read:
 * @self: a file
 * @error: return location for an error
 *
 * Errors: %GH_ERROR_UNAVAILABLE where the file cannot be read.
 *
 * Returns: (transfer full) (element-type GhFalseMatchPair) (nullable): the newest marks of the
 *   server, %GH_FALSE_MATCHES_MOST at most
 */
GPtrArray *
gh_false_match_file_read (GhFalseMatchFile *self, GError **error)
{
  g_autoptr (GPtrArray) pairs = g_ptr_array_new_with_free_func (g_object_unref);

  if (!ensure_open (self, error)
      || !read_rows (self,
                     "SELECT event, record, camera, confidence, event_at, marked_at, marked_by,"
                     " face"
                     " FROM marks WHERE server = ?1 ORDER BY marked_at DESC LIMIT ?2",
                     take_mark, pairs, error)
      || !read_rows (self,
                     "SELECT record, camera, n, newest_at FROM counts WHERE server = ?1 LIMIT ?2",
                     take_count, pairs, error))
    return NULL;

  return g_steal_pointer (&pairs);
}

/**
 * gh_false_match_file_add:
 * @self: a file
 * @match: a mark
 * @error: return location for an error
 *
 * Returns: whether it is on the disk
 */
gboolean
gh_false_match_file_add (GhFalseMatchFile *self, GhFalseMatch *match, GError **error)
{
  const char *camera = gh_false_match_get_camera_id (match);
  sqlite3_stmt *statement;

  if (!ensure_open (self, error))
    return FALSE;
  statement =
    prepare (self, "INSERT OR REPLACE INTO marks VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
             error);
  if (statement == NULL)
    return FALSE;

  bind_text (statement, 2, gh_false_match_get_event_id (match));
  bind_text (statement, 3, gh_false_match_get_face_record_id (match));
  bind_text (statement, 4, camera != NULL ? camera : "");
  sqlite3_bind_double (statement, 5, gh_false_match_get_confidence (match));
  sqlite3_bind_int64 (statement, 6, gh_false_match_get_event_at_us (match));
  sqlite3_bind_int64 (statement, 7, gh_false_match_get_marked_at_us (match));
  bind_text (statement, 8, gh_false_match_get_marked_by (match));
  bind_text (statement, 9, gh_false_match_get_face_id (match));
  return finish (self, statement, error);
}

/**
 * gh_false_match_file_remove:
 * @self: a file
 * @event_id: an event
 * @error: return location for an error
 *
 * Returns: whether it is no longer on the disk
 */
gboolean
gh_false_match_file_remove (GhFalseMatchFile *self, const char *event_id, GError **error)
{
  sqlite3_stmt *statement;

  if (!ensure_open (self, error))
    return FALSE;
  statement = prepare (self, "DELETE FROM marks WHERE server = ?1 AND event = ?2", error);
  if (statement == NULL)
    return FALSE;

  bind_text (statement, 2, event_id);
  return finish (self, statement, error);
}

static gboolean
write_count (GhFalseMatchFile *self, GhFalseMatchPair *pair, GError **error)
{
  const char *camera = gh_false_match_pair_get_camera_id (pair);
  guint n = gh_false_match_pair_get_n_suppressed (pair);
  sqlite3_stmt *statement =
    prepare (self,
             n > 0 ? "INSERT OR REPLACE INTO counts VALUES (?1, ?2, ?3, ?4, ?5)"
                   : "DELETE FROM counts WHERE server = ?1 AND record = ?2 AND camera = ?3",
             error);

  if (statement == NULL)
    return FALSE;

  bind_text (statement, 2, gh_false_match_pair_get_face_record_id (pair));
  bind_text (statement, 3, camera != NULL ? camera : "");
  if (n > 0)
    {
      sqlite3_bind_int64 (statement, 4, n);
      sqlite3_bind_int64 (statement, 5, gh_false_match_pair_get_suppressed_at_us (pair));
    }
  return finish (self, statement, error);
}

/**
 * gh_false_match_file_write_counts:
 * @self: a file
 * @counts: (element-type GhFalseMatchPair): pairs and how many alerts of each were held back; 0
 *   forgets the count
 * @error: return location for an error
 *
 * Writes all of them or none.
 *
 * Returns: whether they are on the disk
 */
gboolean
gh_false_match_file_write_counts (GhFalseMatchFile *self, GPtrArray *counts, GError **error)
{
  gboolean is_written = TRUE;

  if (!ensure_open (self, error) || !execute (self, "BEGIN IMMEDIATE", error))
    return FALSE;

  for (guint i = 0; i < counts->len && is_written; i++)
    is_written = write_count (self, g_ptr_array_index (counts, i), error);
  if (is_written)
    is_written = execute (self, "COMMIT", error);
  if (!is_written)
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
  return is_written;
}
