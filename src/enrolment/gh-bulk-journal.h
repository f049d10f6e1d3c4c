/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What has been sent and what was answered, on disk before and after each request, so that a run
 * that was killed goes on without enrolling anybody twice. It holds where the pictures come from,
 * face ids, hashes of what was sent and the server's ids; no pictures. */
#define GH_TYPE_BULK_JOURNAL (gh_bulk_journal_get_type ())
G_DECLARE_FINAL_TYPE (GhBulkJournal, gh_bulk_journal, GH, BULK_JOURNAL, GObject)

typedef enum
{
  GH_BULK_MARK_NONE,
  GH_BULK_MARK_SENT,     /* and nobody has seen the answer */
  GH_BULK_MARK_ENROLLED,
  GH_BULK_MARK_REFUSED,  /* the server has no face of it */
} GhBulkMark;

void gh_bulk_journal_open_async (const char *path,
                                 const char *source,
                                 gboolean may_resume,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GhBulkJournal *gh_bulk_journal_open_finish (GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

GhBulkMark gh_bulk_journal_get_mark (GhBulkJournal *self, const char *face_id);
/* What came with the last mark: the hash of what was sent, or the id of the record. */
const char *gh_bulk_journal_get_detail (GhBulkJournal *self, const char *face_id);

/* On disk when it is finished. @detail is nullable and has no blanks. */
void gh_bulk_journal_write_async (GhBulkJournal *self,
                                  GhBulkMark mark,
                                  const char *face_id,
                                  const char *detail,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean gh_bulk_journal_write_finish (GhBulkJournal *self, GAsyncResult *result, GError **error);

void gh_bulk_journal_close (GhBulkJournal *self);
void gh_bulk_journal_remove (GhBulkJournal *self);

char *gh_bulk_journal_make_path (const char *server, const char *source) G_GNUC_WARN_UNUSED_RESULT;

/* Inside enrolment/ only: how each begins; the source follows, escaped. */
#define GH_BULK_JOURNAL_TITLE "gatehouse-enrolment 1"
#define GH_BULK_JOURNAL_MOST_BYTES (64 * 1024 * 1024)

G_END_DECLS
