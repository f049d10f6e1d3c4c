/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "gh-false-match.h"

G_BEGIN_DECLS

/* A face record on a camera (or on none that is named) whom somebody has said not to be who the
 * server says: how often, up to which confidence, and how many alerts were held back since.
 *
 * Properties (read-only, notified): "n-marked" (uint), "confidence" (double: the highest that was
 * marked), "n-suppressed" (uint), "suppressed-at" (int64, microseconds since 1970, 0 for never). */
#define GH_TYPE_FALSE_MATCH_PAIR (gh_false_match_pair_get_type ())
G_DECLARE_FINAL_TYPE (GhFalseMatchPair, gh_false_match_pair, GH, FALSE_MATCH_PAIR, GObject)

GhFalseMatchPair *gh_false_match_pair_new (const char *face_record_id, const char *camera_id)
  G_GNUC_WARN_UNUSED_RESULT;

const char *gh_false_match_pair_get_face_record_id (GhFalseMatchPair *self);
const char *gh_false_match_pair_get_camera_id (GhFalseMatchPair *self);
guint gh_false_match_pair_get_n_marked (GhFalseMatchPair *self);
double gh_false_match_pair_get_confidence (GhFalseMatchPair *self);
guint gh_false_match_pair_get_n_suppressed (GhFalseMatchPair *self);
gint64 gh_false_match_pair_get_suppressed_at_us (GhFalseMatchPair *self);
/* Newest first. */
GPtrArray *gh_false_match_pair_get_matches (GhFalseMatchPair *self);

gboolean gh_false_match_pair_is_of (GhFalseMatchPair *self,
                                    const char *face_record_id,
                                    const char *camera_id);

/* For #GhFalseMatches, which has the pairs. */
void gh_false_match_pair_add (GhFalseMatchPair *self, GhFalseMatch *match);
gboolean gh_false_match_pair_remove (GhFalseMatchPair *self, const char *event_id);
void gh_false_match_pair_set_suppressed (GhFalseMatchPair *self, guint n, gint64 at_us);

G_END_DECLS
