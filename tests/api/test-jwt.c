/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-jwt.h"
#include "gh-test-main.h"

#include <string.h>

static char *
make_token (const char *payload)
{
  g_autofree char *encoded = g_base64_encode ((const guchar *) payload, strlen (payload));

  /* The kind for URLs, without padding. */
  for (char *p = encoded; *p != '\0'; p++)
    *p = *p == '+' ? '-' : *p == '/' ? '_' : *p == '=' ? '\0' : *p;

  return g_strdup_printf ("e30.%s.c2ln", encoded);
}

static gint64
lifetime_of (const char *payload)
{
  g_autofree char *token = make_token (payload);

  return gh_jwt_get_lifetime_us (token);
}

static void
test_user (void)
{
  static const struct
  {
    const char *payload;
    const char *email; /* (nullable) */
  } rows[] = {
    { "{\"sub\":\"u\",\"user\":{\"id\":\"u\",\"email\":\"ann@example.org\"}}",
      "ann@example.org" },
    { "{\"sub\":\"u\",\"email\":\"ann@example.org\",\"role\":\"ADMIN\"}", NULL },
    { "{\"user\":{\"id\":\"u\"}}", NULL },
    { "{\"user\":5}", NULL },
    { "[]", NULL },
    { "{", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *token = make_token (rows[i].payload);
      g_autoptr (GhUser) user = gh_jwt_read_user (token);

      g_test_message ("%s", rows[i].payload);
      g_assert_cmpint (user != NULL, ==, rows[i].email != NULL);
      if (user != NULL)
        g_assert_cmpstr (gh_user_get_email (user), ==, rows[i].email);
    }
}

static void
test_lifetime (void)
{
  static const struct
  {
    const char *payload;
    gint64 seconds;
  } rows[] = {
    { "{\"sub\":\"u\",\"iat\":1000,\"exp\":1900}", 900 },
    { "{\"sub\":\"\xc3\xbf\xc3\xbe>>>???\",\"iat\":1000,\"exp\":1001}", 1 },
    { "{\"iat\":0,\"exp\":200000000000}", 366 * 24 * 3600 },
    { "{\"iat\":1900,\"exp\":1000}", 0 },
    { "{\"iat\":1000,\"exp\":1000}", 0 },
    { "{\"exp\":1000}", 0 },
    { "{\"iat\":1000}", 0 },
    { "{\"iat\":\"1000\",\"exp\":\"1900\"}", 0 },
    { "{\"iat\":-5,\"exp\":1900}", 0 },
    { "{\"iat\":1.5,\"exp\":1900}", 0 },
    { "{\"iat\":1000,\"exp\":1e300}", 0 },
    { "[1000,1900]", 0 },
    { "null", 0 },
    { "{", 0 },
    { "", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].payload);
      g_assert_cmpint (lifetime_of (rows[i].payload), ==, rows[i].seconds * G_TIME_SPAN_SECOND);
    }
}

static void
test_what_is_no_token (void)
{
  static const char *const tokens[] = { "",  ".",    "..",      "opaque", "a.b",
                                        "a.!!!!.c", "a.e30.c", "a..c",   "...." };
  g_autofree char *payload = g_strnfill (9000, 'A');
  g_autofree char *large = g_strdup_printf ("a.%s.c", payload);

  for (gsize i = 0; i < G_N_ELEMENTS (tokens); i++)
    g_assert_cmpint (gh_jwt_get_lifetime_us (tokens[i]), ==, 0);
  g_assert_cmpint (gh_jwt_get_lifetime_us (large), ==, 0);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  g_test_add_func ("/jwt/user", test_user);
  g_test_add_func ("/jwt/lifetime", test_lifetime);
  g_test_add_func ("/jwt/what-is-no-token", test_what_is_no_token);

  return g_test_run ();
}
