/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "call-table.h"

#include "gh-error.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"

#include <string.h>

/* Every call × dialect × what can go wrong with it. */

#define HTML "<html><body>Sign in to the guest network</body></html>"
/* Shorter than the time for an answer, longer than the wait before another try. */
#define PAUSE_US (5 * G_TIME_SPAN_SECOND)

typedef struct
{
  const Call *call;
  CallDialect dialect;
} Case;

typedef struct
{
  const char *name;
  guint status;
  const char *bodies[N_DIALECTS];
  int code;
  const char *says; /* (nullable) the server's words that are kept */
} Fault;

#define FIELD_ERROR(code, message)                                                                \
  "{\"success\":false,\"error\":{\"code\":\"" code "\",\"message\":" message                      \
  ",\"timestamp\":\"2026-11-22T15:24:48.943Z\",\"path\":\"/api/x\",\"method\":\"GET\"}}"

static const Fault faults[] = {
  { "validation", 400,
    { "{\"message\":\"Too short\",\"statusCode\":400,\"errors\":{\"email\":[\"Too short\"]}}",
      FIELD_ERROR ("VALIDATION_ERROR", "[\"Too short\",\"No such property\"]") },
    GH_ERROR_VALIDATION, "Too short" },
  { "unprocessable", 422,
    { "{\"message\":\"No face in it\",\"statusCode\":422}",
      FIELD_ERROR ("VALIDATION_ERROR", "\"No face in it\"") },
    GH_ERROR_VALIDATION, "No face in it" },
  { "forbidden", 403,
    { "{\"message\":\"Forbidden\",\"statusCode\":403}",
      FIELD_ERROR ("AUTHORIZATION_ERROR", "\"Insufficient permissions\"") },
    GH_ERROR_FORBIDDEN, NULL },
  { "not-found", 404,
    { "{\"message\":\"User not found\",\"statusCode\":404}",
      FIELD_ERROR ("NOT_FOUND_ERROR", "\"User not found\"") },
    GH_ERROR_NOT_FOUND, "User not found" },
  { "conflict", 409,
    { "{\"message\":\"It exists\",\"statusCode\":409}",
      FIELD_ERROR ("CONFLICT_ERROR", "\"It exists\"") },
    GH_ERROR_CONFLICT, "It exists" },
  { "rate-limited", 429,
    { "{\"message\":\"Slower\",\"statusCode\":429}",
      "{\"success\":false,\"error\":{\"code\":\"RATE_LIMIT_EXCEEDED\",\"message\":\"Slower\","
      "\"details\":{\"retryAfter\":\"60 seconds\"}}}" },
    GH_ERROR_RATE_LIMITED, "Slower" },
  { "server", 500,
    { "{\"message\":\"Internal\",\"statusCode\":500}",
      FIELD_ERROR ("INTERNAL_ERROR", "\"Internal\"") },
    GH_ERROR_SERVER, NULL },
  { "not-json", 200, { "{]}", "{]}" }, GH_ERROR_INVALID_REPLY, NULL },
  { "refusal", 200,
    { "{\"success\":true,\"data\":{\"success\":false,\"message\":\"It did not work\"}}",
      "{\"success\":false,\"message\":\"It did not work\"}" },
    GH_ERROR_SERVER, "It did not work" },
};

static void
set_up (CallBed *bed, const Case *test)
{
  memset (bed, 0, sizeof *bed);
  bed->dialect = test->dialect;
  session_fixture_set_up (&bed->session, NULL);
  if (!test->call->is_signed_out)
    session_fixture_sign_in (&bed->session, FALSE);
}

static void
tear_down (CallBed *bed)
{
  session_fixture_tear_down (&bed->session, NULL);
}

static const CallWire *
get_wire (const Case *test)
{
  return &test->call->wires[test->dialect];
}

/* The way that is tried first, where this server has another. */
static void
script_tried (CallBed *bed, const CallWire *wire)
{
  g_autofree char *text = NULL;

  if (wire->tried == NULL)
    return;

  text = g_strdup_printf (FIELD_ERROR ("NOT_FOUND_ERROR", "\"Cannot %s %s\""), wire->tried,
                          wire->path);
  gh_test_server_respond (bed->session.server, wire->tried, wire->path, 404, text);
}

