/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-context-private.h"

#include "gh-cli-input.h"
#include "gh-error.h"

#include <glib/gi18n.h>
#include <string.h>

void
gh_cli_context_signed_out_cb (GhCliContext *self, const GError *reason)
{
  g_clear_error (&self->ending);
  self->ending = reason != NULL ? g_error_copy (reason) : NULL;
}

/**
 * gh_cli_context_read_credentials:
 * @path: (type filename): a file; "-" is standard input
 * @error: return location for an error
 *
 * Reads an e-mail and a password. A file has to be its owner's alone; who sends something into
 * standard input minds that by themselves.
 *
 * Returns: (transfer full) (nullable): the credentials; %NULL with %GH_ERROR_INVALID_ARGUMENT
 */
GhCredentials *
gh_cli_context_read_credentials (GhCliContext *self, const char *path, GError **error)
{
  char buffer[GH_CREDENTIALS_MOST_BYTES];
  GhCredentials *credentials = NULL;
  gsize length;

  if (!g_str_equal (path, "-"))
    return gh_credentials_load (path, error);

  if (gh_cli_input_read (self, path, buffer, sizeof buffer, &length, error))
    credentials = gh_credentials_parse (buffer, length, path, error);
  explicit_bzero (buffer, sizeof buffer);

  return credentials;
}

/**
 * gh_cli_context_get_credentials:
 * @error: return location for an error
 *
 * Reads what --credentials names; a file again each time, because it may have been changed.
 *
 * Returns: (transfer none) (nullable): the credentials; %NULL with %GH_ERROR_INVALID_ARGUMENT
 */
const GhCredentials *
gh_cli_context_get_credentials (GhCliContext *self, GError **error)
{
  g_return_val_if_fail (self->credentials_path != NULL, NULL);

  if (self->credentials == NULL || !g_str_equal (self->credentials_path, "-"))
    {
      g_clear_pointer (&self->credentials, gh_credentials_free);
      self->credentials = gh_cli_context_read_credentials (self, self->credentials_path, error);
    }

  return self->credentials;
}

static void
set_nobody (GhCliContext *self, GError **error)
{
  g_set_error (error, GH_ERROR, GH_ERROR_UNAUTHORIZED,
               /* Translators: %s is an address. */
               _("Nobody is signed in at %s. Sign in with “gatehousectl login”, or give "
                 "--credentials."),
               gh_server_address_get_base (gh_cli_context_get_address (self)));
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
      gh_session_restore_async (self->session, account, gh_cli_context_get_cancellable (self),
                                gh_cli_context_ready_cb, &result);
      gh_cli_context_wait (self, &result);
      if (gh_session_restore_finish (self->session, result, &local_error))
        return TRUE;
    }

  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    set_nobody (self, error);

  return FALSE;
}

static gboolean
sign_in_from_file (GhCliContext *self, GError **error)
{
  const GhCredentials *credentials = gh_cli_context_get_credentials (self, error);
  g_autoptr (GAsyncResult) result = NULL;

  if (credentials == NULL)
    return FALSE;

  gh_session_sign_in_async (self->session, gh_credentials_get_email (credentials),
                            gh_credentials_get_password (credentials), FALSE,
                            gh_cli_context_get_cancellable (self), gh_cli_context_ready_cb,
                            &result);
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
  GCancellable *cancellable = gh_cli_context_get_cancellable (self);
  const GError *fault = NULL;

  g_return_val_if_fail (self->session != NULL, NULL);

  while (gh_session_get_user (self->session) == NULL
         && gh_session_get_state (self->session) == GH_SESSION_SIGNED_IN
         && gh_session_get_connectivity_error (self->session) == NULL
         && !g_cancellable_is_cancelled (cancellable))
    g_main_context_iteration (NULL, TRUE);

  if (gh_session_get_user (self->session) != NULL)
    return gh_session_get_user (self->session);

  fault = self->ending != NULL ? self->ending : gh_session_get_connectivity_error (self->session);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (fault != NULL)
    g_propagate_error (error, g_error_copy (fault));
  else
    set_nobody (self, error);

  return NULL;
}

/**
 * gh_cli_context_set_is_passing:
 *
 * Who is signed in is so for this command only, and signed out at its end.
 */
void
gh_cli_context_set_is_passing (GhCliContext *self)
{
  g_return_if_fail (self != NULL);

  self->is_passing = TRUE;
}
