/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-cli-context.h"

#include "gh-credentials.h"
#include "gh-error.h"
#include "gh-keyring.h"
#include "gh-settings.h"
#include "gh-system-clock.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>

/* How long the end of the program waits for the server and for the keyring. */
#define END_US (2 * G_TIME_SPAN_SECOND)

static const int signal_numbers[] = { SIGINT, SIGTERM, SIGHUP };

struct _GhCliContext
{
  GhCliOutput *output; /* (owned) */
  GhClock *clock;      /* (owned) */

  /* Options. */
  char *server;           /* (owned) (nullable) */
  char *profile_name;     /* (owned) (nullable) */
  char *credentials_path; /* (owned) (nullable) */
  char *feed_text;        /* (owned) (nullable) */
  gboolean is_json;
  GhFeedTransport feed_transport;

  /* Of one server; all of them or none. */
  GSettings *settings;                 /* (owned) (nullable) */
  GhProfiles *profiles;                /* (owned) (nullable) */
  GhKeyring *keyring;                  /* (owned) (nullable) */
  GhSession *session;                  /* (owned) (nullable) */
  GhFaceRecognition *face_recognition; /* (owned) (nullable) */
  GhProfile *profile;                  /* (owned) (nullable): saved for this server */
  gboolean is_passing;                 /* signed in for this command only */
  GError *ending;                      /* (owned) (nullable): why the server ended the sign-in */

  GCancellable *cancellable; /* (owned): of all that is waited for */
  guint signal_ids[G_N_ELEMENTS (signal_numbers)];
  int signal_number; /* that has asked us to end; 0 for none */
};

static void
stopped_by (GhCliContext *self, int number)
{
  self->signal_number = number;
  g_cancellable_cancel (self->cancellable);
}

/* Whoever asks a second time does not want to wait: then the signal does what it does by itself. */
static gboolean
interrupted_cb (gpointer user_data)
{
  GhCliContext *self = user_data;

  self->signal_ids[0] = 0;
  stopped_by (self, SIGINT);
  return G_SOURCE_REMOVE;
}

static gboolean
terminated_cb (gpointer user_data)
{
  GhCliContext *self = user_data;

  self->signal_ids[1] = 0;
  stopped_by (self, SIGTERM);
  return G_SOURCE_REMOVE;
}

static gboolean
hung_up_cb (gpointer user_data)
{
  GhCliContext *self = user_data;

  self->signal_ids[2] = 0;
  stopped_by (self, SIGHUP);
  return G_SOURCE_REMOVE;
}

/* A signal that we were started not to hear, as nohup does, stays unheard. */
static void
watch_signals (GhCliContext *self)
{
  static const GSourceFunc callbacks[] = { interrupted_cb, terminated_cb, hung_up_cb };

  for (guint i = 0; i < G_N_ELEMENTS (signal_numbers); i++)
    {
      struct sigaction action;

      if (sigaction (signal_numbers[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN)
        self->signal_ids[i] = g_unix_signal_add (signal_numbers[i], callbacks[i], self);
    }
}

/**
 * gh_cli_context_new:
 * @output: (transfer full): where the output goes
 *
 * Returns: (transfer full): a context without a server
 */
GhCliContext *
gh_cli_context_new (GhCliOutput *output)
{
  GhCliContext *self = g_new0 (GhCliContext, 1);

  self->output = output;
  self->clock = gh_system_clock_new ();
  self->cancellable = g_cancellable_new ();
  watch_signals (self);

  return self;
}

void
gh_cli_context_free (GhCliContext *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->signal_ids); i++)
    g_clear_handle_id (&self->signal_ids[i], g_source_remove);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->face_recognition);
  g_clear_object (&self->session);
  g_clear_error (&self->ending);
  g_clear_object (&self->keyring);
  g_clear_object (&self->profiles);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->profile, gh_profile_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->output, gh_cli_output_free);
  g_free (self->server);
  g_free (self->profile_name);
  g_free (self->credentials_path);
  g_free (self->feed_text);
  g_free (self);
}

