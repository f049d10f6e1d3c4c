/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-commands.h"

#include <glib/gi18n.h>

/* In the order in which they are met. */
static const GhCliCommand *const all[] = {
  &gh_cli_check,  &gh_cli_register, &gh_cli_login,    &gh_cli_logout,   &gh_cli_whoami,
  &gh_cli_passwd, &gh_cli_events,   &gh_cli_stats,    &gh_cli_identify, &gh_cli_enroll,
  &gh_cli_faces,  &gh_cli_users,    &gh_cli_snapshot, &gh_cli_upload,   NULL,
};

const GhCliCommand gh_cli_commands = {
  .name = "gatehousectl",
  .summary = N_ ("A face-recognition system from the command line."),
  .members = all,
};

/**
 * gh_cli_commands_find:
 * @group: where to look
 * @name: the word for it
 *
 * Returns: (nullable): the command
 */
const GhCliCommand *
gh_cli_commands_find (const GhCliCommand *group, const char *name)
{
  for (guint i = 0; group->members[i] != NULL; i++)
    if (g_str_equal (group->members[i]->name, name))
      return group->members[i];

  return NULL;
}

/**
 * gh_cli_commands_describe:
 * @group: a group
 *
 * Returns: (transfer full): what there is in it, for the help
 */
char *
gh_cli_commands_describe (const GhCliCommand *group)
{
  GString *text = g_string_new (_("Commands:\n"));

  for (guint i = 0; group->members[i] != NULL; i++)
    g_string_append_printf (text, "  %-12s %s\n", group->members[i]->name,
                            _(group->members[i]->summary));
  g_string_append (text, _("\nEach of them tells more with --help."));

  return g_string_free_and_steal (text);
}
