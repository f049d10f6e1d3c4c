/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-commands.h"

#include "gh-cli-context.h"
#include "gh-cli-event-filter.h"
#include "gh-cli-event-list.h"
#include "gh-cli-follow.h"
#include "gh-error.h"

#include <glib/gi18n.h>

#define DEFAULT_LIMIT 20
#define DEFAULT_LIMIT_BEFORE_FOLLOWING 10

static gboolean
follow (GhCliContext *context, const GhCliEventFilter *filter, guint limit, GError **error)
{
  gint64 since_us = filter->since_us;

  /* From the oldest of the last few on. */
  if (filter->since_text == NULL
      && !gh_cli_event_list_find_oldest (context, filter, limit, &since_us, error))
    return FALSE;

  return gh_cli_follow_run (context, filter, since_us, error);
}

static gboolean
check (GhCliContext *context,
       const GhCliEventFilter *filter,
       int limit,
       gboolean follows,
       GError **error)
{
  const char *sentence = NULL;

  if (limit < 0)
    sentence = _("--limit must not be negative.");
  else if (filter->as_csv && follows)
    sentence = _("A table has an end: --table does not go with --follow.");
  else if (filter->as_csv && gh_cli_output_get_is_json (gh_cli_context_get_output (context)))
    sentence = _("--table and --json do not go together.");
  else if (follows && filter->until_text != NULL)
    sentence = _("--follow has no end: --until does not go with it.");
  else if (follows && filter->since_text != NULL && limit > 0)
    sentence = _("--since says already where --follow begins: --limit does not go with it.");

  if (sentence != NULL)
    g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT, sentence);

  return sentence == NULL;
}

static gboolean
run (GhCliContext *context, const GhCliCommand *command, char **arguments, GError **error)
{
  g_auto (GStrv) words = g_strdupv (arguments);
  g_auto (GhCliEventFilter) filter = { 0 };
  gboolean follows = FALSE, takes_all = FALSE;
  int limit = 0;
  const GOptionEntry entries[] = {
    { "follow", 'f', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &follows,
      N_ ("Go on with what happens, until stopped"), NULL },
    { "since", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &filter.since_text,
      N_ ("From this time on: 2026-08-01T10:00:00Z, “2026-08-01 10:00”, today, 2h"), N_ ("TIME") },
    { "until", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &filter.until_text,
      N_ ("Up to this time"), N_ ("TIME") },
    { "type", 't', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &filter.type_text,
      N_ ("Of this type: detected, recognized, unknown, enrolled, updated, deleted"), N_ ("TYPE") },
    { "face", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &filter.face_id,
      N_ ("Of this face ID"), N_ ("ID") },
    { "record", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &filter.face_record_id,
      N_ ("Of this face record"), N_ ("ID") },
    { "camera", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &filter.camera_id,
      N_ ("Of this camera"), N_ ("ID") },
    { "limit", 'n', G_OPTION_FLAG_NONE, G_OPTION_ARG_INT, &limit,
      N_ ("The newest so many (default 20; 10 before --follow)"), N_ ("N") },
    { "all", 'a', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &takes_all, N_ ("All there are"), NULL },
    { "table", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &filter.as_csv,
      N_ ("As a table for spreadsheets (CSV)"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!gh_cli_context_parse (context, command, entries, 0, 0, &words, error)
      || !check (context, &filter, limit, follows, error)
      || !gh_cli_event_filter_check (
        &filter, gh_clock_get_real_us (gh_cli_context_get_clock (context)), error)
      || !gh_cli_context_sign_in (context, error))
    return FALSE;

  if (limit == 0 && !takes_all)
    limit = follows ? DEFAULT_LIMIT_BEFORE_FOLLOWING : DEFAULT_LIMIT;

  return follows ? follow (context, &filter, (guint) limit, error)
                 : gh_cli_event_list_print (context, &filter, (guint) limit, error);
}

const GhCliCommand gh_cli_events = {
  .name = "events",
  .summary = N_ ("List events, newest first, or follow them as they happen"),
  .description =
    N_ ("With --follow every event is printed once and in order, whatever happens to the\n"
        "connection; after a break standard error is told from when to when it was and how\n"
        "many events were filled in."),
  .run = run,
  .is_live = TRUE,
};
