/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cache.h"
#include "gh-error.h"
#include "gh-face-recognition.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"
#include "gh-users.h"
#include "session-fixture.h"

#include <string.h>

/* What is kept, as those see it who make calls. */

#define MINUTE G_TIME_SPAN_MINUTE
#define USER "/api/users/u9"
#define EVENTS "/api/face-recognition/events"

#define USER_JSON(name)                                                                           \
  "{\"success\":true,\"data\":{\"id\":\"u9\",\"email\":\"ben@example.org\",\"firstName\":\"" name \
  "\",\"lastName\":null,\"role\":\"USER\",\"isActive\":true,"                                     \
  "\"createdAt\":\"2026-01-01T00:00:00.000Z\",\"updatedAt\":\"2026-01-01T00:00:00.000Z\"}}"
#define EMPTY_PAGE                                                                                \
  "{\"success\":true,\"data\":{\"items\":[],\"total\":0,\"page\":1,\"limit\":10,\"totalPages\":0}}"

typedef struct
{
  SessionFixture session;
  GhUsers *users;                      /* (owned) */
  GhUsers *listening;                  /* (owned) */
  GhFaceRecognition *face_recognition; /* (owned) */
  const char *etag;                    /* (nullable) of the user, for user_cb() */
  const char *json;                    /* of the user */
  guint n_unchanged;                   /* 304s given */
  GString *changes;                    /* (owned) areas that "changed" told of */
} Bed;

static void
changed_cb (GhCache *cache, guint areas, gpointer user_data)
{
  Bed *bed = user_data;

  g_string_append_printf (bed->changes, "%x", areas);
}

/* A server that has ETags as HTTP has them. */
static void
user_cb (GhTestServer *server, SoupServerMessage *message, const char *body, gpointer user_data)
{
  Bed *bed = user_data;
  const char *match = soup_message_headers_get_one (
    soup_server_message_get_request_headers (message), "If-None-Match");

  if (bed->etag != NULL)
    soup_message_headers_replace (soup_server_message_get_response_headers (message), "ETag",
                                  bed->etag);
  if (bed->etag != NULL && g_strcmp0 (match, bed->etag) == 0)
    {
      bed->n_unchanged++;
      soup_server_message_set_status (message, 304, NULL);
    }
  else
    gh_test_server_answer (message, 200, bed->json);
}

static void
set_up (Bed *bed, gconstpointer user_data)
{
  session_fixture_set_up (&bed->session, NULL);
  session_fixture_sign_in (&bed->session, FALSE);
  bed->users = gh_users_new (bed->session.session);
  bed->listening = gh_endpoint_group_dup_in_manner (bed->users, GH_MANNER_LISTENER);
  bed->face_recognition = gh_face_recognition_new (bed->session.session);
  bed->etag = "W/\"1\"";
  bed->json = USER_JSON ("Ben");
  bed->changes = g_string_new (NULL);
  gh_test_server_handle (bed->session.server, "GET", USER, user_cb, bed);
  g_signal_connect (gh_session_get_cache (bed->session.session), "changed",
                    G_CALLBACK (changed_cb), bed);
}

static void
tear_down (Bed *bed, gconstpointer user_data)
{
  g_clear_object (&bed->users);
  g_clear_object (&bed->listening);
  g_clear_object (&bed->face_recognition);
  session_fixture_tear_down (&bed->session, NULL);
  g_string_free (bed->changes, TRUE);
}

static void
advance (Bed *bed, gint64 us)
{
  gh_virtual_clock_advance_us (bed->session.clock, us);
}

static guint
count (Bed *bed, const char *method, const char *path)
{
  return gh_test_server_count (bed->session.server, method, path);
}

static char *
get_name (Bed *bed, GhUsers *users)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhUser) user = NULL;

  gh_users_get_async (users, "u9", NULL, gh_test_take_result_cb, &result);
  /* An answer that is kept is given in a turn of the main loop of its own as well. */
  g_assert_null (result);
  gh_test_wait_until (result != NULL);
  user = gh_users_get_finish (users, result, &error);
  g_assert_no_error (error);

  return g_strdup (gh_user_get_first_name (user));
}

