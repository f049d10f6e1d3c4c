/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-silence.h"

#include <fcntl.h>
#include <unistd.h>

struct _GhDemoSilence
{
  GhClock *clock;  /* (owned) */
  GPtrArray *held; /* (owned) of Held */
  GPtrArray *live; /* (owned) of GSocket: of live connections, some of which are closed by now */
  GArray *frozen;  /* (owned) of int: our own descriptors of connections that nobody else has */
};

typedef struct
{
  GhDemoSilence *silence; /* (unowned) */
  GIOStream *stream;      /* (owned) */
  guint timeout_id;
} Held;

static void
held_free (Held *held)
{
  gh_clock_clear_timeout (held->silence->clock, &held->timeout_id);
  g_io_stream_close (held->stream, NULL, NULL);
  g_object_unref (held->stream);
  g_free (held);
}

static void
over_cb (gpointer user_data)
{
  Held *held = user_data;

  held->timeout_id = 0;
  g_ptr_array_remove_fast (held->silence->held, held);
}

/**
 * gh_demo_silence_new:
 * @clock: what time it is
 *
 * Returns: (transfer full): holds nothing yet
 */
GhDemoSilence *
gh_demo_silence_new (GhClock *clock)
{
  GhDemoSilence *self = g_new0 (GhDemoSilence, 1);

  self->clock = g_object_ref (clock);
  self->held = g_ptr_array_new_with_free_func ((GDestroyNotify) held_free);
  self->live = g_ptr_array_new_with_free_func (g_object_unref);
  self->frozen = g_array_new (FALSE, FALSE, sizeof (int));
  return self;
}

/**
 * gh_demo_silence_free:
 * @self: (transfer full) (nullable): it
 *
 * Closes what it holds.
 */
void
gh_demo_silence_free (GhDemoSilence *self)
{
  if (self == NULL)
    return;
  gh_demo_silence_end (self);
  g_ptr_array_unref (self->held);
  g_ptr_array_unref (self->live);
  g_array_unref (self->frozen);
  g_object_unref (self->clock);
  g_free (self);
}

/**
 * gh_demo_silence_take:
 * @self: it
 * @message: a request that is not answered
 * @life_us: when to close its connection; 0 for only when everything ends
 *
 * Takes the connection away from libsoup.
 */
void
gh_demo_silence_take (GhDemoSilence *self, SoupServerMessage *message, gint64 life_us)
{
  Held *held = g_new0 (Held, 1);

  held->silence = self;
  held->stream = soup_server_message_steal_connection (message);
  g_ptr_array_add (self->held, held);
  if (life_us > 0)
    held->timeout_id = gh_clock_add_timeout (self->clock, life_us, over_cb, held);
}

/**
 * gh_demo_silence_watch:
 * @self: it
 * @upgrade: a request that may become a live connection
 *
 * Remembers the connection for gh_demo_silence_freeze().
 */
void
gh_demo_silence_watch (GhDemoSilence *self, SoupServerMessage *upgrade)
{
  GSocket *socket = soup_server_message_get_socket (upgrade);

  for (guint i = self->live->len; i > 0; i--)
    if (g_socket_is_closed (g_ptr_array_index (self->live, i - 1)))
      g_ptr_array_remove_index_fast (self->live, i - 1);
  if (socket != NULL)
    g_ptr_array_add (self->live, g_object_ref (socket));
}

/**
 * gh_demo_silence_freeze:
 * @self: it
 *
 * Lets no live connection end when it is closed on our side: what the other side sends is taken and
 * never read, and nothing says that anything has happened. To be closed they are by the caller.
 */
void
gh_demo_silence_freeze (GhDemoSilence *self)
{
  for (guint i = 0; i < self->live->len; i++)
    {
      GSocket *socket = g_ptr_array_index (self->live, i);
      int descriptor = -1;

      if (!g_socket_is_closed (socket))
        descriptor = fcntl (g_socket_get_fd (socket), F_DUPFD_CLOEXEC, 0);
      if (descriptor >= 0)
        g_array_append_val (self->frozen, descriptor);
    }
  g_ptr_array_set_size (self->live, 0);
}

/**
 * gh_demo_silence_end:
 * @self: it
 *
 * Closes what it holds.
 */
void
gh_demo_silence_end (GhDemoSilence *self)
{
  g_ptr_array_set_size (self->held, 0);
  for (guint i = 0; i < self->frozen->len; i++)
    close (g_array_index (self->frozen, int, i));
  g_array_set_size (self->frozen, 0);
}
