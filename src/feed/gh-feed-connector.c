/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-feed-connector.h"

#include "gh-backoff.h"
#include "gh-error.h"
#include "gh-feed-round.h"
#include "gh-sleep-watch.h"
#include "gh-socketio-link.h"
#include "gh-websocket-link.h"

#include <glib/gi18n.h>

#define RECONNECT_FIRST_US (500 * G_TIME_SPAN_MILLISECOND)
#define RECONNECT_MOST_US (30 * G_TIME_SPAN_SECOND)

/* However long a server asks to be left alone. */
#define RETRY_MOST_US (5 * G_TIME_SPAN_MINUTE)

/* A link that lasted this long, or brought an event, was a good one. */
#define GOOD_LINK_US (10 * G_TIME_SPAN_SECOND)

/* One round after the other, with a wait between them. A link that opened and was no good is
 * one that failed. A token that is refused is renewed and the same tried again at once, but once
 * for each wait. */
struct _GhFeedConnector
{
  GObject parent_instance;

  GhSession *session;        /* (owned) */
  GhClock *clock;            /* (owned) */
  GhBackoff *backoff;        /* (owned) */
  GhFeedRound *round;        /* (owned): the kind of @link */
  GhSleepWatch *sleep_watch; /* (owned) */
  gboolean is_exhausted;

  GhFeedState state;
  gint64 retry_at_us;
  GError *error; /* (owned) (nullable) */

  GhFeedLink *link;         /* (owned) (nullable) */
  GCancellable *refreshing; /* (owned) (nullable) */
  guint retry_id;
  gint64 opened_at_us;    /* monotonic; 0 while the link is not open */
  gint64 alive_at_us;     /* real time */
  gboolean is_good;       /* an event came over the link */
  gboolean has_refreshed; /* the token, since the last wait or good link */
};

typedef enum
{
  SIGNAL_CHANGED,
  SIGNAL_OPENED,
  SIGNAL_CLOSED,
  SIGNAL_ALIVE,
  SIGNAL_MESSAGE,
} GhFeedConnectorSignal;

static guint signals[SIGNAL_MESSAGE + 1];

G_DEFINE_FINAL_TYPE (GhFeedConnector, gh_feed_connector, G_TYPE_OBJECT)

static void connect_now (GhFeedConnector *self);

static void
set_state (GhFeedConnector *self, GhFeedState state, const GError *error, gint64 retry_at_us)
{
  self->state = state;
  self->retry_at_us = retry_at_us;
  if (self->error != error)
    {
      g_clear_error (&self->error);
      self->error = error != NULL ? g_error_copy (error) : NULL;
    }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
set_closed (GhFeedConnector *self, gint64 lost_at_us)
{
  if (self->opened_at_us == 0)
    return;
  self->opened_at_us = 0;
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0, lost_at_us);
}

static void
drop_link (GhFeedConnector *self, gint64 lost_at_us)
{
  g_autoptr (GhFeedLink) link = g_steal_pointer (&self->link);

  if (link == NULL)
    return;
  g_signal_handlers_disconnect_by_data (link, self);
  gh_feed_link_close (link);
  set_closed (self, lost_at_us);
}

static void
retry_timeout_cb (gpointer user_data)
{
  GhFeedConnector *self = user_data;

  self->retry_id = 0;
  self->has_refreshed = FALSE;
  connect_now (self);
}

/* The transport's words are about any call; a person at this list wants to know about the list. */
static GError *
reword_refusal (const GError *error)
{
  GError *reworded = g_error_copy (error);

  g_set_str (&reworded->message, g_error_matches (error, GH_ERROR, GH_ERROR_FORBIDDEN)
                                   ? _("This account may not watch live events")
                                   : _("This server has no live events"));
  return reworded;
}

static void
schedule_retry (GhFeedConnector *self, const GError *error)
{
  const gboolean refused = gh_feed_round_is_refusal (error);
  const gint64 server_at_us = gh_error_get_retry_at_us (error);
  gint64 delay_us = gh_backoff_next_us (self->backoff);
  g_autoptr (GError) reworded = refused ? reword_refusal (error) : g_error_copy (error);

  if (refused)
    delay_us = RECONNECT_MOST_US;
  if (server_at_us != 0)
    delay_us = MAX (delay_us, MIN (server_at_us - gh_clock_get_monotonic_us (self->clock),
                                   RETRY_MOST_US));

  gh_feed_round_begin (self->round);
  self->retry_id = gh_clock_add_timeout (self->clock, delay_us, retry_timeout_cb, self);
  set_state (self, refused ? GH_FEED_REFUSED : GH_FEED_WAITING, reworded,
             gh_clock_get_real_us (self->clock) + delay_us);
}

