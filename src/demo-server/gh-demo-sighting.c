/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-sighting.h"

#include <math.h>

#include "gh-demo-gallery.h"
#include "gh-demo-people.h"

/* Out of a hundred sightings. */
#define PERCENT_UNKNOWN 12
#define PERCENT_DETECTED 11

static double
round_to (double value, double digits)
{
  return round (value * digits) / digits;
}

/* Some come by more often than others: towards the front of the list. */
static guint
pick (GRand *random, guint n)
{
  return (guint) (pow (g_rand_double (random), 1.5) * n);
}

/**
 * gh_demo_sighting_draw:
 * @event: where to put it
 * @random: where its chance comes from
 * @time_us: when it was
 * @face_rows: (array fixed-size=24): the rows of the records of the sample people, 0 for those that
 *   are there no longer
 *
 * Makes up what a camera sees: mostly people whom it knows, at the doors that they use.
 */
void
gh_demo_sighting_draw (GhDemoEvent *event,
                       GRand *random,
                       gint64 time_us,
                       const gint64 *face_rows)
{
  guint chance = (guint) g_rand_int_range (random, 0, 100);
  guint person = pick (random, GH_DEMO_N_ENROLLED);
  guint camera;

  gh_demo_id_fill (event->id, random, time_us);
  event->time_us = time_us;
  if (chance < PERCENT_UNKNOWN || face_rows[person] == 0)
    {
      event->type = GH_EVENT_TYPE_UNKNOWN;
      if (chance < PERCENT_UNKNOWN)
        person = GH_DEMO_N_ENROLLED + pick (random, GH_DEMO_N_PEOPLE - GH_DEMO_N_ENROLLED);
      event->confidence = round_to (g_rand_double_range (random, 0.28, 0.62), 1000);
    }
  else if (chance < PERCENT_UNKNOWN + PERCENT_DETECTED)
    {
      event->type = GH_EVENT_TYPE_DETECTED;
      event->confidence = round_to (g_rand_double_range (random, 0.55, 0.82), 1000);
    }
  else
    {
      event->type = GH_EVENT_TYPE_RECOGNIZED;
      event->confidence = round_to (0.99 - 0.17 * pow (g_rand_double (random), 2.2), 1000);
    }
  event->face_row = event->type == GH_EVENT_TYPE_RECOGNIZED ? face_rows[person] : 0;

  /* Everybody has a door of their own and takes another one now and then. */
  camera = g_rand_double (random) < 0.7 ? person % GH_DEMO_N_CAMERAS
                                        : (guint) g_rand_int_range (random, 0, GH_DEMO_N_CAMERAS);
  event->camera = (int) camera;
  event->picture = (int) gh_demo_gallery_picture (person, camera, g_rand_int (random));
  event->quality = round_to (g_rand_double_range (random, 0.62, 0.98), 100);
  event->duration_ms = g_rand_int_range (random, 38, 190);
}
