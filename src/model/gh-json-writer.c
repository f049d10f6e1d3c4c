/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-json-writer.h"

#include "gh-json-reader.h"
#include "gh-time.h"

#include <math.h>

struct _GhJsonWriter
{
  GString *text;   /* (owned) */
  GString *levels; /* (owned): '{' or '[' for each level that is open */
  gboolean is_first;
};

static gboolean
stands_in_object (GhJsonWriter *self)
{
  return self->levels->len > 0 && self->levels->str[self->levels->len - 1] == '{';
}

static void
append_quoted (GString *text, const char *value)
{
  g_autofree char *valid = NULL;

  if (!g_utf8_validate (value, -1, NULL))
    value = valid = g_utf8_make_valid (value, -1);

  g_string_append_c (text, '"');
  for (const char *p = value; *p != '\0';)
    {
      /* Pictures are long and need no escape: what needs none is copied in one go. */
      const char *start = p;

      while ((guchar) *p >= 0x20 && *p != '"' && *p != '\\' && *p != 0x7F)
        p++;
      g_string_append_len (text, start, p - start);
      if (*p == '\0')
        break;
      if (*p == '"' || *p == '\\')
        {
          g_string_append_c (text, '\\');
          g_string_append_c (text, *p);
        }
      else
        g_string_append_printf (text, "\\u%04x", (guint) *p);
      p++;
    }
  g_string_append_c (text, '"');
}

static gboolean
begin_value (GhJsonWriter *self, const char *name)
{
  g_return_val_if_fail (self != NULL, FALSE);
  /* Members have names; elements and the one root have none. */
  g_return_val_if_fail ((name != NULL) == stands_in_object (self), FALSE);
  g_return_val_if_fail (self->levels->len > 0 || self->is_first, FALSE);

  if (!self->is_first)
    g_string_append_c (self->text, ',');
  self->is_first = FALSE;
  if (name != NULL)
    {
      append_quoted (self->text, name);
      g_string_append_c (self->text, ':');
    }
  return TRUE;
}

static void
open_level (GhJsonWriter *self, const char *name, char bracket)
{
  if (!begin_value (self, name))
    return;
  g_return_if_fail (self->levels->len < GH_JSON_MOST_DEPTH);

  g_string_append_c (self->text, bracket);
  g_string_append_c (self->levels, bracket);
  self->is_first = TRUE;
}

static void
close_level (GhJsonWriter *self, char opening, char closing)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (self->levels->len > 0);
  g_return_if_fail (self->levels->str[self->levels->len - 1] == opening);

  g_string_append_c (self->text, closing);
  g_string_truncate (self->levels, self->levels->len - 1);
  self->is_first = FALSE;
}

/**
 * gh_json_writer_new:
 *
 * Returns: (transfer full): a writer that waits for its root value
 */
GhJsonWriter *
gh_json_writer_new (void)
{
  GhJsonWriter *self = g_new0 (GhJsonWriter, 1);

  self->text = g_string_new (NULL);
  self->levels = g_string_new (NULL);
  self->is_first = TRUE;

  return self;
}

/**
 * gh_json_writer_free:
 * @self: (transfer full) (nullable): a writer
 *
 * Frees it and what was written and not handed out.
 */
void
gh_json_writer_free (GhJsonWriter *self)
{
  if (self == NULL)
    return;
  if (self->text != NULL)
    g_string_free (g_steal_pointer (&self->text), TRUE);
  g_string_free (g_steal_pointer (&self->levels), TRUE);
  g_free (self);
}

/**
 * gh_json_writer_begin_object:
 * @self: a writer
 * @name: (nullable): the member's name, %NULL for the root and in arrays
 *
 * Opens an object.
 */
void
gh_json_writer_begin_object (GhJsonWriter *self, const char *name)
{
  open_level (self, name, '{');
}

/**
 * gh_json_writer_end_object:
 * @self: a writer
 *
 * Closes the object that was opened last.
 */
void
gh_json_writer_end_object (GhJsonWriter *self)
{
  close_level (self, '{', '}');
}

/**
 * gh_json_writer_begin_array:
 * @self: a writer
 * @name: (nullable): the member's name, %NULL for the root and in arrays
 *
 * Opens an array.
 */
