/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-feed-bed.h"

#include "gh-test-events.h"
#include "gh-time.h"

#define TOKENS                                                                                    \
  "{\"success\":true,\"data\":{\"accessToken\":\"access-%u\",\"refreshToken\":\"refresh-%u\","    \
  "\"user\":" USER "}}"
#define USER                                                                                      \
  "{\"id\":\"u1\",\"email\":\"officer@example.org\",\"firstName\":\"Ada\",\"lastName\":\"L\","    \
  "\"role\":\"USER\",\"isActive\":true,\"createdAt\":\"2026-01-01T00:00:00.000Z\","               \
  "\"updatedAt\":\"2026-01-01T00:00:00.000Z\"}"

static char *
print_tokens (GhFeedBed *self)
{
  return g_strdup_printf (TOKENS, self->access_number, self->access_number);
}

static void
refresh_cb (GhTestServer *server, SoupServerMessage *message, const char *body, gpointer user_data)
{
  GhFeedBed *self = user_data;
  g_autofree char *json = NULL;

  self->n_refreshes++;
  if (self->refuses_refresh)
    {
      gh_test_server_answer (message, SOUP_STATUS_UNAUTHORIZED,
                             "{\"message\":\"Refresh token has been revoked\",\"statusCode\":401}");
      return;
    }
  self->access_number++;
  json = print_tokens (self);
  gh_test_server_answer (message, SOUP_STATUS_OK, json);
}

static guint
handshake_cb (GhTestServer *server, SoupServerMessage *message, gpointer user_data)
{
  GhFeedBed *self = user_data;
  g_autofree char *expected = g_strdup_printf ("Bearer access-%u", self->access_number);

  return g_strcmp0 (soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                                  "Authorization"),
                    expected) == 0
           ? 0
           : SOUP_STATUS_UNAUTHORIZED;
}

static gint64
look_up_number (GHashTable *query, const char *name)
{
  const char *text = query != NULL ? g_hash_table_lookup (query, name) : NULL;

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

static void
list_events_cb (GhTestServer *server,
                SoupServerMessage *message,
                const char *body,
                gpointer user_data)
{
  GhFeedBed *self = user_data;
  const char *query_text = gh_test_server_get_query (server, "GET", GH_FEED_BED_EVENTS);
  g_autoptr (GHashTable) query = query_text != NULL ? soup_form_decode (query_text) : NULL;
  const char *start = query != NULL ? g_hash_table_lookup (query, "startDate") : NULL;
  const char *end = query != NULL ? g_hash_table_lookup (query, "endDate") : NULL;
  const gint64 page = look_up_number (query, "page"), limit = look_up_number (query, "limit");
  g_autoptr (GString) json = g_string_new ("{\"success\":true,\"data\":{\"items\":[");
  gint64 start_us = G_MININT64, end_us = G_MAXINT64, n_matching = 0;

  self->n_history++;
  if (self->before_page != NULL)
    self->before_page (self);
  if (self->page_status != 0)
    {
      soup_message_headers_append (soup_server_message_get_response_headers (message),
                                   "Retry-After", "20");
      gh_test_server_answer (message, self->page_status, "{\"message\":\"No\"}");
      return;
    }
  if (start != NULL && !self->ignores_period)
    g_assert_true (gh_time_parse_iso8601 (start, &start_us, NULL));
  if (end != NULL && !self->ignores_period)
    g_assert_true (gh_time_parse_iso8601 (end, &end_us, NULL));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->history)); i++)
    {
      g_autoptr (GhFaceEvent) event = g_list_model_get_item (G_LIST_MODEL (self->history), i);
      const gint64 timestamp_us = gh_face_event_get_timestamp_us (event);

      if (timestamp_us < start_us || timestamp_us > end_us)
        continue;
      if (n_matching >= (page - 1) * limit && n_matching < page * limit)
        {
          g_autofree char *one = gh_test_event_json (gh_face_event_get_id (event), timestamp_us);

          g_string_append_printf (json, "%s%s", g_str_has_suffix (json->str, "[") ? "" : ",", one);
        }
      n_matching++;
    }
  g_string_append_printf (json,
                          "],\"total\":%" G_GINT64_FORMAT ",\"page\":%" G_GINT64_FORMAT
                          ",\"limit\":%" G_GINT64_FORMAT ",\"totalPages\":%" G_GINT64_FORMAT "}}",
                          n_matching, page, limit, (n_matching + limit - 1) / limit);
  gh_test_server_answer (message, SOUP_STATUS_OK, json->str);
}

static void
state_notified_cb (GhFeed *feed, GParamSpec *pspec, gpointer user_data)
{
  GhFeedBed *self = user_data;
  g_autoptr (GEnumClass) klass = g_type_class_ref (GH_TYPE_FEED_STATE);

  if (self->states->len > 0)
    g_string_append_c (self->states, ' ');
  g_string_append (self->states,
                   g_enum_get_value (klass, (int) gh_feed_get_state (feed))->value_nick);
}

