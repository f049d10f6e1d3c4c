/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-endpoint.h"

#include "gh-cache-private.h"
#include "gh-dialect-private.h"
#include "gh-error.h"
#include "gh-reply-private.h"
#include "gh-result-page.h"
#include "gh-retry.h"
#include "gh-revalidation.h"
#include "gh-session-private.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

typedef struct
{
  GhSession *session;         /* (owned) */
  GhRequest *request;         /* (owned) as the specification has it */
  GhRequest *spoken;          /* (owned) as it is sent */
  GhEndpointDecoder decoder;  /* (nullable) */
  GhRetry *retry;             /* (owned) */
  GError *first_error;        /* (owned) (nullable) that made us try the other way to say it */
  GhReply *kept;              /* (owned) (nullable) what the server may say is still right */
  guint64 ticket;             /* of the cache */
  GhReply *reply;             /* (owned) (nullable) once it is there */
  gboolean is_kept;           /* @reply was in the cache before */
} Call;

static void sent_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
call_free (Call *call)
{
  g_clear_object (&call->session);
  g_clear_pointer (&call->request, gh_request_unref);
  g_clear_pointer (&call->spoken, gh_request_unref);
  g_clear_pointer (&call->retry, gh_retry_free);
  g_clear_error (&call->first_error);
  g_clear_pointer (&call->kept, gh_reply_unref);
  g_clear_pointer (&call->reply, gh_reply_unref);
  g_free (call);
}

static GhDialect *
get_dialect (Call *call)
{
  return gh_transport_get_dialect (gh_session_get_transport (call->session));
}

static GhCache *
get_cache (Call *call)
{
  return gh_session_get_cache (call->session);
}

/* What nobody waits for looks for what is new, in amounts that would drive out everything else. */
static gboolean
uses_cache (Call *call)
{
  return gh_request_get_method (call->spoken) == GH_REQUEST_GET
         && gh_request_get_priority (call->spoken) != GH_REQUEST_BACKGROUND;
}

static GObject *
decode (Call *call, GError **error)
{
  g_autoptr (GhJsonReader) reader = gh_reply_read (call->reply, error);
  g_autoptr (GObject) object = NULL;

  if (reader == NULL)
    return NULL;

  object = call->decoder (reader);
  return gh_json_reader_finish (reader, error) ? g_steal_pointer (&object) : NULL;
}

/* Only an answer that could be read is kept. */
static void
take_note (Call *call, GObject *object, const GError *error)
{
  if (!uses_cache (call) || gh_error_is_cancelled (error))
    return;

  if (object == NULL)
    gh_cache_remove (get_cache (call), call->spoken);
  else if (!call->is_kept)
    gh_cache_keep (get_cache (call), call->spoken, call->reply, call->ticket);
  if (object != NULL && GH_IS_RESULT_PAGE (object))
    gh_cache_note_total (get_cache (call),
                         call->spoken,
                         gh_result_page_get_total (GH_RESULT_PAGE (object)));
}

