/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-desk.h"
#include "gh-cli-exit.h"
#include "gh-cli-program.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

/* What each command ends with when a server does not do what it is asked to. */

/* As JSON escapes it: clears the screen, begins a line, turns the text round. */
#define HOSTILE "\\u001b[2J\\r\\nnext\\u202eabc"

#define PICTURE                                                                                   \
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5E"    \
  "rkJggg=="

typedef struct
{
  GhCliDesk desk;
  char *folder;      /* (owned) */
  char *picture;     /* (owned) */
  char *snapshot;    /* (owned): a file that is not there */
  char *new_account; /* (owned) */
} Scene;

/* A command, and the request that it is about. */
typedef struct
{
  const char *words[8]; /* "PICTURE", "OUTPUT" and "ACCOUNT" stand for files */
  const char *method;
  const char *path;
} Call;

static const Call calls[] = {
  { { "whoami" }, "GET", "/api/users/me" },
  { { "register" }, "POST", "/api/auth/register" },
  { { "passwd", "--new-credentials", "ACCOUNT" }, "POST", "/api/auth/change-password" },
  { { "passwd", "--forgotten", "--new-credentials", "ACCOUNT" }, "PATCH", "/api/users/me/password" },
  { { "events" }, "GET", "/api/face-recognition/events" },
  { { "stats" }, "GET", "/api/face-recognition/stats" },
  { { "identify", "PICTURE" }, "POST", "/api/face-recognition/recognize-base64" },
  { { "enroll", "PICTURE", "--face=F" }, "POST", "/api/face-recognition/enroll" },
  { { "snapshot", "-o", "OUTPUT" }, "POST", "/api/face-recognition/snapshot" },
  { { "upload", "PICTURE" }, "POST", "/api/upload/image" },
  { { "upload", "--face", "PICTURE" }, "POST", "/api/face-recognition/recognize" },
  { { "faces", "list" }, "GET", "/api/face-recognition/records" },
  { { "faces", "get", "r9" }, "GET", "/api/face-recognition/records/r9" },
  { { "faces", "history", "r9" }, "GET", "/api/face-recognition/events" },
  { { "faces", "update", "r9", "--active" }, "PUT", "/api/face-recognition/records/r9" },
  { { "faces", "delete", "r9", "--yes" }, "DELETE", "/api/face-recognition/records/r9" },
  { { "users", "list" }, "GET", "/api/users" },
  { { "users", "get", "u9" }, "GET", "/api/users/u9" },
  { { "users", "get", "me" }, "GET", "/api/users/me" },
  { { "users", "create", "--new-credentials", "ACCOUNT" }, "POST", "/api/users" },
  { { "users", "update", "u9", "--role=admin" }, "PUT", "/api/users/u9" },
  { { "users", "update", "me", "--last-name=L" }, "PATCH", "/api/users/me" },
  { { "users", "activate", "u9" }, "PATCH", "/api/users/u9/activate" },
  { { "users", "deactivate", "u9" }, "PATCH", "/api/users/u9/deactivate" },
  { { "users", "delete", "u9", "--yes" }, "DELETE", "/api/users/u9" },
};

static void
set_up (Scene *scene, gconstpointer data)
{
  gsize size;
  g_autofree guchar *picture = g_base64_decode (PICTURE, &size);

  gh_cli_desk_set_up (&scene->desk, NULL);
  scene->folder = g_dir_make_tmp ("gh-cli-refusals-XXXXXX", NULL);
  scene->picture = g_build_filename (scene->folder, "picture.png", NULL);
  scene->snapshot = g_build_filename (scene->folder, "snapshot.jpg", NULL);
  scene->new_account = gh_cli_program_write_account (scene->folder, "account.json",
                                                     "officer@example.org", "another battery");
  g_assert_true (
    g_file_set_contents (scene->picture, (const char *) picture, (gssize) size, NULL));
}

static void
tear_down (Scene *scene, gconstpointer data)
{
  gh_cli_desk_tear_down (&scene->desk, NULL);
  /* Whatever failed has left nothing there. */
  g_unlink (scene->picture);
  g_unlink (scene->new_account);
  g_assert_cmpint (g_rmdir (scene->folder), ==, 0);
  g_free (scene->folder);
  g_free (scene->picture);
  g_free (scene->snapshot);
  g_free (scene->new_account);
}

static const char *
stand_for (Scene *scene, const char *word)
{
  if (g_str_equal (word, "PICTURE"))
    return scene->picture;
  if (g_str_equal (word, "OUTPUT"))
    return scene->snapshot;
  if (g_str_equal (word, "ACCOUNT"))
    return scene->new_account;

  return word;
}

static GhCliProgram *
begin (Scene *scene, const Call *call, const char *server)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (call->words) && call->words[i] != NULL; i++)
    g_ptr_array_add (arguments, (gpointer) stand_for (scene, call->words[i]));
  g_ptr_array_add (arguments, (gpointer) "--server");
  g_ptr_array_add (arguments, (gpointer) server);
  g_ptr_array_add (arguments, (gpointer) "--credentials");
  g_ptr_array_add (arguments, scene->desk.credentials);
  g_ptr_array_add (arguments, NULL);

  return gh_cli_program_startv ((const char *const *) arguments->pdata);
}

