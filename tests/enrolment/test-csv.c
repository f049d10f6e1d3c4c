/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-csv.h"
#include "gh-error.h"
#include "gh-test-main.h"

#include <string.h>

/* "a|b" a row, "/" between rows. */
static char *
flatten (GPtrArray *rows)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      g_autofree char *row = g_strjoinv ("|", rows->pdata[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? "/" : "", row);
    }

  return g_string_free_and_steal (text);
}

static void
test_good (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } cases[] = {
    { "", "" },
    { "a,b\n1,2\n", "a|b/1|2" },
    { "a,b\r\n1,2\r\n", "a|b/1|2" },
    { "a,b\r1,2", "a|b/1|2" },
    { "\xef\xbb\xbf" "a,b\n", "a|b" },
    { "a;b\n1,5;2\n", "a|b/1,5|2" },
    { "a\tb\n1\t2", "a|b/1|2" },
    { "a,b\n\"x,y\",\"say \"\"hi\"\"\"\n", "a|b/x,y|say \"hi\"" },
    { "a,b\n\"two\r\nlines\",2", "a|b/two\r\nlines|2" },
    { "a,b\n,\n", "a|b/|" },
    { "a\n\nb\n", "a//b" },
    { "\"\"\n", "" },
    { "ä,ß\n", "ä|ß" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) rows = gh_csv_parse (cases[i].text, strlen (cases[i].text), &error);
      g_autofree char *flat = NULL;

      g_assert_no_error (error);
      flat = flatten (rows);
      g_assert_cmpstr (flat, ==, cases[i].expected);
    }
}

static void
test_bad (void)
{
  static const char *const cases[] = { "a\n\"open", "a\n\"x\"y\n", "a\nx\"y\n", "\xff\n" };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_null (gh_csv_parse (cases[i], strlen (cases[i]), &error));
      g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT);
      g_clear_error (&error);
    }
  g_assert_null (gh_csv_parse ("a\0b", 3, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT);
}

static void
assert_refused (char c, gsize length, int code)
{
  g_autofree char *text = g_malloc (length);
  g_autoptr (GError) error = NULL;

  memset (text, c, length);
  g_assert_null (gh_csv_parse (text, length, &error));
  g_assert_error (error, GH_ERROR, code);
}

static void
test_huge (void)
{
  assert_refused ('a', GH_CSV_MOST_BYTES + 1, GH_ERROR_LIMIT);
  assert_refused ('a', GH_CSV_MOST_FIELD_BYTES + 1, GH_ERROR_INVALID_ARGUMENT);
  assert_refused (',', GH_CSV_MOST_COLUMNS, GH_ERROR_INVALID_ARGUMENT);
  assert_refused ('\n', GH_CSV_MOST_ROWS + 1, GH_ERROR_INVALID_ARGUMENT);
}

static void
test_written (void)
{
  static const char *const fields[] = { "plain", "a,b", "say \"hi\"", "two\nlines", NULL, "a-b" };
  static const char *const formulas[] = { "=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx" };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) rows = NULL;

  gh_csv_append_row (text, fields, G_N_ELEMENTS (fields));
  g_assert_cmpstr (text->str, ==, "plain,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",,a-b\r\n");

  g_string_truncate (text, 0);
  gh_csv_append_row (text, formulas, G_N_ELEMENTS (formulas));
  rows = gh_csv_parse (text->str, text->len, NULL);
  g_assert_cmpuint (rows->len, ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (formulas); i++)
    {
      const char *field = ((char **) rows->pdata[0])[i];

      g_assert_cmpint (field[0], ==, '\'');
      g_assert_cmpstr (field + 1, ==, formulas[i]);
    }
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  g_test_add_func ("/csv/good", test_good);
  g_test_add_func ("/csv/bad", test_bad);
  g_test_add_func ("/csv/huge", test_huge);
  g_test_add_func ("/csv/written", test_written);

  return g_test_run ();
}
