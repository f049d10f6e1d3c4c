/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-json-reader-private.h"

#include "gh-json-text.h"
#include "gh-text.h"

#include <string.h>

/* Every level of the document may be entered by name and once more by NULL. */
#define MOST_FRAMES (2 * GH_JSON_MOST_DEPTH)
#define MOST_NAME_BYTES 64

typedef struct
{
  JsonNode *node;    /* of the document */
  gsize path_length; /* of the path to it */
} Frame;

struct _GhJsonReader
{
  JsonNode *root; /* (owned) */
  GArray *frames; /* (owned): Frame, the last is where the reader stands; never empty */
  GString *path;  /* (owned): to where the reader stands */
  GError *error;  /* (owned) (nullable): the first fault */
};

JsonNode *
gh_json_reader_get_node (GhJsonReader *self)
{
  return g_array_index (self->frames, Frame, self->frames->len - 1).node;
}

static GhJsonKind
kind_of (JsonNode *node)
{
  if (node == NULL)
    return GH_JSON_KIND_NONE;

  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      return GH_JSON_KIND_OBJECT;
    case JSON_NODE_ARRAY:
      return GH_JSON_KIND_ARRAY;
    case JSON_NODE_NULL:
      return GH_JSON_KIND_NULL;
    case JSON_NODE_VALUE:
    default:
      break;
    }

  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      return GH_JSON_KIND_STRING;
    case G_TYPE_BOOLEAN:
      return GH_JSON_KIND_BOOLEAN;
    default:
      return GH_JSON_KIND_NUMBER;
    }
}

static const char *
describe (JsonNode *node)
{
  switch (kind_of (node))
    {
    case GH_JSON_KIND_NULL:
      return "null";
    case GH_JSON_KIND_BOOLEAN:
      return "a boolean";
    case GH_JSON_KIND_NUMBER:
      return "a number";
    case GH_JSON_KIND_STRING:
      return "a string";
    case GH_JSON_KIND_ARRAY:
      return "an array";
    case GH_JSON_KIND_OBJECT:
      return "an object";
    case GH_JSON_KIND_NONE:
    default:
      return "nothing";
    }
}

/* Names come from the document too, when metadata is walked through. */
static void
append_name (GString *path, const char *name)
{
  g_autofree char *safe = gh_text_sanitize (name, MOST_NAME_BYTES);

  if (path->len > 0)
    g_string_append_c (path, '.');
  g_string_append (path, safe);
}

/* What the server put there is not quoted: it may be a token, or a person's name in a log. */
void
gh_json_reader_set_fault (GhJsonReader *self,
                          const char *name,
                          GhError code,
                          const char *format,
                          ...)
{
  g_autoptr (GString) path = NULL;
  g_autofree char *what = NULL;
  va_list args;

  if (self->error != NULL)
    return;

  path = g_string_new (self->path->str);
  if (name != NULL)
    append_name (path, name);
  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (&self->error, GH_ERROR, (int) code, "%s: %s",
               path->len > 0 ? path->str : "the answer", what);
}

static void
fail_expected (GhJsonReader *self, const char *name, const char *expected, JsonNode *found)
{
  gh_json_reader_set_fault (self, name, GH_ERROR_INVALID_REPLY, "expected %s, found %s", expected,
                            describe (found));
}

/* As below, of any kind. */
static JsonNode *
look_up_any (GhJsonReader *self, const char *name, GhJsonPresence presence, const char *expected)
{
  JsonNode *node = gh_json_reader_get_node (self);

  if (self->error != NULL)
    return NULL;

  if (name != NULL)
    {
      if (kind_of (node) != GH_JSON_KIND_OBJECT)
        {
          fail_expected (self, NULL, "an object", node);
          return NULL;
        }
      node = json_object_get_member (json_node_get_object (node), name);
    }

  if (kind_of (node) > GH_JSON_KIND_NULL)
    return node;
  if (presence == GH_JSON_REQUIRED)
    fail_expected (self, name, expected, node);
  return NULL;
}

