/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-dialect-private.h"

#include "gh-error.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>
#include <string.h>

/* What is looked at for how a server speaks; lists of pictures are not. */
#define MOST_OBSERVED_BYTES (64 * 1024)
#define MOST_JSON_BYTES (32 * 1024 * 1024)

/*
 * GhDialect:
 *
 * The one place where servers of this contract differ, and what is done about it. "S" is the
 * specification, "F" the server that is found in the field.
 *
 *   What             S                             F                            Here
 *
 *   payload          {"success", "data",           the same; bare where the     by its look
 *                    "message"}                    handler's has "success"
 *   failure at 2xx   "data": {"success": false}    {"success": false}           an error in both
 *   error            {"message", "statusCode",     {"success": false, "error":  by its look:
 *                    "errors": {field: […]}}       {"code", "message", …}}      GhErrorBody
 *   lists            "data": {"items", "total", …} "records", "events", or      by its look:
 *                                                  "data" + "pagination"        GhResultPage
 *   totalPages       a number                      null for limit=0             not read
 *   change a user    PUT /users/ID                 PATCH; PUT is 404            tried, remembered
 *   change a record  PUT …/records/ID              the same                     PUT, then PATCH
 *   change oneself   PATCH /users/me               the same                     PATCH, then PUT
 *   record by id     any id                        400 for ids of its own       unsupported
 *   /recognize, the  {"imageData", "faceData",     the faces in it, as for      by its look,
 *   file in a form   "confidence"}                 base64                       remembered
 *   upload an image  POST /upload/image            404                          unsupported
 *   statistics       totalFaces, activeFaces,      totalRecords, activeRecords, GhStatistics: what
 *                    eventsToday, rate, average    eventsByType, recentEvents   is not said is not
 *                                                                               there
 *   unknown keys     not said                      400                          none are sent
 *   empty values     not said                      taken for a value            none are sent
 *   list limits      not said                      100 (records: else 400)      at most 100
 *   JSON bodies      not said                      100 KiB, beyond it 500       100 KiB until a
 *                                                                               larger one passed
 *   nothing to say   200 or 204                    204                          both
 *   401              the session                   also a wrong password        by its words
 *
 * A call that differs is made as the specification has it. Where that is answered by 404 or 405 and
 * the answer does not say that the thing itself is missing, the other way is tried, once; the way
 * that has worked is the first from then on.
 */
struct _GhDialect
{
  GObject parent_instance;

  char *base; /* (owned) of the server */
  GhDialectKind kind;
  guint32 others; /* bits by index into @ways: the other way has worked */
  gsize most_json_bytes;
  gboolean finds_faces_in_files;
};

typedef enum
{
  PROP_KIND = 1,
  PROP_LEARNT,
} GhDialectProperty;

static GParamSpec *props[PROP_LEARNT + 1];

G_DEFINE_FINAL_TYPE (GhDialect, gh_dialect, G_TYPE_OBJECT)

/* A star stands for an id. */
static const struct
{
  const char *word; /* in what is kept */
  const char *path;
  GhRequestMethod method;
  GhRequestMethod other;
} ways[] = {
  { "user", "/users/*", GH_REQUEST_PUT, GH_REQUEST_PATCH },
  { "record", "/face-recognition/records/*", GH_REQUEST_PUT, GH_REQUEST_PATCH },
  { "me", "/users/me", GH_REQUEST_PATCH, GH_REQUEST_PUT },
};

static const char *const kind_words[] = { "unknown", "specification", "field" };

static gboolean
path_matches (const char *pattern, const char *path)
{
  const char *star = strchr (pattern, '*');
  gsize length;

  if (star == NULL)
    return g_str_equal (pattern, path);

  length = (gsize) (star - pattern);
  return strncmp (pattern, path, length) == 0 && strchr (path + length, '/') == NULL;
}

static int
find_way (GhRequest *request)
{
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if (ways[i].method == gh_request_get_method (request)
        && path_matches (ways[i].path, gh_request_get_path (request)))
      return (int) i;

  return -1;
}

static gboolean
is_about_one_thing (GhRequest *request)
{
  const char *path = gh_request_get_path (request);

  return g_str_has_prefix (path, "/face-recognition/records/")
         || (g_str_has_prefix (path, "/users/") && !g_str_has_prefix (path, "/users/me"));
}

