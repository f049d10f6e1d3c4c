/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-auth-api.h"

#include "gh-demo-dialect.h"
#include "gh-demo-id.h"
#include "gh-demo-new-account.h"
#include "gh-demo-password.h"
#include "gh-demo-router.h"

#define MOST_NAME_CHARACTERS 50
#define MOST_PASSWORD_CHARACTERS 1024

/* --- Signing in ------------------------------------------------------------------------------- */

static void
answer_signed_in (GhDemoExchange *exchange,
                  const GhDemoUser *user,
                  const char *access_token,
                  const char *refresh_token,
                  guint status,
                  const char *message)
{
  GhJsonWriter *writer = gh_demo_exchange_begin (exchange);

  gh_json_writer_begin_object (writer, "data");
  gh_json_writer_add_string (writer, "accessToken", access_token);
  gh_json_writer_add_string (writer, "refreshToken", refresh_token);
  exchange->context->dialect->write_signed_in (user, writer, "user");
  gh_json_writer_end_object (writer);
  gh_demo_exchange_end (exchange, status, message);
}

static void
open_session (GhDemoExchange *exchange, const GhDemoUser *user, guint status, const char *message)
{
  g_autofree char *access_token = NULL;
  g_autofree char *refresh_token = NULL;

  gh_demo_tokens_open_session (exchange->context->tokens, user, &access_token, &refresh_token);
  answer_signed_in (exchange, user, access_token, refresh_token, status, message);
}

static void
login_verified_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GhDemoExchange *exchange = user_data;
  const char *id = exchange->data;
  gboolean is_right = gh_demo_password_verify_finish (result, NULL);
  /* Much can have happened to the account in the meantime. */
  g_autoptr (GhDemoUser) user = gh_demo_accounts_find (exchange->context->database, id);

  if (!is_right || user == NULL)
    gh_demo_exchange_fail (exchange, SOUP_STATUS_UNAUTHORIZED, "Invalid credentials");
  else if (!user->is_active)
    gh_demo_exchange_fail (exchange, SOUP_STATUS_UNAUTHORIZED, "Account is deactivated");
  else
    open_session (exchange, user, SOUP_STATUS_OK, "Signed in");
}

/**
 * gh_demo_auth_login:
 * @exchange: (transfer full): a request
 *
 * Signs somebody in.
 */
void
gh_demo_auth_login (GhDemoExchange *exchange)
{
  GhDemoForm *form = exchange->form;
  const char *email = gh_demo_form_get_email (form, "email", GH_JSON_REQUIRED);
  const char *password =
    gh_demo_form_get_text (form, "password", GH_JSON_REQUIRED, 1, MOST_PASSWORD_CHARACTERS);
  g_autoptr (GhDemoUser) user = NULL;

  gh_demo_form_refuse_others (form);
  if (gh_demo_exchange_refuse_form (exchange))
    return;

  user = gh_demo_accounts_find_by_email (exchange->context->database, email);
  gh_demo_exchange_hold (exchange, user != NULL ? g_strdup (user->id) : NULL, g_free);
  gh_demo_password_verify_async (password, user != NULL ? user->password : NULL, NULL,
                                 login_verified_cb, exchange);
}

/* --- Registering ------------------------------------------------------------------------------ */

static void
register_hashed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GhDemoExchange *exchange = user_data;
  GhDemoUser *user = gh_demo_new_account_keep (exchange, result);

  if (user != NULL)
    open_session (exchange, user, SOUP_STATUS_CREATED, "Account created");
}

static void
register_user (GhDemoExchange *exchange)
{
  GhJsonPresence names = exchange->context->dialect->people_fields;
  GhDemoForm *form = exchange->form;
  const char *email = gh_demo_form_get_email (form, "email", GH_JSON_REQUIRED);
  const char *password = gh_demo_form_get_new_password (form, "password");
  const char *first_name =
    gh_demo_form_get_text (form, "firstName", names, 1, MOST_NAME_CHARACTERS);
  const char *last_name =
    gh_demo_form_get_text (form, "lastName", names, 1, MOST_NAME_CHARACTERS);
  g_autoptr (GhDemoUser) other = NULL;
  GhDemoUser *user;

  gh_demo_form_refuse_others (form);
  if (gh_demo_exchange_refuse_form (exchange))
    return;
  other = gh_demo_accounts_find_by_email (exchange->context->database, email);
  if (other != NULL)
    {
      gh_demo_exchange_fail (exchange, SOUP_STATUS_CONFLICT,
                             "User with this email already exists");
      return;
    }

  user = gh_demo_user_new ();
  user->created_us = user->updated_us = gh_clock_get_real_us (exchange->context->clock);
  user->id = gh_demo_id_new (exchange->context->random, user->created_us);
  user->email = g_strdup (email);
  user->first_name = g_strdup (first_name);
  user->last_name = g_strdup (last_name);
  user->role = GH_ROLE_USER;
  user->is_active = TRUE;
  gh_demo_exchange_hold (exchange, user, (GDestroyNotify) gh_demo_user_free);
  gh_demo_password_hash_async (password, NULL, register_hashed_cb, exchange);
}

/* --- The session ------------------------------------------------------------------------------ */

