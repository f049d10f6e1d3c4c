/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-profiles.h"

#include <string.h>

struct _GhProfiles
{
  GObject parent_instance;

  GSettings *settings; /* (owned): the program's own */
};

/* Of the server that a profile names. */
static const char *const server_keys[] = {
  "ca-file", "client-certificate", "pin",           "allow-plain-http",
  "transport", "learnt",           "good-transport",
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhProfiles, gh_profiles, G_TYPE_OBJECT)

/* The settings of one profile: below the program's, on the same backend. */
static GSettings *
open_profile (GhProfiles *self, const char *name)
{
  g_autoptr (GSettingsBackend) backend = NULL;
  g_autofree char *schema_id = NULL;
  g_autofree char *parent_id = NULL;
  g_autofree char *parent_path = NULL;
  g_autofree char *path = NULL;

  g_object_get (self->settings,
                "backend", &backend, "schema-id", &parent_id, "path", &parent_path, NULL);
  schema_id = g_strconcat (parent_id, ".Profile", NULL);
  path = g_strconcat (parent_path, "profiles/", name, "/", NULL);

  return g_settings_new_with_backend_and_path (schema_id, backend, path);
}

static gboolean
is_known (GhProfiles *self, const char *name)
{
  g_auto (GStrv) names = gh_profiles_dup_names (self);

  return g_strv_contains ((const char *const *) names, name);
}

/* NULL where no profile of that name is saved. */
static GSettings *
open_known_profile (GhProfiles *self, const char *name)
{
  return is_known (self, name) ? open_profile (self, name) : NULL;
}

static void
forget_server (GSettings *settings)
{
  for (guint i = 0; i < G_N_ELEMENTS (server_keys); i++)
    g_settings_reset (settings, server_keys[i]);
}

static void
gh_profiles_dispose (GObject *object)
{
  GhProfiles *self = GH_PROFILES (object);

  g_clear_object (&self->settings);

  G_OBJECT_CLASS (gh_profiles_parent_class)->dispose (object);
}

static void
gh_profiles_class_init (GhProfilesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gh_profiles_dispose;

  /**
   * GhProfiles::changed:
   *
   * A profile was saved or removed by this object.
   */
  signals[CHANGED] = g_signal_new ("changed", GH_TYPE_PROFILES, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
gh_profiles_init (GhProfiles *self)
{
}

/**
 * gh_profiles_new:
 * @settings: the program's settings, see gh_settings_new()
 *
 * Returns: (transfer full): the profiles kept in @settings
 */
GhProfiles *
gh_profiles_new (GSettings *settings)
{
  GhProfiles *self;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (GH_TYPE_PROFILES, NULL);
  self->settings = g_object_ref (settings);

  return self;
}

/**
 * gh_profiles_dup_names:
 *
 * Whoever edits the settings by hand may write anything into them: names that are not valid, or
 * beyond %GH_PROFILES_MOST, are left out.
 *
 * Returns: (transfer full): the names in the order in which they were saved first
 */
char **
gh_profiles_dup_names (GhProfiles *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) written = NULL;
  guint n_names = 0;

  g_return_val_if_fail (GH_IS_PROFILES (self), NULL);

  written = g_settings_get_strv (self->settings, "profiles");
  for (guint i = 0; written[i] != NULL && n_names < GH_PROFILES_MOST; i++)
    if (gh_profile_is_valid_name (written[i]))
      {
        g_strv_builder_add (names, written[i]);
        n_names++;
      }

  return g_strv_builder_end (names);
}

/**
 * gh_profiles_look_up:
 * @name: the name of a profile; need not be a valid one
 *
 * Returns: (transfer full) (nullable): the profile, or %NULL where none of that name is saved
 */
GhProfile *
gh_profiles_look_up (GhProfiles *self, const char *name)
{
  g_autoptr (GSettings) settings = NULL;
  g_autofree char *server = NULL;
  g_autofree char *account = NULL;

  g_return_val_if_fail (GH_IS_PROFILES (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  if (!is_known (self, name))
    return NULL;

  settings = open_profile (self, name);
  server = g_settings_get_string (settings, "server");
  account = g_settings_get_string (settings, "account");

  return gh_profile_new (name, server, account, g_settings_get_boolean (settings, "remembered"));
}

typedef gboolean (*Fits) (GhProfile *profile, const char *server, const char *account);

static gboolean
is_of_server (GhProfile *profile, const char *server, const char *account)
{
  return g_str_equal (gh_profile_get_server (profile), server);
}

static gboolean
is_of_account (GhProfile *profile, const char *server, const char *account)
{
  return is_of_server (profile, server, account)
         && g_strcmp0 (gh_profile_get_account (profile), account) == 0;
}

/* The last one used before the others. */
static GhProfile *
find (GhProfiles *self, Fits fits, const char *server, const char *account)
{
  g_autoptr (GhProfile) last = gh_profiles_look_up_last (self);
  g_auto (GStrv) names = NULL;

  if (last != NULL && fits (last, server, account))
    return g_steal_pointer (&last);

  names = gh_profiles_dup_names (self);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GhProfile) profile = gh_profiles_look_up (self, names[i]);

      if (fits (profile, server, account))
        return g_steal_pointer (&profile);
    }

  return NULL;
}

/**
 * gh_profiles_look_up_server:
 * @server: a canonical base address
 *
 * Returns: (transfer full) (nullable): the profile of @server; where there are several, the one
 *   that was used last, or else the one that was saved first
 */
GhProfile *
gh_profiles_look_up_server (GhProfiles *self, const char *server)
{
  g_return_val_if_fail (GH_IS_PROFILES (self), NULL);
  g_return_val_if_fail (server != NULL, NULL);

  return find (self, is_of_server, server, NULL);
}

/**
 * gh_profiles_look_up_account:
 * @server: a canonical base address
 * @account: (nullable): who signed in there last; %NULL for nobody yet
 *
 * Returns: (transfer full) (nullable): the profile of @account at @server
 */
GhProfile *
gh_profiles_look_up_account (GhProfiles *self, const char *server, const char *account)
{
  g_return_val_if_fail (GH_IS_PROFILES (self), NULL);
  g_return_val_if_fail (server != NULL, NULL);

  return find (self, is_of_account, server, account);
}

/**
 * gh_profiles_look_up_last:
 *
 * Returns: (transfer full) (nullable): the profile that was saved last
 */
GhProfile *
gh_profiles_look_up_last (GhProfiles *self)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (GH_IS_PROFILES (self), NULL);

  name = g_settings_get_string (self->settings, "last-profile");

  return gh_profiles_look_up (self, name);
}

