/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "gh-json-reader.h"

G_BEGIN_DECLS

/* How far events were looked at, so that the next start neither raises one twice nor misses one:
 * everything up to a time, and after that single ones, because they do not come in order. */
typedef struct _GhAlertMark GhAlertMark;

/* How much later than another an event may come that happened before it. */
#define GH_ALERT_MARK_OVERLAP_US (2 * G_TIME_SPAN_MINUTE)
#define GH_ALERT_MARK_MOST_IDS 500

GhAlertMark *gh_alert_mark_new (gint64 time_us) G_GNUC_WARN_UNUSED_RESULT;
GhAlertMark *gh_alert_mark_new_from_json (GhJsonReader *reader) G_GNUC_WARN_UNUSED_RESULT;
void gh_alert_mark_free (GhAlertMark *self);
GBytes *gh_alert_mark_to_json (GhAlertMark *self) G_GNUC_WARN_UNUSED_RESULT;

gboolean gh_alert_mark_covers (GhAlertMark *self, const char *event_id, gint64 time_us);
void gh_alert_mark_add (GhAlertMark *self, const char *event_id, gint64 time_us);
gint64 gh_alert_mark_get_time_us (GhAlertMark *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhAlertMark, gh_alert_mark_free)

G_END_DECLS