static void
settle (GTask *task, GObject *object, GError *error)
{
  take_note (g_task_get_task_data (task), object, error);
  if (object != NULL)
    g_task_return_pointer (task, object, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
decode_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  GObject *object = NULL;

  if (!g_cancellable_set_error_if_cancelled (cancellable, &error))
    object = decode (task_data, &error);
  if (object != NULL)
    g_task_return_pointer (task, object, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
decoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GObject *object = g_task_propagate_pointer (G_TASK (result), &error);

  settle (task, object, error);
}

/* The call belongs to @task, which waits for the decoding. */
static void
decode_and_settle (GTask *task)
{
  Call *call = g_task_get_task_data (task);
  g_autoptr (GTask) decoding = NULL;
  GObject *object;
  GError *error = NULL;

  if (!gh_reply_is_large (call->reply))
    {
      object = decode (call, &error);
      settle (task, object, error);
      return;
    }

  decoding =
    g_task_new (NULL, g_task_get_cancellable (task), decoded_cb, g_object_ref (task));
  g_task_set_source_tag (decoding, decode_and_settle);
  g_task_set_task_data (decoding, call, NULL);
  g_task_run_in_thread (decoding, decode_thread);
}

static void
transmit (GTask *task)
{
  Call *call = g_task_get_task_data (task);

  gh_session_send_async (call->session,
                         call->spoken,
                         g_task_get_cancellable (task),
                         sent_cb,
                         task);
}

/* A repeated deletion of what the first one has deleted. */
static gboolean
is_done_already (Call *call, const GError *error)
{
  return call->decoder == NULL && gh_request_get_method (call->request) == GH_REQUEST_DELETE
         && gh_retry_has_been_sent (call->retry)
         && g_error_matches (error, GH_ERROR, GH_ERROR_NOT_FOUND);
}

static void
read_again_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GObject *object = g_task_propagate_pointer (G_TASK (result), &error);

  if (object != NULL)
    g_task_return_pointer (task, object, g_object_unref);
  else if (gh_error_is_cancelled (error))
    g_task_return_error (task, error);
  else
    {
      g_clear_error (&error);
      g_task_return_new_error_literal (
        task,
        GH_ERROR,
        GH_ERROR_INVALID_REPLY,
        _("The server has done it, but does not say what there is now."));
    }
}

/* Servers that have nothing to say about a change have made it all the same. */
static gboolean
read_again (GTask *task)
{
  Call *call = g_task_get_task_data (task);
  g_autoptr (GhRequest) reading = NULL;

  if (gh_request_get_method (call->spoken) != GH_REQUEST_GET)
    reading = gh_dialect_new_reading (call->request);
  if (reading == NULL || gh_reply_has_payload (call->reply))
    return FALSE;

  gh_request_set_freshness (reading, GH_REQUEST_ANEW);
  gh_endpoint_call_async (g_task_get_source_object (task),
                          call->session,
                          reading,
                          call->decoder,
                          g_task_get_cancellable (task),
                          read_again_cb,
                          g_object_ref (task));

  return TRUE;
}

static void
conclude (GTask *task)
{
  Call *call = g_task_get_task_data (task);

  gh_dialect_note_success (get_dialect (call), call->request, call->spoken);
  gh_cache_touch (get_cache (call), call->spoken);
  if (gh_reply_get_status (call->reply) == SOUP_STATUS_NOT_MODIFIED)
    {
      gh_cache_renew (get_cache (call), call->spoken, call->kept, call->ticket);
      g_clear_pointer (&call->reply, gh_reply_unref);
      call->reply = g_steal_pointer (&call->kept);
      call->is_kept = TRUE;
    }

  if (call->decoder == NULL)
    g_task_return_boolean (task, TRUE);
  else if (!read_again (task))
    decode_and_settle (task);
}

/* What is kept, where it is good enough; else it may be good for asking whether it is right. */
static gboolean
answer_from_cache (GTask *task)
{
  Call *call = g_task_get_task_data (task);
  GhRequestFreshness freshness = gh_request_get_freshness (call->spoken);
  GhRequest *conditional;
  GhCacheState state;

  if (!uses_cache (call))
    return FALSE;

  call->ticket = gh_cache_get_ticket (get_cache (call), call->spoken);
  state = gh_cache_look_up (get_cache (call), call->spoken, &call->kept);
  if ((state == GH_CACHE_FRESH && freshness != GH_REQUEST_ANEW)
      || (state == GH_CACHE_STALE && freshness == GH_REQUEST_STALE))
    {
      if (state == GH_CACHE_STALE)
        gh_revalidation_start (call->session, call->spoken, call->kept);
      call->reply = g_steal_pointer (&call->kept);
      call->is_kept = TRUE;
      decode_and_settle (task);
      return TRUE;
    }

  if (call->kept != NULL && gh_reply_get_etag (call->kept) != NULL)
    {
      conditional = gh_request_dup (call->spoken);
      gh_request_set_etag (conditional, gh_reply_get_etag (call->kept));
      g_clear_pointer (&call->spoken, gh_request_unref);
      call->spoken = conditional;
    }

  return FALSE;
}

/* Refused, or never sent: whatever else went wrong, it may have been done. */
static gboolean
is_certainly_not_done (const GError *error)
{
  guint status = gh_error_get_http_status (error);

  return gh_error_get_is_unsent (error) || (status >= 400 && status < 500);
}

static void
fail (GTask *task, GError *error)
{
  Call *call = g_task_get_task_data (task);

  if (!is_certainly_not_done (error))
    gh_cache_touch (get_cache (call), call->spoken);
  if (call->first_error != NULL)
    error = gh_dialect_choose_error (g_steal_pointer (&call->first_error), error);
  g_task_return_error (task, gh_dialect_explain (get_dialect (call), call->request, error));
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  GhRequest *other = NULL;
  gint64 wait_us;

  gh_retry_excuse (call->retry, gh_session_call_get_waited_us (result));
  call->reply = gh_session_send_finish (GH_SESSION (source), result, &error);
  if (call->reply != NULL)
    {
      conclude (task);
      return;
    }

  if (is_done_already (call, error))
    {
      gh_cache_touch (get_cache (call), call->spoken);
      g_task_return_boolean (task, TRUE);
      return;
    }

  if (call->first_error == NULL)
    other = gh_dialect_find_other (get_dialect (call), call->request, error);
  if (other != NULL)
    {
      call->first_error = g_steal_pointer (&error);
      g_clear_pointer (&call->spoken, gh_request_unref);
      call->spoken = other;
      transmit (g_steal_pointer (&task));
    }
  else if (gh_retry_count_failure (call->retry, call->spoken, error, &wait_us))
    gh_retry_pause (call->retry, wait_us, task, transmit);
  else
    fail (task, g_steal_pointer (&error));
}

/*
 * gh_endpoint_call_async:
 * @source: the endpoint group, for @callback
 * @session: who asks
 * @request: what to ask, as the specification has it
 * @decoder: (nullable): what makes an object of the payload; %NULL if there is none, or if it is
 *   not of interest
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the object is there
 * @user_data: for @callback
 *
 * Makes a call and an object of its answer. That may be an answer that is kept, as the request
 * wants it; see GhCache. A change of one thing that is answered by nothing is followed by reading
 * the thing.
 */
void
gh_endpoint_call_async (gpointer source,
                        GhSession *session,
                        GhRequest *request,
                        GhEndpointDecoder decoder,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task = g_task_new (source, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  g_task_set_source_tag (task, gh_endpoint_call_async);
  call->session = g_object_ref (session);
  call->request = gh_request_ref (request);
  call->spoken = gh_dialect_translate (get_dialect (call), request);
  call->decoder = decoder;
  call->retry = gh_retry_new (gh_transport_get_clock (gh_session_get_transport (session)));
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);
  if (answer_from_cache (task))
    g_object_unref (task);
  else
    transmit (task);
}

/*
 * gh_endpoint_call_finish:
 * @source: the endpoint group
 * @result: the result of a call with a decoder
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the object
 */
gpointer
gh_endpoint_call_finish (gpointer source, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, source), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/*
 * gh_endpoint_call_finish_nothing:
 * @source: the endpoint group
 * @result: the result of a call without a decoder
 * @error: return location for a #GError
 *
 * Returns: %TRUE if the server has done it
 */
gboolean
gh_endpoint_call_finish_nothing (gpointer source, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, source), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
