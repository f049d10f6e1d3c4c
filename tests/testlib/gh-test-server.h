/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* A scripted HTTP and WebSocket server on a free loopback port, in the main context of the test.
 *
 * A route is a method and an exact path. What is scripted for a route is played in order; the last
 * of it stays. A request without a route is answered by 404. WebSocket handshakes are counted and
 * held under the method %GH_TEST_WEBSOCKET. */
#define GH_TYPE_TEST_SERVER (gh_test_server_get_type ())
G_DECLARE_FINAL_TYPE (GhTestServer, gh_test_server, GH, TEST_SERVER, GObject)

#define GH_TEST_WEBSOCKET "WEBSOCKET"

typedef enum
{
  GH_TEST_THEN_CLOSE, /* an orderly end of the connection */
  GH_TEST_THEN_ABORT, /* a reset */
  GH_TEST_THEN_KEEP,  /* open and silent; gh_test_server_dribble() says more */
} GhTestThen;

/* Answers with gh_test_server_answer(), or sets a status of its own, or pauses the message.
 * @body ends with a zero byte. */
typedef void (*GhTestHandler) (GhTestServer *self,
                               SoupServerMessage *message,
                               const char *body,
                               gpointer user_data);

/* 0 takes the WebSocket, any other status refuses it. */
typedef guint (*GhTestHandshake) (GhTestServer *self,
                                  SoupServerMessage *message,
                                  gpointer user_data);

/* @text is NULL when @connection was just opened; then what came in over it. */
typedef void (*GhTestTalk) (GhTestServer *self,
                            SoupWebsocketConnection *connection,
                            const char *text,
                            gpointer user_data);

GhTestServer *gh_test_server_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Over TLS. With @client_authorities (nullable), only for those who show a certificate that they
 * vouch for. */
GhTestServer *gh_test_server_new_tls (GTlsCertificate *certificate,
                                      GTlsDatabase *client_authorities) G_GNUC_WARN_UNUSED_RESULT;
/* That were begun so far. */
guint gh_test_server_get_n_tls_handshakes (GhTestServer *self);
/* From the next connection on. */
void gh_test_server_set_certificate (GhTestServer *self, GTlsCertificate *certificate);

guint gh_test_server_get_port (GhTestServer *self);
/* "http://127.0.0.1:PORT/api" */
const char *gh_test_server_get_base (GhTestServer *self);

/* As if its machine went down: every connection is cut, nobody listens. Then up again on the same
 * port, with the same script. */
void gh_test_server_stop (GhTestServer *self);
void gh_test_server_start (GhTestServer *self);
/* Cuts the connections and goes on listening. */
void gh_test_server_drop_connections (GhTestServer *self);

/* Scripts. */
void gh_test_server_respond (GhTestServer *self,
                             const char *method,
                             const char *path,
                             guint status,
                             const char *json);
/* @content_type is nullable: none is sent. Then pairs of header name and value, then NULL. */
void gh_test_server_respond_full (GhTestServer *self,
                                  const char *method,
                                  const char *path,
                                  guint status,
                                  const char *content_type,
                                  GBytes *body,
                                  ...) G_GNUC_NULL_TERMINATED;
void gh_test_server_redirect (GhTestServer *self,
                              const char *method,
                              const char *path,
                              guint status,
                              const char *location);
/* Bytes onto the wire as they are, status line and headers included. */
void gh_test_server_respond_raw (GhTestServer *self,
                                 const char *method,
                                 const char *path,
                                 const char *text,
                                 GhTestThen then);
/* Takes the request and never answers. */
void gh_test_server_hang (GhTestServer *self, const char *method, const char *path);
void gh_test_server_handle (GhTestServer *self,
                            const char *method,
                            const char *path,
                            GhTestHandler handler,
                            gpointer user_data);
void gh_test_server_answer (SoupServerMessage *message, guint status, const char *json);

/* From here on the answers of a route wait, and are released all together; raw bytes do not. */
void gh_test_server_hold (GhTestServer *self, const char *method, const char *path);
void gh_test_server_release (GhTestServer *self, const char *method, const char *path);
guint gh_test_server_get_n_held (GhTestServer *self, const char *method, const char *path);

/* More bytes on every connection that was kept open by gh_test_server_respond_raw(). */
void gh_test_server_dribble (GhTestServer *self, const char *text);
guint gh_test_server_get_n_kept (GhTestServer *self);

/* What came in. The strings belong to the server and are those of the newest request. */
guint gh_test_server_count (GhTestServer *self, const char *method, const char *path);
guint gh_test_server_count_all (GhTestServer *self);
const char *gh_test_server_get_body (GhTestServer *self, const char *method, const char *path);
const char *gh_test_server_get_query (GhTestServer *self, const char *method, const char *path);
const char *gh_test_server_get_header (GhTestServer *self,
                                       const char *method,
                                       const char *path,
                                       const char *name);

/* WebSockets, at any path, taken unless refused. */
void gh_test_server_refuse_websockets (GhTestServer *self, guint status, const char *json);
void gh_test_server_accept_websockets (GhTestServer *self);
void gh_test_server_set_handshake (GhTestServer *self,
                                   GhTestHandshake handshake,
                                   gpointer user_data);
/* What the server says by itself over WebSockets. */
void gh_test_server_set_talk (GhTestServer *self, GhTestTalk talk, gpointer user_data);
/* Those that are open now, oldest first, of #SoupWebsocketConnection. */
GPtrArray *gh_test_server_get_websockets (GhTestServer *self);
guint gh_test_server_get_n_websockets (GhTestServer *self);
/* To every open one. */
void gh_test_server_send_text (GhTestServer *self, const char *text);
void gh_test_server_close_websockets (GhTestServer *self, gushort code, const char *reason);
/* A reset without a close frame. */
void gh_test_server_abort_websockets (GhTestServer *self);
/* As if the cable were cut: nothing that the other side sends arrives any more, pings included,
 * and nobody says so. */
void gh_test_server_silence_websockets (GhTestServer *self);
/* The texts that came in over all of them, in order. */
GPtrArray *gh_test_server_get_websocket_texts (GhTestServer *self);

G_END_DECLS
