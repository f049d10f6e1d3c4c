/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-csv-row.h"

#include <string.h>

/* A spreadsheet takes what begins with one of these for a formula, and a formula may fetch and run
 * things: the list is OWASP's for "CSV injection", with the wide forms that some programs fold. */
static gboolean
is_formula (const char *text)
{
  static const char *const wide[] = { "\357\274\235", "\357\274\213", "\357\274\215",
                                      "\357\274\240" };

  if (*text == '\0')
    return FALSE;
  if (strchr ("=+-@\t\r\n", *text) != NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (wide); i++)
    if (g_str_has_prefix (text, wide[i]))
      return TRUE;
  return FALSE;
}

/* In many countries a semicolon parts the cells, and some programs guess that a tab does: what has
 * one in it could otherwise begin a cell of its own. */
static gboolean
needs_quotes (const char *text)
{
  return strpbrk (text, ",;\t\"\r\n") != NULL || *text == ' '
         || (*text != '\0' && text[strlen (text) - 1] == ' ');
}

static void
append_cell (GString *text, const char *cell)
{
  gboolean is_harmful = is_formula (cell);
  gboolean is_quoted = is_harmful || needs_quotes (cell);

  if (is_quoted)
    g_string_append_c (text, '"');
  if (is_harmful)
    g_string_append_c (text, '\'');
  for (const char *c = cell; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *c);
    }
  if (is_quoted)
    g_string_append_c (text, '"');
}

/**
 * gh_csv_row_append:
 * @text: where to
 * @cells: (array length=n_cells) (element-type utf8): what is in the row, UTF-8; %NULL is an empty
 *   cell
 * @n_cells: how many cells
 *
 * Appends a row with the end of its line. A cell that a spreadsheet would take for a formula gets an
 * apostrophe in front: these texts come from strangers.
 */
void
gh_csv_row_append (GString *text, const char *const *cells, gsize n_cells)
{
  g_return_if_fail (text != NULL);
  g_return_if_fail (cells != NULL || n_cells == 0);

  for (gsize i = 0; i < n_cells; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      if (cells[i] != NULL)
        append_cell (text, cells[i]);
    }
  g_string_append (text, "\r\n");
}
