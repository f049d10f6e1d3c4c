/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-demo.h"

#include "gh-test-wait.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <string.h>

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GhCliDemo *self = user_data;

  g_assert_true (g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL));
  self->has_ended = TRUE;
}

static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

void
gh_cli_demo_start (GhCliDemo *self)
{
  g_autofree char *port_file = gh_cli_demo_make_path (self, "port");
  g_autofree char *database = gh_cli_demo_make_path (self, "demo.sqlite");
  g_autofree char *port = g_strdup_printf ("%u", self->port);
  g_autofree char *n_events = g_strdup_printf ("%u", self->n_events);
  g_autofree char *access_ttl = g_strdup_printf ("%u", self->access_ttl_s);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  guint wake_id = g_timeout_add (5, wake_cb, NULL);

  g_unlink (port_file);
  self->has_ended = FALSE;
  /* Asked for credentials it draws a new password: only the first time. */
  self->process = g_subprocess_new (
    G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error,
    g_getenv ("GH_DEMO_SERVER"), "--dialect", self->dialect, "--port", port, "--port-file",
    port_file, "--db", database, "--seed", "1", "--rate", "0", "--emit", "--rate-limit", "0",
    "--events", n_events, "--access-ttl", access_ttl, "--control-stdin",
    self->port == 0 ? "--credentials-file" : NULL, self->credentials, NULL);
  g_assert_no_error (error);
  g_subprocess_wait_async (self->process, NULL, ended_cb, self);
  gh_test_wait_until (g_file_get_contents (port_file, &text, NULL, NULL));
  g_source_remove (wake_id);
  self->port = (guint) g_ascii_strtoull (text, NULL, 10);
  g_free (self->base);
  self->base = g_strdup_printf ("http://127.0.0.1:%u", self->port);
}

void
gh_cli_demo_control (GhCliDemo *self, const char *lines)
{
  GOutputStream *input = g_subprocess_get_stdin_pipe (self->process);

  g_assert_true (g_output_stream_write_all (input, lines, strlen (lines), NULL, NULL, NULL));
  g_assert_true (g_output_stream_flush (input, NULL, NULL));
}

void
gh_cli_demo_kill (GhCliDemo *self)
{
  g_subprocess_force_exit (self->process);
  gh_test_wait_until (self->has_ended);
  g_clear_object (&self->process);
}

void
gh_cli_demo_set_up (GhCliDemo *self, const char *dialect, guint n_events, guint access_ttl_s)
{
  self->dialect = dialect;
  self->n_events = n_events;
  self->access_ttl_s = access_ttl_s;
  self->folder = g_dir_make_tmp ("gh-cli-demo-XXXXXX", NULL);
  self->credentials = gh_cli_demo_make_path (self, "credentials.json");
  gh_cli_demo_start (self);
}

void
gh_cli_demo_tear_down (GhCliDemo *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  gh_cli_demo_kill (self);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = gh_cli_demo_make_path (self, name);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->credentials);
  g_free (self->base);
}

char *
gh_cli_demo_make_path (GhCliDemo *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

static char *
read_password (GhCliDemo *self)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object;

  g_assert_true (json_parser_load_from_file (parser, self->credentials, NULL));
  object = json_node_get_object (json_parser_get_root (parser));

  return g_strdup (json_object_get_string_member (object, "password"));
}

char *
gh_cli_demo_write_credentials (GhCliDemo *self, const char *email)
{
  g_autofree char *password = read_password (self);
  g_autofree char *name = g_strconcat (email, ".json", NULL);

  return gh_cli_program_write_account (self->folder, name, email, password);
}

/* The answer, or NULL where the token is not good any more. */
static JsonNode *
send (SoupSession *session, const char *method, const char *uri, const char *token, GBytes *body)
{
  g_autoptr (SoupMessage) message = soup_message_new (method, uri);
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (token != NULL)
    soup_message_headers_append (soup_message_get_request_headers (message), "Authorization", token);
  if (body != NULL)
    soup_message_set_request_body_from_bytes (message, "application/json", body);
  answer = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  if (soup_message_get_status (message) == SOUP_STATUS_UNAUTHORIZED)
    return NULL;

  g_assert_cmpuint (soup_message_get_status (message), ==, SOUP_STATUS_OK);
  text = g_strndup (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer));
  return json_from_string (text, NULL);
}

static JsonObject *
get_data (JsonNode *node)
{
  return json_object_get_object_member (json_node_get_object (node), "data");
}

static char *
sign_in (GhCliDemo *self, SoupSession *session)
{
  g_autofree char *uri = g_strconcat (self->base, "/api/auth/login", NULL);
  g_autofree char *credentials = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (JsonNode) node = NULL;

  g_assert_true (g_file_get_contents (self->credentials, &credentials, NULL, NULL));
  body = g_bytes_new (credentials, strlen (credentials));
  node = send (session, "POST", uri, NULL, body);
  g_assert_nonnull (node);

  return g_strconcat ("Bearer ", json_object_get_string_member (get_data (node), "accessToken"),
                      NULL);
}

GPtrArray *
gh_cli_demo_list_ids (GhCliDemo *self)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autofree char *token = sign_in (self, session);
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (guint page = 1;; page++)
    {
      g_autofree char *uri =
        g_strdup_printf ("%s/api/face-recognition/events?page=%u&limit=100", self->base, page);
      g_autoptr (JsonNode) list = send (session, "GET", uri, token, NULL);
      const char *member = g_str_equal (self->dialect, "field") ? "events" : "items";
      JsonArray *items;

      if (list == NULL)
        {
          g_free (token);
          token = sign_in (self, session);
          list = send (session, "GET", uri, token, NULL);
          g_assert_nonnull (list);
        }
      items = json_object_get_array_member (get_data (list), member);
      for (guint i = 0; i < json_array_get_length (items); i++)
        g_ptr_array_add (ids, g_strdup (json_object_get_string_member (
                                json_array_get_object_element (items, i), "id")));
      if (json_array_get_length (items) < 100)
        return ids;
    }
}
