/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-context.h"

#include "gh-alert-database.h"
#include "gh-alert-feed.h"
#include "gh-camera-memory.h"
#include "gh-error.h"
#include "gh-false-match-database.h"
#include "gh-keyring.h"
#include "gh-settings.h"
#include "gh-system-clock.h"

/* How long the feed waits for what is kept about alerts, so that no event is looked at without it: a
 * disk may hang. */
#define ALERTS_US (2 * G_TIME_SPAN_SECOND)

/* How long the end of the program waits for the keyring: a prompt may be on the screen. */
#define SETTLE_US (2 * G_TIME_SPAN_SECOND)

struct _GhContext
{
  GObject parent_instance;

  GhClock *clock;                  /* (owned) */
  GRand *random;                   /* (owned) */
  GhTrace *trace;                  /* (owned) (nullable) */
  GSettings *settings;             /* (owned) */
  GhPreferences *preferences;      /* (owned): kept in the settings */
  GhProfiles *profiles;            /* (owned) */
  GhKeyring *keyring;              /* (owned) (nullable): none, and nothing is remembered */
  GhPictureLoader *picture_loader; /* (owned) */

  GhAlertDatabase *alert_database; /* (owned) (nullable): none, and no alert is remembered */

  GhConnection *connection;        /* (owned) (nullable): to the server */
  GhAlertFeed *alert_feed;         /* (owned) (nullable): while somebody is signed in */
  GCancellable *alerts_cancellable; /* (owned) (nullable): while what is kept is being loaded */
  guint alerts_id;                 /* the end of the wait for it */
};

G_DEFINE_FINAL_TYPE (GhContext, gh_context, G_TYPE_OBJECT)

static void
start_feed (GhContext *self)
{
  gh_clock_clear_timeout (self->clock, &self->alerts_id);
  if (self->alert_feed != NULL)
    gh_feed_start (gh_connection_get_feed (self->connection));
}

static void
alerts_time_over_cb (gpointer user_data)
{
  GhContext *self = user_data;

  self->alerts_id = 0;
  start_feed (self);
}

static void
alerts_loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  GhContext *self = user_data;

  gh_alert_desk_load_finish (GH_ALERT_DESK (object), result, &error);
  if (gh_error_is_cancelled (error))
    return;

  start_feed (self);
}

static void
open_alerts (GhContext *self)
{
  GhSession *session = gh_context_get_session (self);
  const char *server = gh_server_address_get_base (gh_context_get_server (self));
  const char *account = gh_session_get_account (session);
  g_autofree char *scope =
    gh_alert_store_make_scope (server, account != NULL ? account : "");
  g_autoptr (GhAlertDesk) desk = NULL;

  desk = gh_alert_desk_new (self->clock,
                            self->alert_database != NULL ? GH_ALERT_STORE (self->alert_database)
                                                         : NULL,
                            scope, NULL);
  gh_connection_set_alerts (self->connection, desk);
  self->alert_feed = gh_alert_feed_new (self->connection, desk, self->clock);
  self->alerts_id = gh_clock_add_timeout (self->clock, ALERTS_US, alerts_time_over_cb, self);
  self->alerts_cancellable = g_cancellable_new ();
  gh_alert_desk_load_async (desk, self->alerts_cancellable, alerts_loaded_cb, self);
}

static void
close_alerts (GhContext *self)
{
  gh_clock_clear_timeout (self->clock, &self->alerts_id);
  g_cancellable_cancel (self->alerts_cancellable);
  g_clear_object (&self->alerts_cancellable);
  g_clear_object (&self->alert_feed);
  gh_connection_set_alerts (self->connection, NULL);
}

/* The feed runs exactly while somebody is signed in. */
static void
session_state_changed_cb (GhContext *self)
{
  GhFeed *feed = gh_connection_get_feed (self->connection);
  GhSessionState state = gh_session_get_state (gh_context_get_session (self));

  if (state == GH_SESSION_SIGNED_IN)
    {
      if (self->alert_feed == NULL)
        open_alerts (self);
      return;
    }

  close_alerts (self);
  gh_feed_stop (feed);
  if (state == GH_SESSION_SIGNED_OUT)
    {
      /* Nothing that one person saw is left for the next. */
      gh_event_log_clear (gh_feed_get_log (feed));
      gh_picture_loader_clear (self->picture_loader);
    }
}

