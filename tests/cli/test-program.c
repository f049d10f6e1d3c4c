/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-desk.h"
#include "gh-cli-exit.h"
#include "gh-cli-program.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"

#include <json-glib/json-glib.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* As JSON escapes it: clears the screen, sets the title, rings, begins a line, C1, turned round. */
#define HOSTILE "\\u001b[2J\\u001b]0;owned\\u0007\\r\\nnext\\t\\u009b31m\\u202eabc"

#define HOSTILE_EVENT                                                                             \
  "{\"id\":\"" HOSTILE "\",\"eventType\":\"" HOSTILE "\",\"confidence\":0.5,"                     \
  "\"timestamp\":\"2026-01-01T00:00:00.000Z\",\"faceId\":\"" HOSTILE "\",\"cameraId\":\"" HOSTILE \
  "\",\"location\":\"" HOSTILE "\",\"metadata\":{\"" HOSTILE "\":\"" HOSTILE "\"},"               \
  "\"faceRecord\":{\"id\":\"r\",\"faceId\":\"f\",\"confidence\":1,\"user\":{\"id\":\"u\","        \
  "\"email\":\"x@y.z\",\"firstName\":\"" HOSTILE "\",\"lastName\":\"" HOSTILE                     \
  "\",\"role\":\"USER\",\"isActive\":true}}}"

static const char *
get_base (GhCliDesk *desk)
{
  return gh_test_server_get_base (desk->server);
}

static void
assert_clean (GhCliProgram *program)
{
  static const char *const secrets[] = { GH_CLI_DESK_PASSWORD, "secret-access", "secret-refresh",
                                         NULL };

  gh_cli_program_assert_clean (program, secrets);
}

/* Runs a command with the file of the account, and answers what it ended with. */
static GhCliProgram *
run_at (GhCliDesk *desk, int expected, const char *const *words)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  GhCliProgram *program;

  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (arguments, (gpointer) words[i]);
  g_ptr_array_add (arguments, (gpointer) "--server");
  g_ptr_array_add (arguments, (gpointer) get_base (desk));
  g_ptr_array_add (arguments, (gpointer) "--credentials");
  g_ptr_array_add (arguments, desk->credentials);
  g_ptr_array_add (arguments, NULL);
  program = gh_cli_program_startv ((const char *const *) arguments->pdata);
  g_assert_cmpint (gh_cli_program_wait (program), ==, expected);
  assert_clean (program);

  return program;
}

#define RUN(desk, expected, ...)                                                                  \
  run_at (desk, expected, (const char *const[]){ __VA_ARGS__, NULL })

static void
test_usage (GhCliDesk *desk, gconstpointer data)
{
  static const char *const lines[][4] = {
    { NULL },
    { "fly" },
    { "--fly" },
    { "events", "--fly" },
    { "events", "word" },
    { "whoami" },
    { "whoami", "--profile", "nobody" },
    { "whoami", "--profile", "../x" },
    { "whoami", "--server", "ftp://desk.example" },
    { "check", "a", "b" },
    { "login", "a@b.c", "d" },
    { "events", "--server=localhost", "--limit=-1" },
    { "events", "--server=localhost", "--since=tomorrow" },
    { "events", "--server=localhost", "--type=party" },
    { "events", "--server=localhost", "--follow", "--until=now" },
    { "events", "--server=localhost", "--feed=pigeon" },
    { "events", "--server=localhost", "--credentials=/dev/null" },
    { "login", "--server=localhost", "--credentials=/nonexistent" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      const char *arguments[G_N_ELEMENTS (lines[i]) + 1] = { NULL };
      g_autoptr (GhCliProgram) program = NULL;

      for (guint j = 0; j < G_N_ELEMENTS (lines[i]); j++)
        arguments[j] = lines[i][j];
      g_test_message ("%u", i);
      program = gh_cli_program_startv (arguments);
      g_assert_cmpint (gh_cli_program_wait (program), ==, GH_CLI_EXIT_USAGE);
      g_assert_cmpstr (program->output->str, ==, "");
      g_assert_true (g_str_has_prefix (program->errors->str, "gatehousectl: "));
      assert_clean (program);
    }
  g_assert_cmpuint (gh_test_server_count_all (desk->server), ==, 0);
}

static void
test_help (GhCliDesk *desk, gconstpointer data)
{
  static const char *const commands[] = { "check", "login", "logout", "whoami", "events" };
  g_autoptr (GhCliProgram) all = gh_cli_program_start ("--help", NULL);
  g_autoptr (GhCliProgram) version = gh_cli_program_start ("--version", NULL);

  g_assert_cmpint (gh_cli_program_wait (all), ==, GH_CLI_EXIT_OK);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *usage = g_strdup_printf ("gatehousectl %s [OPTION", commands[i]);
      g_autoptr (GhCliProgram) one = gh_cli_program_start (commands[i], "--help", NULL);

      g_assert_cmpint (gh_cli_program_wait (one), ==, GH_CLI_EXIT_OK);
      g_assert_nonnull (strstr (one->output->str, usage));
      g_assert_nonnull (strstr (all->output->str, commands[i]));
    }
  g_assert_cmpint (gh_cli_program_wait (version), ==, GH_CLI_EXIT_OK);
  g_assert_true (g_str_has_prefix (version->output->str, "gatehousectl "));
}

