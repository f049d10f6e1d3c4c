/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cache-private.h"

#include "gh-cache-entry.h"
#include "gh-reply-private.h"

/* For how long answers are good of what was changed in the last %GH_CACHE_FRESH_US: there are
 * servers that keep answers themselves, and go on giving out the old ones. */
#define FRESH_AFTER_CHANGE_US (10 * G_TIME_SPAN_SECOND)
/* One answer does not drive out all the others. */
#define MOST_ENTRY_BYTES (GH_CACHE_MOST_BYTES / 2)

/*
 * GhCache:
 *
 * Keeps answers as they came, by request: method, path and query, as they are sent in the server's
 * dialect. One belongs to a session, and so to a server; it is emptied at the beginning and at the
 * end of a sign-in, and so belongs to an account. Nothing of it is ever written anywhere.
 *
 * For how long an answer is good, and what a change touches, is in gh-cache-rules.c. Within its
 * time an answer is fresh and is given out without asking. For another time it is stale: those who
 * listen to "changed" are given it at once, the server is asked behind their back, and if it says
 * something else they are told to ask again. After that, and when something was changed, it has
 * expired and serves only for asking whether it is still right (If-None-Match).
 *
 * The pages of a list are one thing. Where the server gives another total, or other rows, with one
 * page, what is kept of the others has expired: pages of two times side by side would show a row
 * twice, or never.
 */
struct _GhCache
{
  GObject parent_instance;

  GhClock *clock;        /* (owned) */
  GHashTable *entries;   /* (owned): key to GhCacheEntry */
  GHashTable *asked_for; /* (owned): keys of what is being asked for behind somebody's back */
  GQueue recency;        /* of GhCacheEntry, newest first; its links are theirs */
  gsize n_bytes;
  guint64 changes[GH_CACHE_N_AREAS];      /* how often an area has expired */
  gint64 touched_at_us[GH_CACHE_N_AREAS]; /* when something of it was changed, 0 for never */
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhCache, gh_cache, G_TYPE_OBJECT)

static GhCacheEntry *
find (GhCache *self, const GhRequest *request)
{
  g_autofree char *key = gh_cache_entry_dup_key (request);

  return g_hash_table_lookup (self->entries, key);
}

static void
remove_entry (GhCache *self, GhCacheEntry *entry)
{
  g_queue_unlink (&self->recency, &entry->link);
  self->n_bytes -= entry->n_bytes;
  g_hash_table_remove (self->entries, entry->key);
}

static void
make_room (GhCache *self)
{
  while (self->n_bytes > GH_CACHE_MOST_BYTES
         || g_hash_table_size (self->entries) > GH_CACHE_MOST_ANSWERS)
    remove_entry (self, g_queue_peek_tail (&self->recency));
}

static gint64
get_age_us (GhCache *self, const GhCacheEntry *entry)
{
  return gh_clock_get_monotonic_us (self->clock) - entry->kept_at_us;
}

static const GhCacheRule *
find_rule (GhCache *self, const GhRequest *request)
{
  return gh_cache_rules_find (request, gh_clock_get_real_us (self->clock));
}

/* Whoever gives out pages of @list_key otherwise than @except is wrong from now on. */
static void
expire_list (GhCache *self, const char *list_key, const GhCacheEntry *except, gint64 total)
{
  for (GList *at = self->recency.head; at != NULL; at = at->next)
    {
      GhCacheEntry *entry = at->data;

      if (entry != except && (total < 0 || (entry->total >= 0 && entry->total != total))
          && g_str_equal (entry->list_key, list_key))
        entry->is_expired = TRUE;
    }
}

static guint64
get_changes (GhCache *self, GhCacheAreas area)
{
  guint64 n = 0;

  for (guint i = 0; i < GH_CACHE_N_AREAS; i++)
    if (area & 1u << i)
      n += self->changes[i];

  return n;
}

static gboolean
is_touched_lately (GhCache *self, GhCacheAreas area)
{
  gint64 now_us = gh_clock_get_monotonic_us (self->clock);

  for (guint i = 0; i < GH_CACHE_N_AREAS; i++)
    if ((area & 1u << i) && self->touched_at_us[i] != 0
        && now_us - self->touched_at_us[i] < GH_CACHE_FRESH_US)
      return TRUE;

  return FALSE;
}

static void
gh_cache_dispose (GObject *object)
{
  GhCache *self = GH_CACHE (object);

  g_queue_init (&self->recency);
  g_hash_table_remove_all (self->entries);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gh_cache_parent_class)->dispose (object);
}

static void
gh_cache_finalize (GObject *object)
{
  GhCache *self = GH_CACHE (object);

  g_clear_pointer (&self->entries, g_hash_table_unref);
  g_clear_pointer (&self->asked_for, g_hash_table_unref);

  G_OBJECT_CLASS (gh_cache_parent_class)->finalize (object);
}

