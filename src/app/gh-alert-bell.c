/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-alert-bell.h"

#include "gh-alert-words.h"
#include "gh-notifier.h"
#include "gh-sound-player.h"

#include <glib/gi18n.h>

/* How long a sound that is repeated is silent in between. */
#define PAUSE_US (4 * G_TIME_SPAN_SECOND)

/* Beyond these the desktop is told of no more: the inbox has them all. */
#define MOST_TOLD 50

struct _GhAlertBell
{
  GObject parent_instance;

  GtkApplication *application; /* (owned) */
  GhClock *clock;              /* (owned) */
  GhNotifier *notifier;        /* (owned) */
  GhSoundPlayer *player;       /* (owned) */
  GhTrace *trace;              /* (owned) (nullable) */
  GhConnection *connection;    /* (owned) (nullable) */
  GhPrivacy *privacy;          /* (owned) */
  GSignalGroup *connection_signals; /* (owned) */
  GSignalGroup *inbox_signals;      /* (owned) */
  GPtrArray *told;             /* (owned) (element-type GhAlert): by the desktop, while they wait */
  guint repeat_id;
};

G_DEFINE_FINAL_TYPE (GhAlertBell, gh_alert_bell, G_TYPE_OBJECT)

static GhAlertInbox *
get_inbox (GhAlertBell *self)
{
  GhAlertDesk *desk =
    self->connection != NULL ? gh_connection_get_alerts (self->connection) : NULL;

  return desk != NULL ? gh_alert_desk_get_inbox (desk) : NULL;
}

static void
play (GhAlertBell *self, GhAlertSound sound)
{
  switch (sound)
    {
    case GH_ALERT_SOUND_CHIME:
      gh_sound_player_play (self->player, GH_TONE_CHIME);
      break;
    case GH_ALERT_SOUND_BELL:
      gh_sound_player_play (self->player, GH_TONE_BELL);
      break;
    case GH_ALERT_SOUND_ALARM:
      gh_sound_player_play (self->player, GH_TONE_ALARM);
      break;
    case GH_ALERT_SOUND_NONE:
    default:
      break;
    }
}

static gboolean
is_locked (GhAlertBell *self)
{
  return gh_privacy_get_locked (self->privacy);
}

static char *
make_notification_id (GhAlert *alert)
{
  return g_strconcat ("alert-", gh_alert_get_id (alert), NULL);
}

/* The same id takes the place of what was told before, and makes no second one. */
static void
tell_desktop (GhAlertBell *self, GhAlert *alert)
{
  const GhAlertFields *fields = gh_alert_get_fields (alert);
  g_autofree char *what = gh_alert_words_dup_what (alert, !is_locked (self));
  g_autofree char *where = gh_alert_words_dup_where (alert);
  g_autofree char *id = make_notification_id (alert);
  g_autoptr (GNotification) notification = g_notification_new (what);
  g_autoptr (GIcon) icon = g_themed_icon_new (gh_alert_words_get_icon_name (fields->kind));

  g_notification_set_body (notification, where);
  g_notification_set_icon (notification, icon);
  g_notification_set_priority (notification, fields->repeats ? G_NOTIFICATION_PRIORITY_URGENT
                                                             : G_NOTIFICATION_PRIORITY_HIGH);
  g_notification_set_default_action_and_target (notification, "app.show-page", "s", "alerts");
  g_notification_add_button_with_target (notification, _("Acknowledge"),
                                         "app." GH_ALERT_BELL_ACTION, "s",
                                         gh_alert_get_id (alert));
  gh_notifier_send (self->notifier, id, notification);
}

static void
withdraw (GhAlertBell *self, GhAlert *alert)
{
  g_autofree char *id = make_notification_id (alert);

  gh_notifier_withdraw (self->notifier, id);
}

static void plan_repeat (GhAlertBell *self);

static void
repeat_cb (gpointer user_data)
{
  GhAlertBell *self = user_data;
  GhAlertInbox *inbox = get_inbox (self);

  self->repeat_id = 0;
  if (inbox != NULL)
    play (self, gh_alert_inbox_get_repeating (inbox));
  plan_repeat (self);
}

