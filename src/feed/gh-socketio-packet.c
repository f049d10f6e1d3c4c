/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-socketio-packet.h"

#include "gh-error.h"
#include "gh-json-reader.h"
#include "gh-json-writer.h"

#include <string.h>

#define MOST_ACK_DIGITS 15
#define MOST_REASON_BYTES 256
#define MOST_SESSION_ID_BYTES 128
#define MOST_INTERVAL_MS (60 * 60 * 1000)

/* A frame is one digit for the carrier; a message has, after it, one for its type, then a namespace
 * up to a comma unless it is the main one, then digits of an id where an acknowledgement is asked
 * for, then JSON:
 *
 *   0{"sid":"x","pingInterval":25000,"pingTimeout":20000}
 *   2
 *   40/face-recognition,{"token":"…"}
 *   42/face-recognition,17["message",{…}] */
typedef struct
{
  const char *at;
  const char *end;
} Cursor;

static gboolean
refuse (GError **error, const char *what)
{
  g_set_error (error, GH_ERROR, GH_ERROR_INVALID_REPLY, "not a packet of Socket.IO: %s", what);
  return FALSE;
}

static gboolean
take_digit (Cursor *cursor, char most, guint *digit)
{
  if (cursor->at == cursor->end || *cursor->at < '0' || *cursor->at > most)
    return FALSE;
  *digit = (guint) (*cursor->at++ - '0');
  return TRUE;
}

static gboolean
take_namespace (GhSocketioPacket *self, Cursor *cursor, GError **error)
{
  const char *start = cursor->at, *comma;
  gsize length;

  if (start == cursor->end || *start != '/')
    {
      self->namespace = g_strdup ("/");
      return TRUE;
    }

  comma = memchr (start, ',', (gsize) (cursor->end - start));
  length = (gsize) ((comma != NULL ? comma : cursor->end) - start);
  if (length > GH_SOCKETIO_MOST_NAMESPACE_BYTES || memchr (start, '\0', length) != NULL)
    return refuse (error, "its namespace");
  self->namespace = g_strndup (start, length);
  cursor->at = comma != NULL ? comma + 1 : cursor->end;

  return TRUE;
}

static gboolean
take_ack_id (GhSocketioPacket *self, Cursor *cursor, GError **error)
{
  const char *start = cursor->at;

  if (start == cursor->end || !g_ascii_isdigit (*start))
    return TRUE;

  self->ack_id = 0;
  for (; cursor->at < cursor->end && g_ascii_isdigit (*cursor->at); cursor->at++)
    {
      if (cursor->at - start == MOST_ACK_DIGITS)
        return refuse (error, "its number");
      self->ack_id = self->ack_id * 10 + (*cursor->at - '0');
    }
  return TRUE;
}

/* @starts: with which characters the payload may begin, "" for no payload at all.
 * @may_lack: it may be left out. */
static gboolean
take_payload (GhSocketioPacket *self,
              GBytes *text,
              const Cursor *cursor,
              const char *starts,
              gboolean may_lack,
              GError **error)
{
  const char *data = g_bytes_get_data (text, NULL);

  if (cursor->at == cursor->end)
    return may_lack || refuse (error, "nothing is in it");
  if (*cursor->at == '\0' || strchr (starts, *cursor->at) == NULL)
    return refuse (error, "what is in it");
  self->payload = g_bytes_new_from_bytes (text, (gsize) (cursor->at - data),
                                          (gsize) (cursor->end - cursor->at));
  return TRUE;
}

static gboolean
parse_message (GhSocketioPacket *self, GBytes *text, Cursor *cursor, GError **error)
{
  guint digit;

  if (!take_digit (cursor, '4', &digit))
    return refuse (error, "its type");
  self->type = (GhSocketioType) digit;
  if (!take_namespace (self, cursor, error))
    return FALSE;

  switch (self->type)
    {
    case GH_SOCKETIO_CONNECT:
      return take_payload (self, text, cursor, "{", TRUE, error);
    case GH_SOCKETIO_DISCONNECT:
      return take_payload (self, text, cursor, "", TRUE, error);
    case GH_SOCKETIO_EVENT:
      return take_ack_id (self, cursor, error)
             && take_payload (self, text, cursor, "[", FALSE, error);
    case GH_SOCKETIO_ACK:
      return take_ack_id (self, cursor, error)
             && (self->ack_id >= 0 || refuse (error, "its number"))
             && take_payload (self, text, cursor, "[", FALSE, error);
    case GH_SOCKETIO_CONNECT_ERROR:
    default:
      return take_payload (self, text, cursor, "{\"", TRUE, error);
    }
}

