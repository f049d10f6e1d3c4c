/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-test-server.h"

#include "gh-test-route.h"
#include "gh-test-wait.h"

#include <linux/filter.h>
#include <sys/socket.h>

/* What libsoup does not tell of a connection over TLS. */
#define SOCKET_KEY "gh-test-server-socket"

struct _GhTestServer
{
  GObject parent_instance;

  SoupServer *server; /* (owned) (nullable) while up */
  guint port;
  char *base;                       /* (owned) */
  GTlsCertificate *certificate;     /* (owned) (nullable) for plain HTTP */
  GTlsDatabase *client_authorities; /* (owned) (nullable) */
  GSocketService *service;          /* (owned) (nullable) while up, with @certificate */
  GCancellable *handshakes;         /* (owned) (nullable) likewise */
  guint n_handshakes;               /* under way */
  guint n_begun;                    /* handshakes, since the beginning */

  GHashTable *routes; /* (owned) "METHOD path" to (owned) GhTestRoute */
  GPtrArray *kept;    /* (owned) of KeptConnection */

  GhTestHandshake handshake; /* (nullable) */
  gpointer handshake_data;   /* (nullable) */
  GhTestTalk talk;           /* (nullable) */
  gpointer talk_data;        /* (nullable) */
  guint refusal;             /* HTTP status, 0 for none */
  char *refusal_json;        /* (owned) (nullable) */
  GPtrArray *websockets;     /* (owned) of SoupWebsocketConnection */
  GHashTable *sockets;       /* (owned) SoupWebsocketConnection to (owned) GSocket */
  GPtrArray *texts;          /* (owned) of char * */
};

/* A connection taken away from libsoup. */
typedef struct
{
  GIOStream *stream; /* (owned) */
  GSocket *socket;   /* (owned) */
  GBytes *bytes;     /* (owned) */
  GhTestThen then;
} KeptConnection;

G_DEFINE_FINAL_TYPE (GhTestServer, gh_test_server, G_TYPE_OBJECT)

/* Disconnecting a TCP socket from its peer sends a reset and leaves the descriptor to its owner. */
static void
reset_socket (GSocket *socket)
{
  struct sockaddr address = { .sa_family = AF_UNSPEC };

  connect (g_socket_get_fd (socket), &address, sizeof address);
}

/* A packet filter that takes nothing: the kernel itself stops hearing the other side. */
static void
deafen_socket (GSocket *socket)
{
  struct sock_filter drop = BPF_STMT (BPF_RET | BPF_K, 0);
  struct sock_fprog program = { .len = 1, .filter = &drop };

  g_assert_no_errno (setsockopt (g_socket_get_fd (socket),
                                 SOL_SOCKET,
                                 SO_ATTACH_FILTER,
                                 &program,
                                 sizeof program));
}

static void
kept_connection_free (KeptConnection *kept)
{
  if (kept->then == GH_TEST_THEN_ABORT)
    reset_socket (kept->socket);
  g_io_stream_close (kept->stream, NULL, NULL);
  g_clear_object (&kept->stream);
  g_clear_object (&kept->socket);
  g_clear_pointer (&kept->bytes, g_bytes_unref);
  g_free (kept);
}

static GhTestRoute *
find_route (GhTestServer *self, const char *method, const char *path)
{
  g_autofree char *key = g_strconcat (method, " ", path, NULL);
  GhTestRoute *route = g_hash_table_lookup (self->routes, key);

  if (route == NULL)
    {
      route = gh_test_route_new ();
      g_hash_table_insert (self->routes, g_steal_pointer (&key), route);
    }

  return route;
}

static void
wrote_raw_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KeptConnection *kept = user_data;

  /* The other side may have left already: that is what some tests are about. */
  g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL);
  kept_connection_free (kept);
}

static void
play_raw (GhTestServer *self, const GhTestPlay *play, SoupServerMessage *message)
{
  KeptConnection *kept = g_new0 (KeptConnection, 1);
  GOutputStream *output;

  kept->socket = g_object_ref (soup_server_message_get_socket (message));
  kept->stream = soup_server_message_steal_connection (message);
  kept->bytes = g_bytes_ref (play->body);
  kept->then = play->then;
  output = g_io_stream_get_output_stream (kept->stream);

  if (play->then == GH_TEST_THEN_KEEP)
    {
      g_output_stream_write_all (output,
                                 g_bytes_get_data (kept->bytes, NULL),
                                 g_bytes_get_size (kept->bytes),
                                 NULL,
                                 NULL,
                                 NULL);
      g_ptr_array_add (self->kept, kept);
    }
  else
    g_output_stream_write_all_async (output,
                                     g_bytes_get_data (kept->bytes, NULL),
                                     g_bytes_get_size (kept->bytes),
                                     G_PRIORITY_DEFAULT,
                                     NULL,
                                     wrote_raw_cb,
                                     kept);
}

