/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-program.h"

#include "gh-test-wait.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define CHUNK_BYTES (64 * 1024)

/* One of the two streams. */
typedef struct
{
  GhCliProgram *program; /* (unowned) */
  GString *text;         /* (unowned) */
} Stream;

static void read_more (GInputStream *input, Stream *stream);

static void
read_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Stream *stream = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
    g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_free (stream);
      return;
    }
  g_assert_no_error (error);
  if (g_bytes_get_size (bytes) == 0)
    {
      stream->program->n_open--;
      g_free (stream);
      return;
    }
  g_string_append_len (stream->text, g_bytes_get_data (bytes, NULL),
                       (gssize) g_bytes_get_size (bytes));
  read_more (G_INPUT_STREAM (source), stream);
}

static void
read_more (GInputStream *input, Stream *stream)
{
  g_input_stream_read_bytes_async (input, CHUNK_BYTES, G_PRIORITY_DEFAULT,
                                   stream->program->cancellable, read_ready_cb, stream);
}

static void
listen (GhCliProgram *self, GInputStream *input, GString *text)
{
  Stream *stream = g_new0 (Stream, 1);

  stream->program = self;
  stream->text = text;
  self->n_open++;
  read_more (input, stream);
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GhCliProgram *self = user_data;

  if (g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL))
    self->has_ended = TRUE;
}

static GSubprocessLauncher *
new_launcher (GSubprocessFlags flags)
{
  GSubprocessLauncher *launcher = g_subprocess_launcher_new (flags);
  g_autofree char *keyring = g_build_filename (g_get_user_data_dir (), "keyring", NULL);

  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  g_subprocess_launcher_setenv (launcher, "HOME", g_get_home_dir (), TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CONFIG_HOME", g_get_user_config_dir (), TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", g_get_user_data_dir (), TRUE);
  g_subprocess_launcher_setenv (launcher, "GSETTINGS_BACKEND", "keyfile", TRUE);
  g_subprocess_launcher_setenv (launcher, "SECRET_BACKEND", "file", TRUE);
  g_subprocess_launcher_setenv (launcher, "SECRET_FILE_TEST_PATH", keyring, TRUE);
  g_subprocess_launcher_setenv (launcher, "SECRET_FILE_TEST_PASSWORD", "of the keyring", TRUE);

  return launcher;
}

static GhCliProgram *
spawn (GSubprocessLauncher *launcher, const char *const *arguments)
{
  GhCliProgram *self = g_new0 (GhCliProgram, 1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) command = NULL;
  g_autoptr (GError) error = NULL;

  g_strv_builder_add (builder, g_getenv ("GH_CLI"));
  g_strv_builder_addv (builder, (const char **) arguments);
  command = g_strv_builder_end (builder);

  self->cancellable = g_cancellable_new ();
  self->output = g_string_new (NULL);
  self->errors = g_string_new (NULL);
  self->process =
    g_subprocess_launcher_spawnv (launcher, (const char *const *) command, &error);
  g_assert_no_error (error);
  g_subprocess_wait_async (self->process, self->cancellable, ended_cb, self);

  return self;
}

/* In the child: whoever runs the test is not to be asked anything. */
static void
leave_terminal_cb (gpointer user_data)
{
  setsid ();
}