static void
plan_repeat (GhAlertBell *self)
{
  GhAlertInbox *inbox = get_inbox (self);

  if (inbox == NULL || gh_alert_inbox_get_repeating (inbox) == GH_ALERT_SOUND_NONE)
    gh_clock_clear_timeout (self->clock, &self->repeat_id);
  else if (self->repeat_id == 0)
    self->repeat_id = gh_clock_add_timeout (self->clock, PAUSE_US, repeat_cb, self);
}

static void
ring_cb (GhAlertBell *self, GhAlert *alert)
{
  play (self, gh_alert_get_fields (alert)->sound);
  plan_repeat (self);

  if (!g_ptr_array_find (self->told, alert, NULL))
    {
      if (self->told->len >= MOST_TOLD)
        return;
      g_ptr_array_add (self->told, g_object_ref (alert));
    }
  tell_desktop (self, alert);
}

/* What was answered, or keeps quiet, is no longer told. */
static void
inbox_changed_cb (GhAlertBell *self)
{
  for (guint i = self->told->len; i > 0; i--)
    if (gh_alert_get_state (self->told->pdata[i - 1]) != GH_ALERT_NEW)
      {
        withdraw (self, self->told->pdata[i - 1]);
        g_ptr_array_remove_index (self->told, i - 1);
      }
  plan_repeat (self);
}

/* Nothing goes on ringing when everything was answered. */
static void
n_new_changed_cb (GhAlertBell *self)
{
  GhAlertInbox *inbox = get_inbox (self);

  inbox_changed_cb (self);
  if (inbox == NULL || gh_alert_inbox_get_n_new (inbox) == 0)
    gh_sound_player_stop (self->player);
}

static void
alerts_changed_cb (GhAlertBell *self)
{
  for (guint i = 0; i < self->told->len; i++)
    withdraw (self, self->told->pdata[i]);
  g_ptr_array_set_size (self->told, 0);
  g_signal_group_set_target (self->inbox_signals, get_inbox (self));
  n_new_changed_cb (self);
}

/* What is on a screen that was just locked loses its names, and gets them back afterwards. */
static void
lock_changed_cb (GhAlertBell *self)
{
  for (guint i = 0; i < self->told->len; i++)
    tell_desktop (self, self->told->pdata[i]);
}

static void
began_cb (GhAlertBell *self)
{
  gh_trace_mark (self->trace, "sound");
}

static void
failed_cb (GhAlertBell *self, const GError *error)
{
  GhAlertDesk *desk =
    self->connection != NULL ? gh_connection_get_alerts (self->connection) : NULL;

  if (desk != NULL)
    gh_alert_desk_set_sound_fault (desk, error);
}

static void
gh_alert_bell_dispose (GObject *object)
{
  GhAlertBell *self = GH_ALERT_BELL (object);

  if (self->clock != NULL)
    gh_clock_clear_timeout (self->clock, &self->repeat_id);
  if (self->application != NULL)
    for (guint i = 0; i < self->told->len; i++)
      withdraw (self, self->told->pdata[i]);
  g_ptr_array_set_size (self->told, 0);
  g_clear_object (&self->inbox_signals);
  g_clear_object (&self->connection_signals);
  g_clear_object (&self->connection);
  g_clear_object (&self->notifier);
  g_clear_object (&self->player);
  g_clear_object (&self->privacy);
  g_clear_object (&self->trace);
  g_clear_object (&self->clock);
  g_clear_object (&self->application);

  G_OBJECT_CLASS (gh_alert_bell_parent_class)->dispose (object);
}

static void
gh_alert_bell_finalize (GObject *object)
{
  GhAlertBell *self = GH_ALERT_BELL (object);

  g_clear_pointer (&self->told, g_ptr_array_unref);

  G_OBJECT_CLASS (gh_alert_bell_parent_class)->finalize (object);
}

static void
gh_alert_bell_class_init (GhAlertBellClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gh_alert_bell_dispose;
  object_class->finalize = gh_alert_bell_finalize;
}

