/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-desk.h"
#include "gh-cli-exit.h"
#include "gh-cli-program.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <signal.h>
#include <string.h>

/* events --follow --json, before the evaluation server that is killed and comes back, and before
 * one that is scripted to do what a network does. */

static guint
count_lines (GhCliProgram *program)
{
  guint n_lines = 0;

  for (const char *p = program->output->str; (p = strchr (p, '\n')) != NULL; p++)
    n_lines++;

  return n_lines;
}

static gboolean
has_printed (GhCliProgram *program, const char *id)
{
  g_autofree char *word = g_strdup_printf ("\"id\":\"%s\"", id);

  return strstr (program->output->str, word) != NULL;
}

/* The ids in the order in which they were printed, which must be that of their times. */
static GPtrArray *
parse_ids (GhCliProgram *program)
{
  g_auto (GStrv) lines = gh_cli_program_dup_lines (program);
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *newest = g_strdup ("");

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = json_from_string (lines[i], &error);
      JsonObject *event;
      const char *time;

      g_assert_no_error (error);
      event = json_node_get_object (node);
      time = json_object_get_string_member (event, "time");
      g_assert_cmpstr (time, >=, newest);
      g_set_str (&newest, time);
      g_ptr_array_add (ids, g_strdup (json_object_get_string_member (event, "id")));
    }

  return ids;
}

static void
end_by_key (GhCliProgram *program)
{
  gh_cli_program_kill (program, SIGINT);
  g_assert_cmpint (gh_cli_program_wait (program), ==, GH_CLI_EXIT_OK);
}

/* --- The evaluation server ------------------------------------------------------------------ */

typedef struct
{
  char *folder;         /* (owned) */
  char *credentials;    /* (owned) */
  guint port;           /* the same after every start */
  GSubprocess *process; /* (owned) (nullable) */
  gboolean has_ended;
} Server;

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Server *server = user_data;

  g_assert_true (g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL));
  server->has_ended = TRUE;
}

static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
server_start (Server *server)
{
  g_autofree char *port_file = g_build_filename (server->folder, "port", NULL);
  g_autofree char *database = g_build_filename (server->folder, "demo.sqlite", NULL);
  g_autofree char *port = g_strdup_printf ("%u", server->port);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  guint wake_id = g_timeout_add (5, wake_cb, NULL);

  g_unlink (port_file);
  server->has_ended = FALSE;
  /* Asked for credentials it draws a new password: only the first time. Tokens hardly last. */
  server->process = g_subprocess_new (
    G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error,
    g_getenv ("GH_DEMO_SERVER"), "--port", port, "--port-file", port_file, "--db", database,
    "--rate", "0", "--events", "30", "--access-ttl", "2", "--control-stdin",
    server->port == 0 ? "--credentials-file" : NULL, server->credentials, NULL);
  g_assert_no_error (error);
  g_subprocess_wait_async (server->process, NULL, ended_cb, server);
  gh_test_wait_until (g_file_get_contents (port_file, &text, NULL, NULL));
  g_source_remove (wake_id);
  server->port = (guint) g_ascii_strtoull (text, NULL, 10);
}

static void
server_control (Server *server, const char *line)
{
  GOutputStream *input = g_subprocess_get_stdin_pipe (server->process);

  g_assert_true (g_output_stream_write_all (input, line, strlen (line), NULL, NULL, NULL));
  g_assert_true (g_output_stream_flush (input, NULL, NULL));
}

static void
server_kill (Server *server)
{
  g_subprocess_force_exit (server->process);
  gh_test_wait_until (server->has_ended);
  g_clear_object (&server->process);
}

static void
server_set_up (Server *server, gconstpointer data)
{
  server->folder = g_dir_make_tmp ("gh-cli-follow-XXXXXX", NULL);
  server->credentials = g_build_filename (server->folder, "credentials.json", NULL);
  server_start (server);
}

