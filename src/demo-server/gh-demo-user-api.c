/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-user-api.h"

#include "gh-demo-dialect.h"
#include "gh-demo-id.h"
#include "gh-demo-new-account.h"
#include "gh-demo-password.h"
#include "gh-demo-router.h"

#define MOST_NAME_CHARACTERS 50
#define MOST_PAGE 1000000000
#define MOST_LIMIT 100

static void
answer_user (GhDemoExchange *exchange, const GhDemoUser *user, guint status, const char *message)
{
  gh_demo_user_write (user, gh_demo_exchange_begin (exchange), "data");
  gh_demo_exchange_end (exchange, status, message);
}

static GhDemoUser *
find (GhDemoExchange *exchange)
{
  return gh_demo_accounts_find (exchange->context->database, exchange->id);
}

static void
fail_not_found (GhDemoExchange *exchange)
{
  gh_demo_exchange_fail (exchange, SOUP_STATUS_NOT_FOUND, "User not found");
}

static void
list_users (GhDemoExchange *exchange)
{
  GhDemoForm *form = exchange->form;
  gint64 page = gh_demo_form_query_int (form, "page", 1, MOST_PAGE, 1);
  gint64 limit = gh_demo_form_query_int (form, "limit", 1, MOST_LIMIT, 10);
  GhDemoUserFilter filter = {
    .search = gh_demo_form_query_text (form, "search"),
    .role = gh_demo_form_query_role (form, "role"),
    .is_active = gh_demo_form_query_boolean (form, "isActive"),
  };
  g_autoptr (GPtrArray) users = NULL;
  GhJsonWriter *writer;
  gint64 total = 0;

  if (gh_demo_exchange_refuse_form (exchange))
    return;

  users = gh_demo_accounts_list (exchange->context->database, &filter, (page - 1) * limit, limit,
                                 &total);
  writer = gh_demo_exchange_begin (exchange);
  gh_json_writer_begin_object (writer, "data");
  gh_json_writer_begin_array (writer, "items");
  for (guint i = 0; i < users->len; i++)
    gh_demo_user_write (g_ptr_array_index (users, i), writer, NULL);
  gh_json_writer_end_array (writer);
  gh_demo_exchange_write_page (writer, total, page, limit);
  gh_json_writer_end_object (writer);
  gh_demo_exchange_end (exchange, SOUP_STATUS_OK, "Request completed successfully");
}

static void
get_user (GhDemoExchange *exchange)
{
  g_autoptr (GhDemoUser) user = find (exchange);

  if (user == NULL)
    fail_not_found (exchange);
  else
    answer_user (exchange, user, SOUP_STATUS_OK, "Request completed successfully");
}

static void
create_hashed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GhDemoExchange *exchange = user_data;
  GhDemoUser *user = gh_demo_new_account_keep (exchange, result);

  if (user != NULL)
    answer_user (exchange, user, SOUP_STATUS_CREATED, "User created");
}

static void
create_user (GhDemoExchange *exchange)
{
  GhDemoForm *form = exchange->form;
  const char *email = gh_demo_form_get_email (form, "email", GH_JSON_REQUIRED);
  const char *password = gh_demo_form_get_new_password (form, "password");
  const char *first_name =
    gh_demo_form_get_text (form, "firstName", GH_JSON_OPTIONAL, 0, MOST_NAME_CHARACTERS);
  const char *last_name =
    gh_demo_form_get_text (form, "lastName", GH_JSON_OPTIONAL, 0, MOST_NAME_CHARACTERS);
  int role = gh_demo_form_get_role (form, "role", exchange->context->dialect->people_fields,
                                    GH_ROLE_USER);
  gboolean is_active = gh_demo_form_get_boolean (form, "isActive", TRUE);
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
  user->role = (GhRole) role;
  user->is_active = is_active;
  gh_demo_exchange_hold (exchange, user, (GDestroyNotify) gh_demo_user_free);
  gh_demo_password_hash_async (password, NULL, create_hashed_cb, exchange);
}

static gboolean
is_last_admin (GhDemoContext *context, const GhDemoUser *user)
{
  return context->dialect->keeps_last_admin &&
         gh_demo_accounts_is_last_admin (context->database, user);
}

/* Saves and answers. What @user may no longer do, they can no longer do from now on. */
static void
save (GhDemoExchange *exchange, const GhDemoUser *before, GhDemoUser *user, const char *message)
{
  GhDemoContext *context = exchange->context;

  if ((user->role != GH_ROLE_ADMIN || !user->is_active) &&
      is_last_admin (context, before))
    {
      gh_demo_exchange_fail (exchange, SOUP_STATUS_CONFLICT,
                             "The last active administrator has to stay one");
      return;
    }

  user->updated_us = gh_clock_get_real_us (context->clock);
  gh_demo_database_begin (context->database);
  gh_demo_accounts_save (context->database, user);
  if (!user->is_active)
    gh_demo_tokens_close_sessions (context->tokens, user, 0);
  if (!gh_demo_exchange_commit (exchange))
    return;
  if (!user->is_active)
    gh_demo_hub_disconnect_user (context->hub, user->row, 0);
  answer_user (exchange, user, SOUP_STATUS_OK, message);
}

static void
take_text (GhDemoForm *form, const char *name, char **field)
{
  const char *text = gh_demo_form_get_text (form, name, GH_JSON_OPTIONAL, 0, MOST_NAME_CHARACTERS);

  if (gh_demo_form_has (form, name))
    g_set_str (field, text);
}

