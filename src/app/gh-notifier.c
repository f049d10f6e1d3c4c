/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-notifier.h"

#define SERVICE "org.freedesktop.Notifications"

typedef enum
{
  NOBODY_ASKED,
  ASKING,
  NOBODY_THERE,
  SOMEBODY_THERE,
} State;

struct _GhNotifier
{
  GObject parent_instance;

  GApplication *application; /* (owned) */
  GHashTable *waiting;       /* (owned): id to GNotification, while nobody takes it */
  GCancellable *cancellable; /* (owned) */
  State state;
  guint watch_id;
};

G_DEFINE_FINAL_TYPE (GhNotifier, gh_notifier, G_TYPE_OBJECT)

static void
tell_what_waits (GhNotifier *self)
{
  GHashTableIter iter;
  gpointer id, notification;

  self->state = SOMEBODY_THERE;
  g_hash_table_iter_init (&iter, self->waiting);
  while (g_hash_table_iter_next (&iter, &id, &notification))
    g_application_send_notification (self->application, id, notification);
  g_hash_table_remove_all (self->waiting);
}

static void
appeared_cb (GDBusConnection *bus, const char *name, const char *owner, gpointer user_data)
{
  tell_what_waits (user_data);
}

static void
vanished_cb (GDBusConnection *bus, const char *name, gpointer user_data)
{
  GhNotifier *self = user_data;

  if (self->state == SOMEBODY_THERE)
    self->state = NOBODY_THERE;
}

/* The bus starts the service if it can be started; whether it could is told by the watch. */
static void
asked_ready_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
    g_dbus_connection_call_finish (G_DBUS_CONNECTION (object), result, &error);
  GhNotifier *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = user_data;
  if (self->state == ASKING)
    self->state = NOBODY_THERE;
  if (answer == NULL)
    g_info ("The desktop shows no notifications: %s", error->message);
  self->watch_id = g_bus_watch_name_on_connection (
    G_DBUS_CONNECTION (object), SERVICE, G_BUS_NAME_WATCHER_FLAGS_NONE, appeared_cb, vanished_cb,
    self, NULL);
}

/* Inside a sandbox it is the portal that takes them, and that is always there. */
static void
ask (GhNotifier *self)
{
  GDBusConnection *bus = g_application_get_dbus_connection (self->application);

  if (g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS))
    {
      tell_what_waits (self);
      return;
    }
  if (bus == NULL)
    {
      self->state = NOBODY_THERE;
      return;
    }

  self->state = ASKING;
  g_dbus_connection_call (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                          "org.freedesktop.DBus", "StartServiceByName",
                          g_variant_new ("(su)", SERVICE, 0), G_VARIANT_TYPE ("(u)"),
                          G_DBUS_CALL_FLAGS_NONE, -1, self->cancellable, asked_ready_cb, self);
}

static void
gh_notifier_dispose (GObject *object)
{
  GhNotifier *self = GH_NOTIFIER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->watch_id, g_bus_unwatch_name);
  g_clear_object (&self->application);

  G_OBJECT_CLASS (gh_notifier_parent_class)->dispose (object);
}

static void
gh_notifier_finalize (GObject *object)
{
  g_clear_pointer (&GH_NOTIFIER (object)->waiting, g_hash_table_unref);

  G_OBJECT_CLASS (gh_notifier_parent_class)->finalize (object);
}

static void
gh_notifier_class_init (GhNotifierClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gh_notifier_dispose;
  object_class->finalize = gh_notifier_finalize;
}

static void
gh_notifier_init (GhNotifier *self)
{
  self->cancellable = g_cancellable_new ();
  self->waiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/**
 * gh_notifier_new:
 * @application: in whose name the desktop is told
 *
 * Returns: (transfer full): who has asked nobody yet
 */
GhNotifier *
gh_notifier_new (GApplication *application)
{
  GhNotifier *self;

  g_return_val_if_fail (G_IS_APPLICATION (application), NULL);

  self = g_object_new (GH_TYPE_NOTIFIER, NULL);
  self->application = g_object_ref (application);
  return self;
}

/**
 * gh_notifier_send:
 * @self: who tells the desktop
 * @id: what it is about
 * @notification: what is told
 *
 * Tells the desktop now, or as soon as there is somebody who shows it.
 */
void
gh_notifier_send (GhNotifier *self, const char *id, GNotification *notification)
{
  g_return_if_fail (GH_IS_NOTIFIER (self));
  g_return_if_fail (id != NULL);
  g_return_if_fail (G_IS_NOTIFICATION (notification));

  if (self->state == SOMEBODY_THERE)
    {
      g_application_send_notification (self->application, id, notification);
      return;
    }

  g_hash_table_replace (self->waiting, g_strdup (id), g_object_ref (notification));
  if (self->state == NOBODY_ASKED)
    ask (self);
}

/**
 * gh_notifier_withdraw:
 * @self: who tells the desktop
 * @id: what it was about
 *
 * Takes back what was told.
 */
void
gh_notifier_withdraw (GhNotifier *self, const char *id)
{
  g_return_if_fail (GH_IS_NOTIFIER (self));
  g_return_if_fail (id != NULL);

  if (!g_hash_table_remove (self->waiting, id) && self->state == SOMEBODY_THERE)
    g_application_withdraw_notification (self->application, id);
}
