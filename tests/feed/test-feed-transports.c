/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-field-bed.h"
#include "gh-poller.h"
#include "gh-test-events.h"
#include "gh-test-main.h"

/* Which way the events come, and that none is lost between one way and the next. */

static guint
count_plain (GhFieldBed *self)
{
  return gh_test_server_count (self->bed.server, GH_TEST_WEBSOCKET, "/");
}

static guint
count_socketio (GhFieldBed *self)
{
  return gh_test_server_count (self->bed.server, GH_TEST_WEBSOCKET, GH_FIELD_BED_PATH);
}

/* Lets @us pass and one page be asked for and read. */
static void
advance_to_page (GhFieldBed *self, gint64 us)
{
  const gint64 received_us = gh_feed_get_last_received_us (self->bed.feed);
  const guint n_history = self->bed.n_history;

  gh_virtual_clock_advance_us (self->bed.clock, us - 1);
  gh_test_drain ();
  g_assert_cmpuint (self->bed.n_history, ==, n_history);
  gh_virtual_clock_advance_us (self->bed.clock, 1);
  gh_test_wait_until (self->bed.n_history == n_history + 1);
  gh_test_wait_until (gh_feed_get_last_received_us (self->bed.feed) != received_us);
}

static gboolean
pass_time_cb (gpointer user_data)
{
  gh_virtual_clock_advance_us (user_data, 20 * G_TIME_SPAN_MILLISECOND);
  return G_SOURCE_CONTINUE;
}

/* For what takes both, time and requests: a second for every fifty milliseconds. */
static void
pass_time_until_state (GhFieldBed *self, GhFeedState state)
{
  const guint source_id = g_timeout_add (1, pass_time_cb, self->bed.clock);

  gh_feed_bed_wait_state (&self->bed, state);
  g_source_remove (source_id);
}

static void
test_plain_websocket_is_the_first (GhFieldBed *self, gconstpointer data)
{
  GhFeedBed *bed = &self->bed;

  self->has_websocket = TRUE;
  gh_feed_bed_go_live (bed);
  g_assert_cmpint (gh_feed_get_active_transport (bed->feed), ==, GH_FEED_TRANSPORT_WEBSOCKET);
  g_assert_cmpuint (count_socketio (self), ==, 0);
  gh_feed_bed_assert_states (bed, "connecting catching-up live");
}

static void
test_socketio_is_found_and_remembered (GhFieldBed *self, gconstpointer data)
{
  GhFeedBed *bed = &self->bed;

  /* As the field server does where the specification has the WebSocket. */
  gh_test_server_respond_raw (bed->server, GH_TEST_WEBSOCKET, "/", "", GH_TEST_THEN_ABORT);
  gh_feed_bed_go_live (bed);
  g_assert_cmpint (gh_feed_get_active_transport (bed->feed), ==, GH_FEED_TRANSPORT_SOCKETIO);
  gh_feed_bed_assert_states (bed, "connecting catching-up live");
  g_assert_cmpuint (count_plain (self), ==, 1);

  gh_field_bed_happen_and_tell (self, "a", gh_test_event_time_us (1));
  gh_test_wait_until (gh_event_log_contains (bed->log, "a"));
  gh_test_server_abort_websockets (bed->server);
  gh_feed_bed_happen (bed, "b", gh_test_event_time_us (2));
  gh_feed_bed_wait_state (bed, GH_FEED_WAITING);
  gh_feed_bed_recover (bed);
  gh_feed_bed_assert_ids (bed, "b | a");
  g_assert_cmpuint (count_plain (self), ==, 1);
  g_assert_cmpuint (count_socketio (self), ==, 2);

  /* And is given up where it does not work any more. */
  gh_feed_stop (bed->feed);
  self->has_socketio = FALSE;
  gh_feed_start (bed->feed);
  gh_test_wait_until (count_plain (self) == 2);
  g_assert_cmpuint (count_socketio (self), ==, 3);
}