/* The member of that name, or what the reader stands on for NULL; NULL where nothing is to be read:
 * after a fault, and where it is missing or null, which is a fault if it is required. */
JsonNode *
gh_json_reader_look_up (GhJsonReader *self,
                        const char *name,
                        GhJsonPresence presence,
                        GhJsonKind kind,
                        const char *expected)
{
  JsonNode *node = look_up_any (self, name, presence, expected);

  if (node != NULL && kind_of (node) != kind)
    {
      fail_expected (self, name, expected, node);
      return NULL;
    }
  return node;
}

static gboolean
push (GhJsonReader *self, JsonNode *node, const char *name)
{
  Frame frame = { node, 0 };

  if (self->frames->len >= MOST_FRAMES)
    {
      gh_json_reader_set_fault (self, name, GH_ERROR_LIMIT, "read deeper than %d", MOST_FRAMES);
      return FALSE;
    }
  if (name != NULL)
    append_name (self->path, name);
  frame.path_length = self->path->len;
  g_array_append_val (self->frames, frame);
  return TRUE;
}

/**
 * gh_json_reader_new_for_text:
 * @text: JSON, not necessarily ended by a NUL
 * @length: its length in bytes, -1 if it ends with a NUL
 * @error: return location for an error
 *
 * Parses a text, strictly by RFC 8259 save for a byte-order mark at the start. The reader stands on
 * the document's root. It may be handed from one thread to another, and is for one at a time.
 *
 * Errors: %GH_ERROR_INVALID_REPLY for what is not JSON; %GH_ERROR_LIMIT beyond %GH_JSON_MOST_BYTES,
 * %GH_JSON_MOST_DEPTH or the number of values that is accepted.
 *
 * Returns: (transfer full) (nullable): a new reader
 */
GhJsonReader *
gh_json_reader_new_for_text (const char *text, gssize length, GError **error)
{
  g_autoptr (GhJsonReader) self = NULL;
  g_autoptr (JsonParser) parser = NULL;
  g_autofree char *repaired = NULL;
  gsize n_bytes;

  g_return_val_if_fail (text != NULL || length == 0, NULL);

  n_bytes = length < 0 ? strlen (text) : (gsize) length;
  if (n_bytes >= 3 && memcmp (text, "\xEF\xBB\xBF", 3) == 0)
    {
      text += 3;
      n_bytes -= 3;
    }
  if (!gh_json_text_check (text, n_bytes, &repaired, error))
    return NULL;

  parser = json_parser_new_immutable ();
  json_parser_set_strict (parser, TRUE);
  if (n_bytes == 0
      || !json_parser_load_from_data (parser, repaired != NULL ? repaired : text,
                                      (gssize) n_bytes, NULL))
    {
      /* The parser's own words would quote the text. */
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_REPLY, "the answer is not JSON");
      return NULL;
    }

  self = g_new0 (GhJsonReader, 1);
  self->root = json_parser_steal_root (parser);
  self->frames = g_array_new (FALSE, FALSE, sizeof (Frame));
  self->path = g_string_new (NULL);
  push (self, self->root, NULL);

  return g_steal_pointer (&self);
}

/**
 * gh_json_reader_new:
 * @bytes: JSON
 * @error: return location for an error
 *
 * As gh_json_reader_new_for_text().
 *
 * Returns: (transfer full) (nullable): a new reader
 */
GhJsonReader *
gh_json_reader_new (GBytes *bytes, GError **error)
{
  gconstpointer data;
  gsize length;

  g_return_val_if_fail (bytes != NULL, NULL);

  data = g_bytes_get_data (bytes, &length);
  return gh_json_reader_new_for_text (data, (gssize) length, error);
}

/**
 * gh_json_reader_free:
 * @self: (transfer full) (nullable): a reader
 *
 * Frees the reader and its document.
 */
