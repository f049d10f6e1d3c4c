/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-auth.h"
#include "gh-dialect-private.h"
#include "gh-error.h"
#include "gh-face-recognition.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"
#include "gh-users.h"
#include "session-fixture.h"

#define USER "/api/users/u9"
#define USER_JSON "{\"success\":true,\"data\":{\"id\":\"u9\",\"email\":\"a@b\"}}"
#define TEXT_PATH "/api/face-recognition/recognize-base64"
#define FILE_PATH "/api/face-recognition/recognize"
#define FACES "{\"success\":true,\"data\":{\"recognizedFaces\":[],\"unknownFaces\":[]}}"
#define SCAN "{\"success\":true,\"data\":{\"imageData\":\"SlBFRw==\",\"faceData\":\"\"}}"
#define LIMIT_BYTES (100 * 1024)

static GhDialect *
get_dialect (SessionFixture *fixture)
{
  return gh_transport_get_dialect (fixture->transport);
}

static GhDialect *
new_dialect (const char *address)
{
  g_autoptr (GhServerAddress) server = gh_server_address_new (address, NULL);

  return gh_dialect_new (server);
}

static void
set_up (SessionFixture *fixture, gconstpointer user_data)
{
  session_fixture_set_up (fixture, user_data);
  session_fixture_sign_in (fixture, FALSE);
}

static void
update_user (SessionFixture *fixture, int code)
{
  g_autoptr (GhUsers) users = gh_users_new (fixture->session);
  const GhUserChanges changes = { .fields = GH_USER_FIELD_ROLE, .role = GH_ROLE_ADMIN };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhUser) user = NULL;

  gh_users_update_async (users, "u9", &changes, NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  user = gh_users_update_finish (users, result, &error);
  if (code < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, GH_ERROR, code);
}

static void
assert_counts (SessionFixture *fixture, guint puts, guint patches)
{
  g_assert_cmpuint (gh_test_server_count (fixture->server, "PUT", USER), ==, puts);
  g_assert_cmpuint (gh_test_server_count (fixture->server, "PATCH", USER), ==, patches);
}

/* What a 404 or 405 says decides whether another way is tried. */
static void
test_missing (void)
{
  static const struct
  {
    guint status;
    const char *message;
    GhDialectMissing missing;
  } rows[] = {
    { 404, "User not found", GH_DIALECT_MISSING_THING },
    { 404, "Face record not found", GH_DIALECT_MISSING_THING },
    { 404, "No such user", GH_DIALECT_MISSING_THING },
    { 404, "The user does not exist", GH_DIALECT_MISSING_THING },
    { 404, "Cannot PUT /api/users/cm1", GH_DIALECT_MISSING_CALL },
    { 404, "Route PUT:/users/1 not found", GH_DIALECT_MISSING_CALL },
    { 404, "No such endpoint", GH_DIALECT_MISSING_CALL },
    { 405, "User not found", GH_DIALECT_MISSING_CALL },
    { 405, NULL, GH_DIALECT_MISSING_CALL },
    { 404, NULL, GH_DIALECT_MISSING_UNCLEAR },
    { 404, "Not Found", GH_DIALECT_MISSING_UNCLEAR },
    { 404, "404 Not Found", GH_DIALECT_MISSING_UNCLEAR },
    { 404, "Resource not found.", GH_DIALECT_MISSING_UNCLEAR },
    { 410, "Gone", GH_DIALECT_MISSING_NOTHING },
  };
  g_autoptr (GError) other = g_error_new_literal (GH_ERROR, GH_ERROR_SERVER, "x");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (GH_ERROR, GH_ERROR_NOT_FOUND, "x");

      gh_error_set_http_status (error, rows[i].status);
      gh_error_set_server_message (error, rows[i].message);
      g_test_message ("%u %s", rows[i].status, rows[i].message);
      g_assert_cmpint (gh_dialect_tell_missing (error), ==, rows[i].missing);
    }
  g_assert_cmpint (gh_dialect_tell_missing (other), ==, GH_DIALECT_MISSING_NOTHING);
}

