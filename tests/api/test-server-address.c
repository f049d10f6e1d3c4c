/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-server-address.h"
#include "gh-test-main.h"

#include <string.h>

static void
test_accepted (void)
{
  static const struct
  {
    const char *text;
    const char *base;
    const char *label;
    const char *websocket;
    gboolean is_loopback;
  } rows[] = {
    { "desk.example", "https://desk.example/api", "desk.example", "wss://desk.example/", FALSE },
    { "  desk.example \n", "https://desk.example/api", "desk.example",
      "wss://desk.example/", FALSE },
    { "DESK.Example/", "https://desk.example/api", "desk.example", "wss://desk.example/", FALSE },
    { "desk.example:3000", "http://desk.example:3000/api", "desk.example:3000",
      "ws://desk.example:3000/", FALSE },
    { "desk.example:8443", "https://desk.example:8443/api", "desk.example:8443",
      "wss://desk.example:8443/", FALSE },
    { "desk.example:9000", "https://desk.example:9000/api", "desk.example:9000",
      "wss://desk.example:9000/", FALSE },
    { "desk.example:80", "http://desk.example/api", "desk.example", "ws://desk.example/", FALSE },
    { "desk.example/door/v1/", "https://desk.example/door/v1", "desk.example",
      "wss://desk.example/", FALSE },
    { "10.0.0.5:3000", "http://10.0.0.5:3000/api", "10.0.0.5:3000", "ws://10.0.0.5:3000/", FALSE },
    { "10.0.0.5", "http://10.0.0.5/api", "10.0.0.5", "ws://10.0.0.5/", FALSE },
    { "192.168.1.9:9000", "http://192.168.1.9:9000/api", "192.168.1.9:9000",
      "ws://192.168.1.9:9000/", FALSE },
    { "172.16.3.4", "http://172.16.3.4/api", "172.16.3.4", "ws://172.16.3.4/", FALSE },
    { "172.32.3.4", "https://172.32.3.4/api", "172.32.3.4", "wss://172.32.3.4/", FALSE },
    { "169.254.1.1", "http://169.254.1.1/api", "169.254.1.1", "ws://169.254.1.1/", FALSE },
    { "10.0.0.5:443", "https://10.0.0.5/api", "10.0.0.5", "wss://10.0.0.5/", FALSE },
    { "8.8.8.8", "https://8.8.8.8/api", "8.8.8.8", "wss://8.8.8.8/", FALSE },
    { "localhost", "http://localhost/api", "localhost", "ws://localhost/", TRUE },
    { "localhost:3000", "http://localhost:3000/api", "localhost:3000",
      "ws://localhost:3000/", TRUE },
    { "door.localhost", "http://door.localhost/api", "door.localhost",
      "ws://door.localhost/", TRUE },
    { "127.0.0.1:8080", "http://127.0.0.1:8080/api", "127.0.0.1:8080",
      "ws://127.0.0.1:8080/", TRUE },
    { "[::1]:3000", "http://[::1]:3000/api", "[::1]:3000", "ws://[::1]:3000/", TRUE },
    { "::1", "http://[::1]/api", "[::1]", "ws://[::1]/", TRUE },
    { "[2001:DB8::0:1]", "https://[2001:db8::1]/api", "[2001:db8::1]",
      "wss://[2001:db8::1]/", FALSE },
    { "2001:db8::1/door", "https://[2001:db8::1]/door", "[2001:db8::1]", "wss://[2001:db8::1]/",
      FALSE },
    { "fd00::5", "http://[fd00::5]/api", "[fd00::5]", "ws://[fd00::5]/", FALSE },
    { "https://x/api/", "https://x/api", "x", "wss://x/", FALSE },
    { "https://x/api///", "https://x/api", "x", "wss://x/", FALSE },
    { "HTTPS://X:443", "https://x/api", "x", "wss://x/", FALSE },
    { "http://x:443", "http://x:443/api", "x:443", "ws://x:443/", FALSE },
    { "http://desk.example/a%20b", "http://desk.example/a%20b",
      "desk.example", "ws://desk.example/", FALSE },
    { "http://b\303\274ro.example", "http://xn--bro-hoa.example/api", "xn--bro-hoa.example",
      "ws://xn--bro-hoa.example/", FALSE },
    { GH_SERVER_ADDRESS_DEFAULT, GH_SERVER_ADDRESS_DEFAULT, "localhost:3000",
      "ws://localhost:3000/", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GhServerAddress) address = gh_server_address_new (rows[i].text, &error);
      g_autoptr (GhServerAddress) again = NULL;
      g_autofree char *websocket = NULL;
      g_autofree char *origin = NULL;

      g_test_message ("%s", rows[i].text);
      g_assert_no_error (error);
      g_assert_cmpstr (gh_server_address_get_base (address), ==, rows[i].base);
      g_assert_cmpstr (gh_server_address_get_host_label (address), ==, rows[i].label);
      websocket = gh_server_address_dup_websocket_uri (address);
      g_assert_cmpstr (websocket, ==, rows[i].websocket);
      g_assert_cmpint (gh_server_address_is_loopback (address), ==, rows[i].is_loopback);
      g_assert_cmpint (gh_server_address_is_secure (address),
                       ==,
                       g_str_has_prefix (rows[i].base, "https:"));
      origin = gh_server_address_dup_origin (address);
      g_assert_true (g_str_has_prefix (rows[i].base, origin));

      /* What is canonical stays as it is. */
      again = gh_server_address_new (gh_server_address_get_base (address), &error);
      g_assert_no_error (error);
      g_assert_cmpstr (gh_server_address_get_base (again), ==, rows[i].base);
    }
}

static void
test_refused (void)
{
  static const char *const rows[] = {
    "",
    "   ",
    "http://",
    "https:///api",
    "http://:3000/",
    "desk example",
    "desk.example/a b",
    "desk.example\tx",
    "ftp://desk.example",
    "ws://desk.example",
    "file:///etc/passwd",
    "javascript://x",
    "http://user@desk.example",
    "http://user:pass@desk.example",
    "user@desk.example",
    "http://desk.example?x=1",
    "desk.example/api?",
    "desk.example#top",
    "desk.example:0",
    "desk.example:65536",
    "desk.example:http",
    "desk.example:-1",
    "[::1",
    "http://[zz]/",
    ".desk.example",
    "desk_.ex*mple",
    "http://%00.example",
    "\377\376",
    "<b>desk</b>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GhServerAddress) address = gh_server_address_new (rows[i], &error);
      g_autofree char *escaped = g_strescape (rows[i], NULL);

      g_test_message ("\"%s\"", escaped);
      g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_true (g_str_has_suffix (error->message, "."));
      g_assert_null (address);
    }
}

static void
test_too_long (void)
{
  g_autofree char *path = g_strnfill (2048, 'a');
  g_autofree char *text = g_strconcat ("desk.example/", path, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhServerAddress) address = gh_server_address_new (text, &error);

  g_assert_null (address);
  g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT);
  g_assert_cmpuint (strlen (error->message), <, 200);

  g_clear_error (&error);
  address = gh_server_address_new (NULL, &error);
  g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  g_test_add_func ("/server-address/takes-what-people-type", test_accepted);
  g_test_add_func ("/server-address/refuses-with-a-sentence", test_refused);
  g_test_add_func ("/server-address/too-long-or-nothing", test_too_long);

  return g_test_run ();
}