static void
gh_alert_bell_init (GhAlertBell *self)
{
  self->told = g_ptr_array_new_with_free_func (g_object_unref);
  self->connection_signals = g_signal_group_new (GH_TYPE_CONNECTION);
  g_signal_group_connect_swapped (self->connection_signals, "notify::alerts",
                                  G_CALLBACK (alerts_changed_cb), self);
  self->inbox_signals = g_signal_group_new (GH_TYPE_ALERT_INBOX);
  g_signal_group_connect_swapped (self->inbox_signals, "ring", G_CALLBACK (ring_cb), self);
  g_signal_group_connect_swapped (self->inbox_signals, "kept", G_CALLBACK (inbox_changed_cb), self);
  g_signal_group_connect_swapped (self->inbox_signals, "notify::n-new",
                                  G_CALLBACK (n_new_changed_cb), self);
}

static void
acknowledge_activated_cb (GhAlertBell *self, GVariant *parameter)
{
  gh_alert_bell_acknowledge (self, g_variant_get_string (parameter, NULL));
}

/* What a notification's button does. */
static void
add_action (GhAlertBell *self)
{
  g_autoptr (GSimpleAction) action =
    g_simple_action_new (GH_ALERT_BELL_ACTION, G_VARIANT_TYPE_STRING);

  g_signal_connect_object (action, "activate", G_CALLBACK (acknowledge_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (self->application), G_ACTION (action));
}

/**
 * gh_alert_bell_new:
 * @application: tells the desktop
 * @privacy: knows whether the screen is locked
 * @clock: tells the time
 * @trace: (nullable): where it is written when something is heard
 *
 * Returns: (transfer full): a bell that hangs nowhere
 */
GhAlertBell *
gh_alert_bell_new (GtkApplication *application,
                   GhPrivacy *privacy,
                   GhClock *clock,
                   GhTrace *trace)
{
  GhAlertBell *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (GH_IS_PRIVACY (privacy), NULL);
  g_return_val_if_fail (GH_IS_CLOCK (clock), NULL);

  self = g_object_new (GH_TYPE_ALERT_BELL, NULL);
  self->application = g_object_ref (application);
  self->clock = g_object_ref (clock);
  self->notifier = gh_notifier_new (G_APPLICATION (application));
  self->player = gh_sound_player_new (NULL);
  g_set_object (&self->trace, trace);
  self->privacy = g_object_ref (privacy);
  g_signal_connect_object (privacy, "notify::locked", G_CALLBACK (lock_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->player, "began", G_CALLBACK (began_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->player, "failed", G_CALLBACK (failed_cb), self,
                           G_CONNECT_SWAPPED);
  add_action (self);

  return self;
}

/**
 * gh_alert_bell_set_connection:
 * @self: a bell
 * @connection: (nullable): whose alerts
 *
 * Sets the connection; its alerts come and go with whoever is signed in.
 */
void
gh_alert_bell_set_connection (GhAlertBell *self, GhConnection *connection)
{
  g_return_if_fail (GH_IS_ALERT_BELL (self));
  g_return_if_fail (connection == NULL || GH_IS_CONNECTION (connection));

  if (!g_set_object (&self->connection, connection))
    return;

  g_signal_group_set_target (self->connection_signals, connection);
  alerts_changed_cb (self);
}

/**
 * gh_alert_bell_acknowledge:
 * @self: a bell
 * @id: an alert; need not be there any more
 *
 * Answers an alert in the name of whoever is signed in.
 */
void
gh_alert_bell_acknowledge (GhAlertBell *self, const char *id)
{
  GhAlertInbox *inbox;
  GhAlert *alert;
  GhUser *user;

  g_return_if_fail (GH_IS_ALERT_BELL (self));
  g_return_if_fail (id != NULL);

  inbox = get_inbox (self);
  alert = inbox != NULL ? gh_alert_inbox_look_up (inbox, id) : NULL;
  if (alert == NULL || gh_alert_get_state (alert) == GH_ALERT_ACKNOWLEDGED)
    return;

  user = gh_connection_get_user (self->connection);
  gh_alert_inbox_acknowledge (inbox, alert, user != NULL ? gh_user_get_id (user) : NULL, NULL);
}
