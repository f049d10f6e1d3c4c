/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-request.h"

#include "gh-time.h"

#include <libsoup/soup.h>

#define JSON "application/json"

struct _GhRequest
{
  GhRequestMethod method;
  char *path;         /* (owned) */
  char *route;        /* (owned) @path with a star in place of an id */
  GString *query;     /* (owned) */
  GBytes *body;       /* (owned) (nullable) */
  char *content_type; /* (owned) (nullable) of @body */
  gboolean may_refuse_person;
  GhRequestPriority priority;
  GhRequestFreshness freshness;
  char *etag; /* (owned) (nullable) */
};

static void
request_clear (gpointer data)
{
  GhRequest *self = data;

  g_free (self->path);
  g_free (self->route);
  g_string_free (self->query, TRUE);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->content_type);
  g_free (self->etag);
}

static void
set_body (GhRequest *self, GBytes *body, const char *content_type)
{
  if (body != NULL)
    g_bytes_ref (body);
  g_clear_pointer (&self->body, g_bytes_unref);
  self->body = body;
  g_set_str (&self->content_type, body != NULL ? content_type : NULL);
}

/**
 * gh_request_new:
 * @method: the method
 * @path: the path below the server's base, with a slash at its beginning, escaped
 *
 * Returns: (transfer full): a request without a query and without a body
 */
GhRequest *
gh_request_new (GhRequestMethod method, const char *path)
{
  GhRequest *self;

  g_return_val_if_fail (path != NULL && *path == '/', NULL);

  self = g_atomic_rc_box_new0 (GhRequest);
  self->method = method;
  self->path = g_strdup (path);
  self->route = g_strdup (path);
  self->query = g_string_new (NULL);

  return self;
}

/**
 * gh_request_new_for_id:
 * @method: the method
 * @before: what comes before @id, with slashes at its beginning and end
 * @id: the server's id of a thing, as it is
 * @after: (nullable): what comes after @id, with a slash at its beginning
 *
 * Returns: (transfer full): a request about one thing
 */
GhRequest *
gh_request_new_for_id (GhRequestMethod method,
                       const char *before,
                       const char *id,
                       const char *after)
{
  g_autofree char *escaped = NULL;
  g_autofree char *path = NULL;
  GhRequest *self;

  g_return_val_if_fail (before != NULL, NULL);
  g_return_val_if_fail (id != NULL && *id != '\0', NULL);

  escaped = g_uri_escape_string (id, NULL, FALSE);
  path = g_strconcat (before, escaped, after, NULL);

  self = gh_request_new (method, path);
  g_free (self->route);
  self->route = g_strconcat (before, "*", after, NULL);

  return self;
}

/**
 * gh_request_dup_with_method:
 * @self: a request
 * @method: another method
 *
 * Returns: (transfer full): the same request by another method
 */
GhRequest *
gh_request_dup_with_method (const GhRequest *self, GhRequestMethod method)
{
  GhRequest *copy = gh_request_new (method, self->path);

  g_string_append (copy->query, self->query->str);
  set_body (copy, self->body, self->content_type);
  copy->may_refuse_person = self->may_refuse_person;
  copy->priority = self->priority;
  copy->freshness = self->freshness;
  g_set_str (&copy->route, self->route);
  g_set_str (&copy->etag, self->etag);

  return copy;
}

/**
 * gh_request_dup:
 * @self: a request
 *
 * Returns: (transfer full): the same request, to be sent in another manner
 */
GhRequest *
gh_request_dup (const GhRequest *self)
{
  return gh_request_dup_with_method (self, self->method);
}

/**
 * gh_request_ref:
 * @self: a request
 *
 * Returns: (transfer full): @self
 */
GhRequest *
gh_request_ref (GhRequest *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * gh_request_unref:
 * @self: (transfer full): a request
 *
 * Drops a reference.
 */
void
gh_request_unref (GhRequest *self)
{
  g_atomic_rc_box_release_full (self, request_clear);
}

/**
 * gh_request_add_query:
 * @self: a request that has not been sent yet
 * @name: the key
 * @value: (nullable): the value; %NULL and "" leave the key out
 *
 * Adds a pair to the query, escaped.
 */
void
gh_request_add_query (GhRequest *self, const char *name, const char *value)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (name != NULL);

  if (value == NULL || *value == '\0')
    return;

  if (self->query->len > 0)
    g_string_append_c (self->query, '&');
  g_string_append_uri_escaped (self->query, name, NULL, FALSE);
  g_string_append_c (self->query, '=');
  g_string_append_uri_escaped (self->query, value, NULL, FALSE);
}

/**
 * gh_request_add_query_int:
 * @self: a request that has not been sent yet
 * @name: the key
 * @value: the value
 *
 * Adds a number to the query, whatever it is.
 */
void
gh_request_add_query_int (GhRequest *self, const char *name, gint64 value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  gh_request_add_query (self, name, text);
}

/**
 * gh_request_add_query_time:
 * @self: a request that has not been sent yet
 * @name: the key
 * @time_us: microseconds since 1970; 0 leaves the key out
 *
 * Adds a full instant to the query: servers take a bare date for the first moment of its day.
 */
void
gh_request_add_query_time (GhRequest *self, const char *name, gint64 time_us)
{
  g_autofree char *text = time_us != 0 ? gh_time_format_iso8601 (time_us) : NULL;

  gh_request_add_query (self, name, text);
}

/**
 * gh_request_set_json_body:
 * @self: a request that has not been sent yet
 * @body: (nullable): a JSON text, from a #GhJsonWriter
 *
 * Sets what is sent.
 */
