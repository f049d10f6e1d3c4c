/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-cli-command.h"
#include "gh-user.h"

G_BEGIN_DECLS

/* The group "users". */
extern const GhCliCommand gh_cli_users_list;
extern const GhCliCommand gh_cli_users_get;
extern const GhCliCommand gh_cli_users_create;
extern const GhCliCommand gh_cli_users_update;
extern const GhCliCommand gh_cli_users_delete;
extern const GhCliCommand gh_cli_users_activate;
extern const GhCliCommand gh_cli_users_deactivate;

/* In place of an id: whoever is signed in. */
#define GH_CLI_USERS_ME "me"

gboolean gh_cli_users_parse_role (const char *text, GhRole *role, GError **error);
GhUser *gh_cli_users_fetch (GhCliContext *context, const char *id, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean gh_cli_users_print (GhCliContext *context, GhUser *user);

G_END_DECLS
