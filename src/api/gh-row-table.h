/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-paged-item.h"

G_BEGIN_DECLS

/* The rows of a #GhPagedList that somebody holds. It holds none of them itself. Inside api/ only. */
typedef struct _GhRowTable GhRowTable;

/* Asked for every row that is still without its object; TRUE ends the asking. */
typedef gboolean (*GhRowTableFunc) (guint position, gpointer user_data);

GhRowTable *gh_row_table_new (void) G_GNUC_WARN_UNUSED_RESULT;
void gh_row_table_free (GhRowTable *self);

/* (nullable) (transfer none) */
GhPagedItem *gh_row_table_look_up (GhRowTable *self, guint position);
void gh_row_table_add (GhRowTable *self, GhPagedItem *item);
void gh_row_table_remove_from (GhRowTable *self, guint position);
gboolean gh_row_table_find_waiting (GhRowTable *self, GhRowTableFunc func, gpointer user_data);
/* (element-type GhPagedItem) those from @first to before @end, held now. */
GPtrArray *gh_row_table_dup_range (GhRowTable *self, guint first, guint end)
  G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhRowTable, gh_row_table_free)

G_END_DECLS
