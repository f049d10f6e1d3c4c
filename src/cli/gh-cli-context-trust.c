/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-context-private.h"

#include "gh-cli-certificate.h"
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
