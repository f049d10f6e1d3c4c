/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-feed-source.h"

#include "gh-catch-up.h"
#include "gh-error.h"
#include "gh-feed-connector.h"
#include "gh-poller.h"

/* Polls stand in for the link where every kind of it was tried and none can be had, until one can;
 * and they help it out, slowly, until it has brought an event, for there are servers whose links
 * never do. Once they have found what a link did not bring, they stay.
 *
 * What stands in is as good as a link: the gap before it is filled in the same way. Between polls
 * and a link that follows them there is no gap: the polls look once more when it is open.
 *
 * What came over the link and could not be read may have been an event: the polls look once, at
 * what happened since. */
struct _GhFeedSource
{
  GObject parent_instance;

  GhClock *clock;             /* (owned) */
  GhFeedConnector *connector; /* (owned) */
  GhCatchUp *catch_up;        /* (owned) */
  GhPoller *poller;           /* (owned) */

  GhFeedTransport wish;
  gboolean is_running;
  gboolean has_caught_up; /* with the link, or with the polls that stand in */
  gint64 filling_from_us; /* real time: when the catching up began */

  gboolean stands_in;  /* the polls, for the link */
  gboolean is_polling; /* and they work */
  GError *poll_error;  /* (owned) (nullable): why they do not */

  gboolean link_brings; /* an event came over a link */
  gboolean link_misses; /* a poll found one that did not */
  gint64 alive_at_us;   /* real time */

  gint64 doubt_us;      /* real time: since when something may be missing that came; 0 for never */
  gint64 next_doubt_us; /* the same, since the look that is under way began */
  gboolean is_checking; /* a look is under way, because of @doubt_us */
};

typedef enum
{
  SIGNAL_CHANGED,
  SIGNAL_OPENED,
  SIGNAL_ALIVE,
  SIGNAL_MESSAGE,
} GhFeedSourceSignal;

static guint signals[SIGNAL_MESSAGE + 1];

G_DEFINE_FINAL_TYPE (GhFeedSource, gh_feed_source, G_TYPE_OBJECT)

static gboolean
is_linked (GhFeedSource *self)
{
  return gh_feed_connector_get_state (self->connector) == GH_FEED_LIVE;
}