static void
finish (GhCliProgram *program, const Call *call, int expected)
{
  static const char *const secrets[] = { GH_CLI_DESK_PASSWORD, "another battery", "secret-access",
                                         "secret-refresh", NULL };

  g_test_message ("%s %s", call->method, call->path);
  g_assert_cmpint (gh_cli_program_wait (program), ==, expected);
  g_assert_cmpstr (program->output->str, ==, "");
  g_assert_true (g_str_has_prefix (program->errors->str, "gatehousectl: "));
  gh_cli_program_assert_clean (program, secrets);
}

/* --- Answers that are a refusal ------------------------------------------------------------------ */

typedef struct
{
  guint status;
  const char *json;
  int expected;
} Refusal;

#define FIELD(code, message)                                                                      \
  "{\"success\":false,\"error\":{\"code\":\"" code "\",\"message\":" message "}}"

static const Refusal refusals[] = {
  { 403, "{\"message\":\"" HOSTILE "\",\"statusCode\":403}", GH_CLI_EXIT_REFUSED },
  { 403, FIELD ("AUTHORIZATION_ERROR", "\"Insufficient permissions\""), GH_CLI_EXIT_REFUSED },
  { 404, "{\"message\":\"It was not found\",\"statusCode\":404}", GH_CLI_EXIT_FAILED },
  { 409, "{\"message\":\"It exists\",\"statusCode\":409}", GH_CLI_EXIT_REFUSED },
  { 409, FIELD ("CONFLICT_ERROR", "\"It exists\""), GH_CLI_EXIT_REFUSED },
  { 400,
    "{\"message\":\"Bad\",\"statusCode\":400,\"errors\":{\"" HOSTILE "\":[\"" HOSTILE "\"]}}",
    GH_CLI_EXIT_REFUSED },
  { 400, FIELD ("VALIDATION_ERROR", "[\"too short\",\"" HOSTILE "\"]"), GH_CLI_EXIT_REFUSED },
};

static void
test_refusal (Scene *scene, gconstpointer data)
{
  const Refusal *refusal = data;

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autoptr (GhCliProgram) program = NULL;

      /* Some are the desk's own. */
      gh_cli_desk_answer (&scene->desk, calls[i].path + strlen ("/api"), refusal->status,
                          refusal->json);
      gh_test_server_respond (scene->desk.server, calls[i].method, calls[i].path, refusal->status,
                              refusal->json);
      program = begin (scene, &calls[i], gh_test_server_get_base (scene->desk.server));
      finish (program, &calls[i], refusal->expected);
    }
}

/* --- No server at all --------------------------------------------------------------------------- */

static void
test_unreachable (Scene *scene, gconstpointer data)
{
  g_autofree char *base = g_strdup (gh_test_server_get_base (scene->desk.server));
  g_autoptr (GPtrArray) programs = g_ptr_array_new ();

  /* Each tries for a while: all at once. */
  gh_test_server_stop (scene->desk.server);
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    g_ptr_array_add (programs, begin (scene, &calls[i], base));
  for (guint i = 0; i < programs->len; i++)
    {
      g_autoptr (GhCliProgram) program = programs->pdata[i];

      finish (program, &calls[i], GH_CLI_EXIT_NOT_REACHABLE);
    }
}

/* A captive portal answers everything, in HTML. */
static void
test_not_an_api (Scene *scene, gconstpointer data)
{
  g_autoptr (GBytes) page = g_bytes_new_static ("<html>", strlen ("<html>"));
  g_autoptr (GhTestServer) portal = gh_test_server_new ();

  gh_test_server_respond_full (portal, "POST", "/api/auth/login", 200, "text/html", page, NULL);
  gh_test_server_respond_full (portal, "POST", "/api/auth/register", 200, "text/html", page, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autoptr (GhCliProgram) program =
        begin (scene, &calls[i], gh_test_server_get_base (portal));

      finish (program, &calls[i], GH_CLI_EXIT_NOT_REACHABLE);
    }
}

static void
test_not_signed_in (Scene *scene, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
      g_autoptr (GhCliProgram) program = NULL;

      if (g_str_equal (calls[i].words[0], "register"))
        continue;
      for (guint j = 0; j < G_N_ELEMENTS (calls[i].words) && calls[i].words[j] != NULL; j++)
        g_ptr_array_add (arguments, (gpointer) stand_for (scene, calls[i].words[j]));
      g_ptr_array_add (arguments, (gpointer) "--server");
      g_ptr_array_add (arguments, (gpointer) gh_test_server_get_base (scene->desk.server));
      g_ptr_array_add (arguments, NULL);
      program = gh_cli_program_startv ((const char *const *) arguments->pdata);
      finish (program, &calls[i], GH_CLI_EXIT_NOT_SIGNED_IN);
    }
  g_assert_cmpuint (gh_test_server_count_all (scene->desk.server), ==, 0);
}

