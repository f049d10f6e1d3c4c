/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "gh-demo-database.h"

G_BEGIN_DECLS

/* What database and statement have between them, and nobody else. */

GhDemoStatement *gh_demo_statement_new (GhDemoDatabase *database, sqlite3 *handle, const char *sql)
  G_GNUC_WARN_UNUSED_RESULT;
void gh_demo_statement_free (GhDemoStatement *self);

void gh_demo_database_note_fault (GhDemoDatabase *self, const char *what);

G_END_DECLS
