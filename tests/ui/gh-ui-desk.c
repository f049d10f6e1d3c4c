/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-ui-desk.h"

#include "gh-memory-token-store.h"
#include "gh-test-wait.h"

#define USER                                                                                      \
  "{\"id\":\"u1\",\"email\":\"amina@desk.example\",\"firstName\":\"Amina\","                      \
  "\"lastName\":\"Okafor\",\"role\":\"%s\",\"isActive\":true,"                                    \
  "\"createdAt\":\"2026-01-01T00:00:00Z\",\"updatedAt\":\"2026-01-01T00:00:00Z\"}"

static void
answer_tokens_cb (GhTestServer *server,
                  SoupServerMessage *message,
                  const char *body,
                  gpointer user_data)
{
  GhUiDesk *self = user_data;
  g_autofree char *user = g_strdup_printf (USER, gh_role_to_wire (self->role));
  g_autofree char *reply = g_strdup_printf (
    "{\"success\":true,\"data\":{\"accessToken\":\"a\",\"refreshToken\":\"r\",\"user\":%s}}", user);

  gh_test_server_answer (message, 200, reply);
}

static void
answer_me_cb (GhTestServer *server,
              SoupServerMessage *message,
              const char *body,
              gpointer user_data)
{
  GhUiDesk *self = user_data;
  g_autofree char *user = g_strdup_printf (USER, gh_role_to_wire (self->role));
  g_autofree char *reply = g_strdup_printf ("{\"success\":true,\"data\":%s}", user);

  gh_test_server_answer (message, 200, reply);
}

/**
 * gh_ui_desk_new_connection:
 * @self: a desk
 * @server: an address
 *
 * Returns: (transfer full): what the windows work with, to that server; nothing is sent yet
 */
GhConnection *
gh_ui_desk_new_connection (GhUiDesk *self, const char *server)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhServerAddress) address = gh_server_address_new (server, &error);
  g_autoptr (GhTransport) transport = NULL;
  g_autoptr (GhTokenStore) store = gh_memory_token_store_new ();
  g_autoptr (GhSession) session = NULL;
  g_autoptr (GhAuth) auth = NULL;
  g_autoptr (GhUsers) users = NULL;
  g_autoptr (GhFaceRecognition) face_recognition = NULL;
  g_autoptr (GhUpload) upload = NULL;
  g_autoptr (GhEventLog) log = NULL;
  g_autoptr (GhFeed) feed = NULL;

  g_assert_no_error (error);
  transport = gh_transport_new (address, self->clock);
  session = gh_session_new (transport, store);
  auth = gh_auth_new (session);
  users = gh_users_new (session);
  face_recognition = gh_face_recognition_new (session);
  upload = gh_upload_new (session);
  log = gh_event_log_new (self->clock, 100);
  feed = gh_feed_new (session, face_recognition, log, NULL);

  return gh_connection_new (session, auth, users, face_recognition, upload, feed);
}

/**
 * gh_ui_desk_set_up:
 * @self: (out caller-allocates): a desk
 *
 * Starts a server at which an administrator may sign in, on a clock of its own.
 */
void
gh_ui_desk_set_up (GhUiDesk *self)
{
  g_autoptr (GhVirtualClock) clock = gh_virtual_clock_new ();

  gh_ui_desk_set_up_at (self, GH_CLOCK (clock));
}

/**
 * gh_ui_desk_set_up_at:
 * @self: (out caller-allocates): a desk
 * @clock: tells the time
 *
 * Starts a server at which an administrator may sign in.
 */
void
gh_ui_desk_set_up_at (GhUiDesk *self, GhClock *clock)
{
  self->server = gh_test_server_new ();
  self->clock = g_object_ref (clock);
  self->loader = gh_picture_loader_new (GH_PICTURE_LOADER_DEFAULT_BYTES);
  self->connection = gh_ui_desk_new_connection (self, gh_test_server_get_base (self->server));

  self->role = GH_ROLE_ADMIN;
  gh_test_server_handle (self->server, "POST", "/api/auth/login", answer_tokens_cb, self);
  gh_test_server_handle (self->server, "POST", "/api/auth/refresh", answer_tokens_cb, self);
  gh_test_server_handle (self->server, "GET", "/api/auth/me", answer_me_cb, self);
  gh_test_server_respond (self->server, "POST", "/api/auth/logout", 200, "{\"success\":true}");
}

/**
 * gh_ui_desk_tear_down:
 * @self: a desk
 *
 * Ends all of it, and proves that nobody else holds it.
 */
void
gh_ui_desk_tear_down (GhUiDesk *self)
{
  gh_test_drain ();
  g_assert_finalize_object (self->connection);
  g_clear_object (&self->loader);
  g_clear_object (&self->clock);
  g_clear_object (&self->server);
  gh_test_drain ();
}

/**
 * gh_ui_desk_sign_in:
 * @self: a desk
 *
 * Signs in, and waits until the server has said who that is: the person of @self's role.
 */
void
gh_ui_desk_sign_in (GhUiDesk *self)
{
  GhSession *session = gh_connection_get_session (self->connection);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gh_session_sign_in_async (session, "amina@desk.example", "secret", FALSE, NULL,
                            gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  gh_session_sign_in_finish (session, result, &error);
  g_assert_no_error (error);
  gh_test_wait_until (gh_connection_get_user (self->connection) != NULL);
}

/**
 * gh_ui_desk_advance_us:
 * @self: a desk on a virtual clock
 * @time_us: how long
 *
 * Lets time pass, and what was due in it happen.
 */
void
gh_ui_desk_advance_us (GhUiDesk *self, gint64 time_us)
{
  gh_virtual_clock_advance_us (GH_VIRTUAL_CLOCK (self->clock), time_us);
}