static void
tell_changed (GhFeedSource *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
mark_alive (GhFeedSource *self)
{
  self->alive_at_us = gh_clock_get_real_us (self->clock);
  g_signal_emit (self, signals[SIGNAL_ALIVE], 0);
}

/* @error: (nullable): why the last request of the polls failed */
static void
set_poll_error (GhFeedSource *self, const GError *error)
{
  const gboolean is_back = self->poll_error != NULL && error == NULL;

  g_clear_error (&self->poll_error);
  self->poll_error = error != NULL ? g_error_copy (error) : NULL;
  self->is_polling = self->stands_in && error == NULL;
  /* A server that answers again may have links again. */
  if (is_back && self->stands_in)
    gh_feed_connector_retry_now (self->connector);
}

static void
catch_up (GhFeedSource *self)
{
  self->has_caught_up = FALSE;
  self->filling_from_us = gh_clock_get_real_us (self->clock);
  gh_catch_up_link_opened (self->catch_up, !self->stands_in);
}

static void
stand_in (GhFeedSource *self)
{
  self->stands_in = TRUE;
  self->is_polling = FALSE;
  catch_up (self);
}

/* Events may be missed from now on. */
static void
lose (GhFeedSource *self, gint64 lost_at_us, gint64 alive_at_us)
{
  gh_poller_stop (self->poller);
  self->has_caught_up = FALSE;
  self->is_checking = FALSE;
  self->next_doubt_us = 0;
  gh_catch_up_link_lost (self->catch_up, lost_at_us, alive_at_us);
}

/* No faster than polls may be. */
static void
check_doubt (GhFeedSource *self)
{
  gint64 complete_until_us = self->doubt_us;

  if (self->doubt_us == 0 || self->is_checking || !self->has_caught_up || !is_linked (self))
    return;
  if (gh_poller_is_running (self->poller))
    complete_until_us =
      MIN (complete_until_us, gh_poller_get_complete_until_us (self->poller));
  self->is_checking = TRUE;
  gh_poller_start (self->poller, GH_POLLER_SLOW_INTERVAL_US, complete_until_us);
  gh_poller_look_now (self->poller);
}

static void
doubt (GhFeedSource *self)
{
  gint64 *since_us = self->is_checking ? &self->next_doubt_us : &self->doubt_us;

  if (*since_us == 0)
    *since_us = gh_clock_get_real_us (self->clock);
  check_doubt (self);
}

static void
stop_unneeded_polls (GhFeedSource *self)
{
  if (self->link_brings && !self->link_misses && !self->is_checking)
    gh_poller_stop (self->poller);
}

static void
end_doubt (GhFeedSource *self)
{
  self->is_checking = FALSE;
  self->doubt_us = self->next_doubt_us;
  self->next_doubt_us = 0;
  stop_unneeded_polls (self);
  check_doubt (self);
}

static void
stop_standing_in (GhFeedSource *self)
{
  /* Nobody tells of what happens while the gap is being filled and there is no link. */
  const gint64 complete_until_us =
    gh_poller_is_running (self->poller) ? gh_poller_get_complete_until_us (self->poller)
                                        : MIN (self->alive_at_us, self->filling_from_us);

  self->stands_in = FALSE;
  set_poll_error (self, NULL);
  lose (self, complete_until_us, complete_until_us);
}

static void
help_out (GhFeedSource *self)
{
  if (self->link_misses || !self->link_brings)
    gh_poller_start (self->poller, GH_POLLER_SLOW_INTERVAL_US, self->filling_from_us);
}

static void
caught_up_cb (GhCatchUp *catch_up, gpointer user_data)
{
  GhFeedSource *self = user_data;

  self->has_caught_up = TRUE;
  if (self->stands_in)
    {
      gh_poller_start (self->poller, GH_POLLER_INTERVAL_US, self->filling_from_us);
      mark_alive (self);
      set_poll_error (self, NULL);
    }
  else
    {
      help_out (self);
      check_doubt (self);
    }
  tell_changed (self);
}

static void
catch_up_progressed_cb (GhCatchUp *catch_up, gpointer user_data)
{
  GhFeedSource *self = user_data;

  if (self->stands_in)
    set_poll_error (self, gh_catch_up_get_error (catch_up));
  tell_changed (self);
}

static void
polled_cb (GhPoller *poller, guint n_new, gpointer user_data)
{
  GhFeedSource *self = user_data;

  set_poll_error (self, NULL);
  if (self->stands_in)
    mark_alive (self);
  else if (!self->has_caught_up)
    {
      /* The last look of those that stood in for the link. */
      self->has_caught_up = TRUE;
      stop_unneeded_polls (self);
      check_doubt (self);
    }
  else if (self->is_checking)
    end_doubt (self);
  else if (n_new > 0)
    self->link_misses = TRUE;
  tell_changed (self);
}

static void
poll_failed_cb (GhPoller *poller, const GError *error, gpointer user_data)
{
  GhFeedSource *self = user_data;

  set_poll_error (self, error);
  /* As long as this it is a gap, like that of a link that is silent. */
  if (self->stands_in
      && gh_clock_get_real_us (self->clock) - self->alive_at_us >= GH_FEED_SILENCE_US)
    {
      lose (self, self->alive_at_us, gh_poller_get_complete_until_us (poller));
      stand_in (self);
    }
  tell_changed (self);
}

static void
connector_opened_cb (GhFeedConnector *connector, gpointer user_data)
{
  GhFeedSource *self = user_data;

  g_signal_emit (self, signals[SIGNAL_OPENED], 0);
  if (self->stands_in && self->has_caught_up)
    {
      self->stands_in = FALSE;
      self->is_polling = FALSE;
      self->has_caught_up = FALSE;
      gh_poller_start (self->poller, GH_POLLER_SLOW_INTERVAL_US,
                       gh_poller_get_complete_until_us (self->poller));
      gh_poller_look_now (self->poller);
      return;
    }
  if (self->stands_in)
    stop_standing_in (self);
  catch_up (self);
}

static void
connector_closed_cb (GhFeedConnector *connector, gint64 lost_at_us, gpointer user_data)
{
  GhFeedSource *self = user_data;

  /* If the last look of those that stood in is owed, the log is not complete up to now. */
  if (!self->has_caught_up && gh_poller_is_running (self->poller))
    {
      const gint64 complete_until_us = gh_poller_get_complete_until_us (self->poller);

      lose (self, complete_until_us, complete_until_us);
    }
  else
    lose (self, lost_at_us, self->alive_at_us);
}

static void
connector_changed_cb (GhFeedConnector *connector, gpointer user_data)
{
  GhFeedSource *self = user_data;

  if (self->wish == GH_FEED_TRANSPORT_AUTO && !self->stands_in && !is_linked (self)
      && gh_feed_connector_is_exhausted (connector))
    stand_in (self);
  tell_changed (self);
}

static void
connector_alive_cb (GhFeedConnector *connector, gpointer user_data)
{
  mark_alive (user_data);
}

static void
connector_message_cb (GhFeedConnector *connector, const GhFeedMessage *message, gpointer user_data)
{
  GhFeedSource *self = user_data;

  if (message->events->len > 0 && is_linked (self))
    {
      gh_feed_connector_mark_good (connector);
      self->link_brings = TRUE;
      if (self->has_caught_up)
        stop_unneeded_polls (self);
    }
  if (message->n_invalid > 0 && is_linked (self))
    doubt (self);
  g_signal_emit (self, signals[SIGNAL_MESSAGE], 0, message);
}

static void
gh_feed_source_dispose (GObject *object)
{
  GhFeedSource *self = GH_FEED_SOURCE (object);

  if (self->clock != NULL)
    {
      gh_feed_source_stop (self);
      g_signal_handlers_disconnect_by_data (self->connector, self);
      g_signal_handlers_disconnect_by_data (self->catch_up, self);
      g_signal_handlers_disconnect_by_data (self->poller, self);
    }
  g_clear_object (&self->connector);
  g_clear_object (&self->catch_up);
  g_clear_object (&self->poller);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gh_feed_source_parent_class)->dispose (object);
}

