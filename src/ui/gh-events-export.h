/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-event-filter.h"
#include "gh-page.h"

G_BEGIN_DECLS

/* Takes events out of the program: asks where to, shows how far it is, and says on @page what came of
 * it. @filter: its end is to be set. @words (nullable): what is filtered by. @action:
 * "events.export-csv", "events.export-pdf" or "events.print". */
void gh_events_export (GhPage *page,
                       const GhEventFilter *filter,
                       const char *words,
                       const char *action);

G_END_DECLS
