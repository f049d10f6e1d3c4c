/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-face-list.h"

/* A record has its picture with it, some 15 to 130 KB: a page is a megabyte or a few. */
#define PAGE_SIZE 50
#define MOST_PAGES 12

typedef struct
{
  GhFaceRecognition *face_recognition; /* (owned) */
  GhFaceQuery *query;                  /* (owned) (nullable) */
} Source;

static void
free_source (gpointer data)
{
  Source *source = data;

  g_clear_object (&source->face_recognition);
  g_clear_pointer (&source->query, gh_face_query_unref);
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

  gh_face_recognition_list_records_async (source->face_recognition, page, limit, source->query,
                                          cancellable, callback, callback_data);
}

static GhResultPage *
fetch_finish (gpointer user_data, GAsyncResult *result, GError **error)
{
  Source *source = user_data;

  return gh_face_recognition_list_records_finish (source->face_recognition, result, error);
}

/**
 * gh_face_list_new:
 * @face_recognition: the endpoints that are asked
 * @query: (nullable): which records; %NULL for all
 * @clock: for waiting
 *
 * Returns: (transfer full): the list; it begins to fetch when it is reloaded
 */
GhPagedList *
gh_face_list_new (GhFaceRecognition *face_recognition, GhFaceQuery *query, GhClock *clock)
{
  static const GhPagedListSource vtable = { fetch_async, fetch_finish };
  Source *source = g_new0 (Source, 1);
  GhPagedList *list;

  source->face_recognition =
    gh_endpoint_group_dup_in_manner (face_recognition, GH_MANNER_LISTENER);
  source->query = query != NULL ? gh_face_query_ref (query) : NULL;
  list = gh_paged_list_new (&vtable, source, free_source, PAGE_SIZE, MOST_PAGES, clock);
  gh_paged_list_follow (list,
                        gh_endpoint_group_get_cache (GH_ENDPOINT_GROUP (face_recognition)),
                        GH_CACHE_RECORDS);

  return list;
}
