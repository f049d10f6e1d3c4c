/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-way.h"

struct _GhWay
{
  GObject parent_instance;

  GhConnection *connection;       /* (owned) */
  GhProfiles *profiles;           /* (owned) */
  char *profile_name;             /* (owned) (nullable) */
  GhConnectionSettings *settings; /* (owned) */
};

G_DEFINE_FINAL_TYPE (GhWay, gh_way, G_TYPE_OBJECT)

static GhTransport *
get_transport (GhWay *self)
{
  return gh_session_get_transport (gh_connection_get_session (self->connection));
}

static void
save_settings (GhWay *self)
{
  if (self->profile_name != NULL)
    gh_profiles_save_settings (self->profiles, self->profile_name, self->settings);
}

static void
save_learnt (GhWay *self)
{
  g_autofree char *learnt = NULL;

  if (self->profile_name == NULL)
    return;

  learnt = gh_dialect_dup_learnt (gh_transport_get_dialect (get_transport (self)));
  gh_profiles_save_learnt (self->profiles, self->profile_name, learnt);
}

/* That events are polled is no kind of link to begin with. */
static void
save_good_transport (GhWay *self)
{
  GhFeed *feed = gh_connection_get_feed (self->connection);
  GhFeedTransport good = gh_feed_get_active_transport (feed);

  if (self->profile_name == NULL || gh_feed_get_state (feed) != GH_FEED_LIVE
      || (good != GH_FEED_TRANSPORT_WEBSOCKET && good != GH_FEED_TRANSPORT_SOCKETIO)
      || good == gh_profiles_get_good_transport (self->profiles, self->profile_name))
    return;

  gh_profiles_save_good_transport (self->profiles, self->profile_name, good);
}

static void
apply (GhWay *self)
{
  gh_transport_set_settings (get_transport (self), self->settings);
  gh_feed_set_transport (gh_connection_get_feed (self->connection),
                         gh_connection_settings_get_transport (self->settings));
}

/* A link that was made by other rules is not kept, and whoever waits need not wait any more. */
static void
settings_changed_cb (GhWay *self, GParamSpec *pspec)
{
  GhFeed *feed = gh_connection_get_feed (self->connection);

  apply (self);
  save_settings (self);
  if (g_str_equal (pspec->name, "transport") || gh_feed_get_state (feed) == GH_FEED_OFF)
    return;

  gh_feed_stop (feed);
  gh_feed_start (feed);
  gh_session_renew_user (gh_connection_get_session (self->connection));
}

static void
gh_way_dispose (GObject *object)
{
  GhWay *self = GH_WAY (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->connection);
  g_clear_object (&self->profiles);

  G_OBJECT_CLASS (gh_way_parent_class)->dispose (object);
}

static void
gh_way_finalize (GObject *object)
{
  GhWay *self = GH_WAY (object);

  g_free (self->profile_name);

  G_OBJECT_CLASS (gh_way_parent_class)->finalize (object);
}

static void
gh_way_class_init (GhWayClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gh_way_dispose;
  object_class->finalize = gh_way_finalize;
}

static void
gh_way_init (GhWay *self)
{
}

static void
take_up (GhWay *self)
{
  g_autofree char *learnt = NULL;

  self->settings = gh_profiles_load_settings (self->profiles, self->profile_name);
  apply (self);
  if (self->profile_name == NULL)
    return;

  learnt = gh_profiles_dup_learnt (self->profiles, self->profile_name);
  if (learnt != NULL)
    gh_dialect_restore (gh_transport_get_dialect (get_transport (self)), learnt);
  gh_feed_prefer_transport (gh_connection_get_feed (self->connection),
                            gh_profiles_get_good_transport (self->profiles, self->profile_name));
}

/**
 * gh_way_new:
 * @connection: to a server, with nothing sent yet
 * @profiles: where it is kept
 * @profile_name: (nullable): a profile of that server
 *
 * Gives @connection what is kept with the profile.
 *
 * Returns: (transfer full): the way to the server
 */
GhWay *
gh_way_new (GhConnection *connection, GhProfiles *profiles, const char *profile_name)
{
  GhWay *self;
  GhFeed *feed;

  g_return_val_if_fail (GH_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (GH_IS_PROFILES (profiles), NULL);

  self = g_object_new (GH_TYPE_WAY, NULL);
  self->connection = g_object_ref (connection);
  self->profiles = g_object_ref (profiles);
  self->profile_name = g_strdup (profile_name);
  take_up (self);

  feed = gh_connection_get_feed (connection);
  g_signal_connect_object (self->settings, "notify", G_CALLBACK (settings_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gh_transport_get_dialect (get_transport (self)), "notify::learnt",
                           G_CALLBACK (save_learnt), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (feed, "notify::state", G_CALLBACK (save_good_transport), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (feed, "notify::active-transport", G_CALLBACK (save_good_transport),
                           self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * gh_way_set_profile:
 * @profile_name: a profile of the server, saved a moment ago
 *
 * Keeps what was said and learnt with that profile from now on.
 */
void
gh_way_set_profile (GhWay *self, const char *profile_name)
{
  g_return_if_fail (GH_IS_WAY (self));
  g_return_if_fail (profile_name != NULL);

  g_set_str (&self->profile_name, profile_name);
  save_settings (self);
  save_learnt (self);
  save_good_transport (self);
}

/**
 * gh_way_add_settings:
 * @settings: settings
 *
 * Takes from @settings what they say, and leaves what they do not speak of.
 */
void
gh_way_add_settings (GhWay *self, GhConnectionSettings *settings)
{
  static const char *const names[] = { "ca-file", "client-certificate", "pin", "allow-plain-http",
                                       "transport" };
  GObjectClass *klass;

  g_return_if_fail (GH_IS_WAY (self));
  g_return_if_fail (GH_IS_CONNECTION_SETTINGS (settings));

  klass = G_OBJECT_GET_CLASS (settings);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;
      GParamSpec *pspec = g_object_class_find_property (klass, names[i]);

      g_value_init (&value, pspec->value_type);
      g_object_get_property (G_OBJECT (settings), names[i], &value);
      if (!g_param_value_defaults (pspec, &value))
        g_object_set_property (G_OBJECT (self->settings), names[i], &value);
    }
}

/**
 * gh_way_get_settings:
 *
 * Returns: (transfer none): what was said about it; a change holds at once and is kept
 */
GhConnectionSettings *
gh_way_get_settings (GhWay *self)
{
  g_return_val_if_fail (GH_IS_WAY (self), NULL);

  return self->settings;
}

/**
 * gh_way_get_profile_name:
 *
 * Returns: (transfer none) (nullable): the profile that it is kept with
 */
const char *
gh_way_get_profile_name (GhWay *self)
{
  g_return_val_if_fail (GH_IS_WAY (self), NULL);

  return self->profile_name;
}

/**
 * gh_way_get_address:
 *
 * Returns: (transfer none): where it leads
 */
GhServerAddress *
gh_way_get_address (GhWay *self)
{
  g_return_val_if_fail (GH_IS_WAY (self), NULL);

  return gh_transport_get_address (get_transport (self));
}

/**
 * gh_way_get_refused_certificate:
 *
 * Returns: (transfer none) (nullable): the certificate of the server, if it was refused and nothing
 *   was answered since
 */
GhCertificate *
gh_way_get_refused_certificate (GhWay *self)
{
  g_return_val_if_fail (GH_IS_WAY (self), NULL);

  return gh_transport_get_refused_certificate (get_transport (self));
}
