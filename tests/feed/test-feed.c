/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-feed-bed.h"
#include "gh-websocket-link.h"
#include "gh-test-events.h"
#include "gh-test-main.h"

/* The state of the link, and what becomes of each kind of loss. */

static guint
count_handshakes (GhFeedBed *bed)
{
  return gh_test_server_count (bed->server, GH_TEST_WEBSOCKET, "/");
}

static SoupWebsocketConnection *
get_socket (GhFeedBed *bed)
{
  GPtrArray *sockets = gh_test_server_get_websockets (bed->server);

  g_assert_cmpuint (sockets->len, ==, 1);
  return sockets->pdata[0];
}

static void
send_raw (GhFeedBed *bed, gconstpointer data, gsize length)
{
  GIOStream *stream = soup_websocket_connection_get_io_stream (get_socket (bed));
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (g_io_stream_get_output_stream (stream), data, length, NULL, NULL,
                             &error);
  g_assert_no_error (error);
}

static void
test_becomes_live (GhFeedBed *bed, gconstpointer data)
{
  g_assert_cmpint (gh_feed_get_state (bed->feed), ==, GH_FEED_OFF);
  g_assert_cmpint (gh_feed_get_last_received_us (bed->feed), ==, 0);
  gh_feed_bed_go_live (bed);
  gh_feed_bed_assert_states (bed, "connecting catching-up live");
  g_assert_no_error (gh_feed_get_error (bed->feed));
  g_assert_cmpint (gh_feed_get_last_received_us (bed->feed), !=, 0);
  g_assert_cmpint (gh_feed_get_retry_at_us (bed->feed), ==, 0);
  /* A first connection is no break. */
  gh_feed_bed_assert_ids (bed, "");

  gh_feed_stop (bed->feed);
  gh_feed_bed_assert_states (bed, "off");
  gh_test_wait_until (gh_test_server_get_n_websockets (bed->server) == 0);
}

static void
test_shows_what_it_is_told_once (GhFeedBed *bed, gconstpointer data)
{
  g_autoptr (GhFaceEvent) event = NULL;

  gh_feed_bed_go_live (bed);
  gh_virtual_clock_advance_us (bed->clock, 7 * G_USEC_PER_SEC);
  gh_feed_bed_tell (bed, "a", gh_test_event_time_us (1));
  gh_feed_bed_tell (bed, "a", gh_test_event_time_us (1));
  gh_feed_bed_tell (bed, "b", gh_test_event_time_us (2));
  gh_test_wait_until (gh_event_log_contains (bed->log, "b"));
  g_assert_cmpint (gh_feed_get_last_received_us (bed->feed), ==,
                   gh_clock_get_real_us (GH_CLOCK (bed->clock)));
  gh_feed_bed_assert_ids (bed, "b a");

  event = g_list_model_get_item (G_LIST_MODEL (bed->log), 0);
  g_assert_cmpint (gh_face_event_get_received_at_us (event), ==,
                   gh_feed_get_last_received_us (bed->feed));
}

static void
test_needs_somebody_signed_in (GhFeedBed *bed, gconstpointer data)
{
  g_autoptr (GhSession) session =
    gh_session_new (gh_session_get_transport (bed->session), NULL);
  g_autoptr (GhFaceRecognition) face_recognition = gh_face_recognition_new (session);
  g_autoptr (GhFeed) feed = gh_feed_new (session, face_recognition, bed->log, NULL);

  gh_feed_start (feed);
  g_assert_cmpint (gh_feed_get_state (feed), ==, GH_FEED_OFF);
  g_assert_cmpuint (count_handshakes (bed), ==, 0);
}

