/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-cli-command.h"

G_BEGIN_DECLS

extern const GhCliCommand gh_cli_check;
extern const GhCliCommand gh_cli_enroll;
extern const GhCliCommand gh_cli_events;
extern const GhCliCommand gh_cli_faces;
extern const GhCliCommand gh_cli_identify;
extern const GhCliCommand gh_cli_login;
extern const GhCliCommand gh_cli_logout;
extern const GhCliCommand gh_cli_passwd;
extern const GhCliCommand gh_cli_register;
extern const GhCliCommand gh_cli_snapshot;
extern const GhCliCommand gh_cli_stats;
extern const GhCliCommand gh_cli_upload;
extern const GhCliCommand gh_cli_users;
extern const GhCliCommand gh_cli_whoami;

/* The group of all of them. */
extern const GhCliCommand gh_cli_commands;

const GhCliCommand *gh_cli_commands_find (const GhCliCommand *group, const char *name);
char *gh_cli_commands_describe (const GhCliCommand *group) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
