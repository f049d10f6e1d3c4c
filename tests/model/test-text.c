/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-test-main.h"
#include "gh-text.h"

#include <string.h>

static void
test_makes_text_fit_to_be_shown (void)
{
  static const struct
  {
    const char *text;
    gsize most_bytes;
    const char *clean;
  } cases[] = {
    { "", 10, "" },
    { "Ann Lee", 10, "Ann Lee" },
    { "Ann Lee", 3, "Ann" },
    { "Ann Lee", 0, "" },
    { "Zo\xc3\xab", 4, "Zo\xc3\xab" },
    /* Cut before the character that does not fit, not within it. */
    { "Zo\xc3\xab", 3, "Zo" },
    { "\xf0\x9f\x98\x80!", 3, "" },
    { "a\nb\tc\r\nd", 20, "a b c  d" },
    { "a\x01\x1b[31mb\x7f", 20, "a[31mb" },
    { "a\xe2\x80\xa8z", 20, "a z" },
    { "a\xc2\x85z", 20, "a z" },
    { "a\xc2\x9fz", 20, "az" },
    /* Not UTF-8: stray, cut short, overlong, a surrogate. */
    { "a\xffz", 20, "a\xef\xbf\xbdz" },
    { "a\xc3", 20, "a\xef\xbf\xbd" },
    { "\xc0\x80", 20, "\xef\xbf\xbd\xef\xbf\xbd" },
    { "\xed\xa0\x80", 20, "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd" },
    { "\xff", 2, "" },
    /* Overrides and isolates go, letters of right-to-left scripts and their marks stay. */
    { "exe.\xe2\x80\xaegpj", 20, "exe.gpj" },
    { "\xe2\x81\xa6x\xe2\x81\xa9", 20, "x" },
    { "\xe2\x80\x8f\xd7\xa9", 20, "\xe2\x80\x8f\xd7\xa9" },
    { "\xef\xbb\xbfx", 20, "x" },
    { "<b>&amp;</b>", 20, "<b>&amp;</b>" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *clean = gh_text_sanitize (cases[i].text, cases[i].most_bytes);

      g_test_message ("case %u", i);
      g_assert_cmpstr (clean, ==, cases[i].clean);
      g_assert_true (g_utf8_validate (clean, -1, NULL));
      g_assert_cmpuint (strlen (clean), <=, cases[i].most_bytes);
    }
  g_assert_null (gh_text_sanitize (NULL, 10));
}

/* Whatever the bytes and the limit: valid, within the limit, and clean already. */
static void
test_any_bytes_become_valid (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (guint round = 0; round < 2000; round++)
    {
      char text[64] = { 0 };
      gsize most_bytes = (gsize) g_rand_int_range (random, 0, 80);
      g_autofree char *clean = NULL, *again = NULL;

      for (guint i = 0; i < sizeof text - 1; i++)
        text[i] = (char) g_rand_int_range (random, 1, 256);
      clean = gh_text_sanitize (text, most_bytes);
      again = gh_text_sanitize (clean, most_bytes);
      g_assert_true (g_utf8_validate (clean, -1, NULL));
      g_assert_cmpuint (strlen (clean), <=, most_bytes);
      g_assert_cmpstr (clean, ==, again);
    }
}

static void
test_initials (void)
{
  static const struct
  {
    const char *name;
    const char *initials;
  } cases[] = {
    { NULL, NULL },
    { "", NULL },
    { "   ", NULL },
    { "--", NULL },
    { "ann", "A" },
    { "Ann Lee", "AL" },
    { "ann  maria van der berg", "AB" },
    { " \xc3\xa9lodie d'Arc ", "\xc3\x89" "D" },
    { "(Ann) [Lee]", "AL" },
    { "ann@example.org", "A" },
    { "\xd7\xa9\xd7\xa8\xd7\x94", "\xd7\xa9" },
    { "\xe5\xb1\xb1\xe7\x94\xb0 \xe5\xa4\xaa\xe9\x83\x8e", "\xe5\xb1\xb1\xe5\xa4\xaa" },
    { "Agent 47", "A4" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *initials = gh_text_initials (cases[i].name);

      g_assert_cmpstr (initials, ==, cases[i].initials);
    }
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);
  g_test_add_func ("/text/makes-text-fit-to-be-shown", test_makes_text_fit_to_be_shown);
  g_test_add_func ("/text/any-bytes-become-valid", test_any_bytes_become_valid);
  g_test_add_func ("/text/initials", test_initials);
  return g_test_run ();
}
