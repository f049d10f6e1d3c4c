/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-event-query.h"
#include "gh-request.h"
#include "gh-test-main.h"

static void
test_query (void)
{
  g_autoptr (GhRequest) request = gh_request_new (GH_REQUEST_GET, "/face-recognition/events");

  g_assert_null (gh_request_get_query (request));
  gh_request_add_query (request, "role", NULL);
  gh_request_add_query (request, "search", "");
  gh_request_add_query_time (request, "startDate", 0);
  g_assert_null (gh_request_get_query (request));

  gh_request_add_query_int (request, "page", 0);
  gh_request_add_query (request, "search", "R&D+\303\266=/?");
  /* 2026-01-01T00:00:00.5Z */
  gh_request_add_query_time (request, "endDate", G_GINT64_CONSTANT (1767225600500000));
  g_assert_cmpstr (gh_request_get_query (request),
                   ==,
                   "page=0&search=R%26D%2B%C3%B6%3D%2F%3F&endDate=2026-01-01T00%3A00%3A00.500Z");
}

static void
test_plain_data (void)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
  g_autoptr (GhRequest) request = gh_request_new (GH_REQUEST_PATCH, "/users/me");

  g_assert_cmpint (gh_request_get_method (request), ==, GH_REQUEST_PATCH);
  g_assert_cmpstr (gh_request_get_path (request), ==, "/users/me");
  g_assert_null (gh_request_get_body (request));
  gh_request_set_json_body (request, body);
  gh_request_set_json_body (request, body);
  g_assert_true (gh_request_get_body (request) == body);
  gh_request_set_json_body (request, NULL);
  g_assert_null (gh_request_get_body (request));
}

static void
test_event_query (void)
{
  g_autoptr (GhEventQuery) everything = gh_event_query_new (GH_EVENT_TYPE_ANY, "", NULL, 0, 0);
  g_autoptr (GhEventQuery) some = gh_event_query_new (GH_EVENT_TYPE_UNKNOWN, "r", "f", 1, 2);

  g_assert_true (gh_event_query_is_everything (everything));
  g_assert_null (gh_event_query_get_face_record_id (everything));
  g_assert_false (gh_event_query_is_everything (some));
  g_assert_cmpint (gh_event_query_get_event_type (some), ==, GH_EVENT_TYPE_UNKNOWN);
  g_assert_cmpstr (gh_event_query_get_face_record_id (some), ==, "r");
  g_assert_cmpstr (gh_event_query_get_face_id (some), ==, "f");
  g_assert_cmpint (gh_event_query_get_start_us (some), ==, 1);
  g_assert_cmpint (gh_event_query_get_end_us (some), ==, 2);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  g_test_add_func ("/request/leaves-out-what-is-empty-and-escapes", test_query);
  g_test_add_func ("/request/plain-data", test_plain_data);
  g_test_add_func ("/event-query/keeps-what-it-was-given", test_event_query);

  return g_test_run ();
}
