/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-context-private.h"

#include "gh-cli-certificate.h"
#include "gh-cli-prompt.h"
#include "gh-client-certificate.h"
#include "gh-error.h"

#include <glib/gi18n.h>

/*
 * gh_cli_context_override:
 * @settings: what is kept with the profile
 *
 * Sets in @settings what the options say.
 *
 * Returns: %FALSE with %GH_ERROR_INVALID_ARGUMENT
 */
gboolean
gh_cli_context_override (GhCliContext *self, GhConnectionSettings *settings, GError **error)
{
  g_autofree char *ca_file = NULL;
  g_autofree char *client_certificate = NULL;

  /* Kept with a profile, they have to be found from anywhere. */
  if (self->ca_file != NULL)
    {
      ca_file = g_canonicalize_filename (self->ca_file, NULL);
      gh_connection_settings_set_ca_file (settings, ca_file);
    }
  if (self->client_certificate != NULL)
    {
      client_certificate = g_canonicalize_filename (self->client_certificate, NULL);
      gh_connection_settings_set_client_certificate (settings, client_certificate);
    }
  if (self->allow_plain_http)
    gh_connection_settings_set_allow_plain_http (settings, TRUE);
  if (self->feed_text != NULL)
    gh_connection_settings_set_transport (settings, self->feed_transport);
  if (self->pin_text == NULL)
    return TRUE;

  gh_connection_settings_set_pin (settings, self->pin_text);
  if (gh_connection_settings_get_pin (settings) != NULL)
    return TRUE;

  g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT,
                       _("A fingerprint is “sha256:” and 64 hexadecimal digits."));
  return FALSE;
}

/*
 * gh_cli_context_unlock:
 * @settings: what holds of the way to the server
 *
 * Finds out the password of a client certificate whose file is locked: from what --credentials
 * names, or from whoever sits at the terminal. It is kept in memory and nowhere else.
 *
 * Returns: %FALSE with %GH_ERROR_INVALID_ARGUMENT
 */
gboolean
gh_cli_context_unlock (GhCliContext *self, GhConnectionSettings *settings, GError **error)
{
  const char *path = gh_connection_settings_get_client_certificate (settings);
  g_autoptr (GhSecret) typed = NULL;
  const char *password = NULL;

  if (path == NULL || !gh_client_certificate_is_locked (path))
    return TRUE;

  if (self->credentials_path != NULL)
    {
      const GhCredentials *credentials = gh_cli_context_get_credentials (self, error);

      if (credentials == NULL)
        return FALSE;
      password = gh_credentials_get_certificate_password (credentials);
    }
  if (password == NULL)
    {
      g_autofree char *name = g_path_get_basename (path);
      g_autofree char *shown = g_filename_display_name (name);
      /* Translators: %s is the name of a file; a password is asked for. */
      g_autofree char *question = g_strdup_printf (_("Password of “%s”"), shown);

      typed = gh_cli_prompt_ask (question, GH_CLI_PROMPT_SECRET,
                                 gh_cli_context_get_cancellable (self), error);
      password = typed;
    }
  if (password == NULL)
    return FALSE;
  gh_connection_settings_set_client_password (settings, password);

  return TRUE;
}

/*
 * gh_cli_context_save_settings:
 *
 * Keeps what holds of the way to the server with the profile that was just saved.
 */
void
gh_cli_context_save_settings (GhCliContext *self)
{
  g_autoptr (GhProfile) profile = gh_profiles_look_up_last (self->profiles);

  if (profile != NULL)
    gh_profiles_save_settings (
      self->profiles, gh_profile_get_name (profile),
      gh_transport_get_settings (gh_session_get_transport (self->session)));
}

/**
 * gh_cli_context_get_refused_certificate:
 *
 * Returns: (nullable) (transfer none): the certificate of the server, if it was refused
 */
GhCertificate *
gh_cli_context_get_refused_certificate (GhCliContext *self)
{
  return self->session != NULL ? gh_transport_get_refused_certificate (
                                   gh_session_get_transport (self->session))
                               : NULL;
}

/**
 * gh_cli_context_advise:
 *
 * Tells, on standard error, what a person can do about a connection that is not secure.
 */
void
gh_cli_context_advise (GhCliContext *self)
{
  GhCertificate *refused = gh_cli_context_get_refused_certificate (self);
  GhServerAddress *address = gh_cli_context_get_address (self);

  if (refused != NULL)
    gh_cli_certificate_tell (refused);
  else if (address != NULL && !gh_server_address_is_secure (address))
    gh_cli_output_tell (_("With --allow-plain-http it is spoken to unencrypted: whoever is on the "
                          "way can read everything, the password included."));
}

/**
 * gh_cli_context_get_good_transport:
 *
 * Returns: how live events came from the server last; %GH_FEED_TRANSPORT_AUTO for not known
 */
GhFeedTransport
gh_cli_context_get_good_transport (GhCliContext *self)
{
  return self->profile != NULL ? gh_profiles_get_good_transport (
                                   self->profiles, gh_profile_get_name (self->profile))
                               : GH_FEED_TRANSPORT_AUTO;
}