void
gh_feed_bed_set_up (GhFeedBed *self, gconstpointer data)
{
  g_autoptr (GhServerAddress) address = NULL;
  g_autoptr (GhTransport) transport = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (GError) error = NULL;
  g_autofree char *tokens = NULL;

  self->states = g_string_new (NULL);
  self->history = g_list_store_new (GH_TYPE_FACE_EVENT);
  self->access_number = 1;
  self->clock = gh_virtual_clock_new ();
  self->server = gh_test_server_new ();
  tokens = print_tokens (self);
  gh_test_server_respond (self->server, "POST", "/api/auth/login", SOUP_STATUS_OK, tokens);
  gh_test_server_respond (self->server, "GET", "/api/auth/me", SOUP_STATUS_OK,
                          "{\"success\":true,\"data\":" USER "}");
  gh_test_server_handle (self->server, "POST", "/api/auth/refresh", refresh_cb, self);
  gh_test_server_handle (self->server, "GET", GH_FEED_BED_EVENTS, list_events_cb, self);
  gh_test_server_set_handshake (self->server, handshake_cb, self);

  address = gh_server_address_new (gh_test_server_get_base (self->server), &error);
  g_assert_no_error (error);
  transport = gh_transport_new (address, GH_CLOCK (self->clock));
  self->session = gh_session_new (transport, NULL);
  gh_session_sign_in_async (self->session, "officer@example.org", "correct horse", FALSE, NULL,
                            gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  g_assert_true (gh_session_sign_in_finish (self->session, result, &error));
  g_assert_no_error (error);

  self->face_recognition = gh_face_recognition_new (self->session);
  self->log = gh_event_log_new (GH_CLOCK (self->clock), GPOINTER_TO_UINT (data));
  self->feed = gh_feed_new (self->session, self->face_recognition, self->log, random);
  gh_feed_set_transport (self->feed, GH_FEED_TRANSPORT_WEBSOCKET);
  g_signal_connect (self->feed, "notify::state", G_CALLBACK (state_notified_cb), self);
}

void
gh_feed_bed_tear_down (GhFeedBed *self, gconstpointer data)
{
  if (self->feed != NULL)
    g_assert_finalize_object (self->feed);
  g_assert_finalize_object (self->log);
  /* What was cancelled has to hear of it, and what was said on leaving is still on its way. */
  gh_test_wait_until (G_OBJECT (self->face_recognition)->ref_count == 1);
  g_assert_finalize_object (self->face_recognition);
  gh_test_wait_until (G_OBJECT (self->session)->ref_count == 1);
  g_assert_finalize_object (self->session);
  g_clear_object (&self->server);
  g_clear_object (&self->history);
  gh_test_drain ();
  g_assert_cmpuint (gh_virtual_clock_get_n_timeouts (self->clock), ==, 0);
  g_clear_object (&self->clock);
  g_string_free (self->states, TRUE);
}

void
gh_feed_bed_happen (GhFeedBed *self, const char *id, gint64 timestamp_us)
{
  g_autoptr (GhFaceEvent) event = gh_test_event_new (id, timestamp_us);

  g_list_store_insert_sorted (self->history, event,
                              (GCompareDataFunc) (GCallback) gh_face_event_compare_newest_first,
                              NULL);
}

void
gh_feed_bed_tell (GhFeedBed *self, const char *id, gint64 timestamp_us)
{
  g_autofree char *event = gh_test_event_json (id, timestamp_us);
  g_autofree char *text =
    g_strdup_printf ("{\"type\":\"face_recognition_event\",\"data\":%s}", event);
  GPtrArray *sockets = gh_test_server_get_websockets (self->server);

  /* One that is about to close takes nothing more. */
  for (guint i = 0; i < sockets->len; i++)
    if (soup_websocket_connection_get_state (sockets->pdata[i]) == SOUP_WEBSOCKET_STATE_OPEN)
      soup_websocket_connection_send_text (sockets->pdata[i], text);
}

void
gh_feed_bed_close (GhFeedBed *self, gushort code)
{
  GPtrArray *sockets = gh_test_server_get_websockets (self->server);

  for (guint i = 0; i < sockets->len; i++)
    if (soup_websocket_connection_get_state (sockets->pdata[i]) == SOUP_WEBSOCKET_STATE_OPEN)
      soup_websocket_connection_close (sockets->pdata[i], code, NULL);
}

void
gh_feed_bed_wait_state (GhFeedBed *self, GhFeedState state)
{
  gh_test_wait_until (gh_feed_get_state (self->feed) == state);
}

void
gh_feed_bed_go_live (GhFeedBed *self)
{
  gh_feed_start (self->feed);
  gh_feed_bed_wait_state (self, GH_FEED_LIVE);
}

void
gh_feed_bed_skip (GhFeedBed *self)
{
  const gint64 delay_us = gh_virtual_clock_get_next_delay_us (self->clock);

  g_assert_cmpint (delay_us, >=, 0);
  gh_virtual_clock_advance_us (self->clock, delay_us);
}

static gboolean
is_request_waiting (GhFeedBed *self)
{
  GhBudgetUse use;

  gh_budget_get_use (gh_transport_get_budget (gh_session_get_transport (self->session)), &use);

  return use.n_waiting > 0;
}

static gboolean
is_live_or_waiting (GhFeedBed *self)
{
  return is_request_waiting (self) || gh_feed_get_state (self->feed) == GH_FEED_LIVE
         || gh_feed_get_retry_at_us (self->feed) != 0
         || (gh_feed_get_state (self->feed) == GH_FEED_CATCHING_UP
             && gh_feed_get_error (self->feed) != NULL);
}

void
gh_feed_bed_recover (GhFeedBed *self)
{
  while (TRUE)
    {
      gh_test_wait_until (is_live_or_waiting (self));
      if (gh_feed_get_state (self->feed) == GH_FEED_LIVE)
        return;
      gh_feed_bed_skip (self);
      /* What was waited for may be a request: it is answered before more time passes. */
      gh_test_drain ();
    }
}

char *
gh_feed_bed_ids (GhFeedBed *self)
{
  /* More than the log ever waits, less than anything else does. */
  gh_virtual_clock_advance_us (self->clock, 80 * G_TIME_SPAN_MILLISECOND);

  return gh_test_event_ids (G_LIST_MODEL (self->log));
}

char *
gh_feed_bed_take_states (GhFeedBed *self)
{
  char *states = g_strdup (self->states->str);

  g_string_set_size (self->states, 0);

  return states;
}
