/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-page-table.h"

/* Before any time of a monotonic clock, and far from where a difference would overflow. */
#define LONG_AGO_US (G_MININT64 / 2)

struct _GhPageTable
{
  GHashTable *pages; /* (owned) index to (owned) GhPage */
  guint64 n_looks;
};

static void
page_free (GhPage *page)
{
  if (page->cancellable != NULL)
    g_cancellable_cancel (page->cancellable);
  g_clear_object (&page->cancellable);
  g_clear_pointer (&page->objects, g_ptr_array_unref);
  g_clear_error (&page->error);
  g_free (page);
}

static void
settle (GhPage *page, gint64 now_us)
{
  g_clear_object (&page->cancellable);
  g_clear_error (&page->error);
  page->settled_at_us = now_us;
}

/*
 * gh_page_table_new:
 *
 * Returns: (transfer full): a table without pages
 */
GhPageTable *
gh_page_table_new (void)
{
  GhPageTable *self = g_new0 (GhPageTable, 1);

  self->pages = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) page_free);

  return self;
}

/*
 * gh_page_table_free:
 * @self: (transfer full): a table
 *
 * Frees it and cancels what is under way.
 */
void
gh_page_table_free (GhPageTable *self)
{
  g_hash_table_unref (self->pages);
  g_free (self);
}

/*
 * gh_page_table_look_up:
 * @self: a table
 * @index: which page
 *
 * Returns: (transfer none) (nullable): the page; %NULL where nothing is known of it
 */
GhPage *
gh_page_table_look_up (GhPageTable *self, guint index)
{
  return g_hash_table_lookup (self->pages, GUINT_TO_POINTER (index));
}

/*
 * gh_page_table_see:
 * @self: a table
 * @index: which page
 *
 * Looks at a page, which keeps it from being the first to be dropped.
 *
 * Returns: (transfer none): the page, new where nothing was known of it
 */
GhPage *
gh_page_table_see (GhPageTable *self, guint index)
{
  GhPage *page = gh_page_table_look_up (self, index);

  if (page == NULL)
    {
      page = g_new0 (GhPage, 1);
      page->index = index;
      g_hash_table_insert (self->pages, GUINT_TO_POINTER (index), page);
    }
  page->seen = ++self->n_looks;

  return page;
}

/*
 * gh_page_table_get_n_under_way:
 * @self: a table
 *
 * Returns: how many pages are under way
 */
guint
gh_page_table_get_n_under_way (GhPageTable *self)
{
  GHashTableIter iter;
  gpointer page;
  guint n = 0;

  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, NULL, &page))
    n += ((GhPage *) page)->cancellable != NULL;

  return n;
}

/*
 * gh_page_table_get_error:
 * @self: a table
 *
 * Returns: (transfer none) (nullable): why the page that failed last did not come
 */
const GError *
gh_page_table_get_error (GhPageTable *self)
{
  GHashTableIter iter;
  gpointer value;
  const GhPage *newest = NULL;

  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const GhPage *page = value;

      if (page->error != NULL && (newest == NULL || page->settled_at_us > newest->settled_at_us))
        newest = page;
    }

  return newest != NULL ? newest->error : NULL;
}

/*
 * gh_page_table_take_objects:
 * @self: a table
 * @index: which page
 * @objects: (transfer full): what it holds
 * @now_us: the monotonic time
 *
 * The page has come.
 */
void
gh_page_table_take_objects (GhPageTable *self, guint index, GPtrArray *objects, gint64 now_us)
{
  GhPage *page = gh_page_table_see (self, index);

  settle (page, now_us);
  g_clear_pointer (&page->objects, g_ptr_array_unref);
  page->objects = objects;
  page->is_stale = FALSE;
}

/*
 * gh_page_table_take_error:
 * @self: a table
 * @index: which page
 * @error: (transfer full): why it did not come
 * @now_us: the monotonic time
 *
 * The page has failed. What it held before, it still holds.
 */
void
gh_page_table_take_error (GhPageTable *self, guint index, GError *error, gint64 now_us)
{
  GhPage *page = gh_page_table_see (self, index);

  settle (page, now_us);
  page->error = error;
}

/*
 * gh_page_table_set_stale:
 * @self: a table
 *
 * The list has become longer or shorter: what is held may have moved.
 */
void
gh_page_table_set_stale (GhPageTable *self)
{
  GHashTableIter iter;
  gpointer page;

  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, NULL, &page))
    ((GhPage *) page)->is_stale = TRUE;
}

/*
 * gh_page_table_set_outdated:
 * @self: a table
 *
 * What is held is known to be no longer so: it is fetched anew without a wait, what is under way
 * included, for it may have been answered before.
 */
void
gh_page_table_set_outdated (GhPageTable *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      GhPage *page = value;

      if (page->cancellable != NULL)
        g_cancellable_cancel (page->cancellable);
      g_clear_object (&page->cancellable);
      page->is_stale = TRUE;
      page->settled_at_us = LONG_AGO_US;
    }
}

/*
 * gh_page_table_remove_errors:
 * @self: a table
 *
 * Forgets what failed, so that it is tried again.
 */
void
gh_page_table_remove_errors (GhPageTable *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      GhPage *page = value;

      g_clear_error (&page->error);
      if (page->objects == NULL && page->cancellable == NULL)
        g_hash_table_iter_remove (&iter);
    }
}

/*
 * gh_page_table_remove_from:
 * @self: a table
 * @index: the first page that does not exist any more
 *
 * Drops it and all after it; what is under way is cancelled.
 */
void
gh_page_table_remove_from (GhPageTable *self, guint index)
{
  GHashTableIter iter;
  gpointer page;

  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, NULL, &page))
    if (((GhPage *) page)->index >= index)
      g_hash_table_iter_remove (&iter);
}

/*
 * gh_page_table_cancel:
 * @self: a table
 * @is_needed: asked for every page that is under way
 * @user_data: for @is_needed
 *
 * Cancels what nobody needs.
 */
void
gh_page_table_cancel (GhPageTable *self,
                      gboolean (*is_needed) (guint index, gpointer user_data),
                      gpointer user_data)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      GhPage *page = value;

      if (page->cancellable == NULL || is_needed (page->index, user_data))
        continue;

      g_cancellable_cancel (page->cancellable);
      g_clear_object (&page->cancellable);
      if (page->objects == NULL && page->error == NULL)
        g_hash_table_iter_remove (&iter);
    }
}

/*
 * gh_page_table_trim:
 * @self: a table
 * @most: how many settled pages are kept
 * @first: the first page that is kept in any case
 * @last: the last page that is kept in any case
 *
 * Makes room.
 */
void
gh_page_table_trim (GhPageTable *self, guint most, guint first, guint last)
{
  for (;;)
    {
      GHashTableIter iter;
      gpointer value;
      GhPage *oldest = NULL;
      guint n_settled = 0;

      g_hash_table_iter_init (&iter, self->pages);
      while (g_hash_table_iter_next (&iter, NULL, &value))
        {
          GhPage *page = value;

          if (page->cancellable != NULL)
            continue;
          n_settled++;
          if ((page->index < first || page->index > last)
              && (oldest == NULL || page->seen < oldest->seen))
            oldest = page;
        }
      if (n_settled <= most || oldest == NULL)
        return;
      g_hash_table_remove (self->pages, GUINT_TO_POINTER (oldest->index));
    }
}
