/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-router.h"

#include <string.h>

#include "gh-demo-dialect.h"

#define PREFIX "/api"
#define TOO_MANY_REQUESTS 429
#define WINDOW_US G_TIME_SPAN_MINUTE

typedef struct
{
  gint64 since_us;
  guint n;
} Window;

struct _GhDemoRouter
{
  GhDemoContext *context; /* (unowned) */
  guint rate_limit;       /* per route and minute; 0 is none */
  GHashTable *windows;    /* (owned): GhDemoRoute to Window */
};

/**
 * gh_demo_router_new:
 * @context: what the handlers work with
 * @rate_limit: requests per route and minute; 0 for any number
 *
 * Returns: (transfer full): a router over all routes
 */
GhDemoRouter *
gh_demo_router_new (GhDemoContext *context, guint rate_limit)
{
  GhDemoRouter *self = g_new0 (GhDemoRouter, 1);

  self->context = context;
  self->rate_limit = rate_limit;
  self->windows = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  return self;
}

/**
 * gh_demo_router_free:
 * @self: (transfer full) (nullable): the router
 *
 * Frees the router.
 */
void
gh_demo_router_free (GhDemoRouter *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->windows);
  g_free (self);
}

static gboolean
path_matches (const char *pattern, const char *path, char **id)
{
  const char *hole = strstr (pattern, ":id");
  const char *rest;
  gsize length;

  if (hole == NULL)
    return g_str_equal (pattern, path);
  if (strncmp (pattern, path, (gsize) (hole - pattern)) != 0)
    return FALSE;
  rest = path + (hole - pattern);
  length = strcspn (rest, "/");
  if (length == 0 || !g_str_equal (rest + length, hole + strlen (":id")))
    return FALSE;
  g_free (*id);
  *id = g_strndup (rest, length);
  return TRUE;
}

/* Exact paths come first in their table, so that /users/me is nobody's id. */
static const GhDemoRoute *
find_route (const GhDemoDialect *dialect,
            const char *method,
            const char *path,
            char **id,
            GString *allowed)
{
  const GhDemoRoute *const *tables = dialect->tables;

  for (guint i = 0; tables[i] != NULL; i++)
    for (const GhDemoRoute *route = tables[i]; route->method != NULL; route++)
      {
        if (!path_matches (route->path, path, id))
          continue;
        if (g_str_equal (route->method, method))
          return route->handler != NULL ? route : NULL;
        g_string_append_printf (allowed, "%s%s", allowed->len > 0 ? ", " : "", route->method);
      }

  return NULL;
}

static void
tell (SoupServerMessage *message, const char *header, gint64 value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  soup_message_headers_replace (soup_server_message_get_response_headers (message), header, text);
}

/* FALSE and answered if there were too many. */
static gboolean
count (GhDemoRouter *self, GhDemoExchange *exchange, const GhDemoRoute *route)
{
  const GhDemoDialect *dialect = self->context->dialect;
  gint64 now_us = gh_clock_get_monotonic_us (self->context->clock);
  Window *window = g_hash_table_lookup (self->windows, route);
  gint64 wait_s;

  if (self->rate_limit == 0)
    return TRUE;
  if (window == NULL)
    {
      window = g_new0 (Window, 1);
      window->since_us = now_us;
      g_hash_table_insert (self->windows, (gpointer) route, window);
    }
  if (now_us - window->since_us >= WINDOW_US)
    {
      window->since_us = now_us;
      window->n = 0;
    }

  wait_s =
    MAX (1, (window->since_us + WINDOW_US - now_us + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
  if (window->n >= self->rate_limit)
    {
      tell (exchange->message, "Retry-After",
            dialect->retry_after_s > 0 ? dialect->retry_after_s : wait_s);
      gh_demo_exchange_fail (exchange, TOO_MANY_REQUESTS,
                             "Too many requests. Please try again later.");
      return FALSE;
    }
  window->n++;
  if (dialect->tells_budget)
    {
      tell (exchange->message, "X-RateLimit-Limit", self->rate_limit);
      tell (exchange->message, "X-RateLimit-Remaining", self->rate_limit - window->n);
      tell (exchange->message, "X-RateLimit-Reset", wait_s);
    }
  return TRUE;
}

static gboolean
may (const GhDemoUser *user, GhDemoAccess access)
{
  switch (access)
    {
    case GH_DEMO_ACCESS_MODERATOR:
      return user->role >= GH_ROLE_MODERATOR;
    case GH_DEMO_ACCESS_ADMIN:
      return user->role >= GH_ROLE_ADMIN;
    case GH_DEMO_ACCESS_ANYBODY:
    case GH_DEMO_ACCESS_USER:
    default:
      return TRUE;
    }
}

/* FALSE and answered if nobody knows who asks. */
static gboolean
authenticate (GhDemoExchange *exchange, const GhDemoRoute *route)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (exchange->message);
  g_autofree char *token = NULL;
  const char *reason = NULL;

  if (route->access == GH_DEMO_ACCESS_ANYBODY)
    return TRUE;

  token = gh_demo_tokens_dup_bearer (soup_message_headers_get_one (headers, "Authorization"));
  exchange->user =
    gh_demo_tokens_check (exchange->context->tokens, token, &exchange->session, &reason);
  if (exchange->user == NULL)
    {
      soup_message_headers_replace (soup_server_message_get_response_headers (exchange->message),
                                    "WWW-Authenticate", "Bearer");
      gh_demo_exchange_fail (exchange, SOUP_STATUS_UNAUTHORIZED, reason);
      return FALSE;
    }
  return TRUE;
}

/* FALSE and answered if the request is not from somebody who may make it. */
static gboolean
authorize (GhDemoExchange *exchange, const GhDemoRoute *route)
{
  if (exchange->user == NULL || may (exchange->user, route->access))
    return TRUE;
  gh_demo_exchange_fail (exchange, SOUP_STATUS_FORBIDDEN, "Insufficient permissions");
  return FALSE;
}

/* As JSON, in which every value is a text. */
static GBytes *
read_form (GBytes *bytes)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autoptr (GHashTable) fields = soup_form_decode (text);
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();
  GHashTableIter iter;
  gpointer name, value;

  gh_json_writer_begin_object (writer, NULL);
  g_hash_table_iter_init (&iter, fields);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (g_utf8_validate (name, -1, NULL) && g_utf8_validate (value, -1, NULL))
      gh_json_writer_add_string (writer, name, value);
  gh_json_writer_end_object (writer);

  return gh_json_writer_end (writer);
}

