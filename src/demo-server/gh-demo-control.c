/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-control.h"

#include <gio/gunixinputstream.h>
#include <string.h>
#include <unistd.h>

#define MOST_AT_ONCE 100000

struct _GhDemoControl
{
  GhDemoServer *server;       /* (owned) */
  GMainLoop *loop;            /* (owned) */
  GDataInputStream *lines;    /* (owned) */
  GCancellable *cancellable;  /* (owned) */
};

static void read_next (GhDemoControl *self);

/**
 * gh_demo_control_obey:
 * @server: the server
 * @loop: what to quit
 * @line: "emit N", "drop", "pause", "resume", "quit", or a line for gh_demo_server_obey()
 *
 * Returns: %TRUE if @line was understood
 */
gboolean
gh_demo_control_obey (GhDemoServer *server, GMainLoop *loop, const char *line)
{
  guint64 n;

  if (g_str_has_prefix (line, "emit ") &&
      g_ascii_string_to_unsigned (line + strlen ("emit "), 10, 1, MOST_AT_ONCE, &n, NULL))
    gh_demo_server_emit (server, (guint) n);
  else if (g_str_equal (line, "drop"))
    gh_demo_server_drop (server);
  else if (g_str_equal (line, "pause"))
    gh_demo_server_pause (server);
  else if (g_str_equal (line, "resume"))
    gh_demo_server_resume (server);
  else if (g_str_equal (line, "quit"))
    g_main_loop_quit (loop);
  else
    return gh_demo_server_obey (server, line);

  return TRUE;
}

static void
line_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GhDemoControl *self = user_data;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *line = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source),
                                                                result, NULL, &local_error);

  if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (line == NULL)
    {
      g_main_loop_quit (self->loop);
      return;
    }
  if (!gh_demo_control_obey (self->server, self->loop, line))
    g_printerr ("Not understood: %s\n", line);
  read_next (self);
}

static void
read_next (GhDemoControl *self)
{
  g_data_input_stream_read_line_async (self->lines, G_PRIORITY_DEFAULT, self->cancellable,
                                       line_ready_cb, self);
}

/**
 * gh_demo_control_new:
 * @server: the server
 * @loop: what to quit
 *
 * Begins to read standard input. At its end the loop is quit.
 *
 * Returns: (transfer full): the reader
 */
GhDemoControl *
gh_demo_control_new (GhDemoServer *server, GMainLoop *loop)
{
  GhDemoControl *self = g_new0 (GhDemoControl, 1);
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);

  self->server = g_object_ref (server);
  self->loop = g_main_loop_ref (loop);
  self->lines = g_data_input_stream_new (input);
  self->cancellable = g_cancellable_new ();
  read_next (self);
  return self;
}

/**
 * gh_demo_control_free:
 * @self: (transfer full) (nullable): the reader
 *
 * Reads no more.
 */
void
gh_demo_control_free (GhDemoControl *self)
{
  if (self == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  g_object_unref (self->lines);
  g_main_loop_unref (self->loop);
  g_object_unref (self->server);
  g_free (self);
}