static void
refresh (GhDemoExchange *exchange)
{
  const char *token =
    gh_demo_form_get_text (exchange->form, "refreshToken", GH_JSON_REQUIRED, 1, 1024);
  g_autoptr (GhDemoUser) user = NULL;
  g_autofree char *access_token = NULL;
  g_autofree char *refresh_token = NULL;
  const char *reason = NULL;

  gh_demo_form_refuse_others (exchange->form);
  if (gh_demo_exchange_refuse_form (exchange))
    return;

  if (gh_demo_tokens_refresh (exchange->context->tokens, token, &user, &access_token,
                              &refresh_token, &reason) == 0)
    gh_demo_exchange_fail (exchange, SOUP_STATUS_UNAUTHORIZED, reason);
  else
    answer_signed_in (exchange, user, access_token, refresh_token, SOUP_STATUS_OK, "Refreshed");
}

static void
logout (GhDemoExchange *exchange)
{
  GhDemoContext *context = exchange->context;
  const char *token =
    gh_demo_form_get_text (exchange->form, "refreshToken", GH_JSON_OPTIONAL, 0, 1024);
  gint64 session = 0;

  gh_demo_form_refuse_others (exchange->form);
  if (gh_demo_exchange_refuse_form (exchange))
    return;

  /* The session of the token that was sent; without a good one, the one that asks. */
  if (token != NULL)
    session = gh_demo_tokens_close_session_of (context->tokens, token, exchange->user);
  if (session == 0)
    {
      session = exchange->session;
      gh_demo_tokens_close_session (context->tokens, session);
    }
  gh_demo_hub_disconnect_session (context->hub, session);
  gh_demo_exchange_end_nothing (exchange);
}

static void
get_me (GhDemoExchange *exchange)
{
  gh_demo_user_write (exchange->user, gh_demo_exchange_begin (exchange), "data");
  gh_demo_exchange_end (exchange, SOUP_STATUS_OK, "Request completed successfully");
}

/* --- Passwords -------------------------------------------------------------------------------- */

static void
password_hashed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GhDemoExchange *exchange = user_data;
  GhDemoContext *context = exchange->context;
  g_autofree char *hash = gh_demo_password_hash_finish (result, NULL);
  g_autoptr (GhDemoUser) user = gh_demo_accounts_find (context->database, exchange->user->id);

  if (user == NULL)
    {
      gh_demo_exchange_fail (exchange, SOUP_STATUS_UNAUTHORIZED, "User not found");
      return;
    }
  g_set_str (&user->password, hash);
  user->updated_us = gh_clock_get_real_us (context->clock);

  /* Whoever knew the old password is out; who changes it stays in. */
  gh_demo_database_begin (context->database);
  gh_demo_accounts_save (context->database, user);
  if (context->dialect->ends_sessions)
    gh_demo_tokens_close_sessions (context->tokens, user, exchange->session);
  if (!gh_demo_exchange_commit (exchange))
    return;
  gh_demo_hub_disconnect_user (context->hub, user->row, exchange->session);
  gh_demo_exchange_end_nothing (exchange);
}

static void
current_password_verified_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GhDemoExchange *exchange = user_data;

  if (gh_demo_password_verify_finish (result, NULL))
    gh_demo_password_hash_async (exchange->data, NULL, password_hashed_cb, exchange);
  else
    gh_demo_exchange_fail (exchange, SOUP_STATUS_UNAUTHORIZED, "Current password is incorrect");
}

static void
change_password (GhDemoExchange *exchange)
{
  const char *current = gh_demo_form_get_text (exchange->form, "currentPassword",
                                               GH_JSON_REQUIRED, 1, MOST_PASSWORD_CHARACTERS);
  const char *password = gh_demo_form_get_new_password (exchange->form, "newPassword");

  gh_demo_form_refuse_others (exchange->form);
  if (gh_demo_exchange_refuse_form (exchange))
    return;

  gh_demo_exchange_hold (exchange, g_strdup (password), g_free);
  gh_demo_password_verify_async (current, exchange->user->password, NULL,
                                 current_password_verified_cb, exchange);
}

static void
set_my_password (GhDemoExchange *exchange)
{
  const char *password = gh_demo_form_get_new_password (exchange->form, "newPassword");

  gh_demo_form_refuse_others (exchange->form);
  if (gh_demo_exchange_refuse_form (exchange))
    return;

  gh_demo_exchange_hold (exchange, NULL, NULL);
  gh_demo_password_hash_async (password, NULL, password_hashed_cb, exchange);
}

const GhDemoRoute gh_demo_auth_routes[] = {
  { "POST", "/auth/login", GH_DEMO_ACCESS_ANYBODY, gh_demo_auth_login },
  { "POST", "/auth/register", GH_DEMO_ACCESS_ANYBODY, register_user },
  { "POST", "/auth/refresh", GH_DEMO_ACCESS_ANYBODY, refresh },
  { "POST", "/auth/logout", GH_DEMO_ACCESS_USER, logout },
  { "GET", "/auth/me", GH_DEMO_ACCESS_USER, get_me },
  { "GET", "/users/me", GH_DEMO_ACCESS_USER, get_me },
  { "POST", "/auth/change-password", GH_DEMO_ACCESS_USER, change_password },
  { "PATCH", "/users/me/password", GH_DEMO_ACCESS_USER, set_my_password },
  { NULL },
};
