/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-silence.h"

struct _GhDemoSilence
{
  GhClock *clock;  /* (owned) */
  GPtrArray *held; /* (owned) of Held */
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
  g_ptr_array_unref (self->held);
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
 * gh_demo_silence_end:
 * @self: it
 *
 * Closes what it holds.
 */
void
gh_demo_silence_end (GhDemoSilence *self)
{
  g_ptr_array_set_size (self->held, 0);
}
