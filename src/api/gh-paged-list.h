/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-cache.h"
#include "gh-clock.h"
#include "gh-paged-item.h"
#include "gh-result-page.h"

G_BEGIN_DECLS

/* A list of any length on a server as a #GListModel of #GhPagedItem: pages are fetched when rows
 * near them are asked for, a bounded number is kept, and requests for rows that have left the
 * screen are cancelled. */
#define GH_TYPE_PAGED_LIST (gh_paged_list_get_type ())
G_DECLARE_FINAL_TYPE (GhPagedList, gh_paged_list, GH, PAGED_LIST, GObject)

typedef enum
{
  GH_PAGED_LIST_EMPTY,   /* nothing asked for yet */
  GH_PAGED_LIST_LOADING, /* the first page is under way */
  GH_PAGED_LIST_READY,
  GH_PAGED_LIST_FAILED,  /* the first page did not come; see "error" */
} GhPagedListState;

#define GH_TYPE_PAGED_LIST_STATE (gh_paged_list_state_get_type ())
GType gh_paged_list_state_get_type (void);

/* How a page is fetched: the pair of an endpoint group, with its filter in @user_data. */
typedef struct
{
  void (*fetch_async) (gpointer user_data,
                       guint page,
                       guint limit,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer callback_data);
  GhResultPage *(*fetch_finish) (gpointer user_data, GAsyncResult *result, GError **error);
} GhPagedListSource;

/* Properties (read-only, notified): "state", "error" (boxed GError, nullable: of the newest page
 * that failed), "n-items". @free_user_data frees @user_data. @page_size rows a page, at most
 * @most_pages kept. */
GhPagedList *gh_paged_list_new (const GhPagedListSource *source,
                                gpointer user_data,
                                GDestroyNotify free_user_data,
                                guint page_size,
                                guint most_pages,
                                GhClock *clock) G_GNUC_WARN_UNUSED_RESULT;

GhPagedListState gh_paged_list_get_state (GhPagedList *self);
const GError *gh_paged_list_get_error (GhPagedList *self);

/* The rows that are on the screen now: [first, last]. Pages near them are fetched, requests for
 * pages that are far from them are cancelled. The view says this as it scrolls. */
void gh_paged_list_set_visible_range (GhPagedList *self, guint first, guint last);

/* Refreshes it whenever @cache tells that one of @areas has changed. */
void gh_paged_list_follow (GhPagedList *self, GhCache *cache, GhCacheAreas areas);

void gh_paged_list_reload (GhPagedList *self);
/* Something has been changed on the server: fetches anew what is looked at, where it is. */
void gh_paged_list_refresh (GhPagedList *self);
void gh_paged_list_retry_failed (GhPagedList *self);

G_END_DECLS
