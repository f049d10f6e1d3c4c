/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-commands.h"

#include "gh-cli-context.h"
#include "gh-cli-event-filter.h"
#include "gh-cli-follow.h"
#include "gh-cli-objects.h"
#include "gh-error.h"

#include <glib/gi18n.h>

#define PAGE_EVENTS 100
#define DEFAULT_LIMIT 20
#define DEFAULT_LIMIT_BEFORE_FOLLOWING 10

typedef struct
{
  GhCliContext *context;          /* (unowned) */
  const GhCliEventFilter *filter; /* (unowned) */
  GHashTable *met; /* (owned): ids; new events at the head move others to the next page */
  guint limit;     /* 0 for none */
  guint n_found;
  gint64 oldest_us;
  gboolean prints;
} Listing;

static GhResultPage *
fetch (Listing *listing, guint page, GError **error)
{
  GhFaceRecognition *recognition = gh_cli_context_get_face_recognition (listing->context);
  g_autoptr (GhEventQuery) query = gh_cli_event_filter_new_query (listing->filter);
  g_autoptr (GAsyncResult) result = NULL;

  gh_face_recognition_list_events_async (recognition, page, PAGE_EVENTS, query,
                                         gh_cli_context_get_cancellable (listing->context),
                                         gh_cli_context_ready_cb, &result);
  gh_cli_context_wait (listing->context, &result);

  return gh_face_recognition_list_events_finish (recognition, result, error);
}

/* Returns: whether there may be more that is wanted */
static gboolean
take (Listing *listing, GhFaceEvent *event)
{
  gint64 time_us = gh_face_event_get_timestamp_us (event);

  /* Not every server minds the period. */
  if (time_us < listing->filter->since_us)
    return FALSE;
  if ((listing->filter->until_us != 0 && time_us > listing->filter->until_us)
      || !gh_cli_event_filter_matches (listing->filter, event)
      || !g_hash_table_add (listing->met, g_strdup (gh_face_event_get_id (event))))
    return TRUE;

  if (listing->prints)
    {
      g_autoptr (GhCliRecord) record = gh_cli_objects_record_event (event);

      gh_cli_output_add (gh_cli_context_get_output (listing->context), record,
                         gh_cli_event_columns);
    }
  listing->n_found++;
  listing->oldest_us = time_us;

  return listing->n_found != listing->limit;
}

/* Newest first, page by page. */
static gboolean
list (Listing *listing, GError **error)
{
  gint64 n_read = 0;

  for (guint number = 1;; number++)
    {
      g_autoptr (GhResultPage) page = fetch (listing, number, error);
      GPtrArray *events;
      guint n_rows;

      if (page == NULL)
        return FALSE;

      events = gh_result_page_get_items (page);
      for (guint i = 0; i < events->len; i++)
        if (!take (listing, events->pdata[i]))
          return TRUE;

      n_rows = events->len + gh_result_page_get_n_invalid (page);
      n_read += n_rows;
      if (n_rows == 0 || (n_rows < PAGE_EVENTS && n_read >= gh_result_page_get_total (page)))
        return TRUE;
      /* What was found is seen while more is fetched, and nobody fetches for nobody. */
      if (!gh_cli_output_flush (gh_cli_context_get_output (listing->context), error))
        return FALSE;
    }
}

static gboolean
follow (Listing *listing, GError **error)
{
  gint64 since_us = listing->filter->since_us;

  if (listing->filter->since_text == NULL)
    {
      /* From the oldest of the last few on. */
      if (!list (listing, error))
        return FALSE;
      since_us = listing->oldest_us;
    }

  return gh_cli_follow_run (listing->context, listing->filter, since_us, error);
}

static gboolean
check (const GhCliEventFilter *filter, int limit, gboolean follows, GError **error)
{
  const char *sentence = NULL;

  if (limit < 0)
    sentence = _("--limit must not be negative.");
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
  g_autoptr (GHashTable) met = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean follows = FALSE, takes_all = FALSE;
  int limit = 0;
  Listing listing = { .context = context, .filter = &filter, .met = met };
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
      N_ ("Of this face id"), N_ ("ID") },
    { "record", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &filter.face_record_id,
      N_ ("Of this face record"), N_ ("ID") },
    { "camera", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &filter.camera_id,
      N_ ("Of this camera"), N_ ("ID") },
    { "limit", 'n', G_OPTION_FLAG_NONE, G_OPTION_ARG_INT, &limit,
      N_ ("The newest so many (default 20; 10 before --follow)"), N_ ("N") },
    { "all", 'a', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &takes_all, N_ ("All there are"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!gh_cli_context_parse (context, command, entries, 0, 0, &words, error)
      || !check (&filter, limit, follows, error)
      || !gh_cli_event_filter_check (
        &filter, gh_clock_get_real_us (gh_cli_context_get_clock (context)), error)
      || !gh_cli_context_sign_in (context, error))
    return FALSE;

  if (limit > 0)
    listing.limit = (guint) limit;
  else if (!takes_all)
    listing.limit = follows ? DEFAULT_LIMIT_BEFORE_FOLLOWING : DEFAULT_LIMIT;
  listing.prints = !follows;

  return follows ? follow (&listing, error) : list (&listing, error);
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
