/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The pages that a #GhPagedList knows something about: what they hold, what is under way, what
 * failed. Counted from 0. Inside api/ only. */
typedef struct _GhPageTable GhPageTable;

typedef struct
{
  guint index;
  guint64 seen;              /* when it was looked at last, as a count of looks */
  GPtrArray *objects;        /* (owned) (nullable) once it has come */
  gboolean is_stale;         /* of another length of the list than today's */
  GError *error;             /* (owned) (nullable) why it did not come the last time */
  gint64 settled_at_us;      /* when it came or failed, monotonic; long ago: to be fetched now */
  GCancellable *cancellable; /* (owned) (nullable) while it is under way */
} GhPage;

GhPageTable *gh_page_table_new (void) G_GNUC_WARN_UNUSED_RESULT;
void gh_page_table_free (GhPageTable *self);

GhPage *gh_page_table_look_up (GhPageTable *self, guint index);
GhPage *gh_page_table_see (GhPageTable *self, guint index);
guint gh_page_table_get_n_under_way (GhPageTable *self);
/* (nullable): of the page that failed last */
const GError *gh_page_table_get_error (GhPageTable *self);

void gh_page_table_take_objects (GhPageTable *self, guint index, GPtrArray *objects, gint64 now_us);
void gh_page_table_take_error (GhPageTable *self, guint index, GError *error, gint64 now_us);

void gh_page_table_set_stale (GhPageTable *self);
void gh_page_table_set_outdated (GhPageTable *self);
void gh_page_table_remove_errors (GhPageTable *self);
void gh_page_table_remove_from (GhPageTable *self, guint index);
/* Cancels what is under way and for which @is_needed says no. */
void gh_page_table_cancel (GhPageTable *self,
                           gboolean (*is_needed) (guint index, gpointer user_data),
                           gpointer user_data);
/* Drops settled pages outside of [first, last] until @most are left, longest unseen first. */
void gh_page_table_trim (GhPageTable *self, guint most, guint first, guint last);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhPageTable, gh_page_table_free)

G_END_DECLS
