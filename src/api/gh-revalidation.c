/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-revalidation.h"

#include "gh-cache-private.h"
#include "gh-cache-rules.h"
#include "gh-error.h"
#include "gh-reply-private.h"
#include "gh-session-private.h"

#include <libsoup/soup.h>

typedef struct
{
  GhSession *session; /* there as long as the call is not cancelled */
  GhCache *cache;     /* (owned) */
  GhRequest *request; /* (owned) as it was sent first */
  GhReply *given;     /* (owned) */
  GCancellable *life; /* (owned) of the sign-in */
  guint64 ticket;
} Revalidation;

static void
revalidation_free (Revalidation *revalidation)
{
  g_clear_object (&revalidation->cache);
  g_clear_pointer (&revalidation->request, gh_request_unref);
  g_clear_pointer (&revalidation->given, gh_reply_unref);
  g_clear_object (&revalidation->life);
  g_free (revalidation);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Revalidation, revalidation_free)

static void
tell (Revalidation *revalidation)
{
  GhClock *clock = gh_transport_get_clock (gh_session_get_transport (revalidation->session));
  const GhCacheRule *rule =
    gh_cache_rules_find (revalidation->request, gh_clock_get_real_us (clock));

  if (rule != NULL)
    gh_cache_emit_changed (revalidation->cache, rule->area);
}

/* The answer is kept as it is; those who are told of it find out what is in it. */
static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Revalidation) revalidation = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhReply) reply = gh_session_call_finish (result, &error);
  GhCache *cache = revalidation->cache;
  GhRequest *request = revalidation->request;

  if (g_cancellable_is_cancelled (revalidation->life))
    return;

  gh_cache_end_revalidation (cache, request);
  if (reply != NULL && gh_reply_get_status (reply) == SOUP_STATUS_NOT_MODIFIED)
    gh_cache_renew (cache, request, revalidation->given, revalidation->ticket);
  else if (reply != NULL)
    {
      if (gh_cache_keep (cache, request, reply, revalidation->ticket))
        tell (revalidation);
    }
  else if (g_error_matches (error, GH_ERROR, GH_ERROR_NOT_FOUND)
           || g_error_matches (error, GH_ERROR, GH_ERROR_FORBIDDEN))
    {
      /* Who asks again is told so. */
      gh_cache_remove (cache, request);
      tell (revalidation);
    }
  else if (!g_error_matches (error, GH_ERROR, GH_ERROR_RATE_LIMITED))
    gh_session_note_failure (revalidation->session, error);
}

/*
 * gh_revalidation_start:
 * @session: who asks
 * @request: what is to be asked, as it is sent
 * @given: the old answer
 *
 * Asks, when nobody else wants to, and lets GhCache::changed tell if the answer is another one now.
 * Does nothing where that is being asked already. Ends with the sign-in.
 */
void
gh_revalidation_start (GhSession *session, GhRequest *request, GhReply *given)
{
  GhCache *cache = gh_session_get_cache (session);
  g_autoptr (GhRequest) conditional = NULL;
  Revalidation *revalidation;

  if (!gh_cache_begin_revalidation (cache, request))
    return;

  revalidation = g_new0 (Revalidation, 1);
  revalidation->session = session;
  revalidation->cache = g_object_ref (cache);
  revalidation->request = gh_request_ref (request);
  revalidation->given = gh_reply_ref (given);
  revalidation->life = g_object_ref (gh_session_get_life (session));
  revalidation->ticket = gh_cache_get_ticket (cache, request);

  conditional = gh_request_dup (request);
  gh_request_set_priority (conditional, GH_REQUEST_BACKGROUND);
  gh_request_set_etag (conditional, gh_reply_get_etag (given));
  gh_session_call_async (session, FALSE, conditional, revalidation->life, answered_cb,
                         revalidation);
}