static void
drop_connection (GhContext *self)
{
  if (self->connection == NULL)
    return;

  g_signal_handlers_disconnect_by_data (gh_context_get_session (self), self);
  close_alerts (self);
  gh_feed_stop (gh_connection_get_feed (self->connection));
  gh_picture_loader_clear (self->picture_loader);
  g_clear_object (&self->connection);
}

/* Beside what is in the settings; a program that remembers nothing has no such file. */
static void
keep_false_matches (GhContext *self, const char *server)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "gatehouse",
                                            "false-matches.db", NULL);
  g_autoptr (GhFalseMatchDatabase) database = gh_false_match_database_new (path, server);

  gh_false_matches_set_store (gh_connection_get_false_matches (self->connection),
                              GH_FALSE_MATCH_STORE (database));
}

static void
gh_context_dispose (GObject *object)
{
  GhContext *self = GH_CONTEXT (object);

  drop_connection (self);
  g_clear_object (&self->picture_loader);
  g_clear_object (&self->alert_database);
  g_clear_object (&self->keyring);
  g_clear_object (&self->profiles);
  g_clear_object (&self->preferences);
  g_clear_object (&self->settings);
  g_clear_object (&self->trace);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gh_context_parent_class)->dispose (object);
}

static void
gh_context_finalize (GObject *object)
{
  GhContext *self = GH_CONTEXT (object);

  g_clear_pointer (&self->random, g_rand_free);

  G_OBJECT_CLASS (gh_context_parent_class)->finalize (object);
}

static void
gh_context_class_init (GhContextClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gh_context_dispose;
  object_class->finalize = gh_context_finalize;
}

static void
gh_context_init (GhContext *self)
{
}

/* The keys have the names of the properties. */
static GhPreferences *
new_preferences (GSettings *settings)
{
  static const char *const names[] = { "live-list-length", "blur-photos", "hide-when-locked" };
  GhPreferences *preferences = gh_preferences_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_settings_bind (settings, names[i], preferences, names[i], G_SETTINGS_BIND_DEFAULT);
  return preferences;
}

/**
 * gh_context_new:
 * @kind: whose settings and keyring
 * @trace: (nullable): where marks go
 *
 * Makes what belongs to the program. There is no server yet. Fails with %GH_ERROR_UNAVAILABLE where
 * the program is not installed completely.
 *
 * Returns: (transfer full): the context
 */
GhContext *
gh_context_new (GhContextKind kind, GhTrace *trace, GError **error)
{
  g_autoptr (GSettings) settings = NULL;
  GhContext *self;

  settings = gh_settings_new (kind == GH_CONTEXT_OWN ? GH_SETTINGS_KEPT : GH_SETTINGS_FORGOTTEN,
                              error);
  if (settings == NULL)
    return NULL;

  self = g_object_new (GH_TYPE_CONTEXT, NULL);
  self->clock = gh_system_clock_new ();
  self->random = g_rand_new ();
  g_set_object (&self->trace, trace);
  self->settings = g_steal_pointer (&settings);
  self->preferences = new_preferences (self->settings);
  self->profiles = gh_profiles_new (self->settings);
  if (kind == GH_CONTEXT_OWN)
    {
      g_autofree char *path = gh_alert_database_dup_default_path ();

      self->keyring = gh_keyring_new (self->clock);
      self->alert_database = gh_alert_database_new (path);
    }
  self->picture_loader = gh_picture_loader_new (GH_PICTURE_LOADER_DEFAULT_BYTES);

  return self;
}

GhClock *
gh_context_get_clock (GhContext *self)
{
  g_return_val_if_fail (GH_IS_CONTEXT (self), NULL);

  return self->clock;
}

GRand *
gh_context_get_random (GhContext *self)
{
  g_return_val_if_fail (GH_IS_CONTEXT (self), NULL);

  return self->random;
}

/**
 * gh_context_get_trace:
 *
 * Returns: (nullable) (transfer none): the trace; %NULL while nobody measures
 */
GhTrace *
gh_context_get_trace (GhContext *self)
{
  g_return_val_if_fail (GH_IS_CONTEXT (self), NULL);

  return self->trace;
}

GSettings *
gh_context_get_settings (GhContext *self)
{
  g_return_val_if_fail (GH_IS_CONTEXT (self), NULL);

  return self->settings;
}

/**
 * gh_context_get_preferences:
 *
 * Returns: (transfer none): what a person has chosen; a change is kept
 */
GhPreferences *
gh_context_get_preferences (GhContext *self)
{
  g_return_val_if_fail (GH_IS_CONTEXT (self), NULL);

  return self->preferences;
}

