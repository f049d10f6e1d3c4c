/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cache.h"
#include "gh-feed-bed.h"
#include "gh-feed-expiry.h"
#include "gh-test-events.h"
#include "gh-test-main.h"

/* What is kept of the server's answers, once events say that it is otherwise. */

#define RECORDS "/api/face-recognition/records"
#define STATISTICS "/api/face-recognition/stats"
#define NO_RECORDS                                                                                \
  "{\"success\":true,\"data\":{\"items\":[],\"total\":0,\"page\":1,\"limit\":10,"                 \
  "\"totalPages\":0}}"
#define NO_STATISTICS                                                                             \
  "{\"success\":true,\"data\":{\"totalFaces\":0,\"activeFaces\":0,\"totalEvents\":0,"             \
  "\"eventsToday\":0,\"recognitionRate\":0,\"averageConfidence\":0}}"

typedef struct
{
  GhFeedBed bed;
  guint n_records;    /* how often it was said that records are not what they were */
  guint n_statistics; /* and figures */
} ExpiryBed;

static void
changed_cb (GhCache *cache, guint areas, gpointer user_data)
{
  ExpiryBed *self = user_data;

  g_assert_cmpuint (areas & ~(guint) (GH_CACHE_RECORDS | GH_CACHE_STATISTICS), ==, 0);
  self->n_records += (areas & GH_CACHE_RECORDS) != 0;
  self->n_statistics += (areas & GH_CACHE_STATISTICS) != 0;
}

static void
set_up (ExpiryBed *self, gconstpointer data)
{
  gh_feed_bed_set_up (&self->bed, GUINT_TO_POINTER (100));
  gh_test_server_respond (self->bed.server, "GET", RECORDS, SOUP_STATUS_OK, NO_RECORDS);
  gh_test_server_respond (self->bed.server, "GET", STATISTICS, SOUP_STATUS_OK, NO_STATISTICS);
  g_signal_connect (gh_session_get_cache (self->bed.session), "changed", G_CALLBACK (changed_cb),
                    self);
}

static void
tear_down (ExpiryBed *self, gconstpointer data)
{
  g_signal_handlers_disconnect_by_data (gh_session_get_cache (self->bed.session), self);
  gh_feed_bed_tear_down (&self->bed, data);
}

/* Those who are connected are told, and it has arrived. */
static void
tell (ExpiryBed *self, const char *id, const char *type)
{
  g_autofree char *text =
    g_strdup_printf ("{\"type\":\"face_recognition_event\",\"data\":{\"id\":\"%s\","
                     "\"eventType\":\"%s\",\"confidence\":0.9,"
                     "\"timestamp\":\"2026-01-02T03:04:05.678Z\"}}",
                     id, type);
  GPtrArray *sockets = gh_test_server_get_websockets (self->bed.server);

  g_assert_cmpuint (sockets->len, ==, 1);
  soup_websocket_connection_send_text (sockets->pdata[0], text);
  gh_test_wait_until (gh_event_log_contains (self->bed.log, id));
}

static void
pass (ExpiryBed *self, gint64 time_us)
{
  gh_virtual_clock_advance_us (self->bed.clock, time_us);
}

static void
test_which_events (ExpiryBed *self, gconstpointer data)
{
  const struct
  {
    const char *type;
    gboolean is_about_records;
  } cases[] = {
    { "DETECTED", FALSE }, { "RECOGNIZED", FALSE }, { "UNKNOWN", FALSE },   { "ENROLLED", TRUE },
    { "UPDATED", TRUE },   { "DELETED", TRUE },     { "SOMETHING", FALSE },
  };

  gh_feed_bed_go_live (&self->bed);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      self->n_records = self->n_statistics = 0;
      tell (self, cases[i].type, cases[i].type);
      g_assert_cmpuint (self->n_records + self->n_statistics, ==, 0);
      pass (self, GH_FEED_EXPIRY_STATISTICS_US);
      g_test_message ("%s", cases[i].type);
      g_assert_cmpuint (self->n_records, ==, cases[i].is_about_records);
      g_assert_cmpuint (self->n_statistics, ==, 1);
    }
}