static void
gh_cache_class_init (GhCacheClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gh_cache_dispose;
  object_class->finalize = gh_cache_finalize;

  /**
   * GhCache::changed:
   * @areas: #GhCacheAreas
   *
   * Emitted when answers of these areas that were given out may be other ones now: because
   * something was changed through this session, because the server has said so when it was asked
   * behind the back of somebody who was given an old one, by gh_cache_expire(), or by
   * gh_cache_note_change(). Whoever asks again is given what the server says now.
   */
  signals[CHANGED] = g_signal_new ("changed", GH_TYPE_CACHE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
gh_cache_init (GhCache *self)
{
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                         (GDestroyNotify) gh_cache_entry_free);
  self->asked_for = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_queue_init (&self->recency);
}

/*
 * gh_cache_new:
 * @clock: what the age of answers is measured by
 *
 * Returns: (transfer full): an empty cache
 */
GhCache *
gh_cache_new (GhClock *clock)
{
  GhCache *self = g_object_new (GH_TYPE_CACHE, NULL);

  self->clock = g_object_ref (clock);

  return self;
}

/*
 * gh_cache_clear:
 * @self: a cache
 *
 * Forgets everything, for somebody else may come.
 */
void
gh_cache_clear (GhCache *self)
{
  g_queue_init (&self->recency);
  g_hash_table_remove_all (self->entries);
  g_hash_table_remove_all (self->asked_for);
  self->n_bytes = 0;
  for (guint i = 0; i < GH_CACHE_N_AREAS; i++)
    self->changes[i]++;
}

/*
 * gh_cache_look_up:
 * @self: a cache
 * @request: what is to be asked, as it would be sent
 * @reply: (out) (transfer full): the answer that is kept; untouched where there is none
 *
 * Returns: what the answer is good for
 */
GhCacheState
gh_cache_look_up (GhCache *self, GhRequest *request, GhReply **reply)
{
  GhCacheEntry *entry =
    gh_request_get_method (request) == GH_REQUEST_GET ? find (self, request) : NULL;
  gint64 age_us;

  if (entry == NULL)
    return GH_CACHE_NOTHING;

  g_queue_unlink (&self->recency, &entry->link);
  g_queue_push_head_link (&self->recency, &entry->link);
  *reply = gh_reply_ref (entry->reply);
  age_us = get_age_us (self, entry);
  if (entry->is_expired || age_us >= entry->fresh_us + entry->stale_us)
    return GH_CACHE_EXPIRED;

  return age_us < entry->fresh_us ? GH_CACHE_FRESH : GH_CACHE_STALE;
}

/*
 * gh_cache_get_ticket:
 * @self: a cache
 * @request: what is to be asked
 *
 * Returns: what gh_cache_keep() is to be given with the answer
 */
guint64
gh_cache_get_ticket (GhCache *self, GhRequest *request)
{
  const GhCacheRule *rule = find_rule (self, request);

  return rule != NULL ? get_changes (self, rule->area) : 0;
}

/*
 * gh_cache_keep:
 * @self: a cache
 * @request: what was asked, as it was sent
 * @reply: the answer, that could be read
 * @ticket: what gh_cache_get_ticket() said before it was sent
 *
 * Keeps an answer, unless answers of its kind are not kept, something of its area was changed while
 * it was under way, or it is too large.
 *
 * Returns: %TRUE if something else was kept before
 */
gboolean
gh_cache_keep (GhCache *self, GhRequest *request, GhReply *reply, guint64 ticket)
{
  const GhCacheRule *rule = find_rule (self, request);
  gboolean is_other = FALSE;
  gint64 total = -1;
  GhCacheEntry *entry, *before;

  if (rule == NULL || ticket != get_changes (self, rule->area))
    return FALSE;

  before = find (self, request);
  if (before != NULL)
    {
      is_other = !gh_reply_equals (before->reply, reply);
      if (!is_other)
        total = before->total;
      remove_entry (self, before);
    }

  entry = gh_cache_entry_new (request, reply, rule);
  entry->total = total;
  entry->kept_at_us = gh_clock_get_monotonic_us (self->clock);
  if (is_touched_lately (self, rule->area))
    entry->fresh_us = MIN (entry->fresh_us, FRESH_AFTER_CHANGE_US);
  if (is_other)
    expire_list (self, entry->list_key, entry, -1);
  if (entry->n_bytes > MOST_ENTRY_BYTES)
    {
      gh_cache_entry_free (entry);
      return is_other;
    }

  g_hash_table_insert (self->entries, entry->key, entry);
  g_queue_push_head_link (&self->recency, &entry->link);
  self->n_bytes += entry->n_bytes;
  make_room (self);

  return is_other;
}

/*
 * gh_cache_renew:
 * @self: a cache
 * @request: what was asked, as it was sent
 * @reply: the answer that the server says is still right
 * @ticket: what gh_cache_get_ticket() said before it was sent
 *
 * Makes a kept answer fresh.
 */
void
gh_cache_renew (GhCache *self, GhRequest *request, GhReply *reply, guint64 ticket)
{
  GhCacheEntry *entry = find (self, request);

  if (entry == NULL || entry->reply != reply || ticket != get_changes (self, entry->area))
    return;

  entry->kept_at_us = gh_clock_get_monotonic_us (self->clock);
  entry->is_expired = FALSE;
}

/*
 * gh_cache_note_total:
 * @self: a cache
 * @request: what was asked, as it was sent
 * @total: how long the list is of which the answer is a page
 *
 * Expires the pages of a list of another length.
 */
void
gh_cache_note_total (GhCache *self, GhRequest *request, gint64 total)
{
  g_autofree char *list_key = gh_cache_entry_dup_list_key (request);
  GhCacheEntry *entry = find (self, request);

  if (entry != NULL)
    entry->total = total;
  expire_list (self, list_key, entry, total);
}

/*
 * gh_cache_remove:
 * @self: a cache
 * @request: what was asked, as it was sent
 *
 * Forgets an answer.
 */
void
gh_cache_remove (GhCache *self, GhRequest *request)
{
  GhCacheEntry *entry = find (self, request);

  if (entry != NULL)
    remove_entry (self, entry);
}

/*
 * gh_cache_touch:
 * @self: a cache
 * @request: what was done, or may have been done
 *
 * Expires what that has changed.
 */
void
gh_cache_touch (GhCache *self, GhRequest *request)
{
  GhCacheAreas touched = gh_cache_rules_get_touched (request);

  if (touched != 0)
    gh_cache_note_change (self, touched);
}

/*
 * gh_cache_begin_revalidation:
 * @self: a cache
 * @request: what is to be asked again
 *
 * Returns: %TRUE if it is to be asked; %FALSE if that is being done
 */
gboolean
gh_cache_begin_revalidation (GhCache *self, GhRequest *request)
{
  return g_hash_table_add (self->asked_for, gh_cache_entry_dup_key (request));
}

/*
 * gh_cache_end_revalidation:
 * @self: a cache
 * @request: what was asked again
 *
 * It may be asked again once more.
 */
void
gh_cache_end_revalidation (GhCache *self, GhRequest *request)
{
  g_autofree char *key = gh_cache_entry_dup_key (request);

  g_hash_table_remove (self->asked_for, key);
}

/*
 * gh_cache_emit_changed:
 * @self: a cache
 * @areas: what has changed
 *
 * Tells those who show it.
 */
void
gh_cache_emit_changed (GhCache *self, GhCacheAreas areas)
{
  g_signal_emit (self, signals[CHANGED], 0, (guint) areas);
}

/**
 * gh_cache_expire:
 * @self: a cache
 * @areas: what is to be asked anew
 *
 * Gives out nothing of @areas any more before the server was asked, and tells everybody who shows
 * something of them ("changed"). This is what a person gets who wants to have it refreshed.
 */
void
gh_cache_expire (GhCache *self, GhCacheAreas areas)
{
  g_return_if_fail (GH_IS_CACHE (self));

  for (GList *at = self->recency.head; at != NULL; at = at->next)
    {
      GhCacheEntry *entry = at->data;

      if (entry->area & areas)
        entry->is_expired = TRUE;
    }
  for (guint i = 0; i < GH_CACHE_N_AREAS; i++)
    if (areas & 1u << i)
      self->changes[i]++;
  gh_cache_emit_changed (self, areas);
}

/**
 * gh_cache_note_change:
 * @self: a cache
 * @areas: what has changed at the server, through this session or otherwise
 *
 * As gh_cache_expire(), and for a while answers of @areas are not believed for long: the server may
 * keep some of its own.
 */
void
gh_cache_note_change (GhCache *self, GhCacheAreas areas)
{
  g_return_if_fail (GH_IS_CACHE (self));

  for (guint i = 0; i < GH_CACHE_N_AREAS; i++)
    if (areas & 1u << i)
      self->touched_at_us[i] = gh_clock_get_monotonic_us (self->clock);
  gh_cache_expire (self, areas);
}

/**
 * gh_cache_get_n_bytes:
 * @self: a cache
 *
 * Returns: how much is kept, %GH_CACHE_MOST_BYTES at most
 */
gsize
gh_cache_get_n_bytes (GhCache *self)
{
  g_return_val_if_fail (GH_IS_CACHE (self), 0);

  return self->n_bytes;
}