static void
test_silence_is_noticed_after_45_seconds (GhFeedBed *bed, gconstpointer data)
{
  g_autofree char *ids = NULL;

  gh_feed_bed_happen (bed, "a", gh_test_event_time_us (0));
  gh_feed_bed_go_live (bed);
  gh_virtual_clock_advance_us (bed->clock, 10 * G_USEC_PER_SEC);
  gh_feed_bed_tell (bed, "b", gh_test_event_time_us (1));
  gh_test_wait_until (gh_event_log_contains (bed->log, "b"));
  gh_test_server_silence_websockets (bed->server);

  gh_virtual_clock_advance_us (bed->clock, GH_FEED_SILENCE_US - 1);
  g_assert_cmpint (gh_feed_get_state (bed->feed), ==, GH_FEED_LIVE);
  gh_virtual_clock_advance_us (bed->clock, 1);
  g_assert_cmpint (gh_feed_get_state (bed->feed), ==, GH_FEED_WAITING);
  g_assert_error (gh_feed_get_error (bed->feed), GH_ERROR, GH_ERROR_TIMEOUT);

  /* Nobody knows when it was lost: the break begins with the last sign of life. */
  gh_feed_bed_recover (bed);
  ids = gh_feed_bed_ids (bed);
  g_assert_cmpstr (ids, ==, "| b a");
  {
    g_autoptr (GhFeedBreak) mark = g_list_model_get_item (G_LIST_MODEL (bed->log), 0);

    g_assert_cmpint (gh_feed_break_get_to_us (mark) - gh_feed_break_get_from_us (mark), >=,
                     GH_FEED_SILENCE_US);
  }
}

static void
test_sleep_is_noticed (GhFeedBed *bed, gconstpointer data)
{
  gh_feed_bed_go_live (bed);
  gh_feed_bed_assert_states (bed, "connecting catching-up live");
  gh_virtual_clock_set_real_us (bed->clock, gh_clock_get_real_us (GH_CLOCK (bed->clock))
                                              + G_TIME_SPAN_HOUR);
  gh_virtual_clock_advance_us (bed->clock, 5 * G_USEC_PER_SEC);
  gh_feed_bed_assert_states (bed, "waiting connecting");
  gh_feed_bed_wait_state (bed, GH_FEED_LIVE);
  g_assert_cmpuint (count_handshakes (bed), ==, 2);

  /* A clock that is set a little, or back, is no sleep. */
  gh_virtual_clock_set_real_us (bed->clock, gh_clock_get_real_us (GH_CLOCK (bed->clock))
                                              + 20 * G_USEC_PER_SEC);
  gh_virtual_clock_advance_us (bed->clock, 5 * G_USEC_PER_SEC);
  gh_virtual_clock_set_real_us (bed->clock, gh_clock_get_real_us (GH_CLOCK (bed->clock))
                                              - G_TIME_SPAN_HOUR);
  gh_virtual_clock_advance_us (bed->clock, 5 * G_USEC_PER_SEC);
  g_assert_cmpint (gh_feed_get_state (bed->feed), ==, GH_FEED_LIVE);
}

static void
test_sleep_ends_the_waiting (GhFeedBed *bed, gconstpointer data)
{
  gh_test_server_refuse_websockets (bed->server, 403, NULL);
  gh_feed_start (bed->feed);
  gh_feed_bed_wait_state (bed, GH_FEED_REFUSED);
  gh_test_server_accept_websockets (bed->server);
  gh_virtual_clock_set_real_us (bed->clock, gh_clock_get_real_us (GH_CLOCK (bed->clock))
                                              + G_TIME_SPAN_HOUR);
  gh_virtual_clock_advance_us (bed->clock, 5 * G_USEC_PER_SEC);
  gh_feed_bed_wait_state (bed, GH_FEED_LIVE);
}

static gint64
get_wait_us (GhFeedBed *bed)
{
  return gh_feed_get_retry_at_us (bed->feed) - gh_clock_get_real_us (GH_CLOCK (bed->clock));
}

