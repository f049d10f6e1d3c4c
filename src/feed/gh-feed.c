/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-feed.h"

#include "gh-backoff.h"
#include "gh-catch-up.h"
#include "gh-error.h"
#include "gh-event-log-private.h"
#include "gh-feed-link.h"
#include "gh-feed-message.h"

#include <glib/gi18n.h>

#define RECONNECT_FIRST_US (500 * G_TIME_SPAN_MILLISECOND)
#define RECONNECT_MOST_US (30 * G_TIME_SPAN_SECOND)

/* However long a server asks to be left alone. */
#define RETRY_MOST_US (5 * G_TIME_SPAN_MINUTE)

/* A link that lasted this long, or brought an event, was a good one. */
#define GOOD_LINK_US (10 * G_TIME_SPAN_SECOND)

/* How often it is looked whether the computer was asleep, and what counts as sleep. */
#define WATCH_INTERVAL_US (5 * G_TIME_SPAN_SECOND)
#define SLEEP_US (30 * G_TIME_SPAN_SECOND)

/* The state machine around one link after the other:
 *
 *   off → connecting → catching-up → live
 *
 * From any of the last three a loss leads to waiting, or to refused where the server will not have
 * us; from there the back-off leads to connecting again. A handshake that is refused for its token
 * refreshes it and connects again at once, but once for each wait. */
struct _GhFeed
{
  GObject parent_instance;

  GhSession *session;  /* (owned) */
  GhEventLog *log;     /* (owned) */
  GhClock *clock;      /* (owned) */
  GhBackoff *backoff;  /* (owned): of the link */
  GhCatchUp *catch_up; /* (owned) */

  GhFeedState state;
  gint64 since_us;
  gint64 retry_at_us;
  gint64 last_received_us;
  GError *error; /* (owned) (nullable) */
  guint n_ignored;
  guint n_invalid;

  GhFeedLink *link;         /* (owned) (nullable) */
  GCancellable *refreshing; /* (owned) (nullable) */
  guint retry_id;
  gint64 opened_at_us;     /* monotonic; 0 while the link is not open */
  gboolean is_good;        /* an event came over the link */
  gboolean has_refreshed;  /* the token, since the last wait or good link */
  guint watch_id;
  gint64 real_ahead_us;    /* real time less monotonic time, when last looked */
};

typedef enum
{
  PROP_STATE = 1,
  PROP_SINCE_US,
  PROP_RETRY_AT_US,
  PROP_ERROR,
  PROP_LAST_RECEIVED_US,
  PROP_LOG,
  PROP_N_IGNORED,
  PROP_N_INVALID,
} GhFeedProperty;

static GParamSpec *properties[PROP_N_INVALID + 1];

G_DEFINE_FINAL_TYPE (GhFeed, gh_feed, G_TYPE_OBJECT)

static void connect_now (GhFeed *self);

static void
set_state (GhFeed *self, GhFeedState state, const GError *error, gint64 retry_at_us)
{
  g_object_freeze_notify (G_OBJECT (self));

  if (self->state != state)
    {
      self->state = state;
      self->since_us = gh_clock_get_real_us (self->clock);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SINCE_US]);
    }
  if (self->retry_at_us != retry_at_us)
    {
      self->retry_at_us = retry_at_us;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RETRY_AT_US]);
    }
  if (self->error != error)
    {
      g_clear_error (&self->error);
      self->error = error != NULL ? g_error_copy (error) : NULL;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
    }

  g_object_thaw_notify (G_OBJECT (self));
}

