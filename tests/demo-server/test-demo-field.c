/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-client.h"

#include <string.h>

#include "gh-test-main.h"
#include "gh-test-wait.h"

#define PASSWORD "Sensible!42"

static char *
call_id (GhDemoClient *client, const char *token)
{
  g_autoptr (GhDemoReply) reply = gh_demo_client_call (client, "GET", "/users/me", token, NULL);

  gh_demo_assert_status (reply, 200);
  return g_strdup (gh_demo_reply_text (reply, "data.id"));
}

/* What every refusal looks like; answers its message, where that is one sentence. */
static const char *
assert_failure (GhDemoReply *reply, guint status, const char *code)
{
  gh_demo_assert_status (reply, status);
  g_assert_false (gh_demo_reply_has (reply, "message"));
  g_assert_false (gh_demo_reply_has (reply, "statusCode"));
  g_assert_false (gh_demo_reply_int (reply, "success"));
  g_assert_cmpstr (gh_demo_reply_text (reply, "error.code"), ==, code);
  g_assert_true (gh_demo_reply_has (reply, "error.timestamp"));
  g_assert_true (g_str_has_prefix (gh_demo_reply_text (reply, "error.path"), "/api/"));
  g_assert_true (gh_demo_reply_has (reply, "error.method"));
  return gh_demo_reply_text (reply, "error.message");
}

#define assert_refused(client, method, path, token, body, status, code, expected)                  \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autoptr (GhDemoReply) refused_reply =                                                        \
      gh_demo_client_call (client, method, path, token, body);                                     \
    g_assert_cmpstr (assert_failure (refused_reply, status, code), ==, expected);                  \
  }                                                                                                \
  G_STMT_END

static void
test_signing_in (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new_field (0);
  g_autoptr (GhDemoReply) login =
    gh_demo_client_login (client, "admin@gatehouse.example", client->password);
  g_autoptr (GhDemoReply) short_password =
    gh_demo_client_login (client, "admin@gatehouse.example", "short");
  g_autoptr (GhDemoReply) wrong =
    gh_demo_client_login (client, "admin@gatehouse.example", PASSWORD);
  g_autoptr (GhDemoReply) other_case =
    gh_demo_client_login (client, "Admin@gatehouse.example", client->password);
  g_autoptr (GhDemoReply) remember = gh_demo_client_call (
    client, "POST", "/auth/login", NULL,
    "{\"email\":\"a@b.c\",\"password\":\"" PASSWORD "\",\"rememberMe\":true}");
  const char *token;
  g_autoptr (GhDemoReply) me = NULL;

  gh_demo_assert_status (login, 200);
  g_assert_cmpstr (gh_demo_reply_text (login, "message"), ==, "Resource created successfully");
  g_assert_cmpstr (gh_demo_reply_text (login, "data.user.role"), ==, "ADMIN");
  g_assert_false (gh_demo_reply_has (login, "data.user.createdAt"));
  g_assert_false (gh_demo_reply_has (login, "data.user.isActive"));
  g_assert_null (assert_failure (short_password, 400, "VALIDATION_ERROR"));
  g_assert_cmpstr (gh_demo_reply_text (short_password, "error.message[0]"), ==,
                   "password must be at least 8 characters long");
  g_assert_cmpint (gh_demo_reply_int (short_password, "error.details.statusCode"), ==, 400);
  g_assert_cmpstr (assert_failure (wrong, 401, "AUTHENTICATION_ERROR"), ==, "Invalid credentials");
  g_assert_cmpstr (assert_failure (other_case, 401, "AUTHENTICATION_ERROR"), ==,
                   "Invalid credentials");
  assert_failure (remember, 400, "VALIDATION_ERROR");
  g_assert_cmpstr (gh_demo_reply_text (remember, "error.message[0]"), ==,
                   "property rememberMe should not exist");

  token = gh_demo_reply_text (login, "data.accessToken");
  me = gh_demo_client_call (client, "GET", "/auth/me", token, NULL);
  gh_demo_assert_status (me, 200);
  g_assert_cmpstr (gh_demo_reply_text (me, "message"), ==, "Request completed successfully");
  g_assert_true (gh_demo_reply_has (me, "data.createdAt"));
}