static void
play (GhTestServer *self, GhTestRoute *route, SoupServerMessage *message)
{
  g_autoptr (GhTestPlay) next = gh_test_route_take_next (route);

  if (next == NULL)
    {
      gh_test_server_answer (message,
                             SOUP_STATUS_NOT_FOUND,
                             "{\"message\":\"No such route\",\"statusCode\":404}");
      return;
    }

  switch (next->kind)
    {
    case GH_TEST_PLAY_RESPONSE:
      gh_test_play_respond (next, message);
      break;
    case GH_TEST_PLAY_RAW:
      play_raw (self, next, message);
      break;
    case GH_TEST_PLAY_HANG:
      soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
      gh_test_route_pause (route, message);
      break;
    case GH_TEST_PLAY_HANDLER:
      next->handler (self, message, route->body, next->handler_data);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
websocket_message_cb (SoupWebsocketConnection *connection,
                      SoupWebsocketDataType type,
                      GBytes *bytes,
                      gpointer user_data)
{
  GhTestServer *self = user_data;
  char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  g_ptr_array_add (self->texts, text);
  if (self->talk != NULL)
    self->talk (self, connection, text, self->talk_data);
}

static void
websocket_closed_cb (SoupWebsocketConnection *connection, gpointer user_data)
{
  GhTestServer *self = user_data;

  g_signal_handlers_disconnect_by_data (connection, self);
  g_hash_table_remove (self->sockets, connection);
  g_ptr_array_remove (self->websockets, connection);
}

static void
wrote_informational_cb (SoupServerMessage *message, gpointer user_data)
{
  GhTestServer *self = user_data;
  g_autoptr (GIOStream) stream = NULL;
  g_autoptr (GSocket) socket = NULL;
  SoupWebsocketConnection *connection;

  g_set_object (&socket, soup_server_message_get_socket (message));
  stream = soup_server_message_steal_connection (message);
  if (socket == NULL)
    {
      g_autoptr (GIOStream) tls = NULL;

      g_object_get (stream, "base-iostream", &tls, NULL);
      g_set_object (&socket, g_object_get_data (G_OBJECT (tls), SOCKET_KEY));
    }
  connection = soup_websocket_connection_new (stream,
                                              soup_server_message_get_uri (message),
                                              SOUP_WEBSOCKET_CONNECTION_SERVER,
                                              NULL,
                                              NULL,
                                              NULL);
  g_signal_connect (connection, "message", G_CALLBACK (websocket_message_cb), self);
  g_signal_connect (connection, "closed", G_CALLBACK (websocket_closed_cb), self);
  g_hash_table_insert (self->sockets, connection, g_steal_pointer (&socket));
  g_ptr_array_add (self->websockets, connection);
  if (self->talk != NULL)
    self->talk (self, connection, NULL, self->talk_data);
}

static void
shake_hands (GhTestServer *self, GhTestRoute *route, SoupServerMessage *message)
{
  guint status = self->refusal;

  if (!g_queue_is_empty (&route->plays))
    {
      play (self, route, message);
      return;
    }

  if (status == 0 && self->handshake != NULL)
    status = self->handshake (self, message, self->handshake_data);

  if (status != 0)
    gh_test_server_answer (message, status, self->refusal_json != NULL ? self->refusal_json : "{}");
  else if (soup_websocket_server_process_handshake (message, NULL, NULL, NULL, NULL))
    g_signal_connect (message, "wrote-informational", G_CALLBACK (wrote_informational_cb), self);
}

static void
request_cb (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  GhTestServer *self = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  gboolean is_websocket = soup_message_headers_header_equals (headers, "Upgrade", "websocket");
  const char *method = is_websocket ? GH_TEST_WEBSOCKET : soup_server_message_get_method (message);
  GhTestRoute *route = find_route (self, method, path);

  gh_test_route_record (route, message);

  if (is_websocket)
    shake_hands (self, route, message);
  else
    play (self, route, message);

  /* A connection that was taken away has no answer to be held. */
  if (route->is_holding && soup_server_message_get_status (message) != 0)
    gh_test_route_pause (route, message);
}

static void
gh_test_server_dispose (GObject *object)
{
  GhTestServer *self = GH_TEST_SERVER (object);

  gh_test_server_stop (self);

  G_OBJECT_CLASS (gh_test_server_parent_class)->dispose (object);
}

static void
gh_test_server_finalize (GObject *object)
{
  GhTestServer *self = GH_TEST_SERVER (object);

  g_hash_table_unref (self->routes);
  g_hash_table_unref (self->sockets);
  g_ptr_array_unref (self->websockets);
  g_ptr_array_unref (self->kept);
  g_ptr_array_unref (self->texts);
  g_free (self->refusal_json);
  g_free (self->base);
  g_clear_object (&self->certificate);
  g_clear_object (&self->client_authorities);

  G_OBJECT_CLASS (gh_test_server_parent_class)->finalize (object);
}

static void
gh_test_server_class_init (GhTestServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gh_test_server_dispose;
  object_class->finalize = gh_test_server_finalize;
}

static void
gh_test_server_init (GhTestServer *self)
{
  self->routes =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) gh_test_route_free);
  self->kept = g_ptr_array_new_with_free_func ((GDestroyNotify) kept_connection_free);
  self->websockets = g_ptr_array_new_with_free_func (g_object_unref);
  self->sockets = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  self->texts = g_ptr_array_new_with_free_func (g_free);
}

