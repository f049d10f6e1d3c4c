/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "call-table.h"

#include "gh-test-wait.h"
#include "gh-users.h"

static GhUsers *
new_users (CallBed *bed)
{
  return gh_users_new (bed->session.session);
}

static GhUsers *
get_users (GAsyncResult *result)
{
  return GH_USERS (g_task_get_source_object (G_TASK (result)));
}

static gboolean
check_user (GhUser *user)
{
  g_autoptr (GhUser) owned = user;

  if (user == NULL)
    return FALSE;

  g_assert_cmpstr (gh_user_get_id (user), ==, "cm1abc");
  g_assert_cmpstr (gh_user_get_email (user), ==, "ben@example.org");
  g_assert_cmpint (gh_user_get_role (user), ==, GH_ROLE_MODERATOR);
  g_assert_true (gh_user_get_is_active (user));

  return TRUE;
}

static void
list_start (CallBed *bed, GCancellable *cancellable, GAsyncResult **result)
{
  g_autoptr (GhUsers) users = new_users (bed);
  g_autoptr (GhUserQuery) query = gh_user_query_new ("b&b", GH_ROLE_MODERATOR, FALSE);

  gh_users_list_async (users, 2, 10, query, cancellable, gh_test_take_result_cb, result);
}

static gboolean
list_finish (CallBed *bed, GAsyncResult *result, GError **error)
{
  g_autoptr (GhResultPage) page = gh_users_list_finish (get_users (result), result, error);
  GPtrArray *items;

  if (page == NULL)
    return FALSE;

  items = gh_result_page_get_items (page);
  g_assert_cmpuint (items->len, ==, 2);
  g_assert_cmpstr (gh_user_get_display_name (items->pdata[0]), ==, "Ben Ito");
  g_assert_cmpstr (gh_user_get_display_name (items->pdata[1]), ==, "cy@example.org");
  g_assert_cmpint (gh_result_page_get_total (page), ==, 12);
  g_assert_cmpuint (gh_result_page_get_page (page), ==, 2);

  return TRUE;
}

static void
list_all_start (CallBed *bed, GCancellable *cancellable, GAsyncResult **result)
{
  g_autoptr (GhUsers) users = new_users (bed);
  g_autoptr (GhUserQuery) query =
    gh_user_query_new ("", GH_USER_QUERY_ANY, GH_USER_QUERY_ANY);

  gh_users_list_async (users, 2, 10, query, cancellable, gh_test_take_result_cb, result);
}

static void
get_start (CallBed *bed, GCancellable *cancellable, GAsyncResult **result)
{
  g_autoptr (GhUsers) users = new_users (bed);

  gh_users_get_async (users, "cm1abc", cancellable, gh_test_take_result_cb, result);
}

static gboolean
get_finish (CallBed *bed, GAsyncResult *result, GError **error)
{
  return check_user (gh_users_get_finish (get_users (result), result, error));
}

static void
create_start (CallBed *bed, GCancellable *cancellable, GAsyncResult **result)
{
  g_autoptr (GhUsers) users = new_users (bed);
  const GhUserDraft draft = {
    .email = "ben@example.org",
    .password = "Str0ng!pass",
    .first_name = "Ben",
    .last_name = "",
    .role = GH_ROLE_MODERATOR,
  };

  gh_users_create_async (users, &draft, cancellable, gh_test_take_result_cb, result);
}

static gboolean
create_finish (CallBed *bed, GAsyncResult *result, GError **error)
{
  return check_user (gh_users_create_finish (get_users (result), result, error));
}

static void
update_start (CallBed *bed, GCancellable *cancellable, GAsyncResult **result)
{
  g_autoptr (GhUsers) users = new_users (bed);
  const GhUserChanges changes = {
    .fields = GH_USER_FIELD_FIRST_NAME | GH_USER_FIELD_ROLE | GH_USER_FIELD_IS_ACTIVE,
    .email = "not@sent.example",
    .role = GH_ROLE_MODERATOR,
    .is_active = TRUE,
  };

  gh_users_update_async (users, "cm1abc", &changes, cancellable, gh_test_take_result_cb, result);
}

