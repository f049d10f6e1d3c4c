/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error-body.h"
#include "gh-error-mapper.h"
#include "gh-reply-private.h"
#include "gh-test-main.h"
#include "gh-virtual-clock.h"

#include <libsoup/soup.h>

#define HOST "desk.example"
#define SECRET "at Object.<anonymous> (/srv/app/src/users.js:12)"

typedef struct
{
  guint status;
  const char *content_type; /* NULL: no body */
  const char *body;
  int code; /* -1: success */
  const char *server_message;
} Row;

static GError *
map (GhClock *clock, guint status, const char *content_type, GBytes *body)
{
  GhErrorAnswer answer = {
    .status = status,
    .is_json = g_strcmp0 (content_type, "application/json") == 0,
    .is_empty = body == NULL || g_bytes_get_size (body) == 0,
    .body = body,
  };

  return gh_error_mapper_map_answer (&answer, HOST, clock);
}

/* What a person is shown is always a whole sentence of ours. */
static void
assert_presentable (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_assert_null (strstr (error->message, SECRET));
  if (gh_error_get_server_message (error) != NULL)
    {
      g_assert_true (g_utf8_validate (gh_error_get_server_message (error), -1, NULL));
      g_assert_cmpuint (strlen (gh_error_get_server_message (error)), <=, 300);
    }
}