static void
test_registering (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new_field (0);
  g_autoptr (GhDemoReply) made =
    gh_demo_client_call (client, "POST", "/auth/register", NULL,
                         "{\"email\":\"new@example.org\",\"password\":\"" PASSWORD "\"}");
  g_autoptr (GhDemoReply) weak =
    gh_demo_client_call (client, "POST", "/auth/register", NULL,
                         "{\"email\":\"other@example.org\",\"password\":\"weak\"}");
  JsonObject *user;

  gh_demo_assert_status (made, 201);
  user = json_object_get_object_member (
    json_object_get_object_member (json_node_get_object (made->root), "data"), "user");
  /* Null, and not missing. */
  g_assert_true (json_object_get_null_member (user, "firstName"));
  g_assert_true (json_object_has_member (user, "lastName"));
  g_assert_nonnull (assert_failure (weak, 400, "VALIDATION_ERROR"));
  g_assert_cmpuint (gh_demo_reply_length (weak, "error.details.errors"), >, 2);
  assert_refused (client, "POST", "/auth/register", NULL,
                  "{\"email\":\"new@example.org\",\"password\":\"" PASSWORD "\"}", 409,
                  "CONFLICT_ERROR", "User with this email already exists");
}

static char *
make_refresh_body (GhDemoReply *login)
{
  return g_strdup_printf ("{\"refreshToken\":\"%s\"}",
                          gh_demo_reply_text (login, "data.refreshToken"));
}

static void
test_tokens (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new_field (0);
  g_autoptr (GhDemoReply) login =
    gh_demo_client_login (client, "officer@gatehouse.example", client->password);
  const char *token = gh_demo_reply_text (login, "data.accessToken");
  const char *refresh_token = gh_demo_reply_text (login, "data.refreshToken");
  g_autofree char *body = make_refresh_body (login);
  g_autoptr (GhDemoReply) refreshed =
    gh_demo_client_call (client, "POST", "/auth/refresh", NULL, body);
  g_autofree char *next = make_refresh_body (refreshed);

  gh_demo_assert_status (refreshed, 200);
  gh_virtual_clock_advance_us (client->clock, G_USEC_PER_SEC);
  assert_refused (client, "POST", "/auth/refresh", NULL, body, 401, "AUTHENTICATION_ERROR",
                  "Refresh token has been revoked");
  assert_refused (client, "POST", "/auth/refresh", NULL, "{\"refreshToken\":\"x\"}", 401,
                  "AUTHENTICATION_ERROR", "Invalid or expired refresh token");
  assert_refused (client, "GET", "/auth/me", NULL, NULL, 401, "AUTHENTICATION_ERROR",
                  "No auth token");
  assert_refused (client, "GET", "/auth/me", "x", NULL, 401, "AUTHENTICATION_ERROR",
                  "jwt malformed");
  assert_refused (client, "GET", "/auth/me", refresh_token, NULL, 401, "AUTHENTICATION_ERROR",
                  "invalid signature");

  /* Signing out takes the refresh token and nothing else. */
  assert_refused (client, "POST", "/auth/logout", token, NULL, 500, "INTERNAL_ERROR",
                  "Internal server error");
  gh_demo_assert_call (client, "POST", "/auth/logout", token, "{\"refreshToken\":\"junk\"}", 204);
  gh_demo_assert_call (client, "POST", "/auth/logout", token, next, 204);
  gh_demo_assert_call (client, "GET", "/auth/me", token, NULL, 200);
  gh_demo_assert_call (client, "POST", "/auth/refresh", NULL, next, 401);

  gh_virtual_clock_advance_us (client->clock, 901 * G_USEC_PER_SEC);
  assert_refused (client, "GET", "/auth/me", token, NULL, 401, "AUTHENTICATION_ERROR",
                  "jwt expired");
}

static void
test_passwords (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new_field (0);
  g_autoptr (GhDemoReply) login =
    gh_demo_client_login (client, "officer@gatehouse.example", client->password);
  const char *token = gh_demo_reply_text (login, "data.accessToken");
  g_autofree char *refresh = make_refresh_body (login);
  g_autofree char *other = gh_demo_client_sign_in (client, "officer");
  g_autofree char *change = g_strdup_printf (
    "{\"currentPassword\":\"%s\",\"newPassword\":\"" PASSWORD "\"}", client->password);

  assert_refused (client, "POST", "/auth/change-password", token,
                  "{\"currentPassword\":\"Wrong!4242\",\"newPassword\":\"" PASSWORD "\"}", 401,
                  "AUTHENTICATION_ERROR", "Current password is incorrect");
  gh_demo_assert_call (client, "POST", "/auth/change-password", token, change, 204);
  /* Every token survives it. */
  gh_demo_assert_call (client, "GET", "/auth/me", other, NULL, 200);
  gh_demo_assert_call (client, "POST", "/auth/refresh", NULL, refresh, 200);
  gh_demo_assert_call (client, "PATCH", "/users/me/password", token,
                       "{\"newPassword\":\"Another!42\"}", 204);
}