static void
test_what_was_good_before_is_the_first (GhFieldBed *self, gconstpointer data)
{
  GhFeedBed *bed = &self->bed;

  self->has_websocket = TRUE;
  gh_feed_prefer_transport (bed->feed, GH_FEED_TRANSPORT_SOCKETIO);
  gh_feed_bed_go_live (bed);
  g_assert_cmpint (gh_feed_get_active_transport (bed->feed), ==, GH_FEED_TRANSPORT_SOCKETIO);
  g_assert_cmpuint (count_plain (self), ==, 0);

  /* Polling is what is left where there is no link, and no kind of one. */
  gh_feed_stop (bed->feed);
  gh_feed_prefer_transport (bed->feed, GH_FEED_TRANSPORT_POLLING);
  gh_feed_bed_go_live (bed);
  g_assert_cmpint (gh_feed_get_active_transport (bed->feed), ==, GH_FEED_TRANSPORT_WEBSOCKET);
}

static void
test_server_that_is_down_is_waited_for (GhFieldBed *self, gconstpointer data)
{
  GhFeedBed *bed = &self->bed;

  gh_feed_bed_go_live (bed);
  gh_test_server_stop (bed->server);
  for (guint i = 0; i < 5; i++)
    {
      gh_test_wait_until (gh_feed_get_retry_at_us (bed->feed) != 0);
      g_assert_cmpint (gh_feed_get_state (bed->feed), ==, GH_FEED_WAITING);
      g_assert_error (gh_feed_get_error (bed->feed), GH_ERROR, GH_ERROR_OFFLINE);
      gh_virtual_clock_advance_us (bed->clock,
                                   gh_feed_get_retry_at_us (bed->feed)
                                     - gh_clock_get_real_us (GH_CLOCK (bed->clock)));
    }
  /* The break is not over. */
  gh_feed_bed_assert_ids (bed, "");
  gh_feed_bed_happen (bed, "a", gh_test_event_time_us (1));
  gh_test_server_start (bed->server);
  pass_time_until_state (self, GH_FEED_LIVE);
  g_assert_cmpint (gh_feed_get_active_transport (bed->feed), ==, GH_FEED_TRANSPORT_SOCKETIO);
  gh_feed_bed_assert_ids (bed, "a |");
}

static void
fall_back (GhFieldBed *self)
{
  gh_feed_start (self->bed.feed);
  gh_feed_bed_wait_state (&self->bed, GH_FEED_POLLING);
}

static void
test_falls_back_to_polling (GhFieldBed *self, gconstpointer data)
{
  GhFeedBed *bed = &self->bed;

  self->has_socketio = FALSE;
  gh_feed_bed_happen (bed, "a", gh_test_event_time_us (1));
  fall_back (self);
  g_assert_cmpint (gh_feed_get_active_transport (bed->feed), ==, GH_FEED_TRANSPORT_POLLING);
  g_assert_no_error (gh_feed_get_error (bed->feed));
  g_assert_cmpint (gh_feed_get_retry_at_us (bed->feed), ==, 0);
  g_assert_cmpuint (count_plain (self), ==, 1);
  g_assert_cmpuint (count_socketio (self), ==, 1);

  gh_feed_bed_happen (bed, "b", gh_test_event_time_us (2));
  gh_virtual_clock_advance_us (bed->clock, GH_POLLER_INTERVAL_US);
  gh_test_wait_until (gh_event_log_contains (bed->log, "b"));
  gh_feed_bed_assert_ids (bed, "b a");
  g_assert_cmpint (gh_feed_get_state (bed->feed), ==, GH_FEED_POLLING);
}

static void
test_climbs_back_without_a_gap (GhFieldBed *self, gconstpointer data)
{
  GhFeedBed *bed = &self->bed;

  self->has_socketio = FALSE;
  fall_back (self);
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *id = g_strdup_printf ("polled-%u", i);

      /* Looking for a link all the while does not show. */
      gh_feed_bed_happen (bed, id, gh_test_event_time_us (i));
      gh_virtual_clock_advance_us (bed->clock, 10 * G_USEC_PER_SEC);
      gh_test_wait_until (gh_event_log_contains (bed->log, id));
    }
  g_assert_cmpuint (count_plain (self), >, 1);
  g_free (gh_feed_bed_take_states (bed));

  /* Between the last poll and the link. */
  gh_feed_bed_happen (bed, "between", gh_test_event_time_us (10));
  self->has_socketio = TRUE;
  gh_feed_retry_now (bed->feed);
  pass_time_until_state (self, GH_FEED_LIVE);
  gh_field_bed_happen_and_tell (self, "told", gh_test_event_time_us (11));
  gh_test_wait_until (gh_event_log_contains (bed->log, "told"));
  g_assert_cmpint (gh_feed_get_active_transport (bed->feed), ==, GH_FEED_TRANSPORT_SOCKETIO);
  gh_feed_bed_assert_ids (bed, "told between polled-3 polled-2 polled-1 polled-0");
}