static void
test_not_signed_in (GhCliDesk *desk, gconstpointer data)
{
  static const char *const commands[] = { "whoami", "events", "logout" };

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autoptr (GhCliProgram) program =
        gh_cli_program_start (commands[i], "--server", get_base (desk), NULL);

      g_assert_cmpint (gh_cli_program_wait (program), ==, GH_CLI_EXIT_NOT_SIGNED_IN);
    }
  g_assert_cmpuint (gh_test_server_count_all (desk->server), ==, 0);
}

static void
test_not_reachable (GhCliDesk *desk, gconstpointer data)
{
  gh_test_server_stop (desk->server);
  gh_cli_program_free (RUN (desk, GH_CLI_EXIT_NOT_REACHABLE, "whoami"));
  gh_cli_program_free (RUN (desk, GH_CLI_EXIT_NOT_REACHABLE, "check"));
  gh_cli_program_free (RUN (desk, GH_CLI_EXIT_NOT_REACHABLE, "events", "--follow"));
}

/* A captive portal answers everything, in HTML. */
static void
test_not_an_api (GhCliDesk *desk, gconstpointer data)
{
  g_autoptr (GBytes) page = g_bytes_new_static ("<html>", strlen ("<html>"));
  g_autoptr (GhTestServer) portal = gh_test_server_new ();
  g_autoptr (GhCliProgram) program = NULL;

  gh_test_server_respond_full (portal, "GET", "/api/auth/me", 200, "text/html", page, NULL);
  program = gh_cli_program_start ("check", gh_test_server_get_base (portal), NULL);
  g_assert_cmpint (gh_cli_program_wait (program), ==, GH_CLI_EXIT_NOT_REACHABLE);
  g_assert_nonnull (strstr (program->output->str, "\napi           failed"));
}

static void
test_refused (GhCliDesk *desk, gconstpointer data)
{
  g_autofree char *wrong = gh_cli_program_write_credentials ("officer@example.org", "wrong one");

  gh_cli_program_free (RUN (desk, GH_CLI_EXIT_REFUSED, "whoami"));

  g_free (gh_cli_program_write_credentials ("officer@example.org", GH_CLI_DESK_PASSWORD));
  gh_cli_desk_answer (desk, "/face-recognition/events", 403,
                      "{\"message\":\"" HOSTILE "\",\"statusCode\":403}");
  gh_cli_program_free (RUN (desk, GH_CLI_EXIT_REFUSED, "events"));
  gh_cli_desk_answer (desk, "/auth/login", 401,
                      "{\"message\":\"Account is deactivated\",\"statusCode\":401}");
  gh_cli_program_free (RUN (desk, GH_CLI_EXIT_REFUSED, "whoami"));
}

static void
test_failed (GhCliDesk *desk, gconstpointer data)
{
  gh_cli_desk_answer (desk, "/face-recognition/events", 200,
                      "{\"success\":true,\"data\":{\"items\":7}}");
  gh_cli_program_free (RUN (desk, GH_CLI_EXIT_FAILED, "events"));
}

static void
test_login_is_remembered (GhCliDesk *desk, gconstpointer data)
{
  g_autoptr (GhCliProgram) login = RUN (desk, GH_CLI_EXIT_OK, "login");
  g_autoptr (GhCliProgram) who = gh_cli_program_start ("whoami", "--json", NULL);
  g_autoptr (GhCliProgram) logout = NULL;
  g_autoptr (GhCliProgram) again = NULL;

  g_assert_nonnull (strstr (login->output->str, "officer@example.org"));
  g_assert_cmpint (gh_cli_program_wait (who), ==, GH_CLI_EXIT_OK);
  g_assert_cmpstr (gh_test_server_get_header (desk->server, "GET", "/api/users/me", "Authorization"),
                   ==, "Bearer secret-access-1");
  assert_clean (who);
  g_assert_cmpuint (gh_test_server_count (desk->server, "POST", "/api/auth/logout"), ==, 0);

  logout = gh_cli_program_start ("logout", NULL);
  g_assert_cmpint (gh_cli_program_wait (logout), ==, GH_CLI_EXIT_OK);
  g_assert_cmpuint (gh_test_server_count (desk->server, "POST", "/api/auth/logout"), ==, 1);
  again = gh_cli_program_start ("whoami", NULL);
  g_assert_cmpint (gh_cli_program_wait (again), ==, GH_CLI_EXIT_NOT_SIGNED_IN);
}