static void
server_tear_down (Server *server, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (server->folder, 0, NULL);
  const char *name;

  server_kill (server);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (server->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (server->folder);
  g_free (server->folder);
  g_free (server->credentials);
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
server_sign_in (Server *server, SoupSession *session)
{
  g_autofree char *uri = g_strdup_printf ("http://127.0.0.1:%u/api/auth/login", server->port);
  g_autofree char *credentials = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (JsonNode) node = NULL;

  g_assert_true (g_file_get_contents (server->credentials, &credentials, NULL, NULL));
  body = g_bytes_new (credentials, strlen (credentials));
  node = send (session, "POST", uri, NULL, body);
  g_assert_nonnull (node);

  return g_strconcat ("Bearer ", json_object_get_string_member (get_data (node), "accessToken"),
                      NULL);
}

/* The ids of all events that the server has, newest first: asked for with nothing of ours. */
static GPtrArray *
server_list_ids (Server *server)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autofree char *token = server_sign_in (server, session);
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (guint page = 1;; page++)
    {
      g_autofree char *uri = g_strdup_printf (
        "http://127.0.0.1:%u/api/face-recognition/events?page=%u&limit=100", server->port, page);
      g_autoptr (JsonNode) list = send (session, "GET", uri, token, NULL);
      JsonArray *items;

      if (list == NULL)
        {
          g_free (token);
          token = server_sign_in (server, session);
          list = send (session, "GET", uri, token, NULL);
          g_assert_nonnull (list);
        }
      items = json_object_get_array_member (get_data (list), "items");
      for (guint i = 0; i < json_array_get_length (items); i++)
        g_ptr_array_add (ids, g_strdup (json_object_get_string_member (
                                json_array_get_object_element (items, i), "id")));
      if (json_array_get_length (items) < 100)
        return ids;
    }
}

static GhCliProgram *
server_follow (Server *server, const char *option)
{
  g_autofree char *base = g_strdup_printf ("http://127.0.0.1:%u", server->port);

  return gh_cli_program_start ("events", "--follow", "--json", option, "--server", base,
                               "--credentials", server->credentials, NULL);
}

static void
assert_same_set (GPtrArray *printed, GPtrArray *listed)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < printed->len; i++)
    if (!g_hash_table_add (seen, printed->pdata[i]))
      g_error ("%s was printed twice", (char *) printed->pdata[i]);
  for (guint i = 0; i < listed->len; i++)
    if (!g_hash_table_contains (seen, listed->pdata[i]))
      g_error ("%s was lost", (char *) listed->pdata[i]);
  g_assert_cmpuint (printed->len, ==, listed->len);
}

static guint
count_gaps (GhCliProgram *program)
{
  guint n_gaps = 0;

  for (const char *p = program->errors->str; (p = strstr (p, "gap filled: from ")) != NULL; p++)
    n_gaps++;

  return n_gaps;
}

static void
test_nothing_is_lost_and_nothing_comes_twice (Server *server, gconstpointer data)
{
  g_autoptr (GhCliProgram) program = server_follow (server, "--since=1970-01-02");
  g_autoptr (GPtrArray) printed = NULL;
  g_autoptr (GPtrArray) listed = NULL;
  guint n_events = 30;

  gh_test_wait_until (count_lines (program) == n_events);
  for (guint i = 0; i < 4; i++)
    {
      server_control (server, "emit 40\n");
      n_events += 40;
      gh_test_wait_until (count_lines (program) == n_events);

      if (i % 2 == 0)
        {
          /* Killed in the middle, and what happens first nobody is told. More than a page. */
          server_control (server, "emit 20\n");
          server_kill (server);
          server_start (server);
          server_control (server, "emit 250\n");
        }
      else
        server_control (server, "drop\nemit 30\n");

      /* What the killed server had not written down did not happen. */
      g_clear_pointer (&listed, g_ptr_array_unref);
      listed = server_list_ids (server);
      n_events = listed->len;
      gh_test_wait_until (count_lines (program) >= n_events && count_gaps (program) == i + 1);
      g_clear_pointer (&listed, g_ptr_array_unref);
      listed = server_list_ids (server);
      n_events = listed->len;
      gh_test_wait_until (count_lines (program) >= n_events);
    }

  end_by_key (program);
  printed = parse_ids (program);
  assert_same_set (printed, listed);
}

static void
test_outage_larger_than_the_live_list (Server *server, gconstpointer data)
{
  g_autoptr (GhCliProgram) program = server_follow (server, "--limit=5");
  g_autoptr (GPtrArray) printed = NULL;
  g_autoptr (GPtrArray) listed = NULL;

  gh_test_wait_until (count_lines (program) == 5);
  server_control (server, "emit 1\n");
  gh_test_wait_until (count_lines (program) == 6);
  server_kill (server);
  server_start (server);
  server_control (server, "emit 1200\n");
  gh_test_wait_until (count_gaps (program) == 1 && count_lines (program) >= 1206);
  end_by_key (program);
  g_assert_cmpuint (count_lines (program), ==, 1206);

  printed = parse_ids (program);
  listed = server_list_ids (server);
  g_ptr_array_set_size (listed, 1206);
  assert_same_set (printed, listed);
}

/* --- The scripted one ------------------------------------------------------------------------ */

static GhCliProgram *
desk_follow (GhCliDesk *desk)
{
  GhCliProgram *program =
    gh_cli_program_start ("events", "--follow", "--json", "--limit=2", "--feed=websocket",
                          "--server", gh_test_server_get_base (desk->server), "--credentials",
                          desk->credentials, NULL);

  gh_test_wait_until (has_printed (program, "old-2"));
  gh_test_wait_until (gh_test_server_get_n_websockets (desk->server) == 1);

  return program;
}

static void
assert_printed (GhCliProgram *program, const char *expected)
{
  g_autoptr (GPtrArray) ids = parse_ids (program);
  g_autofree char *joined = NULL;

  g_ptr_array_add (ids, NULL);
  joined = g_strjoinv (" ", (char **) ids->pdata);
  g_assert_cmpstr (joined, ==, expected);
}

static void
desk_set_up (GhCliDesk *desk, gconstpointer data)
{
  gh_cli_desk_set_up (desk, data);
  gh_cli_desk_happen (desk, "old-0", 0);
  gh_cli_desk_happen (desk, "old-1", 1);
  gh_cli_desk_happen (desk, "old-2", 2);
}

