/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-request.h"

#include "gh-time.h"

struct _GhRequest
{
  GhRequestMethod method;
  char *path;     /* (owned) */
  GString *query; /* (owned) */
  GBytes *body;   /* (owned) (nullable) */
};

static void
request_clear (gpointer data)
{
  GhRequest *self = data;

  g_free (self->path);
  g_string_free (self->query, TRUE);
  g_clear_pointer (&self->body, g_bytes_unref);
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
  self->query = g_string_new (NULL);

  return self;
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

  if (body != NULL)
    g_bytes_ref (body);
  g_clear_pointer (&self->body, g_bytes_unref);
  self->body = body;
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
 * Returns: (transfer none) (nullable): the JSON text to be sent
 */
GBytes *
gh_request_get_body (const GhRequest *self)
{
  return self->body;
}