/**
 * gh_cli_context_new_options:
 * @self: what is set by them
 * @own: (nullable): options beside them, which the help shows first
 *
 * Returns: (transfer full): the options that every command takes
 */
GOptionGroup *
gh_cli_context_new_options (GhCliContext *self, const GOptionEntry *own)
{
  const GOptionEntry common[] = {
    { "server", 's', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &self->server,
      N_ ("Address of the server"), N_ ("URL") },
    { "profile", 'p', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &self->profile_name,
      N_ ("Use a saved server"), N_ ("NAME") },
    { "credentials", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &self->credentials_path,
      N_ ("Sign in with the e-mail and password in this JSON file, which only its owner may read"),
      N_ ("FILE") },
    { "feed", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &self->feed_text,
      N_ ("How live events come: auto, websocket, socketio or polling"), N_ ("HOW") },
    { "json", 'j', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &self->is_json,
      N_ ("Print a line of JSON for each thing"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  GOptionGroup *group;

  g_return_val_if_fail (self != NULL, NULL);

  group = g_option_group_new ("main", "", "", NULL, NULL);
  if (own != NULL)
    g_option_group_add_entries (group, own);
  g_option_group_add_entries (group, common);
  g_option_group_set_translation_domain (group, GETTEXT_PACKAGE);

  return group;
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT, sentence);
  return FALSE;
}

static gboolean
parse_feed (GhCliContext *self, GError **error)
{
  g_autoptr (GEnumClass) transports = g_type_class_ref (GH_TYPE_FEED_TRANSPORT);
  const GEnumValue *value;

  if (self->feed_text == NULL)
    return TRUE;

  value = g_enum_get_value_by_nick (transports, self->feed_text);
  if (value == NULL)
    return refuse (error, _("Live events come by --feed auto, websocket, socketio or polling."));

  self->feed_transport = (GhFeedTransport) value->value;
  return TRUE;
}

/**
 * gh_cli_context_parse:
 * @command: whose arguments they are
 * @entries: (nullable): the options that only this command takes
 * @least: how many words there must be beside options
 * @most: how many there may be
 * @arguments: (inout) (transfer full): the word of @command and what follows it; then the words
 *
 * Understands the options. `--help` prints the help and ends the program.
 *
 * Returns: %FALSE with %G_OPTION_ERROR, %GH_ERROR_INVALID_ARGUMENT
 */
gboolean
gh_cli_context_parse (GhCliContext *self,
                      const GhCliCommand *command,
                      const GOptionEntry *entries,
                      guint least,
                      guint most,
                      char ***arguments,
                      GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (command->arguments);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_autofree char *program = g_strdup_printf ("gatehousectl %s", command->name);
  guint n_words = 0;

  /* The help begins with it. */
  g_set_prgname (program);
  g_option_context_set_main_group (context, gh_cli_context_new_options (self, entries));
  g_option_context_set_summary (context, _(command->summary));
  if (command->description != NULL)
    g_option_context_set_description (context, _(command->description));
  if (!g_option_context_parse_strv (context, arguments, error) || !parse_feed (self, error))
    return FALSE;

  for (guint i = 1; (*arguments)[i] != NULL; i++)
    if (n_words > 0 || !g_str_equal ((*arguments)[i], "--"))
      {
        g_strv_builder_add (words, (*arguments)[i]);
        n_words++;
      }
  if (n_words < least || n_words > most)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT,
                   /* Translators: %s is a command as it is typed, such as "gatehousectl check". */
                   n_words < least ? _("Something is missing; see %s --help.")
                                   : _("That is one word too many; see %s --help."),
                   program);
      return FALSE;
    }

  g_strfreev (*arguments);
  *arguments = g_strv_builder_end (words);
  gh_cli_output_set_is_json (self->output, self->is_json);

  return TRUE;
}

void
gh_cli_context_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
}

