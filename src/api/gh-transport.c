/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-transport-private.h"

#include "gh-budget-private.h"
#include "gh-dialect-private.h"
#include "gh-error-mapper.h"
#include "gh-reply-private.h"
#include "gh-server-facts-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define CHUNK_BYTES (64 * 1024)
#define MOST_CONNECTIONS 10
#define MOST_CONNECTIONS_PER_HOST 6

struct _GhTransport
{
  GObject parent_instance;

  GhServerAddress *address; /* (owned) */
  GhClock *clock;           /* (owned) */
  GhDialect *dialect;       /* (owned) */
  GhTrust *trust;           /* (owned) */
  GhBudget *budget;         /* (owned) */
  SoupSession *session;     /* (owned): as @trust wants it */
  GhServerFacts *facts;     /* (owned) (nullable): of the newest answer */
};

typedef struct
{
  GhRequest *request;   /* (owned) */
  SoupMessage *message; /* (owned) */
  GhDeadline *deadline; /* (owned) */
  GInputStream *stream; /* (owned) (nullable) */
  GByteArray *body;     /* (owned) */
  gboolean is_json;
  gboolean is_started; /* something of it may have been sent */
} SendData;

G_DEFINE_FINAL_TYPE (GhTransport, gh_transport, G_TYPE_OBJECT)

static void read_more (GTask *task);
static void transmit (GTask *task);

static void
starting_cb (SoupMessage *message, gpointer user_data)
{
  SendData *data = user_data;

  data->is_started = TRUE;
}

static void
send_data_free (SendData *data)
{
  g_signal_handlers_disconnect_by_data (data->message, data);
  g_clear_pointer (&data->request, gh_request_unref);
  g_clear_object (&data->message);
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
  return gh_server_address_get_host_label (self->address);
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

  g_cancellable_cancel (gh_deadline_get_cancellable (data->deadline));
  g_input_stream_close_async (data->stream,
                              G_PRIORITY_DEFAULT,
                              gh_deadline_get_cancellable (data->deadline),
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
    gh_dialect_observe (self->dialect, body);
  error = gh_error_mapper_map_answer (&answer, get_host (self), self->clock);
  if (g_error_matches (error, GH_ERROR, GH_ERROR_RATE_LIMITED))
    gh_budget_close (self->budget, data->request, gh_error_get_retry_at_us (error));
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
                                   gh_deadline_get_cancellable (data->deadline),
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
                           gh_clock_get_real_us (self->clock)))
    gh_budget_learn (self->budget, request, &told);
}

static void
send_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GhTransport *self = g_task_get_source_object (task);
  SendData *data = g_task_get_task_data (task);
  SoupMessageHeaders *headers = soup_message_get_response_headers (data->message);
  g_autoptr (GError) error = NULL;

  data->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (data->stream == NULL)
    {
      fail (task, error);
      return;
    }

  g_clear_pointer (&self->facts, gh_server_facts_free);
  gh_trust_note_success (self->trust);
  self->facts = gh_server_facts_new (data->message, gh_clock_get_real_us (self->clock));
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
  GCancellable *cancellable = gh_deadline_get_cancellable (data->deadline);

  if (!gh_trust_is_ready (self->trust))
    {
      gh_trust_prepare_async (self->trust, cancellable, trust_ready_cb, task);
      return;
    }

  gh_trust_watch (self->trust, data->message);
  soup_session_send_async (self->session, data->message, G_PRIORITY_DEFAULT, cancellable,
                           send_ready_cb, task);
}

static void
gh_transport_dispose (GObject *object)
{
  GhTransport *self = GH_TRANSPORT (object);

  if (self->session != NULL)
    soup_session_abort (self->session);
  g_clear_object (&self->session);
  g_clear_object (&self->trust);
  g_clear_object (&self->clock);
  g_clear_object (&self->dialect);
  g_clear_object (&self->budget);

  G_OBJECT_CLASS (gh_transport_parent_class)->dispose (object);
}

static void
gh_transport_finalize (GObject *object)
{
  GhTransport *self = GH_TRANSPORT (object);

  g_clear_pointer (&self->address, gh_server_address_unref);
  g_clear_pointer (&self->facts, gh_server_facts_free);

  G_OBJECT_CLASS (gh_transport_parent_class)->finalize (object);
}

static void
gh_transport_class_init (GhTransportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gh_transport_dispose;
  object_class->finalize = gh_transport_finalize;
}

static void
gh_transport_init (GhTransport *self)
{
}

static SoupSession *
new_session (GhTrust *trust)
{
  SoupSession *session = soup_session_new_with_options ("user-agent",
                                                        "Gatehouse/" GH_VERSION,
                                                        "max-conns",
                                                        MOST_CONNECTIONS,
                                                        "max-conns-per-host",
                                                        MOST_CONNECTIONS_PER_HOST,
                                                        NULL);

  /* The bearer is the only way to say who we are, and an answer is what it says it is. */
  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  soup_session_remove_feature_by_type (session, SOUP_TYPE_COOKIE_JAR);
  soup_session_remove_feature_by_type (session, SOUP_TYPE_CONTENT_SNIFFER);
  /* A compressed frame's real size is not known to the payload limit. */
  soup_session_remove_feature_by_type (session, SOUP_TYPE_WEBSOCKET_EXTENSION_MANAGER);
  gh_trust_set_up_session (trust, session);

  return session;
}

