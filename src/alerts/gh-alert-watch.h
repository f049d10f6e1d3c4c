/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-alert-rule.h"

G_BEGIN_DECLS

/* One thing that must not stay away (a camera's events, the link), as one rule sees it. */
typedef enum
{
  GH_ALERT_WATCH_WAITS, /* nothing to do before the time that is given */
  GH_ALERT_WATCH_RAISE,
  GH_ALERT_WATCH_END,
} GhAlertWatchStep;

GhAlertWatchStep gh_alert_watch_look (GhAlertRule *rule,
                                      GTimeZone *zone,
                                      gint64 away_since_us,
                                      gint64 now_us,
                                      gboolean is_raised,
                                      gint64 *look_again_us);

G_END_DECLS
