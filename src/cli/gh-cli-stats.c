/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-commands.h"

#include "gh-cli-context.h"
#include "gh-cli-objects.h"

#include <glib/gi18n.h>

static gboolean
run (GhCliContext *context, const GhCliCommand *command, char **arguments, GError **error)
{
  g_auto (GStrv) words = g_strdupv (arguments);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GhStatistics) statistics = NULL;
  g_autoptr (GhCliRecord) record = NULL;
  GhFaceRecognition *recognition;

  if (!gh_cli_context_parse (context, command, NULL, 0, 0, &words, error)
      || !gh_cli_context_sign_in (context, error))
    return FALSE;

  recognition = gh_cli_context_get_face_recognition (context);
  gh_face_recognition_get_statistics_async (recognition, gh_cli_context_get_cancellable (context),
                                            gh_cli_context_ready_cb, &result);
  gh_cli_context_wait (context, &result);
  statistics = gh_face_recognition_get_statistics_finish (recognition, result, error);
  if (statistics == NULL)
    return FALSE;

  record = gh_cli_objects_record_statistics (statistics);
  gh_cli_output_add (gh_cli_context_get_output (context), record, NULL);

  return TRUE;
}

const GhCliCommand gh_cli_stats = {
  .name = "stats",
  .summary = N_ ("Show the figures about faces and events"),
  .description = N_ ("What this server does not tell is null."),
  .run = run,
};
