/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-client.h"

#include "gh-test-main.h"

static char *
get_my_id (GhDemoClient *client, const char *token)
{
  g_autoptr (GhDemoReply) reply = gh_demo_client_call (client, "GET", "/users/me", token, NULL);

  gh_demo_assert_status (reply, 200);
  return g_strdup (gh_demo_reply_text (reply, "data.id"));
}

static void
test_list (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new (0);
  g_autofree char *token = gh_demo_client_sign_in (client, "admin");
  g_autoptr (GhDemoReply) all = gh_demo_client_call (client, "GET", "/users", token, NULL);
  g_autoptr (GhDemoReply) last =
    gh_demo_client_call (client, "GET", "/users?page=3&limit=10", token, NULL);
  g_autoptr (GhDemoReply) beyond =
    gh_demo_client_call (client, "GET", "/users?page=99", token, NULL);
  g_autoptr (GhDemoReply) search =
    gh_demo_client_call (client, "GET", "/users?search=OKAF", token, NULL);
  g_autoptr (GhDemoReply) full_name =
    gh_demo_client_call (client, "GET", "/users?search=amara%20oka", token, NULL);
  g_autoptr (GhDemoReply) role =
    gh_demo_client_call (client, "GET", "/users?role=MODERATOR", token, NULL);
  g_autoptr (GhDemoReply) inactive =
    gh_demo_client_call (client, "GET", "/users?isActive=false", token, NULL);

  gh_demo_assert_status (all, 200);
  g_assert_cmpint (gh_demo_reply_int (all, "data.total"), ==, 24);
  g_assert_cmpint (gh_demo_reply_int (all, "data.page"), ==, 1);
  g_assert_cmpint (gh_demo_reply_int (all, "data.limit"), ==, 10);
  g_assert_cmpint (gh_demo_reply_int (all, "data.totalPages"), ==, 3);
  g_assert_cmpuint (gh_demo_reply_length (all, "data.items"), ==, 10);
  g_assert_cmpuint (gh_demo_reply_length (last, "data.items"), ==, 4);
  g_assert_cmpuint (gh_demo_reply_length (beyond, "data.items"), ==, 0);
  g_assert_cmpint (gh_demo_reply_int (beyond, "data.total"), ==, 24);
  g_assert_cmpint (gh_demo_reply_int (search, "data.total"), ==, 1);
  g_assert_cmpstr (gh_demo_reply_text (search, "data.items[0].lastName"), ==, "Okafor");
  g_assert_cmpint (gh_demo_reply_int (full_name, "data.total"), ==, 1);
  g_assert_cmpint (gh_demo_reply_int (role, "data.total"), ==, 1);
  g_assert_cmpint (gh_demo_reply_int (inactive, "data.total"), ==, 1);

  gh_demo_assert_call (client, "GET", "/users?page=0", token, NULL, 400);
  gh_demo_assert_call (client, "GET", "/users?limit=101", token, NULL, 400);
  gh_demo_assert_call (client, "GET", "/users?limit=ten", token, NULL, 400);
  gh_demo_assert_call (client, "GET", "/users?role=BOSS", token, NULL, 400);
  gh_demo_assert_call (client, "GET", "/users?isActive=1", token, NULL, 400);
}

