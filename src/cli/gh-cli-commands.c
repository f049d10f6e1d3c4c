/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-commands.h"

#include <glib/gi18n.h>

/* In the order in which they are met. */
static const GhCliCommand *const commands[] = {
  &gh_cli_check, &gh_cli_login, &gh_cli_logout, &gh_cli_whoami, &gh_cli_events,
};

/**
 * gh_cli_commands_find:
 * @name: the word for it
 *
 * Returns: (nullable): the command
 */
const GhCliCommand *
gh_cli_commands_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i]->name, name))
      return commands[i];

  return NULL;
}

/**
 * gh_cli_commands_describe:
 *
 * Returns: (transfer full): what there is, for the help
 */
char *
gh_cli_commands_describe (void)
{
  GString *text = g_string_new (_("Commands:\n"));

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (text, "  %-12s %s\n", commands[i]->name, _(commands[i]->summary));
  g_string_append (text, _("\nEach of them tells more with --help."));

  return g_string_free_and_steal (text);
}
