/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-hub.h"

#include "gh-json-reader.h"

/* Whoever falls this far behind is sent away; it can fetch what it missed from the history. */
#define MOST_WAITING 256

#define KEEPALIVE_S 30
#define PONG_TIMEOUT_S 15
#define MOST_INCOMING_BYTES (64 * 1024)

typedef struct
{
  GhDemoHub *hub;                      /* (unowned) */
  SoupWebsocketConnection *connection; /* (owned) */
  GQueue waiting;                      /* (owned) of GBytes */
  GSource *source;                     /* (owned) (nullable): while something waits */
  gint64 user_row;
  gint64 session;
} Watcher;

struct _GhDemoHub
{
  GhDemoPictures *pictures; /* (unowned) */
  GPtrArray *watchers;      /* (owned) of Watcher */
};

static void
clear_source (Watcher *watcher)
{
  if (watcher->source == NULL)
    return;
  g_source_destroy (watcher->source);
  g_clear_pointer (&watcher->source, g_source_unref);
}

static void
watcher_free (Watcher *watcher)
{
  g_signal_handlers_disconnect_by_data (watcher->connection, watcher);
  clear_source (watcher);
  g_queue_clear_full (&watcher->waiting, (GDestroyNotify) g_bytes_unref);
  g_object_unref (watcher->connection);
  g_free (watcher);
}

static gboolean
is_open (Watcher *watcher)
{
  return soup_websocket_connection_get_state (watcher->connection) == SOUP_WEBSOCKET_STATE_OPEN;
}

static gboolean
writable_cb (GObject *stream, gpointer user_data)
{
  Watcher *watcher = user_data;
  g_autoptr (GBytes) text = g_queue_pop_head (&watcher->waiting);

  if (text == NULL || !is_open (watcher))
    {
      g_clear_pointer (&watcher->source, g_source_unref);
      return G_SOURCE_REMOVE;
    }
  soup_websocket_connection_send_message (watcher->connection, SOUP_WEBSOCKET_DATA_TEXT, text);
  return G_SOURCE_CONTINUE;
}

/* libsoup would take any number of messages and keep them. So one is handed over at a time, when
 * the connection can be written and libsoup, which comes first, has nothing of its own to write.
 * FALSE if too many wait already. */
static gboolean
enqueue (Watcher *watcher, GBytes *text)
{
  GIOStream *stream;

  if (!is_open (watcher))
    return TRUE;
  if (g_queue_get_length (&watcher->waiting) >= MOST_WAITING)
    return FALSE;

  g_queue_push_tail (&watcher->waiting, g_bytes_ref (text));
  if (watcher->source != NULL)
    return TRUE;
  stream = soup_websocket_connection_get_io_stream (watcher->connection);
  watcher->source = g_pollable_output_stream_create_source (
    G_POLLABLE_OUTPUT_STREAM (g_io_stream_get_output_stream (stream)), NULL);
  g_source_set_priority (watcher->source, G_PRIORITY_DEFAULT + 10);
  g_source_set_callback (watcher->source, G_SOURCE_FUNC (writable_cb), watcher, NULL);
  g_source_attach (watcher->source, g_main_context_get_thread_default ());
  return TRUE;
}

/* Without a word: a word would only stand in line. */
static void
cut (GhDemoHub *self, guint index)
{
  Watcher *watcher = g_ptr_array_steal_index_fast (self->watchers, index);

  clear_source (watcher);
  g_signal_handlers_disconnect_by_data (watcher->connection, watcher);
  g_io_stream_close (soup_websocket_connection_get_io_stream (watcher->connection), NULL, NULL);
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
  g_queue_init (&watcher->waiting);
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
  for (guint i = self->watchers->len; i > 0; i--)
    if (!enqueue (g_ptr_array_index (self->watchers, i - 1), text))
      cut (self, i - 1);
}

static void
sign_out (Watcher *watcher)
{
  if (is_open (watcher))
    soup_websocket_connection_close (watcher->connection, GH_DEMO_HUB_SIGNED_OUT, "Signed out");
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
