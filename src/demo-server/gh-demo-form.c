/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-form.h"

#include <string.h>

#include "gh-demo-password.h"
#include "gh-role.h"
#include "gh-time.h"

#define MOST_MEMBERS 64
#define MOST_EMAIL_CHARACTERS 254

typedef struct
{
  char *name;          /* (owned) */
  GPtrArray *messages; /* (owned) of char */
} Complaint;

struct _GhDemoForm
{
  GhJsonReader *body;    /* (unowned) (nullable) */
  GHashTable *query;     /* (unowned) (nullable) */
  GPtrArray *complaints; /* (owned) of Complaint, in the order of the fields */
  GHashTable *known;     /* (owned) of char */
  guint n_policy;        /* how many complaints are the password policy's */
};

static void
complaint_free (Complaint *self)
{
  g_free (self->name);
  g_ptr_array_unref (self->messages);
  g_free (self);
}

static GPtrArray *
messages_of (GhDemoForm *self, const char *name)
{
  Complaint *complaint;

  for (guint i = 0; i < self->complaints->len; i++)
    {
      complaint = g_ptr_array_index (self->complaints, i);
      if (g_str_equal (complaint->name, name))
        return complaint->messages;
    }
  complaint = g_new0 (Complaint, 1);
  complaint->name = g_strdup (name);
  complaint->messages = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->complaints, complaint);

  return complaint->messages;
}

/**
 * gh_demo_form_new:
 * @body: (nullable): the body, at its root
 * @query: (nullable): the decoded query
 *
 * Both are borrowed.
 *
 * Returns: (transfer full): a form without complaints
 */
GhDemoForm *
gh_demo_form_new (GhJsonReader *body, GHashTable *query)
{
  GhDemoForm *self = g_new0 (GhDemoForm, 1);

  self->body = body;
  self->query = query;
  self->complaints = g_ptr_array_new_with_free_func ((GDestroyNotify) complaint_free);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

/**
 * gh_demo_form_free:
 * @self: (transfer full) (nullable): a form
 *
 * Frees the form; body and query are not its own.
 */
void
gh_demo_form_free (GhDemoForm *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->complaints);
  g_hash_table_unref (self->known);
  g_free (self);
}

static GhJsonKind
look_at (GhDemoForm *self, const char *name)
{
  g_hash_table_add (self->known, g_strdup (name));
  return self->body != NULL ? gh_json_reader_get_member_kind (self->body, name)
                            : GH_JSON_KIND_NONE;
}

/* TRUE if there is a value of this kind; complains where there should be. */
static gboolean
expect (GhDemoForm *self,
        const char *name,
        GhJsonPresence presence,
        GhJsonKind kind,
        const char *what)
{
  GhJsonKind actual = look_at (self, name);

  if (actual == kind)
    return TRUE;
  if (actual != GH_JSON_KIND_NONE && actual != GH_JSON_KIND_NULL)
    gh_demo_form_complain (self, name, "%s must be %s", name, what);
  else if (presence == GH_JSON_REQUIRED)
    gh_demo_form_complain (self, name, "%s is required", name);
  return FALSE;
}

/**
 * gh_demo_form_has:
 * @self: a form
 * @name: the name of a member or field
 *
 * Returns: %TRUE if the field was sent, be it as null
 */
gboolean
gh_demo_form_has (GhDemoForm *self, const char *name)
{
  return look_at (self, name) != GH_JSON_KIND_NONE;
}

/**
 * gh_demo_form_get_text:
 * @self: a form
 * @name: a field
 * @presence: whether there has to be one
 * @least_characters: fewer are a mistake
 * @most_characters: more are a mistake
 *
 * Returns: (transfer none) (nullable): the text, as it was sent
 */
