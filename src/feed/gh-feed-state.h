/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  GH_FEED_OFF,
  GH_FEED_CONNECTING,
  GH_FEED_CATCHING_UP, /* the link is up, the gap behind it is being filled */
  GH_FEED_LIVE,
  GH_FEED_POLLING,     /* there is no link; the history is looked at every few seconds */
  GH_FEED_WAITING,     /* lost; the next try is at "retry-at-us" */
  GH_FEED_REFUSED,     /* the server will not have us; see "error" */
} GhFeedState;

#define GH_TYPE_FEED_STATE (gh_feed_state_get_type ())
GType gh_feed_state_get_type (void);

G_END_DECLS
