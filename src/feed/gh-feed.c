/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-feed.h"

#include "gh-event-log-private.h"
#include "gh-feed-expiry.h"
#include "gh-feed-message.h"
#include "gh-feed-source.h"
#include "gh-recent-ids.h"

/* What others see of the source of events, and the way of what comes from there into the log. */
struct _GhFeed
{
  GObject parent_instance;

  GhSession *session;   /* (owned) */
  GhEventLog *log;      /* (owned) */
  GhClock *clock;       /* (owned) */
  GhFeedSource *source; /* (owned) */
  GhRecentIds *recent;  /* (owned): ids of messages of the link that is open */
  GhFeedExpiry *expiry; /* (owned) */
  gboolean was_good;    /* the log has been complete once: what comes is news */

  GhFeedTransport transport;
  GhFeedTransport active_transport;
  GhFeedState state;
  gint64 since_us;
  gint64 retry_at_us;
  gint64 last_received_us;
  GError *error; /* (owned) (nullable) */
  guint n_ignored;
  guint n_invalid;
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
  PROP_TRANSPORT,
  PROP_ACTIVE_TRANSPORT,
} GhFeedProperty;

static GParamSpec *properties[PROP_ACTIVE_TRANSPORT + 1];

typedef enum
{
  SIGNAL_NOTICE,
} GhFeedSignal;

static guint signals[SIGNAL_NOTICE + 1];

G_DEFINE_FINAL_TYPE (GhFeed, gh_feed, G_TYPE_OBJECT)

static gboolean
is_same_error (const GError *a, const GError *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return g_error_matches (a, b->domain, b->code) && g_strcmp0 (a->message, b->message) == 0;
}

/* What the history has at first happened before anything was kept. */
static void
event_added_cb (GhEventLog *log, GhFaceEvent *event, gpointer user_data)
{
  GhFeed *self = user_data;

  if (self->was_good || gh_face_event_get_received_at_us (event) != 0)
    gh_feed_expiry_note (self->expiry, event);
}

static void
update (GhFeed *self)
{
  const GhFeedState state = gh_feed_source_get_state (self->source);
  const gint64 retry_at_us = gh_feed_source_get_retry_at_us (self->source);
  const GhFeedTransport active_transport = gh_feed_source_get_transport (self->source);
  const GError *error = gh_feed_source_get_error (self->source);

  self->was_good |= state == GH_FEED_LIVE || state == GH_FEED_POLLING;
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
  if (self->active_transport != active_transport)
    {
      self->active_transport = active_transport;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE_TRANSPORT]);
    }
  if (!is_same_error (self->error, error))
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
source_changed_cb (GhFeedSource *source, gpointer user_data)
{
  update (user_data);
}

/* A server that was started anew may count its messages anew. Events are told apart by their own
 * ids, by the log. */
static void
source_opened_cb (GhFeedSource *source, gpointer user_data)
{
  GhFeed *self = user_data;

  gh_recent_ids_clear (self->recent);
}

static void
source_alive_cb (GhFeedSource *source, gpointer user_data)
{
  GhFeed *self = user_data;

  self->last_received_us = gh_clock_get_real_us (self->clock);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LAST_RECEIVED_US]);
}

static void
source_message_cb (GhFeedSource *source, const GhFeedMessage *message, gpointer user_data)
{
  GhFeed *self = user_data;

  if (message->id != NULL && !gh_recent_ids_add (self->recent, message->id))
    return;

  for (guint i = 0; i < message->events->len; i++)
    {
      GhFaceEvent *event = message->events->pdata[i];

      gh_face_event_set_received_at_us (event, self->last_received_us);
      gh_event_log_add (self->log, event);
    }
  for (guint i = 0; i < message->notices->len; i++)
    g_signal_emit (self, signals[SIGNAL_NOTICE], 0, message->notices->pdata[i]);

  count (self, &self->n_ignored,
         message->events->len == 0 && message->n_invalid == 0 && message->notices->len == 0
           && !message->says_connected,
         PROP_N_IGNORED);
  count (self, &self->n_invalid, message->n_invalid, PROP_N_INVALID);
}

