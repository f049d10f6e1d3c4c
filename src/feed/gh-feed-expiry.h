/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-cache.h"
#include "gh-clock.h"
#include "gh-face-event.h"

G_BEGIN_DECLS

/* Lets the kept answers expire that an event makes untrue: whoever shows them asks anew. */
typedef struct _GhFeedExpiry GhFeedExpiry;

/* So long after an event, because more of them may follow, and because servers count a little
 * later than they tell. */
#define GH_FEED_EXPIRY_DELAY_US (1 * G_TIME_SPAN_SECOND)
/* Figures change with every event; at a busy door nobody wants to be told of each. */
#define GH_FEED_EXPIRY_STATISTICS_US (10 * G_TIME_SPAN_SECOND)

GhFeedExpiry *gh_feed_expiry_new (GhCache *cache, GhClock *clock) G_GNUC_WARN_UNUSED_RESULT;
void gh_feed_expiry_free (GhFeedExpiry *self);

void gh_feed_expiry_note (GhFeedExpiry *self, GhFaceEvent *event);
void gh_feed_expiry_stop (GhFeedExpiry *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhFeedExpiry, gh_feed_expiry_free)

G_END_DECLS
