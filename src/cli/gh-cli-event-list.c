/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-event-list.h"

#include "gh-cli-list.h"
#include "gh-cli-objects.h"
#include "gh-event-csv.h"

#define MOST_EVENTS 100 /* a page */

/* Of the past, newest first. */
typedef struct
{
  GhCliContext *context;          /* (unowned) */
  const GhCliEventFilter *filter; /* (unowned) */
  gint64 oldest_us;
  gboolean prints;
} Listing;

static GhResultPage *
fetch (gpointer user_data, guint page, guint limit, GError **error)
{
  Listing *self = user_data;
  GhFaceRecognition *recognition = gh_cli_context_get_face_recognition (self->context);
  g_autoptr (GhEventQuery) query = gh_cli_event_filter_new_query (self->filter);
  g_autoptr (GAsyncResult) result = NULL;

  gh_face_recognition_list_events_async (recognition, page, limit, query,
                                         gh_cli_context_get_cancellable (self->context),
                                         gh_cli_context_ready_cb, &result);
  gh_cli_context_wait (self->context, &result);

  return gh_face_recognition_list_events_finish (recognition, result, error);
}

static const char *
get_id (gpointer item)
{
  return gh_face_event_get_id (item);
}

static GhCliListVerdict
take (gpointer user_data, gpointer item)
{
  Listing *self = user_data;
  gint64 time_us = gh_face_event_get_timestamp_us (item);

  /* Not every server minds the period. */
  if (time_us < self->filter->since_us)
    return GH_CLI_LIST_ENOUGH;
  if ((self->filter->until_us != 0 && time_us > self->filter->until_us)
      || !gh_cli_event_filter_matches (self->filter, item))
    return GH_CLI_LIST_PASSED_OVER;

  if (self->prints && self->filter->as_csv)
    {
      g_autoptr (GString) row = g_string_new (NULL);

      gh_event_csv_append (row, item, FALSE);
      gh_cli_output_add_line (gh_cli_context_get_output (self->context), row->str);
    }
  else if (self->prints)
    {
      g_autoptr (GhCliRecord) record = gh_cli_objects_record_event (item);

      gh_cli_output_add (gh_cli_context_get_output (self->context), record, gh_cli_event_columns);
    }
  self->oldest_us = time_us;

  return GH_CLI_LIST_TAKEN;
}

static gboolean
walk (Listing *self, guint limit, GError **error)
{
  static const GhCliList events = { .fetch = fetch, .get_id = get_id, .take = take };
  GhCliRange range = { .limit = limit, .page_size = MOST_EVENTS };

  /* No server is asked for a camera, so there may be few of them on a page. */
  if (limit > 0 && self->filter->camera_id == NULL)
    range.page_size = MIN (limit, MOST_EVENTS);

  return gh_cli_list_walk (&events, self->context, &range, self, error);
}

/**
 * gh_cli_event_list_print:
 * @context: with somebody signed in
 * @filter: which events
 * @limit: how many at most; 0 for all
 * @error: return location for an error
 *
 * Prints what has happened, newest first.
 *
 * Returns: %FALSE with any error of a call
 */
gboolean
gh_cli_event_list_print (GhCliContext *context,
                         const GhCliEventFilter *filter,
                         guint limit,
                         GError **error)
{
  Listing self = { .context = context, .filter = filter, .prints = TRUE };

  if (filter->as_csv)
    {
      g_autoptr (GString) names = g_string_new (NULL);

      gh_event_csv_append_header (names);
      gh_cli_output_add_line (gh_cli_context_get_output (context), names->str);
    }
  return walk (&self, limit, error);
}

/**
 * gh_cli_event_list_find_oldest:
 * @context: with somebody signed in
 * @filter: which events
 * @limit: how many; 0 for all
 * @time_us: (out): real time, in microseconds; 0 where there is no event
 * @error: return location for an error
 *
 * Tells when the oldest of the newest @limit events was.
 *
 * Returns: %FALSE with any error of a call
 */
gboolean
gh_cli_event_list_find_oldest (GhCliContext *context,
                               const GhCliEventFilter *filter,
                               guint limit,
                               gint64 *time_us,
                               GError **error)
{
  Listing self = { .context = context, .filter = filter };

  if (!walk (&self, limit, error))
    return FALSE;

  *time_us = self.oldest_us;
  return TRUE;
}
