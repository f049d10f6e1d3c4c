/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-commands.h"

#include "gh-cli-context.h"
#include "gh-cli-prompt.h"
#include "gh-error.h"

#include <glib/gi18n.h>

static gboolean
sign_in (GhCliContext *context, const char *email, const char *password, GError **error)
{
  GhSession *session = gh_cli_context_get_session (context);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) undone = NULL;

  gh_session_sign_in_async (session, email, password, TRUE,
                            gh_cli_context_get_cancellable (context), gh_cli_context_ready_cb,
                            &result);
  gh_cli_context_wait (context, &result);
  if (!gh_session_sign_in_finish (session, result, error))
    return FALSE;
  if (gh_cli_context_settle (context, error))
    return TRUE;

  /* Signed in and not remembered is good for nothing. */
  gh_session_sign_out_async (session, NULL, gh_cli_context_ready_cb, &undone);
  gh_cli_context_wait (context, &undone);
  return FALSE;
}

/* The person is asked for what was not said. */
static char *
ask_email (GhCliContext *context, const char *said, GError **error)
{
  char *email;

  if (said != NULL)
    return g_strdup (said);

  email = gh_cli_prompt_ask (_("E-mail"), GH_CLI_PROMPT_SHOWN,
                             gh_cli_context_get_cancellable (context), error);
  if (email != NULL && *g_strstrip (email) == '\0')
    {
      g_clear_pointer (&email, g_free);
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT,
                           _("Nobody signs in without an e-mail address."));
    }

  return email;
}

static gboolean
run (GhCliContext *context, const GhCliCommand *command, char **arguments, GError **error)
{
  const char *path;
  g_auto (GStrv) words = g_strdupv (arguments);
  const GhCredentials *credentials;
  g_autofree char *email = NULL;
  g_autofree char *sentence = NULL;
  gboolean is_in;

  if (!gh_cli_context_parse (context, command, NULL, 0, 1, &words, error)
      || !gh_cli_context_connect (context, NULL, error))
    return FALSE;

  path = gh_cli_context_get_credentials_path (context);
  if (path != NULL && words[0] != NULL)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT,
                           _("The e-mail address is in the credentials file already."));
      return FALSE;
    }
  if (path != NULL)
    {
      credentials = gh_cli_context_get_credentials (context, error);
      if (credentials == NULL)
        return FALSE;
      email = g_strdup (gh_credentials_get_email (credentials));
      is_in = sign_in (context, email, gh_credentials_get_password (credentials), error);
    }
  else
    {
      g_autoptr (GhSecret) password = NULL;

      email = ask_email (context, words[0], error);
      if (email == NULL)
        return FALSE;
      password = gh_cli_prompt_ask (_("Password"), GH_CLI_PROMPT_SECRET,
                                    gh_cli_context_get_cancellable (context), error);
      if (password == NULL)
        return FALSE;
      is_in = sign_in (context, email, password, error);
    }
  if (!is_in)
    return FALSE;

  gh_cli_context_save_profile (context, email, TRUE);
  /* Translators: %s is an e-mail address. */
  sentence = g_strdup_printf (_("Signed in as %s."), email);
  gh_cli_output_say (gh_cli_context_get_output (context), sentence);

  return TRUE;
}

const GhCliCommand gh_cli_login = {
  .name = "login",
  .arguments = N_ ("[E-MAIL]"),
  .summary = N_ ("Sign in, and keep the sign-in in the keyring"),
  .description = N_ ("The password is asked for at the terminal, or taken from the file that\n"
                     "--credentials names. The window is signed in by this as well. What is said\n"
                     "about the way to the server is kept with its profile."),
  .run = run,
  .is_live = TRUE,
};
