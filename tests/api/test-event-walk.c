/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-event-gathering.h"
#include "gh-list-recorder.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"
#include "gh-time.h"
#include "session-fixture.h"

#include <libsoup/soup.h>
#include <stdlib.h>

#define EVENTS "/api/face-recognition/events"
#define SECOND G_TIME_SPAN_SECOND
#define NEWEST_US G_GINT64_CONSTANT (1767225600000000)

/* A history of @n events, one a second; event i is of record "r<i mod 3>" on camera "c<i mod 5>",
 * with a confidence of (i mod 10) tenths. The server minds records and nothing else. */
typedef struct
{
  SessionFixture base;
  guint n;
  guint most_limit;
  guint n_refused;
  GString *log; /* (owned): record and page of each request */
} Fixture;

static const char *
get_record (guint i)
{
  static const char *const records[] = { "r0", "r1", "r2" };

  return records[i % 3];
}

static void
events_cb (GhTestServer *server, SoupServerMessage *message, const char *body, gpointer user_data)
{
  Fixture *fixture = user_data;
  const char *text = g_uri_get_query (soup_server_message_get_uri (message));
  g_autoptr (GHashTable) query = soup_form_decode (text);
  const char *record = g_hash_table_lookup (query, "faceRecordId");
  guint page = (guint) atoi (g_hash_table_lookup (query, "page"));
  guint limit = (guint) atoi (g_hash_table_lookup (query, "limit"));
  guint first;
  guint row = 0;
  guint n_given = 0;
  g_autoptr (GString) json = g_string_new ("{\"success\":true,\"data\":{\"events\":[");

  if (fixture->n_refused > 0)
    {
      fixture->n_refused--;
      gh_test_server_answer (message, 501, "{}");
      return;
    }
  g_string_append_printf (fixture->log, "%s/%u ", record != NULL ? record : "all", page);
  if (fixture->most_limit > 0)
    limit = MIN (limit, fixture->most_limit);
  first = (page - 1) * limit;
  for (guint i = 0; i < fixture->n; i++)
    {
      if (record != NULL && !g_str_equal (record, get_record (i)))
        continue;
      if (row >= first && row < first + limit)
        {
          g_autofree char *time = gh_time_format_iso8601 (NEWEST_US - i * SECOND);

          g_string_append_printf (json,
                                  "%s{\"id\":\"e%u\",\"eventType\":\"RECOGNIZED\",\"confidence\":"
                                  "0.%u,\"timestamp\":\"%s\",\"faceRecordId\":\"%s\","
                                  "\"cameraId\":\"c%u\"}",
                                  n_given > 0 ? "," : "", i, i % 10, time, get_record (i), i % 5);
          n_given++;
        }
      row++;
    }
  g_string_append_printf (json, "],\"total\":%u,\"page\":%u,\"limit\":%u,\"totalPages\":null}}",
                          row, page, limit);
  gh_test_server_answer (message, 200, json->str);
}

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  session_fixture_set_up (&fixture->base, user_data);
  session_fixture_sign_in (&fixture->base, FALSE);
  fixture->log = g_string_new (NULL);
  gh_test_server_handle (fixture->base.server, "GET", EVENTS, events_cb, fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_string_free (fixture->log, TRUE);
  session_fixture_tear_down (&fixture->base, user_data);
}

static GPtrArray *
next (GhEventWalk *walk, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gh_event_walk_next_async (walk, NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  return gh_event_walk_next_finish (walk, result, error);
}

/* Goes to the end; the ids of what was given. */
static char *
walk_to_end (GhEventWalk *walk)
{
  g_autoptr (GString) ids = g_string_new (NULL);
  gint64 before_us = G_MAXINT64;

  while (!gh_event_walk_is_done (walk))
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) events = next (walk, &error);

      g_assert_no_error (error);
      for (guint i = 0; i < events->len; i++)
        {
          GhFaceEvent *event = g_ptr_array_index (events, i);

          g_assert_cmpint (gh_face_event_get_timestamp_us (event), <, before_us);
          before_us = gh_face_event_get_timestamp_us (event);
          g_string_append_printf (ids, "%s ", gh_face_event_get_id (event));
        }
      g_assert_cmpint (gh_event_walk_get_reached_us (walk), <=, before_us);
    }
  return g_string_free_and_steal (g_steal_pointer (&ids));
}

static void
assert_walk (Fixture *fixture, const GhEventFilter *filter, guint page_size, const char *ids)
{
  g_autoptr (GhFaceRecognition) group = gh_face_recognition_new (fixture->base.session);
  g_autoptr (GhEventWalk) walk = gh_event_walk_new (group, filter, page_size);
  g_autofree char *met = NULL;

  /* What was answered before is of another history. */
  gh_cache_expire (gh_endpoint_group_get_cache (GH_ENDPOINT_GROUP (group)), GH_CACHE_EVENTS);
  met = walk_to_end (walk);
  g_assert_cmpstr (met, ==, ids);
}

