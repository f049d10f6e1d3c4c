/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The stretches of time that a history may be asked for. */
typedef enum
{
  GH_EVENT_PERIOD_ALL,
  GH_EVENT_PERIOD_TODAY,
  GH_EVENT_PERIOD_DAY,
  GH_EVENT_PERIOD_WEEK,
  GH_EVENT_PERIOD_MONTH,
  GH_EVENT_PERIOD_DAYS, /* whole days that a person has chosen */
} GhEventPeriod;

GListModel *gh_event_periods_new (void) G_GNUC_WARN_UNUSED_RESULT;
gint64 gh_event_period_get_start_us (GhEventPeriod period, gint64 now_us);

G_END_DECLS
