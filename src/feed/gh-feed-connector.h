/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-feed-link.h"
#include "gh-feed-state.h"
#include "gh-feed-transport.h"
#include "gh-session.h"

G_BEGIN_DECLS

/* Keeps a link to the server, of whichever kind can be had: connects, reconnects for ever, renews
 * the token. */
#define GH_TYPE_FEED_CONNECTOR (gh_feed_connector_get_type ())
G_DECLARE_FINAL_TYPE (GhFeedConnector, gh_feed_connector, GH, FEED_CONNECTOR, GObject)

/* Signals: "changed": of state, error or time of the next try; "opened"; "closed" (gint64
 * lost_at_us): the link that was open is not any more, and since when events may be missed, in real
 * time; "alive"; "message" (#GhFeedMessage *). */
GhFeedConnector *gh_feed_connector_new (GhSession *session,
                                        GRand *random) G_GNUC_WARN_UNUSED_RESULT;

void gh_feed_connector_prefer (GhFeedConnector *self, GhFeedTransport transport);
void gh_feed_connector_start (GhFeedConnector *self, GhFeedTransport transport);
void gh_feed_connector_stop (GhFeedConnector *self);
void gh_feed_connector_retry_now (GhFeedConnector *self);

/* %GH_FEED_LIVE where the link is open. */
GhFeedState gh_feed_connector_get_state (GhFeedConnector *self);
const GError *gh_feed_connector_get_error (GhFeedConnector *self);
gint64 gh_feed_connector_get_retry_at_us (GhFeedConnector *self);
GhFeedTransport gh_feed_connector_get_transport (GhFeedConnector *self);
gboolean gh_feed_connector_is_exhausted (GhFeedConnector *self);
void gh_feed_connector_mark_good (GhFeedConnector *self);

G_END_DECLS
