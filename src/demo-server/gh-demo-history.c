/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-history.h"

#include <math.h>

#include "gh-demo-events.h"
#include "gh-demo-gallery.h"
#include "gh-demo-people.h"
#include "gh-demo-sighting.h"

#define DOMAIN_NAME "@gatehouse.example"

/* How lively each hour of a working day is. */
static const double hour_weights[24] = {
  0.04, 0.02, 0.02, 0.02, 0.05, 0.25, 1.2, 3.2, 4.6, 3.4, 2.2, 2.1,
  3.5,  3.2,  2.0,  1.9,  2.6,  3.9,  2.4, 1.0, 0.6, 0.4, 0.2, 0.1,
};
#define WEEKEND_SHARE 0.22

static double
weight_of (gint64 time_us, gint64 offset_us)
{
  gint64 local = time_us + offset_us;
  gint64 hour = (local / G_TIME_SPAN_HOUR) % 24;
  /* 1 January 1970 was a Thursday. */
  gint64 weekday = (local / G_TIME_SPAN_DAY + 3) % 7;

  return hour_weights[hour] * (weekday >= 5 ? WEEKEND_SHARE : 1);
}

/* A history of n events reaches back so far that the days are neither empty nor crowded. */
static gint64
span_of (guint n)
{
  double days = CLAMP (pow (n / 300.0, 0.62), 1, 180);

  return (gint64) ceil (days) * G_TIME_SPAN_DAY;
}

/**
 * gh_demo_history_find_face_rows:
 * @database: the database
 * @face_rows: (out caller-allocates) (array fixed-size=24): the rows
 *
 * Finds the rows of the sample people's face records; 0 for those that were removed or switched
 * off.
 */
void
gh_demo_history_find_face_rows (GhDemoDatabase *database, gint64 *face_rows)
{
  g_autoptr (GhDemoStatement) statement = gh_demo_database_prepare (
    database, "SELECT row, picture FROM faces WHERE picture IS NOT NULL AND active ORDER BY row");

  for (guint i = 0; i < GH_DEMO_N_ENROLLED; i++)
    face_rows[i] = 0;
  while (gh_demo_statement_step (statement))
    {
      guint person =
        gh_demo_gallery_get_person ((guint) gh_demo_statement_get_int (statement, 1));

      /* The first of them is of the sample, and any others are of the crowd. */
      if (person < GH_DEMO_N_ENROLLED && face_rows[person] == 0)
        face_rows[person] = gh_demo_statement_get_int (statement, 0);
    }
}

static GhRole
role_of (guint person)
{
  if (person == 0)
    return GH_ROLE_ADMIN;
  return person == 1 ? GH_ROLE_MODERATOR : GH_ROLE_USER;
}

static char *
make_email (guint i)
{
  const char *mailbox = gh_demo_people_get (i % GH_DEMO_N_ENROLLED)->mailbox;

  return i < GH_DEMO_N_ENROLLED ? g_strconcat (mailbox, DOMAIN_NAME, NULL)
                                : g_strdup_printf ("%s.%u" DOMAIN_NAME, mailbox, i);
}

/* Those of the sample came last. Before them came the crowd: faces of the sample under other names. */
static gint64
get_joined_us (guint i, gint64 now_us)
{
  if (i < GH_DEMO_N_ENROLLED)
    return now_us - (400 - 9 * (gint64) i) * G_TIME_SPAN_DAY;
  return now_us - 400 * G_TIME_SPAN_DAY - i * 10 * G_TIME_SPAN_MINUTE;
}

/**
 * gh_demo_history_add_people:
 * @database: an empty database
 * @random: where the ids come from
 * @now_us: now
 * @password_hash: the hash of the password of administrator, moderator and officer
 * @n: how many there are to be, %GH_DEMO_N_ENROLLED or more
 *
 * Adds the sample people, and a crowd behind them where more are wanted: an account and a face
 * record each. Only the first three can sign in.
 */