static void
test_doubled_and_swapped_messages (GhCliDesk *desk, gconstpointer data)
{
  g_autoptr (GhCliProgram) program = desk_follow (desk);

  gh_cli_desk_tell (desk, "c", 12);
  gh_cli_desk_tell (desk, "a", 10);
  gh_cli_desk_tell (desk, "c", 12);
  gh_cli_desk_tell (desk, "b", 11);
  gh_cli_desk_tell (desk, "a", 10);
  gh_cli_desk_tell (desk, "old-1", 1);
  gh_test_wait_until (has_printed (program, "c"));
  gh_cli_desk_tell (desk, "a", 10);
  gh_cli_desk_tell (desk, "d", 13);
  gh_test_wait_until (has_printed (program, "d"));
  end_by_key (program);
  assert_printed (program, "old-1 old-2 a b c d");
}

/* What was lost is told before what came after it. */
static void
test_gap_comes_before_what_is_new (GhCliDesk *desk, gconstpointer data)
{
  g_autoptr (GhCliProgram) program = desk_follow (desk);

  gh_cli_desk_happen (desk, "a", 10);
  gh_cli_desk_tell (desk, "a", 10);
  gh_test_wait_until (has_printed (program, "a"));
  gh_test_server_hold (desk->server, "GET", GH_CLI_DESK_EVENTS);
  gh_test_server_abort_websockets (desk->server);
  gh_cli_desk_happen (desk, "b", 11);
  gh_test_wait_until (gh_test_server_get_n_websockets (desk->server) == 1);
  gh_cli_desk_happen (desk, "c", 12);
  gh_cli_desk_tell (desk, "c", 12);
  gh_test_wait_until (gh_test_server_get_n_held (desk->server, "GET", GH_CLI_DESK_EVENTS) > 0);
  gh_test_server_release (desk->server, "GET", GH_CLI_DESK_EVENTS);
  gh_test_wait_until (has_printed (program, "c"));
  end_by_key (program);
  assert_printed (program, "old-1 old-2 a b c");
  g_assert_nonnull (strstr (program->errors->str, "gap filled: from "));
}

/* The server wants another token, and then ends the sign-in altogether. */
static void
test_expiry_and_end_of_the_sign_in (GhCliDesk *desk, gconstpointer data)
{
  g_autoptr (GhCliProgram) program = desk_follow (desk);

  gh_test_server_close_websockets (desk->server, 4401, "expired");
  gh_test_wait_until (desk->n_refreshes == 1
                      && gh_test_server_get_n_websockets (desk->server) == 1);
  gh_cli_desk_happen (desk, "a", 10);
  gh_cli_desk_tell (desk, "a", 10);
  gh_test_wait_until (has_printed (program, "a"));
  g_assert_cmpuint (desk->n_refreshes, ==, 1);
  g_assert_cmpuint (desk->n_logins, ==, 1);

  gh_cli_desk_answer (desk, "/auth/refresh", SOUP_STATUS_UNAUTHORIZED,
                      "{\"message\":\"Refresh token has been revoked\",\"statusCode\":401}");
  gh_test_server_close_websockets (desk->server, 4401, "expired");
  gh_cli_desk_happen (desk, "b", 11);
  gh_test_wait_until (has_printed (program, "b"));
  g_assert_cmpuint (desk->n_logins, ==, 2);
  end_by_key (program);
  assert_printed (program, "old-1 old-2 a b");
}

static void
test_refusal_ends_it (GhCliDesk *desk, gconstpointer data)
{
  g_autoptr (GhCliProgram) program = NULL;

  gh_test_server_refuse_websockets (desk->server, 403, "{\"message\":\"No\",\"statusCode\":403}");
  program = gh_cli_program_start ("events", "--follow", "--json", "--feed=websocket", "--server",
                                  gh_test_server_get_base (desk->server), "--credentials",
                                  desk->credentials, NULL);
  g_assert_cmpint (gh_cli_program_wait (program), ==, GH_CLI_EXIT_REFUSED);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

#define ADD(name, function)                                                                       \
  g_test_add ("/cli/follow/" name, Server, NULL, server_set_up, function, server_tear_down)
  ADD ("nothing-is-lost-and-nothing-comes-twice", test_nothing_is_lost_and_nothing_comes_twice);
  ADD ("outage-larger-than-the-live-list", test_outage_larger_than_the_live_list);
#undef ADD
#define ADD(name, function)                                                                       \
  g_test_add ("/cli/follow/" name, GhCliDesk, NULL, desk_set_up, function, gh_cli_desk_tear_down)
  ADD ("doubled-and-swapped-messages", test_doubled_and_swapped_messages);
  ADD ("gap-comes-before-what-is-new", test_gap_comes_before_what_is_new);
  ADD ("expiry-and-end-of-the-sign-in", test_expiry_and_end_of_the_sign_in);
  ADD ("refusal-ends-it", test_refusal_ends_it);
#undef ADD

  return g_test_run ();
}