static gboolean
update_finish (CallBed *bed, GAsyncResult *result, GError **error)
{
  return check_user (gh_users_update_finish (get_users (result), result, error));
}

static void
delete_start (CallBed *bed, GCancellable *cancellable, GAsyncResult **result)
{
  g_autoptr (GhUsers) users = new_users (bed);

  gh_users_delete_async (users, "cm1abc", cancellable, gh_test_take_result_cb, result);
}

static gboolean
delete_finish (CallBed *bed, GAsyncResult *result, GError **error)
{
  return gh_users_delete_finish (get_users (result), result, error);
}

static void
activate_start (CallBed *bed, GCancellable *cancellable, GAsyncResult **result)
{
  g_autoptr (GhUsers) users = new_users (bed);

  gh_users_activate_async (users, "cm1abc", cancellable, gh_test_take_result_cb, result);
}

static gboolean
activate_finish (CallBed *bed, GAsyncResult *result, GError **error)
{
  return check_user (gh_users_activate_finish (get_users (result), result, error));
}

static void
deactivate_start (CallBed *bed, GCancellable *cancellable, GAsyncResult **result)
{
  g_autoptr (GhUsers) users = new_users (bed);

  gh_users_deactivate_async (users, "cm1abd", cancellable, gh_test_take_result_cb, result);
}

static gboolean
deactivate_finish (CallBed *bed, GAsyncResult *result, GError **error)
{
  g_autoptr (GhUser) user = gh_users_deactivate_finish (get_users (result), result, error);

  if (user != NULL)
    g_assert_false (gh_user_get_is_active (user));

  return user != NULL;
}

static void
get_me_start (CallBed *bed, GCancellable *cancellable, GAsyncResult **result)
{
  g_autoptr (GhUsers) users = new_users (bed);

  gh_users_get_me_async (users, cancellable, gh_test_take_result_cb, result);
}

static gboolean
get_me_finish (CallBed *bed, GAsyncResult *result, GError **error)
{
  return check_user (gh_users_get_me_finish (get_users (result), result, error));
}

static void
update_me_start (CallBed *bed, GCancellable *cancellable, GAsyncResult **result)
{
  g_autoptr (GhUsers) users = new_users (bed);
  const GhUserChanges changes = {
    .fields = GH_USER_FIELD_EMAIL | GH_USER_FIELD_LAST_NAME,
    .email = "ben@example.org",
    .last_name = "Ito",
  };

  gh_users_update_me_async (users, &changes, cancellable, gh_test_take_result_cb, result);
}

static gboolean
update_me_finish (CallBed *bed, GAsyncResult *result, GError **error)
{
  return check_user (gh_users_update_me_finish (get_users (result), result, error));
}

static void
set_my_password_start (CallBed *bed, GCancellable *cancellable, GAsyncResult **result)
{
  g_autoptr (GhUsers) users = new_users (bed);

  gh_users_set_my_password_async (users, "Str0ng!pass", cancellable, gh_test_take_result_cb,
                                  result);
}

static gboolean
set_my_password_finish (CallBed *bed, GAsyncResult *result, GError **error)
{
  return gh_users_set_my_password_finish (get_users (result), result, error);
}

#define SPECIFICATION_PAGE                                                                        \
  DATA ("{\"items\":[" USER_JSON "," NAMELESS_USER_JSON                                           \
        "],\"total\":12,\"page\":2,\"limit\":10,\"totalPages\":2}")
#define FIELD_PAGE                                                                                \
  "{\"success\":true,\"data\":[" USER_JSON "," NAMELESS_USER_JSON                                 \
  "],\"pagination\":{\"page\":2,\"limit\":10,\"total\":12,\"totalPages\":2}}"
#define FILTER "page=2&limit=10&search=b%26b&role=MODERATOR&isActive=false"
#define DRAFT                                                                                     \
  "{\"email\":\"ben@example.org\",\"password\":\"Str0ng!pass\",\"firstName\":\"Ben\","            \
  "\"role\":\"MODERATOR\"}"