GhTestServer *
gh_test_server_new (void)
{
  GhTestServer *self = g_object_new (GH_TYPE_TEST_SERVER, NULL);

  gh_test_server_start (self);

  return self;
}

GhTestServer *
gh_test_server_new_tls (GTlsCertificate *certificate, GTlsDatabase *client_authorities)
{
  GhTestServer *self = g_object_new (GH_TYPE_TEST_SERVER, NULL);

  g_set_object (&self->certificate, certificate);
  g_set_object (&self->client_authorities, client_authorities);
  gh_test_server_start (self);

  return self;
}

guint
gh_test_server_get_n_tls_handshakes (GhTestServer *self)
{
  return self->n_begun;
}

void
gh_test_server_set_certificate (GhTestServer *self, GTlsCertificate *certificate)
{
  g_assert_nonnull (self->certificate);

  g_set_object (&self->certificate, certificate);
}

guint
gh_test_server_get_port (GhTestServer *self)
{
  return self->port;
}

const char *
gh_test_server_get_base (GhTestServer *self)
{
  return self->base;
}

void
gh_test_server_stop (GhTestServer *self)
{
  if (self->server == NULL)
    return;

  if (self->service != NULL)
    {
      g_cancellable_cancel (self->handshakes);
      g_socket_service_stop (self->service);
      g_socket_listener_close (G_SOCKET_LISTENER (self->service));
      gh_test_wait_until (self->n_handshakes == 0);
    }
  g_clear_object (&self->handshakes);
  g_clear_object (&self->service);
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  gh_test_server_abort_websockets (self);
  g_ptr_array_set_size (self->kept, 0);
}

static void
shaken_hands_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhTestServer) self = user_data;
  g_autoptr (GSocketConnection) tcp = NULL;
  g_autoptr (GSocketAddress) here = NULL;
  g_autoptr (GSocketAddress) there = NULL;

  self->n_handshakes--;
  /* That a client does not like us is what some tests are about. */
  if (!g_tls_connection_handshake_finish (G_TLS_CONNECTION (source), result, NULL)
      || self->server == NULL)
    return;

  g_object_get (source, "base-io-stream", &tcp, NULL);
  g_object_set_data_full (source, SOCKET_KEY, g_object_ref (g_socket_connection_get_socket (tcp)),
                          g_object_unref);
  here = g_socket_connection_get_local_address (tcp, NULL);
  there = g_socket_connection_get_remote_address (tcp, NULL);
  soup_server_accept_iostream (self->server, G_IO_STREAM (source), here, there, NULL);
}

/* The side that serves is asked about every certificate, good or not. */
static gboolean
accept_client_cb (GTlsConnection *connection,
                  GTlsCertificate *certificate,
                  GTlsCertificateFlags faults,
                  gpointer user_data)
{
  return faults == 0;
}

