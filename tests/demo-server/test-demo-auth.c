/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-client.h"

#include <string.h>

#include "gh-test-main.h"
#include "gh-test-wait.h"

#define ADMIN "admin@gatehouse.example"

static char *
refresh_body (const char *token)
{
  return g_strdup_printf ("{\"refreshToken\":\"%s\"}", token);
}

static void
test_login (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new (0);
  g_autoptr (GhDemoReply) reply = gh_demo_client_login (client, ADMIN, client->password);
  g_autoptr (GhDemoReply) me = NULL;

  gh_demo_assert_status (reply, 200);
  g_assert_true (gh_demo_reply_int (reply, "success"));
  g_assert_true (gh_demo_reply_has (reply, "message"));
  g_assert_true (gh_demo_reply_has (reply, "data.refreshToken"));
  g_assert_cmpstr (gh_demo_reply_text (reply, "data.user.email"), ==, ADMIN);
  g_assert_cmpstr (gh_demo_reply_text (reply, "data.user.role"), ==, "ADMIN");
  g_assert_true (gh_demo_reply_int (reply, "data.user.isActive"));
  g_assert_true (g_str_has_suffix (gh_demo_reply_text (reply, "data.user.createdAt"), "Z"));
  g_assert_false (gh_demo_reply_has (reply, "data.user.password"));

  me = gh_demo_client_call (client, "GET", "/auth/me",
                            gh_demo_reply_text (reply, "data.accessToken"), NULL);
  gh_demo_assert_status (me, 200);
  g_assert_cmpstr (gh_demo_reply_text (me, "data.id"), ==,
                   gh_demo_reply_text (reply, "data.user.id"));
}

static void
test_login_refused (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new (0);
  g_autoptr (GhDemoReply) wrong = gh_demo_client_login (client, ADMIN, "Wrong!pass1");
  g_autoptr (GhDemoReply) nobody = gh_demo_client_login (client, "nobody@example.org", "Wrong-1");
  g_autoptr (GhDemoReply) locked =
    gh_demo_client_login (client, "amara.okafor@gatehouse.example", "*");
  g_autoptr (GhDemoReply) empty = gh_demo_client_call (client, "POST", "/auth/login", NULL, "{}");
  g_autoptr (GhDemoReply) types = gh_demo_client_call (
    client, "POST", "/auth/login", NULL, "{\"email\":7,\"password\":[],\"remember\":true}");

  gh_demo_assert_status (wrong, 401);
  g_assert_cmpstr (gh_demo_reply_text (wrong, "message"), ==, "Invalid credentials");
  g_assert_cmpint (gh_demo_reply_int (wrong, "statusCode"), ==, 401);
  gh_demo_assert_status (nobody, 401);
  g_assert_cmpstr (gh_demo_reply_text (nobody, "message"), ==, "Invalid credentials");
  gh_demo_assert_status (locked, 401);
  gh_demo_assert_status (empty, 400);
  g_assert_true (gh_demo_reply_has (empty, "errors.email[0]"));
  g_assert_true (gh_demo_reply_has (empty, "errors.password[0]"));
  gh_demo_assert_status (types, 400);
  g_assert_true (gh_demo_reply_has (types, "errors.email[0]"));
  g_assert_true (gh_demo_reply_has (types, "errors.password[0]"));
  g_assert_true (gh_demo_reply_has (types, "errors.remember[0]"));

  gh_demo_assert_call (client, "POST", "/auth/login", NULL, "{\"email\":", 400);
  gh_demo_assert_call (client, "POST", "/auth/login", NULL, "[]", 400);
  gh_demo_assert_call (client, "GET", "/auth/login", NULL, NULL, 405);
  gh_demo_assert_call (client, "POST", "/auth/nothing", NULL, "{}", 404);
}

