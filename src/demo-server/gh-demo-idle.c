/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-idle.h"

struct _GhDemoIdle
{
  GhClock *clock;    /* (owned) */
  gint64 idle_us;    /* 0 is for ever */
  GHashTable *waits; /* (owned): GSocket to Wait */
};

/* A connection between two requests. */
typedef struct
{
  GhDemoIdle *idle; /* (unowned) */
  GSocket *socket;  /* (owned) */
  guint timeout_id;
} Wait;

static void
wait_free (Wait *wait)
{
  gh_clock_clear_timeout (wait->idle->clock, &wait->timeout_id);
  g_object_unref (wait->socket);
  g_free (wait);
}

static void
too_long_cb (gpointer user_data)
{
  Wait *wait = user_data;

  wait->timeout_id = 0;
  /* libsoup sees the end of it and lets go. */
  g_socket_shutdown (wait->socket, TRUE, TRUE, NULL);
  g_hash_table_remove (wait->idle->waits, wait->socket);
}

static void
finished_cb (SoupServerMessage *message, gpointer user_data)
{
  GhDemoIdle *self = user_data;
  GSocket *socket = soup_server_message_get_socket (message);
  Wait *wait;

  if (socket == NULL || g_socket_is_closed (socket))
    return;
  wait = g_new0 (Wait, 1);
  wait->idle = self;
  wait->socket = g_object_ref (socket);
  wait->timeout_id = gh_clock_add_timeout (self->clock, self->idle_us, too_long_cb, wait);
  g_hash_table_replace (self->waits, socket, wait);
}

/**
 * gh_demo_idle_new:
 * @clock: what time it is
 * @idle_us: how long a connection may be silent; 0 is for ever
 *
 * Returns: (transfer full): watches nothing yet
 */
GhDemoIdle *
gh_demo_idle_new (GhClock *clock, gint64 idle_us)
{
  GhDemoIdle *self = g_new0 (GhDemoIdle, 1);

  self->clock = g_object_ref (clock);
  self->idle_us = idle_us;
  self->waits = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) wait_free);
  return self;
}

/**
 * gh_demo_idle_free:
 * @self: (transfer full) (nullable): it
 *
 * Leaves the connections as they are.
 */
void
gh_demo_idle_free (GhDemoIdle *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->waits);
  g_object_unref (self->clock);
  g_free (self);
}

/**
 * gh_demo_idle_watch:
 * @self: it
 * @message: a request that has just begun, and will end while @self is there
 *
 * The connection is busy now, and idle when the request is finished.
 */
void
gh_demo_idle_watch (GhDemoIdle *self, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autofree char *text = NULL;

  if (self->idle_us == 0)
    return;
  text = g_strdup_printf ("timeout=%" G_GINT64_FORMAT, self->idle_us / G_USEC_PER_SEC);
  soup_message_headers_replace (headers, "Connection", "keep-alive");
  soup_message_headers_replace (headers, "Keep-Alive", text);
  g_hash_table_remove (self->waits, soup_server_message_get_socket (message));
  g_signal_connect (message, "finished", G_CALLBACK (finished_cb), self);
}