GhProfiles *
gh_context_get_profiles (GhContext *self)
{
  g_return_val_if_fail (GH_IS_CONTEXT (self), NULL);

  return self->profiles;
}

/**
 * gh_context_get_token_store:
 *
 * Returns: (nullable) (transfer none): what remembers sign-ins; %NULL where none is to be
 */
GhTokenStore *
gh_context_get_token_store (GhContext *self)
{
  g_return_val_if_fail (GH_IS_CONTEXT (self), NULL);

  return self->keyring != NULL ? GH_TOKEN_STORE (self->keyring) : NULL;
}

GhPictureLoader *
gh_context_get_picture_loader (GhContext *self)
{
  g_return_val_if_fail (GH_IS_CONTEXT (self), NULL);

  return self->picture_loader;
}

/**
 * gh_context_set_server:
 * @address: the server to speak to
 *
 * Makes a session, signed out, and all that hangs on it. What belonged to the server before is
 * stopped and let go.
 */
void
gh_context_set_server (GhContext *self, GhServerAddress *address)
{
  g_autoptr (GhTransport) transport = NULL;
  g_autoptr (GhSession) session = NULL;
  g_autoptr (GhAuth) auth = NULL;
  g_autoptr (GhUsers) users = NULL;
  g_autoptr (GhFaceRecognition) face_recognition = NULL;
  g_autoptr (GhUpload) upload = NULL;
  g_autoptr (GhEventLog) log = NULL;
  g_autoptr (GhFeed) feed = NULL;

  g_return_if_fail (GH_IS_CONTEXT (self));
  g_return_if_fail (address != NULL);

  drop_connection (self);

  transport = gh_transport_new (address, self->clock);
  session = gh_session_new (transport, gh_context_get_token_store (self));
  auth = gh_auth_new (session);
  users = gh_users_new (session);
  face_recognition = gh_face_recognition_new (session);
  upload = gh_upload_new (session);
  log = gh_event_log_new (self->clock, gh_preferences_get_live_list_length (self->preferences));
  g_object_bind_property (self->preferences, "live-list-length", log, "capacity",
                          G_BINDING_DEFAULT);
  feed = gh_feed_new (session, face_recognition, log, self->random);
  self->connection =
    gh_connection_new (session, auth, users, face_recognition, upload, feed);
  gh_camera_memory_attach (self->settings, gh_server_address_get_base (address), self->connection);
  if (self->keyring != NULL)
    keep_false_matches (self, gh_server_address_get_base (address));
  g_signal_connect_object (session, "notify::state", G_CALLBACK (session_state_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
settle_time_over_cb (gpointer user_data)
{
  *(guint *) user_data = 0;
}

/**
 * gh_context_settle:
 *
 * Waits until the keyring and the file of alerts have what they were given, for two seconds at most:
 * a refresh token that the server has just handed out is the only one that is good for anything.
 * Runs the main context; for the end of the program.
 */
void
gh_context_settle (GhContext *self)
{
  guint time_over;

  g_return_if_fail (GH_IS_CONTEXT (self));

  if (self->keyring == NULL)
    return;

  time_over = gh_clock_add_timeout (self->clock, SETTLE_US, settle_time_over_cb, &time_over);
  while (time_over != 0
         && (gh_keyring_is_writing (self->keyring)
             || gh_alert_database_is_writing (self->alert_database)))
    g_main_context_iteration (NULL, TRUE);
  gh_clock_clear_timeout (self->clock, &time_over);
}

/**
 * gh_context_get_server:
 *
 * Returns: (nullable) (transfer none): the server spoken to
 */
GhServerAddress *
gh_context_get_server (GhContext *self)
{
  g_return_val_if_fail (GH_IS_CONTEXT (self), NULL);

  return self->connection != NULL
           ? gh_transport_get_address (gh_session_get_transport (gh_context_get_session (self)))
           : NULL;
}

/**
 * gh_context_get_session:
 *
 * Returns: (nullable) (transfer none): who is signed in at the server
 */
GhSession *
gh_context_get_session (GhContext *self)
{
  g_return_val_if_fail (GH_IS_CONTEXT (self), NULL);

  return self->connection != NULL ? gh_connection_get_session (self->connection) : NULL;
}

/**
 * gh_context_get_connection:
 *
 * Returns: (nullable) (transfer none): everything of the server; its feed runs while somebody is
 *   signed in
 */
GhConnection *
gh_context_get_connection (GhContext *self)
{
  g_return_val_if_fail (GH_IS_CONTEXT (self), NULL);

  return self->connection;
}