static void
count (GhFeed *self, guint *counter, guint n, GhFeedProperty property)
{
  if (n == 0)
    return;
  *counter += n;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
drop_link (GhFeed *self, gint64 lost_at_us)
{
  g_autoptr (GhFeedLink) link = g_steal_pointer (&self->link);

  if (link == NULL)
    return;
  g_signal_handlers_disconnect_by_data (link, self);
  gh_feed_link_close (link);
  if (self->opened_at_us != 0)
    gh_catch_up_link_lost (self->catch_up, lost_at_us, self->last_received_us);
  self->opened_at_us = 0;
}

static void
retry (GhFeed *self)
{
  self->has_refreshed = FALSE;
  connect_now (self);
}

static void
retry_timeout_cb (gpointer user_data)
{
  GhFeed *self = user_data;

  self->retry_id = 0;
  retry (self);
}

static gboolean
is_refusal (const GError *error)
{
  return g_error_matches (error, GH_ERROR, GH_ERROR_FORBIDDEN)
         || g_error_matches (error, GH_ERROR, GH_ERROR_NOT_FOUND)
         || gh_error_get_http_status (error) == 501;
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
schedule_retry (GhFeed *self, const GError *error)
{
  const gboolean refused = is_refusal (error);
  const gint64 server_at_us = gh_error_get_retry_at_us (error);
  gint64 delay_us = gh_backoff_next_us (self->backoff);
  g_autoptr (GError) reworded = refused ? reword_refusal (error) : NULL;

  if (refused)
    delay_us = RECONNECT_MOST_US;
  if (server_at_us != 0)
    delay_us = MAX (delay_us, MIN (server_at_us - gh_clock_get_monotonic_us (self->clock),
                                   RETRY_MOST_US));

  self->retry_id = gh_clock_add_timeout (self->clock, delay_us, retry_timeout_cb, self);
  set_state (self, refused ? GH_FEED_REFUSED : GH_FEED_WAITING, refused ? reworded : error,
             gh_clock_get_real_us (self->clock) + delay_us);
}

static void
refreshed_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GhFeed *self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean refreshed;

  refreshed = gh_session_refresh_finish (GH_SESSION (source), result, &error);
  if (gh_error_is_cancelled (error))
    return;

  g_clear_object (&self->refreshing);
  if (refreshed)
    connect_now (self);
  else
    schedule_retry (self, error);
}

static void
refresh (GhFeed *self, const char *refused_token)
{
  self->has_refreshed = TRUE;
  self->refreshing = g_cancellable_new ();
  gh_session_refresh_async (self->session, refused_token, self->refreshing, refreshed_ready_cb,
                            self);
  set_state (self, GH_FEED_CONNECTING, self->error, 0);
}

static void
lose_link (GhFeed *self, const GError *error, gint64 lost_at_us)
{
  g_autofree char *token = g_strdup (gh_feed_link_get_access_token (self->link));

  if (self->is_good
      || (self->opened_at_us != 0
          && gh_clock_get_monotonic_us (self->clock) - self->opened_at_us >= GOOD_LINK_US))
    {
      gh_backoff_reset (self->backoff);
      self->has_refreshed = FALSE;
    }

  drop_link (self, lost_at_us);
  if (g_error_matches (error, GH_ERROR, GH_ERROR_UNAUTHORIZED) && !self->has_refreshed)
    refresh (self, token);
  else
    schedule_retry (self, error);
}

static void
link_lost_cb (GhFeedLink *link, const GError *error, gpointer user_data)
{
  GhFeed *self = user_data;

  /* Where nothing was heard any more, nobody knows when it was lost: at worst right after the last
   * sign of life. */
  lose_link (self, error,
             g_error_matches (error, GH_ERROR, GH_ERROR_TIMEOUT)
               ? self->last_received_us
               : gh_clock_get_real_us (self->clock));
}

static void
link_alive_cb (GhFeedLink *link, gpointer user_data)
{
  GhFeed *self = user_data;

  self->last_received_us = gh_clock_get_real_us (self->clock);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LAST_RECEIVED_US]);
}

static void
link_message_cb (GhFeedLink *link, const GhFeedMessage *message, gpointer user_data)
{
  GhFeed *self = user_data;

  for (guint i = 0; i < message->events->len; i++)
    {
      GhFaceEvent *event = message->events->pdata[i];

      gh_face_event_set_received_at_us (event, self->last_received_us);
      gh_event_log_add (self->log, event);
      self->is_good = TRUE;
    }
  count (self, &self->n_ignored, message->events->len == 0 && message->n_invalid == 0,
         PROP_N_IGNORED);
  count (self, &self->n_invalid, message->n_invalid, PROP_N_INVALID);
}

