/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-commands.h"

#include "gh-cli-context.h"
#include "gh-cli-enroll-bulk.h"
#include "gh-cli-objects.h"
#include "gh-cli-picture.h"
#include "gh-error.h"
#include "gh-prepared-face.h"
#include "gh-upload.h"

#include <glib/gi18n.h>

/* What was typed. */
typedef struct
{
  char *face_id;
  char *user_id;
  double confidence; /* below 0 for what the server says */
  char *folder;
  char *table;
  char *report;
  gboolean is_dry;
  gboolean may_resume;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->face_id);
  g_free (self->user_id);
  g_free (self->folder);
  g_free (self->table);
  g_free (self->report);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* Below 0 is how nobody says anything, and cannot be typed. */
#define NO_CONFIDENCE (-1)

static gboolean
check (const Options *options, const char *picture, GError **error)
{
  gboolean is_bulk = options->folder != NULL || options->table != NULL;
  gboolean is_bulk_only =
    options->report != NULL || options->is_dry || options->may_resume;
  gboolean is_single_only = options->face_id != NULL || options->user_id != NULL
                            || options->confidence != NO_CONFIDENCE || picture != NULL;
  const char *sentence = NULL;

  if (options->folder != NULL && options->table != NULL)
    sentence = _("Either --folder or --csv says what is to be enrolled.");
  else if (is_bulk && is_single_only)
    sentence = _("PICTURE, --face, --user and --confidence are for one face, and not for many.");
  else if (!is_bulk && is_bulk_only)
    sentence = _("--dry-run, --resume and --report go with --folder or --csv.");
  else if (!is_bulk && picture == NULL)
    sentence = _("Name a picture, or many with --folder or --csv.");
  else if (!is_bulk && (options->face_id == NULL || *options->face_id == '\0'))
    sentence = _("Say with --face by which ID the face is known.");
  else if (options->confidence != NO_CONFIDENCE
           && !(options->confidence >= 0 && options->confidence <= 1))
    sentence = _("--confidence is between 0 and 1.");
  if (sentence != NULL)
    g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT, sentence);

  return sentence == NULL;
}

static gboolean
prepare (GhCliContext *context, GhPreparedFace *face, GError **error)
{
  GhSession *session = gh_cli_context_get_session (context);
  GhDialect *dialect = gh_transport_get_dialect (gh_session_get_transport (session));
  GCancellable *cancellable = gh_cli_context_get_cancellable (context);
  g_autoptr (GhUpload) upload = gh_upload_new (session);
  g_autoptr (GAsyncResult) encoded = NULL;
  g_autoptr (GAsyncResult) scanned = NULL;

  gh_prepared_face_encode_async (face, gh_dialect_get_most_json_bytes (dialect), cancellable,
                                 gh_cli_context_ready_cb, &encoded);
  gh_cli_context_wait (context, &encoded);
  if (!gh_prepared_face_encode_finish (face, encoded, error))
    return FALSE;

  gh_prepared_face_scan_async (face, upload, cancellable, gh_cli_context_ready_cb, &scanned);
  gh_cli_context_wait (context, &scanned);
  return gh_prepared_face_scan_finish (face, scanned, error);
}

static GhFaceRecord *
enroll (GhCliContext *context, GhPreparedFace *face, GError **error)
{
  GhFaceRecognition *recognition = gh_cli_context_get_face_recognition (context);
  g_autoptr (GAsyncResult) result = NULL;

  gh_prepared_face_enroll_async (face, recognition, gh_cli_context_get_cancellable (context),
                                 gh_cli_context_ready_cb, &result);
  gh_cli_context_wait (context, &result);

  return gh_face_recognition_enroll_finish (recognition, result, error);
}

static gboolean
run_one (GhCliContext *context, const Options *options, const char *path, GError **error)
{
  g_autoptr (GhStill) still = gh_cli_picture_load_still (context, path, error);
  g_autoptr (GhPreparedFace) prepared = NULL;
  g_autoptr (GhFaceRecord) face = NULL;
  g_autoptr (GhCliRecord) record = NULL;

  if (still == NULL || !gh_cli_context_sign_in (context, error))
    return FALSE;

  prepared = gh_prepared_face_new (still, 1);
  gh_prepared_face_set_ids (prepared, options->face_id, options->user_id);
  gh_prepared_face_set_confidence (prepared, options->confidence);
  if (!prepare (context, prepared, error))
    return FALSE;
  face = enroll (context, prepared, error);
  if (face == NULL)
    return FALSE;

  record = gh_cli_objects_record_face (face);
  gh_cli_output_add (gh_cli_context_get_output (context), record, NULL);

  return TRUE;
}

static gboolean
run (GhCliContext *context, const GhCliCommand *command, char **arguments, GError **error)
{
  g_auto (GStrv) words = g_strdupv (arguments);
  g_auto (Options) options = { .confidence = NO_CONFIDENCE };
  const GOptionEntry entries[] = {
    { "face", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &options.face_id,
      N_ ("The ID by which the camera is to know the face"), N_ ("ID") },
    { "user", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &options.user_id,
      N_ ("The account that it belongs to"), N_ ("ID") },
    { "confidence", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_DOUBLE, &options.confidence,
      N_ ("How good the picture is, 0 to 1 (default: what the server says)"), N_ ("SHARE") },
    { "folder", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &options.folder,
      N_ ("All pictures in a folder, each by its name"), N_ ("DIR") },
    { "csv", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &options.table,
      N_ ("All rows of a table with the columns file, face_id, user, confidence"), N_ ("FILE") },
    { "dry-run", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &options.is_dry,
      N_ ("Say what would be enrolled, and change nothing"), NULL },
    { "resume", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &options.may_resume,
      N_ ("Go on where it was interrupted"), NULL },
    { "report", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &options.report,
      N_ ("Save what has become of each as a table"), N_ ("FILE") },
    G_OPTION_ENTRY_NULL,
  };
  GhCliEnrollBulk bulk;

  if (!gh_cli_context_parse (context, command, entries, 0, 1, &words, error)
      || !check (&options, words[0], error))
    return FALSE;
  if (options.folder == NULL && options.table == NULL)
    return run_one (context, &options, words[0], error);

  bulk = (GhCliEnrollBulk){
    .source = options.folder != NULL ? options.folder : options.table,
    .report = options.report,
    .is_dry = options.is_dry,
    .may_resume = options.may_resume,
  };
  return gh_cli_enroll_bulk_run (context, &bulk, error);
}

const GhCliCommand gh_cli_enroll = {
  .name = "enroll",
  .arguments = N_ ("[PICTURE]"),
  .summary = N_ ("Make a face known, or many"),
  .description =
    N_ ("PICTURE is a file, or “-” for standard input: JPEG, PNG, WebP or HEIC. It is\n"
        "sent upright, as small as the server needs it, and without what a camera\n"
        "writes into it beside the pixels, such as the place.\n"
        "\n"
        "With --folder or --csv many are enrolled, one after the other and a line each.\n"
        "Whatever interrupts that, --resume goes on with it and enrolls nobody twice."),
  .run = run,
};