/* FALSE and answered if there is a body of JSON that is none. */
static gboolean
read_body (GhDemoExchange *exchange)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (exchange->message);
  SoupMessageBody *body = soup_server_message_get_request_body (exchange->message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);
  const GhDemoDialect *dialect = exchange->context->dialect;
  const gboolean is_form =
    dialect->reads_forms && g_strcmp0 (type, SOUP_FORM_MIME_TYPE_URLENCODED) == 0;
  g_autoptr (GBytes) bytes = NULL;

  if ((is_form || g_strcmp0 (type, "application/json") == 0) && body->length > 0)
    {
      if (dialect->most_json_bytes > 0 && (gsize) body->length > dialect->most_json_bytes)
        {
          gh_demo_exchange_fail (exchange, dialect->too_large, "request entity too large");
          return FALSE;
        }
      bytes = soup_message_body_flatten (body);
      if (is_form)
        {
          g_autoptr (GBytes) form = g_steal_pointer (&bytes);

          bytes = read_form (form);
        }
      exchange->body = gh_json_reader_new (bytes, NULL);
      if (exchange->body == NULL ||
          gh_json_reader_get_kind (exchange->body) != GH_JSON_KIND_OBJECT)
        {
          gh_demo_exchange_fail (exchange, SOUP_STATUS_BAD_REQUEST, dialect->no_json);
          return FALSE;
        }
    }
  exchange->form = gh_demo_form_new (exchange->body, exchange->query, dialect->converts);
  return TRUE;
}

/**
 * gh_demo_router_handle:
 * @self: the router
 * @message: a request that has come in completely
 * @path: its path, decoded
 * @query: (nullable): its query, decoded
 *
 * Finds who is responsible for a request, lets pass who may, and has it answered.
 */
void
gh_demo_router_handle (GhDemoRouter *self,
                       SoupServerMessage *message,
                       const char *path,
                       GHashTable *query)
{
  const char *method = soup_server_message_get_method (message);
  const GhDemoDialect *dialect = self->context->dialect;
  GhDemoExchange *exchange;
  g_autoptr (GString) allowed = g_string_new (NULL);
  const GhDemoRoute *route = NULL;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  if (dialect->take_request != NULL && dialect->take_request (self->context, message, path))
    return;
  exchange = gh_demo_exchange_new (self->context, message, query);
  if (dialect->reads_body_first && !read_body (exchange))
    return;
  if (g_str_has_prefix (path, PREFIX "/") || g_str_equal (path, PREFIX))
    route = find_route (dialect, method, path + strlen (PREFIX), &exchange->id, allowed);
  if (route == NULL)
    {
      g_autofree char *text = g_strdup_printf ("Cannot %s %s", method, path);
      guint status = SOUP_STATUS_NOT_FOUND;

      if (dialect->tells_methods && allowed->len > 0)
        {
          soup_message_headers_replace (headers, "Allow", allowed->str);
          status = SOUP_STATUS_METHOD_NOT_ALLOWED;
        }
      gh_demo_exchange_fail (exchange, status, text);
      return;
    }
  if (!authenticate (exchange, route) || !count (self, exchange, route) ||
      !authorize (exchange, route))
    return;
  if (!dialect->reads_body_first && !read_body (exchange))
    return;

  if (dialect->cache_control != NULL)
    soup_message_headers_replace (headers, "Cache-Control", dialect->cache_control);
  route->handler (exchange);
}
