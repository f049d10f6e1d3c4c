/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-json-reader-private.h"

#include "gh-text.h"
#include "gh-time.h"

#include <math.h>
#include <string.h>

/* The accessors of a reader: each checks presence, type and range of one value. */

#define MOST_EXACT_INT G_GINT64_CONSTANT (9007199254740992) /* 2^53 */

static char *
dup_text (GhJsonReader *self,
          const char *name,
          JsonNode *node,
          GhJsonPresence presence,
          gsize most_bytes)
{
  const char *raw = json_node_get_string (node);
  g_autofree char *text = NULL;

  /* What is required identifies something: cut short it could be taken for something else. */
  if (presence == GH_JSON_REQUIRED && strlen (raw) > most_bytes)
    {
      gh_json_reader_set_fault (self, name, GH_ERROR_LIMIT,
                                "expected at most %" G_GSIZE_FORMAT " bytes", most_bytes);
      return NULL;
    }
  text = gh_text_sanitize (raw, most_bytes);
  if (presence == GH_JSON_REQUIRED && text[0] == '\0')
    {
      gh_json_reader_set_fault (self, name, GH_ERROR_INVALID_REPLY,
                                "expected a string that is not empty");
      return NULL;
    }
  return g_steal_pointer (&text);
}

/**
 * gh_json_reader_dup_string:
 * @self: a reader that stands on an object
 * @name: the name of a member
 * @presence: whether its absence is a fault; so are, if it is required, an empty string and one
 *   beyond @most_bytes
 * @most_bytes: the limit of the result; an optional string is cut to it
 *
 * Reads a string and makes it fit to be shown; see gh_text_sanitize().
 *
 * Returns: (transfer full) (nullable): the text; %NULL where there is none, or after a fault
 */
char *
gh_json_reader_dup_string (GhJsonReader *self,
                           const char *name,
                           GhJsonPresence presence,
                           gsize most_bytes)
{
  JsonNode *node;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  node = gh_json_reader_look_up (self, name, presence, GH_JSON_KIND_STRING, "a string");
  return node != NULL ? dup_text (self, name, node, presence, most_bytes) : NULL;
}

/**
 * gh_json_reader_peek_string:
 * @self: a reader that stands on an object
 * @name: the name of a member
 * @presence: whether its absence is a fault
 * @most_bytes: a longer string is a fault
 *
 * Reads a string as it is, for those that are not text for a person: pictures, tokens.
 *
 * Returns: (transfer none) (nullable): the string, valid as long as @self; %NULL where there is
 *   none, or after a fault
 */
const char *
gh_json_reader_peek_string (GhJsonReader *self,
                            const char *name,
                            GhJsonPresence presence,
                            gsize most_bytes)
{
  JsonNode *node;
  const char *raw;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  node = gh_json_reader_look_up (self, name, presence, GH_JSON_KIND_STRING, "a string");
  if (node == NULL)
    return NULL;

  raw = json_node_get_string (node);
  if (strnlen (raw, most_bytes + 1) > most_bytes)
    {
      gh_json_reader_set_fault (self, name, GH_ERROR_LIMIT,
                                "expected at most %" G_GSIZE_FORMAT " bytes", most_bytes);
      return NULL;
    }
  return raw;
}

/**
 * gh_json_reader_get_double:
 * @self: a reader that stands on an object
 * @name: the name of a member
 * @presence: whether its absence is a fault
 * @least: less is a fault
 * @most: more is a fault, as is what no double can hold
 * @fallback: the answer where there is none, or after a fault
 *
 * Reads a number. One in quotes is a string, and a fault.
 *
 * Returns: the number
 */
double
gh_json_reader_get_double (GhJsonReader *self,
                           const char *name,
                           GhJsonPresence presence,
                           double least,
                           double most,
                           double fallback)
{
  JsonNode *node;
  double value;

  g_return_val_if_fail (self != NULL, fallback);
  g_return_val_if_fail (name != NULL, fallback);

  node = gh_json_reader_look_up (self, name, presence, GH_JSON_KIND_NUMBER, "a number");
  if (node == NULL)
    return fallback;

  value = json_node_get_double (node);
  if (!isfinite (value) || value < least || value > most)
    {
      gh_json_reader_set_fault (self, name, GH_ERROR_INVALID_REPLY,
                                "expected a number from %g to %g", least, most);
      return fallback;
    }
  return value;
}

/**
 * gh_json_reader_get_int:
 * @self: a reader that stands on an object
 * @name: the name of a member
 * @presence: whether its absence is a fault
 * @least: less is a fault
 * @most: more is a fault
 * @fallback: the answer where there is none, or after a fault
 *
 * Reads a whole number; "3.0" is one.
 *
 * Returns: the number
 */