static void
test_list_of_users (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new_field (0);
  g_autofree char *token = gh_demo_client_sign_in (client, "admin");
  g_autoptr (GhDemoReply) all = gh_demo_client_call (client, "GET", "/users", token, NULL);
  g_autoptr (GhDemoReply) clamped =
    gh_demo_client_call (client, "GET", "/users?limit=1000&what=ever", token, NULL);
  g_autoptr (GhDemoReply) none =
    gh_demo_client_call (client, "GET", "/users?limit=0", token, NULL);
  g_autoptr (GhDemoReply) inactive =
    gh_demo_client_call (client, "GET", "/users?isActive=1", token, NULL);

  gh_demo_assert_status (all, 200);
  g_assert_false (gh_demo_reply_has (all, "message"));
  g_assert_cmpuint (gh_demo_reply_length (all, "data"), ==, 10);
  g_assert_cmpint (gh_demo_reply_int (all, "pagination.total"), ==, 24);
  g_assert_cmpint (gh_demo_reply_int (all, "pagination.totalPages"), ==, 3);
  g_assert_cmpint (gh_demo_reply_int (clamped, "pagination.limit"), ==, 100);
  g_assert_cmpuint (gh_demo_reply_length (clamped, "data"), ==, 24);
  g_assert_false (gh_demo_reply_has (none, "pagination.totalPages"));
  g_assert_cmpint (gh_demo_reply_int (inactive, "pagination.total"), ==, 1);
  gh_demo_assert_call (client, "GET", "/users?page=0", token, NULL, 500);
  gh_demo_assert_call (client, "GET", "/users?page=abc", token, NULL, 400);
  gh_demo_assert_call (client, "GET", "/users?role=BOSS", token, NULL, 500);
  gh_demo_assert_call (client, "GET", "/users?role=", token, NULL, 200);
}

static void
test_changing_users (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new_field (0);
  g_autofree char *admin = gh_demo_client_sign_in (client, "admin");
  g_autoptr (GhDemoReply) login =
    gh_demo_client_login (client, "officer@gatehouse.example", client->password);
  const char *officer = gh_demo_reply_text (login, "data.accessToken");
  g_autofree char *refresh = make_refresh_body (login);
  g_autofree char *id = call_id (client, officer);
  g_autofree char *admin_id = call_id (client, admin);
  g_autofree char *path = g_strconcat ("/users/", id, NULL);
  g_autofree char *off = g_strconcat ("/users/", admin_id, "/deactivate", NULL);
  g_autofree char *cannot = g_strconcat ("Cannot PUT /api/users/", id, NULL);
  g_autoptr (GhDemoReply) changed =
    gh_demo_client_call (client, "PATCH", path, admin, "{\"firstName\":null}");
  g_autoptr (GhDemoReply) extra =
    gh_demo_client_call (client, "PATCH", path, admin, "{\"createdAt\":\"x\"}");
  g_autoptr (GhDemoReply) mine = gh_demo_client_call (
    client, "PATCH", "/users/me", officer, "{\"role\":\"ADMIN\",\"isActive\":false}");

  g_assert_cmpuint (strlen (id), ==, 25);
  gh_demo_assert_status (changed, 200);
  g_assert_cmpstr (gh_demo_reply_text (changed, "message"), ==, "Resource updated successfully");
  g_assert_false (gh_demo_reply_has (changed, "data.firstName"));
  assert_failure (extra, 400, "VALIDATION_ERROR");
  g_assert_cmpstr (gh_demo_reply_text (extra, "error.message[0]"), ==,
                   "property createdAt should not exist");
  assert_refused (client, "PUT", path, admin, "{\"firstName\":\"Ada\"}", 404, "NOT_FOUND_ERROR",
                  cannot);
  gh_demo_assert_status (mine, 200);
  g_assert_cmpstr (gh_demo_reply_text (mine, "data.role"), ==, "USER");
  g_assert_true (gh_demo_reply_int (mine, "data.isActive"));

  /* A new address ends the access token and not the refresh token. */
  gh_demo_assert_call (client, "PATCH", path, admin, "{\"email\":\"moved@example.org\"}", 200);
  assert_refused (client, "GET", "/users/me", officer, NULL, 401, "AUTHENTICATION_ERROR",
                  "Token email mismatch");
  gh_demo_assert_call (client, "POST", "/auth/refresh", NULL, refresh, 200);

  gh_demo_assert_call (client, "DELETE", path, admin, NULL, 204);
  assert_refused (client, "DELETE", path, admin, NULL, 404, "NOT_FOUND_ERROR", "User not found");
  /* The last administrator can leave. */
  gh_demo_assert_call (client, "PATCH", off, admin, NULL, 200);
  assert_refused (client, "GET", "/users/me", admin, NULL, 401, "AUTHENTICATION_ERROR",
                  "User account is deactivated");
}

