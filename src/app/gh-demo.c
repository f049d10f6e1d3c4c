/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-demo.h"

#include "gh-error.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#define PROGRAM "gatehouse-demo-server"

struct _GhDemo
{
  GObject parent_instance;

  char *directory;        /* (owned) (nullable): private to us, holds the two files */
  char *port_path;        /* (owned) (nullable) */
  char *credentials_path; /* (owned) (nullable) */
  GSubprocess *process;   /* (owned) (nullable) */
  GFileMonitor *monitor;  /* (owned) (nullable): for the port file */
  GTask *starting;        /* (owned) (nullable) */
  guint16 port;           /* 0: not known yet */
};

enum
{
  ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhDemo, gh_demo, G_TYPE_OBJECT)

/* Where the evaluation server is: where somebody says it is, beside this program, where it is
 * installed, or in PATH. */
static char *
find_program (void)
{
  g_autofree char *own_path = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *own_directory = own_path != NULL ? g_path_get_dirname (own_path) : NULL;
  const char *directories[] = { own_directory, GH_LIBEXEC_DIR };
  const char *chosen = g_getenv ("GATEHOUSE_DEMO_SERVER");

  if (chosen != NULL)
    return g_strdup (chosen);

  for (guint i = 0; i < G_N_ELEMENTS (directories); i++)
    if (directories[i] != NULL)
      {
        g_autofree char *path = g_build_filename (directories[i], PROGRAM, NULL);

        if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
          return g_steal_pointer (&path);
      }

  return g_find_program_in_path (PROGRAM);
}

static gboolean
make_directory (GhDemo *self, GError **error)
{
  g_autofree char *path =
    g_build_filename (g_get_user_runtime_dir (), "gatehouse-demo-XXXXXX", NULL);

  g_mkdir_with_parents (g_get_user_runtime_dir (), 0700);
  if (g_mkdtemp (path) == NULL)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_UNAVAILABLE,
                   /* Translators: a folder's name, and the system's word for what is wrong. */
                   _("No private folder could be made in “%s”: %s"), g_get_user_runtime_dir (),
                   g_strerror (errno));
      return FALSE;
    }

  self->port_path = g_build_filename (path, "port", NULL);
  self->credentials_path = g_build_filename (path, "credentials.json", NULL);
  self->directory = g_steal_pointer (&path);

  return TRUE;
}

static void
remove_directory (GhDemo *self)
{
  if (self->directory == NULL)
    return;

  g_unlink (self->port_path);
  g_unlink (self->credentials_path);
  g_rmdir (self->directory);
  g_clear_pointer (&self->port_path, g_free);
  g_clear_pointer (&self->credentials_path, g_free);
  g_clear_pointer (&self->directory, g_free);
}

static GSubprocess *
spawn (GhDemo *self, GError **error)
{
  g_autofree char *program = find_program ();
  g_autofree char *data_directory = g_build_filename (g_get_user_data_dir (), "gatehouse", NULL);
  g_autofree char *database = g_build_filename (data_directory, "demo-server.sqlite", NULL);
  g_autoptr (GError) spawn_error = NULL;
  GSubprocess *process;

  if (program == NULL)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_UNAVAILABLE,
                   /* Translators: %s is the name of a program. */
                   _("The evaluation server (%s) is not installed."), PROGRAM);
      return NULL;
    }

  g_mkdir_with_parents (data_directory, 0700);
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &spawn_error, program,
                              "--db", database,
                              "--port", "0",
                              "--port-file", self->port_path,
                              "--credentials-file", self->credentials_path,
                              "--exit-with-parent",
                              NULL);
  if (process == NULL)
    g_set_error (error, GH_ERROR, GH_ERROR_UNAVAILABLE,
                 /* Translators: %s is the system's word for what is wrong. */
                 _("The evaluation server could not be started: %s"), spawn_error->message);

  return process;
}

/* The port that the server has written, or 0 while the file is not there or not whole. */
static guint16
read_port (GhDemo *self)
{
  g_autofree char *text = NULL;
  guint64 port = 0;

  if (!g_file_get_contents (self->port_path, &text, NULL, NULL) || !g_str_has_suffix (text, "\n"))
    return 0;

  g_strchomp (text);

  return g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT16, &port, NULL) ? (guint16) port : 0;
}

