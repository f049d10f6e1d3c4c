/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-bulk-journal.h"
#include "gh-cli-demo.h"
#include "gh-cli-exit.h"
#include "gh-test-main.h"
#include "gh-test-png.h"
#include "gh-test-wait.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Fifty pictures of which five are bad, through the program as it was built. */

#define N_GOOD 45
#define N_BAD 5
#define SIDE 200

typedef struct
{
  GhCliDemo demo;
  char *pictures; /* (owned): the folder */
  char *report;   /* (owned) */
} Desk;

static char *
make_path (Desk *desk, const char *name)
{
  return g_build_filename (desk->pictures, name, NULL);
}

static void
write_noise (Desk *desk, const char *name, guint side, guint seed)
{
  g_autoptr (GBytes) picture = gh_test_png_new_noise (side, side, seed, NULL);
  g_autofree char *path = make_path (desk, name);

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (picture, NULL),
                                      (gssize) g_bytes_get_size (picture), NULL));
}

static void
write_bytes (Desk *desk, const char *name, const char *bytes, off_t size)
{
  g_autofree char *path = make_path (desk, name);

  g_assert_true (g_file_set_contents (path, bytes, -1, NULL));
  if (size > 0)
    g_assert_cmpint (truncate (path, size), ==, 0);
}

static void
set_up (Desk *desk, gconstpointer dialect)
{
  gh_cli_demo_set_up (&desk->demo, dialect, 10, 900);
  desk->pictures = g_dir_make_tmp ("gh-cli-bulk-XXXXXX", NULL);
  desk->report = gh_cli_demo_make_path (&desk->demo, "report.csv");
  for (guint i = 0; i < N_GOOD; i++)
    {
      g_autofree char *name = g_strdup_printf ("BULK-%02u.png", i);

      write_noise (desk, name, SIDE, i + 1);
    }
  write_bytes (desk, "BAD-empty.jpg", "", 0);
  write_bytes (desk, "BAD-text.png", "not a picture", 0);
  write_bytes (desk, "BAD-huge.jpg", "\xff\xd8\xff", 17 * 1024 * 1024);
  write_noise (desk, "BAD-small.png", 60, 99);
  write_bytes (desk, "BAD-cut.jpg", "\xff\xd8\xff\xe0\x10", 0);
}

static void
tear_down (Desk *desk, gconstpointer dialect)
{
  g_autoptr (GDir) dir = g_dir_open (desk->pictures, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = make_path (desk, name);

      g_unlink (path);
    }
  g_rmdir (desk->pictures);
  g_free (desk->pictures);
  g_free (desk->report);
  gh_cli_demo_tear_down (&desk->demo);
}

static GhCliProgram *
start (Desk *desk, const char *const *words)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();

  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (arguments, (gpointer) words[i]);
  g_ptr_array_add (arguments, (gpointer) "--json");
  g_ptr_array_add (arguments, (gpointer) "--server");
  g_ptr_array_add (arguments, desk->demo.base);
  g_ptr_array_add (arguments, (gpointer) "--credentials");
  g_ptr_array_add (arguments, desk->demo.credentials);
  g_ptr_array_add (arguments, NULL);

  return gh_cli_program_startv ((const char *const *) arguments->pdata);
}

#define START(desk, ...) start (desk, (const char *const[]){ __VA_ARGS__, NULL })

static guint
count (GhCliProgram *program, const char *what)
{
  guint n = 0;

  for (const char *at = program->output->str; (at = strstr (at, what)) != NULL; at++)
    n++;

  return n;
}

/* Each row has its own time. */
static int
wait_for_rows (GhCliProgram *program)
{
  for (guint n = 1; n <= N_GOOD + N_BAD && !program->has_ended; n++)
    gh_test_wait_until (count (program, "\"state\"") >= n || program->has_ended);

  return gh_cli_program_wait (program);
}

/* Those that the server has, each once. */
static guint
count_enrolled (Desk *desk)
{
  g_autoptr (GhCliProgram) list = START (desk, "faces", "list");
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) lines = NULL;

  g_assert_cmpint (gh_cli_program_wait (list), ==, GH_CLI_EXIT_OK);
  lines = gh_cli_program_dup_lines (list);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (JsonNode) node = json_from_string (lines[i], NULL);
      const char *id = json_object_get_string_member (json_node_get_object (node), "faceId");

      if (g_str_has_prefix (id, "BULK-"))
        g_assert_true (g_hash_table_add (ids, g_strdup (id)));
      g_assert_false (g_str_has_prefix (id, "BAD-"));
    }

  return g_hash_table_size (ids);
}

