/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-feed-state.h"

G_DEFINE_ENUM_TYPE (GhFeedState, gh_feed_state,
                    G_DEFINE_ENUM_VALUE (GH_FEED_OFF, "off"),
                    G_DEFINE_ENUM_VALUE (GH_FEED_CONNECTING, "connecting"),
                    G_DEFINE_ENUM_VALUE (GH_FEED_CATCHING_UP, "catching-up"),
                    G_DEFINE_ENUM_VALUE (GH_FEED_LIVE, "live"),
                    G_DEFINE_ENUM_VALUE (GH_FEED_POLLING, "polling"),
                    G_DEFINE_ENUM_VALUE (GH_FEED_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (GH_FEED_REFUSED, "refused"))