static void
test_register (void)
{
  static const char good[] = "{\"email\":\"new@example.org\",\"password\":\"Sensible!42\","
                             "\"firstName\":\"Zoë\",\"lastName\":\"Ångström\"}";
  g_autoptr (GhDemoClient) client = gh_demo_client_new (0);
  g_autoptr (GhDemoReply) reply =
    gh_demo_client_call (client, "POST", "/auth/register", NULL, good);
  g_autoptr (GhDemoReply) again =
    gh_demo_client_call (client, "POST", "/auth/register", NULL, good);
  g_autoptr (GhDemoReply) bad = gh_demo_client_call (
    client, "POST", "/auth/register", NULL,
    "{\"email\":\"no address\",\"password\":\"aaa\",\"firstName\":\"\",\"role\":\"ADMIN\"}");
  g_autoptr (GhDemoReply) login =
    gh_demo_client_login (client, "NEW@example.org", "Sensible!42");

  gh_demo_assert_status (reply, 201);
  g_assert_cmpstr (gh_demo_reply_text (reply, "data.user.firstName"), ==, "Zoë");
  g_assert_cmpstr (gh_demo_reply_text (reply, "data.user.role"), ==, "USER");
  gh_demo_assert_status (again, 409);
  gh_demo_assert_status (bad, 400);
  g_assert_true (gh_demo_reply_has (bad, "errors.email[0]"));
  /* Too short, no upper case, no digit, no special character, three times the same. */
  g_assert_cmpuint (gh_demo_reply_length (bad, "errors.password"), ==, 5);
  g_assert_true (gh_demo_reply_has (bad, "errors.firstName[0]"));
  g_assert_true (gh_demo_reply_has (bad, "errors.lastName[0]"));
  g_assert_true (gh_demo_reply_has (bad, "errors.role[0]"));
  gh_demo_assert_status (login, 200);
}

static void
test_access_token_expires (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new (0);
  g_autofree char *token = gh_demo_client_sign_in (client, "admin");
  g_autoptr (GhDemoReply) reply = NULL;

  gh_virtual_clock_advance_us (client->clock, (15 * 60 - 1) * G_USEC_PER_SEC);
  gh_demo_assert_call (client, "GET", "/auth/me", token, NULL, 200);
  gh_virtual_clock_advance_us (client->clock, G_USEC_PER_SEC);
  reply = gh_demo_client_call (client, "GET", "/auth/me", token, NULL);
  gh_demo_assert_status (reply, 401);
  g_assert_cmpstr (gh_demo_reply_text (reply, "message"), ==, "Token has expired");
}

static char *
encode (const char *text)
{
  char *encoded = g_base64_encode ((const guchar *) text, strlen (text));

  g_strdelimit (encoded, "+", '-');
  g_strdelimit (encoded, "/", '_');
  encoded[strcspn (encoded, "=")] = '\0';
  return encoded;
}

static char *
sign (const char *text, const char *key)
{
  g_autoptr (GHmac) hmac =
    g_hmac_new (G_CHECKSUM_SHA256, (const guchar *) key, strlen (key));
  guint8 digest[32];
  gsize length = sizeof digest;
  g_autofree char *raw = NULL;

  g_hmac_update (hmac, (const guchar *) text, -1);
  g_hmac_get_digest (hmac, digest, &length);
  raw = g_base64_encode (digest, length);
  g_strdelimit (raw, "+", '-');
  g_strdelimit (raw, "/", '_');
  raw[strcspn (raw, "=")] = '\0';
  return g_steal_pointer (&raw);
}

