/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-hub.h"

#include <string.h>

#include "gh-demo-outbox.h"
#include "gh-json-reader.h"

#define GARBAGE "{\"type\":\"face_recognition_event\",\"data\":{\"id\":"

#define KEEPALIVE_S 30
#define PONG_TIMEOUT_S 15
#define MOST_INCOMING_BYTES (64 * 1024)

typedef struct
{
  GhDemoHub *hub;                      /* (unowned) */
  SoupWebsocketConnection *connection; /* (owned) */
  GhDemoOutbox *outbox;                /* (owned) */
  gint64 user_row;
  gint64 session;
} Watcher;

struct _GhDemoHub
{
  GhDemoPictures *pictures; /* (unowned) */
  GPtrArray *watchers;      /* (owned) of Watcher */
};

static void
watcher_free (Watcher *watcher)
{
  g_signal_handlers_disconnect_by_data (watcher->connection, watcher);
  gh_demo_outbox_free (watcher->outbox);
  g_object_unref (watcher->connection);
  g_free (watcher);
}

static void
cut (GhDemoHub *self, guint index)
{
  Watcher *watcher = g_ptr_array_steal_index_fast (self->watchers, index);

  g_signal_handlers_disconnect_by_data (watcher->connection, watcher);
  gh_demo_outbox_cut (watcher->outbox);
  watcher_free (watcher);
}

static void
closed_cb (SoupWebsocketConnection *connection, gpointer user_data)
{
  Watcher *watcher = user_data;

  g_ptr_array_remove_fast (watcher->hub->watchers, watcher);
}

/* {"type":"ping"}, for clients that cannot send the frame of that name. */
static void
message_cb (SoupWebsocketConnection *connection, int type, GBytes *message, gpointer user_data)
{
  g_autoptr (GhJsonReader) reader = NULL;
  const char *word = NULL;

  if (type == SOUP_WEBSOCKET_DATA_TEXT)
    reader = gh_json_reader_new (message, NULL);
  if (reader != NULL)
    word = gh_json_reader_peek_string (reader, "type", GH_JSON_OPTIONAL, 64);
  if (g_strcmp0 (word, "ping") == 0 &&
      soup_websocket_connection_get_state (connection) == SOUP_WEBSOCKET_STATE_OPEN)
    soup_websocket_connection_send_text (connection, "{\"type\":\"pong\"}");
}

/**
 * gh_demo_hub_new:
 * @pictures: what events show
 *
 * Returns: (transfer full): a hub that nobody watches
 */
GhDemoHub *
gh_demo_hub_new (GhDemoPictures *pictures)
{
  GhDemoHub *self = g_new0 (GhDemoHub, 1);

  self->pictures = pictures;
  self->watchers = g_ptr_array_new_with_free_func ((GDestroyNotify) watcher_free);
  return self;
}

/**
 * gh_demo_hub_free:
 * @self: (transfer full) (nullable): the hub
 *
 * Frees the hub; its connections are let go.
 */
void
gh_demo_hub_free (GhDemoHub *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->watchers);
  g_free (self);
}

/**
 * gh_demo_hub_add:
 * @self: the hub
 * @connection: a connection that is open
 * @user_row: who watches
 * @session: by which session
 *
 * Sends every event to this connection from now on.
 */
void
gh_demo_hub_add (GhDemoHub *self,
                 SoupWebsocketConnection *connection,
                 gint64 user_row,
                 gint64 session)
{
  Watcher *watcher = g_new0 (Watcher, 1);

  watcher->hub = self;
  watcher->connection = g_object_ref (connection);
  watcher->user_row = user_row;
  watcher->session = session;
  watcher->outbox = gh_demo_outbox_new (connection);
  g_ptr_array_add (self->watchers, watcher);

  soup_websocket_connection_set_max_incoming_payload_size (connection, MOST_INCOMING_BYTES);
  soup_websocket_connection_set_keepalive_interval (connection, KEEPALIVE_S);
  soup_websocket_connection_set_keepalive_pong_timeout (connection, PONG_TIMEOUT_S);
  g_signal_connect (connection, "closed", G_CALLBACK (closed_cb), watcher);
  g_signal_connect (connection, "message", G_CALLBACK (message_cb), watcher);
}

/**
 * gh_demo_hub_get_n_watchers:
 * @self: the hub
 *
 * Returns: how many connections there are
 */
guint
gh_demo_hub_get_n_watchers (GhDemoHub *self)
{
  return self->watchers->len;
}

static void
send_to_all (GhDemoHub *self, GBytes *text)
{
  for (guint i = self->watchers->len; i > 0; i--)
    {
      Watcher *watcher = g_ptr_array_index (self->watchers, i - 1);

      if (!gh_demo_outbox_send (watcher->outbox, text))
        cut (self, i - 1);
    }
}

/**
 * gh_demo_hub_send_event:
 * @self: the hub
 * @event: what happened
 *
 * Tells everybody.
 */
void
gh_demo_hub_send_event (GhDemoHub *self, const GhDemoEvent *event)
{
  g_autoptr (GhJsonWriter) writer = NULL;
  g_autoptr (GBytes) text = NULL;

  if (self->watchers->len == 0)
    return;
  writer = gh_json_writer_new ();
  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_add_string (writer, "type", "face_recognition_event");
  gh_demo_event_write (event, self->pictures, writer, "data");
  gh_json_writer_end_object (writer);
  text = gh_json_writer_end (writer);
  send_to_all (self, text);
}

/**
 * gh_demo_hub_send_garbage:
 * @self: the hub
 *
 * Tells everybody something that makes no sense.
 */
void
gh_demo_hub_send_garbage (GhDemoHub *self)
{
  g_autoptr (GBytes) text = g_bytes_new_static (GARBAGE, strlen (GARBAGE));

  send_to_all (self, text);
}

static void
sign_out (Watcher *watcher)
{
  gh_demo_outbox_close (watcher->outbox, GH_DEMO_HUB_SIGNED_OUT, "Signed out");
}

/**
 * gh_demo_hub_disconnect_session:
 * @self: the hub
 * @session: a session
 *
 * Closes the connections of a session with %GH_DEMO_HUB_SIGNED_OUT.
 */
void
gh_demo_hub_disconnect_session (GhDemoHub *self, gint64 session)
{
  for (guint i = 0; i < self->watchers->len; i++)
    {
      Watcher *watcher = g_ptr_array_index (self->watchers, i);

      if (watcher->session == session)
        sign_out (watcher);
    }
}

/**
 * gh_demo_hub_disconnect_user:
 * @self: the hub
 * @user_row: the row of a user
 * @but_session: one that stays open; 0 for none
 *
 * Closes a user's connections with %GH_DEMO_HUB_SIGNED_OUT.
 */
void
gh_demo_hub_disconnect_user (GhDemoHub *self, gint64 user_row, gint64 but_session)
{
  for (guint i = 0; i < self->watchers->len; i++)
    {
      Watcher *watcher = g_ptr_array_index (self->watchers, i);

      if (watcher->user_row == user_row && watcher->session != but_session)
        sign_out (watcher);
    }
}

/**
 * gh_demo_hub_drop_all:
 * @self: the hub
 *
 * Cuts every connection without a word, as a network does that goes away.
 */
void
gh_demo_hub_drop_all (GhDemoHub *self)
{
  while (self->watchers->len > 0)
    cut (self, self->watchers->len - 1);
}
