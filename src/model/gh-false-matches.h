/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-false-match-store.h"

G_BEGIN_DECLS

/* Which recognitions somebody has said to be wrong, at one server, as a #GListModel of
 * #GhFalseMatchPair. The server is told nothing: it has no call for it.
 *
 * Of a pair that has a mark, alerts up to the highest confidence that was marked are to be held
 * back: whoever would raise an alert asks gh_false_matches_suppress(), which counts. An event with
 * a higher confidence alerts, and so does the same face on another camera.
 *
 * Signals: "changed": a mark came or went. "fault" (const GError *): marks could not be read or
 * kept; they hold as long as the program runs. */
#define GH_TYPE_FALSE_MATCHES (gh_false_matches_get_type ())
G_DECLARE_FINAL_TYPE (GhFalseMatches, gh_false_matches, GH, FALSE_MATCHES, GObject)

#define GH_FALSE_MATCHES_MOST 10000

GhFalseMatches *gh_false_matches_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* Loads what is kept, and keeps there what is marked from now on. */
void gh_false_matches_set_store (GhFalseMatches *self, GhFalseMatchStore *store);

gboolean gh_false_matches_can_mark (GhFaceEvent *event);
gboolean gh_false_matches_mark (GhFalseMatches *self,
                                GhFaceEvent *event,
                                const char *marked_by,
                                gint64 now_us);
gboolean gh_false_matches_unmark (GhFalseMatches *self, const char *event_id);
void gh_false_matches_revoke (GhFalseMatches *self, GhFalseMatchPair *pair);

GhFalseMatch *gh_false_matches_look_up (GhFalseMatches *self, const char *event_id);
guint gh_false_matches_count (GhFalseMatches *self, const char *face_record_id);

gboolean gh_false_matches_is_suppressed (GhFalseMatches *self, GhFaceEvent *event);
gboolean gh_false_matches_suppress (GhFalseMatches *self, GhFaceEvent *event);

G_END_DECLS
