/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-page-source.h"

struct _GhPageSource
{
  GhPagedListSource source;
  gpointer user_data;            /* (owned) */
  GDestroyNotify free_user_data; /* (nullable) */
};

typedef struct
{
  GhPageSource *source; /* (owned) */
  guint index;
  GCancellable *cancellable; /* (owned) */
  GhPageSourceFunc func;
  gpointer user_data;
} Fetch;

static void
page_source_clear (gpointer data)
{
  GhPageSource *self = data;

  if (self->free_user_data != NULL)
    self->free_user_data (self->user_data);
}

static void
fetched_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Fetch *fetch = user_data;
  GhPageSource *source = fetch->source;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResultPage) page = source->source.fetch_finish (source->user_data, result, &error);

  if (!g_cancellable_is_cancelled (fetch->cancellable))
    fetch->func (fetch->index, page, error, fetch->user_data);

  g_clear_pointer (&fetch->source, gh_page_source_unref);
  g_clear_object (&fetch->cancellable);
  g_free (fetch);
}

/*
 * gh_page_source_new:
 * @source: how a page is fetched; copied
 * @user_data: for @source
 * @free_user_data: (nullable): frees @user_data
 *
 * Returns: (transfer full): a source
 */
GhPageSource *
gh_page_source_new (const GhPagedListSource *source,
                    gpointer user_data,
                    GDestroyNotify free_user_data)
{
  GhPageSource *self = g_rc_box_new0 (GhPageSource);

  self->source = *source;
  self->user_data = user_data;
  self->free_user_data = free_user_data;

  return self;
}

/*
 * gh_page_source_unref:
 * @self: (transfer full): a source
 *
 * Drops a reference; every fetch under way has one.
 */
void
gh_page_source_unref (GhPageSource *self)
{
  g_rc_box_release_full (self, page_source_clear);
}

/*
 * gh_page_source_fetch:
 * @self: a source
 * @index: which page, from 0
 * @limit: how many rows a page
 * @cancellable: whoever ends before its fetch cancels this
 * @func: told of the end
 * @user_data: for @func
 *
 * Fetches a page.
 */
void
gh_page_source_fetch (GhPageSource *self,
                      guint index,
                      guint limit,
                      GCancellable *cancellable,
                      GhPageSourceFunc func,
                      gpointer user_data)
{
  Fetch *fetch = g_new0 (Fetch, 1);

  fetch->source = g_rc_box_acquire (self);
  fetch->index = index;
  fetch->cancellable = g_object_ref (cancellable);
  fetch->func = func;
  fetch->user_data = user_data;
  self->source.fetch_async (self->user_data, index + 1, limit, cancellable, fetched_cb, fetch);
}
