/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the program ends with, for scripts: README.md has the table. Ended by a signal
 * it is 128 and the signal's number. */
typedef enum
{
  GH_CLI_EXIT_OK = 0,
  GH_CLI_EXIT_FAILED = 1,
  GH_CLI_EXIT_USAGE = 2,
  GH_CLI_EXIT_NOT_SIGNED_IN = 3,
  GH_CLI_EXIT_NOT_REACHABLE = 4,
  GH_CLI_EXIT_REFUSED = 5,
} GhCliExit;

GhCliExit gh_cli_exit_of_error (const GError *error);
char *gh_cli_exit_describe (const GError *error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
