/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-cli-context.h"
#include "gh-cli-prompt.h"

G_BEGIN_DECLS

/* An e-mail and a new password, from a file or asked for at the terminal. */
typedef struct
{
  char *email;           /* (owned) (nullable) */
  GhSecret *password; /* (owned) (nullable) */
} GhCliNewAccount;

gboolean gh_cli_new_account_obtain (GhCliNewAccount *self,
                                    GhCliContext *context,
                                    const char *email,
                                    const char *path,
                                    GError **error);
void gh_cli_new_account_clear (GhCliNewAccount *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GhCliNewAccount, gh_cli_new_account_clear)

G_END_DECLS
