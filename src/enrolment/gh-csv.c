/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-csv.h"

#include "gh-error.h"

#include <glib/gi18n.h>
#include <string.h>

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

typedef struct
{
  const char *at;
  const char *end;
  char separator;
  GPtrArray *rows;     /* (owned) (element-type GStrv) */
  GString *field;      /* (owned) */
  GStrvBuilder *row;   /* (owned) */
  guint n_fields;      /* of the row */
  const char *fault;   /* (nullable) a sentence */
} Parser;

/* A spreadsheet writes what its language takes for a separator. The first line has the names of the
 * columns, which have none of them in it. */
static char
find_separator (const char *text, const char *end)
{
  for (const char *c = text; c < end && *c != '\n' && *c != '\r'; c++)
    if (*c == ',' || *c == ';' || *c == '\t')
      return *c;

  return ',';
}

static gboolean
is_end_of_field (const Parser *self)
{
  return self->at == self->end || *self->at == self->separator || *self->at == '\n'
         || *self->at == '\r';
}

static gboolean
take_character (Parser *self)
{
  if (self->field->len == GH_CSV_MOST_FIELD_BYTES)
    {
      self->fault = _("A field is too long.");
      return FALSE;
    }

  g_string_append_c (self->field, *self->at++);
  return TRUE;
}

static gboolean
read_quoted (Parser *self)
{
  self->at++;
  for (;;)
    {
      if (self->at == self->end)
        {
          self->fault = _("A quotation mark is not closed.");
          return FALSE;
        }
      if (*self->at == '"')
        {
          self->at++;
          if (self->at == self->end || *self->at != '"')
            break;
        }
      if (!take_character (self))
        return FALSE;
    }
  if (!is_end_of_field (self))
    self->fault = _("Something stands behind a closing quotation mark.");

  return self->fault == NULL;
}

static gboolean
read_plain (Parser *self)
{
  while (!is_end_of_field (self))
    {
      if (*self->at == '"')
        self->fault = _("A quotation mark stands inside a field that does not begin with one.");
      if (self->fault != NULL || !take_character (self))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_field (Parser *self)
{
  gboolean is_read;

  if (self->n_fields == GH_CSV_MOST_COLUMNS)
    {
      self->fault = _("There are too many columns.");
      return FALSE;
    }
  g_string_truncate (self->field, 0);
  is_read = self->at < self->end && *self->at == '"' ? read_quoted (self) : read_plain (self);
  g_strv_builder_add (self->row, self->field->str);
  self->n_fields++;

  return is_read;
}

static gboolean
read_row (Parser *self)
{
  if (self->rows->len == GH_CSV_MOST_ROWS)
    {
      self->fault = _("There are too many rows.");
      return FALSE;
    }
  self->n_fields = 0;
  while (read_field (self) && self->at < self->end && *self->at == self->separator)
    self->at++;
  if (self->fault != NULL)
    return FALSE;

  g_ptr_array_add (self->rows, g_strv_builder_end (self->row));
  if (self->at < self->end && *self->at == '\r')
    self->at++;
  if (self->at < self->end && *self->at == '\n')
    self->at++;

  return TRUE;
}

/**
 * gh_csv_parse:
 * @text: a table, in UTF-8 with or without a byte order mark
 * @length: its length in bytes
 * @error: return location for an error
 *
 * Reads a table. Lines end with LF, CR LF or CR; fields are parted by commas, or by semicolons or
 * tabs where the first line is.
 *
 * Returns: (transfer full) (nullable) (element-type GStrv): its rows, of which an empty line is one
 *   with one empty field; %NULL with %GH_ERROR_LIMIT or %GH_ERROR_INVALID_ARGUMENT
 */
GPtrArray *
gh_csv_parse (const char *text, gsize length, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (GString) field = g_string_new (NULL);
  g_autoptr (GStrvBuilder) row = g_strv_builder_new ();
  Parser parser = { .rows = rows, .field = field, .row = row };

  g_return_val_if_fail (text != NULL || length == 0, NULL);

  if (length > GH_CSV_MOST_BYTES)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_LIMIT, _("The table is too large."));
      return NULL;
    }
  /* A zero byte is none of text either. */
  if (!g_utf8_validate_len (length > 0 ? text : "", length, NULL))
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT,
                           _("The table is not text in UTF-8."));
      return NULL;
    }

  parser.at = length > 0 ? text : "";
  parser.end = parser.at + length;
  if (length >= strlen (BYTE_ORDER_MARK)
      && memcmp (text, BYTE_ORDER_MARK, strlen (BYTE_ORDER_MARK)) == 0)
    parser.at += strlen (BYTE_ORDER_MARK);
  parser.separator = find_separator (parser.at, parser.end);
  while (parser.at < parser.end)
    if (!read_row (&parser))
      {
        g_set_error (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT,
                     /* Translators: the number of a row of a table, and what is wrong with it. */
                     _("Row %u of the table cannot be read. %s"), rows->len + 1, parser.fault);
        return NULL;
      }

  return g_steal_pointer (&rows);
}

/* A spreadsheet takes a field that begins so for a formula, quoted or not. */
static gboolean
is_formula (const char *field)
{
  return strchr ("=+-@\t\r\n", *field) != NULL && *field != '\0';
}

static void
append_field (GString *text, const char *field)
{
  gboolean needs_quotes = strpbrk (field, ",;\t\"\r\n") != NULL || is_formula (field);

  if (needs_quotes)
    g_string_append_c (text, '"');
  if (is_formula (field))
    g_string_append_c (text, '\'');
  for (const char *c = field; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *c);
    }
  if (needs_quotes)
    g_string_append_c (text, '"');
}

/**
 * gh_csv_append_row:
 * @text: a table that is being written
 * @fields: (array length=n_fields) (element-type utf8): a row; %NULL is empty
 * @n_fields: how many
 *
 * Writes a row, ended by CR LF. What a spreadsheet would calculate gets an apostrophe in front.
 */
void
gh_csv_append_row (GString *text, const char *const *fields, gsize n_fields)
{
  g_return_if_fail (text != NULL && fields != NULL);

  for (gsize i = 0; i < n_fields; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      append_field (text, fields[i] != NULL ? fields[i] : "");
    }
  g_string_append (text, "\r\n");
}
