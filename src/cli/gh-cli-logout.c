/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-commands.h"

#include "gh-cli-context.h"

#include <glib/gi18n.h>

static gboolean
run (GhCliContext *context, const GhCliCommand *command, char **arguments, GError **error)
{
  g_auto (GStrv) words = g_strdupv (arguments);
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *account = NULL;
  GhSession *session;

  if (!gh_cli_context_parse (context, command, NULL, 0, 0, &words, error)
      || !gh_cli_context_connect (context, NULL, error)
      || !gh_cli_context_take_up (context, error))
    return FALSE;

  session = gh_cli_context_get_session (context);
  account = g_strdup (gh_session_get_account (session));
  gh_session_sign_out_async (session, NULL, gh_cli_context_ready_cb, &result);
  gh_cli_context_wait (context, &result);
  gh_cli_context_save_profile (context, account, FALSE);
  if (!gh_session_sign_out_finish (session, result, error))
    return FALSE;

  gh_cli_output_say (gh_cli_context_get_output (context), _("Signed out."));
  return TRUE;
}

const GhCliCommand gh_cli_logout = {
  .name = "logout",
  .summary = N_ ("Sign out, and forget the sign-in"),
  .description = N_ ("The window is signed out by this as well."),
  .run = run,
};