/**
 * gh_cli_context_wait:
 * @result: where gh_cli_context_ready_cb() puts the result of a call
 *
 * Runs the main context until the call has ended.
 *
 * Returns: (transfer none): the result
 */
GAsyncResult *
gh_cli_context_wait (GhCliContext *self, GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

static void
signed_out_cb (GhCliContext *self, const GError *reason)
{
  g_clear_error (&self->ending);
  self->ending = reason != NULL ? g_error_copy (reason) : NULL;
}

/* Which server is meant, and what is saved about it. */
static GhServerAddress *
choose_server (GhCliContext *self, const char *text, GError **error)
{
  g_autoptr (GhServerAddress) address = NULL;

  if (self->profile_name != NULL)
    self->profile = gh_profiles_look_up (self->profiles, self->profile_name);
  else if (text == NULL)
    self->profile = gh_profiles_look_up_last (self->profiles);

  if (text == NULL && self->profile == NULL)
    {
      refuse (error, self->profile_name != NULL
                       ? _("No server is saved under this name.")
                       : _("Which server? Say it with --server; the last one is then remembered."));
      return NULL;
    }

  address =
    gh_server_address_new (text != NULL ? text : gh_profile_get_server (self->profile), error);
  if (address == NULL)
    return NULL;

  /* A saved sign-in is of the server that it was saved for, and of no other. */
  if (self->profile_name == NULL && self->profile == NULL)
    self->profile =
      gh_profiles_look_up_server (self->profiles, gh_server_address_get_base (address));
  if (self->profile != NULL
      && !g_str_equal (gh_profile_get_server (self->profile), gh_server_address_get_base (address)))
    g_clear_pointer (&self->profile, gh_profile_unref);

  return g_steal_pointer (&address);
}

/**
 * gh_cli_context_connect:
 * @address: (nullable): the server; %NULL for what the options say, or the one used last
 *
 * Makes a session with the server, in which nobody is signed in. Nothing is sent by this.
 *
 * Returns: %FALSE with %GH_ERROR_INVALID_ARGUMENT, %GH_ERROR_UNAVAILABLE
 */
gboolean
gh_cli_context_connect (GhCliContext *self, const char *address, GError **error)
{
  g_autoptr (GhServerAddress) server = NULL;
  g_autoptr (GhTransport) transport = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (self->session == NULL, FALSE);

  if (self->profile_name != NULL && !gh_profile_is_valid_name (self->profile_name))
    return refuse (error, _("A profile's name is of letters, digits, “.”, “_” and “-”, begins with "
                            "a letter or digit, and is not longer than 64."));
  self->settings = gh_settings_new (GH_SETTINGS_KEPT, error);
  if (self->settings == NULL)
    return FALSE;
  self->profiles = gh_profiles_new (self->settings);
  server = choose_server (self, address != NULL ? address : self->server, error);
  if (server == NULL)
    return FALSE;

  transport = gh_transport_new (server, self->clock);
  self->keyring = gh_keyring_new (self->clock);
  self->session = gh_session_new (transport, GH_TOKEN_STORE (self->keyring));
  self->face_recognition = gh_face_recognition_new (self->session);
  g_signal_connect_swapped (self->session, "signed-out", G_CALLBACK (signed_out_cb), self);

  return TRUE;
}

/**
 * gh_cli_context_take_up:
 *
 * Takes up the sign-in that the keyring has for the server.
 *
 * Returns: %FALSE with %GH_ERROR_UNAUTHORIZED where there is none, %GH_ERROR_UNAVAILABLE
 */
gboolean
gh_cli_context_take_up (GhCliContext *self, GError **error)
{
  const char *account = self->profile != NULL ? gh_profile_get_account (self->profile) : NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (self->session != NULL, FALSE);

  if (account != NULL && *account != '\0')
    {
      gh_session_restore_async (self->session, account, self->cancellable, gh_cli_context_ready_cb,
                                &result);
      gh_cli_context_wait (self, &result);
      if (gh_session_restore_finish (self->session, result, &local_error))
        return TRUE;
    }

  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error (error, GH_ERROR, GH_ERROR_UNAUTHORIZED,
                 /* Translators: %s is an address. */
                 _("Nobody is signed in at %s. Sign in with “gatehousectl login”, or give "
                   "--credentials."),
                 gh_server_address_get_base (gh_cli_context_get_address (self)));

  return FALSE;
}

static gboolean
sign_in_from_file (GhCliContext *self, GError **error)
{
  g_autoptr (GhCredentials) credentials = gh_credentials_load (self->credentials_path, error);
  g_autoptr (GAsyncResult) result = NULL;

  if (credentials == NULL)
    return FALSE;

  gh_session_sign_in_async (self->session, gh_credentials_get_email (credentials),
                            gh_credentials_get_password (credentials), FALSE, self->cancellable,
                            gh_cli_context_ready_cb, &result);
  gh_cli_context_wait (self, &result);
  self->is_passing = gh_session_sign_in_finish (self->session, result, error);

  return self->is_passing;
}

/**
 * gh_cli_context_sign_in:
 *
 * Connects, unless that is done, and signs in: from the file that --credentials names, for this
 * command only, or with what the keyring has. May be called again when the session has ended.
 *
 * Returns: %FALSE with any error of a sign-in
 */
gboolean
gh_cli_context_sign_in (GhCliContext *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->session == NULL && !gh_cli_context_connect (self, NULL, error))
    return FALSE;

  return self->credentials_path != NULL ? sign_in_from_file (self, error)
                                        : gh_cli_context_take_up (self, error);
}

