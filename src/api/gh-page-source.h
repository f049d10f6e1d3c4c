/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-paged-list.h"

G_BEGIN_DECLS

/* Where the pages of a #GhPagedList come from; outlives the list where a fetch is under way.
 * Inside api/ only. */
typedef struct _GhPageSource GhPageSource;

/* Told once, unless the fetch was cancelled: either @page, or @error. */
typedef void (*GhPageSourceFunc) (guint index,
                                  GhResultPage *page,
                                  const GError *error,
                                  gpointer user_data);

GhPageSource *gh_page_source_new (const GhPagedListSource *source,
                                  gpointer user_data,
                                  GDestroyNotify free_user_data) G_GNUC_WARN_UNUSED_RESULT;
void gh_page_source_unref (GhPageSource *self);

void gh_page_source_fetch (GhPageSource *self,
                           guint index,
                           guint limit,
                           GCancellable *cancellable,
                           GhPageSourceFunc func,
                           gpointer user_data);

G_END_DECLS
