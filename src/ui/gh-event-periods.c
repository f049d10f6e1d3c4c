/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-event-periods.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>

static gint64
get_midnight_us (gint64 now_us)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (now_us);
  g_autoptr (GDateTime) local = g_date_time_to_local (utc);
  g_autoptr (GDateTime) midnight =
    g_date_time_new_local (g_date_time_get_year (local), g_date_time_get_month (local),
                           g_date_time_get_day_of_month (local), 0, 0, 0.0);

  return g_date_time_to_unix_usec (midnight);
}

/**
 * gh_event_periods_new:
 *
 * Returns: (transfer full): a list of strings, in the order of #GhEventPeriod
 */
GListModel *
gh_event_periods_new (void)
{
  const char *labels[] = {
    [GH_EVENT_PERIOD_ALL] = _("All Time"),
    [GH_EVENT_PERIOD_TODAY] = _("Today"),
    [GH_EVENT_PERIOD_DAY] = _("Last 24 Hours"),
    [GH_EVENT_PERIOD_WEEK] = _("Last 7 Days"),
    [GH_EVENT_PERIOD_MONTH] = _("Last 30 Days"),
    [GH_EVENT_PERIOD_DAYS] = _("Chosen Days"),
    NULL,
  };

  return G_LIST_MODEL (gtk_string_list_new (labels));
}

/**
 * gh_event_period_get_start_us:
 * @period: a period that ends now, which %GH_EVENT_PERIOD_DAYS need not
 * @now_us: the present, real time in microseconds
 *
 * Returns: when it begins; 0 for the beginning of time. "Today" begins at midnight where the
 *   computer is.
 */
gint64
gh_event_period_get_start_us (GhEventPeriod period, gint64 now_us)
{
  switch (period)
    {
    case GH_EVENT_PERIOD_TODAY:
      return get_midnight_us (now_us);
    case GH_EVENT_PERIOD_DAY:
      return now_us - G_TIME_SPAN_DAY;
    case GH_EVENT_PERIOD_WEEK:
      return now_us - 7 * G_TIME_SPAN_DAY;
    case GH_EVENT_PERIOD_MONTH:
      return now_us - 30 * G_TIME_SPAN_DAY;
    case GH_EVENT_PERIOD_ALL:
    case GH_EVENT_PERIOD_DAYS:
    default:
      return 0;
    }
}