static gboolean
may_mean_that_there_is_no_such_call (const GError *error)
{
  GhDialectMissing missing = gh_dialect_tell_missing (error);

  return missing == GH_DIALECT_MISSING_CALL || missing == GH_DIALECT_MISSING_UNCLEAR;
}

static void
notify_learnt (GhDialect *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LEARNT]);
}

static void
set_kind (GhDialect *self, GhDialectKind kind)
{
  if (self->kind == kind)
    return;

  self->kind = kind;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_KIND]);
  notify_learnt (self);
}

static void
set_others (GhDialect *self, guint32 others)
{
  if (self->others == others)
    return;

  self->others = others;
  notify_learnt (self);
}

static void
set_most_json_bytes (GhDialect *self, gsize n_bytes)
{
  if (self->most_json_bytes == n_bytes)
    return;

  self->most_json_bytes = n_bytes;
  notify_learnt (self);
}

static void
restore_word (GhDialect *self, const char *word)
{
  guint64 n_bytes;

  for (guint i = 0; i < G_N_ELEMENTS (kind_words); i++)
    if (g_str_equal (word, kind_words[i]))
      set_kind (self, (GhDialectKind) i);
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if (g_str_equal (word, ways[i].word))
      set_others (self, self->others | 1u << i);
  if (g_str_equal (word, "files"))
    gh_dialect_note_file_answer (self, FALSE);
  if (g_str_has_prefix (word, "json:")
      && g_ascii_string_to_unsigned (word + strlen ("json:"), 10, 1, MOST_JSON_BYTES, &n_bytes,
                                     NULL))
    set_most_json_bytes (self, n_bytes);
}