static const Row rows[] = {
  { 200, "application/json", "{}", -1, NULL },
  { 201, "application/json", "{}", -1, NULL },
  { 204, NULL, NULL, -1, NULL },
  { 200, NULL, NULL, -1, NULL },
  { 200, "text/html", "<h1>Welcome to Hotel</h1>", GH_ERROR_NOT_API, NULL },
  { 304, NULL, NULL, GH_ERROR_NOT_API, NULL },
  { 302, "text/html", "moved", GH_ERROR_NOT_API, NULL },
  /* The specification's shape. */
  { 400, "application/json", "{\"message\":\"Bad e-mail\",\"statusCode\":400}", GH_ERROR_VALIDATION,
    "Bad e-mail" },
  { 401, "application/json", "{\"message\":\"jwt expired\",\"statusCode\":401}",
    GH_ERROR_UNAUTHORIZED, "jwt expired" },
  { 403, "application/json", "{\"message\":\"No\",\"statusCode\":403}", GH_ERROR_FORBIDDEN, "No" },
  { 404, "application/json", "{\"message\":\"User not found\",\"statusCode\":404}",
    GH_ERROR_NOT_FOUND, "User not found" },
  { 405, "application/json", "{}", GH_ERROR_NOT_FOUND, NULL },
  { 409, "application/json", "{\"message\":\"Exists\"}", GH_ERROR_CONFLICT, "Exists" },
  { 410, "application/json", "{}", GH_ERROR_NOT_FOUND, NULL },
  { 413, "application/json", "{}", GH_ERROR_VALIDATION, NULL },
  { 415, "application/json", "{}", GH_ERROR_VALIDATION, NULL },
  { 418, "application/json", "{}", GH_ERROR_VALIDATION, NULL },
  { 422, "application/json", "{\"message\":[\"A.\",\"B.\"]}", GH_ERROR_VALIDATION, "A." },
  { 429, "application/json", "{\"message\":\"Slow\"}", GH_ERROR_RATE_LIMITED, "Slow" },
  { 408, "application/json", "{}", GH_ERROR_TIMEOUT, NULL },
  /* Nest's own. */
  { 400, "application/json",
    "{\"message\":\"uuid is expected\",\"error\":\"Bad Request\",\"statusCode\":400}",
    GH_ERROR_VALIDATION, "uuid is expected" },
  /* The field's shape. */
  { 401, "application/json",
    "{\"success\":false,\"error\":{\"code\":\"AUTHENTICATION_ERROR\","
    "\"message\":\"No auth token\"}}",
    GH_ERROR_UNAUTHORIZED, "No auth token" },
  { 400, "application/json",
    "{\"success\":false,\"error\":{\"message\":[\"property foo should not exist\",\"x\"]}}",
    GH_ERROR_VALIDATION, "property foo should not exist" },
  { 409, "application/json", "{\"success\":false,\"error\":\"taken\"}", GH_ERROR_CONFLICT,
    "taken" },
  /* A 5xx is never quoted. */
  { 500, "application/json", "{\"message\":\"" SECRET "\"}", GH_ERROR_SERVER, NULL },
  { 500, "text/plain", SECRET, GH_ERROR_SERVER, NULL },
  { 502, "text/html", "<center>nginx</center>", GH_ERROR_SERVER, NULL },
  { 503, NULL, NULL, GH_ERROR_SERVER, NULL },
  { 599, "application/json", "{}", GH_ERROR_SERVER, NULL },
  { 511, "text/html", "<a href=login>", GH_ERROR_NOT_API, NULL },
  { 407, "text/html", "proxy", GH_ERROR_NOT_API, NULL },
  /* HTML in place of the API. */
  { 401, "text/html", "<h1>Log in to the guest network</h1>", GH_ERROR_NOT_API, NULL },
  { 403, "text/html", "blocked", GH_ERROR_NOT_API, NULL },
  { 404, "text/html", "<h1>Not Found</h1>", GH_ERROR_NOT_API, NULL },
  { 429, "text/html", "slow", GH_ERROR_RATE_LIMITED, NULL },
  /* Refusals without a word. */
  { 401, NULL, NULL, GH_ERROR_UNAUTHORIZED, NULL },
  { 404, NULL, NULL, GH_ERROR_NOT_FOUND, NULL },
  /* Bodies that lie. */
  { 400, "application/json", "", GH_ERROR_VALIDATION, NULL },
  { 400, "application/json", "{\"message\":", GH_ERROR_VALIDATION, NULL },
  { 400, "application/json", "[]", GH_ERROR_VALIDATION, NULL },
  { 400, "application/json", "\"no\"", GH_ERROR_VALIDATION, NULL },
  { 400, "application/json", "null", GH_ERROR_VALIDATION, NULL },
  { 400, "application/json", "{\"message\":{\"a\":1}}", GH_ERROR_VALIDATION, NULL },
  { 400, "application/json", "{\"message\":[{},[],null]}", GH_ERROR_VALIDATION, NULL },
  { 400, "application/json", "{\"message\":[]}", GH_ERROR_VALIDATION, NULL },
  { 400, "application/json", "{\"message\":null,\"errors\":null,\"error\":null}",
    GH_ERROR_VALIDATION, NULL },
  { 400, "application/json", "{\"errors\":{\"a\":{\"b\":1},\"c\":3,\"d\":[4]}}",
    GH_ERROR_VALIDATION, NULL },
  { 400, "application/json", "{\"error\":{\"code\":7,\"message\":7,\"details\":\"text\"}}",
    GH_ERROR_VALIDATION, NULL },
};

static void
test_answers (void)
{
  g_autoptr (GhClock) clock = GH_CLOCK (gh_virtual_clock_new ());

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Row *row = &rows[i];
      g_autoptr (GBytes) body =
        row->body != NULL ? g_bytes_new_static (row->body, strlen (row->body)) : NULL;
      g_autoptr (GError) error = map (clock, row->status, row->content_type, body);

      g_test_message ("%u %s %s", row->status, row->content_type, row->body);
      if (row->code < 0)
        {
          g_assert_no_error (error);
          continue;
        }
      g_assert_error (error, GH_ERROR, row->code);
      assert_presentable (error);
      g_assert_cmpuint (gh_error_get_http_status (error), ==, row->status);
      g_assert_cmpstr (gh_error_get_server_message (error), ==, row->server_message);
    }
}

static void
assert_field (GHashTable *fields, const char *field, guint i, const char *message)
{
  GPtrArray *messages = g_hash_table_lookup (fields, field);

  g_assert_nonnull (messages);
  g_assert_cmpuint (messages->len, >, i);
  g_assert_cmpstr (g_ptr_array_index (messages, i), ==, message);
}

