/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error-body.h"

#define MOST_FIELDS 32
#define MOST_SENTENCES 16
#define MOST_FIELD_BYTES 64
#define MOST_SENTENCE_BYTES 300

static const struct
{
  const char *name;
  GhError code;
} codes[] = {
  { "VALIDATION_ERROR", GH_ERROR_VALIDATION },
  { "AUTHENTICATION_ERROR", GH_ERROR_UNAUTHORIZED },
  { "AUTHORIZATION_ERROR", GH_ERROR_FORBIDDEN },
  { "NOT_FOUND_ERROR", GH_ERROR_NOT_FOUND },
  { "CONFLICT_ERROR", GH_ERROR_CONFLICT },
  { "RATE_LIMIT_EXCEEDED", GH_ERROR_RATE_LIMITED },
};

static void
add_field_error (GhErrorBody *self, const char *field, const char *sentence)
{
  guint i = self->n_field_errors;

  if (i == G_N_ELEMENTS (self->field_errors) || sentence == NULL || *sentence == '\0')
    return;

  self->field_errors[i].field = g_strdup (field);
  self->field_errors[i].message = g_strdup (sentence);
  self->n_field_errors++;
}

/* A member that is a sentence or an array of sentences, about @field. */
static void
read_sentences (GhErrorBody *self, GhJsonReader *reader, const char *name, const char *field)
{
  guint n_elements;

  if (gh_json_reader_get_member_kind (reader, name) == GH_JSON_KIND_STRING)
    {
      g_autofree char *sentence =
        gh_json_reader_dup_string (reader, name, GH_JSON_OPTIONAL, MOST_SENTENCE_BYTES);

      add_field_error (self, field, sentence);
      return;
    }

  if (gh_json_reader_get_member_kind (reader, name) != GH_JSON_KIND_ARRAY
      || !gh_json_reader_enter_array (reader, name, GH_JSON_OPTIONAL, G_MAXUINT, &n_elements))
    return;
  for (guint i = 0; i < MIN (n_elements, MOST_SENTENCES); i++)
    {
      g_autofree char *sentence = NULL;

      if (!gh_json_reader_enter_element (reader, i))
        break;
      if (gh_json_reader_get_kind (reader) == GH_JSON_KIND_STRING)
        sentence = gh_json_reader_dup_string_here (reader, MOST_SENTENCE_BYTES);
      add_field_error (self, field, sentence);
      gh_json_reader_leave (reader);
    }
  gh_json_reader_leave (reader);
}

/* "errors": by field in the specification, a mere list in the field's details. */
static void
read_errors (GhErrorBody *self, GhJsonReader *reader)
{
  g_auto (GStrv) names = NULL;

  if (gh_json_reader_get_member_kind (reader, "errors") != GH_JSON_KIND_OBJECT)
    {
      read_sentences (self, reader, "errors", "");
      return;
    }

  if (!gh_json_reader_enter_object (reader, "errors", GH_JSON_OPTIONAL))
    return;
  names = gh_json_reader_dup_member_names (reader, MOST_FIELDS);
  for (char **name = names; *name != NULL; name++)
    if (strlen (*name) <= MOST_FIELD_BYTES && g_utf8_validate (*name, -1, NULL))
      read_sentences (self, reader, *name, *name);
  gh_json_reader_leave (reader);
}

/* One sentence is the message; of several, each is kept as well. */
static void
read_message (GhErrorBody *self, GhJsonReader *reader)
{
  guint n_elements = 0;

  switch (gh_json_reader_get_member_kind (reader, "message"))
    {
    case GH_JSON_KIND_STRING:
      g_free (self->message);
      self->message =
        gh_json_reader_dup_string (reader, "message", GH_JSON_OPTIONAL, MOST_SENTENCE_BYTES);
      break;

    case GH_JSON_KIND_ARRAY:
      read_sentences (self, reader, "message", "");
      if (!gh_json_reader_enter_array (reader, "message", GH_JSON_OPTIONAL, G_MAXUINT, &n_elements))
        break;
      if (n_elements > 0 && gh_json_reader_enter_element (reader, 0))
        {
          g_free (self->message);
          self->message = gh_json_reader_dup_scalar_text (reader, MOST_SENTENCE_BYTES);
          gh_json_reader_leave (reader);
        }
      gh_json_reader_leave (reader);
      break;

    case GH_JSON_KIND_NONE:
    case GH_JSON_KIND_NULL:
    case GH_JSON_KIND_BOOLEAN:
    case GH_JSON_KIND_NUMBER:
    case GH_JSON_KIND_OBJECT:
    default:
      break;
    }
}

