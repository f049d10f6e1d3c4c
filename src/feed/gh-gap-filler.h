/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-event-log.h"
#include "gh-face-recognition.h"

G_BEGIN_DECLS

/* Brings events that are missing from the history into the log, page by page, and keeps its place
 * when it is stopped in between. */
#define GH_TYPE_GAP_FILLER (gh_gap_filler_get_type ())
G_DECLARE_FINAL_TYPE (GhGapFiller, gh_gap_filler, GH, GAP_FILLER, GObject)

#define GH_GAP_FILLER_PAGE_EVENTS 100

/* Signals: "progressed": a page came, or did not and "error" says why; "finished" (gboolean
 * reached): nothing is missing any more, or the log has no room for what is. */
GhGapFiller *gh_gap_filler_new (GhFaceRecognition *face_recognition,
                                GhEventLog *log,
                                GhClock *clock,
                                GRand *random) G_GNUC_WARN_UNUSED_RESULT;

void gh_gap_filler_set_pace_us (GhGapFiller *self, gint64 pace_us);
void gh_gap_filler_miss (GhGapFiller *self, gint64 newest_us, gint64 complete_until_us);
void gh_gap_filler_forget (GhGapFiller *self);
void gh_gap_filler_start (GhGapFiller *self);
void gh_gap_filler_stop (GhGapFiller *self);
void gh_gap_filler_retry_now (GhGapFiller *self);

guint gh_gap_filler_get_n_filled (GhGapFiller *self);
gint64 gh_gap_filler_get_newest_us (GhGapFiller *self);
const GError *gh_gap_filler_get_error (GhGapFiller *self);

G_END_DECLS
