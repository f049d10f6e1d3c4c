/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-lock-watch.h"

#include "gh-error.h"

#define LOGIN "org.freedesktop.login1"
#define SESSION LOGIN ".Session"
#define MANAGER LOGIN ".Manager"
#define MANAGER_PATH "/org/freedesktop/login1"

struct _GhLockWatch
{
  GObject parent_instance;

  GCancellable *cancellable;   /* (owned) */
  GDBusProxy *session;         /* (owned) (nullable): the system's */
  gboolean is_locked_by_system;
  gboolean is_saver_active;
};

typedef enum
{
  PROP_LOCKED = 1,
} GhLockWatchProperty;

static GParamSpec *properties[PROP_LOCKED + 1];

G_DEFINE_FINAL_TYPE (GhLockWatch, gh_lock_watch, G_TYPE_OBJECT)

static void
set (GhLockWatch *self, gboolean *field, gboolean value)
{
  gboolean was_locked = gh_lock_watch_get_locked (self);

  *field = value;
  if (gh_lock_watch_get_locked (self) != was_locked)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOCKED]);
}

static void
saver_changed_cb (GhLockWatch *self, GParamSpec *pspec, GtkApplication *application)
{
  gboolean is_active;

  g_object_get (application, "screensaver-active", &is_active, NULL);
  set (self, &self->is_saver_active, is_active);
}

static void
read_session (GhLockWatch *self)
{
  g_autoptr (GVariant) hint = g_dbus_proxy_get_cached_property (self->session, "LockedHint");

  set (self, &self->is_locked_by_system,
       hint != NULL && g_variant_is_of_type (hint, G_VARIANT_TYPE_BOOLEAN)
         && g_variant_get_boolean (hint));
}

static void
session_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusProxy) session = g_dbus_proxy_new_finish (result, &error);
  GhLockWatch *self;

  if (session == NULL)
    {
      if (!gh_error_is_cancelled (error))
        g_debug ("No session of the system: %s", error->message);
      return;
    }

  self = GH_LOCK_WATCH (user_data);
  self->session = g_steal_pointer (&session);
  g_signal_connect_object (self->session, "g-properties-changed", G_CALLBACK (read_session), self,
                           G_CONNECT_SWAPPED);
  read_session (self);
}

static void
path_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
    g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  GhLockWatch *self;
  const char *path;

  if (reply == NULL)
    {
      if (!gh_error_is_cancelled (error))
        g_debug ("No session of the system: %s", error->message);
      return;
    }

  self = GH_LOCK_WATCH (user_data);
  g_variant_get (reply, "(&o)", &path);
  g_dbus_proxy_new (G_DBUS_CONNECTION (source),
                    G_DBUS_PROXY_FLAGS_DO_NOT_AUTO_START, NULL, LOGIN, path, SESSION,
                    self->cancellable, session_ready_cb, self);
}

/* "auto" is the session that we are in, or the one of our user's screen. */
static void
follow (GhLockWatch *self, GDBusConnection *connection)
{
  g_dbus_connection_call (connection, LOGIN, MANAGER_PATH, MANAGER, "GetSession",
                          g_variant_new ("(s)", "auto"), G_VARIANT_TYPE ("(o)"),
                          G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, self->cancellable, path_ready_cb,
                          self);
}

static void
bus_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) connection = g_bus_get_finish (result, &error);

  if (connection != NULL)
    follow (GH_LOCK_WATCH (user_data), connection);
  else if (!gh_error_is_cancelled (error))
    g_debug ("No bus of the system: %s", error->message);
}

static void
gh_lock_watch_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  switch ((GhLockWatchProperty) property_id)
    {
    case PROP_LOCKED:
      g_value_set_boolean (value, gh_lock_watch_get_locked (GH_LOCK_WATCH (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_lock_watch_dispose (GObject *object)
{
  GhLockWatch *self = GH_LOCK_WATCH (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (gh_lock_watch_parent_class)->dispose (object);
}

static void
gh_lock_watch_finalize (GObject *object)
{
  g_clear_object (&GH_LOCK_WATCH (object)->cancellable);

  G_OBJECT_CLASS (gh_lock_watch_parent_class)->finalize (object);
}

static void
gh_lock_watch_class_init (GhLockWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gh_lock_watch_get_property;
  object_class->dispose = gh_lock_watch_dispose;
  object_class->finalize = gh_lock_watch_finalize;

  properties[PROP_LOCKED] =
    g_param_spec_boolean ("locked", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
gh_lock_watch_init (GhLockWatch *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * gh_lock_watch_new:
 *
 * Returns: (transfer full): a watch that follows nothing yet
 */
GhLockWatch *
gh_lock_watch_new (void)
{
  return g_object_new (GH_TYPE_LOCK_WATCH, NULL);
}

/**
 * gh_lock_watch_follow_application:
 * @self: a watch
 * @application: an application that registers with the desktop's session
 *
 * Follows the desktop's screen saver.
 */
void
gh_lock_watch_follow_application (GhLockWatch *self, GtkApplication *application)
{
  g_return_if_fail (GH_IS_LOCK_WATCH (self));
  g_return_if_fail (GTK_IS_APPLICATION (application));

  g_signal_connect_object (application, "notify::screensaver-active",
                           G_CALLBACK (saver_changed_cb), self, G_CONNECT_SWAPPED);
  saver_changed_cb (self, NULL, application);
}

/**
 * gh_lock_watch_follow_system:
 * @self: a watch
 * @connection: (nullable): to the bus of the system; %NULL for the one of this system
 *
 * Follows the system's word for the session that the program is in.
 */
void
gh_lock_watch_follow_system (GhLockWatch *self, GDBusConnection *connection)
{
  g_return_if_fail (GH_IS_LOCK_WATCH (self));

  if (connection != NULL)
    follow (self, connection);
  else
    g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, bus_ready_cb, self);
}

/**
 * gh_lock_watch_get_locked:
 *
 * Returns: whether the screen is locked
 */
gboolean
gh_lock_watch_get_locked (GhLockWatch *self)
{
  g_return_val_if_fail (GH_IS_LOCK_WATCH (self), FALSE);

  return self->is_locked_by_system || self->is_saver_active;
}