static void
test_link_then_polls_then_link (GhFieldBed *self, gconstpointer data)
{
  GhFeedBed *bed = &self->bed;

  gh_feed_bed_go_live (bed);
  gh_field_bed_happen_and_tell (self, "a", gh_test_event_time_us (1));
  gh_test_wait_until (gh_event_log_contains (bed->log, "a"));

  self->has_socketio = FALSE;
  gh_test_server_abort_websockets (bed->server);
  gh_feed_bed_happen (bed, "b", gh_test_event_time_us (2));
  gh_feed_bed_wait_state (bed, GH_FEED_WAITING);
  gh_feed_retry_now (bed->feed);
  gh_feed_bed_wait_state (bed, GH_FEED_POLLING);
  g_assert_true (gh_event_log_contains (bed->log, "b"));

  gh_feed_bed_happen (bed, "c", gh_test_event_time_us (3));
  gh_virtual_clock_advance_us (bed->clock, GH_POLLER_INTERVAL_US);
  gh_test_wait_until (gh_event_log_contains (bed->log, "c"));

  /* The link is lost again before the polls have looked once more. */
  self->has_socketio = TRUE;
  bed->page_status = SOUP_STATUS_SERVICE_UNAVAILABLE;
  gh_feed_bed_happen (bed, "d", gh_test_event_time_us (4));
  pass_time_until_state (self, GH_FEED_CATCHING_UP);
  g_assert_false (gh_event_log_contains (bed->log, "d"));
  gh_test_server_abort_websockets (bed->server);
  bed->page_status = 0;
  gh_feed_bed_wait_state (bed, GH_FEED_WAITING);
  pass_time_until_state (self, GH_FEED_LIVE);
  g_assert_true (gh_event_log_contains (bed->log, "d"));
}

static void
test_polls_beside_a_mute_link (GhFieldBed *self, gconstpointer data)
{
  GhFeedBed *bed = &self->bed;

  gh_feed_bed_go_live (bed);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *id = g_strdup_printf ("mute-%u", i);
      const guint n_history = bed->n_history;

      gh_feed_bed_happen (bed, id, gh_test_event_time_us (i));
      gh_field_bed_send (self, "2");
      gh_test_wait_until (self->n_pongs == i + 1);
      gh_virtual_clock_advance_us (bed->clock, GH_POLLER_SLOW_INTERVAL_US - 1);
      gh_test_drain ();
      g_assert_cmpuint (bed->n_history, ==, n_history);
      gh_virtual_clock_advance_us (bed->clock, 1);
      gh_test_wait_until (gh_event_log_contains (bed->log, id));
    }
  g_assert_cmpint (gh_feed_get_state (bed->feed), ==, GH_FEED_LIVE);

  /* It brings something at last; but not everything, as has been seen. */
  gh_field_bed_happen_and_tell (self, "told", gh_test_event_time_us (10));
  gh_test_wait_until (gh_event_log_contains (bed->log, "told"));
  gh_feed_bed_happen (bed, "mute-again", gh_test_event_time_us (11));
  gh_virtual_clock_advance_us (bed->clock, GH_POLLER_SLOW_INTERVAL_US);
  gh_test_wait_until (gh_event_log_contains (bed->log, "mute-again"));
}

static void
test_no_polls_beside_a_link_that_brings (GhFieldBed *self, gconstpointer data)
{
  GhFeedBed *bed = &self->bed;
  guint n_history;

  gh_feed_bed_go_live (bed);
  gh_field_bed_happen_and_tell (self, "told", gh_test_event_time_us (1));
  gh_test_wait_until (gh_event_log_contains (bed->log, "told"));
  n_history = bed->n_history;
  for (guint i = 0; i < 5; i++)
    {
      gh_virtual_clock_advance_us (bed->clock, 25 * G_USEC_PER_SEC);
      gh_field_bed_send (self, "2");
      gh_test_wait_until (self->n_pongs == i + 1);
    }
  g_assert_cmpuint (bed->n_history, ==, n_history);
}

