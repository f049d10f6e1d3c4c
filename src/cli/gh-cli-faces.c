/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-faces.h"

#include "gh-cli-commands.h"
#include "gh-cli-context.h"
#include "gh-cli-event-list.h"
#include "gh-cli-list.h"
#include "gh-cli-objects.h"
#include "gh-cli-picture.h"
#include "gh-error.h"

#include <glib/gi18n.h>

/* There is a picture in each: a page of the most that may be asked for would be megabytes. */
#define MOST_FACES 25

#define DEFAULT_EVENTS 20

typedef struct
{
  GhCliContext *context; /* (unowned) */
  GhFaceQuery *query;    /* (unowned) (nullable) */
  const char *wanted_id; /* (unowned) (nullable) */
  GhFaceRecord *found;   /* (nullable): of @wanted_id, handed over */
} Listing;

static GhResultPage *
fetch (gpointer user_data, guint page, guint limit, GError **error)
{
  Listing *self = user_data;
  GhFaceRecognition *recognition = gh_cli_context_get_face_recognition (self->context);
  g_autoptr (GAsyncResult) result = NULL;

  gh_face_recognition_list_records_async (recognition, page, limit, self->query,
                                          gh_cli_context_get_cancellable (self->context),
                                          gh_cli_context_ready_cb, &result);
  gh_cli_context_wait (self->context, &result);

  return gh_face_recognition_list_records_finish (recognition, result, error);
}

static const char *
get_id (gpointer item)
{
  return gh_face_record_get_id (item);
}

static GhCliListVerdict
look_at (gpointer user_data, gpointer item)
{
  Listing *self = user_data;

  if (!g_str_equal (gh_face_record_get_id (item), self->wanted_id))
    return GH_CLI_LIST_PASSED_OVER;

  self->found = g_object_ref (item);
  return GH_CLI_LIST_ENOUGH;
}

static GhFaceRecord *
find (GhCliContext *context, const char *id, GError **error)
{
  static const GhCliList list = { .fetch = fetch, .get_id = get_id, .take = look_at };
  const GhCliRange range = { .page_size = MOST_FACES };
  Listing listing = { .context = context, .wanted_id = id };

  if (gh_cli_list_walk (&list, context, &range, &listing, error) && listing.found == NULL)
    g_set_error_literal (error, GH_ERROR, GH_ERROR_NOT_FOUND,
                         _("There is no face record with this ID."));

  return listing.found;
}

/**
 * gh_cli_faces_fetch:
 * @context: with somebody signed in
 * @id: of a face record
 * @error: return location for an error
 *
 * Asks for one face record. There are servers that list whole records and cannot show a single one:
 * then it is looked for in the list.
 *
 * Returns: (transfer full) (nullable): the record
 */
GhFaceRecord *
gh_cli_faces_fetch (GhCliContext *context, const char *id, GError **error)
{
  GhFaceRecognition *recognition = gh_cli_context_get_face_recognition (context);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) local_error = NULL;
  GhFaceRecord *face;

  gh_face_recognition_get_record_async (recognition, id, gh_cli_context_get_cancellable (context),
                                        gh_cli_context_ready_cb, &result);
  gh_cli_context_wait (context, &result);
  face = gh_face_recognition_get_record_finish (recognition, result, &local_error);
  if (g_error_matches (local_error, GH_ERROR, GH_ERROR_UNSUPPORTED))
    return find (context, id, error);
  if (face == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return face;
}

/* --- list ------------------------------------------------------------------------------------- */

static GhCliListVerdict
take (gpointer user_data, gpointer item)
{
  Listing *self = user_data;
  g_autoptr (GhCliRecord) record = gh_cli_objects_record_face (item);

  gh_cli_output_add (gh_cli_context_get_output (self->context), record, gh_cli_face_columns);
  return GH_CLI_LIST_TAKEN;
}

static gboolean
run_list (GhCliContext *context, const GhCliCommand *command, char **arguments, GError **error)
{
  static const GhCliList list = { .fetch = fetch, .get_id = get_id, .take = take };
  g_auto (GStrv) words = g_strdupv (arguments);
  g_autofree char *user_id = NULL;
  g_autofree char *face_id = NULL;
  g_autoptr (GhFaceQuery) query = NULL;
  int page = 0, limit = 0;
  const GOptionEntry entries[] = {
    { "user", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &user_id, N_ ("Of this account"),
      N_ ("ID") },
    { "face", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &face_id, N_ ("Of this face ID"),
      N_ ("ID") },
    { "limit", 'n', G_OPTION_FLAG_NONE, G_OPTION_ARG_INT, &limit,
      N_ ("At most so many (default: all)"), N_ ("N") },
    { "page", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_INT, &page,
      N_ ("The page of this number, each of --limit (default 20)"), N_ ("N") },
    G_OPTION_ENTRY_NULL,
  };
  Listing listing;
  GhCliRange range;

  if (!gh_cli_context_parse (context, command, entries, 0, 0, &words, error)
      || !gh_cli_range_check (&range, page, limit, MOST_FACES, error)
      || !gh_cli_context_sign_in (context, error))
    return FALSE;

  query = gh_face_query_new (user_id, face_id);
  listing = (Listing){ .context = context, .query = query };

  return gh_cli_list_walk (&list, context, &range, &listing, error);
}