static void
fail_link (GhFeedConnector *self, const GError *error)
{
  g_autoptr (GError) told = NULL;

  if (gh_feed_round_fail (self->round, error))
    {
      connect_now (self);
      return;
    }
  self->is_exhausted = TRUE;
  told = g_error_copy (gh_feed_round_get_error (self->round));
  schedule_retry (self, told);
}

static void
refreshed_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GhFeedConnector *self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean refreshed;

  refreshed = gh_session_refresh_finish (GH_SESSION (source), result, &error);
  if (gh_error_is_cancelled (error))
    return;

  g_clear_object (&self->refreshing);
  if (!refreshed)
    {
      drop_link (self, self->alive_at_us);
      schedule_retry (self, error);
    }
  else if (self->link != NULL)
    gh_feed_link_renew_token (self->link, gh_session_peek_access_token (self->session));
  else
    connect_now (self);
}

static void
refresh (GhFeedConnector *self, const char *refused_token)
{
  self->has_refreshed = TRUE;
  self->refreshing = g_cancellable_new ();
  gh_session_refresh_async (self->session, refused_token, self->refreshing, refreshed_ready_cb,
                            self);
  set_state (self, GH_FEED_CONNECTING, self->error, 0);
}

/* Returns: TRUE if the link was a good one, which is told once */
static gboolean
settle_link (GhFeedConnector *self)
{
  if (self->opened_at_us == 0
      || (!self->is_good
          && gh_clock_get_monotonic_us (self->clock) - self->opened_at_us < GOOD_LINK_US))
    return FALSE;

  gh_feed_connector_mark_good (self);
  gh_feed_round_begin (self->round);
  gh_backoff_reset (self->backoff);
  self->has_refreshed = FALSE;
  return TRUE;
}

static void
lose_link (GhFeedConnector *self, const GError *error, gint64 lost_at_us)
{
  g_autofree char *token = g_strdup (gh_feed_link_get_access_token (self->link));
  const gboolean was_good = settle_link (self);

  drop_link (self, lost_at_us);
  if (self->refreshing != NULL)
    return; /* it connects anew */
  if (g_error_matches (error, GH_ERROR, GH_ERROR_UNAUTHORIZED) && !self->has_refreshed)
    refresh (self, token);
  else if (was_good)
    schedule_retry (self, error);
  else
    fail_link (self, error);
}

static void
link_lost_cb (GhFeedLink *link, const GError *error, gpointer user_data)
{
  GhFeedConnector *self = user_data;

  /* Where nothing was heard any more, nobody knows when it was lost: at worst right after the last
   * sign of life. */
  lose_link (self, error,
             g_error_matches (error, GH_ERROR, GH_ERROR_TIMEOUT)
               ? self->alive_at_us
               : gh_clock_get_real_us (self->clock));
}

static void
link_token_refused_cb (GhFeedLink *link, const GError *error, gpointer user_data)
{
  GhFeedConnector *self = user_data;

  settle_link (self);
  if (self->has_refreshed)
    {
      lose_link (self, error, gh_clock_get_real_us (self->clock));
      return;
    }
  set_closed (self, gh_clock_get_real_us (self->clock));
  refresh (self, gh_feed_link_get_access_token (link));
}

static void
link_alive_cb (GhFeedLink *link, gpointer user_data)
{
  GhFeedConnector *self = user_data;

  self->alive_at_us = gh_clock_get_real_us (self->clock);
  g_signal_emit (self, signals[SIGNAL_ALIVE], 0);
}

static void
link_message_cb (GhFeedLink *link, const GhFeedMessage *message, gpointer user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_MESSAGE], 0, message);
}

