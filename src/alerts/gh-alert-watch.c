/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-alert-watch.h"

/* While its hours are not on, a rule looks whether they have begun. */
#define OFF_HOURS_US G_TIME_SPAN_MINUTE

/**
 * gh_alert_watch_look:
 * @rule: a rule about something that must not stay away
 * @zone: where the clock hangs
 * @away_since_us: since when it has been away: real time; %G_MAXINT64 while it is there
 * @now_us: real time
 * @is_raised: whether that was raised already
 * @look_again_us: (out): when to look again: real time; %G_MAXINT64 for not before something changes
 *
 * What stayed away before the rule's hours began is counted from their beginning: nobody wants to
 * be told at eight that the night was quiet.
 *
 * Returns: what is to be done
 */
GhAlertWatchStep
gh_alert_watch_look (GhAlertRule *rule,
                     GTimeZone *zone,
                     gint64 away_since_us,
                     gint64 now_us,
                     gboolean is_raised,
                     gint64 *look_again_us)
{
  const GhAlertRuleFields *fields = gh_alert_rule_get_fields (rule);
  gint64 begin_us, due_us;

  *look_again_us = G_MAXINT64;
  if (away_since_us == G_MAXINT64)
    return is_raised ? GH_ALERT_WATCH_END : GH_ALERT_WATCH_WAITS;
  if (is_raised)
    return GH_ALERT_WATCH_WAITS;

  begin_us = gh_schedule_get_begin (&fields->schedule, now_us, zone);
  if (begin_us == G_MAXINT64)
    {
      *look_again_us = now_us + OFF_HOURS_US;
      return GH_ALERT_WATCH_WAITS;
    }

  due_us = MAX (away_since_us, begin_us) + fields->after_s * G_TIME_SPAN_SECOND;
  if (due_us <= now_us)
    return GH_ALERT_WATCH_RAISE;
  *look_again_us = due_us;

  return GH_ALERT_WATCH_WAITS;
}