#define ENROLL(id, more)                                                                           \
  "{\"faceId\":\"" id "\",\"imageData\":\"hello\",\"faceData\":\"\",\"confidence\":0.5" more "}"

static void
test_records (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new_field (0);
  g_autofree char *token = gh_demo_client_sign_in (client, "admin");
  const char *list = "/face-recognition/records?limit=2";
  const char *enroll = "/face-recognition/enroll";
  g_autoptr (GhDemoReply) before = gh_demo_client_call (client, "GET", list, token, NULL);
  g_autoptr (GhDemoReply) made =
    gh_demo_client_call (client, "POST", enroll, token, ENROLL ("F1", ""));
  g_autoptr (GhDemoReply) kept = gh_demo_client_call (client, "GET", list, token, NULL);
  g_autoptr (GhDemoReply) other =
    gh_demo_client_call (client, "GET", "/face-recognition/records?limit=3", token, NULL);
  g_autoptr (GhDemoReply) later = NULL;
  g_autoptr (GhDemoReply) unknown =
    gh_demo_client_call (client, "GET", "/face-recognition/records?search=x", token, NULL);
  g_autoptr (GhDemoReply) events = NULL;
  g_autofree char *path = NULL;

  gh_demo_assert_status (before, 200);
  g_assert_cmpint (gh_demo_reply_int (before, "data.total"), ==, 24);
  g_assert_cmpuint (gh_demo_reply_length (before, "data.records"), ==, 2);
  g_assert_true (gh_demo_reply_has (before, "data.records[0].userId"));
  g_assert_false (gh_demo_reply_has (before, "data.records[0].user"));
  gh_demo_assert_status (made, 201);
  g_assert_cmpstr (gh_demo_reply_text (made, "data.imageData"), ==, "hello");
  g_assert_false (gh_demo_reply_has (made, "data.userId"));

  /* The same question gets the same answer for five minutes. */
  g_assert_true (g_bytes_equal (before->body, kept->body));
  g_assert_cmpint (gh_demo_reply_int (other, "data.total"), ==, 25);
  gh_virtual_clock_advance_us (client->clock, 300 * G_USEC_PER_SEC);
  later = gh_demo_client_call (client, "GET", list, token, NULL);
  g_assert_cmpint (gh_demo_reply_int (later, "data.total"), ==, 25);

  g_assert_null (assert_failure (unknown, 400, "VALIDATION_ERROR"));
  gh_demo_assert_call (client, "GET", "/face-recognition/records?limit=101", token, NULL, 400);
  path = g_strconcat ("/face-recognition/records/", gh_demo_reply_text (made, "data.id"), NULL);
  assert_refused (client, "GET", path, token, NULL, 400, "VALIDATION_ERROR",
                  "Validation failed (uuid is expected)");
  assert_refused (client, "PUT", path, token, "{}", 400, "VALIDATION_ERROR",
                  "Validation failed (uuid is expected)");
  assert_refused (client, "DELETE", path, token, NULL, 400, "VALIDATION_ERROR",
                  "Validation failed (uuid is expected)");
  gh_demo_assert_call (client, "PATCH", path, token, "{}", 404);

  assert_refused (client, "POST", enroll, token, ENROLL ("F1", ""), 409, "CONFLICT_ERROR",
                  "Face with ID F1 already exists");
  assert_refused (client, "POST", enroll, token, ENROLL ("F2", ",\"userId\":\"nobody\""), 400,
                  "VALIDATION_ERROR", "Foreign key constraint failed");
  assert_refused (client, "POST", enroll, token, ENROLL ("F2", ",\"options\":{}"), 400,
                  "VALIDATION_ERROR", NULL);
  events = gh_demo_client_call (client, "GET", "/face-recognition/events", token, NULL);
  g_assert_cmpint (gh_demo_reply_int (events, "data.total"), ==, 1);
  g_assert_cmpstr (gh_demo_reply_text (events, "data.events[0].metadata.enrollmentMethod"), ==,
                   "manual");
  g_assert_false (gh_demo_reply_has (events, "data.events[0].cameraId"));
  g_assert_false (gh_demo_reply_has (events, "data.events[0].faceRecord"));
  g_assert_true (gh_demo_reply_has (events, "data.events[0].faceRecordId"));
}