#define assert_name(bed, users, expected)                                                         \
  G_STMT_START                                                                                    \
  {                                                                                               \
    g_autofree char *assert_name_name = get_name (bed, users);                                    \
    g_assert_cmpstr (assert_name_name, ==, expected);                                             \
  }                                                                                               \
  G_STMT_END

static void
test_five_minutes (Bed *bed, gconstpointer user_data)
{
  assert_name (bed, bed->users, "Ben");
  bed->json = USER_JSON ("Bob");
  advance (bed, 5 * MINUTE - 1);
  assert_name (bed, bed->users, "Ben");
  g_assert_cmpuint (count (bed, "GET", USER), ==, 1);
}

static void
test_conditional (Bed *bed, gconstpointer user_data)
{
  assert_name (bed, bed->users, "Ben");
  g_assert_null (gh_test_server_get_header (bed->session.server, "GET", USER, "If-None-Match"));
  advance (bed, 5 * MINUTE);
  assert_name (bed, bed->users, "Ben");
  g_assert_cmpuint (bed->n_unchanged, ==, 1);
  g_assert_cmpstr (gh_test_server_get_header (bed->session.server, "GET", USER, "If-None-Match"),
                   ==, "W/\"1\"");

  /* That has made it fresh, for as long as an answer with something in it. */
  advance (bed, 5 * MINUTE - 1);
  assert_name (bed, bed->users, "Ben");
  g_assert_cmpuint (count (bed, "GET", USER), ==, 2);

  advance (bed, 1);
  bed->etag = "\"2\"";
  bed->json = USER_JSON ("Bob");
  assert_name (bed, bed->users, "Bob");
  g_assert_cmpuint (count (bed, "GET", USER), ==, 3);
  assert_name (bed, bed->users, "Bob");
  g_assert_cmpuint (count (bed, "GET", USER), ==, 3);
}

