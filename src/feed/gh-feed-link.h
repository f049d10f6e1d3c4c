/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-error.h"
#include "gh-feed-message.h"
#include "gh-transport.h"

G_BEGIN_DECLS

/* One live connection, from the handshake to its end. It is opened once and ends once. What is
 * spoken over the WebSocket is each subclass's own. */
#define GH_TYPE_FEED_LINK (gh_feed_link_get_type ())
G_DECLARE_DERIVABLE_TYPE (GhFeedLink, gh_feed_link, GH, FEED_LINK, GObject)

#define GH_FEED_SILENCE_US (45 * G_TIME_SPAN_SECOND)

/**
 * GhFeedLinkClass:
 * @parent_class: the parent
 * @dup_uri: where the WebSocket is
 * @has_token_in_handshake: whether the token goes into the header of the handshake
 * @connected: the WebSocket is there
 * @text: a text frame came
 * @decoded: (nullable): a message is about to be told
 * @token_renewed: (nullable): there is a new token; for those that tell of refused ones
 * @ended: (nullable): nothing happens any more: timeouts have to be cleared
 */
struct _GhFeedLinkClass
{
  GObjectClass parent_class;

  char *(*dup_uri) (GhFeedLink *self);
  gboolean has_token_in_handshake;
  void (*connected) (GhFeedLink *self);
  void (*text) (GhFeedLink *self, GBytes *text);
  void (*decoded) (GhFeedLink *self, const GhFeedMessage *message);
  void (*token_renewed) (GhFeedLink *self);
  void (*ended) (GhFeedLink *self);
};

/* Signals: "opened"; "alive": anything at all came from the server; "message" (#GhFeedMessage *);
 * "token-refused" (GError *): it is not open, or no longer, until gh_feed_link_renew_token();
 * "lost" (GError *): it is over, and this is the last signal. */
void gh_feed_link_open (GhFeedLink *self);
void gh_feed_link_close (GhFeedLink *self);
const char *gh_feed_link_get_access_token (GhFeedLink *self);
void gh_feed_link_renew_token (GhFeedLink *self, const char *access_token);

/* For subclasses. */
void gh_feed_link_set_up (GhFeedLink *self, GhTransport *transport, const char *access_token);
GhTransport *gh_feed_link_get_transport (GhFeedLink *self);
GhClock *gh_feed_link_get_clock (GhFeedLink *self);
void gh_feed_link_set_ping_seconds (GhFeedLink *self, guint seconds);
void gh_feed_link_set_silence_us (GhFeedLink *self, gint64 silence_us);
void gh_feed_link_send (GhFeedLink *self, const char *text);
void gh_feed_link_decode (GhFeedLink *self, GBytes *json);
void gh_feed_link_tell_opened (GhFeedLink *self);
void gh_feed_link_tell_invalid (GhFeedLink *self);
void gh_feed_link_tell_token_refused (GhFeedLink *self, const GError *error);
void gh_feed_link_lose (GhFeedLink *self, const GError *error);
void gh_feed_link_lose_literal (GhFeedLink *self, GhError code, const char *message);

G_END_DECLS
