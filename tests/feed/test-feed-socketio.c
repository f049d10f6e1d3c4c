/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-field-bed.h"
#include "gh-test-events.h"
#include "gh-test-main.h"

/* Socket.IO, with a server that has every quirk of the field server. */

static guint
count_handshakes (GhFieldBed *self)
{
  return gh_test_server_count (self->bed.server, GH_TEST_WEBSOCKET, GH_FIELD_BED_PATH);
}

static void
test_becomes_live (GhFieldBed *self, gconstpointer data)
{
  GhFeedBed *bed = &self->bed;

  gh_feed_bed_go_live (bed);
  gh_feed_bed_assert_states (bed, "connecting catching-up live");
  g_assert_cmpint (gh_feed_get_active_transport (bed->feed), ==, GH_FEED_TRANSPORT_SOCKETIO);
  g_assert_cmpuint (count_handshakes (self), ==, 1);
  /* The token is in the packet and nowhere else. */
  g_assert_cmpstr (gh_test_server_get_query (bed->server, GH_TEST_WEBSOCKET, GH_FIELD_BED_PATH), ==,
                   "EIO=4&transport=websocket");
  g_assert_null (gh_test_server_get_header (bed->server, GH_TEST_WEBSOCKET, GH_FIELD_BED_PATH,
                                            "Authorization"));
  g_assert_cmpstr (gh_test_server_get_websocket_texts (bed->server)->pdata[0], ==,
                   "40" GH_FIELD_BED_NAMESPACE ",{\"token\":\"access-1\"}");

  gh_feed_stop (bed->feed);
  g_assert_cmpint (gh_feed_get_active_transport (bed->feed), ==, GH_FEED_TRANSPORT_AUTO);
  gh_test_wait_until (gh_test_server_get_n_websockets (bed->server) == 0);
}

static void
test_open_only_when_told_connected (GhFieldBed *self, gconstpointer data)
{
  GhFeedBed *bed = &self->bed;

  self->is_terse = TRUE;
  gh_feed_start (bed->feed);
  gh_test_wait_until (self->n_entries == 1);
  gh_field_bed_send (self, "2");
  gh_test_wait_until (self->n_pongs == 1); /* so that the entry was answered before */
  gh_virtual_clock_advance_us (bed->clock, G_USEC_PER_SEC - 1);
  g_assert_cmpint (gh_feed_get_state (bed->feed), ==, GH_FEED_CONNECTING);
  /* A server that never says so, and has not thrown us out. */
  gh_virtual_clock_advance_us (bed->clock, 1);
  gh_feed_bed_wait_state (bed, GH_FEED_LIVE);
}

static void
count_notice_cb (GhFeed *feed, GhFeedNotice *notice, gpointer user_data)
{
  GString *seen = user_data;

  g_string_append_printf (seen, "%d:%s ", (int) gh_feed_notice_get_kind (notice),
                          gh_feed_notice_look_up (notice, "status"));
}

static void
test_messages_come_twice_and_count_once (GhFieldBed *self, gconstpointer data)
{
  GhFeedBed *bed = &self->bed;
  g_autoptr (GString) seen = g_string_new (NULL);
  g_autoptr (GhFaceEvent) event = NULL;

  g_signal_connect (bed->feed, "notice", G_CALLBACK (count_notice_cb), seen);
  gh_feed_bed_go_live (bed);
  gh_field_bed_happen_and_tell (self, "a", gh_test_event_time_us (1));
  gh_field_bed_send_message (self, "DEVICE_STATUS", "{\"status\":\"offline\"}");
  gh_field_bed_send_message (self, "STATISTICS_UPDATE", "{\"status\":\"s\"}");
  gh_field_bed_send_message (self, "ALERT", "{\"status\":\"door\"}");
  gh_field_bed_send_message (self, "USER_UPDATE", "{\"status\":\"u\"}");
  gh_field_bed_send_message (self, "ACTIVITY_LOG", "{\"status\":\"x\"}");
  gh_field_bed_send (self, "42" GH_FIELD_BED_NAMESPACE ",[\"heartbeat\",{\"clientId\":\"server\"}]");
  gh_field_bed_send (self, "42[\"message\",{\"type\":\"ALERT\",\"data\":{}}]");
  gh_field_bed_happen_and_tell (self, "b", gh_test_event_time_us (2));
  gh_test_wait_until (gh_event_log_contains (bed->log, "b"));

  gh_feed_bed_assert_ids (bed, "b a");
  g_assert_cmpstr (seen->str, ==, "1:offline 0:s 2:door 3:u ");
  g_assert_cmpuint (gh_feed_get_n_ignored (bed->feed), ==, 2);
  g_assert_cmpuint (gh_feed_get_n_invalid (bed->feed), ==, 0);
  event = g_list_model_get_item (G_LIST_MODEL (bed->log), 0);
  g_assert_cmpint (gh_face_event_get_event_type (event), ==, GH_EVENT_TYPE_RECOGNIZED);
  g_assert_cmpstr (gh_face_event_get_camera_id (event), ==, "CAM_002");
}

