/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-cli-command.h"

G_BEGIN_DECLS

extern const GhCliCommand gh_cli_check;
extern const GhCliCommand gh_cli_events;
extern const GhCliCommand gh_cli_login;
extern const GhCliCommand gh_cli_logout;
extern const GhCliCommand gh_cli_whoami;

const GhCliCommand *gh_cli_commands_find (const char *name);
char *gh_cli_commands_describe (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
