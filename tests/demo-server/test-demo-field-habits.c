/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-client.h"

#include <string.h>

#include "gh-test-main.h"
#include "gh-test-wait.h"

#define PASSWORD "Sensible!42"
#define ENROLL "/face-recognition/enroll"

static GhDemoClient *
client_new (gboolean is_terse)
{
  GhDemoOptions *options = gh_demo_client_make_field_options (0);

  options->is_terse = is_terse;
  return gh_demo_client_new_with_options (options);
}

/* What JavaScript makes of it: every text but the empty one is true. */
static void
test_booleans_are_converted (void)
{
  static const struct
  {
    const char *value;
    gboolean is_active;
  } cases[] = {
    { "true", TRUE }, { "false", FALSE }, { "\"false\"", TRUE }, { "\"0\"", TRUE },
    { "\"\"", FALSE }, { "0", FALSE },    { "1", TRUE },         { "null", TRUE },
  };
  g_autoptr (GhDemoClient) client = client_new (FALSE);
  g_autofree char *token = gh_demo_client_sign_in (client, "admin");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *body =
        g_strdup_printf ("{\"email\":\"%u@example.org\",\"password\":\"" PASSWORD
                         "\",\"isActive\":%s}",
                         i, cases[i].value);
      g_autoptr (GhDemoReply) made =
        gh_demo_client_call (client, "POST", "/users", token, body);

      g_test_message ("%s", cases[i].value);
      gh_demo_assert_status (made, 201);
      g_assert_cmpint (gh_demo_reply_int (made, "data.isActive"), ==, cases[i].is_active);
    }
}

static GhDemoReply *
enroll (GhDemoClient *client, const char *token, const char *face_id, const char *confidence)
{
  g_autofree char *body =
    g_strdup_printf ("{\"faceId\":%s,\"imageData\":\"x\",\"faceData\":true,\"confidence\":%s}",
                     face_id, confidence);

  return gh_demo_client_call (client, "POST", ENROLL, token, body);
}

static void
test_numbers_and_texts_are_converted (void)
{
  g_autoptr (GhDemoClient) client = client_new (FALSE);
  g_autofree char *token = gh_demo_client_sign_in (client, "admin");
  g_autoptr (GhDemoReply) text = enroll (client, token, "12345", "\" 0.25 \"");
  g_autoptr (GhDemoReply) boolean = enroll (client, token, "1.5", "true");
  g_autoptr (GhDemoReply) empty = enroll (client, token, "\"F\"", "\"\"");
  g_autoptr (GhDemoReply) words = enroll (client, token, "\"G\"", "\"half\"");
  g_autoptr (GhDemoReply) percent = enroll (client, token, "\"H\"", "\"95\"");
  g_autoptr (GhDemoReply) object = enroll (client, token, "{}", "1");

  gh_demo_assert_status (text, 201);
  g_assert_cmpstr (gh_demo_reply_text (text, "data.faceId"), ==, "12345");
  g_assert_cmpstr (gh_demo_reply_text (text, "data.faceData"), ==, "true");
  g_assert_cmpfloat (gh_demo_reply_double (text, "data.confidence"), ==, 0.25);
  g_assert_cmpstr (gh_demo_reply_text (boolean, "data.faceId"), ==, "1.5");
  g_assert_cmpfloat (gh_demo_reply_double (boolean, "data.confidence"), ==, 1);
  g_assert_cmpfloat (gh_demo_reply_double (empty, "data.confidence"), ==, 0);
  gh_demo_assert_status (words, 400);
  gh_demo_assert_status (percent, 400);
  gh_demo_assert_status (object, 400);
}

/* The specification's dialect takes nothing for something else. */
static void
test_spec_converts_nothing (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new (0);
  g_autofree char *token = gh_demo_client_sign_in (client, "admin");

  gh_demo_assert_call (client, "POST", "/users", token,
                       "{\"email\":\"a@example.org\",\"password\":\"" PASSWORD
                       "\",\"role\":\"USER\",\"isActive\":\"false\"}",
                       400);
}

static GhDemoReply *
refresh (GhDemoClient *client, const char *refresh_token)
{
  g_autofree char *body = g_strdup_printf ("{\"refreshToken\":\"%s\"}", refresh_token);

  return gh_demo_client_call (client, "POST", "/auth/refresh", NULL, body);
}

