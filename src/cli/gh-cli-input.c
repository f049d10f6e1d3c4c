/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-input.h"

#include "gh-error.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <unistd.h>

static GInputStream *
open_input (GhCliContext *context, GError **error)
{
  if (isatty (STDIN_FILENO))
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT,
                           _("Standard input, “-”, is a terminal: send something into it."));
      return NULL;
    }
  if (!gh_cli_context_take_input (context, error))
    return NULL;

  return g_unix_input_stream_new (STDIN_FILENO, FALSE);
}

static GInputStream *
open_file (GhCliContext *context, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;

  g_file_read_async (file, G_PRIORITY_DEFAULT, gh_cli_context_get_cancellable (context),
                     gh_cli_context_ready_cb, &result);
  gh_cli_context_wait (context, &result);

  return G_INPUT_STREAM (g_file_read_finish (file, result, error));
}

static gboolean
read_all (GhCliContext *context,
          GInputStream *stream,
          gpointer buffer,
          gsize size,
          gsize *length,
          GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  g_input_stream_read_all_async (stream, buffer, size, G_PRIORITY_DEFAULT,
                                 gh_cli_context_get_cancellable (context),
                                 gh_cli_context_ready_cb, &result);
  gh_cli_context_wait (context, &result);

  return g_input_stream_read_all_finish (stream, result, length, error);
}

/**
 * gh_cli_input_read:
 * @context: whose signals end the waiting
 * @path: (type filename): a file; "-" is standard input
 * @buffer: where to
 * @size: how many bytes there is room for
 * @length: (out): how many were read: @size where there may be more
 * @error: return location for an error
 *
 * Reads a file or standard input to its end. The main context is run meanwhile: whatever sends
 * something into a pipe may take its time.
 *
 * Returns: %FALSE with %GH_ERROR_INVALID_ARGUMENT, %G_IO_ERROR_CANCELLED
 */
gboolean
gh_cli_input_read (GhCliContext *context,
                   const char *path,
                   gpointer buffer,
                   gsize size,
                   gsize *length,
                   GError **error)
{
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (path != NULL, FALSE);

  stream = g_str_equal (path, "-") ? open_input (context, &local_error)
                                   : open_file (context, path, &local_error);
  if (stream != NULL && read_all (context, stream, buffer, size, length, &local_error))
    return TRUE;

  if (local_error->domain == G_IO_ERROR && !gh_error_is_cancelled (local_error))
    g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT, local_error->message);
  else
    g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}
