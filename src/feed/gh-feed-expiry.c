/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-feed-expiry.h"

struct _GhFeedExpiry
{
  GhCache *cache; /* (owned) */
  GhClock *clock; /* (owned) */

  gint64 statistics_expired_us; /* monotonic */
  guint records_id;
  guint statistics_id;
};

static void
records_due_cb (gpointer user_data)
{
  GhFeedExpiry *self = user_data;

  self->records_id = 0;
  gh_cache_note_change (self->cache, GH_CACHE_RECORDS);
}

static void
statistics_due_cb (gpointer user_data)
{
  GhFeedExpiry *self = user_data;

  self->statistics_id = 0;
  self->statistics_expired_us = gh_clock_get_monotonic_us (self->clock);
  gh_cache_note_change (self->cache, GH_CACHE_STATISTICS);
}

static gboolean
is_about_records (GhFaceEvent *event)
{
  switch (gh_face_event_get_event_type (event))
    {
    case GH_EVENT_TYPE_ENROLLED:
    case GH_EVENT_TYPE_UPDATED:
    case GH_EVENT_TYPE_DELETED:
      return TRUE;
    case GH_EVENT_TYPE_DETECTED:
    case GH_EVENT_TYPE_RECOGNIZED:
    case GH_EVENT_TYPE_UNKNOWN:
    case GH_EVENT_TYPE_OTHER:
    case GH_EVENT_TYPE_ANY:
    default:
      return FALSE;
    }
}

/**
 * gh_feed_expiry_new:
 * @cache: where answers are kept
 * @clock: times the expiry
 *
 * Returns: (transfer full): one that has nothing to do
 */
GhFeedExpiry *
gh_feed_expiry_new (GhCache *cache, GhClock *clock)
{
  GhFeedExpiry *self = g_new0 (GhFeedExpiry, 1);

  self->cache = g_object_ref (cache);
  self->clock = g_object_ref (clock);
  self->statistics_expired_us = -GH_FEED_EXPIRY_STATISTICS_US;

  return self;
}

/**
 * gh_feed_expiry_free:
 * @self: (transfer full) (nullable): one
 *
 * Frees it; what was due does not expire.
 */
void
gh_feed_expiry_free (GhFeedExpiry *self)
{
  if (self == NULL)
    return;
  gh_feed_expiry_stop (self);
  g_object_unref (self->cache);
  g_object_unref (self->clock);
  g_free (self);
}

/**
 * gh_feed_expiry_note:
 * @self: one
 * @event: something that has happened since answers were kept
 *
 * Every event makes kept statistics untrue; one of an enrolment, an update or a deletion makes kept
 * records so as well.
 */
void
gh_feed_expiry_note (GhFeedExpiry *self, GhFaceEvent *event)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (GH_IS_FACE_EVENT (event));

  if (self->records_id == 0 && is_about_records (event))
    self->records_id =
      gh_clock_add_timeout (self->clock, GH_FEED_EXPIRY_DELAY_US, records_due_cb, self);
  if (self->statistics_id == 0)
    {
      const gint64 since_us =
        gh_clock_get_monotonic_us (self->clock) - self->statistics_expired_us;

      self->statistics_id = gh_clock_add_timeout (
        self->clock, MAX (GH_FEED_EXPIRY_DELAY_US, GH_FEED_EXPIRY_STATISTICS_US - since_us),
        statistics_due_cb, self);
    }
}

/**
 * gh_feed_expiry_stop:
 * @self: one
 *
 * What is due does not expire: the answers are somebody else's from now on.
 */
void
gh_feed_expiry_stop (GhFeedExpiry *self)
{
  g_return_if_fail (self != NULL);

  gh_clock_clear_timeout (self->clock, &self->records_id);
  gh_clock_clear_timeout (self->clock, &self->statistics_id);
}