static void
test_polling_alone_opens_no_link (GhFieldBed *self, gconstpointer data)
{
  GhFeedBed *bed = &self->bed;

  gh_feed_set_transport (bed->feed, GH_FEED_TRANSPORT_POLLING);
  gh_feed_bed_happen (bed, "a", gh_test_event_time_us (1));
  fall_back (self);
  g_assert_true (gh_event_log_contains (bed->log, "a"));
  for (guint i = 0; i < 24; i++)
    advance_to_page (self, GH_POLLER_INTERVAL_US);
  gh_feed_bed_assert_ids (bed, "a");
  g_assert_cmpuint (count_plain (self) + count_socketio (self), ==, 0);
}

static void
note_pace_cb (gpointer bed)
{
  GhFieldBed *self = bed;
  const gint64 now_us = gh_clock_get_monotonic_us (GH_CLOCK (self->bed.clock));

  self->least_pace_us = MIN (self->least_pace_us, now_us - self->last_page_us);
  self->last_page_us = now_us;
}

static void
test_many_at_once_stay_within_the_budget (GhFieldBed *self, gconstpointer data)
{
  GhFeedBed *bed = &self->bed;
  guint n_history, source_id;

  gh_feed_set_transport (bed->feed, GH_FEED_TRANSPORT_POLLING);
  fall_back (self);
  for (guint i = 0; i < 350; i++)
    {
      g_autofree char *id = g_strdup_printf ("many-%u", i);

      gh_feed_bed_happen (bed, id, gh_test_event_time_us (i));
    }
  n_history = bed->n_history;
  self->last_page_us = gh_clock_get_monotonic_us (GH_CLOCK (bed->clock));
  self->least_pace_us = G_MAXINT64;
  bed->before_page = note_pace_cb;

  source_id = g_timeout_add (1, pass_time_cb, bed->clock);
  gh_test_wait_until (gh_event_log_contains (bed->log, "many-0"));
  gh_test_wait_until (bed->n_history >= n_history + 6);
  g_source_remove (source_id);
  g_assert_true (gh_event_log_contains (bed->log, "many-349"));
  g_assert_cmpint (self->least_pace_us, >=, GH_POLLER_INTERVAL_US);
}

static void
test_polls_that_fail (GhFieldBed *self, gconstpointer data)
{
  GhFeedBed *bed = &self->bed;

  gh_feed_set_transport (bed->feed, GH_FEED_TRANSPORT_POLLING);
  gh_feed_bed_happen (bed, "a", gh_test_event_time_us (1));
  fall_back (self);
  g_free (gh_feed_bed_take_states (bed));

  /* Shortly: no gap, for the next look finds it. */
  bed->page_status = SOUP_STATUS_INTERNAL_SERVER_ERROR;
  gh_virtual_clock_advance_us (bed->clock, GH_POLLER_INTERVAL_US);
  gh_feed_bed_wait_state (bed, GH_FEED_WAITING);
  g_assert_error (gh_feed_get_error (bed->feed), GH_ERROR, GH_ERROR_SERVER);
  gh_feed_bed_happen (bed, "b", gh_test_event_time_us (2));
  bed->page_status = 0;
  gh_virtual_clock_advance_us (bed->clock, 20 * G_USEC_PER_SEC);
  gh_feed_bed_wait_state (bed, GH_FEED_POLLING);
  gh_feed_bed_assert_states (bed, "waiting polling");
  gh_feed_bed_assert_ids (bed, "b a");

  /* As long as a link may be silent: a gap, which is marked and filled. */
  gh_test_server_stop (bed->server);
  pass_time_until_state (self, GH_FEED_WAITING);
  for (guint i = 0; i < 12; i++)
    {
      gh_virtual_clock_advance_us (bed->clock, 10 * G_USEC_PER_SEC);
      gh_test_drain ();
    }
  gh_feed_bed_happen (bed, "c", gh_test_event_time_us (3));
  gh_test_server_start (bed->server);
  pass_time_until_state (self, GH_FEED_POLLING);
  gh_feed_bed_assert_ids (bed, "c | b a");
}