static void
look_for_port (GhDemo *self)
{
  g_autoptr (GTask) task = NULL;

  self->port = read_port (self);
  if (self->port == 0 || self->starting == NULL)
    return;

  g_clear_object (&self->monitor);
  task = g_steal_pointer (&self->starting);
  g_task_return_boolean (task, TRUE);
}

static void
port_file_changed_cb (GhDemo *self)
{
  look_for_port (self);
}

static void
process_ended_ready_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhDemo) self = user_data;
  g_autoptr (GTask) task = NULL;

  g_subprocess_wait_finish (G_SUBPROCESS (object), result, NULL);
  if (self->process != G_SUBPROCESS (object))
    return;

  g_clear_object (&self->process);
  g_clear_object (&self->monitor);
  remove_directory (self);
  self->port = 0;
  task = g_steal_pointer (&self->starting);
  if (task != NULL)
    g_task_return_new_error (task, GH_ERROR, GH_ERROR_UNAVAILABLE, "%s",
                             _("The evaluation server ended before it was ready."));
  else
    g_signal_emit (self, signals[ENDED], 0);
}

static void
gh_demo_dispose (GObject *object)
{
  gh_demo_stop (GH_DEMO (object));

  G_OBJECT_CLASS (gh_demo_parent_class)->dispose (object);
}

static void
gh_demo_class_init (GhDemoClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gh_demo_dispose;

  /**
   * GhDemo::ended:
   *
   * The server is gone though nobody told it to go.
   */
  signals[ENDED] = g_signal_new ("ended", GH_TYPE_DEMO, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
gh_demo_init (GhDemo *self)
{
}

/**
 * gh_demo_new:
 *
 * Returns: (transfer full): an evaluation server that is not started yet
 */
GhDemo *
gh_demo_new (void)
{
  return g_object_new (GH_TYPE_DEMO, NULL);
}

/**
 * gh_demo_start_async:
 *
 * Starts the server; done when it answers. The first start makes the sample data, which takes some
 * seconds. The server ends when this process does, also when it crashes. To be called once.
 *
 * What does not work is %GH_ERROR_UNAVAILABLE.
 */
void
gh_demo_start_async (GhDemo *self,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GFile) port_file = NULL;
  GError *error = NULL;

  g_return_if_fail (GH_IS_DEMO (self));
  g_return_if_fail (self->process == NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_demo_start_async);

  if (!make_directory (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  /* Watched before the server is started: the file cannot appear unseen. */
  port_file = g_file_new_for_path (self->port_path);
  self->monitor = g_file_monitor_file (port_file, G_FILE_MONITOR_NONE, NULL, &error);
  if (self->monitor != NULL)
    self->process = spawn (self, &error);
  if (self->process == NULL)
    {
      g_clear_object (&self->monitor);
      remove_directory (self);
      g_task_return_error (task, error);
      return;
    }

  self->starting = g_steal_pointer (&task);
  g_signal_connect_object (self->monitor, "changed", G_CALLBACK (port_file_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_subprocess_wait_async (self->process, NULL, process_ended_ready_cb, g_object_ref (self));
}

gboolean
gh_demo_start_finish (GhDemo *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * gh_demo_stop:
 *
 * Tells the server to end and does not wait for it. A start that is under way is cancelled.
 */
void
gh_demo_stop (GhDemo *self)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GSubprocess) process = NULL;

  g_return_if_fail (GH_IS_DEMO (self));

  g_clear_object (&self->monitor);
  process = g_steal_pointer (&self->process);
  if (process != NULL)
    g_subprocess_send_signal (process, SIGTERM);
  remove_directory (self);
  self->port = 0;

  task = g_steal_pointer (&self->starting);
  if (task != NULL)
    g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "");
}

/**
 * gh_demo_dup_address:
 *
 * Returns: (transfer full) (nullable): where the server answers, once it is started
 */
char *
gh_demo_dup_address (GhDemo *self)
{
  g_return_val_if_fail (GH_IS_DEMO (self), NULL);

  return self->port > 0 ? g_strdup_printf ("http://localhost:%u/api", self->port) : NULL;
}

/**
 * gh_demo_get_credentials_path:
 *
 * Returns: (nullable): the file with the administrator's sign-in, once the server is started
 */
const char *
gh_demo_get_credentials_path (GhDemo *self)
{
  g_return_val_if_fail (GH_IS_DEMO (self), NULL);

  return self->credentials_path;
}