static gboolean
parse (GhSocketioPacket *self, GBytes *text, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (text, &length);
  const char *begin = data != NULL ? data : ""; /* NULL where there is nothing */
  Cursor cursor = { begin, begin + length };
  guint digit;

  if (!take_digit (&cursor, '6', &digit))
    return refuse (error, "its first digit");
  self->carrier = (GhEngineioType) digit;

  switch (self->carrier)
    {
    case GH_ENGINEIO_OPEN:
      return take_payload (self, text, &cursor, "{", FALSE, error);
    case GH_ENGINEIO_MESSAGE:
      return parse_message (self, text, &cursor, error);
    case GH_ENGINEIO_CLOSE:
    case GH_ENGINEIO_PING:
    case GH_ENGINEIO_PONG:
    case GH_ENGINEIO_UPGRADE:
    case GH_ENGINEIO_NOOP:
    default:
      return take_payload (self, text, &cursor, "", TRUE, error);
    }
}

/**
 * gh_socketio_packet_new_from_text:
 * @text: the text of a frame, as it came
 * @error: return location for a #GError
 *
 * Takes a frame apart. Of its payload only the first character is looked at: it is for the reader
 * of JSON.
 *
 * Errors: %GH_ERROR_INVALID_REPLY, also for binary packets.
 *
 * Returns: (transfer full) (nullable): the packet
 */
GhSocketioPacket *
gh_socketio_packet_new_from_text (GBytes *text, GError **error)
{
  g_autoptr (GhSocketioPacket) self = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_new0 (GhSocketioPacket, 1);
  self->ack_id = -1;

  return parse (self, text, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * gh_socketio_packet_free:
 * @self: (transfer full) (nullable): a packet
 *
 * Frees it.
 */
void
gh_socketio_packet_free (GhSocketioPacket *self)
{
  if (self == NULL)
    return;
  g_free (self->namespace);
  g_clear_pointer (&self->payload, g_bytes_unref);
  g_free (self);
}

/**
 * gh_socketio_packet_read_silence:
 * @self: a packet %GH_ENGINEIO_OPEN
 * @silence_us: (out): after how many microseconds without a packet the server must be taken for
 *   gone
 * @error: return location for a #GError
 *
 * Reads what the server says of its pings.
 *
 * Returns: %FALSE if it does not speak Engine.IO
 */
gboolean
gh_socketio_packet_read_silence (const GhSocketioPacket *self, gint64 *silence_us, GError **error)
{
  g_autoptr (GhJsonReader) reader = NULL;
  g_autofree char *session_id = NULL;
  gint64 interval_ms, timeout_ms;

  g_return_val_if_fail (self != NULL && self->carrier == GH_ENGINEIO_OPEN, FALSE);
  g_return_val_if_fail (silence_us != NULL, FALSE);

  reader = gh_json_reader_new (self->payload, error);
  if (reader == NULL)
    return FALSE;
  session_id = gh_json_reader_dup_string (reader, "sid", GH_JSON_REQUIRED, MOST_SESSION_ID_BYTES);
  interval_ms = gh_json_reader_get_int (reader, "pingInterval", GH_JSON_REQUIRED, 1,
                                        MOST_INTERVAL_MS, 0);
  timeout_ms = gh_json_reader_get_int (reader, "pingTimeout", GH_JSON_REQUIRED, 1,
                                       MOST_INTERVAL_MS, 0);
  if (!gh_json_reader_finish (reader, error))
    return FALSE;

  *silence_us = (interval_ms + timeout_ms) * G_TIME_SPAN_MILLISECOND;
  return TRUE;
}

/**
 * gh_socketio_packet_dup_reason:
 * @self: a packet %GH_SOCKETIO_CONNECT_ERROR
 *
 * Returns: (transfer full) (nullable): what the server says about it
 */
char *
gh_socketio_packet_dup_reason (const GhSocketioPacket *self)
{
  g_autoptr (GhJsonReader) reader = NULL;

  g_return_val_if_fail (self != NULL && self->type == GH_SOCKETIO_CONNECT_ERROR, NULL);

  reader = self->payload != NULL ? gh_json_reader_new (self->payload, NULL) : NULL;
  if (reader == NULL)
    return NULL;
  /* What earlier revisions sent instead of an object. */
  if (gh_json_reader_get_kind (reader) == GH_JSON_KIND_STRING)
    return gh_json_reader_dup_string_here (reader, MOST_REASON_BYTES);
  return gh_json_reader_dup_string (reader, "message", GH_JSON_OPTIONAL, MOST_REASON_BYTES);
}

/**
 * gh_socketio_encode_connect:
 * @namespace: which part of the server, "/…"
 * @access_token: (nullable): says to the server who asks
 *
 * Returns: (transfer full): the text of the packet that enters @namespace
 */
char *
gh_socketio_encode_connect (const char *namespace, const char *access_token)
{
  g_autoptr (GhJsonWriter) writer = NULL;
  g_autoptr (GBytes) json = NULL;
  gsize length;
  const char *data;

  g_return_val_if_fail (namespace != NULL && *namespace == '/', NULL);

  writer = gh_json_writer_new ();
  gh_json_writer_begin_object (writer, NULL);
  if (access_token != NULL)
    gh_json_writer_add_string (writer, "token", access_token);
  gh_json_writer_end_object (writer);
  json = gh_json_writer_end (writer);
  data = g_bytes_get_data (json, &length);

  return g_strdup_printf ("40%s,%.*s", namespace, (int) length, data);
}
