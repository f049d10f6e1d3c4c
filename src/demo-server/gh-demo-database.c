/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-statement-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>

struct _GhDemoDatabase
{
  sqlite3 *handle;        /* (owned) */
  GHashTable *statements; /* (owned): SQL by address to GhDemoStatement */
  GError *fault;          /* (owned) (nullable): the first one since begin */
};

#define SCHEMA_VERSION 1

static const char schema[] =
  "CREATE TABLE settings (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;"
  "CREATE TABLE users ("
  "  row INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,"
  "  email TEXT NOT NULL UNIQUE COLLATE NOCASE, first_name TEXT, last_name TEXT,"
  "  role INTEGER NOT NULL, active INTEGER NOT NULL, password TEXT NOT NULL,"
  "  created INTEGER NOT NULL, updated INTEGER NOT NULL);"
  "CREATE TABLE sessions ("
  "  row INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  user INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,"
  "  token_hash TEXT NOT NULL UNIQUE, expires INTEGER NOT NULL);"
  "CREATE INDEX sessions_by_user ON sessions (user);"
  "CREATE TABLE faces ("
  "  row INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,"
  "  user INTEGER REFERENCES users ON DELETE SET NULL, face_id TEXT NOT NULL UNIQUE,"
  /* The picture is either one that was sent or, by its number, one of the gallery. */
  "  image TEXT, picture INTEGER, face_data TEXT NOT NULL, template BLOB,"
  "  confidence REAL NOT NULL, active INTEGER NOT NULL,"
  "  created INTEGER NOT NULL, updated INTEGER NOT NULL);"
  "CREATE INDEX faces_by_user ON faces (user);"
  /* Times are microseconds and differ from each other, so that pages are cut cleanly. */
  "CREATE TABLE events ("
  "  row INTEGER PRIMARY KEY, id TEXT NOT NULL, time INTEGER NOT NULL, type INTEGER NOT NULL,"
  "  face INTEGER, confidence REAL NOT NULL, camera INTEGER, picture INTEGER,"
  "  quality REAL, duration_ms INTEGER, details TEXT);"
  /* How many events of each type there were in each hour. A page deep in the history is found by
   * adding these up and not by walking over all rows before it. */
  "CREATE TABLE event_hours ("
  "  hour INTEGER NOT NULL, type INTEGER NOT NULL, n INTEGER NOT NULL, confidence REAL NOT NULL,"
  "  PRIMARY KEY (hour, type)) WITHOUT ROWID;"
  "CREATE TABLE pictures ("
  "  picture INTEGER PRIMARY KEY, jpeg BLOB NOT NULL,"
  "  x INTEGER NOT NULL, y INTEGER NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL);"
  "CREATE TABLE uploads ("
  "  name TEXT PRIMARY KEY, media_type TEXT NOT NULL, content BLOB NOT NULL) WITHOUT ROWID;"
  "PRAGMA user_version = 1;";

/**
 * gh_demo_database_note_fault:
 * @self: the database
 * @what: the statement that failed just now
 *
 * Keeps what SQLite says about it, unless there is an earlier fault already.
 */
void
gh_demo_database_note_fault (GhDemoDatabase *self, const char *what)
{
  if (self->fault == NULL)
    self->fault = g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "%s: %s", what,
                               sqlite3_errmsg (self->handle));
}

static gboolean
execute (GhDemoDatabase *self, const char *sql, GError **error)
{
  if (sqlite3_exec (self->handle, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s", sqlite3_errmsg (self->handle));
  return FALSE;
}

static gboolean
prepare_schema (GhDemoDatabase *self, GError **error)
{
  gint64 version = -1;

  {
    g_autoptr (GhDemoStatement) statement = gh_demo_database_prepare (self, "PRAGMA user_version");

    if (gh_demo_statement_step (statement))
      version = gh_demo_statement_get_int (statement, 0);
  }
  if (self->fault != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->fault));
      return FALSE;
    }
  if (version == SCHEMA_VERSION)
    return TRUE;
  if (version != 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                   "it is of version %" G_GINT64_FORMAT ", and this program knows version %d",
                   version, SCHEMA_VERSION);
      return FALSE;
    }

  return execute (self, "BEGIN", error) && execute (self, schema, error) &&
         execute (self, "COMMIT", error);
}

/**
 * gh_demo_database_open:
 * @path: a file, made if it is missing, or ":memory:"
 * @error: (out) (optional): why not
 *
 * Opens the database and makes its tables if it is new. Only its owner can read the file.
 *
 * Returns: (transfer full) (nullable): the database
 */
