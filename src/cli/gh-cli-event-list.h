/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-cli-context.h"
#include "gh-cli-event-filter.h"

G_BEGIN_DECLS

gboolean gh_cli_event_list_print (GhCliContext *context,
                                  const GhCliEventFilter *filter,
                                  guint limit,
                                  GError **error);
gboolean gh_cli_event_list_find_oldest (GhCliContext *context,
                                        const GhCliEventFilter *filter,
                                        guint limit,
                                        gint64 *time_us,
                                        GError **error);

G_END_DECLS