static void
session_state_notified_cb (GhSession *session, GParamSpec *pspec, gpointer user_data)
{
  GhFeed *self = user_data;

  if (gh_session_get_state (session) != GH_SESSION_SIGNED_OUT)
    return;

  /* What was seen belongs to whoever was signed in. */
  gh_feed_stop (self);
  gh_feed_source_reset (self->source);
  gh_event_log_reset (self->log);
  gh_feed_expiry_stop (self->expiry);
  self->was_good = FALSE;
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
    case PROP_TRANSPORT:
      g_value_set_enum (value, (int) self->transport);
      break;
    case PROP_ACTIVE_TRANSPORT:
      g_value_set_enum (value, (int) self->active_transport);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gh_feed_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_TRANSPORT)
    gh_feed_set_transport (GH_FEED (object), (GhFeedTransport) g_value_get_enum (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
gh_feed_dispose (GObject *object)
{
  GhFeed *self = GH_FEED (object);

  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_signal_handlers_disconnect_by_data (self->source, self);
      g_signal_handlers_disconnect_by_data (self->log, self);
      gh_feed_source_stop (self->source);
    }
  g_clear_pointer (&self->expiry, gh_feed_expiry_free);
  g_clear_object (&self->source);
  g_clear_object (&self->log);
  g_clear_object (&self->session);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gh_feed_parent_class)->dispose (object);
}

static void
gh_feed_finalize (GObject *object)
{
  GhFeed *self = GH_FEED (object);

  g_clear_pointer (&self->recent, gh_recent_ids_free);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (gh_feed_parent_class)->finalize (object);
}

static void
gh_feed_class_init (GhFeedClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gh_feed_get_property;
  object_class->set_property = gh_feed_set_property;
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
  /* How events are to come. */
  properties[PROP_TRANSPORT] =
    g_param_spec_enum ("transport", NULL, NULL, GH_TYPE_FEED_TRANSPORT, GH_FEED_TRANSPORT_AUTO,
                       flags | G_PARAM_WRITABLE);
  /* How they come; automatic while they do not. */
  properties[PROP_ACTIVE_TRANSPORT] =
    g_param_spec_enum ("active-transport", NULL, NULL, GH_TYPE_FEED_TRANSPORT,
                       GH_FEED_TRANSPORT_AUTO, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_NOTICE] = g_signal_new ("notice", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, GH_TYPE_FEED_NOTICE);
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
  self->source = gh_feed_source_new (session, face_recognition, log, random);
  self->recent = gh_recent_ids_new ();
  self->expiry = gh_feed_expiry_new (gh_session_get_cache (session), self->clock);
  self->since_us = gh_clock_get_real_us (self->clock);

  g_signal_connect (session, "notify::state", G_CALLBACK (session_state_notified_cb), self);
  g_signal_connect (log, "event-added", G_CALLBACK (event_added_cb), self);
  g_signal_connect (self->source, "changed", G_CALLBACK (source_changed_cb), self);
  g_signal_connect (self->source, "opened", G_CALLBACK (source_opened_cb), self);
  g_signal_connect (self->source, "alive", G_CALLBACK (source_alive_cb), self);
  g_signal_connect (self->source, "message", G_CALLBACK (source_message_cb), self);

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

  gh_feed_source_start (self->source, self->transport);
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
  gh_feed_source_stop (self->source);
  update (self);
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

  if (self->state != GH_FEED_OFF)
    gh_feed_source_retry_now (self->source);
}

/**
 * gh_feed_set_transport:
 * @self: a feed
 * @transport: how events are to come
 *
 * Fixes one way, or leaves it to the feed to find one. A feed that runs begins anew with it, and
 * fills the gap.
 */
void
gh_feed_set_transport (GhFeed *self, GhFeedTransport transport)
{
  g_return_if_fail (GH_IS_FEED (self));

  if (self->transport == transport)
    return;
  self->transport = transport;
  if (self->state != GH_FEED_OFF)
    {
      gh_feed_source_stop (self->source);
      gh_feed_source_start (self->source, transport);
      update (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TRANSPORT]);
}

/**
 * gh_feed_prefer_transport:
 * @self: a feed that is off
 * @transport: how events came before, as "active-transport" said while it was live
 *
 * Tries @transport first where gh_feed_set_transport() fixes nothing.
 */
void
gh_feed_prefer_transport (GhFeed *self, GhFeedTransport transport)
{
  g_return_if_fail (GH_IS_FEED (self));
  g_return_if_fail (self->state == GH_FEED_OFF);

  gh_feed_source_prefer (self->source, transport);
}

/**
 * gh_feed_get_transport:
 * @self: a feed
 *
 * Returns: how events are to come
 */
GhFeedTransport
gh_feed_get_transport (GhFeed *self)
{
  g_return_val_if_fail (GH_IS_FEED (self), GH_FEED_TRANSPORT_AUTO);

  return self->transport;
}

/**
 * gh_feed_get_active_transport:
 * @self: a feed
 *
 * Returns: how events come now; %GH_FEED_TRANSPORT_AUTO while they do not
 */
GhFeedTransport
gh_feed_get_active_transport (GhFeed *self)
{
  g_return_val_if_fail (GH_IS_FEED (self), GH_FEED_TRANSPORT_AUTO);

  return self->active_transport;
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
