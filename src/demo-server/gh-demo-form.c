/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-form-private.h"

#include <math.h>
#include <string.h>

#include "gh-demo-password.h"
#include "gh-role.h"

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
  gboolean converts;
  GPtrArray *converted;  /* (owned) of char: texts that were sent as something else */
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
 * @converts: whether a field of the body that is text, number or boolean is taken for each of these
 *
 * Both are borrowed.
 *
 * Returns: (transfer full): a form without complaints
 */
GhDemoForm *
gh_demo_form_new (GhJsonReader *body, GHashTable *query, gboolean converts)
{
  GhDemoForm *self = g_new0 (GhDemoForm, 1);

  self->body = body;
  self->query = query;
  self->converts = converts;
  self->converted = g_ptr_array_new_with_free_func (g_free);
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
  g_ptr_array_unref (self->converted);
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

static gboolean
is_scalar (GhJsonKind kind)
{
  return kind == GH_JSON_KIND_STRING || kind == GH_JSON_KIND_NUMBER ||
         kind == GH_JSON_KIND_BOOLEAN;
}

/* TRUE if there is a value of this kind, or one that can be made one; complains where there should
 * be. */
static gboolean
expect (GhDemoForm *self,
        const char *name,
        GhJsonPresence presence,
        GhJsonKind kind,
        const char *what)
{
  GhJsonKind actual = look_at (self, name);

  if (actual == kind || (self->converts && is_scalar (actual)))
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

/* A text, or what JavaScript's String() makes of something else. */
static const char *
read_text (GhDemoForm *self, const char *name)
{
  char *text;

  if (gh_json_reader_get_member_kind (self->body, name) == GH_JSON_KIND_STRING)
    return gh_json_reader_peek_string (self->body, name, GH_JSON_OPTIONAL, GH_JSON_MOST_BYTES);
  if (!gh_json_reader_enter_member (self->body, name))
    return NULL;
  text = gh_json_reader_dup_scalar_text (self->body, GH_JSON_MOST_BYTES);
  gh_json_reader_leave (self->body);
  g_ptr_array_add (self->converted, text);
  return text;
}

/* What Number() makes of it; FALSE where that is no number. */
static gboolean
read_number (GhDemoForm *self, const char *name, double *value)
{
  const GhJsonKind kind = gh_json_reader_get_member_kind (self->body, name);
  g_autofree char *text = NULL;
  char *end;

  if (kind == GH_JSON_KIND_BOOLEAN)
    *value = gh_json_reader_get_boolean (self->body, name, GH_JSON_OPTIONAL, FALSE);
  else if (kind == GH_JSON_KIND_NUMBER)
    *value = gh_json_reader_get_double (self->body, name, GH_JSON_OPTIONAL, -G_MAXDOUBLE,
                                        G_MAXDOUBLE, 0);
  else
    {
      text = g_strstrip (g_strdup (read_text (self, name)));
      *value = g_ascii_strtod (text, &end);
      return *end == '\0' && isfinite (*value);
    }
  return TRUE;
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
  text = read_text (self, name);
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
 * Of a form that converts, every text but the empty one is true, "false" among them.
 *
 * Returns: the value, or @fallback where there is none
 */
gboolean
gh_demo_form_get_boolean (GhDemoForm *self, const char *name, gboolean fallback)
{
  double value;

  if (!expect (self, name, GH_JSON_OPTIONAL, GH_JSON_KIND_BOOLEAN, "true or false"))
    return fallback;
  if (gh_json_reader_get_member_kind (self->body, name) == GH_JSON_KIND_STRING)
    return read_text (self, name)[0] != '\0';
  return read_number (self, name, &value) && value != 0;
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
  if (!read_number (self, name, &value))
    gh_demo_form_complain (self, name, "%s must be a number", name);
  else if (value < 0 || value > 1)
    gh_demo_form_complain (self, name, "%s must be between 0 and 1", name);
  return value;
}

/**
 * gh_demo_form_parse_role:
 * @self: a form
 * @name: a field or parameter
 * @text: what was sent there
 * @fallback: the answer where that is no role, which is complained about
 *
 * Returns: a #GhRole, or @fallback
 */
int
gh_demo_form_parse_role (GhDemoForm *self, const char *name, const char *text, int fallback)
{
  GhRole role;

  if (gh_role_from_wire (text, &role))
    return (int) role;
  gh_demo_form_complain (self, name, "%s must be one of USER, ADMIN, MODERATOR", name);
  return fallback;
}

/**
 * gh_demo_form_peek_query:
 * @self: a form
 * @name: a parameter
 *
 * Returns: (transfer none) (nullable): it, be it empty; %NULL where there is none
 */
const char *
gh_demo_form_peek_query (GhDemoForm *self, const char *name)
{
  return self->query != NULL ? g_hash_table_lookup (self->query, name) : NULL;
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

  return text != NULL ? gh_demo_form_parse_role (self, name, text, fallback) : fallback;
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
