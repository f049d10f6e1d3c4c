/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-event-log.h"
#include "gh-face-recognition.h"

G_BEGIN_DECLS

/* Looks into the history again and again for what is new: at most twelve requests a minute. */
#define GH_TYPE_POLLER (gh_poller_get_type ())
G_DECLARE_FINAL_TYPE (GhPoller, gh_poller, GH, POLLER, GObject)

#define GH_POLLER_INTERVAL_US (5 * G_TIME_SPAN_SECOND)
#define GH_POLLER_SLOW_INTERVAL_US (30 * G_TIME_SPAN_SECOND)

/* Signals: "polled" (guint n_new): everything up to the beginning of this look is in the log, and
 * so many events were not; "failed" (GError *): it will be tried again. */
GhPoller *gh_poller_new (GhFaceRecognition *face_recognition,
                         GhEventLog *log,
                         GhClock *clock,
                         GRand *random) G_GNUC_WARN_UNUSED_RESULT;

void gh_poller_start (GhPoller *self, gint64 interval_us, gint64 complete_until_us);
void gh_poller_stop (GhPoller *self);
void gh_poller_look_now (GhPoller *self);

gboolean gh_poller_is_running (GhPoller *self);
gint64 gh_poller_get_complete_until_us (GhPoller *self);

G_END_DECLS