/* Who asked for nothing is not told that it is the same. */
static void
test_unasked_304 (Bed *bed, gconstpointer user_data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gh_test_server_respond_full (bed->session.server, "GET", "/api/users/me", 304, NULL, NULL, NULL);
  gh_users_get_me_async (bed->users, NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  g_assert_null (gh_users_get_me_finish (bed->users, result, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_NOT_API);
}

/* The old answer at once; the newer one when it is there, to those who are told that it is. */
static void
test_stale_at_once (Bed *bed, gconstpointer user_data)
{
  assert_name (bed, bed->listening, "Ben");
  advance (bed, 6 * MINUTE);
  bed->etag = "\"2\"";
  bed->json = USER_JSON ("Bob");
  gh_test_server_hold (bed->session.server, "GET", USER);
  assert_name (bed, bed->listening, "Ben");
  assert_name (bed, bed->listening, "Ben");
  gh_test_wait_until (gh_test_server_get_n_held (bed->session.server, "GET", USER) == 1);
  g_assert_cmpstr (bed->changes->str, ==, "");

  gh_test_server_release (bed->session.server, "GET", USER);
  gh_test_wait_until (bed->changes->len > 0);
  g_assert_cmpstr (bed->changes->str, ==, "1");
  assert_name (bed, bed->listening, "Bob");
  g_assert_cmpuint (count (bed, "GET", USER), ==, 2);
}

static void
test_stale_and_right (Bed *bed, gconstpointer user_data)
{
  for (guint has_etags = 0; has_etags <= 1; has_etags++)
    {
      guint before = count (bed, "GET", USER);

      bed->etag = has_etags ? "\"7\"" : NULL;
      gh_cache_expire (gh_session_get_cache (bed->session.session), GH_CACHE_USERS);
      g_string_set_size (bed->changes, 0);
      assert_name (bed, bed->listening, "Ben");
      advance (bed, 6 * MINUTE);
      assert_name (bed, bed->listening, "Ben");
      gh_test_wait_until (count (bed, "GET", USER) == before + 2);
      gh_test_drain ();
      /* Fresh again, and nobody was told that anything has changed. */
      assert_name (bed, bed->users, "Ben");
      g_assert_cmpuint (count (bed, "GET", USER), ==, before + 2);
      g_assert_cmpstr (bed->changes->str, ==, "");
    }
  g_assert_cmpuint (bed->n_unchanged, ==, 1);
}

/* Others wait for the server; and nobody is given what is older than an hour. */
static void
test_too_old (Bed *bed, gconstpointer user_data)
{
  assert_name (bed, bed->listening, "Ben");
  advance (bed, 6 * MINUTE);
  bed->etag = NULL;
  bed->json = USER_JSON ("Bob");
  assert_name (bed, bed->users, "Bob");
  advance (bed, 65 * MINUTE);
  bed->json = USER_JSON ("Bea");
  assert_name (bed, bed->listening, "Bea");
}

/* Old answers are given while the server is away; that it is, is told where such things are. */
static void
test_server_is_away (Bed *bed, gconstpointer user_data)
{
  assert_name (bed, bed->listening, "Ben");
  advance (bed, 6 * MINUTE);
  gh_test_server_stop (bed->session.server);
  assert_name (bed, bed->listening, "Ben");
  gh_test_wait_until (gh_session_get_connectivity_error (bed->session.session) != NULL);
  g_assert_cmpstr (bed->changes->str, ==, "");

  gh_test_server_start (bed->session.server);
  bed->etag = NULL;
  bed->json = USER_JSON ("Bob");
  assert_name (bed, bed->listening, "Ben");
  gh_test_wait_until (bed->changes->len > 0);
  assert_name (bed, bed->listening, "Bob");
  g_assert_null (gh_session_get_connectivity_error (bed->session.session));
}

static void
test_gone_meanwhile (Bed *bed, gconstpointer user_data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gh_test_server_respond (bed->session.server, "GET", "/api/users/u8", 200, USER_JSON ("Eve"));
  gh_test_server_respond (bed->session.server, "GET", "/api/users/u8", 404,
                          "{\"message\":\"User not found\",\"statusCode\":404}");
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GhUser) user = NULL;

      gh_users_get_async (bed->listening, "u8", NULL, gh_test_take_result_cb, &result);
      gh_test_wait_until (result != NULL);
      user = gh_users_get_finish (bed->listening, result, &error);
      g_assert_no_error (error);
      g_clear_object (&result);
      if (i == 0)
        advance (bed, 6 * MINUTE);
    }
  gh_test_wait_until (bed->changes->len > 0);
  gh_users_get_async (bed->listening, "u8", NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  g_assert_null (gh_users_get_finish (bed->listening, result, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_NOT_FOUND);
}

static void
activate (Bed *bed, GAsyncResult **result)
{
  gh_users_activate_async (bed->users, "u9", NULL, gh_test_take_result_cb, result);
}

static void
test_change (Bed *bed, gconstpointer user_data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GhUser) user = NULL;
  g_autoptr (GError) error = NULL;

  assert_name (bed, bed->users, "Ben");
  gh_test_server_respond (bed->session.server, "PATCH", USER "/activate", 200, USER_JSON ("Bob"));
  activate (bed, &result);
  gh_test_wait_until (result != NULL);
  user = gh_users_activate_finish (bed->users, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (bed->changes->str, ==, "3");
  bed->etag = NULL;
  bed->json = USER_JSON ("Bob");
  assert_name (bed, bed->listening, "Bob");
}

/* A change whose answer did not come may have been made; one that was refused was not. */
static void
test_change_that_fails (Bed *bed, gconstpointer user_data)
{
  static const struct
  {
    guint status;
    const char *changes;
  } rows[] = { { 500, "3" }, { 403, "" }, { 0, "3" } };

  gh_test_server_respond (bed->session.server, "PATCH", USER "/activate", 500, "{}");
  gh_test_server_respond (bed->session.server, "PATCH", USER "/activate", 403, "{}");
  gh_test_server_hang (bed->session.server, "PATCH", USER "/activate");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GhUser) user = NULL;
      g_autoptr (GError) error = NULL;

      g_string_set_size (bed->changes, 0);
      activate (bed, &result);
      if (rows[i].status == 0)
        {
          gh_test_wait_until (count (bed, "PATCH", USER "/activate") == i + 1);
          advance (bed, GH_TRANSPORT_DEADLINE_US);
        }
      gh_test_wait_until (result != NULL);
      user = gh_users_activate_finish (bed->users, result, &error);
      g_assert_nonnull (error);
      g_assert_cmpstr (bed->changes->str, ==, rows[i].changes);
    }
}