GhDemoDatabase *
gh_demo_database_open (const char *path, GError **error)
{
  g_autoptr (GhDemoDatabase) self = g_new0 (GhDemoDatabase, 1);
  g_autoptr (GError) local_error = NULL;
  gboolean is_memory = g_str_equal (path, ":memory:");

  self->statements =
    g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) gh_demo_statement_free);

  if (!is_memory)
    {
      g_autofree char *folder = g_path_get_dirname (path);
      int file;

      if (g_mkdir_with_parents (folder, 0700) != 0)
        {
          g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", folder,
                       g_strerror (errno));
          return NULL;
        }
      file = g_open (path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);
      if (file >= 0)
        g_close (file, NULL);
    }

  if (sqlite3_open_v2 (path, &self->handle,
                       SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX |
                         SQLITE_OPEN_EXRESCODE,
                       NULL) != SQLITE_OK)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: %s", path,
                   sqlite3_errmsg (self->handle));
      return NULL;
    }
  /* Two servers on one file would each miss what the other writes. */
  if (!execute (self, "PRAGMA locking_mode = EXCLUSIVE", &local_error) ||
      !execute (self, "PRAGMA journal_mode = WAL", &local_error) ||
      !execute (self, "PRAGMA synchronous = NORMAL", &local_error) ||
      !execute (self, "PRAGMA foreign_keys = ON", &local_error) ||
      !execute (self, "PRAGMA temp_store = MEMORY", &local_error) ||
      !prepare_schema (self, &local_error))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: %s", path, local_error->message);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * gh_demo_database_free:
 * @self: (transfer full) (nullable): the database
 *
 * Closes the database.
 */
void
gh_demo_database_free (GhDemoDatabase *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->statements, g_hash_table_unref);
  g_clear_error (&self->fault);
  sqlite3_close (self->handle);
  g_free (self);
}

/**
 * gh_demo_database_begin:
 * @self: the database
 *
 * Begins a transaction, and forgets earlier faults.
 */
void
gh_demo_database_begin (GhDemoDatabase *self)
{
  g_clear_error (&self->fault);
  gh_demo_database_run (self, "BEGIN");
}

/**
 * gh_demo_database_commit:
 * @self: the database
 * @error: (out) (optional): the first fault since gh_demo_database_begin()
 *
 * Ends the transaction: keeps its changes if no statement failed, and none of them otherwise.
 *
 * Returns: %TRUE if the changes were kept
 */
gboolean
gh_demo_database_commit (GhDemoDatabase *self, GError **error)
{
  if (self->fault == NULL)
    gh_demo_database_run (self, "COMMIT");
  if (self->fault == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&self->fault));
  gh_demo_database_roll_back (self);
  return FALSE;
}

/**
 * gh_demo_database_check:
 * @self: the database
 * @error: (out) (optional): the first fault that nobody has taken yet
 *
 * For those who only read, and need no transaction.
 *
 * Returns: %TRUE if no statement failed
 */
gboolean
gh_demo_database_check (GhDemoDatabase *self, GError **error)
{
  if (self->fault == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->fault));
  return FALSE;
}

/**
 * gh_demo_database_roll_back:
 * @self: the database
 *
 * Ends the transaction, if there is one, and keeps nothing of it; forgets its faults.
 */
void
gh_demo_database_roll_back (GhDemoDatabase *self)
{
  if (!sqlite3_get_autocommit (self->handle))
    gh_demo_database_run (self, "ROLLBACK");
  g_clear_error (&self->fault);
}

/**
 * gh_demo_database_get_last_row:
 * @self: the database
 *
 * Returns: the row that was inserted last
 */
gint64
gh_demo_database_get_last_row (GhDemoDatabase *self)
{
  return sqlite3_last_insert_rowid (self->handle);
}

/**
 * gh_demo_database_dup_setting:
 * @self: the database
 * @name: the name of a member or field
 *
 * Returns: (transfer full) (nullable): what was kept under this name
 */
GBytes *
gh_demo_database_dup_setting (GhDemoDatabase *self, const char *name)
{
  g_autoptr (GhDemoStatement) statement =
    gh_demo_database_prepare (self, "SELECT value FROM settings WHERE name = ?");

  gh_demo_statement_bind_text (statement, 1, name);
  return gh_demo_statement_step (statement) ? gh_demo_statement_dup_bytes (statement, 0) : NULL;
}

/**
 * gh_demo_database_set_setting:
 * @self: the database
 * @name: the name of a member or field
 * @value: the value
 *
 * Keeps something under a name.
 */
void
gh_demo_database_set_setting (GhDemoDatabase *self, const char *name, GBytes *value)
{
  g_autoptr (GhDemoStatement) statement =
    gh_demo_database_prepare (self, "INSERT OR REPLACE INTO settings VALUES (?, ?)");

  gh_demo_statement_bind_text (statement, 1, name);
  gh_demo_statement_bind_bytes (statement, 2, value);
  gh_demo_statement_step (statement);
}

/**
 * gh_demo_database_prepare:
 * @self: the database
 * @sql: a literal
 *
 * Prepares a statement, or takes it as it was prepared before; it is remembered by the address of
 * @sql, which is therefore a literal. It can have one user at a time, who gives it back with
 * gh_demo_statement_release().
 *
 * Returns: (transfer none): the statement; one that cannot be prepared leaves a fault and has no
 *   rows
 */
GhDemoStatement *
gh_demo_database_prepare (GhDemoDatabase *self, const char *sql)
{
  GhDemoStatement *statement = g_hash_table_lookup (self->statements, sql);

  if (statement == NULL)
    {
      statement = gh_demo_statement_new (self, self->handle, sql);
      g_hash_table_insert (self->statements, (gpointer) sql, statement);
    }

  return statement;
}

/**
 * gh_demo_database_run:
 * @self: the database
 * @sql: a literal
 *
 * Runs statements that have no parameters and no rows of interest.
 */
void
gh_demo_database_run (GhDemoDatabase *self, const char *sql)
{
  if (sqlite3_exec (self->handle, sql, NULL, NULL, NULL) != SQLITE_OK)
    gh_demo_database_note_fault (self, sql);
}
