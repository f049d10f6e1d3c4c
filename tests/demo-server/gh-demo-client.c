/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-client.h"

#include <string.h>

#include "gh-demo-dialect.h"
#include "gh-test-wait.h"

static void
start (GhDemoClient *self)
{
  g_autoptr (GError) error = NULL;

  self->server = gh_demo_server_new (self->options, GH_CLOCK (self->clock), &error);
  g_assert_no_error (error);
  gh_demo_server_listen (self->server, 0, &error);
  g_assert_no_error (error);
  if (gh_demo_server_get_new_password (self->server) != NULL)
    g_set_str (&self->password, gh_demo_server_get_new_password (self->server));
}

/* Everything that the server still does in threads has come to its end afterwards. */
static void
stop (GhDemoClient *self)
{
  GhDemoServer *server = self->server;

  soup_session_abort (self->session);
  gh_demo_server_stop (server);
  g_object_add_weak_pointer (G_OBJECT (server), (gpointer *) &self->server);
  g_object_unref (server);
  gh_test_wait_until (self->server == NULL);
  gh_test_drain ();
}

/* Takes @options. */
GhDemoClient *
gh_demo_client_new_with_options (GhDemoOptions *options)
{
  GhDemoClient *self = g_new0 (GhDemoClient, 1);

  self->options = options;
  self->clock = gh_virtual_clock_new ();
  self->session = soup_session_new ();
  start (self);
  return self;
}

static GhDemoOptions *
make_options (const GhDemoDialect *dialect, guint n_events)
{
  GhDemoOptions *options = gh_demo_options_new ();

  options->dialect = dialect;
  options->rate_limit = dialect->rate_limit;
  g_set_str (&options->database, ":memory:");
  options->n_events = n_events;
  options->rate = 0;
  options->has_seed = TRUE;
  options->seed = 7;
  return options;
}

GhDemoClient *
gh_demo_client_new (guint n_events)
{
  return gh_demo_client_new_with_options (make_options (&gh_demo_spec_dialect, n_events));
}

GhDemoOptions *
gh_demo_client_make_field_options (guint n_events)
{
  return make_options (&gh_demo_field_dialect, n_events);
}

GhDemoClient *
gh_demo_client_new_field (guint n_events)
{
  return gh_demo_client_new_with_options (gh_demo_client_make_field_options (n_events));
}

void
gh_demo_client_free (GhDemoClient *self)
{
  if (self == NULL)
    return;
  stop (self);
  g_object_unref (self->session);
  g_object_unref (self->clock);
  gh_demo_options_free (self->options);
  g_free (self->password);
  g_free (self);
}

void
gh_demo_client_restart (GhDemoClient *self)
{
  stop (self);
  start (self);
}

char *
gh_demo_client_make_uri (GhDemoClient *self, const char *scheme, const char *path)
{
  return g_strdup_printf ("%s://127.0.0.1:%u%s", scheme, gh_demo_server_get_port (self->server),
                          path);
}

GhDemoReply *
gh_demo_client_send (GhDemoClient *self, SoupMessage *message)
{
  GhDemoReply *reply = g_new0 (GhDemoReply, 1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  const char *type;

  soup_session_send_and_read_async (self->session, message, G_PRIORITY_DEFAULT, NULL,
                                    gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  reply->body = soup_session_send_and_read_finish (self->session, result, &error);
  g_assert_no_error (error);
  reply->status = soup_message_get_status (message);
  reply->headers = soup_message_headers_ref (soup_message_get_response_headers (message));
  type = soup_message_headers_get_content_type (reply->headers, NULL);
  if (g_strcmp0 (type, "application/json") == 0)
    {
      g_autoptr (JsonParser) parser = json_parser_new_immutable ();

      json_parser_load_from_data (parser, g_bytes_get_data (reply->body, NULL),
                                  (gssize) g_bytes_get_size (reply->body), &error);
      g_assert_no_error (error);
      reply->root = json_node_ref (json_parser_get_root (parser));
    }

  return reply;
}

GhDemoReply *
gh_demo_client_call (GhDemoClient *self,
                     const char *method,
                     const char *path,
                     const char *token,
                     const char *body)
{
  g_autofree char *api_path = g_strconcat ("/api", path, NULL);
  g_autofree char *uri = gh_demo_client_make_uri (self, "http", api_path);
  g_autoptr (SoupMessage) message = soup_message_new (method, uri);

  g_assert_nonnull (message);
  if (token != NULL)
    {
      g_autofree char *header = g_strconcat ("Bearer ", token, NULL);

      soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                    header);
    }
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }
  return gh_demo_client_send (self, message);
}

GhDemoReply *
gh_demo_client_login (GhDemoClient *self, const char *email, const char *password)
{
  g_autofree char *body =
    g_strdup_printf ("{\"email\":\"%s\",\"password\":\"%s\"}", email, password);

  return gh_demo_client_call (self, "POST", "/auth/login", NULL, body);
}

/* An access token. */
char *
gh_demo_client_sign_in (GhDemoClient *self, const char *mailbox)
{
  g_autofree char *email = g_strconcat (mailbox, "@gatehouse.example", NULL);
  g_autoptr (GhDemoReply) reply = gh_demo_client_login (self, email, self->password);

  gh_demo_assert_status (reply, 200);
  return g_strdup (gh_demo_reply_text (reply, "data.accessToken"));
}

void
gh_demo_reply_free (GhDemoReply *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->root, json_node_unref);
  g_bytes_unref (self->body);
  soup_message_headers_unref (self->headers);
  g_free (self);
}

static JsonNode *
find (GhDemoReply *self, const char *path)
{
  g_auto (GStrv) steps = g_strsplit_set (path, ".[", -1);
  JsonNode *node = self->root;

  for (guint i = 0; steps[i] != NULL && node != NULL; i++)
    {
      char *step = steps[i];

      if (g_str_has_suffix (step, "]"))
        {
          guint index = (guint) g_ascii_strtoull (step, NULL, 10);

          if (!JSON_NODE_HOLDS_ARRAY (node) ||
              index >= json_array_get_length (json_node_get_array (node)))
            return NULL;
          node = json_array_get_element (json_node_get_array (node), index);
        }
      else
        {
          if (!JSON_NODE_HOLDS_OBJECT (node))
            return NULL;
          node = json_object_get_member (json_node_get_object (node), step);
        }
    }

  return node;
}

gboolean
gh_demo_reply_has (GhDemoReply *self, const char *path)
{
  JsonNode *node = find (self, path);

  return node != NULL && !JSON_NODE_HOLDS_NULL (node);
}

const char *
gh_demo_reply_text (GhDemoReply *self, const char *path)
{
  JsonNode *node = find (self, path);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

gint64
gh_demo_reply_int (GhDemoReply *self, const char *path)
{
  JsonNode *node = find (self, path);

  g_assert_true (node != NULL && JSON_NODE_HOLDS_VALUE (node));
  return json_node_get_int (node);
}

double
gh_demo_reply_double (GhDemoReply *self, const char *path)
{
  JsonNode *node = find (self, path);

  g_assert_true (node != NULL && JSON_NODE_HOLDS_VALUE (node));
  return json_node_get_double (node);
}

guint
gh_demo_reply_length (GhDemoReply *self, const char *path)
{
  JsonNode *node = find (self, path);

  g_assert_true (node != NULL && JSON_NODE_HOLDS_ARRAY (node));
  return json_array_get_length (json_node_get_array (node));
}