static void
test_transport_can_be_changed (GhFieldBed *self, gconstpointer data)
{
  GhFeedBed *bed = &self->bed;

  self->has_websocket = TRUE;
  gh_feed_bed_go_live (bed);
  g_assert_cmpint (gh_feed_get_active_transport (bed->feed), ==, GH_FEED_TRANSPORT_WEBSOCKET);

  gh_feed_set_transport (bed->feed, GH_FEED_TRANSPORT_SOCKETIO);
  gh_feed_bed_happen (bed, "a", gh_test_event_time_us (1));
  gh_feed_bed_wait_state (bed, GH_FEED_LIVE);
  g_assert_cmpint (gh_feed_get_active_transport (bed->feed), ==, GH_FEED_TRANSPORT_SOCKETIO);
  g_assert_true (gh_event_log_contains (bed->log, "a"));

  gh_feed_set_transport (bed->feed, GH_FEED_TRANSPORT_POLLING);
  gh_feed_bed_happen (bed, "b", gh_test_event_time_us (2));
  gh_feed_bed_wait_state (bed, GH_FEED_POLLING);
  g_assert_true (gh_event_log_contains (bed->log, "b"));
  gh_test_wait_until (gh_test_server_get_n_websockets (bed->server) == 0);

  gh_feed_set_transport (bed->feed, GH_FEED_TRANSPORT_AUTO);
  gh_feed_bed_wait_state (bed, GH_FEED_LIVE);
  g_assert_cmpint (gh_feed_get_active_transport (bed->feed), ==, GH_FEED_TRANSPORT_WEBSOCKET);
}

static void
test_sign_out_ends_the_polls (GhFieldBed *self, gconstpointer data)
{
  GhFeedBed *bed = &self->bed;
  g_autoptr (GAsyncResult) result = NULL;
  guint n_history;

  self->has_socketio = FALSE;
  gh_feed_bed_happen (bed, "a", gh_test_event_time_us (1));
  fall_back (self);
  gh_test_server_respond_full (bed->server, "POST", "/api/auth/logout", 204, NULL, NULL, NULL);
  gh_session_sign_out_async (bed->session, NULL, gh_test_take_result_cb, &result);
  gh_feed_bed_wait_state (bed, GH_FEED_OFF);
  gh_feed_bed_assert_ids (bed, "");
  gh_test_wait_until (result != NULL);
  n_history = bed->n_history;
  gh_virtual_clock_advance_us (bed->clock, G_TIME_SPAN_MINUTE);
  gh_test_drain ();
  g_assert_cmpuint (bed->n_history, ==, n_history);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

#define ADD(name, size, function)                                                                 \
  g_test_add ("/feed/transports/" name, GhFieldBed, GUINT_TO_POINTER (size), gh_field_bed_set_up, \
              function, gh_field_bed_tear_down)
  ADD ("plain-websocket-is-the-first", 100, test_plain_websocket_is_the_first);
  ADD ("socketio-is-found-and-remembered", 100, test_socketio_is_found_and_remembered);
  ADD ("good-before-is-the-first", 100, test_what_was_good_before_is_the_first);
  ADD ("server-that-is-down-is-waited-for", 100, test_server_that_is_down_is_waited_for);
  ADD ("falls-back-to-polling", 100, test_falls_back_to_polling);
  ADD ("climbs-back-without-a-gap", 100, test_climbs_back_without_a_gap);
  ADD ("link-then-polls-then-link", 100, test_link_then_polls_then_link);
  ADD ("polls-beside-a-mute-link", 100, test_polls_beside_a_mute_link);
  ADD ("no-polls-beside-a-link-that-brings", 100, test_no_polls_beside_a_link_that_brings);
  ADD ("polling-alone-opens-no-link", 100, test_polling_alone_opens_no_link);
  ADD ("many-at-once-stay-within-the-budget", 1000, test_many_at_once_stay_within_the_budget);
  ADD ("polls-that-fail", 100, test_polls_that_fail);
  ADD ("transport-can-be-changed", 100, test_transport_can_be_changed);
  ADD ("sign-out-ends-the-polls", 100, test_sign_out_ends_the_polls);
#undef ADD

  return g_test_run ();
}
