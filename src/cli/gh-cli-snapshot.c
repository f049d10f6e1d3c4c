/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-commands.h"

#include "gh-cli-context.h"
#include "gh-cli-objects.h"
#include "gh-cli-picture.h"
#include "gh-error.h"

#include <glib/gi18n.h>

static GBytes *
take (GhCliContext *context, const char *camera_id, GError **error)
{
  GhFaceRecognition *recognition = gh_cli_context_get_face_recognition (context);
  g_autoptr (GAsyncResult) result = NULL;

  gh_face_recognition_snapshot_async (recognition, camera_id,
                                      gh_cli_context_get_cancellable (context),
                                      gh_cli_context_ready_cb, &result);
  gh_cli_context_wait (context, &result);

  return gh_face_recognition_snapshot_finish (recognition, result, error);
}

static gboolean
run (GhCliContext *context, const GhCliCommand *command, char **arguments, GError **error)
{
  g_auto (GStrv) words = g_strdupv (arguments);
  g_autofree char *path = NULL;
  g_autoptr (GBytes) picture = NULL;
  gboolean replaces = FALSE;
  const GOptionEntry entries[] = {
    { "output", 'o', G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &path,
      N_ ("Where the picture goes; “-” is standard output"), N_ ("FILE") },
    { "force", 'f', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &replaces,
      N_ ("Replace a file that is there"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!gh_cli_context_parse (context, command, entries, 0, 1, &words, error))
    return FALSE;
  if (path == NULL)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT,
                           _("Say with --output where the picture goes."));
      return FALSE;
    }
  if (!gh_cli_picture_check_target (path, replaces, error)
      || !gh_cli_context_sign_in (context, error))
    return FALSE;

  picture = take (context, words[0], error);
  if (picture == NULL || !gh_cli_picture_save (context, picture, path, replaces, error))
    return FALSE;

  /* The output is the picture then, and nothing else. */
  if (!g_str_equal (path, "-"))
    {
      g_autoptr (GhCliRecord) record = gh_cli_objects_record_saved_picture (picture, path);

      gh_cli_output_add (gh_cli_context_get_output (context), record, NULL);
    }

  return TRUE;
}

const GhCliCommand gh_cli_snapshot = {
  .name = "snapshot",
  .arguments = N_ ("[CAMERA]"),
  .summary = N_ ("Save what a camera sees now"),
  .description = N_ ("CAMERA is a camera's ID; without it the server chooses."),
  .run = run,
};