static void
test_credentials_leave_no_sign_in_behind (GhCliDesk *desk, gconstpointer data)
{
  g_autoptr (GhCliProgram) with = RUN (desk, GH_CLI_EXIT_OK, "whoami");
  g_autoptr (GhCliProgram) without =
    gh_cli_program_start ("whoami", "--server", get_base (desk), NULL);

  g_assert_cmpuint (gh_test_server_count (desk->server, "POST", "/api/auth/logout"), ==, 1);
  g_assert_cmpint (gh_cli_program_wait (without), ==, GH_CLI_EXIT_NOT_SIGNED_IN);
}

/* The names, in their order. */
static void
assert_fields (const char *line, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (line, &error);
  g_autoptr (GList) members = NULL;
  g_autoptr (GString) names = g_string_new (NULL);

  g_assert_no_error (error);
  members = json_object_get_members (json_node_get_object (node));
  for (GList *name = members; name != NULL; name = name->next)
    g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "", (const char *) name->data);
  g_assert_cmpstr (names->str, ==, expected);
}

static void
test_fields_are_stable (GhCliDesk *desk, gconstpointer data)
{
  g_autoptr (GhCliProgram) who = RUN (desk, GH_CLI_EXIT_OK, "whoami", "--json");
  g_autoptr (GhCliProgram) events = NULL;
  g_auto (GStrv) lines = NULL;

  assert_fields (who->output->str,
                 "id email firstName lastName role isActive createdAt updatedAt server");

  for (guint i = 0; i < 250; i++)
    {
      g_autofree char *id = g_strdup_printf ("e%u", i);

      gh_cli_desk_happen (desk, id, i);
    }
  g_ptr_array_add (desk->history, g_strdup (HOSTILE_EVENT));
  events = RUN (desk, GH_CLI_EXIT_OK, "events", "--json", "--all");
  lines = gh_cli_program_dup_lines (events);
  g_assert_cmpuint (g_strv_length (lines), ==, 251);
  for (guint i = 0; lines[i] != NULL; i++)
    assert_fields (lines[i], "id time type confidence person userId faceId faceRecordId cameraId "
                             "location hasImage boundingBox metadata");
}

static guint
count_lines (GhCliProgram *program)
{
  g_auto (GStrv) lines = gh_cli_program_dup_lines (program);

  return g_strv_length (lines);
}

static void
test_events_are_chosen (GhCliDesk *desk, gconstpointer data)
{
  static const struct
  {
    const char *option;
    guint n_events;
  } choices[] = {
    { "--limit=7", 7 },
    { "--all", 150 },
    { "--json", 20 },
    { "--camera=CAM-2", 0 },
    { "--face=FACE-1", 20 },
    /* The scripted server does not mind types and ends of periods. */
    { "--type=unknown", 0 },
    { "--since=2026-01-01T00:02:20Z", 10 },
    { "--until=2026-01-01T00:00:04Z", 5 },
  };

  for (guint i = 0; i < 150; i++)
    {
      g_autofree char *id = g_strdup_printf ("e%u", i);

      gh_cli_desk_happen (desk, id, i);
    }
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      g_autoptr (GhCliProgram) program =
        RUN (desk, GH_CLI_EXIT_OK, "--json", "events", choices[i].option);

      g_test_message ("%s", choices[i].option);
      g_assert_cmpuint (count_lines (program), ==, choices[i].n_events);
    }
}

static void
test_hostile_words_do_nothing (GhCliDesk *desk, gconstpointer data)
{
  g_ptr_array_add (desk->history, g_strdup (HOSTILE_EVENT));
  gh_cli_program_free (RUN (desk, GH_CLI_EXIT_OK, "events"));
  gh_cli_program_free (RUN (desk, GH_CLI_EXIT_OK, "events", "--json"));
  gh_cli_desk_answer (desk, "/users/me", 404,
                      "{\"message\":\"" HOSTILE "\",\"statusCode\":404}");
  gh_cli_program_free (RUN (desk, GH_CLI_EXIT_FAILED, "whoami"));
}