static void
script (CallBed *bed, const CallWire *wire, guint status, const char *body)
{
  script_tried (bed, wire);
  if (body != NULL)
    gh_test_server_respond (bed->session.server, wire->method, wire->path, status, body);
  else
    gh_test_server_respond_full (bed->session.server, wire->method, wire->path, status, NULL, NULL,
                                 NULL);
}

/* Waits, and lets the time between tries pass. */
static void
wait_for (CallBed *bed, GAsyncResult **result)
{
  GSource *guard = gh_test_wait_begin ();

  while (*result == NULL)
    {
      gint64 delay_us = gh_virtual_clock_get_next_delay_us (bed->session.clock);

      if (delay_us >= 0 && delay_us < PAUSE_US)
        gh_virtual_clock_advance_us (bed->session.clock, delay_us);
      gh_test_wait_step (guard, __FILE__, __LINE__, G_STRFUNC, "the call ends");
    }
  gh_test_wait_end (guard);
}

static guint
count (CallBed *bed, const CallWire *wire)
{
  return gh_test_server_count (bed->session.server, wire->method, wire->path);
}

static void
assert_ends (CallBed *bed, const Case *test, GAsyncResult **result, int code, const char *says)
{
  g_autoptr (GError) error = NULL;

  wait_for (bed, result);
  g_assert_false (test->call->finish (bed, *result, &error));
  g_assert_error (error, GH_ERROR, code);
  if (says != NULL)
    g_assert_cmpstr (gh_error_get_server_message (error), ==, says);
  g_clear_object (result);
}

static void
assert_fails (CallBed *bed, const Case *test, int code, const char *says)
{
  GAsyncResult *result = NULL;

  test->call->start (bed, NULL, &result);
  assert_ends (bed, test, &result, code, says);
}

static void
assert_works (CallBed *bed, const Case *test)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean works;

  test->call->start (bed, NULL, &result);
  wait_for (bed, &result);
  works = test->call->finish (bed, result, &error);
  g_assert_no_error (error);
  g_assert_true (works);
}

static gboolean
is_idempotent (const CallWire *wire)
{
  return !g_str_equal (wire->method, "POST") && !g_str_equal (wire->method, "PATCH");
}

static void
test_succeeds (gconstpointer user_data)
{
  const Case *test = user_data;
  const CallWire *wire = get_wire (test);
  CallBed bed;
  const char *sent;

  set_up (&bed, test);
  script (&bed, wire, wire->status, wire->body);
  if (wire->failure != 0)
    assert_fails (&bed, test, wire->failure, NULL);
  else
    assert_works (&bed, test);

  g_assert_cmpuint (count (&bed, wire), ==, 1);
  g_assert_cmpstr (gh_test_server_get_query (bed.session.server, wire->method, wire->path), ==,
                   wire->query);
  sent = gh_test_server_get_body (bed.session.server, wire->method, wire->path);
  if (wire->sent_part != NULL)
    g_assert_nonnull (strstr (sent, wire->sent_part));
  else
    g_assert_cmpstr (sent, ==, wire->sent != NULL ? wire->sent : "");

  /* What was learnt is not asked for again. */
  if (wire->tried != NULL)
    {
      assert_works (&bed, test);
      g_assert_cmpuint (gh_test_server_count (bed.session.server, wire->tried, wire->path), ==, 1);
    }
  tear_down (&bed);
}

static void
test_fails (gconstpointer user_data)
{
  const Case *test = user_data;
  const CallWire *wire = get_wire (test);

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      const Fault *fault = &faults[i];
      gboolean is_repeated = is_idempotent (wire) && fault->status == 500;
      CallBed bed;

      g_test_message ("%s", fault->name);
      if (test->call->takes_refusal && g_str_equal (fault->name, "refusal"))
        continue;
      set_up (&bed, test);
      script (&bed, wire, fault->status, fault->bodies[test->dialect]);
      assert_fails (&bed, test, fault->code, fault->says);
      g_assert_cmpuint (count (&bed, wire), ==, is_repeated ? 3 : 1);
      g_assert_cmpuint (bed.session.n_signed_out, ==, 0);
      tear_down (&bed);
    }
}

