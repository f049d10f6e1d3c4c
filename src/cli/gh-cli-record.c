/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-record.h"

#include "gh-json-writer.h"
#include "gh-text.h"

#include <glib/gi18n.h>
#include <math.h>

#define MOST_BYTES 4096
#define NOTHING "–"

typedef struct
{
  char *name; /* (owned): "boundingBox.x" for a field of a field */
  char *text; /* (owned): for a person, one line */
} Field;

struct _GhCliRecord
{
  GhJsonWriter *json; /* (owned) */
  GArray *fields;     /* (owned) (element-type Field) */
  GPtrArray *prefix;  /* (owned) (element-type utf8): names of the objects that are open */
};

static void
field_clear (gpointer data)
{
  Field *field = data;

  g_free (field->name);
  g_free (field->text);
}

static void
add_text (GhCliRecord *self, const char *name, const char *text)
{
  g_autoptr (GString) path = g_string_new (NULL);
  Field field;

  for (guint i = 0; i < self->prefix->len; i++)
    g_string_append_printf (path, "%s.", (const char *) self->prefix->pdata[i]);
  g_string_append (path, name);
  field.name = gh_text_sanitize (path->str, MOST_BYTES);
  field.text = gh_text_sanitize (text, MOST_BYTES);
  g_array_append_val (self->fields, field);
}

/* Members of an object that is open are written into it, its name is not. */
static gboolean
is_json_name (const char *name)
{
  return name != NULL && *name != '\0';
}

/**
 * gh_cli_record_new:
 *
 * Returns: (transfer full): a record without fields
 */
GhCliRecord *
gh_cli_record_new (void)
{
  GhCliRecord *self = g_new0 (GhCliRecord, 1);

  self->json = gh_json_writer_new ();
  gh_json_writer_begin_object (self->json, NULL);
  self->fields = g_array_new (FALSE, FALSE, sizeof (Field));
  g_array_set_clear_func (self->fields, field_clear);
  self->prefix = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
gh_cli_record_free (GhCliRecord *self)
{
  gh_json_writer_free (self->json);
  g_array_unref (self->fields);
  g_ptr_array_unref (self->prefix);
  g_free (self);
}

/**
 * gh_cli_record_add_string:
 * @name: the name of the field, of any quality like the value
 * @value: (nullable): text of any quality; %NULL is null
 *
 * What could do something to a terminal is taken out, for programs as well: they print it sooner or
 * later.
 */
void
gh_cli_record_add_string (GhCliRecord *self, const char *name, const char *value)
{
  g_autofree char *clean_name = NULL;
  g_autofree char *clean = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (is_json_name (name));

  clean_name = gh_text_sanitize (name, MOST_BYTES);
  clean = gh_text_sanitize (value, G_MAXINT);
  if (clean == NULL)
    gh_json_writer_add_null (self->json, clean_name);
  else
    gh_json_writer_add_string (self->json, clean_name, clean);
  add_text (self, clean_name, clean != NULL ? clean : NOTHING);
}

void
gh_cli_record_add_boolean (GhCliRecord *self, const char *name, gboolean value)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (is_json_name (name));

  gh_json_writer_add_boolean (self->json, name, value);
  add_text (self, name, value ? _("yes") : _("no"));
}

void
gh_cli_record_add_int (GhCliRecord *self, const char *name, gint64 value)
{
  g_autofree char *text = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (is_json_name (name));

  gh_json_writer_add_int (self->json, name, value);
  text = g_strdup_printf ("%" G_GINT64_FORMAT, value);
  add_text (self, name, text);
}

void
gh_cli_record_add_double (GhCliRecord *self, const char *name, double value)
{
  g_autofree char *text = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (is_json_name (name));

  gh_json_writer_add_double (self->json, name, value);
  text = g_strdup_printf (value == floor (value) ? "%.0f" : "%.3g", value);
  add_text (self, name, text);
}

/**
 * gh_cli_record_add_time:
 * @name: the name of the field
 * @time_us: real time, in microseconds; 0 is null
 *
 * Programs are told in UTC, people by the clock on their wall.
 */