static void
test_forged_tokens (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new (0);
  g_autofree char *token = gh_demo_client_sign_in (client, "admin");
  g_auto (GStrv) parts = g_strsplit (token, ".", -1);
  g_autofree char *none_header = encode ("{\"alg\":\"none\",\"typ\":\"JWT\"}");
  g_autofree char *head = g_strconcat (parts[0], ".", parts[1], NULL);
  g_autofree char *wrong_key = sign (head, "secret");
  g_autofree char *empty_key = sign (head, "");
  g_autofree char *changed = g_strdup (token);
  char *forged[10] = { NULL };

  changed[strlen (parts[0]) + 5] = changed[strlen (parts[0]) + 5] == 'A' ? 'B' : 'A';
  forged[0] = g_strconcat (none_header, ".", parts[1], ".", NULL);
  forged[1] = g_strconcat (none_header, ".", parts[1], ".", parts[2], NULL);
  forged[2] = g_strconcat (head, ".", wrong_key, NULL);
  forged[3] = g_strconcat (head, ".", empty_key, NULL);
  forged[4] = g_strdup (changed);
  forged[5] = g_strconcat (head, ".", NULL);
  forged[6] = g_strdup (head);
  forged[7] = g_strdup ("..");
  forged[8] = g_strconcat (token, ".", parts[2], NULL);

  for (guint i = 0; forged[i] != NULL; i++)
    {
      gh_demo_assert_call (client, "GET", "/auth/me", forged[i], NULL, 401);
      g_free (forged[i]);
    }
  gh_demo_assert_call (client, "GET", "/auth/me", NULL, NULL, 401);
  gh_demo_assert_call (client, "GET", "/auth/me", token, NULL, 200);
}

static void
test_refresh_rotates (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new (0);
  g_autoptr (GhDemoReply) login = gh_demo_client_login (client, ADMIN, client->password);
  g_autofree char *first = refresh_body (gh_demo_reply_text (login, "data.refreshToken"));
  g_autoptr (GhDemoReply) refreshed =
    gh_demo_client_call (client, "POST", "/auth/refresh", NULL, first);
  g_autofree char *second = NULL;

  gh_demo_assert_status (refreshed, 200);
  g_assert_true (gh_demo_reply_has (refreshed, "data.user.createdAt"));
  second = refresh_body (gh_demo_reply_text (refreshed, "data.refreshToken"));
  g_assert_cmpstr (first, !=, second);
  gh_demo_assert_call (client, "GET", "/auth/me",
                       gh_demo_reply_text (refreshed, "data.accessToken"), NULL, 200);

  /* The first one is spent, and to try it again takes nothing from who holds the second. */
  gh_demo_assert_call (client, "POST", "/auth/refresh", NULL, first, 401);
  gh_demo_assert_call (client, "POST", "/auth/refresh", NULL, second, 200);
  gh_demo_assert_call (client, "POST", "/auth/refresh", NULL, "{\"refreshToken\":\"x\"}", 401);
  gh_demo_assert_call (client, "POST", "/auth/refresh", NULL, "{\"refreshToken\":\"\"}", 400);
  gh_demo_assert_call (client, "POST", "/auth/refresh", NULL, NULL, 400);
}

static void
test_refresh_expires (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new (0);
  g_autoptr (GhDemoReply) login = gh_demo_client_login (client, ADMIN, client->password);
  g_autofree char *body = refresh_body (gh_demo_reply_text (login, "data.refreshToken"));

  gh_virtual_clock_advance_us (client->clock, 7 * G_TIME_SPAN_DAY + 1);
  gh_demo_assert_call (client, "POST", "/auth/refresh", NULL, body, 401);
}

static void
test_logout (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new (0);
  g_autoptr (GhDemoReply) login = gh_demo_client_login (client, ADMIN, client->password);
  g_autofree char *other = gh_demo_client_sign_in (client, "admin");
  g_autofree char *body = refresh_body (gh_demo_reply_text (login, "data.refreshToken"));
  const char *token = gh_demo_reply_text (login, "data.accessToken");

  gh_demo_assert_call (client, "POST", "/auth/logout", NULL, body, 401);
  gh_demo_assert_call (client, "POST", "/auth/logout", token, body, 204);
  gh_demo_assert_call (client, "POST", "/auth/refresh", NULL, body, 401);
  gh_demo_assert_call (client, "GET", "/auth/me", token, NULL, 401);
  gh_demo_assert_call (client, "GET", "/auth/me", other, NULL, 200);
}

