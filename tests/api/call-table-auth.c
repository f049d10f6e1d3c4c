/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "call-table.h"

#include "gh-auth.h"
#include "gh-error.h"
#include "gh-test-wait.h"

static void
register_start (CallBed *bed, GCancellable *cancellable, GAsyncResult **result)
{
  const GhRegistration registration = {
    .email = "ann@example.org",
    .password = "Str0ng!pass",
    .first_name = "Ann",
    .last_name = "Lee",
  };

  /* What the answer brings is good. */
  bed->session.generation = 1;
  gh_session_register_async (bed->session.session, &registration, FALSE, cancellable,
                             gh_test_take_result_cb, result);
}

static gboolean
register_finish (CallBed *bed, GAsyncResult *result, GError **error)
{
  GhSession *session = bed->session.session;
  gboolean is_signed_in = gh_session_register_finish (session, result, error);

  g_assert_cmpint (gh_session_get_state (session),
                   ==,
                   is_signed_in ? GH_SESSION_SIGNED_IN : GH_SESSION_SIGNED_OUT);
  if (is_signed_in)
    {
      g_assert_cmpstr (gh_session_peek_access_token (session), ==, "access-1");
      g_assert_cmpstr (gh_session_get_account (session), ==, "ann@example.org");
    }

  return is_signed_in;
}

static void
change_password_start (CallBed *bed, GCancellable *cancellable, GAsyncResult **result)
{
  g_autoptr (GhAuth) auth = gh_auth_new (bed->session.session);

  g_assert_true (gh_auth_is_authenticated (auth));
  gh_auth_change_password_async (auth, "old", "Str0ng!pass", cancellable, gh_test_take_result_cb,
                                 result);
}

static gboolean
change_password_finish (CallBed *bed, GAsyncResult *result, GError **error)
{
  return gh_auth_change_password_finish (GH_AUTH (g_task_get_source_object (G_TASK (result))),
                                         result, error);
}

#define TOKENS "\"accessToken\":\"access-1\",\"refreshToken\":\"refresh-1\""
#define REGISTRATION                                                                              \
  "{\"email\":\"ann@example.org\",\"password\":\"Str0ng!pass\",\"firstName\":\"Ann\","            \
  "\"lastName\":\"Lee\"}"
#define PASSWORDS "{\"currentPassword\":\"old\",\"newPassword\":\"Str0ng!pass\"}"

const Call calls_of_auth[] = {
  {
    "auth/register", register_start, register_finish,
    {
      { "POST", "/api/auth/register", .sent = REGISTRATION, .status = 200,
        .body = DATA ("{" TOKENS ",\"user\":" USER_JSON "}") },
      { "POST", "/api/auth/register", .sent = REGISTRATION, .status = 201,
        .body = DATA ("{" TOKENS ",\"user\":{\"id\":\"cm1\",\"email\":\"ann@example.org\","
                      "\"firstName\":\"Ann\",\"lastName\":\"Lee\",\"role\":\"USER\"}}") },
    },
    "{\"accessToken\":5,\"refreshToken\":\"r\",\"user\":{}}",
    .unauthorized = GH_ERROR_FORBIDDEN,
    .is_signed_out = TRUE,
  },
  {
    "auth/change-password", change_password_start, change_password_finish,
    {
      { "POST", "/api/auth/change-password", .sent = PASSWORDS, .status = 200,
        .body = "{\"success\":true,\"data\":null}" },
      { "POST", "/api/auth/change-password", .sent = PASSWORDS, .status = 204 },
    },
    .unauthorized = GH_ERROR_WRONG_CREDENTIALS,
  },
  { NULL },
};