static void
link_opened_cb (GhFeedLink *link, gpointer user_data)
{
  GhFeed *self = user_data;

  self->opened_at_us = gh_clock_get_monotonic_us (self->clock);
  gh_catch_up_link_opened (self->catch_up);
  set_state (self, GH_FEED_CATCHING_UP, NULL, 0);
}

static void
catch_up_progressed_cb (GhCatchUp *catch_up, gpointer user_data)
{
  GhFeed *self = user_data;

  if (self->state == GH_FEED_CATCHING_UP)
    set_state (self, GH_FEED_CATCHING_UP, gh_catch_up_get_error (catch_up), 0);
}

static void
caught_up_cb (GhCatchUp *catch_up, gpointer user_data)
{
  set_state (user_data, GH_FEED_LIVE, NULL, 0);
}

static void
connect_now (GhFeed *self)
{
  self->is_good = FALSE;
  self->link = gh_feed_link_new (gh_session_get_transport (self->session),
                                 gh_session_peek_access_token (self->session),
                                 GH_FEED_LINK_PING_SECONDS);
  g_signal_connect (self->link, "opened", G_CALLBACK (link_opened_cb), self);
  g_signal_connect (self->link, "alive", G_CALLBACK (link_alive_cb), self);
  g_signal_connect (self->link, "message", G_CALLBACK (link_message_cb), self);
  g_signal_connect (self->link, "lost", G_CALLBACK (link_lost_cb), self);
  gh_feed_link_open (self->link);

  /* A refusal is not news each time it is looked whether it still holds. */
  set_state (self, self->state == GH_FEED_REFUSED ? GH_FEED_REFUSED : GH_FEED_CONNECTING,
             self->error, 0);
}

static gint64
get_real_ahead (GhFeed *self)
{
  return gh_clock_get_real_us (self->clock) - gh_clock_get_monotonic_us (self->clock);
}

/* While a computer sleeps, its monotonic clock stands and its real one does not. What was connected
 * then is not worth waiting for. */
static void
watch_timeout_cb (gpointer user_data)
{
  GhFeed *self = user_data;
  const gint64 real_ahead_us = get_real_ahead (self);
  const gboolean slept = real_ahead_us - self->real_ahead_us >= SLEEP_US;

  self->real_ahead_us = real_ahead_us;
  self->watch_id =
    gh_clock_add_timeout (self->clock, WATCH_INTERVAL_US, watch_timeout_cb, self);

  if (slept && self->opened_at_us != 0)
    {
      g_autoptr (GError) error = g_error_new_literal (GH_ERROR, GH_ERROR_OFFLINE,
                                                      _("The live connection was lost"));

      lose_link (self, error, self->last_received_us);
    }
  if (slept)
    gh_feed_retry_now (self);
}

/* Everything stops, and no callback follows. */
static void
halt (GhFeed *self)
{
  g_cancellable_cancel (self->refreshing);
  g_clear_object (&self->refreshing);
  gh_clock_clear_timeout (self->clock, &self->retry_id);
  gh_clock_clear_timeout (self->clock, &self->watch_id);
  drop_link (self, gh_clock_get_real_us (self->clock));
  gh_catch_up_stop (self->catch_up);
}

static void
session_state_notified_cb (GhSession *session, GParamSpec *pspec, gpointer user_data)
{
  GhFeed *self = user_data;

  if (gh_session_get_state (session) != GH_SESSION_SIGNED_OUT)
    return;

  /* What was seen belongs to whoever was signed in. */
  gh_feed_stop (self);
  gh_catch_up_reset (self->catch_up);
  gh_event_log_reset (self->log);
  self->last_received_us = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LAST_RECEIVED_US]);
}

