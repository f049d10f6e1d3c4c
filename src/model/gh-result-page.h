/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-json-reader.h"

G_BEGIN_DECLS

/* One page of a list as a server answered it: in any of the shapes of the specification
 * ({items,total,page,limit,totalPages}) and of servers in the field ({records|events,...},
 * {data,pagination}). */
#define GH_TYPE_RESULT_PAGE (gh_result_page_get_type ())
G_DECLARE_FINAL_TYPE (GhResultPage, gh_result_page, GH, RESULT_PAGE, GObject)

#define GH_RESULT_PAGE_MOST_ITEMS 1000

/* Decodes one item of the list. */
typedef GObject *(*GhResultPageDecoder) (GhJsonReader *reader);

GhResultPage *gh_result_page_new_from_json (GhJsonReader *reader, GhResultPageDecoder decoder)
  G_GNUC_WARN_UNUSED_RESULT;

GPtrArray *gh_result_page_get_items (GhResultPage *self);
gint64 gh_result_page_get_total (GhResultPage *self);
guint gh_result_page_get_page (GhResultPage *self);
guint gh_result_page_get_limit (GhResultPage *self);

/* Items that could not be read are left out of the items, but not out of sight. */
guint gh_result_page_get_n_invalid (GhResultPage *self);
const GError *gh_result_page_get_first_fault (GhResultPage *self);

G_END_DECLS