const char *
gh_demo_form_get_text (GhDemoForm *self,
                       const char *name,
                       GhJsonPresence presence,
                       gsize least_characters,
                       gsize most_characters)
{
  const char *text;
  gsize length;

  if (!expect (self, name, presence, GH_JSON_KIND_STRING, "a string"))
    return NULL;
  text = gh_json_reader_peek_string (self->body, name, GH_JSON_OPTIONAL, GH_JSON_MOST_BYTES);
  if (text == NULL)
    return NULL;
  length = (gsize) g_utf8_strlen (text, -1);
  if (length == 0 && least_characters > 0)
    gh_demo_form_complain (self, name, "%s should not be empty", name);
  else if (length < least_characters)
    gh_demo_form_complain (self, name, "%s must be at least %" G_GSIZE_FORMAT " characters long",
                           name, least_characters);
  if (length > most_characters)
    gh_demo_form_complain (self, name, "%s must be at most %" G_GSIZE_FORMAT " characters long",
                           name, most_characters);

  return text;
}

static gboolean
is_email (const char *text)
{
  const char *at = strchr (text, '@');
  const char *dot = at != NULL ? strrchr (at, '.') : NULL;

  if (at == NULL || at == text || strchr (at + 1, '@') != NULL)
    return FALSE;
  if (dot == NULL || dot == at + 1 || dot[1] == '\0' || strstr (at, "..") != NULL)
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    if ((guchar) *p <= ' ' || *p == 0x7f || strchr ("()<>,;:\\\"[]", *p) != NULL)
      return FALSE;
  return TRUE;
}

/**
 * gh_demo_form_get_email:
 * @self: a form
 * @name: the name of a member or field
 * @presence: whether there has to be one
 *
 * Returns: (transfer none) (nullable): the text; what does not look like an address is complained
 *   about
 */
const char *
gh_demo_form_get_email (GhDemoForm *self, const char *name, GhJsonPresence presence)
{
  const char *text = gh_demo_form_get_text (self, name, presence, 1, MOST_EMAIL_CHARACTERS);

  if (text != NULL && text[0] != '\0' && !is_email (text))
    gh_demo_form_complain (self, name, "Please provide a valid email address");
  return text;
}

/**
 * gh_demo_form_get_new_password:
 * @self: a form
 * @name: the name of a member or field
 *
 * Reads a password that is to be, about which the policy has its say.
 *
 * Returns: (transfer none) (nullable): the text
 */
const char *
gh_demo_form_get_new_password (GhDemoForm *self, const char *name)
{
  const char *text = gh_demo_form_get_text (self, name, GH_JSON_REQUIRED, 0, G_MAXSIZE);
  g_autoptr (GPtrArray) complaints = NULL;

  if (text == NULL)
    return NULL;
  complaints = gh_demo_password_check_policy (text);
  self->n_policy += complaints->len;
  for (guint i = 0; i < complaints->len; i++)
    gh_demo_form_complain (self, name, "%s", (const char *) g_ptr_array_index (complaints, i));
  return text;
}

/**
 * gh_demo_form_get_boolean:
 * @self: a form
 * @name: the name of a member or field
 * @fallback: the answer where there is none
 *
 * Returns: the value, or @fallback where there is none
 */
gboolean
gh_demo_form_get_boolean (GhDemoForm *self, const char *name, gboolean fallback)
{
  if (!expect (self, name, GH_JSON_OPTIONAL, GH_JSON_KIND_BOOLEAN, "true or false"))
    return fallback;
  return gh_json_reader_get_boolean (self->body, name, GH_JSON_OPTIONAL, fallback);
}

/**
 * gh_demo_form_get_share:
 * @self: a form
 * @name: the name of a member or field
 * @presence: whether there has to be one
 * @fallback: the answer where there is none
 *
 * Returns: a number from 0 to 1, or @fallback where there is none
 */
double
gh_demo_form_get_share (GhDemoForm *self,
                        const char *name,
                        GhJsonPresence presence,
                        double fallback)
{
  double value;

  if (!expect (self, name, presence, GH_JSON_KIND_NUMBER, "a number"))
    return fallback;
  value = gh_json_reader_get_double (self->body, name, GH_JSON_OPTIONAL, -G_MAXDOUBLE, G_MAXDOUBLE,
                                     fallback);
  if (value < 0 || value > 1)
    gh_demo_form_complain (self, name, "%s must be between 0 and 1", name);
  return value;
}

