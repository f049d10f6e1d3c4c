/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-event-log.h"
#include "gh-face-recognition.h"
#include "gh-feed-message.h"
#include "gh-feed-state.h"
#include "gh-feed-transport.h"

G_BEGIN_DECLS

/* Where the events come from: the link, the polls that stand in for it or help it out, and what the
 * history has of the time in between. */
#define GH_TYPE_FEED_SOURCE (gh_feed_source_get_type ())
G_DECLARE_FINAL_TYPE (GhFeedSource, gh_feed_source, GH, FEED_SOURCE, GObject)

/* Signals: "changed": of state, error, time of the next try or transport; "opened": a link, whose
 * messages have nothing to do with the ones before; "alive"; "message" (#GhFeedMessage *). What the
 * history has is put into the log without a signal. */
GhFeedSource *gh_feed_source_new (GhSession *session,
                                  GhFaceRecognition *face_recognition,
                                  GhEventLog *log,
                                  GRand *random) G_GNUC_WARN_UNUSED_RESULT;

void gh_feed_source_prefer (GhFeedSource *self, GhFeedTransport transport);
void gh_feed_source_start (GhFeedSource *self, GhFeedTransport transport);
void gh_feed_source_stop (GhFeedSource *self);
void gh_feed_source_reset (GhFeedSource *self);
void gh_feed_source_retry_now (GhFeedSource *self);

GhFeedState gh_feed_source_get_state (GhFeedSource *self);
const GError *gh_feed_source_get_error (GhFeedSource *self);
gint64 gh_feed_source_get_retry_at_us (GhFeedSource *self);
GhFeedTransport gh_feed_source_get_transport (GhFeedSource *self);

G_END_DECLS