static void
assert_changed_to (Bed *bed, GAsyncResult **result, const char *name)
{
  g_autoptr (GhUser) user = NULL;
  g_autoptr (GError) error = NULL;

  gh_test_wait_until (*result != NULL);
  user = gh_users_activate_finish (bed->users, *result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (gh_user_get_first_name (user), ==, name);
  g_clear_object (result);
}

/* A change that is answered by nothing is followed by reading the thing, from the server. */
static void
test_change_without_answer (Bed *bed, gconstpointer user_data)
{
  static const char *const answers[] = { NULL, "{\"success\":true,\"data\":null}",
                                         "{\"success\":true,\"message\":\"Done\"}", "{}" };
  g_autoptr (GAsyncResult) result = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      if (answers[i] == NULL)
        gh_test_server_respond_full (bed->session.server, "PATCH", USER "/activate", 204, NULL,
                                     NULL, NULL);
      else
        gh_test_server_respond (bed->session.server, "PATCH", USER "/activate", 200, answers[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      bed->etag = NULL;
      bed->json = USER_JSON ("Ben");
      assert_name (bed, bed->users, "Ben");
      bed->json = USER_JSON ("Bob");
      activate (bed, &result);
      assert_changed_to (bed, &result, "Bob");
      gh_cache_expire (gh_session_get_cache (bed->session.session), GH_CACHE_USERS);
    }
  g_assert_cmpuint (count (bed, "PATCH", USER "/activate"), ==, G_N_ELEMENTS (answers));
}

/* Where the thing cannot be read, that is told, and that it was done. */
static void
test_change_unseen (Bed *bed, gconstpointer user_data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GhUser) user = NULL;
  g_autoptr (GError) error = NULL;

  gh_test_server_respond_full (bed->session.server, "PATCH", "/api/users/u7/deactivate", 204, NULL,
                               NULL, NULL);
  gh_test_server_respond (bed->session.server, "GET", "/api/users/u7", 403,
                          "{\"message\":\"Forbidden\",\"statusCode\":403}");
  gh_users_deactivate_async (bed->users, "u7", NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  user = gh_users_deactivate_finish (bed->users, result, &error);
  g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_REPLY);
  g_assert_cmpstr (bed->changes->str, ==, "3");
}

static void
test_unreadable (Bed *bed, gconstpointer user_data)
{
  bed->etag = NULL;
  bed->json = "{\"success\":true,\"data\":{\"id\":5}}";
  for (guint i = 1; i <= 2; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GhUser) user = NULL;
      g_autoptr (GError) error = NULL;

      gh_users_get_async (bed->users, "u9", NULL, gh_test_take_result_cb, &result);
      gh_test_wait_until (result != NULL);
      user = gh_users_get_finish (bed->users, result, &error);
      g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_REPLY);
      g_assert_cmpuint (count (bed, "GET", USER), ==, i);
    }
}

static void
sign_out (Bed *bed)
{
  g_autoptr (GAsyncResult) result = NULL;

  gh_session_sign_out_async (bed->session.session, NULL, gh_test_take_result_cb, &result);
  g_assert_cmpuint (gh_cache_get_n_bytes (gh_session_get_cache (bed->session.session)), ==, 0);
  gh_test_wait_until (result != NULL);
}

/* The next person at this desk is shown nothing of what the last one saw. */
static void
test_sign_out (Bed *bed, gconstpointer user_data)
{
  assert_name (bed, bed->users, "Ben");
  g_assert_cmpuint (gh_cache_get_n_bytes (gh_session_get_cache (bed->session.session)), >, 0);
  sign_out (bed);
  session_fixture_sign_in (&bed->session, FALSE);
  bed->json = USER_JSON ("Bob");
  assert_name (bed, bed->listening, "Bob");
  g_assert_null (gh_test_server_get_header (bed->session.server, "GET", USER, "If-None-Match"));
}

