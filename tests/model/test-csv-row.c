/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-csv-row.h"
#include "gh-test-main.h"

#include <string.h>

static void
test_cells (void)
{
  static const struct
  {
    const char *cell;
    const char *written;
  } cases[] = {
    { NULL, "" },
    { "", "" },
    { "plain", "plain" },
    { "two words", "two words" },
    { "Žofia Łęcka", "Žofia Łęcka" },
    { "a,b", "\"a,b\"" },
    { "a;b", "\"a;b\"" },
    { "a\tb", "\"a\tb\"" },
    { "say \"no\"", "\"say \"\"no\"\"\"" },
    { "\"", "\"\"\"\"" },
    { "two\nlines", "\"two\nlines\"" },
    { "two\r\nlines", "\"two\r\nlines\"" },
    { " before", "\" before\"" },
    { "behind ", "\"behind \"" },
    { " ", "\" \"" },
    { "0.97", "0.97" },
    { "2026-11-22T15:24:48.943Z", "2026-11-22T15:24:48.943Z" },
    { "a=1", "a=1" },
    { "a-b", "a-b" },
    /* What a spreadsheet would run. */
    { "=1+1", "\"'=1+1\"" },
    { "=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"" },
    { "+49 30 1", "\"'+49 30 1\"" },
    { "-2+3", "\"'-2+3\"" },
    { "@SUM(A1)", "\"'@SUM(A1)\"" },
    { "\t=1", "\"'\t=1\"" },
    { "\r=1", "\"'\r=1\"" },
    { "\n=1", "\"'\n=1\"" },
    { "＝1", "\"'＝1\"" },
    { "＠x", "\"'＠x\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *expected = g_strconcat (cases[i].written, "\r\n", NULL);

      g_test_message ("case %u", i);
      gh_csv_row_append (text, &cases[i].cell, 1);
      g_assert_cmpstr (text->str, ==, expected);
    }
}

static void
test_rows (void)
{
  const char *const first[] = { "a", NULL, "", "=d" };
  const char *const second[] = { NULL };
  g_autoptr (GString) text = g_string_new (NULL);

  gh_csv_row_append (text, first, G_N_ELEMENTS (first));
  gh_csv_row_append (text, second, 1);
  gh_csv_row_append (text, NULL, 0);
  g_assert_cmpstr (text->str, ==, "a,,,\"'=d\"\r\n\r\n\r\n");
}

/* Whatever is in the cells, a reader that knows the rules finds as many as there were, and none
 * begins as a formula does. */
static void
test_any_cells (void)
{
  static const char letters[] = "=+-@\t\r\n\",; ab'";
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      char cells[3][8];
      const char *const row[] = { cells[0], cells[1], cells[2] };
      gboolean is_quoted = FALSE;
      guint n_cells = 1;

      for (guint cell = 0; cell < 3; cell++)
        {
          guint length = (guint) g_rand_int_range (random, 0, 8);

          for (guint c = 0; c < length; c++)
            cells[cell][c] = letters[g_rand_int_range (random, 0, sizeof letters - 1)];
          cells[cell][length] = '\0';
        }
      gh_csv_row_append (text, row, 3);

      g_assert_true (g_str_has_suffix (text->str, "\r\n"));
      g_string_truncate (text, text->len - 2);
      for (const char *c = text->str; *c != '\0'; c++)
        {
          gboolean is_first = c == text->str || (!is_quoted && c[-1] == ',');

          g_assert_false (is_first && strchr ("=+-@\t\r\n", *c) != NULL);
          g_assert_false (is_first && *c == '"' && strchr ("=+-@\t\r\n", c[1]) != NULL
                          && c[1] != '\0');
          if (*c == '"')
            is_quoted = !is_quoted;
          else if (!is_quoted)
            {
              g_assert_cmpint (*c, !=, '\n');
              g_assert_cmpint (*c, !=, '\r');
              n_cells += *c == ',';
            }
        }
      g_assert_false (is_quoted);
      g_assert_cmpuint (n_cells, ==, 3);
    }
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);
  g_test_add_func ("/base/csv-row/cells", test_cells);
  g_test_add_func ("/base/csv-row/rows", test_rows);
  g_test_add_func ("/base/csv-row/any", test_any_cells);
  return g_test_run ();
}