void
gh_json_reader_free (GhJsonReader *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->root, json_node_unref);
  g_clear_pointer (&self->frames, g_array_unref);
  g_string_free (g_steal_pointer (&self->path), TRUE);
  g_clear_error (&self->error);
  g_free (self);
}

/**
 * gh_json_reader_get_kind:
 * @self: a reader
 *
 * Returns: what the reader stands on
 */
GhJsonKind
gh_json_reader_get_kind (GhJsonReader *self)
{
  return gh_json_reader_get_member_kind (self, NULL);
}

/**
 * gh_json_reader_get_member_kind:
 * @self: a reader
 * @name: (nullable): the name of a member; %NULL for the value that the reader stands on
 *
 * Looks without reading: never a fault.
 *
 * Returns: what is there; %GH_JSON_KIND_NONE where it is missing, where the reader does not stand
 *   on an object, and after a fault
 */
GhJsonKind
gh_json_reader_get_member_kind (GhJsonReader *self, const char *name)
{
  JsonNode *node;

  g_return_val_if_fail (self != NULL, GH_JSON_KIND_NONE);

  node = gh_json_reader_get_node (self);
  if (self->error != NULL)
    return GH_JSON_KIND_NONE;
  if (name == NULL)
    return kind_of (node);
  if (kind_of (node) != GH_JSON_KIND_OBJECT)
    return GH_JSON_KIND_NONE;
  return kind_of (json_object_get_member (json_node_get_object (node), name));
}

/**
 * gh_json_reader_dup_member_names:
 * @self: a reader
 * @most: how many names at the most
 *
 * Lists the members of the object that the reader stands on, in the order of the document. The
 * names are as the server wrote them: for looking up, not for showing.
 *
 * Returns: (transfer full): the names; none where the reader does not stand on an object
 */
char **
gh_json_reader_dup_member_names (GhJsonReader *self, guint most)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  JsonObjectIter iter;
  const char *name;

  g_return_val_if_fail (self != NULL, NULL);

  if (gh_json_reader_get_kind (self) == GH_JSON_KIND_OBJECT)
    {
      json_object_iter_init_ordered (&iter, json_node_get_object (gh_json_reader_get_node (self)));
      for (guint i = 0; i < most && json_object_iter_next_ordered (&iter, &name, NULL); i++)
        g_strv_builder_add (names, name);
    }

  return g_strv_builder_end (names);
}

/**
 * gh_json_reader_enter_member:
 * @self: a reader
 * @name: the name of a member
 *
 * Moves to a member of any kind.
 *
 * Returns: %TRUE if the reader moved; %FALSE where the member is missing or null, or after a fault
 */
gboolean
gh_json_reader_enter_member (GhJsonReader *self, const char *name)
{
  JsonNode *node;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  node = look_up_any (self, name, GH_JSON_OPTIONAL, "a value");
  return node != NULL && push (self, node, name);
}

/**
 * gh_json_reader_enter_object:
 * @self: a reader
 * @name: (nullable): the name of a member; %NULL for the value that the reader stands on
 * @presence: whether its absence is a fault
 *
 * Moves to an object.
 *
 * Returns: %TRUE if the reader moved and gh_json_reader_leave() is owed
 */
gboolean
gh_json_reader_enter_object (GhJsonReader *self, const char *name, GhJsonPresence presence)
{
  JsonNode *node;

  g_return_val_if_fail (self != NULL, FALSE);

  node = gh_json_reader_look_up (self, name, presence, GH_JSON_KIND_OBJECT, "an object");
  return node != NULL && push (self, node, name);
}

/**
 * gh_json_reader_enter_array:
 * @self: a reader
 * @name: (nullable): the name of a member; %NULL for the value that the reader stands on
 * @presence: whether its absence is a fault
 * @most_items: an array of more is a fault
 * @n_items: (out): how many elements there are; 0 where the reader did not move
 *
 * Moves to an array.
 *
 * Returns: %TRUE if the reader moved and gh_json_reader_leave() is owed
 */