const GhCliCommand gh_cli_faces_list = {
  .name = "list",
  .summary = N_ ("List the enrolled faces"),
  .run = run_list,
};

/* --- get -------------------------------------------------------------------------------------- */

static gboolean
save (GhCliContext *context,
      GhFaceRecord *face,
      const char *path,
      gboolean replaces,
      GError **error)
{
  GBytes *picture = gh_face_record_get_image (face);

  if (picture != NULL)
    return gh_cli_picture_save (context, picture, path, replaces, error);

  g_set_error_literal (error, GH_ERROR, GH_ERROR_NOT_FOUND, _("This face has no picture."));
  return FALSE;
}

static gboolean
run_get (GhCliContext *context, const GhCliCommand *command, char **arguments, GError **error)
{
  g_auto (GStrv) words = g_strdupv (arguments);
  g_autofree char *path = NULL;
  g_autoptr (GhFaceRecord) face = NULL;
  gboolean replaces = FALSE;
  const GOptionEntry entries[] = {
    { "output", 'o', G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &path,
      N_ ("Save the picture there; “-” is standard output"), N_ ("FILE") },
    { "force", 'f', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &replaces,
      N_ ("Replace a file that is there"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!gh_cli_context_parse (context, command, entries, 1, 1, &words, error)
      || (path != NULL && !gh_cli_picture_check_target (path, replaces, error))
      || !gh_cli_context_sign_in (context, error))
    return FALSE;

  face = gh_cli_faces_fetch (context, words[0], error);
  if (face == NULL || (path != NULL && !save (context, face, path, replaces, error)))
    return FALSE;

  /* The output is the picture then, and nothing else. */
  if (g_strcmp0 (path, "-") != 0)
    {
      g_autoptr (GhCliRecord) record = gh_cli_objects_record_face (face);

      gh_cli_output_add (gh_cli_context_get_output (context), record, NULL);
    }

  return TRUE;
}

const GhCliCommand gh_cli_faces_get = {
  .name = "get",
  .arguments = N_ ("ID"),
  .summary = N_ ("Show a face, and save its picture"),
  .description = N_ ("ID is that of the record, and not the face ID."),
  .run = run_get,
};

/* --- history ---------------------------------------------------------------------------------- */

static gboolean
run_history (GhCliContext *context, const GhCliCommand *command, char **arguments, GError **error)
{
  g_auto (GStrv) words = g_strdupv (arguments);
  g_auto (GhCliEventFilter) filter = { 0 };
  int limit = DEFAULT_EVENTS;
  const GOptionEntry entries[] = {
    { "since", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &filter.since_text,
      N_ ("From this time on: 2026-08-01T10:00:00Z, “2026-08-01 10:00”, today, 2h"), N_ ("TIME") },
    { "until", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &filter.until_text,
      N_ ("Up to this time"), N_ ("TIME") },
    { "type", 't', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &filter.type_text,
      N_ ("Of this type: detected, recognized, unknown, enrolled, updated, deleted"), N_ ("TYPE") },
    { "limit", 'n', G_OPTION_FLAG_NONE, G_OPTION_ARG_INT, &limit,
      N_ ("The newest so many (default 20); 0 for all"), N_ ("N") },
    G_OPTION_ENTRY_NULL,
  };
  GhCliRange range;

  if (!gh_cli_context_parse (context, command, entries, 1, 1, &words, error)
      || !gh_cli_range_check (&range, 0, limit, DEFAULT_EVENTS, error)
      || !gh_cli_event_filter_check (
        &filter, gh_clock_get_real_us (gh_cli_context_get_clock (context)), error)
      || !gh_cli_context_sign_in (context, error))
    return FALSE;

  filter.face_record_id = g_strdup (words[0]);
  return gh_cli_event_list_print (context, &filter, range.limit, error);
}

const GhCliCommand gh_cli_faces_history = {
  .name = "history",
  .arguments = N_ ("ID"),
  .summary = N_ ("List the events of a face, newest first"),
  .description = N_ ("ID is that of the record, and not the face ID."),
  .run = run_history,
};

/* ---------------------------------------------------------------------------------------------- */

static const GhCliCommand *const members[] = {
  &gh_cli_faces_list,   &gh_cli_faces_get,    &gh_cli_faces_history,
  &gh_cli_faces_update, &gh_cli_faces_delete, NULL,
};

const GhCliCommand gh_cli_faces = {
  .name = "faces",
  .summary = N_ ("List and change the enrolled faces"),
  .members = members,
};