static GError *
map_400 (GhClock *clock, const char *text)
{
  g_autoptr (GBytes) body = g_bytes_new_static (text, strlen (text));

  return map (clock, 400, "application/json", body);
}

static void
test_field_errors (void)
{
  g_autoptr (GhClock) clock = GH_CLOCK (gh_virtual_clock_new ());
  g_autoptr (GError) spec = NULL;
  g_autoptr (GError) field = NULL;
  g_autoptr (GError) policy = NULL;
  g_autoptr (GError) plain = NULL;
  g_autoptr (GError) many = NULL;
  g_autoptr (GString) text = g_string_new ("{\"errors\":{");

  spec = map_400 (clock,
                  "{\"message\":\"Validation failed\",\"statusCode\":400,\"errors\":"
                  "{\"email\":[\"Not an e-mail.\",\"Too short.\"],\"password\":\"Too weak.\"}}");
  assert_field (gh_error_get_field_errors (spec), "email", 0, "Not an e-mail.");
  assert_field (gh_error_get_field_errors (spec), "email", 1, "Too short.");
  assert_field (gh_error_get_field_errors (spec), "password", 0, "Too weak.");

  field = map_400 (clock, "{\"success\":false,\"error\":{\"message\":[\"A.\",\"B.\"]}}");
  assert_field (gh_error_get_field_errors (field), "", 1, "B.");

  policy = map_400 (clock,
                    "{\"success\":false,\"error\":{\"message\":\"Weak\",\"details\":"
                    "{\"message\":\"Weak\",\"errors\":[\"No digit.\"]}}}");
  assert_field (gh_error_get_field_errors (policy), "", 0, "No digit.");

  plain = map_400 (clock, "{\"message\":\"One sentence.\"}");
  g_assert_null (gh_error_get_field_errors (plain));

  for (guint i = 0; i < 200; i++)
    g_string_append_printf (text, "%s\"f%u\":[\"a\",\"b\",\"c\",\"d\"]", i > 0 ? "," : "", i);
  g_string_append (text, "}}");
  many = map_400 (clock, text->str);
  g_assert_cmpuint (g_hash_table_size (gh_error_get_field_errors (many)),
                    <=,
                    GH_ERROR_BODY_MOST_FIELD_ERRORS);
}

static void
test_retry_after (void)
{
  static const struct
  {
    guint status;
    const char *header;
    const char *body;
    gint64 wait_s; /* -1: nothing is known */
  } waits[] = {
    { 429, "30", "{}", 30 },
    { 429, "0", "{}", 0 },
    { 503, "7", "{}", 7 },
    { 429, "999999999999999999999", "{}", 600 },
    { 429, "Thu, 01 Jan 2026 00:01:30 GMT", "{}", 90 },
    { 429, "Wed, 31 Dec 2025 00:00:00 GMT", "{}", 0 },
    { 429, "Fri, 01 Jan 2100 00:00:00 GMT", "{}", 600 },
    { 429, "soon", "{}", 60 },
    { 429, NULL, "{}", 60 },
    { 429, NULL, "{\"error\":{\"details\":{\"retryAfter\":\"45 seconds\"}}}", 45 },
    { 429, NULL, "{\"retryAfter\":12}", 12 },
    { 429, NULL, "{\"retryAfter\":-5}", 60 },
    { 500, NULL, "{}", -1 },
    { 404, "30", "{}", -1 },
  };
  g_autoptr (GhClock) clock = GH_CLOCK (gh_virtual_clock_new ());

  for (gsize i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      g_autoptr (GBytes) body = g_bytes_new_static (waits[i].body, strlen (waits[i].body));
      g_autoptr (GError) error = NULL;
      GhErrorAnswer answer = {
        .status = waits[i].status,
        .is_json = TRUE,
        .body = body,
        .retry_after = waits[i].header,
      };

      error = gh_error_mapper_map_answer (&answer, HOST, clock);
      g_test_message ("%s %s", waits[i].header, waits[i].body);
      if (waits[i].wait_s < 0)
        g_assert_cmpint (gh_error_get_retry_at_us (error), ==, 0);
      else
        g_assert_cmpint (gh_error_get_retry_at_us (error) - gh_clock_get_monotonic_us (clock),
                         ==,
                         waits[i].wait_s * G_TIME_SPAN_SECOND);
    }
}