static JsonObject *
parse_check (const char *line, const char *name, const char *state, JsonNode **node)
{
  JsonObject *object;

  *node = json_from_string (line, NULL);
  g_assert_nonnull (*node);
  object = json_node_get_object (*node);
  g_assert_cmpstr (json_object_get_string_member (object, "check"), ==, name);
  g_assert_cmpstr (json_object_get_string_member (object, "state"), ==, state);

  return object;
}

static void
test_check_tells_what_there_is (GhCliDesk *desk, gconstpointer data)
{
  static const struct
  {
    const char *name;
    const char *state;
  } checks[] = {
    { "address", "ok" },    { "tls", "ok" },       { "api", "ok" },  { "clock", "ok" },
    { "sign-in", "ok" },    { "events", "ok" },    { "users", "refused" },
    { "dialect", "ok" },    { "live", "ok" },
  };
  g_autoptr (GhCliProgram) program = NULL;
  g_auto (GStrv) lines = NULL;

  gh_test_server_respond (desk->server, "GET", "/api/users", 403,
                          "{\"message\":\"Insufficient permissions\",\"statusCode\":403}");
  program = RUN (desk, GH_CLI_EXIT_OK, "check", "--json");
  lines = gh_cli_program_dup_lines (program);
  g_assert_cmpuint (g_strv_length (lines), >=, G_N_ELEMENTS (checks));
  for (guint i = 0, line = 0; i < G_N_ELEMENTS (checks); i++, line++)
    {
      g_autoptr (JsonNode) node = NULL;
      g_autofree char *word = g_strdup_printf ("\"check\":\"%s\"", checks[i].name);

      while (strstr (lines[line], word) == NULL)
        g_assert_nonnull (lines[++line]);
      parse_check (lines[line], checks[i].name, checks[i].state, &node);
    }
}

static void
test_signals_end_it_in_good_order (GhCliDesk *desk, gconstpointer data)
{
  static const int numbers[] = { SIGINT, SIGTERM };

  gh_test_server_hold (desk->server, "GET", GH_CLI_DESK_EVENTS);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (GhCliProgram) program =
        gh_cli_program_start ("events", "--server", get_base (desk), "--credentials",
                              desk->credentials, NULL);

      gh_test_wait_until (gh_test_server_count (desk->server, "GET", GH_CLI_DESK_EVENTS) == i + 1);
      gh_cli_program_kill (program, numbers[i]);
      g_assert_cmpint (gh_cli_program_wait (program), ==, 128 + numbers[i]);
      g_assert_cmpstr (program->errors->str, ==, "");
      g_assert_cmpuint (gh_test_server_count (desk->server, "POST", "/api/auth/logout"), ==, i + 1);
    }
}

static void
test_ends_when_nobody_reads (GhCliDesk *desk, gconstpointer data)
{
  g_autoptr (GhCliProgram) program = NULL;

  gh_cli_desk_happen (desk, "e", 1);
  program = gh_cli_program_start ("events", "--follow", "--json", "--server", get_base (desk),
                                  "--credentials", desk->credentials, NULL);
  gh_test_wait_until (strchr (program->output->str, '\n') != NULL);
  /* Nothing happens any more that it could print. */
  g_assert_true (g_input_stream_has_pending (g_subprocess_get_stdout_pipe (program->process)));
  gh_cli_program_stop_reading (program);
  gh_test_wait_until (program->has_ended);
  g_assert_true (g_subprocess_get_if_exited (program->process));
  g_assert_cmpint (g_subprocess_get_exit_status (program->process), ==, GH_CLI_EXIT_OK);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

#define ADD(name, function)                                                                       \
  g_test_add ("/cli/program/" name, GhCliDesk, NULL, gh_cli_desk_set_up, function,                \
              gh_cli_desk_tear_down)
  ADD ("usage", test_usage);
  ADD ("help", test_help);
  ADD ("not-signed-in", test_not_signed_in);
  ADD ("not-reachable", test_not_reachable);
  ADD ("not-an-api", test_not_an_api);
  ADD ("refused", test_refused);
  ADD ("failed", test_failed);
  ADD ("login-is-remembered", test_login_is_remembered);
  ADD ("credentials-leave-no-sign-in-behind", test_credentials_leave_no_sign_in_behind);
  ADD ("fields-are-stable", test_fields_are_stable);
  ADD ("events-are-chosen", test_events_are_chosen);
  ADD ("hostile-words-do-nothing", test_hostile_words_do_nothing);
  ADD ("check-tells-what-there-is", test_check_tells_what_there_is);
  ADD ("signals-end-it-in-good-order", test_signals_end_it_in_good_order);
  ADD ("ends-when-nobody-reads", test_ends_when_nobody_reads);
#undef ADD

  return g_test_run ();
}
