/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The one connection to SQLite. Statements are prepared once and kept.
 *
 * A statement that fails leaves a fault with the database: the code that runs statements reads
 * straight through, and whoever answers the request asks once, with gh_demo_database_commit(). */
typedef struct _GhDemoDatabase GhDemoDatabase;
typedef struct _GhDemoStatement GhDemoStatement;

GhDemoDatabase *gh_demo_database_open (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void gh_demo_database_free (GhDemoDatabase *self);

void gh_demo_database_begin (GhDemoDatabase *self);
gboolean gh_demo_database_commit (GhDemoDatabase *self, GError **error);
gboolean gh_demo_database_check (GhDemoDatabase *self, GError **error);
void gh_demo_database_roll_back (GhDemoDatabase *self);

gint64 gh_demo_database_get_last_row (GhDemoDatabase *self);

GBytes *gh_demo_database_dup_setting (GhDemoDatabase *self, const char *name)
  G_GNUC_WARN_UNUSED_RESULT;
void gh_demo_database_set_setting (GhDemoDatabase *self, const char *name, GBytes *value);

/* @sql is a literal: it is remembered by its address. Only one user of a statement at a time. */
GhDemoStatement *gh_demo_database_prepare (GhDemoDatabase *self, const char *sql)
  G_GNUC_WARN_UNUSED_RESULT;
/* Runs a statement that has no parameters and no rows of interest. */
void gh_demo_database_run (GhDemoDatabase *self, const char *sql);

/* Parameters are counted from 1. */
void gh_demo_statement_bind_int (GhDemoStatement *self, int index, gint64 value);
void gh_demo_statement_bind_double (GhDemoStatement *self, int index, double value);
void gh_demo_statement_bind_text (GhDemoStatement *self, int index, const char *value);
void gh_demo_statement_bind_bytes (GhDemoStatement *self, int index, GBytes *value);
void gh_demo_statement_bind_null (GhDemoStatement *self, int index);

/* TRUE if there is a row. */
gboolean gh_demo_statement_step (GhDemoStatement *self);

/* Columns are counted from 0. */
gboolean gh_demo_statement_is_null (GhDemoStatement *self, int column);
gint64 gh_demo_statement_get_int (GhDemoStatement *self, int column);
double gh_demo_statement_get_double (GhDemoStatement *self, int column);
const char *gh_demo_statement_peek_text (GhDemoStatement *self, int column);
char *gh_demo_statement_dup_text (GhDemoStatement *self, int column) G_GNUC_WARN_UNUSED_RESULT;
GBytes *gh_demo_statement_dup_bytes (GhDemoStatement *self, int column) G_GNUC_WARN_UNUSED_RESULT;

/* Gives the statement back. */
void gh_demo_statement_release (GhDemoStatement *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhDemoDatabase, gh_demo_database_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhDemoStatement, gh_demo_statement_release)

G_END_DECLS
