/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "gh-face-event.h"

G_BEGIN_DECLS

/* A person's word that an event shows somebody else than the server says. It holds ids and figures
 * only: no name and no picture. Immutable. */
typedef struct _GhFalseMatch GhFalseMatch;

#define GH_TYPE_FALSE_MATCH (gh_false_match_get_type ())
GType gh_false_match_get_type (void);

#define GH_FALSE_MATCH_MOST_ID_BYTES 256

GhFalseMatch *gh_false_match_new (const char *event_id,
                                  const char *face_record_id,
                                  const char *face_id,
                                  const char *camera_id,
                                  double confidence,
                                  gint64 event_at_us,
                                  gint64 marked_at_us,
                                  const char *marked_by) G_GNUC_WARN_UNUSED_RESULT;
GhFalseMatch *gh_false_match_ref (GhFalseMatch *self);
void gh_false_match_unref (GhFalseMatch *self);

const char *gh_false_match_get_event_id (const GhFalseMatch *self);
const char *gh_false_match_get_face_record_id (const GhFalseMatch *self);
const char *gh_false_match_get_face_id (const GhFalseMatch *self);
const char *gh_false_match_get_camera_id (const GhFalseMatch *self);
double gh_false_match_get_confidence (const GhFalseMatch *self);
gint64 gh_false_match_get_event_at_us (const GhFalseMatch *self);
gint64 gh_false_match_get_marked_at_us (const GhFalseMatch *self);
const char *gh_false_match_get_marked_by (const GhFalseMatch *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhFalseMatch, gh_false_match_unref)

G_END_DECLS