static GhCliProgram *
start (GSubprocessFlags input, const char *const *arguments)
{
  g_autoptr (GSubprocessLauncher) launcher = new_launcher (
    input | G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  GhCliProgram *self;

  g_subprocess_launcher_set_child_setup (launcher, leave_terminal_cb, NULL, NULL);
  self = spawn (launcher, arguments);
  listen (self, g_subprocess_get_stdout_pipe (self->process), self->output);
  listen (self, g_subprocess_get_stderr_pipe (self->process), self->errors);

  return self;
}

GhCliProgram *
gh_cli_program_startv (const char *const *arguments)
{
  return start (G_SUBPROCESS_FLAGS_NONE, arguments);
}

GhCliProgram *
gh_cli_program_start_with_input (GBytes *input, const char *const *arguments)
{
  GhCliProgram *self = start (G_SUBPROCESS_FLAGS_STDIN_PIPE, arguments);
  GOutputStream *stream = g_subprocess_get_stdin_pipe (self->process);
  gsize size;
  const void *data = g_bytes_get_data (input, &size);

  g_assert_true (g_output_stream_write_all (stream, data, size, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));

  return self;
}

GhCliProgram *
gh_cli_program_start (const char *first, ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  va_list rest;

  va_start (rest, first);
  for (const char *argument = first; argument != NULL; argument = va_arg (rest, const char *))
    g_ptr_array_add (arguments, (gpointer) argument);
  va_end (rest);
  g_ptr_array_add (arguments, NULL);

  return gh_cli_program_startv ((const char *const *) arguments->pdata);
}

/* In the child: the terminal becomes the one that it was started from. */
static void
take_terminal_cb (gpointer user_data)
{
  setsid ();
  ioctl (STDIN_FILENO, TIOCSCTTY, 0);
}

GhCliProgram *
gh_cli_program_start_at_terminal (int *terminal, const char *const *arguments)
{
  g_autoptr (GSubprocessLauncher) launcher = new_launcher (G_SUBPROCESS_FLAGS_NONE);
  int other;

  *terminal = posix_openpt (O_RDWR | O_NOCTTY | O_CLOEXEC);
  g_assert_cmpint (*terminal, >=, 0);
  g_assert_cmpint (grantpt (*terminal), ==, 0);
  g_assert_cmpint (unlockpt (*terminal), ==, 0);
  other = open (ptsname (*terminal), O_RDWR | O_NOCTTY | O_CLOEXEC);
  g_assert_cmpint (other, >=, 0);
  g_subprocess_launcher_take_stdin_fd (launcher, other);
  g_subprocess_launcher_take_stdout_fd (launcher, fcntl (other, F_DUPFD_CLOEXEC, 0));
  g_subprocess_launcher_take_stderr_fd (launcher, fcntl (other, F_DUPFD_CLOEXEC, 0));
  g_subprocess_launcher_set_child_setup (launcher, take_terminal_cb, NULL, NULL);

  return spawn (launcher, arguments);
}

void
gh_cli_program_free (GhCliProgram *self)
{
  if (!self->has_ended)
    {
      g_subprocess_force_exit (self->process);
      gh_test_wait_until (self->has_ended);
    }
  g_cancellable_cancel (self->cancellable);
  gh_test_drain ();
  g_clear_object (&self->cancellable);
  g_clear_object (&self->process);
  g_string_free (self->output, TRUE);
  g_string_free (self->errors, TRUE);
  g_free (self);
}

int
gh_cli_program_wait (GhCliProgram *self)
{
  gh_test_wait_until (self->has_ended && self->n_open == 0);
  if (self->errors->len > 0)
    g_test_message ("%s", self->errors->str);
  g_assert_true (g_subprocess_get_if_exited (self->process));

  return g_subprocess_get_exit_status (self->process);
}

void
gh_cli_program_kill (GhCliProgram *self, int signal_number)
{
  g_subprocess_send_signal (self->process, signal_number);
}

void
gh_cli_program_stop_reading (GhCliProgram *self)
{
  GInputStream *output = g_subprocess_get_stdout_pipe (self->process);

  g_cancellable_cancel (self->cancellable);
  gh_test_wait_until (!g_input_stream_has_pending (output));
  g_assert_true (g_input_stream_close (output, NULL, NULL));
  /* The end of the program is still waited for. */
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_subprocess_wait_async (self->process, self->cancellable, ended_cb, self);
}

char **
gh_cli_program_dup_lines (GhCliProgram *self)
{
  g_auto (GStrv) lines = g_strsplit (self->output->str, "\n", -1);
  guint n_lines = g_strv_length (lines);

  /* What stands behind the last line break is no line yet. */
  if (n_lines > 0)
    g_clear_pointer (&lines[n_lines - 1], g_free);

  return g_steal_pointer (&lines);
}

void
gh_cli_program_assert_clean (GhCliProgram *self, const char *const *secrets)
{
  const char *const texts[] = { self->output->str, self->errors->str };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_true (g_utf8_validate (texts[i], -1, NULL));
      for (const char *p = texts[i]; *p != '\0'; p = g_utf8_next_char (p))
        {
          gunichar c = g_utf8_get_char (p);

          /* Tables for spreadsheets end their lines with both (RFC 4180). */
          g_assert_true (c == '\n' || (c == '\r' && p[1] == '\n') || !g_unichar_iscntrl (c));
          g_assert_false (c >= 0x202A && c <= 0x202E);
        }
      for (guint j = 0; secrets[j] != NULL; j++)
        g_assert_null (strstr (texts[i], secrets[j]));
    }
}

char *
gh_cli_program_write_account (const char *folder,
                              const char *name,
                              const char *email,
                              const char *password)
{
  char *path = g_build_filename (folder, name, NULL);
  g_autofree char *text =
    g_strdup_printf ("{\"email\":\"%s\",\"password\":\"%s\"}", email, password);

  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));

  return path;
}

char *
gh_cli_program_write_credentials (const char *email, const char *password)
{
  return gh_cli_program_write_account (g_get_user_runtime_dir (), "credentials.json", email,
                                       password);
}
