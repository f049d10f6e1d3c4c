/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-transport-websocket.h"

#include "gh-error-mapper.h"
#include "gh-transport-private.h"

typedef struct
{
  SoupMessage *message; /* (owned) */
  GhDeadline *deadline; /* (owned) */
} ConnectData;

static void shake_hands (GTask *task);

static void
connect_data_free (ConnectData *data)
{
  g_clear_object (&data->message);
  g_clear_pointer (&data->deadline, gh_deadline_free);
  g_free (data);
}

/* A handshake that was answered, with something else than "101": by its status alone, for servers
 * put HTML beside a refusal here that they mean. */
static GError *
map_refusal (GhTransport *self, SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  GhErrorAnswer answer = {
    .status = soup_message_get_status (message),
    .is_empty = TRUE,
    .location = soup_message_headers_get_one (headers, "Location"),
    .retry_after = soup_message_headers_get_one (headers, "Retry-After"),
  };

  return gh_error_mapper_map_answer (
    &answer,
    gh_server_address_get_host_label (gh_transport_get_address (self)),
    gh_transport_get_clock (self));
}

static void
connect_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GhTransport *self = g_task_get_source_object (task);
  ConnectData *data = g_task_get_task_data (task);
  SoupWebsocketConnection *connection;
  g_autoptr (GError) failure = NULL;
  GError *error = NULL;

  connection = soup_session_websocket_connect_finish (SOUP_SESSION (source), result, &failure);
  if (connection != NULL)
    {
      gh_trust_note_success (gh_transport_get_trust (self));
      soup_websocket_connection_set_max_incoming_payload_size (connection,
                                                               GH_TRANSPORT_WEBSOCKET_MOST_BYTES);
      g_task_return_pointer (task, connection, g_object_unref);
      return;
    }

  if (failure->domain == SOUP_WEBSOCKET_ERROR && soup_message_get_status (data->message) >= 300)
    error = map_refusal (self, data->message);
  if (error == NULL)
    error = gh_transport_map_failure (self, failure, data->message, data->deadline);
  g_task_return_error (task, error);
}

static void
trust_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GhTransport *self = g_task_get_source_object (task);
  ConnectData *data = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (gh_trust_prepare_finish (GH_TRUST (source), result, &error))
    shake_hands (g_steal_pointer (&task));
  else
    g_task_return_error (
      task, gh_transport_map_failure (self, error, data->message, data->deadline));
}

static void
shake_hands (GTask *task)
{
  GhTransport *self = g_task_get_source_object (task);
  ConnectData *data = g_task_get_task_data (task);
  GhTrust *trust = gh_transport_get_trust (self);
  g_autofree char *origin = NULL;

  if (!gh_trust_is_ready (trust))
    {
      gh_trust_prepare_async (trust, gh_deadline_get_cancellable (data->deadline), trust_ready_cb,
                              task);
      return;
    }

  gh_trust_watch (trust, data->message);
  origin = gh_server_address_dup_origin (gh_transport_get_address (self));
  soup_session_websocket_connect_async (gh_transport_get_soup_session (self), data->message,
                                        origin, NULL, G_PRIORITY_DEFAULT,
                                        gh_deadline_get_late_cancellable (data->deadline),
                                        connect_ready_cb, task);
}

/**
 * gh_transport_connect_websocket_async:
 * @self: a transport
 * @uri: "ws://…" or "wss://…", from gh_server_address_dup_websocket_uri()
 * @access_token: (nullable): who asks, for the handshake's header
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the handshake is over; signals of the connection have to
 *   be connected in it, for the next turn of the main loop may bring messages already
 * @user_data: for @callback
 *
 * Opens a WebSocket, within %GH_TRANSPORT_DEADLINE_US, without compression and without following
 * redirects. Messages over %GH_TRANSPORT_WEBSOCKET_MOST_BYTES will end it. Keep-alive is left to
 * the caller.
 */
void
gh_transport_connect_websocket_async (GhTransport *self,
                                      const char *uri,
                                      const char *access_token,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  SoupMessage *message;
  GError *error = NULL;
  ConnectData *data;

  g_return_if_fail (GH_IS_TRANSPORT (self));
  g_return_if_fail (uri != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_transport_connect_websocket_async);

  message = gh_transport_new_message (self, "GET", uri, access_token, &error);
  if (message == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  data = g_new0 (ConnectData, 1);
  data->message = message;
  data->deadline =
    gh_deadline_new (gh_transport_get_clock (self), GH_TRANSPORT_DEADLINE_US, cancellable);
  g_task_set_task_data (task, data, (GDestroyNotify) connect_data_free);

  shake_hands (g_steal_pointer (&task));
}

/**
 * gh_transport_connect_websocket_finish:
 * @self: a transport
 * @result: the result
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): an open connection; %NULL with a #GhError by the status of
 *   the refusal, %GH_ERROR_NOT_API where it was not understood, or %G_IO_ERROR_CANCELLED
 */
SoupWebsocketConnection *
gh_transport_connect_websocket_finish (GhTransport *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
