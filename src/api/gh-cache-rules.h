/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-cache.h"
#include "gh-request.h"

G_BEGIN_DECLS

/* What is kept, for how long, and what a change at the server makes worthless. Inside api/ only. */
typedef struct
{
  GhCacheAreas area;
  gint64 fresh_us; /* for how long it is given out without asking */
  gint64 stale_us; /* for how long it may be given out while the server is asked */
} GhCacheRule;

const GhCacheRule *gh_cache_rules_find (const GhRequest *request, gint64 now_real_us);
GhCacheAreas gh_cache_rules_get_touched (const GhRequest *request);

G_END_DECLS