static void
test_malformed (gconstpointer user_data)
{
  static const char *const anyhow[] = { "{\"success\":true}", "{\"success\":true,\"data\":7}",
                                        "{\"success\":true,\"data\":null}", "[]" };
  const Case *test = user_data;
  const CallWire *wire = get_wire (test);
  g_autofree char *wrapped =
    g_strdup_printf ("{\"success\":true,\"data\":%s}", test->call->malformed);
  CallBed bed;

  if (g_str_has_prefix (test->call->malformed, "{"))
    {
      set_up (&bed, test);
      script (&bed, wire, 200, wrapped);
      assert_fails (&bed, test, GH_ERROR_INVALID_REPLY, NULL);
      tear_down (&bed);
    }
  for (guint i = 0; i < G_N_ELEMENTS (anyhow); i++)
    {
      /* An empty array is an empty list. */
      if (g_str_equal (anyhow[i], "[]") && strstr (test->call->name, "list") != NULL)
        continue;
      g_test_message ("%s", anyhow[i]);
      set_up (&bed, test);
      script (&bed, wire, 200, anyhow[i]);
      assert_fails (&bed, test, GH_ERROR_INVALID_REPLY, NULL);
      tear_down (&bed);
    }
}

/* A 401 makes one refresh, unless it is an answer. */
static void
test_unauthorized (gconstpointer user_data)
{
  const Case *test = user_data;
  const CallWire *wire = get_wire (test);
  int code = test->call->unauthorized;
  CallBed bed;

  set_up (&bed, test);
  script (&bed, wire, 401,
          code != 0 ? "{\"message\":\"Current password is incorrect\",\"statusCode\":401}"
                    : "{\"message\":\"jwt expired\",\"statusCode\":401}");
  assert_fails (&bed, test, code != 0 ? code : GH_ERROR_UNAUTHORIZED, NULL);
  g_assert_cmpuint (count (&bed, wire), ==, code != 0 ? 1 : 2);
  g_assert_cmpuint (session_fixture_count_refreshes (&bed.session), ==, code != 0 ? 0 : 1);
  g_assert_cmpuint (bed.session.n_signed_out, ==, 0);
  tear_down (&bed);
}

static void
test_foreign (gconstpointer user_data)
{
  const Case *test = user_data;
  const CallWire *wire = get_wire (test);
  g_autoptr (GBytes) page = g_bytes_new_static (HTML, strlen (HTML));
  CallBed bed;

  set_up (&bed, test);
  script_tried (&bed, wire);
  gh_test_server_respond_full (bed.session.server, wire->method, wire->path, 200, "text/html", page,
                               NULL);
  gh_test_server_redirect (bed.session.server, wire->method, wire->path, 302,
                           "http://elsewhere.example/");
  gh_test_server_respond_full (bed.session.server, wire->method, wire->path, 502, "text/html", page,
                               NULL);
  assert_fails (&bed, test, GH_ERROR_NOT_API, NULL);
  assert_fails (&bed, test, GH_ERROR_NOT_API, NULL);
  assert_fails (&bed, test, GH_ERROR_SERVER, NULL);
  tear_down (&bed);
}