static void
test_change_password (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new (0);
  g_autofree char *token = gh_demo_client_sign_in (client, "officer");
  g_autofree char *other = gh_demo_client_sign_in (client, "officer");
  g_autofree char *right = g_strdup_printf (
    "{\"currentPassword\":\"%s\",\"newPassword\":\"Sensible!42\"}", client->password);
  g_autofree char *weak =
    g_strdup_printf ("{\"currentPassword\":\"%s\",\"newPassword\":\"weak\"}", client->password);
  g_autoptr (GhDemoReply) wrong = gh_demo_client_call (
    client, "POST", "/auth/change-password", token,
    "{\"currentPassword\":\"Not!this1\",\"newPassword\":\"Sensible!42\"}");
  g_autoptr (GhDemoReply) login = NULL;

  gh_demo_assert_status (wrong, 401);
  g_assert_cmpstr (gh_demo_reply_text (wrong, "message"), ==, "Current password is incorrect");
  gh_demo_assert_call (client, "POST", "/auth/change-password", token, weak, 400);
  gh_demo_assert_call (client, "GET", "/auth/me", other, NULL, 200);
  gh_demo_assert_call (client, "POST", "/auth/change-password", token, right, 204);
  gh_demo_assert_call (client, "GET", "/auth/me", token, NULL, 200);
  gh_demo_assert_call (client, "GET", "/auth/me", other, NULL, 401);
  login = gh_demo_client_login (client, "officer@gatehouse.example", "Sensible!42");
  gh_demo_assert_status (login, 200);

  gh_demo_assert_call (client, "PATCH", "/users/me/password", token,
                       "{\"newPassword\":\"Another!42\"}", 204);
  gh_demo_assert_call (client, "PATCH", "/users/me/password", token, "{\"newPassword\":\"x\"}",
                       400);
}

static void
test_signing_in_blocks_nobody (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new (0);
  g_autofree char *token = gh_demo_client_sign_in (client, "admin");
  g_autofree char *uri = gh_demo_client_make_uri (client, "http", "/api/auth/login");
  g_autofree char *text = g_strdup_printf ("{\"email\":\"" ADMIN "\",\"password\":\"%s\"}",
                                           client->password);
  g_autoptr (SoupMessage) slow = soup_message_new ("POST", uri);
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) answer = NULL;

  soup_message_set_request_body_from_bytes (slow, "application/json", body);
  soup_session_send_and_read_async (client->session, slow, G_PRIORITY_DEFAULT, NULL,
                                    gh_test_take_result_cb, &result);
  /* Another request comes and goes while the password is being hashed: the answers are on their
   * way in the order in which they are ready. */
  gh_demo_assert_call (client, "GET", "/auth/me", token, NULL, 200);
  gh_test_wait_until (result != NULL);
  answer = soup_session_send_and_read_finish (client->session, result, NULL);
  g_assert_cmpuint (soup_message_get_status (slow), ==, 200);
}

static void
test_rate_limit (void)
{
  GhDemoOptions *options = gh_demo_options_new ();
  g_autoptr (GhDemoClient) client = NULL;
  g_autofree char *token = NULL;
  g_autoptr (GhDemoReply) reply = NULL;

  g_set_str (&options->database, ":memory:");
  options->n_events = 0;
  options->rate = 0;
  options->rate_limit = 3;
  client = gh_demo_client_new_with_options (options);
  token = gh_demo_client_sign_in (client, "admin");
  for (guint i = 0; i < 3; i++)
    gh_demo_assert_call (client, "GET", "/auth/me", token, NULL, 200);
  reply = gh_demo_client_call (client, "GET", "/auth/me", token, NULL);
  gh_demo_assert_status (reply, 429);
  g_assert_cmpstr (soup_message_headers_get_one (reply->headers, "Retry-After"), ==, "60");
  gh_demo_assert_call (client, "GET", "/users/me", token, NULL, 200);
  gh_virtual_clock_advance_us (client->clock, G_TIME_SPAN_MINUTE);
  gh_demo_assert_call (client, "GET", "/auth/me", token, NULL, 200);
}

