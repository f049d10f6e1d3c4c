/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-event-log.h"
#include "gh-face-recognition.h"

G_BEGIN_DECLS

/* Keeps the log complete over every break of the link, with what the history has. */
#define GH_TYPE_CATCH_UP (gh_catch_up_get_type ())
G_DECLARE_FINAL_TYPE (GhCatchUp, gh_catch_up, GH, CATCH_UP, GObject)

/* Signals: "progressed": see "error"; "caught-up": the log is complete up to now, and the link, as
 * long as it is up, brings the rest. */
GhCatchUp *gh_catch_up_new (GhFaceRecognition *face_recognition,
                            GhEventLog *log,
                            GhClock *clock,
                            GRand *random) G_GNUC_WARN_UNUSED_RESULT;

void gh_catch_up_start (GhCatchUp *self);
void gh_catch_up_stop (GhCatchUp *self);
void gh_catch_up_reset (GhCatchUp *self);
void gh_catch_up_retry_now (GhCatchUp *self);

void gh_catch_up_link_opened (GhCatchUp *self, gboolean answers);
void gh_catch_up_link_lost (GhCatchUp *self, gint64 lost_at_us, gint64 alive_at_us);

const GError *gh_catch_up_get_error (GhCatchUp *self);

G_END_DECLS
