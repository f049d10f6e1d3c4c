/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-sightings.h"

struct _GhSightings
{
  guint n;
  gint64 first_us;
  gint64 last_us;
  guint at[GH_SIGHTINGS_DAYS][GH_SIGHTINGS_HOURS];
  GPtrArray *places; /* (owned) (element-type GhSightingsPlace) */
};

static void
place_free (gpointer data)
{
  GhSightingsPlace *place = data;

  g_free (place->camera_id);
  g_free (place->location);
  g_free (place);
}

/**
 * gh_sightings_new:
 *
 * Returns: (transfer full): nobody was seen
 */
GhSightings *
gh_sightings_new (void)
{
  GhSightings *self = g_new0 (GhSightings, 1);

  self->places = g_ptr_array_new_with_free_func (place_free);
  return self;
}

/**
 * gh_sightings_free:
 * @self: (transfer full) (nullable): sightings
 *
 * Frees them.
 */
void
gh_sightings_free (GhSightings *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->places);
  g_free (self);
}

/**
 * gh_sightings_is_one:
 * @event: an event
 *
 * Returns: whether a camera saw somebody
 */
gboolean
gh_sightings_is_one (GhFaceEvent *event)
{
  GhEventType type = gh_face_event_get_event_type (event);

  return type == GH_EVENT_TYPE_RECOGNIZED || type == GH_EVENT_TYPE_DETECTED
         || type == GH_EVENT_TYPE_UNKNOWN;
}

/* What a server says has a limit: further cameras are one more together with those without a name. */
static GhSightingsPlace *
ensure_place (GhSightings *self, const char *camera_id)
{
  GhSightingsPlace *place;

  for (guint i = 0; i < self->places->len; i++)
    {
      place = g_ptr_array_index (self->places, i);
      if (g_str_equal (place->camera_id, camera_id))
        return place;
    }
  if (self->places->len >= GH_SIGHTINGS_MOST_PLACES && *camera_id != '\0')
    return ensure_place (self, "");

  place = g_new0 (GhSightingsPlace, 1);
  place->camera_id = g_strdup (camera_id);
  g_ptr_array_add (self->places, place);
  return place;
}

/**
 * gh_sightings_add:
 * @self: sightings
 * @event: an event; one that is no sighting is passed over
 *
 * Counts it.
 */
void
gh_sightings_add (GhSightings *self, GhFaceEvent *event)
{
  gint64 time_us = gh_face_event_get_timestamp_us (event);
  const char *camera_id = gh_face_event_get_camera_id (event);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local_usec (time_us);
  GhSightingsPlace *place;

  if (time == NULL || !gh_sightings_is_one (event))
    return;

  self->first_us = self->n == 0 ? time_us : MIN (self->first_us, time_us);
  self->last_us = self->n == 0 ? time_us : MAX (self->last_us, time_us);
  self->n++;
  self->at[g_date_time_get_day_of_week (time) - 1][g_date_time_get_hour (time)]++;

  place = ensure_place (self, camera_id != NULL ? camera_id : "");
  if (place->n == 0 || time_us > place->newest_us)
    {
      place->newest_us = time_us;
      g_set_str (&place->location, gh_face_event_get_location (event));
    }
  place->n++;
}

/**
 * gh_sightings_get_n:
 * @self: sightings
 *
 * Returns: how many there were
 */
guint
gh_sightings_get_n (const GhSightings *self)
{
  return self->n;
}

/**
 * gh_sightings_get_first_us:
 * @self: sightings
 *
 * Returns: when the first was, microseconds since 1970; 0 for none
 */
gint64
gh_sightings_get_first_us (const GhSightings *self)
{
  return self->first_us;
}

/**
 * gh_sightings_get_last_us:
 * @self: sightings
 *
 * Returns: when the last was, microseconds since 1970; 0 for none
 */
gint64
gh_sightings_get_last_us (const GhSightings *self)
{
  return self->last_us;
}

/**
 * gh_sightings_get_at:
 * @self: sightings
 * @day: a day of the week, 0 for Monday to 6
 * @hour: an hour of the day, 0 to 23
 *
 * Returns: how many there were in that hour of all such days
 */
guint
gh_sightings_get_at (const GhSightings *self, guint day, guint hour)
{
  g_return_val_if_fail (day < GH_SIGHTINGS_DAYS, 0);
  g_return_val_if_fail (hour < GH_SIGHTINGS_HOURS, 0);

  return self->at[day][hour];
}

/**
 * gh_sightings_get_most_at:
 * @self: sightings
 *
 * Returns: how many there were in the hour that had the most
 */
guint
gh_sightings_get_most_at (const GhSightings *self)
{
  guint most = 0;

  for (guint day = 0; day < GH_SIGHTINGS_DAYS; day++)
    for (guint hour = 0; hour < GH_SIGHTINGS_HOURS; hour++)
      most = MAX (most, self->at[day][hour]);
  return most;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const GhSightingsPlace *first = *(GhSightingsPlace *const *) a;
  const GhSightingsPlace *second = *(GhSightingsPlace *const *) b;

  if (first->n != second->n)
    return first->n > second->n ? -1 : 1;
  return g_strcmp0 (first->camera_id, second->camera_id);
}

/**
 * gh_sightings_get_places:
 * @self: sightings
 *
 * Returns: (transfer none) (element-type GhSightingsPlace): the cameras, the most frequent first
 */
GPtrArray *
gh_sightings_get_places (GhSightings *self)
{
  g_ptr_array_sort (self->places, compare_places);
  return self->places;
}