/* What anybody may change about themselves, and an administrator about everybody. FALSE and
 * answered if it cannot be. */
static gboolean
take_profile (GhDemoExchange *exchange, GhDemoUser *user)
{
  GhDemoForm *form = exchange->form;
  const char *email = gh_demo_form_get_email (form, "email", GH_JSON_OPTIONAL);
  g_autoptr (GhDemoUser) other = NULL;

  take_text (form, "firstName", &user->first_name);
  take_text (form, "lastName", &user->last_name);
  gh_demo_form_refuse_others (form);
  if (gh_demo_exchange_refuse_form (exchange))
    return FALSE;
  if (email == NULL)
    return TRUE;

  other = gh_demo_accounts_find_by_email (exchange->context->database, email);
  if (other != NULL && other->row != user->row)
    {
      gh_demo_exchange_fail (exchange, SOUP_STATUS_CONFLICT,
                             "User with this email already exists");
      return FALSE;
    }
  g_set_str (&user->email, email);
  return TRUE;
}

/**
 * gh_demo_users_update:
 * @exchange: (transfer full): a request
 *
 * Changes somebody's account.
 */
void
gh_demo_users_update (GhDemoExchange *exchange)
{
  GhDemoForm *form = exchange->form;
  g_autoptr (GhDemoUser) before = find (exchange);
  g_autoptr (GhDemoUser) user = find (exchange);

  if (user == NULL)
    {
      fail_not_found (exchange);
      return;
    }
  user->role =
    (GhRole) gh_demo_form_get_role (form, "role", GH_JSON_OPTIONAL, (int) user->role);
  user->is_active = gh_demo_form_get_boolean (form, "isActive", user->is_active);
  if (take_profile (exchange, user))
    save (exchange, before, user, "User updated");
}

/**
 * gh_demo_users_update_me:
 * @exchange: (transfer full): a request
 *
 * Changes the account of who asks, except for what is not theirs to change: role and state are
 * passed over without a word.
 */
void
gh_demo_users_update_me (GhDemoExchange *exchange)
{
  GhDemoUser *before = exchange->user;
  g_autoptr (GhDemoUser) user = gh_demo_accounts_find (exchange->context->database, before->id);

  gh_demo_form_has (exchange->form, "role");
  gh_demo_form_has (exchange->form, "isActive");
  if (take_profile (exchange, user))
    save (exchange, before, user, "Profile updated");
}

static void
update_me (GhDemoExchange *exchange)
{
  GhDemoForm *form = exchange->form;
  GhDemoUser *before = exchange->user;
  g_autoptr (GhDemoUser) user = gh_demo_accounts_find (exchange->context->database, before->id);
  int role = gh_demo_form_get_role (form, "role", GH_JSON_OPTIONAL, (int) before->role);
  gboolean is_active = gh_demo_form_get_boolean (form, "isActive", before->is_active);

  if (!take_profile (exchange, user))
    return;
  if (role != (int) before->role || is_active != before->is_active)
    gh_demo_exchange_fail (exchange, SOUP_STATUS_FORBIDDEN,
                           "Only an administrator can change role and state");
  else
    save (exchange, before, user, "Profile updated");
}

static void
delete_user (GhDemoExchange *exchange)
{
  GhDemoContext *context = exchange->context;
  g_autoptr (GhDemoUser) user = find (exchange);

  if (user == NULL)
    {
      fail_not_found (exchange);
      return;
    }
  if (is_last_admin (context, user))
    {
      gh_demo_exchange_fail (exchange, SOUP_STATUS_CONFLICT,
                             "The last active administrator has to stay one");
      return;
    }
  gh_demo_database_begin (context->database);
  gh_demo_accounts_remove (context->database, user);
  if (!gh_demo_exchange_commit (exchange))
    return;
  gh_demo_hub_disconnect_user (context->hub, user->row, 0);
  gh_demo_exchange_end_nothing (exchange);
}

static void
set_active (GhDemoExchange *exchange, gboolean is_active, const char *message)
{
  g_autoptr (GhDemoUser) before = find (exchange);
  g_autoptr (GhDemoUser) user = find (exchange);

  if (user == NULL)
    {
      fail_not_found (exchange);
      return;
    }
  user->is_active = is_active;
  save (exchange, before, user, message);
}

static void
activate_user (GhDemoExchange *exchange)
{
  set_active (exchange, TRUE, "User activated");
}

static void
deactivate_user (GhDemoExchange *exchange)
{
  set_active (exchange, FALSE, "User deactivated");
}

const GhDemoRoute gh_demo_users_routes[] = {
  { "PATCH", "/users/me", GH_DEMO_ACCESS_USER, update_me },
  { "GET", "/users", GH_DEMO_ACCESS_MODERATOR, list_users },
  { "POST", "/users", GH_DEMO_ACCESS_ADMIN, create_user },
  { "GET", "/users/:id", GH_DEMO_ACCESS_MODERATOR, get_user },
  { "PUT", "/users/:id", GH_DEMO_ACCESS_ADMIN, gh_demo_users_update },
  { "DELETE", "/users/:id", GH_DEMO_ACCESS_ADMIN, delete_user },
  { "PATCH", "/users/:id/activate", GH_DEMO_ACCESS_ADMIN, activate_user },
  { "PATCH", "/users/:id/deactivate", GH_DEMO_ACCESS_ADMIN, deactivate_user },
  { NULL },
};