static void
test_a_busy_door (ExpiryBed *self, gconstpointer data)
{
  gh_feed_bed_go_live (&self->bed);
  for (guint second = 0; second < 60; second++)
    {
      for (guint i = 0; i < 5; i++)
        {
          g_autofree char *id = g_strdup_printf ("%u-%u", second, i);

          tell (self, id, second == 30 ? "ENROLLED" : "RECOGNIZED");
        }
      pass (self, G_USEC_PER_SEC);
    }
  g_assert_cmpuint (self->n_records, ==, 1);
  g_assert_cmpuint (self->n_statistics, ==, 6);
}

static void
test_history_at_first_is_no_news (ExpiryBed *self, gconstpointer data)
{
  gh_feed_bed_happen (&self->bed, "a", gh_test_event_time_us (1));
  gh_feed_bed_go_live (&self->bed);
  pass (self, GH_FEED_EXPIRY_STATISTICS_US);
  g_assert_cmpuint (self->n_statistics, ==, 0);

  /* What was missed is. */
  gh_test_server_abort_websockets (self->bed.server);
  gh_feed_bed_wait_state (&self->bed, GH_FEED_WAITING);
  gh_feed_bed_happen (&self->bed, "b", gh_test_event_time_us (2));
  gh_feed_bed_recover (&self->bed);
  pass (self, GH_FEED_EXPIRY_STATISTICS_US);
  g_assert_cmpuint (self->n_statistics, ==, 1);
}

static void
ask (ExpiryBed *self, guint n_records, guint n_statistics)
{
  g_autoptr (GAsyncResult) records = NULL;
  g_autoptr (GAsyncResult) statistics = NULL;
  g_autoptr (GhResultPage) page = NULL;
  g_autoptr (GhStatistics) figures = NULL;

  gh_face_recognition_list_records_async (self->bed.face_recognition, 1, 10, NULL, NULL,
                                          gh_test_take_result_cb, &records);
  gh_face_recognition_get_statistics_async (self->bed.face_recognition, NULL,
                                            gh_test_take_result_cb, &statistics);
  gh_test_wait_until (records != NULL && statistics != NULL);
  page = gh_face_recognition_list_records_finish (self->bed.face_recognition, records, NULL);
  g_assert_nonnull (page);
  figures =
    gh_face_recognition_get_statistics_finish (self->bed.face_recognition, statistics, NULL);
  g_assert_nonnull (figures);
  g_assert_cmpuint (gh_test_server_count (self->bed.server, "GET", RECORDS), ==, n_records);
  g_assert_cmpuint (gh_test_server_count (self->bed.server, "GET", STATISTICS), ==, n_statistics);
}

static void
test_what_is_kept_is_asked_for_again (ExpiryBed *self, gconstpointer data)
{
  gh_feed_bed_go_live (&self->bed);
  ask (self, 1, 1);
  ask (self, 1, 1);

  tell (self, "seen", "RECOGNIZED");
  pass (self, GH_FEED_EXPIRY_DELAY_US);
  ask (self, 1, 2);
  tell (self, "enrolled", "ENROLLED");
  pass (self, GH_FEED_EXPIRY_DELAY_US);
  ask (self, 2, 2);
  ask (self, 2, 2);

  /* The server may keep some of its own; so it is not believed for five minutes. */
  pass (self, GH_FEED_EXPIRY_STATISTICS_US);
  ask (self, 3, 3);
}

static void
test_nobody_is_told_after_a_sign_out (ExpiryBed *self, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  gh_feed_bed_go_live (&self->bed);
  tell (self, "enrolled", "ENROLLED");
  gh_session_sign_out_async (self->bed.session, NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  pass (self, GH_FEED_EXPIRY_STATISTICS_US);
  g_assert_cmpuint (self->n_records + self->n_statistics, ==, 0);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

#define ADD(name, function)                                                                       \
  g_test_add ("/feed/expiry/" name, ExpiryBed, NULL, set_up, function, tear_down)
  ADD ("which-events", test_which_events);
  ADD ("a-busy-door", test_a_busy_door);
  ADD ("history-at-first-is-no-news", test_history_at_first_is_no_news);
  ADD ("what-is-kept-is-asked-for-again", test_what_is_kept_is_asked_for_again);
  ADD ("nobody-is-told-after-a-sign-out", test_nobody_is_told_after_a_sign_out);
#undef ADD

  return g_test_run ();
}