/*
 * gh_transport_get_soup_session:
 * @self: a transport
 *
 * Returns: (transfer none): the HTTP session
 */
SoupSession *
gh_transport_get_soup_session (GhTransport *self)
{
  return self->session;
}

/*
 * gh_transport_get_trust:
 * @self: a transport
 *
 * Returns: (transfer none): what decides which connection is good enough, until the settings change
 */
GhTrust *
gh_transport_get_trust (GhTransport *self)
{
  return self->trust;
}

/**
 * gh_transport_new:
 * @address: the server
 * @clock: what deadlines are counted by
 *
 * Returns: (transfer full): the owner of the one HTTP session to @address
 */
GhTransport *
gh_transport_new (GhServerAddress *address, GhClock *clock)
{
  g_autoptr (GhConnectionSettings) settings = gh_connection_settings_new ();
  GhTransport *self;

  g_return_val_if_fail (address != NULL, NULL);
  g_return_val_if_fail (GH_IS_CLOCK (clock), NULL);

  self = g_object_new (GH_TYPE_TRANSPORT, NULL);
  self->address = gh_server_address_ref (address);
  self->clock = g_object_ref (clock);
  self->dialect = gh_dialect_new (address);
  self->budget = gh_budget_new (clock);
  gh_transport_set_settings (self, settings);

  return self;
}

/**
 * gh_transport_set_settings:
 * @self: a transport
 * @settings: what was said about the way to the server
 *
 * Takes the settings as they are now: to follow later changes, set them again. New connections obey
 * them; what is in flight goes on as it began, and so does a WebSocket that is open.
 */
void
gh_transport_set_settings (GhTransport *self, GhConnectionSettings *settings)
{
  g_return_if_fail (GH_IS_TRANSPORT (self));
  g_return_if_fail (GH_IS_CONNECTION_SETTINGS (settings));

  if (self->trust != NULL
      && gh_connection_settings_equal (gh_trust_get_settings (self->trust), settings))
    return;

  g_clear_object (&self->session);
  g_clear_object (&self->trust);
  self->trust = gh_trust_new (self->address, settings);
  self->session = new_session (self->trust);
}

/**
 * gh_transport_get_settings:
 * @self: a transport
 *
 * Returns: (transfer none): what was said about the way to the server; not to be changed
 */
GhConnectionSettings *
gh_transport_get_settings (GhTransport *self)
{
  g_return_val_if_fail (GH_IS_TRANSPORT (self), NULL);

  return gh_trust_get_settings (self->trust);
}

/**
 * gh_transport_get_refused_certificate:
 * @self: a transport
 *
 * Returns: (transfer none) (nullable): the server's certificate, if it was refused and nothing was
 *   answered since
 */
GhCertificate *
gh_transport_get_refused_certificate (GhTransport *self)
{
  g_return_val_if_fail (GH_IS_TRANSPORT (self), NULL);

  return gh_trust_get_refused (self->trust);
}

/**
 * gh_transport_get_address:
 * @self: a transport
 *
 * Returns: (transfer none): the server
 */
GhServerAddress *
gh_transport_get_address (GhTransport *self)
{
  g_return_val_if_fail (GH_IS_TRANSPORT (self), NULL);

  return self->address;
}

/**
 * gh_transport_get_clock:
 * @self: a transport
 *
 * Returns: (transfer none): what deadlines are counted by
 */
GhClock *
gh_transport_get_clock (GhTransport *self)
{
  g_return_val_if_fail (GH_IS_TRANSPORT (self), NULL);

  return self->clock;
}

/**
 * gh_transport_get_dialect:
 * @self: a transport
 *
 * Returns: (transfer none): what is known of how the server speaks
 */
GhDialect *
gh_transport_get_dialect (GhTransport *self)
{
  g_return_val_if_fail (GH_IS_TRANSPORT (self), NULL);

  return self->dialect;
}

/**
 * gh_transport_get_budget:
 * @self: a transport
 *
 * Returns: (transfer none): how many requests the server is sent
 */
GhBudget *
gh_transport_get_budget (GhTransport *self)
{
  g_return_val_if_fail (GH_IS_TRANSPORT (self), NULL);

  return self->budget;
}

/**
 * gh_transport_get_facts:
 * @self: a transport
 *
 * Returns: (transfer none) (nullable): what the newest answer has shown of the server, until the
 *   next one; %NULL before the first
 */
const GhServerFacts *
gh_transport_get_facts (GhTransport *self)
{
  g_return_val_if_fail (GH_IS_TRANSPORT (self), NULL);

  return self->facts;
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
  uri = g_strconcat (gh_server_address_get_base (self->address),
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
  g_signal_connect (data->message, "starting", G_CALLBACK (starting_cb), data);
  data->deadline = gh_deadline_new (self->clock, GH_TRANSPORT_DEADLINE_US, cancellable);
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