static void
link_opened_cb (GhFeedLink *link, gpointer user_data)
{
  GhFeedConnector *self = user_data;

  self->opened_at_us = gh_clock_get_monotonic_us (self->clock);
  self->is_exhausted = FALSE;
  self->state = GH_FEED_LIVE;
  g_signal_emit (self, signals[SIGNAL_OPENED], 0);
  set_state (self, GH_FEED_LIVE, NULL, 0);
}

static GhFeedLink *
make_link (GhFeedConnector *self)
{
  GhTransport *transport = gh_session_get_transport (self->session);
  const char *access_token = gh_session_peek_access_token (self->session);

  if (gh_feed_round_get_kind (self->round) == GH_FEED_TRANSPORT_SOCKETIO)
    return gh_socketio_link_new (transport, access_token);
  return gh_websocket_link_new (transport, access_token, GH_WEBSOCKET_LINK_PING_SECONDS);
}

static void
connect_now (GhFeedConnector *self)
{
  self->is_good = FALSE;
  self->link = make_link (self);
  g_signal_connect (self->link, "opened", G_CALLBACK (link_opened_cb), self);
  g_signal_connect (self->link, "alive", G_CALLBACK (link_alive_cb), self);
  g_signal_connect (self->link, "message", G_CALLBACK (link_message_cb), self);
  g_signal_connect (self->link, "token-refused", G_CALLBACK (link_token_refused_cb), self);
  g_signal_connect (self->link, "lost", G_CALLBACK (link_lost_cb), self);
  gh_feed_link_open (self->link);

  /* A refusal is not news each time it is looked whether it still holds. */
  set_state (self, self->state == GH_FEED_REFUSED ? GH_FEED_REFUSED : GH_FEED_CONNECTING,
             self->error, 0);
}

/* What was connected before a sleep is not worth waiting for. */
static void
woken_cb (gpointer user_data)
{
  GhFeedConnector *self = user_data;

  if (self->opened_at_us != 0)
    {
      g_autoptr (GError) error = g_error_new_literal (GH_ERROR, GH_ERROR_OFFLINE,
                                                      _("The live connection was lost"));

      lose_link (self, error, self->alive_at_us);
    }
  gh_feed_connector_retry_now (self);
}

static void
gh_feed_connector_dispose (GObject *object)
{
  GhFeedConnector *self = GH_FEED_CONNECTOR (object);

  if (self->clock != NULL)
    gh_feed_connector_stop (self);
  g_clear_object (&self->session);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gh_feed_connector_parent_class)->dispose (object);
}

static void
gh_feed_connector_finalize (GObject *object)
{
  GhFeedConnector *self = GH_FEED_CONNECTOR (object);

  g_clear_pointer (&self->backoff, gh_backoff_free);
  g_clear_pointer (&self->round, gh_feed_round_free);
  g_clear_pointer (&self->sleep_watch, gh_sleep_watch_free);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (gh_feed_connector_parent_class)->finalize (object);
}