static void
test_failures (void)
{
  static const struct
  {
    GQuark (*domain) (void);
    int failure;
    GTlsCertificateFlags flags;
    int code;
    const char *says;
  } failures[] = {
    { g_io_error_quark, G_IO_ERROR_CONNECTION_REFUSED, 0, GH_ERROR_OFFLINE, "Nothing answers" },
    { g_io_error_quark, G_IO_ERROR_NETWORK_UNREACHABLE, 0, GH_ERROR_OFFLINE, "does not reach" },
    { g_io_error_quark, G_IO_ERROR_HOST_UNREACHABLE, 0, GH_ERROR_OFFLINE, "does not reach" },
    { g_io_error_quark, G_IO_ERROR_CONNECTION_CLOSED, 0, GH_ERROR_OFFLINE, "was lost" },
    { g_io_error_quark, G_IO_ERROR_PARTIAL_INPUT, 0, GH_ERROR_OFFLINE, "was lost" },
    { g_io_error_quark, G_IO_ERROR_FAILED, 0, GH_ERROR_OFFLINE, "cannot be reached" },
    { g_io_error_quark, G_IO_ERROR_TIMED_OUT, 0, GH_ERROR_TIMEOUT, "in time" },
    { g_resolver_error_quark, G_RESOLVER_ERROR_NOT_FOUND, 0, GH_ERROR_OFFLINE, "is not known" },
    { g_resolver_error_quark, G_RESOLVER_ERROR_TEMPORARY_FAILURE, 0, GH_ERROR_OFFLINE,
      "is not known" },
    { soup_session_error_quark, SOUP_SESSION_ERROR_PARSING, 0, GH_ERROR_NOT_API,
      "not a face-recognition server" },
    { soup_websocket_error_quark, SOUP_WEBSOCKET_ERROR_BAD_HANDSHAKE, 0, GH_ERROR_NOT_API,
      "not a face-recognition server" },
    { g_tls_error_quark, G_TLS_ERROR_BAD_CERTIFICATE, G_TLS_CERTIFICATE_EXPIRED, GH_ERROR_TLS,
      "expired" },
    { g_tls_error_quark, G_TLS_ERROR_BAD_CERTIFICATE,
      G_TLS_CERTIFICATE_EXPIRED | G_TLS_CERTIFICATE_UNKNOWN_CA, GH_ERROR_TLS, "expired" },
    { g_tls_error_quark, G_TLS_ERROR_BAD_CERTIFICATE, G_TLS_CERTIFICATE_NOT_ACTIVATED, GH_ERROR_TLS,
      "clock" },
    { g_tls_error_quark, G_TLS_ERROR_BAD_CERTIFICATE, G_TLS_CERTIFICATE_BAD_IDENTITY, GH_ERROR_TLS,
      "another name" },
    { g_tls_error_quark, G_TLS_ERROR_BAD_CERTIFICATE, G_TLS_CERTIFICATE_REVOKED, GH_ERROR_TLS,
      "revoked" },
    { g_tls_error_quark, G_TLS_ERROR_BAD_CERTIFICATE, G_TLS_CERTIFICATE_UNKNOWN_CA, GH_ERROR_TLS,
      "authority" },
    { g_tls_error_quark, G_TLS_ERROR_NOT_TLS, 0, GH_ERROR_TLS, "does not offer" },
    { g_tls_error_quark, G_TLS_ERROR_HANDSHAKE, 0, GH_ERROR_TLS, "does not offer" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      g_autoptr (GError) failure =
        g_error_new_literal (failures[i].domain (), failures[i].failure, "what GIO says");
      g_autoptr (GError) error = gh_error_mapper_map_failure (failure, failures[i].flags, HOST);

      g_assert_error (error, GH_ERROR, failures[i].code);
      assert_presentable (error);
      g_assert_nonnull (strstr (error->message, failures[i].says));
      g_assert_nonnull (strstr (error->message, HOST));
    }
}

static void
test_cancelled_stays (void)
{
  g_autoptr (GError) failure = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "x");
  g_autoptr (GError) error =
    gh_error_mapper_map_failure (failure, G_TLS_CERTIFICATE_EXPIRED, HOST);

  g_assert_true (gh_error_is_cancelled (error));
}

