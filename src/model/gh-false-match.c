/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-false-match.h"

#include <string.h>

struct _GhFalseMatch
{
  char *event_id;       /* (owned) */
  char *face_record_id; /* (owned) */
  char *face_id;        /* (owned) (nullable) */
  char *camera_id;      /* (owned) (nullable) */
  double confidence;
  gint64 event_at_us;
  gint64 marked_at_us;
  char *marked_by; /* (owned) (nullable) */
};

G_DEFINE_BOXED_TYPE (GhFalseMatch, gh_false_match, gh_false_match_ref, gh_false_match_unref)

static void
false_match_clear (gpointer data)
{
  GhFalseMatch *self = data;

  g_free (self->event_id);
  g_free (self->face_record_id);
  g_free (self->face_id);
  g_free (self->camera_id);
  g_free (self->marked_by);
}

static gboolean
is_id (const char *id)
{
  return id != NULL && *id != '\0' && strlen (id) <= GH_FALSE_MATCH_MOST_ID_BYTES;
}

/**
 * gh_false_match_new:
 * @event_id: the event that is wrong
 * @face_record_id: the face record that the server took the face for
 * @face_id: (nullable): the id by which the camera knows that face, where the event names it; one
 *   that is too long is passed over
 * @camera_id: (nullable): the camera, where the event names one
 * @confidence: how sure the server was, 0 to 1
 * @event_at_us: when the event was, microseconds since 1970
 * @marked_at_us: when somebody said so, microseconds since 1970
 * @marked_by: (nullable): the id of the account of whoever said so
 *
 * Returns: (transfer full) (nullable): the mark; %NULL where an id is missing or longer than
 *   %GH_FALSE_MATCH_MOST_ID_BYTES
 */
GhFalseMatch *
gh_false_match_new (const char *event_id,
                    const char *face_record_id,
                    const char *face_id,
                    const char *camera_id,
                    double confidence,
                    gint64 event_at_us,
                    gint64 marked_at_us,
                    const char *marked_by)
{
  GhFalseMatch *self;
  gboolean has_camera = camera_id != NULL && *camera_id != '\0';

  if (!is_id (event_id) || !is_id (face_record_id) || (has_camera && !is_id (camera_id)))
    return NULL;

  self = g_atomic_rc_box_new0 (GhFalseMatch);
  self->event_id = g_strdup (event_id);
  self->face_record_id = g_strdup (face_record_id);
  self->face_id = is_id (face_id) ? g_strdup (face_id) : NULL;
  self->camera_id = has_camera ? g_strdup (camera_id) : NULL;
  self->confidence = CLAMP (confidence, 0.0, 1.0);
  self->event_at_us = event_at_us;
  self->marked_at_us = marked_at_us;
  self->marked_by = is_id (marked_by) ? g_strdup (marked_by) : NULL;

  return self;
}

/**
 * gh_false_match_ref:
 * @self: a mark
 *
 * Returns: (transfer full): @self
 */
GhFalseMatch *
gh_false_match_ref (GhFalseMatch *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * gh_false_match_unref:
 * @self: (transfer full): a mark
 *
 * Drops a reference.
 */
void
gh_false_match_unref (GhFalseMatch *self)
{
  g_atomic_rc_box_release_full (self, false_match_clear);
}

/**
 * gh_false_match_get_event_id:
 * @self: a mark
 *
 * Returns: the event that is wrong
 */
const char *
gh_false_match_get_event_id (const GhFalseMatch *self)
{
  return self->event_id;
}

/**
 * gh_false_match_get_face_record_id:
 * @self: a mark
 *
 * Returns: what the server took the face for
 */
const char *
gh_false_match_get_face_record_id (const GhFalseMatch *self)
{
  return self->face_record_id;
}

/**
 * gh_false_match_get_face_id:
 * @self: a mark
 *
 * Returns: (nullable): the id by which the camera knows that face; events that come live from some
 *   servers name no other
 */
const char *
gh_false_match_get_face_id (const GhFalseMatch *self)
{
  return self->face_id;
}

/**
 * gh_false_match_get_camera_id:
 * @self: a mark
 *
 * Returns: (nullable): the camera; %NULL where the event named none
 */
const char *
gh_false_match_get_camera_id (const GhFalseMatch *self)
{
  return self->camera_id;
}

/**
 * gh_false_match_get_confidence:
 * @self: a mark
 *
 * Returns: how sure the server was, 0 to 1
 */
double
gh_false_match_get_confidence (const GhFalseMatch *self)
{
  return self->confidence;
}

/**
 * gh_false_match_get_event_at_us:
 * @self: a mark
 *
 * Returns: when the event was, microseconds since 1970
 */
gint64
gh_false_match_get_event_at_us (const GhFalseMatch *self)
{
  return self->event_at_us;
}

/**
 * gh_false_match_get_marked_at_us:
 * @self: a mark
 *
 * Returns: when somebody said so, microseconds since 1970
 */
gint64
gh_false_match_get_marked_at_us (const GhFalseMatch *self)
{
  return self->marked_at_us;
}

/**
 * gh_false_match_get_marked_by:
 * @self: a mark
 *
 * Returns: (nullable): the id of the account of whoever said so
 */
const char *
gh_false_match_get_marked_by (const GhFalseMatch *self)
{
  return self->marked_by;
}
