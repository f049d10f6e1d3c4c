/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-context-private.h"

#include "gh-error.h"
#include "gh-settings.h"

#include <glib/gi18n.h>

/* How long the end of the program waits for the server and for the keyring. */
#define END_US (2 * G_TIME_SPAN_SECOND)

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT, sentence);
  return FALSE;
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

/* What is known of the server from before; what was typed counts more. */
static gboolean
take_settings (GhCliContext *self, GhTransport *transport, GError **error)
{
  const char *name = self->profile != NULL ? gh_profile_get_name (self->profile) : NULL;
  g_autoptr (GhConnectionSettings) settings = gh_profiles_load_settings (self->profiles, name);
  g_autofree char *learnt = name != NULL ? gh_profiles_dup_learnt (self->profiles, name) : NULL;

  if (!gh_cli_context_override (self, settings, error)
      || !gh_cli_context_unlock (self, settings, error))
    return FALSE;

  gh_transport_set_settings (transport, settings);
  self->feed_transport = gh_connection_settings_get_transport (settings);
  if (learnt != NULL)
    gh_dialect_restore (gh_transport_get_dialect (transport), learnt);

  return TRUE;
}

static void
keep_learnt (GhCliContext *self)
{
  GhDialect *dialect = gh_transport_get_dialect (gh_session_get_transport (self->session));
  g_autofree char *learnt = gh_dialect_dup_learnt (dialect);

  gh_profiles_save_learnt (self->profiles, gh_profile_get_name (self->profile), learnt);
}

/* The account has another address now, and the keyring the sign-in under that. */
static void
renamed_cb (GhCliContext *self, const char *before)
{
  g_autoptr (GhProfile) profile = NULL;

  if (self->is_passing)
    return;

  profile = gh_profiles_rename_account (
    self->profiles, gh_server_address_get_base (gh_cli_context_get_address (self)), before,
    gh_session_get_account (self->session));
  if (profile == NULL)
    return;

  g_clear_pointer (&self->profile, gh_profile_unref);
  self->profile = g_steal_pointer (&profile);
}

/**
 * gh_cli_context_connect:
 * @address: (nullable): the server; %NULL for what the options say, or the one used last
 *
 * Makes a session with the server, in which nobody is signed in. Nothing is sent by this. Where the
 * file of a client certificate is locked, somebody is asked for its password.
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
  if (!take_settings (self, transport, error))
    return FALSE;

  self->keyring = gh_keyring_new (self->clock);
  self->session = gh_session_new (transport, GH_TOKEN_STORE (self->keyring));
  self->face_recognition = gh_face_recognition_new (self->session);
  g_signal_connect_swapped (self->session, "signed-out", G_CALLBACK (gh_cli_context_signed_out_cb),
                            self);
  g_signal_connect_swapped (self->session, "renamed", G_CALLBACK (renamed_cb), self);

  return TRUE;
}

/**
 * gh_cli_context_save_profile:
 * @account: who has signed in, or out
 * @remembered: whether the keyring has the sign-in
 *
 * Keeps the server, whom it knows, and, with a sign-in, what was said of the way there.
 */
void
gh_cli_context_save_profile (GhCliContext *self, const char *account, gboolean remembered)
{
  GhServerAddress *address;

  g_return_if_fail (self->session != NULL);

  /* The server may have said meanwhile what it calls the account, and the keyring goes by that. */
  if (remembered && gh_session_get_account (self->session) != NULL)
    account = gh_session_get_account (self->session);
  address = gh_cli_context_get_address (self);
  gh_profiles_save_account (self->profiles, self->profile_name,
                            gh_server_address_get_base (address),
                            gh_server_address_get_host_label (address), account, remembered);
  if (remembered)
    gh_cli_context_save_settings (self);
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
         && !g_cancellable_is_cancelled (gh_cli_context_get_cancellable (self)))
    g_main_context_iteration (NULL, TRUE);
  gh_clock_clear_timeout (self->clock, &time_over);

  storage_error = gh_session_get_storage_error (self->session);
  if (storage_error != NULL)
    {
      g_propagate_error (error, g_error_copy (storage_error));
      return FALSE;
    }

  return !g_cancellable_set_error_if_cancelled (gh_cli_context_get_cancellable (self), error);
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
  if (self->profile != NULL)
    keep_learnt (self);
  g_settings_sync ();
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
 * gh_cli_context_get_face_recognition:
 *
 * Returns: (nullable) (transfer none): the endpoint group, once there is a server
 */
GhFaceRecognition *
gh_cli_context_get_face_recognition (GhCliContext *self)
{
  return self->face_recognition;
}
