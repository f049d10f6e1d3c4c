/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-commands.h"

#include "gh-cli-context.h"
#include "gh-cli-objects.h"
#include "gh-cli-picture.h"
#include "gh-error.h"

#include <glib/gi18n.h>

static GhFaceRecord *
enroll (GhCliContext *context, const GhFaceDraft *draft, GError **error)
{
  GhFaceRecognition *recognition = gh_cli_context_get_face_recognition (context);
  g_autoptr (GAsyncResult) result = NULL;

  gh_face_recognition_enroll_async (recognition, draft, gh_cli_context_get_cancellable (context),
                                    gh_cli_context_ready_cb, &result);
  gh_cli_context_wait (context, &result);

  return gh_face_recognition_enroll_finish (recognition, result, error);
}

static gboolean
check (const char *face_id, double confidence, GError **error)
{
  const char *sentence = NULL;

  if (face_id == NULL || *face_id == '\0')
    sentence = _("Say with --face by which id the face is known.");
  else if (!(confidence >= 0 && confidence <= 1))
    sentence = _("--confidence is between 0 and 1.");
  if (sentence != NULL)
    g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT, sentence);

  return sentence == NULL;
}

static gboolean
run (GhCliContext *context, const GhCliCommand *command, char **arguments, GError **error)
{
  g_auto (GStrv) words = g_strdupv (arguments);
  g_autofree char *face_id = NULL;
  g_autofree char *user_id = NULL;
  g_autoptr (GhStill) still = NULL;
  g_autoptr (GBytes) picture = NULL;
  g_autoptr (GhFaceRecord) face = NULL;
  g_autoptr (GhCliRecord) record = NULL;
  double confidence = 1;
  const GOptionEntry entries[] = {
    { "face", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &face_id,
      N_ ("The id by which the camera is to know the face"), N_ ("ID") },
    { "user", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &user_id,
      N_ ("The account that it belongs to"), N_ ("ID") },
    { "confidence", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_DOUBLE, &confidence,
      N_ ("How good the picture is, 0 to 1 (default 1)"), N_ ("SHARE") },
    G_OPTION_ENTRY_NULL,
  };
  GhFaceDraft draft = { .media_type = GH_CLI_PICTURE_MEDIA_TYPE };

  if (!gh_cli_context_parse (context, command, entries, 1, 1, &words, error)
      || !check (face_id, confidence, error))
    return FALSE;

  still = gh_cli_picture_load_still (context, words[0], error);
  if (still == NULL || !gh_cli_context_sign_in (context, error))
    return FALSE;
  picture = gh_cli_picture_encode_for_json (context, still, error);
  if (picture == NULL)
    return FALSE;

  draft.user_id = user_id;
  draft.face_id = face_id;
  draft.image = picture;
  draft.confidence = confidence;
  face = enroll (context, &draft, error);
  if (face == NULL)
    return FALSE;

  record = gh_cli_objects_record_face (face);
  gh_cli_output_add (gh_cli_context_get_output (context), record, NULL);

  return TRUE;
}

const GhCliCommand gh_cli_enroll = {
  .name = "enroll",
  .arguments = N_ ("PICTURE"),
  .summary = N_ ("Make a face known"),
  .description =
    N_ ("PICTURE is a file, or “-” for standard input: JPEG, PNG, WebP or HEIC. It is\n"
        "sent upright, as small as the server needs it, and without what a camera\n"
        "writes into it beside the pixels, such as the place."),
  .run = run,
};