static void
test_waits_longer_each_time (GhFeedBed *bed, gconstpointer data)
{
  gint64 cap_us = 500 * G_TIME_SPAN_MILLISECOND, longest_us = 0;

  gh_test_server_stop (bed->server);
  gh_feed_start (bed->feed);
  for (guint i = 0; i < 12; i++)
    {
      gint64 wait_us;

      gh_feed_bed_wait_state (bed, GH_FEED_WAITING);
      g_assert_error (gh_feed_get_error (bed->feed), GH_ERROR, GH_ERROR_OFFLINE);
      wait_us = get_wait_us (bed);
      g_assert_cmpint (wait_us, >=, 50 * G_TIME_SPAN_MILLISECOND);
      g_assert_cmpint (wait_us, <=, cap_us);
      longest_us = MAX (longest_us, wait_us);
      cap_us = MIN (2 * cap_us, 30 * G_USEC_PER_SEC);

      gh_virtual_clock_advance_us (bed->clock, wait_us - 1);
      g_assert_cmpint (gh_feed_get_state (bed->feed), ==, GH_FEED_WAITING);
      gh_virtual_clock_advance_us (bed->clock, 1);
      g_assert_cmpint (gh_feed_get_state (bed->feed), ==, GH_FEED_CONNECTING);
    }
  g_assert_cmpint (longest_us, >, 10 * G_USEC_PER_SEC);

  gh_test_server_start (bed->server);
  gh_feed_bed_recover (bed);
}

static void
test_only_a_good_link_resets_the_waiting (GhFeedBed *bed, gconstpointer data)
{
  gint64 longest_us = 0;

  gh_feed_bed_go_live (bed);
  for (guint i = 0; i < 8; i++)
    {
      gh_test_server_abort_websockets (bed->server);
      gh_feed_bed_wait_state (bed, GH_FEED_WAITING);
      longest_us = MAX (longest_us, get_wait_us (bed));
      gh_feed_bed_recover (bed);
    }
  g_assert_cmpint (longest_us, >, G_USEC_PER_SEC);

  /* One that lasted. */
  gh_virtual_clock_advance_us (bed->clock, 10 * G_USEC_PER_SEC);
  gh_test_server_abort_websockets (bed->server);
  gh_feed_bed_wait_state (bed, GH_FEED_WAITING);
  g_assert_cmpint (get_wait_us (bed), <=, 500 * G_TIME_SPAN_MILLISECOND);

  for (guint i = 0; i < 8; i++)
    {
      gh_feed_bed_recover (bed);
      gh_test_server_abort_websockets (bed->server);
      gh_feed_bed_wait_state (bed, GH_FEED_WAITING);
    }

  /* One that brought something. */
  gh_feed_bed_recover (bed);
  gh_feed_bed_tell (bed, "a", gh_test_event_time_us (1));
  gh_test_wait_until (gh_event_log_contains (bed->log, "a"));
  gh_test_server_abort_websockets (bed->server);
  gh_feed_bed_wait_state (bed, GH_FEED_WAITING);
  g_assert_cmpint (get_wait_us (bed), <=, 500 * G_TIME_SPAN_MILLISECOND);
}

static void
test_retry_now (GhFeedBed *bed, gconstpointer data)
{
  gh_feed_retry_now (bed->feed);
  g_assert_cmpint (gh_feed_get_state (bed->feed), ==, GH_FEED_OFF);

  gh_test_server_stop (bed->server);
  gh_feed_start (bed->feed);
  gh_feed_bed_wait_state (bed, GH_FEED_WAITING);
  gh_test_server_start (bed->server);
  gh_feed_retry_now (bed->feed);
  g_assert_cmpint (gh_feed_get_state (bed->feed), ==, GH_FEED_CONNECTING);
  g_assert_cmpint (gh_feed_get_retry_at_us (bed->feed), ==, 0);
  gh_feed_retry_now (bed->feed);
  gh_feed_bed_wait_state (bed, GH_FEED_CATCHING_UP);
  gh_feed_bed_recover (bed);
}

static void
test_handshake_has_a_deadline (GhFeedBed *bed, gconstpointer data)
{
  gh_test_server_hold (bed->server, GH_TEST_WEBSOCKET, "/");
  gh_feed_start (bed->feed);
  gh_test_wait_until (gh_test_server_get_n_held (bed->server, GH_TEST_WEBSOCKET, "/") == 1);
  gh_virtual_clock_advance_us (bed->clock, 10 * G_USEC_PER_SEC - 1);
  g_assert_cmpint (gh_feed_get_state (bed->feed), ==, GH_FEED_CONNECTING);
  gh_virtual_clock_advance_us (bed->clock, 1);
  gh_feed_bed_wait_state (bed, GH_FEED_WAITING);
  g_assert_error (gh_feed_get_error (bed->feed), GH_ERROR, GH_ERROR_TIMEOUT);
}