/* --- Lists and pictures ------------------------------------------------------------------------- */

/* A hundred people, and then silence. */
static void
people_cb (GhTestServer *server, SoupServerMessage *message, const char *body, gpointer user_data)
{
  guint *n_pages = user_data;
  g_autoptr (GString) json = g_string_new ("{\"success\":true,\"data\":{\"items\":[");

  if (++*n_pages > 1)
    {
      soup_server_message_pause (message);
      return;
    }
  for (guint i = 0; i < 100; i++)
    g_string_append_printf (json,
                            "%s{\"id\":\"u%u\",\"email\":\"u%u@example.org\",\"role\":\"USER\","
                            "\"isActive\":true}",
                            i == 0 ? "" : ",", i, i);
  g_string_append (json, "],\"total\":1000,\"page\":1,\"limit\":100,\"totalPages\":10}}");
  gh_test_server_answer (message, SOUP_STATUS_OK, json->str);
}

static void
test_lists_are_printed_as_they_come (Scene *scene, gconstpointer data)
{
  static const Call list = { { "users", "list", "--json" }, "GET", "/api/users" };
  g_autoptr (GhCliProgram) program = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_pages = 0;

  gh_test_server_handle (scene->desk.server, "GET", "/api/users", people_cb, &n_pages);
  program = begin (scene, &list, gh_test_server_get_base (scene->desk.server));
  gh_test_wait_until (n_pages == 2 && strstr (program->output->str, "\"id\":\"u99\"") != NULL);
  lines = gh_cli_program_dup_lines (program);
  g_assert_cmpuint (g_strv_length (lines), ==, 100);
  gh_cli_program_kill (program, SIGTERM);
  g_assert_cmpint (gh_cli_program_wait (program), ==, 128 + SIGTERM);
}

/* A list with something in it that cannot be read goes on, and says so. */
static void
test_entries_that_cannot_be_read (Scene *scene, gconstpointer data)
{
  static const Call list = { { "users", "list", "--json" }, "GET", "/api/users" };
  g_autoptr (GhCliProgram) program = NULL;

  gh_test_server_respond (
    scene->desk.server, "GET", "/api/users", SOUP_STATUS_OK,
    "{\"success\":true,\"data\":{\"items\":[{\"id\":7},{\"id\":\"u1\",\"email\":\"a@b.c\","
    "\"role\":\"USER\",\"isActive\":true}],\"total\":2,\"page\":1,\"limit\":100}}");
  program = begin (scene, &list, gh_test_server_get_base (scene->desk.server));
  g_assert_cmpint (gh_cli_program_wait (program), ==, GH_CLI_EXIT_OK);
  g_assert_nonnull (strstr (program->output->str, "\"id\":\"u1\""));
  g_assert_nonnull (strstr (program->errors->str, "1 entry cannot be read"));
}

static void
test_no_half_pictures (Scene *scene, gconstpointer data)
{
  static const Call snapshot = { { "snapshot", "--force", "-o", "OUTPUT" },
                                 "POST",
                                 "/api/face-recognition/snapshot" };
  static const char *const answers[] = {
    "{\"success\":true,\"data\":{\"success\":false,\"error\":\"fetch failed\"}}",
    "{\"success\":true,\"data\":{\"success\":true,\"imageData\":\"data:image/jpeg;base64,!\"}}",
    "{\"success\":false,\"error\":\"fetch failed\"}",
    "{\"success\":true,\"data\":{\"success\":true}}",
  };
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (scene->snapshot, "mine", -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GhCliProgram) program = NULL;

      gh_test_server_respond (scene->desk.server, snapshot.method, snapshot.path,
                              SOUP_STATUS_CREATED, answers[i]);
      program = begin (scene, &snapshot, gh_test_server_get_base (scene->desk.server));
      finish (program, &snapshot, GH_CLI_EXIT_FAILED);
    }
  g_assert_true (g_file_get_contents (scene->snapshot, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "mine");
  g_unlink (scene->snapshot);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strdup_printf ("/cli/refusals/%u-%u", refusals[i].status, i);

      g_test_add (path, Scene, &refusals[i], set_up, test_refusal, tear_down);
    }
#define ADD(name, function)                                                                       \
  g_test_add ("/cli/refusals/" name, Scene, NULL, set_up, function, tear_down)
  ADD ("unreachable", test_unreachable);
  ADD ("not-an-api-for-any", test_not_an_api);
  ADD ("not-signed-in-for-any", test_not_signed_in);
  ADD ("lists-are-printed-as-they-come", test_lists_are_printed_as_they_come);
  ADD ("entries-that-cannot-be-read", test_entries_that_cannot_be_read);
  ADD ("no-half-pictures", test_no_half_pictures);
#undef ADD

  return g_test_run ();
}