static gint64
count_events (GhDemoClient *client, const char *token, const char *query)
{
  g_autofree char *path = g_strconcat ("/face-recognition/events?limit=1&", query, NULL);
  g_autoptr (GhDemoReply) reply = gh_demo_client_call (client, "GET", path, token, NULL);

  gh_demo_assert_status (reply, 200);
  return gh_demo_reply_int (reply, "data.total");
}

static void
test_events (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new_field (400);
  g_autofree char *token = gh_demo_client_sign_in (client, "officer");
  const char *events = "/face-recognition/events";
  g_autoptr (GhDemoReply) many = gh_demo_client_call (
    client, "GET", "/face-recognition/events?limit=250&page=2", token, NULL);
  g_autoptr (GhDemoReply) none =
    gh_demo_client_call (client, "GET", "/face-recognition/events?limit=0", token, NULL);
  const char *newest = gh_demo_reply_text (many, "data.events[100].timestamp");
  g_autofree char *day = g_strndup (newest, strlen ("2026-01-31"));
  g_autofree char *until_day = g_strconcat ("endDate=", day, NULL);
  g_autofree char *until_midnight = g_strconcat ("endDate=", day, "T00:00:00.000Z", NULL);
  g_autofree char *from_day = g_strconcat ("startDate=", day, NULL);
  g_autofree char *unescaped = g_strconcat (events, "?endDate=", day, "T00:00:00+05:00", NULL);
  gint64 before;

  gh_demo_assert_status (many, 200);
  g_assert_cmpuint (gh_demo_reply_length (many, "data.events"), ==, 150);
  g_assert_cmpint (gh_demo_reply_int (many, "data.totalPages"), ==, 2);
  g_assert_false (gh_demo_reply_has (none, "data.totalPages"));
  g_assert_cmpint (count_events (client, token, "cameraId=nowhere"), ==, 400);

  /* A day that ends a period is not part of it. */
  before = count_events (client, token, until_day);
  g_assert_cmpint (before, ==, count_events (client, token, until_midnight));
  g_assert_cmpint (before + count_events (client, token, from_day), ==, 400);
  g_assert_cmpint (before, <, 400);

  assert_refused (client, "GET", "/face-recognition/events?eventType=BOGUS", token, NULL, 400,
                  "VALIDATION_ERROR", "Database validation error");
  assert_refused (client, "GET", "/face-recognition/events?page=abc", token, NULL, 400,
                  "VALIDATION_ERROR", "Database validation error");
  assert_refused (client, "GET", "/face-recognition/events?startDate=tuesday", token, NULL, 400,
                  "VALIDATION_ERROR", "Database validation error");
  assert_refused (client, "GET", unescaped, token, NULL, 400, "VALIDATION_ERROR",
                  "Database validation error");
  gh_demo_assert_call (client, "GET", "/face-recognition/events?page=0", token, NULL, 500);
}

