/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-feed-message.h"

G_BEGIN_DECLS

/* Turns frames into messages, in their order: small ones at once, large ones in a thread. */
#define GH_TYPE_FEED_DECODER (gh_feed_decoder_get_type ())
G_DECLARE_FINAL_TYPE (GhFeedDecoder, gh_feed_decoder, GH, FEED_DECODER, GObject)

#define GH_FEED_DECODER_INLINE_BYTES (256 * 1024)
#define GH_FEED_DECODER_MOST_BYTES (32 * 1024 * 1024)

/* Signal "message" (#GhFeedMessage *). */
GhFeedDecoder *gh_feed_decoder_new (void) G_GNUC_WARN_UNUSED_RESULT;

gboolean gh_feed_decoder_push (GhFeedDecoder *self, GBytes *text);

G_END_DECLS
