/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The answers that a session keeps, in memory and for this sign-in only.
 *
 * Signal "changed" (#GhCacheAreas): what was given out of these areas is no longer what the server
 * says. Whoever shows it asks again, and is given the newer answer. */
#define GH_TYPE_CACHE (gh_cache_get_type ())
G_DECLARE_FINAL_TYPE (GhCache, gh_cache, GH, CACHE, GObject)

#define GH_CACHE_FRESH_US (5 * G_TIME_SPAN_MINUTE)
#define GH_CACHE_MOST_BYTES (16 * 1024 * 1024)
#define GH_CACHE_MOST_ANSWERS 512

typedef enum
{
  GH_CACHE_USERS = 1 << 0,
  GH_CACHE_RECORDS = 1 << 1,
  GH_CACHE_EVENTS = 1 << 2,
  GH_CACHE_STATISTICS = 1 << 3,
} GhCacheAreas;

#define GH_CACHE_N_AREAS 4

/* Force refresh: nothing of these areas is given out any more before the server was asked. */
void gh_cache_expire (GhCache *self, GhCacheAreas areas);
/* Something of these areas has changed at the server, as somebody was told. */
void gh_cache_note_change (GhCache *self, GhCacheAreas areas);

gsize gh_cache_get_n_bytes (GhCache *self);

G_END_DECLS
