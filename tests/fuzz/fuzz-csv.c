/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-csv.h"
#include "gh-fuzz.h"

/* A table: it is written and read again with as many rows and fields. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GPtrArray) rows = gh_csv_parse ((const char *) data, size, NULL);
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GString) text = NULL;

  if (rows == NULL)
    return 0;

  /* The first line says that it is commas. */
  text = g_string_new ("a,b\n");
  for (guint i = 0; i < rows->len; i++)
    gh_csv_append_row (text, rows->pdata[i], g_strv_length (rows->pdata[i]));
  if (rows->len == GH_CSV_MOST_ROWS)
    return 0;
  again = gh_csv_parse (text->str, text->len, NULL);
  if (again == NULL)
    return 0;
  g_assert_cmpuint (again->len, ==, rows->len + 1);
  for (guint i = 0; i < rows->len; i++)
    g_assert_cmpuint (g_strv_length (rows->pdata[i]), ==, g_strv_length (again->pdata[i + 1]));

  return 0;
}
