/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-clock.h"
#include "gh-connection.h"

G_BEGIN_DECLS

/* Shows the alerts of whoever is signed in what comes over a connection: events, how the link is,
 * whether the server recognises faces. */
#define GH_TYPE_ALERT_FEED (gh_alert_feed_get_type ())
G_DECLARE_FINAL_TYPE (GhAlertFeed, gh_alert_feed, GH, ALERT_FEED, GObject)

GhAlertFeed *gh_alert_feed_new (GhConnection *connection, GhAlertDesk *desk, GhClock *clock)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