/* Of three that come in the same moment two have their way, each with tokens of its own. */
static void
test_refreshes_are_not_atomic (void)
{
  g_autoptr (GhDemoClient) client = client_new (FALSE);
  g_autoptr (GhDemoReply) login =
    gh_demo_client_login (client, "officer@gatehouse.example", client->password);
  const char *token = gh_demo_reply_text (login, "data.refreshToken");
  g_autoptr (GhDemoReply) first = refresh (client, token);
  g_autoptr (GhDemoReply) second = refresh (client, token);
  g_autoptr (GhDemoReply) third = refresh (client, token);
  g_autoptr (GhDemoReply) of_first = NULL;
  g_autoptr (GhDemoReply) of_second = NULL;
  g_autoptr (GhDemoReply) late = NULL;

  gh_demo_assert_status (first, 200);
  gh_demo_assert_status (second, 200);
  gh_demo_assert_status (third, 401);
  g_assert_cmpstr (gh_demo_reply_text (third, "error.message"), ==,
                   "Refresh token has been revoked");
  of_first = refresh (client, gh_demo_reply_text (first, "data.refreshToken"));
  gh_demo_assert_status (of_first, 200);
  of_second = refresh (client, gh_demo_reply_text (second, "data.refreshToken"));
  gh_demo_assert_status (of_second, 200);

  gh_virtual_clock_advance_us (client->clock, G_USEC_PER_SEC);
  late = refresh (client, gh_demo_reply_text (first, "data.refreshToken"));
  gh_demo_assert_status (late, 401);
}

/* In production nobody is told which field was wrong; what other refusals say stays. */
static void
test_errors_in_production (void)
{
  g_autoptr (GhDemoClient) client = client_new (TRUE);
  g_autofree char *token = gh_demo_client_sign_in (client, "admin");
  g_autoptr (GhDemoReply) fields =
    gh_demo_client_call (client, "POST", "/auth/login", NULL, "{\"email\":\"x\"}");
  g_autoptr (GhDemoReply) policy =
    gh_demo_client_call (client, "PATCH", "/users/me/password", token,
                         "{\"newPassword\":\"weak\"}");
  g_autoptr (GhDemoReply) fault =
    gh_demo_client_call (client, "GET", "/users?page=0", token, NULL);
  g_autoptr (GhDemoReply) missing =
    gh_demo_client_call (client, "GET", "/users/nobody", token, NULL);

  gh_demo_assert_status (fields, 400);
  g_assert_cmpstr (gh_demo_reply_text (fields, "error.code"), ==, "VALIDATION_ERROR");
  g_assert_cmpstr (gh_demo_reply_text (fields, "error.message"), ==, "Bad Request");
  g_assert_cmpstr (gh_demo_reply_text (fields, "error.details.message"), ==, "Bad Request");
  g_assert_cmpint (gh_demo_reply_int (fields, "error.details.statusCode"), ==, 400);
  g_assert_false (gh_demo_reply_has (fields, "error.details.error"));
  gh_demo_assert_status (policy, 400);
  g_assert_cmpuint (gh_demo_reply_length (policy, "error.details.errors"), >, 2);
  gh_demo_assert_status (fault, 500);
  g_assert_cmpstr (gh_demo_reply_text (fault, "error.message"), ==, "Internal server error");
  g_assert_false (gh_demo_reply_has (fault, "error.details"));
  g_assert_cmpstr (gh_demo_reply_text (missing, "error.message"), ==, "User not found");
  gh_demo_assert_call (client, "GET", "/docs", NULL, NULL, 404);
}

static void
test_routes_beyond_the_specification (void)
{
  static const struct
  {
    const char *method;
    const char *path;
    const char *mailbox;
    const char *body;
    guint status;
    const char *member;
  } cases[] = {
    { "GET", "", NULL, NULL, 200, "data.version" },
    { "GET", "/health", NULL, NULL, 200, "data.status" },
    { "GET", "/health/detailed", NULL, NULL, 200, "data.services" },
    { "GET", "/auth/health", NULL, NULL, 200, "data.timestamp" },
    { "GET", "/docs-json", NULL, NULL, 200, "openapi" },
    { "POST", "/face-recognition/test-digest-auth", "admin", NULL, 201, "details" },
    { "POST", "/face-recognition/test-digest-auth", "moderator", NULL, 403, "error" },
    { "GET", "/face-recognition/faces/list", "moderator", NULL, 200, "faces[0].faceId" },
    { "POST", "/face-recognition/cleanup", "admin", NULL, 201, "cleanedCount" },
    { "POST", "/face-recognition/setup-webhook", "admin", NULL, 201, "success" },
    { "POST", "/face-recognition/webhook", NULL, "{}", 400, "error" },
    { "POST", "/face-recognition/webhook", NULL, "{\"signature\":\"x\"}", 500, "error" },
    { "GET", "/cameras", "admin", NULL, 404, "error" },
  };
  g_autoptr (GhDemoClient) client = client_new (FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *token =
        cases[i].mailbox != NULL ? gh_demo_client_sign_in (client, cases[i].mailbox) : NULL;
      g_autoptr (GhDemoReply) reply = gh_demo_client_call (client, cases[i].method, cases[i].path,
                                                           token, cases[i].body);

      g_test_message ("%s %s", cases[i].method, cases[i].path);
      gh_demo_assert_status (reply, cases[i].status);
      g_assert_true (gh_demo_reply_has (reply, cases[i].member));
    }
}