static void
test_redirect_names_the_host_only (void)
{
  static const struct
  {
    const char *location;
    const char *says;
  } redirects[] = {
    { "https://portal.example/login?token=s3cret", "https://portal.example" },
    { "/relative", "not a face-recognition server" },
    { "::::", "not a face-recognition server" },
    { NULL, "not a face-recognition server" },
  };
  g_autoptr (GhClock) clock = GH_CLOCK (gh_virtual_clock_new ());

  for (gsize i = 0; i < G_N_ELEMENTS (redirects); i++)
    {
      GhErrorAnswer answer = { .status = 302, .is_empty = TRUE, .location = redirects[i].location };
      g_autoptr (GError) error = gh_error_mapper_map_answer (&answer, HOST, clock);

      g_assert_error (error, GH_ERROR, GH_ERROR_NOT_API);
      g_assert_nonnull (strstr (error->message, redirects[i].says));
      g_assert_null (strstr (error->message, "s3cret"));
    }
}

static void
test_sign_in (void)
{
  static const struct
  {
    guint status;
    const char *message;
    int code;
  } answers[] = {
    { 401, "Invalid credentials", GH_ERROR_WRONG_CREDENTIALS },
    { 401, NULL, GH_ERROR_WRONG_CREDENTIALS },
    { 401, "Account is deactivated", GH_ERROR_DEACTIVATED },
    { 401, "User account is DEACTIVATED", GH_ERROR_DEACTIVATED },
    { 403, "Account is deactivated", GH_ERROR_FORBIDDEN },
    { 500, NULL, GH_ERROR_SERVER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GhClock) clock = GH_CLOCK (gh_virtual_clock_new ());
      g_autoptr (GError) error = map (clock, answers[i].status, "application/json", NULL);
      g_autoptr (GError) mapped = NULL;

      gh_error_set_server_message (error, answers[i].message);
      mapped = gh_error_mapper_map_sign_in (error);
      g_assert_error (mapped, GH_ERROR, answers[i].code);
      assert_presentable (mapped);
    }
}

/* A 2xx that says that it failed. */
static void
test_success_false (void)
{
  static const struct
  {
    const char *body;
    int code; /* -1: success */
    const char *message;
  } bodies[] = {
    { "{\"success\":true,\"data\":{}}", -1, NULL },
    { "{\"success\":true}", -1, NULL },
    { "{\"success\":true,\"data\":null}", -1, NULL },
    { "{\"success\":\"false\"}", -1, NULL },
    { "{}", -1, NULL },
    { "[]", -1, NULL },
    { "{\"success\":false,\"error\":\"fetch failed\"}", GH_ERROR_SERVER, "fetch failed" },
    { "{\"success\":false,\"message\":\"No connection\"}", GH_ERROR_SERVER, "No connection" },
    { "{\"success\":false,\"error\":{\"code\":\"CONFLICT_ERROR\",\"message\":\"taken\"}}",
      GH_ERROR_CONFLICT, "taken" },
    { "{\"success\":false,\"data\":{}}", GH_ERROR_SERVER, NULL },
    { "{\"success\":", GH_ERROR_INVALID_REPLY, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GBytes) body = g_bytes_new_static (bodies[i].body, strlen (bodies[i].body));
      g_autoptr (GError) error = NULL;
      g_autoptr (GhReply) reply = gh_reply_new (201, body, &error);

      if (bodies[i].code < 0)
        {
          g_assert_no_error (error);
          g_assert_cmpuint (gh_reply_get_status (reply), ==, 201);
          continue;
        }
      g_assert_null (reply);
      g_assert_error (error, GH_ERROR, bodies[i].code);
      g_assert_cmpstr (gh_error_get_server_message (error), ==, bodies[i].message);
    }
}

