/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-feed-transport.h"

G_BEGIN_DECLS

/* Which kind of link is to be tried next: in each round all that are wished for, first the one that
 * was good before, until one opens. */
typedef struct _GhFeedRound GhFeedRound;

GhFeedRound *gh_feed_round_new (void) G_GNUC_WARN_UNUSED_RESULT;
void gh_feed_round_free (GhFeedRound *self);

void gh_feed_round_set_wish (GhFeedRound *self, GhFeedTransport wish);
void gh_feed_round_prefer (GhFeedRound *self, GhFeedTransport kind);
void gh_feed_round_begin (GhFeedRound *self);
GhFeedTransport gh_feed_round_get_kind (const GhFeedRound *self);
void gh_feed_round_set_good (GhFeedRound *self);
gboolean gh_feed_round_fail (GhFeedRound *self, const GError *error);
const GError *gh_feed_round_get_error (const GhFeedRound *self);

gboolean gh_feed_round_is_refusal (const GError *error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhFeedRound, gh_feed_round_free)

G_END_DECLS
