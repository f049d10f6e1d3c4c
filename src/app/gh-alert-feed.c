/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-alert-feed.h"

#include "gh-error.h"

/* How often the recogniser is asked after, where a rule is about it. */
#define ASK_US (60 * G_TIME_SPAN_SECOND)

struct _GhAlertFeed
{
  GObject parent_instance;

  GhConnection *connection;            /* (owned) */
  GhAlertDesk *desk;                   /* (owned) */
  GhClock *clock;                      /* (owned) */
  GhFaceRecognition *face_recognition; /* (owned): asks in the background */
  GCancellable *cancellable;           /* (owned) */
  guint ask_id;
};

G_DEFINE_FINAL_TYPE (GhAlertFeed, gh_alert_feed, G_TYPE_OBJECT)

static void plan_ask (GhAlertFeed *self);

static void
event_added_cb (GhAlertFeed *self, GhFaceEvent *event)
{
  gh_alert_desk_take_event (self->desk, event);
}

static void
cameras_changed_cb (GhAlertFeed *self)
{
  gh_alert_engine_set_cameras (gh_alert_desk_get_engine (self->desk),
                               gh_connection_get_cameras (self->connection));
}

static gboolean
suppress (GhFaceEvent *event, gpointer user_data)
{
  return gh_false_matches_suppress (GH_FALSE_MATCHES (user_data), event);
}

/* A link that is being made is what it was before. */
static void
state_changed_cb (GhAlertFeed *self)
{
  GhFeed *feed = gh_connection_get_feed (self->connection);
  GhAlertEngine *engine = gh_alert_desk_get_engine (self->desk);

  switch (gh_feed_get_state (feed))
    {
    case GH_FEED_LIVE:
      /* After the first time everything of a break is wanted, and not only what a list shows. */
      gh_event_log_ask_for_all (gh_feed_get_log (feed), 0);
      gh_alert_engine_set_link_is_up (engine, TRUE);
      break;
    case GH_FEED_CATCHING_UP:
    case GH_FEED_POLLING:
      gh_alert_engine_set_link_is_up (engine, TRUE);
      break;
    case GH_FEED_WAITING:
    case GH_FEED_REFUSED:
      gh_alert_engine_set_link_is_up (engine, FALSE);
      break;
    case GH_FEED_OFF:
    case GH_FEED_CONNECTING:
    default:
      break;
    }
}

/* That nobody answers, or that we may not ask, says nothing about the recogniser. */
static void
asked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree char *reason = NULL;
  gboolean is_connected = FALSE;
  g_autoptr (GError) error = NULL;
  gboolean has_said = gh_face_recognition_test_connection_finish (GH_FACE_RECOGNITION (object),
                                                                  result, &is_connected, &reason,
                                                                  &error);
  GhAlertFeed *self = user_data;

  if (gh_error_is_cancelled (error))
    return;

  if (has_said)
    gh_alert_engine_set_recogniser_is_up (gh_alert_desk_get_engine (self->desk), is_connected);
  plan_ask (self);
}

static void
ask_cb (gpointer user_data)
{
  GhAlertFeed *self = user_data;

  self->ask_id = 0;
  if (gh_alert_engine_wants_recogniser (gh_alert_desk_get_engine (self->desk))
      && gh_connection_get_role (self->connection) == GH_ROLE_ADMIN)
    gh_face_recognition_test_connection_async (self->face_recognition, self->cancellable, asked_cb,
                                               self);
  else
    plan_ask (self);
}

static void
plan_ask (GhAlertFeed *self)
{
  if (self->ask_id == 0 && gh_alert_engine_wants_recogniser (gh_alert_desk_get_engine (self->desk)))
    self->ask_id = gh_clock_add_timeout (self->clock, ASK_US, ask_cb, self);
}

static void
gh_alert_feed_dispose (GObject *object)
{
  GhAlertFeed *self = GH_ALERT_FEED (object);

  g_cancellable_cancel (self->cancellable);
  if (self->clock != NULL)
    gh_clock_clear_timeout (self->clock, &self->ask_id);
  if (self->desk != NULL)
    gh_alert_engine_set_suppressor (gh_alert_desk_get_engine (self->desk), NULL, NULL);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->face_recognition);
  g_clear_object (&self->desk);
  g_clear_object (&self->connection);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gh_alert_feed_parent_class)->dispose (object);
}

static void
gh_alert_feed_class_init (GhAlertFeedClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gh_alert_feed_dispose;
}

static void
gh_alert_feed_init (GhAlertFeed *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * gh_alert_feed_new:
 * @connection: what is looked at
 * @desk: who looks
 * @clock: tells the time
 *
 * Returns: (transfer full): what shows @desk whatever comes, for as long as it lives
 */
GhAlertFeed *
gh_alert_feed_new (GhConnection *connection, GhAlertDesk *desk, GhClock *clock)
{
  GhAlertFeed *self;
  GhFeed *feed;

  g_return_val_if_fail (GH_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (GH_IS_ALERT_DESK (desk), NULL);
  g_return_val_if_fail (GH_IS_CLOCK (clock), NULL);

  self = g_object_new (GH_TYPE_ALERT_FEED, NULL);
  self->connection = g_object_ref (connection);
  self->desk = g_object_ref (desk);
  self->clock = g_object_ref (clock);
  self->face_recognition =
    gh_endpoint_group_dup_in_manner (gh_connection_get_face_recognition (connection),
                                       GH_MANNER_BACKGROUND);

  feed = gh_connection_get_feed (connection);
  gh_alert_engine_set_suppressor (gh_alert_desk_get_engine (desk), suppress,
                                  gh_connection_get_false_matches (connection));
  g_signal_connect_object (gh_feed_get_log (feed), "event-added", G_CALLBACK (event_added_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (feed, "notify::state", G_CALLBACK (state_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (connection, "notify::cameras", G_CALLBACK (cameras_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gh_alert_desk_get_rules (desk), "items-changed", G_CALLBACK (plan_ask),
                           self, G_CONNECT_SWAPPED);
  cameras_changed_cb (self);
  state_changed_cb (self);

  return self;
}