static void
gh_feed_source_finalize (GObject *object)
{
  GhFeedSource *self = GH_FEED_SOURCE (object);

  g_clear_error (&self->poll_error);

  G_OBJECT_CLASS (gh_feed_source_parent_class)->finalize (object);
}

static void
gh_feed_source_class_init (GhFeedSourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = gh_feed_source_dispose;
  object_class->finalize = gh_feed_source_finalize;

  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_OPENED] =
    g_signal_new ("opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ALIVE] =
    g_signal_new ("alive", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_MESSAGE] = g_signal_new ("message", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
gh_feed_source_init (GhFeedSource *self)
{
}

/**
 * gh_feed_source_new:
 * @session: who watches, and the way to the server
 * @face_recognition: the history
 * @log: where its events are put
 * @random: (nullable): spreads the tries
 *
 * Returns: (transfer full): a source that is off
 */
GhFeedSource *
gh_feed_source_new (GhSession *session,
                    GhFaceRecognition *face_recognition,
                    GhEventLog *log,
                    GRand *random)
{
  GhFeedSource *self = g_object_new (GH_TYPE_FEED_SOURCE, NULL);

  self->clock = g_object_ref (gh_transport_get_clock (gh_session_get_transport (session)));
  self->connector = gh_feed_connector_new (session, random);
  self->catch_up = gh_catch_up_new (face_recognition, log, self->clock, random);
  self->poller = gh_poller_new (face_recognition, log, self->clock, random);

  g_signal_connect (self->connector, "changed", G_CALLBACK (connector_changed_cb), self);
  g_signal_connect (self->connector, "opened", G_CALLBACK (connector_opened_cb), self);
  g_signal_connect (self->connector, "closed", G_CALLBACK (connector_closed_cb), self);
  g_signal_connect (self->connector, "alive", G_CALLBACK (connector_alive_cb), self);
  g_signal_connect (self->connector, "message", G_CALLBACK (connector_message_cb), self);
  g_signal_connect (self->catch_up, "progressed", G_CALLBACK (catch_up_progressed_cb), self);
  g_signal_connect (self->catch_up, "caught-up", G_CALLBACK (caught_up_cb), self);
  g_signal_connect (self->poller, "polled", G_CALLBACK (polled_cb), self);
  g_signal_connect (self->poller, "failed", G_CALLBACK (poll_failed_cb), self);

  return self;
}

/**
 * gh_feed_source_prefer:
 * @self: a source that is off
 * @transport: the kind of link that was good before
 *
 * Tries @transport first where nothing is fixed.
 */
void
gh_feed_source_prefer (GhFeedSource *self, GhFeedTransport transport)
{
  g_return_if_fail (GH_IS_FEED_SOURCE (self));

  gh_feed_connector_prefer (self->connector, transport);
}

/**
 * gh_feed_source_start:
 * @self: a source that is off
 * @transport: how events are to come
 *
 * Begins, with what the history has and with the link or the polls.
 */
void
gh_feed_source_start (GhFeedSource *self, GhFeedTransport transport)
{
  g_return_if_fail (GH_IS_FEED_SOURCE (self));
  g_return_if_fail (!self->is_running);

  self->is_running = TRUE;
  self->wish = transport;
  gh_catch_up_start (self->catch_up);
  if (transport == GH_FEED_TRANSPORT_POLLING)
    {
      stand_in (self);
      tell_changed (self);
    }
  else
    gh_feed_connector_start (self->connector, transport);
}

/**
 * gh_feed_source_stop:
 * @self: a source
 *
 * Ends. No signal follows.
 */
void
gh_feed_source_stop (GhFeedSource *self)
{
  g_return_if_fail (GH_IS_FEED_SOURCE (self));

  if (!self->is_running)
    return;
  self->is_running = FALSE;
  gh_feed_connector_stop (self->connector);
  if (self->stands_in)
    stop_standing_in (self);
  gh_poller_stop (self->poller);
  gh_catch_up_stop (self->catch_up);
}

/**
 * gh_feed_source_reset:
 * @self: a source that is off
 *
 * Begins anew with the history: the log is to be emptied.
 */
void
gh_feed_source_reset (GhFeedSource *self)
{
  g_return_if_fail (GH_IS_FEED_SOURCE (self));

  gh_catch_up_reset (self->catch_up);
  self->alive_at_us = 0;
  self->doubt_us = 0;
}

/**
 * gh_feed_source_retry_now:
 * @self: a source
 *
 * Tries now what is waited for.
 */
void
gh_feed_source_retry_now (GhFeedSource *self)
{
  g_return_if_fail (GH_IS_FEED_SOURCE (self));

  gh_catch_up_retry_now (self->catch_up);
  if (self->poll_error != NULL)
    gh_poller_look_now (self->poller);
  gh_feed_connector_retry_now (self->connector);
}

static gboolean
waits_for_polls (GhFeedSource *self)
{
  return self->wish == GH_FEED_TRANSPORT_POLLING && !self->is_polling;
}

/**
 * gh_feed_source_get_state:
 * @self: a source
 *
 * Returns: how things stand
 */
GhFeedState
gh_feed_source_get_state (GhFeedSource *self)
{
  g_return_val_if_fail (GH_IS_FEED_SOURCE (self), GH_FEED_OFF);

  if (!self->is_running)
    return GH_FEED_OFF;
  if (is_linked (self))
    return self->has_caught_up ? GH_FEED_LIVE : GH_FEED_CATCHING_UP;
  if (self->is_polling)
    return self->has_caught_up ? GH_FEED_POLLING : GH_FEED_CATCHING_UP;
  if (!waits_for_polls (self))
    return gh_feed_connector_get_state (self->connector);
  if (self->poll_error == NULL)
    return GH_FEED_CONNECTING;
  return g_error_matches (self->poll_error, GH_ERROR, GH_ERROR_FORBIDDEN) ? GH_FEED_REFUSED
                                                                          : GH_FEED_WAITING;
}

/**
 * gh_feed_source_get_error:
 * @self: a source
 *
 * Returns: (transfer none) (nullable): why nothing comes, or not everything is there
 */
const GError *
gh_feed_source_get_error (GhFeedSource *self)
{
  g_return_val_if_fail (GH_IS_FEED_SOURCE (self), NULL);

  if (!self->is_running || self->is_polling)
    return NULL;
  if (is_linked (self))
    return self->has_caught_up ? NULL : gh_catch_up_get_error (self->catch_up);
  return waits_for_polls (self) ? self->poll_error : gh_feed_connector_get_error (self->connector);
}

/**
 * gh_feed_source_get_retry_at_us:
 * @self: a source
 *
 * Returns: when it is tried again to get a link: real time, in microseconds; 0 where that is not
 *   waited for
 */
gint64
gh_feed_source_get_retry_at_us (GhFeedSource *self)
{
  g_return_val_if_fail (GH_IS_FEED_SOURCE (self), 0);

  return self->is_polling ? 0 : gh_feed_connector_get_retry_at_us (self->connector);
}

/**
 * gh_feed_source_get_transport:
 * @self: a source
 *
 * Returns: how events come now; %GH_FEED_TRANSPORT_AUTO where none do
 */
GhFeedTransport
gh_feed_source_get_transport (GhFeedSource *self)
{
  g_return_val_if_fail (GH_IS_FEED_SOURCE (self), GH_FEED_TRANSPORT_AUTO);

  return self->is_polling ? GH_FEED_TRANSPORT_POLLING
                          : gh_feed_connector_get_transport (self->connector);
}