static void
test_expired_token_is_refreshed_once (GhFeedBed *bed, gconstpointer data)
{
  bed->access_number = 5; /* what the session has is none any more */
  gh_feed_bed_go_live (bed);
  g_assert_cmpuint (bed->n_refreshes, ==, 1);
  g_assert_cmpuint (count_handshakes (bed), ==, 2);
  gh_feed_bed_assert_states (bed, "connecting catching-up live");
}

static void
test_refused_after_a_refresh_waits (GhFeedBed *bed, gconstpointer data)
{
  gh_test_server_refuse_websockets (bed->server, 401, "{\"message\":\"No\",\"statusCode\":401}");
  gh_feed_start (bed->feed);
  gh_feed_bed_wait_state (bed, GH_FEED_WAITING);
  g_assert_error (gh_feed_get_error (bed->feed), GH_ERROR, GH_ERROR_UNAUTHORIZED);
  g_assert_cmpuint (count_handshakes (bed), ==, 2);
  g_assert_cmpuint (bed->n_refreshes, ==, 1);

  /* And once with each further wait: by then it may have expired. */
  while (gh_feed_get_state (bed->feed) == GH_FEED_WAITING)
    gh_feed_bed_skip (bed);
  gh_feed_bed_wait_state (bed, GH_FEED_WAITING);
  g_assert_cmpuint (count_handshakes (bed), ==, 4);
  g_assert_cmpuint (bed->n_refreshes, ==, 2);
  g_assert_cmpint (gh_session_get_state (bed->session), ==, GH_SESSION_SIGNED_IN);

  gh_test_server_accept_websockets (bed->server);
  gh_feed_bed_recover (bed);
}

static void
test_refused_refresh_signs_out (GhFeedBed *bed, gconstpointer data)
{
  gh_feed_bed_happen (bed, "a", gh_test_event_time_us (1));
  gh_feed_bed_go_live (bed);
  bed->refuses_refresh = TRUE;
  bed->access_number = 5;
  gh_test_server_abort_websockets (bed->server);
  gh_feed_bed_wait_state (bed, GH_FEED_WAITING);
  while (gh_feed_get_state (bed->feed) == GH_FEED_WAITING)
    gh_feed_bed_skip (bed);
  gh_feed_bed_wait_state (bed, GH_FEED_OFF);
  g_assert_cmpint (gh_session_get_state (bed->session), ==, GH_SESSION_SIGNED_OUT);
  gh_feed_bed_assert_ids (bed, "");
}

static void
test_refusal_is_told_and_looked_at_again (GhFeedBed *bed, gconstpointer data)
{
  const guint statuses[] = { 403, 404, 501 };
  gint64 since_us;

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      gh_test_server_refuse_websockets (bed->server, statuses[i],
                                        "{\"message\":\"No\",\"statusCode\":0}");
      gh_feed_start (bed->feed);
      gh_feed_bed_wait_state (bed, GH_FEED_REFUSED);
      gh_feed_bed_assert_states (bed, i == 0 ? "connecting refused"
                                             : "catching-up live off connecting refused");
      g_assert_nonnull (gh_feed_get_error (bed->feed));
      g_assert_cmpint (get_wait_us (bed), ==, 30 * G_USEC_PER_SEC);
      since_us = gh_feed_get_since_us (bed->feed);

      gh_virtual_clock_advance_us (bed->clock, 30 * G_USEC_PER_SEC);
      g_assert_cmpint (gh_feed_get_retry_at_us (bed->feed), ==, 0);
      gh_test_wait_until (gh_feed_get_retry_at_us (bed->feed) != 0);
      g_assert_cmpint (gh_feed_get_since_us (bed->feed), ==, since_us);
      gh_feed_bed_assert_states (bed, "");

      gh_test_server_accept_websockets (bed->server);
      gh_virtual_clock_advance_us (bed->clock, 30 * G_USEC_PER_SEC);
      gh_feed_bed_wait_state (bed, GH_FEED_LIVE);
      gh_feed_stop (bed->feed);
    }
}