static GhDemoReply *
send_form (GhDemoClient *client, const char *body)
{
  g_autofree char *uri = gh_demo_client_make_uri (client, "http", "/api/auth/login");
  g_autoptr (SoupMessage) message = soup_message_new ("POST", uri);
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

  soup_message_set_request_body_from_bytes (message, SOUP_FORM_MIME_TYPE_URLENCODED, bytes);
  return gh_demo_client_send (client, message);
}

/* What a web page's form sends is as good as JSON. */
static void
test_forms_are_read (void)
{
  g_autoptr (GhDemoClient) client = client_new (FALSE);
  g_autoptr (GhDemoClient) spec = gh_demo_client_new (0);
  g_autofree char *password = g_uri_escape_string (client->password, NULL, FALSE);
  g_autofree char *body =
    g_strdup_printf ("email=admin%%40gatehouse.example&password=%s", password);
  g_autoptr (GhDemoReply) good = send_form (client, body);
  g_autoptr (GhDemoReply) other =
    send_form (client, "email=admin%40gatehouse.example&password=wrong%20password");
  g_autoptr (GhDemoReply) extra = send_form (client, "email=a%40example.org&rememberMe=on");
  g_autoptr (GhDemoReply) of_spec = send_form (spec, body);

  gh_demo_assert_status (good, 200);
  g_assert_true (gh_demo_reply_has (good, "data.accessToken"));
  gh_demo_assert_status (other, 401);
  gh_demo_assert_status (extra, 400);
  /* The specification knows of JSON only. */
  gh_demo_assert_status (of_spec, 400);
}

static GhDemoReply *
come_from (GhDemoClient *client, const char *method, const char *origin)
{
  g_autofree char *uri = gh_demo_client_make_uri (client, "http", "/api/health");
  g_autoptr (SoupMessage) message = soup_message_new (method, uri);

  if (origin != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (message), "Origin", origin);
  return gh_demo_client_send (client, message);
}

static void
assert_header (GhDemoReply *reply, const char *name, const char *expected)
{
  g_assert_cmpstr (soup_message_headers_get_one (reply->headers, name), ==, expected);
}

static void
test_browsers_are_told_who_may_ask (void)
{
  const char page[] = "http://localhost:3000";
  g_autoptr (GhDemoClient) client = client_new (FALSE);
  g_autoptr (GhDemoReply) known = come_from (client, "GET", page);
  g_autoptr (GhDemoReply) other = come_from (client, "GET", "https://example.org");
  g_autoptr (GhDemoReply) program = come_from (client, "GET", NULL);
  g_autoptr (GhDemoReply) question = come_from (client, "OPTIONS", page);

  gh_demo_assert_status (known, 200);
  assert_header (known, "Access-Control-Allow-Origin", page);
  assert_header (known, "Access-Control-Allow-Credentials", "true");
  assert_header (known, "Vary", "Origin");
  /* Served all the same. */
  gh_demo_assert_status (other, 200);
  assert_header (other, "Access-Control-Allow-Origin", NULL);
  gh_demo_assert_status (program, 200);
  assert_header (program, "Access-Control-Allow-Origin", NULL);
  gh_demo_assert_status (question, 204);
  assert_header (question, "Access-Control-Allow-Methods", "GET,POST,PUT,DELETE,PATCH,OPTIONS");
  assert_header (question, "Access-Control-Allow-Headers",
                 "Content-Type,Authorization,X-Request-ID");
}

int
main (int argc, char **argv)
{
  gh_test_init (&argc, &argv);
  g_test_add_func ("/demo-field-habits/booleans-are-converted", test_booleans_are_converted);
  g_test_add_func ("/demo-field-habits/numbers-and-texts-are-converted",
                   test_numbers_and_texts_are_converted);
  g_test_add_func ("/demo-field-habits/spec-converts-nothing", test_spec_converts_nothing);
  g_test_add_func ("/demo-field-habits/refreshes-are-not-atomic", test_refreshes_are_not_atomic);
  g_test_add_func ("/demo-field-habits/errors-in-production", test_errors_in_production);
  g_test_add_func ("/demo-field-habits/routes-beyond-the-specification",
                   test_routes_beyond_the_specification);
  g_test_add_func ("/demo-field-habits/forms-are-read", test_forms_are_read);
  g_test_add_func ("/demo-field-habits/browsers-are-told-who-may-ask",
                   test_browsers_are_told_who_may_ask);
  return g_test_run ();
}
