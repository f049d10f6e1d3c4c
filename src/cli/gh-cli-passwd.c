/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-commands.h"

#include "gh-auth.h"
#include "gh-cli-context.h"
#include "gh-cli-prompt.h"
#include "gh-error.h"
#include "gh-users.h"

#include <glib/gi18n.h>

/* Whose password is changed has said it already by signing in, or is asked. */
static GhSecret *
obtain_current (GhCliContext *context, GError **error)
{
  const GhCredentials *credentials;

  if (gh_cli_context_get_credentials_path (context) == NULL)
    return gh_cli_prompt_ask (_("Current password"), GH_CLI_PROMPT_SECRET,
                              gh_cli_context_get_cancellable (context), error);

  credentials = gh_cli_context_get_credentials (context, error);
  return credentials != NULL ? g_strdup (gh_credentials_get_password (credentials)) : NULL;
}

static GhSecret *
obtain_new (GhCliContext *context, const char *path, GError **error)
{
  g_autoptr (GhCredentials) credentials = NULL;

  if (path == NULL)
    return gh_cli_prompt_ask_new_password (gh_cli_context_get_cancellable (context), error);

  credentials = gh_cli_context_read_credentials (context, path, error);
  if (credentials == NULL)
    return NULL;
  if (g_ascii_strcasecmp (gh_credentials_get_email (credentials),
                          gh_session_get_account (gh_cli_context_get_session (context)))
      != 0)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT,
                           _("The new credentials are those of another account."));
      return NULL;
    }

  return g_strdup (gh_credentials_get_password (credentials));
}

static gboolean
change (GhCliContext *context, const char *current, const char *next, GError **error)
{
  g_autoptr (GhAuth) auth = gh_auth_new (gh_cli_context_get_session (context));
  g_autoptr (GAsyncResult) result = NULL;

  gh_auth_change_password_async (auth, current, next, gh_cli_context_get_cancellable (context),
                                 gh_cli_context_ready_cb, &result);
  gh_cli_context_wait (context, &result);

  return gh_auth_change_password_finish (auth, result, error);
}

static gboolean
set (GhCliContext *context, const char *next, GError **error)
{
  g_autoptr (GhUsers) users = gh_users_new (gh_cli_context_get_session (context));
  g_autoptr (GAsyncResult) result = NULL;

  gh_users_set_my_password_async (users, next, gh_cli_context_get_cancellable (context),
                                  gh_cli_context_ready_cb, &result);
  gh_cli_context_wait (context, &result);

  return gh_users_set_my_password_finish (users, result, error);
}

static gboolean
run (GhCliContext *context, const GhCliCommand *command, char **arguments, GError **error)
{
  g_auto (GStrv) words = g_strdupv (arguments);
  g_autofree char *new_path = NULL;
  g_autoptr (GhSecret) current = NULL;
  g_autoptr (GhSecret) next = NULL;
  gboolean is_forgotten = FALSE;
  const GOptionEntry entries[] = {
    { "new-credentials", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &new_path,
      N_ ("Take the new password from this JSON file (“-”: standard input)"), N_ ("FILE") },
    { "forgotten", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &is_forgotten,
      N_ ("Do not ask for the current password: whoever is signed in may set another"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!gh_cli_context_parse (context, command, entries, 0, 0, &words, error)
      || !gh_cli_context_sign_in (context, error))
    return FALSE;

  current = is_forgotten ? NULL : obtain_current (context, error);
  next = current != NULL || is_forgotten ? obtain_new (context, new_path, error) : NULL;
  if (next == NULL
      || !(is_forgotten ? set (context, next, error) : change (context, current, next, error)))
    return FALSE;

  gh_cli_output_say (gh_cli_context_get_output (context), _("The password is changed."));
  return TRUE;
}

const GhCliCommand gh_cli_passwd = {
  .name = "passwd",
  .summary = N_ ("Change your password"),
  .description =
    N_ ("The passwords are asked for at the terminal. With --credentials the current one\n"
        "is the one in that file."),
  .run = run,
};