static void
gh_feed_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  GhFeed *self = GH_FEED (object);

  switch ((GhFeedProperty) prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, (int) self->state);
      break;
    case PROP_SINCE_US:
      g_value_set_int64 (value, self->since_us);
      break;
    case PROP_RETRY_AT_US:
      g_value_set_int64 (value, self->retry_at_us);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_LAST_RECEIVED_US:
      g_value_set_int64 (value, self->last_received_us);
      break;
    case PROP_LOG:
      g_value_set_object (value, self->log);
      break;
    case PROP_N_IGNORED:
      g_value_set_uint (value, self->n_ignored);
      break;
    case PROP_N_INVALID:
      g_value_set_uint (value, self->n_invalid);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gh_feed_dispose (GObject *object)
{
  GhFeed *self = GH_FEED (object);

  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_signal_handlers_disconnect_by_data (self->catch_up, self);
      halt (self);
    }
  g_clear_object (&self->catch_up);
  g_clear_object (&self->log);
  g_clear_object (&self->session);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gh_feed_parent_class)->dispose (object);
}

static void
gh_feed_finalize (GObject *object)
{
  GhFeed *self = GH_FEED (object);

  g_clear_pointer (&self->backoff, gh_backoff_free);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (gh_feed_parent_class)->finalize (object);
}