static void
test_kind (void)
{
  static const struct
  {
    const char *body;
    GhDialectKind kind;
  } rows[] = {
    { "{\"success\":true,\"data\":{\"items\":[]}}", GH_DIALECT_SPECIFICATION },
    { "{\"message\":\"x\",\"statusCode\":404}", GH_DIALECT_SPECIFICATION },
    { "{\"success\":true,\"data\":{\"records\":[]}}", GH_DIALECT_FIELD },
    { "{\"success\":true,\"data\":{\"events\":[]}}", GH_DIALECT_FIELD },
    { "{\"success\":true,\"data\":[],\"pagination\":{}}", GH_DIALECT_FIELD },
    { "{\"success\":false,\"error\":{\"code\":\"X\"}}", GH_DIALECT_FIELD },
    { "{\"success\":true,\"data\":{\"accessToken\":\"a\",\"user\":{\"id\":\"u\"}}}",
      GH_DIALECT_FIELD },
    { "{\"success\":true,\"data\":{\"accessToken\":\"a\",\"user\":{\"isActive\":true}}}",
      GH_DIALECT_SPECIFICATION },
    { "{\"success\":true,\"data\":{\"id\":\"u\"}}", GH_DIALECT_UNKNOWN },
    { "[]", GH_DIALECT_UNKNOWN },
    { "{", GH_DIALECT_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GhDialect) dialect = new_dialect ("http://desk.example");
      g_autoptr (GBytes) body = g_bytes_new_static (rows[i].body, strlen (rows[i].body));

      gh_dialect_observe (dialect, body);
      g_assert_cmpint (gh_dialect_get_kind (dialect), ==, rows[i].kind);
    }
}

/* Knows the method that @user_data points to and no other. */
static void
user_cb (GhTestServer *server, SoupServerMessage *message, const char *body, gpointer user_data)
{
  const char *const *known = user_data;

  if (g_str_equal (soup_server_message_get_method (message), *known))
    gh_test_server_answer (message, 200, USER_JSON);
  else
    gh_test_server_answer (message, 404, "{\"message\":\"Cannot do this\",\"statusCode\":404}");
}

/* The way that has worked is the first; and where the server is another one day, so is the way. */
static void
test_way_is_remembered (SessionFixture *fixture, gconstpointer user_data)
{
  const char *known = "PATCH";

  gh_test_server_handle (fixture->server, "PUT", USER, user_cb, &known);
  gh_test_server_handle (fixture->server, "PATCH", USER, user_cb, &known);
  update_user (fixture, -1);
  assert_counts (fixture, 1, 1);
  update_user (fixture, -1);
  assert_counts (fixture, 1, 2);

  known = "PUT";
  update_user (fixture, -1);
  assert_counts (fixture, 2, 3);
  update_user (fixture, -1);
  assert_counts (fixture, 3, 3);
}

/* Nothing is learnt of a thing that is not there. */
static void
test_missing_thing_is_told (SessionFixture *fixture, gconstpointer user_data)
{
  gh_test_server_respond (fixture->server, "PUT", USER, 404, "{\"message\":\"User not found\"}");
  update_user (fixture, GH_ERROR_NOT_FOUND);
  assert_counts (fixture, 1, 0);
}

static void
test_neither_way (SessionFixture *fixture, gconstpointer user_data)
{
  g_autofree char *learnt = NULL;

  gh_test_server_respond (fixture->server, "PUT", USER, 404, "{\"message\":\"Not Found\"}");
  gh_test_server_respond (fixture->server, "PATCH", USER, 405, "{}");
  update_user (fixture, GH_ERROR_NOT_FOUND);
  assert_counts (fixture, 1, 1);
  learnt = gh_dialect_dup_learnt (get_dialect (fixture));
  g_assert_null (strstr (learnt, " user"));
}

