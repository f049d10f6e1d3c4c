/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-event-newer.h"

#include "gh-face-event.h"

static GhFaceEvent *
dup_event (GhEventLog *log, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (log), position);

  return GH_IS_FACE_EVENT (item) ? GH_FACE_EVENT (g_steal_pointer (&item)) : NULL;
}

/**
 * gh_event_newer_count:
 * @log: of the live events; it is no longer than a person can read, and its newest are first
 * @filter: what the list shows; its end does not matter
 * @since_us: the end of the list, real time in microseconds
 *
 * Returns: how many events are newer than the list and would be in it
 */
guint
gh_event_newer_count (GhEventLog *log, const GhEventFilter *filter, gint64 since_us)
{
  g_autoptr (GhEventFilter) open = NULL;
  guint n_items;
  guint n_newer = 0;

  g_return_val_if_fail (GH_IS_EVENT_LOG (log), 0);
  g_return_val_if_fail (filter != NULL, 0);

  open = gh_event_filter_copy (filter);
  open->end_us = 0;
  n_items = g_list_model_get_n_items (G_LIST_MODEL (log));
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (GhFaceEvent) event = dup_event (log, i);

      if (event == NULL)
        continue;
      if (gh_face_event_get_timestamp_us (event) <= since_us)
        break;
      n_newer += gh_event_filter_matches (open, event);
    }
  /* Those that are held back have not been looked at. */
  return n_newer + gh_event_log_get_n_pending (log);
}

/**
 * gh_event_newer_get_newest_us:
 * @log: (nullable): of the live events
 *
 * Returns: when the newest of them was, real time in microseconds; 0 for none
 */
gint64
gh_event_newer_get_newest_us (GhEventLog *log)
{
  g_autoptr (GhFaceEvent) event = NULL;

  if (log == NULL)
    return 0;
  event = dup_event (log, 0);
  return event != NULL ? gh_face_event_get_timestamp_us (event) : 0;
}