static void
read_retry_after (GhErrorBody *self, GhJsonReader *reader)
{
  if (gh_json_reader_enter_member (reader, "retryAfter"))
    {
      self->retry_after = gh_json_reader_dup_scalar_text (reader, MOST_FIELD_BYTES);
      gh_json_reader_leave (reader);
    }
}

static void
read_field_shape (GhErrorBody *self, GhJsonReader *reader)
{
  if (!gh_json_reader_enter_object (reader, "error", GH_JSON_OPTIONAL))
    return;

  if (gh_json_reader_get_member_kind (reader, "code") == GH_JSON_KIND_STRING)
    {
      g_autofree char *code =
        gh_json_reader_dup_string (reader, "code", GH_JSON_OPTIONAL, MOST_FIELD_BYTES);

      for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
        if (g_strcmp0 (code, codes[i].name) == 0)
          self->code = codes[i].code;
    }
  read_message (self, reader);
  if (gh_json_reader_get_member_kind (reader, "details") == GH_JSON_KIND_OBJECT
      && gh_json_reader_enter_object (reader, "details", GH_JSON_OPTIONAL))
    {
      read_errors (self, reader);
      read_retry_after (self, reader);
      gh_json_reader_leave (reader);
    }
  gh_json_reader_leave (reader);
}

/*
 * gh_error_body_new:
 * @reader: stands on the root of the body
 *
 * Returns: (transfer full): what it says
 */
GhErrorBody *
gh_error_body_new (GhJsonReader *reader)
{
  GhErrorBody *self = g_new0 (GhErrorBody, 1);

  self->code = GH_ERROR_SERVER;
  if (gh_json_reader_get_kind (reader) != GH_JSON_KIND_OBJECT)
    return self;

  switch (gh_json_reader_get_member_kind (reader, "error"))
    {
    case GH_JSON_KIND_OBJECT:
      read_field_shape (self, reader);
      break;
    case GH_JSON_KIND_STRING:
      self->message =
        gh_json_reader_dup_string (reader, "error", GH_JSON_OPTIONAL, MOST_SENTENCE_BYTES);
      break;
    case GH_JSON_KIND_NONE:
    case GH_JSON_KIND_NULL:
    case GH_JSON_KIND_BOOLEAN:
    case GH_JSON_KIND_NUMBER:
    case GH_JSON_KIND_ARRAY:
    default:
      break;
    }
  /* Where both are there, "message" says more than "error": "Bad Request". */
  read_message (self, reader);
  read_errors (self, reader);
  read_retry_after (self, reader);

  return self;
}

/*
 * gh_error_body_new_for_bytes:
 * @bytes: a body that claims to be JSON
 *
 * Returns: (transfer full): what it says; nothing where it is not JSON
 */
GhErrorBody *
gh_error_body_new_for_bytes (GBytes *bytes)
{
  g_autoptr (GhJsonReader) reader = gh_json_reader_new (bytes, NULL);
  GhErrorBody *self;

  if (reader != NULL)
    return gh_error_body_new (reader);

  self = g_new0 (GhErrorBody, 1);
  self->code = GH_ERROR_SERVER;

  return self;
}

/*
 * gh_error_body_free:
 * @self: (transfer full): what a body said
 *
 * Frees it.
 */
void
gh_error_body_free (GhErrorBody *self)
{
  for (guint i = 0; i < self->n_field_errors; i++)
    {
      g_free (self->field_errors[i].field);
      g_free (self->field_errors[i].message);
    }
  g_free (self->message);
  g_free (self->retry_after);
  g_free (self);
}