static void
gh_feed_class_init (GhFeedClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gh_feed_get_property;
  object_class->dispose = gh_feed_dispose;
  object_class->finalize = gh_feed_finalize;

  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, GH_TYPE_FEED_STATE, GH_FEED_OFF, flags);
  /* Real time of the last change of the state, in microseconds. */
  properties[PROP_SINCE_US] =
    g_param_spec_int64 ("since-us", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  /* Real time of the next try, in microseconds; 0 where none is waited for. */
  properties[PROP_RETRY_AT_US] =
    g_param_spec_int64 ("retry-at-us", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  /* Why the feed is not live. */
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  /* Real time of the newest sign of life, in microseconds; 0 before the first. */
  properties[PROP_LAST_RECEIVED_US] =
    g_param_spec_int64 ("last-received-us", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_LOG] =
    g_param_spec_object ("log", NULL, NULL, GH_TYPE_EVENT_LOG, flags);
  /* Messages that are about something else. */
  properties[PROP_N_IGNORED] =
    g_param_spec_uint ("n-ignored", NULL, NULL, 0, G_MAXUINT, 0, flags);
  /* Messages, or events in them, that break the contract. */
  properties[PROP_N_INVALID] =
    g_param_spec_uint ("n-invalid", NULL, NULL, 0, G_MAXUINT, 0, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
gh_feed_init (GhFeed *self)
{
}

/**
 * gh_feed_new:
 * @session: who watches, and the way to the server
 * @face_recognition: the history
 * @log: the list to keep; nobody else may add to it
 * @random: (nullable): spreads the reconnects; %NULL for a seed of its own
 *
 * Returns: (transfer full): a feed that is off
 */
GhFeed *
gh_feed_new (GhSession *session,
             GhFaceRecognition *face_recognition,
             GhEventLog *log,
             GRand *random)
{
  GhFeed *self;

  g_return_val_if_fail (GH_IS_SESSION (session), NULL);
  g_return_val_if_fail (GH_IS_FACE_RECOGNITION (face_recognition), NULL);
  g_return_val_if_fail (GH_IS_EVENT_LOG (log), NULL);

  self = g_object_new (GH_TYPE_FEED, NULL);
  self->session = g_object_ref (session);
  self->log = g_object_ref (log);
  self->clock = g_object_ref (gh_transport_get_clock (gh_session_get_transport (session)));
  self->backoff = gh_backoff_new (RECONNECT_FIRST_US, RECONNECT_MOST_US, random);
  self->catch_up = gh_catch_up_new (face_recognition, log, self->clock, random);
  self->since_us = gh_clock_get_real_us (self->clock);

  g_signal_connect (session, "notify::state", G_CALLBACK (session_state_notified_cb), self);
  g_signal_connect (self->catch_up, "progressed", G_CALLBACK (catch_up_progressed_cb), self);
  g_signal_connect (self->catch_up, "caught-up", G_CALLBACK (caught_up_cb), self);

  return self;
}

/**
 * gh_feed_start:
 * @self: a feed
 *
 * Begins to watch, if somebody is signed in. What the history has is shown while the connection is
 * being made. A feed that was stopped begins by filling the gap since then.
 */
void
gh_feed_start (GhFeed *self)
{
  g_return_if_fail (GH_IS_FEED (self));

  if (self->state != GH_FEED_OFF
      || gh_session_get_state (self->session) != GH_SESSION_SIGNED_IN)
    return;

  gh_backoff_reset (self->backoff);
  self->has_refreshed = FALSE;
  self->real_ahead_us = get_real_ahead (self);
  self->watch_id =
    gh_clock_add_timeout (self->clock, WATCH_INTERVAL_US, watch_timeout_cb, self);

  gh_catch_up_start (self->catch_up);
  connect_now (self);
}

/**
 * gh_feed_stop:
 * @self: a feed
 *
 * Stops watching. The list stays as it is. A session that is signed out stops its feed by itself,
 * and empties the list.
 */
void
gh_feed_stop (GhFeed *self)
{
  g_return_if_fail (GH_IS_FEED (self));

  if (self->state == GH_FEED_OFF)
    return;
  halt (self);
  set_state (self, GH_FEED_OFF, NULL, 0);
}

/**
 * gh_feed_retry_now:
 * @self: a feed
 *
 * Tries now what is waited for: because a person asks for it, or the network has changed. Does
 * nothing where nothing is waited for.
 */
void
gh_feed_retry_now (GhFeed *self)
{
  g_return_if_fail (GH_IS_FEED (self));

  gh_catch_up_retry_now (self->catch_up);
  if (self->retry_id == 0)
    return;
  gh_clock_clear_timeout (self->clock, &self->retry_id);
  retry (self);
}

/**
 * gh_feed_get_log:
 * @self: a feed
 *
 * Returns: (transfer none): the list that it keeps
 */
GhEventLog *
gh_feed_get_log (GhFeed *self)
{
  g_return_val_if_fail (GH_IS_FEED (self), NULL);

  return self->log;
}

/**
 * gh_feed_get_state:
 * @self: a feed
 *
 * Returns: how things stand with the link
 */
GhFeedState
gh_feed_get_state (GhFeed *self)
{
  g_return_val_if_fail (GH_IS_FEED (self), GH_FEED_OFF);

  return self->state;
}

/**
 * gh_feed_get_since_us:
 * @self: a feed
 *
 * Returns: since when the state is what it is: real time, in microseconds
 */
gint64
gh_feed_get_since_us (GhFeed *self)
{
  g_return_val_if_fail (GH_IS_FEED (self), 0);

  return self->since_us;
}

/**
 * gh_feed_get_retry_at_us:
 * @self: a feed
 *
 * Returns: when it tries again: real time, in microseconds; 0 where it does not wait
 */
gint64
gh_feed_get_retry_at_us (GhFeed *self)
{
  g_return_val_if_fail (GH_IS_FEED (self), 0);

  return self->retry_at_us;
}

/**
 * gh_feed_get_last_received_us:
 * @self: a feed
 *
 * Returns: when the newest sign of life came from the server: real time, in microseconds; 0 before
 *   the first
 */
gint64
gh_feed_get_last_received_us (GhFeed *self)
{
  g_return_val_if_fail (GH_IS_FEED (self), 0);

  return self->last_received_us;
}

/**
 * gh_feed_get_error:
 * @self: a feed
 *
 * Returns: (transfer none) (nullable): why it is not live
 */
const GError *
gh_feed_get_error (GhFeed *self)
{
  g_return_val_if_fail (GH_IS_FEED (self), NULL);

  return self->error;
}

/**
 * gh_feed_get_n_ignored:
 * @self: a feed
 *
 * Returns: how many messages were about something else than events
 */
guint
gh_feed_get_n_ignored (GhFeed *self)
{
  g_return_val_if_fail (GH_IS_FEED (self), 0);

  return self->n_ignored;
}

/**
 * gh_feed_get_n_invalid:
 * @self: a feed
 *
 * Returns: how many messages, or events in them, broke the contract
 */
guint
gh_feed_get_n_invalid (GhFeed *self)
{
  g_return_val_if_fail (GH_IS_FEED (self), 0);

  return self->n_invalid;
}
