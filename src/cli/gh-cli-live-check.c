/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-live-check.h"

#include "gh-error.h"
#include "gh-feed.h"

#include <glib/gi18n.h>

#define LOG_EVENTS 10

/* Long enough for the transports to be tried one after the other; and once live, for something to
 * be said. */
#define MOST_US (30 * G_TIME_SPAN_SECOND)
#define MESSAGE_US (3 * G_TIME_SPAN_SECOND)

typedef struct
{
  GhClock *clock; /* (unowned) */
  GhFeed *feed;   /* (owned) */
  gint64 begin_us;
  gint64 live_us;    /* -1 until it is */
  gint64 message_us; /* -1 until there is one */
  GhFeedTransport transport;
  gboolean is_over;
  guint over_id;
} Live;

static void
over_cb (gpointer user_data)
{
  Live *self = user_data;

  self->over_id = 0;
  self->is_over = TRUE;
}

static void
alive_cb (Live *self)
{
  if (self->message_us < 0)
    self->message_us = gh_clock_get_monotonic_us (self->clock) - self->begin_us;
  self->is_over = self->live_us >= 0;
}

static void
changed_cb (Live *self)
{
  GhFeedState state = gh_feed_get_state (self->feed);

  if (state == GH_FEED_REFUSED || state == GH_FEED_OFF)
    self->is_over = TRUE;
  if ((state != GH_FEED_LIVE && state != GH_FEED_POLLING) || self->live_us >= 0)
    return;

  self->live_us = gh_clock_get_monotonic_us (self->clock) - self->begin_us;
  self->transport = gh_feed_get_active_transport (self->feed);
  gh_clock_clear_timeout (self->clock, &self->over_id);
  self->over_id = gh_clock_add_timeout (self->clock, MESSAGE_US, over_cb, self);
  self->is_over = self->message_us >= 0;
}

/**
 * gh_cli_live_check_run:
 * @context: with somebody signed in
 * @found: (out): how it is
 * @error: return location for an error
 *
 * Makes the live connection as the window does, and watches what comes of it.
 *
 * Returns: %FALSE where there are no live events to be had
 */
gboolean
gh_cli_live_check_run (GhCliContext *context, GhCliLiveCheck *found, GError **error)
{
  GCancellable *cancellable = gh_cli_context_get_cancellable (context);
  Live self = { .clock = gh_cli_context_get_clock (context), .live_us = -1, .message_us = -1 };
  g_autoptr (GhEventLog) log = gh_event_log_new (self.clock, LOG_EVENTS);

  self.begin_us = gh_clock_get_monotonic_us (self.clock);
  self.over_id = gh_clock_add_timeout (self.clock, MOST_US, over_cb, &self);
  self.feed = gh_feed_new (gh_cli_context_get_session (context),
                           gh_cli_context_get_face_recognition (context), log, NULL);
  gh_feed_set_transport (self.feed, gh_cli_context_get_feed_transport (context));
  g_signal_connect_swapped (self.feed, "notify::state", G_CALLBACK (changed_cb), &self);
  g_signal_connect_swapped (self.feed, "notify::last-received-us", G_CALLBACK (alive_cb), &self);
  gh_feed_start (self.feed);
  while (!self.is_over && !g_cancellable_is_cancelled (cancellable))
    g_main_context_iteration (NULL, TRUE);

  g_signal_handlers_disconnect_by_data (self.feed, &self);
  gh_clock_clear_timeout (self.clock, &self.over_id);
  if (self.live_us < 0)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        ;
      else if (gh_feed_get_error (self.feed) != NULL)
        g_propagate_error (error, g_error_copy (gh_feed_get_error (self.feed)));
      else
        g_set_error_literal (error, GH_ERROR, GH_ERROR_TIMEOUT,
                             _("No live connection within half a minute."));
    }
  gh_feed_stop (self.feed);
  g_clear_object (&self.feed);

  found->transport = self.transport;
  found->live_us = self.live_us;
  found->first_message_us = self.message_us;
  return self.live_us >= 0;
}

/**
 * gh_cli_live_check_get_word:
 *
 * Returns: (transfer none): the transport as --feed takes it
 */
const char *
gh_cli_live_check_get_word (const GhCliLiveCheck *self)
{
  g_autoptr (GEnumClass) transports = g_type_class_ref (GH_TYPE_FEED_TRANSPORT);

  return g_enum_get_value (transports, (int) self->transport)->value_nick;
}
