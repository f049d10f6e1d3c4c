/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-cli-context.h"
#include "gh-cli-event-filter.h"

G_BEGIN_DECLS

gboolean gh_cli_follow_run (GhCliContext *context,
                            const GhCliEventFilter *filter,
                            gint64 since_us,
                            GError **error);

G_END_DECLS