static void
test_one_query (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GhEventFilter) filter = gh_event_filter_new ();

  fixture->n = 7;
  assert_walk (fixture, filter, 3, "e0 e1 e2 e3 e4 e5 e6 ");
  g_assert_cmpstr (fixture->log->str, ==, "all/1 all/2 all/3 ");
  fixture->n = 0;
  assert_walk (fixture, filter, 3, "");
  /* A last page that is full cannot be told from one before others. */
  fixture->n = 6;
  g_string_truncate (fixture->log, 0);
  assert_walk (fixture, filter, 3, "e0 e1 e2 e3 e4 e5 ");
  g_assert_cmpstr (fixture->log->str, ==, "all/1 all/2 all/3 ");
  /* The server gives less than it is asked for. */
  fixture->n = 5;
  fixture->most_limit = 2;
  assert_walk (fixture, filter, 100, "e0 e1 e2 e3 e4 ");
}

/* A person of two faces: two queries, in one order. */
static void
test_several_queries (Fixture *fixture, gconstpointer user_data)
{
  const char *const records[] = { "r0", "r2", NULL };
  const char *const none[] = { NULL };
  g_autoptr (GhEventFilter) filter = gh_event_filter_new ();

  fixture->n = 12;
  filter->person_records = g_strdupv ((GStrv) records);
  assert_walk (fixture, filter, 2, "e0 e2 e3 e5 e6 e8 e9 e11 ");
  g_assert_cmpint (fixture->log->len, >, 0);

  /* Somebody without a face was not seen, and nobody is asked. */
  g_string_truncate (fixture->log, 0);
  g_strfreev (filter->person_records);
  filter->person_records = g_strdupv ((GStrv) none);
  assert_walk (fixture, filter, 2, "");
  g_assert_cmpstr (fixture->log->str, ==, "");
}

static void
test_local_filters (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GhEventFilter) filter = gh_event_filter_new ();

  fixture->n = 22;
  g_assert_false (gh_event_filter_is_local (filter));
  filter->camera_id = g_strdup ("c1");
  g_assert_true (gh_event_filter_is_local (filter));
  assert_walk (fixture, filter, 5, "e1 e6 e11 e16 e21 ");
  filter->least_confidence = 0.6;
  assert_walk (fixture, filter, 5, "e6 e16 ");
  g_clear_pointer (&filter->camera_id, g_free);
  filter->most_confidence = 0.7;
  assert_walk (fixture, filter, 5, "e6 e7 e16 e17 ");
  /* This server does not mind the period: ours is kept all the same, and nothing older read. */
  filter->least_confidence = 0.0;
  filter->most_confidence = 1.0;
  filter->end_us = NEWEST_US - 2 * SECOND;
  filter->start_us = NEWEST_US - 4 * SECOND;
  g_string_truncate (fixture->log, 0);
  assert_walk (fixture, filter, 3, "e2 e3 e4 ");
  g_assert_cmpstr (fixture->log->str, ==, "all/1 all/2 ");
  filter->start_us = 0;
  filter->end_us = 0;
  filter->face_record_id = g_strdup ("r1");
  filter->event_type = GH_EVENT_TYPE_UNKNOWN;
  assert_walk (fixture, filter, 3, "");
}

/* A step that failed is tried again, and nothing is lost or doubled. */
static void
test_faults (Fixture *fixture, gconstpointer user_data)
{
  const char *const records[] = { "r0", "r1", NULL };
  g_autoptr (GhEventFilter) filter = gh_event_filter_new ();
  g_autoptr (GhFaceRecognition) group = gh_face_recognition_new (fixture->base.session);
  g_autoptr (GhEventWalk) walk = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *met = NULL;

  fixture->n = 9;
  fixture->n_refused = 1;
  filter->person_records = g_strdupv ((GStrv) records);
  walk = gh_event_walk_new (group, filter, 2);
  g_assert_cmpint (gh_event_walk_get_total (walk), ==, -1);
  events = next (walk, &error);
  g_assert_null (events);
  g_assert_error (error, GH_ERROR, GH_ERROR_SERVER);
  g_assert_false (gh_event_walk_is_done (walk));

  met = walk_to_end (walk);
  g_assert_cmpstr (met, ==, "e0 e1 e3 e4 e6 e7 ");
  g_assert_cmpuint (gh_event_walk_get_n_examined (walk), ==, 6);
  g_assert_cmpint (gh_event_walk_get_total (walk), ==, 6);
}