static int
parse_role (GhDemoForm *self, const char *name, const char *text, int fallback)
{
  GhRole role;

  if (gh_role_from_wire (text, &role))
    return (int) role;
  gh_demo_form_complain (self, name, "%s must be one of USER, ADMIN, MODERATOR", name);
  return fallback;
}

/**
 * gh_demo_form_get_role:
 * @self: a form
 * @name: the name of a member or field
 * @presence: whether there has to be one
 * @fallback: the answer where there is none
 *
 * Returns: a #GhRole, or @fallback where there is none
 */
int
gh_demo_form_get_role (GhDemoForm *self,
                       const char *name,
                       GhJsonPresence presence,
                       int fallback)
{
  const char *text = gh_demo_form_get_text (self, name, presence, 0, 32);

  return text != NULL ? parse_role (self, name, text, fallback) : fallback;
}

/**
 * gh_demo_form_refuse_others:
 * @self: a form
 *
 * Complains about the fields of the body that no accessor was asked for.
 */
void
gh_demo_form_refuse_others (GhDemoForm *self)
{
  g_auto (GStrv) names = NULL;

  if (self->body == NULL)
    return;
  names = gh_json_reader_dup_member_names (self->body, MOST_MEMBERS);
  for (guint i = 0; names[i] != NULL; i++)
    if (!g_hash_table_contains (self->known, names[i]))
      gh_demo_form_complain (self, names[i], "property %s should not exist", names[i]);
}

/**
 * gh_demo_form_query_text:
 * @self: a form
 * @name: the name of a member or field
 *
 * Returns: (transfer none) (nullable): the parameter; an empty one is none
 */
const char *
gh_demo_form_query_text (GhDemoForm *self, const char *name)
{
  const char *text = self->query != NULL ? g_hash_table_lookup (self->query, name) : NULL;

  return text != NULL && text[0] != '\0' ? text : NULL;
}

static gboolean
query_has (GhDemoForm *self, const char *name, const char **text)
{
  *text = self->query != NULL ? g_hash_table_lookup (self->query, name) : NULL;
  return *text != NULL;
}

/**
 * gh_demo_form_query_int:
 * @self: a form
 * @name: the name of a member or field
 * @least: less is a mistake
 * @most: more is a mistake
 * @fallback: the answer where there is none
 *
 * Returns: the number, or @fallback where there is none
 */
gint64
gh_demo_form_query_int (GhDemoForm *self,
                        const char *name,
                        gint64 least,
                        gint64 most,
                        gint64 fallback)
{
  const char *text;
  gint64 value;

  if (!query_has (self, name, &text))
    return fallback;
  if (!g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &value, NULL))
    {
      gh_demo_form_complain (self, name, "%s must be an integer number", name);
      return fallback;
    }
  if (value < least)
    gh_demo_form_complain (self, name, "%s must not be less than %" G_GINT64_FORMAT, name, least);
  if (value > most)
    gh_demo_form_complain (self, name, "%s must not be greater than %" G_GINT64_FORMAT, name,
                           most);
  return CLAMP (value, least, most);
}

/**
 * gh_demo_form_query_role:
 * @self: a form
 * @name: the name of a member or field
 *
 * Returns: a #GhRole, -1 where there is none
 */
int
gh_demo_form_query_role (GhDemoForm *self, const char *name)
{
  const char *text;

  return query_has (self, name, &text) ? parse_role (self, name, text, -1) : -1;
}

/**
 * gh_demo_form_query_boolean:
 * @self: a form
 * @name: the name of a member or field
 *
 * Returns: %TRUE or %FALSE, -1 where there is none
 */