/**
 * gh_profiles_dup_free_name:
 * @host: the host of a server that has no profile yet
 *
 * Returns: (transfer full): a name for it that no other profile has
 */
char *
gh_profiles_dup_free_name (GhProfiles *self, const char *host)
{
  g_autofree char *name = NULL;
  g_autofree char *proposal = NULL;

  g_return_val_if_fail (GH_IS_PROFILES (self), NULL);
  g_return_val_if_fail (host != NULL, NULL);

  proposal = gh_profile_propose_name (host);
  proposal[MIN (strlen (proposal), GH_PROFILE_MOST_NAME_BYTES - strlen ("-999"))] = '\0';
  name = g_strdup (proposal);
  for (guint i = 2; is_known (self, name); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s-%u", proposal, i);
    }

  return g_steal_pointer (&name);
}

/**
 * gh_profiles_save:
 * @profile: what to keep; replaces what was kept under its name
 *
 * Makes @profile the last one used. The oldest is dropped where there would be more than
 * %GH_PROFILES_MOST. What was kept about another server under its name is forgotten.
 */
void
gh_profiles_save (GhProfiles *self, GhProfile *profile)
{
  g_autoptr (GSettings) settings = NULL;
  g_autofree char *server = NULL;
  const char *name;
  const char *account;

  g_return_if_fail (GH_IS_PROFILES (self));
  g_return_if_fail (profile != NULL);

  name = gh_profile_get_name (profile);
  account = gh_profile_get_account (profile);
  settings = open_profile (self, name);
  server = g_settings_get_string (settings, "server");
  if (!g_str_equal (server, gh_profile_get_server (profile)))
    forget_server (settings);
  g_settings_set_string (settings, "server", gh_profile_get_server (profile));
  g_settings_set_string (settings, "account", account != NULL ? account : "");
  g_settings_set_boolean (settings, "remembered", gh_profile_get_remembered (profile));

  if (!is_known (self, name))
    {
      g_auto (GStrv) names = gh_profiles_dup_names (self);
      g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

      if (g_strv_length (names) == GH_PROFILES_MOST)
        {
          gh_profiles_remove (self, names[0]);
          g_strv_builder_addv (builder, (const char **) names + 1);
        }
      else
        g_strv_builder_addv (builder, (const char **) names);
      g_strv_builder_add (builder, name);
      g_clear_pointer (&names, g_strfreev);
      names = g_strv_builder_end (builder);
      g_settings_set_strv (self->settings, "profiles", (const char *const *) names);
    }
  g_settings_set_string (self->settings, "last-profile", name);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * gh_profiles_rename_account:
 * @server: the canonical base address of a server
 * @before: the account as it was
 * @account: the account as the server knows it now
 *
 * Lets the profile follow an account that goes by another e-mail address now. It keeps its name, and
 * another one of the same account is not needed any more.
 *
 * Returns: (transfer full) (nullable): the profile as it is now; %NULL where none has the account
 */
GhProfile *
gh_profiles_rename_account (GhProfiles *self,
                            const char *server,
                            const char *before,
                            const char *account)
{
  g_autoptr (GhProfile) profile = NULL;
  g_autoptr (GhProfile) twin = NULL;
  GhProfile *renamed;

  g_return_val_if_fail (GH_IS_PROFILES (self), NULL);
  g_return_val_if_fail (server != NULL && before != NULL && account != NULL, NULL);

  profile = gh_profiles_look_up_account (self, server, before);
  if (profile == NULL)
    return NULL;

  twin = gh_profiles_look_up_account (self, server, account);
  if (twin != NULL)
    gh_profiles_remove (self, gh_profile_get_name (twin));
  renamed = gh_profile_new (gh_profile_get_name (profile), server, account,
                            gh_profile_get_remembered (profile));
  gh_profiles_save (self, renamed);

  return renamed;
}

/**
 * gh_profiles_remove:
 * @name: the name of a profile; nothing happens where none of that name is saved
 */
void
gh_profiles_remove (GhProfiles *self, const char *name)
{
  g_autoptr (GSettings) settings = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;
  g_auto (GStrv) rest = NULL;

  g_return_if_fail (GH_IS_PROFILES (self));
  g_return_if_fail (name != NULL);

  if (!is_known (self, name))
    return;

  settings = open_profile (self, name);
  g_settings_reset (settings, "server");
  g_settings_reset (settings, "account");
  g_settings_reset (settings, "remembered");
  forget_server (settings);

  names = gh_profiles_dup_names (self);
  for (guint i = 0; names[i] != NULL; i++)
    if (!g_str_equal (names[i], name))
      g_strv_builder_add (builder, names[i]);
  rest = g_strv_builder_end (builder);
  g_settings_set_strv (self->settings, "profiles", (const char *const *) rest);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* The way to a server is the same for everybody who signs in there. */
static void
copy_server (GhProfiles *self, const char *from, const char *to)
{
  g_autoptr (GSettings) source = open_profile (self, from);
  g_autoptr (GSettings) target = open_profile (self, to);

  for (gsize i = 0; i < G_N_ELEMENTS (server_keys); i++)
    {
      g_autoptr (GVariant) value = g_settings_get_user_value (source, server_keys[i]);

      if (value != NULL)
        g_settings_set_value (target, server_keys[i], value);
    }
}

/**
 * gh_profiles_save_account:
 * @name: (nullable): the name to keep it under; %NULL for the one that @account has at @server, or
 *   that the server has while nobody has signed in there, or a free one
 * @server: a canonical base address
 * @host: the host of it, for a person
 * @account: (nullable): who signed in there last
 * @remembered: whether the keyring was given the sign-in
 *
 * Keeps a server and whom it knows. It is the last one used then. A new profile of a server that
 * has one already begins with what is kept about the way there.
 */
void
gh_profiles_save_account (GhProfiles *self,
                          const char *name,
                          const char *server,
                          const char *host,
                          const char *account,
                          gboolean remembered)
{
  g_autoptr (GhProfile) existing = NULL;
  g_autoptr (GhProfile) sibling = NULL;
  g_autoptr (GhProfile) profile = NULL;
  g_autofree char *free_name = NULL;

  g_return_if_fail (GH_IS_PROFILES (self));
  g_return_if_fail (server != NULL);
  g_return_if_fail (host != NULL);

  if (name == NULL)
    {
      existing = gh_profiles_look_up_account (self, server, account);
      if (existing == NULL)
        existing = gh_profiles_look_up_account (self, server, NULL);
      name = existing != NULL ? gh_profile_get_name (existing)
                              : (free_name = gh_profiles_dup_free_name (self, host));
    }

  profile = gh_profile_new (name, server, account, remembered);
  if (!is_known (self, name))
    sibling = gh_profiles_look_up_server (self, server);
  gh_profiles_save (self, profile);
  if (sibling != NULL)
    copy_server (self, gh_profile_get_name (sibling), name);
}

/**
 * gh_profiles_load_settings:
 * @name: (nullable): the name of a profile
 *
 * Returns: (transfer full): what was said about the way to its server; where no profile of that
 *   name is saved, what holds for a server that nothing was said about
 */
GhConnectionSettings *
gh_profiles_load_settings (GhProfiles *self, const char *name)
{
  GhConnectionSettings *loaded = gh_connection_settings_new ();
  g_autoptr (GSettings) settings = NULL;
  g_autofree char *ca_file = NULL;
  g_autofree char *client_certificate = NULL;
  g_autofree char *pin = NULL;

  g_return_val_if_fail (GH_IS_PROFILES (self), loaded);

  if (name != NULL)
    settings = open_known_profile (self, name);
  if (settings == NULL)
    return loaded;

  ca_file = g_settings_get_string (settings, "ca-file");
  client_certificate = g_settings_get_string (settings, "client-certificate");
  pin = g_settings_get_string (settings, "pin");
  gh_connection_settings_set_ca_file (loaded, ca_file);
  gh_connection_settings_set_client_certificate (loaded, client_certificate);
  gh_connection_settings_set_pin (loaded, pin);
  gh_connection_settings_set_allow_plain_http (
    loaded, g_settings_get_boolean (settings, "allow-plain-http"));
  gh_connection_settings_set_transport (
    loaded, (GhFeedTransport) g_settings_get_enum (settings, "transport"));

  return loaded;
}

/* The name of a file may be of any bytes, settings are text. */
static void
save_text (GSettings *settings, const char *key, const char *text)
{
  if (text != NULL && g_utf8_validate (text, -1, NULL))
    g_settings_set_string (settings, key, text);
  else
    g_settings_reset (settings, key);
}

/**
 * gh_profiles_save_settings:
 * @name: the name of a profile; nothing happens where none of that name is saved
 * @settings: what was said about the way to its server
 */
void
gh_profiles_save_settings (GhProfiles *self, const char *name, GhConnectionSettings *settings)
{
  g_autoptr (GSettings) kept = NULL;

  g_return_if_fail (GH_IS_PROFILES (self));
  g_return_if_fail (name != NULL);
  g_return_if_fail (GH_IS_CONNECTION_SETTINGS (settings));

  kept = open_known_profile (self, name);
  if (kept == NULL)
    return;

  save_text (kept, "ca-file", gh_connection_settings_get_ca_file (settings));
  save_text (kept, "client-certificate", gh_connection_settings_get_client_certificate (settings));
  save_text (kept, "pin", gh_connection_settings_get_pin (settings));
  g_settings_set_boolean (kept, "allow-plain-http",
                          gh_connection_settings_get_allow_plain_http (settings));
  g_settings_set_enum (kept, "transport", (int) gh_connection_settings_get_transport (settings));
}

/**
 * gh_profiles_dup_learnt:
 * @name: the name of a profile
 *
 * Returns: (transfer full) (nullable): what was learnt of how its server speaks; %NULL for nothing
 */
char *
gh_profiles_dup_learnt (GhProfiles *self, const char *name)
{
  g_autoptr (GSettings) settings = NULL;
  g_autofree char *learnt = NULL;

  g_return_val_if_fail (GH_IS_PROFILES (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  settings = open_known_profile (self, name);
  if (settings == NULL)
    return NULL;

  learnt = g_settings_get_string (settings, "learnt");

  return *learnt != '\0' ? g_steal_pointer (&learnt) : NULL;
}

/**
 * gh_profiles_save_learnt:
 * @name: the name of a profile; nothing happens where none of that name is saved
 * @learnt: (nullable): what was learnt of how its server speaks
 */
void
gh_profiles_save_learnt (GhProfiles *self, const char *name, const char *learnt)
{
  g_autoptr (GSettings) settings = NULL;

  g_return_if_fail (GH_IS_PROFILES (self));
  g_return_if_fail (name != NULL);

  settings = open_known_profile (self, name);
  if (settings == NULL)
    return;

  save_text (settings, "learnt", learnt);
}

/**
 * gh_profiles_get_good_transport:
 * @name: the name of a profile
 *
 * Returns: how live events came from its server last; %GH_FEED_TRANSPORT_AUTO for not known
 */
GhFeedTransport
gh_profiles_get_good_transport (GhProfiles *self, const char *name)
{
  g_autoptr (GSettings) settings = NULL;

  g_return_val_if_fail (GH_IS_PROFILES (self), GH_FEED_TRANSPORT_AUTO);
  g_return_val_if_fail (name != NULL, GH_FEED_TRANSPORT_AUTO);

  settings = open_known_profile (self, name);
  if (settings == NULL)
    return GH_FEED_TRANSPORT_AUTO;


  return (GhFeedTransport) g_settings_get_enum (settings, "good-transport");
}

/**
 * gh_profiles_save_good_transport:
 * @name: the name of a profile; nothing happens where none of that name is saved
 * @transport: how live events come from its server
 */
void
gh_profiles_save_good_transport (GhProfiles *self, const char *name, GhFeedTransport transport)
{
  g_autoptr (GSettings) settings = NULL;

  g_return_if_fail (GH_IS_PROFILES (self));
  g_return_if_fail (name != NULL);

  settings = open_known_profile (self, name);
  if (settings == NULL)
    return;

  g_settings_set_enum (settings, "good-transport", (int) transport);
}
