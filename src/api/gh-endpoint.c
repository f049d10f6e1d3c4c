/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-endpoint.h"

#include "gh-error.h"
#include "gh-reply-private.h"

typedef struct
{
  GhEndpointDecoder decoder;
  GhReply *reply; /* (owned) (nullable) once it is there */
} Call;

static void
call_free (Call *call)
{
  g_clear_pointer (&call->reply, gh_reply_unref);
  g_free (call);
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
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;

  call->reply = gh_session_send_finish (GH_SESSION (source), result, &error);
  if (call->reply == NULL)
    g_task_return_error (task, error);
  else if (gh_reply_is_large (call->reply))
    g_task_run_in_thread (task, decode_thread);
  else
    decode_in_task (task);
}

/*
 * gh_endpoint_call_async:
 * @source: the endpoint group, for @callback
 * @session: who asks
 * @request: what to ask
 * @decoder: what makes an object of the payload
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
  call->decoder = decoder;
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);
  gh_session_send_async (session, request, cancellable, sent_cb, task);
}

/*
 * gh_endpoint_call_finish:
 * @source: the endpoint group
 * @result: the result
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