static void
test_ids_may_begin_anew_with_each_link (GhFieldBed *self, gconstpointer data)
{
  GhFeedBed *bed = &self->bed;

  gh_feed_bed_go_live (bed);
  gh_field_bed_happen_and_tell (self, "a", gh_test_event_time_us (1));
  gh_test_wait_until (gh_event_log_contains (bed->log, "a"));
  gh_test_server_abort_websockets (bed->server);
  gh_feed_bed_wait_state (bed, GH_FEED_WAITING);
  gh_feed_bed_recover (bed);

  self->n_told = 0;
  gh_field_bed_happen_and_tell (self, "b", gh_test_event_time_us (2));
  gh_test_wait_until (gh_event_log_contains (bed->log, "b"));
}

static void
test_pings_are_answered_and_keep_alive (GhFieldBed *self, gconstpointer data)
{
  GhFeedBed *bed = &self->bed;

  gh_feed_bed_go_live (bed);
  for (guint i = 1; i <= 4; i++)
    {
      gh_virtual_clock_advance_us (bed->clock, 25 * G_USEC_PER_SEC);
      gh_field_bed_send (self, "2");
      gh_test_wait_until (self->n_pongs == i);
    }
  g_assert_cmpint (gh_feed_get_state (bed->feed), ==, GH_FEED_LIVE);

  gh_virtual_clock_advance_us (bed->clock, 45 * G_USEC_PER_SEC - 1);
  g_assert_cmpint (gh_feed_get_state (bed->feed), ==, GH_FEED_LIVE);
  gh_virtual_clock_advance_us (bed->clock, 1);
  g_assert_cmpint (gh_feed_get_state (bed->feed), ==, GH_FEED_WAITING);
  g_assert_error (gh_feed_get_error (bed->feed), GH_ERROR, GH_ERROR_TIMEOUT);
}

static void
test_silence_is_what_the_server_says (GhFieldBed *self, gconstpointer data)
{
  GhFeedBed *bed = &self->bed;

  self->greeting = "0{\"sid\":\"x\",\"pingInterval\":5000,\"pingTimeout\":2000}";
  gh_feed_bed_go_live (bed);
  gh_virtual_clock_advance_us (bed->clock, 7 * G_USEC_PER_SEC);
  gh_feed_bed_wait_state (bed, GH_FEED_WAITING);
}

static void
test_bad_token_is_renewed_on_the_same_link (GhFieldBed *self, gconstpointer data)
{
  GhFeedBed *bed = &self->bed;

  bed->access_number = 5;
  gh_feed_bed_go_live (bed);
  gh_feed_bed_assert_states (bed, "connecting catching-up live");
  g_assert_cmpuint (bed->n_refreshes, ==, 1);
  g_assert_cmpuint (self->n_entries, ==, 2);
  g_assert_cmpuint (count_handshakes (self), ==, 1);
}

static void
test_expiry_loses_nothing (GhFieldBed *self, gconstpointer data)
{
  GhFeedBed *bed = &self->bed;

  gh_feed_bed_go_live (bed);
  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *told = g_strdup_printf ("told-%u", i);
      g_autofree char *missed = g_strdup_printf ("missed-%u", i);

      gh_field_bed_happen_and_tell (self, told, gh_test_event_time_us (2 * i));
      gh_test_wait_until (gh_event_log_contains (bed->log, told));
      gh_field_bed_send (self, "41" GH_FIELD_BED_NAMESPACE ",");
      gh_feed_bed_wait_state (bed, GH_FEED_CONNECTING);
      gh_feed_bed_happen (bed, missed, gh_test_event_time_us (2 * i + 1));
      gh_feed_bed_wait_state (bed, GH_FEED_LIVE);
      g_assert_true (gh_event_log_contains (bed->log, missed));
      g_assert_cmpuint (bed->n_refreshes, ==, i);
    }
  gh_feed_bed_assert_ids (bed, "missed-3 | told-3 missed-2 | told-2 missed-1 | told-1");
  g_assert_cmpuint (count_handshakes (self), ==, 1);
}