#define CHANGES "{\"firstName\":null,\"role\":\"MODERATOR\",\"isActive\":true}"
#define MY_CHANGES "{\"email\":\"ben@example.org\",\"lastName\":\"Ito\"}"
#define NO_USER "{\"id\":\"cm1abc\",\"email\":5}"
#define USERS "/api/users"
#define BEN USERS "/cm1abc"

const Call calls_of_users[] = {
  {
    "users/list", list_start, list_finish,
    {
      { "GET", USERS, FILTER, .status = 200, .body = SPECIFICATION_PAGE },
      { "GET", USERS, FILTER, .status = 200, .body = FIELD_PAGE },
    },
    "{\"items\":{}}",
  },
  {
    "users/list-everybody", list_all_start, list_finish,
    {
      { "GET", USERS, "page=2&limit=10", .status = 200, .body = SPECIFICATION_PAGE },
      { "GET", USERS, "page=2&limit=10", .status = 200, .body = FIELD_PAGE },
    },
    "{\"items\":[],\"total\":\"many\"}",
  },
  {
    "users/get", get_start, get_finish,
    {
      { "GET", BEN, .status = 200, .body = DATA (USER_JSON) },
      { "GET", BEN, .status = 200, .body = DATA (USER_JSON) },
    },
    NO_USER,
  },
  {
    "users/create", create_start, create_finish,
    {
      { "POST", USERS, .sent = DRAFT, .status = 200, .body = DATA (USER_JSON) },
      { "POST", USERS, .sent = DRAFT, .status = 201, .body = DATA (USER_JSON) },
    },
    NO_USER,
  },
  {
    "users/update", update_start, update_finish,
    {
      { "PUT", BEN, .sent = CHANGES, .status = 200, .body = DATA (USER_JSON) },
      { "PATCH", BEN, .sent = CHANGES, .tried = "PUT", .status = 200, .body = DATA (USER_JSON) },
    },
    NO_USER,
  },
  {
    "users/delete", delete_start, delete_finish,
    {
      { "DELETE", BEN, .status = 200, .body = "{\"success\":true,\"data\":null}" },
      { "DELETE", BEN, .status = 204 },
    },
  },
  {
    "users/activate", activate_start, activate_finish,
    {
      { "PATCH", BEN "/activate", .status = 200, .body = DATA (USER_JSON) },
      { "PATCH", BEN "/activate", .status = 200, .body = DATA (USER_JSON) },
    },
    NO_USER,
  },
  {
    "users/deactivate", deactivate_start, deactivate_finish,
    {
      { "PATCH", USERS "/cm1abd/deactivate", .status = 200, .body = DATA (NAMELESS_USER_JSON) },
      { "PATCH", USERS "/cm1abd/deactivate", .status = 200, .body = DATA (NAMELESS_USER_JSON) },
    },
    NO_USER,
  },
  {
    "users/get-me", get_me_start, get_me_finish,
    {
      { "GET", USERS "/me", .status = 200, .body = DATA (USER_JSON) },
      { "GET", USERS "/me", .status = 200, .body = DATA (USER_JSON) },
    },
    NO_USER,
  },
  {
    "users/update-me", update_me_start, update_me_finish,
    {
      { "PATCH", USERS "/me", .sent = MY_CHANGES, .status = 200, .body = DATA (USER_JSON) },
      { "PATCH", USERS "/me", .sent = MY_CHANGES, .status = 200, .body = DATA (USER_JSON) },
    },
    NO_USER,
  },
  {
    "users/set-my-password", set_my_password_start, set_my_password_finish,
    {
      { "PATCH", USERS "/me/password", .sent = "{\"newPassword\":\"Str0ng!pass\"}", .status = 200,
        .body = "{\"success\":true,\"data\":null,\"message\":\"Password updated\"}" },
      { "PATCH", USERS "/me/password", .sent = "{\"newPassword\":\"Str0ng!pass\"}",
        .status = 204 },
    },
  },
  { NULL },
};
