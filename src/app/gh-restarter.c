/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-restarter.h"

#include <gio/gio.h>
#include <glib-unix.h>
#include <signal.h>

/* A wrong command line is not better the second time. */
#define EXIT_USAGE 2

typedef struct
{
  const char *const *arguments; /* (unowned) */
  guint delay_ms;
  GMainLoop *loop;     /* (owned) */
  GSubprocess *child;  /* (owned) (nullable): while it runs */
  guint restart_id;
  gboolean must_end;   /* the system has said so */
  int exit_status;
} Restarter;

static void start (Restarter *self);

static gboolean
restart_cb (gpointer user_data)
{
  Restarter *self = user_data;

  self->restart_id = 0;
  start (self);
  return G_SOURCE_REMOVE;
}

static void
end (Restarter *self, int exit_status)
{
  self->exit_status = exit_status;
  g_main_loop_quit (self->loop);
}

static void
ended_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Restarter *self = user_data;
  gboolean has_exited;
  int exit_status;

  g_subprocess_wait_finish (self->child, result, NULL);
  has_exited = g_subprocess_get_if_exited (self->child);
  exit_status = has_exited ? g_subprocess_get_exit_status (self->child) : EXIT_FAILURE;
  g_clear_object (&self->child);

  if (self->must_end || (has_exited && (exit_status == 0 || exit_status == EXIT_USAGE)))
    end (self, exit_status);
  else
    self->restart_id = g_timeout_add (self->delay_ms, restart_cb, self);
}

static void
start (Restarter *self)
{
  g_autoptr (GError) error = NULL;

  self->child = g_subprocess_newv (self->arguments, G_SUBPROCESS_FLAGS_STDIN_INHERIT, &error);
  if (self->child != NULL)
    {
      g_subprocess_wait_async (self->child, NULL, ended_ready_cb, self);
      return;
    }

  g_printerr ("gatehouse: %s\n", error->message);
  end (self, EXIT_FAILURE);
}

/* Whoever ends us ends it, and we end as it does. */
static gboolean
end_signal_cb (gpointer user_data)
{
  Restarter *self = user_data;

  self->must_end = TRUE;
  if (self->child != NULL)
    g_subprocess_send_signal (self->child, SIGTERM);
  else
    end (self, EXIT_SUCCESS);
  return G_SOURCE_CONTINUE;
}

/**
 * gh_restarter_run:
 * @arguments: (array zero-terminated=1): a program and its arguments
 * @delay_ms: how long to wait before it is started again
 *
 * Runs the program until it ends with 0, with a complaint about its arguments, or because the system
 * says so.
 *
 * Returns: the exit status of the last run
 */
int
gh_restarter_run (const char *const *arguments, guint delay_ms)
{
  Restarter self = { .arguments = arguments, .delay_ms = delay_ms };
  guint sources[2];

  g_return_val_if_fail (arguments != NULL && arguments[0] != NULL, EXIT_FAILURE);

  self.loop = g_main_loop_new (NULL, FALSE);
  sources[0] = g_unix_signal_add (SIGTERM, end_signal_cb, &self);
  sources[1] = g_unix_signal_add (SIGINT, end_signal_cb, &self);
  start (&self);
  if (self.child != NULL)
    g_main_loop_run (self.loop);

  g_clear_handle_id (&self.restart_id, g_source_remove);
  g_source_remove (sources[0]);
  g_source_remove (sources[1]);
  g_main_loop_unref (self.loop);
  return self.exit_status;
}