static void
test_stats (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new_field (50);
  g_autoptr (GhDemoClient) empty = gh_demo_client_new_field (0);
  g_autofree char *token = gh_demo_client_sign_in (client, "officer");
  g_autofree char *empty_token = gh_demo_client_sign_in (empty, "officer");
  g_autoptr (GhDemoReply) stats =
    gh_demo_client_call (client, "GET", "/face-recognition/stats", token, NULL);
  g_autoptr (GhDemoReply) nothing =
    gh_demo_client_call (empty, "GET", "/face-recognition/stats", empty_token, NULL);

  gh_demo_assert_status (stats, 200);
  g_assert_cmpint (gh_demo_reply_int (stats, "data.totalRecords"), ==, 24);
  g_assert_cmpint (gh_demo_reply_int (stats, "data.activeRecords"), ==, 23);
  g_assert_cmpint (gh_demo_reply_int (stats, "data.totalEvents"), ==, 50);
  g_assert_cmpint (gh_demo_reply_int (stats, "data.eventsByType.RECOGNIZED"), >, 0);
  g_assert_cmpuint (gh_demo_reply_length (stats, "data.recentEvents"), ==, 10);
  g_assert_false (gh_demo_reply_has (stats, "data.totalFaces"));
  g_assert_true (gh_demo_reply_has (nothing, "data.eventsByType"));
  g_assert_false (gh_demo_reply_has (nothing, "data.eventsByType.RECOGNIZED"));
}

/* Somebody's picture, as the server's own camera takes it. */
static void
test_cameras (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new_field (0);
  g_autofree char *token = gh_demo_client_sign_in (client, "admin");
  g_autoptr (GhDemoReply) connection =
    gh_demo_client_call (client, "POST", "/face-recognition/test-connection", token, NULL);
  g_autoptr (GhDemoReply) snapshot =
    gh_demo_client_call (client, "POST", "/face-recognition/snapshot", token, NULL);
  g_autoptr (GhDemoReply) nowhere = gh_demo_client_call (
    client, "POST", "/face-recognition/snapshot?cameraId=nowhere", token, NULL);
  g_autofree char *body = NULL;
  g_autoptr (GhDemoReply) found = NULL;

  gh_demo_assert_status (connection, 201);
  g_assert_true (gh_demo_reply_int (connection, "success"));
  g_assert_cmpstr (gh_demo_reply_text (connection, "message"), ==, "Connection successful");
  g_assert_false (gh_demo_reply_has (connection, "data"));
  gh_demo_assert_status (snapshot, 201);
  g_assert_true (gh_demo_reply_has (snapshot, "imageData"));
  gh_demo_assert_status (nowhere, 201);
  g_assert_false (gh_demo_reply_int (nowhere, "success"));
  g_assert_cmpstr (gh_demo_reply_text (nowhere, "error"), ==, "fetch failed");

  body = g_strdup_printf ("{\"imageData\":\"%s\"}", gh_demo_reply_text (snapshot, "imageData"));
  found = gh_demo_client_call (client, "POST", "/face-recognition/recognize-base64", token, body);
  gh_demo_assert_status (found, 201);
  g_assert_cmpuint (gh_demo_reply_length (found, "data.recognizedFaces") +
                      gh_demo_reply_length (found, "data.unknownFaces"),
                    ==, 1);
  gh_demo_assert_call (client, "POST", "/face-recognition/recognize-base64", token, "{}", 500);
  gh_demo_assert_call (client, "POST", "/face-recognition/recognize-base64", token,
                       "{\"imageData\":\"aGVsbG8=\"}", 400);
  gh_demo_assert_call (client, "POST", "/upload/image", token, NULL, 404);
}

static GhDemoReply *
send_file (GhDemoClient *client, const char *token, const char *field, gsize size)
{
  g_autofree char *uri =
    gh_demo_client_make_uri (client, "http", "/api/face-recognition/recognize");
  g_autofree char *header = g_strconcat ("Bearer ", token, NULL);
  g_autoptr (SoupMultipart) form = soup_multipart_new ("multipart/form-data");
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (size), size);
  g_autoptr (SoupMessage) message = NULL;

  soup_multipart_append_form_file (form, field, "face.jpg", "image/jpeg", bytes);
  message = soup_message_new_from_multipart (uri, form);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                header);
  return gh_demo_client_send (client, message);
}

