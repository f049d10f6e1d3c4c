/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-face-event.h"

G_BEGIN_DECLS

/* When and where somebody was seen, added up from events: of pictures and names it keeps nothing.
 * Hours and weekdays are those of the computer's place. */
typedef struct _GhSightings GhSightings;

#define GH_SIGHTINGS_DAYS 7
#define GH_SIGHTINGS_HOURS 24
#define GH_SIGHTINGS_MOST_PLACES 64

/* One camera. */
typedef struct
{
  char *camera_id; /* (owned): "" where none was named */
  char *location;  /* (owned) (nullable): as the newest event has it */
  guint n;
  gint64 newest_us;
} GhSightingsPlace;

GhSightings *gh_sightings_new (void) G_GNUC_WARN_UNUSED_RESULT;
void gh_sightings_free (GhSightings *self);

/* FALSE where nobody was seen: somebody at a desk changed a record. */
gboolean gh_sightings_is_one (GhFaceEvent *event);
void gh_sightings_add (GhSightings *self, GhFaceEvent *event);

guint gh_sightings_get_n (const GhSightings *self);
gint64 gh_sightings_get_first_us (const GhSightings *self);
gint64 gh_sightings_get_last_us (const GhSightings *self);
/* @day: 0 is Monday. */
guint gh_sightings_get_at (const GhSightings *self, guint day, guint hour);
guint gh_sightings_get_most_at (const GhSightings *self);
/* (element-type GhSightingsPlace): the most frequent first. */
GPtrArray *gh_sightings_get_places (GhSightings *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhSightings, gh_sightings_free)

G_END_DECLS
