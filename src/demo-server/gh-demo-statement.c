/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-statement-private.h"

struct _GhDemoStatement
{
  GhDemoDatabase *database; /* (unowned) */
  sqlite3_stmt *handle;     /* (owned) (nullable): where it could not be prepared */
};

/**
 * gh_demo_statement_new:
 * @database: who keeps it, and its faults
 * @handle: the connection
 * @sql: the statement
 *
 * Returns: (transfer full): the statement; one that cannot be prepared leaves a fault
 */
GhDemoStatement *
gh_demo_statement_new (GhDemoDatabase *database, sqlite3 *handle, const char *sql)
{
  GhDemoStatement *self = g_new0 (GhDemoStatement, 1);

  self->database = database;
  if (sqlite3_prepare_v3 (handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &self->handle, NULL) !=
      SQLITE_OK)
    gh_demo_database_note_fault (database, sql);

  return self;
}

/**
 * gh_demo_statement_free:
 * @self: (transfer full): a statement
 *
 * Frees it; its users only give it back.
 */
void
gh_demo_statement_free (GhDemoStatement *self)
{
  sqlite3_finalize (self->handle);
  g_free (self);
}

/**
 * gh_demo_statement_bind_int:
 * @self: a statement
 * @index: which parameter
 * @value: the value
 *
 * Sets a parameter; they are counted from 1.
 */
void
gh_demo_statement_bind_int (GhDemoStatement *self, int index, gint64 value)
{
  sqlite3_bind_int64 (self->handle, index, value);
}

/**
 * gh_demo_statement_bind_double:
 * @self: a statement
 * @index: which parameter
 * @value: the value
 *
 * Sets a parameter; they are counted from 1.
 */
void
gh_demo_statement_bind_double (GhDemoStatement *self, int index, double value)
{
  sqlite3_bind_double (self->handle, index, value);
}

/**
 * gh_demo_statement_bind_text:
 * @self: a statement
 * @index: which parameter
 * @value: the value
 *
 * Sets a parameter; they are counted from 1.
 */
void
gh_demo_statement_bind_text (GhDemoStatement *self, int index, const char *value)
{
  sqlite3_bind_text (self->handle, index, value, -1, SQLITE_TRANSIENT);
}

/**
 * gh_demo_statement_bind_bytes:
 * @self: a statement
 * @index: which parameter
 * @value: the value
 *
 * Sets a parameter; they are counted from 1.
 */
void
gh_demo_statement_bind_bytes (GhDemoStatement *self, int index, GBytes *value)
{
  gsize length;
  const void *data = g_bytes_get_data (value, &length);

  sqlite3_bind_blob64 (self->handle, index, data != NULL ? data : "", length, SQLITE_TRANSIENT);
}

/**
 * gh_demo_statement_bind_null:
 * @self: a statement
 * @index: which parameter
 *
 * Sets a parameter; they are counted from 1.
 */
void
gh_demo_statement_bind_null (GhDemoStatement *self, int index)
{
  sqlite3_bind_null (self->handle, index);
}

/**
 * gh_demo_statement_step:
 * @self: a statement
 *
 * Goes to the first row, or the next. A fault stays with the database.
 *
 * Returns: %TRUE if there is a row
 */
gboolean
gh_demo_statement_step (GhDemoStatement *self)
{
  int result;

  if (self->handle == NULL)
    return FALSE;
  result = sqlite3_step (self->handle);
  if (result != SQLITE_ROW && result != SQLITE_DONE)
    gh_demo_database_note_fault (self->database, sqlite3_sql (self->handle));
  return result == SQLITE_ROW;
}

/**
 * gh_demo_statement_is_null:
 * @self: a statement
 * @column: the first of the columns
 *
 * Returns: %TRUE if the column, counted from 0, holds nothing
 */
gboolean
gh_demo_statement_is_null (GhDemoStatement *self, int column)
{
  return sqlite3_column_type (self->handle, column) == SQLITE_NULL;
}

/**
 * gh_demo_statement_get_int:
 * @self: a statement
 * @column: the first of the columns
 *
 * Returns: the column, counted from 0; 0 if it holds nothing
 */
gint64
gh_demo_statement_get_int (GhDemoStatement *self, int column)
{
  return sqlite3_column_int64 (self->handle, column);
}

/**
 * gh_demo_statement_get_double:
 * @self: a statement
 * @column: the first of the columns
 *
 * Returns: the column, counted from 0; 0 if it holds nothing
 */
double
gh_demo_statement_get_double (GhDemoStatement *self, int column)
{
  return sqlite3_column_double (self->handle, column);
}

/**
 * gh_demo_statement_peek_text:
 * @self: a statement
 * @column: the first of the columns
 *
 * Returns: (transfer none) (nullable): the column, counted from 0, valid until the next step
 */
const char *
gh_demo_statement_peek_text (GhDemoStatement *self, int column)
{
  return (const char *) sqlite3_column_text (self->handle, column);
}

/**
 * gh_demo_statement_dup_text:
 * @self: a statement
 * @column: the first of the columns
 *
 * Returns: (transfer full) (nullable): the column, counted from 0
 */
char *
gh_demo_statement_dup_text (GhDemoStatement *self, int column)
{
  return g_strdup (gh_demo_statement_peek_text (self, column));
}

/**
 * gh_demo_statement_dup_bytes:
 * @self: a statement
 * @column: the first of the columns
 *
 * Returns: (transfer full): the column, counted from 0
 */
GBytes *
gh_demo_statement_dup_bytes (GhDemoStatement *self, int column)
{
  const void *data = sqlite3_column_blob (self->handle, column);

  return g_bytes_new (data, (gsize) sqlite3_column_bytes (self->handle, column));
}

/**
 * gh_demo_statement_release:
 * @self: a statement
 *
 * Gives the statement back, without row and parameters.
 */
void
gh_demo_statement_release (GhDemoStatement *self)
{
  if (self->handle == NULL)
    return;
  sqlite3_reset (self->handle);
  sqlite3_clear_bindings (self->handle);
}