static guint
count_lines (const char *path, const char *what)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\r\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    n += strstr (lines[i], what) != NULL;

  return n;
}

static guint
count_journals (void)
{
  g_autofree char *folder =
    g_build_filename (g_get_home_dir (), ".local", "state", "gatehouse", "enrolment", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
test_killed (Desk *desk, gconstpointer dialect)
{
  g_autoptr (GhCliProgram) killed = START (desk, "enroll", "--folder", desk->pictures);
  g_autoptr (GhCliProgram) refused = NULL;
  g_autoptr (GhCliProgram) resumed = NULL;
  GStatBuf info;

  gh_test_wait_until (count (killed, "\"enrolled\"") >= 20);
  gh_cli_program_kill (killed, SIGKILL);
  gh_test_wait_until (killed->has_ended);
  g_assert_cmpuint (count (killed, "\"enrolled\""), <, N_GOOD);
  g_assert_cmpuint (count_journals (), ==, 1);

  refused = START (desk, "enroll", "--folder", desk->pictures);
  g_assert_cmpint (gh_cli_program_wait (refused), ==, GH_CLI_EXIT_USAGE);

  resumed =
    START (desk, "enroll", "--folder", desk->pictures, "--resume", "--report", desk->report);
  g_assert_cmpint (wait_for_rows (resumed), ==, GH_CLI_EXIT_FAILED);
  g_assert_cmpuint (count (resumed, "\"enrolled\""), ==, N_GOOD);
  g_assert_cmpuint (count (resumed, "\"failed\""), ==, N_BAD);
  g_assert_cmpuint (count_enrolled (desk), ==, N_GOOD);
  g_assert_cmpuint (count_journals (), ==, 0);

  g_assert_cmpuint (count_lines (desk->report, ",enrolled,"), ==, N_GOOD);
  g_assert_cmpuint (count_lines (desk->report, ",unreadable,"), ==, 3);
  g_assert_cmpuint (count_lines (desk->report, ",too-large,"), ==, 1);
  g_assert_cmpuint (count_lines (desk->report, ",quality,"), ==, 1);
  g_assert_cmpint (g_stat (desk->report, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

static void
test_dry_run (Desk *desk, gconstpointer dialect)
{
  g_autofree char *table = make_path (desk, "table.csv");
  g_autoptr (GhCliProgram) single =
    START (desk, "enroll", "--face=TAKEN", "--confidence=0.5", "");
  g_autofree char *picture = make_path (desk, "BULK-00.png");
  g_autoptr (GhCliProgram) taken = START (desk, "enroll", "--face=TAKEN", picture);
  g_autoptr (GhCliProgram) dry = NULL;
  static const struct
  {
    const char *face_id;
    const char *expected;
  } expected[] = {
    { "NEW", "\"state\":\"ready\"" },         { "TAKEN", "\"reason\":\"taken\"" },
    { "OWNED", "\"state\":\"ready\"" },       { "NOBODY", "\"reason\":\"person\"" },
    { "NO-ID", "\"reason\":\"person\"" },     { "TWO", "\"reason\":\"twice\"" },
    { "SMALL", "\"reason\":\"quality\"" },    { "HUGE", "\"reason\":\"too-large\"" },
    { "GONE", "\"reason\":\"unreadable\"" },
  };

  g_assert_cmpint (gh_cli_program_wait (single), ==, GH_CLI_EXIT_USAGE);
  g_assert_cmpint (gh_cli_program_wait (taken), ==, GH_CLI_EXIT_OK);
  g_assert_true (g_file_set_contents (table,
                                      "file,face_id,user\n"
                                      "BULK-01.png,NEW,\n"
                                      "BULK-02.png,TAKEN,\n"
                                      "BULK-03.png,OWNED,moderator@gatehouse.example\n"
                                      "BULK-04.png,NOBODY,nobody@gatehouse.example\n"
                                      "BULK-05.png,NO-ID,nosuchaccount\n"
                                      "BULK-06.png,TWO,\n"
                                      "BULK-07.png,TWO,\n"
                                      "BAD-small.png,SMALL,\n"
                                      "BAD-huge.jpg,HUGE,\n"
                                      "nowhere.jpg,GONE,\n",
                                      -1, NULL));

  dry = START (desk, "enroll", "--csv", table, "--dry-run");
  g_assert_cmpint (gh_cli_program_wait (dry), ==, GH_CLI_EXIT_FAILED);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *face = g_strdup_printf ("\"faceId\":\"%s\"", expected[i].face_id);
      const char *line = strstr (dry->output->str, face);
      const char *found;

      g_assert_nonnull (line);
      found = strstr (line, expected[i].expected);
      g_assert_nonnull (found);
      g_assert_true (found < strchr (line, '\n'));
    }
  g_assert_cmpuint (count_enrolled (desk), ==, 0);
  g_assert_cmpuint (count_journals (), ==, 0);
}

/* Asked to end it does so between two rows, and says what it has not come to. */
static void
test_interrupted (Desk *desk, gconstpointer dialect)
{
  g_autoptr (GhCliProgram) interrupted = START (desk, "enroll", "--folder", desk->pictures,
                                                "--report", desk->report);
  g_autoptr (GhCliProgram) resumed = NULL;

  gh_test_wait_until (count (interrupted, "\"enrolled\"") >= 20);
  gh_cli_program_kill (interrupted, SIGTERM);
  g_assert_cmpint (gh_cli_program_wait (interrupted), ==, 128 + SIGTERM);
  g_assert_cmpuint (count_lines (desk->report, ",waiting,"), >, 0);

  resumed =
    START (desk, "enroll", "--folder", desk->pictures, "--resume", "--report", desk->report);
  g_assert_cmpint (wait_for_rows (resumed), ==, GH_CLI_EXIT_FAILED);
  g_assert_cmpuint (count_lines (desk->report, ",waiting,"), ==, 0);
  g_assert_cmpuint (count_enrolled (desk), ==, N_GOOD);
}

/* Killed between the request and the answer: the server has two of them, one of which is ours. */
static void
test_unanswered (Desk *desk, gconstpointer dialect)
{
  g_autofree char *table = make_path (desk, "table.csv");
  g_autofree char *picture = make_path (desk, "BULK-00.png");
  g_autofree char *server = g_strconcat (desk->demo.base, "/api", NULL);
  g_autofree char *path = gh_bulk_journal_make_path (server, table);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *folder =
    g_build_filename (g_get_home_dir (), ".local", "state", "gatehouse", "enrolment", NULL);
  g_autofree char *journal = g_build_filename (folder, name, NULL);
  g_autoptr (GhCliProgram) ours = START (desk, "enroll", "--face=BULK-00", picture);
  g_autoptr (GhCliProgram) other = START (desk, "enroll", "--face=BULK-01", picture);
  g_autoptr (GhCliProgram) resumed = NULL;

  g_assert_cmpint (gh_cli_program_wait (ours), ==, GH_CLI_EXIT_OK);
  g_assert_cmpint (gh_cli_program_wait (other), ==, GH_CLI_EXIT_OK);
  g_assert_true (g_file_set_contents (
    table, "file,face_id\nBULK-00.png,BULK-00\nBULK-01.png,BULK-01\nBULK-02.png,BULK-02\n", -1,
    NULL));
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (
    journal, "gatehouse-enrolment 1\nsent - BULK-00\nsent cafe BULK-01\nsent cafe BULK-02\n", -1,
    NULL));

  resumed = START (desk, "enroll", "--csv", table, "--resume", "--report", desk->report);
  g_assert_cmpint (wait_for_rows (resumed), ==, GH_CLI_EXIT_FAILED);
  g_assert_cmpuint (count_lines (desk->report, ",enrolled,"), ==, 2);
  g_assert_cmpuint (count_lines (desk->report, ",BULK-01,,failed,taken,"), ==, 1);
  g_assert_cmpuint (count_enrolled (desk), ==, 3);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

#define ADD(name, function)                                                                       \
  g_test_add ("/cli/bulk/spec/" name, Desk, "spec", set_up, function, tear_down);                 \
  g_test_add ("/cli/bulk/field/" name, Desk, "field", set_up, function, tear_down)
  ADD ("killed", test_killed);
  ADD ("dry-run", test_dry_run);
  ADD ("interrupted", test_interrupted);
  ADD ("unanswered", test_unanswered);

  return g_test_run ();
}
