/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cache-entry.h"

#include "gh-reply-private.h"

#include <string.h>

/* What an entry takes beside its answer and its keys, about. */
#define ENTRY_BYTES 512

/*
 * gh_cache_entry_new:
 * @request: what was asked, as it was sent
 * @reply: the answer
 * @rule: for how long it is good
 *
 * Returns: (transfer full): an entry that is in no cache yet
 */
GhCacheEntry *
gh_cache_entry_new (const GhRequest *request, GhReply *reply, const GhCacheRule *rule)
{
  GhCacheEntry *self = g_new0 (GhCacheEntry, 1);

  self->key = gh_cache_entry_dup_key (request);
  self->list_key = gh_cache_entry_dup_list_key (request);
  self->reply = gh_reply_ref (reply);
  self->total = -1;
  self->n_bytes = gh_reply_get_n_bytes (reply) + ENTRY_BYTES + 2 * strlen (self->key);
  self->area = rule->area;
  self->fresh_us = rule->fresh_us;
  self->stale_us = rule->stale_us;
  self->link.data = self;

  return self;
}

/*
 * gh_cache_entry_free:
 * @self: (transfer full): an entry that is in no cache any more
 *
 * Frees it.
 */
void
gh_cache_entry_free (GhCacheEntry *self)
{
  g_free (self->key);
  g_free (self->list_key);
  g_clear_pointer (&self->reply, gh_reply_unref);
  g_free (self);
}

/*
 * gh_cache_entry_dup_key:
 * @request: a request, as it is sent
 *
 * Returns: (transfer full): what tells its answer from all others of a method
 */
char *
gh_cache_entry_dup_key (const GhRequest *request)
{
  const char *query = gh_request_get_query (request);

  return g_strconcat (gh_request_get_path (request), "?", query, NULL);
}

/*
 * gh_cache_entry_dup_list_key:
 * @request: a request, as it is sent
 *
 * Returns: (transfer full): what the pages of one list share
 */
char *
gh_cache_entry_dup_list_key (const GhRequest *request)
{
  const char *query = gh_request_get_query (request);
  g_auto (GStrv) pairs = g_strsplit (query != NULL ? query : "", "&", -1);
  GString *key = g_string_new (gh_request_get_path (request));

  for (guint i = 0; pairs[i] != NULL; i++)
    if (!g_str_has_prefix (pairs[i], "page="))
      g_string_append_printf (key, "&%s", pairs[i]);

  return g_string_free (key, FALSE);
}
