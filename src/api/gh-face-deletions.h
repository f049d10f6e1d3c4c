/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-face-recognition.h"

G_BEGIN_DECLS

/* Face records that are to be deleted. Each can be taken back for ten seconds, and only then is the
 * server asked. It belongs to a connection and not to a page: the time runs on whatever is looked
 * at. Whoever ends the connection (a window that closes, a sign-out, the end of the program) lets
 * gh_face_deletions_commit_async() make at once what still waits. Whoever is signed out without
 * that is told of every record that was not deleted.
 *
 * Signals: "changed" (GhFaceRecord: what gh_face_deletions_get_state() says of it is new),
 * "deleted" (GhFaceRecord), "failed" (GhFaceRecord, GError): it is there as before. */
#define GH_TYPE_FACE_DELETIONS (gh_face_deletions_get_type ())
G_DECLARE_FINAL_TYPE (GhFaceDeletions, gh_face_deletions, GH, FACE_DELETIONS, GObject)

#define GH_FACE_DELETIONS_UNDO_US (10 * G_TIME_SPAN_SECOND)

typedef enum
{
  GH_FACE_DELETION_NONE,
  GH_FACE_DELETION_WAITING,   /* can be taken back */
  GH_FACE_DELETION_UNDER_WAY, /* the server has been asked */
} GhFaceDeletionState;

GhFaceDeletions *gh_face_deletions_new (GhFaceRecognition *face_recognition)
  G_GNUC_WARN_UNUSED_RESULT;

void gh_face_deletions_add (GhFaceDeletions *self, GhFaceRecord *record);
/* FALSE where it is too late, or nothing was to be deleted. */
gboolean gh_face_deletions_undo (GhFaceDeletions *self, const char *id);

GhFaceDeletionState gh_face_deletions_get_state (GhFaceDeletions *self, const char *id);
guint gh_face_deletions_get_n_pending (GhFaceDeletions *self);

void gh_face_deletions_commit_async (GhFaceDeletions *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean gh_face_deletions_commit_finish (GhFaceDeletions *self,
                                          GAsyncResult *result,
                                          GError **error);

G_END_DECLS
