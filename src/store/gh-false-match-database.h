/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-false-match-store.h"

G_BEGIN_DECLS

/* The false matches of one server in a file of SQLite, which those of other servers share. It holds
 * ids and figures; no name, no picture. The file is its owner's alone, and is read and written in a
 * thread, in order. */
#define GH_TYPE_FALSE_MATCH_DATABASE (gh_false_match_database_get_type ())
G_DECLARE_FINAL_TYPE (GhFalseMatchDatabase, gh_false_match_database, GH, FALSE_MATCH_DATABASE,
                      GObject)

GhFalseMatchDatabase *gh_false_match_database_new (const char *path, const char *server)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