static void
test_create_update_delete (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new (0);
  g_autofree char *token = gh_demo_client_sign_in (client, "admin");
  g_autoptr (GhDemoReply) created = gh_demo_client_call (
    client, "POST", "/users", token,
    "{\"email\":\"guard@example.org\",\"password\":\"Sensible!42\",\"role\":\"MODERATOR\"}");
  g_autoptr (GhDemoReply) bad =
    gh_demo_client_call (client, "POST", "/users", token,
                         "{\"email\":\"guard2@example.org\",\"password\":\"Sensible!42\","
                         "\"role\":\"BOSS\",\"isActive\":\"yes\"}");
  g_autofree char *path = NULL;
  g_autoptr (GhDemoReply) changed = NULL;
  g_autoptr (GhDemoReply) kept = NULL;

  gh_demo_assert_status (created, 201);
  g_assert_false (gh_demo_reply_has (created, "data.firstName"));
  gh_demo_assert_status (bad, 400);
  g_assert_true (gh_demo_reply_has (bad, "errors.role[0]"));
  g_assert_true (gh_demo_reply_has (bad, "errors.isActive[0]"));
  gh_demo_assert_call (
    client, "POST", "/users", token,
    "{\"email\":\"Guard@example.org\",\"password\":\"Sensible!42\",\"role\":\"USER\"}", 409);

  path = g_strconcat ("/users/", gh_demo_reply_text (created, "data.id"), NULL);
  changed = gh_demo_client_call (client, "PUT", path, token,
                                 "{\"firstName\":\"Ada\",\"role\":\"USER\"}");
  gh_demo_assert_status (changed, 200);
  g_assert_cmpstr (gh_demo_reply_text (changed, "data.firstName"), ==, "Ada");
  g_assert_cmpstr (gh_demo_reply_text (changed, "data.role"), ==, "USER");
  g_assert_cmpstr (gh_demo_reply_text (changed, "data.email"), ==, "guard@example.org");
  gh_demo_assert_call (client, "PUT", path, token, "{\"id\":\"x\"}", 400);
  gh_demo_assert_call (client, "PUT", path, token, "{\"email\":\"admin@gatehouse.example\"}", 409);
  gh_demo_assert_call (client, "PUT", path, token, "{\"firstName\":null}", 200);
  kept = gh_demo_client_call (client, "GET", path, token, NULL);
  g_assert_false (gh_demo_reply_has (kept, "data.firstName"));

  gh_demo_assert_call (client, "DELETE", path, token, NULL, 204);
  gh_demo_assert_call (client, "DELETE", path, token, NULL, 404);
  gh_demo_assert_call (client, "GET", path, token, NULL, 404);
  gh_demo_assert_call (client, "PUT", path, token, "{}", 404);
}

static void
test_deactivated_user_is_out (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new (0);
  g_autofree char *admin = gh_demo_client_sign_in (client, "admin");
  g_autoptr (GhDemoReply) login =
    gh_demo_client_login (client, "officer@gatehouse.example", client->password);
  const char *token = gh_demo_reply_text (login, "data.accessToken");
  g_autofree char *id = get_my_id (client, token);
  g_autofree char *off = g_strconcat ("/users/", id, "/deactivate", NULL);
  g_autofree char *on = g_strconcat ("/users/", id, "/activate", NULL);
  g_autofree char *refresh = g_strdup_printf (
    "{\"refreshToken\":\"%s\"}", gh_demo_reply_text (login, "data.refreshToken"));
  g_autoptr (GhDemoReply) reply = gh_demo_client_call (client, "PATCH", off, admin, NULL);
  g_autoptr (GhDemoReply) refused = NULL;
  g_autoptr (GhDemoReply) again = NULL;

  gh_demo_assert_status (reply, 200);
  g_assert_false (gh_demo_reply_int (reply, "data.isActive"));
  gh_demo_assert_call (client, "GET", "/auth/me", token, NULL, 401);
  gh_demo_assert_call (client, "POST", "/auth/refresh", NULL, refresh, 401);
  refused = gh_demo_client_login (client, "officer@gatehouse.example", client->password);
  gh_demo_assert_status (refused, 401);
  g_assert_cmpstr (gh_demo_reply_text (refused, "message"), ==, "Account is deactivated");

  gh_demo_assert_call (client, "PATCH", on, admin, NULL, 200);
  again = gh_demo_client_login (client, "officer@gatehouse.example", client->password);
  gh_demo_assert_status (again, 200);
}

static void
test_last_administrator_stays (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new (0);
  g_autofree char *token = gh_demo_client_sign_in (client, "admin");
  g_autofree char *id = get_my_id (client, token);
  g_autofree char *path = g_strconcat ("/users/", id, NULL);
  g_autofree char *off = g_strconcat (path, "/deactivate", NULL);

  gh_demo_assert_call (client, "DELETE", path, token, NULL, 409);
  gh_demo_assert_call (client, "PATCH", off, token, NULL, 409);
  gh_demo_assert_call (client, "PUT", path, token, "{\"role\":\"USER\"}", 409);
}