void
gh_request_set_json_body (GhRequest *self, GBytes *body)
{
  g_return_if_fail (self != NULL);

  set_body (self, body, JSON);
}

/**
 * gh_request_set_file_body:
 * @self: a request that has not been sent yet
 * @field: the name of the form's field
 * @file_name: (nullable): what the file is called; %NULL for the name of the field
 * @media_type: what it is: "image/jpeg"
 * @file: the file
 *
 * Sets a form of multipart/form-data as what is sent.
 */
void
gh_request_set_file_body (GhRequest *self,
                          const char *field,
                          const char *file_name,
                          const char *media_type,
                          GBytes *file)
{
  g_autoptr (SoupMultipart) multipart = NULL;
  g_autoptr (SoupMessageHeaders) headers = NULL;
  g_autoptr (GBytes) body = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (field != NULL);
  g_return_if_fail (media_type != NULL);
  g_return_if_fail (file != NULL);

  multipart = soup_multipart_new (SOUP_FORM_MIME_TYPE_MULTIPART);
  headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);
  soup_multipart_append_form_file (multipart,
                                   field,
                                   file_name != NULL ? file_name : field,
                                   media_type,
                                   file);
  soup_multipart_to_message (multipart, headers, &body);
  set_body (self, body, soup_message_headers_get_one (headers, "Content-Type"));
}

/**
 * gh_request_set_may_refuse_person:
 * @self: a request that has not been sent yet
 * @may_refuse_person: whether a 401 is an answer to the request
 *
 * Says that the body has a password in it, which the server refuses by the same status as an access
 * token that has run out. Such a 401 is for the person, unless its words are about a token.
 */
void
gh_request_set_may_refuse_person (GhRequest *self, gboolean may_refuse_person)
{
  g_return_if_fail (self != NULL);

  self->may_refuse_person = may_refuse_person;
}

/**
 * gh_request_set_priority:
 * @self: a request that has not been sent yet
 * @priority: whose turn it is, %GH_REQUEST_OPERATOR if this is not called
 *
 * Says who is let go first where requests have to wait; see #GhBudget.
 */
void
gh_request_set_priority (GhRequest *self, GhRequestPriority priority)
{
  g_return_if_fail (self != NULL);

  self->priority = priority;
}

/**
 * gh_request_set_freshness:
 * @self: a request that has not been sent yet
 * @freshness: which answers will do, %GH_REQUEST_FRESH if this is not called
 *
 * Says whether an answer that is kept will do; see #GhCache.
 */
void
gh_request_set_freshness (GhRequest *self, GhRequestFreshness freshness)
{
  g_return_if_fail (self != NULL);

  self->freshness = freshness;
}

/**
 * gh_request_set_etag:
 * @self: a request that has not been sent yet
 * @etag: (nullable): the mark of an answer that is at hand
 *
 * Makes the request conditional: the server may say that the answer is the same as before, which is
 * a reply of status 304 then.
 */
void
gh_request_set_etag (GhRequest *self, const char *etag)
{
  g_return_if_fail (self != NULL);

  g_set_str (&self->etag, etag);
}

/**
 * gh_request_get_method:
 * @self: a request
 *
 * Returns: the method
 */
GhRequestMethod
gh_request_get_method (const GhRequest *self)
{
  return self->method;
}

/**
 * gh_request_get_path:
 * @self: a request
 *
 * Returns: the path below the server's base
 */
const char *
gh_request_get_path (const GhRequest *self)
{
  return self->path;
}

/**
 * gh_request_get_route:
 * @self: a request
 *
 * Returns: the path with a star in place of an id: what servers count requests by
 */
const char *
gh_request_get_route (const GhRequest *self)
{
  return self->route;
}

/**
 * gh_request_get_query:
 * @self: a request
 *
 * Returns: (nullable): the query without its question mark, escaped; %NULL for none
 */
const char *
gh_request_get_query (const GhRequest *self)
{
  return self->query->len > 0 ? self->query->str : NULL;
}

/**
 * gh_request_get_body:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): what is to be sent
 */
GBytes *
gh_request_get_body (const GhRequest *self)
{
  return self->body;
}

/**
 * gh_request_get_content_type:
 * @self: a request
 *
 * Returns: (nullable): what the body is; %NULL where there is none
 */
const char *
gh_request_get_content_type (const GhRequest *self)
{
  return self->content_type;
}

/**
 * gh_request_is_json:
 * @self: a request
 *
 * Returns: %TRUE if there is a body, and it is JSON
 */
gboolean
gh_request_is_json (const GhRequest *self)
{
  return g_strcmp0 (self->content_type, JSON) == 0;
}

/**
 * gh_request_get_may_refuse_person:
 * @self: a request
 *
 * Returns: whether a 401 may be an answer to the request
 */
gboolean
gh_request_get_may_refuse_person (const GhRequest *self)
{
  return self->may_refuse_person;
}

/**
 * gh_request_get_priority:
 * @self: a request
 *
 * Returns: whose turn it is
 */
GhRequestPriority
gh_request_get_priority (const GhRequest *self)
{
  return self->priority;
}

/**
 * gh_request_get_freshness:
 * @self: a request
 *
 * Returns: which answers that are kept will do
 */
GhRequestFreshness
gh_request_get_freshness (const GhRequest *self)
{
  return self->freshness;
}

/**
 * gh_request_get_etag:
 * @self: a request
 *
 * Returns: (nullable): the mark of the answer that is at hand
 */
const char *
gh_request_get_etag (const GhRequest *self)
{
  return self->etag;
}