static void
test_refused_after_a_refresh_waits (GhFieldBed *self, gconstpointer data)
{
  GhFeedBed *bed = &self->bed;

  self->answer = "41" GH_FIELD_BED_NAMESPACE ",";
  gh_feed_start (bed->feed);
  gh_feed_bed_wait_state (bed, GH_FEED_WAITING);
  g_assert_error (gh_feed_get_error (bed->feed), GH_ERROR, GH_ERROR_UNAUTHORIZED);
  g_assert_cmpuint (self->n_entries, ==, 2);
  g_assert_cmpuint (bed->n_refreshes, ==, 1);

  self->answer = NULL;
  gh_feed_bed_recover (bed);
}

static void
test_cut_while_the_token_is_renewed (GhFieldBed *self, gconstpointer data)
{
  GhFeedBed *bed = &self->bed;

  gh_test_server_hold (bed->server, "POST", "/api/auth/refresh");
  bed->access_number = 5;
  gh_feed_start (bed->feed);
  gh_test_wait_until (gh_test_server_get_n_held (bed->server, "POST", "/api/auth/refresh") == 1);
  gh_test_server_abort_websockets (bed->server);
  gh_test_server_release (bed->server, "POST", "/api/auth/refresh");
  gh_feed_bed_recover (bed);
  g_assert_cmpuint (bed->n_refreshes, ==, 1);
}

static void
test_no_such_namespace_is_a_refusal (GhFieldBed *self, gconstpointer data)
{
  GhFeedBed *bed = &self->bed;

  self->answer = "44" GH_FIELD_BED_NAMESPACE ",{\"message\":\"Invalid namespace\"}";
  gh_feed_start (bed->feed);
  gh_feed_bed_wait_state (bed, GH_FEED_REFUSED);
  g_assert_error (gh_feed_get_error (bed->feed), GH_ERROR, GH_ERROR_NOT_FOUND);
  g_assert_cmpuint (bed->n_refreshes, ==, 0);
}

static void
test_connect_error_is_told_in_its_words (GhFieldBed *self, gconstpointer data)
{
  GhFeedBed *bed = &self->bed;

  self->answer = "44" GH_FIELD_BED_NAMESPACE ",{\"message\":\"jwt expired\"}";
  gh_feed_start (bed->feed);
  gh_feed_bed_wait_state (bed, GH_FEED_WAITING);
  g_assert_error (gh_feed_get_error (bed->feed), GH_ERROR, GH_ERROR_UNAUTHORIZED);
  g_assert_cmpstr (gh_error_get_server_message (gh_feed_get_error (bed->feed)), ==, "jwt expired");
  g_assert_cmpuint (bed->n_refreshes, ==, 1);
  g_assert_cmpuint (self->n_entries, ==, 2);
}

static void
test_something_else_is_not_taken_for_it (GhFieldBed *self, gconstpointer data)
{
  static const char *const greetings[] = { "hello", "0{}", "40{\"sid\":\"x\"}",
                                           "{\"type\":\"welcome\"}" };
  GhFeedBed *bed = &self->bed;

  for (guint i = 0; i < G_N_ELEMENTS (greetings); i++)
    {
      self->greeting = greetings[i];
      gh_feed_start (bed->feed);
      gh_feed_bed_wait_state (bed, GH_FEED_WAITING);
      g_assert_error (gh_feed_get_error (bed->feed), GH_ERROR, GH_ERROR_NOT_API);
      gh_feed_stop (bed->feed);
    }
  g_assert_cmpuint (self->n_entries, ==, 0);
}

static void
test_entry_has_a_deadline (GhFieldBed *self, gconstpointer data)
{
  GhFeedBed *bed = &self->bed;

  self->answer = "6";
  gh_feed_start (bed->feed);
  gh_test_wait_until (self->n_entries == 1);
  gh_virtual_clock_advance_us (bed->clock, 10 * G_USEC_PER_SEC - 1);
  g_assert_cmpint (gh_feed_get_state (bed->feed), ==, GH_FEED_CONNECTING);
  gh_virtual_clock_advance_us (bed->clock, 1);
  gh_feed_bed_wait_state (bed, GH_FEED_WAITING);
  g_assert_error (gh_feed_get_error (bed->feed), GH_ERROR, GH_ERROR_TIMEOUT);
}

