/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-outbox.h"

/* Whoever falls this far behind is sent away; it can fetch what it missed from the history. */
#define MOST_WAITING 256

struct _GhDemoOutbox
{
  SoupWebsocketConnection *connection; /* (owned) */
  GQueue waiting;                      /* (owned) of GBytes */
  GSource *source;                     /* (owned) (nullable): while something waits */
};

static void
clear_source (GhDemoOutbox *self)
{
  if (self->source == NULL)
    return;
  g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
}

static gboolean
writable_cb (GObject *stream, gpointer user_data)
{
  GhDemoOutbox *self = user_data;
  g_autoptr (GBytes) text = g_queue_pop_head (&self->waiting);

  if (text == NULL || !gh_demo_outbox_is_open (self))
    {
      g_clear_pointer (&self->source, g_source_unref);
      return G_SOURCE_REMOVE;
    }
  soup_websocket_connection_send_message (self->connection, SOUP_WEBSOCKET_DATA_TEXT, text);
  return G_SOURCE_CONTINUE;
}

/**
 * gh_demo_outbox_new:
 * @connection: a connection that is open
 *
 * Returns: (transfer full): an empty outbox
 */
GhDemoOutbox *
gh_demo_outbox_new (SoupWebsocketConnection *connection)
{
  GhDemoOutbox *self = g_new0 (GhDemoOutbox, 1);

  self->connection = g_object_ref (connection);
  g_queue_init (&self->waiting);
  return self;
}

/**
 * gh_demo_outbox_free:
 * @self: (transfer full) (nullable): an outbox
 *
 * Drops what still waits.
 */
void
gh_demo_outbox_free (GhDemoOutbox *self)
{
  if (self == NULL)
    return;
  clear_source (self);
  g_queue_clear_full (&self->waiting, (GDestroyNotify) g_bytes_unref);
  g_object_unref (self->connection);
  g_free (self);
}

/**
 * gh_demo_outbox_is_open:
 * @self: an outbox
 *
 * Returns: %TRUE if something can be sent
 */
gboolean
gh_demo_outbox_is_open (GhDemoOutbox *self)
{
  return soup_websocket_connection_get_state (self->connection) == SOUP_WEBSOCKET_STATE_OPEN;
}

/**
 * gh_demo_outbox_send:
 * @self: an outbox
 * @text: a message
 *
 * Sends a message when it is its turn. libsoup would take any number of messages and keep them. So
 * one is handed over at a time, when the connection can be written and libsoup, which comes first,
 * has nothing of its own to write.
 *
 * Returns: %FALSE if too many wait already
 */
gboolean
gh_demo_outbox_send (GhDemoOutbox *self, GBytes *text)
{
  GIOStream *stream;

  if (!gh_demo_outbox_is_open (self))
    return TRUE;
  if (g_queue_get_length (&self->waiting) >= MOST_WAITING)
    return FALSE;

  g_queue_push_tail (&self->waiting, g_bytes_ref (text));
  if (self->source != NULL)
    return TRUE;
  stream = soup_websocket_connection_get_io_stream (self->connection);
  self->source = g_pollable_output_stream_create_source (
    G_POLLABLE_OUTPUT_STREAM (g_io_stream_get_output_stream (stream)), NULL);
  g_source_set_priority (self->source, G_PRIORITY_DEFAULT + 10);
  g_source_set_callback (self->source, G_SOURCE_FUNC (writable_cb), self, NULL);
  g_source_attach (self->source, g_main_context_get_thread_default ());
  return TRUE;
}

/**
 * gh_demo_outbox_close:
 * @self: an outbox
 * @code: of RFC 6455
 * @reason: (nullable): in words
 *
 * Closes the connection with a word.
 */
void
gh_demo_outbox_close (GhDemoOutbox *self, gushort code, const char *reason)
{
  if (gh_demo_outbox_is_open (self))
    soup_websocket_connection_close (self->connection, code, reason);
}

/**
 * gh_demo_outbox_cut:
 * @self: an outbox
 *
 * Closes the connection without a word: a word would only stand in line.
 */
void
gh_demo_outbox_cut (GhDemoOutbox *self)
{
  clear_source (self);
  g_io_stream_close (soup_websocket_connection_get_io_stream (self->connection), NULL, NULL);
}
