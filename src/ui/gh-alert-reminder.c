/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-alert-reminder.h"

#include "gh-error.h"
#include "gh-event-finder.h"
#include "gh-face-words.h"

struct _GhAlertReminder
{
  GObject parent_instance;

  GhConnection *connection;  /* (owned) */
  GCancellable *cancellable; /* (owned) */
  GQueue wanted;             /* (owned) (element-type GhAlert): not asked about yet */
  GHashTable *known;         /* (owned): ids of alerts that were wanted */
  GPtrArray *failed;         /* (owned) (element-type GhAlert): to be asked about again */

  GhAlert *alert;            /* (owned) (nullable): that is being asked about */
  GhFaceEvent *event;        /* (owned) (nullable): its event, as the server has it */
};

G_DEFINE_FINAL_TYPE (GhAlertReminder, gh_alert_reminder, G_TYPE_OBJECT)

static void begin_next (GhAlertReminder *self);

static void
end (GhAlertReminder *self, const char *person_name)
{
  g_autoptr (GhAlert) alert = g_steal_pointer (&self->alert);
  g_autoptr (GhFaceEvent) event = g_steal_pointer (&self->event);

  if (event != NULL || person_name != NULL)
    gh_alert_recall (alert, event, person_name);
  begin_next (self);
}

/* Nobody answers: that says nothing about this alert, and the others would go the same way. */
static void
fail (GhAlertReminder *self)
{
  GhAlert *alert;

  g_ptr_array_add (self->failed, g_steal_pointer (&self->alert));
  while ((alert = g_queue_pop_head (&self->wanted)) != NULL)
    g_ptr_array_add (self->failed, alert);
}

static gboolean
is_without_answer (const GError *error)
{
  return g_error_matches (error, GH_ERROR, GH_ERROR_OFFLINE)
         || g_error_matches (error, GH_ERROR, GH_ERROR_TIMEOUT)
         || g_error_matches (error, GH_ERROR, GH_ERROR_SERVER)
         || g_error_matches (error, GH_ERROR, GH_ERROR_RATE_LIMITED)
         || g_error_matches (error, GH_ERROR, GH_ERROR_UNAUTHORIZED);
}

static void
user_ready_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhUser) user = gh_users_get_finish (GH_USERS (object), result, &error);
  g_autoptr (GhAlertReminder) self = NULL;

  if (gh_error_is_cancelled (error))
    return;

  self = g_object_ref (user_data);
  end (self, user != NULL ? gh_user_get_display_name (user) : NULL);
}

/* Only those who may see the people may ask who that is. */
static void
ask_for_user (GhAlertReminder *self, const char *user_id)
{
  if (user_id == NULL || *user_id == '\0'
      || gh_connection_get_role (self->connection) < GH_ROLE_MODERATOR)
    end (self, NULL);
  else
    gh_users_get_async (gh_connection_get_users (self->connection), user_id, self->cancellable,
                        user_ready_cb, self);
}

/* An alert about a person goes by their id, where that was known, and by their face record where
 * it was not. */
static const char *
get_subject_user (GhAlert *alert)
{
  const GhAlertFields *fields = gh_alert_get_fields (alert);

  return gh_alert_kind_is_about_faces (fields->kind)
             && g_strcmp0 (fields->subject, fields->record_id) != 0
           ? fields->subject
           : NULL;
}

static void
record_ready_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhFaceRecord) record =
    gh_face_recognition_get_record_finish (GH_FACE_RECOGNITION (object), result, &error);
  g_autoptr (GhAlertReminder) self = NULL;

  if (gh_error_is_cancelled (error))
    return;

  self = g_object_ref (user_data);
  if (record != NULL && gh_face_record_get_user (record) != NULL)
    end (self, gh_face_words_get_name (record));
  else if (record != NULL && gh_face_record_get_user_id (record) != NULL)
    ask_for_user (self, gh_face_record_get_user_id (record));
  else
    ask_for_user (self, get_subject_user (self->alert));
}

