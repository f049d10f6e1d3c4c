/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which messages came lately: at most 100,000 ids, in at most 10 MiB. */
typedef struct _GhRecentIds GhRecentIds;

#define GH_RECENT_IDS_MOST 100000

GhRecentIds *gh_recent_ids_new (void) G_GNUC_WARN_UNUSED_RESULT;
void gh_recent_ids_free (GhRecentIds *self);

gboolean gh_recent_ids_add (GhRecentIds *self, const char *id);
void gh_recent_ids_clear (GhRecentIds *self);
guint gh_recent_ids_get_n (const GhRecentIds *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhRecentIds, gh_recent_ids_free)

G_END_DECLS
