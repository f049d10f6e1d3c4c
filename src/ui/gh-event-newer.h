/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-event-filter.h"
#include "gh-event-log.h"

G_BEGIN_DECLS

/* What a list of the history does not have yet. */
guint gh_event_newer_count (GhEventLog *log, const GhEventFilter *filter, gint64 since_us);
gint64 gh_event_newer_get_newest_us (GhEventLog *log);

G_END_DECLS