static void
ask_for_name (GhAlertReminder *self)
{
  const GhAlertFields *fields = gh_alert_get_fields (self->alert);

  if (!gh_alert_kind_is_about_faces (fields->kind)
      || (self->event != NULL && gh_face_event_get_person_name (self->event) != NULL))
    end (self, NULL);
  else if (get_subject_user (self->alert) != NULL)
    ask_for_user (self, get_subject_user (self->alert));
  else if (fields->record_id != NULL)
    gh_face_recognition_get_record_async (gh_connection_get_face_recognition (self->connection),
                                          fields->record_id, self->cancellable, record_ready_cb,
                                          self);
  else
    end (self, NULL);
}

static void
event_ready_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhFaceEvent) event =
    gh_event_finder_find_finish (GH_CONNECTION (object), result, &error);
  g_autoptr (GhAlertReminder) self = NULL;

  if (gh_error_is_cancelled (error))
    return;

  self = g_object_ref (user_data);
  if (is_without_answer (error))
    {
      fail (self);
      return;
    }
  g_set_object (&self->event, event);
  ask_for_name (self);
}

static void
begin_next (GhAlertReminder *self)
{
  const GhAlertFields *fields;

  if (self->alert != NULL)
    return;

  self->alert = g_queue_pop_head (&self->wanted);
  if (self->alert == NULL)
    return;

  fields = gh_alert_get_fields (self->alert);
  gh_event_finder_find_async (self->connection, fields->event_id, fields->last_us,
                              self->cancellable, event_ready_cb, self);
}

static void
state_changed_cb (GhAlertReminder *self, GParamSpec *pspec, GhFeed *feed)
{
  GhFeedState state = gh_feed_get_state (feed);

  if (state != GH_FEED_LIVE && state != GH_FEED_POLLING)
    return;

  for (guint i = 0; i < self->failed->len; i++)
    g_queue_push_tail (&self->wanted, g_object_ref (self->failed->pdata[i]));
  g_ptr_array_set_size (self->failed, 0);
  begin_next (self);
}

static void
gh_alert_reminder_dispose (GObject *object)
{
  GhAlertReminder *self = GH_ALERT_REMINDER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_queue_clear_full (&self->wanted, g_object_unref);
  g_ptr_array_set_size (self->failed, 0);
  g_clear_object (&self->alert);
  g_clear_object (&self->event);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (gh_alert_reminder_parent_class)->dispose (object);
}

static void
gh_alert_reminder_finalize (GObject *object)
{
  GhAlertReminder *self = GH_ALERT_REMINDER (object);

  g_clear_pointer (&self->known, g_hash_table_unref);
  g_clear_pointer (&self->failed, g_ptr_array_unref);

  G_OBJECT_CLASS (gh_alert_reminder_parent_class)->finalize (object);
}

static void
gh_alert_reminder_class_init (GhAlertReminderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gh_alert_reminder_dispose;
  object_class->finalize = gh_alert_reminder_finalize;
}

static void
gh_alert_reminder_init (GhAlertReminder *self)
{
  self->cancellable = g_cancellable_new ();
  g_queue_init (&self->wanted);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->failed = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * gh_alert_reminder_new:
 * @connection: who is asked
 *
 * Returns: (transfer full): who has asked nothing yet
 */
GhAlertReminder *
gh_alert_reminder_new (GhConnection *connection)
{
  GhAlertReminder *self;

  g_return_val_if_fail (GH_IS_CONNECTION (connection), NULL);

  self = g_object_new (GH_TYPE_ALERT_REMINDER, NULL);
  self->connection = g_object_ref (connection);
  g_signal_connect_object (gh_connection_get_feed (connection), "notify::state",
                           G_CALLBACK (state_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * gh_alert_reminder_want:
 * @self: who asks
 * @alert: an alert that somebody looks at
 *
 * Has the rest of an alert asked for, unless it is there, or was asked for before.
 */
void
gh_alert_reminder_want (GhAlertReminder *self, GhAlert *alert)
{
  g_return_if_fail (GH_IS_ALERT_REMINDER (self));
  g_return_if_fail (GH_IS_ALERT (alert));

  if (gh_alert_get_event (alert) != NULL || gh_alert_get_fields (alert)->event_id == NULL
      || !g_hash_table_add (self->known, g_strdup (gh_alert_get_id (alert))))
    return;

  g_queue_push_tail (&self->wanted, g_object_ref (alert));
  begin_next (self);
}