gboolean
gh_json_reader_enter_array (GhJsonReader *self,
                            const char *name,
                            GhJsonPresence presence,
                            guint most_items,
                            guint *n_items)
{
  JsonNode *node;
  guint length;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (n_items != NULL, FALSE);

  *n_items = 0;
  node = gh_json_reader_look_up (self, name, presence, GH_JSON_KIND_ARRAY, "an array");
  if (node == NULL)
    return FALSE;

  length = json_array_get_length (json_node_get_array (node));
  if (length > most_items)
    {
      gh_json_reader_set_fault (self, name, GH_ERROR_LIMIT,
                                "expected at most %u elements, found %u", most_items, length);
      return FALSE;
    }
  if (!push (self, node, name))
    return FALSE;
  *n_items = length;
  return TRUE;
}

/**
 * gh_json_reader_enter_element:
 * @self: a reader that stands on an array
 * @index: which element, less than the array's length
 *
 * Moves to an element, which may be null.
 *
 * Returns: %TRUE if the reader moved and gh_json_reader_leave() is owed; %FALSE after a fault
 */
gboolean
gh_json_reader_enter_element (GhJsonReader *self, guint index)
{
  JsonNode *node;
  gsize path_length;

  g_return_val_if_fail (self != NULL, FALSE);

  if (self->error != NULL)
    return FALSE;
  node = gh_json_reader_get_node (self);
  g_return_val_if_fail (kind_of (node) == GH_JSON_KIND_ARRAY, FALSE);
  g_return_val_if_fail (index < json_array_get_length (json_node_get_array (node)), FALSE);

  path_length = self->path->len;
  g_string_append_printf (self->path, "[%u]", index);
  if (push (self, json_array_get_element (json_node_get_array (node), index), NULL))
    return TRUE;
  g_string_truncate (self->path, path_length);
  return FALSE;
}

/**
 * gh_json_reader_leave:
 * @self: a reader
 *
 * Moves back to where the reader stood before the last move. Owed also after a fault.
 */
void
gh_json_reader_leave (GhJsonReader *self)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (self->frames->len > 1);

  g_array_set_size (self->frames, self->frames->len - 1);
  g_string_truncate (self->path,
                     g_array_index (self->frames, Frame, self->frames->len - 1).path_length);
}

/**
 * gh_json_reader_fail:
 * @self: a reader
 * @name: (nullable): the name of the member at fault; %NULL for the value that the reader stands on
 * @what: what was expected there: "a colour"
 *
 * Reports what the accessors cannot know: that a value makes no sense. The first fault is kept.
 */
void
gh_json_reader_fail (GhJsonReader *self, const char *name, const char *what)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (what != NULL);

  gh_json_reader_set_fault (self, name, GH_ERROR_INVALID_REPLY, "expected %s", what);
}

/**
 * gh_json_reader_has_failed:
 * @self: a reader
 *
 * Returns: %TRUE after a fault
 */
gboolean
gh_json_reader_has_failed (GhJsonReader *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->error != NULL;
}

/**
 * gh_json_reader_take_fault:
 * @self: a reader
 *
 * Takes the fault away, after which the reader reads again. For the elements of a list: one that
 * cannot be read need not cost the others. Every move since must have been left.
 *
 * Returns: (transfer full) (nullable): the first fault since the last call; %NULL for none
 */
GError *
gh_json_reader_take_fault (GhJsonReader *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_steal_pointer (&self->error);
}

/**
 * gh_json_reader_finish:
 * @self: a reader
 * @error: return location for the first fault
 *
 * Asks whether all that was read was there and was right. May be asked more than once.
 *
 * Errors: %GH_ERROR_INVALID_REPLY or %GH_ERROR_LIMIT; the message begins with the field's path.
 *
 * Returns: %TRUE if there was no fault
 */
gboolean
gh_json_reader_finish (GhJsonReader *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->error == NULL)
    return TRUE;
  if (error != NULL)
    *error = g_error_copy (self->error);
  return FALSE;
}