static void
test_busy_server_says_when (GhFeedBed *bed, gconstpointer data)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);

  gh_test_server_respond_full (bed->server, GH_TEST_WEBSOCKET, "/", 503, "application/json", body,
                               "Retry-After", "60", NULL);
  gh_feed_start (bed->feed);
  gh_feed_bed_wait_state (bed, GH_FEED_WAITING);
  g_assert_cmpint (get_wait_us (bed), >=, 59 * G_USEC_PER_SEC);
  g_assert_cmpint (get_wait_us (bed), <=, 61 * G_USEC_PER_SEC);
}

typedef struct
{
  gushort code;
  GhFeedState state;
  GhError error;
} CloseCase;

static void
test_close_codes (GhFeedBed *bed, gconstpointer data)
{
  const CloseCase cases[] = {
    { 1000, GH_FEED_WAITING, GH_ERROR_OFFLINE }, { 1001, GH_FEED_WAITING, GH_ERROR_OFFLINE },
    { 1008, GH_FEED_WAITING, GH_ERROR_OFFLINE }, { 1011, GH_FEED_WAITING, GH_ERROR_SERVER },
    { 1012, GH_FEED_WAITING, GH_ERROR_OFFLINE }, { 3000, GH_FEED_WAITING, GH_ERROR_OFFLINE },
    { 4403, GH_FEED_REFUSED, GH_ERROR_FORBIDDEN },
  };

  gh_feed_bed_go_live (bed);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gh_test_server_close_websockets (bed->server, cases[i].code, NULL);
      gh_feed_bed_wait_state (bed, cases[i].state);
      g_assert_error (gh_feed_get_error (bed->feed), GH_ERROR, (int) cases[i].error);
      gh_feed_bed_recover (bed);
    }
  g_assert_cmpuint (bed->n_refreshes, ==, 0);
}

static void
test_close_4401_refreshes (GhFeedBed *bed, gconstpointer data)
{
  gh_feed_bed_go_live (bed);
  gh_virtual_clock_advance_us (bed->clock, 10 * G_USEC_PER_SEC);
  gh_feed_bed_assert_states (bed, "connecting catching-up live");
  gh_test_server_close_websockets (bed->server, 4401, "expired");
  gh_feed_bed_wait_state (bed, GH_FEED_CONNECTING);
  gh_feed_bed_wait_state (bed, GH_FEED_LIVE);
  gh_feed_bed_assert_states (bed, "connecting catching-up live");
  g_assert_cmpuint (bed->n_refreshes, ==, 1);

  /* Not for ever: a server that takes the token and throws us out is not asked again at once. */
  gh_test_server_close_websockets (bed->server, 4401, "expired");
  gh_feed_bed_wait_state (bed, GH_FEED_WAITING);
  g_assert_cmpuint (bed->n_refreshes, ==, 1);
}

static void
test_garbage_is_counted (GhFeedBed *bed, gconstpointer data)
{
  gh_feed_bed_go_live (bed);
  gh_test_server_send_text (bed->server, "garbage");
  gh_test_server_send_text (bed->server, "{\"type\":\"ACTIVITY_LOG\",\"data\":{}}");
  gh_test_server_send_text (bed->server, "");
  soup_websocket_connection_send_binary (get_socket (bed), "\x00\xff\x00", 3);
  gh_feed_bed_tell (bed, "a", gh_test_event_time_us (1));
  gh_test_wait_until (gh_event_log_contains (bed->log, "a"));
  g_assert_cmpuint (gh_feed_get_n_invalid (bed->feed), ==, 2);
  g_assert_cmpuint (gh_feed_get_n_ignored (bed->feed), ==, 2);
  g_assert_cmpint (gh_feed_get_state (bed->feed), ==, GH_FEED_LIVE);
  g_assert_cmpuint (count_handshakes (bed), ==, 1);
}

