/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-auth-api.h"
#include "gh-demo-field-dialect.h"
#include "gh-demo-user-api.h"

#define LEAST_PASSWORD_CHARACTERS 8
#define MOST_LIMIT 100

/* Short passwords are refused before they are compared, and addresses are compared to the letter. */
static void
login (GhDemoExchange *exchange)
{
  GhDemoForm *form = exchange->form;
  const char *email = gh_demo_form_get_email (form, "email", GH_JSON_REQUIRED);
  g_autoptr (GhDemoUser) user = NULL;

  gh_demo_form_get_text (form, "password", GH_JSON_REQUIRED, LEAST_PASSWORD_CHARACTERS, G_MAXSIZE);
  gh_demo_form_refuse_others (form);
  if (gh_demo_exchange_refuse_form (exchange))
    return;

  user = gh_demo_accounts_find_by_email (exchange->context->database, email);
  if (user != NULL && !g_str_equal (user->email, email))
    gh_demo_exchange_fail (exchange, SOUP_STATUS_UNAUTHORIZED, "Invalid credentials");
  else
    gh_demo_auth_login (exchange);
}

/* Only the refresh token is given up. */
static void
logout (GhDemoExchange *exchange)
{
  const char *token;

  if (exchange->body == NULL)
    {
      gh_demo_exchange_fail (exchange, SOUP_STATUS_INTERNAL_SERVER_ERROR,
                             "Cannot read properties of undefined (reading 'refreshToken')");
      return;
    }
  token =
    gh_demo_form_get_text (exchange->form, "refreshToken", GH_JSON_OPTIONAL, 0, G_MAXSIZE);
  if (token != NULL)
    gh_demo_tokens_close_session_of (exchange->context->tokens, token, exchange->user);
  gh_demo_exchange_end_nothing (exchange);
}

static void
list_users (GhDemoExchange *exchange)
{
  GhDemoForm *form = exchange->form;
  const char *role = gh_demo_form_query_text (form, "role");
  const char *active = exchange->query != NULL ? g_hash_table_lookup (exchange->query, "isActive")
                                               : NULL;
  GhDemoUserFilter filter = { .search = gh_demo_form_query_text (form, "search"), .role = -1 };
  g_autoptr (GPtrArray) users = NULL;
  GhRole known_role;
  GhJsonWriter *writer;
  gint64 page = 1;
  gint64 limit = 10;
  gint64 total = 0;

  if (!gh_demo_field_query_number (exchange, "page", &page) ||
      !gh_demo_field_query_number (exchange, "limit", &limit))
    {
      gh_demo_exchange_fail (exchange, SOUP_STATUS_BAD_REQUEST,
                             "Validation failed (numeric string is expected)");
      return;
    }
  limit = MIN (limit, MOST_LIMIT);
  if (page < 1 || limit < 0 || (role != NULL && !gh_role_from_wire (role, &known_role)))
    {
      gh_demo_exchange_fail (exchange, SOUP_STATUS_INTERNAL_SERVER_ERROR,
                             "Invalid `prisma.user.findMany()` invocation");
      return;
    }
  if (role != NULL)
    filter.role = (int) known_role;
  filter.is_active = active != NULL ? g_str_equal (active, "true") : -1;

  users = gh_demo_accounts_list (exchange->context->database, &filter, (page - 1) * limit, limit,
                                 &total);
  writer = gh_demo_exchange_begin (exchange);
  gh_json_writer_begin_array (writer, "data");
  for (guint i = 0; i < users->len; i++)
    gh_demo_user_write (g_ptr_array_index (users, i), writer, NULL);
  gh_json_writer_end_array (writer);
  gh_json_writer_begin_object (writer, "pagination");
  gh_demo_exchange_write_page (writer, total, page, limit);
  gh_json_writer_end_object (writer);
  gh_demo_exchange_end_bare (exchange, SOUP_STATUS_OK);
}

const GhDemoRoute gh_demo_field_people_routes[] = {
  { "POST", "/auth/login", GH_DEMO_ACCESS_ANYBODY, login },
  { "POST", "/auth/logout", GH_DEMO_ACCESS_USER, logout },
  { "GET", "/users", GH_DEMO_ACCESS_MODERATOR, list_users },
  { "PATCH", "/users/me", GH_DEMO_ACCESS_USER, gh_demo_users_update_me },
  { "PATCH", "/users/:id", GH_DEMO_ACCESS_ADMIN, gh_demo_users_update },
  { "PUT", "/users/:id", GH_DEMO_ACCESS_ADMIN, NULL },
  { NULL },
};