gint64
gh_json_reader_get_int (GhJsonReader *self,
                        const char *name,
                        GhJsonPresence presence,
                        gint64 least,
                        gint64 most,
                        gint64 fallback)
{
  JsonNode *node;
  gint64 value;
  gboolean is_whole = TRUE;

  g_return_val_if_fail (self != NULL, fallback);
  g_return_val_if_fail (name != NULL, fallback);

  node = gh_json_reader_look_up (self, name, presence, GH_JSON_KIND_NUMBER, "a whole number");
  if (node == NULL)
    return fallback;

  if (json_node_get_value_type (node) == G_TYPE_DOUBLE)
    {
      double number = json_node_get_double (node);

      is_whole = fabs (number) <= (double) MOST_EXACT_INT && trunc (number) == number;
      value = is_whole ? (gint64) number : 0;
    }
  else
    value = json_node_get_int (node);

  if (!is_whole || value < least || value > most)
    {
      gh_json_reader_set_fault (self, name, GH_ERROR_INVALID_REPLY,
                                "expected a whole number from %" G_GINT64_FORMAT
                                " to %" G_GINT64_FORMAT, least, most);
      return fallback;
    }
  return value;
}

/**
 * gh_json_reader_get_boolean:
 * @self: a reader that stands on an object
 * @name: the name of a member
 * @presence: whether its absence is a fault
 * @fallback: the answer where there is none, or after a fault
 *
 * Reads true or false; nothing else is taken for one of them.
 *
 * Returns: the value
 */
gboolean
gh_json_reader_get_boolean (GhJsonReader *self,
                            const char *name,
                            GhJsonPresence presence,
                            gboolean fallback)
{
  JsonNode *node;

  g_return_val_if_fail (self != NULL, fallback);
  g_return_val_if_fail (name != NULL, fallback);

  node = gh_json_reader_look_up (self, name, presence, GH_JSON_KIND_BOOLEAN, "a boolean");
  return node != NULL ? json_node_get_boolean (node) : fallback;
}

/**
 * gh_json_reader_get_time_us:
 * @self: a reader that stands on an object
 * @name: the name of a member
 * @presence: whether its absence is a fault
 *
 * Reads a time; see gh_time_parse_iso8601().
 *
 * Returns: microseconds since 1970-01-01T00:00:00Z; 0 where there is none, or after a fault
 */
gint64
gh_json_reader_get_time_us (GhJsonReader *self, const char *name, GhJsonPresence presence)
{
  JsonNode *node;
  gint64 time_us = 0;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (name != NULL, 0);

  node = gh_json_reader_look_up (self, name, presence, GH_JSON_KIND_STRING, "a time");
  if (node != NULL && !gh_time_parse_iso8601 (json_node_get_string (node), &time_us, NULL))
    gh_json_reader_set_fault (self, name, GH_ERROR_INVALID_REPLY,
                              "expected a time of ISO 8601 with a zone, from 1970 to 2199");
  return time_us;
}

/**
 * gh_json_reader_dup_scalar_text:
 * @self: a reader
 * @most_bytes: the limit of the result
 *
 * Puts the value that the reader stands on into words, whatever it is.
 *
 * Returns: (transfer full) (nullable): the text; %NULL for objects, arrays and null
 */
char *
gh_json_reader_dup_scalar_text (GhJsonReader *self, gsize most_bytes)
{
  JsonNode *node;

  g_return_val_if_fail (self != NULL, NULL);

  node = gh_json_reader_get_node (self);
  switch (gh_json_reader_get_kind (self))
    {
    case GH_JSON_KIND_STRING:
      return gh_text_sanitize (json_node_get_string (node), most_bytes);
    case GH_JSON_KIND_BOOLEAN:
      return g_strdup (json_node_get_boolean (node) ? "true" : "false");
    case GH_JSON_KIND_NUMBER:
      {
        char text[G_ASCII_DTOSTR_BUF_SIZE];

        if (json_node_get_value_type (node) == G_TYPE_INT64)
          return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
        /* Fifteen digits: as the server wrote it, without the noise of the binary fraction. */
        return g_strdup (g_ascii_formatd (text, sizeof text, "%.15g", json_node_get_double (node)));
      }
    case GH_JSON_KIND_NONE:
    case GH_JSON_KIND_NULL:
    case GH_JSON_KIND_ARRAY:
    case GH_JSON_KIND_OBJECT:
    default:
      return NULL;
    }
}

/**
 * gh_json_reader_dup_string_here:
 * @self: a reader
 * @most_bytes: the limit of the result, which is cut to it
 *
 * Reads the string that the reader stands on; anything else is a fault.
 *
 * Returns: (transfer full) (nullable): the text; %NULL after a fault
 */
char *
gh_json_reader_dup_string_here (GhJsonReader *self, gsize most_bytes)
{
  JsonNode *node;

  g_return_val_if_fail (self != NULL, NULL);

  node = gh_json_reader_look_up (self, NULL, GH_JSON_REQUIRED, GH_JSON_KIND_STRING, "a string");
  return node != NULL ? dup_text (self, NULL, node, GH_JSON_OPTIONAL, most_bytes) : NULL;
}