static void
test_unreachable (gconstpointer user_data)
{
  const Case *test = user_data;
  const CallWire *wire = get_wire (test);
  CallBed bed;

  set_up (&bed, test);
  script_tried (&bed, wire);
  gh_test_server_respond_raw (bed.session.server, wire->method, wire->path,
                              "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                              "Content-Length: 100\r\n\r\n{\"success\":",
                              GH_TEST_THEN_CLOSE);
  assert_fails (&bed, test, GH_ERROR_OFFLINE, NULL);
  gh_test_server_stop (bed.session.server);
  assert_fails (&bed, test, GH_ERROR_OFFLINE, NULL);
  tear_down (&bed);
}

static void
test_times_out (gconstpointer user_data)
{
  const Case *test = user_data;
  const CallWire *wire = get_wire (test);
  GAsyncResult *result = NULL;
  CallBed bed;

  set_up (&bed, test);
  script_tried (&bed, wire);
  gh_test_server_hang (bed.session.server, wire->method, wire->path);
  test->call->start (&bed, NULL, &result);
  gh_test_wait_until (count (&bed, wire) == 1);
  gh_virtual_clock_advance_us (bed.session.clock, GH_TRANSPORT_DEADLINE_US);
  assert_ends (&bed, test, &result, GH_ERROR_TIMEOUT, NULL);
  /* There is no time for another try. */
  g_assert_cmpuint (count (&bed, wire), ==, 1);
  tear_down (&bed);
}

static void
assert_cancelled (CallBed *bed, const Case *test, GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;

  gh_test_wait_until (*result != NULL);
  g_assert_false (test->call->finish (bed, *result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (result);
}

static void
test_is_cancelled (gconstpointer user_data)
{
  const Case *test = user_data;
  const CallWire *wire = get_wire (test);
  g_autoptr (GCancellable) early = g_cancellable_new ();
  g_autoptr (GCancellable) late = g_cancellable_new ();
  GAsyncResult *first = NULL;
  GAsyncResult *second = NULL;
  CallBed bed;

  set_up (&bed, test);
  script_tried (&bed, wire);
  gh_test_server_hang (bed.session.server, wire->method, wire->path);
  g_cancellable_cancel (early);
  test->call->start (&bed, early, &first);
  assert_cancelled (&bed, test, &first);
  g_assert_cmpuint (count (&bed, wire), ==, 0);

  test->call->start (&bed, late, &second);
  gh_test_wait_until (count (&bed, wire) == 1);
  g_cancellable_cancel (late);
  assert_cancelled (&bed, test, &second);
  tear_down (&bed);
}

/* Between two tries, too. */
static void
test_is_cancelled_while_it_waits (gconstpointer user_data)
{
  const Case *test = user_data;
  const CallWire *wire = get_wire (test);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *result = NULL;
  CallBed bed;

  set_up (&bed, test);
  script (&bed, wire, 503, "{}");
  test->call->start (&bed, cancellable, &result);
  gh_test_wait_until (gh_virtual_clock_get_next_delay_us (bed.session.clock) >= 0
                      && gh_virtual_clock_get_next_delay_us (bed.session.clock) < PAUSE_US);
  g_cancellable_cancel (cancellable);
  assert_cancelled (&bed, test, &result);
  g_assert_cmpuint (count (&bed, wire), ==, 1);
  tear_down (&bed);
}

static void
add (const Case *test, const char *what, GTestDataFunc func)
{
  g_autofree char *path = g_strdup_printf ("/calls/%s/%s/%s",
                                           test->call->name,
                                           test->dialect == FIELD ? "field" : "specification",
                                           what);

  g_test_add_data_func_full (path, g_memdup2 (test, sizeof *test), func, g_free);
}

static void
add_all (const Call *calls)
{
  for (const Call *call = calls; call->name != NULL; call++)
    for (CallDialect dialect = SPECIFICATION; dialect < N_DIALECTS; dialect++)
      {
        const Case test = { call, dialect };

        add (&test, "succeeds", test_succeeds);
        if (call->wires[dialect].failure == GH_ERROR_UNSUPPORTED
            && call->wires[dialect].status == 404)
          continue;
        add (&test, "fails", test_fails);
        if (call->malformed != NULL)
          add (&test, "malformed", test_malformed);
        add (&test, "unauthorized", test_unauthorized);
        add (&test, "foreign", test_foreign);
        add (&test, "unreachable", test_unreachable);
        add (&test, "times-out", test_times_out);
        add (&test, "is-cancelled", test_is_cancelled);
        if (is_idempotent (&call->wires[dialect]))
          add (&test, "is-cancelled-while-it-waits", test_is_cancelled_while_it_waits);
      }
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  add_all (calls_of_auth);
  add_all (calls_of_users);
  add_all (calls_of_records);
  add_all (calls_of_faces);

  return g_test_run ();
}
