/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-cli-context.h"

G_BEGIN_DECLS

/* How live events come, and how soon. */
typedef struct
{
  GhFeedTransport transport;
  gint64 live_us;          /* from the beginning, in microseconds; as the next one */
  gint64 first_message_us; /* -1 where none came */
} GhCliLiveCheck;

gboolean gh_cli_live_check_run (GhCliContext *context, GhCliLiveCheck *found, GError **error);
const char *gh_cli_live_check_get_word (const GhCliLiveCheck *self);

G_END_DECLS
