/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-field-bed.h"

#include "gh-time.h"

static gboolean
speaks_socketio (SoupWebsocketConnection *connection)
{
  return g_str_equal (g_uri_get_path (soup_websocket_connection_get_uri (connection)),
                      GH_FIELD_BED_PATH)
         && soup_websocket_connection_get_state (connection) == SOUP_WEBSOCKET_STATE_OPEN;
}

static guint
handshake_cb (GhTestServer *server, SoupServerMessage *message, gpointer user_data)
{
  GhFieldBed *self = user_data;
  GUri *uri = soup_server_message_get_uri (message);

  if (g_str_equal (g_uri_get_path (uri), "/"))
    return self->has_websocket ? 0 : SOUP_STATUS_NOT_FOUND;
  if (!self->has_socketio)
    return SOUP_STATUS_NOT_FOUND;
  return g_strcmp0 (g_uri_get_query (uri), "EIO=4&transport=websocket") == 0
           ? 0
           : SOUP_STATUS_BAD_REQUEST;
}

static void
let_in (GhFieldBed *self, SoupWebsocketConnection *connection, const char *text)
{
  g_autofree char *expected =
    g_strdup_printf ("40" GH_FIELD_BED_NAMESPACE ",{\"token\":\"access-%u\"}",
                     self->bed.access_number);

  self->n_entries++;
  if (self->answer != NULL)
    {
      soup_websocket_connection_send_text (connection, self->answer);
      return;
    }
  soup_websocket_connection_send_text (connection,
                                       "40" GH_FIELD_BED_NAMESPACE ",{\"sid\":\"Jk2b\"}");
  if (!g_str_equal (text, expected))
    soup_websocket_connection_send_text (connection, "41" GH_FIELD_BED_NAMESPACE ",");
  else if (!self->is_terse)
    soup_websocket_connection_send_text (
      connection,
      "42" GH_FIELD_BED_NAMESPACE ",[\"message\",{\"type\":\"CONNECTION_STATUS\","
      "\"timestamp\":\"2026-01-01T00:00:00.000Z\",\"data\":{\"status\":\"CONNECTED\","
      "\"timestamp\":\"2026-01-01T00:00:00.000Z\",\"clientId\":\"Jk2b\"}}]");
}

static void
talk_cb (GhTestServer *server,
         SoupWebsocketConnection *connection,
         const char *text,
         gpointer user_data)
{
  GhFieldBed *self = user_data;

  if (!speaks_socketio (connection))
    return;
  if (text == NULL)
    soup_websocket_connection_send_text (connection, self->greeting != NULL
                                                       ? self->greeting
                                                       : GH_FIELD_BED_OPENING);
  else if (g_str_has_prefix (text, "40" GH_FIELD_BED_NAMESPACE ","))
    let_in (self, connection, text);
  else if (g_str_equal (text, "3"))
    self->n_pongs++;
  else
    g_error ("the field server would close at “%s”", text);
}

void
gh_field_bed_set_up (GhFieldBed *self, gconstpointer data)
{
  gh_feed_bed_set_up (&self->bed, data);
  self->has_socketio = TRUE;
  gh_test_server_set_handshake (self->bed.server, handshake_cb, self);
  gh_test_server_set_talk (self->bed.server, talk_cb, self);
  gh_feed_set_transport (self->bed.feed, GH_FEED_TRANSPORT_AUTO);
}

void
gh_field_bed_tear_down (GhFieldBed *self, gconstpointer data)
{
  gh_feed_bed_tear_down (&self->bed, data);
}

void
gh_field_bed_send (GhFieldBed *self, const char *text)
{
  GPtrArray *sockets = gh_test_server_get_websockets (self->bed.server);

  for (guint i = 0; i < sockets->len; i++)
    if (speaks_socketio (sockets->pdata[i]))
      soup_websocket_connection_send_text (sockets->pdata[i], text);
}

void
gh_field_bed_send_message (GhFieldBed *self, const char *type, const char *data_json)
{
  g_autofree char *text =
    g_strdup_printf ("42" GH_FIELD_BED_NAMESPACE ",[\"message\",{\"type\":\"%s\","
                     "\"timestamp\":\"2026-01-01T00:00:00.000Z\",\"data\":%s,"
                     "\"messageId\":\"m-%u\"}]",
                     type, data_json, self->n_told++);

  gh_field_bed_send (self, text);
  gh_field_bed_send (self, text);
}

void
gh_field_bed_happen_and_tell (GhFieldBed *self, const char *id, gint64 timestamp_us)
{
  g_autofree char *timestamp = gh_time_format_iso8601 (timestamp_us);
  g_autofree char *data =
    g_strdup_printf ("{\"eventId\":\"%s\",\"eventType\":\"RECOGNITION_EVENT\",\"confidence\":0.875,"
                     "\"timestamp\":\"%s\",\"cameraId\":\"CAM_002\",\"recognitionTime\":120}",
                     id, timestamp);

  gh_feed_bed_happen (&self->bed, id, timestamp_us);
  gh_field_bed_send_message (self, "FACE_RECOGNITION", data);
}