/* An answer that is being asked for behind somebody's back when they sign out comes to nobody. */
static void
test_sign_out_while_asking (Bed *bed, gconstpointer user_data)
{
  assert_name (bed, bed->listening, "Ben");
  advance (bed, 6 * MINUTE);
  bed->etag = NULL;
  bed->json = USER_JSON ("Bob");
  gh_test_server_hold (bed->session.server, "GET", USER);
  assert_name (bed, bed->listening, "Ben");
  gh_test_wait_until (gh_test_server_get_n_held (bed->session.server, "GET", USER) == 1);
  sign_out (bed);
  gh_test_server_release (bed->session.server, "GET", USER);
  session_fixture_sign_in (&bed->session, FALSE);
  g_assert_cmpuint (gh_cache_get_n_bytes (gh_session_get_cache (bed->session.session)), ==, 0);
  assert_name (bed, bed->listening, "Bob");
}

static void
list_events (Bed *bed, GhFaceRecognition *group)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GhResultPage) page = NULL;
  g_autoptr (GError) error = NULL;

  gh_face_recognition_list_events_async (group, 1, 10, NULL, NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  page = gh_face_recognition_list_events_finish (group, result, &error);
  g_assert_no_error (error);
}

/* What looks for what is new looks at the server, whatever is kept, and leaves nothing behind. */
static void
test_background (Bed *bed, gconstpointer user_data)
{
  g_autoptr (GhFaceRecognition) background =
    gh_endpoint_group_dup_in_manner (bed->face_recognition, GH_MANNER_BACKGROUND);
  const gsize before = gh_cache_get_n_bytes (gh_session_get_cache (bed->session.session));

  gh_test_server_respond (bed->session.server, "GET", EVENTS, 200, EMPTY_PAGE);
  list_events (bed, background);
  g_assert_cmpuint (gh_cache_get_n_bytes (gh_session_get_cache (bed->session.session)), ==, before);
  list_events (bed, bed->face_recognition);
  list_events (bed, bed->face_recognition);
  g_assert_cmpuint (count (bed, "GET", EVENTS), ==, 2);
  list_events (bed, background);
  g_assert_cmpuint (count (bed, "GET", EVENTS), ==, 3);
}

/* Long answers are read in a thread, and are kept all the same. */
static void
test_large (Bed *bed, gconstpointer user_data)
{
  g_autoptr (GString) json = g_string_new (EMPTY_PAGE);
  g_autofree char *blanks = g_strnfill (200 * 1024, ' ');

  g_string_append (json, blanks);
  gh_test_server_respond (bed->session.server, "GET", EVENTS, 200, json->str);
  list_events (bed, bed->face_recognition);
  list_events (bed, bed->face_recognition);
  g_assert_cmpuint (count (bed, "GET", EVENTS), ==, 1);
}

#define ADD(path, function) g_test_add (path, Bed, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  ADD ("/cache/calls/five-minutes", test_five_minutes);
  ADD ("/cache/calls/asked-with-etag", test_conditional);
  ADD ("/cache/calls/unasked-304", test_unasked_304);
  ADD ("/cache/calls/stale-at-once", test_stale_at_once);
  ADD ("/cache/calls/stale-and-right", test_stale_and_right);
  ADD ("/cache/calls/too-old", test_too_old);
  ADD ("/cache/calls/server-is-away", test_server_is_away);
  ADD ("/cache/calls/gone-meanwhile", test_gone_meanwhile);
  ADD ("/cache/calls/change", test_change);
  ADD ("/cache/calls/change-that-fails", test_change_that_fails);
  ADD ("/cache/calls/change-without-answer", test_change_without_answer);
  ADD ("/cache/calls/change-unseen", test_change_unseen);
  ADD ("/cache/calls/unreadable", test_unreadable);
  ADD ("/cache/calls/sign-out", test_sign_out);
  ADD ("/cache/calls/sign-out-while-asking", test_sign_out_while_asking);
  ADD ("/cache/calls/background", test_background);
  ADD ("/cache/calls/large", test_large);

  return g_test_run ();
}
