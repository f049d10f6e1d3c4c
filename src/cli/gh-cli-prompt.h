/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-secret.h"

G_BEGIN_DECLS

typedef enum
{
  GH_CLI_PROMPT_SHOWN,
  GH_CLI_PROMPT_SECRET, /* nothing of what is typed is shown */
} GhCliPromptKind;

char *gh_cli_prompt_ask (const char *question,
                         GhCliPromptKind kind,
                         GCancellable *cancellable,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
GhSecret *gh_cli_prompt_ask_new_password (GCancellable *cancellable,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean gh_cli_prompt_check_terminal (GError **error);
gboolean gh_cli_prompt_confirm (const char *question, GCancellable *cancellable, GError **error);

G_END_DECLS
