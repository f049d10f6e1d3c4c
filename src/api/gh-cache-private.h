/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-cache.h"
#include "gh-clock.h"
#include "gh-reply.h"
#include "gh-request.h"

G_BEGIN_DECLS

/* What those who ask need of it. Inside api/ only. */

typedef enum
{
  GH_CACHE_NOTHING,
  GH_CACHE_FRESH,   /* is to be given out */
  GH_CACHE_STALE,   /* may be given out while the server is asked */
  GH_CACHE_EXPIRED, /* is good for asking whether it is still right */
} GhCacheState;

GhCache *gh_cache_new (GhClock *clock) G_GNUC_WARN_UNUSED_RESULT;
void gh_cache_clear (GhCache *self);

/* @reply is left alone where there is nothing. */
GhCacheState gh_cache_look_up (GhCache *self, GhRequest *request, GhReply **reply);

/* Taken before a request is sent, and given back with its answer: what has been changed meanwhile
 * may not be in the answer. */
guint64 gh_cache_get_ticket (GhCache *self, GhRequest *request);
gboolean gh_cache_keep (GhCache *self, GhRequest *request, GhReply *reply, guint64 ticket);
void gh_cache_note_total (GhCache *self, GhRequest *request, gint64 total);
void gh_cache_renew (GhCache *self, GhRequest *request, GhReply *reply, guint64 ticket);
void gh_cache_remove (GhCache *self, GhRequest *request);
void gh_cache_touch (GhCache *self, GhRequest *request);

/* FALSE where the answer is being asked for already. */
gboolean gh_cache_begin_revalidation (GhCache *self, GhRequest *request);
void gh_cache_end_revalidation (GhCache *self, GhRequest *request);
void gh_cache_emit_changed (GhCache *self, GhCacheAreas areas);

G_END_DECLS
