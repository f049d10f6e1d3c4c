/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-cli-commands.h"
#include "gh-cli-context.h"
#include "gh-cli-exit.h"
#include "gh-error.h"
#include "gh-locale.h"
#include "gh-process.h"
#include "gh-redaction.h"

#include <glib/gi18n.h>
#include <signal.h>
#include <unistd.h>

/* The words up to that of something to be done; %NULL without an error where the version was all
 * that was asked for. */
static const GhCliCommand *
find_command (GhCliContext *context, char ***arguments, GError **error)
{
  const GhCliCommand *command = &gh_cli_commands;
  gboolean shows_version = FALSE;
  const GOptionEntry entries[] = {
    { "version", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &shows_version, N_ ("Print the version"),
      NULL },
    G_OPTION_ENTRY_NULL,
  };

  while (command != NULL && command->members != NULL)
    {
      g_autoptr (GError) local_error = NULL;

      command = gh_cli_context_choose (context, command,
                                       command == &gh_cli_commands ? entries : NULL, arguments,
                                       &local_error);
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
      if (shows_version)
        {
          g_print ("gatehousectl %s\n", GH_VERSION);
          return NULL;
        }
    }

  if (command == NULL)
    g_set_error (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT,
                 _("A command is missing; see %s --help."), g_get_prgname ());

  return command;
}

static gboolean
run (GhCliContext *context, const char *const *typed, GError **error)
{
  g_auto (GStrv) arguments = g_strdupv ((char **) typed);
  const GhCliCommand *command = find_command (context, &arguments, error);

  return command != NULL && command->run (context, command, arguments, error);
}

/* The last words, and the number to end with. */
static int
conclude (GhCliContext *context, GError *failure)
{
  g_autoptr (GError) error = failure;
  g_autofree char *sentence = NULL;

  gh_cli_output_flush (gh_cli_context_get_output (context), error == NULL ? &error : NULL);
  gh_cli_context_close (context);

  /* Whoever stops reading has seen enough. */
  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE))
    return GH_CLI_EXIT_OK;
  if (gh_error_is_cancelled (error) && gh_cli_context_get_signal (context) != 0)
    return 128 + gh_cli_context_get_signal (context);

  sentence = gh_cli_exit_describe (error);
  gh_cli_output_tell (sentence);
  if (g_error_matches (error, GH_ERROR, GH_ERROR_TLS))
    gh_cli_context_advise (context);

  return (int) gh_cli_exit_of_error (error);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GhCliContext) context = NULL;
  GError *error = NULL;

  gh_process_harden ();
  gh_redaction_install_log_writer ();
  /* That nobody reads any more is told by the write. */
  signal (SIGPIPE, SIG_IGN);

  gh_locale_init ();
  g_set_prgname ("gatehousectl");

  context = gh_cli_context_new (gh_cli_output_new (STDOUT_FILENO));
  run (context, (const char *const *) argv, &error);

  return conclude (context, error);
}
