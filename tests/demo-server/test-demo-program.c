/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <signal.h>
#include <string.h>

#include "gh-test-main.h"
#include "gh-test-wait.h"

/* The program itself, as others start it. */
typedef struct
{
  char *folder;        /* (owned) */
  char *port_file;     /* (owned) */
  char *credentials;   /* (owned) */
  GSubprocess *process; /* (owned) */
  gboolean is_done;
  const char *fault; /* (nullable): from the start */
} Program;

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Program *program = user_data;

  g_assert_true (g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL));
  program->is_done = TRUE;
}

static Program *
program_new (void)
{
  Program *program = g_new0 (Program, 1);

  program->folder = g_dir_make_tmp ("gh-demo-XXXXXX", NULL);
  program->port_file = g_build_filename (program->folder, "port", NULL);
  program->credentials = g_build_filename (program->folder, "credentials.json", NULL);
  return program;
}

static void
program_start (Program *program, GSubprocessFlags flags)
{
  g_autofree char *database = g_build_filename (program->folder, "demo.sqlite", NULL);
  g_autoptr (GError) error = NULL;

  g_unlink (program->port_file);
  program->is_done = FALSE;
  g_clear_object (&program->process);
  program->process = g_subprocess_new (
    flags | G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, g_getenv ("GH_DEMO_SERVER"), "--port", "0",
    "--port-file", program->port_file, "--db", database, "--credentials-file",
    program->credentials, "--events", "20", "--rate", "0", "--control-stdin",
    program->fault != NULL ? "--fault" : NULL, program->fault, NULL);
  g_assert_no_error (error);
  g_subprocess_wait_async (program->process, NULL, done_cb, program);
}

static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Answers the port. The file is looked for again and again: a monitor would have to be there before
 * the file is. */
static guint
program_wait (Program *program)
{
  guint wake_id = g_timeout_add (5, wake_cb, NULL);
  g_autofree char *text = NULL;

  gh_test_wait_until (g_file_test (program->port_file, G_FILE_TEST_EXISTS));
  g_source_remove (wake_id);
  g_assert_true (g_file_get_contents (program->port_file, &text, NULL, NULL));
  g_assert_true (g_str_has_suffix (text, "\n"));
  return (guint) g_ascii_strtoull (text, NULL, 10);
}

static void
program_free (Program *program)
{
  g_autoptr (GDir) dir = g_dir_open (program->folder, 0, NULL);
  const char *name;

  if (!program->is_done)
    g_subprocess_force_exit (program->process);
  gh_test_wait_until (program->is_done);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (program->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (program->folder);
  g_object_unref (program->process);
  g_free (program->folder);
  g_free (program->port_file);
  g_free (program->credentials);
  g_free (program);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Program, program_free)

/* Signs in with the credentials as they stand in the file. */
static guint
sign_in (Program *program, guint port)
{
  g_autofree char *uri = g_strdup_printf ("http://localhost:%u/api/auth/login", port);
  g_autofree char *text = NULL;
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMessage) message = soup_message_new ("POST", uri);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GBytes) answer = NULL;
  GStatBuf status;

  g_assert_cmpint (g_stat (program->credentials, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_get_contents (program->credentials, &text, NULL, NULL));
  body = g_bytes_new (text, strlen (text));
  soup_message_set_request_body_from_bytes (message, "application/json", body);
  soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL,
                                    gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  answer = soup_session_send_and_read_finish (session, result, NULL);
  g_assert_nonnull (answer);
  return soup_message_get_status (message);
}

static void
test_credentials (void)
{
  g_autoptr (Program) program = program_new ();

  program_start (program, G_SUBPROCESS_FLAGS_STDIN_PIPE);
  g_assert_cmpuint (sign_in (program, program_wait (program)), ==, 200);
  g_subprocess_send_signal (program->process, SIGTERM);
  gh_test_wait_until (program->is_done);
  g_assert_cmpint (g_subprocess_get_exit_status (program->process), ==, 0);

  /* The next start finds the same people and writes a password of its own. */
  program_start (program, G_SUBPROCESS_FLAGS_STDIN_PIPE);
  g_assert_cmpuint (sign_in (program, program_wait (program)), ==, 200);
}

static void
test_control (void)
{
  static const char lines[] = "emit 3\nemit x\npause\nresume\ndrop\n"
                              "latency 5\nreorder on\nrevoke\nnonsense\nquit\n";
  g_autoptr (Program) program = program_new ();
  GOutputStream *input;

  program_start (program,
                 G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  program_wait (program);
  input = g_subprocess_get_stdin_pipe (program->process);
  g_assert_true (g_output_stream_write_all (input, lines, strlen (lines), NULL, NULL, NULL));
  gh_test_wait_until (program->is_done);
  g_assert_cmpint (g_subprocess_get_exit_status (program->process), ==, 0);
}

static void
test_fault_from_the_start (void)
{
  g_autoptr (Program) program = program_new ();
  guint port;

  program->fault = "status 503 1";
  program_start (program, G_SUBPROCESS_FLAGS_STDIN_PIPE);
  port = program_wait (program);
  g_assert_cmpuint (sign_in (program, port), ==, 503);
  g_assert_cmpuint (sign_in (program, port), ==, 200);
}

static void
test_ends_with_its_input (void)
{
  g_autoptr (Program) program = program_new ();

  program_start (program, G_SUBPROCESS_FLAGS_STDIN_PIPE);
  program_wait (program);
  g_assert_true (
    g_output_stream_close (g_subprocess_get_stdin_pipe (program->process), NULL, NULL));
  gh_test_wait_until (program->is_done);
  g_assert_cmpint (g_subprocess_get_exit_status (program->process), ==, 0);
}

static void
test_refused_arguments (void)
{
  static const char *const arguments[] = {
    "--port=70000",      "--rate=fast", "--events=-1",   "--people=23",
    "--dialect=klingon", "--seed=-5x",  "--now=tuesday", "--access-ttl=0",
    "--errors=loud",     "--fault=rain", "somewhere",
  };

  for (guint i = 0; i < G_N_ELEMENTS (arguments); i++)
    {
      g_autoptr (GSubprocess) process =
        g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL, g_getenv ("GH_DEMO_SERVER"),
                          "--db=:memory:", arguments[i], NULL);

      g_test_message ("%s", arguments[i]);
      g_assert_true (g_subprocess_wait (process, NULL, NULL));
      g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 2);
    }
}

int
main (int argc, char **argv)
{
  gh_test_init (&argc, &argv);
  g_test_add_func ("/demo-program/credentials", test_credentials);
  g_test_add_func ("/demo-program/control", test_control);
  g_test_add_func ("/demo-program/fault-from-the-start", test_fault_from_the_start);
  g_test_add_func ("/demo-program/ends-with-its-input", test_ends_with_its_input);
  g_test_add_func ("/demo-program/refused-arguments", test_refused_arguments);
  return g_test_run ();
}
