/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-false-match-pair.h"

G_BEGIN_DECLS

/* What #GhFalseMatchDatabase does in its thread: the file itself, opened when it is first needed.
 * Every call may wait for the disk, and for another program that writes, five seconds at most. */
typedef struct _GhFalseMatchFile GhFalseMatchFile;

GhFalseMatchFile *gh_false_match_file_new (const char *path, const char *server)
  G_GNUC_WARN_UNUSED_RESULT;
void gh_false_match_file_free (GhFalseMatchFile *self);

/* (element-type GhFalseMatchPair) */
GPtrArray *gh_false_match_file_read (GhFalseMatchFile *self, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean gh_false_match_file_add (GhFalseMatchFile *self, GhFalseMatch *match, GError **error);
gboolean gh_false_match_file_remove (GhFalseMatchFile *self,
                                     const char *event_id,
                                     GError **error);
/* @counts: (element-type GhFalseMatchPair): of which only what is suppressed counts. */
gboolean gh_false_match_file_write_counts (GhFalseMatchFile *self,
                                           GPtrArray *counts,
                                           GError **error);

G_END_DECLS