/* A refusal of the other way is the answer. */
static void
test_other_way_refuses (SessionFixture *fixture, gconstpointer user_data)
{
  gh_test_server_respond (fixture->server, "PUT", USER, 405, "{}");
  gh_test_server_respond (fixture->server, "PATCH", USER, 409, "{\"message\":\"Taken\"}");
  update_user (fixture, GH_ERROR_CONFLICT);
  assert_counts (fixture, 1, 1);
}

static void
test_learnt_is_kept (SessionFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GhDialect) same = new_dialect (gh_test_server_get_base (fixture->server));
  g_autoptr (GhDialect) other = new_dialect ("http://other.example");
  g_autofree char *learnt = NULL;
  g_autofree char *again = NULL;
  g_autofree char *hostile = NULL;
  guint n_notified = 0;

  g_signal_connect_swapped (get_dialect (fixture), "notify::learnt",
                            G_CALLBACK (g_atomic_int_inc), &n_notified);
  gh_test_server_respond (fixture->server, "PUT", USER, 405, "{}");
  gh_test_server_respond (fixture->server, "PATCH", USER, 200, USER_JSON);
  update_user (fixture, -1);
  g_assert_cmpuint (n_notified, ==, 1);
  g_signal_handlers_disconnect_by_data (get_dialect (fixture), &n_notified);
  gh_dialect_note_file_answer (get_dialect (fixture), FALSE);

  learnt = gh_dialect_dup_learnt (get_dialect (fixture));
  gh_dialect_restore (same, learnt);
  again = gh_dialect_dup_learnt (same);
  g_assert_cmpstr (again, ==, learnt);
  g_assert_cmpint (gh_dialect_get_kind (same), ==, GH_DIALECT_FIELD);
  g_assert_false (gh_dialect_finds_faces_in_files (same));

  gh_dialect_restore (other, learnt);
  gh_dialect_restore (other, NULL);
  g_assert_cmpint (gh_dialect_get_kind (other), ==, GH_DIALECT_UNKNOWN);
  g_assert_true (gh_dialect_finds_faces_in_files (other));

  hostile = g_strconcat (gh_test_server_get_base (fixture->server),
                         " json:99999999999999 json:-1 json: nonsense  ", NULL);
  gh_dialect_restore (same, hostile);
  g_assert_cmpuint (gh_dialect_get_most_json_bytes (same), ==, LIMIT_BYTES);
}

static void
recognize (SessionFixture *fixture, gsize n_bytes, int code)
{
  g_autoptr (GhFaceRecognition) group = gh_face_recognition_new (fixture->session);
  g_autoptr (GBytes) image = g_bytes_new_take (g_malloc0 (n_bytes), n_bytes);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhRecognition) recognition = NULL;

  gh_face_recognition_recognize_async (group, image, "image/png", NULL, gh_test_take_result_cb,
                                       &result);
  gh_test_wait_until (result != NULL);
  recognition = gh_face_recognition_recognize_finish (group, result, &error);
  if (code < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, GH_ERROR, code);
}

static void
assert_sent (SessionFixture *fixture, guint texts, guint files)
{
  g_assert_cmpuint (gh_test_server_count (fixture->server, "POST", TEXT_PATH), ==, texts);
  g_assert_cmpuint (gh_test_server_count (fixture->server, "POST", FILE_PATH), ==, files);
}

static void
test_large_picture_is_a_file (SessionFixture *fixture, gconstpointer user_data)
{
  gh_test_server_respond (fixture->server, "POST", TEXT_PATH, 201, FACES);
  gh_test_server_respond (fixture->server, "POST", FILE_PATH, 201, FACES);
  /* Four bytes for three, and the rest of the request. */
  recognize (fixture, (LIMIT_BYTES - 60) / 4 * 3, -1);
  assert_sent (fixture, 1, 0);
  recognize (fixture, LIMIT_BYTES / 4 * 3, -1);
  assert_sent (fixture, 1, 1);
  g_assert_true (g_str_has_prefix (gh_test_server_get_header (fixture->server, "POST", FILE_PATH,
                                                              "Content-Type"),
                                   "multipart/form-data; boundary="));
}

