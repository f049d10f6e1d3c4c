/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-redaction.h"
#include "gh-test-main.h"

#include <string.h>

#define JWT "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJoaWRkZW4ifQ.hidden-Sig_nature0"
#define R "[removed]"

static void
test_removes_secrets (void)
{
  static const struct
  {
    const char *text;
    const char *safe;
  } cases[] = {
    /* Web tokens. */
    { JWT, R },
    { "got " JWT ", thanks", "got " R ", thanks" },
    { "x" JWT, "x" R },
    { "(" JWT ")", "(" R ")" },
    { JWT JWT, R },
    { "It was " JWT ".", "It was " R "." },
    { "eyJhbGciOiJkaXIifQ..hidden.hidden.hidden", R },
    { JWT "\n" JWT, R "\n" R },
    { "cut short: eyJhbGciOiJIUzI1NiJ9.eyJhidden", "cut short: " R },
    /* Headers. */
    { "Bearer hidden", "Bearer " R },
    { "bearer  hidden\n", "bearer  " R "\n" },
    { "Authorization: Bearer hidden", "Authorization: " R },
    { "authorization:Digest a=\"hidden\"", "authorization:" R "\"hidden\"" },
    { "> Cookie: a=hidden; b=hidden\n< 200", "> Cookie: " R "\n< 200" },
    /* JSON, JSON in JSON, and cut short. */
    { "{\"password\":\"hidden\"}", "{\"password\":\"" R "\"}" },
    { "{\"refreshToken\" : \"hidden\",\"a\":1}", "{\"refreshToken\" : \"" R "\",\"a\":1}" },
    { "{\"password\":\"hid\\\"hidden\"}", "{\"password\":\"" R "\"}" },
    { "{\"password\":\"hidden\\\\\",\"a\":1}", "{\"password\":\"" R "\",\"a\":1}" },
    { "{\\\"accessToken\\\":\\\"hidden\\\",\\\"a\\\":1}",
      "{\\\"accessToken\\\":\\\"" R "\\\",\\\"a\\\":1}" },
    { "{\\\"password\\\":\\\"hid\\\\\\\"hidden\\\"}", "{\\\"password\\\":\\\"" R "\\\"}" },
    { "{\"password\":\"hidden", "{\"password\":\"" R },
    { "{\"tokens\":{\"accessToken\":\"hidden\"}}", "{\"tokens\":{\"accessToken\":\"" R "\"}}" },
    { "{\"tokens\":[\"hidden\",\"hidden\"]}", "{\"tokens\":" R "]}" },
    { "{'secret':'hidden'}", "{'secret':'" R "'}" },
    /* Addresses and words. */
    { "/login?token=hidden&page=2", "/login?token=" R "&page=2" },
    { "/login?access_token=hidden HTTP/1.1", "/login?access_token=" R " HTTP/1.1" },
    { "/x?next=%2Fy%3Ftoken%3Dhidden%26a", "/x?next=%2Fy%3Ftoken%3D" R },
    { "newPassword = hidden", "newPassword = " R },
    { "X-API-KEY: hidden", "X-API-KEY: " R },
    { "passphrase => hidden", "passphrase => " R },
    /* Mail addresses. */
    { "hidden@example.org", R },
    { "for hidden.x+y@sub.example.org.", "for " R },
    { "<hidden@example.org>", "<" R ">" },
    { "?email=hidden%40example.org&a", "?email=" R "&a" },
    { "\"hidden@example.org\",", "\"" R "\"," },
    { "hidden\xc3\xab@ex\xc3\xa4mple.org", R },
    { "a@hidden b@hidden", R " " R },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *safe = gh_redaction_apply (cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (safe, ==, cases[i].safe);
    }
}

static void
test_leaves_the_rest_alone (void)
{
  static const char *const cases[] = {
    "",
    "GET http://localhost:3000/api/face-recognition/events?page=2&limit=50 -> 200 in 31 ms",
    "The token has expired",
    "Wrong password",
    "{\"items\":[],\"total\":0}",
    "dev.gatehouse.Gatehouse.Devel",
    "org.freedesktop.portal.Error.Failed: no such file",
    "100 % of @all",
    "%4",
    "50%",
    "eyJ",
    "eyJ.",
    "\xff\xfe broken",
    "data.items[3].confidence: expected a number from 0 to 1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *safe = gh_redaction_apply (cases[i]);

      g_assert_cmpstr (safe, ==, cases[i]);
    }
  g_assert_null (gh_redaction_apply (NULL));
}

/* Each secret between all kinds of neighbours: nothing of it is left. */
static void
test_no_neighbour_hides_a_secret (void)
{
  static const char *const secrets[] = {
    JWT, "Bearer hidden", "password=hidden", "\"token\":\"hidden\"", "hidden@hidden.org",
  };
  static const char *const neighbours[] = {
    "", " ", "\n", "\t", ",", ";", "(", "{", "[", "]", "\"", "'", "\\", "\\n", ":", "=", "&", "?",
    "/", ".", "@", "%", "%20", "%22", "<", ">", "|", "a", "0", "_", "-", "\xc3\xab", "\xff",
  };

  for (guint s = 0; s < G_N_ELEMENTS (secrets); s++)
    for (guint before = 0; before < G_N_ELEMENTS (neighbours); before++)
      for (guint after = 0; after < G_N_ELEMENTS (neighbours); after++)
        {
          g_autofree char *text
            = g_strconcat (neighbours[before], secrets[s], neighbours[after], NULL);
          g_autofree char *safe = gh_redaction_apply (text);

          if (strstr (safe, "hidden") != NULL)
            g_error ("\"%s\" became \"%s\"", text, safe);
        }
}

/* A log line can be as long as an answer. */
static void
test_long_text_takes_no_long_time (void)
{
  static const char *const parts[] = { "a", "eyJ", "eyJ.", "token", "@", "a@", "\\\"", "%40", "[" };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GString) text = g_string_new ("token=\"");
      g_autofree char *safe = NULL;
      gint64 began_us;

      while (text->len < 1024 * 1024)
        g_string_append (text, parts[i]);
      g_string_erase (text, 0, i % 2 == 0 ? 7 : 0);
      began_us = g_get_monotonic_time ();
      safe = gh_redaction_apply (text->str);
      g_assert_nonnull (safe);
      g_assert_cmpint (g_get_monotonic_time () - began_us, <, 5 * G_USEC_PER_SEC);
    }
}

static void
test_log_writer (void)
{
  if (g_test_subprocess ())
    {
      gh_redaction_install_log_writer ();
      g_message ("signing in with password=hidden for %s", "hidden@example.org");
      g_log ("plain", G_LOG_LEVEL_MESSAGE, "Bearer %s", "hidden");
      return;
    }

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr ("*signing in with password=[removed] for [removed]*");
  g_test_trap_assert_stderr ("*Bearer [removed]*");
  g_test_trap_assert_stderr_unmatched ("*hidden*");
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);
  g_test_add_func ("/redaction/removes-secrets", test_removes_secrets);
  g_test_add_func ("/redaction/leaves-the-rest-alone", test_leaves_the_rest_alone);
  g_test_add_func ("/redaction/no-neighbour-hides-a-secret", test_no_neighbour_hides_a_secret);
  g_test_add_func ("/redaction/long-text-takes-no-long-time", test_long_text_takes_no_long_time);
  g_test_add_func ("/redaction/log-writer", test_log_writer);
  return g_test_run ();
}