static void
test_gathering (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GhEventFilter) filter = gh_event_filter_new ();
  g_autoptr (GhFaceRecognition) group = gh_face_recognition_new (fixture->base.session);
  g_autoptr (GhEventGathering) gathering = NULL;

  /* One in fifty; a load looks at five pages of a hundred. */
  fixture->n = 1200;
  filter->camera_id = g_strdup ("c3");
  filter->least_confidence = 0.3;
  filter->most_confidence = 0.3;
  gathering = gh_event_gathering_new (group, filter);
  g_assert_cmpint (gh_event_gathering_get_state (gathering), ==, GH_PAGED_LIST_EMPTY);

  gh_event_gathering_load_more (gathering);
  g_assert_cmpint (gh_event_gathering_get_state (gathering), ==, GH_PAGED_LIST_LOADING);
  gh_test_wait_until (!gh_event_gathering_get_is_loading (gathering));
  g_assert_cmpint (gh_event_gathering_get_state (gathering), ==, GH_PAGED_LIST_READY);
  g_assert_cmpuint (gh_event_gathering_get_n_examined (gathering), ==, 500);
  g_assert_cmpint (gh_event_gathering_get_total (gathering), ==, 1200);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (gathering)), ==, 50);
  g_assert_false (gh_event_gathering_get_is_done (gathering));

  gh_event_gathering_load_back_to (gathering, NEWEST_US - 650 * SECOND);
  gh_test_wait_until (!gh_event_gathering_get_is_loading (gathering));
  g_assert_cmpuint (gh_event_gathering_get_n_examined (gathering), ==, 700);

  for (guint i = 0; i < 2; i++)
    {
      gh_event_gathering_load_more (gathering);
      gh_test_wait_until (!gh_event_gathering_get_is_loading (gathering));
    }
  g_assert_true (gh_event_gathering_get_is_done (gathering));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (gathering)), ==, 120);
  g_assert_cmpuint (gh_event_gathering_get_n_examined (gathering), ==, 1200);
  gh_event_gathering_load_more (gathering);
  g_assert_false (gh_event_gathering_get_is_loading (gathering));
}

/* The last page is full, and the server says that it is the last: nobody is sent to look for more. */
static void
test_gathering_knows_its_end (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GhEventFilter) filter = gh_event_filter_new ();
  g_autoptr (GhFaceRecognition) group = gh_face_recognition_new (fixture->base.session);
  g_autoptr (GhEventGathering) gathering = NULL;

  fixture->n = 300;
  filter->camera_id = g_strdup ("c1");
  gathering = gh_event_gathering_new (group, filter);
  gh_event_gathering_load_more (gathering);
  gh_test_wait_until (!gh_event_gathering_get_is_loading (gathering));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (gathering)), ==, 60);
  g_assert_true (gh_event_gathering_get_is_done (gathering));
  g_assert_cmpstr (fixture->log->str, ==, "all/1 all/2 all/3 all/4 ");

  /* As much as one load looks at, and no more. */
  g_clear_object (&gathering);
  fixture->n = 500;
  gh_cache_expire (gh_endpoint_group_get_cache (GH_ENDPOINT_GROUP (group)), GH_CACHE_EVENTS);
  g_free (filter->camera_id);
  filter->camera_id = g_strdup ("nowhere");
  gathering = gh_event_gathering_new (group, filter);
  gh_event_gathering_load_more (gathering);
  gh_test_wait_until (!gh_event_gathering_get_is_loading (gathering));
  g_assert_true (gh_event_gathering_get_is_done (gathering));
  g_assert_cmpuint (gh_event_gathering_get_n_examined (gathering), ==, 500);
}

/* Let go while a page is under way: nothing comes, and nobody is touched. */
static void
test_let_go (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GhEventFilter) filter = gh_event_filter_new ();
  g_autoptr (GhFaceRecognition) group = gh_face_recognition_new (fixture->base.session);
  g_autoptr (GhEventGathering) gathering = gh_event_gathering_new (group, filter);

  fixture->n = 1000;
  gh_event_gathering_load_more (gathering);
  g_assert_finalize_object (g_steal_pointer (&gathering));
  gh_test_drain ();
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)
  ADD ("/event-walk/one-query", test_one_query);
  ADD ("/event-walk/several-queries", test_several_queries);
  ADD ("/event-walk/local-filters", test_local_filters);
  ADD ("/event-walk/faults", test_faults);
  ADD ("/event-walk/gathering", test_gathering);
  ADD ("/event-walk/end", test_gathering_knows_its_end);
  ADD ("/event-walk/let-go", test_let_go);
#undef ADD

  return g_test_run ();
}