static void
test_sizes (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new_field (0);
  g_autofree char *token = gh_demo_client_sign_in (client, "officer");
  g_autofree char *most = g_strnfill (99 * 1024, 'a');
  g_autofree char *more = g_strnfill (101 * 1024, 'a');
  g_autofree char *fits = g_strdup_printf ("{\"imageData\":\"%s\"}", most);
  g_autofree char *large = g_strdup_printf ("{\"imageData\":\"%s\"}", more);
  const char *path = "/face-recognition/recognize-base64";
  g_autoptr (GhDemoReply) file = send_file (client, token, "file", 200 * 1024);
  g_autoptr (GhDemoReply) image = send_file (client, token, "image", 200 * 1024);
  g_autoptr (GhDemoReply) refused =
    gh_demo_client_call (client, "POST", path, token, large);

  gh_demo_assert_call (client, "POST", path, token, fits, 400);
  assert_failure (refused, 500, "INTERNAL_ERROR");
  g_assert_cmpstr (gh_demo_reply_text (refused, "error.details"), ==, "request entity too large");
  g_assert_null (soup_message_headers_get_one (refused->headers, "X-RateLimit-Limit"));
  g_assert_cmpstr (assert_failure (file, 400, "VALIDATION_ERROR"), ==, "Unexpected field - file");
  gh_demo_assert_status (image, 400);
  /* Read before anybody is asked who they are. */
  assert_refused (client, "POST", path, NULL, "{", 400, "VALIDATION_ERROR",
                  "Unexpected end of JSON input");
}

static gint64
get_header (GhDemoReply *reply, const char *name)
{
  const char *text = soup_message_headers_get_one (reply->headers, name);

  return text != NULL ? (gint64) g_ascii_strtoull (text, NULL, 10) : -1;
}

static void
test_budget (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new_field (0);
  g_autofree char *token = gh_demo_client_sign_in (client, "officer");
  g_autofree char *other = gh_demo_client_sign_in (client, "moderator");
  g_autoptr (GhDemoReply) first = gh_demo_client_call (client, "GET", "/auth/me", token, NULL);
  g_autoptr (GhDemoReply) forbidden =
    gh_demo_client_call (client, "GET", "/users", token, NULL);
  g_autoptr (GhDemoReply) over = NULL;

  g_assert_cmpint (get_header (first, "X-RateLimit-Limit"), ==, 100);
  g_assert_cmpint (get_header (first, "X-RateLimit-Remaining"), ==, 99);
  g_assert_cmpint (get_header (first, "X-RateLimit-Reset"), ==, 60);
  gh_demo_assert_status (forbidden, 403);
  g_assert_cmpint (get_header (forbidden, "X-RateLimit-Remaining"), ==, 99);
  for (guint i = 0; i < 120; i++)
    {
      g_autoptr (GhDemoReply) nobody =
        gh_demo_client_call (client, "GET", "/auth/me", "x", NULL);

      gh_demo_assert_status (nobody, 401);
      g_assert_cmpint (get_header (nobody, "X-RateLimit-Limit"), ==, -1);
    }
  for (guint i = 0; i < 99; i++)
    gh_demo_assert_call (client, "GET", "/auth/me", token, NULL, 200);

  /* For everybody on this computer, and on this route only. */
  over = gh_demo_client_call (client, "GET", "/auth/me", other, NULL);
  g_assert_cmpstr (assert_failure (over, 429, "RATE_LIMIT_EXCEEDED"), ==,
                   "Too many requests. Please try again later.");
  g_assert_cmpstr (gh_demo_reply_text (over, "error.details.retryAfter"), ==, "60 seconds");
  g_assert_cmpint (get_header (over, "Retry-After"), ==, 60);
  g_assert_cmpint (get_header (over, "X-RateLimit-Limit"), ==, -1);
  gh_demo_assert_call (client, "GET", "/users/me", other, NULL, 200);
  gh_virtual_clock_advance_us (client->clock, 60 * G_USEC_PER_SEC);
  gh_demo_assert_call (client, "GET", "/auth/me", other, NULL, 200);
}

