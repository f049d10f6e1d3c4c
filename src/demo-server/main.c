/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "gh-demo-contact-sheet.h"
#include "gh-demo-control.h"
#include "gh-demo-options.h"
#include "gh-demo-server.h"
#include "gh-json-writer.h"
#include "gh-system-clock.h"

#define ADMIN_EMAIL "admin@gatehouse.example"

/* Complete or not there at all: somebody waits for the file to appear. */
static gboolean
write_file (const char *path, GBytes *bytes, int mode, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return g_file_set_contents_full (path, data, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT,
                                   mode, error);
}

static gboolean
write_credentials (const char *path, const char *password, GError **error)
{
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();
  g_autoptr (GBytes) bytes = NULL;

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_add_string (writer, "email", ADMIN_EMAIL);
  gh_json_writer_add_string (writer, "password", password);
  gh_json_writer_end_object (writer);
  bytes = gh_json_writer_end (writer);
  /* A file of that name that others can read would keep its mode. */
  if (g_unlink (path) != 0 && errno != ENOENT)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", path,
                   g_strerror (errno));
      return FALSE;
    }
  return write_file (path, bytes, 0600, error);
}

static gboolean
write_port (const char *path, guint port, GError **error)
{
  char *text = g_strdup_printf ("%u\n", port);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));

  return write_file (path, bytes, 0644, error);
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

/* Asks the kernel for a SIGTERM when the parent dies. FALSE if it is dead already. */
static gboolean
tie_to_parent (void)
{
  pid_t parent = getppid ();

  prctl (PR_SET_PDEATHSIG, SIGTERM);
  return getppid () == parent;
}

static gboolean
run (const GhDemoOptions *options, GError **error)
{
  g_autoptr (GhClock) clock = gh_system_clock_new ();
  g_autoptr (GhDemoServer) server = NULL;
  g_autoptr (GhDemoControl) control = NULL;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  const char *password;
  gboolean is_good;
  guint term_id;
  guint int_id;

  server = gh_demo_server_new (options, clock, error);
  if (server == NULL)
    return FALSE;
  password = gh_demo_server_get_new_password (server);
  if (options->credentials_file != NULL &&
      !write_credentials (options->credentials_file, password, error))
    return FALSE;
  for (char **fault = options->faults; fault != NULL && *fault != NULL; fault++)
    if (!gh_demo_server_obey (server, *fault))
      {
        g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "Not understood: %s", *fault);
        return FALSE;
      }
  if (!gh_demo_server_listen (server, options->port, error))
    return FALSE;

  g_print ("Listening on http://localhost:%u/api\n", gh_demo_server_get_port (server));
  if (password != NULL && options->credentials_file == NULL &&
      options->admin_password_file == NULL)
    g_print ("Sign in as " ADMIN_EMAIL " with the password %s\n", password);
  /* Whoever waits for the file may ask for the end right after it. */
  term_id = g_unix_signal_add (SIGTERM, quit_cb, loop);
  int_id = g_unix_signal_add (SIGINT, quit_cb, loop);
  if (options->control_stdin)
    control = gh_demo_control_new (server, loop);
  is_good = options->port_file == NULL ||
            write_port (options->port_file, gh_demo_server_get_port (server), error);
  if (is_good)
    g_main_loop_run (loop);
  g_source_remove (term_id);
  g_source_remove (int_id);
  gh_demo_server_stop (server);
  return is_good;
}

int
main (int argc, char **argv)
{
  g_autoptr (GhDemoOptions) options = NULL;
  g_autoptr (GError) local_error = NULL;
  gboolean is_good;

  setlocale (LC_ALL, "");
  g_set_prgname ("gatehouse-demo-server");
  options = gh_demo_options_parse (&argc, &argv, &local_error);
  if (options == NULL)
    {
      g_printerr ("%s\n", local_error->message);
      return 2;
    }
  if (options->show_version)
    {
      g_print ("gatehouse-demo-server " GH_VERSION "\n");
      return 0;
    }
  if (options->exit_with_parent && !tie_to_parent ())
    return 0;

  if (options->contact_sheet != NULL)
    is_good = gh_demo_contact_sheet_write (options->contact_sheet, &local_error);
  else
    is_good = run (options, &local_error);
  if (!is_good)
    {
      g_printerr ("%s\n", local_error->message);
      return local_error->domain == G_OPTION_ERROR ? 2 : 1;
    }
  return 0;
}
