/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-event-gathering.h"

G_BEGIN_DECLS

/* The way to a moment in a list of events. Signals: "found" (guint: the row, which may be one behind
 * the last), "failed" (const GError *), "too-far" (what was found first is as far as was looked). */
#define GH_TYPE_EVENT_JUMP (gh_event_jump_get_type ())
G_DECLARE_FINAL_TYPE (GhEventJump, gh_event_jump, GH, EVENT_JUMP, GObject)

GhEventJump *gh_event_jump_new (void) G_GNUC_WARN_UNUSED_RESULT;

void gh_event_jump_go_in_query (GhEventJump *self,
                                GhFaceRecognition *face_recognition,
                                GhEventQuery *query,
                                gint64 time_us);
void gh_event_jump_go_in_gathering (GhEventJump *self,
                                    GhEventGathering *gathering,
                                    gint64 time_us);
void gh_event_jump_stop (GhEventJump *self);

G_END_DECLS