static void
test_profile (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new (0);
  g_autofree char *token = gh_demo_client_sign_in (client, "officer");
  g_autoptr (GhDemoReply) reply = gh_demo_client_call (
    client, "PATCH", "/users/me", token, "{\"lastName\":\"Boateng\",\"role\":\"USER\"}");

  gh_demo_assert_status (reply, 200);
  g_assert_cmpstr (gh_demo_reply_text (reply, "data.lastName"), ==, "Boateng");
  g_assert_cmpstr (gh_demo_reply_text (reply, "data.firstName"), ==, "Kwame");
  gh_demo_assert_call (client, "PATCH", "/users/me", token, "{\"role\":\"ADMIN\"}", 403);
  gh_demo_assert_call (client, "PATCH", "/users/me", token, "{\"isActive\":false}", 403);
  gh_demo_assert_call (client, "PATCH", "/users/me", token, "{\"email\":\"x\"}", 400);
  gh_demo_assert_call (client, "PATCH", "/users/me", token,
                       "{\"email\":\"admin@gatehouse.example\"}", 409);
}

/* Every route, and from which role on it is open: what is refused is refused before anything else
 * is looked at. */
static void
test_roles (void)
{
  static const struct
  {
    const char *method;
    const char *path;
    guint from; /* 0 USER, 1 MODERATOR, 2 ADMIN */
  } routes[] = {
    { "GET", "/auth/me", 0 },
    { "POST", "/auth/change-password", 0 },
    { "GET", "/users/me", 0 },
    { "PATCH", "/users/me", 0 },
    { "PATCH", "/users/me/password", 0 },
    { "GET", "/users", 1 },
    { "GET", "/users/nobody", 1 },
    { "POST", "/users", 2 },
    { "PUT", "/users/nobody", 2 },
    { "DELETE", "/users/nobody", 2 },
    { "PATCH", "/users/nobody/activate", 2 },
    { "PATCH", "/users/nobody/deactivate", 2 },
    { "POST", "/face-recognition/enroll", 1 },
    { "POST", "/face-recognition/recognize", 0 },
    { "POST", "/face-recognition/recognize-base64", 0 },
    { "GET", "/face-recognition/records", 0 },
    { "GET", "/face-recognition/records/none", 0 },
    { "PUT", "/face-recognition/records/none", 1 },
    { "DELETE", "/face-recognition/records/none", 2 },
    { "GET", "/face-recognition/events", 0 },
    { "GET", "/face-recognition/stats", 0 },
    { "POST", "/face-recognition/test-connection", 2 },
    { "POST", "/face-recognition/snapshot", 1 },
    { "POST", "/upload/image", 0 },
  };
  static const char *const mailboxes[] = { "officer", "moderator", "admin" };
  g_autoptr (GhDemoClient) client = gh_demo_client_new (0);

  for (guint role = 0; role < G_N_ELEMENTS (mailboxes); role++)
    {
      g_autofree char *token = gh_demo_client_sign_in (client, mailboxes[role]);

      for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
        {
          gboolean has_body = !g_str_equal (routes[i].method, "GET");
          g_autoptr (GhDemoReply) anybody =
            gh_demo_client_call (client, routes[i].method, routes[i].path, NULL, NULL);
          g_autoptr (GhDemoReply) reply = gh_demo_client_call (
            client, routes[i].method, routes[i].path, token, has_body ? "{}" : NULL);

          g_test_message ("%s %s %s", mailboxes[role], routes[i].method, routes[i].path);
          gh_demo_assert_status (anybody, 401);
          if (role < routes[i].from)
            gh_demo_assert_status (reply, 403);
          else
            g_assert_true (reply->status != 401 && reply->status != 403 && reply->status < 500);
        }
    }
}

int
main (int argc, char **argv)
{
  gh_test_init_with_pictures (&argc, &argv);
  g_test_add_func ("/demo-users/list", test_list);
  g_test_add_func ("/demo-users/create-update-delete", test_create_update_delete);
  g_test_add_func ("/demo-users/deactivated-user-is-out", test_deactivated_user_is_out);
  g_test_add_func ("/demo-users/last-administrator-stays", test_last_administrator_stays);
  g_test_add_func ("/demo-users/profile", test_profile);
  g_test_add_func ("/demo-users/roles", test_roles);
  return g_test_run ();
}