void
gh_json_writer_begin_array (GhJsonWriter *self, const char *name)
{
  open_level (self, name, '[');
}

/**
 * gh_json_writer_end_array:
 * @self: a writer
 *
 * Closes the array that was opened last.
 */
void
gh_json_writer_end_array (GhJsonWriter *self)
{
  close_level (self, '[', ']');
}

/**
 * gh_json_writer_add_string:
 * @self: a writer
 * @name: (nullable): the member's name, %NULL for the root and in arrays
 * @value: (nullable): the text; %NULL is written as null
 *
 * Writes a string. What is not UTF-8 in it becomes U+FFFD.
 */
void
gh_json_writer_add_string (GhJsonWriter *self, const char *name, const char *value)
{
  if (value == NULL)
    gh_json_writer_add_null (self, name);
  else if (begin_value (self, name))
    append_quoted (self->text, value);
}

/**
 * gh_json_writer_add_double:
 * @self: a writer
 * @name: (nullable): the member's name, %NULL for the root and in arrays
 * @value: a number that is neither infinite nor none
 *
 * Writes a number with as few digits as bring it back exactly.
 */
void
gh_json_writer_add_double (GhJsonWriter *self, const char *name, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_return_if_fail (isfinite (value));

  if (!begin_value (self, name))
    return;
  g_ascii_formatd (text, sizeof text, "%.15g", value);
  if (g_ascii_strtod (text, NULL) != value)
    g_ascii_formatd (text, sizeof text, "%.17g", value);
  g_string_append (self->text, text);
}

/**
 * gh_json_writer_add_int:
 * @self: a writer
 * @name: (nullable): the member's name, %NULL for the root and in arrays
 * @value: a whole number
 *
 * Writes a whole number.
 */
void
gh_json_writer_add_int (GhJsonWriter *self, const char *name, gint64 value)
{
  if (begin_value (self, name))
    g_string_append_printf (self->text, "%" G_GINT64_FORMAT, value);
}

/**
 * gh_json_writer_add_boolean:
 * @self: a writer
 * @name: (nullable): the member's name, %NULL for the root and in arrays
 * @value: true or false
 *
 * Writes a boolean.
 */
void
gh_json_writer_add_boolean (GhJsonWriter *self, const char *name, gboolean value)
{
  if (begin_value (self, name))
    g_string_append (self->text, value ? "true" : "false");
}

/**
 * gh_json_writer_add_null:
 * @self: a writer
 * @name: (nullable): the member's name, %NULL for the root and in arrays
 *
 * Writes null.
 */
void
gh_json_writer_add_null (GhJsonWriter *self, const char *name)
{
  if (begin_value (self, name))
    g_string_append (self->text, "null");
}

/**
 * gh_json_writer_add_time:
 * @self: a writer
 * @name: (nullable): the member's name, %NULL for the root and in arrays
 * @time_us: microseconds since 1970-01-01T00:00:00Z
 *
 * Writes a time as gh_time_format_iso8601() has it.
 */
void
gh_json_writer_add_time (GhJsonWriter *self, const char *name, gint64 time_us)
{
  g_autofree char *text = gh_time_format_iso8601 (time_us);

  gh_json_writer_add_string (self, name, text);
}

/**
 * gh_json_writer_add_json:
 * @self: a writer
 * @name: (nullable): the member's name, %NULL for the root and in arrays
 * @json: (nullable): one whole value, as gh_json_writer_end() handed it out; %NULL is written as
 *   null
 *
 * Writes a value that was written earlier, as it is.
 */
void
gh_json_writer_add_json (GhJsonWriter *self, const char *name, const char *json)
{
  if (json == NULL)
    gh_json_writer_add_null (self, name);
  else if (begin_value (self, name))
    g_string_append (self->text, json);
}

/**
 * gh_json_writer_end:
 * @self: a writer whose root value is complete
 *
 * Hands out the text. Nothing can be written afterwards.
 *
 * Returns: (transfer full): the JSON
 */
GBytes *
gh_json_writer_end (GhJsonWriter *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (self->text != NULL, NULL);
  g_return_val_if_fail (self->levels->len == 0 && !self->is_first, NULL);

  return g_string_free_to_bytes (g_steal_pointer (&self->text));
}