/**
 * gh_cli_context_wait_for_user:
 *
 * Waits until the server has told who it is that is signed in.
 *
 * Returns: (transfer none) (nullable): who it is; %NULL with the first thing that went wrong
 */
GhUser *
gh_cli_context_wait_for_user (GhCliContext *self, GError **error)
{
  const GError *fault = NULL;

  g_return_val_if_fail (self->session != NULL, NULL);

  while (gh_session_get_user (self->session) == NULL
         && gh_session_get_state (self->session) == GH_SESSION_SIGNED_IN
         && gh_session_get_connectivity_error (self->session) == NULL
         && !g_cancellable_is_cancelled (self->cancellable))
    g_main_context_iteration (NULL, TRUE);

  if (gh_session_get_user (self->session) != NULL)
    return gh_session_get_user (self->session);

  fault = self->ending != NULL ? self->ending : gh_session_get_connectivity_error (self->session);
  if (!g_cancellable_set_error_if_cancelled (self->cancellable, error) && fault != NULL)
    g_propagate_error (error, g_error_copy (fault));

  return NULL;
}

/**
 * gh_cli_context_save_profile:
 * @account: who has signed in, or out
 * @remembered: whether the keyring has the sign-in
 *
 * Keeps the server and whom it knows.
 */
void
gh_cli_context_save_profile (GhCliContext *self, const char *account, gboolean remembered)
{
  GhServerAddress *address;

  g_return_if_fail (self->session != NULL);

  address = gh_cli_context_get_address (self);
  gh_profiles_save_account (self->profiles, self->profile_name,
                            gh_server_address_get_base (address),
                            gh_server_address_get_host_label (address), account, remembered);
}

static void
time_over_cb (gpointer user_data)
{
  *(guint *) user_data = 0;
}

/**
 * gh_cli_context_settle:
 *
 * Waits until the keyring has what it was given.
 *
 * Returns: %FALSE where it does not take it
 */
