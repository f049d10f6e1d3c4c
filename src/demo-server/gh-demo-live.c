/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-demo-live.h"

#include <math.h>

#include "gh-demo-faults.h"
#include "gh-demo-history.h"
#include "gh-demo-people.h"
#include "gh-demo-sighting.h"

struct _GhDemoLive
{
  GhDemoContext *context; /* (unowned) */
  double rate;            /* per second */
  gboolean is_told;
  guint timeout_id;
};

static void wait_for_next (GhDemoLive *self);

static void
see (GhDemoLive *self, guint n, gboolean is_told)
{
  GhDemoContext *context = self->context;
  g_autoptr (GPtrArray) events =
    g_ptr_array_new_with_free_func ((GDestroyNotify) gh_demo_event_free);
  g_autoptr (GError) local_error = NULL;
  gint64 face_rows[GH_DEMO_N_ENROLLED];

  gh_demo_history_find_face_rows (context->database, face_rows);
  gh_demo_database_begin (context->database);
  for (guint i = 0; i < n; i++)
    {
      GhDemoEvent *event = gh_demo_event_new (GH_EVENT_TYPE_DETECTED);

      gh_demo_sighting_draw (event, context->random, gh_clock_get_real_us (context->clock),
                             face_rows);
      gh_demo_events_add (context->database, event);
      if (event->face_row > 0)
        event->face = gh_demo_faces_find_by_row (context->database, event->face_row);
      g_ptr_array_add (events, event);
    }
  if (!gh_demo_database_commit (context->database, &local_error))
    {
      g_warning ("Events were lost: %s", local_error->message);
      return;
    }
  /* First kept, then told: whoever asks for the history after hearing of an event will find it. */
  while (is_told && events->len > 0)
    gh_demo_faults_tell (context->faults, g_ptr_array_steal_index (events, 0));
}

static void
due_cb (gpointer user_data)
{
  GhDemoLive *self = user_data;

  self->timeout_id = 0;
  see (self, 1, self->is_told);
  wait_for_next (self);
}

/* The time between two independent arrivals is exponentially distributed. */
static void
wait_for_next (GhDemoLive *self)
{
  double wait_s = -log (1 - g_rand_double (self->context->random)) / self->rate;

  self->timeout_id = gh_clock_add_timeout (self->context->clock,
                                           (gint64) (MIN (wait_s, 3600) * G_USEC_PER_SEC), due_cb,
                                           self);
}

/**
 * gh_demo_live_new:
 * @context: where events go
 * @rate: how many events a second on average; 0 for none
 * @is_told: whether whoever watches is told of them, or they are only kept
 *
 * Returns: (transfer full): cameras that are still off
 */
GhDemoLive *
gh_demo_live_new (GhDemoContext *context, double rate, gboolean is_told)
{
  GhDemoLive *self = g_new0 (GhDemoLive, 1);

  self->context = context;
  self->rate = rate;
  self->is_told = is_told;
  return self;
}

/**
 * gh_demo_live_free:
 * @self: (transfer full) (nullable): the cameras
 *
 * Switches the cameras off for good.
 */
void
gh_demo_live_free (GhDemoLive *self)
{
  if (self == NULL)
    return;
  gh_demo_live_pause (self);
  g_free (self);
}

/**
 * gh_demo_live_resume:
 * @self: the cameras
 *
 * Switches the cameras on.
 */
void
gh_demo_live_resume (GhDemoLive *self)
{
  if (self->rate > 0 && self->timeout_id == 0)
    wait_for_next (self);
}

/**
 * gh_demo_live_pause:
 * @self: the cameras
 *
 * Switches the cameras off; gh_demo_live_emit() works all the same.
 */
void
gh_demo_live_pause (GhDemoLive *self)
{
  gh_clock_clear_timeout (self->context->clock, &self->timeout_id);
}

/**
 * gh_demo_live_emit:
 * @self: the cameras
 * @n: how many
 *
 * Lets so many people come by at once, and tells of it.
 */
void
gh_demo_live_emit (GhDemoLive *self, guint n)
{
  see (self, n, TRUE);
}

/**
 * gh_demo_live_keep:
 * @context: where events go
 * @event: something that a request did, without id and time
 *
 * Adds an event to the history, as part of the transaction that is open. When that has been
 * committed, gh_demo_hub_send_event() tells everybody.
 */
void
gh_demo_live_keep (GhDemoContext *context, GhDemoEvent *event)
{
  event->time_us = gh_clock_get_real_us (context->clock);
  gh_demo_id_fill (event->id, context->random, event->time_us);
  if (event->face != NULL)
    event->face_row = event->face->row;
  gh_demo_events_add (context->database, event);
}
