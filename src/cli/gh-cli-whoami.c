/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-commands.h"

#include "gh-cli-context.h"
#include "gh-cli-objects.h"
#include "gh-users.h"

#include <glib/gi18n.h>

static gboolean
run (GhCliContext *context, const GhCliCommand *command, char **arguments, GError **error)
{
  g_auto (GStrv) words = g_strdupv (arguments);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GhUsers) users = NULL;
  g_autoptr (GhUser) user = NULL;
  g_autoptr (GhCliRecord) record = NULL;

  if (!gh_cli_context_parse (context, command, NULL, 0, 0, &words, error)
      || !gh_cli_context_sign_in (context, error))
    return FALSE;

  users = gh_users_new (gh_cli_context_get_session (context));
  gh_users_get_me_async (users, gh_cli_context_get_cancellable (context), gh_cli_context_ready_cb,
                         &result);
  gh_cli_context_wait (context, &result);
  user = gh_users_get_me_finish (users, result, error);
  if (user == NULL)
    return FALSE;

  record = gh_cli_objects_record_user (user);
  gh_cli_record_add_string (record, "server",
                            gh_server_address_get_base (gh_cli_context_get_address (context)));
  gh_cli_output_add (gh_cli_context_get_output (context), record, NULL);

  return TRUE;
}

const GhCliCommand gh_cli_whoami = {
  .name = "whoami",
  .summary = N_ ("Say who is signed in, and with which role"),
  .run = run,
};