static void
gh_dialect_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GhDialect *self = GH_DIALECT (object);

  switch ((GhDialectProperty) id)
    {
    case PROP_KIND:
      g_value_set_enum (value, (int) self->kind);
      break;
    case PROP_LEARNT:
      g_value_take_string (value, gh_dialect_dup_learnt (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gh_dialect_finalize (GObject *object)
{
  GhDialect *self = GH_DIALECT (object);

  g_free (self->base);

  G_OBJECT_CLASS (gh_dialect_parent_class)->finalize (object);
}

static void
gh_dialect_class_init (GhDialectClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gh_dialect_get_property;
  object_class->finalize = gh_dialect_finalize;

  /* For people who look after servers; calls go by what is known in particular. */
  props[PROP_KIND] = g_param_spec_enum ("kind", NULL, NULL, GH_TYPE_DIALECT_KIND,
                                        GH_DIALECT_UNKNOWN, flags);
  props[PROP_LEARNT] = g_param_spec_string ("learnt", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
gh_dialect_init (GhDialect *self)
{
  self->most_json_bytes = GH_DIALECT_JSON_BYTES;
  self->finds_faces_in_files = TRUE;
}

/*
 * gh_dialect_observe:
 * @self: a dialect
 * @body: an answer of any status that claims to be JSON
 *
 * Learns from the look of an answer which of the dialects this is.
 */
void
gh_dialect_observe (GhDialect *self, GBytes *body)
{
  g_autoptr (GhJsonReader) reader = NULL;

  if (self->kind != GH_DIALECT_UNKNOWN || g_bytes_get_size (body) > MOST_OBSERVED_BYTES)
    return;

  reader = gh_json_reader_new (body, NULL);
  if (reader != NULL)
    set_kind (self, gh_dialect_tell_kind (reader));
}

/*
 * gh_dialect_translate:
 * @self: a dialect
 * @request: a request as the specification has it
 *
 * Returns: (transfer full): the request as it is to be sent first
 */
GhRequest *
gh_dialect_translate (GhDialect *self, GhRequest *request)
{
  int way = find_way (request);

  if (way >= 0 && (self->others & 1u << way) != 0)
    return gh_request_dup_with_method (request, ways[way].other);

  return gh_request_ref (request);
}

/*
 * gh_dialect_find_other:
 * @self: a dialect
 * @request: a request as the specification has it
 * @error: why gh_dialect_translate() of it failed
 *
 * Returns: (transfer full) (nullable): another way to say the same, where @error may mean that the
 *   server does not know the first
 */
GhRequest *
gh_dialect_find_other (GhDialect *self, GhRequest *request, const GError *error)
{
  int way = find_way (request);

  if (way < 0 || !may_mean_that_there_is_no_such_call (error))
    return NULL;

  if ((self->others & 1u << way) != 0)
    return gh_request_ref (request);
  return gh_request_dup_with_method (request, ways[way].other);
}

/*
 * gh_dialect_choose_error:
 * @first: (transfer full): why the first way to say something failed
 * @second: (transfer full): why the other way failed
 *
 * Returns: (transfer full): the one that the caller has to know of
 */
GError *
gh_dialect_choose_error (GError *first, GError *second)
{
  gboolean is_first = may_mean_that_there_is_no_such_call (second);

  g_error_free (is_first ? second : first);

  return is_first ? first : second;
}

/*
 * gh_dialect_new_reading:
 * @request: a change of one thing, as the specification has it
 *
 * Returns: (transfer full) (nullable): the request for the thing itself; %NULL where @request does
 *   not name one
 */
GhRequest *
gh_dialect_new_reading (GhRequest *request)
{
  static const char *const things[] = { "/users/", "/face-recognition/records/" };
  const char *path = gh_request_get_path (request);

  if (g_str_equal (path, "/users/me"))
    return gh_request_new (GH_REQUEST_GET, path);
  if (strchr (gh_request_get_route (request), '*') == NULL)
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (things); i++)
    if (g_str_has_prefix (path, things[i]))
      {
        const char *escaped = path + strlen (things[i]);
        g_autofree char *id = g_uri_unescape_segment (escaped, strchr (escaped, '/'), NULL);

        return id != NULL ? gh_request_new_for_id (GH_REQUEST_GET, things[i], id, NULL) : NULL;
      }

  return NULL;
}

/*
 * gh_dialect_note_success:
 * @self: a dialect
 * @request: a request as the specification has it
 * @spoken: as it was sent
 *
 * Remembers what has worked.
 */
void
gh_dialect_note_success (GhDialect *self, GhRequest *request, GhRequest *spoken)
{
  int way = find_way (request);
  GBytes *body = gh_request_is_json (spoken) ? gh_request_get_body (spoken) : NULL;

  if (way >= 0 && gh_request_get_method (spoken) == ways[way].method)
    set_others (self, self->others & ~(1u << way));
  else if (way >= 0)
    set_others (self, self->others | 1u << way);
  if (body != NULL)
    set_most_json_bytes (self, MAX (self->most_json_bytes, g_bytes_get_size (body)));
}

static GError *
replace (GError *error, GhError code, const char *sentence)
{
  GError *better = g_error_new_literal (GH_ERROR, (int) code, sentence);

  gh_error_set_http_status (better, gh_error_get_http_status (error));
  gh_error_set_server_message (better, gh_error_get_server_message (error));
  g_error_free (error);

  return better;
}

/* What is larger than what has passed, and was refused for it or by a server that says so by
 * falling over. */
static gboolean
is_too_large (GhDialect *self, GhRequest *request, const GError *error)
{
  guint status = gh_error_get_http_status (error);

  return gh_request_is_json (request)
         && (status == SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE
             || (status == SOUP_STATUS_INTERNAL_SERVER_ERROR && self->kind == GH_DIALECT_FIELD
                 && g_bytes_get_size (gh_request_get_body (request)) > self->most_json_bytes));
}

/*
 * gh_dialect_explain:
 * @self: a dialect
 * @request: a request as the specification has it
 * @error: (transfer full): why it failed in the end
 *
 * Tells what a server cannot do from what is not there, and from what is wrong with the values.
 *
 * Returns: (transfer full): @error, or a better one
 */
GError *
gh_dialect_explain (GhDialect *self, GhRequest *request, GError *error)
{
  const char *message = gh_error_get_server_message (error);
  GhDialectMissing missing = gh_dialect_tell_missing (error);

  if (missing == GH_DIALECT_MISSING_CALL
      || (missing == GH_DIALECT_MISSING_UNCLEAR && !is_about_one_thing (request)))
    return replace (error, GH_ERROR_UNSUPPORTED, _("This server does not offer this."));

  if (g_error_matches (error, GH_ERROR, GH_ERROR_VALIDATION)
      && g_str_has_prefix (gh_request_get_path (request), "/face-recognition/records/")
      && message != NULL && strstr (message, "uuid is expected") != NULL)
    return replace (error,
                    GH_ERROR_UNSUPPORTED,
                    _("This server does not accept the IDs that it gives to its own face records: "
                      "it cannot show, change or delete a single one."));

  if (is_too_large (self, request, error))
    {
      gsize n_bytes = g_bytes_get_size (gh_request_get_body (request));

      set_most_json_bytes (self, MIN (self->most_json_bytes, MAX (n_bytes, 2) - 1));
      return replace (error, GH_ERROR_LIMIT, _("This is too large for the server."));
    }

  return error;
}

/*
 * gh_dialect_finds_faces_in_files:
 * @self: a dialect
 *
 * Returns: %FALSE if the server is known to answer a file with something else than its faces
 */
gboolean
gh_dialect_finds_faces_in_files (GhDialect *self)
{
  return self->finds_faces_in_files;
}

/*
 * gh_dialect_note_file_answer:
 * @self: a dialect
 * @has_faces: whether a file was answered by the faces in it
 *
 * Remembers it.
 */
void
gh_dialect_note_file_answer (GhDialect *self, gboolean has_faces)
{
  if (self->finds_faces_in_files == has_faces)
    return;

  self->finds_faces_in_files = has_faces;
  notify_learnt (self);
}

/**
 * gh_dialect_new:
 * @address: the server
 *
 * Returns: (transfer full): the dialect of a server of which nothing is known
 */
GhDialect *
gh_dialect_new (GhServerAddress *address)
{
  GhDialect *self;

  g_return_val_if_fail (address != NULL, NULL);

  self = g_object_new (GH_TYPE_DIALECT, NULL);
  self->base = g_strdup (gh_server_address_get_base (address));

  return self;
}

/**
 * gh_dialect_get_kind:
 * @self: a dialect
 *
 * Returns: which dialect it looks like
 */
GhDialectKind
gh_dialect_get_kind (GhDialect *self)
{
  g_return_val_if_fail (GH_IS_DIALECT (self), GH_DIALECT_UNKNOWN);

  return self->kind;
}

/**
 * gh_dialect_get_most_json_bytes:
 * @self: a dialect
 *
 * A picture in base64 has four bytes for each three, and comes with the rest of its request. What
 * is larger than this may be tried all the same.
 *
 * Returns: how large a JSON body the server takes for certain, or is taken to take
 */
gsize
gh_dialect_get_most_json_bytes (GhDialect *self)
{
  g_return_val_if_fail (GH_IS_DIALECT (self), GH_DIALECT_JSON_BYTES);

  return self->most_json_bytes;
}

/**
 * gh_dialect_dup_learnt:
 * @self: a dialect
 *
 * Returns: (transfer full): what is known, as a text to be kept and given to gh_dialect_restore()
 */
char *
gh_dialect_dup_learnt (GhDialect *self)
{
  GString *text;

  g_return_val_if_fail (GH_IS_DIALECT (self), NULL);

  text = g_string_new (self->base);
  g_string_append_printf (text, " %s", kind_words[self->kind]);
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if ((self->others & 1u << i) != 0)
      g_string_append_printf (text, " %s", ways[i].word);
  if (!self->finds_faces_in_files)
    g_string_append (text, " files");
  if (self->most_json_bytes != GH_DIALECT_JSON_BYTES)
    g_string_append_printf (text, " json:%" G_GSIZE_FORMAT, self->most_json_bytes);

  return g_string_free_and_steal (text);
}

/**
 * gh_dialect_restore:
 * @self: a dialect
 * @learnt: (nullable): a text of gh_dialect_dup_learnt()
 *
 * Takes up what was learnt when the program ran before. What is about another server, and words
 * that are not known, are passed over.
 */
void
gh_dialect_restore (GhDialect *self, const char *learnt)
{
  g_auto (GStrv) words = NULL;

  g_return_if_fail (GH_IS_DIALECT (self));

  words = g_strsplit (learnt != NULL ? learnt : "", " ", -1);
  if (g_strcmp0 (words[0], self->base) != 0)
    return;

  for (char **word = words + 1; *word != NULL; word++)
    restore_word (self, *word);
}
