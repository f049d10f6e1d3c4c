/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-transport-private.h"

#include "gh-budget-private.h"
#include "gh-dialect-private.h"
#include "gh-error-mapper.h"
#include "gh-reply-private.h"
#include "gh-server-facts-private.h"

#include <glib/gi18n.h>

#define CHUNK_BYTES (64 * 1024)

/* One request on its way, from its headers to the end of its answer. */
typedef struct
{
  GhRequest *request;   /* (owned) */
  SoupMessage *message; /* (owned) */
  GhDeadline *deadline; /* (owned) */
  GhClock *clock;       /* (owned) */
  GInputStream *stream; /* (owned) (nullable) */
  GByteArray *body;     /* (owned) */
  gboolean is_json;
  gboolean is_started; /* something of it may have been sent */
  gint64 started_us;   /* monotonic: when that began */
} SendData;

static void read_more (GTask *task);
static void transmit (GTask *task);

static void
starting_cb (SoupMessage *message, gpointer user_data)
{
  SendData *data = user_data;

  data->is_started = TRUE;
  data->started_us = gh_clock_get_monotonic_us (data->clock);
}

static void
send_data_free (SendData *data)
{
  g_signal_handlers_disconnect_by_data (data->message, data);
  g_clear_pointer (&data->request, gh_request_unref);
  g_clear_object (&data->message);
  g_clear_object (&data->clock);
  g_clear_pointer (&data->deadline, gh_deadline_free);
  g_clear_object (&data->stream);
  g_clear_pointer (&data->body, g_byte_array_unref);
  g_free (data);
}

static const char *
method_name (GhRequestMethod method)
{
  static const char *const names[] = { "GET", "POST", "PUT", "PATCH", "DELETE" };

  return names[method];
}

static const char *
get_host (GhTransport *self)
{
  return gh_server_address_get_host_label (gh_transport_get_address (self));
}

static gboolean
announces_json (SoupMessageHeaders *headers)
{
  const char *type = soup_message_headers_get_content_type (headers, NULL);

  return type != NULL
         && (g_ascii_strcasecmp (type, "application/json") == 0
             || g_str_has_suffix (type, "+json"));
}

static GError *
new_too_large (GhTransport *self)
{
  return g_error_new (GH_ERROR,
                      GH_ERROR_LIMIT,
                      /* Translators: %s is the name of a server. */
                      _("%s sent more than this program takes."),
                      get_host (self));
}

static void
fail (GTask *task, const GError *failure)
{
  SendData *data = g_task_get_task_data (task);
  GError *error = gh_transport_map_failure (g_task_get_source_object (task),
                                            failure,
                                            data->message,
                                            data->deadline);

  if (error->domain == GH_ERROR)
    gh_error_set_is_unsent (error, !data->is_started);
  g_task_return_error (task, error);
}

/* Nobody reads the rest of this answer: its connection is given up, not drained. */
static void
abandon_stream (SendData *data)
{
  if (data->stream == NULL)
    return;

  g_cancellable_cancel (gh_deadline_get_late_cancellable (data->deadline));
  g_input_stream_close_async (data->stream,
                              G_PRIORITY_DEFAULT,
                              gh_deadline_get_late_cancellable (data->deadline),
                              NULL,
                              NULL);
}

/* An answer that announces JSON, is ended by the end of its connection, and has nothing in it: the
 * connection was lost within the headers, which libsoup does not tell. */
static gboolean
is_cut_short (SoupMessage *message, gboolean is_json, gboolean is_empty)
{
  return is_json && is_empty
         && soup_message_headers_get_encoding (soup_message_get_response_headers (message))
              == SOUP_ENCODING_EOF;
}