static GhDemoReply *
get_unless (GhDemoClient *client, const char *token, const char *tag)
{
  g_autofree char *uri = gh_demo_client_make_uri (client, "http", "/api/users/me");
  g_autofree char *header = g_strconcat ("Bearer ", token, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  soup_message_headers_replace (headers, "Authorization", header);
  if (tag != NULL)
    soup_message_headers_replace (headers, "If-None-Match", tag);
  return gh_demo_client_send (client, message);
}

static void
test_tags (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new_field (0);
  g_autofree char *token = gh_demo_client_sign_in (client, "officer");
  g_autoptr (GhDemoReply) first = get_unless (client, token, NULL);
  const char *tag = soup_message_headers_get_one (first->headers, "ETag");
  g_autoptr (GhDemoReply) same = get_unless (client, token, tag);
  g_autoptr (GhDemoReply) other = get_unless (client, token, "W/\"other\"");

  g_assert_true (g_str_has_prefix (tag, "W/\""));
  gh_demo_assert_status (same, 304);
  g_assert_cmpuint (g_bytes_get_size (same->body), ==, 0);
  gh_demo_assert_status (other, 200);
}

static GIOStream *
connect_raw (GhDemoClient *client, const char *request)
{
  g_autoptr (GSocketClient) socket_client = g_socket_client_new ();
  GSocketConnection *connection = g_socket_client_connect_to_host (
    socket_client, "127.0.0.1", (guint16) gh_demo_server_get_port (client->server), NULL, NULL);

  g_assert_nonnull (connection);
  g_assert_true (g_output_stream_write_all (
    g_io_stream_get_output_stream (G_IO_STREAM (connection)), request, strlen (request), NULL,
    NULL, NULL));
  return G_IO_STREAM (connection);
}

/* Answers how many bytes came; 0 is the end of the connection. */
static gssize
read_raw (GIOStream *stream)
{
  static char buffer[16384];
  g_autoptr (GAsyncResult) result = NULL;

  g_input_stream_read_async (g_io_stream_get_input_stream (stream), buffer, sizeof buffer,
                             G_PRIORITY_DEFAULT, NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  return g_input_stream_read_finish (g_io_stream_get_input_stream (stream), result, NULL);
}

static void
test_idle_connection (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new_field (0);
  g_autoptr (GIOStream) stream =
    connect_raw (client, "GET /api/health HTTP/1.1\r\nHost: localhost\r\n\r\n");
  g_autofree char *token = NULL;
  g_autoptr (GhDemoReply) reply = NULL;

  g_assert_cmpint (read_raw (stream), >, 0);
  gh_test_wait_until (gh_virtual_clock_get_n_timeouts (client->clock) == 1);
  g_assert_cmpint (gh_virtual_clock_get_next_delay_us (client->clock), ==, 5 * G_USEC_PER_SEC);
  gh_virtual_clock_advance_us (client->clock, 5 * G_USEC_PER_SEC);
  g_assert_cmpint (read_raw (stream), ==, 0);

  token = gh_demo_client_sign_in (client, "officer");
  reply = gh_demo_client_call (client, "GET", "/auth/me", token, NULL);
  g_assert_cmpstr (soup_message_headers_get_one (reply->headers, "Keep-Alive"), ==, "timeout=5");
}

static void
test_plain_websocket (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new_field (0);
  g_autoptr (GIOStream) stream =
    connect_raw (client, "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                         "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                         "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n");

  gh_test_wait_until (gh_virtual_clock_get_n_timeouts (client->clock) == 1);
  g_assert_cmpint (gh_virtual_clock_get_next_delay_us (client->clock), ==, G_USEC_PER_SEC);
  gh_virtual_clock_advance_us (client->clock, G_USEC_PER_SEC);
  g_assert_cmpint (read_raw (stream), <=, 0);
}

int
main (int argc, char **argv)
{
  gh_test_init_with_pictures (&argc, &argv);
  g_test_add_func ("/demo-field/signing-in", test_signing_in);
  g_test_add_func ("/demo-field/registering", test_registering);
  g_test_add_func ("/demo-field/tokens", test_tokens);
  g_test_add_func ("/demo-field/passwords", test_passwords);
  g_test_add_func ("/demo-field/list-of-users", test_list_of_users);
  g_test_add_func ("/demo-field/changing-users", test_changing_users);
  g_test_add_func ("/demo-field/records", test_records);
  g_test_add_func ("/demo-field/events", test_events);
  g_test_add_func ("/demo-field/stats", test_stats);
  g_test_add_func ("/demo-field/cameras", test_cameras);
  g_test_add_func ("/demo-field/sizes", test_sizes);
  g_test_add_func ("/demo-field/budget", test_budget);
  g_test_add_func ("/demo-field/tags", test_tags);
  g_test_add_func ("/demo-field/idle-connection", test_idle_connection);
  g_test_add_func ("/demo-field/plain-websocket", test_plain_websocket);
  return g_test_run ();
}