static void
test_envelopes (void)
{
  static const struct
  {
    const char *body;
    const char *member; /* NULL: there is no payload */
  } bodies[] = {
    { "{\"success\":true,\"data\":{\"x\":1},\"message\":\"ok\"}", "x" },
    { "{\"data\":{\"x\":1}}", "x" },
    { "{\"x\":1}", "x" },
    { "{\"success\":true,\"data\":[1],\"pagination\":{}}", "pagination" },
    { "{\"success\":true,\"imageData\":\"y\"}", "imageData" },
    { "{\"success\":true,\"data\":null}", NULL },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GBytes) body = g_bytes_new_static (bodies[i].body, strlen (bodies[i].body));
      g_autoptr (GError) error = NULL;
      g_autoptr (GhReply) reply = gh_reply_new (200, body, &error);
      g_autoptr (GhJsonReader) reader = NULL;

      g_assert_no_error (error);
      reader = gh_reply_read (reply, &error);
      if (bodies[i].member == NULL)
        {
          g_assert_null (reader);
          g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_REPLY);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpint (gh_json_reader_get_member_kind (reader, bodies[i].member),
                       >,
                       GH_JSON_KIND_NULL);
    }
}

/* Every body of the table, cut anywhere and with bytes of chance in it, under every status. */
static void
test_hostile_bodies (void)
{
  static const guint statuses[] = { 200, 302, 400, 401, 404, 422, 429, 500, 503 };
  g_autoptr (GhClock) clock = GH_CLOCK (gh_virtual_clock_new ());
  g_autoptr (GRand) random = g_rand_new_with_seed (20260101);
  guint n_errors = 0;

  for (guint round = 0; round < 20000; round++)
    {
      const Row *row = &rows[g_rand_int_range (random, 0, G_N_ELEMENTS (rows))];
      guint status = statuses[g_rand_int_range (random, 0, G_N_ELEMENTS (statuses))];
      gsize length = row->body != NULL ? strlen (row->body) : 0;
      g_autofree char *copy = g_memdup2 (row->body, length + 1);
      g_autoptr (GBytes) body = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GhErrorBody) read = NULL;

      if (length > 0)
        {
          guint n_hits = (guint) g_rand_int_range (random, 0, 4);

          for (guint i = 0; i < n_hits; i++)
            copy[g_rand_int_range (random, 0, (int) length)] = (char) g_rand_int (random);
          length = (gsize) g_rand_int_range (random, 1, (int) length + 1);
        }
      body = g_bytes_new (copy, length);

      error = map (clock, status, "application/json", body);
      if (error != NULL)
        {
          assert_presentable (error);
          n_errors++;
        }
      read = gh_error_body_new_for_bytes (body);
      for (guint i = 0; i < read->n_field_errors; i++)
        g_assert_true (g_utf8_validate (read->field_errors[i].message, -1, NULL));
    }
  g_assert_cmpuint (n_errors, >, 10000);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  g_test_add_func ("/error-mapper/answers", test_answers);
  g_test_add_func ("/error-mapper/field-errors", test_field_errors);
  g_test_add_func ("/error-mapper/retry-after", test_retry_after);
  g_test_add_func ("/error-mapper/failures", test_failures);
  g_test_add_func ("/error-mapper/cancelled-stays-cancelled", test_cancelled_stays);
  g_test_add_func ("/error-mapper/redirect-names-the-host-only", test_redirect_names_the_host_only);
  g_test_add_func ("/error-mapper/sign-in", test_sign_in);
  g_test_add_func ("/error-mapper/success-false", test_success_false);
  g_test_add_func ("/error-mapper/hostile-bodies", test_hostile_bodies);
  g_test_add_func ("/dialect/envelopes", test_envelopes);

  return g_test_run ();
}