/* The specification answers a file with a template. Then it goes as a text, however large, and the
 * next one does so at once. */
static void
test_file_without_faces (SessionFixture *fixture, gconstpointer user_data)
{
  gh_test_server_respond (fixture->server, "POST", FILE_PATH, 200, SCAN);
  gh_test_server_respond (fixture->server, "POST", TEXT_PATH, 200, FACES);
  recognize (fixture, LIMIT_BYTES, -1);
  assert_sent (fixture, 1, 1);
  g_assert_cmpuint (gh_dialect_get_most_json_bytes (get_dialect (fixture)), >, LIMIT_BYTES);
  recognize (fixture, 2 * LIMIT_BYTES, -1);
  assert_sent (fixture, 2, 1);
}

static void
test_no_files_at_all (SessionFixture *fixture, gconstpointer user_data)
{
  gh_test_server_respond (fixture->server, "POST", TEXT_PATH, 200, FACES);
  recognize (fixture, LIMIT_BYTES, -1);
  assert_sent (fixture, 1, 1);
}

/* What is refused as too large goes as a file, and the limit is known from then on. */
static void
test_limit_is_learnt (SessionFixture *fixture, gconstpointer user_data)
{
  gh_test_server_respond (fixture->server, "POST", TEXT_PATH, 413, "{}");
  gh_test_server_respond (fixture->server, "POST", FILE_PATH, 201, FACES);
  recognize (fixture, LIMIT_BYTES / 2, -1);
  assert_sent (fixture, 1, 1);
  g_assert_cmpuint (gh_dialect_get_most_json_bytes (get_dialect (fixture)), <, LIMIT_BYTES);
  recognize (fixture, LIMIT_BYTES / 2, -1);
  assert_sent (fixture, 1, 2);
}

/* The field's server falls over a body that is too large, and does not say so. */
static void
test_too_large_to_enroll (SessionFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GhFaceRecognition) group = gh_face_recognition_new (fixture->session);
  const gsize sizes[] = { LIMIT_BYTES / 2, LIMIT_BYTES };
  const int codes[] = { GH_ERROR_SERVER, GH_ERROR_LIMIT };

  g_assert_cmpint (gh_dialect_get_kind (get_dialect (fixture)), ==, GH_DIALECT_FIELD);
  gh_test_server_respond (fixture->server, "POST", "/api/face-recognition/enroll", 500,
                          "{\"success\":false,\"error\":{\"code\":\"INTERNAL_ERROR\"}}");
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GBytes) image = g_bytes_new_take (g_malloc0 (sizes[i]), sizes[i]);
      const GhFaceDraft draft = { .face_id = "f", .image = image, .media_type = "image/png" };
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      gh_face_recognition_enroll_async (group, &draft, NULL, gh_test_take_result_cb, &result);
      gh_test_wait_until (result != NULL);
      g_assert_null (gh_face_recognition_enroll_finish (group, result, &error));
      g_assert_error (error, GH_ERROR, codes[i]);
    }
}

static void
test_camera_is_not_connected (SessionFixture *fixture, gconstpointer user_data)
{
  static const char *const answers[] = {
    "{\"success\":false,\"message\":\"Connection failed\"}",
    "{\"success\":true,\"data\":{\"success\":false,\"message\":\"Connection failed\"}}",
  };
  g_autoptr (GhFaceRecognition) group = gh_face_recognition_new (fixture->session);

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    gh_test_server_respond (fixture->server, "POST", "/api/face-recognition/test-connection", 201,
                            answers[i]);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *reason = NULL;
      gboolean is_connected = TRUE;

      gh_face_recognition_test_connection_async (group, NULL, gh_test_take_result_cb, &result);
      gh_test_wait_until (result != NULL);
      g_assert_true (gh_face_recognition_test_connection_finish (group, result, &is_connected,
                                                                 &reason, &error));
      g_assert_no_error (error);
      g_assert_false (is_connected);
      g_assert_cmpstr (reason, ==, "Connection failed");
    }
}