static void
conclude (GTask *task)
{
  GhTransport *self = g_task_get_source_object (task);
  SendData *data = g_task_get_task_data (task);
  SoupMessageHeaders *headers = soup_message_get_response_headers (data->message);
  gboolean is_empty = data->body->len == 0;
  g_autoptr (GBytes) body = g_byte_array_free_to_bytes (g_steal_pointer (&data->body));
  GhErrorAnswer answer = {
    .status = soup_message_get_status (data->message),
    .is_json = data->is_json,
    .is_empty = is_empty,
    .body = body,
    .location = soup_message_headers_get_one (headers, "Location"),
    .retry_after = soup_message_headers_get_one (headers, "Retry-After"),
  };
  GhReply *reply = NULL;
  GError *error;

  if (answer.status == SOUP_STATUS_NOT_MODIFIED && gh_request_get_etag (data->request) != NULL)
    {
      g_task_return_pointer (task, gh_reply_new_unchanged (), (GDestroyNotify) gh_reply_unref);
      return;
    }

  if (is_cut_short (data->message, data->is_json, is_empty))
    {
      g_autoptr (GError) failure =
        g_error_new_literal (G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, "cut short");

      fail (task, failure);
      return;
    }

  if (data->is_json && !is_empty)
    gh_dialect_observe (gh_transport_get_dialect (self), body);
  error = gh_error_mapper_map_answer (&answer, get_host (self), gh_transport_get_clock (self));
  if (g_error_matches (error, GH_ERROR, GH_ERROR_RATE_LIMITED))
    gh_budget_close (gh_transport_get_budget (self),
                     data->request,
                     gh_error_get_retry_at_us (error));
  if (error == NULL)
    reply = gh_reply_new (answer.status, body, &error);
  if (reply == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  gh_reply_set_etag (reply, soup_message_headers_get_one (headers, "ETag"));
  g_task_return_pointer (task, reply, (GDestroyNotify) gh_reply_unref);
}

static void
read_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SendData *data = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) chunk = NULL;

  chunk = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  if (chunk == NULL)
    {
      fail (task, error);
      return;
    }

  if (g_bytes_get_size (chunk) > GH_JSON_MOST_BYTES - data->body->len)
    {
      abandon_stream (data);
      g_task_return_error (task, new_too_large (g_task_get_source_object (task)));
      return;
    }

  g_byte_array_append (data->body,
                       g_bytes_get_data (chunk, NULL),
                       (guint) g_bytes_get_size (chunk));
  if (g_bytes_get_size (chunk) == 0)
    conclude (task);
  else if (!data->is_json)
    {
      /* That there is something, and that it is not JSON, is all that has to be known. */
      abandon_stream (data);
      conclude (task);
    }
  else
    read_more (g_steal_pointer (&task));
}

static void
read_more (GTask *task)
{
  SendData *data = g_task_get_task_data (task);

  g_input_stream_read_bytes_async (data->stream,
                                   CHUNK_BYTES,
                                   G_PRIORITY_DEFAULT,
                                   gh_deadline_get_late_cancellable (data->deadline),
                                   read_ready_cb,
                                   task);
}

static void
learn_limit (GhTransport *self, GhRequest *request, SoupMessageHeaders *headers)
{
  GhRateLimit told;

  if (gh_rate_limit_parse (&told,
                           soup_message_headers_get_one (headers, "X-RateLimit-Limit"),
                           soup_message_headers_get_one (headers, "X-RateLimit-Remaining"),
                           soup_message_headers_get_one (headers, "X-RateLimit-Reset"),
                           gh_clock_get_real_us (gh_transport_get_clock (self))))
    gh_budget_learn (gh_transport_get_budget (self), request, &told);
}

static void
send_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GhTransport *self = g_task_get_source_object (task);
  SendData *data = g_task_get_task_data (task);
  SoupMessageHeaders *headers = soup_message_get_response_headers (data->message);
  GhClock *clock = gh_transport_get_clock (self);
  g_autoptr (GError) error = NULL;

  data->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (data->stream == NULL)
    {
      fail (task, error);
      return;
    }

  gh_trust_note_success (gh_transport_get_trust (self));
  gh_transport_take_facts (self,
                           gh_server_facts_new (data->message, gh_clock_get_real_us (clock)));
  gh_transport_take_answer_time (self, gh_clock_get_monotonic_us (clock) - data->started_us);
  learn_limit (self, data->request, headers);
  data->is_json = announces_json (headers);
  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH
      && soup_message_headers_get_content_length (headers) > GH_JSON_MOST_BYTES)
    {
      abandon_stream (data);
      g_task_return_error (task, new_too_large (g_task_get_source_object (task)));
      return;
    }

  read_more (g_steal_pointer (&task));
}

