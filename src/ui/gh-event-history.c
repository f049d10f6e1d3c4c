/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-event-history.h"

#define PAGE_SIZE 50
#define MOST_PAGES 20

typedef struct
{
  GhFaceRecognition *face_recognition; /* (owned) */
  GhEventQuery *query;                 /* (owned) */
} Source;

static void
free_source (gpointer data)
{
  Source *source = data;

  g_clear_object (&source->face_recognition);
  g_clear_pointer (&source->query, gh_event_query_unref);
  g_free (source);
}

static void
fetch_async (gpointer user_data,
             guint page,
             guint limit,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer callback_data)
{
  Source *source = user_data;

  gh_face_recognition_list_events_async (source->face_recognition, page, limit, source->query,
                                         cancellable, callback, callback_data);
}

static GhResultPage *
fetch_finish (gpointer user_data, GAsyncResult *result, GError **error)
{
  Source *source = user_data;

  return gh_face_recognition_list_events_finish (source->face_recognition, result, error);
}

/**
 * gh_event_history_new:
 * @face_recognition: the endpoints that are asked
 * @query: which events
 * @clock: for waiting
 *
 * Returns: (transfer full): the list; it begins to fetch when it is reloaded
 */
GhPagedList *
gh_event_history_new (GhFaceRecognition *face_recognition, GhEventQuery *query, GhClock *clock)
{
  static const GhPagedListSource vtable = { fetch_async, fetch_finish };
  Source *source = g_new0 (Source, 1);
  GhPagedList *list;

  source->face_recognition = g_object_ref (face_recognition);
  source->query = gh_event_query_ref (query);
  list = gh_paged_list_new (&vtable, source, free_source, PAGE_SIZE, MOST_PAGES, clock);
  gh_paged_list_follow (list,
                        gh_endpoint_group_get_cache (GH_ENDPOINT_GROUP (face_recognition)),
                        GH_CACHE_EVENTS);

  return list;
}
