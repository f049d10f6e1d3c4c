/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-new-account.h"

#include "gh-error.h"

#include <glib/gi18n.h>

static gboolean
read_file (GhCliNewAccount *self, GhCliContext *context, const char *path, GError **error)
{
  g_autoptr (GhCredentials) credentials = gh_cli_context_read_credentials (context, path, error);

  if (credentials == NULL)
    return FALSE;

  self->email = g_strdup (gh_credentials_get_email (credentials));
  self->password = g_strdup (gh_credentials_get_password (credentials));
  return TRUE;
}

/**
 * gh_cli_new_account_obtain:
 * @self: an empty one
 * @context: whose signals end the asking
 * @email: (nullable): the e-mail that was typed
 * @path: (nullable): a file with both; "-" is standard input
 * @error: return location for an error
 *
 * Returns: %FALSE with %GH_ERROR_INVALID_ARGUMENT
 */
gboolean
gh_cli_new_account_obtain (GhCliNewAccount *self,
                           GhCliContext *context,
                           const char *email,
                           const char *path,
                           GError **error)
{
  if ((path == NULL) == (email == NULL))
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT,
                   path == NULL ? _("Say the e-mail address of the account, or give it with the "
                                    "password in a file: see %s --help.")
                                : _("The e-mail address is in the file already: see %s --help."),
                   g_get_prgname ());
      return FALSE;
    }
  if (path != NULL)
    return read_file (self, context, path, error);

  self->email = g_strdup (email);
  self->password =
    gh_cli_prompt_ask_new_password (gh_cli_context_get_cancellable (context), error);

  return self->password != NULL;
}

/**
 * gh_cli_new_account_clear:
 *
 * Leaves nothing of the password in memory.
 */
void
gh_cli_new_account_clear (GhCliNewAccount *self)
{
  g_clear_pointer (&self->email, g_free);
  g_clear_pointer (&self->password, gh_secret_free);
}
