/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-demo.h"
#include "gh-cli-desk.h"
#include "gh-cli-exit.h"
#include "gh-cli-program.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"

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

/* --- The evaluation server, in both dialects ---------------------------------------------------- */

static void
server_set_up (GhCliDemo *server, gconstpointer dialect)
{
  /* Tokens hardly last. */
  gh_cli_demo_set_up (server, dialect, 30, 2);
}

static void
server_tear_down (GhCliDemo *server, gconstpointer dialect)
{
  gh_cli_demo_tear_down (server);
}

static GhCliProgram *
server_follow (GhCliDemo *server, const char *option)
{
  return gh_cli_program_start ("events", "--follow", "--json", option, "--server", server->base,
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
test_nothing_is_lost_and_nothing_comes_twice (GhCliDemo *server, gconstpointer dialect)
{
  g_autoptr (GhCliProgram) program = server_follow (server, "--since=1970-01-02");
  g_autoptr (GPtrArray) printed = NULL;
  g_autoptr (GPtrArray) listed = NULL;
  guint n_events = 30;

  gh_test_wait_until (count_lines (program) == n_events);
  for (guint i = 0; i < 4; i++)
    {
      gh_cli_demo_control (server, "emit 40\n");
      n_events += 40;
      gh_test_wait_until (count_lines (program) == n_events);

      if (i % 2 == 0)
        {
          /* Killed in the middle, and what happens first nobody is told. More than a page. */
          gh_cli_demo_control (server, "emit 20\n");
          gh_cli_demo_kill (server);
          gh_cli_demo_start (server);
          gh_cli_demo_control (server, "emit 110\n");
        }
      else
        gh_cli_demo_control (server, "drop\nemit 30\n");

      /* What the killed server had not written down did not happen. */
      g_clear_pointer (&listed, g_ptr_array_unref);
      listed = gh_cli_demo_list_ids (server);
      n_events = listed->len;
      gh_test_wait_until (count_lines (program) >= n_events && count_gaps (program) >= i + 1);
      g_clear_pointer (&listed, g_ptr_array_unref);
      listed = gh_cli_demo_list_ids (server);
      n_events = listed->len;
      gh_test_wait_until (count_lines (program) >= n_events);
    }

  end_by_key (program);
  printed = parse_ids (program);
  assert_same_set (printed, listed);
}

static void
test_outage_larger_than_the_live_list (GhCliDemo *server, gconstpointer dialect)
{
  g_autoptr (GhCliProgram) program = server_follow (server, "--limit=5");
  g_autoptr (GPtrArray) printed = NULL;
  g_autoptr (GPtrArray) listed = NULL;

  gh_test_wait_until (count_lines (program) == 5);
  gh_cli_demo_control (server, "emit 1\n");
  gh_test_wait_until (count_lines (program) == 6);
  gh_cli_demo_kill (server);
  gh_cli_demo_start (server);
  gh_cli_demo_control (server, "emit 500\n");
  gh_test_wait_until (count_gaps (program) == 1 && count_lines (program) >= 506);
  end_by_key (program);
  g_assert_cmpuint (count_lines (program), ==, 506);

  printed = parse_ids (program);
  listed = gh_cli_demo_list_ids (server);
  g_ptr_array_set_size (listed, 506);
  assert_same_set (printed, listed);
}

/* Answers fail and break off, garbage comes, events come doubled and in another order, and in the
 * midst of it the connection is cut. */
static void
test_faults (GhCliDemo *server, gconstpointer dialect)
{
  g_autoptr (GhCliProgram) program = server_follow (server, "--since=1970-01-02");
  g_autoptr (GPtrArray) printed = NULL;
  g_autoptr (GPtrArray) listed = NULL;

  gh_test_wait_until (count_lines (program) == 30);
  gh_cli_demo_control (server, "duplicate on\nreorder on\nemit 50\n");
  gh_test_wait_until (count_lines (program) == 80);
  gh_cli_demo_control (server, "garbage\nemit 10\n");
  gh_test_wait_until (count_lines (program) == 90);
  gh_cli_demo_control (server, "status 503 3\ndrop\nemit 150\n");
  gh_test_wait_until (count_lines (program) == 240 && count_gaps (program) >= 1);
  gh_cli_demo_control (server, "truncate 2\ndrop\nemit 20\n");
  gh_test_wait_until (count_lines (program) == 260);
  end_by_key (program);

  printed = parse_ids (program);
  listed = gh_cli_demo_list_ids (server);
  assert_same_set (printed, listed);
}

/* The server is replaced by one that speaks otherwise, and has another kind of live connection. */
static void
test_other_transport (GhCliDemo *server, gconstpointer dialect)
{
  g_autoptr (GhCliProgram) program = server_follow (server, "--since=1970-01-02");
  g_autoptr (GPtrArray) printed = NULL;
  g_autoptr (GPtrArray) listed = NULL;

  gh_test_wait_until (count_lines (program) == 30);
  gh_cli_demo_control (server, "emit 10\n");
  gh_test_wait_until (count_lines (program) == 40);
  gh_cli_demo_kill (server);
  server->dialect = g_str_equal (dialect, "field") ? "spec" : "field";
  gh_cli_demo_start (server);
  gh_cli_demo_control (server, "emit 120\n");
  gh_test_wait_until (count_lines (program) == 160 && count_gaps (program) >= 1);
  gh_cli_demo_control (server, "emit 10\n");
  gh_test_wait_until (count_lines (program) == 170);
  end_by_key (program);

  printed = parse_ids (program);
  listed = gh_cli_demo_list_ids (server);
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
  g_test_add ("/cli/follow/spec/" name, GhCliDemo, "spec", server_set_up, function,               \
              server_tear_down);                                                                  \
  g_test_add ("/cli/follow/field/" name, GhCliDemo, "field", server_set_up, function,             \
              server_tear_down)
  ADD ("nothing-is-lost-and-nothing-comes-twice", test_nothing_is_lost_and_nothing_comes_twice);
  ADD ("outage-larger-than-the-live-list", test_outage_larger_than_the_live_list);
  ADD ("faults", test_faults);
  ADD ("other-transport", test_other_transport);
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
