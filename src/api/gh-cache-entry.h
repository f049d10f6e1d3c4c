/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-cache-rules.h"
#include "gh-reply.h"

G_BEGIN_DECLS

/* One answer that a #GhCache keeps. Inside api/ only. */
typedef struct
{
  char *key;      /* (owned) */
  char *list_key; /* (owned) without the number of the page */
  GhReply *reply; /* (owned) */
  gint64 total;   /* of the list, -1 for none or not known */
  gsize n_bytes;
  GhCacheAreas area;
  gint64 kept_at_us; /* monotonic */
  gint64 fresh_us;
  gint64 stale_us;
  gboolean is_expired;
  GList link; /* of the cache's order */
} GhCacheEntry;

GhCacheEntry *gh_cache_entry_new (const GhRequest *request,
                                  GhReply *reply,
                                  const GhCacheRule *rule) G_GNUC_WARN_UNUSED_RESULT;
void gh_cache_entry_free (GhCacheEntry *self);

char *gh_cache_entry_dup_key (const GhRequest *request) G_GNUC_WARN_UNUSED_RESULT;
char *gh_cache_entry_dup_list_key (const GhRequest *request) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