static void
test_sessions_outlive_a_restart (void)
{
  GhDemoOptions *options = gh_demo_options_new ();
  g_autofree char *folder = g_dir_make_tmp ("gh-demo-XXXXXX", NULL);
  g_autoptr (GhDemoClient) client = NULL;
  g_autoptr (GhDemoReply) login = NULL;
  g_autoptr (GhDemoReply) events = NULL;
  g_autofree char *body = NULL;

  g_free (options->database);
  options->database = g_build_filename (folder, "below", "demo.sqlite", NULL);
  options->n_events = 50;
  options->rate = 0;
  client = gh_demo_client_new_with_options (options);
  login = gh_demo_client_login (client, ADMIN, client->password);
  gh_demo_assert_status (login, 200);
  body = refresh_body (gh_demo_reply_text (login, "data.refreshToken"));

  gh_demo_client_restart (client);
  g_assert_null (gh_demo_server_get_new_password (client->server));
  gh_demo_assert_call (client, "GET", "/auth/me", gh_demo_reply_text (login, "data.accessToken"),
                       NULL, 200);
  gh_demo_assert_call (client, "POST", "/auth/refresh", NULL, body, 200);
  events = gh_demo_client_call (client, "GET", "/face-recognition/events",
                                gh_demo_reply_text (login, "data.accessToken"), NULL);
  g_assert_cmpint (gh_demo_reply_int (events, "data.total"), ==, 50);
}

static void
test_only_this_computer (void)
{
  static const struct
  {
    const char *host;
    guint status;
  } cases[] = {
    { "localhost:3000", 401 },   { "127.0.0.1", 401 },          { "[::1]:80", 401 },
    { "evil.example:3000", 403 }, { "localhost.evil.example", 403 }, { "", 403 },
  };
  g_autoptr (GhDemoClient) client = gh_demo_client_new (0);
  g_autofree char *uri = gh_demo_client_make_uri (client, "http", "/api/auth/me");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SoupMessage) message = soup_message_new ("GET", uri);
      g_autoptr (GhDemoReply) reply = NULL;

      soup_message_headers_replace (soup_message_get_request_headers (message), "Host",
                                    cases[i].host);
      reply = gh_demo_client_send (client, message);
      gh_demo_assert_status (reply, cases[i].status);
    }
}

int
main (int argc, char **argv)
{
  gh_test_init_with_pictures (&argc, &argv);
  g_test_add_func ("/demo-auth/login", test_login);
  g_test_add_func ("/demo-auth/login-refused", test_login_refused);
  g_test_add_func ("/demo-auth/register", test_register);
  g_test_add_func ("/demo-auth/access-token-expires", test_access_token_expires);
  g_test_add_func ("/demo-auth/forged-tokens", test_forged_tokens);
  g_test_add_func ("/demo-auth/refresh-rotates", test_refresh_rotates);
  g_test_add_func ("/demo-auth/refresh-expires", test_refresh_expires);
  g_test_add_func ("/demo-auth/logout", test_logout);
  g_test_add_func ("/demo-auth/change-password", test_change_password);
  g_test_add_func ("/demo-auth/signing-in-blocks-nobody", test_signing_in_blocks_nobody);
  g_test_add_func ("/demo-auth/rate-limit", test_rate_limit);
  g_test_add_func ("/demo-auth/sessions-outlive-a-restart", test_sessions_outlive_a_restart);
  g_test_add_func ("/demo-auth/only-this-computer", test_only_this_computer);
  return g_test_run ();
}