static gboolean
incoming_cb (GhTestServer *self, GSocketConnection *connection)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GIOStream) tls =
    g_tls_server_connection_new (G_IO_STREAM (connection), self->certificate, &error);

  g_assert_no_error (error);
  if (self->client_authorities != NULL)
    {
      g_tls_connection_set_database (G_TLS_CONNECTION (tls), self->client_authorities);
      g_object_set (tls, "authentication-mode", G_TLS_AUTHENTICATION_REQUIRED, NULL);
      g_signal_connect (tls, "accept-certificate", G_CALLBACK (accept_client_cb), NULL);
    }
  self->n_handshakes++;
  self->n_begun++;
  g_tls_connection_handshake_async (G_TLS_CONNECTION (tls), G_PRIORITY_DEFAULT, self->handshakes,
                                    shaken_hands_cb, g_object_ref (self));

  return TRUE;
}

/* libsoup's own listener does not survive the end of a server in the middle of a handshake. */
static void
listen_for_tls (GhTestServer *self)
{
  g_autoptr (GInetAddress) host = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wished = g_inet_socket_address_new (host, (guint16) self->port);
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GError) error = NULL;

  self->handshakes = g_cancellable_new ();
  self->service = g_socket_service_new ();
  g_signal_connect_swapped (self->service, "incoming", G_CALLBACK (incoming_cb), self);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), wished, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &address, &error);
  g_assert_no_error (error);

  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
  g_free (self->base);
  self->base = g_strdup_printf ("https://127.0.0.1:%u/api", self->port);
}

void
gh_test_server_start (GhTestServer *self)
{
  g_autoptr (GError) error = NULL;
  g_autoslist (GUri) uris = NULL;

  g_assert_null (self->server);

  self->server = soup_server_new ("server-header", "test", NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  if (self->certificate != NULL)
    {
      listen_for_tls (self);
      return;
    }

  soup_server_listen_local (self->server, self->port, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);

  uris = soup_server_get_uris (self->server);
  self->port = (guint) g_uri_get_port (uris->data);
  g_free (self->base);
  self->base = g_strdup_printf ("http://127.0.0.1:%u/api", self->port);
}

void
gh_test_server_drop_connections (GhTestServer *self)
{
  gh_test_server_stop (self);
  gh_test_server_start (self);
}

void
gh_test_server_respond (GhTestServer *self,
                        const char *method,
                        const char *path,
                        guint status,
                        const char *json)
{
  g_autoptr (GBytes) body = g_bytes_new (json, strlen (json));

  gh_test_server_respond_full (self, method, path, status, "application/json", body, NULL);
}

void
gh_test_server_respond_full (GhTestServer *self,
                             const char *method,
                             const char *path,
                             guint status,
                             const char *content_type,
                             GBytes *body,
                             ...)
{
  GhTestPlay *next = gh_test_play_new (GH_TEST_PLAY_RESPONSE);
  const char *name;
  va_list arguments;

  next->status = status;
  next->content_type = g_strdup (content_type);
  next->body = body != NULL ? g_bytes_ref (body) : NULL;
  next->headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);

  va_start (arguments, body);
  while ((name = va_arg (arguments, const char *)) != NULL)
    soup_message_headers_append (next->headers, name, va_arg (arguments, const char *));
  va_end (arguments);

  gh_test_route_push (find_route (self, method, path), next);
}

void
gh_test_server_redirect (GhTestServer *self,
                         const char *method,
                         const char *path,
                         guint status,
                         const char *location)
{
  gh_test_server_respond_full (self, method, path, status, NULL, NULL, "Location", location, NULL);
}

void
gh_test_server_respond_raw (GhTestServer *self,
                            const char *method,
                            const char *path,
                            const char *text,
                            GhTestThen then)
{
  GhTestPlay *next = gh_test_play_new (GH_TEST_PLAY_RAW);

  next->body = g_bytes_new (text, strlen (text));
  next->then = then;
  gh_test_route_push (find_route (self, method, path), next);
}

void
gh_test_server_hang (GhTestServer *self, const char *method, const char *path)
{
  gh_test_route_push (find_route (self, method, path), gh_test_play_new (GH_TEST_PLAY_HANG));
}

void
gh_test_server_handle (GhTestServer *self,
                       const char *method,
                       const char *path,
                       GhTestHandler handler,
                       gpointer user_data)
{
  GhTestPlay *next = gh_test_play_new (GH_TEST_PLAY_HANDLER);

  next->handler = handler;
  next->handler_data = user_data;
  gh_test_route_push (find_route (self, method, path), next);
}

