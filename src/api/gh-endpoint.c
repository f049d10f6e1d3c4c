/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-endpoint.h"

#include "gh-deadline.h"
#include "gh-dialect-private.h"
#include "gh-error.h"
#include "gh-reply-private.h"
#include "gh-retry.h"
#include "gh-session-private.h"

typedef struct
{
  GhSession *session;         /* (owned) */
  GhRequest *request;         /* (owned) as the specification has it */
  GhRequest *spoken;          /* (owned) as it is sent */
  GhEndpointDecoder decoder;  /* (nullable) */
  GhRetry *retry;             /* (owned) */
  GhDeadline *pause;          /* (owned) (nullable) before the next try */
  GError *first_error;        /* (owned) (nullable) that made us try the other way to say it */
  GhReply *reply;             /* (owned) (nullable) once it is there */
} Call;

static void sent_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
call_free (Call *call)
{
  g_clear_object (&call->session);
  g_clear_pointer (&call->request, gh_request_unref);
  g_clear_pointer (&call->spoken, gh_request_unref);
  g_clear_pointer (&call->retry, gh_retry_free);
  g_clear_pointer (&call->pause, gh_deadline_free);
  g_clear_error (&call->first_error);
  g_clear_pointer (&call->reply, gh_reply_unref);
  g_free (call);
}

static GhDialect *
get_dialect (Call *call)
{
  return gh_transport_get_dialect (gh_session_get_transport (call->session));
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

static void
decode_in_task (GTask *task)
{
  GError *error = NULL;
  GObject *object = decode (g_task_get_task_data (task), &error);

  if (object != NULL)
    g_task_return_pointer (task, object, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
decode_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  if (!g_task_return_error_if_cancelled (task))
    decode_in_task (task);
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

/* The time has come, or the caller does not want it any more; then the session says so. */
static gboolean
paused_cb (GCancellable *cancellable, gpointer user_data)
{
  GTask *task = user_data;
  Call *call = g_task_get_task_data (task);

  g_clear_pointer (&call->pause, gh_deadline_free);
  transmit (g_object_ref (task));

  return G_SOURCE_REMOVE;
}

static void
pause_before_next (GTask *task, gint64 wait_us)
{
  Call *call = g_task_get_task_data (task);
  GhClock *clock = gh_transport_get_clock (gh_session_get_transport (call->session));
  g_autoptr (GSource) source = NULL;

  call->pause = gh_deadline_new (clock, wait_us, g_task_get_cancellable (task));
  source = g_cancellable_source_new (gh_deadline_get_cancellable (call->pause));
  g_task_attach_source (task, source, G_SOURCE_FUNC (paused_cb));
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
conclude (GTask *task)
{
  Call *call = g_task_get_task_data (task);

  gh_dialect_note_success (get_dialect (call), call->request, call->spoken);
  if (call->decoder == NULL)
    g_task_return_boolean (task, TRUE);
  else if (gh_reply_is_large (call->reply))
    g_task_run_in_thread (task, decode_thread);
  else
    decode_in_task (task);
}

static void
fail (GTask *task, GError *error)
{
  Call *call = g_task_get_task_data (task);

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
    pause_before_next (task, wait_us);
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
 * Makes a call and an object of its answer.
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
