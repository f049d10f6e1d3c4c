/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-face-event.h"
#include "gh-face-recognition.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"
#include "session-fixture.h"

#define EVENTS "/api/face-recognition/events"

static GhResultPage *
list (SessionFixture *fixture, guint page, guint limit, GhEventQuery *query, GError **error)
{
  g_autoptr (GhFaceRecognition) group = gh_face_recognition_new (fixture->session);
  g_autoptr (GAsyncResult) result = NULL;

  gh_face_recognition_list_events_async (group, page, limit, query, NULL, gh_test_take_result_cb,
                                         &result);
  gh_test_wait_until (result != NULL);

  return gh_face_recognition_list_events_finish (group, result, error);
}

static char *
make_events (guint n, gsize image_bytes)
{
  g_autofree char *image = g_strnfill (image_bytes, 'A');
  g_autoptr (GString) json = g_string_new ("{\"success\":true,\"data\":{\"events\":[");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (json,
                            "%s{\"id\":\"e%u\",\"eventType\":\"DETECTED\",\"confidence\":0.5,"
                            "\"timestamp\":\"2026-01-01T00:00:00.000Z\",\"imageData\":\"%s\"}",
                            i > 0 ? "," : "", i, image);
  g_string_append (json, "],\"total\":77,\"page\":1,\"limit\":10,\"totalPages\":8}}");

  return g_string_free_and_steal (g_steal_pointer (&json));
}

static void
assert_events (SessionFixture *fixture, guint n, gsize image_bytes)
{
  g_autofree char *json = make_events (n, image_bytes);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResultPage) page = NULL;
  GPtrArray *items;

  gh_test_server_respond (fixture->server, "GET", EVENTS, 200, json);
  page = list (fixture, 1, 10, NULL, &error);
  g_assert_no_error (error);
  items = gh_result_page_get_items (page);
  g_assert_cmpuint (items->len, ==, n);
  g_assert_cmpint (gh_result_page_get_total (page), ==, 77);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("e%u", i);

      g_assert_cmpstr (gh_face_event_get_id (g_ptr_array_index (items, i)), ==, id);
    }
}

static void
test_small_page (SessionFixture *fixture, gconstpointer user_data)
{
  session_fixture_sign_in (fixture, FALSE);
  assert_events (fixture, 3, 0);
  g_assert_cmpstr (gh_test_server_get_query (fixture->server, "GET", EVENTS), ==, "page=1&limit=10");
}

/* Pictures make a page large: it is decoded in a thread. */
static void
test_large_page (SessionFixture *fixture, gconstpointer user_data)
{
  session_fixture_sign_in (fixture, FALSE);
  assert_events (fixture, 50, 100000);
}

static void
test_query (SessionFixture *fixture, gconstpointer user_data)
{
  /* 2026-01-01T00:00:00Z to a second later */
  g_autoptr (GhEventQuery) query =
    gh_event_query_new (GH_EVENT_TYPE_UNKNOWN, "r&1", "f 1", G_GINT64_CONSTANT (1767225600000000),
                        G_GINT64_CONSTANT (1767225601000000));
  g_autoptr (GhResultPage) page = NULL;
  g_autofree char *json = make_events (0, 0);

  session_fixture_sign_in (fixture, FALSE);
  gh_test_server_respond (fixture->server, "GET", EVENTS, 200, json);
  page = list (fixture, 7, 1000, query, NULL);
  g_assert_nonnull (page);
  g_assert_cmpstr (gh_test_server_get_query (fixture->server, "GET", EVENTS),
                   ==,
                   "page=7&limit=1000&eventType=UNKNOWN&faceRecordId=r%261&faceId=f%201&"
                   "startDate=2026-01-01T00%3A00%3A00.000Z&endDate=2026-01-01T00%3A00%3A01.000Z");
}

static void
test_faults (SessionFixture *fixture, gconstpointer user_data)
{
  g_autofree char *large = g_strdup_printf ("{\"success\":false,\"x\":\"%*s\"}", 100000, "");
  const struct
  {
    guint status;
    const char *body;
    int code;
  } answers[] = {
    { 403, "{\"message\":\"no\"}", GH_ERROR_FORBIDDEN },
    { 501, "{}", GH_ERROR_SERVER },
    { 200, "{\"success\":true,\"data\":{}}", GH_ERROR_INVALID_REPLY },
    { 200, "{\"success\":true,\"data\":7}", GH_ERROR_INVALID_REPLY },
    { 200, large, GH_ERROR_SERVER },
  };

  session_fixture_sign_in (fixture, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    gh_test_server_respond (fixture->server, "GET", EVENTS, answers[i].status, answers[i].body);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GhResultPage) page = list (fixture, 1, 10, NULL, &error);

      g_assert_null (page);
      g_assert_error (error, GH_ERROR, answers[i].code);
    }
}

/* Cancelled while the thread decodes: the answer is not seen. */
static void
test_cancelled_while_decoding (SessionFixture *fixture, gconstpointer user_data)
{
  g_autofree char *json = make_events (50, 100000);

  session_fixture_sign_in (fixture, FALSE);
  gh_test_server_respond (fixture->server, "GET", EVENTS, 200, json);
  for (guint i = 0; i < 30; i++)
    {
      g_autoptr (GhFaceRecognition) group = gh_face_recognition_new (fixture->session);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GhResultPage) page = NULL;
      g_autoptr (GError) error = NULL;

      gh_face_recognition_list_events_async (group, 1, 10, NULL, cancellable,
                                             gh_test_take_result_cb, &result);
      for (guint step = 0; step < i * 30 && result == NULL; step++)
        g_main_context_iteration (NULL, FALSE);
      g_cancellable_cancel (cancellable);
      gh_test_wait_until (result != NULL);
      page = gh_face_recognition_list_events_finish (group, result, &error);
      g_assert_null (page);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

/* A thread that decoded lets go of its task, and so of the session, a moment after it has returned. */
static void
tear_down (SessionFixture *fixture, gconstpointer user_data)
{
  while (g_atomic_int_get (&G_OBJECT (fixture->session)->ref_count) > 1)
    g_thread_yield ();
  session_fixture_tear_down (fixture, user_data);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

#define ADD(name, function)                                                                       \
  g_test_add (name, SessionFixture, NULL, session_fixture_set_up, function, tear_down)
  ADD ("/face-recognition/events", test_small_page);
  ADD ("/face-recognition/events-with-pictures", test_large_page);
  ADD ("/face-recognition/query", test_query);
  ADD ("/face-recognition/faults", test_faults);
  ADD ("/face-recognition/cancelled-while-decoding", test_cancelled_while_decoding);
#undef ADD

  return g_test_run ();
}