void
gh_cli_record_add_time (GhCliRecord *self, const char *name, gint64 time_us)
{
  g_autoptr (GDateTime) local = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (is_json_name (name));

  if (time_us != 0)
    local = g_date_time_new_from_unix_local_usec (time_us);
  if (local == NULL)
    {
      gh_cli_record_add_null (self, name);
      return;
    }
  gh_json_writer_add_time (self->json, name, time_us);
  text = g_date_time_format (local, "%Y-%m-%d %H:%M:%S");
  add_text (self, name, text);
}

void
gh_cli_record_add_null (GhCliRecord *self, const char *name)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (is_json_name (name));

  gh_json_writer_add_null (self->json, name);
  add_text (self, name, NOTHING);
}

/**
 * gh_cli_record_begin_object:
 * @name: the name of the field
 *
 * The fields that follow are members of this one, until gh_cli_record_end_object().
 */
void
gh_cli_record_begin_object (GhCliRecord *self, const char *name)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (is_json_name (name));

  gh_json_writer_begin_object (self->json, name);
  g_ptr_array_add (self->prefix, g_strdup (name));
}

void
gh_cli_record_end_object (GhCliRecord *self)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (self->prefix->len > 0);

  gh_json_writer_end_object (self->json);
  g_ptr_array_remove_index (self->prefix, self->prefix->len - 1);
}

static const char *
find_text (GhCliRecord *self, const char *name)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      const Field *field = &g_array_index (self->fields, Field, i);

      if (g_str_equal (field->name, name))
        return field->text;
    }

  return "";
}

/* How many cells of a terminal the text takes. */
static guint
get_width (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_iszerowidth (c))
        width += g_unichar_iswide (c) ? 2 : 1;
    }

  return width;
}

static void
append_cell (GString *row, const char *text, guint width, gboolean is_last)
{
  guint taken = get_width (text);

  g_string_append (row, text);
  for (; !is_last && taken < width; taken++)
    g_string_append_c (row, ' ');
  g_string_append (row, is_last ? "\n" : "  ");
}

/**
 * gh_cli_record_print_json:
 * @self: a record, to which nothing more is added
 *
 * Returns: (transfer full): the fields as a line of JSON
 */
char *
gh_cli_record_print_json (GhCliRecord *self)
{
  g_autoptr (GBytes) bytes = NULL;
  const char *text;
  gsize length;

  g_return_val_if_fail (self != NULL, NULL);

  gh_json_writer_end_object (self->json);
  bytes = gh_json_writer_end (self->json);
  text = g_bytes_get_data (bytes, &length);

  return g_strdup_printf ("%.*s\n", (int) length, text);
}

/**
 * gh_cli_record_print_row:
 * @columns: ends with one whose field is %NULL
 *
 * Returns: (transfer full): a line of a table
 */
char *
gh_cli_record_print_row (GhCliRecord *self, const GhCliColumn *columns)
{
  GString *row = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (columns != NULL, NULL);

  for (guint i = 0; columns[i].field != NULL; i++)
    append_cell (row, find_text (self, columns[i].field), columns[i].width,
                 columns[i + 1].field == NULL);

  return g_string_free_and_steal (row);
}

/**
 * gh_cli_record_print_titles:
 * @columns: ends with one whose field is %NULL
 *
 * Returns: (transfer full): the first line of a table
 */
char *
gh_cli_record_print_titles (const GhCliColumn *columns)
{
  GString *row = g_string_new (NULL);

  g_return_val_if_fail (columns != NULL, NULL);

  for (guint i = 0; columns[i].field != NULL; i++)
    append_cell (row, _(columns[i].title), columns[i].width, columns[i + 1].field == NULL);

  return g_string_free_and_steal (row);
}

/**
 * gh_cli_record_print_lines:
 *
 * Returns: (transfer full): a line for each field
 */
char *
gh_cli_record_print_lines (GhCliRecord *self)
{
  GString *text = g_string_new (NULL);
  guint width = 0;

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->fields->len; i++)
    width = MAX (width, get_width (g_array_index (self->fields, Field, i).name));
  for (guint i = 0; i < self->fields->len; i++)
    {
      const Field *field = &g_array_index (self->fields, Field, i);

      append_cell (text, field->name, width, FALSE);
      append_cell (text, field->text, 0, TRUE);
    }

  return g_string_free_and_steal (text);
}
