/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-feed-bed.h"
#include "gh-poller.h"
#include "gh-test-events.h"
#include "gh-test-main.h"

/* What comes over the link and cannot be read may have been an event. */

#define GARBAGE "{\"type\":\"face_recognition_event\",\"data\":{\"id\":"

static void
go_live_and_bring (GhFeedBed *bed)
{
  gh_feed_bed_go_live (bed);
  gh_feed_bed_happen (bed, "told", gh_test_event_time_us (1));
  gh_feed_bed_tell (bed, "told", gh_test_event_time_us (1));
  gh_test_wait_until (gh_event_log_contains (bed->log, "told"));
}

static void
send_garbage (GhFeedBed *bed)
{
  const guint n_invalid = gh_feed_get_n_invalid (bed->feed);

  gh_test_server_send_text (bed->server, GARBAGE);
  gh_test_wait_until (gh_feed_get_n_invalid (bed->feed) == n_invalid + 1);
}

/* Lets time pass while the link is alive. */
static void
pass (GhFeedBed *bed, guint n_seconds)
{
  for (guint i = 0; i < n_seconds; i++)
    {
      gh_feed_bed_tell (bed, "told", gh_test_event_time_us (1));
      gh_test_drain ();
      gh_virtual_clock_advance_us (bed->clock, G_USEC_PER_SEC);
      gh_test_drain ();
    }
}

static void
test_garbage_loses_no_event (GhFeedBed *bed, gconstpointer data)
{
  guint n_history;

  go_live_and_bring (bed);
  gh_feed_bed_happen (bed, "broken", gh_test_event_time_us (2));
  send_garbage (bed);
  gh_virtual_clock_advance_us (bed->clock, GH_POLLER_INTERVAL_US);
  gh_test_wait_until (gh_event_log_contains (bed->log, "broken"));
  g_assert_cmpint (gh_feed_get_state (bed->feed), ==, GH_FEED_LIVE);
  gh_feed_bed_assert_ids (bed, "broken told");

  /* One look is enough: the link brings what can be read. */
  n_history = bed->n_history;
  pass (bed, 90);
  g_assert_cmpuint (bed->n_history, ==, n_history);
}

static void
test_garbage_during_the_look (GhFeedBed *bed, gconstpointer data)
{
  go_live_and_bring (bed);
  gh_test_server_hold (bed->server, "GET", GH_FEED_BED_EVENTS);
  send_garbage (bed);
  gh_virtual_clock_advance_us (bed->clock, GH_POLLER_INTERVAL_US);
  gh_test_wait_until (gh_test_server_get_n_held (bed->server, "GET", GH_FEED_BED_EVENTS) == 1);
  send_garbage (bed);
  gh_test_server_release (bed->server, "GET", GH_FEED_BED_EVENTS);
  gh_test_drain ();
  gh_feed_bed_happen (bed, "late", gh_test_event_time_us (3));
  gh_virtual_clock_advance_us (bed->clock, GH_POLLER_INTERVAL_US);
  gh_test_wait_until (gh_event_log_contains (bed->log, "late"));
}

static void
test_garbage_while_catching_up (GhFeedBed *bed, gconstpointer data)
{
  go_live_and_bring (bed);
  gh_test_server_abort_websockets (bed->server);
  gh_feed_bed_wait_state (bed, GH_FEED_WAITING);
  gh_test_server_hold (bed->server, "GET", GH_FEED_BED_EVENTS);
  while (gh_feed_get_state (bed->feed) == GH_FEED_WAITING)
    gh_feed_bed_skip (bed);
  gh_test_wait_until (gh_test_server_get_n_held (bed->server, "GET", GH_FEED_BED_EVENTS) == 1);
  send_garbage (bed);
  gh_test_server_release (bed->server, "GET", GH_FEED_BED_EVENTS);
  gh_feed_bed_wait_state (bed, GH_FEED_LIVE);
  gh_feed_bed_happen (bed, "broken", gh_test_event_time_us (2));
  gh_virtual_clock_advance_us (bed->clock, GH_POLLER_INTERVAL_US);
  gh_test_wait_until (gh_event_log_contains (bed->log, "broken"));
}

static void
test_storm_of_garbage_stays_within_the_budget (GhFeedBed *bed, gconstpointer data)
{
  guint n_history;

  go_live_and_bring (bed);
  n_history = bed->n_history;
  for (guint i = 0; i < 60; i++)
    {
      for (guint j = 0; j < 10; j++)
        gh_test_server_send_text (bed->server, GARBAGE);
      pass (bed, 1);
    }
  g_assert_cmpuint (bed->n_history, >, n_history);
  g_assert_cmpuint (bed->n_history, <=, n_history + 12);
  g_assert_cmpint (gh_feed_get_state (bed->feed), ==, GH_FEED_LIVE);
}

/* The doubt is older than the overlap by then. */
static void
test_doubt_outlives_the_link (GhFeedBed *bed, gconstpointer data)
{
  go_live_and_bring (bed);
  bed->page_status = 503;
  gh_feed_bed_happen (bed, "broken", gh_test_event_time_us (2));
  send_garbage (bed);
  pass (bed, 180);
  g_assert_false (gh_event_log_contains (bed->log, "broken"));
  gh_test_server_abort_websockets (bed->server);
  gh_feed_bed_wait_state (bed, GH_FEED_WAITING);
  bed->page_status = 0;
  gh_feed_bed_recover (bed);
  gh_virtual_clock_advance_us (bed->clock, GH_POLLER_INTERVAL_US);
  gh_test_wait_until (gh_event_log_contains (bed->log, "broken"));
}

#define add(name, function)                                                                        \
  g_test_add ("/feed/doubt/" name, GhFeedBed, GUINT_TO_POINTER (100), gh_feed_bed_set_up,          \
              function, gh_feed_bed_tear_down)

int
main (int argc, char **argv)
{
  gh_test_init (&argc, &argv);
  add ("garbage-loses-no-event", test_garbage_loses_no_event);
  add ("garbage-during-the-look", test_garbage_during_the_look);
  add ("garbage-while-catching-up", test_garbage_while_catching_up);
  add ("storm-of-garbage-stays-within-the-budget", test_storm_of_garbage_stays_within_the_budget);
  add ("doubt-outlives-the-link", test_doubt_outlives_the_link);
  return g_test_run ();
}
