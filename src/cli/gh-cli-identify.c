/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-commands.h"

#include "gh-cli-context.h"
#include "gh-cli-objects.h"
#include "gh-cli-picture.h"

#include <glib/gi18n.h>

/* Of a crowd each face is to be large enough. */
#define MOST_BYTES (2 * 1024 * 1024)
#define MOST_SIDE 3072

static GhRecognition *
recognize (GhCliContext *context, GBytes *picture, GError **error)
{
  GhFaceRecognition *recognition = gh_cli_context_get_face_recognition (context);
  g_autoptr (GAsyncResult) result = NULL;

  gh_face_recognition_recognize_async (recognition, picture, GH_CLI_PICTURE_MEDIA_TYPE,
                                       gh_cli_context_get_cancellable (context),
                                       gh_cli_context_ready_cb, &result);
  gh_cli_context_wait (context, &result);

  return gh_face_recognition_recognize_finish (recognition, result, error);
}

static gboolean
run (GhCliContext *context, const GhCliCommand *command, char **arguments, GError **error)
{
  static const GhStillLimits limits = {
    .most_bytes = MOST_BYTES,
    .most_side = MOST_SIDE,
    .least_side = 1,
  };
  g_auto (GStrv) words = g_strdupv (arguments);
  g_autoptr (GhStill) still = NULL;
  g_autoptr (GBytes) picture = NULL;
  g_autoptr (GhRecognition) found = NULL;
  GhCliOutput *output = gh_cli_context_get_output (context);

  if (!gh_cli_context_parse (context, command, NULL, 1, 1, &words, error))
    return FALSE;

  still = gh_cli_picture_load_still (context, words[0], error);
  if (still == NULL)
    return FALSE;
  picture = gh_cli_picture_encode (context, still, &limits, error);
  if (picture == NULL || !gh_cli_context_sign_in (context, error))
    return FALSE;
  found = recognize (context, picture, error);
  if (found == NULL)
    return FALSE;

  if (!gh_cli_objects_add_recognition (output, found))
    gh_cli_output_say (output, _("There is no face in this picture."));
  if (gh_recognition_get_n_invalid (found) > 0)
    gh_cli_output_tell (_("The server has told of faces that cannot be read."));

  return TRUE;
}

const GhCliCommand gh_cli_identify = {
  .name = "identify",
  .arguments = N_ ("PICTURE"),
  .summary = N_ ("Ask who is in a picture"),
  .description =
    N_ ("A line for each face that was found. PICTURE is a file, or “-” for standard\n"
        "input: JPEG, PNG, WebP or HEIC. It is sent upright, and without what a camera\n"
        "writes into it beside the pixels, such as the place."),
  .run = run,
};
