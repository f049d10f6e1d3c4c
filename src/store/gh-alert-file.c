/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-alert-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>

#define SCHEMA_VERSION 1
/* Another program of this account, a wall beside a window, may be writing. */
#define BUSY_MS 5000

struct _GhAlertFile
{
  sqlite3 *handle; /* (owned) */
};

static const char schema[] =
  "CREATE TABLE entries ("
  "  scope TEXT NOT NULL, kind INTEGER NOT NULL, id TEXT NOT NULL, body BLOB NOT NULL,"
  "  PRIMARY KEY (scope, kind, id)) WITHOUT ROWID;"
  "PRAGMA user_version = 1;";

static gboolean
set_error (GhAlertFile *self, GError **error)
{
  int code = sqlite3_errcode (self->handle) & 0xff;

  g_set_error (error, G_IO_ERROR,
               code == SQLITE_CORRUPT || code == SQLITE_NOTADB ? G_IO_ERROR_INVALID_DATA
               : code == SQLITE_FULL                           ? G_IO_ERROR_NO_SPACE
               : code == SQLITE_READONLY || code == SQLITE_PERM || code == SQLITE_CANTOPEN
                 ? G_IO_ERROR_PERMISSION_DENIED
                 : G_IO_ERROR_FAILED,
               "%s", sqlite3_errmsg (self->handle));
  return FALSE;
}

static gboolean
execute (GhAlertFile *self, const char *sql, GError **error)
{
  return sqlite3_exec (self->handle, sql, NULL, NULL, NULL) == SQLITE_OK || set_error (self, error);
}

static sqlite3_stmt *
prepare (GhAlertFile *self, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (self->handle, sql, -1, &statement, NULL) != SQLITE_OK)
    set_error (self, error);

  return statement;
}

/* The first column of the first row. */
static gboolean
query (GhAlertFile *self, const char *sql, char **value, GError **error)
{
  sqlite3_stmt *statement = prepare (self, sql, error);
  gboolean worked;

  *value = NULL;
  if (statement == NULL)
    return FALSE;

  worked = sqlite3_step (statement) == SQLITE_ROW;
  if (worked)
    *value = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  else
    set_error (self, error);
  sqlite3_finalize (statement);

  return worked;
}

/* The file is small, so that looking at every page of it takes milliseconds. */
static gboolean
check (GhAlertFile *self, GError **error)
{
  g_autofree char *said = NULL;

  if (!query (self, "PRAGMA quick_check (1)", &said, error))
    return FALSE;
  if (g_strcmp0 (said, "ok") == 0)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s", said != NULL ? said : "");
  return FALSE;
}

static gboolean
prepare_schema (GhAlertFile *self, GhAlertFileOrigin *origin, GError **error)
{
  g_autofree char *version = NULL;

  if (!query (self, "PRAGMA user_version", &version, error))
    return FALSE;
  if (g_strcmp0 (version, G_STRINGIFY (SCHEMA_VERSION)) == 0)
    return TRUE;
  if (g_strcmp0 (version, "0") != 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "version %s", version);
      return FALSE;
    }

  *origin = GH_ALERT_FILE_NEW;

  return execute (self, "BEGIN IMMEDIATE", error) && execute (self, schema, error)
         && execute (self, "COMMIT", error);
}

/* Only its owner may read it. */
static gboolean
make_file (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int file;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
      return FALSE;
    }
  file = g_open (path, O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file < 0)
    {
      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
      return FALSE;
    }

  return g_close (file, error);
}

static GhAlertFile *
open_once (const char *path, GhAlertFileOrigin *origin, GError **error)
{
  g_autoptr (GhAlertFile) self = g_new0 (GhAlertFile, 1);

  *origin = GH_ALERT_FILE_OLD;
  if (!make_file (path, error))
    return NULL;
  if (sqlite3_open_v2 (path, &self->handle,
                       SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL)
      != SQLITE_OK)
    {
      set_error (self, error);
      return NULL;
    }

  sqlite3_busy_timeout (self->handle, BUSY_MS);
  sqlite3_limit (self->handle, SQLITE_LIMIT_LENGTH, GH_ALERT_FILE_MOST_BODY_BYTES + 65536);
  /* Whatever a commit says is kept is on the disk, even if the power goes. */
  if (!execute (self, "PRAGMA journal_mode = WAL", error)
      || !execute (self, "PRAGMA synchronous = FULL", error)
      || !execute (self, "PRAGMA trusted_schema = OFF", error)
      || !check (self, error) || !prepare_schema (self, origin, error))
    return NULL;

  return g_steal_pointer (&self);
}

/* With what belongs to it, so that nothing of it is taken for part of the new one. */
static char *
put_aside (const char *path, GError **error)
{
  static const char *const parts[] = { "-wal", "-shm", "" };
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%dT%H%M%S");
  g_autofree char *aside = g_strdup_printf ("%s.damaged-%s", path, stamp);

  for (guint i = 2; g_file_test (aside, G_FILE_TEST_EXISTS); i++)
    {
      g_free (aside);
      aside = g_strdup_printf ("%s.damaged-%s-%u", path, stamp, i);
    }
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *from = g_strconcat (path, parts[i], NULL);
      g_autofree char *to = g_strconcat (aside, parts[i], NULL);

      if (g_rename (from, to) != 0 && errno != ENOENT)
        {
          g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno),
                               g_strerror (errno));
          return NULL;
        }
    }

  return g_steal_pointer (&aside);
}

