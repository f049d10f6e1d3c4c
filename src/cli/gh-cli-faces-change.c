/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-faces.h"

#include "gh-cli-context.h"
#include "gh-cli-objects.h"
#include "gh-cli-picture.h"
#include "gh-cli-prompt.h"
#include "gh-error.h"

#include <glib/gi18n.h>

/* --- update ----------------------------------------------------------------------------------- */

static GhFaceRecord *
update (GhCliContext *context, const char *id, const GhFaceChanges *changes, GError **error)
{
  GhFaceRecognition *recognition = gh_cli_context_get_face_recognition (context);
  g_autoptr (GAsyncResult) result = NULL;

  gh_face_recognition_update_record_async (recognition, id, changes,
                                           gh_cli_context_get_cancellable (context),
                                           gh_cli_context_ready_cb, &result);
  gh_cli_context_wait (context, &result);

  return gh_face_recognition_update_record_finish (recognition, result, error);
}

static gboolean
check (GhFaceChanges *changes, gboolean is_active, gboolean is_inactive, GError **error)
{
  if (is_active && is_inactive)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT,
                           _("--active and --inactive do not go together."));
      return FALSE;
    }
  if (is_active || is_inactive)
    changes->fields |= GH_FACE_FIELD_IS_ACTIVE;
  changes->is_active = is_active;
  if (changes->fields != GH_FACE_FIELD_NONE)
    return TRUE;

  g_set_error (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT,
               _("Say what is to be changed; see %s --help."), g_get_prgname ());
  return FALSE;
}

static gboolean
run_update (GhCliContext *context, const GhCliCommand *command, char **arguments, GError **error)
{
  g_auto (GStrv) words = g_strdupv (arguments);
  g_autofree char *user_id = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GhStill) still = NULL;
  g_autoptr (GBytes) picture = NULL;
  g_autoptr (GhFaceRecord) face = NULL;
  g_autoptr (GhCliRecord) record = NULL;
  gboolean is_active = FALSE, is_inactive = FALSE;
  const GOptionEntry entries[] = {
    { "user", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &user_id,
      N_ ("The account that it belongs to; “” for none"), N_ ("ID") },
    { "picture", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &path,
      N_ ("Another picture, as “enroll” takes it (“-”: standard input)"), N_ ("FILE") },
    { "active", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &is_active, N_ ("Switch it on"), NULL },
    { "inactive", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &is_inactive, N_ ("Switch it off"),
      NULL },
    G_OPTION_ENTRY_NULL,
  };
  GhFaceChanges changes = {
    .fields = GH_FACE_FIELD_NONE,
    .media_type = GH_CLI_PICTURE_MEDIA_TYPE,
  };

  if (!gh_cli_context_parse (context, command, entries, 1, 1, &words, error))
    return FALSE;

  changes.user_id = user_id;
  changes.fields = (user_id != NULL ? GH_FACE_FIELD_USER_ID : 0)
                   | (path != NULL ? GH_FACE_FIELD_IMAGE : 0);
  if (!check (&changes, is_active, is_inactive, error))
    return FALSE;
  if (path != NULL)
    {
      still = gh_cli_picture_load_still (context, path, error);
      if (still == NULL)
        return FALSE;
    }
  if (!gh_cli_context_sign_in (context, error))
    return FALSE;
  if (still != NULL)
    {
      picture = gh_cli_picture_encode_for_json (context, still, error);
      if (picture == NULL)
        return FALSE;
      changes.image = picture;
    }

  face = update (context, words[0], &changes, error);
  if (face == NULL)
    return FALSE;

  record = gh_cli_objects_record_face (face);
  gh_cli_output_add (gh_cli_context_get_output (context), record, NULL);

  return TRUE;
}

const GhCliCommand gh_cli_faces_update = {
  .name = "update",
  .arguments = N_ ("ID"),
  .summary = N_ ("Change a face; what is not named stays as it is"),
  .description =
    N_ ("ID is that of the record, and not the face ID."),
  .run = run_update,
};

/* --- delete ----------------------------------------------------------------------------------- */

static gboolean
confirm (GhCliContext *context, const char *id, GError **error)
{
  g_autoptr (GhFaceRecord) face = gh_cli_faces_fetch (context, id, error);
  g_autofree char *question = NULL;
  GhUser *user;

  if (face == NULL)
    return FALSE;

  user = gh_face_record_get_user (face);
  /* Translators: the id of a face, and the name of a person. */
  question = g_strdup_printf (_("Delete the face %s (%s)"), gh_face_record_get_face_id (face),
                              user != NULL ? gh_user_get_display_name (user) : "–");
  return gh_cli_prompt_confirm (question, gh_cli_context_get_cancellable (context), error);
}

static gboolean
run_delete (GhCliContext *context, const GhCliCommand *command, char **arguments, GError **error)
{
  GhFaceRecognition *recognition;
  g_auto (GStrv) words = g_strdupv (arguments);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GhCliRecord) record = NULL;
  gboolean is_meant = FALSE;
  const GOptionEntry entries[] = {
    { "yes", 'y', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &is_meant, N_ ("Do not ask"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!gh_cli_context_parse (context, command, entries, 1, 1, &words, error)
      || (!is_meant && !gh_cli_prompt_check_terminal (error))
      || !gh_cli_context_sign_in (context, error)
      || (!is_meant && !confirm (context, words[0], error)))
    return FALSE;

  recognition = gh_cli_context_get_face_recognition (context);
  gh_face_recognition_delete_record_async (recognition, words[0],
                                           gh_cli_context_get_cancellable (context),
                                           gh_cli_context_ready_cb, &result);
  gh_cli_context_wait (context, &result);
  if (!gh_face_recognition_delete_record_finish (recognition, result, error))
    return FALSE;

  record = gh_cli_objects_record_deletion (words[0]);
  gh_cli_output_add (gh_cli_context_get_output (context), record, NULL);

  return TRUE;
}

const GhCliCommand gh_cli_faces_delete = {
  .name = "delete",
  .arguments = N_ ("ID"),
  .summary = N_ ("Delete a face; it cannot be taken back"),
  .description =
    N_ ("ID is that of the record, and not the face ID. It is asked for at the terminal\n"
        "whether that is meant. Where there is none, --yes has to say so."),
  .run = run_delete,
};