int
gh_demo_form_query_boolean (GhDemoForm *self, const char *name)
{
  const char *text;

  if (!query_has (self, name, &text))
    return -1;
  if (g_str_equal (text, "true"))
    return TRUE;
  if (!g_str_equal (text, "false"))
    gh_demo_form_complain (self, name, "%s must be true or false", name);
  return FALSE;
}

/**
 * gh_demo_form_query_time_us:
 * @self: a form
 * @name: a parameter: an instant, or a day of UTC
 * @is_end: whether it is the end of a period, to which the day or the millisecond named belongs
 * @fallback_us: where there is none
 *
 * Returns: the first moment of the period, or the first moment after it
 */
gint64
gh_demo_form_query_time_us (GhDemoForm *self,
                            const char *name,
                            gboolean is_end,
                            gint64 fallback_us)
{
  const char *text;
  g_autofree char *midnight = NULL;
  gboolean is_day;
  gint64 time_us;

  if (!query_has (self, name, &text))
    return fallback_us;
  is_day = strlen (text) == strlen ("2026-01-31");
  midnight = g_strconcat (text, is_day ? "T00:00:00Z" : "", NULL);
  if (!gh_time_parse_iso8601 (midnight, &time_us, NULL))
    {
      gh_demo_form_complain (self, name, "%s must be a valid ISO 8601 date string", name);
      return fallback_us;
    }
  if (is_end)
    time_us += is_day ? G_TIME_SPAN_DAY : G_TIME_SPAN_MILLISECOND;
  return time_us;
}

/**
 * gh_demo_form_complain:
 * @self: a form
 * @name: the field at fault
 * @format: what is wrong with it
 *
 * Adds to what the answer will say.
 */
void
gh_demo_form_complain (GhDemoForm *self, const char *name, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (messages_of (self, name), g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

/**
 * gh_demo_form_is_good:
 * @self: a form
 *
 * Returns: %TRUE if there is nothing to complain about
 */
gboolean
gh_demo_form_is_good (GhDemoForm *self)
{
  return self->complaints->len == 0;
}

/**
 * gh_demo_form_write_errors:
 * @self: a form
 * @writer: where to write
 *
 * Writes the contract's "errors": each field with its messages.
 */
void
gh_demo_form_write_errors (GhDemoForm *self, GhJsonWriter *writer)
{
  gh_json_writer_begin_object (writer, "errors");
  for (guint i = 0; i < self->complaints->len; i++)
    {
      Complaint *complaint = g_ptr_array_index (self->complaints, i);

      gh_json_writer_begin_array (writer, complaint->name);
      for (guint j = 0; j < complaint->messages->len; j++)
        gh_json_writer_add_string (writer, NULL, g_ptr_array_index (complaint->messages, j));
      gh_json_writer_end_array (writer);
    }
  gh_json_writer_end_object (writer);
}

/**
 * gh_demo_form_is_policy_only:
 * @self: a form
 *
 * Returns: %TRUE if there are complaints and the password policy has made them all
 */
gboolean
gh_demo_form_is_policy_only (GhDemoForm *self)
{
  guint n = 0;

  for (guint i = 0; i < self->complaints->len; i++)
    n += ((Complaint *) g_ptr_array_index (self->complaints, i))->messages->len;
  return n > 0 && n == self->n_policy;
}

/**
 * gh_demo_form_write_sentences:
 * @self: a form
 * @writer: where to write
 * @name: (nullable): the name of a member
 *
 * Writes the complaints as one array, without their fields.
 */
void
gh_demo_form_write_sentences (GhDemoForm *self, GhJsonWriter *writer, const char *name)
{
  gh_json_writer_begin_array (writer, name);
  for (guint i = 0; i < self->complaints->len; i++)
    {
      const Complaint *complaint = g_ptr_array_index (self->complaints, i);

      for (guint j = 0; j < complaint->messages->len; j++)
        gh_json_writer_add_string (writer, NULL, g_ptr_array_index (complaint->messages, j));
    }
  gh_json_writer_end_array (writer);
}