/*
 * gh_alert_file_open:
 * @path: the file
 * @origin: (out): whether it was there
 * @aside: (out) (nullable): where a damaged one is now
 * @error: return location for an error of the domain %G_IO_ERROR
 *
 * Opens the file, and makes it if it is missing. One that is damaged is put aside, and a new one
 * made.
 *
 * Returns: (transfer full) (nullable): the file
 */
GhAlertFile *
gh_alert_file_open (const char *path, GhAlertFileOrigin *origin, char **aside, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  GhAlertFile *self = open_once (path, origin, &local_error);

  *aside = NULL;
  if (self == NULL && gh_alert_file_is_damage (local_error))
    {
      g_clear_error (&local_error);
      *aside = put_aside (path, &local_error);
      if (*aside != NULL)
        self = open_once (path, origin, &local_error);
      *origin = GH_ALERT_FILE_WAS_DAMAGED;
    }
  if (self == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return self;
}

void
gh_alert_file_free (GhAlertFile *self)
{
  sqlite3_close (self->handle);
  g_free (self);
}

/*
 * gh_alert_file_load:
 * @self: the file
 * @scope: whose
 * @error: return location for an error of the domain %G_IO_ERROR
 *
 * Reads everything of @scope.
 *
 * Returns: (transfer full) (element-type GhAlertEntry) (nullable): what is kept
 */
GPtrArray *
gh_alert_file_load (GhAlertFile *self, const char *scope, GError **error)
{
  g_autoptr (GPtrArray) entries =
    g_ptr_array_new_with_free_func ((GDestroyNotify) gh_alert_entry_free);
  sqlite3_stmt *statement =
    prepare (self, "SELECT kind, id, body FROM entries WHERE scope = ? ORDER BY kind, id LIMIT ?",
             error);
  int result;

  if (statement == NULL)
    return NULL;

  sqlite3_bind_text (statement, 1, scope, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int (statement, 2, GH_ALERT_FILE_MOST_ENTRIES);
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      const void *body = sqlite3_column_blob (statement, 2);
      gsize n_bytes = (gsize) sqlite3_column_bytes (statement, 2);
      const char *id = (const char *) sqlite3_column_text (statement, 1);

      if (id != NULL && body != NULL && n_bytes <= GH_ALERT_FILE_MOST_BODY_BYTES)
        g_ptr_array_add (entries,
                         gh_alert_entry_new ((GhAlertEntryKind) sqlite3_column_int (statement, 0),
                                             id, g_bytes_new (body, n_bytes)));
    }
  if (result != SQLITE_DONE)
    set_error (self, error);
  sqlite3_finalize (statement);

  return result == SQLITE_DONE ? g_steal_pointer (&entries) : NULL;
}

static gboolean
write_entry (GhAlertFile *self, const char *scope, const GhAlertEntry *entry, GError **error)
{
  sqlite3_stmt *statement =
    prepare (self,
             entry->body != NULL ? "INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?)"
                                 : "DELETE FROM entries WHERE scope = ? AND kind = ? AND id = ?",
             error);
  gboolean worked;

  if (statement == NULL)
    return FALSE;

  sqlite3_bind_text (statement, 1, scope, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int (statement, 2, (int) entry->kind);
  sqlite3_bind_text (statement, 3, entry->id, -1, SQLITE_TRANSIENT);
  if (entry->body != NULL)
    {
      gsize n_bytes;
      const void *data = g_bytes_get_data (entry->body, &n_bytes);

      sqlite3_bind_blob64 (statement, 4, data != NULL ? data : "", n_bytes, SQLITE_TRANSIENT);
    }
  worked = sqlite3_step (statement) == SQLITE_DONE;
  if (!worked)
    set_error (self, error);
  sqlite3_finalize (statement);

  return worked;
}

/*
 * gh_alert_file_write:
 * @self: the file
 * @scope: whose
 * @entries: (element-type GhAlertEntry): what is to be kept or forgotten
 * @error: return location for an error of the domain %G_IO_ERROR
 *
 * Keeps all of @entries, or none of them.
 *
 * Returns: whether it is on the disk
 */
gboolean
gh_alert_file_write (GhAlertFile *self, const char *scope, GPtrArray *entries, GError **error)
{
  gboolean worked = execute (self, "BEGIN IMMEDIATE", error);

  for (guint i = 0; i < entries->len && worked; i++)
    worked = write_entry (self, scope, entries->pdata[i], error);
  worked = worked && execute (self, "COMMIT", error);
  if (!worked && !sqlite3_get_autocommit (self->handle))
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);

  return worked;
}

gboolean
gh_alert_file_is_damage (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}
