/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GH_SOCKETIO_MOST_NAMESPACE_BYTES 128

/* Packets of Engine.IO 4: what carries, and whether it is still there. */
typedef enum
{
  GH_ENGINEIO_OPEN,
  GH_ENGINEIO_CLOSE,
  GH_ENGINEIO_PING,
  GH_ENGINEIO_PONG,
  GH_ENGINEIO_MESSAGE,
  GH_ENGINEIO_UPGRADE,
  GH_ENGINEIO_NOOP,
} GhEngineioType;

/* Packets of Socket.IO 4 (the protocol's revision 5): what is carried. Binary ones are refused. */
typedef enum
{
  GH_SOCKETIO_CONNECT,
  GH_SOCKETIO_DISCONNECT,
  GH_SOCKETIO_EVENT,
  GH_SOCKETIO_ACK,
  GH_SOCKETIO_CONNECT_ERROR,
} GhSocketioType;

/* What one text frame says. */
typedef struct
{
  GhEngineioType carrier;
  GhSocketioType type; /* of %GH_ENGINEIO_MESSAGE, as are the next two */
  char *namespace;     /* (owned) (nullable): "/" for the main one */
  gint64 ack_id;       /* -1 for none */
  GBytes *payload;     /* (owned) (nullable): JSON that begins as the type demands and is not read */
} GhSocketioPacket;

GhSocketioPacket *gh_socketio_packet_new_from_text (GBytes *text, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
void gh_socketio_packet_free (GhSocketioPacket *self);

/* How long nothing may come, from the payload of %GH_ENGINEIO_OPEN. */
gboolean gh_socketio_packet_read_silence (const GhSocketioPacket *self,
                                          gint64 *silence_us,
                                          GError **error);
/* The words of %GH_SOCKETIO_CONNECT_ERROR, in the server's language; nullable. */
char *gh_socketio_packet_dup_reason (const GhSocketioPacket *self) G_GNUC_WARN_UNUSED_RESULT;

#define GH_ENGINEIO_PONG_TEXT "3"
char *gh_socketio_encode_connect (const char *namespace, const char *access_token)
  G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhSocketioPacket, gh_socketio_packet_free)

G_END_DECLS