static void
change_password (SessionFixture *fixture, int code)
{
  g_autoptr (GhAuth) auth = gh_auth_new (fixture->session);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gh_auth_change_password_async (auth, "old", "new", NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  gh_auth_change_password_finish (auth, result, &error);
  if (code < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, GH_ERROR, code);
}

/* A 401 that is about the access token is not about the password in the body. */
static void
test_password_with_an_old_token (SessionFixture *fixture, gconstpointer user_data)
{
#define PASSWORD "/api/auth/change-password"
  gh_test_server_respond (fixture->server, "POST", PASSWORD, 401, "{\"message\":\"jwt expired\"}");
  gh_test_server_respond_full (fixture->server, "POST", PASSWORD, 204, NULL, NULL, NULL);
  change_password (fixture, -1);
  g_assert_cmpuint (gh_test_server_count (fixture->server, "POST", PASSWORD), ==, 2);
  g_assert_cmpuint (session_fixture_count_refreshes (fixture), ==, 1);

  /* Words that say nothing are an answer. */
  gh_test_server_respond (fixture->server, "POST", PASSWORD, 401, "{\"message\":\"Unauthorized\"}");
  change_password (fixture, -1);
  change_password (fixture, GH_ERROR_WRONG_CREDENTIALS);
  g_assert_cmpuint (session_fixture_count_refreshes (fixture), ==, 1);
#undef PASSWORD
}

static void
test_trim (void)
{
  g_autoptr (GhJsonReader) reader = gh_json_reader_new_for_text (
    "{\"id\":\"u\",\"email\":\"a@b\",\"firstName\":null,\"lastName\":\"Lee\",\"role\":\"ADMIN\","
    "\"isActive\":true}",
    -1, NULL);
  g_autoptr (GhUser) user = gh_user_new_from_json (reader);
  const GhUserField all = GH_USER_FIELD_EMAIL | GH_USER_FIELD_FIRST_NAME | GH_USER_FIELD_LAST_NAME
                          | GH_USER_FIELD_ROLE | GH_USER_FIELD_IS_ACTIVE;
  GhUserChanges same = { all, "a@b", "", "Lee", GH_ROLE_ADMIN, TRUE };
  GhUserChanges other = { all, "a@c", "Ann", NULL, GH_ROLE_USER, FALSE };

  gh_user_changes_trim (&same, user);
  g_assert_cmpint (same.fields, ==, GH_USER_FIELD_NONE);
  gh_user_changes_trim (&other, user);
  g_assert_cmpint (other.fields, ==, all);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  g_test_add_func ("/dialect/what-is-missing", test_missing);
  g_test_add_func ("/dialect/kind", test_kind);
  g_test_add_func ("/dialect/only-changes-are-sent", test_trim);
#define ADD(name, function)                                                                       \
  g_test_add ("/dialect/" name, SessionFixture, NULL, set_up, function, session_fixture_tear_down)
  ADD ("way-is-remembered", test_way_is_remembered);
  ADD ("missing-thing-is-told", test_missing_thing_is_told);
  ADD ("neither-way", test_neither_way);
  ADD ("other-way-refuses", test_other_way_refuses);
  ADD ("learnt-is-kept", test_learnt_is_kept);
  ADD ("large-picture-is-a-file", test_large_picture_is_a_file);
  ADD ("file-without-faces", test_file_without_faces);
  ADD ("no-files-at-all", test_no_files_at_all);
  ADD ("limit-is-learnt", test_limit_is_learnt);
  ADD ("too-large-to-enroll", test_too_large_to_enroll);
  ADD ("camera-is-not-connected", test_camera_is_not_connected);
  ADD ("password-with-an-old-token", test_password_with_an_old_token);
#undef ADD

  return g_test_run ();
}
