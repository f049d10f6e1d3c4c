/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-commands.h"

#include "gh-cli-context.h"
#include "gh-cli-objects.h"

#include <glib/gi18n.h>

static gboolean
run (GhCliContext *context, const GhCliCommand *command, char **arguments, GError **error)
{
  g_auto (GStrv) words = g_strdupv (arguments);
  g_autoptr (GhCliRecord) record = NULL;
  GhUser *user;

  if (!gh_cli_context_parse (context, command, NULL, 0, 0, &words, error)
      || !gh_cli_context_sign_in (context, error))
    return FALSE;

  user = gh_cli_context_wait_for_user (context, error);
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