static void
test_garbage_is_counted (GhFieldBed *self, gconstpointer data)
{
  GhFeedBed *bed = &self->bed;

  gh_feed_bed_go_live (bed);
  gh_field_bed_send (self, "garbage");
  gh_field_bed_send (self, "451-" GH_FIELD_BED_NAMESPACE
                           ",[\"message\",{\"_placeholder\":true,\"num\":0}]");
  gh_field_bed_send (self, "42" GH_FIELD_BED_NAMESPACE ",[\"message\",");
  gh_field_bed_send (self, "");
  gh_field_bed_happen_and_tell (self, "a", gh_test_event_time_us (1));
  gh_test_wait_until (gh_event_log_contains (bed->log, "a"));
  g_assert_cmpuint (gh_feed_get_n_invalid (bed->feed), ==, 4);
  g_assert_cmpint (gh_feed_get_state (bed->feed), ==, GH_FEED_LIVE);
  g_assert_cmpuint (count_handshakes (self), ==, 1);
}

static void
test_carrier_that_closes_is_lost (GhFieldBed *self, gconstpointer data)
{
  GhFeedBed *bed = &self->bed;

  gh_feed_bed_go_live (bed);
  gh_field_bed_send (self, "1");
  gh_feed_bed_wait_state (bed, GH_FEED_WAITING);
  g_assert_error (gh_feed_get_error (bed->feed), GH_ERROR, GH_ERROR_OFFLINE);
  gh_feed_bed_recover (bed);
}

static void
test_cuts_lose_nothing (GhFieldBed *self, gconstpointer data)
{
  GhFeedBed *bed = &self->bed;

  gh_feed_bed_go_live (bed);
  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *told = g_strdup_printf ("told-%u", i);
      g_autofree char *missed = g_strdup_printf ("missed-%u", i);

      gh_field_bed_happen_and_tell (self, told, gh_test_event_time_us (2 * i));
      if (i % 2 == 0)
        gh_test_server_abort_websockets (bed->server);
      else
        gh_test_server_close_websockets (bed->server, 1005, NULL);
      gh_feed_bed_happen (bed, missed, gh_test_event_time_us (2 * i + 1));
      gh_feed_bed_wait_state (bed, GH_FEED_WAITING);
      gh_feed_bed_recover (bed);
      g_assert_true (gh_event_log_contains (bed->log, told));
      g_assert_true (gh_event_log_contains (bed->log, missed));
    }
}

static void
set_up (GhFieldBed *self, gconstpointer data)
{
  gh_field_bed_set_up (self, data);
  gh_feed_set_transport (self->bed.feed, GH_FEED_TRANSPORT_SOCKETIO);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

#define ADD(name, function)                                                                       \
  g_test_add ("/feed/socketio/" name, GhFieldBed, GUINT_TO_POINTER (100), set_up, function,       \
              gh_field_bed_tear_down)
  ADD ("becomes-live", test_becomes_live);
  ADD ("open-only-when-told-connected", test_open_only_when_told_connected);
  ADD ("messages-come-twice-and-count-once", test_messages_come_twice_and_count_once);
  ADD ("ids-may-begin-anew-with-each-link", test_ids_may_begin_anew_with_each_link);
  ADD ("pings-are-answered-and-keep-alive", test_pings_are_answered_and_keep_alive);
  ADD ("silence-is-what-the-server-says", test_silence_is_what_the_server_says);
  ADD ("bad-token-is-renewed-on-the-same-link", test_bad_token_is_renewed_on_the_same_link);
  ADD ("expiry-loses-nothing", test_expiry_loses_nothing);
  ADD ("refused-after-a-refresh-waits", test_refused_after_a_refresh_waits);
  ADD ("cut-while-the-token-is-renewed", test_cut_while_the_token_is_renewed);
  ADD ("no-such-namespace-is-a-refusal", test_no_such_namespace_is_a_refusal);
  ADD ("connect-error-is-told-in-its-words", test_connect_error_is_told_in_its_words);
  ADD ("something-else-is-not-taken-for-it", test_something_else_is_not_taken_for_it);
  ADD ("entry-has-a-deadline", test_entry_has_a_deadline);
  ADD ("garbage-is-counted", test_garbage_is_counted);
  ADD ("carrier-that-closes-is-lost", test_carrier_that_closes_is_lost);
  ADD ("cuts-lose-nothing", test_cuts_lose_nothing);
#undef ADD

  return g_test_run ();
}