void
gh_test_server_answer (SoupServerMessage *message, guint status, const char *json)
{
  soup_server_message_set_status (message, status, NULL);
  if (json != NULL)
    soup_server_message_set_response (message,
                                      "application/json",
                                      SOUP_MEMORY_COPY,
                                      json,
                                      strlen (json));
}

void
gh_test_server_hold (GhTestServer *self, const char *method, const char *path)
{
  find_route (self, method, path)->is_holding = TRUE;
}

void
gh_test_server_release (GhTestServer *self, const char *method, const char *path)
{
  gh_test_route_release (find_route (self, method, path));
}

guint
gh_test_server_get_n_held (GhTestServer *self, const char *method, const char *path)
{
  return find_route (self, method, path)->held->len;
}

void
gh_test_server_dribble (GhTestServer *self, const char *text)
{
  for (guint i = 0; i < self->kept->len; i++)
    {
      KeptConnection *kept = g_ptr_array_index (self->kept, i);

      /* The other side may have left already. */
      g_output_stream_write_all (g_io_stream_get_output_stream (kept->stream),
                                 text,
                                 strlen (text),
                                 NULL,
                                 NULL,
                                 NULL);
    }
}

guint
gh_test_server_get_n_kept (GhTestServer *self)
{
  return self->kept->len;
}

guint
gh_test_server_count (GhTestServer *self, const char *method, const char *path)
{
  return find_route (self, method, path)->count;
}

guint
gh_test_server_count_all (GhTestServer *self)
{
  GHashTableIter iter;
  gpointer route;
  guint count = 0;

  g_hash_table_iter_init (&iter, self->routes);
  while (g_hash_table_iter_next (&iter, NULL, &route))
    count += ((GhTestRoute *) route)->count;

  return count;
}

const char *
gh_test_server_get_body (GhTestServer *self, const char *method, const char *path)
{
  return find_route (self, method, path)->body;
}

const char *
gh_test_server_get_query (GhTestServer *self, const char *method, const char *path)
{
  return find_route (self, method, path)->query;
}

const char *
gh_test_server_get_header (GhTestServer *self,
                           const char *method,
                           const char *path,
                           const char *name)
{
  GhTestRoute *route = find_route (self, method, path);

  return route->headers != NULL ? soup_message_headers_get_one (route->headers, name) : NULL;
}

void
gh_test_server_refuse_websockets (GhTestServer *self, guint status, const char *json)
{
  self->refusal = status;
  g_set_str (&self->refusal_json, json);
}

void
gh_test_server_accept_websockets (GhTestServer *self)
{
  gh_test_server_refuse_websockets (self, 0, NULL);
}

void
gh_test_server_set_handshake (GhTestServer *self, GhTestHandshake handshake, gpointer user_data)
{
  self->handshake = handshake;
  self->handshake_data = user_data;
}

void
gh_test_server_set_talk (GhTestServer *self, GhTestTalk talk, gpointer user_data)
{
  self->talk = talk;
  self->talk_data = user_data;
}

GPtrArray *
gh_test_server_get_websockets (GhTestServer *self)
{
  return self->websockets;
}

guint
gh_test_server_get_n_websockets (GhTestServer *self)
{
  return self->websockets->len;
}

void
gh_test_server_send_text (GhTestServer *self, const char *text)
{
  for (guint i = 0; i < self->websockets->len; i++)
    soup_websocket_connection_send_text (g_ptr_array_index (self->websockets, i), text);
}

void
gh_test_server_close_websockets (GhTestServer *self, gushort code, const char *reason)
{
  for (guint i = 0; i < self->websockets->len; i++)
    soup_websocket_connection_close (g_ptr_array_index (self->websockets, i), code, reason);
}

void
gh_test_server_abort_websockets (GhTestServer *self)
{
  while (self->websockets->len > 0)
    {
      SoupWebsocketConnection *connection = g_ptr_array_index (self->websockets, 0);

      reset_socket (g_hash_table_lookup (self->sockets, connection));
      websocket_closed_cb (connection, self);
    }
}

void
gh_test_server_silence_websockets (GhTestServer *self)
{
  for (guint i = 0; i < self->websockets->len; i++)
    deafen_socket (g_hash_table_lookup (self->sockets, g_ptr_array_index (self->websockets, i)));
}

GPtrArray *
gh_test_server_get_websocket_texts (GhTestServer *self)
{
  return self->texts;
}