static void
gh_feed_connector_class_init (GhFeedConnectorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = gh_feed_connector_dispose;
  object_class->finalize = gh_feed_connector_finalize;

  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_OPENED] =
    g_signal_new ("opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CLOSED] = g_signal_new ("closed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SIGNAL_ALIVE] =
    g_signal_new ("alive", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_MESSAGE] = g_signal_new ("message", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
gh_feed_connector_init (GhFeedConnector *self)
{
}

/**
 * gh_feed_connector_new:
 * @session: who is signed in where
 * @random: (nullable): spreads the tries
 *
 * Returns: (transfer full): a connector that is off
 */
GhFeedConnector *
gh_feed_connector_new (GhSession *session, GRand *random)
{
  GhFeedConnector *self = g_object_new (GH_TYPE_FEED_CONNECTOR, NULL);

  self->session = g_object_ref (session);
  self->clock = g_object_ref (gh_transport_get_clock (gh_session_get_transport (session)));
  self->backoff = gh_backoff_new (RECONNECT_FIRST_US, RECONNECT_MOST_US, random);
  self->round = gh_feed_round_new ();
  self->sleep_watch = gh_sleep_watch_new (self->clock, woken_cb, self);

  return self;
}

/**
 * gh_feed_connector_prefer:
 * @self: a connector that is off
 * @transport: the kind of link that was good before
 *
 * Tries @transport first.
 */
void
gh_feed_connector_prefer (GhFeedConnector *self, GhFeedTransport transport)
{
  g_return_if_fail (GH_IS_FEED_CONNECTOR (self));
  g_return_if_fail (self->state == GH_FEED_OFF);

  gh_feed_round_prefer (self->round, transport);
}

/**
 * gh_feed_connector_start:
 * @self: a connector that is off
 * @transport: what kind of link is wanted: not %GH_FEED_TRANSPORT_POLLING, which needs none
 *
 * Begins to connect.
 */
void
gh_feed_connector_start (GhFeedConnector *self, GhFeedTransport transport)
{
  g_return_if_fail (GH_IS_FEED_CONNECTOR (self));
  g_return_if_fail (self->state == GH_FEED_OFF);
  g_return_if_fail (transport != GH_FEED_TRANSPORT_POLLING);

  self->has_refreshed = FALSE;
  self->is_exhausted = FALSE;
  gh_backoff_reset (self->backoff);
  gh_sleep_watch_start (self->sleep_watch);
  gh_feed_round_set_wish (self->round, transport);
  connect_now (self);
}

/**
 * gh_feed_connector_stop:
 * @self: a connector
 *
 * Takes leave of the server. No signal follows but "closed", within this call.
 */
void
gh_feed_connector_stop (GhFeedConnector *self)
{
  g_return_if_fail (GH_IS_FEED_CONNECTOR (self));

  g_cancellable_cancel (self->refreshing);
  g_clear_object (&self->refreshing);
  gh_clock_clear_timeout (self->clock, &self->retry_id);
  gh_sleep_watch_stop (self->sleep_watch);
  self->state = GH_FEED_OFF;
  self->retry_at_us = 0;
  g_clear_error (&self->error);
  drop_link (self, gh_clock_get_real_us (self->clock));
}

/**
 * gh_feed_connector_retry_now:
 * @self: a connector
 *
 * If it waits for the next try, it tries now.
 */
void
gh_feed_connector_retry_now (GhFeedConnector *self)
{
  g_return_if_fail (GH_IS_FEED_CONNECTOR (self));

  if (self->retry_id == 0)
    return;
  gh_clock_clear_timeout (self->clock, &self->retry_id);
  retry_timeout_cb (self);
}

/**
 * gh_feed_connector_get_state:
 * @self: a connector
 *
 * Returns: how things stand with the link: off, connecting, live, waiting or refused
 */
GhFeedState
gh_feed_connector_get_state (GhFeedConnector *self)
{
  return self->state;
}

/**
 * gh_feed_connector_get_error:
 * @self: a connector
 *
 * Returns: (transfer none) (nullable): why there is no link
 */
const GError *
gh_feed_connector_get_error (GhFeedConnector *self)
{
  return self->error;
}

/**
 * gh_feed_connector_get_retry_at_us:
 * @self: a connector
 *
 * Returns: when it tries again: real time, in microseconds; 0 where it does not wait
 */
gint64
gh_feed_connector_get_retry_at_us (GhFeedConnector *self)
{
  return self->retry_at_us;
}

/**
 * gh_feed_connector_get_transport:
 * @self: a connector
 *
 * Returns: the kind of link that is open; %GH_FEED_TRANSPORT_AUTO while there is none
 */
GhFeedTransport
gh_feed_connector_get_transport (GhFeedConnector *self)
{
  return self->opened_at_us != 0 ? gh_feed_round_get_kind (self->round)
                                 : GH_FEED_TRANSPORT_AUTO;
}

/**
 * gh_feed_connector_is_exhausted:
 * @self: a connector
 *
 * Returns: %TRUE if every kind of link was tried and none could be had
 */
gboolean
gh_feed_connector_is_exhausted (GhFeedConnector *self)
{
  return self->is_exhausted;
}

/**
 * gh_feed_connector_mark_good:
 * @self: a connector
 *
 * An event came over the link, if it is open: so it is what it seems to be, and its kind the one to
 * begin with from now on.
 */
void
gh_feed_connector_mark_good (GhFeedConnector *self)
{
  g_return_if_fail (GH_IS_FEED_CONNECTOR (self));

  if (self->opened_at_us == 0)
    return;
  self->is_good = TRUE;
  gh_feed_round_set_good (self->round);
}
