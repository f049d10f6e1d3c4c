/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-commands.h"

#include "gh-cli-context.h"
#include "gh-cli-objects.h"
#include "gh-cli-picture.h"
#include "gh-upload.h"

#include <glib/gi18n.h>

static gboolean
upload_image (GhCliContext *context,
              GhUpload *upload,
              GBytes *picture,
              const char *media_type,
              const char *file_name,
              GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GhUploadedImage) image = NULL;
  g_autoptr (GhCliRecord) record = NULL;

  gh_upload_image_async (upload, picture, media_type, file_name,
                         gh_cli_context_get_cancellable (context), gh_cli_context_ready_cb,
                         &result);
  gh_cli_context_wait (context, &result);
  image = gh_upload_image_finish (upload, result, error);
  if (image == NULL)
    return FALSE;

  record = gh_cli_objects_record_upload (image);
  gh_cli_output_add (gh_cli_context_get_output (context), record, NULL);

  return TRUE;
}

/* What the server makes of a face is told, but neither the picture nor the template. */
static gboolean
upload_face (GhCliContext *context,
             GhUpload *upload,
             GBytes *picture,
             const char *media_type,
             const char *file_name,
             GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GhFaceScan) scan = NULL;
  g_autoptr (GhCliRecord) record = NULL;

  gh_upload_face_image_async (upload, picture, media_type, file_name,
                              gh_cli_context_get_cancellable (context), gh_cli_context_ready_cb,
                              &result);
  gh_cli_context_wait (context, &result);
  scan = gh_upload_face_image_finish (upload, result, error);
  if (scan == NULL)
    return FALSE;

  record = gh_cli_objects_record_scan (scan);
  gh_cli_output_add (gh_cli_context_get_output (context), record, NULL);

  return TRUE;
}

static gboolean
run (GhCliContext *context, const GhCliCommand *command, char **arguments, GError **error)
{
  g_auto (GStrv) words = g_strdupv (arguments);
  g_autofree char *file_name = NULL;
  g_autoptr (GBytes) picture = NULL;
  g_autoptr (GhUpload) upload = NULL;
  gboolean is_face = FALSE;
  const char *media_type;
  const GOptionEntry entries[] = {
    { "face", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &is_face,
      N_ ("Have the face in it looked at, in place of keeping the picture"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!gh_cli_context_parse (context, command, entries, 1, 1, &words, error))
    return FALSE;
  picture = gh_cli_picture_load (context, words[0], &media_type, error);
  if (picture == NULL || !gh_cli_context_sign_in (context, error))
    return FALSE;

  /* Where it lies on this computer is nobody's business. */
  if (!g_str_equal (words[0], "-"))
    file_name = g_path_get_basename (words[0]);
  upload = gh_upload_new (gh_cli_context_get_session (context));

  return is_face ? upload_face (context, upload, picture, media_type, file_name, error)
                 : upload_image (context, upload, picture, media_type, file_name, error);
}

const GhCliCommand gh_cli_upload = {
  .name = "upload",
  .arguments = N_ ("PICTURE"),
  .summary = N_ ("Give the server a picture to keep"),
  .description =
    N_ ("PICTURE is a file, or “-” for standard input: JPEG, PNG or WebP. It is sent as\n"
        "it is, with all that a camera has written into it."),
  .run = run,
};