static void
test_fragments_are_one_message (GhFeedBed *bed, gconstpointer data)
{
  g_autofree char *event = gh_test_event_json ("a", gh_test_event_time_us (1));
  const gsize length = strlen (event), first = length / 2;
  g_autoptr (GByteArray) frames = g_byte_array_new ();

  g_assert_cmpuint (length - first, <, 126);
  g_byte_array_append (frames, (const guint8[]){ 0x01, (guint8) first }, 2);
  g_byte_array_append (frames, (const guint8 *) event, (guint) first);
  g_byte_array_append (frames, (const guint8[]){ 0x80, (guint8) (length - first) }, 2);
  g_byte_array_append (frames, (const guint8 *) event + first, (guint) (length - first));

  gh_feed_bed_go_live (bed);
  send_raw (bed, frames->data, frames->len);
  gh_test_wait_until (gh_event_log_contains (bed->log, "a"));
}

static void
test_broken_frames_end_the_link_and_nothing_else (GhFeedBed *bed, gconstpointer data)
{
  gh_feed_bed_go_live (bed);
  gh_feed_bed_happen (bed, "a", gh_test_event_time_us (1));
  send_raw (bed, "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", 16);
  gh_feed_bed_wait_state (bed, GH_FEED_WAITING);
  gh_feed_bed_recover (bed);
  g_assert_true (gh_event_log_contains (bed->log, "a"));
}

static char *
make_large_event (const char *id, gsize picture_bytes)
{
  GString *json = g_string_new (NULL);

  g_string_append_printf (json,
                          "{\"id\":\"%s\",\"eventType\":\"RECOGNIZED\",\"confidence\":0.5,"
                          "\"timestamp\":\"2026-01-01T00:00:10.000Z\",\"imageData\":\"",
                          id);
  while (json->len < picture_bytes)
    g_string_append (json, "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkS");
  g_string_append (json, "\"}");

  return g_string_free_and_steal (json);
}

static void
test_large_messages_keep_their_order (GhFeedBed *bed, gconstpointer data)
{
  g_autofree char *large = make_large_event ("large", 1024 * 1024);
  g_autofree char *larger = make_large_event ("larger", 5 * 1024 * 1024);

  gh_feed_bed_go_live (bed);
  gh_test_server_send_text (bed->server, larger);
  gh_test_server_send_text (bed->server, large);
  gh_feed_bed_tell (bed, "small", gh_test_event_time_us (1));
  gh_test_wait_until (gh_event_log_contains (bed->log, "small"));
  g_assert_true (gh_event_log_contains (bed->log, "large"));
  g_assert_true (gh_event_log_contains (bed->log, "larger"));
}

static void
test_too_large_a_message_comes_from_the_history (GhFeedBed *bed, gconstpointer data)
{
  g_autofree char *huge = make_large_event ("huge", 9 * 1024 * 1024);

  gh_feed_bed_go_live (bed);
  gh_feed_bed_happen (bed, "huge", gh_test_event_time_us (0));
  gh_test_server_send_text (bed->server, huge);
  gh_feed_bed_wait_state (bed, GH_FEED_WAITING);
  g_assert_error (gh_feed_get_error (bed->feed), GH_ERROR, GH_ERROR_LIMIT);
  gh_feed_bed_recover (bed);
  gh_feed_bed_assert_ids (bed, "huge |");
}