void
gh_demo_history_add_people (GhDemoDatabase *database,
                            GRand *random,
                            gint64 now_us,
                            const char *password_hash,
                            guint n)
{
  for (guint i = 0; i < n; i++)
    {
      const GhDemoPerson *person = gh_demo_people_get (i % GH_DEMO_N_ENROLLED);
      const GhDemoPerson *family =
        gh_demo_people_get ((i + i / GH_DEMO_N_ENROLLED) % GH_DEMO_N_ENROLLED);
      gint64 joined_us = get_joined_us (i, now_us);
      g_autoptr (GhDemoUser) user = gh_demo_user_new ();
      g_autoptr (GhDemoFace) face = gh_demo_face_new ();
      guint8 face_data[96];

      user->id = gh_demo_id_new (random, joined_us);
      user->email = make_email (i);
      user->first_name = g_strdup (person->first_name);
      user->last_name = g_strdup (family->last_name);
      user->password = g_strdup (i < 3 ? password_hash : "*");
      user->role = role_of (i);
      user->is_active = i != 17;
      user->created_us = user->updated_us = joined_us;
      gh_demo_accounts_add (database, user);

      for (guint j = 0; j < sizeof face_data; j++)
        face_data[j] = (guint8) g_rand_int (random);
      joined_us += G_TIME_SPAN_HOUR;
      face->id = gh_demo_id_new (random, joined_us);
      face->face_id = g_strdup_printf ("FACE-%04u", 1001 + i);
      face->picture = (int) gh_demo_gallery_enrolled_picture (i % GH_DEMO_N_ENROLLED);
      face->face_data = g_base64_encode (face_data, sizeof face_data);
      face->confidence = round (g_rand_double_range (random, 0.94, 0.995) * 1000) / 1000;
      face->is_active = user->is_active;
      face->created_us = face->updated_us = joined_us;
      face->user = g_steal_pointer (&user);
      gh_demo_faces_add (database, face);
    }
}

/* What the desk does, as opposed to the cameras: now and then a record is renewed, or a visitor is
 * enrolled or removed, of whom no record is left today. */
static gboolean
make_desk_event (GhDemoEvent *event, GRand *random, const gint64 *face_rows)
{
  guint chance = g_rand_int (random) % 1000;
  guint person = g_rand_int (random) % GH_DEMO_N_ENROLLED;

  if (chance >= 4 || face_rows[person] == 0)
    return FALSE;

  event->confidence = 1;
  event->camera = -1;
  event->picture = -1;
  event->face_row = 0;
  if (chance == 0)
    {
      event->type = GH_EVENT_TYPE_ENROLLED;
      event->details = g_strdup_printf (
        "{\"enrollmentMethod\":\"manual\",\"faceId\":\"VISITOR-%03u\"}", person * 7 + 101);
    }
  else if (chance == 1)
    {
      event->type = GH_EVENT_TYPE_DELETED;
      event->details = g_strdup_printf ("{\"faceId\":\"VISITOR-%03u\"}", person * 7 + 101);
    }
  else
    {
      event->type = GH_EVENT_TYPE_UPDATED;
      event->face_row = face_rows[person];
      event->details = g_strdup ("{\"updatedFields\":[\"imageData\"]}");
    }
  return TRUE;
}

/**
 * gh_demo_history_add_events:
 * @database: a database with people and without events
 * @random: where the chance comes from
 * @now_us: when the history ends
 * @n: how many events
 *
 * Makes up the past: busy mornings, quiet nights, half-empty weekends.
 */
void
gh_demo_history_add_events (GhDemoDatabase *database, GRand *random, gint64 now_us, guint n)
{
  gint64 span_us = span_of (n);
  gint64 start_us = now_us - span_us;
  guint n_hours = (guint) (span_us / G_TIME_SPAN_HOUR);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local_usec (now_us);
  gint64 offset_us = g_date_time_get_utc_offset (now);
  gint64 face_rows[GH_DEMO_N_ENROLLED];
  double sum = 0;
  double point = 0;
  double before = 0;
  guint hour = 0;
  gint64 last_us = 0;

  gh_demo_history_find_face_rows (database, face_rows);
  for (guint i = 0; i < n_hours; i++)
    sum += weight_of (start_us + i * G_TIME_SPAN_HOUR, offset_us);

  gh_demo_events_add_many_begin (database);
  for (guint i = 0; i < n; i++)
    {
      GhDemoEvent event = { 0 };
      double weight;
      gint64 time_us;

      /* Points in order, evenly thrown over what is left of the sum of all weights; then looked up
       * in which hour each of them lies. */
      point += (sum - point) * (1 - pow (1 - g_rand_double (random), 1.0 / (n - i)));
      while (hour + 1 < n_hours &&
             before + weight_of (start_us + hour * G_TIME_SPAN_HOUR, offset_us) <= point)
        before += weight_of (start_us + hour++ * G_TIME_SPAN_HOUR, offset_us);
      weight = weight_of (start_us + hour * G_TIME_SPAN_HOUR, offset_us);
      time_us = start_us + hour * G_TIME_SPAN_HOUR +
                (gint64) (CLAMP ((point - before) / weight, 0, 1) * (double) G_TIME_SPAN_HOUR);
      last_us = time_us = MAX (time_us, last_us + 1);

      gh_demo_sighting_draw (&event, random, time_us, face_rows);
      make_desk_event (&event, random, face_rows);
      gh_demo_events_add_many_one (database, &event);
      g_free (event.details);
    }
  gh_demo_events_add_many_end (database);
}
