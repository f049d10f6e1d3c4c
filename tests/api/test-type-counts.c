/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-json-reader.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"
#include "gh-type-counts.h"
#include "session-fixture.h"

#define EVENTS "/api/face-recognition/events"

typedef struct
{
  SessionFixture session;
  GhFaceRecognition *faces; /* (owned) */
  GhEventReader *reader;    /* (owned) */
  GhTypeCounts *counts;     /* (owned) */
  GString *asked;           /* (owned): the types, as the server calls them */
  guint n_answered;
  guint n_until_failure;
  guint n_changes;
} Fixture;

/* Of the first type that it is asked for there are a hundred, of the next 101. */
static void
events_cb (GhTestServer *server, SoupServerMessage *message, const char *body, gpointer user_data)
{
  Fixture *fixture = user_data;
  const char *query = gh_test_server_get_query (server, "GET", EVENTS);
  g_autoptr (GHashTable) params = g_uri_parse_params (query, -1, "&", G_URI_PARAMS_NONE, NULL);
  g_autofree char *reply = NULL;

  if (fixture->n_until_failure-- == 0)
    {
      gh_test_server_answer (message, 403, "{\"message\":\"no\",\"statusCode\":403}");
      return;
    }

  g_assert_cmpstr (g_hash_table_lookup (params, "limit"), ==, "1");
  g_string_append_printf (fixture->asked, "%s ",
                          (const char *) g_hash_table_lookup (params, "eventType"));
  reply = g_strdup_printf ("{\"success\":true,\"data\":{\"items\":[],\"total\":%u,\"page\":1,"
                           "\"limit\":1,\"totalPages\":100}}",
                           100 + fixture->n_answered++);
  gh_test_server_answer (message, 200, reply);
}

static void
changed_cb (Fixture *fixture)
{
  fixture->n_changes++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  session_fixture_set_up (&fixture->session, NULL);
  session_fixture_sign_in (&fixture->session, FALSE);
  fixture->faces = gh_face_recognition_new (fixture->session.session);
  fixture->reader = gh_event_reader_new (fixture->faces, GH_CLOCK (fixture->session.clock));
  fixture->counts = gh_type_counts_new (fixture->reader, GH_CLOCK (fixture->session.clock));
  fixture->asked = g_string_new (NULL);
  fixture->n_until_failure = G_MAXUINT;
  g_signal_connect_swapped (fixture->counts, "changed", G_CALLBACK (changed_cb), fixture);
  gh_test_server_handle (fixture->session.server, "GET", EVENTS, events_cb, fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->counts);
  g_assert_finalize_object (fixture->reader);
  g_clear_object (&fixture->faces);
  g_string_free (fixture->asked, TRUE);
  session_fixture_tear_down (&fixture->session, NULL);
}

static gboolean
update (Fixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gh_type_counts_update_async (fixture->counts, NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  return gh_type_counts_update_finish (fixture->counts, result, error);
}

static void
assert_counts (Fixture *fixture, gint64 first, gint64 last, gint64 other)
{
  const gint64 *n_of_type = gh_type_counts_get (fixture->counts);

  g_assert_nonnull (n_of_type);
  g_assert_cmpint (n_of_type[GH_EVENT_TYPE_DETECTED], ==, first);
  g_assert_cmpint (n_of_type[GH_EVENT_TYPE_DELETED], ==, last);
  g_assert_cmpint (n_of_type[GH_EVENT_TYPE_OTHER], ==, other);
}

static void
test_each_type_is_a_question (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (gh_type_counts_get (fixture->counts));
  g_assert_true (update (fixture, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (fixture->asked->str, ==,
                   "DETECTED RECOGNIZED UNKNOWN ENROLLED UPDATED DELETED ");
  assert_counts (fixture, 100, 105, 0);
  g_assert_cmpuint (fixture->n_changes, ==, 1);

  /* Good for a while. */
  gh_virtual_clock_advance_us (fixture->session.clock, GH_TYPE_COUNTS_FRESH_US - 1);
  g_assert_true (update (fixture, &error));
  g_assert_cmpuint (fixture->n_answered, ==, 6);
  gh_virtual_clock_advance_us (fixture->session.clock, 1);
  g_assert_true (update (fixture, &error));
  g_assert_cmpuint (fixture->n_answered, ==, 12);
  assert_counts (fixture, 106, 111, 0);
  g_assert_cmpuint (fixture->n_changes, ==, 2);
}

static void
test_a_failure_is_gone_on_from (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->n_until_failure = 2;
  g_assert_false (update (fixture, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_FORBIDDEN);
  g_assert_null (gh_type_counts_get (fixture->counts));
  g_clear_error (&error);

  fixture->n_until_failure = G_MAXUINT;
  g_string_truncate (fixture->asked, 0);
  g_assert_true (update (fixture, &error));
  g_assert_cmpstr (fixture->asked->str, ==, "UNKNOWN ENROLLED UPDATED DELETED ");
  assert_counts (fixture, 100, 105, 0);
}

/* Some servers tell it all at once, types that we have no name for among them. */
static void
test_what_the_server_tells_is_not_counted (Fixture *fixture, gconstpointer data)
{
  const char *json = "{\"totalEvents\":11,\"eventsByType\":{\"RECOGNIZED\":7,\"DETECTED\":3,"
                     "\"SOMETHING_ELSE\":1}}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (json, strlen (json));
  g_autoptr (GError) error = NULL;
  g_autoptr (GhJsonReader) reader = gh_json_reader_new (bytes, &error);
  g_autoptr (GhStatistics) statistics = NULL;

  g_assert_no_error (error);
  statistics = gh_statistics_new_from_json (reader);
  g_assert_nonnull (statistics);
  gh_type_counts_take (fixture->counts, statistics);
  assert_counts (fixture, 3, 0, 1);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_true (update (fixture, &error));
  g_assert_cmpuint (fixture->n_answered, ==, 0);
}

#define add(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  add ("/type-counts/each", test_each_type_is_a_question);
  add ("/type-counts/failure", test_a_failure_is_gone_on_from);
  add ("/type-counts/told", test_what_the_server_tells_is_not_counted);

  return g_test_run ();
}