gboolean
gh_cli_context_settle (GhCliContext *self, GError **error)
{
  const GError *storage_error;
  guint time_over;

  g_return_val_if_fail (self->session != NULL, FALSE);

  /* The keyring may show a prompt, which a person answers or a signal ends. */
  time_over = gh_clock_add_timeout (self->clock, GH_KEYRING_DEADLINE_US, time_over_cb, &time_over);
  while (time_over != 0 && gh_keyring_is_writing (self->keyring)
         && !g_cancellable_is_cancelled (self->cancellable))
    g_main_context_iteration (NULL, TRUE);
  gh_clock_clear_timeout (self->clock, &time_over);

  storage_error = gh_session_get_storage_error (self->session);
  if (storage_error != NULL)
    {
      g_propagate_error (error, g_error_copy (storage_error));
      return FALSE;
    }

  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

/**
 * gh_cli_context_close:
 *
 * Ends in good order, within a few seconds: what was signed in for this command only is signed out,
 * and what was to be kept is kept.
 */
void
gh_cli_context_close (GhCliContext *self)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  guint time_over;

  g_return_if_fail (self != NULL);

  if (self->session == NULL)
    return;

  time_over = gh_clock_add_timeout (self->clock, END_US, time_over_cb, &time_over);
  if (self->is_passing)
    {
      gh_session_sign_out_async (self->session, cancellable, gh_cli_context_ready_cb, &result);
      while (time_over != 0 && result == NULL)
        g_main_context_iteration (NULL, TRUE);
      g_cancellable_cancel (cancellable);
      gh_cli_context_wait (self, &result);
    }
  while (time_over != 0 && gh_keyring_is_writing (self->keyring))
    g_main_context_iteration (NULL, TRUE);
  gh_clock_clear_timeout (self->clock, &time_over);
  g_settings_sync ();
}

/**
 * gh_cli_context_get_output:
 *
 * Returns: (transfer none): where the output goes
 */
GhCliOutput *
gh_cli_context_get_output (GhCliContext *self)
{
  return self->output;
}

/**
 * gh_cli_context_get_cancellable:
 *
 * Returns: (transfer none): cancelled by a signal; for every call
 */
GCancellable *
gh_cli_context_get_cancellable (GhCliContext *self)
{
  return self->cancellable;
}

/**
 * gh_cli_context_get_signal:
 *
 * Returns: the signal that has asked the program to end; 0 for none
 */
int
gh_cli_context_get_signal (GhCliContext *self)
{
  return self->signal_number;
}

/**
 * gh_cli_context_get_credentials_path:
 *
 * Returns: (nullable): what --credentials names
 */
const char *
gh_cli_context_get_credentials_path (GhCliContext *self)
{
  return self->credentials_path;
}

/**
 * gh_cli_context_get_feed_transport:
 *
 * Returns: what --feed says
 */
GhFeedTransport
gh_cli_context_get_feed_transport (GhCliContext *self)
{
  return self->feed_transport;
}

/**
 * gh_cli_context_get_profile:
 *
 * Returns: (nullable) (transfer none): what is saved about the server
 */
GhProfile *
gh_cli_context_get_profile (GhCliContext *self)
{
  return self->profile;
}

GhClock *
gh_cli_context_get_clock (GhCliContext *self)
{
  return self->clock;
}

/**
 * gh_cli_context_get_session:
 *
 * Returns: (nullable) (transfer none): the session, once there is a server
 */
GhSession *
gh_cli_context_get_session (GhCliContext *self)
{
  return self->session;
}

/**
 * gh_cli_context_get_address:
 *
 * Returns: (nullable) (transfer none): the server
 */
GhServerAddress *
gh_cli_context_get_address (GhCliContext *self)
{
  return self->session != NULL
           ? gh_transport_get_address (gh_session_get_transport (self->session))
           : NULL;
}

/**
 * gh_cli_context_get_ending:
 *
 * Returns: (nullable) (transfer none): why the server ended the last sign-in
 */
const GError *
gh_cli_context_get_ending (GhCliContext *self)
{
  return self->ending;
}

/**
 * gh_cli_context_get_face_recognition:
 *
 * Returns: (nullable) (transfer none): the endpoint group, once there is a server
 */
GhFaceRecognition *
gh_cli_context_get_face_recognition (GhCliContext *self)
{
  return self->face_recognition;
}