static void
test_flood_is_few_changes (GhFeedBed *bed, gconstpointer data)
{
  g_autoptr (GhListRecorder) recorder = NULL;

  gh_feed_bed_go_live (bed);
  recorder = gh_list_recorder_new (G_LIST_MODEL (bed->log));
  for (guint i = 0; i < 5000; i++)
    {
      g_autofree char *id = g_strdup_printf ("flood-%u", i);

      gh_feed_bed_tell (bed, id, gh_test_event_time_us (i));
    }
  while (!gh_event_log_contains (bed->log, "flood-4999"))
    {
      g_main_context_iteration (NULL, TRUE);
      gh_virtual_clock_advance_us (bed->clock, 100);
    }
  gh_virtual_clock_advance_us (bed->clock, G_USEC_PER_SEC);
  /* 100 µs for each turn of the loop: half a second at the worst, and two changes for each 80 ms. */
  g_assert_cmpuint (gh_list_recorder_get_n_changes (recorder), <=, 20);
  g_free (gh_list_recorder_take (recorder));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (bed->log)), ==, 100);
}

static void
test_sign_out_empties_everything (GhFeedBed *bed, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  gh_feed_bed_happen (bed, "a", gh_test_event_time_us (1));
  gh_feed_bed_go_live (bed);
  gh_feed_bed_assert_ids (bed, "a");
  gh_test_server_respond_full (bed->server, "POST", "/api/auth/logout", 204, NULL, NULL, NULL);
  gh_session_sign_out_async (bed->session, NULL, gh_test_take_result_cb, &result);
  gh_feed_bed_wait_state (bed, GH_FEED_OFF);
  gh_feed_bed_assert_ids (bed, "");
  g_assert_false (gh_event_log_contains (bed->log, "a"));
  g_assert_cmpint (gh_feed_get_last_received_us (bed->feed), ==, 0);
  gh_test_wait_until (result != NULL);
  gh_session_sign_out_finish (bed->session, result, NULL);
  gh_test_wait_until (gh_test_server_get_n_websockets (bed->server) == 0);

  /* Whoever signs in next sees what there is, the same events included. */
  g_clear_object (&result);
  gh_session_sign_in_async (bed->session, "officer@example.org", "correct horse", FALSE, NULL,
                            gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  g_assert_true (gh_session_sign_in_finish (bed->session, result, NULL));
  gh_feed_bed_go_live (bed);
  gh_feed_bed_assert_ids (bed, "a");
}

/* The bed's own teardown asserts that nothing holds the feed. */
static void
test_dispose_while_connecting (GhFeedBed *bed, gconstpointer data)
{
  gh_feed_start (bed->feed);
}

static void
test_dispose_during_the_handshake (GhFeedBed *bed, gconstpointer data)
{
  gh_test_server_hold (bed->server, GH_TEST_WEBSOCKET, "/");
  gh_feed_start (bed->feed);
  gh_test_wait_until (gh_test_server_get_n_held (bed->server, GH_TEST_WEBSOCKET, "/") == 1);
}

static void
test_dispose_while_catching_up (GhFeedBed *bed, gconstpointer data)
{
  gh_test_server_hold (bed->server, "GET", GH_FEED_BED_EVENTS);
  gh_feed_start (bed->feed);
  gh_feed_bed_wait_state (bed, GH_FEED_CATCHING_UP);
}

static void
test_dispose_while_live (GhFeedBed *bed, gconstpointer data)
{
  gh_feed_bed_go_live (bed);
  gh_feed_bed_tell (bed, "a", gh_test_event_time_us (1));
}

static void
test_dispose_while_waiting (GhFeedBed *bed, gconstpointer data)
{
  gh_test_server_stop (bed->server);
  gh_feed_start (bed->feed);
  gh_feed_bed_wait_state (bed, GH_FEED_WAITING);
}

static void
test_dispose_while_refused (GhFeedBed *bed, gconstpointer data)
{
  gh_test_server_refuse_websockets (bed->server, 403, NULL);
  gh_feed_start (bed->feed);
  gh_feed_bed_wait_state (bed, GH_FEED_REFUSED);
}

static void
test_dispose_during_the_refresh (GhFeedBed *bed, gconstpointer data)
{
  gh_test_server_hold (bed->server, "POST", "/api/auth/refresh");
  bed->access_number = 5;
  gh_feed_start (bed->feed);
  gh_test_wait_until (gh_test_server_get_n_held (bed->server, "POST", "/api/auth/refresh") == 1);
  g_assert_finalize_object (g_steal_pointer (&bed->feed));
  /* It is the session's, which goes on with it. */
  gh_test_server_release (bed->server, "POST", "/api/auth/refresh");
}

static void
alive_cb (GhFeedLink *link, gpointer user_data)
{
  (*(guint *) user_data)++;
}

static void
test_answer_to_a_ping_is_life (GhFeedBed *bed, gconstpointer data)
{
  g_autoptr (GhFeedLink) link =
    gh_websocket_link_new (gh_session_get_transport (bed->session),
                           gh_session_peek_access_token (bed->session), 1);
  guint n_alive = 0;

  g_signal_connect (link, "alive", G_CALLBACK (alive_cb), &n_alive);
  gh_feed_link_open (link);
  gh_test_wait_until (n_alive == 1); /* it is open */
  gh_virtual_clock_advance_us (bed->clock, GH_FEED_SILENCE_US - 1);
  gh_test_wait_until (n_alive == 2); /* after a second nothing but a ping can have done it */
  gh_virtual_clock_advance_us (bed->clock, GH_FEED_SILENCE_US - 1);
  gh_test_wait_until (n_alive == 3);
  gh_feed_link_close (link);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

#define ADD(name, function)                                                                       \
  g_test_add ("/feed/" name, GhFeedBed, GUINT_TO_POINTER (100), gh_feed_bed_set_up, function,     \
              gh_feed_bed_tear_down)
  ADD ("becomes-live", test_becomes_live);
  ADD ("shows-what-it-is-told-once", test_shows_what_it_is_told_once);
  ADD ("needs-somebody-signed-in", test_needs_somebody_signed_in);
  ADD ("silence-is-noticed-after-45-seconds", test_silence_is_noticed_after_45_seconds);
  ADD ("sleep-is-noticed", test_sleep_is_noticed);
  ADD ("sleep-ends-the-waiting", test_sleep_ends_the_waiting);
  ADD ("waits-longer-each-time", test_waits_longer_each_time);
  ADD ("only-a-good-link-resets-the-waiting", test_only_a_good_link_resets_the_waiting);
  ADD ("retry-now", test_retry_now);
  ADD ("handshake-has-a-deadline", test_handshake_has_a_deadline);
  ADD ("expired-token-is-refreshed-once", test_expired_token_is_refreshed_once);
  ADD ("refused-after-a-refresh-waits", test_refused_after_a_refresh_waits);
  ADD ("refused-refresh-signs-out", test_refused_refresh_signs_out);
  ADD ("refusal-is-told-and-looked-at-again", test_refusal_is_told_and_looked_at_again);
  ADD ("busy-server-says-when", test_busy_server_says_when);
  ADD ("close-codes", test_close_codes);
  ADD ("close-4401-refreshes", test_close_4401_refreshes);
  ADD ("garbage-is-counted", test_garbage_is_counted);
  ADD ("fragments-are-one-message", test_fragments_are_one_message);
  ADD ("broken-frames-end-the-link-and-nothing-else",
       test_broken_frames_end_the_link_and_nothing_else);
  ADD ("large-messages-keep-their-order", test_large_messages_keep_their_order);
  ADD ("too-large-a-message-comes-from-the-history",
       test_too_large_a_message_comes_from_the_history);
  ADD ("flood-is-few-changes", test_flood_is_few_changes);
  ADD ("sign-out-empties-everything", test_sign_out_empties_everything);
  ADD ("dispose-while-connecting", test_dispose_while_connecting);
  ADD ("dispose-during-the-handshake", test_dispose_during_the_handshake);
  ADD ("dispose-while-catching-up", test_dispose_while_catching_up);
  ADD ("dispose-while-live", test_dispose_while_live);
  ADD ("dispose-while-waiting", test_dispose_while_waiting);
  ADD ("dispose-while-refused", test_dispose_while_refused);
  ADD ("dispose-during-the-refresh", test_dispose_during_the_refresh);
  ADD ("answer-to-a-ping-is-life", test_answer_to_a_ping_is_life);
#undef ADD

  return g_test_run ();
}
