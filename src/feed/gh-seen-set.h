/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which ids have been met: all that are in use, and the last so many of those that are no more. */
typedef struct _GhSeenSet GhSeenSet;

GhSeenSet *gh_seen_set_new (guint most_released) G_GNUC_WARN_UNUSED_RESULT;
void gh_seen_set_free (GhSeenSet *self);

gboolean gh_seen_set_add (GhSeenSet *self, const char *id);
void gh_seen_set_release (GhSeenSet *self, const char *id);
gboolean gh_seen_set_contains (const GhSeenSet *self, const char *id);
void gh_seen_set_set_most_released (GhSeenSet *self, guint most_released);
void gh_seen_set_clear (GhSeenSet *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhSeenSet, gh_seen_set_free)

G_END_DECLS