static void
trust_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (gh_trust_prepare_finish (GH_TRUST (source), result, &error))
    transmit (g_steal_pointer (&task));
  else
    fail (task, error);
}

static void
transmit (GTask *task)
{
  GhTransport *self = g_task_get_source_object (task);
  SendData *data = g_task_get_task_data (task);
  GhTrust *trust = gh_transport_get_trust (self);

  if (!gh_trust_is_ready (trust))
    {
      gh_trust_prepare_async (trust, gh_deadline_get_cancellable (data->deadline), trust_ready_cb,
                              task);
      return;
    }

  gh_trust_watch (trust, data->message);
  soup_session_send_async (gh_transport_get_soup_session (self), data->message, G_PRIORITY_DEFAULT,
                           gh_deadline_get_late_cancellable (data->deadline), send_ready_cb, task);
}

/**
 * gh_transport_send_async:
 * @self: a transport
 * @request: what to ask
 * @access_token: (nullable): who asks
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the answer is there
 * @user_data: for @callback
 *
 * Sends a request and reads the whole of its answer, within %GH_TRANSPORT_DEADLINE_US in all and
 * %GH_JSON_MOST_BYTES. A redirect is not followed, and nothing of this request is shown to where it
 * points. A request that dies on a connection that had been idle is sent once more by libsoup if
 * its method is idempotent; nothing else is sent twice here.
 */
void
gh_transport_send_async (GhTransport *self,
                         GhRequest *request,
                         const char *access_token,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (SoupMessage) message = NULL;
  g_autofree char *uri = NULL;
  const char *query;
  GError *error = NULL;
  SendData *data;

  g_return_if_fail (GH_IS_TRANSPORT (self));
  g_return_if_fail (request != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_transport_send_async);

  query = gh_request_get_query (request);
  uri = g_strconcat (gh_server_address_get_base (gh_transport_get_address (self)),
                     gh_request_get_path (request),
                     query != NULL ? "?" : "",
                     query != NULL ? query : "",
                     NULL);
  message = gh_transport_new_message (self,
                                      method_name (gh_request_get_method (request)),
                                      uri,
                                      access_token,
                                      &error);
  if (message == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  soup_message_headers_replace (soup_message_get_request_headers (message),
                                "Accept",
                                "application/json");
  if (gh_request_get_etag (request) != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (message),
                                  "If-None-Match",
                                  gh_request_get_etag (request));
  if (gh_request_get_body (request) != NULL)
    soup_message_set_request_body_from_bytes (message,
                                              gh_request_get_content_type (request),
                                              gh_request_get_body (request));

  data = g_new0 (SendData, 1);
  data->request = gh_request_ref (request);
  data->message = g_steal_pointer (&message);
  data->clock = g_object_ref (gh_transport_get_clock (self));
  g_signal_connect (data->message, "starting", G_CALLBACK (starting_cb), data);
  data->deadline =
    gh_deadline_new (gh_transport_get_clock (self), GH_TRANSPORT_DEADLINE_US, cancellable);
  data->body = g_byte_array_new ();
  g_task_set_task_data (task, data, (GDestroyNotify) send_data_free);

  transmit (g_steal_pointer (&task));
}

/**
 * gh_transport_send_finish:
 * @self: a transport
 * @result: the result
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): a successful answer; %NULL with any #GhError, or
 *   %G_IO_ERROR_CANCELLED
 */
GhReply *
gh_transport_send_finish (GhTransport *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
